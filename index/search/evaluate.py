"""Answering a query: the sets that the engine and the store give for its leaves, combined by its tree."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import NoReturn

from index.errors import QueryError
from index.model import Span
from index.search.engine import Engine, NamePattern, StatementIndex, Stopped
from index.search.formatting import format_query
from index.search.hits import matches
from index.search.tree import (
    And,
    Braces,
    Clause,
    ClauseField,
    Compared,
    DateField,
    Dates,
    Everything,
    Exact,
    Fuzzy,
    Leaf,
    Length,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Regex,
    State,
    Wildcard,
    Word,
    of_statement,
)
from index.search.words import folded_name


@dataclass(frozen=True, slots=True)
class Emptied:
    """Which clause emptied a result. `counts` are the clauses it was asked together with, and what each matches
    alone; `count` is what the clause itself matches alone. `at` is where it stands in the query."""

    clause: str
    at: Span
    count: int
    counts: tuple[tuple[str, int], ...]
    of_statements: bool = False

    @property
    def sentence(self) -> str:
        """The same in words."""
        things = "statement" if self.of_statements else "article"
        if not self.count:
            return f"no {things} matches {self.clause}"
        one = self.count == 1
        alone = f"{self.count:,} {things}{'' if one else 's'} {'matches' if one else 'match'} {self.clause}"
        others = ", ".join(f"{clause} ({count:,})" for clause, count in self.counts)
        return f"{alone}, but none of {'it' if one else 'them'} also matches {others}" if others else alone


def unanswered(leaf: Leaf) -> NoReturn:
    """Say of a leaf that neither the engine nor the store has an answer to it."""
    raise QueryError(f"{format_query(leaf)} cannot be answered by this library", leaf.at.start, leaf.at.end)


def name_pattern(leaf: Clause | Word | Phrase | Prefix) -> NamePattern:
    """The pattern by which names are searched for a name clause, a word, a phrase or a prefix."""
    given = leaf.value if isinstance(leaf, Clause) else leaf.text
    text = folded_name(given)
    if isinstance(leaf, Prefix) or (isinstance(leaf, Clause) and leaf.prefix):
        text = text[:-1]
    return NamePattern(text, given.strip())


class _Search:
    """One search: the engine, the store, and the question whether it is still wanted."""

    def __init__(self, engine: Engine, store: StatementIndex, stopped: Callable[[], bool] | None) -> None:
        self.engine = engine
        self.store = store
        self.stopped = stopped

    def poll(self) -> None:
        if self.stopped is not None and self.stopped():
            raise Stopped

    # Articles

    def articles(self, node: Node) -> Set[int]:
        self.poll()
        match node:
            case Everything():
                return self.store.articles()
            case Word() | Phrase() | Prefix():
                found = self.engine.ids(node)
                return found if node.field is not None else found | self.store.articles_by_name(name_pattern(node))
            case Exact() | Near() | Wildcard() | Fuzzy() | Regex():
                return self.engine.ids(node)
            case Compared():
                return set(self.about_statements(node).values())
            case Clause():
                return self.clause(node)
            case Dates(field=DateField.ADDED):
                unanswered(node)
            case Dates(first=first, last=last):
                return self.store.articles_by_date(first, last)
            case Length():
                return self.engine.ids(node)
            case Braces(child=child):
                return set(self.statements(child).values())
            case Not(child=child):
                return self.store.articles() - self.articles(child)
            case Or(children=children):
                return set[int]().union(*[self.articles(child) for child in children])
            case And(children=children):
                return self.common(children)

    def clause(self, leaf: Clause) -> Set[int]:
        value = leaf.value
        match leaf.field:
            case ClauseField.OUTLET:
                return self.store.articles_by_outlet(name_pattern(leaf))
            case ClauseField.AUTHOR:
                return self.store.articles_by_author(name_pattern(leaf))
            case ClauseField.ENTITY:
                return self.store.articles_by_entity(name_pattern(leaf))
            case ClauseField.ID:
                return self.store.articles_by_id(value)
            case ClauseField.IS if value == State.READ:
                return self.store.articles_read()
            case ClauseField.IS if value == State.UNREAD:
                return self.store.articles() - self.store.articles_read()
            case _ if of_statement(leaf):
                return set(self.about_statements(leaf).values())
            case _:
                unanswered(leaf)

    def common(self, children: Sequence[Node]) -> Set[int]:
        """What all children match: the smallest set first, and what is excluded at the end."""
        found = sorted((self.articles(child) for child in children if not isinstance(child, Not)), key=len)
        left: Set[int] = found[0] if found else self.store.articles()
        for other in found[1:]:
            left = left & other
        for child in children:
            if not left:
                break
            if isinstance(child, Not):
                left = left - self.articles(child.child)
        return left

    # Statements

    def about_statements(self, leaf: Clause | Compared) -> Mapping[str, int]:
        if isinstance(leaf, Compared):
            unanswered(leaf)
        match leaf.field:
            case ClauseField.ACTOR:
                return self.store.statements_by_actor(name_pattern(leaf))
            case ClauseField.STANCE:
                return self.store.statements_by_stance(leaf.value)
            case ClauseField.ISSUE:
                return self.store.statements_by_issue(leaf.value)
            case ClauseField.IS:
                return self.store.statements_by_state(State(leaf.value))
            case _:
                unanswered(leaf)

    def statements(self, node: Node, among: Mapping[str, int] | None = None) -> Mapping[str, int]:
        """Statements that match, with their articles' keys; only `among` those given, where that helps."""
        self.poll()
        match node:
            case Everything():
                return self.store.statements()
            case Clause() | Compared():
                return self.about_statements(node)
            case Word() | Phrase() | Prefix() | Exact() | Near() | Wildcard() | Fuzzy() | Regex():
                if among is None:
                    among = self.store.statements()
                contents = self.store.contents(list(among))
                return {id_: among[id_] for id_, content in contents.items() if matches(content, node)}
            case Not(child=child):
                if among is None:
                    among = self.store.statements()
                without = self.statements(child, among)
                return {id_: key for id_, key in among.items() if id_ not in without}
            case Or(children=children):
                union: dict[str, int] = {}
                for child in children:
                    union.update(self.statements(child, among))
                return union
            case And(children=children):
                for child in sorted(children, key=_cost):
                    found = self.statements(child, among)
                    among = found if among is None else _both(among, found)
                    if not among:
                        break
                return among or {}
            case Dates() | Length() | Braces():
                raise ValueError("this clause is about articles and cannot stand within braces")

    def spoken_of(self, node: Node) -> Mapping[str, int]:
        """The statements that a query speaks of: see `matching_statements`."""
        if _asks_each(node):
            return self.statements(node)
        if isinstance(node, Or) and asks_of_statements(node):
            return {id_: key for child in node.children for id_, key in self.spoken_of(child).items()}
        parts = node.children if isinstance(node, And) else (node,)
        wanted: list[Mapping[str, int]] = []
        each = tuple(part for part in parts if _asks_each(part))
        if each:
            wanted.append(self.statements(And(each) if len(each) > 1 else each[0]))
        braces = [part for part in parts if isinstance(part, Braces)]
        if braces:
            wanted.append({id_: key for part in braces for id_, key in self.statements(part.child).items()})
        mixed = [part for part in parts if isinstance(part, Or) and part not in each and asks_of_statements(part)]
        wanted += [self.spoken_of(part) for part in mixed]
        of_articles = [part for part in parts if part not in each]
        keys = self.common(of_articles) & self.store.articles() if of_articles else self.store.articles()
        if not wanted:
            return self.store.statements_of(keys)
        first, *others = wanted
        for other in others:
            first = _both(first, other)
        return {id_: key for id_, key in first.items() if key in keys}

    # Explaining

    def emptied(self, node: Node) -> Emptied | None:
        if isinstance(node, Braces):
            return self._emptied(node.child, lambda child: len(self.statements(child)), of_statements=True)
        return self._emptied(node, lambda child: len(self.articles(child) & self.store.articles()))

    def _emptied(self, node: Node, count: Callable[[Node], int], *, of_statements: bool = False) -> Emptied | None:
        if not isinstance(node, And):
            number = count(node)
            if number == 0 and isinstance(node, Braces):
                return self.emptied(node)
            return None if number else Emptied(format_query(node), node.at, 0, (), of_statements)
        left: list[Node] = []
        for child in node.children:
            number = count(child)
            if number == 0:
                return self.emptied(child) if isinstance(child, Braces) else _one(child, of_statements)
            together = And((*left, child), at=node.at) if left else child
            if left and count(together) == 0:
                others = tuple((format_query(other), count(other)) for other in left)
                return Emptied(format_query(child), child.at, number, others, of_statements)
            left.append(child)
        return None


def _one(node: Node, of_statements: bool) -> Emptied:
    return Emptied(format_query(node), node.at, 0, (), of_statements)


def _cost(node: Node) -> int:
    """In which order the parts of an And are asked: what needs the statements' texts last."""
    match node:
        case Clause() | Compared():
            return 0
        case Word() | Phrase() | Prefix() | Exact() | Near() | Wildcard() | Fuzzy() | Regex():
            return 2
        case Not():
            return 3
        case _:
            return 1


def _both(left: Mapping[str, int], right: Mapping[str, int]) -> dict[str, int]:
    if len(right) < len(left):
        left, right = right, left
    return {id_: key for id_, key in left.items() if id_ in right}


def evaluate(
    node: Node, engine: Engine, store: StatementIndex, *, stopped: Callable[[], bool] | None = None
) -> Set[int]:
    """The keys of the articles that match. Raises Stopped as soon as `stopped` says so, between two clauses."""
    search = _Search(engine, store, stopped)
    return search.articles(node) & store.articles()


def emptied_by(
    node: Node, engine: Engine, store: StatementIndex, *, stopped: Callable[[], bool] | None = None
) -> Emptied | None:
    """Which clause of a query without results emptied it; None where it has results. Raises Stopped."""
    search = _Search(engine, store, stopped)
    return search.emptied(node)


def matching_statements(
    node: Node, engine: Engine, store: StatementIndex, *, stopped: Callable[[], bool] | None = None
) -> Mapping[str, int]:
    """The statements that a query speaks of, with their articles' keys.

    They stand in articles that match. Each clause of the query that asks about statements, in braces or not,
    holds of each of them; of several braces, one. An OR or a NOT of such clauses alone asks about each
    statement too; of an OR that asks about articles as well, one side holds: of the statement, or of its
    article. A NOT of braces asks about the article. Without any such clause: all statements of the articles
    that match. Raises Stopped.
    """
    search = _Search(engine, store, stopped)
    present = store.articles()
    return {id_: key for id_, key in search.spoken_of(node).items() if key in present}


def asks_of_statements(node: Node) -> bool:
    """Whether the query speaks of some statements of an article, and not of all."""
    match node:
        case Braces():
            return True
        case Clause() | Compared():
            return of_statement(node)
        case Not():
            return _asks_each(node)
        case And(children=children) | Or(children=children):
            return any(map(asks_of_statements, children))
        case _:
            return False


def _asks_each(node: Node) -> bool:
    """Whether a node without braces asks about one statement, and about nothing else."""
    match node:
        case Clause() | Compared():
            return of_statement(node)
        case Not(child=child):
            return _asks_each(child)
        case And(children=children) | Or(children=children):
            return all(map(_asks_each, children))
        case _:
            return False
