"""A second look: a share of one's labels comes back with the first hidden, to see how far one agrees with oneself."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace

from index.errors import UsageError
from index.library_parts.core import Core
from index.library_parts.deciding import known_label, may_give
from index.library_parts.making import about_view
from index.model import Event, EventKind, Statement, StatementView
from index.store import stored
from index.store.events import Deed
from index.store.recoding import LABEL

AGAIN = "again"
"""The field of an annotator's stance at the second look; the label itself stays as it is."""


class SecondLook:
    """The statements that come back to this annotator, and what they say of them the second time.

    Which do follows from the annotator's name, the statement and a seed: a share of labelling.again of the
    configuration, the same ones whenever it is asked. Each comes after labelling.between others.
    """

    def __init__(self, core: Core, recorded: Callable[[], Callable[[Statement], Statement]]) -> None:
        """`recorded` gives what makes of a statement the one that is recorded in an event."""
        self._core = core
        self._recorded = recorded

    def due(self, seed: int = 0) -> list[str]:
        """The ids of the statements that are due, those labelled first before others; none where it is off."""
        settings = self._core.config.labelling
        if not settings.again:
            return []
        labelled = [
            subject.removeprefix("statement:")
            for (subject,) in self._core.database.read(
                "SELECT d.subject FROM decision d JOIN kept k ON k.id = substr(d.subject, length('statement:') + 1)"
                " JOIN article a ON a.key = k.article AND a.removed = 0 WHERE d.by = ? AND d.field = 'stance'"
                " AND d.value <> 'null' AND d.subject >= 'statement:' AND d.subject < 'statement;' AND k.retired = 0"
                " ORDER BY d.event, d.subject",
                (self._core.by,),
            )
        ]
        done = {
            subject.removeprefix("statement:")
            for (subject,) in self._core.database.read(
                "SELECT subject FROM decision WHERE by = ? AND field = ? AND value <> 'null'", (self._core.by, AGAIN)
            )
        }
        old_enough = labelled[: max(0, len(labelled) - settings.between)]
        return [one for one in old_enough if one not in done and self._is_chosen(one, settings.again, seed)]

    def next(self, seed: int = 0) -> StatementView | None:
        """The next statement to look at again, as if nobody had labelled it; None where none is due."""
        for identifier in self.due(seed):
            return self.blind(self._core.views.get(identifier)[0])
        return None

    def blind(self, view: StatementView) -> StatementView:
        """A statement without anything that could tell what was decided: labels, notes, the machine's suggestion."""
        return replace(
            view,
            statement=_unsuggested(view.statement),
            found=view.found and _unsuggested(view.found),
            recorded=view.recorded and _unsuggested(view.recorded),
            labels=(),
            label=None,
            conflict=False,
            note=None,
            certainty=None,
            question=None,
            questions=(),
            adjudicated=None,
            contested=None,
            rules=None,
            suggested_issue=None,
        )

    def label(self, statement_id: str, stance: str) -> Event:
        """Set this annotator's stance at the second look; the first label stays.

        Raises UsageError for a statement that they have not labelled, and as `Annotations.label` does.
        """
        known = known_label(self._core.config, stance)
        view = self._core.views.get(statement_id)[0]
        first = next((label.stance for label in view.labels if label.by == self._core.by), None)
        if first is None:
            raise UsageError(
                f"'{self._core.by}' has not labelled this statement, so that there is no second look at it"
            )
        said = about_view(view, self._recorded())
        said["codebook"] = self._core.in_force.stamp(known, view.issue)
        said["first"] = first
        said["blind"] = ["labels", "suggestions"]
        deed = Deed(EventKind.LABEL, f"statement:{view.id}", {AGAIN: known}, said)
        return self._core.record(deed, may_give(self._core, [{AGAIN: known}]))

    def pairs(self) -> dict[str, dict[str, tuple[str, str]]]:
        """All that was looked at twice: by annotator and statement, the first stance and the second. What was retired
        since, or is in an article that was removed, is left out."""
        recoding = self._core.in_force.recoding
        found: dict[str, dict[str, tuple[str, str]]] = {}
        for by, subject, value, said in self._core.database.read(
            "SELECT d.by, d.subject, d.value, e.about FROM decision d JOIN event e ON e.sequence = d.event"
            " JOIN kept k ON k.id = substr(d.subject, length('statement:') + 1) AND k.retired = 0"
            " JOIN article a ON a.key = k.article AND a.removed = 0"
            " WHERE d.field = ? AND d.value <> 'null' ORDER BY d.by, d.subject",
            (AGAIN,),
        ):
            first = stored.fields(said, f"what is said of {subject}").get("first")
            if isinstance(first, str):
                pair = recoding.of(LABEL, first), recoding.of(LABEL, stored.decided(value, subject, AGAIN))
                found.setdefault(by, {})[subject.removeprefix("statement:")] = pair
        return found

    def _is_chosen(self, identifier: str, share: float, seed: int) -> bool:
        drawn = hashlib.blake2b(f"{seed}\x1f{self._core.by}\x1f{identifier}".encode(), digest_size=8).digest()
        return int.from_bytes(drawn, "big") < share * 2**64


def _unsuggested(one: Statement) -> Statement:
    return replace(one, suggested=None)
