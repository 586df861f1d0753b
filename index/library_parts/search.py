"""Searching a library: the query's text by the engine, all else by the store, and the engine kept up to date."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import closing, contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from index.beside import beside
from index.config import STANCES
from index.errors import LockedError, QueryError
from index.library_parts import index_state
from index.library_parts.core import Core
from index.library_parts.results import Concordance, LineSort, Results, Sort
from index.library_parts.stories import Stories
from index.library_parts.vocabulary import Vocabularies
from index.model import Actor, Issue, Span
from index.search.tree import Clause, ClauseField, Length, Node, TextLeaf, leaves, text_terms
from index.store import saved_searches
from index.store.articles import keys_json
from index.store.codec import spans_from_text
from index.store.leaves import Leaves
from index.store.proposals import waiting
from index.text import blanked

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.search.completion import Completion
    from index.search.engine import Document, Engine
    from index.search.evaluate import Answer
    from index.search.facets import Facet

_COMMIT = 2000
"""Articles that are indexed in one commit."""

_FEW = 2
"""With so many results, or fewer, a query may have been meant otherwise."""

_READ = 100
_TRIES = 3


def _searched(text: str, masked: str) -> str:
    """What of an article's text is searched: all but the boilerplate, everything in its place."""
    return blanked(text, [(span.start, span.end) for span in spans_from_text(masked)])


def _below_headline(text: str, masked: str, title: str | None) -> str:
    """What of an article's text an excerpt may be taken from, everything in its place."""
    spans = (*spans_from_text(masked), *spans_from_text(title or ""))
    return blanked(text, ((span.start, span.end) for span in spans))


Report = Callable[[int, int], object]
"""What is told how far something is: (done, of)."""


class Searches:
    """Searches in one library. `issues` and `actors` give those that queries may name."""

    def __init__(
        self,
        core: Core,
        issues: Callable[[], Iterable[Issue]],
        actors: Callable[[], Iterable[Actor]],
        stories: Stories,
    ) -> None:
        self._core = core
        self._stories = stories
        self._issues, self._actors = issues, actors
        tables = cache(lambda token: index_state.tables(core))  # of a library that is restored they are others
        self._leaves = Leaves(
            core.database,
            core.shown,
            core.by,
            actors,
            stories.duplicates,
            issues,
            core.corrected,
            lambda: tables(core.token),
        )
        self.vocabulary = Vocabularies(core, issues, actors, self._words)
        self._opened: Engine | None = None

    # -- asking --------------------------------------------------------------------------------------

    def preparing(self) -> Iterator[None]:
        """Load what the first search needs, a part with each step, so that other questions can be asked between two.

        Nobody needs to: a search loads by itself what is not there yet. The steps raise as a search does.
        """
        import index.search.evaluate
        import index.search.query  # noqa: F401

        yield
        self._engine().refresh()
        yield
        yield from self._leaves.preparing()

    def parse(self, query: str, *, saved: Mapping[str, str] | None = None) -> Node:
        """The query's tree; raises QueryError, which says what is wrong and where.

        `saved` are saved searches by name, instead of the library's own.
        """
        from index.search.query import parse

        with _asked(query):
            return parse(
                query,
                stances=self._stances(),
                issues=tuple(issue.id for issue in self._issues()),
                saved=saved_searches.queries(self._core.database) if saved is None else saved,
                proposed=lambda beginning: waiting(self._core.database, beginning),
            )

    def keys(self, node: Node, *, stopped: Callable[[], bool] | None = None) -> Set[int]:
        """The keys of the articles that match. Raises QueryError, and Stopped as soon as `stopped` says so."""
        from index.search.evaluate import evaluate

        self._leaves.refresh()
        return evaluate(node, self._engine_for(node), self._leaves, stopped=stopped)

    def run(
        self,
        query: str,
        *,
        sort: Sort | None = None,
        reverse: bool = False,
        limit: int = 0,
        facets: bool = False,
        whole: frozenset[str] = frozenset(),
        stopped: Callable[[], bool] | None = None,
    ) -> Results:
        """The articles that match, by relevance where the query has words and else the newest first, ties by id.

        `limit` 0 means all. `facets` says what is in the result, of the facets named in `whole` all of it (up to
        `facets.WHOLE` values). Raises QueryError, and Stopped as soon as `stopped` says so.
        """
        from index.search.evaluate import answer

        node = self.parse(query)
        self._leaves.refresh()
        engine = self._engine_for(node)
        by_relevance = sort == "relevance" or (sort is None and bool(text_terms(node)))
        with _asked(query):
            found = answer(node, engine, self._leaves, stopped=stopped)
            keys, scores = self._ordered(
                node, found, engine, "relevance" if by_relevance else sort, reverse, limit, stopped
            )
        total = len(found.articles)
        if limit:
            keys, scores = keys[:limit], scores[:limit]
        shown = keys.tolist()
        return Results(
            query=query,
            node=node,
            keys=shown,
            scores=dict(zip(shown, scores.tolist(), strict=True)) if by_relevance else {},
            total=total,
            statements=len(found.statements),
            indexing=self._opened is not None and self._behind(),
            emptied_by=found.emptied.sentence if found.emptied else None,
            facets=self._facets(node, found, whole) if facets else (),
            suggestion=self._suggestion(query, node, engine, stopped) if total <= _FEW else None,
        )

    def _ordered(
        self,
        node: Node,
        found: Answer,
        engine: Engine,
        sort: Sort | None,
        reverse: bool,
        limit: int,
        stopped: Callable[[], bool] | None,
    ) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """The articles in order (the first `limit` at least), and where they are ordered by relevance their scores."""
        import numpy as np

        table = self._leaves.article_table
        none = np.zeros(0, np.float64)
        if sort == "relevance":
            # In the order of ids, which ties then stand in.
            wanted = found.articles.among(table.by_id)
            keys, scores = engine.order(node, wanted, limit=0 if reverse else limit, stopped=stopped)
            return (keys[::-1], scores[::-1]) if reverse else (keys, scores)
        keys = found.articles.array()
        places = table.order[keys]
        if sort == "statements":
            article = self._leaves.table.column("article")[found.statements.array()]
            counts = np.bincount(article, minlength=len(table.order))[keys]
            return keys[np.lexsort((places, counts if reverse else -counts))], none
        if reverse:
            places = np.where(table.columns["date"][keys] == 0, len(table.order) + places, -places)
        return keys[np.argsort(places)], none

    def _facets(self, node: Node, found: Answer, whole: frozenset[str]) -> tuple[Facet, ...]:
        from index.library_parts.faceting import Named, facets_of

        named = Named(frozenset(issue.id for issue in self._issues()), frozenset(self._stances()))
        return self._leaves.remember(
            ("facets", node, self._indexed(node), whole), lambda: facets_of(found, self._leaves, named, whole)
        )

    def _stances(self) -> list[str]:
        return list(dict.fromkeys([*(label.id for label in self._core.config.codebook.labels), *STANCES]))

    def _suggestion(self, query: str, node: Node, engine: Engine, stopped: Callable[[], bool] | None) -> str | None:
        """The query as it was probably meant, if that is another one."""
        from index.search.engine import Stopped
        from index.search.evaluate import evaluate
        from index.search.suggestion import suggest

        def words_like(word: str, limit: int) -> Sequence[tuple[str, int]]:
            # It takes some milliseconds for each word that is not known, of which there may be two hundred.
            if stopped is not None and stopped():
                raise Stopped
            return engine.words_like(word, limit)

        return suggest(
            query,
            node,
            count=lambda leaf: len(evaluate(leaf, self._engine_for(leaf), self._leaves, stopped=stopped)),
            words_like=words_like,
            vocabulary=self.vocabulary,
            parse=self.parse,
        )

    def concordance(
        self,
        query: str,
        *,
        sort: LineSort = "date",
        reverse: bool = False,
        limit: int = 0,
        offset: int = 0,
        around: str | None = None,
        held: Collection[str] = frozenset(),
        count: bool = True,
        stopped: Callable[[], bool] | None = None,
    ) -> Concordance:
        """The statements that a query speaks of, as lines: `limit` of them (0: all) from `offset` on.

        They are sorted by `sort`, then by date (unknown last), article, and place in the text. With `around`, the id
        of a statement among them, it is that page of `limit` lines in which the statement stands. The statements in
        `held` are among them whether the query speaks of them or not. Utterances are counted unless `count` is False.
        Raises QueryError, and Stopped as soon as `stopped` says so.
        """
        from index.library_parts.concordance import counted_utterances, lines, ordered
        from index.search.evaluate import answer

        node = self.parse(query)
        self._leaves.refresh()
        leaves = self._leaves
        with _asked(query):
            found = leaves.remember(
                ("answer", node, self._indexed(node)),
                lambda: answer(node, self._engine_for(node), leaves, stopped=stopped),
            )
        kept = leaves.table.rows(held) if held else found.statements
        everything = (found.statements | kept).array()
        rows = leaves.remember(
            ("lines", node, self._indexed(node), sort, reverse, frozenset(held)),
            lambda: ordered(everything, leaves, sort, self._stances(), reverse=reverse),
        )
        counted = (
            leaves.remember(
                ("utterances", node, self._indexed(node), self._stories.changes(), frozenset(held)),
                lambda: counted_utterances(everything, leaves, self._stories, self._core, stopped),
            )
            if count
            else None
        )
        if around is not None and limit:
            at = (rows == leaves.table.rows([around]).array()[:1]).nonzero()[0].tolist()
            offset = at[0] // limit * limit if at else min(offset, max(0, len(rows) - 1) // limit * limit)
        page = rows[offset : offset + limit if limit else None]
        emptied = found.emptied.sentence if found.emptied else None
        return Concordance(
            lines=lines(page, leaves, self._core, counted[1] if counted else {}),
            total=len(everything),
            articles=len(leaves.articles_of(found.statements)),
            utterances=counted[0] if counted else None,
            emptied_by=emptied,
            offset=offset,
            gone=len(set(held)) - len(kept) if held else 0,
            times=counted[1] if counted else {},
        )

    def _indexed(self, node: Node) -> int:
        """Up to where the index is that a query needs; 0 where it needs none."""
        engine = self._engine_for(node)
        return 0 if isinstance(engine, _NoWords) else engine.recorded

    def complete(self, query: str, cursor: int) -> list[Completion]:
        """What the query may go on with at the cursor; see `index.search.completion.complete`."""
        from index.search.completion import complete

        return complete(query, cursor, self.vocabulary)

    def _words(self, prefix: str, limit: int) -> Sequence[tuple[str, int]]:
        return self._engine().words(prefix, limit)

    def statement_ids(self, node: Node) -> Mapping[str, int]:
        """The statements that a query speaks of, with their articles' keys."""
        from index.search.evaluate import matching_statements

        self._leaves.refresh()
        rows = matching_statements(node, self._engine_for(node), self._leaves).array()
        table = self._leaves.table
        return dict(zip(table.ids(rows), table.column("article")[rows].tolist(), strict=True))

    def asked_about(self, node: Node) -> frozenset[str]:
        """The ids of the statements that a query's clauses about statements mean; none where it has no such clause."""
        from index.search.asking import asks_of_statements

        return frozenset(self.statement_ids(node)) if asks_of_statements(node) else frozenset()

    def asks_of_reading(self, node: Node) -> bool:
        """Whether what a query finds changes by reading an article: it asks for what is read, or unread."""
        from index.search.asking import asks_of_reading

        return asks_of_reading(node)

    def hits(self, node: Node, text: str) -> list[Span]:
        """Where the query's words stand in a text."""
        from index.search.hits import find_hits

        return find_hits(text, node)

    def snippet(self, key: int, node: Node) -> tuple[str, list[Span]]:
        """A piece of an article that shows why it was found, and where the query's words stand in the piece.

        It is taken from below the headline, which stands above it; where only that has the words, it is the beginning.
        """
        from index.search.snippets import snippet

        rows = self._core.database.read(
            "SELECT v.text, v.masked, v.title_span FROM article a JOIN version v ON v.hash = a.version WHERE a.key = ?",
            (key,),
        )
        return snippet(_below_headline(*rows[0]), node, self._core.config.search.snippet) if rows else ("", [])

    def snippets(self, keys: Iterable[int], node: Node) -> dict[int, tuple[str, list[Span]]]:
        """`snippet` of many articles at once, by key and in the order of `keys`; those that are gone left out."""
        from index.search.snippets import snippets

        wanted = list(keys)
        rows = {
            key: _below_headline(text, masked, title)
            for key, text, masked, title in self._core.database.read(
                "SELECT a.key, v.text, v.masked, v.title_span FROM article a JOIN version v ON v.hash = a.version"
                " WHERE a.removed = 0 AND a.key IN (SELECT value FROM json_each(?))",
                (keys_json(wanted),),
            )
        }
        present = [key for key in wanted if key in rows]
        found = snippets((rows[key] for key in present), node, self._core.config.search.snippet)
        return dict(zip(present, found, strict=True))

    # -- the index -----------------------------------------------------------------------------------

    def catch_up(self, progress: Report | None = None) -> int:
        """Index what the engine has not seen; returns how many articles that were.

        One process does it at a time: where another one is at it, this returns 0 at once. Raises
        LockedError where the cache folder cannot be written.
        """
        with self._turn() as ours:
            if not ours:
                return 0
            indexed = self._catch_up(self._engine(), progress)
            self._stories.catch_up(progress)
            return indexed

    @contextmanager
    def catching_up(self) -> Iterator[None]:
        """Do what `catch_up` does on a thread of its own while the block runs; its end waits for it, and raises as it.

        Where the block is interrupted, what is not committed yet is left for later.
        """

        def work(look: Callable[[], None]) -> None:
            with self.again() as other:
                other.catch_up(lambda done, of: look())

        with beside(work):
            yield

    @contextmanager
    def again(self) -> Iterator[Searches]:
        """The same with connections of its own, for the thread that asks."""
        with (
            closing(self._core.again()) as core,
            closing(Stories(core)) as stories,
            closing(Searches(core, self._issues, self._actors, stories)) as other,
        ):
            yield other

    def rebuild(self, progress: Report | None = None) -> int:
        """Empty the index and fill it again; returns how many articles were indexed."""
        with self._turn(wait=True):
            engine = self._engine()
            engine.clear()
            indexed = self._catch_up(engine, progress)
            self._stories.rebuild(progress)
            return indexed

    def check(self) -> str | None:
        """What is wrong with the index, None where nothing is or there is none yet."""
        return self._engine().check() if self.folder.exists() else None

    def close(self) -> None:
        """Let go of the index."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    @property
    def folder(self) -> Path:
        """Where the index is kept: in the cache, under a name made of where the library is and its token."""
        return index_state.folder(self._core)

    def _catch_up(self, engine: Engine, progress: Report | None) -> int:
        """Index what the engine has not recorded; from the beginning where it lost its index meanwhile."""
        for _ in range(_TRIES):
            indexed, whole = self._index_waiting(engine, progress)
            if whole:
                return self._merge(engine, progress, indexed) if indexed else 0
        raise LockedError(f"the search index in {self.folder} is damaged again and again; is its disk sound?")

    def _merge(self, engine: Engine, progress: Report | None, indexed: int) -> int:
        """Put small parts of the index together; articles that come in meanwhile are indexed first, and counted too."""
        from index.search.engine import Stopped

        def look() -> bool:
            if progress is not None:
                progress(indexed, indexed)  # which may raise, to give up
            return self._behind()

        for _ in range(_TRIES):
            with suppress(Stopped):
                engine.merge(look)
            if not self._behind():
                break
            more, whole = self._index_waiting(engine, progress)
            indexed += more
            if not whole:
                break
        return indexed

    def _index_waiting(self, engine: Engine, progress: Report | None) -> tuple[int, bool]:
        """How many articles were indexed, and whether the engine kept all that it was given."""
        engine.refresh()
        ((sequence,),) = self._core.database.read("SELECT sequence FROM clock")
        if engine.recorded > sequence:
            engine.clear()  # the library was put back to an earlier day
        waiting = self._core.database.read(
            "SELECT key, removed, changed FROM article WHERE changed > ? ORDER BY changed", (engine.recorded,)
        )
        indexed = 0
        for start in range(0, len(waiting), _COMMIT):
            portion = waiting[start : start + _COMMIT]
            present = [key for key, removed, _ in portion if not removed]
            indexed += engine.index(
                self._documents(present, start, len(waiting), progress),
                deleted=[key for key, removed, _ in portion if removed],
                recorded=portion[-1][2],
            )
            if engine.recorded != portion[-1][2]:
                return indexed, False
        return indexed, True

    def _documents(self, keys: Sequence[int], done: int, of: int, progress: Report | None) -> Iterator[Document]:
        from index.search.engine import Document

        for start in range(0, len(keys), _READ):
            if progress is not None:
                progress(done + start, of)
            portion = keys[start : start + _READ]
            for key, title, text, masked in self._core.database.read(
                "SELECT a.key, v.title, v.text, v.masked FROM article a JOIN version v ON v.hash = a.version"
                " WHERE a.key IN (SELECT value FROM json_each(?))",
                (keys_json(portion),),
            ):
                yield Document(key, title, _searched(text, masked))

    def _behind(self) -> bool:
        ((changed,),) = self._core.database.read("SELECT coalesce(max(changed), 0) FROM article")
        return bool(self._engine().recorded < changed)

    def _engine(self) -> Engine:
        if self._opened is None:
            from index.search.engine import Limits
            from index.search.whoosh_engine import WhooshEngine

            settings = self._core.config.search
            limits = Limits(expansion=settings.expansion, seconds=settings.regex_seconds)
            self._opened = WhooshEngine.open(self.folder, self._core.token, limits)
            if self._opened.reason:
                self._core.log.write(f"search index: {self._opened.reason}")
        return self._opened

    def _engine_for(self, node: Node) -> Engine:
        """The engine as it is now; a query without words does not open it."""
        if not any(
            isinstance(leaf, TextLeaf | Length) or (isinstance(leaf, Clause) and leaf.field is ClauseField.LIKE)
            for leaf in leaves(node)
        ):
            return cast("Engine", _NoWords())
        engine = self._engine()
        engine.refresh()
        return engine

    @contextmanager
    def _turn(self, *, wait: bool = False) -> Iterator[bool]:
        """Hold the lock of the one who writes the index; gives False where another does, unless to `wait`."""
        self._engine()
        lock = self.folder.with_suffix(".lock")
        descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
                return
            yield True
        finally:
            os.close(descriptor)


@contextmanager
def _asked(query: str) -> Iterator[None]:
    """Note the query on an error about it."""
    try:
        yield
    except QueryError as error:
        error.query = query
        raise


class _NoWords:
    """Stands for the engine in a query that has no words: nothing is more relevant than anything else."""

    def order(self, node: Node, keys: NDArray[np.int64], **_: object) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        import numpy as np

        return keys, np.zeros(len(keys))

    def words_like(self, word: str, limit: int) -> list[tuple[str, int]]:
        return []
