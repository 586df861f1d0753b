"""Reading a damaged database: every row that can still be read, whatever lies around it.

Nothing read this way is to be trusted as it stands: versions of articles carry a seal and events a hash,
and the caller takes those alone that agree with theirs.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from index.store.connection import Row, uri

UNREADABLE = (sqlite3.Error, ValueError, OverflowError, MemoryError)
"""What reading a damaged database may raise."""

_MISSES = 50_000
"""Row numbers in a row that give nothing, after which there is taken to be nothing more."""

_WITHOUT_ROWID = {
    "meta": "name DESC",
    "source": "article DESC, path DESC, record DESC",
    "reading": "annotator DESC, article DESC",
    "replica": "library DESC",
    "visit": "annotator DESC",
}


def connect_damaged(path: Path, *, writable: bool) -> sqlite3.Connection:
    """Open a database that other connections refuse; raises sqlite3.Error where it is none at all."""
    connection = sqlite3.connect(uri(path, "rw" if writable else "ro"), uri=True, timeout=0.05, isolation_level=None)
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        # Otherwise SQLite refuses the whole of a file that has lost its end, or one entry of its schema.
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("PRAGMA page_count").fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


def rows(source: sqlite3.Connection, table: str, columns: str) -> list[Row]:
    """All rows of a table that can be read: from both ends up to where it is damaged, then one by one between."""
    found: list[Row] = []
    try:
        found.extend(source.execute(f"SELECT {columns} FROM {table}"))
    except UNREADABLE:
        if order := _WITHOUT_ROWID.get(table):
            found.extend(_until_damaged(source, f"SELECT {columns} FROM {table} ORDER BY {order}"))
            return list(dict.fromkeys(found))
        return _by_number(source, table, columns)
    return found


def _until_damaged(source: sqlite3.Connection, sql: str) -> Iterator[Row]:
    with contextlib.suppress(*UNREADABLE):
        yield from source.execute(sql)


def _by_number(source: sqlite3.Connection, table: str, columns: str) -> list[Row]:
    select = f"SELECT rowid, {columns} FROM {table}"
    first = {row[0]: row[1:] for row in _until_damaged(source, f"{select} ORDER BY rowid")}
    last = {row[0]: row[1:] for row in _until_damaged(source, f"{select} ORDER BY rowid DESC")}
    number, end = max(first, default=0) + 1, min(last, default=None)
    misses = 0
    while misses < _MISSES and (end is None or number < end):
        row = next(_until_damaged(source, f"{select} WHERE rowid = {number}"), None)
        if row is None:
            misses += 1
        else:
            first[number] = row[1:]
            misses = 0
        number += 1
    return [row for _, row in sorted({**last, **first}.items())]
