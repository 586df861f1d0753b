"""A library's truth as plain text: every article in all versions, every event, what annotators have read and visited.

JSON Lines in canonical form. The first line is the header: {"dump": {"format", "lines", "rows", "schema", "whole"},
"hash"}; `rows` counts the lines of each kind, `lines` all of them but the header. Every other line is {KIND: ROW,
"hash"}: a row of the table KIND as it stands, its `hash` that of the line and of the hash before it, so that a line
that was changed, is missing or stands elsewhere is known by its number. `whole` is the hash of the last line.
What follows from the events is not in it, nor is what names the replica: a restored library gives the same dump.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from index.errors import DamagedError, UsageError
from index.model import digest
from index.store import backup, codec, events, files, stored
from index.store.check import check_database
from index.store.connection import NotSavedError
from index.store.saved import is_whole, version_rows

FORMAT = 1
"""The number of the format; one that is higher is refused."""

TABLES: dict[str, tuple[tuple[str, ...], str]] = {
    "meta": (("name", "value"), "name"),
    "clock": (("sequence",), "sequence"),
    "replica": (("library", "at"), "library"),
    "article": (("key", "id", "version", "changed", "arrived"), "key"),
    "version": (
        (
            *("article", "ordinal", "hash", "title", "date", "outlet", "author", "url", "language", "section"),
            *("source_id", "masked", "title_span", "added", "seal", "text"),
        ),
        "article, ordinal",
    ),
    "source": (("article", "path", "record", "source_id", "added"), "article, path, record"),
    "reading": (("annotator", "article", "at"), "annotator, article"),
    "visit": (("annotator", "sequence", "at", "former", "former_at"), "annotator"),
    "event": ((), "sequence"),
}
"""What is in a dump, in this order: each table's columns (of events all), and the order of its rows.

What else stands in a row of `article` follows from its versions and from the events.
"""

OWN = ("made", "anchoring")
"""What a dump has of `meta`: when the library was made, and by which rules places in corrected articles were found."""

_UNWRITTEN = "The dump is not written"

JSON_COLUMNS = frozenset({"sets", "about"})
"""Columns of events that are JSON themselves."""


class Written(NamedTuple):
    """How much a dump holds."""

    articles: int
    versions: int
    events: int
    bytes: int


def write(library: Path, target: BinaryIO) -> Written:
    """Dump library.db at `library`, which may be in use and is copied for it, to `target`.

    Raises DamagedError for an article or an event that is not what it was, LockedError, NotSavedError or OSError.
    """
    with tempfile.TemporaryDirectory(prefix="sayso-dump-") as folder:
        copy = Path(folder) / files.LIBRARY
        backup.copy_database(library, copy, writable=False)
        with contextlib.closing(sqlite3.connect(copy, isolation_level=None)) as connection:
            check(connection, library)
            counts: Counter[str] = Counter()
            last = ""
            for kind, row in rows(connection):
                counts[kind] += 1
                last = line_hash(last, {kind: row})
            size = target.write(header(connection, counts, last))
            last = ""
            for kind, row in rows(connection):
                last = line_hash(last, {kind: row})
                size += target.write(to_line({kind: row, "hash": last}))
    return Written(counts["article"], counts["version"], counts["event"], size)


def to_file(library: Path, file: Path) -> Written:
    """`write` to the new file `file`, which is on the disk as a whole or not at all.

    Raises UsageError where it exists or its folder does not, and as `write` does.
    """
    if not file.parent.is_dir():
        raise UsageError(f"{file.parent} is not a folder; make it first")
    taken = UsageError(f"{file} exists already, and a dump overwrites nothing; name another file")
    if file.exists():
        raise taken
    with files.being_made(file) as making:
        try:
            with making.open("wb") as target:
                written = write(library, target)
                target.flush()
                os.fsync(target.fileno())
        except OSError as error:
            raise NotSavedError(f"{file} cannot be written: {error.strerror or error}", title=_UNWRITTEN) from error
        if not files.put_in_place(making, file):
            raise taken
    return written


def check(connection: sqlite3.Connection, library: Path) -> None:
    """Raise DamagedError where a version or an event is not what it was: a dump must not make it look sound."""
    strange = next((f"{one.where}: {one.what}" for one in check_database(connection, files.LIBRARY)), None)
    if strange is None:
        strange = next((f"version {row[0]}" for row in version_rows(connection) if not is_whole(row)), None)
    if strange is None:
        for event in events.walk(connection):
            if codec.event_hash(event) != event.hash:
                strange = f"event {event.id}"
                break
    if strange is not None:
        raise DamagedError(
            f"{library} is not what it was ({strange}); repair the library with `sayso check --repair`, then dump it"
        )


def rows(connection: sqlite3.Connection) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows of a dump of a library of any schema, each with its kind."""
    for table, (_, order) in TABLES.items():
        columns = columns_of(connection, table)
        if not columns:
            continue
        for row in connection.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY {order}"):
            found = dict(zip(columns, row, strict=True))
            if table == "meta" and found["name"] not in OWN:
                continue
            for name in JSON_COLUMNS & found.keys():
                found[name] = stored.value(found[name], f"a row of {table}")
            yield table, found


def columns_of(connection: sqlite3.Connection, table: str) -> list[str]:
    """Those columns of a table that a dump has, as far as the library's schema has them."""
    present = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    wanted = TABLES[table][0]
    return [name for name in present if name in wanted] if wanted else present


def header(connection: sqlite3.Connection, counts: Counter[str], whole: str) -> bytes:
    """The first line."""
    ((present,),) = connection.execute("PRAGMA user_version").fetchall()
    head = {
        "format": FORMAT,
        "lines": counts.total(),
        "rows": dict(counts),
        "schema": present,
        "whole": whole,
    }
    return to_line({"dump": head, "hash": line_hash("", {"dump": head})})


def line_hash(before: str, line: dict[str, Any]) -> str:
    """The hash of a line that follows one with the hash `before`."""
    return digest(before, codec.canonical(line), length=32)


def to_line(line: dict[str, Any]) -> bytes:
    """A line as it is written: its one form."""
    return codec.canonical(line).encode() + b"\n"
