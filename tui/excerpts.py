"""A piece of an article below its headline, cut to a few short lines round what the search found: pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.cells import cell_len

from index.model import Span
from index.text import clean_line
from tui.lines import Line, Piece, wrapped

Excerpt = tuple[str, Sequence[Span]]
"""Some text on one line, and where the hits stand in it, in code points."""

_BEFORE = 3
"""One part in so many of the room, at most, is for what stands before the first hit."""

_ELLIPSIS = "…"


def excerpt_lines(excerpt: Excerpt, width: int, most: int) -> list[Line]:
    """The excerpt in at most `most` lines of `width` cells, with its first hit in sight and all hits lit."""
    text, lit = _evenly(*excerpt)
    if width < 2 or most < 1 or not text:
        return []
    start = _beginning(text, lit, width * most // _BEFORE)
    if start and not text.startswith(_ELLIPSIS, start):
        text, lit, start = f"{_ELLIPSIS}{text[start:]}", [False, *lit[start:]], 0
    lines: list[Line] = []
    at = start
    for line in wrapped(text[start:], width, most):
        if at < len(text) and text[at] == " ":
            at += 1
        lines.append(_pieces(line, lit[at : at + len(line)]))
        at += len(line)
    return lines


def _evenly(text: str, hits: Sequence[Span]) -> tuple[str, list[bool]]:
    """The text, clean and with its words one space apart, and for each character whether it is in a hit."""
    text = clean_line(text)
    places = [place for place, char in enumerate(text) if not char.isspace() or not text[place - 1 : place].isspace()]
    inside = set[int]()
    for hit in hits:
        inside.update(range(hit.start, hit.end))
    shown = "".join(" " if text[place].isspace() else text[place] for place in places)
    skipped = len(shown) - len(shown.lstrip())
    return shown[skipped:], [place in inside for place in places[skipped:]]


def _beginning(text: str, lit: Sequence[bool], room: int) -> int:
    """Where the shown text begins: at a word, such that the first hit is at most `room` cells behind it."""
    first = next((place for place, is_lit in enumerate(lit) if is_lit), 0)
    if cell_len(text[:first]) <= room:
        return 0
    start = first
    while start > 0 and cell_len(text[start - 1 : first]) <= room:
        start -= 1
    space = text.find(" ", start, first)
    return space + 1 if space >= 0 else first


def _pieces(line: str, lit: Sequence[bool]) -> list[Piece]:
    """One line with its hits lit."""
    pieces: list[Piece] = []
    at = 0
    for is_hit, run in groupby([*lit, *[False] * (len(line) - len(lit))]):
        length = len(list(run))
        pieces.append((line[at : at + length], "match" if is_hit else "dim"))
        at += length
    return pieces
