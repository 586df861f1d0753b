"""A stream in pieces of equal length (`itertools.batched` is Python 3.12's)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def batches(stream: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of `size` things each, the last one shorter."""
    iterator = iter(stream)
    while batch := list(islice(iterator, size)):
        yield batch
