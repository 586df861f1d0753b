"""The files of a library: making them, and telling whether a file is one of ours before SQLite touches it.

The first bytes of a file say what it is, so a file that is damaged, foreign or newer is refused with no
byte changed and no lock taken. A new database is made under another name and linked into place as a
whole: nobody ever sees a half-made one.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import sqlite3
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from index.errors import DamagedError, LockedError, UsageError
from index.store import schema
from index.store.connection import connect, patiently, translated
from index.store.mirror import sync_folder
from index.text import clean_line

LIBRARY = "library.db"
CONFIGURATION = "config.yaml"
ANALYSIS = "analysis.db"
MIRRORS = "annotations"
BACKUPS = "backups"

_MAGIC = b"SQLite format 3\x00"
_MAKING = ".making-"
_ABANDONED = 24 * 60 * 60
MEND = "repair with `sayso check --repair`, or make a new library of one of the copies in backups/ with `sayso restore`"


def stamp(path: Path) -> tuple[int, int]:
    """The application_id and the user_version in a database's first bytes.

    Raises DamagedError where it is no database at all, FileNotFoundError where it is missing.
    """
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except IsADirectoryError:
        raise DamagedError(f"{path} is a folder, and should be a file") from None
    except PermissionError:
        raise LockedError(
            f"{path}: you may not read this file; check its permissions", title="The library cannot be read"
        ) from None
    if not head:
        raise DamagedError(f"{path} is empty (0 bytes); {MEND}")
    if len(head) < 100 or not head.startswith(_MAGIC):
        raise DamagedError(f"{path} is not a database; it has been left as it is: {MEND}")
    return int.from_bytes(head[68:72], "big"), int.from_bytes(head[60:64], "big")


def check_source(path: Path) -> None:
    """See that a library can be made of a file that somebody names, or taken in from it.

    Raises UsageError for one that is none of a library, and else as `check_library`.
    """
    try:
        application, _ = stamp(path)
    except DamagedError as error:
        why = error.sentence.split(";")[0]
        raise UsageError(f"{why}: name a library's folder, its library.db, or a backup of one") from None
    if application != schema.LIBRARY_ID:
        raise UsageError(f"{path} is a database of another program: name a library's folder, or a backup of one")
    check_library(path)


def check_library(path: Path) -> int:
    """The schema of the library.db at `path`, when it is one that this Sayso can open.

    What a crash left half-done in it is taken back. Raises DamagedError for a file that is none, LockedError for
    one that a newer Sayso wrote.
    """
    application, version = stamp(path)
    if application != schema.LIBRARY_ID:
        raise DamagedError(f"{path} is a database of another program; it has been left as it is")
    if version > schema.library_version():
        raise LockedError(
            f"{path} was written by a newer Sayso (schema {version}, this one knows {schema.library_version()}); "
            "it has been left as it is: use the newer version",
            title="The library is of a newer version",
        )
    if version < 1:
        raise DamagedError(f"{path} has no schema number; it has been left as it is")
    # What a process that was killed has begun is taken back by whoever reads first, who has to write for that.
    begun = path.with_name(path.name + "-journal").exists() and os.access(path.parent, os.W_OK)
    with contextlib.closing(connect(path, writable=begun and os.access(path, os.W_OK))) as connection:
        found = patiently(lambda: schema.objects(connection), path)
    version = stamp(path)[1] if begun else version
    if strange := found ^ schema.library_objects(version):
        kind, name = min(strange, key=repr)  # in a damaged file they may be bytes
        what = "is not of this program" if (kind, name) in found else "is missing"
        raise DamagedError(f"{path}: the {kind} '{clean_line(str(name))}' {what}; it has been left as it is: {MEND}")
    return version


def may_write(folder: Path) -> bool:
    """Whether the folder and the library in it can be written by this process."""
    return os.access(folder, os.W_OK | os.X_OK) and os.access(folder / LIBRARY, os.W_OK)


def make_folder(folder: Path) -> None:
    """Make a private folder for a new library; raises UsageError where it cannot be used for one."""
    try:
        if folder.is_dir():
            strange = [one.name for one in folder.iterdir() if not one.name.startswith(_MAKING)]
            if strange == [CONFIGURATION]:
                return  # somebody wrote it first, so that the first article is read by it
            if strange and LIBRARY not in strange:
                raise UsageError(f"{folder} is not empty and holds no library; name a new or an empty folder for it")
            return
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise UsageError(f"{folder} is not a folder, and a library is one; name another") from None
    except OSError as error:
        raise LockedError(f"{folder} cannot be made: {error.strerror}") from error


def copy_name(kind: str) -> str:
    """The name of a copy of library.db that is made now ("before-import"); no other one has it, not even of the same
    second."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H%M%S")
    return f"{kind}-{now}-{secrets.token_hex(8)}.db"


def make_database(path: Path, fill: Callable[[sqlite3.Connection], None]) -> bool:
    """Make a database at `path`, filled by `fill` in one transaction, unless there is one already.

    Returns whether this call made it. Raises LockedError with nothing left behind.
    """
    with being_made(path) as making:
        try:
            with contextlib.closing(sqlite3.connect(making, isolation_level=None)) as connection:
                connection.execute("PRAGMA synchronous = EXTRA")
                connection.execute("BEGIN IMMEDIATE")
                fill(connection)
                connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise translated(error, path, saving=True) from error
        return put_in_place(making, path)


@contextlib.contextmanager
def being_made(path: Path) -> Iterator[Path]:
    """A private empty file beside `path` to be filled; it is gone at the end whatever happens.

    Raises LockedError where the disk refuses it or what is done with it.
    """
    making = path.with_name(f"{_MAKING}{path.name}-{secrets.token_hex(6)}")
    try:
        os.close(os.open(making, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_CLOEXEC, 0o600))
    except OSError as error:
        raise LockedError(f"{path} cannot be made: {error.strerror}") from error
    try:
        yield making
    except OSError as error:
        raise LockedError(f"{path} cannot be made: {error.strerror or error}") from error
    finally:
        for leftover in (making, making.with_name(making.name + "-journal")):
            with contextlib.suppress(OSError):
                leftover.unlink(missing_ok=True)


def sweep(folder: Path) -> None:
    """Take away what processes that were killed a day ago or more were making there."""
    before = time.time() - _ABANDONED
    for leftover in folder.glob(f"{_MAKING}*"):
        with contextlib.suppress(OSError):
            if leftover.stat().st_mtime < before:
                leftover.unlink()


def put_in_place(making: Path, path: Path) -> bool:
    """Give a finished file its name, unless that is taken; whether it was free."""
    try:
        os.link(making, path)
    except FileExistsError:
        return False
    except OSError:
        # A file system without hard links.
        if path.exists():
            return False
        making.rename(path)
    sync_folder(path.parent)
    return True
