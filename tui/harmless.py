"""What stands between what is drawn and the terminal: no character of an article, a note or a name acts on it.

Articles are cleaned when they come into a library. A library that something else wrote may hold anything in each of
its parts, so what is drawn is looked at here, once for all widgets, on its last way to the terminal.
"""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from index.text import clean_line


class Harmless(LineFilter):
    """Takes out of a line what could act on a terminal; the line stays as wide as it was measured."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        if all(segment.text.isprintable() for segment in segments):
            return segments
        return [
            segment if segment.text.isprintable() else Segment(_harmless(segment.text), segment.style, segment.control)
            for segment in segments
        ]


def _harmless(text: str) -> str:
    cleaned = clean_line(text)
    if cleaned == text:
        return text
    # What takes up no cell is left out: the sign that replaces it in an article would take up one.
    return "".join(
        safe if one == safe or cell_len(one) == cell_len(safe) else "" for one, safe in zip(text, cleaned, strict=True)
    )
