"""The saved searches that hold: of each the last decision, whoever made it.

An event sets the fields `name` (as it was written) and `query` of the subject `search:NAME`, whose NAME is
folded; both None where it was removed.
"""

from __future__ import annotations

from index.store import stored
from index.store.database import Database


def subject(name: str) -> str:
    """What events about a saved search name: its name in no case."""
    return f"search:{name.casefold()}"


def queries(database: Database) -> dict[str, str]:
    """The queries by their names, in the order of the alphabet."""
    held: dict[str, dict[str, object]] = {}
    for one, field, value in database.read(
        "SELECT subject, field, value FROM decision WHERE subject >= 'search:' AND subject < 'search;' ORDER BY event"
    ):
        held.setdefault(one, {})[field] = stored.decided(value, one, field)
    found = {
        name: query
        for fields in held.values()
        if isinstance(name := fields.get("name"), str) and isinstance(query := fields.get("query"), str)
    }
    return {name: found[name] for name in sorted(found, key=lambda name: (name.casefold(), name))}
