"""The tokens of a query as its parser goes through them, and the errors that it meets."""

from __future__ import annotations

from dataclasses import replace

from index.errors import QueryError
from index.model import Span
from index.search import mending
from index.search.fields import COMPARED, CONFIDENCE, FIELDS, IN_BRACES, WORDS, field_meant
from index.search.lexer import Kind, Token, position, quoted, tokens

_IN_BRACES = f"{', '.join(f'{name}:' for name in sorted(IN_BRACES - {CONFIDENCE}))}, {CONFIDENCE} and words"


class Cursor:
    """A place among the tokens of a query."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokens(text, COMPARED)
        self.next = 0

    def peek(self) -> Token:
        return self.tokens[self.next]

    def take(self) -> Token:
        token = self.tokens[self.next]
        if token.kind is not Kind.END:
            self.next += 1
        return token

    def fail(self, sentence: str, at: Span, proposal: str | None = None) -> QueryError:
        return QueryError(f"{sentence} {position(at.start)}", at.start, at.end, proposal)

    def instead(self, at: Span, new: str) -> str:
        return self.text[: at.start] + new + self.text[at.end :]

    def needs_operand(self, operator: Token, index: int | None = None) -> None:
        following = self.tokens[self.next if index is None else index]
        if following.kind not in (Kind.END, Kind.AND, Kind.OR, Kind.CLOSE, Kind.CLOSE_BRACE):
            return
        raise self.fail(
            f"{operator.text} needs something after it: write what, or take it away",
            operator.at,
            mending.without_operator(self.text, operator, following),
        )

    def unclosed(self, opening: Token, name: str, closing: str) -> QueryError:
        token = self.peek()
        if token.kind is Kind.END:
            return self.fail(
                f"this {name} is not closed: put a {closing} where it ends", opening.at, self.text + closing
            )
        sentence = f"'{token.text}' stands here before the {name} is closed by {closing}"
        return self.fail(sentence, token.at, self.instead(token.at, closing))

    def closes_none(self, token: Token) -> QueryError:
        name = "parenthesis" if token.kind is Kind.CLOSE else "brace"
        sentence = f"this {name} closes none: take it away, or open one before it"
        return self.fail(sentence, token.at, self.instead(token.at, ""))

    def outside(self, what: str, at: Span, clause: Span) -> QueryError:
        return self.fail(
            f"{what} speaks of the article and cannot stand within braces, where {_IN_BRACES} can: put it outside",
            at,
            mending.out_of_braces(self.text, self.tokens, clause),
        )

    def unknown(self, token: Token) -> QueryError:
        near = field_meant(token.text)
        value = self.peek()
        if near in (WORDS, CONFIDENCE):
            example = "words>500" if near == WORDS else "confidence>0.8"
            sentence = f"unknown field '{token.text}': did you mean {example}?"
            return self.fail(sentence, token.at, mending.compared(self.text, replace(token, text=near), value))
        if near:
            sentence = f"unknown field '{token.text}': did you mean {near}:?"
            return self.fail(sentence, token.at, self.instead(token.at, f"{near}:"))
        proposal: str | None = None
        if value.value and value.kind is Kind.WORD:
            at = spanning(token, value)
            proposal = self.instead(at, quoted(self.text[at.start : at.end]))
        return self.fail(
            f"unknown field '{token.text}': there are {', '.join(FIELDS)}; put words with a colon in quotes",
            token.at,
            proposal,
        )


def spanning(first: Token, last: Token) -> Span:
    """From the beginning of one token to the end of another."""
    return Span(first.at.start, last.at.end)
