"""What the machine found, in analysis.db: for each article the result of its newest analysis.

A result carries the key it was found under (pipeline, model, configuration); it stays to be shown until
one under another key replaces it. Deleting the file loses nothing but the time to fill it again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from index.model import Entity
from index.store import codec
from index.store.database import Database
from index.store.events import now
from index.store.found import Found
from index.store.packed import pack


class Findings:
    """Reads and writes analysis.db."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def store(self, key: str, results: Iterable[tuple[int, str, Found]]) -> None:
        """Put results, each (article, version, rows), in the place of any former ones: all of them, or none."""
        at = now()
        with self._database.writing_analysis() as connection:
            for article, version, found in results:
                _replace(connection, article, version, key, found, at)

    def fail(self, article: int, version: str, key: str, reason: str) -> None:
        """Record that the analysis of an article failed; an earlier result stays to be shown."""
        with self._database.writing_analysis() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO failure VALUES (?, ?, ?, ?, ?)", (article, version, key, reason, now())
            )

    def retry(self, article: int) -> None:
        """Have an article analysed once more; what was found in it before stays to be shown until then."""
        with self._database.writing_analysis() as connection:
            connection.execute("DELETE FROM failure WHERE article = ?", (article,))
            connection.execute("UPDATE result SET key = '' WHERE article = ?", (article,))

    def retry_issue(self, issue: str) -> None:
        """Have the articles analysed once more in which a statement was found to be about this issue."""
        with self._database.writing_analysis() as connection:
            connection.execute(
                "UPDATE result SET key = '' WHERE article IN (SELECT article FROM statement WHERE issue = ?)", (issue,)
            )

    def retry_proposal(self, proposal: str, *, but: str) -> None:
        """Have the articles analysed once more that word a proposal otherwise than `but`."""
        with self._database.writing_analysis() as connection:
            connection.execute(
                "UPDATE result SET key = '' WHERE article IN"
                " (SELECT article FROM proposal WHERE id = ? AND proposition <> ?)",
                (proposal, but),
            )

    def entities(self, article: int) -> list[Entity]:
        """The mentions of named things in an article's current version, in the order in which they were found."""
        rows = self._database.read_analysis(
            "SELECT e.body FROM article a JOIN analysis.result r ON r.article = a.key AND r.version = a.version"
            " JOIN analysis.entities e ON e.article = r.article WHERE a.key = ?",
            (article,),
        )
        return codec.entities_from_text(rows[0][0]) if rows else []

    def actor(self, actor_id: str) -> str | None:
        """The name under which the analysis knows an actor's id."""
        rows = self._database.read_analysis(
            "SELECT p.name FROM analysis.speaker p JOIN analysis.statement s ON s.speaker = p.number"
            " WHERE p.actor_id = ? GROUP BY p.number ORDER BY count(*) DESC LIMIT 1",
            (actor_id,),
        )
        return rows[0][0] if rows else None

    def named(self, given: str, folded: str) -> tuple[str, str] | None:
        """The name and id of the actor whose id is `given` or whose folded name is `folded`; the one found most."""
        rows = self._database.read_analysis(
            "SELECT p.name, p.actor_id FROM analysis.speaker p"
            " WHERE p.actor_id <> '' AND (p.actor_id = ? OR p.folded = ?)"
            " ORDER BY (SELECT count(*) FROM analysis.statement s WHERE s.speaker = p.number) DESC, p.name LIMIT 1",
            (given, folded),
        )
        return (rows[0][0], rows[0][1]) if rows else None

    def speakers(self, limit: int) -> list[tuple[str, str]]:
        """(name, actor id) of those who speak, by the name that each has most often; who speaks most often first."""
        rows = self._database.read_analysis(
            "SELECT p.name, p.actor_id, count(*) AS number FROM analysis.statement s"
            " JOIN analysis.speaker p ON p.number = s.speaker WHERE p.actor_id <> '' GROUP BY p.number"
            " ORDER BY number DESC, p.name LIMIT ?",
            (limit,),
        )
        return list({actor_id: (name, actor_id) for name, actor_id, _ in reversed(rows)}.values())[::-1]

    def names(self, folded: str, types: Sequence[str], limit: int) -> list[tuple[str, str, str]]:
        """(name, type, actor id or "") of actors and entities whose folded name holds `folded`, frequent ones first."""
        return [
            (name, kind, actor_id)
            for name, kind, actor_id, _ in self._database.read_analysis(
                "SELECT name, type, actor_id, sum(weight) AS weight FROM ("
                " SELECT p.name, '' AS type, p.actor_id, 1000 * (SELECT count(*) FROM analysis.statement s"
                "  WHERE s.speaker = p.number) AS weight FROM analysis.speaker p WHERE instr(p.folded, :folded) > 0"
                " UNION ALL"
                " SELECT n.name, n.type, n.actor_id, (SELECT sum(m.mentions) FROM analysis.mention m"
                "  WHERE m.name = n.number) FROM analysis.name n WHERE instr(n.folded, :folded) > 0"
                "  AND n.type IN (SELECT value FROM json_each(:types)))"
                " GROUP BY name ORDER BY weight DESC, name LIMIT :limit",
                {"folded": folded, "types": json.dumps(list(types)), "limit": limit},
            )
        ]


def _packed(connection: sqlite3.Connection, found: Found) -> bytes:
    """The facts of an article's statements, with the numbers of their speakers and terms."""
    texts = sorted({text for facts in found.facts for text in facts.terms if text})
    connection.executemany("INSERT OR IGNORE INTO term (text) VALUES (?)", [(text,) for text in texts])
    numbers = {"": 0}
    for text in texts:
        (numbers[text],) = connection.execute("SELECT number FROM term WHERE text = ?", (text,)).fetchone()
    speakers = {("", ""): 0}
    for name, actor_id, _ in found.speakers:
        (speakers[name, actor_id],) = connection.execute(
            "SELECT number FROM speaker WHERE name = ? AND actor_id = ?", (name, actor_id)
        ).fetchone()
    return pack(
        (facts, speakers.get((row[1], row[2]), 0), tuple(numbers[text] for text in facts.terms))
        for row, facts in zip(found.statements, found.facts, strict=True)
    )


def _replace(connection: sqlite3.Connection, article: int, version: str, key: str, found: Found, at: str) -> None:
    """Write the rows of one article in the place of any former ones."""
    connection.execute("DELETE FROM result WHERE article = ? OR version = ?", (article, version))
    connection.execute("DELETE FROM failure WHERE article = ?", (article,))
    (number,) = connection.execute("UPDATE clock SET sequence = sequence + 1 RETURNING sequence").fetchone()
    connection.execute(
        "INSERT INTO result VALUES (?, ?, ?, ?, ?, ?)", (article, number, version, key, len(found.statements), at)
    )
    connection.execute("INSERT INTO entities VALUES (?, ?)", (article, found.entities))
    connection.executemany("INSERT OR IGNORE INTO speaker (name, actor_id, folded) VALUES (?, ?, ?)", found.speakers)
    # Statements and their bodies are numbered alike, as SQLite would number them.
    (last,) = connection.execute("SELECT coalesce(max(number), 0) FROM statement").fetchone()
    connection.executemany(
        "INSERT INTO statement (number, id, article, speaker, issue, stance, start, cue, content, proposal)"
        " VALUES (?, ?, ?, (SELECT number FROM speaker WHERE name = ? AND actor_id = ?), ?, ?, ?, ?, ?, ?)",
        [(last + place, id_, article, *rest) for place, (id_, *rest, _) in enumerate(found.statements, 1)],
    )
    connection.executemany(
        "INSERT INTO body VALUES (?, ?)", [(last + place, row[-1]) for place, row in enumerate(found.statements, 1)]
    )
    connection.executemany(
        "INSERT INTO said VALUES (?, ?)", [(last + place, facts.content) for place, facts in enumerate(found.facts, 1)]
    )
    connection.execute(
        "INSERT INTO packed VALUES (?, ?, ?, ?)", (article, last + 1, found.types, _packed(connection, found))
    )
    connection.executemany(
        "INSERT OR IGNORE INTO proposal VALUES (?, ?, ?, ?)", [(article, *proposal) for proposal in found.proposals]
    )
    connection.executemany(
        "INSERT OR IGNORE INTO name (name, type, actor_id, folded) VALUES (?, ?, ?, ?)",
        [(name, kind, actor_id, folded) for name, kind, actor_id, folded, _ in found.names],
    )
    connection.executemany(
        "INSERT INTO mention SELECT number, ?, ? FROM name WHERE name = ? AND type = ? AND actor_id = ?",
        [(article, mentions, name, kind, actor_id) for name, kind, actor_id, _, mentions in found.names],
    )
