"""Two libraries that hold the same article, and what of them is to be the same after an import."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

from index.library import Library
from index.model import Event
from index.store import events
from index.store.connection import connect
from tests.index.store.helpers import three

FIRST, SECOND, THIRD = (one.id for one in three())


def decisions(library: Library) -> set[tuple[str, ...]]:
    return set(library._core.database.read("SELECT subject, field, by, value FROM decision"))


def hashes(library: Library) -> list[str]:
    return [hash_ for (hash_,) in library._core.database.read("SELECT hash FROM event ORDER BY sequence")]


def log_of(library: Library) -> list[Event]:
    with closing(connect(library._core.database.path, writable=False)) as connection:
        return list(events.walk(connection))


def states(library: Library) -> list[tuple[str, str]]:
    return library._core.database.read(
        "SELECT e.hash, f.state FROM effect f JOIN event e ON e.sequence = f.event ORDER BY e.sequence"
    )


def labels(library: Library, statement: str) -> dict[str, str]:
    return {one.by: one.stance for one in library.statements.get(statement).labels}


def annotations(library: Library) -> list[Path]:
    return [library.folder / "annotations"]


def copied(library: Library, folder: Path) -> Path:
    """The files of annotations alone, in a new folder."""
    folder.mkdir()
    for one in (library.folder / "annotations").glob("*.jsonl"):
        shutil.copy(one, folder)
    return folder
