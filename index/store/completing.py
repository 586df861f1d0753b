"""Making a whole library of a copy that has no articles: see before_step.py."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from index.errors import SaysoError
from index.store import events, files, projection, schema
from index.store.before_step import PART
from index.store.salvage import UNREADABLE, connect_damaged
from index.store.saved import Source, collect


def is_part(connection: sqlite3.Connection) -> bool:
    """Whether a copy has no articles."""
    return bool(connection.execute("SELECT 1 FROM meta WHERE name = ?", (PART,)).fetchall())


def complete(connection: sqlite3.Connection, copied: Path) -> None:
    """Give a copy that has none its articles, within the caller's transaction; others are left as they are.

    `copied` is where the copy stands: the articles are those of the library whose backups/ that is in, and of the
    other copies there. Labels of an article that none of them has whole wait until it is added again.
    """
    if not is_part(connection):
        return
    ((clock,),) = connection.execute("SELECT sequence FROM clock").fetchall()
    with contextlib.ExitStack() as stack:
        opened = [stack.enter_context(_opened(path)) for path in _beside(copied)]
        saved = collect([one for one in opened if one is not None])
    saved.write(connection)
    connection.execute("DELETE FROM meta WHERE name = ?", (PART,))
    log = list(events.walk(connection))
    projection.rebuild(connection, log)
    last = max([clock, *(event.sequence for event in log)]) + 1
    connection.execute("UPDATE clock SET sequence = ?", (last,))
    connection.execute("UPDATE article SET changed = ?", (last,))


def _beside(copied: Path) -> Iterator[Path]:
    """The databases that may have the articles: the library, then its copies, newest first."""
    folder = copied.parent
    if folder.name == files.BACKUPS:
        yield folder.parent / files.LIBRARY
    yield from sorted(folder.glob("library-*.db"), reverse=True)
    yield from sorted(folder.glob("before-*.db"), reverse=True)


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[Source | None]:
    with contextlib.ExitStack() as stack:
        found = None
        with contextlib.suppress(SaysoError, OSError, *UNREADABLE):
            application, version = files.stamp(path)
            if application == schema.LIBRARY_ID and 1 <= version <= schema.library_version():
                found = Source(
                    path.name, stack.enter_context(contextlib.closing(connect_damaged(path, writable=False)))
                )
        yield found
