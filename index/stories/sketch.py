"""A text's sketch: few numbers by which texts that are alike are found without comparing all with all.

rensa's MinHash gives the values; groups of them (the bands of locality-sensitive hashing) are what is
looked up. The lookup itself is a table of the story book, since a library's sketches outlive the process.
"""

from __future__ import annotations

import numpy
from rensa import RMinHash

from index.stories.rule import BANDS, ROWS
from index.stories.shingles import Shingles

_SEED = 1
_MIXERS = numpy.random.Generator(numpy.random.PCG64(_SEED)).integers(1, 2**63, size=(BANDS, ROWS), dtype=numpy.uint64)
_MIXERS |= numpy.uint64(1)
_HALF = numpy.uint64(32)
# Shingles are numbers of 32 bits; the permutations want the upper half filled too.
_FILL = numpy.uint64(0x9E3779B97F4A7C15)


def bands(found: Shingles) -> list[int]:
    """The groups of a text's sketch, as 32-bit numbers that differ also by which group it is; none without shingles.

    Two texts with the same number share a group (but for one chance in some billions).
    """
    if not len(found):
        return []
    tokens = (found.astype(numpy.uint64) * _FILL).tolist()
    (row,) = RMinHash.digest_matrix_from_token_hash_sets([tokens], BANDS * ROWS, _SEED).to_rows()
    values = numpy.array(row, dtype=numpy.uint64).reshape(BANDS, ROWS)
    mixed = (values * _MIXERS).sum(axis=1, dtype=numpy.uint64) * _MIXERS[:, 0]
    numbers: list[int] = (mixed >> _HALF).astype(numpy.uint32).view(numpy.int32).tolist()
    return numbers
