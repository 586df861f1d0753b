"""Tokens of a query, each with its place in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from index.errors import QueryError
from index.model import Span


class Kind(Enum):
    """What a token is."""

    WORD = auto()
    PHRASE = auto()
    FIELD = auto()
    COMPARISON = auto()
    AND = auto()
    OR = auto()
    NOT = auto()
    MINUS = auto()
    COMMA = auto()
    OPEN = auto()
    CLOSE = auto()
    OPEN_BRACE = auto()
    CLOSE_BRACE = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A token. `text` is a word as typed, a phrase without its quotation marks, or a field's name in lower case.

    `value` is whether a field stands directly before it, with nothing between.
    """

    kind: Kind
    text: str
    at: Span
    value: bool = False


QUOTES = '"“”„‟'
_SPACE = re.compile(r"\s+")
_QUOTED = re.compile(f"[{QUOTES}]([^{QUOTES}]*)[{QUOTES}]")
_FIELD = re.compile(r"([^\W\d_][\w-]*):")
_COMPARISON = re.compile(rf"([^\W\d_]+)(<=|>=|<|>|=)([^\s(){{}}{QUOTES}]*)")
_WORD = re.compile(rf"[^\s(){{}}{QUOTES}]+")
_WORD_IN_LIST = re.compile(rf"[^\s(){{}}{QUOTES},]+")
_SINGLE = {
    "(": Kind.OPEN,
    ")": Kind.CLOSE,
    "{": Kind.OPEN_BRACE,
    "}": Kind.CLOSE_BRACE,
}
_OPERATORS = {"AND": Kind.AND, "OR": Kind.OR, "NOT": Kind.NOT}


def position(start: int) -> str:
    """Where something stands, for the end of a sentence; counted from 1 as people do."""
    return f"(at character {start + 1})"


class _Lexer:
    def __init__(self, text: str, compared: frozenset[str]) -> None:
        self.text = text
        self.compared = compared
        self.at = 0
        self.tokens: list[Token] = []
        self.list_depth = 0

    def run(self) -> list[Token]:
        text = self.text
        while True:
            if space := _SPACE.match(text, self.at):
                self.at = space.end()
            if self.at >= len(text):
                self.tokens.append(Token(Kind.END, "", Span(len(text), len(text))))
                return self.tokens
            last = self.tokens[-1] if self.tokens else None
            self._next(last is not None and last.kind is Kind.FIELD and last.at.end == self.at, last)

    def _add(self, kind: Kind, text: str, end: int, value: bool) -> None:
        self.tokens.append(Token(kind, text, Span(self.at, end), value))
        self.at = end

    def _next(self, value: bool, last: Token | None) -> None:
        text, at = self.text, self.at
        character = text[at]
        if character in _SINGLE:
            if character == "(" and (value or self.list_depth):
                self.list_depth += 1
            elif character == ")" and self.list_depth:
                self.list_depth -= 1
            self._add(_SINGLE[character], character, at + 1, value)
        elif character in QUOTES:
            match = _QUOTED.match(text, at)
            if match is None:
                raise QueryError(
                    f'the quotation mark is not closed: put a " where the phrase ends {position(at)}',
                    at,
                    len(text),
                    text + '"',
                )
            self._add(Kind.PHRASE, match[1], match.end(), value)
        elif self.list_depth:
            self._in_list(value)
        elif value:
            self._add(Kind.WORD, _matched(_WORD, text, at), at + len(_matched(_WORD, text, at)), True)
        elif character == "-":
            self._add(Kind.MINUS, "-", at + 1, False)
        elif field := _FIELD.match(text, at):
            self._add(Kind.FIELD, field[1].lower(), field.end(), False)
        elif (comparison := _COMPARISON.match(text, at)) and comparison[1].lower() in self.compared:
            self._add(Kind.COMPARISON, comparison[0], comparison.end(), False)
        else:
            word = _matched(_WORD, text, at)
            self._add(_OPERATORS.get(word, Kind.WORD), word, at + len(word), False)

    def _in_list(self, value: bool) -> None:
        if self.text[self.at] == ",":
            self._add(Kind.COMMA, ",", self.at + 1, False)
            return
        word = _matched(_WORD_IN_LIST, self.text, self.at)
        self._add(_OPERATORS.get(word, Kind.WORD), word, self.at + len(word), value)


def _matched(pattern: re.Pattern[str], text: str, at: int) -> str:
    match = pattern.match(text, at)
    assert match is not None
    return match[0]


def tokens(text: str, compared: frozenset[str]) -> list[Token]:
    """The tokens of a query, the last of them END. Raises QueryError where a quotation mark is not closed.

    `compared` are the names, in lower case, before which a comparison (`words>500`) is one.
    In the list of a field's values, commas are tokens and hyphens and colons belong to the words.
    """
    return _Lexer(text, compared).run()
