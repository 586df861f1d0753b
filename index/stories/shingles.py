"""Texts as sets of shingles (a few words in a row), and how much two of them have in common: pure.

numpy is imported with this module, so that it is imported only where stories are computed.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TypeAlias

import numpy
from numpy.typing import NDArray

from index.search.words import forms_and_terms

LENGTH = 4
"""Words in a shingle."""

Shingles: TypeAlias = NDArray[numpy.uint32]
"""The hashes of a text's different shingles, ascending. The same on every machine."""

_FACTOR = numpy.uint64(0x9E3779B97F4A7C15)
_HALF = numpy.uint64(32)
_MOST = 100_000


class _Hashes(dict[str, int]):
    """A word's form -> its hash; filled as words are met."""

    def __missing__(self, form: str) -> int:
        if len(self) >= _MOST:
            self.clear()
        found = self[form] = zlib.crc32(form.encode("utf-8", "surrogatepass")) + 1
        return found


_HASHES = _Hashes()


def shingles(text: str) -> Shingles:
    """The shingles of a text's words, whatever their case, accents and punctuation; none in fewer words than one."""
    words = numpy.array([_HASHES[form] for form, _ in forms_and_terms(text)], dtype=numpy.uint64)
    number = len(words) - LENGTH + 1
    if number < 1:
        return numpy.empty(0, dtype=numpy.uint32)
    hashed = words[:number].copy()
    for place in range(1, LENGTH):
        # Wraps round at 64 bits, as it is meant to; the upper half depends on all of the words.
        hashed *= _FACTOR
        hashed ^= hashed >> _HALF
        hashed += words[place : place + number]
    hashed *= _FACTOR
    return numpy.unique((hashed >> _HALF).astype(numpy.uint32))


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two texts are: `similarity` is the share of all their shingles that both have (Jaccard),
    `contained` the share of the shorter text's shingles that the longer one has, `part` how long the shorter is
    beside the longer; each from 0 to 1."""

    similarity: float
    contained: float
    part: float


def likeness(one: Shingles, other: Shingles) -> Likeness:
    """How alike two texts are; 0 everywhere where one of them has no shingle."""
    shorter, longer = sorted((len(one), len(other)))
    if not shorter:
        return Likeness(0.0, 0.0, 0.0)
    common = len(numpy.intersect1d(one, other, assume_unique=True))
    return Likeness(common / (shorter + longer - common), common / shorter, shorter / longer)
