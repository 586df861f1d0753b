"""A copy of the library before a step about many things at once, in backups/; a bounded number of them is kept.

A library that is not large is copied whole. Of a large one, copying which would hold up the step for seconds, only
what people did is copied: its articles cannot be changed by a step, so that they are taken from the library beside
the copy, or from its other copies, when a library is made of it.
"""

from __future__ import annotations

import contextlib
import re
import sqlite3
from pathlib import Path

from index.model import MANY, EventKind
from index.store import backup, events, files, schema
from index.store.connection import PATIENCE, NotSavedError, translated, uri
from index.store.database import Database

KEPT = 10
"""Copies that are kept."""

FEW = 10
"""Things that a step is about, below which no copy is made: it is undone as easily as so many labels are."""

WHOLE = 32 * 1024 * 1024
"""Bytes of library.db up to which all of it is copied: about a third of a second."""

PART = "part"
"""The name in `meta` of a copy that has no articles."""

_STEP = re.compile(r"before-(?!schema-|import-)[a-z-]+-\d{4}-\d\d-\d\dT\d{6}-[0-9a-f]+\.db")
_COPIED = ("clock", "visit", "replica", "event")


def take(database: Database, deed: events.Deed) -> Path | None:
    """Copy the library before a deed that is about many things, or recodes any number of them; else None.

    Raises as `copy` does.
    """
    if deed.kind is not EventKind.RECODE and (deed.subject != MANY or len(deed.sets) < FEW):
        return None
    database.must_be_writable()
    return copy(database.path, str(deed.kind))


def copy(library: Path, step: str) -> Path:
    """Copy library.db before a step; the copy is on the disk when this returns. Its path.

    Raises LockedError or NotSavedError, where it cannot be made; the step is not to be taken then.
    """
    target = library.parent / files.BACKUPS / files.copy_name(f"before-{step}")
    try:
        target.parent.mkdir(mode=0o700, exist_ok=True)
        if library.stat().st_size <= WHOLE:
            backup.backup(library, target, writable=True)
        else:
            with files.being_made(target) as making:
                _copy_part(library, making)
                files.put_in_place(making, target)
        # Those before migrations and imports are not among them.
        backup.prune(target, [path for path in target.parent.iterdir() if _STEP.fullmatch(path.name)], KEPT)
    except OSError as error:
        raise NotSavedError(
            f"{target.parent}: the copy before this step cannot be made ({error.strerror or error}); nothing of the"
            " step is saved: make room or make the folder writable, and try again"
        ) from error
    return target


def _copy_part(library: Path, making: Path) -> None:
    try:
        with contextlib.closing(_connected(making)) as connection:
            connection.execute("BEGIN")
            schema.migrate_library(connection, 0)
            connection.execute("DELETE FROM clock")
            connection.execute("COMMIT")
            connection.execute("ATTACH ? AS source", (uri(library, "rw"),))
            connection.execute("BEGIN")
            for table in _COPIED:
                columns = ", ".join(row[1] for row in connection.execute(f"PRAGMA main.table_info({table})"))
                if columns:
                    connection.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM source.{table}")
            connection.execute("INSERT INTO main.meta SELECT name, value FROM source.meta")
            connection.execute("INSERT INTO main.meta VALUES (?, 'decisions')", (PART,))
            connection.execute("COMMIT")
    except sqlite3.Error as error:
        raise translated(error, library, saving=True) from error
    backup.flush(making)


def _connected(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(uri(file, "rw"), uri=True, isolation_level=None, timeout=PATIENCE)
