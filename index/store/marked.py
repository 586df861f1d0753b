"""Which articles are marked, and how: their tags, their sections, this annotator's flags, and what is new.

Sets of keys hold articles that are not removed, unless said otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from typing import NamedTuple

from index.search.words import folded_name
from index.store import events
from index.store.articles import keys_json
from index.store.database import Database


class Visit(NamedTuple):
    """A visit of the explorer: the library's sequence number then, and when it was (UTC)."""

    sequence: int
    at: str


class Marked:
    """What is asked of the marks of articles, for the annotator `by`."""

    def __init__(self, database: Database, by: str) -> None:
        self._database = database
        self._by = by

    def tags(self) -> list[tuple[str, int]]:
        """All tags in use, in the order of the alphabet, and how many articles have each."""
        return [
            (name, number)
            for name, number in self._database.read(
                "SELECT t.name, count(*) FROM tag t JOIN article a ON a.key = t.article WHERE a.removed = 0"
                " GROUP BY t.name ORDER BY t.name"
            )
        ]

    def tags_of(self, keys: Sequence[int] | None = None) -> dict[int, tuple[str, ...]]:
        """The tags of these articles, of all where none are named, removed ones too; without those that have none."""
        found: dict[int, list[str]] = {}
        some = "" if keys is None else " WHERE article IN (SELECT value FROM json_each(?))"
        values = () if keys is None else (keys_json(keys),)
        for name, key in self._database.read(f"SELECT name, article FROM tag{some} ORDER BY article, name", values):
            found.setdefault(key, []).append(name)
        return {key: tuple(names) for key, names in found.items()}

    def flagged(self) -> Set[int]:
        """The articles that the annotator has flagged."""
        return self._keys(
            "SELECT f.article FROM flag f JOIN article a ON a.key = f.article WHERE f.annotator = ? AND a.removed = 0",
            self._by,
        )

    def tagged(self, name: str, *, prefix: bool = False) -> Set[int]:
        """The articles with a tag, given in any case; with `prefix`, with any tag that begins so."""
        wanted = name.casefold()
        # The first tag that comes after all that begin with it.
        condition, last = ("t.name >= ? AND t.name < ?", wanted + "\U0010ffff") if prefix else ("t.name = ?", None)
        return self._keys(
            f"SELECT t.article FROM tag t JOIN article a ON a.key = t.article WHERE {condition} AND a.removed = 0",
            *((wanted,) if last is None else (wanted, last)),
        )

    def sections(self) -> list[tuple[str, str]]:
        """All sections in use, each as it is written and folded by `folded_name`."""
        rows = self._database.read("SELECT DISTINCT section FROM article WHERE section <> '' AND removed = 0")
        return [(section, folded_name(section)) for (section,) in rows]

    def in_sections(self, sections: Iterable[str]) -> Set[int]:
        """The articles of any of these sections, as they are written."""
        wanted = list(sections)
        if not wanted:
            return set()
        return self._keys(
            f"SELECT key FROM article WHERE removed = 0 AND section IN ({', '.join('?' * len(wanted))})", *wanted
        )

    def added(self, first: str | None, last: str | None) -> Set[int]:
        """The articles that came into the library from the day `first` to the day `last` (YYYY-MM-DD, None: open)."""
        return self._keys(
            "SELECT key FROM article WHERE removed = 0 AND substr(added, 1, 10) BETWEEN ? AND ?",
            first or "",
            last or "9999-99-99",
        )

    def since_seen(self) -> Set[int]:
        """The articles that came into the library since the annotator's previous visit; all where there was none."""
        former = self.previous_visit()
        return self._keys(
            "SELECT key FROM article WHERE removed = 0 AND arrived > ?", former.sequence if former else -1
        )

    def previous_visit(self) -> Visit | None:
        """The visit before this one; None where there was none."""
        rows = self._database.read("SELECT former, former_at FROM visit WHERE annotator = ?", (self._by,))
        return Visit(*rows[0]) if rows and rows[0][0] is not None else None

    def visit(self) -> None:
        """Note a visit: the one before becomes the previous one."""
        with self._database.writing() as connection:
            connection.execute(
                "INSERT INTO visit (annotator, sequence, at) SELECT ?, sequence, ? FROM clock WHERE true"
                " ON CONFLICT (annotator) DO UPDATE SET former = visit.sequence, former_at = visit.at,"
                " sequence = excluded.sequence, at = excluded.at",
                (self._by, events.now()),
            )

    def _keys(self, sql: str, *values: object) -> Set[int]:
        return {key for (key,) in self._database.read(sql, values)}
