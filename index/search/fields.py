"""The fields of the query language: their names, an example of each, and what people call them instead."""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.search.tree import STATEMENT_FIELDS, NumberField

#: Each field that is written with a colon, and an example of its value.
FIELDS: dict[str, str] = {
    "title": "word",
    "body": "word",
    "actor": "name",
    "entity": "name",
    "type": "person",
    "outlet": "name",
    "author": "name",
    "section": "name",
    "language": "en",
    "url": "example.org",
    "date": "2022-03..",
    "added": "30d",
    "tag": "name",
    "stance": "against",
    "issue": "id",
    "cue": "told",
    "form": "direct",
    "via": "name",
    "voice": "spokesperson",
    "by": "annotator",
    "note": "word",
    "certainty": "low",
    "is": "unlabelled",
    "since": "seen",
    "id": "article",
    "like": "article",
    "query": "name",
}
WORDS = "words"
CONFIDENCE = str(NumberField.CONFIDENCE)
#: Names before which <, <=, =, >= and > make a comparison.
COMPARED = frozenset({*FIELDS, WORDS, CONFIDENCE})
#: Fields that may stand within braces; a saved search may, if all that it holds may.
IN_BRACES = frozenset({*(str(field) for field in STATEMENT_FIELDS), CONFIDENCE, "query"})

_MEANT = {
    "annotator": "by",
    "coder": "by",
    "comment": "note",
    "country": "entity",
    "duplicate": "is",
    "from": "outlet",
    "headline": "title",
    "keyword": "tag",
    "label": "stance",
    "lang": "language",
    "length": WORDS,
    "magazine": "outlet",
    "media": "via",
    "medium": "via",
    "name": "entity",
    "near": "like",
    "newspaper": "outlet",
    "org": "entity",
    "paper": "outlet",
    "person": "entity",
    "place": "entity",
    "position": "stance",
    "published": "date",
    "publisher": "outlet",
    "rubric": "section",
    "said": "cue",
    "saved": "query",
    "search": "query",
    "similar": "like",
    "site": "url",
    "source": "outlet",
    "speaker": "actor",
    "sure": "certainty",
    "state": "is",
    "text": "body",
    "topic": "issue",
    "verb": "cue",
    "who": "actor",
    "writer": "author",
    "year": "date",
}


def close_to(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` was probably meant to be, if any is near enough."""
    # Imported where it is needed: only a query with a mistake in it pays for it.
    from difflib import get_close_matches

    found = get_close_matches(word[:100].lower(), list(known), n=1, cutoff=0.6)
    return found[0] if found else None


def value_meant(typed: str, known: Iterable[str]) -> str | None:
    """The known value that was probably meant: one that is spelled nearly so, or else begins so, or has a word that
    does."""
    values = list(known)
    near = close_to(typed, values)
    if near is not None or not typed.strip():
        return near
    low = typed.strip().casefold()
    begin = (one for one in values if one.casefold().startswith(low))
    within = (one for one in values if any(part.startswith(low) for part in re.findall(r"[^\W_]+", one.casefold())))
    return next(begin, None) or next(within, None)


def field_meant(name: str) -> str | None:
    """The field that an unknown name was probably meant to be."""
    return _MEANT.get(name) or close_to(name, (*FIELDS, WORDS, CONFIDENCE))


def is_merged(field: str) -> bool:
    """Whether a field given twice means either value. States and words in a text can all hold at once."""
    return field not in ("is", "title", "body", "query")
