"""Marking a span of an article by keyboard: where words and sentences begin and end, and how ends move.

Everything here is pure. Offsets count code points, end exclusive; a paragraph ends at a line feed, and
neither a word nor a sentence goes beyond one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from index.model import Span
from tui.wrapping import clusters

# Words with their inner apostrophes, hyphens and dots (U.S., don't, 3.5); anything else that is no space
# is a word of its own, so that a quotation mark can be taken in or left out.
_WORD = re.compile(r"\w+(?:[-'’.,]\w+)*|[^\w\s]")
_STOP = re.compile(r"""[.!?…。！？]+["'”’»)\]」』]*(?=\s|$)|[。！？]+[」』]*""")
_OPENS = re.compile(r"""\s*["'“‘«(\[]*[^\W_a-zß-öø-ÿ]""")
_ABBREVIATION = re.compile(
    r"""(?:^|[\s"'“‘(])(?:Mr|Mrs|Ms|Dr|Prof|Rev|Hon|St|Sen|Rep|Gov|Gen|Col|Lt|Capt|Sgt|Maj|Cmdr|Adm|Pres|Amb"""
    r"""|Jr|Sr|No|vs|v|cf|ca|approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[A-Z]|(?:[A-Za-z]\.)+[A-Za-z])\.$"""
)
_VISIBLE = re.compile(r"\S")
_WINDOW = 20_000
"""How far a paragraph is looked at on either side, so that a text without line feeds costs no more than others."""


class Unit(StrEnum):
    """What an end moves by."""

    CHARACTER = "character"
    WORD = "word"
    SENTENCE = "sentence"


def paragraph(text: str, offset: int) -> Span:
    """The paragraph that holds `offset`, without its line feed; cut to a window in a very long one."""
    offset = max(0, min(offset, len(text)))
    low, high = max(0, offset - _WINDOW), min(len(text), offset + _WINDOW)
    start = text.rfind("\n", low, offset) + 1 or low
    end = text.find("\n", offset, high)
    return Span(start, high if end < 0 else end)


def words(text: str, start: int, end: int) -> list[Span]:
    """The words and marks of punctuation of `text[start:end]`."""
    return [Span(*match.span()) for match in _WORD.finditer(text, start, end)]


def sentences(text: str, start: int, end: int) -> list[Span]:
    """The sentences of a paragraph, without the spaces between them.

    A sentence ends at a full stop, question or exclamation mark (with the quotation marks and brackets
    that close behind it) which a capital, a digit or an opening mark follows, except after an
    abbreviation or an initial.
    """
    found: list[Span] = []
    left = _skip_spaces(text, start, end)
    for match in _STOP.finditer(text, start, end):
        right = match.end()
        if right <= left:
            continue
        if text[match.start()] not in "。！？":
            abbreviated = _ABBREVIATION.search(text, max(left, match.start() - 20), match.start() + 1)
            if abbreviated or _OPENS.match(text, right, end) is None:
                continue
        found.append(Span(left, right))
        left = _skip_spaces(text, right, end)
    last = left + len(text[left:end].rstrip())
    if last > left:
        found.append(Span(left, last))
    return found


def _skip_spaces(text: str, start: int, end: int) -> int:
    return end - len(text[start:end].lstrip())


def sentence_at(text: str, offset: int) -> Span | None:
    """The sentence that holds `offset`, else the next one that begins; None where none is left."""
    while offset <= len(text):
        within = paragraph(text, offset)
        for span in sentences(text, within.start, within.end):
            if offset < span.end:
                return span
        offset = within.end + 1
        rest = _VISIBLE.search(text, offset)
        if rest is None:
            return None
        offset = rest.start()
    return None


def word_at(text: str, offset: int) -> Span | None:
    """The word or mark of punctuation that holds `offset`, None on a space."""
    within = paragraph(text, offset)
    return next((span for span in words(text, within.start, within.end) if span.start <= offset < span.end), None)


def boundary(text: str, offset: int, unit: Unit, direction: int, *, at_end: bool) -> int:
    """The next place behind (`direction` 1) or before (-1) `offset` where a unit ends (`at_end`) or begins.

    Goes on into the neighbouring paragraphs; at the border of the text it stays there.
    """
    if unit is Unit.CHARACTER:
        return _cluster_boundary(text, offset, direction)
    here = offset
    while True:
        within = paragraph(text, here)
        find = words if unit is Unit.WORD else sentences
        spans = find(text, within.start, within.end)
        places = [span.end if at_end else span.start for span in spans]
        if direction > 0:
            ahead = next((place for place in places if place > offset), None)
            if ahead is not None:
                return ahead
            following = _VISIBLE.search(text, within.end)
            if following is None:
                return max(offset, places[-1] if places else 0)
            here = following.start()
        else:
            behind = next((place for place in reversed(places) if place < offset), None)
            if behind is not None:
                return behind
            rest = text[max(0, within.start - _WINDOW) : within.start].rstrip()
            if not rest:
                return min(offset, within.start)
            here = max(0, within.start - _WINDOW) + len(rest) - 1


def _cluster_boundary(text: str, offset: int, direction: int) -> int:
    within = paragraph(text, offset)
    if direction > 0:
        if offset >= within.end:
            return min(offset + 1, len(text))
        return next(clusters(text, offset, within.end)).end
    if offset <= within.start:
        return max(0, offset - 1)
    last = within.start
    for cluster in clusters(text, max(within.start, offset - 64), offset):
        last = cluster.start
    return last


@dataclass(frozen=True, slots=True)
class Marking:
    """A span that is being marked: `anchor` stands still, `head` is the end that moves."""

    anchor: int
    head: int

    @property
    def span(self) -> Span:
        """The marked span, whichever of the two ends comes first."""
        return Span(min(self.anchor, self.head), max(self.anchor, self.head))

    @property
    def forward(self) -> bool:
        """Whether the end that moves is the right one."""
        return self.head >= self.anchor

    def to(self, head: int) -> Marking:
        """The same anchor, the moving end at `head`."""
        return replace(self, head=max(0, head))

    def move(self, text: str, unit: Unit, direction: int) -> Marking:
        """Move the end by one unit: a right end to where units end, a left one to where they begin."""
        return self.to(boundary(text, self.head, unit, direction, at_end=self.forward))

    def swapped(self) -> Marking:
        """The other end moves."""
        return Marking(self.head, self.anchor)

    def word(self, text: str, direction: int) -> Marking:
        """One word alone: the next one (1) or the one before (-1); of more than a word that is marked, the first."""
        here = self.span.start
        first = word_at(text, here)
        if direction > 0 and first is not None and first.end < self.span.end and _is_word(text, first):
            return Marking(first.start, first.end)
        while (there := boundary(text, here, Unit.WORD, direction, at_end=False)) != here:
            found = word_at(text, there)
            if found is not None and _is_word(text, found):
                return Marking(found.start, found.end)
            here = there
        return self


def _is_word(text: str, span: Span) -> bool:
    return any(character.isalnum() for character in text[span.start : span.end])
