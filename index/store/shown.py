"""What is shown of an article's statements: those that a person touched, and the found ones beside them.

A found statement is hidden where a kept one has its id or stands for it (see `matching`). How many
are hidden in an article depends on both databases, so it is held in memory and looked at anew only for
articles in which something happened since.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from index.store import editing
from index.store.codec import spans_from_text
from index.store.database import Database
from index.store.matching import Outline, stands_for


class Shown:
    """The found statements that kept ones hide: how many by article key in `counts`.

    `hidden` are those among them whose ids are not the kept ones' own.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._seen: object = None
        self._generation = 0
        self._articles: dict[int, tuple[object, ...]] = {}
        self._hidden: dict[int, frozenset[str]] = {}
        self.hidden: set[str] = set()
        self.counts: dict[int, int] = {}

    def refresh(self) -> None:
        """Bring it up to date with what has been committed; the temporary table `hidden` too."""
        database = self._database
        database.reattach()
        if self._generation != database.generation:
            database.temporary("CREATE TEMP TABLE hidden (id TEXT PRIMARY KEY) WITHOUT ROWID")
            self._generation = database.generation
            for held in (self._articles, self._hidden, self.counts, self.hidden):
                held.clear()
        versions = database.versions()
        if versions == self._seen:
            return
        present = {
            row[0]: row[1:]
            for row in database.read_analysis(
                "SELECT a.key, a.version, a.touched, r.number FROM article a INDEXED BY article_named"
                " JOIN analysis.result r ON r.article = a.key AND r.version = a.version WHERE a.named > 0"
            )
        }
        gone = [key for key in self._articles if key not in present]
        fresh = [key for key, state in present.items() if self._articles.get(key) != state]
        self._look_at(fresh, gone)
        self._articles = present
        self._seen = versions

    def _look_at(self, fresh: list[int], gone: list[int]) -> None:
        for key in (*fresh, *gone):
            self.counts.pop(key, None)
            former = self._hidden.pop(key, frozenset())
            if former:
                self.hidden -= former
                self._database.temporary("DELETE FROM temp.hidden WHERE id = ?", [(id_,) for id_ in former])
        if not fresh:
            return
        keys = json.dumps(fresh)
        for key, number in self._database.read_analysis(
            "SELECT k.article, count(*) FROM kept k JOIN article a ON a.key = k.article AND a.version = k.version"
            " JOIN analysis.statement s ON s.id = k.id"
            " WHERE k.article IN (SELECT value FROM json_each(?)) GROUP BY k.article",
            (keys,),
        ):
            self.counts[key] = number
        loose: dict[int, list[Outline]] = {}
        # One that was found with these very spans hides itself by its id. Where people moved its edges it hides what
        # is found between the new ones too, and where it is no longer found, what is found between the old ones.
        for key, was, *outline in self._database.read_analysis(
            "SELECT k.article, CASE WHEN s.id IS NULL THEN json_extract(k.body, '$.was') END,"
            " k.id, coalesce(k.actor_id, k.actor), k.cue, k.content FROM kept k"
            " JOIN article a ON a.key = k.article AND a.version = k.version"
            " LEFT JOIN analysis.statement s ON s.id = k.id"
            " WHERE k.article IN (SELECT value FROM json_each(?))"
            " AND (s.id IS NULL OR s.cue <> k.cue OR s.content <> k.content)",
            (keys,),
        ):
            edited = _outline(outline)
            before = editing.outline_before(edited, was)
            loose.setdefault(key, []).extend([edited] if before is None else [edited, before])
        for key, kept in loose.items():
            found = self._database.read_analysis(
                "SELECT s.id, coalesce(nullif(p.actor_id, ''), p.name), s.cue, s.content FROM analysis.statement s"
                " LEFT JOIN analysis.speaker p ON p.number = s.speaker"
                " WHERE s.article = ? AND NOT EXISTS (SELECT 1 FROM kept k WHERE k.id = s.id)",
                (key,),
            )
            hidden = frozenset(stands_for(kept, [_outline(row) for row in found]))
            if hidden:
                self._hidden[key] = hidden
                self.hidden |= hidden
                self.counts[key] = self.counts.get(key, 0) + len(hidden)
                self._database.temporary("INSERT OR IGNORE INTO temp.hidden VALUES (?)", [(id_,) for id_ in hidden])

    def total(self, keys: Iterable[int] | None = None) -> int:
        """How many are hidden in these articles, in all where none are named."""
        if keys is None:
            return sum(self.counts.values())
        return sum(self.counts.get(key, 0) for key in keys)


def _outline(row: tuple[str, str | None, str, str] | list[str]) -> Outline:
    id_, actor, cue, content = row
    return Outline(id_ or "", actor, spans_from_text(cue or ""), spans_from_text(content or ""))
