"""How long the patterns of one query may be looked for, all of them together: wildcards, fuzzy words, expressions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from math import inf
from time import monotonic

_SPENT: ContextVar[list[float] | None] = ContextVar("seconds spent on the patterns of this query", default=None)


@contextmanager
def one_query() -> Iterator[None]:
    """What is looked for inside belongs to one query; inside another such block, to that one's."""
    if _SPENT.get() is not None:
        yield
        return
    token = _SPENT.set([0.0])
    try:
        yield
    finally:
        _SPENT.reset(token)


@contextmanager
def looking(seconds: float) -> Iterator[float]:
    """Look for a pattern: gives when, by the monotonic clock, the `seconds` of its query are over (0: never)."""
    spent, began = _SPENT.get() or [0.0], monotonic()
    try:
        yield began + seconds - spent[0] if seconds else inf
    finally:
        spent[0] += monotonic() - began
