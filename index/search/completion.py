"""Completing a query at the cursor: names of fields, values of fields, words of the index. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.model import Certainty, EntityType, Form, Voice
from index.search.fields import CONFIDENCE, FIELDS, IN_BRACES, WORDS
from index.search.known_values import Known, Value, ValueIndex
from index.search.lexer import OPERATORS, TEXT_FIELDS, quoted
from index.search.tree import ARTICLE_STATES, SEEN, State
from index.search.typing_place import Place, place_of

LIMIT = 20

_RELATIVE = ("today", "yesterday", "7d", "30d", "3m", "12m")
#: Fields whose values are words of a text.
_OF_WORDS = TEXT_FIELDS | {"note"}
_COMPARED = {WORDS: f"{WORDS}>", CONFIDENCE: f"{CONFIDENCE}>"}
_BARE = re.compile(r"[^\W_](?:[\w&+@.'’-]*\w)?")


@dataclass(frozen=True, slots=True)
class Completion:
    """What may stand in the place of the query's characters from `start` to `end`.

    `text` is what is written there, `shown` what a list shows of it, `kind` the field whose value it is, or
    "field" or "word". `count` is in how many articles (or statements) it is, 0 where that means nothing.
    """

    start: int
    end: int
    text: str
    shown: str
    kind: str
    count: int = 0


def complete(query: str, cursor: int, vocabulary: Known, limit: int = LIMIT) -> list[Completion]:
    """What the query may go on with at the cursor (a place between its characters), the likeliest first.

    Within a field's value: its known values, those in which a word begins with what was typed first, then those about
    which a word says it, then those with its letters; the frequent ones first. Elsewhere: fields, then words of the
    index. Within braces only fields that speak of one statement. Nothing within a phrase or a regular expression.
    """
    place = place_of(query, min(max(cursor, 0), len(query)))
    if place is None:
        return []
    if _is_operator(place):
        return []
    if place.field is None:
        fields = [] if place.quoted else list(_fields(place))
        return [*fields, *_words(place, vocabulary, limit)][:limit]
    if place.field in _OF_WORDS:
        return _words(place, vocabulary, limit)[:limit]
    found = _values(place, vocabulary).find(place.typed, limit)
    return [_completion(place, place.field, one.value) for one in found]


def applied(query: str, completion: Completion) -> tuple[str, int]:
    """The query with a completion in it, and where the cursor stands then: behind it."""
    return (
        query[: completion.start] + completion.text + query[completion.end :],
        completion.start + len(completion.text),
    )


def value_text(value: str) -> str:
    """A value as a query has it: within quotation marks where it is more than a plain word."""
    return value if _BARE.fullmatch(value) and value not in OPERATORS else quoted(value)


def _is_operator(place: Place) -> bool:
    """Whether AND, OR or NOT is being typed, or stands there."""
    typed = place.typed
    if place.quoted or place.field is not None:
        return not place.quoted and typed.endswith(" OR")
    return len(typed) > (place.start == 0) and any(operator.startswith(typed) for operator in OPERATORS)


def _fields(place: Place) -> Iterator[Completion]:
    typed = place.typed.lower()
    for name in (*FIELDS, *_COMPARED):
        if not name.startswith(typed) or (place.braces and name not in IN_BRACES):
            continue
        if name == CONFIDENCE and not (place.braces or typed):
            continue
        text = _COMPARED.get(name, f"{name}:")
        yield Completion(place.start, place.end, text, text, "field")


def _words(place: Place, vocabulary: Known, limit: int) -> list[Completion]:
    """Words of the index; those of statements' contents are no others, so that braces make no difference."""
    if not place.typed or not place.typed[-1].isalnum():
        return []
    return [
        Completion(place.start, place.end, word, word, "word", count)
        for word, count in vocabulary.words(place.typed, limit)
    ]


def _values(place: Place, vocabulary: Known) -> ValueIndex:
    """The values of the field at the cursor: those that the language itself gives, else the library's."""
    match place.field:
        case "is":
            return _plain(state for state in State if not (place.braces and state in ARTICLE_STATES))
        case "since":
            return _plain([SEEN])
        case "form":
            return _plain(Form)
        case "certainty":
            return _plain(Certainty)
        case "type":
            return _plain(str(one).lower() for one in EntityType)
        case "voice":
            return _plain(Voice)
        case "date" | "added" as field:
            newest = sorted(vocabulary.of(field).values, key=lambda one: one.value, reverse=True)
            return _InOrder([*_plain(_RELATIVE).values, *newest])
        case field:
            return vocabulary.of(field or "")


def _plain(values: Iterable[str]) -> ValueIndex:
    """Values that are there in any library, in the order of the language."""
    return _InOrder(Value(str(value), 0) for value in values)


class _InOrder(ValueIndex):
    """Values that keep their order."""

    def __init__(self, values: Iterable[Value]) -> None:
        self.values = list(values)


def _completion(place: Place, field: str, value: Value) -> Completion:
    text = quoted(value.value) if place.quoted else value_text(value.value)
    shown = f"{value.value}  {value.about}" if value.about else value.value
    return Completion(place.start, place.end, text, shown, field, value.count)
