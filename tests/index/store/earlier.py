"""Libraries as earlier versions of Sayso wrote them, made by their own schema."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from index.model import digest
from index.store import schema
from index.store.codec import canonical


def as_schema(folder: Path, version: int) -> None:
    """Make of a library with nothing of a later schema than `version` (from 1 on) what it would have been in that."""
    path, former = folder / "library.db", folder / "former.db"
    with closing(sqlite3.connect(former, isolation_level=None)) as into:
        for step in schema.MIGRATIONS[:version]:
            step(into)
        into.execute(f"PRAGMA application_id = {schema.LIBRARY_ID}")
        into.execute(f"PRAGMA user_version = {version}")
        into.execute("ATTACH ? AS now", (str(path),))
        into.execute("BEGIN")
        into.execute("PRAGMA defer_foreign_keys = ON")
        into.execute("DELETE FROM clock")
        for (table,) in into.execute("SELECT name FROM main.sqlite_schema WHERE type = 'table'").fetchall():
            columns = ", ".join(row[1] for row in into.execute(f"PRAGMA main.table_info({table})"))
            into.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM now.{table}")
        into.execute("COMMIT")
    former.replace(path)
    if version == 1:
        with closing(sqlite3.connect(path)) as connection:
            for row in connection.execute(
                "SELECT hash, title, date, outlet, author, url, language, source_id, masked, title_span, added, seal"
                " FROM version"
            ).fetchall():
                # The seal of the first schema, as it was computed then.
                assert digest(canonical(list(row[:-1])), length=32) == row[-1]
