"""Sets of article keys, as bits over all keys: what the leaves of a query answer, combined at once.

Importing this module imports numpy: who starts the explorer does so only after the first picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from typing import ClassVar, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

Bits: TypeAlias = NDArray[np.bool_]
Keys: TypeAlias = NDArray[np.int64]

#: Keys are small integers, given one after the other; a set of this one would take as many bytes.
HIGHEST = 1 << 30


class KeySet(Set[int]):
    """An immutable set of keys: whole numbers from 0 to `HIGHEST`. Masks of different lengths combine.

    It is equal to, and combines with, any set of the same whole numbers; with another KeySet at once.
    A subclass combines with its own kind, and gives its own kind.
    """

    __slots__ = ("_count", "_mask")
    EMPTY: ClassVar[Self]
    _mask: Bits
    _count: int | None

    def __init__(self, mask: Bits, count: int | None = None) -> None:
        """The set of all places where `mask` is true, of which there are `count` if that is known.

        The mask is taken as it is, and cannot be changed afterwards.
        """
        mask.flags.writeable = False
        self._mask = mask
        self._count = count

    @classmethod
    def of(cls, keys: Iterable[int] | NDArray[np.integer]) -> Self:
        """The set of these keys, in any order. Raises ValueError where one is negative, or above `HIGHEST`."""
        if isinstance(keys, cls):
            return keys
        found = keys if isinstance(keys, np.ndarray) else np.fromiter(keys, np.int64)
        if not len(found):
            return cls(np.zeros(0, np.bool_), 0)
        highest = int(found.max())
        if highest > HIGHEST or int(found.min()) < 0:
            raise ValueError(f"a key is a whole number from 0 to {HIGHEST:,}")
        mask = np.zeros(highest + 1, np.bool_)
        mask[found] = True
        return cls(mask)

    @classmethod
    def _from_iterable(cls, it: Iterable[int]) -> Self:  # type: ignore[override]
        return cls.of(it)

    @property
    def mask(self) -> Bits:
        """Whether each key is in it, from 0; keys past its end are not."""
        return self._mask

    def array(self) -> Keys:
        """The keys, ascending."""
        return np.flatnonzero(self._mask)

    def among(self, keys: Keys) -> Keys:
        """Those of `keys` that are in it, in their order."""
        # What is past the end is looked for in its place: one step less than to leave those keys out first.
        found: Bits = np.append(self._mask, False).take(keys, mode="clip")
        return keys[found]

    def __len__(self) -> int:
        if self._count is None:
            self._count = int(np.count_nonzero(self._mask))
        return self._count

    def __bool__(self) -> bool:
        return bool(self._count) if self._count is not None else bool(self._mask.any())

    def __contains__(self, key: object) -> bool:
        return isinstance(key, int | np.integer) and 0 <= int(key) < len(self._mask) and bool(self._mask[int(key)])

    def __iter__(self) -> Iterator[int]:
        return iter(self.array().tolist())

    def __repr__(self) -> str:
        return f"{type(self).__name__}.of({self.array().tolist()})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, KeySet):
            return super().__eq__(other)
        short, long = _by_length(self._mask, other._mask)
        return bool(np.array_equal(short, long[: len(short)]) and not long[len(short) :].any())

    __hash__ = None  # type: ignore[assignment]

    def __and__(self, other: Iterable[int]) -> Self:
        bits = self._bits(other)
        size = min(len(self._mask), len(bits))
        return type(self)(self._mask[:size] & bits[:size])

    def __or__(self, other: Iterable[int]) -> Self:  # type: ignore[override]
        short, long = _by_length(self._mask, self._bits(other))
        union = long.copy()
        union[: len(short)] |= short
        return type(self)(union)

    def __sub__(self, other: Iterable[int]) -> Self:
        return type(self)(_without(self._mask, self._bits(other)))

    def __xor__(self, other: Iterable[int]) -> Self:  # type: ignore[override]
        short, long = _by_length(self._mask, self._bits(other))
        either = long.copy()
        either[: len(short)] ^= short
        return type(self)(either)

    def __rsub__(self, other: Iterable[int]) -> Self:
        return type(self)(_without(self._bits(other), self._mask))

    __rand__ = __and__
    __ror__ = __or__
    __rxor__ = __xor__

    def isdisjoint(self, other: Iterable[int]) -> bool:
        bits = self._bits(other)
        size = min(len(self._mask), len(bits))
        return not bool((self._mask[:size] & bits[:size]).any())

    def _bits(self, other: Iterable[int]) -> Bits:
        return other._mask if isinstance(other, KeySet) else self.of(other)._mask


def _by_length(left: Bits, right: Bits) -> tuple[Bits, Bits]:
    return (left, right) if len(left) <= len(right) else (right, left)


def _without(left: Bits, right: Bits) -> Bits:
    rest = left.copy()
    size = min(len(left), len(right))
    rest[:size] &= ~right[:size]
    return rest


KeySet.EMPTY = KeySet(np.zeros(0, np.bool_), 0)
