"""An engine whose index is a cache in a folder of its own: opened, checked, emptied and locked here.

What kind of index it is, three methods of a subclass say: how it is created, read and written.
"""

from __future__ import annotations

import errno
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import Self, TypeVar

import numpy as np

from index.errors import LockedError, QueryError
from index.search import folder as folders
from index.search import vocabulary
from index.search.engine import Document, Health, Limits, Stopped
from index.search.folder import Manifest, Missing, Signature, Untouched, Untrusted
from index.search.keyset import Keys, KeySet
from index.search.postings import Snapshot
from index.search.ranking import Scores, best
from index.search.tree import Length, Node, TextLeaf, text_terms

#: Seconds that opening and writing wait for another process, and that a search does before it takes what it has.
_PATIENCE = 2.0
_REFRESH_PATIENCE = 0.25
T = TypeVar("T")
_NO_ROOM = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOMEM})


class FolderEngine(ABC):
    """An `Engine` in a folder of its own. Make one with `open`."""

    def __init__(self, folder: Path, token: str, limits: Limits | None = None) -> None:
        self._folder = folder
        self._token = token
        self._limits = limits or Limits()
        self._health = Health.NEW
        self._reason: str | None = None
        self._manifest = Manifest(self._version(), token, 0, -1)
        self._seen: dict[str, Signature] = {}
        self._untouched = Untouched(folder, {})
        self._snapshot = Snapshot([])

    @classmethod
    def open(cls, folder: Path, token: str, limits: Limits | None = None) -> Self:
        """Open the index in `folder`, which is made where it does not exist, for the library with this `token`.

        An index that is damaged, of another version or for another token is emptied, and `health` says
        so. Raises LockedError where the folder belongs to somebody else or cannot be made.
        """
        engine = cls(folder, token, limits)
        engine._load(_PATIENCE)
        return engine

    @property
    def health(self) -> Health:
        return self._health

    @property
    def reason(self) -> str | None:
        return self._reason

    @property
    def recorded(self) -> int:
        return self._manifest.recorded

    @property
    def count(self) -> int:
        return len(self._snapshot.present)

    # What a subclass says

    @staticmethod
    @abstractmethod
    def _version() -> str:
        """Which code an index was written by: one of another version is not opened."""

    @abstractmethod
    def _create(self) -> None:
        """Write an empty index into the empty folder. Raises OSError."""

    @abstractmethod
    def _opened(self) -> Snapshot:
        """Read the folder's last commit; any exception but OSError means that it is damaged."""

    @abstractmethod
    def _closed(self) -> None:
        """Let go of what is kept of the last commit that was read."""

    @abstractmethod
    def _commit(self, documents: Iterable[Document], deleted: frozenset[int]) -> int:
        """Write one commit, and return how many documents it has: of several with one key, the last.

        Raises LockedError where it cannot be written, and Untrusted where what is there is damaged; nothing
        has changed then, as with any exception.
        """

    @abstractmethod
    def _merge(self, stopped: Callable[[], bool]) -> bool:
        """Put some small parts together, in one commit; whether there were any. Raises as `_commit`, and Stopped."""

    # Opening

    def _load(self, patience: float) -> bool:
        """Read what the folder holds; empty it where that cannot be used. Whether that was possible.

        While another process writes, what it does may look like damage: only who holds the lock judges, and
        the lock is waited for as long as `patience` allows (seconds).
        """
        deadline = time.monotonic() + patience
        folders.make_private(self._folder)
        while True:
            try:
                self._read()
                return True
            except Untrusted as problem:
                reason = str(problem)
            except OSError as error:
                reason = f"the search index cannot be read: {error.strerror or error}"
                if error.errno in _NO_ROOM:
                    return self._busy(reason)
            try:
                with folders.locked(self._folder):
                    self._settle()
                    return True
            except LockedError as error:
                if time.monotonic() >= deadline:
                    return self._busy(f"{reason}; {error.sentence}")
                time.sleep(0.02)

    def _settle(self) -> None:
        """Read what the folder holds, or empty it, while holding its lock. Raises LockedError."""
        try:
            manifest = folders.read_manifest(self._folder)
            if manifest is not None and 0 <= manifest.generation < folders.generation(self._folder):
                # A process ended between a commit and its manifest. The commit is whole; the sequence
                # number is the one before, so that what it indexed is indexed once more.
                self._write_manifest(manifest, manifest.recorded)
            self._read()
        except Missing:
            self._empty()
            self._health = Health.NEW
        except Untrusted as problem:
            self._empty()
            self._health, self._reason = Health.REBUILD, str(problem)
        except OSError as error:
            reason = f"the search index cannot be read: {error.strerror or error}"
            if error.errno in _NO_ROOM:
                raise LockedError(reason) from error
            self._empty()
            self._health, self._reason = Health.REBUILD, reason

    def _read(self) -> None:
        """Take the folder's last commit. Raises Untrusted and OSError; what was taken before stays then."""
        manifest = folders.read_manifest(self._folder)
        latest = folders.generation(self._folder)
        if manifest is None:
            raise Untrusted("the search index has lost its manifest") if latest >= 0 else Missing("there is no index")
        if manifest.version != self._version():
            raise Untrusted("the search index was written by another version")
        if manifest.token != self._token:
            raise Untrusted("the search index belongs to another library")
        if manifest.generation != latest:
            raise Untrusted("the search index has lost its last commit")
        seen = {}
        for name, check in manifest.files.items():
            before = self._seen.get(name) if self._manifest.files.get(name) == check else None
            seen[name] = folders.verify(self._folder / name, check, before)
        try:
            snapshot = self._opened()
        except (OSError, Untrusted):
            raise
        except Exception as error:
            # A damaged index raises whatever its reading meets: TypeError, UnpicklingError, struct.error ...
            raise Untrusted(f"the search index is damaged ({type(error).__name__})") from error
        self._snapshot, self._manifest, self._seen = snapshot, manifest, seen
        self._untouched = Untouched(self._folder, {})
        self._health, self._reason = Health.READY, None

    def _busy(self, reason: str) -> bool:
        """Go on with what was taken before; without any, say that there is nothing to search yet."""
        if self._manifest.generation < 0:
            self._health, self._reason = Health.BUSY, reason
        return False

    def _empty(self) -> None:
        """Make the folder an empty index, while holding its lock."""
        try:
            folders.empty(self._folder)
            self._closed()
            self._create()
            self._manifest = Manifest(self._version(), self._token, 0, -1)
            self._write_manifest(self._manifest, 0)
            self._read()
        except OSError as error:
            raise LockedError(
                f"the search index in {self._folder} cannot be written: {error.strerror or error}"
            ) from error

    def _write_manifest(self, before: Manifest, recorded: int) -> None:
        """Record the folder's last commit; files that `before` knows have not changed, for none ever does."""
        files = {}
        for name in folders.data_files(self._folder):
            files[name] = before.files.get(name) or folders.check_of(self._folder / name)
        latest = folders.generation(self._folder)
        folders.write_manifest(self._folder, Manifest(self._version(), before.token, recorded, latest, files))

    def _damaged(self, error: Exception) -> None:
        """An index that proved damaged while it was read: empty it, and say so."""
        reason = f"the search index is damaged ({type(error).__name__})"
        self._snapshot, self._manifest = Snapshot([]), Manifest(self._version(), self._token, 0, -1)
        try:
            with folders.locked(self._folder):
                self._empty()
            self._health, self._reason = Health.REBUILD, reason
        except LockedError:
            self._busy(reason)

    # Writing

    def index(self, documents: Iterable[Document], *, deleted: Iterable[int] = (), recorded: int | None = None) -> int:
        """See `Engine`. Of several documents with one key, the last holds."""
        with folders.locked(self._folder, wait=_PATIENCE):
            reached = self.recorded
            if not self._is_current():
                self._settle()
            if self.recorded < reached:
                return 0
            return self._written(
                lambda: self._commit(documents, frozenset(deleted)), self.recorded if recorded is None else recorded, 0
            )

    def merge(self, stopped: Callable[[], bool] | None = None) -> bool:
        problems: list[Exception] = []

        def look() -> bool:
            # What the one who asks raises is no damage of the index.
            try:
                return stopped is not None and stopped()
            except Exception as problem:
                problems.append(problem)
                return True

        with folders.locked(self._folder, wait=_PATIENCE):
            if not self._is_current():
                self._settle()
            done = False
            try:
                while self._written(lambda: self._merge(look), self.recorded, False):
                    done = True
            except Stopped:
                if problems:
                    raise problems[0] from None
                raise
            return done

    def _written(self, write: Callable[[], T], recorded: int, failed: T) -> T:
        """What a commit returns, once it is open; `failed` where nothing was written, or the index was damaged."""
        try:
            done = write()
        except Untrusted as problem:
            self._empty()
            self._health, self._reason = Health.REBUILD, str(problem)
            return failed
        if folders.generation(self._folder) > self._manifest.generation:
            self._write_manifest(self._manifest, recorded)
            self._settle()
        return done

    def clear(self) -> None:
        with folders.locked(self._folder, wait=_PATIENCE):
            self._empty()

    # Searching

    def keys(self) -> KeySet:
        return self._snapshot.present

    def ids(self, leaf: TextLeaf | Length) -> KeySet:
        return self._asked(lambda: self._snapshot.ids(leaf), lambda: KeySet.EMPTY)

    def order(
        self,
        node: Node,
        keys: Collection[int] | Keys,
        *,
        limit: int = 0,
        ties: Keys | None = None,
        stopped: Callable[[], bool] | None = None,
    ) -> tuple[Keys, Scores]:
        if ties is not None:
            return self._best(text_terms(node), keys, limit, ties, stopped)
        if isinstance(keys, np.ndarray):
            wanted = keys
        else:
            wanted = (keys if isinstance(keys, KeySet) else KeySet.of(keys)).array()
        return self._asked(
            lambda: self._snapshot.order(text_terms(node), wanted, limit, stopped),
            lambda: (wanted[: limit or None], np.zeros(len(wanted[: limit or None]))),
        )

    def _best(
        self,
        leaves: Sequence[TextLeaf],
        keys: Collection[int] | Keys,
        limit: int,
        ties: Keys,
        stopped: Callable[[], bool] | None,
    ) -> tuple[Keys, Scores]:
        wanted = KeySet.of(keys)

        def unranked() -> tuple[Keys, Scores]:
            found = wanted.array()
            first = found[best(np.zeros(len(found)), limit, ties[found])]
            return first, np.zeros(len(first))

        return self._asked(lambda: self._snapshot.best(leaves, wanted, limit, ties, stopped), unranked)

    def rank(
        self, node: Node, keys: Collection[int], *, limit: int = 0, stopped: Callable[[], bool] | None = None
    ) -> list[tuple[int, float]]:
        ordered, scores = self.order(node, keys, limit=limit, stopped=stopped)
        return list(zip(ordered.tolist(), scores.tolist(), strict=True))

    def words(self, prefix: str, limit: int) -> list[tuple[str, int]]:
        return self._asked(lambda: vocabulary.words(self._snapshot, prefix, limit), list)

    def words_like(self, word: str, limit: int) -> list[tuple[str, int]]:
        return self._asked(lambda: vocabulary.words_like(self._snapshot, word, limit), list)

    def telling(self, document: Document, limit: int) -> list[str]:
        return self._asked(lambda: vocabulary.telling(self._snapshot, document, limit), list)

    def _asked(self, ask: Callable[[], T], nothing: Callable[[], T]) -> T:
        """An answer from what is open; `nothing` where that proves damaged, and the index is emptied."""
        try:
            return ask()
        except (QueryError, Stopped, MemoryError):
            raise
        except Exception as error:
            # The files were sound when they were opened; whatever reading them raises now is damage since.
            self._damaged(error)
            return nothing()

    def refresh(self) -> bool:
        before = self._manifest
        if not self._is_current():
            self._load(_REFRESH_PATIENCE)
        return self._manifest != before

    def _is_current(self) -> bool:
        """Whether what is open is the folder's last commit, in files that nobody has touched since."""
        try:
            now = self._untouched
            if not now.holds():
                now = Untouched(self._folder, self._seen)
                if (
                    folders.read_manifest(self._folder) != self._manifest
                    or folders.generation(self._folder) != self._manifest.generation
                ):
                    return False
                self._untouched = now
            return now.files_hold()
        except (Untrusted, OSError):
            return False

    def check(self) -> str | None:
        try:
            with folders.locked(self._folder, wait=_PATIENCE):
                for name, check in self._manifest.files.items():
                    folders.verify(self._folder / name, check, whole=True)
        except (Untrusted, LockedError) as problem:
            return str(problem)
        return None

    def close(self) -> None:
        self._snapshot = Snapshot([])
        self._closed()
