"""A library's statements: who said what, with everybody's labels."""

from __future__ import annotations

import json
from collections.abc import Container, Iterator, Sequence
from contextlib import suppress

from index.errors import UsageError
from index.library_parts.core import Core
from index.library_parts.search import Searches
from index.model import Entity, Progress, StatementView
from index.store.articles import find
from index.store.recoding import ACTOR

_PORTION = 200


class Statements:
    """What the machine found and what people made, as one. Retired statements are left out but in `get`."""

    def __init__(self, core: Core, search: Searches) -> None:
        self._core = core
        self._search = search

    def of(self, article: int | str) -> list[StatementView]:
        """An article's statements in the order of the text; then those that a person touched on older versions."""
        key = self._key(article)
        return self._core.views.of([key]).get(key, [])

    def entities(self, article: int | str) -> list[Entity]:
        """The mentions of named things in an article's current version as people corrected them, in the order of the
        text."""
        recoding = self._core.in_force.recoding
        return [recoding.entity(one) for one in self._core.corrected.entities(self._key(article))]

    def get(self, statement_id: str) -> StatementView:
        """A statement by its id; raises UsageError where there is none."""
        return self._core.views.get(statement_id)[0]

    def several(self, ids: Sequence[str]) -> dict[str, StatementView]:
        """Statements by their ids, retired ones too; those that are no more are left out."""
        try:
            return {id_: view for id_, (view, _) in self._core.views.many(ids).items()}
        except UsageError:
            found: dict[str, StatementView] = {}
            for id_ in ids:
                with suppress(UsageError):
                    found[id_] = self.get(id_)
            return found

    def article_key(self, statement_id: str) -> int:
        """The key of the article that a statement stands in; raises UsageError where there is none."""
        return self._core.views.get(statement_id)[1]

    def matching(self, query: str) -> Iterator[StatementView]:
        """The statements that a query asks for, by date (unknown last), article, and place in the text.

        Clauses about statements (actor, stance, issue, is), in braces or not, hold of each; words and all other
        fields choose the articles. Raises QueryError.
        """
        wanted = self._search.statement_ids(self._search.parse(query))
        rows = self._core.lists.rows(self._core.analysis_key, sorted(set(wanted.values())))
        ordered = sorted(rows, key=lambda row: (row.date is None, row.date or "", row.id))
        return self._among([row.key for row in ordered], wanted.keys())

    def ids_matching(self, query: str) -> list[str]:
        """The ids of the statements that `matching` gives, in no order. Raises QueryError."""
        return list(self._search.statement_ids(self._search.parse(query)))

    def matching_if_kept(self, query: str, articles: Sequence[int]) -> set[str]:
        """The ids of the statements in these articles that `matching` would give, were none of them retired."""
        return self._search.retired_ids(self._search.parse(query), articles)

    def ids_of_actor(self, actor_id: str) -> list[str]:
        """The ids of all that an actor said, in no order; its present id is meant, or a former one."""
        return [view.id for view in self.by_actor(actor_id)]

    def by_actor(self, actor_id: str) -> list[StatementView]:
        """All that an actor said, in all articles, by date (unknown last); its present id is meant, or a former one."""
        recoding = self._core.in_force.recoding
        actor_id = recoding.of(ACTOR, actor_id)
        rows = self._core.database.read_analysis(
            "SELECT said.id, a.key FROM (SELECT id, article FROM kept"
            "  WHERE actor_id IN (SELECT value FROM json_each(:ids)) UNION"
            "  SELECT s.id, s.article FROM json_each(:ids) i CROSS JOIN analysis.speaker p ON p.actor_id = i.value"
            "  CROSS JOIN analysis.statement s ON s.speaker = p.number) said JOIN article a ON a.key = said.article"
            " WHERE a.removed = 0 ORDER BY a.date IS NULL, a.date, a.id",
            {"ids": json.dumps([actor_id, *recoding.former(ACTOR, actor_id)])},
        )
        keys = list(dict.fromkeys(key for _, key in rows))
        views = self._among(keys, {identifier for identifier, _ in rows})
        return [view for view in views if view.statement.actor_id == actor_id]

    def next_unlabelled(
        self, after: tuple[int, str | None] | None, direction: int = 1, keys: Sequence[int] | None = None
    ) -> StatementView | None:
        """The next statement without a label of this annotator's, or the one before (`direction` -1); None at the end.

        `after` is an article's key and a statement in it (None: from the article's beginning, or its end
        when going back); articles follow each other as in `keys`, else as in the list of all.
        """
        order = list(keys) if keys is not None else self._core.lists.order()
        order = order if direction > 0 else order[::-1]
        if after is not None and after[0] in order:
            order = order[order.index(after[0]) :]
            first = self._unlabelled_after(after[0], after[1], direction)
            if first is not None:
                return first
            order = order[1:]
        for start in range(0, len(order), _PORTION):
            for row in self._core.lists.rows(self._core.analysis_key, order[start : start + _PORTION]):
                if row.statements > row.own:
                    found = self._unlabelled_after(row.key, None, direction)
                    if found is not None:
                        return found
        return None

    def _unlabelled_after(self, key: int, statement: str | None, direction: int) -> StatementView | None:
        ids, unlabelled = self._core.views.without_label(key)
        ids = ids[::direction]
        start = ids.index(statement) + 1 if statement in ids else 0
        found = next((id_ for id_ in ids[start:] if id_ in unlabelled), None)
        return None if found is None else self.get(found)

    def progress(self) -> Progress:
        """How far the labelling and the analysis are, over all articles."""
        return self._core.lists.progress(self._core.analysis_key)

    def _among(self, keys: Sequence[int], wanted: Container[str]) -> Iterator[StatementView]:
        for start in range(0, len(keys), _PORTION):
            portion = keys[start : start + _PORTION]
            views = self._core.views.of(portion, wanted)
            for key in portion:
                yield from views.get(key, ())

    def _key(self, article: int | str) -> int:
        if isinstance(article, int):
            return article
        present = [key for key, _, removed in find(self._core.database, article) if not removed]
        if len(present) != 1:
            raise UsageError(f"there is no article '{article}': `sayso search` prints their ids")
        return present[0]
