"""Looking for damage in how library.db is defined, and in what is written of each event beside the log."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from index.model import Event, EventKind
from index.store import codec, files, schema
from index.store.finding import Finding


def check_definitions(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Whether tables, indexes and triggers are defined as this schema has them, and the library has its names."""
    ((version,),) = connection.execute("PRAGMA user_version").fetchall()
    expected, present = schema.library_definitions(version), schema.definitions(connection)
    for name in sorted(expected.keys() | present.keys()):
        if expected.get(name) != present.get(name):
            yield Finding("error", files.LIBRARY, f"'{name}' is not defined as it was when the library was made")
    named = {name for (name,) in connection.execute("SELECT name FROM meta").fetchall()}
    for name in schema.NAMES:
        if name not in named:
            yield Finding("error", files.LIBRARY, f"its '{name}' is missing")


def check_settings(connection: sqlite3.Connection, log: Iterable[Event]) -> Iterator[Finding]:
    """Whether whose each event is and the fields that it sets stand beside the log as the events say.

    Whether it holds is what `check_steps` looks at.
    """
    effects: dict[int, tuple[str, str]] = {}
    settings: dict[tuple[int, str, str, str], str] = {}
    for event in log:
        if event.kind in (EventKind.UNDO, EventKind.REDO):
            continue
        effects[event.sequence] = event.by, event.subject
        for part in event.parts():
            for field, value in part.sets.items():
                settings[event.sequence, event.by, part.subject, field] = codec.canonical(value)
    for number, by, subject in connection.execute("SELECT event, by, subject FROM effect").fetchall():
        if effects.pop(number, None) != (by, subject):
            yield Finding("error", f"event {number}", "whose it is, or what it is about, is not what stands in the log")
    for number, by, subject, field, value in connection.execute(
        "SELECT event, by, subject, field, value FROM setting"
    ).fetchall():
        if settings.pop((number, by, subject, field), None) != value:
            yield Finding("error", subject, f"the {field} that event {number} sets is not what stands beside the log")
    for number in sorted(effects.keys() | {key[0] for key in settings}):
        yield Finding("error", f"event {number}", "what it sets does not stand beside the log")
