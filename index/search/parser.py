"""The parser of the query language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from index.errors import QueryError
from index.model import Span
from index.search import mending
from index.search.cursor import Cursor, spanning
from index.search.fields import CONFIDENCE, FIELDS, IN_BRACES, WORDS, is_merged, value_meant
from index.search.lexer import Kind, Token, position, quoted
from index.search.saved_names import name_at, named_instead
from index.search.tree import (
    ARTICLE_STATES,
    And,
    Braces,
    Clause,
    ClauseField,
    Everything,
    Node,
    Not,
    Or,
    leaves,
)
from index.search.values import Known, comparison, list_item
from index.search.word_leaves import word_node

LONGEST = 2_000
DEEPEST = 50
MOST_TERMS = 200


@dataclass(slots=True)
class UnderWay:
    """What is under way: how deep, how many leaves so far, and which saved searches are being read."""

    depth: int = 0
    leaves: int = 0
    saved: tuple[str, ...] = ()
    in_braces: bool = False


class Parser(Cursor):
    """Makes a tree of the tokens, as the grammar in `query.py` says."""

    def __init__(self, text: str, known: Known, under_way: UnderWay) -> None:
        super().__init__(text)
        self.known = known
        self.open = under_way

    def deeper(self, at: Span) -> None:
        self.open.depth += 1
        if self.open.depth > DEEPEST:
            raise self.fail(f"the query is nested more than {DEEPEST} deep: take some parentheses away", at)

    def counted(self, node: Node) -> Node:
        """`node`, with its leaves counted; it is no saved search's, whose leaves have been."""
        for leaf in leaves(node):
            self.open.leaves += 1
            if self.open.leaves > MOST_TERMS:
                raise QueryError(
                    f"the query has more than {MOST_TERMS} words and clauses: search for fewer at once",
                    leaf.at.start,
                    len(self.text),
                )
        return node

    # Grammar

    def query(self) -> Node:
        if self.peek().kind is Kind.END:
            return self.counted(Everything(at=Span(0, len(self.text))))
        node = self.either()
        token = self.peek()
        if token.kind is not Kind.END:
            raise self.closes_none(token)
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
        parts: list[list[Node]] = []
        by_field: dict[str, list[Node]] = {}
        explicit = False
        while True:
            node, merged = self.exclude()
            if self.peek().kind is Kind.AND or explicit:
                merged = None
            if merged is not None and merged in by_field:
                by_field[merged].append(node)
            else:
                parts.append([node])
                if merged is not None:
                    by_field[merged] = parts[-1]
            explicit = self.peek().kind is Kind.AND
            if explicit:
                self.needs_operand(self.take())
            elif self.peek().kind in (Kind.END, Kind.OR, Kind.CLOSE, Kind.CLOSE_BRACE):
                if self.peek().kind is Kind.OR:
                    self.needs_operand(self.peek(), self.next + 1)
                return joined(And, [joined(Or, part) for part in parts])

    def exclude(self) -> tuple[Node, str | None]:
        """A part, and the field under which it may join with the next; an excluded one joins with none."""
        operator = self.peek()
        if operator.kind not in (Kind.NOT, Kind.MINUS):
            return self.atom()
        self.take()
        following = self.peek()
        if operator.kind is Kind.MINUS and following.at.start != operator.at.end:
            is_gap = following.kind not in (Kind.END, Kind.AND, Kind.OR, Kind.CLOSE, Kind.CLOSE_BRACE)
            raise self.fail(
                "'-' needs directly after it what is to be left out: -word, -\"a phrase\" or -field:value",
                operator.at,
                self.instead(Span(operator.at.end, following.at.start), "") if is_gap else None,
            )
        self.needs_operand(operator)
        self.deeper(operator.at)
        child, _ = self.exclude()
        self.open.depth -= 1
        return Not(child, at=spanning(operator, self.tokens[self.next - 1])), None

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
                node = comparison(token, self.text, self.known)
                if self.open.in_braces and not token.text.lower().startswith(CONFIDENCE):
                    raise self.outside(token.text, token.at, token.at)
                return self.counted(node), None
            case Kind.CLOSE | Kind.CLOSE_BRACE:
                raise self.closes_none(token)
            case _:
                return self.counted(self.word(token)), None

    def word(self, token: Token) -> Node:
        following = self.peek()
        if token.text == "=" and following.kind is Kind.PHRASE and following.at.start == token.at.end:
            each = " ".join(f"={word}" for word in following.text.split())
            at = spanning(token, following)
            raise self.fail("= finds one word in one form: write it before each word of the phrase", at,
                            self.instead(at, each))  # fmt: skip
        return word_node(token, None, self.text)

    def group(self, opening: Token) -> Node:
        self.deeper(opening.at)
        if self.peek().kind is Kind.CLOSE:
            at = Span(opening.at.start, self.peek().at.end)
            sentence = "there is nothing between these parentheses: write something, or take them away"
            raise self.fail(sentence, at, self.instead(at, ""))
        if self.peek().kind is Kind.END:
            raise self.unclosed(opening, "parenthesis", ")")
        node = self.either()
        if self.peek().kind is not Kind.CLOSE:
            raise self.unclosed(opening, "parenthesis", ")")
        closing = self.take()
        self.open.depth -= 1
        return replace(node, at=spanning(opening, closing)) if isinstance(node, And | Or) else node

    def braces(self, opening: Token) -> Node:
        if self.open.in_braces:
            proposal = mending.parentheses_for_braces(self.text, opening)
            raise self.fail("braces cannot stand within braces: use parentheses there", opening.at, proposal)
        self.deeper(opening.at)
        if self.peek().kind is Kind.CLOSE_BRACE:
            at = Span(opening.at.start, self.peek().at.end)
            sentence = "there is nothing between these braces: {actor:… stance:…} finds one statement"
            raise self.fail(sentence, at, self.instead(at, ""))
        if self.peek().kind is Kind.END:
            raise self.unclosed(opening, "brace", "}")
        self.open.in_braces = True
        child = self.either()
        self.open.in_braces = False
        if self.peek().kind is not Kind.CLOSE_BRACE:
            raise self.unclosed(opening, "brace", "}")
        closing = self.take()
        self.open.depth -= 1
        return Braces(child, at=Span(opening.at.start, closing.at.end))

    def field(self, token: Token) -> tuple[Node, str | None]:
        name = token.text
        value = self.peek()
        if name in (WORDS, CONFIDENCE):
            example = "words>500 or words<=200" if name == WORDS else "confidence>0.8"
            sentence = f"the {'length' if name == WORDS else name} is compared: write {example}"
            raise self.fail(sentence, token.at, mending.compared(self.text, token, value))
        if name not in FIELDS:
            raise self.unknown(token)
        if self.open.in_braces and name not in IN_BRACES:
            raise self.outside(f"{name}:", token.at, mending.clause_at(self.tokens, self.next - 1))
        if name in ("date", "added") and (mended := mending.bracketed_dates(self.text, token, self.known.today)):
            at, dates = mended
            what = "a range of dates is written with two dots" if ".." in dates else "these dates are written otherwise"
            sentence = f"{what}: did you mean {name}:{dates}?"
            raise self.fail(sentence, at, self.instead(at, dates))
        if value.kind is Kind.OPEN and value.value:
            node = self.value_list(token)
        elif value.kind in (Kind.WORD, Kind.PHRASE, Kind.REGEX) and value.value:
            node = self.value(token, [self.take()])
        else:
            is_gap = value.kind in (Kind.WORD, Kind.PHRASE) and value.at.start > token.at.end
            raise self.fail(
                f"{name}: needs a value directly after the colon, such as {name}:{FIELDS[name]}",
                token.at,
                self.instead(Span(token.at.end, value.at.start), "") if is_gap else None,
            )
        self.check_states(node)
        return node, name if is_merged(name) else None

    def value(self, name: Token, parts: list[Token]) -> Node:
        if name.text == "query":
            return self.saved(name, parts)
        return self.counted(list_item(name, parts, self.text, self.known))

    def check_states(self, node: Node) -> None:
        if not self.open.in_braces:
            return
        for leaf in leaves(node):
            if isinstance(leaf, Clause) and leaf.field is ClauseField.IS and leaf.value in ARTICLE_STATES:
                raise self.outside(f"is:{leaf.value}", leaf.at, leaf.at)

    def value_list(self, name: Token) -> Node:
        """The values of one field in parentheses, separated by commas or OR."""
        opening = self.take()
        of_text = name.text in ("title", "body", "query")
        if of_text:
            self.deeper(opening.at)
        items: list[Node] = []
        words: list[Token] = []
        while True:
            token = self.take()
            match token.kind:
                case Kind.WORD | Kind.PHRASE | Kind.REGEX:
                    words.append(token)
                case Kind.COMMA | Kind.OR | Kind.CLOSE:
                    if not words:
                        raise self.fail(
                            f"a value is missing here: write {name.text}:(first, second)",
                            spanning(opening, token),
                            self.instead(token.at, "") if items and token.kind is not Kind.CLOSE else None,
                        )
                    items.append(self.value(name, words))
                    words = []
                    if token.kind is Kind.CLOSE:
                        self.open.depth -= of_text
                        return joined(Or, items, Span(name.at.start, token.at.end))
                case Kind.END:
                    raise self.fail(
                        "this parenthesis is not closed: put a ) after the last value", opening.at, self.text + ")"
                    )
                case _:
                    raise self.fail(
                        f"'{token.text}' cannot stand among the values of {name.text}:, which commas separate",
                        token.at,
                        self.instead(token.at, ",") if token.kind is Kind.AND else None,
                    )

    # Saved searches

    def saved(self, name: Token, parts: list[Token]) -> Node:
        """The tree of a saved search, which stands where its name does."""
        at = Span(min(name.at.start, parts[0].at.start), parts[-1].at.end)
        place = spanning(parts[0], parts[-1])
        given = " ".join(part.text for part in parts).strip()
        names = [one for one in self.known.saved if one == given] or [
            one for one in self.known.saved if one.casefold() == given.casefold()
        ]
        if not names:
            near = value_meant(given, self.known.saved)
            bare = name_at(self.text, place.start, self.known.saved) if parts[0].kind is Kind.WORD else None
            if bare is not None:
                near, place = bare
            sentence = f"there is no saved search '{given}': {named_instead(self.known.saved, near)}"
            raise self.fail(sentence, place, self.instead(place, quoted(near)) if near else None)
        found = names[0]
        if found in self.open.saved:
            way = " → ".join((*self.open.saved[self.open.saved.index(found) :], found))
            raise self.fail(f"the saved search '{found}' uses itself ({way}), and cannot be followed", place)
        self.deeper(at)
        text = self.known.saved[found]
        before = self.open.saved, self.open.in_braces
        self.open.saved += (found,)
        try:
            check_length(text)
            node = Parser(text, self.known, self.open).query()
        except QueryError as problem:
            reason = problem.sentence.removesuffix(f" {position(problem.start)}")
            where = f"at character {problem.start + 1} of the saved search '{found}'"
            raise self.fail(f"{reason} ({where}: mend it there)", place) from None
        self.open.saved, self.open.in_braces = before
        self.open.depth -= 1
        return _placed(node, at)


def _placed(node: Node, at: Span) -> Node:
    """The tree with all its nodes at one place."""
    match node:
        case And(children=children) | Or(children=children):
            return replace(node, children=tuple(_placed(child, at) for child in children), at=at)
        case Not(child=child) | Braces(child=child):
            return replace(node, child=_placed(child, at), at=at)
        case _:
            return replace(node, at=at)


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


def check_length(text: str) -> None:
    """Raises QueryError where a query is too long to be read."""
    if len(text) > LONGEST:
        raise QueryError(
            f"the query has {len(text):,} characters, and {LONGEST:,} are the most: make it shorter", LONGEST, len(text)
        )
