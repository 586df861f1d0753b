"""The mathematics of ranking, over postings that are in memory: BM25F, and words by their positions."""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.search.blocks import Numbers, stretches

Scores: TypeAlias = NDArray[np.float64]
#: Where a word stands: each time its document's number * 2**32 + its position, ascending.
Places: TypeAlias = NDArray[np.int64]

B = 0.75
K1 = 1.2
#: How much more a word counts in the title than in the body.
TITLE_BOOST = 2.0
#: Where one of so many documents has a word, many have it.
_MANY = 4
#: So many scores are ordered in a quicker way.
_LONG = 4_000
#: One of so many scores is looked at to guess which are the best.
_SAMPLED = 32


def idf(documents: int, frequency: int) -> float:
    """How telling a term is that stands in `frequency` of `documents`."""
    return log(documents / (frequency + 1)) + 1


def norms(lengths: Numbers, average: float) -> Scores:
    """BM25's correction for the length of each document."""
    corrections: Scores = K1 * ((1 - B) + B * lengths.astype(np.float64) / (average or 1.0))
    return corrections


def bm25(weights: Numbers | Scores, rarity: float, corrections: Scores) -> Scores:
    """The scores of one term in documents where it has these weights; `rarity` is its `idf`."""
    scores: Scores = rarity * (K1 + 1) * weights / (weights + corrections)
    return scores


def best(scores: Scores, limit: int, ties: NDArray[np.int64] | None = None) -> NDArray[np.int64]:
    """The places of the highest scores, in their order; of all where `limit` is 0.

    Of equal ones the one with the lower number in `ties` comes first, without `ties` the earlier one.
    """
    if not 0 < limit < len(scores):
        return _descending(scores) if ties is None else np.lexsort((ties, -scores))
    # What is below the best of a sample is none of the best: most are left out by one comparison.
    likely = np.flatnonzero(scores >= _least(scores[::_SAMPLED], limit))
    chosen = scores[likely]
    least = _least(chosen, limit)
    above, equal = np.flatnonzero(chosen > least), np.flatnonzero(chosen == least)
    missing = limit - len(above)
    if ties is None:
        return likely[np.concatenate((above[np.argsort(-chosen[above], kind="stable")], equal[:missing]))]
    if missing < len(equal):
        equal = equal[np.argpartition(ties[likely[equal]], missing)[:missing]]
    found = np.concatenate((above, equal))
    return likely[found[np.lexsort((ties[likely[found]], -chosen[found]))]]


def _descending(scores: Scores) -> NDArray[np.int64]:
    """The places of scores that are 0 or more, the highest first, the earlier of equal ones first."""
    if len(scores) < _LONG:
        return np.argsort(-scores, kind="stable")
    # By the bits of such a number, 16 at a time from the last ones: a stable sort of so few different numbers counts
    # them, and all four take a third of the time that one of the numbers themselves takes.
    bits = ~(scores + 0.0).view(np.uint64)
    order: NDArray[np.int64] = np.argsort(bits.astype(np.uint16), kind="stable")
    for shift in (16, 32, 48):
        order = order[np.argsort((bits >> np.uint64(shift)).astype(np.uint16)[order], kind="stable")]
    return order


def likely(scores: Scores, limit: int) -> NDArray[np.int64]:
    """The places of the highest scores above 0, ascending: mostly some times `limit`, and all that are equal to one
    of them. None of the others is higher."""
    least = _least(scores[::_SAMPLED], limit)
    return np.flatnonzero(scores >= least) if least > 0 else np.flatnonzero(scores > 0)


class Column:
    """The scores of a word's documents in one field: by document where many have the word, else of those that do."""

    __slots__ = ("_numbers", "_scores")

    def __init__(self, numbers: Numbers, scores: Scores, documents: int) -> None:
        """`numbers` are those of the documents that have the word, ascending, of so many `documents`."""
        self._numbers: Numbers | None = numbers
        self._scores = scores
        if len(numbers) * _MANY > documents:
            self._numbers, self._scores = None, np.zeros(documents)
            self._scores[numbers] = scores

    @property
    def nbytes(self) -> int:
        """How much memory it takes."""
        return self._scores.nbytes + (0 if self._numbers is None else self._numbers.nbytes)

    def add_to(self, totals: Scores) -> None:
        """Add to what all documents have already."""
        if self._numbers is None:
            totals += self._scores
        else:
            np.add.at(totals, self._numbers, self._scores)

    def of(self, documents: Numbers) -> Scores:
        """The scores of some documents, best given in order; 0.0 for those that do not have the word."""
        if self._numbers is None:
            return self._scores[documents]
        if not len(self._numbers):
            return np.zeros(len(documents))
        at = np.searchsorted(self._numbers, documents)
        at[at == len(self._numbers)] = 0
        found: Scores = np.where(self._numbers[at] == documents, self._scores[at], 0.0)
        return found


def _least(scores: Scores, limit: int) -> float:
    """The least of the `limit` highest scores; one below all scores where there are not so many."""
    return float(np.partition(scores, len(scores) - limit)[len(scores) - limit]) if limit <= len(scores) else -np.inf


def in_a_row(words: Sequence[Places]) -> Places:
    """Where words follow one another: the places of the first of them. `words` are in the phrase's order."""
    offsets = sorted(range(len(words)), key=lambda offset: len(words[offset]))
    found = words[offsets[0]] - offsets[0]
    for offset in offsets[1:]:
        found = found[_stands(words[offset], found + offset)]
    return found


def _stands(word: Places, wanted: Places) -> NDArray[np.bool_]:
    """Whether a word stands at each of the wanted places."""
    if not len(word):
        return np.zeros(len(wanted), np.bool_)
    at = np.searchsorted(word, wanted)
    at[at == len(word)] = 0
    stands: NDArray[np.bool_] = word[at] == wanted
    return stands


def close_together(words: Sequence[tuple[Places, int]], size: int) -> Places:
    """Where stretches of `size` words begin, with one of the words, in which each word stands as often as it is
    said to."""
    rarest = min((places for places, _ in words), key=len)
    begins = []
    for places, _ in words:
        # A stretch begins at most so far before the rarest of the words, for it holds that one too.
        first, last = np.searchsorted(places, rarest - (size - 1)), np.searchsorted(places, rarest, "right")
        first[1:] = np.maximum(first[1:], last[:-1])  # each place once, however many of the rarest are near
        begins.append(places[stretches(first, last - first)])
    # The parts are in order, which a stable sort makes use of: many times faster than `np.unique`.
    found = np.sort(np.concatenate(begins), kind="stable")
    found = found[np.diff(found, prepend=-1) > 0]
    for places, times in words:
        last = np.searchsorted(places, found) + times - 1
        enough = last < len(places)
        found, last = found[enough], last[enough]
        found = found[places[last] < found + size]
    return found


def counted(places: Places) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The documents of some places, ascending, and how many of the places are in each."""
    documents = places >> 32
    begins = np.flatnonzero(np.diff(documents, prepend=-1))
    return documents[begins], np.diff(begins, append=len(documents))
