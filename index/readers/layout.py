"""The lines of a text with their places, and its first sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.model import Span

_LINE = re.compile(r"[^\n]+")
_WORDS = re.compile(r"\S")
# Letters that stand before a full stop without ending a sentence.
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[“\"'‘])(?:Mr|Mrs|Ms|Mx|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Maj|Adm|Rev|Hon|St|Mt|Jr|Sr|No|vs|Inc|Ltd"
    r"|Co|Corp|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[A-Z]|(?:[A-Za-z]\.)+[A-Za-z])$"
)
_SENTENCE_END = re.compile(r"[.!?…]+[\"”’'»)\]]*(?=\s)|[。！？]+[”」』]*")
_FURTHEST = 2_000


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, without the spaces around it; `number` counts such lines from 0."""

    number: int
    start: int
    end: int
    text: str
    followed_by_blank: bool

    @property
    def span(self) -> Span:
        """Where the line stands in the text."""
        return Span(self.start, self.end)


def lines(text: str, start: int = 0) -> Iterator[Line]:
    """The lines of a cleaned text from `start` on that are not blank, in order."""
    number = 0
    for match in _LINE.finditer(text, start):
        whole = match[0]
        words = whole.strip()
        if words:
            begin = match.start() + len(whole) - len(whole.lstrip())
            yield Line(number, begin, begin + len(words), words, _blank_after(text, match.end()))
            number += 1


def _blank_after(text: str, feed: int) -> bool:
    """Whether a blank line comes after the line feed at `feed`."""
    following = text.find("\n", feed + 1)
    return following >= 0 and not text[feed + 1 : following].strip()


def first_sentence(text: str, start: int = 0) -> str:
    """The first sentence of a text from `start` on, on one line: at most its first paragraph."""
    first = _WORDS.search(text, start)
    if first is None:
        return ""
    start = first.start()
    paragraph = re.split(r"\n[^\S\n]*\n", text[start : start + _FURTHEST], maxsplit=1)[0]
    for match in _SENTENCE_END.finditer(paragraph):
        before = paragraph[max(match.start() - 24, 0) : match.start()]
        after = paragraph[match.end() : match.end() + 80].lstrip()
        if after[:1].islower() or (match[0].startswith(".") and _ABBREVIATION.search(before)):
            continue
        paragraph = paragraph[: match.end()]
        break
    return " ".join(paragraph.split())


def same_words(one: str, other: str) -> bool:
    """Whether two lines are the same headline: case, spaces and the shape of quotation marks aside."""
    return fold(one) == fold(other)


def fold(line: str) -> str:
    """What two printings of one headline have in common."""
    return " ".join(line.translate(_QUOTES).casefold().split()).rstrip(" .")


_QUOTES = str.maketrans("‘’‚“”„«»–—", '\'\'\'"""""--')
