"""A process that reads articles and nothing else: `python -P -m index.analysis_process DESCRIPTOR`.

`index.analysis_pool` starts it, gives it articles through the socket that DESCRIPTOR names, and takes what
was found. It opens no library and writes no file. It ends as soon as its stdin does: whoever started it is gone.
"""

from __future__ import annotations

import gc
import os
import resource
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from types import FrameType
from typing import Any, Protocol

from index.errors import SaysoError, fault
from index.model import Actor, Analysis, Issue, Span

PATIENCE = 10
"""Seconds that one of several articles may take; then those that are left are read one by one, each in full time."""

HELD = 0.5
"""Seconds that a result may wait for those of the next articles, so that they are sent, and stored, together."""

_LOOK_THROUGH = 50_000
"""Objects made before the newest are looked through for what can be freed: nearly all goes by itself."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What a process reads with; `rows` says whether it gives rows for the library, or the analysis as it is."""

    issues: Sequence[Issue]
    actors: Sequence[Actor]
    model: str
    part: int
    time_limit: int
    rows: bool = True


@dataclass(frozen=True, slots=True)
class Task:
    """An article to read: a number that its result comes back under, and what `Analyser` is to know of it.

    The result of one that is `patient` may wait for the next ones; nobody looks out for it.
    """

    key: int
    text: str
    masked: tuple[Span, ...] = ()
    title_span: Span | None = None
    outlet: str | None = None
    repeats: bool = False
    patient: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a task: what was found (an Analysis, or its rows), or the reason why it failed."""

    key: int
    found: Any = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Alone:
    """A process says that it is now reading this article by itself."""

    key: int


@dataclass(frozen=True, slots=True)
class Through:
    """A process says that it is through with what it was given; `peak` is the most memory it ever had, in MB."""

    peak: int


@dataclass(frozen=True, slots=True)
class Unable:
    """A process says that it cannot read any article, and why."""

    sentence: str
    title: str


class ManyAnalyser(Protocol):
    """What reads articles."""

    def analyse_many(self, items: Iterable[Any]) -> Iterator[Analysis]:
        """One result for each item, in order."""
        ...


class AnalysisTimeoutError(BaseException):
    """Reading took longer than it may. What reads cannot take it for an error of its own and go on."""


def make_analyser(setup: Setup) -> ManyAnalyser:
    """Load the language model. Raises ModelError where it is missing."""
    from index.language.pipeline import Analyser

    return Analyser(issues=setup.issues, actors=setup.actors, model=setup.model, part=setup.part)


def read(analyser: ManyAnalyser, tasks: Sequence[Task], setup: Setup) -> Iterator[Outcome | Alone]:
    """Read some articles together; where that fails, those that have no result yet one by one."""
    rest = list(tasks)
    if len(rest) > 1:
        results = analyser.analyse_many(map(_item, tasks))
        try:
            while rest:
                # What is yielded is sent: that is never cut short.
                with _no_longer_than(min(PATIENCE, setup.time_limit)):
                    outcome = Outcome(rest[0].key, _given(next(results), setup))
                rest.pop(0)
                yield outcome
        except SaysoError:
            raise
        except (Exception, AnalysisTimeoutError):
            pass  # which of them it was, and why, shows when each is read by itself
    for task in rest:
        yield Alone(task.key)
        yield _one(analyser, task, setup)


def _one(analyser: ManyAnalyser, task: Task, setup: Setup) -> Outcome:
    try:
        with _no_longer_than(setup.time_limit):
            return Outcome(task.key, _given(next(iter(analyser.analyse_many([_item(task)]))), setup))
    except AnalysisTimeoutError:
        return Outcome(task.key, reason=too_long(setup.time_limit))
    except MemoryError:
        return Outcome(task.key, reason="the analysis ran out of memory")
    except SaysoError:
        raise
    except Exception as error:
        return Outcome(task.key, reason=f"the analysis ended with {fault(error)}")


def too_long(limit: int) -> str:
    """Why an article failed that took too long."""
    return f"the analysis took longer than {limit} seconds (language.time_limit)"


def _item(task: Task) -> Any:
    from index.language.pipeline import Item

    return Item(task.text, task.masked, task.title_span, task.outlet, task.repeats)


def _given(found: Analysis, setup: Setup) -> Any:
    if not setup.rows:
        return found
    from index.library_parts.analysis import rows_of

    return rows_of(found)


@contextmanager
def _no_longer_than(seconds: float) -> Iterator[None]:
    """Raise AnalysisTimeoutError in the block after so many seconds."""

    def ring(number: int, frame: FrameType | None) -> None:
        raise AnalysisTimeoutError

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _end_with_parent() -> None:
    """Wait until stdin ends, and end at once, whatever is being read."""
    while os.read(0, 1):
        pass
    os._exit(0)


def _peak() -> int:
    """The most memory that this process ever had, in MB."""
    with suppress(OSError, ValueError, StopIteration):
        # On Linux what `getrusage` says begins with the memory of the process that started this one.
        status = Path("/proc/self/status").read_text().splitlines()
        return int(next(line.split()[1] for line in status if line.startswith("VmHWM:"))) >> 10
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most >> 20 if sys.platform == "darwin" else most >> 10


def _made(make: Callable[[Setup], ManyAnalyser], setup: Setup) -> ManyAnalyser:
    try:
        return make(setup)
    except SaysoError:
        raise
    except Exception as error:
        raise SaysoError(fault(error), title="The analysis does not start") from error


class _Post:
    """What a process says, sent in lists: a result that may wait goes with the next ones."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._held: list[Outcome | Alone | Through | Unable] = []
        self._since = 0.0

    def say(self, message: Outcome | Alone | Through | Unable, *, patient: bool = False) -> None:
        """Send a message and what was held; one that is `patient` is held for HELD seconds, while others come."""
        now = time.monotonic()
        if not self._held:
            self._since = now
        self._held.append(message)
        if not patient or now - self._since >= HELD:
            held, self._held = self._held, []
            self._connection.send(held)


def _load_code() -> None:
    """Import what takes long, while the setup is still on its way; what cannot be imported is said later."""
    with suppress(Exception):
        import spacy  # noqa: F401

        from index.language import pipeline  # noqa: F401


def main(
    make: Callable[[Setup], ManyAnalyser] = make_analyser, before: Callable[[], None] = _load_code
) -> int:  # fmt: skip
    """Read what is sent, until nobody sends any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C is for the process that started this one
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with Connection(int(sys.argv[1])) as connection:
        post = _Post(connection)
        before()
        try:
            setup: Setup = connection.recv()
            try:
                analyser = _made(make, setup)
                # The model stays for good: it is not looked through again for what can be freed.
                gc.collect()
                gc.freeze()
                gc.set_threshold(_LOOK_THROUGH)
                post.say(Through(_peak()))
                while True:
                    tasks: list[Task] = connection.recv()
                    patient = {task.key for task in tasks if task.patient}
                    for message in read(analyser, tasks, setup):
                        post.say(message, patient=isinstance(message, Outcome) and message.key in patient)
                    post.say(Through(_peak()))
            except SaysoError as error:
                post.say(Unable(error.sentence, error.title))
        except (EOFError, ConnectionError):
            pass
    return 0


if __name__ == "__main__":
    # By its name: what is sent from __main__ would not be known there where it arrives.
    from index import analysis_process

    sys.exit(analysis_process.main())
