"""Settling what annotators labelled differently: the queue of conflicts, the decision, and what became of one's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from index.errors import UsageError
from index.library_parts.core import Core
from index.library_parts.making import about_view
from index.library_parts.statements import Statements
from index.model import Adjudication, Event, EventKind, Label, Statement, StatementView
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
    """How far labelling by several is, over statements with a label: in `conflict`; `adjudicated`; `agreed`, by as many
    equal labels as finish a statement (adjudication.coders); `waiting` for a further label.
    """

    conflict: int = 0
    adjudicated: int = 0
    agreed: int = 0
    waiting: int = 0


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
        and place in the text. Raises QueryError.
        """
        return list(self._labelled(query, "is:conflict"))

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
        label = self._core.config.label(stance)
        if label is None:
            known = ", ".join(label.id for label in self._core.config.codebook.labels)
            raise UsageError(f"the codebook has no label '{stance}'; it has: {known}")
        return self._decide(view, {"stance": label.id, "reason": self._reason(reason), "took": None})

    def give_reason(self, statement_id: str, reason: str) -> Event:
        """Say why the annotators differed on a statement that was adjudicated already; the decision stays."""
        settled = self._settled(statement_id)
        value = {"stance": settled.stance, "reason": self._reason(reason), "took": settled.took}
        return self._decide(self._statement(statement_id), value)

    def reopen(self, statement_id: str) -> Event:
        """Take back what was adjudicated, by whomever; the annotators' labels are as they were."""
        self._settled(statement_id)
        return self._decide(self._statement(statement_id), None)

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
        found = {"conflict": 0, "adjudicated": 0, "agreed": 0, "waiting": 0}
        for view in self._labelled(query, "{is:labelled} OR is:conflict"):
            if view.adjudicated is not None:
                found["adjudicated"] += 1
            elif view.conflict:
                found["conflict"] += 1
            elif view.labels:
                found["agreed" if len(view.labels) >= enough else "waiting"] += 1
        return Settled(**found)

    def _labelled(self, query: str, state: str) -> Iterator[StatementView]:
        wanted = query.strip()
        return self._statements.matching(f"({wanted}) ({state})" if wanted else state)

    def _statement(self, identifier: str) -> StatementView:
        view = self._core.views.get(identifier)[0]
        if view.retired:
            raise UsageError("this statement was retired; `sayso undo` takes that back")
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

    def _decide(self, view: StatementView, value: dict[str, str | None] | None) -> Event:
        said = about_view(view, self._recorded())
        if value is not None and value["stance"] is not None:
            said["codebook"] = self._core.in_force.stamp(value["stance"], view.issue)
        # What it was decided between: the labels may change later.
        said["labels"] = {label.by: label.stance for label in view.labels}
        return self._core.record(Deed(EventKind.ADJUDICATE, f"statement:{view.id}", {ADJUDICATED: value}, said))
