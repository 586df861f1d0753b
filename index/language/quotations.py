"""Quotations: what stands in quotation marks, over paragraphs and with marks that do not balance.

Works on characters, before any parsing. Straight and typographic double marks, guillemets and two
apostrophes ('' as some wires write) open and close quotations; single marks do so too where a pair of
them can be told from apostrophes (British papers, headlines). A paragraph that begins with an opening
mark while the paragraph before is still open goes on with the same quotation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.model import Span

_DOUBLE = re.compile(r"[\"“”„‟«»＂]|'{2,3}|``|‘‘|’’")
_SINGLE = re.compile(r"(?<!['‘’])['‘’](?!['‘’])")
_OPENS = frozenset(("“", "„", "«", "``", "‘‘"))
_CLOSES = frozenset(("”", "»", "’’"))
_BEFORE_OPENING = frozenset(' \n\t\u00a0\u202f([{-–—/:,;"“')
_LONGEST_SINGLE = 600  # code points between single marks; more is two apostrophes
_INTRODUCES = frozenset(",:;(-–—")


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation: its pieces (a piece for each paragraph, marks included).

    `single` says that single marks hold it; `closed` that it has both its marks.
    """

    pieces: tuple[Span, ...]
    single: bool = False
    closed: bool = True

    @property
    def start(self) -> int:
        """Where the opening mark stands."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """Where the last piece ends, closing mark included."""
        return self.pieces[-1].end


@dataclass(slots=True)
class _Mark:
    start: int
    end: int
    opens: bool
    closes: bool


def quotations(text: str, paragraphs: Sequence[Span]) -> list[Quotation]:
    """All quotations of the text, in order; one inside another (of the other kind of mark) is left out."""
    found: list[Quotation] = []
    open_pieces: list[Span] = []
    for number, paragraph in enumerate(paragraphs):
        marks = _marks(text, paragraph)
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        pieces, open_at = _paired(marks, continues=bool(open_pieces))
        if open_pieces and not (marks and _first_word(text, paragraph) == marks[0].start):
            found.append(Quotation(tuple(open_pieces), closed=False))
            open_pieces = []
            pieces, open_at = _paired(marks, continues=False)
        doubles: list[Quotation] = []
        if open_pieces and pieces and pieces[0].start == marks[0].start:
            doubles.append(Quotation((*open_pieces, pieces.pop(0))))
            open_pieces = []
        doubles += [Quotation((piece,)) for piece in pieces]
        if open_at is not None:
            rest = Span(open_at, _trimmed_end(text, paragraph))
            goes_on = following is not None and _begins_with_mark(text, following)
            if open_pieces or (goes_on and rest.end - rest.start > 1):
                if goes_on:
                    open_pieces.append(rest)
                else:
                    doubles.append(Quotation((*open_pieces, rest), closed=False))
                    open_pieces = []
            elif _introduced(text, paragraph, open_at):
                doubles.append(Quotation((rest,), closed=False))
        found += doubles
        taken = [s for q in doubles for s in q.pieces] + open_pieces[-1:]
        found += _singles(text, paragraph, taken)
    if open_pieces:
        found.append(Quotation(tuple(open_pieces), closed=False))
    return sorted(found, key=lambda q: q.start)


def _marks(text: str, paragraph: Span) -> list[_Mark]:
    """The double marks of a paragraph, each with what it can be."""
    marks = []
    for found in _DOUBLE.finditer(text, paragraph.start, paragraph.end):
        mark = found.group()
        before = text[found.start() - 1] if found.start() > paragraph.start else " "
        after = text[found.end()] if found.end() < paragraph.end else " "
        free_left, free_right = before in _BEFORE_OPENING, not after.isalnum()
        if mark in _OPENS:
            # “Not so,“ he said: some write the opening mark twice.
            closes = mark == "“" and free_right and not before.isspace()
            opens = not (closes and after.isspace())
        elif mark in _CLOSES:
            opens, closes = free_left and not free_right, True
        elif free_left and not after.isspace():
            opens, closes = True, False
        else:
            opens, closes = free_left == after.isspace(), True
        marks.append(_Mark(found.start(), found.end(), opens, closes))
    return marks


def _paired(marks: Sequence[_Mark], *, continues: bool) -> tuple[list[Span], int | None]:
    """Pair openings with closings. Returns the pairs and where an unclosed opening stands."""
    pairs: list[Span] = []
    open_at: int | None = None
    for mark in marks:
        if open_at is None:
            if mark.opens:
                open_at = mark.start
        elif mark.closes:
            pairs.append(Span(open_at, mark.end))
            open_at = None
        elif not (continues and not pairs):
            open_at = mark.start
    return pairs, open_at


def _first_word(text: str, paragraph: Span) -> int:
    """Where the paragraph's first character that is no space stands."""
    at = paragraph.start
    while at < paragraph.end and text[at].isspace():
        at += 1
    return at


def _trimmed_end(text: str, paragraph: Span) -> int:
    end = paragraph.end
    while end > paragraph.start and text[end - 1].isspace():
        end -= 1
    return end


def _begins_with_mark(text: str, paragraph: Span) -> bool:
    marks = _marks(text, Span(paragraph.start, min(paragraph.end, paragraph.start + 20)))
    return bool(marks) and marks[0].opens and marks[0].start == _first_word(text, paragraph)


def _introduced(text: str, paragraph: Span, at: int) -> bool:
    """Whether an opening mark stands at the paragraph's begin or after a comma or colon."""
    before = text[paragraph.start : at].rstrip()
    return not before or before[-1] in _INTRODUCES


def _singles(text: str, paragraph: Span, taken: Sequence[Span]) -> list[Quotation]:
    """Quotations between single marks that lie outside of the double ones."""
    opening: int | None = None
    closing: int | None = None
    found: list[Quotation] = []
    outside = iter(sorted(taken))
    span = next(outside, None)

    def settle() -> None:
        nonlocal opening, closing
        if opening is not None and closing is not None:
            found.append(Quotation((Span(opening, closing),), single=True))
        opening = closing = None

    for mark in _SINGLE.finditer(text, paragraph.start, paragraph.end):
        at = mark.start()
        while span is not None and span.end <= at:
            span = next(outside, None)
        if span is not None and span.start <= at:
            continue
        before = text[at - 1] if at > paragraph.start else " "
        after = text[at + 1] if at + 1 < paragraph.end else " "
        if mark.group() != "’" and before in _BEFORE_OPENING and (after.isalnum() or after in "$£€[."):
            if opening is not None and closing is None and at - opening < _LONGEST_SINGLE:
                continue
            settle()
            opening = at
        elif opening is not None and not after.isalnum() and not before.isspace():
            if at - opening > _LONGEST_SINGLE:
                settle()
            elif closing is None or before in ",.?!" or (before.lower() != "s" and text[closing - 2] not in ",.?!"):
                closing = at + 1
                if before.lower() != "s" or before in ",.?!":
                    settle()
    settle()
    return [q for q in found if q.end - q.start > 3]
