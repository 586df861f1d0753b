"""The log of what annotators did: append-only, each event carrying the hash of the one before in its chain.

Everything here runs inside the caller's write transaction; what follows from the log is brought up to
date in the same transaction (see `projection`). Undo and redo are events of their own: undo takes back
an event of the annotator's, the last one that is not undone where none is named; redo brings back the one
that was undone last, and a new event ends redo.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from index.errors import DamagedError, UsageError
from index.model import MANY, Event, EventKind, Part
from index.store import codec, projection, stored

Ask = Callable[[str, Any], Sequence[tuple[Any, ...]]]
"""Gives the rows of a query with its values, within a transaction or outside of one."""

COLUMNS = "sequence, id, kind, by, library, at, subject, sets, about, previous, hash, origin"


@dataclass(frozen=True, slots=True)
class Deed:
    """What an annotator does, before it is an event; the fields are as in model.Event."""

    kind: EventKind
    subject: str
    sets: Mapping[str, object]
    about: Mapping[str, object] = field(default_factory=dict)

    @classmethod
    def of(cls, kind: EventKind, parts: Sequence[Part]) -> Deed:
        """A deed about one thing or several."""
        if len(parts) == 1:
            return cls(kind, *parts[0])
        return cls(kind, MANY, {one.subject: one.sets for one in parts}, {one.subject: one.about for one in parts})


def now() -> str:
    """The present time, UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def next_sequence(connection: sqlite3.Connection) -> int:
    """Raise the library's sequence number by one."""
    (number,) = connection.execute("UPDATE clock SET sequence = sequence + 1 RETURNING sequence").fetchone()
    return int(number)


def columns_of(connection: sqlite3.Connection) -> str:
    """What `from_row` takes, of a library.db of any schema: events of an earlier one are where they were made."""
    present = {row[1] for row in connection.execute("PRAGMA table_info(event)")}
    return COLUMNS if "origin" in present else COLUMNS.replace("origin", "sequence")


def from_row(row: tuple[Any, ...]) -> Event:
    """An event from a row of `COLUMNS`; raises DamagedError for one that is none."""
    sequence, id_, kind, by, library, at, subject, sets, about, previous, hash_, origin = row
    if kind not in _KINDS:
        raise stored.damaged(f"what kind of event {id_} is")
    return Event(
        id=id_,
        sequence=sequence,
        kind=EventKind(kind),
        by=by,
        at=at,
        subject=subject,
        sets=stored.fields(sets, f"what event {id_} sets"),
        about=stored.fields(about, f"what event {id_} says"),
        previous=previous,
        hash=hash_,
        library=library,
        origin=origin,
    )


_KINDS = frozenset(EventKind)


def insert(connection: sqlite3.Connection, event: Event) -> None:
    """Write an event as it is, with its hash, and nothing else."""
    connection.execute(
        f"INSERT INTO event ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            event.sequence,
            event.id,
            str(event.kind),
            event.by,
            event.library,
            event.at,
            event.subject,
            codec.canonical(event.sets),
            codec.canonical(event.about),
            event.previous,
            event.hash,
            event.clock,
        ),
    )


def append(connection: sqlite3.Connection, by: str, library: str, deed: Deed) -> Event:
    """Record a deed of `by` at the end of its chain in replica `library`, and all that follows from it."""
    last = connection.execute(
        "SELECT hash FROM event WHERE by = ? AND library = ? ORDER BY sequence DESC LIMIT 1", (by, library)
    ).fetchone()
    event = Event(
        id="",
        sequence=next_sequence(connection),
        kind=deed.kind,
        by=by,
        at=now(),
        subject=deed.subject,
        sets=dict(deed.sets),
        about=dict(deed.about),
        previous=last[0] if last else "",
        library=library,
    )
    hash_ = codec.event_hash(event)
    event = replace(event, id=codec.event_id(hash_), hash=hash_)
    insert(connection, event)
    projection.apply(connection, event)
    return event


def asking(connection: sqlite3.Connection) -> Ask:
    """Asks within the transaction of a connection."""
    return lambda sql, values: connection.execute(sql, values).fetchall()


def place_next_to(ask: Ask, by: str, kind: EventKind) -> int:
    """The sequence number of the event of `by` that UNDO or REDO would turn to now, where none is named.

    It is the last one that is not undone, or the one undone last. Raises UsageError where there is none; a new
    event ends redo.
    """
    if kind is EventKind.UNDO:
        rows = ask("SELECT max(event) FROM effect WHERE by = ? AND state = 'done'", (by,))
    else:
        rows = ask(
            "SELECT event FROM effect WHERE by = ? AND state = 'undone' ORDER BY turned DESC, event LIMIT 1", (by,)
        )
    if not rows or rows[0][0] is None:
        raise UsageError(f"there is nothing to {kind} for '{by}'")
    return int(rows[0][0])


def at(ask: Ask, sequence: int) -> Event:
    """The event with this sequence number."""
    (row,) = ask(f"SELECT {COLUMNS} FROM event WHERE sequence = ?", (sequence,))
    return from_row(row)


def turn(connection: sqlite3.Connection, by: str, library: str, kind: EventKind, target: Event) -> Event:
    """Undo or redo an event, which may be: the new event."""
    about = {"kind": str(target.kind), "subject": target.subject, "sequence": target.sequence}
    sets = {"undone": True if kind is EventKind.UNDO else None}
    return append(connection, by, library, Deed(kind, f"event:{target.id}", sets, about))


def in_order(log: Iterable[Event]) -> list[Event]:
    """Events of any replicas in their order, each with the place that it has in a log of no others."""
    placed: list[Event] = []
    for event in sorted(log, key=lambda one: one.order):
        place = max(event.clock, placed[-1].sequence + 1 if placed else 1)
        placed.append(replace(event, sequence=place, origin=event.clock))
    return placed


def walk(connection: sqlite3.Connection, unreadable: Callable[[DamagedError], None] | None = None) -> Iterator[Event]:
    """All events in their order, read in portions so that no lock is held between them.

    Raises DamagedError for one that cannot be read; with `unreadable` that is told of it, and the others follow.
    """
    last, columns = 0, columns_of(connection)
    while rows := connection.execute(
        f"SELECT {columns} FROM event WHERE sequence > ? ORDER BY sequence LIMIT 1000", (last,)
    ).fetchall():
        last = rows[-1][0]
        for row in rows:
            try:
                yield from_row(row)
            except DamagedError as error:
                if unreadable is None:
                    raise
                unreadable(error)
