"""A look at a library without opening it, for those who cannot wait until it is open."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from index.store.connection import uri


def nothing_is_analysed(folder: Path) -> bool:
    """Whether no article of the library in `folder` has been analysed yet; False where that cannot be told."""
    with (
        contextlib.suppress(sqlite3.Error),
        contextlib.closing(sqlite3.connect(uri(folder / "analysis.db", "ro"), uri=True, timeout=0)) as database,
    ):
        return not database.execute("SELECT 1 FROM result LIMIT 1").fetchall()
    return False
