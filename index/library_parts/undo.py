"""Taking back and bringing back, where more rests on an event than what it sets: the issues that people made."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator, Mapping

from index.errors import SaysoError, UsageError
from index.library_parts.core import Core
from index.model import Event, EventKind
from index.store import events, issues


class Undo:
    """Undo and redo of one annotator's events."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._configured = {entry.id for entry in core.config.issues}

    def undo(self) -> tuple[Event, Event]:
        """Take back this annotator's last event that is not undone: the undo, and what it undid.

        Raises UsageError where there is none, and where it made an issue which other annotators have used since.
        """
        return self._turned(EventKind.UNDO)

    def redo(self) -> tuple[Event, Event]:
        """Bring back what this annotator undid last, unless something new was done since.

        Raises UsageError where there is nothing, and where it is about an issue that is gone.
        """
        return self._turned(EventKind.REDO)

    def _turned(self, kind: EventKind) -> tuple[Event, Event]:
        ask = self._core.database.read
        target = events.next_to(ask, self._core.by, kind)
        self._may_turn(ask, target, kind)
        with self.reread(target.kind, target.subject, target.sets, goes=kind is EventKind.UNDO):
            both = self._core.turn(kind, lambda ask, event: self._may_turn(ask, event, kind))
        if both[1].id != target.id:  # the same annotator is at work in another process too
            with self.reread(both[1].kind, both[1].subject, both[1].sets, goes=kind is EventKind.UNDO):
                pass
        return both

    @contextlib.contextmanager
    def reread(self, kind: EventKind, subject: str, sets: Mapping[str, object], *, goes: bool) -> Iterator[None]:
        """Have the articles analysed anew whose results rest on an issue that comes, or `goes`, within the block.

        They stand in another file than the log, so that one of the two is written first. It is they: a crash in
        between has some articles read once more, where the other order would leave results towards an issue that
        is gone, or worded otherwise, which nothing would ever read again. They are written again after the block,
        for an analysis that stored a result while it ran.
        """
        if kind is not EventKind.CREATE_ISSUE:
            yield
            return
        self._mark(subject, sets, goes)
        yield
        try:
            self._mark(subject, sets, goes)
        except SaysoError as error:
            self._core.log.write(f"results of an issue were not marked twice: {error.title}")

    def _mark(self, subject: str, sets: Mapping[str, object], goes: bool) -> None:
        if goes:
            self._core.findings.retry_issue(subject.removeprefix("issue:"))
        elif "proposal" in sets:
            self._core.findings.retry_proposal(str(sets["proposal"]), but=str(sets["proposition"]))

    def _may_turn(self, ask: events.Ask, event: Event, kind: EventKind) -> None:
        if kind is EventKind.REDO:
            gone = [one for one in _issues_of(event) if one not in self._configured and issues.is_gone(ask, one)]
            if gone:
                raise UsageError(f"the issue '{gone[0]}' is gone, so what was decided about it cannot be brought back")
        elif event.kind is EventKind.CREATE_ISSUE:
            proposal = event.sets.get("proposal")
            using = issues.users(
                ask,
                event.subject.removeprefix("issue:"),
                event.id,
                proposal=str(proposal) if proposal is not None else None,
            )
            if using:
                raise UsageError(
                    f"the issue “{event.sets.get('proposition')}” has to stay: since it was made, {_listed(using)};"
                    " it can be undone once these are about another issue or have no label"
                )


def _issues_of(event: Event) -> Collection[str]:
    """The issues that an event about statements rests on."""
    found: set[object] = set()
    for part in event.parts():
        statement = part.about.get("statement")
        found |= {part.sets.get("issue"), statement.get("issue") if isinstance(statement, dict) else None}
    return sorted(one for one in found if isinstance(one, str))


def _listed(using: list[tuple[str, int]]) -> str:
    """Who labelled how many, as words: "omar labelled 2 statements about it, and eva 1"."""
    parts = []
    for place, (by, number) in enumerate(using):
        counted = f"{number} statement" if number == 1 else f"{number} statements"
        parts.append(f"{by} labelled {counted} about it" if not place else f"{by} {number}")
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])}, and {parts[-1]}"
