"""Empty libraries that are made once for all tests: to make one takes longer than many a test of what is in it.

A new one has the bytes of the one that was made, and then its own name, its token and the time.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from index.library_parts import opening
from index.store import analysis_schema, events, files, schema

Fill = Callable[[sqlite3.Connection], None]

_MAKE = files.make_database
_MADE: dict[object, bytes] = {}
"""What was made, by how it was."""


def made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the files of new libraries be copies of those that were made before."""
    monkeypatch.setattr("index.store.files.make_database", _make)


def _make(path: Path, fill: Fill) -> bool:
    if fill not in (opening._fill, analysis_schema.make_analysis):
        return _MAKE(path, fill)
    with files.being_made(path) as making:
        making.write_bytes(_made(fill))
        if fill is opening._fill:
            own = {"library": secrets.token_hex(8), "token": secrets.token_hex(8), "made": events.now()}
            with closing(sqlite3.connect(making, isolation_level=None)) as connection:
                connection.execute("PRAGMA journal_mode = OFF")
                connection.execute("PRAGMA synchronous = OFF")
                connection.execute("BEGIN")
                connection.executemany("UPDATE meta SET value = ? WHERE name = ?", [(own[name], name) for name in own])
                connection.execute("COMMIT")
        return files.put_in_place(making, path)


def _made(fill: Fill) -> bytes:
    """The file that `fill` makes by the schema as it is now."""
    key = (fill, schema.MIGRATIONS)
    if key not in _MADE:
        with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
            # A test's own clock goes as if there were no making before its library's.
            patch.setattr("index.store.events.now", lambda: "")
            _MAKE(Path(folder) / "made.db", fill)
            _MADE[key] = (Path(folder) / "made.db").read_bytes()
    return _MADE[key]
