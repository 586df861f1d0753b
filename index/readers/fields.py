"""The fields that a source gives with an article: cleaned, on one line, bounded, or left out with a warning."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from index.readers import dates
from index.text import clean_line

LONGEST = 1_000
NAMES = ("id", "title", "date", "outlet", "author", "url", "language", "section", "text")

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8}){0,4}")
_WORD = re.compile(r"[^\W_]")


def one_line(value: str) -> str:
    """A field on one line: cleaned, each run of spaces one space, at most 1,000 characters."""
    line = " ".join(clean_line(value[: 8 * LONGEST]).split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"


def has_words(text: str) -> bool:
    """Whether there is any letter or digit in the text."""
    return _WORD.search(text) is not None


@dataclass(slots=True)
class Fields:
    """An article's metadata as its source gave it, and sentences on what had to be left out."""

    title: str | None = None
    date: str | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None
    section: str | None = None
    source_id: str | None = None
    warnings: list[str] = field(default_factory=list)


def read_fields(given: dict[str, str | None]) -> Fields:
    """Check each field; `given` has strings under the names id, title, date, outlet, author, url, language, section."""
    found = Fields()
    found.title = _plain(given.get("title"))
    found.outlet = _plain(given.get("outlet"))
    found.author = _plain(given.get("author"))
    found.source_id = _identity(given.get("id"), found.warnings)
    found.url = _url(given.get("url"), found.warnings)
    found.language = _language(given.get("language"), found.warnings)
    found.section = _plain(given.get("section"))
    raw = _plain(given.get("date"))
    if raw is not None:
        found.date = dates.parse(raw)
        if found.date is None:
            found.warnings.append(f"the date “{_short(raw)}” is not certain to be any day; it is kept as unknown")
    return found


def _plain(value: str | None) -> str | None:
    return (one_line(value) or None) if value is not None else None


def _identity(value: str | None, warnings: list[str]) -> str | None:
    plain = _plain(value)
    if plain is not None and value is not None and len(value) > LONGEST:
        warnings.append(f"the id is longer than {LONGEST:,} characters; it is left out")
        return None
    return plain


def _url(value: str | None, warnings: list[str]) -> str | None:
    plain = _plain(value)
    if plain is None or value is None:
        return None
    try:
        parts = urlsplit(plain)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None
    except ValueError:
        usable = False
    if not usable or len(value) > LONGEST or " " in plain or "\ufffd" in plain:
        warnings.append(f"the url “{_short(plain)}” is not a plain http or https address; it is left out")
        return None
    return plain


def _language(value: str | None, warnings: list[str]) -> str | None:
    plain = _plain(value)
    if plain is not None and _LANGUAGE.fullmatch(plain) is None:
        warnings.append(f"the language “{_short(plain)}” is no language code; it is left out")
        return None
    return plain


def _short(value: str) -> str:
    return value if len(value) <= 80 else value[:79] + "…"
