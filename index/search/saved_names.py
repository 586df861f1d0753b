"""The names of saved searches that a query uses, and the query with another name in their place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from index.errors import QueryError
from index.model import Span
from index.search.lexer import Kind, Token, quoted, tokens

_FIELD = "query"
_LISTED = 8


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


def name_at(text: str, at: int, names: Collection[str]) -> tuple[str, Span] | None:
    """The longest of the names that stands at a place of a query as bare words, and where; None where none does."""
    found = [
        (name, Span(at, match.end()))
        for name in names
        if (match := re.compile(rf"{re.escape(name)}(?!\w)", re.IGNORECASE).match(text, at))
    ]
    return max(found, key=lambda one: one[1].end, default=None)


def named_instead(names: Collection[str], near: str | None) -> str:
    """What to say of the saved searches that there are, where one is named that there is not."""
    if near is not None:
        return f"did you mean {quoted(near) if ' ' in near else near}?"
    if not names:
        return "none has been saved yet"
    listed = ", ".join(quoted(one) if " " in one else one for one in list(names)[:_LISTED]) + (
        " …" if len(names) > _LISTED else ""
    )
    return f"there {'is' if len(names) == 1 else 'are'} {listed}"


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
