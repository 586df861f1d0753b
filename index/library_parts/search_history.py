"""The searches that an annotator made in one library: a file in the user's state folder, not in the library."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
from collections.abc import Iterator
from pathlib import Path

from index.model import digest

KEPT = 200
"""Searches that are kept."""


def state_folder() -> Path:
    """Where what a person did lately is kept: $SAYSO_STATE, else the user's state folder."""
    named = os.environ.get("SAYSO_STATE")
    if named:
        return Path(named).expanduser()
    from platformdirs import user_state_path

    return user_state_path("sayso", appauthor=False)


class SearchHistory:
    """The searches made in the library at `library` by `by`.

    What cannot be read is taken to be none, and what cannot be written is kept until the library is closed: a
    search is not refused for its history's sake.
    """

    def __init__(self, library: Path, by: str) -> None:
        self._library = library
        self._by = by
        self._unwritten: list[str] = []

    def all(self) -> list[str]:
        """The searches, newest first, each once, `KEPT` at most."""
        return _newest([*self._unwritten, *_read(self._path)])

    def add(self, query: str) -> None:
        """Note a search; one that was made before becomes the newest. An empty one is not noted."""
        query = " ".join(query.split())
        if not query:
            return
        self._unwritten.insert(0, query)
        with contextlib.suppress(OSError):
            with _locked(self._path):
                _write(self._path, self.all())
            self._unwritten.clear()

    @property
    def _path(self) -> Path:
        place = os.fsencode(os.path.realpath(self._library)).decode("utf-8", "backslashreplace")
        return state_folder() / "searches" / f"{digest(place, self._by)}.json"


def _newest(queries: list[str]) -> list[str]:
    return list(dict.fromkeys(queries))[:KEPT]


def _read(path: Path) -> list[str]:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return []
    return [query for query in found if isinstance(query, str)] if isinstance(found, list) else []


def _write(path: Path, queries: list[str]) -> None:
    fresh = path.with_suffix(f".{os.getpid()}.new")
    try:
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace") as file:
            json.dump(queries, file, ensure_ascii=False, indent=0)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Alone at the file while the block runs: another explorer may be open on the same library."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
