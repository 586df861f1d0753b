"""Mending a library: a sound copy is made of all that can be saved, and takes its place only when it is sound.

Articles are taken from library.db, those that are damaged there from the newest backup that has them
whole. Events are taken from library.db and from the mirrors. All else follows from the events. The
library as it was stays in backups/, and nothing of a mirror is thrown away.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from index.errors import DamagedError, LockedError
from index.model import Event, version_of
from index.store import codec, events, files, mirror, projection, schema
from index.store.articles import seal
from index.store.check import Finding, check_database, check_library, check_mirror
from index.store.connection import Row, connect, patiently, translated
from index.store.database import set_analysis_aside
from index.store.logfile import LogFile

_VERSION_COLUMNS = (
    "hash, article, ordinal, title, date, outlet, author, url, language, source_id, masked, title_span, added,"
    " seal, text"
)


def repair(folder: Path, log: LogFile) -> list[Finding]:
    """Mend the library in `folder`, which nobody in this process has open; what was done, as findings.

    Raises DamagedError where there is nothing to mend it from or the file is another program's,
    LockedError where it cannot be written or a newer Sayso wrote it.
    """
    if not files.may_write(folder):
        raise LockedError(f"{folder} is read-only for you; copy the library to a folder of your own and repair that")
    path = folder / files.LIBRARY
    found = _state(folder, path)
    done: list[Finding] = []
    if found is None or any(one.level == "error" for one in found):
        done += _replace(folder, path, log)
    done += _mend_mirrors(folder, path)
    done += _mend_analysis(folder)
    return done


def _state(folder: Path, path: Path) -> list[Finding] | None:
    """What a check finds, None where the file cannot be opened at all."""
    try:
        application, version = files.stamp(path)
    except DamagedError:
        return None
    if application != schema.LIBRARY_ID:
        raise DamagedError(f"{path} is a database of another program; it has been left as it is")
    if version > schema.library_version():
        files.check_library(path)
    try:
        with contextlib.closing(connect(path, writable=True)) as connection:
            (library,) = connection.execute("SELECT value FROM meta WHERE name = 'library'").fetchone()
            return check_library(folder, connection, library)
    except (sqlite3.Error, DamagedError, TypeError):
        return None


def _replace(folder: Path, path: Path, log: LogFile) -> list[Finding]:
    with files.being_made(path) as making, _opened(path) as damaged:
        try:
            with contextlib.closing(sqlite3.connect(making, isolation_level=None)) as connection:
                connection.execute("PRAGMA synchronous = EXTRA")
                connection.execute("BEGIN IMMEDIATE")
                schema.migrate_library(connection, 0)
                done = _save(folder, damaged, connection)
                connection.execute("COMMIT")
                unsound = list(check_database(connection, files.LIBRARY))
        except sqlite3.Error as error:
            raise translated(error, path, saving=True) from error
        if unsound:
            raise DamagedError(f"{path}: what could be saved of it is not sound either; it has been left as it is")
        kept = _keep(path, folder / files.BACKUPS)
        making.rename(path)
        mirror.sync_folder(folder)
    log.write(f"library.db repaired; as it was it is {files.BACKUPS}/{kept.name}")
    return [*done, Finding("warning", files.LIBRARY, f"it was repaired; as it was it is {files.BACKUPS}/{kept.name}")]


def _keep(path: Path, backups: Path) -> Path:
    """Give the damaged file, and a journal that belongs to it, a second name among the backups."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H%M%S")
    kept = backups / f"damaged-{now}-{secrets.token_hex(2)}.db"
    backups.mkdir(mode=0o700, exist_ok=True)
    try:
        os.link(path, kept)
    except OSError:
        shutil.copy2(path, kept)  # a file system without hard links
    journal = path.with_name(path.name + "-journal")
    if journal.exists():
        journal.rename(kept.with_name(kept.name + "-journal"))
    return kept


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection | None]:
    """The damaged database, None where it cannot be opened at all; it is only read. Raises LockedError."""
    try:
        files.stamp(path)
        connection = connect(path, writable=True)
    except DamagedError:
        yield None
        return
    with contextlib.closing(connection):
        # Held until the new file is in place, so that nobody writes to the old one meanwhile. A file that
        # is too damaged for it is one that nobody can write to.
        with contextlib.suppress(DamagedError):
            patiently(lambda: connection.execute("BEGIN IMMEDIATE"), path)
        yield connection


def _save(folder: Path, damaged: sqlite3.Connection | None, into: sqlite3.Connection) -> list[Finding]:
    """Take over all that is whole."""
    others = list(_backups(folder))
    try:
        sources = [one for one in (damaged, *others) if one is not None]
        log, done = _events(folder, sources)
        if not sources and not log:
            raise DamagedError(f"{folder / files.LIBRARY}: there is no backup and no mirror to repair it from")
        meta = _meta(sources, log)
        into.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
        done += _articles(sources, into)
        for event in log:
            events.insert(into, event)
        projection.rebuild(into, log)
        sequences = [event.sequence for event in log]
        for source in sources[:1]:
            sequences += [row[0] for row in _all(source, "clock", "sequence")]
        into.execute("UPDATE clock SET sequence = ?", (max(sequences, default=0) + 1,))
        into.execute("UPDATE article SET changed = (SELECT sequence FROM clock)")
    finally:
        for other in others:
            other.close()
    return done


def _backups(folder: Path) -> Iterator[sqlite3.Connection]:
    """The backups that can be opened, newest first."""
    for path in sorted((folder / files.BACKUPS).glob("library-*.db"), reverse=True):
        with contextlib.suppress(DamagedError, LockedError, FileNotFoundError):
            if files.check_library(path) == schema.library_version():
                yield connect(path, writable=False)


def _meta(sources: list[sqlite3.Connection], log: list[Event]) -> dict[str, str]:
    """The replica's name as it was, else as the events have it; the token is new, so that the index is made anew."""
    meta: dict[str, str] = {}
    for source in reversed(sources):
        meta |= {str(name): str(value) for name, value in _all(source, "meta", "name, value")}
    last = log[-1].library if log else secrets.token_hex(8)
    return {"library": last, "made": events.now(), **meta, "token": secrets.token_hex(8)}


def _all(source: sqlite3.Connection, table: str, columns: str) -> list[Row]:
    """All rows of a table that can be read: at a damaged page, on behind it."""
    rows: list[Row] = []
    try:
        return source.execute(f"SELECT {columns} FROM {table}").fetchall()
    except sqlite3.DatabaseError:
        pass
    with contextlib.suppress(sqlite3.DatabaseError):
        (last,) = source.execute(f"SELECT max(rowid) FROM {table}").fetchone()
        for rowid in range(1, (last or 0) + 1):
            with contextlib.suppress(sqlite3.DatabaseError):
                rows += source.execute(f"SELECT {columns} FROM {table} WHERE rowid = ?", (rowid,)).fetchall()
    return rows


def _articles(sources: list[sqlite3.Connection], into: sqlite3.Connection) -> list[Finding]:
    """The versions that are whole, each from the first source that has it so, and their articles."""
    whole: dict[str, Row] = {}
    lost: dict[str, str] = {}
    heads: dict[int, Row] = {}
    for source in sources:
        for row in _all(source, "version", _VERSION_COLUMNS):
            if row[0] in whole:
                continue
            if _is_whole(row):
                whole[row[0]] = row
            else:
                lost[str(row[0])] = str(row[3])
        for head in _all(source, "article", "key, id, version, changed"):
            heads.setdefault(head[0], head)
    versions: dict[int, list[Row]] = {}
    for row in whole.values():
        versions.setdefault(row[1], []).append(row)
    for key, (_, id_, current, _) in heads.items():
        of_it = sorted(versions.get(key, ()), key=lambda row: row[2])
        if not of_it:
            continue
        shown = next((row for row in of_it if row[0] == current), of_it[-1])
        into.execute(
            "INSERT INTO article (key, id, version, title, date, outlet, author, changed)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, 0)",
            (key, id_, shown[0], shown[3], shown[4], shown[5], shown[6]),
        )
        into.executemany(f"INSERT INTO version ({_VERSION_COLUMNS}) VALUES ({', '.join('?' * 15)})", of_it)
    keys = {key for (key,) in into.execute("SELECT key FROM article").fetchall()}
    for source in sources:
        for row in _all(source, "source", "article, path, record, source_id, added"):
            if row[0] in keys:
                into.execute("INSERT OR IGNORE INTO source VALUES (?, ?, ?, ?, ?)", row)
        for row in _all(source, "reading", "annotator, article, at"):
            if row[1] in keys:
                into.execute("INSERT OR IGNORE INTO reading VALUES (?, ?, ?)", row)
    return [
        Finding("error", f"version {hash_}", "it is damaged and no backup has it whole: add its article again")
        for hash_ in lost
        if hash_ not in whole
    ]


def _is_whole(row: Row) -> bool:
    hash_, _, _, title, date, outlet, author, url, language, source_id, masked, span, added, sealed, text = row
    try:
        return bool(
            version_of(text) == hash_
            and seal((hash_, title, date, outlet, author, url, language, source_id, masked, span, added)) == sealed
        )
    except (TypeError, AttributeError):
        return False


def _events(folder: Path, sources: list[sqlite3.Connection]) -> tuple[list[Event], list[Finding]]:
    """The events that are whole, of library.db first, then of mirrors and backups; one for each sequence number."""
    log: dict[int, Event] = {}
    done: list[Finding] = []
    library = next((str(v) for s in sources for n, v in _all(s, "meta", "name, value") if n == "library"), None)

    def take(event: Event) -> bool:
        if codec.event_hash(event) != event.hash or log.get(event.sequence, event).hash != event.hash:
            return False
        return log.setdefault(event.sequence, event) is event

    for source in sources[:1]:
        for row in _all(source, "event", events.COLUMNS):
            with contextlib.suppress(ValueError, TypeError):
                take(events.from_row(row))
    before = len(log)
    for path in sorted((folder / files.MIRRORS).glob("*.jsonl")):
        for _, event in mirror.read(path):
            if event is not None and (library is None or event.library == library):
                take(event)
    if sources and len(log) > before:
        done.append(Finding("warning", files.MIRRORS, f"{len(log) - before} events were taken from the mirrors"))
    for source in sources[1:]:
        for row in _all(source, "event", events.COLUMNS):
            with contextlib.suppress(ValueError, TypeError):
                take(events.from_row(row))
    return [log[sequence] for sequence in sorted(log)], done


def _mend_mirrors(folder: Path, path: Path) -> list[Finding]:
    """Set aside the mirrors that differ from the log; the library writes them anew when it is opened."""
    done = []
    with contextlib.closing(connect(path, writable=True)) as connection:
        (library,) = connection.execute("SELECT value FROM meta WHERE name = 'library'").fetchone()
        for finding in check_mirror(folder, library, events.walk(connection)):
            file = folder / finding.where.partition(", line")[0]
            if file.exists():
                file.rename(mirror.aside(file))
                done.append(Finding("warning", finding.where, "the mirror differed from the log and was written anew"))
    return done


def _mend_analysis(folder: Path) -> list[Finding]:
    path = folder / files.ANALYSIS
    if not path.exists():
        return []
    try:
        files.stamp(path)
        with contextlib.closing(connect(path, writable=True)) as connection:
            unsound = list(check_database(connection, files.ANALYSIS))
    except (DamagedError, LockedError) as error:
        unsound = [Finding("error", files.ANALYSIS, error.sentence)]
    if not unsound:
        return []
    set_analysis_aside(folder)
    return [Finding("warning", files.ANALYSIS, "it was damaged and is made anew: all articles are analysed again")]
