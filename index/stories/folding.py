"""Each story once in a list of articles, over columns: for lists of any length. Importing this module imports numpy."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.int64]


class Folding:
    """The stories of a library as columns: by key, which story an article tells and its place in that."""

    def __init__(self, stories: Sequence[Sequence[int]]) -> None:
        """`stories` have the keys of each, the first article first; no key is in two of them."""
        lengths = np.array([len(keys) for keys in stories], np.int64)
        members = np.fromiter((key for keys in stories for key in keys), np.int64, int(lengths.sum()))
        size = int(members.max(initial=-1)) + 1
        self._number = len(stories)
        self._story = np.full(size, -1, np.int64)
        self._story[members] = np.repeat(np.arange(len(stories)), lengths)
        self._place = np.zeros(size, np.int64)
        self._place[members] = np.arange(len(members)) - np.repeat(np.cumsum(lengths) - lengths, lengths)

    def folded(self, keys: Column) -> tuple[Column, Column]:
        """`keys`, of which none is given twice, with each story once, where its first article among them stands; and
        how many others of its story are among them for each."""
        known = keys < len(self._story)
        story = np.where(known, self._story[np.where(known, keys, 0)], -1) if len(self._story) else -np.ones_like(keys)
        told = np.flatnonzero(story >= 0)
        stories, places = story[told], self._place[keys[told]]
        first = np.full(self._number, np.iinfo(np.int64).max)
        np.minimum.at(first, stories, places)
        stands = np.ones(len(keys), np.bool_)
        stands[told] = places == first[stories]
        others = np.zeros(len(keys), np.int64)
        others[told] = np.bincount(stories, minlength=self._number)[stories] - 1
        return keys[stands], others[stands]
