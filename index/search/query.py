"""The query language: from what a person types to a tree, and back.

    query   = or
    or      = and { "OR" and }
    and     = not { ["AND"] not }
    not     = ( "NOT" | "-" ) not | atom
    atom    = "(" or ")" | "{" or "}" | field ":" value | "words" comparison number | phrase | word ["*"] | "*"
    value   = word ["*"] | phrase | dates | "(" item { ("," | "OR") item } ")"

Words next to each other are joined by AND. A field that is given again means either value, unless an AND
stands next to it or it is excluded; `is:`, `title:` and `body:` must all hold.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from index.errors import QueryError
from index.model import Span
from index.search.lexer import Kind, Token, position, tokens
from index.search.tree import (
    STATEMENT_FIELDS,
    And,
    Braces,
    Clause,
    ClauseField,
    Everything,
    Node,
    Not,
    Or,
    State,
    leaves,
)
from index.search.values import COMPARED, FIELDS, WORDS, Known, close_to, comparison, is_merged, value_node, word_node

LONGEST = 2_000
DEEPEST = 50
MOST_TERMS = 200

_IN_BRACES = f"{', '.join(f'{f}:' for f in sorted(STATEMENT_FIELDS))} and words"
_OPERATORS = {Kind.AND: "AND", Kind.OR: "OR", Kind.NOT: "NOT", Kind.MINUS: "-"}


class _Parser:
    def __init__(self, text: str, known: Known) -> None:
        self.text = text
        self.known = known
        self.tokens = tokens(text, COMPARED)
        self.next = 0
        self.depth = 0
        self.in_braces = False

    # Tokens

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

    def deeper(self, at: Span) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.fail(f"the query is nested more than {DEEPEST} deep: take some parentheses away", at)

    # Grammar

    def query(self) -> Node:
        if self.peek().kind is Kind.END:
            return Everything(at=Span(0, len(self.text)))
        node = self.either()
        token = self.peek()
        if token.kind is not Kind.END:
            name = "parenthesis" if token.kind is Kind.CLOSE else "brace"
            sentence = f"this {name} closes none: take it away, or open one before it"
            raise self.fail(sentence, token.at, self.instead(token.at, ""))
        return node

    def either(self) -> Node:
        parts = [self.all_of()]
        while self.peek().kind is Kind.OR:
            self.take()
            parts.append(self.all_of())
        return joined(Or, parts)

    def all_of(self) -> Node:
        """Parts joined by AND; those of one field next to each other become an Or."""
        operator = self.peek()
        if operator.kind in (Kind.AND, Kind.OR):
            raise self.fail(
                f"{operator.text} needs something before it: write it between two parts, or in quotes to search for it",
                operator.at,
                self.instead(operator.at, f'"{operator.text}"'),
            )
        parts: list[tuple[Node, str | None]] = []
        explicit = False
        while True:
            node, merged = self.exclude()
            previous = next((i for i, (_, name) in enumerate(parts) if name is not None and name == merged), None)
            if self.peek().kind is Kind.AND or explicit:
                merged = None
            if merged is not None and previous is not None:
                parts[previous] = joined(Or, [parts[previous][0], node]), merged
            else:
                parts.append((node, merged))
            explicit = self.peek().kind is Kind.AND
            if explicit:
                operator = self.take()
                self.needs_operand(operator)
            elif self.peek().kind in (Kind.END, Kind.OR, Kind.CLOSE, Kind.CLOSE_BRACE):
                if self.peek().kind is Kind.OR:
                    self.needs_operand(self.peek(), self.next + 1)
                return joined(And, [node for node, _ in parts])

    def needs_operand(self, operator: Token, index: int | None = None) -> None:
        following = self.tokens[self.next if index is None else index]
        if following.kind in (Kind.END, Kind.AND, Kind.OR, Kind.CLOSE, Kind.CLOSE_BRACE):
            raise self.fail(f"{operator.text} needs something after it: write what, or take it away", operator.at)

    def exclude(self) -> tuple[Node, str | None]:
        """A part, and the field under which it may join with the next; an excluded one joins with none."""
        operator = self.peek()
        if operator.kind not in (Kind.NOT, Kind.MINUS):
            return self.atom()
        self.take()
        if operator.kind is Kind.MINUS and self.peek().at.start != operator.at.end:
            raise self.fail(
                "'-' needs directly after it what is to be left out: -word, -\"a phrase\" or -field:value", operator.at
            )
        self.needs_operand(operator)
        self.deeper(operator.at)
        child, _ = self.exclude()
        self.depth -= 1
        return Not(child, at=_spanning(operator, self.tokens[self.next - 1])), None

    def atom(self) -> tuple[Node, str | None]:
        token = self.take()
        match token.kind:
            case Kind.OPEN:
                return self.group(token), None
            case Kind.OPEN_BRACE:
                return self.braces(token), None
            case Kind.FIELD:
                return self.field(token)
            case Kind.COMPARISON:
                if self.in_braces:
                    raise self.outside(token.text, token.at)
                return comparison(token), None
            case _:
                return word_node(token, None, self.text), None

    def group(self, opening: Token) -> Node:
        self.deeper(opening.at)
        if self.peek().kind is Kind.CLOSE:
            at = Span(opening.at.start, self.peek().at.end)
            raise self.fail("there is nothing between these parentheses: write something, or take them away", at)
        if self.peek().kind is Kind.END:
            raise self.unclosed(opening, "parenthesis", ")")
        node = self.either()
        if self.peek().kind is not Kind.CLOSE:
            raise self.unclosed(opening, "parenthesis", ")")
        closing = self.take()
        self.depth -= 1
        return replace(node, at=_spanning(opening, closing)) if isinstance(node, And | Or) else node

    def braces(self, opening: Token) -> Node:
        if self.in_braces:
            raise self.fail("braces cannot stand within braces: use parentheses there", opening.at)
        self.deeper(opening.at)
        if self.peek().kind is Kind.CLOSE_BRACE:
            at = Span(opening.at.start, self.peek().at.end)
            raise self.fail("there is nothing between these braces: {actor:… stance:…} finds one statement", at)
        if self.peek().kind is Kind.END:
            raise self.unclosed(opening, "brace", "}")
        self.in_braces = True
        child = self.either()
        self.in_braces = False
        if self.peek().kind is not Kind.CLOSE_BRACE:
            raise self.unclosed(opening, "brace", "}")
        closing = self.take()
        self.depth -= 1
        return Braces(child, at=Span(opening.at.start, closing.at.end))

    def unclosed(self, opening: Token, name: str, closing: str) -> QueryError:
        at = self.peek().at
        if self.peek().kind is Kind.END:
            return self.fail(
                f"this {name} is not closed: put a {closing} where it ends", opening.at, self.text + closing
            )
        return self.fail(f"'{self.peek().text}' stands here before the {name} is closed by {closing}", at)

    def outside(self, what: str, at: Span) -> QueryError:
        return self.fail(
            f"{what} speaks of the article and cannot stand within braces, where {_IN_BRACES} can: put it outside", at
        )

    def field(self, token: Token) -> tuple[Node, str | None]:
        name = token.text
        if name == WORDS:
            raise self.fail("the length is compared: write words>500 or words<=200", token.at)
        if name not in FIELDS:
            near = close_to(name, FIELDS)
            if near:
                raise self.fail(
                    f"unknown field '{name}': did you mean {near}:?",
                    token.at,
                    self.instead(token.at, f"{near}:"),
                )
            raise self.fail(
                f"unknown field '{name}': there are {', '.join(FIELDS)}; put words with a colon in quotes",
                token.at,
            )
        if self.in_braces and name not in {str(f) for f in STATEMENT_FIELDS}:
            raise self.outside(f"{name}:", token.at)
        value = self.peek()
        if value.kind is Kind.OPEN and value.value:
            node = self.value_list(token)
        elif value.kind in (Kind.WORD, Kind.PHRASE) and value.value:
            node = value_node(token, self.take(), self.text, self.known)
        else:
            raise self.fail(
                f"{name}: needs a value directly after the colon, such as {name}:{FIELDS[name]}",
                token.at,
            )
        self.check_states(node)
        return node, name if is_merged(name) else None

    def check_states(self, node: Node) -> None:
        if not self.in_braces:
            return
        for leaf in leaves(node):
            if isinstance(leaf, Clause) and leaf.field is ClauseField.IS and leaf.value in (State.READ, State.UNREAD):
                raise self.outside(f"is:{leaf.value}", leaf.at)

    def value_list(self, name: Token) -> Node:
        """The values of one field in parentheses, separated by commas or OR."""
        opening = self.take()
        items: list[Node] = []
        words: list[Token] = []
        while True:
            token = self.take()
            match token.kind:
                case Kind.WORD | Kind.PHRASE:
                    words.append(token)
                case Kind.COMMA | Kind.OR | Kind.CLOSE:
                    if not words:
                        raise self.fail(
                            f"a value is missing here: write {name.text}:(first, second)", _spanning(opening, token)
                        )
                    items.append(value_node(name, _one_value(words, self.text), self.text, self.known))
                    words = []
                    if token.kind is Kind.CLOSE:
                        return joined(Or, items, Span(name.at.start, token.at.end))
                case Kind.END:
                    raise self.fail(
                        "this parenthesis is not closed: put a ) after the last value", opening.at, self.text + ")"
                    )
                case _:
                    raise self.fail(
                        f"'{token.text}' cannot stand among the values of {name.text}:, which commas separate", token.at
                    )


def _spanning(first: Token, last: Token) -> Span:
    return Span(first.at.start, last.at.end)


def _one_value(words: list[Token], text: str) -> Token:
    """Several words of a list that stand next to each other, as the one value that they are."""
    if len(words) == 1:
        return words[0]
    return Token(Kind.WORD, " ".join(word.text for word in words), _spanning(words[0], words[-1]), True)


def joined(kind: type[And] | type[Or], parts: Iterable[Node], at: Span | None = None) -> Node:
    """The parts under one And or Or, without one directly below another of its kind; the part itself if it is one."""
    flat: list[Node] = []
    for part in parts:
        if isinstance(part, kind):
            flat.extend(part.children)
        else:
            flat.append(part)
    if len(flat) == 1:
        return flat[0]
    return kind(tuple(flat), at=at or Span(min(n.at.start for n in flat), max(n.at.end for n in flat)))


def parse(
    text: str,
    *,
    stances: Iterable[str] | None = None,
    issues: Iterable[str] | None = None,
    today: date | None = None,
) -> Node:
    """The tree of a query; an empty one is Everything.

    `stances` and `issues` are the known ids: where given, another value is an error that proposes the
    nearest. `today` is what relative dates count from. Raises QueryError, whose `start` and `end` stand
    within `text`, and whose `proposal`, if any, is the whole query as it might have been meant.
    """
    if len(text) > LONGEST:
        raise QueryError(
            f"the query has {len(text):,} characters, and {LONGEST:,} are the most: make it shorter", LONGEST, len(text)
        )
    known = Known(
        stances=None if stances is None else tuple(stances),
        issues=None if issues is None else tuple(issues),
        today=today or date.today(),
    )
    node = _Parser(text, known).query()
    for number, leaf in enumerate(leaves(node)):
        if number >= MOST_TERMS:
            raise QueryError(
                f"the query has more than {MOST_TERMS} words and clauses: search for fewer at once",
                leaf.at.start,
                len(text),
            )
    return node
