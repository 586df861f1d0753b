"""Looking for damage: in the files, in what articles and events hold, and in what follows from the events."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from index.errors import DamagedError
from index.model import Event, version_of
from index.store import (
    anchors,
    check_log,
    check_steps,
    codec,
    corrections,
    events,
    files,
    marks,
    mirror,
    projection,
    stored,
)
from index.store.articles import seal
from index.store.connection import reason
from index.store.finding import Finding as Finding

_UNREADABLE = (sqlite3.Error, DamagedError, *stored.MISSHAPEN)


def check_database(connection: sqlite3.Connection, name: str) -> Iterator[Finding]:
    """Whether SQLite finds the file sound and its references whole."""
    for (message,) in _rows(connection, "PRAGMA integrity_check(20)"):
        if message != "ok":
            yield Finding("error", name, str(message))
    for table, row, parent, _ in _rows(connection, "PRAGMA foreign_key_check"):
        yield Finding("error", name, f"row {row} of {table} refers to a row of {parent} that is not there")


def _rows(connection: sqlite3.Connection, sql: str) -> list[tuple[object, ...]]:
    try:
        return connection.execute(sql).fetchmany(50)
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        return [(reason(error),)] if "integrity" in sql else []


def check_articles(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Whether every version is what it was when it was added, and what lists show is what the versions say."""
    for row in _walk_versions(connection):
        hash_, article, *sealed, section, seal_, text = row
        if version_of(text) != hash_:
            yield Finding("error", f"version {hash_}", f"the text of article {article} has changed")
        elif seal((hash_, *sealed), section) != seal_:
            yield Finding(
                "error", f"version {hash_}", f"what is recorded of article {article} beside its text has changed"
            )
    for (id_,) in connection.execute(
        "SELECT a.id FROM article a LEFT JOIN version v ON v.hash = a.version AND v.article = a.key"
        " WHERE v.hash IS NULL OR a.title IS NOT v.title OR a.date IS NOT v.date OR a.outlet IS NOT v.outlet"
        " OR a.author IS NOT v.author OR a.section IS NOT v.section OR a.language IS NOT v.language"
        " OR a.added IS NOT (SELECT min(added) FROM version WHERE article = a.key)"
    ).fetchall():
        yield Finding("error", f"article {id_}", "the list shows something else than its version says")


def _walk_versions(connection: sqlite3.Connection) -> Iterator[tuple[str, ...]]:
    last = 0
    while rows := connection.execute(
        "SELECT v.rowid, v.hash, a.id, v.title, v.date, v.outlet, v.author, v.url, v.language, v.source_id, v.masked,"
        " v.title_span, v.added, v.section, v.seal, v.text FROM version v LEFT JOIN article a ON a.key = v.article"
        " WHERE v.rowid > ? ORDER BY v.rowid LIMIT 200",
        (last,),
    ).fetchall():
        last = rows[-1][0]
        for row in rows:
            yield row[1:]


def check_events(log: Iterable[Event]) -> Iterator[Finding]:
    """Whether every event is what it was when it was recorded, and none is missing from its chain."""
    # A chain forks where a library was copied as a folder and the same annotator went on in both.
    chains: dict[tuple[str, str], set[str]] = {}
    former: Event | None = None
    for event in log:
        where = f"event {event.id}"
        if codec.event_hash(event) != event.hash or codec.event_id(event.hash) != event.id:
            yield Finding("error", where, "it is not what it was when it was recorded")
        chain = chains.setdefault((event.by, event.library), set())
        if event.previous and event.previous not in chain:
            yield Finding(
                "error", where, f"the chain of '{event.by}' is broken before it: an event is missing or changed"
            )
        chain.add(event.hash)
        if former is not None and former.order > event.order:
            yield Finding("error", where, "it stands behind an event that comes after it")
        former = event


def check_projection(connection: sqlite3.Connection, log: list[Event]) -> Iterator[Finding]:
    """Whether decisions, kept statements and counts are what follows from the events."""
    expected = {key: (codec.canonical(value), at) for key, (value, at) in projection.fold(log).items()}
    present = {
        (subject, field, by): (value, event)
        for subject, field, by, value, event in connection.execute(
            "SELECT subject, field, by, value, event FROM decision"
        ).fetchall()
    }
    for key in sorted(expected.keys() | present.keys()):
        if expected.get(key) != present.get(key):
            subject, field, by = key
            yield Finding("error", subject, f"the {field} that holds for '{by}' is not what the events say")
    kept = {row[0]: row for row in connection.execute("SELECT * FROM kept").fetchall()}
    said = {row[:2]: row for event in log for row in projection.parts_kept(event)}
    parts = {row[:2]: row for row in connection.execute("SELECT event, subject, about FROM part").fetchall()}
    for place in sorted(said.keys() | parts.keys()):
        if said.get(place) != parts.get(place):
            yield Finding("error", place[1], f"what event {place[0]} says of it is not what stands beside the log")
    named = {
        subject.removeprefix("statement:")
        for (subject,) in connection.execute(
            "SELECT subject FROM effect WHERE subject LIKE 'statement:%' UNION SELECT subject FROM part"
        )
    }
    for identifier in sorted(named | kept.keys()):
        try:
            row = projection.kept_row(connection, identifier)
        except DamagedError:
            row = None
        if (tuple(row) if row else None) != kept.get(identifier):
            yield Finding("error", f"statement:{identifier}", "what is kept of it is not what the events say")
    for subject in corrections.strange(connection):
        yield Finding("error", subject, "what was corrected there is not what the events say")
    yield from _check_marks(connection)
    for event, what in check_steps.wrong(connection, log):
        yield Finding("error", f"event {event}", what)
    for key, id_, removed, *counted in connection.execute(
        "SELECT key, id, removed, named, kept, labelled FROM article"
    ).fetchall():
        if removed != projection.removed(connection, id_):
            yield Finding("error", f"article {id_}", "whether it is removed is not what the events say")
        if tuple(counted) != projection.counts(connection, key):
            yield Finding("error", f"article {id_}", "the numbers of its statements are not what the events say")


def check_places(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Whether statements stand where the texts say, in articles that were corrected; those with no place are told."""
    for statement in anchors.unsound(connection):
        yield Finding("error", f"statement:{statement}", "where it stands now is not what the texts say")
    for statement, title, labels in anchors.orphans(connection):
        said = "1 label" if labels == 1 else f"{labels or 'no'} labels"
        yield Finding(
            "warning",
            f"statement:{statement}",
            f"its words are no longer in the article “{title}” ({said}): `sayso orphans` lists it",
        )


def _check_marks(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Whether the articles have the tags and flags that follow from the decisions about them."""
    keys: dict[str, int] = dict(connection.execute("SELECT 'article:' || id, key FROM article").fetchall())
    subjects = {key: subject for subject, key in keys.items()}
    expected: set[tuple[str, str, str | None]] = set()
    for subject, field, by in connection.execute(
        "SELECT subject, field, by FROM decision WHERE subject >= 'article:' AND subject < 'article;'"
    ).fetchall():
        annotator = by if field == marks.FLAGGED else None
        if subject in keys and field != projection.REMOVED and marks.holds(connection, subject, field, annotator):
            expected.add((subject, field, annotator))
    present: set[tuple[str, str, str | None]] = {
        (subjects.get(key, str(key)), marks.TAG + name, None)
        for name, key in connection.execute("SELECT name, article FROM tag").fetchall()
    }
    for by, key in connection.execute("SELECT annotator, article FROM flag").fetchall():
        present.add((subjects.get(key, str(key)), marks.FLAGGED, by))
    for subject, field, _ in sorted(expected ^ present, key=str):
        yield Finding("error", subject, f"whether it has the mark {field} is not what the events say")


def check_named(connection: sqlite3.Connection, log: Iterable[Event]) -> Iterator[Finding]:
    """Whether every version of an article that an event names is there; labels wait for one that is not.

    One that only imported events name is perhaps yet to come.
    """
    log = list(log)
    imported = {library for (library,) in connection.execute("SELECT library FROM replica").fetchall()}
    missed = lacking(connection, (event for event in log if event.library not in imported)).keys()
    labels = Counter(
        subject
        for (subject,) in connection.execute(
            "SELECT subject FROM decision WHERE field = 'stance' AND value <> 'null'"
        ).fetchall()
    )
    for (version, article), subjects in lacking(connection, log).items():
        waiting = sum(labels[subject] for subject in subjects)
        said = "1 label waits" if waiting == 1 else f"{waiting or 'no'} labels wait"
        was_here = (version, article) in missed
        done = "is missing" if was_here else "is not here, only annotations of it that were imported"
        yield Finding(
            "error" if was_here else "warning",
            f"article {article}",
            f"its version {version} {done}, and {said} for it: add the article{' again' if was_here else ''}",
        )


def lacking(connection: sqlite3.Connection, log: Iterable[Event]) -> dict[tuple[str, str], set[str]]:
    """The versions that events name and the library lacks, each with its article's id: the subjects of the events."""
    present = {version for (version,) in connection.execute("SELECT hash FROM version").fetchall()}
    found: dict[tuple[str, str], set[str]] = {}
    for part in (part for event in log for part in event.parts()):
        statement = part.about.get("statement")
        version = (statement if isinstance(statement, dict) else part.about).get("version")
        if version is not None and version not in present:
            found.setdefault((str(version), str(part.about.get("article"))), set()).add(part.subject)
    return found


def check_mirror(folder: Path, library: str, log: Iterable[Event]) -> Iterator[Finding]:
    """Whether every annotator's mirror holds exactly the events of the log."""
    by_annotator: dict[str, dict[str, Event]] = {}
    for event in log:
        by_annotator.setdefault(event.by, {})[event.hash] = event
    for by, missing in sorted(by_annotator.items()):
        path = folder / files.MIRRORS / mirror.file_name(by)
        where = f"{files.MIRRORS}/{path.name}"
        if not path.exists():
            yield Finding("warning", where, f"the mirror is missing, with {len(missing)} events")
            continue
        strange = twice = 0
        wanted = set(missing)
        for number, line in mirror.read(path):
            if line is None:
                yield Finding("error", f"{where}, line {number}", "it holds no event")
            elif line.hash in missing and codec.event_hash(line) == line.hash:
                del missing[line.hash]
            elif line.hash in wanted and codec.event_hash(line) == line.hash:
                twice += 1
            elif line.library == library:
                strange += 1
        if strange:
            yield Finding("error", where, f"{strange} of its lines are not in the log")
        if twice:
            yield Finding("warning", where, f"{twice} of its lines stand twice, as a merge by git may leave them")
        if missing:
            yield Finding("warning", where, f"it lacks {len(missing)} events of the log")


def check_analysis(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Whether what the machine found can be read."""
    try:
        for _, what in unread(connection):
            yield Finding(
                "warning", what, "what was found of it cannot be read; `sayso check --repair` has it read anew"
            )
    except (sqlite3.Error, UnicodeDecodeError) as error:
        yield Finding("error", files.ANALYSIS, f"a part of it cannot be read: {reason(error)}")


def unread(connection: sqlite3.Connection) -> Iterator[tuple[int, str]]:
    """What was found and cannot be read, of an analysis.db: the article's key, and what it is."""
    for article, id_, body in connection.execute(
        "SELECT s.article, s.id, b.body FROM statement s LEFT JOIN body b ON b.statement = s.number"
    ).fetchall():
        try:
            sound = codec.statement_from_json(stored.fields(body, id_)).id == id_
        except DamagedError:
            sound = False
        if not sound:
            yield article, f"statement {id_}"
    for article, entities in connection.execute("SELECT article, body FROM entities").fetchall():
        try:
            codec.entities_from_text(entities)
        except DamagedError:
            yield article, f"article key {article}"
    for article, id_, words in connection.execute("SELECT article, id, words FROM proposal").fetchall():
        try:
            stored.names(words, id_)
        except DamagedError:
            yield article, f"proposal {id_}"


def check_library(folder: Path, library_db: sqlite3.Connection, library: str, *, named: bool = True) -> list[Finding]:
    """All checks of library.db and the mirrors; where SQLite finds the file unsound, as many as can be made.

    Without `named` that of the articles which events name is left out.
    """
    found = list(check_database(library_db, files.LIBRARY))
    log: list[Event] = []
    try:
        log = list(events.walk(library_db, lambda one: found.append(Finding("error", files.LIBRARY, one.sentence))))
    except _UNREADABLE as error:
        found.append(Finding("error", files.LIBRARY, f"the log of events cannot be read: {reason(error)}"))
    for check in (
        check_articles(library_db),
        check_events(log),
        check_projection(library_db, log),
        check_log.check_definitions(library_db),
        check_log.check_settings(library_db, log),
        check_places(library_db),
        check_named(library_db, log if named else ()),
        check_mirror(folder, library, log),
    ):
        try:
            found.extend(check)
        except _UNREADABLE as error:
            said = (
                error.sentence if isinstance(error, DamagedError) else f"a part of it cannot be read: {reason(error)}"
            )
            found.append(Finding("error", files.LIBRARY, said))
    return found
