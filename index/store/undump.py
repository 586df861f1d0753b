"""Making a library from a dump: all of it is proved first, and every line that is not what it was is named."""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from index.errors import DamagedError, LockedError, UsageError
from index.store import articles, check, codec, dump, event_fields, events, files, incoming, projection, schema
from index.store.saved import is_article_id, is_whole, version_rows

_NAMED = 5
_LAST_KEY = 2**30
"""Searches have no room for the keys of articles behind this one."""
_BEGINNING = b'{"dump":'

Row = dict[str, Any]


def is_dump(file: Path) -> bool:
    """Whether a file is a dump, to go by its first bytes."""
    try:
        with file.open("rb") as stream:
            return stream.read(len(_BEGINNING)) == _BEGINNING
    except OSError:
        return False


def restore(file: Path, folder: Path) -> None:
    """Make a library in the new or empty `folder` from a dump: a replica of its own, as one from a backup is.

    Raises UsageError where `folder` holds a library already or something else, DamagedError with the numbers of the
    lines that are not what they were, LockedError where a newer Sayso wrote the dump; then nothing was made.
    """
    if not file.exists():
        raise UsageError(f"there is no file {file}")
    written = proved(file)
    if (folder / files.LIBRARY).exists():
        raise UsageError(f"{folder} holds a library already; restore into a new folder")
    files.make_folder(folder)
    if not files.make_database(folder / files.LIBRARY, lambda connection: _fill(connection, file, written)):
        raise UsageError(f"{folder} holds a library already; restore into a new folder")


# -- proving -------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Proof:
    """What was found of the lines so far: how many of each kind, the hashes that the next one may follow, and which
    of them are not what they were.
    """

    counts: Counter[str] = field(default_factory=Counter)
    before: tuple[str, ...] | None = ("",)
    strange: list[int] = field(default_factory=list)

    def take(self, number: int, raw: bytes) -> None:
        line = _parsed(raw)
        if line is None:
            self.strange.append(number)
            self.before = None
            return
        said = line.pop("hash")
        computed = [dump.line_hash(one, line) for one in self.before or ()]
        sound = self.before is None or said in computed
        # Where it is the hash that was changed, the next line still follows the one that it should be.
        self.before = (said,) if sound else (said, computed[0])
        if not sound:
            self.strange.append(number)
        self.counts.update(line.keys())

    def last(self) -> str | None:
        return self.before[0] if self.before else None


def proved(file: Path) -> int:
    """The schema that a dump is of, once all its lines are found to be what they were.

    Raises DamagedError, which names the lines that are not, or LockedError where a newer Sayso wrote it.
    """
    proof = _Proof()
    number = 0
    with file.open("rb") as stream:
        head = _head(stream.readline(), file)
        for number, raw in enumerate(stream, start=2):
            proof.take(number, raw)
    lines = max(0, number - 1)
    if proof.strange:
        named = ", ".join(map(str, proof.strange[:_NAMED]))
        more = f" and {len(proof.strange) - _NAMED:,} more" if len(proof.strange) > _NAMED else ""
        which = f"line {named} is" if len(proof.strange) == 1 else f"lines {named}{more} are"
        raise _damaged(f"{file}: {which} not what was written, or a line before is missing; nothing was made of it")
    if lines != head["lines"] or proof.counts != head["rows"] or (lines and proof.last() != head["whole"]):
        raise _damaged(
            f"{file} has {lines:,} lines behind its first one and should have {head['lines']:,}; nothing was made of it"
        )
    return int(head["schema"])


def _damaged(sentence: str) -> DamagedError:
    return DamagedError(sentence, title="The dump is damaged")


def _head(raw: bytes, file: Path) -> Row:
    line = _parsed(raw)
    if line is None or not isinstance(head := line.get("dump"), dict):
        raise _damaged(f"{file}: line 1 is not what was written, or this is no dump; nothing was made of it")
    if isinstance(head.get("format"), int) and head["format"] > dump.FORMAT:
        raise LockedError(
            f"{file} was written by a newer Sayso; use the newer version", title="The dump is of a newer version"
        )
    if line.pop("hash") != dump.line_hash("", line) or not _is_head(head):
        raise _damaged(f"{file}: line 1 is not what was written; nothing was made of it")
    if head["schema"] > schema.library_version():
        raise LockedError(
            f"{file} was written by a newer Sayso (schema {head['schema']}); use the newer version",
            title="The dump is of a newer version",
        )
    return head


def _is_head(head: Row) -> bool:
    """Whether the header says what a header says, each of the right kind."""
    numbers = all(type(head.get(name)) is int for name in ("format", "lines", "schema"))
    rows, whole = head.get("rows"), head.get("whole")
    return numbers and head["schema"] > 0 and isinstance(rows, dict) and isinstance(whole, str)


def _parsed(raw: bytes) -> Row | None:
    """A line in the one form that it can have, else None."""
    try:
        found = codec.parsed(raw)
        if dump.to_line(found) != raw or not isinstance(found["hash"], str) or len(found) != 2:
            return None
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return dict(found)


# -- filling -------------------------------------------------------------------------------------------------------


def _fill(connection: sqlite3.Connection, file: Path, written: int) -> None:
    """Fill an empty database: as the schema was that the dump is of, then brought up to this one."""
    connection.execute("PRAGMA defer_foreign_keys = ON")
    for step in schema.MIGRATIONS[:written]:
        step(connection)
    connection.execute("DELETE FROM clock")
    try:
        for kind, row in _rows(file):
            _insert(connection, kind, row)
        _complete(connection)
        schema.migrate_library(connection, written)
        for name in ("library", "token"):
            connection.execute("INSERT INTO meta VALUES (?, ?)", (name, secrets.token_hex(8)))
        for found in _unsound(connection, file):
            raise _damaged(f"{file}: {found.where}: {found.what}; nothing was made of it")
    except (sqlite3.Error, KeyError, TypeError, ValueError, OverflowError) as error:
        raise _damaged(f"{file}: it holds what no library can ({error}); nothing was made of it") from None


def _unsound(connection: sqlite3.Connection, file: Path) -> Iterator[check.Finding]:
    """Make what follows from the events, unless something does not stand as it can; what does not is told."""
    for where, what in _unreadable(connection):
        yield check.Finding("error", where, what)
    yield from check.check_events(events.walk(connection))
    changed = connection.execute("SELECT changed, key FROM article").fetchall()
    projection.rebuild(connection, events.walk(connection))
    connection.executemany("UPDATE article SET changed = ? WHERE key = ?", changed)
    yield from check.check_articles(connection)
    yield from check.check_database(connection, str(file))


def _unreadable(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """What is whole as it is written, and could not be read all the same: where it stands, and what it is."""
    for row in version_rows(connection):
        if not is_whole(row):
            yield f"version {row[0]}", "it is not what it was when its article was added, or cannot be read"
    ((lowest, highest),) = connection.execute("SELECT min(key), max(key) FROM article").fetchall()
    if lowest is not None and not 0 <= lowest <= highest <= _LAST_KEY:
        yield "articles", f"a key of an article is from 0 to {_LAST_KEY:,}"
    for (id_,) in connection.execute("SELECT id FROM article").fetchall():
        if not is_article_id(id_):
            yield f"article {id_}", "no article has such an id"
    ((least,),) = connection.execute(
        "SELECT max(coalesce((SELECT max(sequence) FROM event), 0), coalesce((SELECT max(changed) FROM article), 0))"
    ).fetchall()
    clock = [found for (found,) in connection.execute("SELECT sequence FROM clock").fetchall()]
    if len(clock) != 1 or not least <= clock[0] < event_fields.HIGHEST:
        yield "clock", "it does not stand where it did"
    for event in connection.execute(f"SELECT {events.columns_of(connection)} FROM event").fetchall():
        line = next(incoming.of_rows([event], "event"))
        _, problem = incoming.read(line.value)
        if problem or event[0] < 1:
            yield f"event {event[1]}", problem or "it stands before the first one"


def _rows(file: Path) -> Iterator[tuple[str, Row]]:
    with file.open("rb") as stream:
        next(stream)
        for raw in stream:
            line = json.loads(raw)
            del line["hash"]
            yield next(iter(line.items()))


def _insert(connection: sqlite3.Connection, table: str, row: Row) -> None:
    if table not in dump.TABLES or (table == "meta" and row.get("name") not in dump.OWN):
        raise KeyError(table)
    columns = dump.columns_of(connection, table)
    if row.keys() - set(columns):
        raise KeyError(f"{table}: {', '.join(sorted(row.keys() - set(columns)))}")
    values = {name: codec.canonical(value) if name in dump.JSON_COLUMNS else value for name, value in row.items()}
    if table == "version" and not articles.is_clean(values):
        raise ValueError(f"the article version {row['hash']} has control characters")
    if table == "article":
        values["title"] = ""  # until its version is there
    connection.execute(
        f"INSERT INTO {table} ({', '.join(values)}) VALUES ({', '.join('?' * len(values))})", [*values.values()]
    )


def _complete(connection: sqlite3.Connection) -> None:
    """Fill in what lists show of articles: it is what their current versions say."""
    present = [row[1] for row in connection.execute("PRAGMA table_info(article)")]
    shown = [name for name in ("title", "date", "outlet", "author", "section", "language") if name in present]
    connection.execute(
        f"UPDATE article SET ({', '.join(shown)}) = (SELECT {', '.join(shown)} FROM version"
        " WHERE version.hash = article.version)"
    )
    if "added" in present:
        connection.execute(
            "UPDATE article SET added = (SELECT min(added) FROM version WHERE version.article = article.key)"
        )
