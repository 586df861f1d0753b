"""The names of saved searches that a query uses, and the query with another name in their place."""

from __future__ import annotations

from collections.abc import Iterator

from index.errors import QueryError
from index.model import Span
from index.search.lexer import Kind, Token, quoted, tokens

_FIELD = "query"


def uses(query: str, name: str) -> bool:
    """Whether a query uses the saved search of this name, in any case of its letters."""
    return any(used == name.casefold() for used, _ in _places(query))


def used(query: str) -> list[str]:
    """The names of the saved searches that a query uses, in no case."""
    return [name for name, _ in _places(query)]


def renamed(query: str, name: str, new: str) -> str:
    """The query with `new` wherever it used `name`."""
    for used, at in reversed(list(_places(query))):
        if used == name.casefold():
            query = f"{query[: at.start]}{quoted(new)}{query[at.end :]}"
    return query


def _places(query: str) -> Iterator[tuple[str, Span]]:
    """Each name that stands after `query:`, in no case, and where it stands."""
    try:
        found = tokens(query, frozenset())
    except QueryError:
        return
    for place, token in enumerate(found):
        if token.kind is not Kind.FIELD or token.text != _FIELD:
            continue
        following = found[place + 1]
        if following.kind in (Kind.WORD, Kind.PHRASE) and following.value:
            yield following.text.strip().casefold(), following.at
        elif following.kind is Kind.OPEN and following.value:
            yield from _listed(found[place + 2 :])


def _listed(found: list[Token]) -> Iterator[tuple[str, Span]]:
    """The names in a list, of one or more words each."""
    words: list[Token] = []
    for token in found:
        if token.kind in (Kind.WORD, Kind.PHRASE):
            words.append(token)
            continue
        if words:
            name = " ".join(word.text for word in words).strip().casefold()
            yield name, Span(words[0].at.start, words[-1].at.end)
            words = []
        if token.kind not in (Kind.COMMA, Kind.OR):
            return
