"""Interviews: whose turn it is to speak, so that "I" has a name.

A text is an interview where at least three paragraphs begin with the speaker's name and a colon, or with the
name in double brackets. A turn lasts until the next label.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from index.model import Span

FEWEST = 3
_LABEL = re.compile(
    r"\s*(?:\(\((?P<bracketed>[^()\n]{2,40})\)\)|(?P<named>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}):(?=\s))"
)


class Turns:
    """The turns of one text: where each begins, and where its speaker's name stands."""

    def __init__(self, text: str, paragraphs: Sequence[Span]) -> None:
        self._starts: list[int] = []
        self._names: list[Span] = []
        for paragraph in paragraphs:
            label = _LABEL.match(text, paragraph.start, paragraph.end)
            if label is not None:
                group = "bracketed" if label["bracketed"] else "named"
                self._starts.append(label.end())
                self._names.append(Span(label.start(group), label.end(group)))
        if len(self._starts) < FEWEST:
            self._starts, self._names = [], []

    def speaker(self, offset: int) -> Span | None:
        """Where the name of whoever speaks at an offset stands; None outside an interview."""
        turn = bisect_right(self._starts, offset) - 1
        return self._names[turn] if turn >= 0 else None
