"""Processes that read articles for this one: started, given work, watched, and ended together with it.

A process that dies, or does not come back, costs nobody but the article that it was reading: another takes
its place, what it had been given is read again one article at a time, and an article over which a process
dies CRASHES times is given up.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from types import TracebackType

from index.analysis_process import Alone, Outcome, Setup, Task, Through, Unable, too_long
from index.errors import ModelError, SaysoError
from index.model import Actor, Issue

CRASHES = 2
"""An article over which a process died this often is given up."""

PER_PROCESS = 24
"""Articles that must wait for each process: for fewer, loading the model once more takes longer than it saves."""

ARTICLES = 16
"""Articles that a process is given at once."""

ATTENDED = 4
"""The same while a person reads along: whoever opens an article waits until a process is through with so many."""

CHARACTERS = 48_000
"""Code points that a process is given at once, unless one article has more."""

SERVED = 5_000
"""Articles after which a process makes room for a new one: what a language model keeps of each word adds up."""

PEAK = 600
"""Megabytes after which a process makes room for a new one."""

LOADING = 180
"""Seconds that a process may take to load the language model, which takes it two on a machine that is not busy."""

_GRACE = 10
_LOOK_EVERY = 0.1
_ENDING = 2.0
# The networks are small: several threads for one multiplication cost more than they bring.
_ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"), "1"
)


def cores() -> int:
    """How many cores this process may use."""
    with contextlib.suppress(AttributeError):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def processes(configured: int | None, waiting: int) -> int:
    """How many processes should read `waiting` articles: `configured` at most, else one for each of two cores."""
    most = configured or min(2, cores())
    return max(1, min(most, waiting // PER_PROCESS))


def command(descriptor: int) -> list[str]:
    """How a process is started: Sayso itself, never a name from the search path."""
    return [sys.executable, "-P", "-m", "index.analysis_process", str(descriptor)]


class _Process:
    """One process, and what it was given."""

    def __init__(self, setup: Setup | None) -> None:
        self.connection, theirs = Pipe()
        with theirs:
            self.popen = subprocess.Popen(
                command(theirs.fileno()),
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=None if os.environ.get("SAYSO_DEBUG") else subprocess.DEVNULL,
                pass_fds=(theirs.fileno(),),
                env={**os.environ, **_ONE_THREAD},
                process_group=0,
            )
        self.ready = False
        self.idle = False
        self.given: dict[int, Task] = {}
        self.together = True
        self.alone: int | None = None
        self.served = 0
        self.full = False
        self._heard = time.monotonic()
        self._begun: float | None = None
        self._limit = 0
        if setup is not None:
            self.begin(setup)

    def begin(self, setup: Setup) -> None:
        """Tell it what to read with."""
        self._limit = setup.time_limit
        self._begun = time.monotonic()
        with contextlib.suppress(ConnectionError):
            self.connection.send(setup)

    @property
    def free(self) -> bool:
        return self.idle and not self.given and not self.full

    def give(self, tasks: Sequence[Task]) -> bool:
        """Send some articles; False where the process is no longer there."""
        try:
            self.connection.send(list(tasks))
        except (ConnectionError, OSError):
            return False
        self.idle = False
        self.given = {task.key: task for task in tasks}
        self.together = len(tasks) > 1
        self.alone = None if self.together else tasks[0].key
        self._heard = time.monotonic()
        return True

    def take(self, message: Outcome | Alone | Through) -> None:
        """Note what a message says of this process."""
        self._heard = time.monotonic()
        match message:
            case Outcome():
                self.given.pop(message.key, None)
                self.alone = None
                self.served += 1
            case Alone():
                self.alone, self.together = message.key, False
            case Through():
                self.ready = self.idle = True
                self.full = bool(self.served) and (message.peak > PEAK or self.served >= SERVED)

    def blamed(self, deaths: Mapping[int, int]) -> dict[int, int]:
        """How many deaths each article would have to answer for, were this process to die now.

        An article that is read alone for one more; those that are read together for one at least.
        """
        if self.together:
            return {key: max(1, deaths.get(key, 0)) for key in self.given}
        return {} if self.alone is None else {self.alone: deaths.get(self.alone, 0) + 1}

    @property
    def lost(self) -> bool:
        """Whether it has been silent for longer than an article may take: not even its own clock stops it."""
        return bool(self.given) and time.monotonic() - self._heard > self._limit + _GRACE

    @property
    def stuck(self) -> bool:
        """Whether it has been at loading the model for longer than that takes."""
        return not self.ready and self._begun is not None and time.monotonic() - self._begun > LOADING

    def as_nice_as(self, niceness: int) -> None:
        with contextlib.suppress(OSError):
            if os.getpriority(os.PRIO_PROCESS, self.popen.pid) < niceness:
                os.setpriority(os.PRIO_PROCESS, self.popen.pid, niceness)

    def let_go(self) -> None:
        """Tell it to end."""
        assert self.popen.stdin is not None
        with contextlib.suppress(OSError):
            self.popen.stdin.close()
        self.connection.close()

    def gone(self, patience: float = _ENDING) -> int:
        """Wait until it has ended, which it is made to; gives its exit code."""
        try:
            return self.popen.wait(patience)
        except subprocess.TimeoutExpired:
            self.popen.kill()
            return self.popen.wait()


class Pool:
    """Processes that read articles; use it in a `with`. They are as nice as this process is.

    A pool without a `setup` can be started, and is told by `begin` what its processes are to read with.
    """

    def __init__(self, setup: Setup | None = None) -> None:
        self._setup = setup
        self._processes: list[_Process] = []
        self._again: deque[list[Task]] = deque()
        self.deaths: dict[int, int] = {}
        """The articles over which a process died, and how often."""
        self._note: Callable[[Mapping[int, int]], None] = lambda counts: None
        self._noted: dict[int, int] = {}
        self._failed_starts = 0
        self._most: int | None = None
        self.peak = 0
        """The most memory that any of the processes ever had, in megabytes."""

    def begin(self, setup: Setup) -> None:
        """Say what is read with, where that was not known when the pool was made."""
        self._setup = setup
        for one in self._processes:
            one.begin(setup)

    @property
    def codebook(self) -> tuple[list[Issue], list[Actor]]:
        """The issues and actors that the processes read with; none before it is said what they read with."""
        return ([], []) if self._setup is None else (list(self._setup.issues), list(self._setup.actors))

    def remember(self, deaths: Mapping[int, int], note: Callable[[Mapping[int, int]], None]) -> None:
        """Take up `deaths` of before; `note` is told what they would have to be, were this process to die now."""
        self.deaths = dict(deaths)
        self._note, self._noted = note, dict(deaths)

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def start(self, number: int) -> None:
        """Have at least so many processes, where there is room for them: those that are missing are started."""
        while len(self._processes) < (number if self._most is None else min(number, self._most)):
            self._processes.append(_Process(self._setup))

    def warm(self, number: int) -> None:
        """Have so many processes, and wait until each has loaded the model. Raises as `work` does."""
        self.start(number)
        while not all(one.ready for one in self._processes):
            self._hear()
            self.start(number)

    def pids(self) -> list[int]:
        """The processes' ids."""
        return [one.popen.pid for one in self._processes]

    def forget(self, key: int) -> None:
        """Hold nothing against an article any more."""
        self.deaths.pop(key, None)
        self._write_down()

    def close(self) -> None:
        """End all processes, whatever they are reading; no article is to blame for that."""
        ending, self._processes = self._processes, []
        for one in ending:
            one.let_go()
        deadline = time.monotonic() + _ENDING
        for one in ending:
            one.gone(max(0.0, deadline - time.monotonic()))
        self._write_down()

    def work(
        self,
        source: Callable[[], list[Task]],
        *,
        number: Callable[[], int],
        stopped: Callable[[], bool] = lambda: False,
    ) -> Iterator[list[Outcome]]:
        """Read what `source` gives whenever a process is free, until it gives nothing; the outcomes as they come.

        `number` is how many processes there should be now. Raises ModelError where the model is missing.
        """
        while not stopped():
            self.start(number())
            niceness = os.getpriority(os.PRIO_PROCESS, 0)
            for one in self._processes:
                one.as_nice_as(niceness)
            if self._hand_out(source) and not any(one.given for one in self._processes) and not self._again:
                return
            self._write_down()
            outcomes = self._hear()
            if outcomes:
                self._hand_out(source)  # first, so that nobody waits while these are stored
                self._write_down()
                yield outcomes

    # -- giving ----------------------------------------------------------------------------------------

    def _hand_out(self, source: Callable[[], list[Task]]) -> bool:
        """Give every free process something to read; whether one of them was left without."""
        for one in [process for process in self._processes if process.free]:
            tasks = self._again.popleft() if self._again else source()
            if not tasks:
                return True
            if not one.give(tasks):
                self._again.appendleft(tasks)
                self._bury(one)
        return False

    def _write_down(self) -> None:
        """Note the articles that are being read or suspected."""
        counts = dict(self.deaths)
        for one in self._processes:
            counts |= one.blamed(self.deaths)
        if counts != self._noted:
            self._noted = counts
            self._note(counts)

    # -- hearing ---------------------------------------------------------------------------------------

    def _hear(self) -> list[Outcome]:
        """What the processes have to say within a tenth of a second."""
        outcomes: list[Outcome] = []
        by_connection: dict[object, _Process] = {one.connection: one for one in self._processes}
        for connection in wait([one.connection for one in self._processes], _LOOK_EVERY):
            assert isinstance(connection, Connection)
            outcomes += self._heard(by_connection[connection], connection)
        for one in [process for process in self._processes if process.lost]:
            one.popen.kill()
            outcomes += self._died(one, too_long(0 if self._setup is None else self._setup.time_limit))
        for one in [process for process in self._processes if process.stuck]:
            one.popen.kill()
            self._bury(one, stuck=True)
        return outcomes

    def _heard(self, one: _Process, connection: Connection) -> list[Outcome]:
        outcomes = []
        try:
            while connection.poll():
                for message in connection.recv():
                    if isinstance(message, Unable):
                        raise ModelError(message.sentence, title=message.title)
                    one.take(message)
                    if isinstance(message, Outcome):
                        self.deaths.pop(message.key, None)
                        outcomes.append(message)
                    elif isinstance(message, Through):
                        self._failed_starts = 0
                        self.peak = max(self.peak, message.peak)
                if one.full:
                    self._processes.remove(one)
                    one.let_go()
                    one.gone()
                    break
        except (EOFError, OSError):  # also a message that breaks off in the middle
            outcomes += self._died(one)
        return outcomes

    def _bury(self, one: _Process, *, stuck: bool = False) -> str:
        """See a dead process off; gives how it ended, in words. `stuck` is one that did not get to load the model."""
        self._processes.remove(one)
        one.let_go()
        code = one.gone()
        if not one.ready:
            self._failed_starts += 1
            if self._processes:
                self._most = len(self._processes)  # perhaps there is no memory for another one
            elif stuck:
                raise SaysoError(
                    f"the process that reads articles has not loaded the language model within {LOADING} seconds; "
                    "is the machine too busy, or the disk that the model is on gone?",
                    title="The analysis does not start",
                )
            elif self._failed_starts >= 3:
                raise SaysoError(
                    f"the process that reads articles ends before it begins ({_how(code)}); is there memory for it?",
                    title="The analysis does not start",
                )
        return _how(code)

    def _died(self, one: _Process, reason: str | None = None) -> list[Outcome]:
        """A process is gone: what it was reading alone is blamed, what it still had is read again one by one.

        `reason` is given where it was ended because it took too long.
        """
        self.deaths |= one.blamed(self.deaths)
        given, alone = list(one.given.values()), one.alone
        how = self._bury(one)
        outcomes = []
        for task in given:
            if self.deaths.get(task.key, 0) >= CRASHES or (reason is not None and task.key == alone):
                self.deaths.pop(task.key, None)
                outcomes.append(Outcome(task.key, reason=reason if task.key == alone and reason else died(how)))
            else:
                self._again.append([task])
        return outcomes


def died(how: str = "") -> str:
    """Why an article failed over which processes died; `how` the last one ended, in words."""
    return f"the analysis stopped {CRASHES} times while it read this article" + (f" ({how})" if how else "")


def _how(code: int) -> str:
    if code >= 0:
        return f"exit code {code}"
    with contextlib.suppress(ValueError):
        return signal.Signals(-code).name
    return f"signal {-code}"
