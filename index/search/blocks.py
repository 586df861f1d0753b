"""Postings as bytes: a block holds a run of one term's postings in one segment.

A block is: the number of postings and whether they have positions; the differences of the documents'
numbers; and, with positions, the length of each posting's packed positions and then these. A weight is
how many positions there are, so it is not stored.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Container, Sequence
from itertools import accumulate, pairwise

_HEAD = struct.Struct("=IB")
_NUMBER = array("I").itemsize


def pack_positions(positions: Sequence[int]) -> bytes:
    """Ascending positions as bytes: two for each, or four and one more at the end where one is above 65,535."""
    if not positions or positions[-1] < 65_536:
        return array("H", positions).tobytes()
    return array("I", positions).tobytes() + b"\0"


def unpack_positions(packed: bytes) -> array[int]:
    """The positions in bytes that `pack_positions` made. Raises ValueError where they cannot be."""
    if len(packed) % 2:
        positions = array("I")
        positions.frombytes(packed[:-1])
    else:
        positions = array("H")
        positions.frombytes(packed)
    return positions


def _weight(length: int) -> float:
    return float(length // 4 if length % 2 else length // 2)


_WEIGHTS = [_weight(length) for length in range(512)]


def weights_of(lengths: Sequence[int]) -> list[float]:
    """How many positions there are in packed ones of these lengths."""
    return [_WEIGHTS[length] if length < 512 else _weight(length) for length in lengths]


def pack_block(numbers: Sequence[int], lengths: Sequence[int], values: bytes | bytearray) -> bytes:
    """A block of postings: ascending document numbers, and their packed positions: each one's length, and all of
    them one after the other. Both are empty where the positions are not kept."""
    deltas = array("I", numbers[:1])
    deltas.extend([right - left for left, right in pairwise(numbers)])
    head = _HEAD.pack(len(numbers), 1 if lengths else 0)
    return b"".join((head, deltas.tobytes(), array("I", lengths).tobytes(), values))


def block_numbers(block: bytes) -> list[int]:
    """The documents' numbers of a block. Raises ValueError and struct.error where it is damaged."""
    count, _ = _HEAD.unpack_from(block)
    deltas = array("I")
    deltas.frombytes(block[_HEAD.size : _HEAD.size + count * _NUMBER])
    if len(deltas) != count:
        raise ValueError("a block of postings is cut short")
    return list(accumulate(deltas))


def _lengths(block: bytes) -> array[int]:
    """The lengths of the packed positions, none where there are no positions."""
    count, positioned = _HEAD.unpack_from(block)
    lengths = array("I")
    if positioned:
        start = _HEAD.size + count * _NUMBER
        lengths.frombytes(block[start : start + count * _NUMBER])
        if len(lengths) != count:
            raise ValueError("a block of postings is cut short")
    return lengths


def block_weights(block: bytes) -> list[float]:
    """How often the term stands in each document of a block; 0.0 where the positions are not kept."""
    lengths = _lengths(block)
    if not lengths:
        return [0.0] * int(_HEAD.unpack_from(block)[0])
    return weights_of(lengths)


def block_values(block: bytes) -> list[bytes]:
    """The packed positions in each document of a block; b"" where they are not kept."""
    lengths = _lengths(block)
    count = int(_HEAD.unpack_from(block)[0])
    if not lengths:
        return [b""] * count
    return [block[left:right] for left, right in pairwise(_ends(block, count, lengths))]


def block_positions(block: bytes, wanted: Container[int]) -> dict[int, bytes]:
    """The packed positions in those documents of a block that are wanted."""
    lengths = _lengths(block)
    if not lengths:
        return {}
    ends = pairwise(_ends(block, len(lengths), lengths))
    numbers = block_numbers(block)
    return {number: block[left:right] for number, (left, right) in zip(numbers, ends, strict=True) if number in wanted}


def _ends(block: bytes, count: int, lengths: Sequence[int]) -> list[int]:
    ends = list(accumulate(lengths, initial=_HEAD.size + 2 * count * _NUMBER))
    if ends[-1] != len(block):
        raise ValueError("a block of postings is cut short")
    return ends
