"""How many statements of each article one annotator has labelled."""

from __future__ import annotations

import json
from collections.abc import Mapping

from index.store.database import Database

_TOUCHED = "SELECT key, touched FROM article INDEXED BY article_named WHERE named > 0 AND removed = 0"
_COUNTS = (
    "SELECT k.article, count(*) FROM json_each(:keys) w CROSS JOIN kept k ON k.article = w.value AND k.retired = 0"
    " CROSS JOIN decision d ON d.subject = 'statement:' || k.id AND d.field = 'stance' AND d.by = :by"
    " AND d.value <> 'null' GROUP BY k.article"
)


class Own:
    """The annotator's own labels, counted as `article.labelled` counts everybody's; retired statements are left out.

    They are held in memory, and counted anew only for articles in which something happened since.
    """

    def __init__(self, database: Database, by: str) -> None:
        self._database = database
        self._by = by
        self._seen: object = None
        self._touched: dict[int, int] = {}
        self._counts: dict[int, int] = {}

    def counts(self) -> Mapping[int, int]:
        """How many statements of an article are labelled, by the article's key; articles with none are left out."""
        seen = self._database.versions(), self._database.generation
        if seen != self._seen:
            touched: dict[int, int] = dict(self._database.read(_TOUCHED))
            for key in self._touched.keys() - touched.keys():
                self._counts.pop(key, None)
            fresh = [key for key, last in touched.items() if self._touched.get(key) != last]
            for key in fresh:
                self._counts.pop(key, None)
            if fresh:
                self._counts.update(self._database.read(_COUNTS, {"keys": json.dumps(fresh), "by": self._by}))
            self._seen, self._touched = seen, touched
        return self._counts
