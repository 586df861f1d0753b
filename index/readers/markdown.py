"""Markdown, with front matter or without: one file, one article.

Nothing is rendered: the text stays as it stands, and what is mark-up and no word is masked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.errors import ReadError
from index.model import ArticleDraft, Span
from index.readers.boilerplate import merge
from index.readers.decoding import decode
from index.readers.fields import has_words, one_line, read_fields
from index.readers.front_matter import read_front_matter
from index.readers.masthead import read_masthead
from index.readers.source import Source
from index.text import clean

_NOT_A_FEED = re.compile(r"[^\n]")
_HEADING = re.compile(r"^ {0,3}(?P<marks>#{1,6})(?=[^\S\n])(?P<line>[^\n]*)", re.MULTILINE)
_UNDERLINED = re.compile(r"^(?P<line>[^\s#>\-*][^\n]{0,250})\n(?P<marks>={3,}|-{3,})[^\S\n]*$", re.MULTILINE)
_MARKUP = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"^ {0,3}(?P<mark>>(?: ?>){0,5}) ?",
        r"^ {0,9}(?P<mark>[*+\-])(?= \S)",
        r"^ {0,3}(?P<mark>\[[^\]\n]{1,100}\]: {0,4}<?(?:https?://|/|#|mailto:)[^\n]{0,500})$",
        r"(?P<mark>!\[[^\]\n]{0,300}\]\([^()\n]{0,500}(?:\([^()\n]{0,100}\)[^()\n]{0,100})?\))",
        r"(?P<mark>(?<![!\\])\[)(?=[^\[\]\n]{1,300}\]\()",
        r"(?<=[^\n\[])(?P<mark>\]\([^()\n]{0,500}(?:\([^()\n]{0,100}\)[^()\n]{0,100})?\))",
        r"(?P<mark></?[A-Za-z][A-Za-z0-9]{0,15}(?:\s[^<>\n]{0,500})?/?>)",
        r"(?P<mark>\*\*|__)(?=\S[^*_\n]{0,300}\S?(?P=mark))",
        r"(?<=\S)(?P<mark>\*\*|__)",
        r"(?<![*\w])(?P<mark>\*)(?=[^\s*][^*\n]{0,300}\*(?!\*))",
        r"(?<=[^\s*])(?P<mark>\*)(?![*\w])",
        r"(?<![_\w])(?P<mark>_)(?=[^\s_][^_\n]{0,300}_(?!\w))",
        r"(?<=[^\s_])(?P<mark>_)(?![_\w])",
    )
)


def read_markdown(source: Source) -> Iterator[ArticleDraft]:
    """The file as one article: its text is all of it, cleaned, front matter included and masked.

    The title is that of the front matter, else the first heading, else as in plain text. Raises
    ReadError where there is no text or the front matter is broken.
    """
    decoded = decode(source.data())
    text = clean(decoded.text)
    front = read_front_matter(text)
    start = front.end if front else 0
    given = read_fields(front.values if front else {})
    marks = [Span(0, start)] if front else []
    marks.extend(_comments(text, start))
    headings = list(_headings(text, start))
    marks.extend(mark for _, around in headings for mark in around)
    marks.extend(_marks(text, start))
    masked = merge(marks)
    # The head is read with the mark-up blanked out, so that each offset stays what it is.
    words = _blank(text, masked)
    if not has_words(words):
        raise ReadError("it holds no text besides its front matter" if front else "it holds no text")
    title = given.title or next((one_line(words[line.start : line.end]) for line, _ in headings), None)
    found = read_masthead(words, start=start, title=title)
    yield ArticleDraft(
        path=source.path,
        text=text,
        title=found.title,
        date=given.date or found.date,
        outlet=given.outlet or found.outlet,
        author=given.author or found.author,
        url=given.url,
        language=given.language,
        section=given.section or found.section,
        source_id=given.source_id,
        masked=merge([*masked, *found.masked]),
        title_span=found.title_span,
        warnings=(*decoded.warnings, *(front.warnings if front else ()), *given.warnings),
    )


def _headings(text: str, start: int) -> Iterator[tuple[Span, tuple[Span, ...]]]:
    """The headings in order: where the words stand, and the marks around them."""
    found: list[tuple[Span, tuple[Span, ...]]] = []
    for match in _HEADING.finditer(text, start):
        line = match["line"].rstrip()
        words = line.rstrip("#")
        # Hashes at the end close a heading only after a space: "C#" is a name.
        words = words.rstrip() if words.endswith(" ") else line
        begin = match.start("line") + len(words) - len(words.lstrip())
        end = match.start("line") + len(words)
        closing = Span(end, match.start("line") + len(line))
        if words.strip():
            found.append((Span(begin, end), (Span(*match.span("marks")), closing)))
    for match in _UNDERLINED.finditer(text, start):
        line = match["line"].rstrip()
        if not line.endswith("."):
            begin = match.start("line")
            found.append((Span(begin, begin + len(line)), (Span(*match.span("marks")),)))
    yield from sorted(found)


def _comments(text: str, start: int) -> Iterator[Span]:
    """HTML comments; one that is never closed reaches to the end."""
    while (begin := text.find("<!--", start)) >= 0:
        end = text.find("-->", begin + 4)
        start = len(text) if end < 0 else end + 3
        yield Span(begin, start)


def _marks(text: str, start: int) -> Iterator[Span]:
    for pattern in _MARKUP:
        for match in pattern.finditer(text, start):
            yield Span(*match.span("mark"))


def _blank(text: str, masked: Sequence[Span]) -> str:
    """The text with spaces where it is masked, line feeds kept: the same length."""
    pieces: list[str] = []
    last = 0
    for span in masked:
        pieces.append(text[last : span.start])
        pieces.append(_NOT_A_FEED.sub(" ", text[span.start : span.end]))
        last = span.end
    return "".join(pieces) + text[last:]
