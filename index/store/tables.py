"""What searches ask of a library, in memory: the tables of articles and statements, and the answers that rest on them.

They stand as they were when they were last refreshed. Answers are remembered until something is committed, for as one
types most of a query stays as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping, Sequence, Set
from copy import copy
from typing import TYPE_CHECKING, TypeVar

from index.search.tree import TextLeaf
from index.store.corrected import Corrected
from index.store.database import Database
from index.store.entity_names import EntityNames
from index.store.in_force import InForce
from index.store.learned import Learned
from index.store.recoding import Recoding
from index.store.shown import Shown

if TYPE_CHECKING:
    from index.search.statementset import StatementSet
    from index.store.article_table import ArticleTable
    from index.store.kept_tables import KeptTables
    from index.store.statement_table import StatementTable

T = TypeVar("T")
U = TypeVar("U")

_REMEMBERED = 40
"""Answers that are held; that of a clause about statements takes a byte for each statement."""


class Recent(dict[T, U]):
    """A dict of so many entries at most: the oldest go first."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def __setitem__(self, key: T, value: U) -> None:
        self.pop(key, None)
        while len(self) >= self._most:
            del self[next(iter(self))]
        super().__setitem__(key, value)


class Tables:
    """The tables for one annotator; `duplicates` gives the articles that repeat another one, `in_force` the codebook
    that they are shown under."""

    def __init__(
        self,
        database: Database,
        shown: Shown,
        by: str,
        duplicates: Callable[[], Set[int]],
        corrected: Corrected | None,
        kept: Callable[[], KeptTables] | None,
        in_force: Callable[[], InForce] | None,
        learned: Learned | None,
    ) -> None:
        """`kept` gives where the tables are kept from one time to the next; without it they are made anew."""
        self.database = database
        self._shown = shown
        self.by = by
        self._duplicates = duplicates
        self._kept = kept
        self._in_force = in_force
        self.recoding = Recoding()
        """Under which ids and names issues, labels and actors are shown."""
        self._learned = learned
        self._seen: tuple[object, ...] | None = None
        self._remembered: dict[object, object] = Recent(_REMEMBERED)
        self.looked_at: MutableMapping[TextLeaf, tuple[StatementSet, StatementSet]] = Recent(_REMEMBERED)
        self._articles: ArticleTable | None = None
        self._statements: StatementTable | None = None
        self._rests_on_stories = False
        self._current = False
        self._retired_in: Sequence[int] | None = None
        self.entities = EntityNames(database, Corrected(database) if corrected is None else corrected)

    def with_retired(self, keys: Sequence[int]) -> Tables:
        """The same as they stand now, but of the statements those of these articles alone, retired ones among them."""
        self.refresh()
        other = copy(self)
        other._retired_in, other._kept = keys, None
        other._statements, other._current = None, False
        other._remembered, other.looked_at = Recent(_REMEMBERED), Recent(_REMEMBERED)
        return other

    def refresh(self) -> None:
        """Take up what has been committed; to be called before a search."""
        self._shown.refresh()
        # The stories are in a file of their own, which is opened only once something rests on it.
        learned = self._learned.state() if self._learned else None
        versions = (*self.database.versions(), learned, self._duplicates() if self._rests_on_stories else None)
        if versions == self._seen and self._articles is not None:
            return
        if self._seen is None or (versions[0], versions[3]) != (self._seen[0], self._seen[3]):
            # Other files stand there now.
            self._articles = self._statements = None
            self.entities.forget()
        recoding = self._in_force().recoding if self._in_force is not None else self.recoding
        if recoding != self.recoding:
            self._statements = None
            self.recoding = recoding
        self._current = self.entities.current = False
        self._remembered.clear()
        self.looked_at.clear()
        if self._articles is None:
            from index.store.article_table import ArticleTable

            self._articles = ArticleTable(self.database)
            if self._kept is not None:
                self._kept().recall_articles(self._articles)
        self._articles.refresh()
        self._seen = versions  # last: where reading failed, the next call reads it again

    def preparing(self) -> Iterator[None]:
        """Read what searches need before the first one asks for it: a part with each step."""
        self.refresh()
        yield
        _ = self.articles.by_id
        yield
        self._unread().learn()
        yield
        _ = self.statements
        if self._kept is not None:
            yield
            self._kept().keep(self.articles, self.statements)

    @property
    def statements(self) -> StatementTable:
        """The statements, as they were when `refresh` was called or somewhat later; read when they are first asked."""
        statements = self._unread()
        if not self._current:
            statements.refresh()
            self._current = True
            if self._kept is not None:
                self._kept().keep(self.articles, statements, first=True)
        return statements

    def _unread(self) -> StatementTable:
        """The statements as they were when they were last asked."""
        if self._statements is None:
            from index.store.statement_table import StatementTable

            self._statements = StatementTable(
                self.database, self._shown, self.by, self.recoding, self._learned, self._retired_in
            )
            if self._kept is not None:
                self._kept().recall_statements(self._statements)
        return self._statements

    @property
    def articles(self) -> ArticleTable:
        """The articles, as they were when `refresh` was called."""
        if self._articles is None:
            self.refresh()
        assert self._articles is not None
        return self._articles

    def duplicates(self) -> Set[int]:
        """The articles that repeat another one; what is remembered rests on the stories from now on."""
        self._rests_on_stories = True
        return self._duplicates()

    def remember(self, key: object, ask: Callable[[], T]) -> T:
        """What `ask` gives; not asked again while it is among what was last asked."""
        found = self._remembered[key] if key in self._remembered else ask()
        self._remembered[key] = found
        return found  # type: ignore[return-value]
