"""Whether the steps of the history stand as the log says: done, undone, or undone and overtaken."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from index.model import Event, EventKind

Stands = tuple[str, int | None]
"""A step's state, and the sequence number of the undo or redo that turned it last."""


def stands(log: Iterable[Event]) -> dict[int, Stands]:
    """How each step stands that can be undone, by its sequence number, from all events in order."""
    found: dict[int, Stands] = {}
    places: dict[tuple[str, str], int] = {}
    undone: dict[str, set[int]] = {}
    for event in log:
        if event.kind in (EventKind.UNDO, EventKind.REDO):
            place = places.get((event.subject.removeprefix("event:"), event.by))
            if place is None:
                continue
            of_annotator = undone.setdefault(event.by, set())
            if event.kind is EventKind.UNDO:
                found[place] = "undone", event.sequence
                of_annotator.add(place)
            else:
                found[place] = "done", event.sequence
                of_annotator.discard(place)
            continue
        for place in undone.pop(event.by, ()):
            found[place] = "lost", found[place][1]
        places[event.id, event.by] = event.sequence
        found[event.sequence] = "done", None
    return found


def wrong(connection: sqlite3.Connection, log: Iterable[Event]) -> Iterator[tuple[str, str]]:
    """The events whose steps do not stand as the log says: their ids, and a sentence."""
    log = list(log)
    ids = {event.sequence: event.id for event in log}
    expected = stands(log)
    present = {
        event: (state, turned)
        for event, state, turned in connection.execute("SELECT event, state, turned FROM effect").fetchall()
    }
    for place in sorted(expected.keys() | present.keys()):
        if expected.get(place) != present.get(place):
            yield ids.get(place, str(place)), "whether it is undone is not what the events say"
