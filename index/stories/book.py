"""The story book: which articles tell one story, and the sketches by which more are found.

A SQLite file of its own in the cache folder. All in it can be made again from the library, so that one that is
damaged, of another library, of another version or of other thresholds is emptied and filled anew. One process
writes it at a time (whoever holds the turn to write the search index); any number may read meanwhile.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from index.errors import LockedError
from index.store.connection import uri

VERSION = 2
"""Of the tables, the sketches and what is compared: raise it with any change of one of them."""

APPLICATION = 0x53415953 ^ 0x5354
_NAME = "stories.db"
_CACHE_KIB = 64 * 1024
_LOG_BYTES = 8 * 1024 * 1024

_TABLES = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    # `number` is never given twice, so that the groups of an article that is gone belong to nobody.
    "CREATE TABLE article (number INTEGER PRIMARY KEY AUTOINCREMENT, key INTEGER NOT NULL UNIQUE, id TEXT NOT NULL,"
    " date TEXT, day INTEGER, shingles INTEGER NOT NULL, story INTEGER) STRICT",
    # All that `told` reads.
    "CREATE INDEX article_story ON article (story, date, id, key) WHERE story IS NOT NULL",
    "CREATE TABLE band (hash INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (hash, number))"
    " STRICT, WITHOUT ROWID",
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article of the book that shares groups with another: how many, its shingles, its day and story."""

    key: int
    id: str
    day: int | None
    shingles: int
    story: int | None
    shared: int


@dataclass(frozen=True, slots=True)
class Told:
    """All stories of two or more articles: `stories` has the keys of each, the first article first (the earliest
    by date, unknown dates last; of one date what was added first); `story` is the place in it of each article's
    story."""

    stories: Sequence[tuple[int, ...]] = ()
    story: Mapping[int, int] = field(default_factory=dict)

    def of(self, key: int) -> tuple[int, ...]:
        """The articles of this article's story, the first one first; the article alone where it tells its own."""
        place = self.story.get(key)
        return (key,) if place is None else self.stories[place]


NOTHING_TOLD = Told()


class Book:
    """A library's story book. `folder` is its own and need not be there; `key` says for what it is made."""

    def __init__(self, folder: Path, key: str) -> None:
        self.folder = folder
        self.path = folder / _NAME
        self._key = f"{VERSION} {key}"
        self._connection: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None
        self._seen: tuple[object, ...] | None = None
        self._told = NOTHING_TOLD

    # -- reading -------------------------------------------------------------------------------------

    def told(self) -> Told:
        """The stories as they are now; none where the book is not there, or is not one for this library."""
        connection = self._reading()
        if connection is None:
            self._seen, self._told = None, NOTHING_TOLD
            return self._told
        try:
            ((version,),) = connection.execute("PRAGMA data_version").fetchall()
            seen = (self._file, version, connection.total_changes)
            if seen != self._seen:
                self._told = _told(connection) if self._is_ours(connection) else NOTHING_TOLD
                self._seen = seen
        except sqlite3.DatabaseError:
            # Damaged or held up: whoever writes it next makes it anew; until then what was read last holds.
            self._let_go()
        return self._told

    def recorded(self) -> int:
        """The library's sequence number up to which the book has everything; 0 where there is none for it."""
        connection = self._reading()
        try:
            if connection is None or not self._is_ours(connection):
                return 0
            ((recorded,),) = connection.execute("SELECT value FROM meta WHERE name = 'recorded'").fetchall()
            return int(recorded)
        except (sqlite3.DatabaseError, ValueError):
            return 0

    # -- writing -------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def writing(self) -> Iterator[Pages]:
        """The book, to be changed in one transaction; made, or made anew, where it is not one for this library.

        Raises LockedError where its folder or its disk cannot be used or another process is writing. What is found
        damaged meanwhile raises sqlite3.DatabaseError, and the next call makes it anew. Nothing has changed then.
        """
        self._prepare()
        connection = self._writable()
        try:
            yield Pages(connection)
            connection.execute("COMMIT")
        except sqlite3.DatabaseError as error:
            if _is_refused(error):
                raise LockedError(f"{self.path} cannot be written: {error}") from error
            self.remove()
            raise
        finally:
            if self._connection is not None and connection.in_transaction:
                with contextlib.suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")

    def remove(self) -> None:
        """Take the file away; the next one to write makes it anew."""
        self._let_go()
        for suffix in ("", "-wal", "-shm", "-journal"):
            with contextlib.suppress(OSError):
                self.path.with_name(_NAME + suffix).unlink()

    def close(self) -> None:
        """Let go of the file."""
        self._let_go()

    # -- the file ------------------------------------------------------------------------------------

    def _prepare(self) -> None:
        from index.search.folder import make_private

        make_private(self.folder)

    def _writable(self) -> sqlite3.Connection:
        """A connection inside a write transaction, over tables that are this library's."""
        for attempt in (1, 2):
            try:
                connection = self._open(create=True)
                connection.execute("BEGIN IMMEDIATE")
                if not self._is_ours(connection):
                    _make(connection, self._key)
                return connection
            except sqlite3.DatabaseError as error:
                if _is_refused(error) or attempt == 2:
                    raise LockedError(f"{self.path} cannot be written: {error}") from error
                self.remove()
        raise AssertionError("unreachable")

    def _reading(self) -> sqlite3.Connection | None:
        try:
            return self._open(create=False)
        except (sqlite3.DatabaseError, OSError):
            return None

    def _open(self, *, create: bool) -> sqlite3.Connection:
        """The connection to the file that stands there now; raises sqlite3.Error or FileNotFoundError."""
        try:
            found = self.path.lstat()
            present: tuple[int, int] | None = (found.st_dev, found.st_ino)
            if found.st_uid != os.geteuid():
                raise sqlite3.DatabaseError("it belongs to somebody else")
        except OSError:
            present = None
        if self._connection is not None and present == self._file and present is not None:
            return self._connection
        self._let_go()
        if present is None and not create:
            raise FileNotFoundError(self.path)
        connection = sqlite3.connect(
            uri(self.path, "rwc" if create else "rw"),
            uri=True,
            timeout=2.0,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            for pragma in ("trusted_schema = OFF", "cell_size_check = ON", f"cache_size = {-_CACHE_KIB}"):
                connection.execute(f"PRAGMA {pragma}")
            if create:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute(f"PRAGMA journal_size_limit = {_LOG_BYTES}")
            # Nothing in it is lost for good, and a crash leaves it whole: each commit need not reach the disk.
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchall()
        except BaseException:
            connection.close()
            raise
        self._connection = connection
        state = self.path.lstat()
        self._file = (state.st_dev, state.st_ino)
        return connection

    def _let_go(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection, self._file, self._seen = None, None, None

    def _is_ours(self, connection: sqlite3.Connection) -> bool:
        ((application,),) = connection.execute("PRAGMA application_id").fetchall()
        if application != APPLICATION:
            return False
        return connection.execute("SELECT value FROM meta WHERE name = 'key'").fetchall() == [(self._key,)]


class Pages:
    """The book inside a write transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @property
    def recorded(self) -> int:
        """The library's sequence number up to which the book has everything."""
        ((recorded,),) = self._connection.execute("SELECT value FROM meta WHERE name = 'recorded'").fetchall()
        return int(recorded)

    def record(self, sequence: int) -> None:
        """Set `recorded`."""
        self._connection.execute("UPDATE meta SET value = ? WHERE name = 'recorded'", (str(sequence),))

    def empty(self) -> None:
        """Take every article out."""
        for table in ("article", "band"):
            self._connection.execute(f"DELETE FROM {table}")
        self.record(0)

    def sharing(self, bands: Sequence[int]) -> list[Candidate]:
        """The articles that share a group with these, those that share most first, then by id."""
        if not bands:
            return []
        found = self._connection.execute(
            "SELECT a.key, a.id, a.day, a.shingles, a.story, b.shared FROM (SELECT number, count(*) AS shared"
            f" FROM band WHERE hash IN ({','.join('?' * len(bands))}) GROUP BY number) b"
            " JOIN article a ON a.number = b.number ORDER BY b.shared DESC, a.id",
            tuple(bands),
        ).fetchall()
        return [Candidate(*row) for row in found]

    def add(self, key: int, id_: str, date: str | None, day: int | None, shingles: int, bands: Iterable[int]) -> None:
        """Put an article in, with a story of its own; one with the same key must have been taken out."""
        number = self._connection.execute(
            "INSERT INTO article (key, id, date, day, shingles) VALUES (?, ?, ?, ?, ?)", (key, id_, date, day, shingles)
        ).lastrowid
        self._connection.executemany(
            "INSERT OR IGNORE INTO band VALUES (?, ?)", [(band, number) for band in sorted(bands)]
        )

    def take_out(self, key: int) -> list[int]:
        """Take an article out, and its story apart; the keys of the others that told it, each alone now."""
        found = self._connection.execute("SELECT story FROM article WHERE key = ?", (key,)).fetchall()
        self._connection.execute("DELETE FROM article WHERE key = ?", (key,))
        if not found or found[0][0] is None:
            return []
        others = self._connection.execute("SELECT key FROM article WHERE story = ? ORDER BY key", found[0]).fetchall()
        self._connection.execute("UPDATE article SET story = NULL WHERE story = ?", found[0])
        return [other for (other,) in others]

    def story(self, key: int) -> int | None:
        """The number of an article's story; None where it tells its own."""
        ((story,),) = self._connection.execute("SELECT story FROM article WHERE key = ?", (key,)).fetchall()
        return None if story is None else int(story)

    def join(self, one: int, other: int) -> None:
        """Make one story of the stories of two articles, given by key."""
        numbers = {self.story(one), self.story(other)} - {None}
        into = min((number for number in numbers if number is not None), default=self._new())
        self._connection.execute("UPDATE article SET story = ? WHERE key IN (?, ?)", (into, one, other))
        for number in numbers - {into}:
            self._connection.execute("UPDATE article SET story = ? WHERE story = ?", (into, number))

    def tidy(self) -> None:
        """Take away the groups of articles that are gone, once they are more than those that are there."""
        ((issued, there),) = self._connection.execute(
            "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'article'), 0),"
            " (SELECT count(*) FROM article)"
        ).fetchall()
        ((tidied,),) = self._connection.execute("SELECT value FROM meta WHERE name = 'tidied'").fetchall()
        if issued - int(tidied) > 2 * there + 1000:
            self._connection.execute("DELETE FROM band WHERE number NOT IN (SELECT number FROM article)")
            self._connection.execute("UPDATE meta SET value = ? WHERE name = 'tidied'", (str(issued - there),))

    def _new(self) -> int:
        ((last,),) = self._connection.execute(
            "SELECT coalesce(max(story), 0) FROM article WHERE story IS NOT NULL"
        ).fetchall()
        return int(last) + 1


def _told(connection: sqlite3.Connection) -> Told:
    rows = connection.execute(
        "SELECT story, key, date IS NULL FROM article WHERE story IS NOT NULL ORDER BY story, date, key"
    ).fetchall()
    stories: list[tuple[int, ...]] = []
    for _, members in groupby(rows, key=itemgetter(0)):
        told = list(members)
        if told[0][2] and not told[-1][2]:  # SQLite puts what has no date first
            told.sort(key=itemgetter(2))
        if len(told) > 1:
            stories.append(tuple(key for _, key, _ in told))
    stories.sort()
    return Told(stories, {key: place for place, keys in enumerate(stories) for key in keys})


def _make(connection: sqlite3.Connection, key: str) -> None:
    """The tables anew, inside the transaction: whatever stood there is taken away."""
    names = connection.execute(
        "SELECT type, name FROM sqlite_schema WHERE type IN ('table', 'view', 'trigger') AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    for kind, name in names:
        quoted = name.replace('"', '""')
        connection.execute(f'DROP {kind} IF EXISTS "{quoted}"')
    for table in _TABLES:
        connection.execute(table)
    connection.executemany("INSERT INTO meta VALUES (?, ?)", [("key", key), ("recorded", "0"), ("tidied", "0")])
    connection.execute(f"PRAGMA application_id = {APPLICATION}")


def _is_refused(error: sqlite3.DatabaseError) -> bool:
    """Whether it is the disk, the folder or another process that is in the way, and not the file that is damaged."""
    refusals = (
        *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR),
        *(sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_NOMEM),
    )
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in refusals
