"""What follows from the log of events: decisions, kept statements, marks of articles, and the counts of lists.

A decision is, for each annotator, subject and field, what the last event that is not undone set there.
A statement is kept while an event that is not undone names it. All of it can be made anew from the
events alone (`rebuild`); `fold` computes the decisions a second way, to check them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from index.model import MANY, Event, EventKind
from index.search.words import folded_name
from index.store import anchors, codec, corrections, editing, marks, stored

REMOVED = "removed"
"""The field of an article that takes it out of the library."""

Key = tuple[str, str, str]
"""Subject, field, annotator."""


def apply(connection: sqlite3.Connection, event: Event) -> None:
    """Bring everything up to date with an event that has just been inserted."""
    if event.kind in (EventKind.UNDO, EventKind.REDO):
        target = connection.execute(
            "SELECT sequence, subject, by, sets FROM event WHERE id = ?", (event.subject.removeprefix("event:"),)
        ).fetchone()
        if target is None:
            return
        number, subject, by, sets = target
        if by != event.by:
            return  # Nobody takes back what is another's.
        state = "undone" if event.kind is EventKind.UNDO else "done"
        connection.execute("UPDATE effect SET state = ?, turned = ? WHERE event = ?", (state, event.sequence, number))
        fields = stored.fields(sets, f"what {event.subject} sets")
        named = {one: list(fields[one]) for one in fields} if subject == MANY else {subject: list(fields)}
    else:
        by, parts = event.by, list(event.parts())
        named = {part.subject: list(part.sets) for part in parts}
        connection.execute("UPDATE effect SET state = 'lost' WHERE by = ? AND state = 'undone'", (by,))
        connection.execute(
            "INSERT INTO effect (event, by, subject, state) VALUES (?, ?, ?, 'done')",
            (event.sequence, by, event.subject),
        )
        connection.executemany(
            "INSERT INTO setting (event, by, subject, field, value) VALUES (?, ?, ?, ?, ?)",
            [
                (event.sequence, by, part.subject, field, codec.canonical(value))
                for part in parts
                for field, value in part.sets.items()
            ],
        )
        connection.executemany("INSERT INTO part (event, subject, about) VALUES (?, ?, ?)", parts_kept(event))
    _refresh(connection, by, named, event.sequence)


def parts_kept(event: Event) -> Iterator[tuple[int, str, str]]:
    """What `part` holds of an event: (event, subject, about)."""
    if event.subject == MANY and event.kind not in (EventKind.UNDO, EventKind.REDO):
        for part in event.parts():
            if part.subject.startswith("statement:"):
                yield event.sequence, part.subject, codec.canonical(part.about)


def _refresh(connection: sqlite3.Connection, by: str, named: Mapping[str, Sequence[str]], sequence: int) -> None:
    """Bring all up to date that follows from what `by` did to these fields of these subjects."""
    _decide(connection, by, [(subject, field) for subject, fields in named.items() for field in fields])
    statements: list[str] = []
    for subject, fields in named.items():
        kind, _, identifier = subject.partition(":")
        if kind == "statement":
            statements.append(identifier)
        elif kind == "article":
            _refresh_article(connection, identifier, by, fields, sequence)
        elif kind == "mention":
            corrections.refresh(connection, identifier)
    for article in sorted(_refresh_kept(connection, statements)):
        count_article(connection, article, sequence)


_OF_FIELDS = (
    "(SELECT json_extract(value, '$[0]') AS subject, json_extract(value, '$[1]') AS field FROM json_each(:fields))"
)


def _decide(connection: sqlite3.Connection, by: str, fields: Sequence[tuple[str, str]]) -> None:
    """Have the last settings of `by` hold that are done, of these fields of subjects."""
    values = {"by": by, "fields": json.dumps(fields)}
    connection.execute(
        f"DELETE FROM decision WHERE (subject, field, by) IN (SELECT subject, field, :by FROM {_OF_FIELDS})", values
    )
    # Of the columns beside max() SQLite takes those of the row that has it.
    connection.execute(
        "INSERT INTO decision (subject, field, by, value, event)"
        f" SELECT s.subject, s.field, s.by, s.value, max(s.event) FROM {_OF_FIELDS} f"
        " CROSS JOIN setting s ON s.by = :by AND s.subject = f.subject AND s.field = f.field"
        " CROSS JOIN effect e ON e.event = s.event AND e.state = 'done' GROUP BY s.subject, s.field",
        values,
    )


class Kept(NamedTuple):
    """A row of `kept`."""

    id: str
    article: int | None
    version: str
    actor: str | None
    actor_id: str | None
    folded: str
    issue: str | None
    suggested: str | None
    stance: str | None
    stances: int
    retired: int
    start: int
    cue: str
    content: str
    body: str


def kept_row(connection: sqlite3.Connection, identifier: str) -> Kept | None:
    """What the events that are not undone say of a statement; None where none names it."""
    return next(iter(kept_rows(connection, [identifier])), None)


_SUBJECTS = "(SELECT 'statement:' || value AS subject, value AS id FROM json_each(:ids))"
_PORTION = 500
"""Statements that are looked at together: what events say of them is held in memory."""


def kept_rows(connection: sqlite3.Connection, identifiers: Sequence[str], *, anchoring: bool = False) -> Iterator[Kept]:
    """What the events that are not undone say of statements; those that none names are left out.

    The statement itself is as a person made it, else as it was when a person first touched it, with what people
    corrected since: what a later analysis finds does not alter it. One that was made on an earlier version of its
    article is in the current one, where it has a place there; with `anchoring` that place is written down.
    """
    for start in range(0, len(identifiers), _PORTION):
        values = {"ids": json.dumps(identifiers[start : start + _PORTION])}
        # Of each statement the first event that names it, and the last one that made it.
        made: dict[str, str] = {}
        first: dict[str, str] = {}
        for identifier, kind, statement in connection.execute(
            "SELECT id, kind, json_extract(about, '$.statement') FROM ("
            f" SELECT s.id, e.sequence, e.kind, e.about FROM {_SUBJECTS} s CROSS JOIN effect f ON f.subject = s.subject"
            "  AND f.state = 'done' CROSS JOIN event e ON e.sequence = f.event"
            f" UNION ALL SELECT s.id, p.event, '', p.about FROM {_SUBJECTS} s CROSS JOIN part p"
            "  ON p.subject = s.subject CROSS JOIN effect f ON f.event = p.event AND f.state = 'done')"
            " ORDER BY sequence",
            values,
        ):
            first.setdefault(identifier, statement)
            if kind == EventKind.CREATE_STATEMENT:
                made[identifier] = statement
        decided: dict[str, dict[str, list[Any]]] = {}
        for identifier, field, value in connection.execute(
            f"SELECT s.id, d.field, d.value FROM {_SUBJECTS} s CROSS JOIN decision d ON d.subject = s.subject"
            " ORDER BY d.event",
            values,
        ):
            decided.setdefault(identifier, {}).setdefault(field, []).append(
                stored.decided(value, f"statement:{identifier}", field)
            )
        bodies = {one: stored.body(made.get(one, text), one) for one, text in first.items()}
        versions = json.dumps(list({body["version"] for body in bodies.values()}))
        articles: dict[str, int] = dict(
            connection.execute(
                "SELECT hash, article FROM version WHERE hash IN (SELECT value FROM json_each(?))", (versions,)
            ).fetchall()
        )
        for identifier, found in bodies.items():
            fields = decided.get(identifier, {})
            last = {field: values[-1] for field, values in fields.items()}
            try:
                body = editing.corrected(found, last)
                body = anchors.followed(connection, identifier, body, last.get("place"), write=anchoring)
                text = codec.canonical(body) if body is not found else made.get(identifier, first[identifier])
                row = _kept(identifier, body, text, fields, articles.get(found["version"]))
            except stored.MISSHAPEN as error:
                raise stored.damaged(f"statement:{identifier}") from error
            yield row


def _kept(
    identifier: str, body: codec.Json, text: str, fields: Mapping[str, Sequence[Any]], article: int | None
) -> Kept:
    """A statement with what was decided of it: of each field the values that annotators hold, the last one last."""
    stances = {stance for stance in fields.get("stance", ()) if stance is not None}
    chosen = [issue for issue in fields.get("issue", ()) if issue is not None]
    spans = {name: body[name]["spans"] for name in ("source", "cue", "content")}
    suggested = body["suggested"]
    return Kept(
        id=identifier,
        article=article,
        version=body["version"],
        actor=body["actor"],
        actor_id=body["actor_id"],
        folded=folded_name(body["actor"] or ""),
        issue=chosen[-1] if chosen else body["issue"],
        suggested=suggested["stance"] if suggested else None,
        stance=next(iter(stances)) if len(stances) == 1 else None,
        stances=len(stances),
        retired=int(bool(fields.get("retired", [None])[-1])),
        start=min((one[0][0] for one in spans.values() if one), default=0),
        cue=_spans(spans["cue"]),
        content=_spans(spans["content"]),
        body=text,
    )


def _spans(spans: Sequence[Sequence[int]]) -> str:
    """Spans of JSON as `codec.spans_to_text` has them."""
    return ";".join(f"{start}-{end}" for start, end in spans)


def refresh_statement(connection: sqlite3.Connection, identifier: str, sequence: int) -> None:
    """Bring one kept statement and its article's counts up to date."""
    for article in _refresh_kept(connection, [identifier]):
        count_article(connection, article, sequence)


def _refresh_kept(connection: sqlite3.Connection, identifiers: Sequence[str]) -> set[int]:
    """Bring kept statements up to date; the keys of the articles whose counts may be others now."""
    if not identifiers:
        return set()
    ids = (json.dumps(identifiers),)
    touched = connection.execute(
        "SELECT DISTINCT article FROM kept WHERE id IN (SELECT value FROM json_each(?))", ids
    ).fetchall()
    articles = {article for (article,) in touched}
    named = set()
    for row in kept_rows(connection, identifiers, anchoring=True):
        connection.execute(f"INSERT OR REPLACE INTO kept VALUES ({', '.join('?' * len(row))})", row)
        articles.add(row.article)
        named.add(row.id)
    gone = [one for one in identifiers if one not in named]
    connection.executemany("DELETE FROM kept WHERE id = ?", [(one,) for one in gone])
    for one in gone:
        anchors.forget(connection, one)
    return {int(article) for article in articles if article is not None}


def counts(connection: sqlite3.Connection, article: int) -> tuple[int, int, int]:
    """Of an article's kept statements, on all its versions: all, those not retired, those labelled."""
    named, kept, labelled = connection.execute(
        "SELECT count(*), coalesce(sum(retired = 0), 0), coalesce(sum(retired = 0 AND stances > 0), 0) FROM kept"
        " WHERE article = ?",
        (article,),
    ).fetchone()
    return named, kept, labelled


def count_article(connection: sqlite3.Connection, article: int, sequence: int) -> None:
    """Bring an article's counts up to date; `sequence` is the change that made it necessary."""
    connection.execute(
        "UPDATE article SET named = ?, kept = ?, labelled = ?, touched = ? WHERE key = ?",
        (*counts(connection, article), sequence, article),
    )


def removed(connection: sqlite3.Connection, identifier: str) -> bool:
    """Whether the last decision about an article took it out of the library."""
    last = connection.execute(
        "SELECT value FROM decision WHERE subject = ? AND field = 'removed' ORDER BY event DESC LIMIT 1",
        (f"article:{identifier}",),
    ).fetchone()
    return bool(last and stored.decided(last[0], f"article:{identifier}", REMOVED))


def _refresh_article(
    connection: sqlite3.Connection, identifier: str, by: str, fields: Iterable[str], sequence: int
) -> None:
    for field in fields:
        if field == REMOVED:
            connection.execute(
                "UPDATE article SET removed = ?, changed = ? WHERE id = ?",
                (int(removed(connection, identifier)), sequence, identifier),
            )
            continue
        row = connection.execute("SELECT key FROM article WHERE id = ?", (identifier,)).fetchone()
        if row is not None:
            marks.refresh(connection, row[0], identifier, field, by)


def refresh_marks(connection: sqlite3.Connection, key: int, identifier: str) -> None:
    """Bring the tags and flags of an article up to date that has just come into the library, perhaps again."""
    for field, by in connection.execute(
        "SELECT field, by FROM decision WHERE subject = ?", (f"article:{identifier}",)
    ).fetchall():
        if field != REMOVED:
            marks.refresh(connection, key, identifier, field, by)


def rebuild(connection: sqlite3.Connection, log: Iterable[Event]) -> None:
    """Make everything that follows from the log anew, from all its events in order."""
    for table in ("decision", "setting", "part", "effect", "kept", "corrected", "anchor", "tag", "flag"):
        connection.execute(f"DELETE FROM {table}")
    connection.execute("UPDATE article SET named = 0, kept = 0, labelled = 0, removed = 0")
    for event in log:
        apply(connection, event)


def fold(log: Iterable[Event]) -> dict[Key, tuple[object, int]]:
    """The decisions that follow from events in order: (subject, field, annotator) -> (value, sequence).

    It keeps the whole history and looks at it once at the end, unlike `apply`, which updates step by
    step: the two agree, or one of them is wrong.
    """
    undone: dict[tuple[str, str], bool] = {}
    deeds: list[Event] = []
    for event in log:
        if event.kind in (EventKind.UNDO, EventKind.REDO):
            undone[event.subject.removeprefix("event:"), event.by] = event.kind is EventKind.UNDO
        else:
            undone[event.id, event.by] = False  # whatever was said of it before it was done
            deeds.append(event)
    return {
        (part.subject, field, event.by): (value, event.sequence)
        for event in deeds
        if not undone[event.id, event.by]
        for part in event.parts()
        for field, value in part.sets.items()
    }
