"""A store in memory that looks at everything for every question: what `evaluate` is tested with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from index.search.engine import Document, NamePattern
from index.search.keyset import KeySet
from index.search.names import name_pattern
from index.search.statementset import StatementSet
from index.search.tree import Clause, ClauseField, Compared, Dates, State
from index.search.words import folded_name


@dataclass(frozen=True)
class Said:
    """A statement, as far as a search asks about it."""

    id: str
    article: int
    actor: str
    stance: str | None
    issue: str
    content: str
    labelled: bool = False


@dataclass(frozen=True)
class Told:
    """An article."""

    key: int
    title: str
    body: str
    outlet: str = ""
    date: str | None = None
    entities: tuple[str, ...] = ()
    read: bool = False


@dataclass
class PlainStore:
    """A StatementIndex; the numbers of statements are their places."""

    told: Sequence[Told]
    said: Sequence[Said]
    asked: list[str] = field(default_factory=list)
    looked_at: dict[Any, Any] = field(default_factory=dict)

    def articles(self) -> KeySet:
        return KeySet.of(one.key for one in self.told)

    def has(self, one: Told, leaf: Clause | Dates) -> bool:
        """Whether a clause holds of an article."""
        if isinstance(leaf, Dates):
            return one.date is not None and (leaf.first or "") <= one.date <= (leaf.last or "9999")
        match leaf.field:
            case ClauseField.OUTLET:
                return bool(one.outlet) and name_pattern(leaf).text in folded_name(one.outlet)
            case ClauseField.ENTITY:
                return any(name_pattern(leaf).text in folded_name(name) for name in one.entities)
            case ClauseField.ID:
                return f"abcd{one.key}".startswith(leaf.value)
            case _:
                assert leaf.field is ClauseField.IS
                return one.read == (leaf.value == State.READ)

    def holds(self, one: Said, leaf: Clause | Compared) -> bool:
        """Whether a clause holds of a statement."""
        assert isinstance(leaf, Clause)
        match leaf.field:
            case ClauseField.ACTOR:
                return name_pattern(leaf).text in folded_name(one.actor)
            case ClauseField.ISSUE:
                return one.issue == leaf.value
            case ClauseField.STANCE:
                return one.stance == leaf.value
            case _:
                assert leaf.field is ClauseField.IS
                return leaf.value != State.CONFLICT and one.labelled == (leaf.value == State.LABELLED)

    def articles_where(self, leaf: Clause | Dates) -> KeySet:
        return KeySet.of(one.key for one in self.told if self.has(one, leaf))

    def articles_by_name(self, name: NamePattern) -> KeySet:
        named = {one.key for one in self.told if any(name.text in folded_name(each) for each in one.entities)}
        return KeySet.of(named | {one.article for one in self.said if name.text in folded_name(one.actor)})

    def documents(self, ref: str) -> list[Document]:
        return [Document(one.key, one.title, one.body) for one in self.told if f"abcd{one.key}".startswith(ref)]

    def articles_of(self, statements: StatementSet) -> KeySet:
        return KeySet.of(self.said[place].article for place in statements)

    def _where(self, keep: Callable[[Said], bool]) -> StatementSet:
        return StatementSet.of(place for place, one in enumerate(self.said) if keep(one))

    def statements(self) -> StatementSet:
        return self._where(lambda one: True)

    def statements_where(self, leaf: Clause | Compared) -> StatementSet:
        return self._where(lambda one: self.holds(one, leaf))

    def number_of_statements(self, articles: KeySet) -> int:
        return len(self.statements_of(articles))

    def statements_of(self, articles: KeySet) -> StatementSet:
        return self._where(lambda one: one.article in articles)

    def contents(self, statements: StatementSet) -> Iterator[tuple[Any, list[str]]]:
        rows = statements.array()
        self.asked += [self.said[row].id for row in rows]
        for some in np.array_split(rows, 2):
            yield some, [self.said[row].content for row in some]
