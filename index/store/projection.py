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
from index.store import anchors, codec, corrections, editing, marks

REMOVED = "removed"
"""The field of an article that takes it out of the library."""

Key = tuple[str, str, str]
"""Subject, field, annotator."""


def apply(connection: sqlite3.Connection, event: Event) -> None:
    """Bring everything up to date with an event that has just been inserted."""
    if event.kind in (EventKind.UNDO, EventKind.REDO):
        state = "undone" if event.kind is EventKind.UNDO else "done"
        target = connection.execute(
            "SELECT sequence, subject, by, sets FROM event WHERE id = ?", (event.subject.removeprefix("event:"),)
        ).fetchone()
        if target is None:
            return
        number, subject, by, sets = target
        connection.execute("UPDATE effect SET state = ? WHERE event = ?", (state, number))
        fields = json.loads(sets)
        named = {one: list(fields[one]) for one in fields} if subject == MANY else {subject: list(fields)}
    else:
        by, named = event.by, {part.subject: list(part.sets) for part in event.parts()}
        connection.execute("UPDATE effect SET state = 'lost' WHERE by = ? AND state = 'undone'", (by,))
        connection.execute("INSERT INTO effect VALUES (?, ?, ?, 'done')", (event.sequence, by, event.subject))
        connection.executemany(
            "INSERT INTO setting (event, by, subject, field, value) VALUES (?, ?, ?, ?, ?)",
            [
                (event.sequence, by, part.subject, field, codec.canonical(value))
                for part in event.parts()
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
    touched: set[int] = set()
    for subject, fields in named.items():
        for field in fields:
            _decide(connection, by, subject, field)
        kind, _, identifier = subject.partition(":")
        if kind == "statement":
            touched |= _refresh_kept(connection, identifier)
        elif kind == "article":
            _refresh_article(connection, identifier, by, fields, sequence)
        elif kind == "mention":
            corrections.refresh(connection, identifier)
    for article in sorted(touched):
        count_article(connection, article, sequence)


def _decide(connection: sqlite3.Connection, by: str, subject: str, field: str) -> None:
    last = connection.execute(
        "SELECT setting.value, setting.event FROM setting JOIN effect ON effect.event = setting.event"
        " WHERE setting.by = ? AND setting.subject = ? AND setting.field = ? AND effect.state = 'done'"
        " ORDER BY setting.event DESC LIMIT 1",
        (by, subject, field),
    ).fetchone()
    if last is None:
        connection.execute("DELETE FROM decision WHERE subject = ? AND field = ? AND by = ?", (subject, field, by))
    else:
        connection.execute("INSERT OR REPLACE INTO decision VALUES (?, ?, ?, ?, ?)", (subject, field, by, *last))


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


def kept_row(connection: sqlite3.Connection, identifier: str, *, anchoring: bool = False) -> Kept | None:
    """What the events that are not undone say of a statement; None where none names it.

    The statement itself is as a person made it, else as it was when a person first touched it, with what people
    corrected since: what a later analysis finds does not alter it. One that was made on an earlier version of its
    article is in the current one, where it has a place there; with `anchoring` that place is written down.
    """
    subject = f"statement:{identifier}"
    named = connection.execute(
        "SELECT sequence, kind, about FROM event JOIN effect ON effect.event = event.sequence"
        " WHERE effect.subject = :subject AND effect.state = 'done'"
        " UNION ALL SELECT part.event, '', part.about FROM part JOIN effect ON effect.event = part.event"
        " WHERE part.subject = :subject AND effect.state = 'done' ORDER BY 1",
        {"subject": subject},
    ).fetchall()
    if not named:
        return None
    made = [about for _, kind, about in named if kind == EventKind.CREATE_STATEMENT]
    body = json.loads(made[-1] if made else named[0][2])["statement"]
    fields: dict[str, list[Any]] = {}
    for field, value in connection.execute(
        "SELECT field, value FROM decision WHERE subject = ? ORDER BY event", (subject,)
    ).fetchall():
        fields.setdefault(field, []).append(json.loads(value))
    body = editing.corrected(body, {field: values[-1] for field, values in fields.items()})
    body = anchors.followed(connection, identifier, body, fields.get("place", [None])[-1], write=anchoring)
    statement = codec.statement_from_json(body)
    stances = {stance for stance in fields.get("stance", ()) if stance is not None}
    chosen = [issue for issue in fields.get("issue", ()) if issue is not None]
    article = connection.execute("SELECT article FROM version WHERE hash = ?", (statement.version,)).fetchone()
    return Kept(
        id=identifier,
        article=article[0] if article else None,
        version=statement.version,
        actor=statement.actor,
        actor_id=statement.actor_id,
        folded=folded_name(statement.actor or ""),
        issue=chosen[-1] if chosen else statement.issue,
        suggested=statement.suggested.stance if statement.suggested else None,
        stance=next(iter(stances)) if len(stances) == 1 else None,
        stances=len(stances),
        retired=int(bool(fields.get("retired", [None])[-1])),
        start=statement.start,
        cue=codec.spans_to_text(statement.cue.spans),
        content=codec.spans_to_text(statement.content.spans),
        body=codec.canonical(body),
    )


def refresh_statement(connection: sqlite3.Connection, identifier: str, sequence: int) -> None:
    """Bring one kept statement and its article's counts up to date."""
    for article in _refresh_kept(connection, identifier):
        count_article(connection, article, sequence)


def _refresh_kept(connection: sqlite3.Connection, identifier: str) -> set[int]:
    """Bring one kept statement up to date; the keys of the articles whose counts may be others now."""
    row = kept_row(connection, identifier, anchoring=True)
    former = connection.execute("SELECT article FROM kept WHERE id = ?", (identifier,)).fetchone()
    if row is None:
        connection.execute("DELETE FROM kept WHERE id = ?", (identifier,))
        anchors.forget(connection, identifier)
    else:
        connection.execute(f"INSERT OR REPLACE INTO kept VALUES ({', '.join('?' * len(row))})", row)
    both = (row.article if row else None, former[0] if former else None)
    return {int(article) for article in both if article is not None}


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
    return bool(last and json.loads(last[0]))


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
    undone: dict[str, bool] = {}
    deeds: list[Event] = []
    for event in log:
        if event.kind in (EventKind.UNDO, EventKind.REDO):
            undone[event.subject.removeprefix("event:")] = event.kind is EventKind.UNDO
        else:
            deeds.append(event)
    return {
        (part.subject, field, event.by): (value, event.sequence)
        for event in deeds
        if not undone.get(event.id, False)
        for part in event.parts()
        for field, value in part.sets.items()
    }
