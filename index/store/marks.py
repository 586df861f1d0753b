"""The marks that annotators put on articles: tags, which are everybody's, and each one's own flags.

An event sets the field `tag:NAME` or `flagged` of an article to true or false. Of a tag the last decision
holds, whoever made it.
"""

from __future__ import annotations

import sqlite3

TAG = "tag:"
"""What the field of a tag begins with."""

FLAGGED = "flagged"
"""The field of a flag."""


def refresh(connection: sqlite3.Connection, key: int, identifier: str, field: str, by: str) -> None:
    """Bring one tag, or one annotator's flag, of an article up to date with the decisions about it."""
    subject = f"article:{identifier}"
    if field.startswith(TAG):
        name = field.removeprefix(TAG)
        if holds(connection, subject, field):
            connection.execute("INSERT OR IGNORE INTO tag VALUES (?, ?)", (name, key))
        else:
            connection.execute("DELETE FROM tag WHERE name = ? AND article = ?", (name, key))
    elif field == FLAGGED:
        if holds(connection, subject, field, by):
            connection.execute("INSERT OR IGNORE INTO flag VALUES (?, ?)", (by, key))
        else:
            connection.execute("DELETE FROM flag WHERE annotator = ? AND article = ?", (by, key))


def holds(connection: sqlite3.Connection, subject: str, field: str, by: str | None = None) -> bool:
    """Whether the last decision about this field is yes: anybody's, or that of `by`."""
    last = connection.execute(
        "SELECT value FROM decision WHERE subject = :subject AND field = :field AND (:by IS NULL OR by = :by)"
        " ORDER BY event DESC LIMIT 1",
        {"subject": subject, "field": field, "by": by},
    ).fetchone()
    return bool(last and last[0] == "true")
