"""Counting columns: in how many articles of a result each outlet, actor or other value stands. Imports numpy."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

from index.search.facets import SHOWN, Facet, FacetValue

_CANDIDATES = 48

Numbers = NDArray[np.integer]


def counted(numbers: Numbers, size: int) -> Numbers:
    """How often each number below `size` stands in a column; never 0, which is the number of no value."""
    counts = np.bincount(numbers, minlength=size)
    counts[0] = 0
    return counts


def articles_counted(article: Numbers, numbers: Numbers, size: int, shown: int = SHOWN) -> Numbers:
    """In how many different articles each number stands: exact for the `shown` that are in most, and 1 or exact for
    the others. `article` and `numbers` are columns of the same statements."""
    if shown > SHOWN:
        return _distinct_of_all(article, numbers, size)
    totals = counted(numbers, size)
    used = np.flatnonzero(totals)
    wanted = max(_CANDIDATES, shown)
    articles = int(article.max(initial=-1)) + 1
    while True:
        some = used if len(used) <= wanted else used[np.argpartition(-totals[used], wanted)[:wanted]]
        exact = _distinct(article, numbers, some, articles, size)
        counts = totals.copy()
        counts[some] = exact
        if len(some) == len(used):
            return counts
        left_out = np.isin(used, some, invert=True)
        if np.sort(exact)[-shown] >= totals[used[left_out]].max():
            counts[used[left_out]] = 1
            return counts
        wanted *= 2


def _distinct(article: Numbers, numbers: Numbers, some: Numbers, articles: int, size: int) -> Numbers:
    """In how many articles each of some numbers stands."""
    places = np.full(size, -1, np.int64)
    places[some] = np.arange(len(some))
    at = places[numbers]
    kept = at >= 0
    there = np.zeros((len(some), articles), np.bool_)
    there.reshape(-1)[at[kept] * articles + article[kept]] = True
    return np.array([np.count_nonzero(row) for row in there], np.int64)


def _distinct_of_all(article: Numbers, numbers: Numbers, size: int) -> Numbers:
    """In how many articles each number stands: a sort of all statements, where `_distinct` would need a table of
    all numbers and all articles."""
    articles = int(article.max(initial=0)) + 1
    return counted(np.unique(numbers.astype(np.int64) * articles + article) // articles, size)


def most(
    name: str,
    counts: Numbers,
    value: Callable[[int], FacetValue | None],
    tie: Callable[[int], object],
    shown: int = SHOWN,
) -> Facet:
    """The facet of the numbers with the highest counts; `value` makes one of a number (its count filled in), None
    where no query can name it; `tie` gives what orders those of one count."""
    used = np.flatnonzero(counts)
    best = used if len(used) <= shown else used[counts[used] >= np.sort(counts[used])[-shown]]
    ordered: Iterable[int] = sorted(best.tolist(), key=lambda number: (-counts[number], tie(number)))
    values = [one for one in map(value, ordered) if one is not None][:shown]
    return Facet(name, tuple(values), len(used) - len(values))
