"""Taking back and bringing back: any step on which nothing later rests, and what was taken back last."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator, Mapping

from index.errors import SaysoError, UsageError
from index.library_parts import recodes, wording
from index.library_parts.core import Core
from index.model import Event, EventKind
from index.store import events, issues, resting
from index.store.in_force import InForce
from index.store.in_force import read as read_in_force
from index.store.recoding import ISSUE

_ELSEWHERE = "; other steps can be taken back by their ids: `sayso history` lists them, `sayso undo EVENT` takes one"


class Undo:
    """Undo and redo of one annotator's events."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._configured = {entry.id for entry in core.written.issues}

    def undo(self, event: str | None = None) -> tuple[Event, Event]:
        """Take back an event of this annotator's, by its id or how that begins: the undo, and what it undid.

        Without an id it is the last one that is not undone. Raises UsageError where there is none, where it is
        another annotator's or was undone already, and where something later that is not undone rests on it.
        """
        return self._turned(EventKind.UNDO, event)

    def redo(self) -> tuple[Event, Event]:
        """Bring back what this annotator undid last, unless something new was done since.

        Raises UsageError where there is nothing, where it is about an issue or a label that is gone, and where it
        makes something whose id or proposal is another's by now.
        """
        return self._turned(EventKind.REDO, None)

    def why_not(self, event: Event) -> str | None:
        """Why an event cannot be taken back, in a sentence; None where it can be."""
        try:
            self._must_be_ours(event, self._state(self._core.database.read, event.sequence))
            self._may_undo(self._core.database.read, event)
        except UsageError as error:
            return error.sentence
        return None

    def _turned(self, kind: EventKind, wanted: str | None) -> tuple[Event, Event]:
        self._core.database.must_be_writable()
        ask = self._core.database.read
        target = self._target(ask, kind, wanted)
        self._may_turn(ask, target, kind, named=wanted is not None)

        def choose(ask: events.Ask) -> Event:
            # What it is cannot have changed, so that it is not read once more, which takes long of one about many.
            if wanted is None:
                place = events.place_next_to(ask, self._core.by, kind)
                found = target if place == target.sequence else events.at(ask, place)
            else:
                found = target
                self._must_be_ours(found, self._state(ask, found.sequence))
            self._may_turn(ask, found, kind, named=wanted is not None)
            return found

        with self.reread(target.kind, target.subject, target.sets, goes=kind is EventKind.UNDO):
            both = self._core.turn(kind, choose)
        if both[1].id != target.id:  # the same annotator is at work in another process too
            with self.reread(both[1].kind, both[1].subject, both[1].sets, goes=kind is EventKind.UNDO):
                pass
        return both

    def _target(self, ask: events.Ask, kind: EventKind, wanted: str | None) -> Event:
        if wanted is None:
            return events.at(ask, events.place_next_to(ask, self._core.by, kind))
        event = find(ask, wanted)
        self._must_be_ours(event, self._state(ask, event.sequence))
        return event

    @staticmethod
    def _state(ask: events.Ask, sequence: int) -> str | None:
        rows = ask("SELECT state FROM effect WHERE event = ?", (sequence,))
        return str(rows[0][0]) if rows else None

    def _must_be_ours(self, event: Event, state: str | None) -> None:
        """Raise UsageError for a step that is not this annotator's, or not done."""
        if event.by != self._core.by:
            raise UsageError(f"this step is {event.by}'s, and only {event.by} can take it back")
        if state is None:
            raise UsageError("this step turned another one: `sayso redo` brings back what was undone last")
        if state != "done":
            raise UsageError("this step is undone already")

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

    def _may_turn(self, ask: events.Ask, event: Event, kind: EventKind, *, named: bool) -> None:
        if kind is EventKind.REDO:
            self._may_redo(ask, event)
            return
        try:
            self._may_undo(ask, event)
        except UsageError as error:
            if named:
                raise
            raise UsageError(error.sentence + _ELSEWHERE) from None

    def _may_redo(self, ask: events.Ask, event: Event) -> None:
        in_force = read_in_force(ask, self._core.written)
        gone = [one for one in _issues_of(event) if one not in self._configured and self._is_gone(ask, one, in_force)]
        if gone:
            raise UsageError(f"the issue '{gone[0]}' is gone, so what was decided about it cannot be brought back")
        for label in _labels_of(event):
            if in_force.config.label(label) is None:
                raise UsageError(f"the codebook has no label '{label}' any more, so it cannot be brought back")
        if event.kind is EventKind.CREATE_ISSUE:
            self._may_come_back(ask, event)
        elif event.kind is EventKind.RECODE:
            recodes.may_hold(in_force, event)

    @staticmethod
    def _is_gone(ask: events.Ask, issue: str, in_force: InForce) -> bool:
        if any(one.id == in_force.recoding.of(ISSUE, issue) for one in in_force.issues):
            return False
        # An id that came by a renaming is made by no event of its own.
        return issues.is_gone(ask, issue) or bool(
            ask("SELECT 1 FROM event WHERE kind = 'recode' AND instr(sets, ?) LIMIT 1", (f'"renamed_to":"{issue}"',))
        )

    def _may_undo(self, ask: events.Ask, event: Event) -> None:
        if event.kind in (EventKind.CREATE_ISSUE, EventKind.RECODE):
            self._may_go(ask, event)
        place = resting.resting(ask, event)
        if place is not None:
            later = events.at(ask, place)
            whose = "your" if later.by == self._core.by else f"{later.by}'s"
            back = f": `sayso undo {later.id}` takes that back first" if later.by == self._core.by else ""
            raise UsageError(
                f"“{wording.describe(event)}” has to stay, for {whose} later step rests on it:"
                f" “{wording.describe(later)}” ({later.at[:10]}, {later.id}){back}"
            )

    def _may_go(self, ask: events.Ask, event: Event) -> None:
        """Raise UsageError where somebody labelled statements about an issue that an event made."""
        for part in event.parts():
            if not part.subject.startswith("issue:") or "proposition" not in part.sets:
                continue
            proposal = part.sets.get("proposal")
            using = issues.users(
                ask,
                part.subject.removeprefix("issue:"),
                event.id,
                proposal=str(proposal) if proposal is not None else None,
            )
            if using:
                raise UsageError(
                    f"the issue “{part.sets.get('proposition')}” has to stay: since it was made, {_listed(using)};"
                    " it can be undone once these are about another issue or have no label"
                )

    def _may_come_back(self, ask: events.Ask, event: Event) -> None:
        """Raise UsageError where the id of an issue that was taken back is another's now, or its proposal is."""
        issue, proposal = event.subject.removeprefix("issue:"), event.sets.get("proposal")
        if issue in self._configured or issues.is_there(ask, issue):
            raise UsageError(f"the issue '{issue}' cannot be brought back: there is another one of that id now")
        taken = None if proposal is None else issues.made_of(ask, str(proposal))
        if taken is not None:
            raise UsageError(
                f"the issue '{issue}' cannot be brought back: the issue '{taken}' was made of its proposal"
            )


def find(ask: events.Ask, wanted: str) -> Event:
    """The event with an id, or whose id alone begins so. Raises UsageError where there is none, or several."""
    given = wanted.strip().removeprefix("event:").lower()
    rows = ask(
        f"SELECT {events.COLUMNS} FROM event WHERE id >= :first AND id < :first || 'g' ORDER BY id LIMIT 2",
        {"first": given},
    )
    if not given or not rows:
        raise UsageError(f"there is no step '{wanted.strip()}'; `sayso history` lists the steps with their ids")
    if len(rows) > 1 and rows[0][1] != given:
        raise UsageError(f"the ids of several steps begin with '{given}': give more of it")
    return events.from_row(rows[0])


def _issues_of(event: Event) -> Collection[str]:
    """The issues that an event about statements rests on."""
    found: set[object] = set()
    for part in event.parts():
        statement = part.about.get("statement")
        found |= {part.sets.get("issue"), statement.get("issue") if isinstance(statement, dict) else None}
    own = {part.subject.removeprefix("issue:") for part in event.parts()}
    return sorted(one for one in found if isinstance(one, str) and one not in own)


def _labels_of(event: Event) -> Collection[str]:
    """The labels that an event gives statements, but for those that it makes."""
    found: set[object] = set()
    for part in event.parts():
        settled = part.sets.get("adjudicated")
        found |= {part.sets.get("stance"), part.sets.get("again")}
        found.add(settled.get("stance") if isinstance(settled, dict) else None)
    own = {part.subject.removeprefix("label:") for part in event.parts() if "split_from" in part.sets}
    return sorted(one for one in found if isinstance(one, str) and one not in own)


def _listed(using: list[tuple[str, int]]) -> str:
    """Who decided on how many, as words: "omar decided on 2 statements about it, and eva 1"."""
    parts = []
    for place, (by, number) in enumerate(using):
        counted = f"{number} statement" if number == 1 else f"{number} statements"
        parts.append(f"{by} decided on {counted} about it" if not place else f"{by} {number}")
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])}, and {parts[-1]}"
