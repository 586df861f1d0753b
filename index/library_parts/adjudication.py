"""Settling what annotators labelled differently: the queue of conflicts, the decision, and what became of one's own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.errors import UsageError
from index.library_parts.core import Core
from index.library_parts.deciding import known_label, may_give
from index.library_parts.making import about_view
from index.library_parts.statements import Statements
from index.model import Adjudication, Event, EventKind, Label, Part, Statement, StatementView
from index.rechecks import own_decision
from index.store import disputes, recheck
from index.store.events import Deed
from index.store.views import ADJUDICATED


@dataclass(frozen=True, slots=True)
class Became:
    """A label of this annotator's that was decided otherwise: the statement, the label, and what was adjudicated."""

    view: StatementView
    label: Label
    adjudicated: Adjudication


@dataclass(frozen=True, slots=True)
class Settled:
    """How far labelling by several is, over statements with a label: in `conflict`, with those labelled otherwise since
    they were adjudicated; `retired` by one though another labelled them; `adjudicated`, of which `outdated` are to be
    looked at again; `agreed`, by as many equal labels as finish a statement (adjudication.coders); `waiting` for a
    further label.
    """

    conflict: int = 0
    adjudicated: int = 0
    agreed: int = 0
    waiting: int = 0
    retired: int = 0
    outdated: int = 0


class Adjudicating:
    """Decisions for everybody on statements that annotators labelled, each an event that its maker can undo.

    A statement whose labels are all equal is never in the queue. All that decide raise UsageError for what cannot
    be, and LockedError, NotSavedError or DamagedError where it cannot be saved; nothing has changed then.
    """

    def __init__(
        self, core: Core, statements: Statements, recorded: Callable[[], Callable[[Statement], Statement]]
    ) -> None:
        """`recorded` gives what makes of a statement the one that is recorded in an event."""
        self._core = core
        self._statements = statements
        self._recorded = recorded

    @property
    def reasons(self) -> Sequence[str]:
        """The reasons to choose from, as the configuration lists them."""
        return self._core.config.adjudication.reasons

    def queue(self, query: str = "") -> list[StatementView]:
        """The conflicts that nobody has settled, of the statements that a query finds: by date (unknown last), article
        and place in the text; then those that it would find, had not one annotator retired them though another had
        labelled them; then what was adjudicated and is to be looked at again. Raises QueryError.
        """
        again = [view for view in self._labelled(query, "is:adjudicated is:recheck") if _is_outdated(view)]
        return [*self._labelled(query, "is:conflict"), *self._contested(query), *again]

    def _contested(self, query: str) -> list[StatementView]:
        ids = disputes.contested(self._core.database.read, self._core.in_force.recoding)
        found = self._core.views.many(list(ids)) if ids else {}
        if found and (wanted := query.strip()):
            meant = self._statements.matching_if_kept(wanted, sorted({key for _, key in found.values()}))
            found = {id_: one for id_, one in found.items() if id_ in meant}
        views = [view for view, _ in found.values()]
        return sorted(views, key=lambda one: (one.date is None, one.date or "", one.article, one.statement.start))

    def take(self, statement_id: str, coder: str, *, reason: str | None = None) -> Event:
        """Decide as `coder` labelled the statement."""
        view = self._statement(statement_id)
        stance = next((label.stance for label in view.labels if label.by == coder), None)
        if stance is None:
            who = ", ".join(label.by for label in view.labels)
            raise UsageError(f"'{coder}' has no label on this statement; it has labels of {who}")
        return self._decide(view, {"stance": stance, "reason": self._reason(reason), "took": coder})

    def decide(self, statement_id: str, stance: str, *, reason: str | None = None) -> Event:
        """Decide on a stance of one's own, a label's id of the codebook."""
        view = self._statement(statement_id)
        known = known_label(self._core.config, stance)
        return self._decide(view, {"stance": known, "reason": self._reason(reason), "took": None})

    def give_reason(self, statement_id: str, reason: str) -> Event:
        """Say why the annotators differed on a statement that was adjudicated already; the decision stays, and so do
        the labels that it was between and the definitions under which it was made."""
        settled = self._settled(statement_id)
        value = {"stance": settled.stance, "reason": self._reason(reason), "took": settled.took}
        ask = self._core.database.read
        known, stamp = disputes.recorded(ask, statement_id), recheck.stamp(ask, statement_id)
        return self._decide(self._statement(statement_id), value, known, stamp)

    def reopen(self, statement_id: str) -> Event:
        """Take back what was adjudicated, by whomever; the annotators' labels are as they were, and a statement that
        was retired, by whomever, is there again."""
        view = self._core.views.get(statement_id)[0]
        if view.retired:
            return self._record(view, {"retired": False})
        self._settled(statement_id)
        return self._decide(self._statement(statement_id), None)

    def confirm(self, ids: Sequence[str]) -> Event:
        """Say of what this annotator adjudicated that it still holds, though what it was decided on is another now.

        It is one event. Raises UsageError where nothing of it is to be looked at again.
        """
        views = [view for view, _ in self._core.views.many(list(dict.fromkeys(ids))).values()]
        parts = []
        for view in views:
            settled = own_decision(view, self._core.by)
            if settled is not None:
                value = {"stance": settled.stance, "reason": settled.reason, "took": settled.took}
                known = disputes.recorded(self._core.database.read, view.id)
                said = self._said(view, {ADJUDICATED: value}, known) | {"confirmed": True}
                parts.append(Part(f"statement:{view.id}", {ADJUDICATED: value}, said))
        if not parts:
            raise UsageError("nothing that you adjudicated of these statements is to be looked at again")
        return self._core.record(
            Deed.of(EventKind.ADJUDICATE, parts), may_give(self._core, [one.sets for one in parts])
        )

    def retire(self, statement_id: str) -> Event:
        """Decide that it is no statement, though annotators labelled it: it is retired for everybody, their labels
        stay in the log."""
        return self._record(self._statement(statement_id), {"retired": True})

    def mine(self, by: str | None = None) -> list[Became]:
        """What became of the labels of this annotator, or `by`: those that were decided otherwise."""
        who = by if by is not None else self._core.by
        return [
            Became(view, label, view.adjudicated)
            for view in self._labelled("", "is:adjudicated")
            for label in view.labels
            if view.adjudicated is not None and label.by == who and label.stance != view.adjudicated.stance
        ]

    def settled(self, query: str = "") -> Settled:
        """How far it is, of the statements that a query finds. Raises QueryError."""
        enough = self._core.config.adjudication.coders
        found = Counter(retired=len(self._contested(query)))
        for view in self._labelled(query, "{is:labelled} OR is:conflict OR is:adjudicated"):
            if view.conflict:
                found["conflict"] += 1
            elif view.adjudicated is not None:
                found["adjudicated"] += 1
                found["outdated"] += view.adjudicated.recheck
            elif view.labels:
                found["agreed" if len(view.labels) >= enough else "waiting"] += 1
        return Settled(**found)

    def _labelled(self, query: str, state: str) -> Iterator[StatementView]:
        wanted = query.strip()
        return self._statements.matching(f"({wanted}) ({state})" if wanted else state)

    def _statement(self, identifier: str) -> StatementView:
        view = self._core.views.get(identifier)[0]
        if view.retired and view.contested is None:
            raise UsageError("this statement was retired; `sayso adjudicate STATEMENT --reopen` brings it back")
        if not view.labels:
            raise UsageError("nobody has labelled this statement, so that there is nothing to decide between: label it")
        return view

    def _settled(self, identifier: str) -> Adjudication:
        settled = self._core.views.get(identifier)[0].adjudicated
        if settled is None:
            raise UsageError("nothing was adjudicated about this statement")
        return settled

    def _reason(self, reason: str | None) -> str | None:
        if reason is None:
            return None
        wanted = " ".join(reason.split()).casefold()
        known = [one for one in self.reasons if one.casefold().startswith(wanted)] if wanted else []
        exact = [one for one in known if one.casefold() == wanted]
        if len(exact or known) != 1:
            raise UsageError(f"'{reason}' is none of the reasons; they are: {', '.join(self.reasons)}")
        return (exact or known)[0]

    def _decide(
        self,
        view: StatementView,
        value: dict[str, str | None] | None,
        labels: Mapping[str, str] | None = None,
        stamp: Mapping[str, object] | None = None,
    ) -> Event:
        sets: dict[str, object] = {ADJUDICATED: value}
        if view.retired:
            sets["retired"] = False  # a stance is that of a statement
        return self._record(view, sets, labels, stamp)

    def _record(
        self,
        view: StatementView,
        sets: dict[str, object],
        labels: Mapping[str, str] | None = None,
        stamp: Mapping[str, object] | None = None,
    ) -> Event:
        said = self._said(view, sets, labels) | ({"codebook": dict(stamp)} if stamp is not None else {})
        deed = Deed(EventKind.ADJUDICATE, f"statement:{view.id}", sets, said)
        return self._core.record(deed, may_give(self._core, [sets]))

    def _said(
        self, view: StatementView, sets: Mapping[str, object], labels: Mapping[str, str] | None
    ) -> dict[str, object]:
        said = about_view(view, self._recorded())
        value = sets.get(ADJUDICATED)
        if isinstance(value, dict) and value["stance"] is not None:
            said["codebook"] = self._core.in_force.stamp(value["stance"], view.issue)
        # What it was decided between: the labels may change later.
        said["labels"] = dict(labels) if labels is not None else {label.by: label.stance for label in view.labels}
        return said


def _is_outdated(view: StatementView) -> bool:
    return view.adjudicated is not None and view.adjudicated.recheck and not view.conflict
