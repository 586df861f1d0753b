"""The mathematics of ranking, over postings that are in memory: BM25F, and phrases by positions."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from index.search.blocks import unpack_positions

B = 0.75
K1 = 1.2
#: How much more a word counts in the title than in the body.
TITLE_BOOST = 2.0


def idf(documents: int, frequency: int) -> float:
    """How telling a term is that stands in `frequency` of `documents`."""
    return log(documents / (frequency + 1)) + 1


def norms(lengths: Sequence[int], average: float) -> list[float]:
    """BM25's correction for the length of each document."""
    average = average or 1.0
    return [K1 * ((1 - B) + B * length / average) for length in lengths]


def bm25(numbers: Sequence[int], weights: Sequence[float], rarity: float, corrections: Sequence[float]) -> list[float]:
    """The scores of one term in the documents with these numbers; `rarity` is its `idf`."""
    factor = rarity * (K1 + 1)
    return [factor * weight / (weight + corrections[number]) for number, weight in zip(numbers, weights, strict=True)]


def occurrences(positions: Sequence[bytes]) -> int:
    """How often terms follow one another in one document: the packed positions of each, in the phrase's order."""
    starts = set(unpack_positions(positions[0]))
    for offset, packed in enumerate(positions[1:], 1):
        starts.intersection_update([position - offset for position in unpack_positions(packed)])
        if not starts:
            return 0
    return len(starts)
