"""Events that come from elsewhere: read from plain text or another library, and proved before anything takes them.

An event is taken where it is what it was when it was recorded (its hash), says something that can be understood (see
`event_fields`), and stands behind the event that it names as the one before, in its chain. Of a chain that is broken
all up to the break is taken.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from index.model import Event, EventKind
from index.store import codec, event_fields
from index.store.check import Finding
from index.text import clean_line

LEAP = 2**32
"""No event is further ahead of all that is known: its clock would run away with ours, and no library counts so far."""

_UNREADABLE = (ValueError, KeyError, TypeError, RecursionError)

Known = Mapping[str, tuple[str, str, str, int]]
"""The events of a log: hash -> (id, annotator, library, clock)."""


class Line(NamedTuple):
    """A line of a file, or a row of a database: where it stands, and what it holds as JSON has it (None: no event)."""

    where: str
    value: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Proved:
    """What can be taken: `fresh` events, how many were `known`, how many were `refused`, and why, as findings."""

    fresh: tuple[Event, ...] = ()
    known: int = 0
    refused: int = 0
    findings: tuple[Finding, ...] = ()
    hashes: frozenset[str] = field(default=frozenset(), repr=False)


def lines(path: Path) -> Iterator[Line]:
    """The lines of a file of annotations; empty ones are left out. Raises OSError."""
    with path.open("rb") as file:
        for number, raw in enumerate(file, start=1):
            if raw.strip():
                yield Line(f"{path}, line {number}", _object(raw))


def _object(raw: bytes) -> Mapping[str, Any] | None:
    try:
        found = codec.parsed(raw)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def proved(given: Iterable[Line], log: Known, clock: int = 0) -> Proved:
    """What of the lines can be taken into a log, whose library's clock stands at `clock`.

    But for what is far ahead of that clock, this is the same whatever came first.
    """
    findings: list[Finding] = []
    places: dict[str, str] = {}
    events: dict[str, Event] = {}
    known: set[str] = set()
    refused = 0
    for line in given:
        event, problem = read(line.value)
        if event is None:
            findings.append(Finding("error", line.where, problem))
            refused += 1
        elif event.hash in log:
            known.add(event.hash)
        else:
            events.setdefault(event.hash, event)
            places.setdefault(event.hash, line.where)
    fresh, breaks = _chained(events.values(), log, clock)
    for first, (number, why) in breaks.items():
        rest = "it is left out" if number == 1 else f"it and {number - 1:,} that follow it are left out"
        findings.append(Finding("error", places[first], f"{why}: {rest}"))
        refused += number
    authors = {id_: by for id_, by, _, _ in log.values()} | {event.id: event.by for event in fresh}
    for event in fresh:
        if not _is_own(event, authors):
            said = f"'{event.by}' takes back what is another's: nobody can, so that it changes nothing"
            findings.append(Finding("warning", places[event.hash], said))
    return Proved(tuple(fresh), len(known), refused, tuple(findings), frozenset({*known, *events}))


def _chained(given: Iterable[Event], log: Known, clock: int) -> tuple[list[Event], dict[str, tuple[int, str]]]:
    """The events that stand behind one that is there, in their order; and the breaks, by the hash of the first event
    that is left out: how many are, and why."""
    standing = {(hash_, by, library): (at, hash_) for hash_, (_, by, library, at) in log.items()}
    fresh: list[Event] = []
    first_of: dict[str, str] = {}
    breaks: dict[str, tuple[int, str]] = {}
    for event in sorted(given, key=lambda one: one.order):
        chain = event.by, event.library
        before = standing.get((event.previous, *chain)) if event.previous else (0, "")
        if before is not None and before < event.order and event.clock <= clock + LEAP:
            standing[(event.hash, *chain)] = event.order
            clock = max(clock, event.clock)
            fresh.append(event)
            continue
        first_of[event.hash] = first = first_of.get(event.previous, event.hash)
        if first in breaks:
            breaks[first] = breaks[first][0] + 1, breaks[first][1]
        elif before is None:
            why = f"the chain of '{event.by}' is broken before it, an event is missing or changed"
            breaks[first] = 1, why
        elif before >= event.order:
            breaks[first] = 1, "by its clock it comes before the event that it follows"
        else:
            breaks[first] = 1, "by its clock it is far ahead of all that is known, and would take ours along"
    return fresh, breaks


def _is_own(event: Event, authors: Mapping[str, str]) -> bool:
    """Whether an event takes back or brings back nothing but what the same annotator did, as far as that is known."""
    if event.kind not in (EventKind.UNDO, EventKind.REDO):
        return True
    return authors.get(event.subject.removeprefix("event:"), event.by) == event.by


def read(value: Mapping[str, Any] | None) -> tuple[Event | None, str]:
    """The event of a line, proved by itself; else None and why it cannot be taken."""
    if value is None:
        return None, "it holds no event"
    kind = value.get("kind")
    if isinstance(kind, str) and "hash" in value and kind not in set(EventKind):
        return None, f"an event of the kind '{clean_line(kind)[:40]}' is of a newer Sayso than this one"
    try:
        event = codec.event_from_json(value)
        whole = codec.event_hash(event) == event.hash and codec.event_id(event.hash) == event.id
    except _UNREADABLE:
        return None, "it holds no event"
    if not whole:
        return None, "it is not what it was when it was recorded: it has been changed"
    if not event_fields.is_sound(event):
        return None, "what the event says cannot be understood"
    return event, ""


def of_rows(rows: Iterable[tuple[Any, ...]], name: str) -> Iterator[Line]:
    """The events of a database as lines: rows of `events.COLUMNS`, the sequence number being where each was made."""
    for row in rows:
        _, id_, kind, by, library, at, subject, sets, about, previous, hash_, origin = row
        where = f"{name}, event {id_}"
        try:
            value = {"sequence": origin, "id": id_, "kind": kind, "by": by, "library": library, "at": at,
                     "subject": subject, "sets": codec.parsed(sets), "about": codec.parsed(about),
                     "previous": previous, "hash": hash_}  # fmt: skip
        except (ValueError, RecursionError, TypeError):
            yield Line(where, None)
        else:
            yield Line(where, value)


def concurrent(present: Collection[str], proof: Proved) -> frozenset[str]:
    """The hashes of the events `present` here of which the replica that the lines come from did not know."""
    return frozenset(present) - proof.hashes
