"""Backups of library.db while it is in use, by SQLite's online backup; and a library made from one."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

from index.errors import DamagedError, SaysoError, UsageError
from index.store import files
from index.store.connection import NotSavedError, connect, patiently, translated
from index.store.logfile import LogFile
from index.store.mirror import sync_folder

KEPT = 7
"""Daily backups that are kept."""

_PAGES = 512
_PATIENCE = 20.0
_DAILY = "library-????-??-??.db"
_STAMP = re.compile(r"\d{4}-\d\d-\d\d(T\d{6})?")


def copy_database(source: Path, target: Path, *, writable: bool) -> None:
    """Copy a database that may be in use into the empty file `target`, and see that the copy is sound.

    It goes by portions, so that nobody waits long; what is committed meanwhile is in the copy too.
    Raises LockedError, NotSavedError or DamagedError.
    """
    with (
        contextlib.closing(connect(source, writable=writable)) as origin,
        contextlib.closing(sqlite3.connect(target, isolation_level=None)) as copy,
    ):
        patiently(lambda: _copy(origin, copy), source, saving=True)
        try:
            result = copy.execute("PRAGMA quick_check(1)").fetchall()
        except sqlite3.Error as error:
            raise translated(error, source) from error
        if result != [("ok",)]:
            raise DamagedError(f"{source}: its copy is damaged ({result[0][0]}); nothing has been written")
    flush(target)


def flush(file: Path) -> None:
    """Make sure that what stands in a file is on the disk."""
    descriptor = os.open(file, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _copy(origin: sqlite3.Connection, copy: sqlite3.Connection) -> None:
    # Each commit by another connection begins the copying by portions anew; a library that is never left
    # alone for long enough is copied in one go.
    deadline = time.monotonic() + _PATIENCE

    def watch(status: int, remaining: int, total: int) -> None:
        if time.monotonic() > deadline:
            raise TimeoutError

    try:
        origin.backup(copy, pages=_PAGES, progress=watch, sleep=0.002)
    except TimeoutError:
        origin.backup(copy)


def backup(library: Path, file: Path, *, writable: bool) -> None:
    """Copy library.db at `library` to the new file `file`; raises UsageError where that exists already."""
    if file.exists():
        raise UsageError(f"{file} exists already, and a backup overwrites nothing; name another file")
    if not file.absolute().parent.is_dir():
        raise UsageError(f"{file.absolute().parent} is not a folder; make it first")
    with files.being_made(file.absolute()) as making:
        copy_database(library, making, writable=writable)
        if not files.put_in_place(making, file.absolute()):
            raise UsageError(f"{file} exists already, and a backup overwrites nothing; name another file")


def restore(file: Path, folder: Path, finish: Callable[[sqlite3.Connection], None]) -> None:
    """Make a library in `folder` from a backup. It is a replica of its own: what is done in it has its own chains.

    `finish` completes it in the same transaction.
    Raises UsageError where `folder` holds a library already or something else, DamagedError and
    LockedError where `file` is no backup that this Sayso can read.
    """
    if not file.exists():
        raise UsageError(f"there is no file {file}")
    files.check_source(file)
    if (folder / files.LIBRARY).exists():
        raise UsageError(f"{folder} holds a library already; restore into a new folder")
    files.make_folder(folder)
    path = folder / files.LIBRARY
    with files.being_made(path) as making:
        copy_database(file, making, writable=False)
        try:
            with contextlib.closing(sqlite3.connect(making, isolation_level=None)) as connection:
                connection.execute("BEGIN IMMEDIATE")
                for name in ("library", "token"):
                    connection.execute("UPDATE meta SET value = ? WHERE name = ?", (secrets.token_hex(8), name))
                finish(connection)
                connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise translated(error, path, saving=True) from error
        if not files.put_in_place(making, path):
            raise UsageError(f"{folder} holds a library already; restore into a new folder")


def prune(made: Path, copies: Iterable[Path], kept: int) -> None:
    """Remove all but the newest of the copies, by the times in their names; never the one that was just `made`.

    Those of a time that is yet to come were made while a clock was wrong: they go first.
    """
    now = _stamp(made)
    others = sorted((path for path in copies if path != made), key=lambda path: (_stamp(path) <= now, _stamp(path)))
    for old in others[: max(0, len(others) + 1 - kept)]:
        old.unlink(missing_ok=True)


def _stamp(path: Path) -> str:
    found = _STAMP.search(path.name)
    return found[0] if found else ""


def before_migration(folder: Path, version: int) -> Path:
    """Copy the library before it is brought to a newer schema; returns the copy's path. Raises NotSavedError."""
    return _before(folder, f"schema-{version}-left")


def before_import(folder: Path) -> Path:
    """Copy the library before annotations are imported into it; returns the copy's path. The latest copies are kept.

    Raises NotSavedError.
    """
    target = _before(folder, "import")
    with contextlib.suppress(OSError):
        prune(target, target.parent.glob("before-import-*.db"), KEPT)
    return target


def _before(folder: Path, what: str) -> Path:
    target = folder / files.BACKUPS / files.copy_name(f"before-{what}")
    try:
        backup(folder / files.LIBRARY, _folder(folder) / target.name, writable=True)
    except OSError as error:
        raise NotSavedError(
            f"{target.parent}: the copy before this step cannot be made ({error.strerror or error}); nothing has been"
            " changed: make room or make the folder writable, and try again"
        ) from error
    return target


def _folder(folder: Path) -> Path:
    target = folder / files.BACKUPS
    target.mkdir(mode=0o700, exist_ok=True)
    return target


class DailyBackup:
    """Copies the library after the first commit of a day, in the background, and keeps a week of copies."""

    def __init__(self, folder: Path, log: LogFile) -> None:
        self._folder = folder
        self._log = log
        self._day = ""
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin today's backup, unless there is one already."""
        today = datetime.now(UTC).strftime("%Y-%m-%d")
        if today == self._day:
            return
        self._day = today
        target = self._folder / files.BACKUPS / f"library-{today}.db"
        if target.exists() or (self._thread is not None and self._thread.is_alive()):
            return
        self._thread = threading.Thread(target=self._make, args=(target,), name="sayso-backup")
        self._thread.start()

    def wait(self) -> None:
        """Wait for the backup that is under way."""
        if self._thread is not None:
            self._thread.join()

    def _make(self, target: Path) -> None:
        try:
            _folder(self._folder)
            backup(self._folder / files.LIBRARY, target, writable=True)
            prune(target, target.parent.glob(_DAILY), KEPT)
            for place in (self._folder, target.parent):
                files.sweep(place)
            sync_folder(target.parent)
        except UsageError:
            pass  # another process was quicker
        except (OSError, SaysoError) as error:
            self._log.write(f"today's backup could not be made: {type(error).__name__}")
