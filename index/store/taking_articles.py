"""Taking the articles of another library into this one: the versions that are missing, as they were added there."""

from __future__ import annotations

import contextlib
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from index.errors import DamagedError, UsageError
from index.store import backup, events, files, incoming, projection, schema
from index.store.articles import follow, is_clean
from index.store.check import Finding
from index.store.connection import Row, translated
from index.store.saved import VERSION_COLUMNS, is_whole, version_rows

_COLUMNS = VERSION_COLUMNS.replace(",", " ").split()


@dataclass(frozen=True, slots=True)
class Collected:
    """What another library holds: each article's versions (rows of `saved.VERSION_COLUMNS`), the one that it shows
    last, where each article was read from, its events as lines, and what of it cannot be taken.
    """

    versions: Mapping[str, Sequence[Row]]
    sources: Mapping[str, Sequence[Row]]
    lines: Sequence[incoming.Line]
    findings: Sequence[Finding] = field(default=())


def library_file(path: Path) -> Path:
    """The database that is meant by a library's folder or a backup; raises UsageError where there is none."""
    file = path / files.LIBRARY if path.is_dir() else path
    if not file.exists():
        raise UsageError(f"{path} is no library and no backup of one: there is no file {file}")
    return file


def collect(file: Path) -> Collected:
    """All that the library in a database holds; the file is copied first, may be in use, and is left as it is.

    Raises DamagedError or LockedError where it is no library that this Sayso can read.
    """
    files.check_library(file)
    with tempfile.TemporaryDirectory(prefix="sayso-import-") as folder:
        copy = Path(folder) / files.LIBRARY
        backup.copy_database(file, copy, writable=False)
        with contextlib.closing(sqlite3.connect(copy, isolation_level=None)) as connection:
            try:
                ((present,),) = connection.execute("PRAGMA user_version").fetchall()
                if present < schema.library_version():
                    schema.migrate_library(connection, present)
                return _collected(connection, str(file))
            except sqlite3.Error as error:
                raise translated(error, file) from error
            except (ValueError, TypeError) as error:
                raise DamagedError(f"{file}: {error}; look for damage in it with `sayso check`") from error


def _collected(connection: sqlite3.Connection, name: str) -> Collected:
    ids: dict[int, str] = {}
    shown = set()
    for key, id_, version in connection.execute("SELECT key, id, version FROM article ORDER BY key").fetchall():
        ids[key] = id_
        shown.add(version)
    versions: dict[str, list[Row]] = {id_: [] for id_ in ids.values()}
    findings = []
    for row in sorted(version_rows(connection), key=lambda row: (row[1], row[0] in shown, row[2])):
        where = f"{name}, version {row[0]}"
        if not is_whole(row) or ids.get(row[1]) is None:
            findings.append(Finding("error", where, "it is not what it was when it was added, and is left out"))
        elif not is_clean(dict(zip(_COLUMNS, row, strict=True))):
            # Cleaned it would be another version, of which the events that come with it do not speak.
            findings.append(Finding("error", where, "it holds control characters, which Sayso never adds; left out"))
        else:
            versions[ids[row[1]]].append(row)
    sources: dict[str, list[Row]] = {}
    for key, *source in connection.execute("SELECT article, path, record, source_id, added FROM source").fetchall():
        sources.setdefault(ids[key], []).append(tuple(source))
    rows = connection.execute(f"SELECT {events.COLUMNS} FROM event ORDER BY sequence").fetchall()
    return Collected(versions, sources, list(incoming.of_rows(rows, name)), findings)


def take_in(connection: sqlite3.Connection, found: Collected) -> Counter[str]:
    """Write the versions that are missing here; how many articles were added, updated or unchanged.

    A text that is here under another identity stays that article's (duplicate). An article that gets the version
    which is shown there shows that one, unless its own was added later. Runs inside the caller's write transaction.
    """
    counts: Counter[str] = Counter()
    for id_, versions in found.versions.items():
        if versions:
            counts[_take_one(connection, id_, versions, found.sources.get(id_, ()))] += 1
    return counts


def _take_one(connection: sqlite3.Connection, id_: str, versions: Sequence[Row], sources: Sequence[Row]) -> str:
    own = connection.execute("SELECT key FROM article WHERE id = ?", (id_,)).fetchone()
    holders = dict(_holders(connection, versions))
    fresh = [row for row in versions if row[0] not in holders]
    if own is None and not fresh:
        _note_sources(connection, holders[versions[-1][0]], sources)
        return "duplicate"
    sequence = events.next_sequence(connection) if fresh else 0
    if own is None:
        key = _new(connection, id_, fresh[-1], sequence)
    else:
        (key,) = own
    (last,) = connection.execute("SELECT coalesce(max(ordinal), 0) FROM version WHERE article = ?", (key,)).fetchone()
    connection.executemany(
        "INSERT INTO version (hash, article, ordinal, title, date, outlet, author, url, language, source_id, masked,"
        " title_span, added, seal, text, section) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(row[0], key, ordinal, *row[3:]) for ordinal, row in enumerate(fresh, start=last + 1)],
    )
    _note_sources(connection, key, sources)
    if not fresh:
        return "unchanged"
    _show(connection, key, versions[-1][0] if versions[-1] in fresh else None, sequence)
    for row in fresh:
        for (statement,) in connection.execute(
            "SELECT id FROM kept WHERE version = ? AND article IS NOT ?", (row[0], key)
        ).fetchall():
            projection.refresh_statement(connection, statement, sequence)
    follow(connection, key, sequence)
    return "updated" if own else "added"


def _holders(connection: sqlite3.Connection, versions: Sequence[Row]) -> Iterator[tuple[str, int]]:
    for row in versions:
        yield from connection.execute("SELECT hash, article FROM version WHERE hash = ?", (row[0],)).fetchall()


def _new(connection: sqlite3.Connection, id_: str, shown: Row, sequence: int) -> int:
    cursor = connection.execute(
        "INSERT INTO article (id, version, title, changed, arrived) VALUES (?, ?, ?, ?, ?)",
        (id_, shown[0], shown[3], sequence, sequence),
    )
    key = int(cursor.lastrowid or 0)
    projection.refresh_marks(connection, key, id_)
    connection.execute("UPDATE article SET removed = ? WHERE key = ?", (int(projection.removed(connection, id_)), key))
    return key


def _show(connection: sqlite3.Connection, key: int, other: str | None, sequence: int) -> None:
    """Show the version `other` of an article, where it was added after the one that is shown."""
    hash_, *listed = connection.execute(
        "SELECT hash, title, date, outlet, author, section, language FROM version"
        " WHERE hash = ? OR hash = (SELECT version FROM article WHERE key = ?) ORDER BY added DESC, hash DESC LIMIT 1",
        (other, key),
    ).fetchone()
    connection.execute(
        "UPDATE article SET version = ?, title = ?, date = ?, outlet = ?, author = ?, section = ?, language = ?,"
        " changed = ?, added = (SELECT min(added) FROM version WHERE article = key) WHERE key = ?",
        (hash_, *listed, sequence, key),
    )


def _note_sources(connection: sqlite3.Connection, key: int, sources: Sequence[Row]) -> None:
    connection.executemany(
        "INSERT OR IGNORE INTO source VALUES (?, ?, ?, ?, ?)", [(key, *source) for source in sources]
    )
