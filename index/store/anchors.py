"""Where statements stand after their article was corrected: they follow its words, or are orphans.

A place rests on the statement as the events have it, on the texts of two versions and on how much alike words must
be; so it can be made anew at any time. It is always sought from where the statement was made (or from where a person
placed it), never from where it was found last: nothing drifts from version to version.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from index.anchoring import SIMILARITY
from index.errors import DamagedError
from index.model import EMPTY_PASSAGE, Moved, Passage, Span, digest
from index.store import codec, editing, stored
from index.store.codec import Json, canonical
from index.store.database import Database

PASSAGES = ("source", "cue", "content")
ORPHAN = "orphan"
HAND = "hand"

_RULES = 2
"""The number of the rules by which places are found; another one has all places found anew."""

_META = "anchoring"
_FOUND = "found"
"""What people had not moved the edges of yet, beside the passages as they did."""


class Anchored(NamedTuple):
    """A statement's place in a later version: as the model has it, and where it was made as JSON."""

    moved: Moved
    was: Json


def followed(connection: sqlite3.Connection, identifier: str, made: Json, placed: Any, *, write: bool) -> Json:
    """A statement (as `codec.statement_to_json` writes it) in its article's current version, if it has a place there.

    `made` is where it was made, `placed` where a person placed it last: {"version", "source", "cue", "content"}, or
    None. With `write` its place is written down, for `of`.
    """
    row = connection.execute(
        "SELECT a.version FROM version v JOIN article a ON a.key = v.article WHERE v.hash = ?", (made["version"],)
    ).fetchone()
    if row is None or row[0] == made["version"]:
        if write:
            forget(connection, identifier)
        return made
    (current,) = row
    was = {name: made[name] for name in ("version", *PASSAGES)}
    before = made.get(editing.WAS, {})
    was[_FOUND] = {name: before[name] for name in PASSAGES if name in before}
    basis = _basis(connection, was, placed, current)
    held = connection.execute(
        "SELECT place FROM anchor WHERE statement = ? AND version = ? AND basis = ?", (identifier, current, basis)
    ).fetchone()
    if held is None:
        method, score, found = _found(connection, was, placed, current)
        held = (None if found is None else canonical(found),)
        if write:
            connection.execute(
                "INSERT OR REPLACE INTO anchor VALUES (?, ?, ?, ?, ?, ?, ?)",
                (identifier, current, method, score, held[0], canonical(was), basis),
            )
    if held[0] is None:
        return made
    shown = stored.fields(held[0], f"the place of statement:{identifier}")
    others = {key: value for key, value in before.items() if key not in PASSAGES}
    return {**made, "version": current, **shown, **({editing.WAS: {**others, **shown[_FOUND]}} if before else {})}


def as_made(body: Json, anchored: Anchored) -> Json:
    """What `followed` was given, from what it gave."""
    was = {name: anchored.was[name] for name in ("version", *PASSAGES)}
    if editing.WAS not in body:
        return {**body, **was}
    others = {key: value for key, value in body[editing.WAS].items() if key not in PASSAGES}
    return {**body, **was, editing.WAS: {**others, **anchored.was[_FOUND]}}


def _basis(connection: sqlite3.Connection, was: Json, placed: Any, current: str) -> str:
    rests_on = [was, placed, current]
    if placed is not None and not _text(connection, placed["version"], current):
        rests_on.append("the version that it was placed in is not here")
    return digest(canonical(rests_on), _rules(connection))


def forget(connection: sqlite3.Connection, identifier: str) -> None:
    """Take a statement out that is kept no longer, or stands where it was made."""
    connection.execute("DELETE FROM anchor WHERE statement = ?", (identifier,))


def _found(connection: sqlite3.Connection, was: Json, placed: Any, current: str) -> tuple[str, float, Json | None]:
    """How it was found, how much alike it is, and its passages in the current version."""
    from index.anchoring.placing import place

    text = _text(connection, current, current)
    if placed is not None and placed["version"] == current:
        spans = [codec.passage_from_json(placed[name]).spans for name in PASSAGES]
        if all(span.end <= len(text) for passage in spans for span in passage):
            return HAND, 1.0, {**_passages(text, spans), _FOUND: {}}
    similarity = float(_rules(connection).partition(" ")[2])
    for start in (placed, was):
        old = None if start is None else _text(connection, start["version"], current)
        if start is None or not old:
            continue
        spans = [codec.passage_from_json(start[name]).spans for name in PASSAGES]
        found = place(old, text, spans, similarity=similarity)
        if found is not None:
            shown = _passages(text, found.passages)
            edges = was[_FOUND] if start is was else {}
            spans = [codec.passage_from_json({**was, **edges}[name]).spans for name in PASSAGES]
            former = place(old, text, spans, similarity=similarity) if edges else None
            # Where the former edges have no place, nothing can be found between them.
            nowhere = dict.fromkeys(edges, codec.passage_to_json(EMPTY_PASSAGE))
            there = nowhere if former is None else _passages(text, former.passages)
            return str(found.method), found.score, {**shown, _FOUND: {name: there[name] for name in edges}}
    return ORPHAN, 0.0, None


def _passages(text: str, spans: Sequence[Iterable[Span]]) -> Json:
    return {name: codec.passage_to_json(Passage.of(text, some)) for name, some in zip(PASSAGES, spans, strict=True)}


def _text(connection: sqlite3.Connection, version: str, current: str) -> str:
    """The text of a version of the article that `current` is one of; empty where that is not here."""
    row = connection.execute(
        "SELECT text FROM version WHERE hash = ? AND article = (SELECT article FROM version WHERE hash = ?)",
        (version, current),
    ).fetchone()
    return str(row[0]) if row else ""


def _rules(connection: sqlite3.Connection) -> str:
    """The number of the rules in force, and how much alike words must be."""
    row = connection.execute("SELECT value FROM meta WHERE name = ?", (_META,)).fetchone()
    return str(row[0]) if row else rules()


def rules(similarity: float = SIMILARITY) -> str:
    """What a library holds of how places are found in it."""
    return f"{_RULES} {similarity}"


def are_settled(database: Database, similarity: float) -> bool:
    """Whether every place was found by the present rules, with words as much alike as is asked for."""
    return database.read("SELECT value FROM meta WHERE name = ?", (_META,)) == [(rules(similarity),)]


def begin(connection: sqlite3.Connection, similarity: float) -> list[str]:
    """Have places found by the present rules from now on: the statements whose places are to be found anew."""
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_META, rules(similarity)))
    return [
        id_
        for (id_,) in connection.execute(
            "SELECT k.id FROM kept k JOIN article a ON a.key = k.article"
            " WHERE k.version <> a.version OR EXISTS (SELECT 1 FROM anchor n WHERE n.statement = k.id)"
        ).fetchall()
    ]


def of(database: Database, identifiers: Iterable[str]) -> dict[str, Anchored]:
    """Where statements were made that are shown, or missed, in a later version of their article."""
    rows = database.read(
        "SELECT statement, method, score, was FROM anchor WHERE statement IN (SELECT value FROM json_each(?))",
        (json.dumps(list(identifiers)),),
    )
    return {statement: _anchored(statement, method, score, was) for statement, method, score, was in rows}


def _anchored(statement: str, method: str, score: float, text: str) -> Anchored:
    of = f"the place of statement:{statement}"
    was = stored.fields(text, of)
    try:
        passages = [codec.passage_from_json(was[name]) for name in PASSAGES]
        edges = {name: was[_FOUND][name] for name in was[_FOUND]}
        return Anchored(Moved(method, score, was["version"], *passages), {**was, _FOUND: edges})
    except stored.MISSHAPEN as error:
        raise stored.damaged(of) from error


def in_state(database: Database, *, orphans: bool) -> list[str]:
    """The statements that have no place in the current version of their article, else those that have another one."""
    compared = "=" if orphans else "<>"
    return [id_ for (id_,) in database.read(f"SELECT statement FROM anchor WHERE method {compared} 'orphan'")]


def orphans_of(connection: sqlite3.Connection, article: int) -> dict[str, str]:
    """The labelled statements of an article that have no place in its current version: id -> quotation."""
    return dict(
        connection.execute(
            "SELECT k.id, json_extract(n.was, '$.content.text') FROM kept k JOIN anchor n ON n.statement = k.id"
            " WHERE k.article = ? AND k.retired = 0 AND k.stances > 0 AND n.method = 'orphan' ORDER BY k.start, k.id",
            (article,),
        ).fetchall()
    )


def would_vanish(database: Database, article: int, text: str, similarity: float) -> list[str]:
    """The quotations of labelled statements that have a place in an article's text, and would have none in `text`."""
    from index.anchoring.placing import place

    gone = []
    for id_, body, was, method in database.read(
        "SELECT k.id, k.body, n.was, n.method FROM kept k LEFT JOIN anchor n ON n.statement = k.id"
        " WHERE k.article = ? AND k.retired = 0 AND k.stances > 0 ORDER BY k.start, k.id",
        (article,),
    ):
        of = f"the place of statement:{id_}"
        made = stored.fields(body if was is None else was, of)
        try:
            version, said = made["version"], made["content"]["text"]
            spans = [codec.passage_from_json(made[name]).spans for name in PASSAGES]
        except stored.MISSHAPEN as error:
            raise stored.damaged(of) from error
        old = database.read("SELECT text FROM version WHERE hash = ?", (version,))
        if method != ORPHAN and old and place(old[0][0], text, spans, similarity=similarity) is None:
            gone.append(said)
    return gone


def orphans(connection: sqlite3.Connection) -> list[tuple[str, str, int]]:
    """All statements that have no place, retired ones left out: id, the article's title, how many labelled it."""
    return connection.execute(
        "SELECT k.id, a.title, (SELECT count(*) FROM decision d WHERE d.subject = 'statement:' || k.id"
        " AND d.field = 'stance' AND d.value <> 'null') FROM anchor n JOIN kept k ON k.id = n.statement"
        " JOIN article a ON a.key = k.article AND a.removed = 0"
        " WHERE n.method = 'orphan' AND k.retired = 0 ORDER BY a.id, k.id"
    ).fetchall()


def unsound(connection: sqlite3.Connection) -> list[str]:
    """The statements whose places are not what would be found now, or that have one and should have none."""
    wrong: list[str] = []
    rows = connection.execute(
        "SELECT n.statement, n.version, n.method, n.score, n.place, n.was, n.basis, a.version,"
        " (SELECT d.value FROM decision d WHERE d.subject = 'statement:' || n.statement AND d.field = 'place'"
        "  ORDER BY d.event DESC LIMIT 1)"
        " FROM anchor n LEFT JOIN kept k ON k.id = n.statement LEFT JOIN article a ON a.key = k.article"
        " ORDER BY n.version, n.statement"
    ).fetchall()
    for statement, version, method, score, held, was_text, basis, current, placed_text in rows:
        try:
            was = stored.fields(was_text, statement)
            placed = stored.decided(placed_text or "null", f"statement:{statement}", "place")
            found = _found(connection, was, placed, version)
            expected = (str(found[0]), found[1], None if found[2] is None else canonical(found[2]))
            rests_on = _basis(connection, was, placed, version)
        except (DamagedError, *stored.MISSHAPEN):
            wrong.append(statement)
        else:
            if (version, (method, score, held), basis) != (current, expected, rests_on):
                wrong.append(statement)
    without = connection.execute(
        "SELECT k.id FROM kept k JOIN article a ON a.key = k.article WHERE k.version <> a.version"
        " AND NOT EXISTS (SELECT 1 FROM anchor n WHERE n.statement = k.id)"
    ).fetchall()
    return wrong + [id_ for (id_,) in without]
