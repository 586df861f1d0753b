"""Searching a library: the query's text by the engine, all else by the store, and the engine kept up to date."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from index.beside import beside
from index.config import STANCES
from index.errors import LockedError
from index.library_parts.core import Core
from index.model import Actor, Issue, Span, digest
from index.search.tree import Length, Node, TextLeaf, leaves, text_terms
from index.store.articles import keys_json
from index.store.codec import spans_from_text
from index.store.leaves import Leaves
from index.text import blanked

if TYPE_CHECKING:
    from index.search.engine import Document, Engine

_COMMIT = 2000
"""Articles that are indexed in one commit."""

_READ = 100
_TRIES = 3


def _searched(text: str, masked: str) -> str:
    """What of an article's text is searched: all but the boilerplate, everything in its place."""
    return blanked(text, [(span.start, span.end) for span in spans_from_text(masked)])


Sort = Literal["relevance", "date"]
Report = Callable[[int, int], object]
"""What is told how far something is: (done, of)."""


@dataclass(frozen=True, slots=True)
class Results:
    """What a query found: the articles' keys in order, at most as many as asked for, of `total`.

    `scores` has the relevance of each article in `keys` where they are ordered by it. `statements` counts
    those that its clauses about statements mean, or without one all of the matching articles. `indexing` is
    True while articles wait for the index, so that words in them are not found yet. `emptied_by` is a
    sentence about the clause that left no result.
    """

    query: str
    node: Node
    keys: list[int]
    scores: dict[int, float] = field(default_factory=dict)
    total: int = 0
    statements: int = 0
    indexing: bool = False
    emptied_by: str | None = None


class Searches:
    """Searches in one library. `issues` and `actors` give those that queries may name."""

    def __init__(
        self, core: Core, issues: Callable[[], Iterable[Issue]], actors: Callable[[], Iterable[Actor]]
    ) -> None:
        self._core = core
        self._issues, self._actors = issues, actors
        self._leaves = Leaves(core.database, core.shown, core.by, actors)
        self._opened: Engine | None = None

    # -- asking --------------------------------------------------------------------------------------

    def parse(self, query: str) -> Node:
        """The query's tree; raises QueryError, which says what is wrong and where."""
        from index.search.query import parse

        return parse(
            query,
            stances=dict.fromkeys([*(label.id for label in self._core.config.codebook.labels), *STANCES]),
            issues=tuple(issue.id for issue in self._issues()),
        )

    def run(
        self, query: str, *, sort: Sort | None = None, limit: int = 0, stopped: Callable[[], bool] | None = None
    ) -> Results:
        """The articles that match, by relevance where the query has words and else the newest first, ties by id.

        `limit` 0 means all. Raises QueryError, and Stopped as soon as `stopped` says so.
        """
        from index.search.evaluate import asks_of_statements, emptied_by, evaluate, matching_statements

        node = self.parse(query)
        self._leaves.refresh()
        engine = self._engine_for(node)
        keys = evaluate(node, engine, self._leaves, stopped=stopped)
        scores: dict[int, float] = {}
        if sort == "relevance" or (sort is None and text_terms(node)):
            ranked = self._ranked(engine.rank(node, keys, stopped=stopped))
            ordered = [key for key, _ in ranked]
            scores = dict(ranked[:limit] if limit else ranked)
        else:
            ordered = [key for key in self._core.lists.order() if key in keys]
        emptied = None if keys else emptied_by(node, engine, self._leaves, stopped=stopped)
        return Results(
            query=query,
            node=node,
            keys=ordered[:limit] if limit else ordered,
            scores=scores,
            total=len(ordered),
            statements=len(matching_statements(node, engine, self._leaves, stopped=stopped))
            if asks_of_statements(node)
            else self._core.lists.statements(keys),
            indexing=self._opened is not None and self._behind(),
            emptied_by=emptied.sentence if emptied else None,
        )

    def statement_ids(self, node: Node) -> Mapping[str, int]:
        """The statements that a query speaks of, with their articles' keys."""
        from index.search.evaluate import matching_statements

        self._leaves.refresh()
        return matching_statements(node, self._engine_for(node), self._leaves)

    def asked_about(self, node: Node) -> frozenset[str]:
        """The ids of the statements that a query's clauses about statements mean; none where it has no such clause."""
        from index.search.evaluate import asks_of_statements

        return frozenset(self.statement_ids(node)) if asks_of_statements(node) else frozenset()

    def hits(self, node: Node, text: str) -> list[Span]:
        """Where the query's words stand in a text."""
        from index.search.hits import find_hits

        return find_hits(text, node)

    def snippet(self, key: int, node: Node) -> tuple[str, list[Span]]:
        """A piece of an article that shows why it was found, and where the query's words stand in the piece."""
        from index.search.snippets import snippet

        rows = self._core.database.read(
            "SELECT v.text, v.masked FROM article a JOIN version v ON v.hash = a.version WHERE a.key = ?", (key,)
        )
        return snippet(_searched(*rows[0]), node, self._core.config.search.snippet) if rows else ("", [])

    def _ranked(self, ranked: list[tuple[int, float]]) -> list[tuple[int, float]]:
        """Ranked articles, those of one score in the order of their ids."""
        tied = {a[0] for a, b in pairwise(ranked) if a[1] == b[1]}
        if not tied:
            return ranked
        ids: dict[int, str] = dict(
            self._core.database.read(
                "SELECT key, id FROM article WHERE key IN (SELECT value FROM json_each(?))",
                (keys_json(key for key, _ in ranked),),
            )
        )
        return sorted(ranked, key=lambda one: (-one[1], ids.get(one[0], "")))

    # -- the index -----------------------------------------------------------------------------------

    def catch_up(self, progress: Report | None = None) -> int:
        """Index what the engine has not seen; returns how many articles that were.

        One process does it at a time: where another one is at it, this returns 0 at once. Raises
        LockedError where the cache folder cannot be written.
        """
        with self._turn() as ours:
            return self._catch_up(self._engine(), progress) if ours else 0

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
        with closing(self._core.again()) as core, closing(Searches(core, self._issues, self._actors)) as other:
            yield other

    def rebuild(self, progress: Report | None = None) -> int:
        """Empty the index and fill it again; returns how many articles were indexed."""
        with self._turn(wait=True):
            engine = self._engine()
            engine.clear()
            return self._catch_up(engine, progress)

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
        place = os.fsencode(os.path.realpath(self._core.folder)).decode("utf-8", "backslashreplace")
        return self._core.cache / "search" / digest(place, self._core.token)

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
        if not any(isinstance(leaf, TextLeaf | Length) for leaf in leaves(node)):
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


class _NoWords:
    """Stands for the engine in a query that has no words: nothing is more relevant than anything else."""

    def rank(self, node: Node, keys: Set[int], **_: object) -> list[tuple[int, float]]:
        return [(key, 0.0) for key in keys]
