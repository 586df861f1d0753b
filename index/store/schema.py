"""The tables of library.db, and how a library of an earlier schema becomes one of this.

`library.db` is the truth: articles in immutable versions, and the log of what annotators did, with
what follows from the log materialised beside it. A schema's number is the file's `user_version`.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType

LIBRARY_ID = 0x53415953
"""`application_id` of library.db: "SAYS"."""

NAMES = ("library", "token")
"""What `meta` of every library.db has: the replica's name, and the token of its search index."""

_FIRST = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- The sequence number: raised by one with every change of articles and every event.
CREATE TABLE clock (only INTEGER PRIMARY KEY CHECK (only = 1), sequence INTEGER NOT NULL) STRICT;
INSERT INTO clock VALUES (1, 0);

CREATE TABLE article (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    -- The current version, and what lists need of it.
    version TEXT NOT NULL UNIQUE REFERENCES version (hash) DEFERRABLE INITIALLY DEFERRED,
    title TEXT NOT NULL,
    date TEXT,
    outlet TEXT,
    author TEXT,
    -- The sequence number at which the article was last added, updated, removed or restored.
    changed INTEGER NOT NULL,
    removed INTEGER NOT NULL DEFAULT 0,
    -- Counts over the kept statements of all versions: all, those not retired, those labelled; and the
    -- sequence number of the last event on one of them.
    named INTEGER NOT NULL DEFAULT 0,
    kept INTEGER NOT NULL DEFAULT 0,
    labelled INTEGER NOT NULL DEFAULT 0,
    touched INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX article_order ON article (date DESC, id) WHERE removed = 0;
CREATE INDEX article_changed ON article (changed);
CREATE INDEX article_named ON article (key) WHERE named > 0;

CREATE TABLE version (
    hash TEXT PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article (key),
    ordinal INTEGER NOT NULL,
    title TEXT NOT NULL,
    date TEXT,
    outlet TEXT,
    author TEXT,
    url TEXT,
    language TEXT,
    source_id TEXT,
    masked TEXT NOT NULL,
    title_span TEXT,
    added TEXT NOT NULL,
    -- A hash of all other columns, so that a changed bit in any of them is found.
    seal TEXT NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (article, ordinal)
) STRICT;
CREATE TRIGGER version_stays BEFORE UPDATE ON version
    BEGIN SELECT RAISE(ABORT, 'a version of an article never changes'); END;
CREATE TRIGGER version_kept BEFORE DELETE ON version
    BEGIN SELECT RAISE(ABORT, 'a version of an article is never deleted'); END;

-- Every file or record that gave an article or a duplicate of it.
CREATE TABLE source (
    article INTEGER NOT NULL REFERENCES article (key),
    path TEXT NOT NULL,
    record TEXT NOT NULL,
    source_id TEXT,
    added TEXT NOT NULL,
    PRIMARY KEY (article, path, record)
) STRICT, WITHOUT ROWID;
CREATE INDEX source_ids ON source (source_id) WHERE source_id IS NOT NULL;

CREATE TABLE reading (
    annotator TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES article (key),
    at TEXT NOT NULL,
    PRIMARY KEY (annotator, article)
) STRICT, WITHOUT ROWID;

-- What annotators did. `library` is the replica that an event was made in: with `by` it names the chain
-- in which `previous` is the hash of the event before.
CREATE TABLE event (
    sequence INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    by TEXT NOT NULL,
    library TEXT NOT NULL,
    at TEXT NOT NULL,
    subject TEXT NOT NULL,
    sets TEXT NOT NULL,
    about TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE
) STRICT;
CREATE INDEX event_chain ON event (by, library, sequence);
CREATE TRIGGER event_stays BEFORE UPDATE ON event
    BEGIN SELECT RAISE(ABORT, 'the log of events is append-only'); END;
CREATE TRIGGER event_kept BEFORE DELETE ON event
    BEGIN SELECT RAISE(ABORT, 'the log of events is append-only'); END;

-- All below follows from the events and can be made anew from them.

-- Each event that can be undone: done, undone (redo brings it back), or lost (undone, then overtaken).
CREATE TABLE effect (
    event INTEGER PRIMARY KEY REFERENCES event (sequence),
    by TEXT NOT NULL,
    subject TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('done', 'undone', 'lost'))
) STRICT;
CREATE INDEX effect_state ON effect (by, state, event);
CREATE INDEX effect_subject ON effect (subject, state, event);

-- Each field that an event sets.
CREATE TABLE setting (
    event INTEGER NOT NULL REFERENCES event (sequence),
    by TEXT NOT NULL,
    subject TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (by, subject, field, event)
) STRICT, WITHOUT ROWID;

-- What holds: for each annotator, subject and field the last setting that is done.
CREATE TABLE decision (
    subject TEXT NOT NULL,
    field TEXT NOT NULL,
    by TEXT NOT NULL,
    value TEXT NOT NULL,
    event INTEGER NOT NULL REFERENCES event (sequence),
    PRIMARY KEY (subject, field, by)
) STRICT, WITHOUT ROWID;

-- The statements that a done event names: they outlive the analysis that found them.
CREATE TABLE kept (
    id TEXT PRIMARY KEY,
    article INTEGER REFERENCES article (key),
    version TEXT NOT NULL,
    actor TEXT,
    actor_id TEXT,
    folded TEXT NOT NULL,
    -- The issue and stance in force for everybody, and how many stances annotators hold.
    issue TEXT,
    suggested TEXT,
    stance TEXT,
    stances INTEGER NOT NULL,
    retired INTEGER NOT NULL,
    start INTEGER NOT NULL,
    cue TEXT NOT NULL,
    content TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX kept_article ON kept (article);
CREATE INDEX kept_version ON kept (version);
CREATE INDEX kept_actor ON kept (actor_id);
"""

_SECOND = """
ALTER TABLE version ADD COLUMN section TEXT;

-- More of the current version that is asked of many articles at once; `added` is when the first one came into
-- the library, `arrived` the sequence number of that.
ALTER TABLE article ADD COLUMN section TEXT;
ALTER TABLE article ADD COLUMN language TEXT;
ALTER TABLE article ADD COLUMN added TEXT NOT NULL DEFAULT '';
ALTER TABLE article ADD COLUMN arrived INTEGER NOT NULL DEFAULT 0;
UPDATE article SET
    language = (SELECT language FROM version WHERE hash = article.version),
    added = coalesce((SELECT min(added) FROM version WHERE version.article = article.key), ''),
    arrived = changed;

-- When an annotator opened the explorer last, and before that: the sequence numbers then, and the times.
CREATE TABLE visit (
    annotator TEXT PRIMARY KEY,
    sequence INTEGER NOT NULL,
    at TEXT NOT NULL,
    former INTEGER,
    former_at TEXT
) STRICT, WITHOUT ROWID;

-- All below follows from the events and can be made anew from them.

-- What an event about several statements says of each, so that one can be looked up without reading all.
CREATE TABLE part (
    subject TEXT NOT NULL,
    event INTEGER NOT NULL REFERENCES event (sequence),
    about TEXT NOT NULL,
    PRIMARY KEY (subject, event)
) STRICT;

-- Tags are everybody's: the last decision on each holds.
CREATE TABLE tag (
    name TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES article (key),
    PRIMARY KEY (name, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX tag_article ON tag (article);

CREATE TABLE flag (
    annotator TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES article (key),
    PRIMARY KEY (annotator, article)
) STRICT, WITHOUT ROWID;
"""

# The third schema, one piece for each of its subjects.

_REPLICAS = """
-- `origin` is the sequence number that the replica gave which made the event: part of its hash, and the clock by
-- which events of several replicas are put in order. `sequence` is its place in this library's log, which an import
-- may move; nothing else of an event ever changes.
DROP TRIGGER event_stays;
ALTER TABLE event ADD COLUMN origin INTEGER NOT NULL DEFAULT 0;
UPDATE event SET origin = sequence;
CREATE TRIGGER event_stays BEFORE UPDATE OF id, kind, by, library, at, subject, sets, about, previous, hash, origin
    ON event BEGIN SELECT RAISE(ABORT, 'the log of events is append-only'); END;

-- The other replicas whose events came by an import, and when the last of them did.
CREATE TABLE replica (
    library TEXT PRIMARY KEY,
    at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""

_STEPS = """
-- The sequence number of the undo or redo that turned an event last; none where none did.
ALTER TABLE effect ADD COLUMN turned INTEGER;
UPDATE effect SET turned = last.at FROM (
    SELECT e.sequence AS event, max(u.sequence) AS at FROM event u
    JOIN event e ON e.id = substr(u.subject, 7) AND e.by = u.by WHERE u.kind IN ('undo', 'redo') GROUP BY e.sequence
) AS last WHERE last.event = effect.event;
CREATE INDEX effect_turned ON effect (by, turned) WHERE state = 'undone';
"""

_CORRECTIONS = """
-- What holds of the mentions of named things that people corrected: see corrections.py. It follows from the events.
CREATE TABLE corrected (
    version TEXT NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    event INTEGER NOT NULL REFERENCES event (sequence),
    removed INTEGER NOT NULL,
    name TEXT,
    type TEXT,
    actor_id TEXT,
    PRIMARY KEY (version, start, stop)
) STRICT, WITHOUT ROWID;
CREATE INDEX corrected_name ON corrected (name);
"""

_ANCHORS = """
-- All below follows from the events and the versions, and can be made anew from them.

-- Each kept statement that was made on an earlier version of its article: where it stands in the current one
-- (`place`: its passages as JSON, NULL for an orphan), how that was found, and where it was made. `basis` is a hash
-- of all that this rests on.
CREATE TABLE anchor (
    statement TEXT PRIMARY KEY,
    version TEXT NOT NULL,
    method TEXT NOT NULL CHECK (method IN ('exact', 'context', 'fuzzy', 'hand', 'orphan')),
    score REAL NOT NULL,
    place TEXT,
    was TEXT NOT NULL,
    basis TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""

_CODING = """
"""

_TWICE = """
-- What neither carries a hash nor follows from anything stands a second time, in an index, so that SQLite's own check
-- finds a changed bit in either.
CREATE INDEX meta_twice ON meta (value, name);
CREATE INDEX clock_twice ON clock (sequence);
CREATE INDEX source_twice ON source (path, record, source_id, added, article);
CREATE INDEX reading_twice ON reading (at, annotator, article);
CREATE INDEX visit_twice ON visit (at, sequence, former, former_at, annotator);
CREATE INDEX article_twice ON article (arrived, touched);
"""

_REPLICA_TWICE = """
CREATE INDEX replica_twice ON replica (at, library);
"""

_THIRD = "".join((_REPLICAS, _STEPS, _CORRECTIONS, _ANCHORS, _CODING, _TWICE))


@cache
def statements(script: str) -> tuple[str, ...]:
    """A script's statements one by one, so that they run inside one transaction (executescript commits first)."""
    found, lines = [], []
    for line in script.splitlines():
        if line.lstrip().startswith("--") or not line.strip():
            continue
        lines.append(line)
        if sqlite3.complete_statement("\n".join(lines)):
            found.append("\n".join(lines))
            lines = []
    return tuple(found)


def _run(script: str) -> Callable[[sqlite3.Connection], None]:
    def migrate(connection: sqlite3.Connection) -> None:
        for one in statements(script):
            connection.execute(one)

    return migrate


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (
    _run(_FIRST),
    _run(_SECOND),
    _run(_THIRD),
    _run(_REPLICA_TWICE),
)
"""Step n brings a library.db of schema n to schema n + 1, inside a write transaction."""


def library_version() -> int:
    """The schema that this Sayso writes."""
    return len(MIGRATIONS)


def migrate_library(connection: sqlite3.Connection, present: int) -> None:
    """Bring a library.db of schema `present` (0: an empty file) to this Sayso's, inside the caller's transaction."""
    for step in MIGRATIONS[present:]:
        step(connection)
    connection.execute(f"PRAGMA application_id = {LIBRARY_ID}")
    connection.execute(f"PRAGMA user_version = {library_version()}")


def library_objects(version: int) -> frozenset[tuple[str, str]]:
    """The tables, indexes, triggers and views of a library.db of schema `version`, each as (type, name)."""
    return _made(MIGRATIONS[:version])[0]


def library_definitions(version: int) -> Mapping[str, str]:
    """How the tables, indexes, triggers and views of a library.db of schema `version` are defined, by their names."""
    return _made(MIGRATIONS[:version])[1]


@cache
def _made(
    steps: tuple[Callable[[sqlite3.Connection], None], ...],
) -> tuple[frozenset[tuple[str, str]], Mapping[str, str]]:
    """The objects and the definitions of a library.db that these steps make: made once, in memory, and looked at."""
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        for step in steps:
            step(connection)
        return objects(connection), MappingProxyType(definitions(connection))


def definitions(connection: sqlite3.Connection) -> dict[str, str]:
    """How what a database has is defined, by its name; spaces are told as one."""
    rows = connection.execute("SELECT name, type, tbl_name, coalesce(sql, '') FROM sqlite_schema").fetchall()
    return {str(name): f"{kind} of {table}: {' '.join(str(sql).split())}" for name, kind, table, sql in rows}


def objects(connection: sqlite3.Connection) -> frozenset[tuple[str, str]]:
    """The tables, indexes, triggers and views that a database has, each as (type, name), SQLite's own left out."""
    return frozenset(connection.execute("SELECT type, name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'"))
