"""The order of what a search finds, over the columns of the store. Importing this module imports numpy."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from index.library_parts.results import Sort
from index.search.engine import Engine
from index.search.evaluate import Answer
from index.search.tree import Node
from index.store.leaves import Leaves

_FEW = 20
"""One article of so many is few."""


def in_order(
    node: Node,
    found: Answer,
    engine: Engine,
    leaves: Leaves,
    sort: Sort | None,
    reverse: bool,
    limit: int,
    stopped: Callable[[], bool] | None,
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The articles of an answer in order, ties by id, at most `limit` of them unless 0; and by relevance their scores.

    `sort` None is by date, the newest first.
    """
    table = leaves.article_table
    none = np.zeros(0, np.float64)
    if sort == "relevance" and limit and not reverse:
        return engine.order(node, found.articles, limit=limit, ties=table.id_ranks, stopped=stopped)
    if sort == "relevance":
        # In the order of ids, which ties then stand in: a few are sorted faster than all are gone through.
        few = found.articles.array() if len(found.articles) * _FEW < len(table.by_id) else None
        wanted = found.articles.among(table.by_id) if few is None else few[np.argsort(table.id_ranks[few])]
        keys, scores = engine.order(node, wanted, limit=0 if reverse else limit, stopped=stopped)
        step = -1 if reverse else 1
        return keys[::step][: limit or None], scores[::step][: limit or None]
    keys = found.articles.array()
    places = table.order[keys]
    if sort == "statements":
        article = leaves.table.column("article")[found.statements.array()]
        counts = np.bincount(article, minlength=len(table.order))[keys]
        return keys[np.lexsort((places, counts if reverse else -counts))][: limit or None], none
    if reverse:
        places = np.where(table.columns["date"][keys] == 0, len(table.order) + places, -places)
    return keys[np.argsort(places)][: limit or None], none
