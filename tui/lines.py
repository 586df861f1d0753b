"""Short lines of words for lists and bars: cut, wrapped and spread to a width in terminal cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rich.cells import cell_len

Piece = tuple[str, str]
"""Some words and their tone (see `tui.widgets.blocks.TONES`)."""

Line = Sequence[Piece]


def shorten(text: str, width: int) -> str:
    """`text`, cut to at most `width` cells; an ellipsis stands for what was cut."""
    if cell_len(text) <= width:
        return text
    if width <= 0:
        return ""
    kept, room = [], width - 1
    for character in text:
        room -= cell_len(character)
        if room < 0:
            break
        kept.append(character)
    return "".join(kept).rstrip() + "…"


def wrapped(text: str, width: int, most: int) -> list[str]:
    """`text` in at most `most` lines of at most `width` cells; what does not fit ends in an ellipsis."""
    words = [piece for word in text.split() for piece in _pieces(word, max(2, width))]
    lines: list[str] = []
    at = 0
    while at < len(words):
        if len(lines) == most - 1:
            lines.append(shorten(" ".join(words[at : at + width + 1]), width))
            break
        line = words[at]
        at += 1
        while at < len(words) and cell_len(line) + 1 + cell_len(words[at]) <= width:
            line += " " + words[at]
            at += 1
        lines.append(line)
    return lines


def _pieces(word: str, width: int) -> Iterator[str]:
    """A word, in pieces that are not wider than `width`, which is at least 2."""
    while cell_len(word) > width:
        end, room = 0, width
        while room >= cell_len(word[end]):
            room -= cell_len(word[end])
            end += 1
        yield word[:end]
        word = word[end:]
    if word:
        yield word


def spread(left: Line, right: Line, width: int) -> list[Piece]:
    """One line of `width` cells with `right` at its end; the pieces at the left are cut to make room."""
    room = width - sum(cell_len(text) for text, _ in right)
    pieces: list[Piece] = []
    for text, tone in left:
        text = shorten(text, max(0, room - 1) if right else room)
        pieces.append((text, tone))
        room -= cell_len(text)
    return [*pieces, (" " * max(0, room), "plain"), *right]


MOST = 400
"""Lines that pieces take at most which flow."""


def flowed(pieces: Iterable[Piece], width: int, most: int = MOST) -> list[Line]:
    """Pieces one behind the other, blanks of any kind as one, wrapped to `width` cells with their tones kept."""
    letters: list[tuple[str, str]] = []
    for text, tone in pieces:
        for letter in text:
            if not letter.isspace():
                letters.append((letter, tone))
            elif letters and letters[-1][0] != " ":
                letters.append((" ", tone))
    if letters and letters[-1][0] == " ":
        letters.pop()
    lines: list[Line] = []
    at = 0
    for line in wrapped("".join(letter for letter, _ in letters), max(2, width), most):
        if at < len(letters) and letters[at][0] == " ":
            at += 1
        tones = [letters[min(at + place, len(letters) - 1)][1] for place in range(len(line))]
        runs = groupby(zip(line, tones, strict=True), key=lambda one: one[1])
        lines.append([("".join(letter for letter, _ in run), tone) for tone, run in runs])
        at += len(line)
    return lines


def in_rows(line: Line, width: int) -> list[Line]:
    """A line in rows of at most `width` cells, the later ones indented as the first; one that fits is left as it is."""
    text = "".join(piece for piece, _ in line)
    if cell_len(text) <= width:
        return [line]
    indent = " " * (len(text) - len(text.lstrip(" ")))
    return [[(indent, "plain"), *row] for row in flowed(line, width - len(indent))]


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def short_date(date: str | None, *, year: bool = False) -> str:
    """`2 Sep` or `2 Sep 22` for an ISO date or moment; what is known of a shorter one, "" for None."""
    if not date:
        return ""
    parts = date[:10].split("-")
    try:
        month = MONTHS[int(parts[1]) - 1] if len(parts) > 1 else ""
        day = str(int(parts[2])) if len(parts) > 2 else ""
    except (ValueError, IndexError):
        return date[:10]
    shown_year = parts[0][2:] if year and month else (parts[0] if not month else "")
    return " ".join(part for part in (day, month, shown_year) if part)
