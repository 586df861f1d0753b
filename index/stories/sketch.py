"""A text's sketch: few numbers by which texts that are alike are found without comparing all with all.

datasketch's MinHash gives the values; groups of them (the bands of locality-sensitive hashing) are what is
looked up. The lookup itself is a table of the story book, since a library's sketches outlive the process.
"""

from __future__ import annotations

import numpy
from datasketch import MinHash

from index.stories.rule import BANDS, ROWS
from index.stories.shingles import Shingles

_SEED = 1
_MIXERS = numpy.random.Generator(numpy.random.PCG64(_SEED)).integers(1, 2**63, size=(BANDS, ROWS), dtype=numpy.uint64)
_MIXERS |= numpy.uint64(1)
_HALF = numpy.uint64(32)
_EMPTY = MinHash(num_perm=BANDS * ROWS, seed=_SEED, hashfunc=int, scheme="affine32")


def bands(found: Shingles) -> list[int]:
    """The groups of a text's sketch, as 32-bit numbers that differ also by which group it is; none without shingles.

    Two texts with the same number share a group (but for one chance in some billions).
    """
    if not len(found):
        return []
    sketch = _EMPTY.copy()
    sketch.update_batch(found.tolist())
    values = sketch.hashvalues.astype(numpy.uint64).reshape(BANDS, ROWS)
    mixed = (values * _MIXERS).sum(axis=1, dtype=numpy.uint64) * _MIXERS[:, 0]
    numbers: list[int] = (mixed >> _HALF).astype(numpy.uint32).view(numpy.int32).tolist()
    return numbers
