"""Queries as they might have been meant: what is proposed beside an error."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from index.model import Span
from index.search.dates import meant
from index.search.fields import CONFIDENCE
from index.search.lexer import Kind, Token

_DATES = re.compile(
    r"[\[{]\s*\S{1,20}\s+to\s+[^\s\]}]{1,20}\s*[\]}]|\d{4}[\d-]{0,6}\s+(?:to|-)\s+\d{4}[\d-]{0,6}(?![\w.])"
    r"|(?:the\s+)?(?:last|past)\s+(?:\d{1,4}\s+)?(?:day|week|month|year)s?\b",
    re.IGNORECASE | re.ASCII,
)
_NUMBER = re.compile(r"[\d.]{1,9}", re.ASCII)


def without_operator(text: str, operator: Token, following: Token) -> str | None:
    """The query without an operator that has nothing after it, or with the word itself where there is nothing else."""
    rest = text[: operator.at.start].rstrip() + text[operator.at.end :]
    if following.kind in (Kind.AND, Kind.OR):
        rest = text[: operator.at.start] + text[following.at.start :]
    if not rest.strip():
        return f'"{operator.text}"' if operator.kind is not Kind.MINUS else None
    return rest.rstrip() if following.kind is Kind.END else rest


def parentheses_for_braces(text: str, opening: Token) -> str | None:
    """The query with parentheses instead of the braces that open here."""
    end = text.find("}", opening.at.end)
    if end < 0:
        return None
    return f"{text[: opening.at.start]}({text[opening.at.end : end]}){text[end + 1 :]}"


def compared(text: str, field: Token, value: Token) -> str | None:
    """`words:500` as `words>=500`."""
    if value.kind is not Kind.WORD or not value.value or not _NUMBER.fullmatch(value.text):
        return None
    sign = ">=" if field.text != CONFIDENCE or _is_share(value.text) else None
    return f"{text[: field.at.start]}{field.text}{sign}{text[value.at.start :]}" if sign else None


def _is_share(number: str) -> bool:
    return bool(re.fullmatch(r"0?\.\d{1,6}|[01]", number))


def bracketed_dates(text: str, field: Token, today: date) -> tuple[Span, str] | None:
    """Where dates in another notation stand after a field, such as `[2022-01 TO 2022-03]`, and what they mean."""
    match = _DATES.match(text, field.at.end)
    if match is None:
        return None
    found = meant(match[0], today)
    return (Span(match.start(), match.end()), found) if found else None


def clause_at(tokens: Sequence[Token], index: int) -> Span:
    """The place of the whole clause whose field is the token at `index`."""
    start = tokens[index].at.start
    last = index
    if tokens[index + 1].value:
        last = index + 1
        if tokens[last].kind is Kind.OPEN:
            while tokens[last].kind not in (Kind.CLOSE, Kind.END):
                last += 1
    return Span(start, tokens[last].at.end)


def out_of_braces(text: str, tokens: Sequence[Token], clause: Span) -> str | None:
    """The query with a clause put behind the braces that it stands in, where that says the same to a person."""
    if any(token.kind in (Kind.OR, Kind.NOT, Kind.MINUS) for token in tokens):
        return None
    opening = max((t.at for t in tokens if t.kind is Kind.OPEN_BRACE and t.at.start < clause.start), default=None)
    closing = min((t.at for t in tokens if t.kind is Kind.CLOSE_BRACE and t.at.start >= clause.end), default=None)
    if opening is None or closing is None:
        return None
    inner = f"{text[opening.end : clause.start].rstrip()} {text[clause.end : closing.start].lstrip()}".strip()
    moved = text[clause.start : clause.end]
    braces = f"{{{inner}}} {moved}" if inner else moved
    return text[: opening.start] + braces + text[closing.end :]
