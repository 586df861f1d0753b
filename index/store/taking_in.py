"""Taking events of other replicas into the log: a union, in one order whatever came first.

The order is by the clock that each event was given where it was made (Lamport's: higher than all that was known
there), then by hash. So two replicas with the same events agree on everything that follows from them. Events that
come behind one that arrives get new places at the end of the log, so that whoever looks for what happened since finds
all of it; nothing of what they say changes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from index.model import Event
from index.store import events, projection


def known(connection: sqlite3.Connection) -> dict[str, tuple[str, str, str, int]]:
    """The events of the log: hash -> (id, annotator, library, clock)."""
    rows = connection.execute("SELECT hash, id, by, library, origin FROM event").fetchall()
    return {hash_: (id_, by, library, clock) for hash_, id_, by, library, clock in rows}


def take_in(connection: sqlite3.Connection, fresh: Sequence[Event], library: str) -> None:
    """Put events that the log of replica `library` lacks where they belong, and make anew what follows from all.

    Runs inside the caller's write transaction.
    """
    if not fresh:
        return
    connection.execute("PRAGMA defer_foreign_keys = ON")
    # They are made anew below; a row that refers to an event would be looked for, in all of them, for each new place.
    for table in ("decision", "setting", "part", "effect", "corrected"):
        connection.execute(f"DELETE FROM {table}")
    changed = connection.execute("SELECT key, changed FROM article").fetchall()
    (clock,) = connection.execute("SELECT sequence FROM clock").fetchone()
    first = min(event.order for event in fresh)
    coming = {event.hash: event for event in fresh}
    behind = [
        (origin, hash_)
        for origin, hash_ in connection.execute(
            "SELECT origin, hash FROM event WHERE origin >= ? ORDER BY sequence", (first[0],)
        ).fetchall()
        if (origin, hash_) > first
    ]
    place = clock
    for place, (origin, hash_) in enumerate(sorted([*behind, *(event.order for event in fresh)]), start=clock + 1):
        if hash_ in coming:
            events.insert(connection, replace(coming[hash_], sequence=place, origin=origin))
        else:
            connection.execute("UPDATE event SET sequence = ? WHERE hash = ?", (place, hash_))
    connection.execute("UPDATE clock SET sequence = ?", (max(place, *(event.clock for event in fresh)),))
    projection.rebuild(connection, list(events.walk(connection)))
    # What is found anew in the log may have happened long ago, and the index must not take that for its last change.
    connection.executemany(
        "UPDATE article SET changed = max(changed, ?) WHERE key = ?", [(at, key) for key, at in changed]
    )
    # The rows of kept statements were all written anew, and open views hold on to their numbers.
    connection.execute("UPDATE article SET touched = (SELECT sequence FROM clock) WHERE named > 0")
    now = events.now()
    connection.executemany(
        "INSERT OR REPLACE INTO replica VALUES (?, ?)",
        [(one, now) for one in sorted({event.library for event in fresh} - {library})],
    )
