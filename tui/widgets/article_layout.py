"""Which lines an article is shown in: its headline, its metadata, its text; and where each offset stands.

Pure: from an article and a width to display lines. Lines are counted from 0 at the top of the article.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property

from index.model import Article, Span
from index.text import clean_line
from tui.wrapping import Pair, clusters, is_even, wrap

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class Role(Enum):
    """What a display line is."""

    TITLE = "title"
    METADATA = "metadata"
    BLANK = "blank"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Line:
    """A display line: what it is, what it shows, and where that stands in the article.

    `start` and `end` are offsets into the article's text; both None where the line is not of it.
    """

    role: Role
    text: str
    start: int | None = None
    end: int | None = None


def long_date(iso: str | None) -> str:
    """`2022-03-04` as `4 March 2022`, in English whatever the machine speaks; what is no date stays as it is."""
    if not iso:
        return "date unknown"
    try:
        day = date.fromisoformat(iso[:10])
    except ValueError:
        return clean_line(iso)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def metadata(article: Article) -> str:
    """The line under the headline: date, outlet, author, and whether there is a later version."""
    parts = [long_date(article.date), clean_line(article.outlet) if article.outlet else "outlet unknown"]
    if article.author:
        parts.append(f"by {clean_line(article.author)}")
    if not article.current:
        parts.append("an earlier version")
    return " · ".join(parts)


def merged(spans: Iterable[Span]) -> list[Pair]:
    """The spans in order, those that touch or overlap joined, empty ones dropped."""
    pairs: list[Pair] = []
    for span in sorted(spans):
        if span.end == span.start:
            continue
        if pairs and span.start <= pairs[-1][1]:
            pairs[-1] = (pairs[-1][0], max(pairs[-1][1], span.end))
        else:
            pairs.append((span.start, span.end))
    return pairs


class ArticleLayout:
    """The display lines of one article at one width.

    The headline comes first, taken from the text where the text holds it (so that marks in it are
    shown) and left out of the text then; below it the metadata, a blank line, and the text. Of the
    text, lines that are wholly masked are left out, and of blank lines in a row one is shown.
    """

    def __init__(self, article: Article | None, width: int) -> None:
        self.width = max(1, width)
        self.text = article.text if article else ""
        self._title_text = ""
        self._title: list[Pair] = []
        self._title_span: Span | None = None
        self._metadata: list[str] = []
        self._hidden: list[Pair] = []
        if article is not None:
            self._title_span = _title_in_text(article)
            spans = [*article.masked, self._title_span] if self._title_span else article.masked
            self._hidden = merged(spans)
            self._wrap_header(article)

    @cached_property
    def body(self) -> list[Pair]:
        """The lines of the text, wrapped when they are first asked for."""
        return wrap(self.text, self.width, hidden=self._hidden)

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.body]

    def _wrap_header(self, article: Article) -> None:
        if self._title_span is not None:
            self._title_text = article.text
            self._title = wrap(article.text, self.width, start=self._title_span.start, end=self._title_span.end)
        else:
            self._title_text = clean_line(article.title)
            self._title = wrap(self._title_text, self.width)
        line = metadata(article)
        self._metadata = [line[start:end] for start, end in wrap(line, self.width)]

    @property
    def header(self) -> int:
        """How many lines stand above the text."""
        lines = len(self._title) + len(self._metadata)
        return lines + 1 if lines else 0

    def __len__(self) -> int:
        return self.header + len(self.body)

    def line(self, number: int) -> Line:
        """A display line; raises IndexError where there is none of that number."""
        if not 0 <= number < len(self):
            raise IndexError(number)
        if number >= self.header:
            start, end = self.body[number - self.header]
            return Line(Role.TEXT, self.text[start:end], start, end)
        if number < len(self._title):
            start, end = self._title[number]
            text = self._title_text[start:end]
            return Line(Role.TITLE, text, start, end) if self._title_span else Line(Role.TITLE, text)
        if number < self.header - 1:
            return Line(Role.METADATA, self._metadata[number - len(self._title)])
        return Line(Role.BLANK, "")

    def line_of(self, offset: int) -> int:
        """The display line that shows `offset`, or the one after which it would stand."""
        if self._title_span and self._title_span.start <= offset < self._title_span.end:
            return max(0, bisect_right([start for start, _ in self._title], offset) - 1)
        if not self.body:
            return 0
        return self.header + max(0, bisect_right(self._starts, offset) - 1)

    def lines_of(self, start: int, end: int) -> range:
        """The display lines that show a stretch."""
        return range(self.line_of(start), self.line_of(max(start, end - 1)) + 1)

    def offset_of(self, number: int) -> int:
        """The offset at which a display line begins; for a line that is not of the text, the next that is."""
        number = max(0, min(number, len(self) - 1))
        if number < len(self._title) and self._title_span:
            return self._title[number][0]
        if not self.body:
            return 0
        return self._starts[max(0, number - self.header)]

    def shows(self, start: int, end: int) -> bool:
        """Whether any of `start` to `end` is in a display line."""
        for number in self.lines_of(start, end):
            line = self.line(number) if len(self) else None
            if line and line.start is not None and line.end is not None and line.start < end and start < line.end:
                return True
        return False

    def offset_at(self, number: int, cell: int) -> int | None:
        """The offset of the character at a cell of a display line; None where the line is not of the text.

        Left of the line it is that of the first character, right of it the end of the line.
        """
        if not 0 <= number < len(self):
            return None
        line = self.line(number)
        if line.start is None or line.end is None:
            return None
        if cell <= 0:
            return line.start
        if is_even(line.text):
            return min(line.start + cell, line.end)
        reached = 0
        for cluster in clusters(line.text):
            reached += cluster.cells
            if cell < reached:
                return line.start + cluster.start
        return line.end


def _title_in_text(article: Article) -> Span | None:
    """Where the headline stands in the text, if what stands there is the headline."""
    span = article.title_span
    if span is None or span.end > len(article.text):
        return None
    return span if article.text[span.start : span.end].split() == clean_line(article.title).split() else None
