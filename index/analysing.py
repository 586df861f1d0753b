"""Reading what is waiting: the loop that analyses a library's articles one after the other.

One process at a time analyses a library, held by a lock on a file beside it; it computes before it takes
any other lock and commits one article at a time, so that it can be ended at any moment and go on later.
"""

from __future__ import annotations

import fcntl
import json
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import IO, TYPE_CHECKING

from index.errors import SaysoError, fault

if TYPE_CHECKING:
    from index.language.pipeline import Analyser
    from index.library import Library
    from index.model import Analysis, Article

CRASHES = 2
"""An article during whose analysis the process died this often is recorded as failed."""


@dataclass(frozen=True, slots=True)
class Step:
    """One article that was analysed, or failed with `reason`; `done` of `of` articles are through."""

    article: str
    key: int
    done: int
    of: int
    reason: str | None = None


class AnalysisTimeoutError(Exception):
    """An article took longer than the configuration allows."""


@contextmanager
def turn(folder: Path) -> Iterator[bool]:
    """Hold the lock of the one who analyses the library in `folder`; gives False where another holds it."""
    with (folder / "analysis.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        try:
            yield True
        finally:
            fcntl.flock(lock, fcntl.LOCK_UN)


def analyse_waiting(
    library: Library,
    *,
    wanted: Callable[[], int | None] = lambda: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Iterator[Step]:
    """Analyse every article that has no result yet; call it only while holding `turn`.

    `wanted` gives the key of an article that jumps the queue (asked before each), `stopped` ends the loop
    between two articles. Gives a Step after each commit. Raises ModelError where the language model is
    missing; anything that goes wrong with one article is recorded on that article instead.
    """
    waiting = library.analysis.pending()
    if not waiting:
        return
    analyser = make_analyser(library)
    marker = _Marker(library.folder / "analysing.json")
    for crashed in marker.crashed():
        if crashed in waiting:
            waiting.remove(crashed)
            article = library.articles.by_key(crashed)
            reason = f"the analysis stopped {CRASHES} times while it read this article"
            library.analysis.fail(crashed, article.version, reason)
            marker.forget()
            yield Step(article.id, crashed, 0, len(waiting) + 1, reason)
    done, of = 0, len(waiting)
    library.log(f"analysis of {of} articles begins")
    while waiting and not stopped():
        first = wanted()
        key = first if first in waiting else waiting[0]
        assert key is not None
        waiting.remove(key)
        try:
            article = library.articles.by_key(key)
        except SaysoError:
            continue  # removed by somebody in the meantime
        with marker.reading(key):
            failure = _analyse_one(library, analyser, article)
        done += 1
        yield Step(article.id, key, done, of, failure)
        if not waiting:
            waiting = [fresh for fresh in library.analysis.pending() if fresh != key]
            of += len(waiting)


def make_analyser(library: Library) -> Analyser:
    """The analyser for a library: with its issues and actors, those made in the explorer among them."""
    from index.language.pipeline import Analyser

    settings = library.config.language
    return Analyser(
        issues=library.annotations.issues(),
        actors=library.annotations.actors(),
        model=settings.model,
        part=settings.part,
    )


def _analyse_one(library: Library, analyser: Analyser, article: Article) -> str | None:
    """Analyse and store one article; gives the reason where it failed."""
    limit = library.config.language.time_limit
    try:
        found = _within(
            limit,
            lambda: analyser.analyse(
                article.text, masked=article.masked, title_span=article.title_span, outlet=article.outlet
            ),
        )
    except AnalysisTimeoutError:
        reason = f"the analysis took longer than {limit} seconds (language.time_limit)"
    except MemoryError:
        reason = "the analysis ran out of memory"
    except SaysoError:
        raise
    except Exception as error:
        reason = f"the analysis ended with {fault(error)}"
    else:
        library.analysis.store(article.key, article.version, found)
        return None
    library.analysis.fail(article.key, article.version, reason)
    library.log(f"analysis of {article.id} failed: {reason}")
    return reason


def _within(seconds: int, work: Callable[[], Analysis]) -> Analysis:
    """Run `work`, raising AnalysisTimeoutError in it after `seconds`; without a limit outside the main thread."""

    def ring(number: int, frame: FrameType | None) -> None:
        raise AnalysisTimeoutError

    try:
        before = signal.signal(signal.SIGALRM, ring)
    except ValueError:
        return work()
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        return work()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


class _Marker:
    """A file that says which article is being read, so that one which kills the process is found out."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._counts: dict[int, int] = {}
        with suppress(OSError, ValueError, AttributeError, TypeError):
            self._counts = {int(key): int(count) for key, count in json.loads(file.read_text()).items()}

    def crashed(self) -> list[int]:
        """The articles that were being read each time the process died, often enough to be given up."""
        return [key for key, count in self._counts.items() if count >= CRASHES]

    def forget(self) -> None:
        """Take the note back: the article's failure is recorded, and it may be tried again."""
        self._file.unlink(missing_ok=True)
        self._counts = {}

    @contextmanager
    def reading(self, key: int) -> Iterator[None]:
        """Note that the article with this key is being read, for as long as it is."""
        self._counts = {key: self._counts.get(key, 0) + 1}
        self._write()
        try:
            yield
        finally:  # only a process that died on the spot leaves its note
            self.forget()

    def _write(self) -> None:
        temporary = self._file.with_suffix(".new")
        with suppress(OSError):
            temporary.write_text(json.dumps(self._counts))
            temporary.replace(self._file)


def read_commands(stream: IO[bytes]) -> Iterator[dict[str, object]]:
    """The JSON objects that arrive on `stream`, a line each, until it ends; other lines are passed over."""
    for line in stream:
        with suppress(ValueError, RecursionError):
            found = json.loads(line)
            if isinstance(found, dict):
                yield found


def be_nice() -> None:
    """Let everything else on the machine go first."""
    with suppress(OSError):
        os.nice(10)
