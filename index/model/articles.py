"""Articles: as a reader gives them, and as versions in a library."""

from __future__ import annotations

from dataclasses import dataclass

from index.model.passages import Span
from index.text import blanked


@dataclass(frozen=True, slots=True)
class ArticleDraft:
    """An article as a reader gives it, its text already cleaned, before any library has seen it.

    `source_id` is the id that the source itself gave, `date` is ISO (YYYY-MM-DD) or None where it is
    unknown, `section` is the part of the outlet that it stood in ("Politics"), `masked` are the spans that
    are boilerplate (they stay in the text), `title_span` is where the headline stands in the text, None
    where the text does not hold it. `record` names the place in a file of several articles ("line 3").
    `warnings` are sentences about what the reader had to decide.
    """

    path: str
    text: str
    title: str
    date: str | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None
    section: str | None = None
    source_id: str | None = None
    record: str | None = None
    masked: tuple[Span, ...] = ()
    title_span: Span | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One version of an article in a library.

    `key` is the library's own integer for the article, `id` is the same on every machine, `version`
    is the hash of the cleaned text. `current` is False for a version that a later one replaced.
    """

    key: int
    id: str
    version: str
    title: str
    text: str
    date: str | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None
    section: str | None = None
    source_id: str | None = None
    masked: tuple[Span, ...] = ()
    title_span: Span | None = None
    added: str = ""
    current: bool = True

    @property
    def shown(self) -> str:
        """The text as it is shown: what is masked is blank, everything in its place."""
        return blanked(self.text, ((span.start, span.end) for span in self.masked))
