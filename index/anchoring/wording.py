"""Words of a text that is being aligned: those between two, what stands round them, and whether they stand once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from index.anchoring.alignment import Side
from index.model import Span


def words_between(side: Side, first: int, last: int) -> str:
    """Words with one space round each."""
    return side.joined[side.at[first] - 1 : side.at[last - 1] + side.ends[last - 1] - side.starts[last - 1] + 1]


def number_at(side: Side, at: int) -> int:
    """Which word begins behind a space of `joined`."""
    return bisect_left(side.at, at + 1)


def round_about(side: Side, first: int, last: int, width: int) -> tuple[str, str]:
    """What stands before and behind words, in so many characters of `joined`."""
    start, end = side.at[first] - 1, side.at[last - 1] + side.ends[last - 1] - side.starts[last - 1] + 1
    return side.joined[max(0, start - width) : start], side.joined[end : end + width]


def joined(text: str, spans: Sequence[Span]) -> str:
    """The words of some spans, with single spaces."""
    return " ".join(" ".join(text[span.start : span.end] for span in spans).split())


def stands_once(text: str, words: str) -> bool:
    """Whether `words` occur in `text`, and only once."""
    at = text.find(words)
    return at >= 0 and text.find(words, at + 1) < 0
