"""Where words stand in the text of an article: spans, and passages of several pieces."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text: `start` and `end` in code points, end exclusive."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span cannot run from {self.start} to {self.end}")

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of the article, possibly in several pieces: the pieces joined by a space, and where they stand."""

    text: str
    spans: tuple[Span, ...]

    @classmethod
    def of(cls, text: str, spans: Iterable[Span]) -> Passage:
        """Cut the pieces at `spans` out of `text`; empty spans are dropped, the rest put in order."""
        pieces = tuple(sorted(span for span in spans if span.end > span.start))
        return cls(" ".join(text[span.start : span.end] for span in pieces), pieces)

    @property
    def start(self) -> int:
        """Where the first piece begins; 0 where there is none."""
        return self.spans[0].start if self.spans else 0

    @property
    def end(self) -> int:
        """Where the last piece ends; 0 where there is none."""
        return self.spans[-1].end if self.spans else 0

    def __bool__(self) -> bool:
        return bool(self.spans)


EMPTY_PASSAGE = Passage("", ())
