"""Wrapping text to the cells of a terminal, keeping offsets into the text.

A line is a pair `(start, end)` of offsets in code points, end exclusive. Nothing is copied: what a line
shows is `text[start:end]`. Cells are counted as Rich counts them, since Rich draws them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len, get_character_cell_size

Pair = tuple[int, int]

# Letters, digits, punctuation and symbols of the scripts that news in European languages use; each takes
# one cell, so that a text of nothing else is wrapped by counting characters. The search is for the first
# character that is none of them, not for one that is not ASCII, or every curly quotation mark and umlaut
# would take the slow way.
SINGLE_CELLS: tuple[tuple[int, int], ...] = (
    (0x20, 0x7E),  # ASCII
    (0xA0, 0x2FF),  # Latin with accents, phonetics, modifier letters
    (0x370, 0x482),  # Greek, Cyrillic
    (0x48A, 0x52F),  # Cyrillic
    (0x531, 0x58F),  # Armenian
    (0x5D0, 0x5EA),  # Hebrew letters
    (0x1E00, 0x1FFF),  # Latin and Greek with several accents
    (0x2000, 0x200A),  # spaces of several widths
    (0x2010, 0x2027),  # dashes, quotation marks, bullets, ellipsis
    (0x2030, 0x205E),  # per mille, primes, angle quotation marks
    (0x2070, 0x20C0),  # superscripts, subscripts, currencies
    (0x2100, 0x2319),  # letterlike symbols, fractions, arrows, mathematics
    (0x2500, 0x25FC),  # boxes and geometric shapes
    (0xFFFD, 0xFFFD),  # what cleaning puts in the place of a control character
)
_UNEVEN = re.compile("[^\n" + "".join(f"{chr(low)}-{chr(high)}" for low, high in SINGLE_CELLS) + "]")
_PARAGRAPH = re.compile(r"\S[^\n]*")
_SPACES = re.compile(" *")

_JOINER = "\u200d"
# A joiner between two pictures makes one of them. Elsewhere it shows nothing; but Rich takes it that any
# two characters with a joiner between them stand in the cells of the first, which no terminal does.
_PICTURE = "\u2190-\u2bff\U0001f000-\U0001faff"
_JOINS = re.compile(f"(?<=[{_PICTURE}\ufe0f]){_JOINER}(?=[{_PICTURE}])")
_IDLE_JOINER = re.compile(f"(?<![{_PICTURE}\ufe0f]){_JOINER}|{_JOINER}(?![{_PICTURE}])")
_FLAG_FIRST, _FLAG_LAST = "\U0001f1e6", "\U0001f1ff"
# Between wide characters a line may end anywhere, but does not begin with these nor end with those.
_NOT_FIRST = frozenset(
    "、。，．：；？！）］｝〉》」』】〕〗〙〟’”…‥・ー々〻ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ,.:;?!)]}%"
)
_NOT_LAST = frozenset("（［｛〈《「『【〔〖〘〝‘“([{")


class Cluster(NamedTuple):
    """What a reader sees as one character: where it begins and ends, and its cells (0, 1 or 2)."""

    start: int
    end: int
    cells: int


def is_even(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether every character of `text[start:end]` takes exactly one cell."""
    return _UNEVEN.search(text, start, len(text) if end is None else end) is None


def drawable(text: str) -> str:
    """`text` without the joiners that join nothing, so that it takes as many cells as Rich counts."""
    return _IDLE_JOINER.sub("", text) if _JOINER in text else text


def clusters(text: str, start: int = 0, end: int | None = None) -> Iterator[Cluster]:
    """The grapheme clusters of `text[start:end]`, in order and without gaps.

    Combining marks and other characters without a cell belong to the character before them, a joiner
    ties the two pictures round it, and two regional indicators make one flag. Rich measures each of
    them, made drawable, as it measures the whole: the cells of a line are the sum of its clusters'.
    """
    end = len(text) if end is None else end
    size = get_character_cell_size
    at = start
    while at < end:
        first = text[at]
        stop = at + 1
        cells = size(first)
        composed = False
        if _FLAG_FIRST <= first <= _FLAG_LAST and stop < end and _FLAG_FIRST <= text[stop] <= _FLAG_LAST:
            stop += 1
            composed = True
        # A space stays alone: it is where lines are broken, whatever was put on it.
        while stop < end and first not in " \n":
            if text[stop] == _JOINER and _JOINS.match(text, stop, end):
                stop += 2
            elif size(text[stop]) == 0 and text[stop] != "\n":
                stop += 1
            else:
                break
            composed = True
        yield Cluster(at, stop, cell_len(drawable(text[at:stop])) if composed else cells)
        at = stop


def wrap(text: str, width: int, *, start: int = 0, end: int | None = None, hidden: Sequence[Pair] = ()) -> list[Pair]:
    """Wrap `text[start:end]` into lines of at most `width` cells.

    A run of blank lines becomes one empty line, and there is none at the beginning or the end. Spaces
    where a line is broken, at the end of a paragraph and in a deep indentation stand in no line; a word
    longer than the line is cut, between clusters. A line is wider than `width` only where it is one
    cluster. Paragraphs of which nothing stands outside the spans of `hidden` (in order, not overlapping)
    are left out.
    """
    width = max(1, width)
    end = len(text) if end is None else end
    lines: list[Pair] = []
    uneven = _next_uneven(text, start, end)
    gap = blank = False
    reached = start
    hides = 0
    for match in _PARAGRAPH.finditer(text, start, end):
        first, last = match.span()
        if text[last - 1].isspace():
            last = first + len(match.group().rstrip())
        line_start = text.rfind("\n", reached, first) + 1 or start
        gap = gap or text.count("\n", reached, first) > 1
        reached = match.end()
        while hides < len(hidden) and hidden[hides][1] <= first:
            hides += 1
        if hides < len(hidden) and _covered(text, first, last, hidden, hides):
            continue
        blank = gap and bool(lines)
        gap = False
        if blank:
            lines.append((line_start - 1, line_start - 1))
        if first - line_start > width // 2:
            # A mark on a no-break space stays with it.
            marked = get_character_cell_size(text[first]) == 0 and text[first - 1] not in " \n"
            line_start = first - marked
        uneven = _wrap_paragraph(text, line_start, first, last, width, uneven, lines)
    return lines


def _next_uneven(text: str, start: int, end: int) -> int:
    """Where the next character stands that does not take one cell; `end` where there is none."""
    match = _UNEVEN.search(text, start, end)
    return end if match is None else match.start()


def _covered(text: str, first: int, last: int, hidden: Sequence[Pair], index: int) -> bool:
    """Whether the spans from `hidden[index]` on leave nothing but spaces of `text[first:last]`."""
    at = first
    while at < last:
        if index == len(hidden) or hidden[index][0] >= last:
            return not text[at:last].strip()
        low, high = hidden[index]
        if low > at and text[at:low].strip():
            return False
        at = max(at, high)
        index += 1
    return True


def _wrap_paragraph(text: str, start: int, first: int, end: int, width: int, uneven: int, lines: list[Pair]) -> int:
    """Wrap the paragraph `text[start:end]`, whose first character that is no space stands at `first`.

    `uneven` is where the next character stands that does not take one cell, or a place before `start`;
    what is returned is that for the paragraphs that follow.
    """
    limit = len(text)
    while start < end:
        if uneven < start:
            uneven = _next_uneven(text, start, limit)
        if uneven >= min(start + width + 1, end):
            if end - start <= width:
                cut = resume = end
            else:
                cut, resume = _break_even(text, start, first, end, width)
        else:
            cut, resume = _break_uneven(text, start, first, end, width)
        lines.append((start, cut))
        start = first = resume
    return uneven


def _break_even(text: str, start: int, first: int, end: int, width: int) -> Pair:
    """Where a line ends and the next begins, where each character is one cell: a search in C."""
    cut = text.rfind(" ", first + 1, start + width + 1)
    if cut < 0:
        return start + width, start + width
    resume = cut + 1
    if text[resume] == " " and (spaces := _SPACES.match(text, resume, end)):
        resume = spaces.end()
    while text[cut - 1] == " ":
        cut -= 1
    return cut, resume


def _break_uneven(text: str, start: int, first: int, end: int, width: int) -> Pair:
    """Where a line ends and the next begins, where characters take no cell, one or two.

    `cut` is the last place where the line may end, `resume` where the next line would then begin.
    """
    used = 0
    cut = resume = start
    spaced = wide = False
    opening = ""
    for left, right, cells in clusters(text, start, end):
        character = text[left]
        if character == " " and right == left + 1:
            if left > first:
                if not spaced:
                    cut = left
                resume = right
            used += 1
            spaced, wide = True, False
            continue
        between = (wide or cells > 1) and character not in _NOT_FIRST and opening not in _NOT_LAST
        if between and left > first and not spaced:
            cut = resume = left
        if used + cells > width and left > start:
            return (cut, resume) if cut > start else (left, left)
        used += cells
        spaced, wide, opening = False, cells > 1, character
    return end, end
