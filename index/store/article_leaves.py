"""What clauses of a query hold of: articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from index.search.engine import Document, NamePattern
from index.search.names import name_pattern
from index.search.tree import Clause, ClauseField, DateField, Dates, State
from index.store import articles
from index.store.actor_names import ActorNames
from index.store.clauses import unanswered
from index.store.codec import spans_from_text
from index.store.marked import Marked
from index.store.packed import TYPES
from index.store.statement_leaves import StatementLeaves
from index.store.tables import Tables
from index.text import blanked

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.search.keyset import KeySet


class ArticleLeaves:
    """The articles that leaves of a query mean; what is asked of an article's actors is asked of its `statements`."""

    def __init__(self, tables: Tables, names: ActorNames, statements: StatementLeaves) -> None:
        self._tables, self._names, self._statements = tables, names, statements
        self._marked = Marked(tables.database, tables.by)

    def where(self, leaf: Clause | Dates) -> KeySet:
        """Those of which a clause holds. Raises QueryError where it cannot be answered."""
        return self._tables.remember(leaf, lambda: self._dated(leaf) if isinstance(leaf, Dates) else self._where(leaf))

    def _where(self, leaf: Clause) -> KeySet:
        from index.search.keyset import KeySet

        match leaf.field:
            case ClauseField.OUTLET | ClauseField.AUTHOR as column:
                name = name_pattern(leaf)
                return self._tables.articles.where(str(column), lambda value: name.text in self._names.folded(value))
            case ClauseField.ENTITY:
                return self._by_entity(name_pattern(leaf))
            case ClauseField.ID:
                return self._of(
                    key for key, _, removed in articles.find(self._tables.database, leaf.value) if not removed
                )
            case ClauseField.TAG:
                return self._of(self._marked.tagged(leaf.value, prefix=leaf.prefix))
            case ClauseField.SECTION:
                name = name_pattern(leaf)
                known = self._tables.remember(("sections",), self._marked.sections)
                return self._of(self._marked.in_sections([one for one, folded in known if name.text in folded]))
            case ClauseField.SINCE:
                return self._of(self._marked.since_seen())
            case ClauseField.LANGUAGE:
                low = leaf.value.lower()
                return self._by_version(
                    "language", lambda value: value.lower() == low or value.lower().startswith(f"{low}-")
                )
            case ClauseField.URL:
                part = leaf.value.casefold()
                return self._by_version("url", lambda value: part in value.casefold())
            case ClauseField.TYPE:
                bit = 1 << [one.lower() for one in TYPES].index(leaf.value.lower())
                types = self.types()
                return KeySet((types >= 0) & (types & bit > 0)) & self._tables.articles.keys
            case ClauseField.IS:
                return self._in_state(leaf)
            case _:
                raise unanswered(leaf)

    def _dated(self, leaf: Dates) -> KeySet:
        first, last = leaf.first or "", leaf.last or "9999-99-99"
        if leaf.field is DateField.ADDED:
            return self._of(self._marked.added(leaf.first, leaf.last))
        return self._tables.articles.between("date", first, last)

    def _in_state(self, leaf: Clause) -> KeySet:
        match leaf.value:
            case State.READ:
                rows = self._tables.database.read("SELECT article FROM reading WHERE annotator = ?", (self._tables.by,))
                return self._of(key for (key,) in rows)
            case State.UNREAD:
                return self._tables.articles.keys - self.where(Clause(ClauseField.IS, State.READ))
            case State.DUPLICATE:
                return self._of(self._tables.duplicates())
            case State.FLAGGED:
                return self._of(self._marked.flagged())
            case _:
                raise unanswered(leaf)

    def _by_version(self, column: str, holds: Callable[[str], bool]) -> KeySet:
        """The articles whose current version has such a value."""
        rows: list[tuple[int, str]] = self._tables.remember(
            ("version", column),
            lambda: self._tables.database.read(
                f"SELECT a.key, v.{column} FROM article a JOIN version v ON v.hash = a.version"
                f" WHERE a.removed = 0 AND v.{column} <> ''"
            ),
        )
        return self._of(key for key, value in rows if holds(value))

    def _of(self, keys: Iterable[int]) -> KeySet:
        from index.search.keyset import KeySet

        return KeySet.of(keys) & self._tables.articles.keys

    def documents(self, ref: str) -> list[Document]:
        """The articles that `ref` means, as they are indexed."""
        keys = articles.keys_json(self.where(Clause(ClauseField.ID, ref)))
        return [
            Document(key, title, blanked(text, [(span.start, span.end) for span in spans_from_text(masked)]))
            for key, title, text, masked in self._tables.database.read(
                "SELECT a.key, v.title, v.text, v.masked FROM article a JOIN version v ON v.hash = a.version"
                " WHERE a.key IN (SELECT value FROM json_each(?))",
                (keys,),
            )
        ]

    def by_name(self, name: NamePattern) -> KeySet:
        """Those that mention an entity, or have a statement by an actor, whose name matches."""
        return self._tables.remember(
            ("name", name),
            lambda: self._by_entity(name) | self._tables.statements.articles(self._statements.by_actor(name)),
        )

    def _by_entity(self, name: NamePattern) -> KeySet:
        from index.search.keyset import KeySet

        def ask() -> KeySet:
            found, corrected = self._tables.entities.naming(name, self._names.ids_ever(name), self._names.folded)
            if not found and not corrected:
                return KeySet.EMPTY
            return (self._of(found) & KeySet(self._tables.statements.types >= 0)) | self._of(corrected)

        return self._tables.remember(("entity", name), ask)

    def types(self) -> NDArray[np.int32]:
        """By article, the types of the things that it names as bits, as people corrected them; -1 where it was not
        analysed in its current version."""
        return self._tables.remember(("types",), lambda: self._tables.entities.types(self._tables.statements.types))
