"""Where in a query the cursor stands: in which field's value or in which word. A query need not be whole for it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.search.lexer import QUOTES, TEXT_FIELDS

_PHRASE = re.compile(rf"[{QUOTES}]((?:[^{QUOTES}\\]|\\.|\\\Z)*+)([{QUOTES}]|\Z)", re.DOTALL)
_REGEX = re.compile(r"/(?:[^/\\]|\\.|\\\Z)*+(/|\Z)", re.DOTALL)
_FIELD = re.compile(r"([^\W\d_][\w-]*):")
_WORD = re.compile(rf"[^\s(){{}}{QUOTES}]+")
_ITEM = re.compile(rf"[^\s(){{}}{QUOTES},]+")
_ESCAPED = re.compile(rf"\\([{QUOTES}\\])")
#: What may stand before a word and is no part of it.
_SIGNS = "=~"


@dataclass(frozen=True, slots=True)
class Place:
    """What stands at the cursor: a value of `field`, or a word where there is none.

    `typed` is what of it stands before the cursor, `start` and `end` where all of it stands in the query (with
    its quotation marks, where it is `quoted`). `braces` is whether it is within braces.
    """

    field: str | None
    typed: str
    start: int
    end: int
    braces: bool = False
    quoted: bool = False


def place_of(query: str, cursor: int) -> Place | None:
    """Where the cursor stands; None within a regular expression or a phrase that is no field's value."""
    at, braces = 0, False
    field: str | None = None
    listed: list[str | None] = []
    """The field of each open parenthesis whose values are listed in it; None for one that groups."""
    item = -1
    while at < cursor:
        character = query[at]
        within = listed[-1] if listed else None
        if character.isspace():
            at, field = at + 1, None
        elif character in QUOTES:
            of = field or within
            end = _phrase_end(query, at, cursor)
            if end is None or end > cursor:
                if of is None:
                    return None
                typed = _ESCAPED.sub(r"\1", query[at + 1 : cursor])
                return Place(of, typed, at, cursor if end is None else end, braces, quoted=True)
            at, field, item = end, None, -1
        elif character == "/" and (field or within or "title") in TEXT_FIELDS and (match := _REGEX.match(query, at)):
            if cursor < match.end() or not match[1]:
                return None
            at, field = match.end(), None
        elif character == "(":
            listed.append(field or within)
            at, field, item = at + 1, None, -1
        elif character == ")":
            if listed:
                listed.pop()
            at, field, item = at + 1, None, -1
        elif character in "{}":
            braces = character == "{"
            at, field = at + 1, None
        elif within is not None and character == ",":
            at, item = at + 1, -1
        elif field is None and within is None and character == "-":
            at += 1
        elif field is None and within is None and (match := _FIELD.match(query, at)):
            if cursor < match.end():
                return Place(None, query[at:cursor], at, match.end(), braces)
            at, field = match.end(), match[1].lower()
        else:
            match = (_ITEM if within is not None and field is None else _WORD).match(query, at)
            assert match is not None
            if field is None and within is not None:
                item = -1 if match[0] == "OR" else at if item < 0 else item
            if match.end() >= cursor and not (within is not None and match[0] == "OR" and match.end() < cursor):
                start = at if field is not None or within is None else max(item, 0) if item >= 0 else at
                return _word_place(query, field or within, start, cursor, match.end(), braces)
            at, field = match.end(), None
    within = listed[-1] if listed else None
    if field is not None:
        return Place(field, "", cursor, cursor, braces)
    if within is not None:
        start = item if item >= 0 else cursor
        return Place(within, query[start:cursor], start, cursor, braces)
    return Place(None, "", cursor, cursor, braces)


def _word_place(query: str, field: str | None, start: int, cursor: int, end: int, braces: bool) -> Place:
    while start < cursor and query[start] in _SIGNS and (field is None or field in TEXT_FIELDS):
        start += 1
    if field in ("date", "added") and (dots := query.rfind("..", start, cursor)) >= 0:
        start = dots + 2
    return Place(field, query[start:cursor], start, end, braces)


def _phrase_end(query: str, at: int, cursor: int) -> int | None:
    """Where the phrase that begins at `at` ends; None where it does not, or only where another clause has begun."""
    match = _PHRASE.match(query, at)
    assert match is not None
    if not match[2]:
        return None
    if match.end() > cursor and _FIELD.search(query, max(cursor, at + 1), match.end() - 1):
        return None
    return match.end()
