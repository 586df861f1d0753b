"""Records, one article each, whatever file they stand in: their fields, their identity, their text."""

from __future__ import annotations

from dataclasses import dataclass

from index.errors import ReadError
from index.model import ArticleDraft, digest
from index.readers.boilerplate import merge
from index.readers.fields import Fields, has_words, one_line, read_fields
from index.readers.masthead import read_masthead
from index.text import clean


@dataclass(frozen=True, slots=True)
class Record:
    """One record as its file gives it: `place` is "line 3", `numeric_id` whether the id was a number."""

    place: str
    given: dict[str, str | None]
    numeric_id: bool = False
    warnings: tuple[str, ...] = ()


class Identities:
    """What the records of one file are known by, so that none silently takes another's place."""

    def __init__(self) -> None:
        self._seen: dict[str, tuple[str, bool, str]] = {}

    def check(self, record: Record, fields: Fields, text: str) -> None:
        """Remember a record. Raises ReadError where an earlier one has its identity and another text."""
        if fields.url is not None:
            identity, name = digest("url", fields.url), "url"
        elif fields.source_id is not None:
            identity, name = digest("id", fields.outlet or "", fields.source_id), "id"
        else:
            return
        content = digest(text)
        place, numeric, earlier = self._seen.setdefault(identity, (record.place, record.numeric_id, content))
        if name == "id" and numeric != record.numeric_id:
            kind, other = ("a number", "a text") if record.numeric_id else ("a text", "a number")
            raise ReadError(f"its id is {kind} and that of {place} the same as {other}; give one of them another id")
        if earlier != content:
            raise ReadError(
                f"it has the {name} of {place} and another text; a corrected version is added from a file of its own"
            )


def draft(path: str, record: Record, identities: Identities) -> ArticleDraft:
    """The article that a record holds; its text is the field `text` alone, cleaned. Raises ReadError."""
    raw = record.given.get("text")
    if raw is None:
        raise ReadError("it has no text: the field “text” is missing")
    text = clean(raw)
    if not has_words(text):
        raise ReadError("its text is empty")
    fields = read_fields(record.given)
    identities.check(record, fields, text)
    found = read_masthead(text, title=fields.title)
    return ArticleDraft(
        path=path,
        text=text,
        title=fields.title or one_line(found.title),
        date=fields.date or found.date,
        outlet=fields.outlet or found.outlet,
        author=fields.author or found.author,
        url=fields.url,
        language=fields.language,
        section=fields.section or found.section,
        source_id=fields.source_id,
        record=record.place,
        masked=merge(found.masked),
        title_span=found.title_span,
        warnings=(*record.warnings, *fields.warnings),
    )
