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
    REGEX = auto()
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
    """A token. `text` is a word as typed, what stands between the signs of a phrase or a regular expression, or a
    field's name in lower case.

    `value` is whether a field stands directly before it, with nothing between. `after` is what follows a phrase
    directly: "*", "~" and what may be a number, or "".
    """

    kind: Kind
    text: str
    at: Span
    value: bool = False
    after: str = ""


#: Signs that open and close a phrase; within it, each can be written after a backslash.
QUOTES = '"“”„‟'
#: The fields in which words are searched for, as they are without a field.
TEXT_FIELDS = frozenset({"title", "body"})
_SPACE = re.compile(r"\s+")
_QUOTED = re.compile(rf"[{QUOTES}]((?:[^{QUOTES}\\]|\\.)*+)[{QUOTES}](\*|~\w*)?", re.DOTALL)
_ESCAPED = re.compile(rf"\\([{QUOTES}\\])")
_SLASHED = re.compile(r"/((?:[^/\\]|\\.)*+)/", re.DOTALL)
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
OPERATORS = {"AND": Kind.AND, "OR": Kind.OR, "NOT": Kind.NOT}


def position(start: int) -> str:
    """Where something stands, for the end of a sentence; counted from 1 as people do."""
    return f"(at character {start + 1})"


def quoted(text: str) -> str:
    """`text` as a phrase that is read as the same text."""
    return '"' + re.sub(rf"([{QUOTES}\\])", r"\\\1", text) + '"'


class _Lexer:
    def __init__(self, text: str, compared: frozenset[str]) -> None:
        self.text = text
        self.compared = compared
        self.at = 0
        self.tokens: list[Token] = []
        self.list_depth = 0
        self.field = ""

    def run(self) -> list[Token]:
        text = self.text
        while True:
            if space := _SPACE.match(text, self.at):
                self.at = space.end()
            if self.at >= len(text):
                self._add(Kind.END, "", len(text), False)
                return self.tokens
            last = self.tokens[-1] if self.tokens else None
            value = last is not None and last.kind is Kind.FIELD and last.at.end == self.at
            if not (value or self.list_depth):
                self.field = ""
            self._next(value)

    def _add(self, kind: Kind, text: str, end: int, value: bool, after: str = "") -> None:
        self.tokens.append(Token(kind, text, Span(self.at, end), value, after))
        self.at = end

    def _next(self, value: bool) -> None:
        text, at = self.text, self.at
        character = text[at]
        of_text = not self.field or self.field in TEXT_FIELDS
        if character in _SINGLE:
            if character == "(" and (value or self.list_depth):
                self.list_depth += 1
            elif character == ")" and self.list_depth:
                self.list_depth -= 1
            self._add(_SINGLE[character], character, at + 1, value)
        elif character in QUOTES:
            self._phrase(value)
        elif character == "/" and of_text:
            self._regex(value)
        elif self.list_depth:
            self._in_list(value)
        elif value:
            word = _matched(_WORD, text, at)
            self._add(Kind.WORD, word, at + len(word), True)
        elif character == "-":
            self._add(Kind.MINUS, "-", at + 1, False)
        elif field := _FIELD.match(text, at):
            self.field = field[1].lower()
            self._add(Kind.FIELD, self.field, field.end(), False)
        elif (comparison := _COMPARISON.match(text, at)) and comparison[1].lower() in self.compared:
            self._add(Kind.COMPARISON, comparison[0], comparison.end(), False)
        else:
            word = _matched(_WORD, text, at)
            self._add(OPERATORS.get(word, Kind.WORD), word, at + len(word), False)

    def _phrase(self, value: bool) -> None:
        match = _QUOTED.match(self.text, self.at)
        if match is None:
            raise QueryError(
                f'the quotation mark is not closed: put a " where the phrase ends {position(self.at)}',
                self.at,
                len(self.text),
                _closed(self.text, '"'),
            )
        self._add(Kind.PHRASE, _ESCAPED.sub(r"\1", match[1]), match.end(), value, match[2] or "")

    def _regex(self, value: bool) -> None:
        text, at = self.text, self.at
        word = _matched(_WORD, text, at)
        in_quotes = f"{text[:at]}{quoted(word)}{text[at + len(word) :]}" if any(map(str.isalnum, word)) else None
        match = _SLASHED.match(text, at)
        if match is None:
            raise QueryError(
                "this / begins a regular expression that is not closed: put a / where it ends, or write the word"
                f" in quotes {position(at)}",
                at,
                at + 1,
                in_quotes,
            )
        following = text[match.end() : match.end() + 1]
        if following and not following.isspace() and following not in "(){},":
            word = _matched(_WORD, text, match.end()) if _WORD.match(text, match.end()) else following
            sentence = (
                f"'{word}' cannot follow a regular expression; capital letters make no difference in it anyway"
                if word.isalpha() and len(word) == 1
                else "a regular expression ends here, and something follows it: put a space between, or, if it is none,"
                " write the word in quotes"
            )
            proposal = text[: match.end()] + text[match.end() + 1 :] if word.isalpha() and len(word) == 1 else in_quotes
            raise QueryError(f"{sentence} {position(match.end())}", match.end(), match.end() + len(word), proposal)
        self._add(Kind.REGEX, match[1], match.end(), value)

    def _in_list(self, value: bool) -> None:
        if self.text[self.at] == ",":
            self._add(Kind.COMMA, ",", self.at + 1, False)
            return
        word = _matched(_WORD_IN_LIST, self.text, self.at)
        self._add(OPERATORS.get(word, Kind.WORD), word, self.at + len(word), value)


def _closed(text: str, sign: str) -> str:
    """`text` with the closing sign at its end, where no backslash takes its meaning away."""
    slashes = len(text) - len(text.rstrip("\\"))
    return text + ("\\" if slashes % 2 else "") + sign


def _matched(pattern: re.Pattern[str], text: str, at: int) -> str:
    match = pattern.match(text, at)
    assert match is not None
    return match[0]


def tokens(text: str, compared: frozenset[str]) -> list[Token]:
    """The tokens of a query, the last of them END.

    Raises QueryError where a quotation mark or the / of a regular expression is not closed. `compared` are the
    names, in lower case, before which a comparison (`words>500`) is one. In the list of a field's values, commas
    are tokens and hyphens and colons belong to the words.
    """
    return _Lexer(text, compared).run()
