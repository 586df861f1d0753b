"""The store's side of a search: facts about articles and statements, as sets.

It answers index.search.engine.StatementIndex over both databases at once, from columns in memory. Answers are
remembered until something is committed, for as one types most of a query stays as it was.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, MutableMapping, Sequence, Set
from typing import TYPE_CHECKING, TypeVar

from index.model import Actor, Issue
from index.search.engine import Document, NamePattern
from index.search.names import name_pattern
from index.search.tree import NO_ISSUE, Clause, ClauseField, Compared, Comparison, DateField, Dates, State, TextLeaf
from index.search.words import folded_name
from index.store import anchors, articles
from index.store.clauses import is_by, is_theirs, unanswered, words_test
from index.store.codec import spans_from_text
from index.store.corrected import Corrected
from index.store.database import Database
from index.store.entity_names import EntityNames
from index.store.in_force import InForce
from index.store.learned import Learned
from index.store.marked import Marked
from index.store.packed import FORMS, TYPES, VOICES, millionths
from index.store.proposals import is_rejected
from index.store.recheck import outdated
from index.store.recoding import ACTOR, ISSUE, LABEL, Recoding
from index.store.shown import Shown
from index.text import blanked

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.search.keyset import KeySet
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
        self._database = database
        self._shown = shown
        self._by = by
        self._actors = actors
        self._duplicates, self._issues = duplicates, issues
        self._kept = kept
        self._in_force = in_force
        self._recoding = Recoding()
        self._learned = learned
        self._seen: tuple[object, ...] | None = None
        self._remembered: dict[object, object] = Recent(_REMEMBERED)
        self.looked_at: MutableMapping[TextLeaf, tuple[StatementSet, StatementSet]] = Recent(_REMEMBERED)
        self._articles: ArticleTable | None = None
        self._statements: StatementTable | None = None
        self._rests_on_stories = False
        self._current = False
        self._folded_names: dict[str, str] = {}
        self._entities = EntityNames(database, Corrected(database) if corrected is None else corrected)
        self._marked = Marked(database, by)

    def refresh(self) -> None:
        """Take up what has been committed; to be called before a search."""
        self._shown.refresh()
        # The stories are in a file of their own, which is opened only once something rests on it.
        learned = self._learned.state() if self._learned else None
        versions = (*self._database.versions(), learned, self._duplicates() if self._rests_on_stories else None)
        if versions == self._seen and self._articles is not None:
            return
        if self._seen is None or (versions[0], versions[3]) != (self._seen[0], self._seen[3]):
            # Other files stand there now.
            self._articles = self._statements = None
            self._entities.forget()
        recoding = self._in_force().recoding if self._in_force is not None else self._recoding
        if recoding != self._recoding:
            self._statements = None
            self._recoding = recoding
        self._current = self._entities.current = False
        self._remembered.clear()
        self.looked_at.clear()
        if self._articles is None:
            from index.store.article_table import ArticleTable

            self._articles = ArticleTable(self._database)
            if self._kept is not None:
                self._kept().recall_articles(self._articles)
        self._articles.refresh()
        self._seen = versions  # last: where reading failed, the next call reads it again

    def preparing(self) -> Iterator[None]:
        """Read what searches need before the first one asks for it: a part with each step."""
        self.refresh()
        yield
        _ = self.article_table.by_id
        yield
        self._unread().learn()
        yield
        _ = self.table
        if self._kept is not None:
            yield
            self._kept().keep(self.article_table, self.table)

    @property
    def table(self) -> StatementTable:
        """The statements, as they were when `refresh` was called or somewhat later; read when they are first asked."""
        statements = self._unread()
        if not self._current:
            statements.refresh()
            self._current = True
            if self._kept is not None:
                self._kept().keep(self.article_table, statements, first=True)
        return statements

    def _unread(self) -> StatementTable:
        """The statements as they were when they were last asked."""
        if self._statements is None:
            from index.store.statement_table import StatementTable

            self._statements = StatementTable(self._database, self._shown, self._by, self._recoding, self._learned)
            if self._kept is not None:
                self._kept().recall_statements(self._statements)
        return self._statements

    @property
    def article_table(self) -> ArticleTable:
        """The articles, as they were when `refresh` was called."""
        if self._articles is None:
            self.refresh()
        assert self._articles is not None
        return self._articles

    def _remember(self, key: object, ask: Callable[[], T]) -> T:
        """What `ask` gives; not asked again while it is among what was last asked."""
        found = self._remembered[key] if key in self._remembered else ask()
        self._remembered[key] = found
        return found  # type: ignore[return-value]

    # -- articles ------------------------------------------------------------------------------------

    def articles(self) -> KeySet:
        return self.article_table.keys

    def articles_where(self, leaf: Clause | Dates) -> KeySet:
        return self._remember(leaf, lambda: self._dated(leaf) if isinstance(leaf, Dates) else self._where(leaf))

    def _where(self, leaf: Clause) -> KeySet:
        from index.search.keyset import KeySet

        match leaf.field:
            case ClauseField.OUTLET | ClauseField.AUTHOR as column:
                name = name_pattern(leaf)
                return self.article_table.where(str(column), lambda value: name.text in self._folded(value))
            case ClauseField.ENTITY:
                return self._by_entity(name_pattern(leaf))
            case ClauseField.ID:
                return self._of(key for key, _, removed in articles.find(self._database, leaf.value) if not removed)
            case ClauseField.TAG:
                return self._of(self._marked.tagged(leaf.value, prefix=leaf.prefix))
            case ClauseField.SECTION:
                name = name_pattern(leaf)
                known = self._remember(("sections",), self._marked.sections)
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
                return KeySet((types >= 0) & (types & bit > 0)) & self.articles()
            case ClauseField.IS:
                return self._in_state(leaf)
            case _:
                raise unanswered(leaf)

    def _dated(self, leaf: Dates) -> KeySet:
        first, last = leaf.first or "", leaf.last or "9999-99-99"
        if leaf.field is DateField.ADDED:
            return self._of(self._marked.added(leaf.first, leaf.last))
        return self.article_table.between("date", first, last)

    def _in_state(self, leaf: Clause) -> KeySet:
        match leaf.value:
            case State.READ:
                rows = self._database.read("SELECT article FROM reading WHERE annotator = ?", (self._by,))
                return self._of(key for (key,) in rows)
            case State.UNREAD:
                return self.articles() - self.articles_where(Clause(ClauseField.IS, State.READ))
            case State.DUPLICATE:
                self._rests_on_stories = True
                return self._of(self._duplicates())
            case State.FLAGGED:
                return self._of(self._marked.flagged())
            case _:
                raise unanswered(leaf)

    def _by_version(self, column: str, holds: Callable[[str], bool]) -> KeySet:
        """The articles whose current version has such a value."""
        rows: list[tuple[int, str]] = self._remember(
            ("version", column),
            lambda: self._database.read(
                f"SELECT a.key, v.{column} FROM article a JOIN version v ON v.hash = a.version"
                f" WHERE a.removed = 0 AND v.{column} <> ''"
            ),
        )
        return self._of(key for key, value in rows if holds(value))

    def _of(self, keys: Iterable[int]) -> KeySet:
        from index.search.keyset import KeySet

        return KeySet.of(keys) & self.articles()

    def documents(self, ref: str) -> list[Document]:
        keys = articles.keys_json(self.articles_where(Clause(ClauseField.ID, ref)))
        return [
            Document(key, title, blanked(text, [(span.start, span.end) for span in spans_from_text(masked)]))
            for key, title, text, masked in self._database.read(
                "SELECT a.key, v.title, v.text, v.masked FROM article a JOIN version v ON v.hash = a.version"
                " WHERE a.key IN (SELECT value FROM json_each(?))",
                (keys,),
            )
        ]

    def articles_by_name(self, name: NamePattern) -> KeySet:
        return self._remember(("name", name), lambda: self._by_entity(name) | self.articles_of(self._by_actor(name)))

    def _by_entity(self, name: NamePattern) -> KeySet:
        from index.search.keyset import KeySet

        def ask() -> KeySet:
            meant = self._actor_ids(name)
            former = [one for id_ in meant for one in self._recoding.former(ACTOR, id_)]
            found, corrected = self._entities.naming(name, [*meant, *former], self._folded)
            if not found and not corrected:
                return KeySet.EMPTY
            return (self._of(found) & KeySet(self.table.types >= 0)) | self._of(corrected)

        return self._remember(("entity", name), ask)

    def types(self) -> NDArray[np.int32]:
        """By article, the types of the things that it names as bits, as people corrected them; -1 where it was not
        analysed in its current version."""
        return self._remember(("types",), lambda: self._entities.types(self.table.types))

    # -- statements ----------------------------------------------------------------------------------

    def statements(self) -> StatementSet:
        return self._remember(("statements",), lambda: self.table.all())

    def statements_of(self, articles: KeySet) -> StatementSet:
        return self.table.of_articles(articles)

    def number_of_statements(self, articles: KeySet) -> int:
        return self.table.number_of(articles, self._remember(("numbers",), self.table.numbers_by_article))

    def articles_of(self, statements: StatementSet) -> KeySet:
        return self.table.articles(statements)

    def contents(self, statements: StatementSet) -> Iterator[tuple[NDArray[np.int64], list[str]]]:
        return self.table.contents(statements.array())

    def statements_where(self, leaf: Clause | Compared) -> StatementSet:
        return self._remember(
            leaf, lambda: self._compared(leaf) if isinstance(leaf, Compared) else self._of_statements(leaf)
        )

    def _of_statements(self, leaf: Clause) -> StatementSet:
        table, value = self.table, leaf.value
        match leaf.field:
            case ClauseField.ACTOR:
                return self._by_actor(name_pattern(leaf))
            case ClauseField.STANCE:
                return table.where(table.column("stance") == _number(table, self._recoding.of(LABEL, value)))
            case ClauseField.ISSUE:
                return self._about(self._recoding.of(ISSUE, value))
            case ClauseField.FORM:
                return table.where(table.column("form") == [str(one) for one in FORMS].index(value))
            case ClauseField.VOICE:
                return table.where(table.column("voice") == [str(one) for one in VOICES].index(value))
            case ClauseField.CUE:
                holds = words_test(leaf)
                return table.with_term("cue", lambda text: any(map(holds, text.split("\n"))))
            case ClauseField.VIA:
                name = name_pattern(leaf)
                return table.with_term(
                    "via", lambda text: any(name.text in self._folded(one) for one in text.split("\n"))
                )
            case ClauseField.BY:
                return table.rows(self._labelled_by(leaf))
            case ClauseField.NOTE:
                return table.rows(self._noted(leaf))
            case ClauseField.CERTAINTY:
                return table.rows([id_ for id_, _, level in self.decided("certainty") if json.loads(level) == value])
            case ClauseField.IS:
                return self._in_statement_state(leaf)
            case _:
                raise unanswered(leaf)

    def _about(self, issue: str) -> StatementSet:
        """The statements about an issue; where nobody made it one, those for which it is proposed. Of NO_ISSUE those
        about none, whether one is proposed for them or not."""
        table = self.table
        if issue == NO_ISSUE and all(one.id != NO_ISSUE for one in self._issues()):
            return table.where(table.column("issue") == 0)
        number, in_force = _number(table, issue), table.column("issue")
        holds = in_force == number
        if all(one.id != issue for one in self._issues()) and not is_rejected(self._database, issue):
            holds |= (in_force == 0) & (table.column("proposal") == number)
        return table.where(holds)

    def _by_actor(self, name: NamePattern) -> StatementSet:
        table = self.table
        return self._remember(
            ("actor", name),
            lambda: table.with_any("actor", table.speakers.matching(name.text, self._actor_ids(name))),
        )

    def _in_statement_state(self, leaf: Clause) -> StatementSet:
        from index.store.statement_rows import ADJUDICATED, CONFLICT, LABELLED, SUGGESTED

        flags = self.table.column("flags")
        match leaf.value:
            case State.LABELLED:
                return self.table.where(flags & LABELLED > 0)
            case State.UNLABELLED:
                return self.table.where(flags & LABELLED == 0)
            case State.CONFLICT:
                return self.table.where(flags & CONFLICT > 0)
            case State.ADJUDICATED:
                return self.table.where(flags & ADJUDICATED > 0)
            case State.SUGGESTED:
                return self.table.where(flags & SUGGESTED > 0)
            case State.MOVED | State.ORPHAN:
                return self.table.rows(anchors.in_state(self._database, orphans=leaf.value == State.ORPHAN))
            case State.QUESTION:
                return self.table.rows([id_ for id_, by, _ in self.decided("question") if is_theirs(leaf, by)])
            case State.RECHECK:
                return self.table.rows({id_ for id_, by in self._outdated() if is_theirs(leaf, by)})
            case _:
                raise unanswered(leaf)

    def _outdated(self) -> Sequence[tuple[str, str]]:
        """The labels to be looked at again, each as its statement and whose it is."""
        if self._in_force is None:
            return []
        in_force = self._in_force()
        return self._remember(("outdated",), lambda: outdated(self._database.read, in_force))

    def _compared(self, leaf: Compared) -> StatementSet:
        column, number = self.table.column("confidence"), millionths(leaf.number)
        match leaf.comparison:
            case Comparison.LESS:
                return self.table.where(column < number)
            case Comparison.AT_MOST:
                return self.table.where(column <= number)
            case Comparison.EQUAL:
                return self.table.where(column == number)
            case Comparison.AT_LEAST:
                return self.table.where(column >= number)
            case Comparison.MORE:
                return self.table.where(column > number)

    def _labelled_by(self, leaf: Clause) -> list[str]:
        return [id_ for id_, by, _ in self.decided("stance") if is_by(leaf, by)]

    def _noted(self, leaf: Clause) -> list[str]:
        holds = words_test(leaf)
        return [id_ for id_, _, note in self.decided("note") if holds(str(json.loads(note)))]

    def decided(self, field: str) -> Sequence[tuple[str, str, str]]:
        """What annotators decided about a field of statements: the statement's id, who, and the value as JSON."""
        return self._remember(
            ("decided", field),
            lambda: self._database.read(
                "SELECT substr(subject, length('statement:') + 1), by, value FROM decision"
                " WHERE subject >= 'statement:' AND subject < 'statement;' AND field = ? AND value <> 'null'",
                (field,),
            ),
        )

    def is_certainty_known(self) -> bool:
        """Whether anybody said of a label how sure it is."""
        return bool(self.decided("certainty"))

    def actors_grouped(self) -> tuple[NDArray[np.int32], list[int]]:
        """By a speaker's number, the number of its actor: those of one id are one, else those of one name; and by
        the actor's number, the speaker under whose name it speaks most often. 0 is nobody."""

        def ask() -> tuple[NDArray[np.int32], list[int]]:
            import numpy as np

            table = self.table
            names = table.speakers.names
            often = np.bincount(table.column("actor"), minlength=len(names))
            numbers: dict[str, int] = {"": 0}
            groups = np.zeros(len(names), np.int32)
            members = [0]
            for place, (name, actor_id) in enumerate(names):
                group = numbers.setdefault(actor_id or (f" {name.casefold()}" if name else ""), len(members))
                groups[place] = group
                if group == len(members):
                    members.append(place)
                elif often[place] > often[members[group]]:
                    members[group] = place
            return groups, members

        return self._remember(("groups",), ask)

    def remember(self, key: object, ask: Callable[[], T]) -> T:
        """What `ask` gives, or gave since something was last committed; `key` tells questions apart."""
        return self._remember(("asked", key), ask)

    # -- names ---------------------------------------------------------------------------------------

    def _folded(self, name: str) -> str:
        found = self._folded_names.get(name)
        if found is None:
            found = self._folded_names[name] = folded_name(name)
        return found

    def _actor_ids(self, name: NamePattern) -> list[str]:
        """The ids of actors that a name means: by one of their names, by an alias, or given as it is."""
        if not name.text.strip():
            return []
        given = name.given.casefold()
        named = self._remember(
            ("actors",),
            lambda: [
                (actor.id, [folded_name(one) for one in (actor.name, *actor.aliases)]) for actor in self._actors()
            ],
        )
        ids = [id_ for id_, names in named if id_.casefold() == given or any(name.text in one for one in names)]
        return list(dict.fromkeys([*ids, *(self._recoding.of(ACTOR, one) for one in (given, name.given))]))


def _number(table: StatementTable, text: str) -> int:
    """The number of a term, -1 of one that no statement has."""
    number = table.terms.known(text)
    return -1 if number is None else number
