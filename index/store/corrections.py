"""What people corrected of the mentions of named things: as it follows from the log, version by version.

A correction is a decision about one mention, `mention:VERSION:START-END`: its field `entity` is set to {"name", "type",
"actor_id"}, to {"removed": true} where nothing is named there, or to None to go back to what was found. Corrections
are everybody's: the last decision on each mention holds. They belong to a version of an article, whatever an analysis
finds in it later.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from index.model import MANY, Span
from index.store import stored

if TYPE_CHECKING:
    from index.store.events import Ask

FIELD = "entity"
"""The field that a correction sets."""

_IDENTIFIER = re.compile(r"([0-9a-f]+):(\d+)-(\d+)")

Row = tuple[str, int, int, int, int, str | None, str | None, str | None]
"""A row of `corrected`: version, start, end, event, removed, name, type, actor id."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What holds of a mention in a version of an article. `removed` says that nothing is named there, the others are
    None then; else `name` and `type` are what it is called and what kind of thing it is, `actor_id` the actor that it
    stands for. `event` is the sequence number of the event that decided it."""

    version: str
    span: Span
    event: int
    removed: bool
    name: str | None
    type: str | None
    actor_id: str | None

    @property
    def subject(self) -> str:
        """What an event about this mention is about."""
        return subject(self.version, self.span)

    @property
    def value(self) -> dict[str, object]:
        """What the event set."""
        if self.removed:
            return {"removed": True}
        return {"name": self.name, "type": self.type, "actor_id": self.actor_id}


def subject(version: str, span: Span) -> str:
    """The subject of an event about a mention."""
    return f"mention:{version}:{span.start}-{span.end}"


def from_row(row: tuple[Any, ...]) -> Correction:
    """A correction from a row of `corrected`."""
    version, start, end, event, removed, name, type_, actor_id = row
    return Correction(version, Span(start, end), event, bool(removed), name, type_, actor_id)


def of_version(ask: Ask, version: str) -> list[Correction]:
    """The corrections that hold in a version of an article, in the order of the text."""
    return [from_row(row) for row in ask("SELECT * FROM corrected WHERE version = ? ORDER BY start, stop", (version,))]


def names_before(ask: Ask, made: Sequence[Correction]) -> dict[str, str]:
    """What mentions were called when they were corrected, by the subjects of the corrections; those that were none
    are left out."""
    numbers = json.dumps(sorted({one.event for one in made}))
    said: dict[int, tuple[str, Any]] = {
        number: (named, stored.fields(about, f"what is said of {named}"))
        for number, named, about in ask(
            "SELECT sequence, subject, about FROM event WHERE sequence IN (SELECT value FROM json_each(?))", (numbers,)
        )
    }
    found = {}
    for one in made:
        named, about = said[one.event]
        was = (about.get(one.subject, {}) if named == MANY else about).get("was")
        if was:
            found[one.subject] = str(was["name"])
    return found


def row_of(connection: sqlite3.Connection, identifier: str) -> Row | None:
    """What the decisions about a mention say; None where they go back to what was found."""
    named = _IDENTIFIER.fullmatch(identifier)
    last = connection.execute(
        "SELECT value, event FROM decision WHERE subject = ? AND field = ? ORDER BY event DESC LIMIT 1",
        (f"mention:{identifier}", FIELD),
    ).fetchone()
    value = stored.decided(last[0], f"mention:{identifier}", FIELD) if last else None
    if not isinstance(value, dict) or named is None:
        return None
    place = named[1], int(named[2]), int(named[3]), last[1]
    if value.get("removed"):
        return (*place, 1, None, None, None)
    return (*place, 0, value["name"], value["type"], value["actor_id"])


def refresh(connection: sqlite3.Connection, identifier: str) -> None:
    """Bring a mention up to date with the decisions about it."""
    row = row_of(connection, identifier)
    named = _IDENTIFIER.fullmatch(identifier)
    if row is not None:
        connection.execute("INSERT OR REPLACE INTO corrected VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    elif named is not None:
        connection.execute("DELETE FROM corrected WHERE version = ? AND start = ? AND stop = ?", named.groups())


def strange(connection: sqlite3.Connection) -> Iterator[str]:
    """The subjects whose row is not what the decisions say."""
    present = {
        subject(row[0], Span(row[1], row[2])): row for row in connection.execute("SELECT * FROM corrected").fetchall()
    }
    decided = {
        one
        for (one,) in connection.execute(
            "SELECT DISTINCT subject FROM decision WHERE subject >= 'mention:' AND subject < 'mention;' AND field = ?",
            (FIELD,),
        )
    }
    for one in sorted(present.keys() | decided):
        if present.get(one) != row_of(connection, one.removeprefix("mention:")):
            yield one
