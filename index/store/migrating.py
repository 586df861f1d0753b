"""Bringing a library of an earlier schema to this one."""

from __future__ import annotations

import contextlib
from pathlib import Path

from index.errors import LockedError
from index.store import backup, files, schema
from index.store.connection import connect, writing
from index.store.logfile import LogFile


def migrate(folder: Path, version: int, log: LogFile, *, writable: bool) -> None:
    """Bring a library of an earlier schema to this one; a copy of it is made first."""
    if version >= schema.library_version():
        return
    path = folder / files.LIBRARY
    if not writable:
        raise LockedError(
            f"{path} was written by an earlier Sayso and has to be brought up to date, but it is read-only for you"
        )
    copy = backup.before_migration(folder, version)
    with contextlib.closing(connect(path, writable=True)) as connection, writing(connection, path):
        ((present,),) = connection.execute("PRAGMA user_version").fetchall()
        if present < schema.library_version():
            schema.migrate_library(connection, present)
            log.write(f"library.db brought from schema {present} to {schema.library_version()}; copy in {copy.name}")
