"""Connections to SQLite: how they are opened, how long they wait for others, what their errors mean.

SQLite's own busy handler is not fair and does not cover every step, so each step (opening, reading,
BEGIN, COMMIT) is tried again by `patiently` after a short random pause. A write transaction always
begins with BEGIN IMMEDIATE: one that read first and wrote later would fail at once where another
process has committed in between.
"""

from __future__ import annotations

import contextlib
import os
import random
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

from index.errors import DamagedError, LockedError, SaysoError

T = TypeVar("T")
Row = tuple[Any, ...]

PATIENCE = 10.0
"""Seconds to wait for another process before giving up."""

_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)

_NO_JSON = "malformed JSON"
"""What SQLite says of a text that it takes JSON apart of, which is none."""

_UNREAD = "The library cannot be read"

_MEND = "`sayso check --repair` repairs a copy, and backups/ holds earlier days"


class NotSavedError(LockedError):
    """A write that the disk refused: nothing of it is stored, and everything saved before still is."""

    title = "The edit is not saved"


def uri(path: Path, mode: str) -> str:
    """The URI under which SQLite opens `path`; `mode` is ro or rw (never create: see `files`)."""
    return f"file:{quote(os.fsencode(path.absolute()))}?mode={mode}"


def connect(path: Path, *, writable: bool) -> sqlite3.Connection:
    """Open an existing database without taking any lock on it; raises DamagedError or LockedError.

    `writable` says whether the connection may write at all. Transactions are begun by `writing` only.
    """

    def opened() -> sqlite3.Connection:
        connection = sqlite3.connect(
            uri(path, "rw" if writable else "ro"),
            uri=True,
            timeout=0.05,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=256,
        )
        try:
            for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "foreign_keys = ON"):
                connection.execute(f"PRAGMA {pragma}")
            connection.execute("PRAGMA synchronous = EXTRA")
            connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchall()
        except BaseException:
            connection.close()
            raise
        return connection

    return patiently(opened, path)


def patiently(step: Callable[[], T], path: Path, *, saving: bool = False, patience: float | None = None) -> T:
    """Do `step`, again and again while another process is in the way, for `patience` seconds at most.

    `step` must change nothing when it fails. SQLite's errors, and bytes in the file that are no text,
    leave as one of ours, with a sentence about the file `path`; `saving` says that an edit is at stake.
    Raises LockedError or DamagedError.
    """
    deadline = time.monotonic() + (PATIENCE if patience is None else patience)
    pause = 0.001
    while True:
        try:
            return step()
        except sqlite3.Error as error:
            busy = getattr(error, "sqlite_errorcode", 0) & 0xFF in _BUSY
            if not busy or time.monotonic() >= deadline:
                raise translated(error, path, saving=saving) from error
        except UnicodeDecodeError as error:
            raise translated(error, path, saving=saving) from error
        time.sleep(random.uniform(pause / 2, pause))
        pause = min(pause * 2, 0.05)


def is_no_text(error: Exception) -> bool:
    """Whether bytes that should be text could not be decoded.

    Python says so in either of two ways: in what SQLite reports of a name, or of a value; the latter has
    no error code, and its message quotes the value.
    """
    return isinstance(error, UnicodeDecodeError) or (
        isinstance(error, sqlite3.OperationalError) and str(error).startswith("Could not decode to UTF-8")
    )


def reason(error: Exception) -> str:
    """What an error on reading a database says, without any value out of it."""
    return "a name or a value in it is not text" if is_no_text(error) else str(error)


def translated(error: sqlite3.Error | UnicodeDecodeError, path: Path, *, saving: bool = False) -> SaysoError:
    """Our error for one of SQLite's: what happened to `path`, whether the edit is saved, what to do."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    unsaved = "; nothing of this edit is saved" if saving else ""
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) or is_no_text(error) or str(error) == _NO_JSON:
        return DamagedError(f"{path}: {reason(error)}{unsaved}; {_MEND}")
    if code == sqlite3.SQLITE_FULL:
        return _refused(f"{path}: the disk is full{unsaved}; make room and try again", saving)
    if code == sqlite3.SQLITE_IOERR:
        why = getattr(error, "sqlite_errorname", "SQLITE_IOERR").removeprefix("SQLITE_").lower().replace("_", " ")
        return _refused(
            f"{path}: the disk refused to write or read ({why}){unsaved}; "
            "see whether it is full, over quota or gone, and try again",
            saving,
        )
    if code in _BUSY:
        sentence = f"{path}: another process has been using it for too long{unsaved}; try again in a moment"
    elif code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH):
        sentence = f"{path}: the file or its folder cannot be written{unsaved}; check its permissions"
    elif code == sqlite3.SQLITE_CANTOPEN:
        sentence = f"{path}: the file or its journal cannot be opened{unsaved}; check the folder's permissions"
    else:
        sentence = f"{path}: {error}{unsaved}"
    return LockedError(sentence, title=None if saving else _UNREAD)


def _refused(sentence: str, saving: bool) -> LockedError:
    return NotSavedError(sentence) if saving else LockedError(sentence, title=_UNREAD)


@contextlib.contextmanager
def writing(connection: sqlite3.Connection, path: Path) -> Iterator[sqlite3.Connection]:
    """A write transaction: committed and on the disk at the end, or rolled back as a whole.

    Raises LockedError, NotSavedError or DamagedError; then nothing has been changed.
    """
    patiently(lambda: connection.execute("BEGIN IMMEDIATE"), path, saving=True)
    try:
        try:
            yield connection
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise translated(error, path, saving=True) from error
        # A reader's lock can hold up COMMIT; the transaction stays open, so that it can be tried again.
        patiently(lambda: connection.execute("COMMIT"), path, saving=True)
    finally:
        if connection.in_transaction:
            with contextlib.suppress(sqlite3.Error):
                connection.execute("ROLLBACK")


def fetch(
    connection: sqlite3.Connection, path: Path, sql: str, values: Sequence[object] | dict[str, object] = ()
) -> list[Row]:
    """All rows of a query, with no cursor left open (an open one would hold up other processes' commits)."""
    return patiently(lambda: connection.execute(sql, values).fetchall(), path)
