"""The store's side of a search: facts about articles and statements, as sets.

It answers index.search.engine.StatementIndex over both databases at once, from columns in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from copy import copy
from typing import TYPE_CHECKING, TypeVar

from index.model import Actor, Issue
from index.search.engine import Document, NamePattern
from index.search.tree import Clause, Compared, Dates
from index.store.actor_names import ActorNames
from index.store.article_leaves import ArticleLeaves
from index.store.corrected import Corrected
from index.store.database import Database
from index.store.in_force import InForce
from index.store.learned import Learned
from index.store.shown import Shown
from index.store.statement_leaves import StatementLeaves
from index.store.tables import Tables

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.search.keyset import KeySet
    from index.search.statementset import StatementSet
    from index.store.article_table import ArticleTable
    from index.store.kept_tables import KeptTables
    from index.store.statement_table import StatementTable

T = TypeVar("T")


class Leaves:
    """A StatementIndex for one annotator; `actors` gives the actors with all their aliases, `duplicates` the articles
    that repeat another one, `issues` what somebody decided to be one, beside those that are proposed, `in_force` the
    codebook."""

    def __init__(
        self,
        database: Database,
        shown: Shown,
        by: str,
        actors: Callable[[], Iterable[Actor]],
        duplicates: Callable[[], Set[int]] = frozenset,
        issues: Callable[[], Iterable[Issue]] = tuple,
        corrected: Corrected | None = None,
        kept: Callable[[], KeptTables] | None = None,
        in_force: Callable[[], InForce] | None = None,
        learned: Learned | None = None,
    ) -> None:
        """`kept` gives where the tables are kept from one time to the next; without it they are made anew."""
        self._asked = actors, issues, in_force
        self._answer_from(Tables(database, shown, by, duplicates, corrected, kept, in_force, learned))

    def _answer_from(self, tables: Tables) -> None:
        actors, issues, in_force = self._asked
        self._tables = tables
        names = ActorNames(tables, actors)
        self._of_statements = StatementLeaves(tables, names, issues, in_force)
        self._of_articles = ArticleLeaves(tables, names, self._of_statements)
        self.looked_at = tables.looked_at

    def with_retired(self, keys: Sequence[int]) -> Leaves:
        """One that answers for these articles as if nothing in them had been retired, from what is committed now."""
        other = copy(self)
        other._answer_from(self._tables.with_retired(keys))
        return other

    def refresh(self) -> None:
        """Take up what has been committed; to be called before a search."""
        self._tables.refresh()

    def preparing(self) -> Iterator[None]:
        """Read what searches need before the first one asks for it: a part with each step."""
        return self._tables.preparing()

    @property
    def table(self) -> StatementTable:
        """The statements, as they were when `refresh` was called or somewhat later; read when they are first asked."""
        return self._tables.statements

    @property
    def article_table(self) -> ArticleTable:
        """The articles, as they were when `refresh` was called."""
        return self._tables.articles

    def remember(self, key: object, ask: Callable[[], T]) -> T:
        """What `ask` gives, or gave since something was last committed; `key` tells questions apart."""
        return self._tables.remember(("asked", key), ask)

    # -- articles ------------------------------------------------------------------------------------

    def articles(self) -> KeySet:
        return self.article_table.keys

    def articles_where(self, leaf: Clause | Dates) -> KeySet:
        return self._of_articles.where(leaf)

    def articles_by_name(self, name: NamePattern) -> KeySet:
        return self._of_articles.by_name(name)

    def documents(self, ref: str) -> list[Document]:
        return self._of_articles.documents(ref)

    def types(self) -> NDArray[np.int32]:
        """By article, the types of the things that it names as bits, as people corrected them; -1 where it was not
        analysed in its current version."""
        return self._of_articles.types()

    # -- statements ----------------------------------------------------------------------------------

    def statements(self) -> StatementSet:
        return self._tables.remember(("statements",), lambda: self.table.all())

    def statements_of(self, articles: KeySet) -> StatementSet:
        return self.table.of_articles(articles)

    def number_of_statements(self, articles: KeySet) -> int:
        return self.table.number_of(articles, self._tables.remember(("numbers",), self.table.numbers_by_article))

    def articles_of(self, statements: StatementSet) -> KeySet:
        return self.table.articles(statements)

    def contents(self, statements: StatementSet) -> Iterator[tuple[NDArray[np.int64], list[str]]]:
        return self.table.contents(statements.array())

    def statements_where(self, leaf: Clause | Compared) -> StatementSet:
        return self._of_statements.where(leaf)

    def decided(self, field: str) -> Sequence[tuple[str, str, str]]:
        """What annotators decided about a field of statements: the statement's id, who, and the value as JSON."""
        return self._of_statements.decided(field)

    def is_certainty_known(self) -> bool:
        """Whether anybody said of a label how sure it is."""
        return self._of_statements.is_certainty_known()

    def actors_grouped(self) -> tuple[NDArray[np.int32], list[int]]:
        """By a speaker's number, the number of its actor: those of one id are one, else those of one name; and by
        the actor's number, the speaker under whose name it speaks most often. 0 is nobody."""
        return self._of_statements.actors_grouped()
