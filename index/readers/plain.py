"""Plain text: one file, one article."""

from __future__ import annotations

from collections.abc import Iterator

from index.errors import ReadError
from index.model import ArticleDraft
from index.readers.boilerplate import merge
from index.readers.decoding import decode
from index.readers.fields import has_words
from index.readers.masthead import read_masthead
from index.readers.source import Source
from index.text import clean


def read_plain(source: Source) -> Iterator[ArticleDraft]:
    """The file as one article: its text is all of it, cleaned. Raises ReadError where it holds no text."""
    decoded = decode(source.data())
    text = clean(decoded.text)
    if not has_words(text):
        raise ReadError("it holds no text" if text else "it is an empty file")
    found = read_masthead(text)
    yield ArticleDraft(
        path=source.path,
        text=text,
        title=found.title,
        date=found.date,
        outlet=found.outlet,
        author=found.author,
        section=found.section,
        masked=merge(found.masked),
        title_span=found.title_span,
        warnings=decoded.warnings,
    )
