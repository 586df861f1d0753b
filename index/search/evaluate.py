"""Answering a query: the sets that the engine and the store give for its leaves, combined by its tree."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

import numpy as np

from index.model import Span
from index.search.asking import asks_each, asks_of_statements
from index.search.contents import Contents
from index.search.engine import Engine, StatementIndex, Stopped
from index.search.formatting import format_query
from index.search.keyset import KeySet
from index.search.names import name_pattern
from index.search.patience import one_query
from index.search.statementset import StatementSet
from index.search.tree import (
    And,
    Braces,
    Clause,
    ClauseField,
    Compared,
    Dates,
    Everything,
    Exact,
    Fuzzy,
    Length,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Regex,
    TextLeaf,
    Wildcard,
    Word,
    alike,
    of_statement,
    text_terms,
    theirs,
)

__all__ = [
    *("Answer", "Emptied", "answer", "asks_of_statements", "emptied_by", "evaluate", "like", "matching_statements"),
    "name_pattern",
]

_TELLING = 15
"""Words by which an article is compared with others in `like:` ..."""
_ALIKE = 3
"""... of which another one has such a part at least."""
_FEW = 5
"""Clauses whose counts are said beside one that matches nothing."""


_Set = TypeVar("_Set", KeySet, StatementSet)


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
            others = ", ".join(f"{clause} ({count:,})" for clause, count in self.counts)
            return f"no {things} matches {self.clause}{f'; the others alone: {others}' if others else ''}"
        one = self.count == 1
        alone = f"{self.count:,} {things}{'' if one else 's'} {'matches' if one else 'match'} {self.clause}"
        others = ", ".join(f"{clause} ({count:,})" for clause, count in self.counts)
        return f"{alone}, but none of {'it' if one else 'them'} also matches {others}" if others else alone


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

    def articles(self, node: Node) -> KeySet:
        self.poll()
        match node:
            case Everything():
                return self.store.articles()
            case Word() | Phrase() | Prefix():
                found = self.engine.ids(node)
                return found if node.field is not None else found | self.store.articles_by_name(name_pattern(node))
            case Exact() | Near() | Wildcard() | Fuzzy() | Regex() | Length():
                return self.engine.ids(node)
            case Clause(field=ClauseField.LIKE, value=value):
                return like(value, self.engine, self.store)
            case Clause() | Compared() if of_statement(node):
                return self.store.articles_of(self.store.statements_where(node))
            case Clause() | Dates():
                return self.store.articles_where(node)
            case Braces(child=child):
                return self.store.articles_of(self.statements(child))
            case Not(child=child):
                return self.store.articles() - self.articles(child)
            case Or(children=children):
                union = KeySet.EMPTY
                for child in children:
                    union = union | self.articles(child)
                return union
            case And(children=children):
                return self.common(children)
            case _:
                raise ValueError(f"{node!r} is no part of a query")

    def common(self, children: Sequence[Node]) -> KeySet:
        """What all children match; what costs most is asked last, and not at all where nothing is left."""
        left: KeySet | None = None
        for child in sorted((child for child in theirs(children) if not isinstance(child, Not)), key=_cost):
            if left is not None and isinstance(child, Braces):
                found = self.store.articles_of(self.statements(child.child, self.store.statements_of(left)))
            else:
                found = self.articles(child)
            left = found if left is None else left & found
            if not left:
                return left
        if left is None:
            left = self.store.articles()
        for excluded in children:
            if isinstance(excluded, Not) and left:
                left = left - self.articles(excluded.child)
        return left

    # Statements

    def statements(self, node: Node, among: StatementSet | None = None) -> StatementSet:
        """Statements that match; only `among` those given, where that helps."""
        self.poll()
        match node:
            case Everything():
                return self.store.statements()
            case Clause() | Compared():
                return self.store.statements_where(node)
            case Word() | Phrase() | Prefix() | Exact() | Near() | Wildcard() | Fuzzy() | Regex():
                return self.with_words(node, self.store.statements() if among is None else among)
            case Not(child=child):
                if among is None:
                    among = self.store.statements()
                return among - self.statements(child, among)
            case Or(children=children):
                union = StatementSet.EMPTY
                for child in children:
                    union = union | self.statements(child, among)
                return union
            case And(children=children):
                left = among
                for child in sorted(theirs(children), key=_cost):
                    found = self.statements(child, left)
                    left = found if left is None else left & found
                    if not left:
                        return left
                return StatementSet.EMPTY if left is None else left
            case Dates() | Length() | Braces():
                raise ValueError("this clause is about articles and cannot stand within braces")

    def with_words(self, leaf: TextLeaf, among: StatementSet) -> StatementSet:
        """Those whose contents have the words; none is looked at twice."""
        before, found = self.store.looked_at.get(leaf, (StatementSet.EMPTY, StatementSet.EMPTY))
        left = among - before
        if left:
            new, contents = [], Contents(leaf)
            for rows, texts in self.store.contents(left):
                self.poll()
                new.append(rows[contents.matching(texts)])
            found = found | StatementSet.of(np.concatenate(new))
            self.store.looked_at[leaf] = before | left, found
        return found & among

    def spoken_of(self, node: Node) -> StatementSet:
        """The statements that a query speaks of: see `matching_statements`."""
        if asks_each(node):
            return self.statements(node)
        if isinstance(node, Or) and asks_of_statements(node):
            return self.any_of([self.spoken_of(child) for child in node.children])
        parts = node.children if isinstance(node, And) else (node,)
        wanted: list[StatementSet] = []
        each = tuple(part for part in parts if asks_each(part))
        if each:
            wanted.append(self.statements(And(each) if len(each) > 1 else each[0]))
        mixed = [part for part in parts if isinstance(part, Or) and part not in each and asks_of_statements(part)]
        wanted += [self.spoken_of(part) for part in mixed]
        of_articles = [part for part in parts if part not in each]
        present = self.store.articles()
        found = self.store.statements_of(self.common(of_articles) & present if of_articles else present)
        braces = [part for part in parts if isinstance(part, Braces)]
        if braces:
            wanted.append(self.any_of([self.statements(part.child, found) for part in braces]))
        for one in wanted:
            found = found & one
        return found

    @staticmethod
    def any_of(sets: Sequence[StatementSet]) -> StatementSet:
        union = StatementSet.EMPTY
        for one in sets:
            union = union | one
        return union

    # Explaining

    def emptied(self, node: Node) -> Emptied | None:
        if isinstance(node, Braces):
            return self._emptied(node.child, self.statements, of_statements=True)
        return self._emptied(node, lambda child: self.articles(child) & self.store.articles())

    def _emptied(self, node: Node, find: Callable[[Node], _Set], *, of_statements: bool = False) -> Emptied | None:
        if not isinstance(node, And):
            found = find(node)
            if not found and isinstance(node, Braces):
                return self.emptied(node)
            return None if found else _one(node, of_statements)
        together: _Set | None = None
        before: list[tuple[Node, int]] = []
        for child in node.children:
            found = find(child)
            if not found:
                within = self.emptied(child) if isinstance(child, Braces) else None
                return within or self._one_of(child, node.children, find, of_statements)
            together = found if together is None else together & found
            if not together:
                others = tuple((format_query(other), count) for other, count in before)
                return Emptied(format_query(child), child.at, len(found), others, of_statements)
            before.append((child, len(found)))
        return None

    def _one_of(
        self, empty: Node, children: Sequence[Node], find: Callable[[Node], _Set], of_statements: bool
    ) -> Emptied:
        """That one of the clauses matches nothing, and what a few of the others do."""
        others = [child for child in children if child is not empty and not isinstance(child, Not)][:_FEW]
        counts = tuple((format_query(one), len(find(one))) for one in others)
        return replace(_one(empty, of_statements), counts=counts)


def _one(node: Node, of_statements: bool) -> Emptied:
    return Emptied(format_query(node), node.at, 0, (), of_statements)


def _cost(node: Node) -> int:
    """In which order the parts of an And are asked: what needs the statements' texts last."""
    match node:
        case Clause() | Compared() | Dates():
            return 0
        case Word() | Phrase() | Prefix() | Exact():
            return 2
        case Near() | Wildcard() | Fuzzy() | Regex():
            return 3
        case Not():
            return 5
        case Braces(child=child):
            return 4 if text_terms(child) else 0
        case _:
            return 1


@one_query()
def evaluate(node: Node, engine: Engine, store: StatementIndex, *, stopped: Callable[[], bool] | None = None) -> KeySet:
    """The keys of the articles that match. Raises Stopped as soon as `stopped` says so, between two clauses."""
    search = _Search(engine, store, stopped)
    return search.articles(node) & store.articles()


@one_query()
def emptied_by(
    node: Node, engine: Engine, store: StatementIndex, *, stopped: Callable[[], bool] | None = None
) -> Emptied | None:
    """Which clause of a query without results emptied it; None where it has results. Raises Stopped."""
    search = _Search(engine, store, stopped)
    return search.emptied(node)


@one_query()
def matching_statements(
    node: Node, engine: Engine, store: StatementIndex, *, stopped: Callable[[], bool] | None = None
) -> StatementSet:
    """The statements that a query speaks of.

    They stand in articles that match. Each clause of the query that asks about statements, in braces or not,
    holds of each of them; of several braces, one. An OR or a NOT of such clauses alone asks about each
    statement too; of an OR that asks about articles as well, one side holds: of the statement, or of its
    article. A NOT of braces asks about the article. Without any such clause: all statements of the articles
    that match. Raises Stopped.
    """
    return _Search(engine, store, stopped).spoken_of(node)


def like(ref: str, engine: Engine, store: StatementIndex) -> KeySet:
    """The articles that are like the one that `ref` means, itself left out: that have a part of its telling words."""
    found_alike = KeySet.EMPTY
    for document in store.documents(ref):
        words = engine.telling(document, _TELLING)
        counts = np.zeros(0, np.int16)
        for word in words:
            mask = engine.ids(Exact(word)).mask
            if len(mask) > len(counts):
                counts = np.concatenate([counts, np.zeros(len(mask) - len(counts), np.int16)])
            counts[: len(mask)] += mask
        found = KeySet(counts >= max(2, -(-len(words) // _ALIKE))) if words else KeySet.EMPTY
        found_alike = found_alike | (found - {document.key})
    return found_alike


def ranking(node: Node, engine: Engine, store: StatementIndex) -> Node:
    """What the articles that match are ranked by: the query; where it has no words but `like:`, the telling words."""
    if text_terms(node):
        return node
    documents = [document for ref in alike(node) for document in store.documents(ref)]
    words = dict.fromkeys(word for document in documents for word in engine.telling(document, _TELLING))
    return Or(tuple(Exact(word) for word in words)) if len(words) > 1 else node


@dataclass(frozen=True)
class Answer:
    """What a query finds: the articles that match, and what emptied it. `asked` are the statements that it asks for,
    None where it asks for none in particular."""

    articles: KeySet
    asked: StatementSet | None
    emptied: Emptied | None
    store: StatementIndex

    @cached_property
    def statements(self) -> StatementSet:
        """The statements that it speaks of (see `matching_statements`), before anything else is committed."""
        return self.store.statements_of(self.articles) if self.asked is None else self.asked

    @property
    def number_of_statements(self) -> int:
        """How many these are."""
        return self.store.number_of_statements(self.articles) if self.asked is None else len(self.asked)


@one_query()
def answer(node: Node, engine: Engine, store: StatementIndex, *, stopped: Callable[[], bool] | None = None) -> Answer:
    """All of it at once, with nothing asked twice that costs much. Raises Stopped."""
    search = _Search(engine, store, stopped)
    articles = search.articles(node) & store.articles()
    asked = search.spoken_of(node) if asks_of_statements(node) else None
    return Answer(articles, asked, None if articles else search.emptied(node), store)
