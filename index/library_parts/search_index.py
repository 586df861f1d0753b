"""The search index of a library: filled from the store, kept up to date, and opened for whoever searches."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, cast

from index.errors import LockedError
from index.library_parts import index_state
from index.library_parts.core import Core
from index.library_parts.search_texts import searched
from index.library_parts.stories import Stories
from index.search.tree import Clause, ClauseField, Length, Node, TextLeaf, leaves
from index.store.articles import keys_json

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.search.engine import Document, Engine

_COMMIT = 2000
"""Articles that are indexed in one commit."""

_READ = 100
_TRIES = 3

Report = Callable[[int, int], object]
"""What is told how far something is: (done, of)."""


class SearchIndex:
    """The index of one library, and with it its story book."""

    def __init__(self, core: Core, stories: Stories) -> None:
        self._core = core
        self._stories = stories
        self._opened: Engine | None = None

    # -- asking --------------------------------------------------------------------------------------

    def is_behind(self, changed: int) -> bool:
        """Whether articles wait for the index, which has been opened, of a library that `changed` last then."""
        return self._opened is not None and self._opened.recorded < changed

    def engine(self) -> Engine:
        """The engine, as it was opened or last refreshed."""
        if self._opened is None:
            from index.search.engine import Limits
            from index.search.whoosh_engine import WhooshEngine

            settings = self._core.config.search
            limits = Limits(expansion=settings.expansion, seconds=settings.regex_seconds)
            self._opened = WhooshEngine.open(self.folder, self._core.token, limits)
            if self._opened.reason:
                self._core.log.write(f"search index: {self._opened.reason}")
        return self._opened

    def engine_for(self, node: Node) -> Engine:
        """The engine as it is now; a query without words does not open it."""
        if not any(
            isinstance(leaf, TextLeaf | Length) or (isinstance(leaf, Clause) and leaf.field is ClauseField.LIKE)
            for leaf in leaves(node)
        ):
            return cast("Engine", NoWords())
        engine = self.engine()
        engine.refresh()
        return engine

    def recorded_for(self, node: Node) -> int:
        """Up to where the index is that a query needs; 0 where it needs none."""
        return self.recorded(self.engine_for(node))

    @staticmethod
    def recorded(engine: Engine) -> int:
        """Up to where the index is that a query is answered by; 0 where it needs none."""
        return 0 if isinstance(engine, NoWords) else engine.recorded

    @property
    def folder(self) -> Path:
        """Where the index is kept: in the cache, under a name made of where the library is and its token."""
        return index_state.folder(self._core)

    def close(self) -> None:
        """Let go of the index."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    # -- filling -------------------------------------------------------------------------------------

    def catch_up(self, progress: Report | None = None) -> int:
        """Index what the engine has not seen; returns how many articles that were.

        One process does it at a time: where another one is at it, this returns 0 at once. Raises
        LockedError where the cache folder cannot be written.
        """
        with self._turn() as ours:
            if not ours:
                return 0
            indexed = self._catch_up(self.engine(), progress)
            self._stories.catch_up(progress)
            return indexed

    def rebuild(self, progress: Report | None = None) -> int:
        """Empty the index and fill it again; returns how many articles were indexed."""
        with self._turn(wait=True):
            engine = self.engine()
            engine.clear()
            indexed = self._catch_up(engine, progress)
            self._stories.rebuild(progress)
            return indexed

    def check(self) -> str | None:
        """What is wrong with the index, None where nothing is or there is none yet."""
        return self.engine().check() if self.folder.exists() else None

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
                yield Document(key, title, searched(text, masked))

    def _behind(self) -> bool:
        ((changed,),) = self._core.database.read("SELECT coalesce(max(changed), 0) FROM article")
        return bool(self.engine().recorded < changed)

    @contextmanager
    def _turn(self, *, wait: bool = False) -> Iterator[bool]:
        """Hold the lock of the one who writes the index; gives False where another does, unless to `wait`."""
        self.engine()
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


class NoWords:
    """Stands for the engine in a query that has no words: nothing is more relevant than anything else."""

    def order(self, node: Node, keys: NDArray[np.int64], **_: object) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        import numpy as np

        return keys, np.zeros(len(keys))

    def words_like(self, word: str, limit: int) -> list[tuple[str, int]]:
        return []
