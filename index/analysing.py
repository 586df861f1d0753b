"""Reading what is waiting: the loop that has a library's articles analysed.

One process at a time sees to a library's analysis, held by a lock on a file beside it. It has the articles
read by processes of their own (`index.analysis_pool`) and stores what they find, several results in one
commit, so that it can be ended at any moment and go on later.
"""

from __future__ import annotations

import json
import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING

from index import analysis_pool, turns
from index.analysis_pool import ARTICLES, ATTENDED, CHARACTERS, CRASHES, Pool
from index.analysis_process import Outcome, Setup, Task
from index.errors import SaysoError

if TYPE_CHECKING:
    from index.config import Config
    from index.library import Library
    from index.model import Actor, Article, ArticleDraft, Issue


@dataclass(frozen=True, slots=True)
class Step:
    """One article that was analysed, or failed with `reason`; `done` of `of` articles are through."""

    article: str
    key: int
    done: int
    of: int
    reason: str | None = None


def turn(folder: Path) -> AbstractContextManager[bool]:
    """Hold the lock of the one who analyses the library in `folder`; gives False where another holds it."""
    return turns.turn(folder / "analysis.lock")


def analyse_waiting(
    library: Library,
    *,
    wanted: Callable[[], int | None] = lambda: None,
    stopped: Callable[[], bool] = lambda: False,
    pool: Pool | None = None,
) -> Generator[Step, None, None]:
    """Analyse every article that has no result yet; call it only while holding `turn`.

    `wanted` gives the key of an article that jumps the queue, `stopped` ends the loop at once: both are
    asked again and again. `pool` is one that `make_pool` made, where its processes were to start earlier;
    it is closed at the end. Gives a Step after the commit of each article. Raises ModelError where the
    language model is missing; anything that goes wrong with one article is recorded on that article instead.
    """
    while True:
        with make_pool(library) if pool is None else pool as pool:
            codebook = pool.codebook
            run = _Run(library, wanted, pool)
            more = run.look()
            yield from run.give_up()
            while more and not stopped() and codebook == _codebook(library):
                for outcomes in pool.work(run.next_tasks, number=run.processes, stopped=stopped):
                    if codebook != _codebook(library):
                        break
                    yield from run.store(outcomes, partial(_is_present, codebook, library))
                more = run.look()
        if stopped() or codebook == _codebook(library):
            return
        # What is still under way was begun with other issues or actors: it is read again with those of now.
        pool = None


def _codebook(library: Library) -> tuple[list[Issue], list[Actor]]:
    """The issues and actors that articles are to be read with; people may change them while articles are read."""
    return library.annotations.recorded_issues(), library.annotations.recorded_actors()


def _is_present(codebook: tuple[list[Issue], list[Actor]], library: Library) -> bool:
    """Whether nobody changed the issues and actors since these were taken."""
    return codebook == _codebook(library)


def make_pool(library: Library, begun: Pool | None = None) -> Pool:
    """The processes that read a library's articles: with its issues and actors, those made in the explorer too.

    `begun` is a pool without a setup, where one was started before the library was open.
    """
    settings = library.config.language
    setup = Setup(
        issues=library.annotations.recorded_issues(),
        actors=library.annotations.recorded_actors(),
        model=settings.model,
        part=settings.part,
        time_limit=settings.time_limit,
    )
    marker = Marker(library.folder / "analysing.json")
    pool = begun or Pool()
    pool.begin(setup)
    pool.remember(marker.read(), marker.write)
    return pool


def analyse_texts(settings: Config, drafts: Iterable[ArticleDraft], *, expected: int) -> Generator[Outcome, None, None]:
    """Analyse articles that are in no library, about `expected` of them: what came of each, in order.

    What the headline says is found there too, also where the body repeats it: for those who compare, and label
    nothing. An outcome's `key` is the article's place, from 0, and `found` is an Analysis. Raises ModelError where the
    language model is missing.
    """
    language = settings.language
    setup = Setup(
        issues=[issue.model() for issue in settings.issues],
        actors=[actor.model() for actor in settings.actors],
        model=language.model,
        part=language.part,
        time_limit=language.time_limit,
        rows=False,
    )
    number = analysis_pool.processes(language.processes, expected)
    together = max(1, min(ARTICLES, expected // (2 * number)))
    coming = enumerate(drafts)

    def next_tasks() -> list[Task]:
        tasks: list[Task] = []
        for place, draft in coming:
            tasks.append(
                Task(place, draft.text, draft.masked, draft.title_span, draft.outlet, repeats=True, patient=True)
            )
            if len(tasks) >= together or sum(len(task.text) for task in tasks) > CHARACTERS:
                break
        return tasks

    through: dict[int, Outcome] = {}
    place = 0
    with Pool(setup) as pool:
        for outcomes in pool.work(next_tasks, number=lambda: number):
            through |= {one.key: one for one in outcomes}
            while place in through:
                yield through.pop(place)
                place += 1


class _Run:
    """One run through what is waiting: what is read next, and what became of it."""

    def __init__(self, library: Library, wanted: Callable[[], int | None], pool: Pool) -> None:
        self._library = library
        self._wanted = wanted
        self._pool = pool
        self._waiting: set[int] = set()
        self._order: deque[int] = deque()
        self._met: set[int] = set()
        self._read: dict[int, tuple[str, str]] = {}
        self._began = False
        self._done = self._of = 0

    def look(self) -> bool:
        """Look for articles that wait; whether there are any that this run has not met."""
        fresh = [key for key in self._library.analysis.pending() if key not in self._met]
        suspects = [key for key in fresh if key in self._pool.deaths]
        self._order = deque([*suspects, *(key for key in fresh if key not in self._pool.deaths)])
        self._waiting = set(fresh)
        self._met.update(fresh)
        self._of += len(fresh)
        if fresh:
            self._library.log(f"analysis of {len(fresh)} articles begins")
        return bool(fresh)

    def _meet(self, key: int) -> None:
        """Take up an article that a person waits for, although it came, or is to be read again, during this run."""
        if key not in self._waiting:
            self._waiting.add(key)
            self._met.add(key)
            self._of += 1

    def give_up(self) -> Iterator[Step]:
        """Record the articles over which the analysis stopped too often before this run, this process with it."""
        for key in [key for key, count in self._pool.deaths.items() if count >= CRASHES]:
            self._pool.forget(key)
            if self._take(key) is not None:
                yield from self.store([Outcome(key, reason=analysis_pool.died())])

    def processes(self) -> int:
        """How many processes there should be: one until the first article is read, where a person waits for it."""
        if self._wanted() is not None and not self._done:
            return 1
        return analysis_pool.processes(self._library.config.language.processes, len(self._waiting))

    def next_tasks(self) -> list[Task]:
        """What a process that is free reads next."""
        wanted = self._wanted()
        if wanted is not None and wanted not in self._read and self._library.analysis.waits(wanted):
            self._meet(wanted)
        if wanted in self._waiting and (article := self._take(wanted)) is not None:
            return [_task(article, patient=False)]
        tasks: list[Task] = []
        room, most = CHARACTERS, self._at_once()
        while self._order and len(tasks) < most and room > 0:
            key = self._order.popleft()
            if key not in self._waiting:
                continue
            suspect = key in self._pool.deaths
            if tasks and suspect:
                self._order.appendleft(key)
                break
            if (article := self._take(key)) is not None:
                tasks.append(_task(article, patient=wanted is None))
                room -= len(article.text)
            if suspect:
                break
        return tasks

    def _at_once(self) -> int:
        """How many articles are read together: one at first, and few at the end, so that all processes end together."""
        if not self._began:
            self._began = True
            return 1
        most = ARTICLES if self._wanted() is None else ATTENDED
        return max(1, min(most, len(self._waiting) // (2 * len(self._pool.pids()))))

    def _take(self, key: int | None) -> Article | None:
        """An article that is read now, None where somebody removed it in the meantime."""
        if key not in self._waiting:
            return None
        self._waiting.discard(key)
        try:
            article = self._library.articles.by_key(key)
        except SaysoError:
            self._of -= 1
            return None
        self._read[key] = (article.id, article.version)
        return article

    def store(self, outcomes: Sequence[Outcome], present: Callable[[], bool] = lambda: True) -> Iterator[Step]:
        """Commit what was found and what failed; a step for each.

        `present` says afterwards whether it was read with the issues and actors of now; else it is read again.
        """
        store, log = self._library.analysis, self._library.log
        found = [(one.key, self._read[one.key][1], one.found) for one in outcomes if one.reason is None]
        if found:
            store.store_many(found)
            if not present():  # changed since it was last asked: whoever did may have looked for results before this
                for key, *_ in found:
                    store.retry(key)
        for one in outcomes:
            article, version = self._read.pop(one.key)
            if one.reason is not None:
                store.fail(one.key, version, one.reason)
                log(f"analysis of {article} failed: {one.reason}")
            self._done += 1
            yield Step(article, one.key, self._done, self._of, one.reason)


def _task(article: Article, *, patient: bool) -> Task:
    return Task(article.key, article.text, article.masked, article.title_span, article.outlet, patient=patient)


class Marker:
    """A file that says which articles are being read, so that one over which everything stops is found out.

    It holds how many stops each would have to answer for, were this the last that was heard of it.
    """

    def __init__(self, file: Path) -> None:
        self._file = file

    def read(self) -> dict[int, int]:
        """What was noted when the analysis stopped last; empty where it ended in order."""
        with suppress(OSError, ValueError, AttributeError, TypeError):
            return {int(key): int(count) for key, count in json.loads(self._file.read_text()).items()}
        return {}

    def write(self, counts: Mapping[int, int]) -> None:
        """Note these articles; none takes the note back."""
        with suppress(OSError):
            if not counts:
                self._file.unlink(missing_ok=True)
                return
            temporary = self._file.with_suffix(".new")
            temporary.write_text(json.dumps(dict(counts)))
            temporary.replace(self._file)


def read_commands(stream: IO[bytes]) -> Iterator[dict[str, object]]:
    """The JSON objects that arrive on `stream`, a line each, until it ends; other lines are passed over."""
    for line in stream:
        with suppress(ValueError, RecursionError):
            found = json.loads(line)
            if isinstance(found, dict):
                yield found


def be_nice() -> None:
    """Let everything else on the machine go first: this thread, or all of this process where niceness is its own."""
    with suppress(OSError):
        os.nice(10)
