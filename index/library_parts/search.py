"""Searching a library: the query's text by the engine, all else by the store."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from index.beside import beside
from index.config import STANCES
from index.errors import QueryError
from index.library_parts import index_state
from index.library_parts.core import Core
from index.library_parts.results import Concordance, Keys, LineSort, Results, Scores, Sort
from index.library_parts.search_index import Report, SearchIndex
from index.library_parts.search_texts import SearchTexts
from index.library_parts.stories import Stories
from index.library_parts.vocabulary import Vocabularies
from index.model import Actor, Issue, Span
from index.search.tree import Node, alike, text_terms
from index.store import proposals, saved_searches
from index.store.leaves import Leaves
from index.store.recoding import ISSUE, LABEL

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.search.completion import Completion
    from index.search.engine import Engine
    from index.search.evaluate import Answer
    from index.search.facets import Facet
    from index.store.statement_table import StatementTable

_FEW = 2
"""With so many results, or fewer, a query may have been meant otherwise."""


@dataclass(frozen=True, slots=True)
class _Named:
    """What queries may name: the ids of stances and issues, former ones too, and saved searches."""

    stances: Sequence[str]
    issues: Sequence[str]
    saved: Mapping[str, str]


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
            lambda: core.in_force,
            core.learned,
        )
        self.vocabulary = Vocabularies(core, issues, actors, self._words)
        self._index = SearchIndex(core, stories)
        self._texts = SearchTexts(core)
        self._named: tuple[object, _Named] | None = None

    # -- asking --------------------------------------------------------------------------------------

    def preparing(self) -> Iterator[None]:
        """Load what the first search needs, a part with each step, so that other questions can be asked between two.

        Nobody needs to: a search loads by itself what is not there yet. The steps raise as a search does.
        """
        import index.search.evaluate
        import index.search.query  # noqa: F401

        yield
        self._index.engine().refresh()
        yield
        yield from self._leaves.preparing()

    def parse(self, query: str, *, saved: Mapping[str, str] | None = None) -> Node:
        """The query's tree; raises QueryError, which says what is wrong and where.

        `saved` are saved searches by name, instead of the library's own.
        """
        from index.search.query import parse

        named = self._names()
        with _asked(query):
            node = parse(
                query,
                stances=named.stances,
                issues=named.issues,
                saved=named.saved if saved is None else saved,
                proposed=lambda beginning: proposals.waiting(self._core.database, beginning),
            )
            self._core.blind.check(node, self._core.by)
            return node

    def _names(self) -> _Named:
        """What queries may name; read anew only when something was committed."""
        at = self._core.database.versions()
        if self._named is None or self._named[0] != at:
            former = self._core.in_force.recoding.ids
            named = _Named(
                stances=(*self._stances(), *former(LABEL)),
                issues=(*(issue.id for issue in self._issues()), *former(ISSUE)),
                saved=saved_searches.queries(self._core.database),
            )
            self._named = at, named
        return self._named[1]

    def keys(self, node: Node, *, stopped: Callable[[], bool] | None = None) -> Set[int]:
        """The keys of the articles that match. Raises QueryError, and Stopped as soon as `stopped` says so."""
        from index.search.evaluate import evaluate

        self._leaves.refresh()
        return evaluate(node, self._index.engine_for(node), self._leaves, stopped=stopped)

    def run(
        self,
        query: str,
        *,
        sort: Sort | None = None,
        reverse: bool = False,
        limit: int = 0,
        facets: bool = False,
        whole: frozenset[str] = frozenset(),
        suggest: bool = True,
        stopped: Callable[[], bool] | None = None,
    ) -> Results:
        """The articles that match, by relevance where the query has words and else the newest first, ties by id.

        `limit` 0 means all. `facets` says what is in the result, of the facets named in `whole` all of it (up to
        `facets.WHOLE` values). Whoever does not wait for what was probably meant asks for it later, by `suggestion`.
        Raises QueryError, and Stopped as soon as `stopped` says so.
        """
        with self._core.database.at_one_moment():
            return self._run(query, sort, reverse, limit, facets, whole, suggest, stopped)

    def _run(
        self,
        query: str,
        sort: Sort | None,
        reverse: bool,
        limit: int,
        facets: bool,
        whole: frozenset[str],
        suggest: bool,
        stopped: Callable[[], bool] | None,
    ) -> Results:
        from index.library_parts.result_order import in_order
        from index.search.evaluate import answer, ranking

        node = self.parse(query)
        self._leaves.refresh()
        engine = self._index.engine_for(node)
        ranked = ranking(node, engine, self._leaves)
        by_relevance = sort == "relevance" or (sort is None and bool(text_terms(ranked)))
        with _asked(query):
            found = answer(node, engine, self._leaves, stopped=stopped)
            order: Sort | None = "relevance" if by_relevance else sort
            keys, scores = in_order(ranked, found, engine, self._leaves, order, reverse, limit, stopped)
        total = len(found.articles)
        return Results(
            query=query,
            node=node,
            keys=Keys(keys),
            scores=Scores(keys, scores) if by_relevance else {},
            total=total,
            statements=found.number_of_statements,
            indexing=self._index.is_behind(self._leaves.article_table.changed),
            emptied_by=self._titled(node, found.emptied.sentence) if found.emptied else None,
            facets=self._facets(node, found, engine, whole) if facets else (),
            suggestion=self._suggestion(query, node, engine, stopped) if suggest and total <= _FEW else None,
        )

    def _titled(self, node: Node, sentence: str) -> str:
        """A sentence about a query, with the headlines of the articles that others are to be like."""
        from index.library_parts.wording import short
        from index.text import quoted

        for ref in alike(node):
            titles = [document.title for document in self._leaves.documents(ref)][:1]
            if titles and titles[0].strip():
                sentence = sentence.replace(f"like:{ref}", f"like:{quoted(short(titles[0]))}")
        return sentence

    def suggestion(self, found: Results, *, stopped: Callable[[], bool] | None = None) -> str | None:
        """The query as it was probably meant, where this one found little; raises Stopped as soon as `stopped` says
        so."""
        if found.total > _FEW:
            return None
        self._leaves.refresh()
        return self._suggestion(found.query, found.node, self._index.engine_for(found.node), stopped)

    def _facets(self, node: Node, found: Answer, engine: Engine, whole: frozenset[str]) -> tuple[Facet, ...]:
        def ask() -> tuple[Facet, ...]:
            from index.library_parts.faceting import Named, facets_of

            issues = frozenset(issue.id for issue in self._issues())

            def settled() -> frozenset[str]:
                database, former = self._core.database, self._core.in_force.recoding.ids(ISSUE)
                return issues.union(former, proposals.accepted(database), proposals.rejected(database))

            return facets_of(found, self._leaves, Named(issues, frozenset(self._stances()), settled), whole)

        facets = self._leaves.remember(("facets", node, self._index.recorded(engine), whole), ask)
        return tuple(one for one in facets if not self._core.blind.hides_facet(one.name))

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
            count=lambda leaf: len(evaluate(leaf, self._index.engine_for(leaf), self._leaves, stopped=stopped)),
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

        self._core.blind.check_sort(sort)
        node = self.parse(query)
        self._leaves.refresh()
        leaves = self._leaves
        with _asked(query):
            found = leaves.remember(
                ("answer", node, self._index.recorded_for(node)),
                lambda: answer(node, self._index.engine_for(node), leaves, stopped=stopped),
            )
        kept = leaves.table.rows(held) if held else found.statements
        everything = (found.statements | kept).array()
        rows = leaves.remember(
            ("lines", node, self._index.recorded_for(node), sort, reverse, frozenset(held)),
            lambda: ordered(everything, leaves, sort, self._stances(), reverse=reverse),
        )
        counted = (
            leaves.remember(
                ("utterances", node, self._index.recorded_for(node), self._stories.changes(), frozenset(held)),
                lambda: counted_utterances(everything, leaves, self._stories, self._core, stopped),
            )
            if count
            else None
        )
        if around is not None and limit:
            at = (rows == leaves.table.rows([around]).array()[:1]).nonzero()[0].tolist()
            offset = at[0] // limit * limit if at else min(offset, max(0, len(rows) - 1) // limit * limit)
        page = rows[offset : offset + limit if limit else None]
        emptied = self._titled(node, found.emptied.sentence) if found.emptied else None
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

    def complete(self, query: str, cursor: int) -> list[Completion]:
        """What the query may go on with at the cursor; see `index.search.completion.complete`."""
        from index.search.completion import complete

        return complete(query, cursor, self.vocabulary)

    def _words(self, prefix: str, limit: int) -> Sequence[tuple[str, int]]:
        return self._index.engine().words(prefix, limit)

    def statement_ids(self, node: Node, *, everybody: bool = False) -> Mapping[str, int]:
        """The statements that a query speaks of, with their articles' keys; with `everybody`, the same whoever asks:
        labels are anybody's."""
        from index.search.evaluate import matching_statements
        from index.store.everybody import Everybody

        self._leaves.refresh()
        store = Everybody(self._leaves, self._core.in_force.recoding) if everybody else self._leaves
        rows = matching_statements(node, self._index.engine_for(node), store).array()
        table = self._leaves.table
        return dict(zip(table.ids(rows), table.column("article")[rows].tolist(), strict=True))

    def retired_ids(self, node: Node, articles: Sequence[int]) -> set[str]:
        """The statements that a query would speak of in these articles, were none of them retired."""
        from index.search.evaluate import matching_statements

        leaves = self._leaves.with_retired(articles)
        return set(leaves.table.ids(matching_statements(node, self._index.engine_for(node), leaves).array()))

    def rows_in_list(self, query: str) -> tuple[NDArray[np.int64], StatementTable, NDArray[np.int64]]:
        """The rows of the statements that a query speaks of, the table that they are rows of until something is
        committed, and by an article's key its place in the list. Raises QueryError."""
        from index.search.evaluate import matching_statements

        node = self.parse(query)
        self._leaves.refresh()
        with _asked(query):
            rows = matching_statements(node, self._index.engine_for(node), self._leaves).array()
        return rows, self._leaves.table, self._leaves.article_table.order

    def asked_about(self, node: Node, key: int) -> frozenset[str]:
        """The ids of an article's statements that a query's clauses about statements mean; none where it has no such
        clause."""
        from index.search.asking import asks_of_statements
        from index.search.evaluate import matching_statements
        from index.search.keyset import KeySet

        if not asks_of_statements(node):
            return frozenset()
        self._leaves.refresh()
        rows = matching_statements(node, self._index.engine_for(node), self._leaves)
        return frozenset(self._leaves.table.ids((rows & self._leaves.statements_of(KeySet.of([key]))).array()))

    def asks_of_reading(self, node: Node) -> bool:
        """Whether what a query finds changes by reading an article: it asks for what is read, or unread."""
        from index.search.asking import asks_of_reading

        return asks_of_reading(node)

    # -- texts ---------------------------------------------------------------------------------------

    def hits(self, node: Node, text: str) -> list[Span]:
        """Where the query's words stand in a text."""
        return self._texts.hits(node, text)

    def snippet(self, key: int, node: Node) -> tuple[str, list[Span]]:
        """A piece of an article that shows why it was found, and where the query's words stand in the piece."""
        return self._texts.snippet(key, node)

    def snippets(self, keys: Iterable[int], node: Node) -> dict[int, tuple[str, list[Span]]]:
        """`snippet` of many articles at once, by key and in the order of `keys`; those that are gone left out."""
        return self._texts.snippets(keys, node)

    # -- the index -----------------------------------------------------------------------------------

    def catch_up(self, progress: Report | None = None) -> int:
        """Index what the engine has not seen; returns how many articles that were. See `SearchIndex.catch_up`."""
        return self._index.catch_up(progress)

    def rebuild(self, progress: Report | None = None) -> int:
        """Empty the index and fill it again; returns how many articles were indexed."""
        return self._index.rebuild(progress)

    def check(self) -> str | None:
        """What is wrong with the index, None where nothing is or there is none yet."""
        return self._index.check()

    def close(self) -> None:
        """Let go of the index."""
        self._index.close()

    @property
    def folder(self) -> Path:
        """Where the index is kept; see `SearchIndex.folder`."""
        return self._index.folder

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


@contextmanager
def _asked(query: str) -> Iterator[None]:
    """Ask one query, which has one time limit for all its patterns, and note it on an error about it."""
    from index.search.patience import one_query

    try:
        with one_query():
            yield
    except QueryError as error:
        error.query = query
        raise
