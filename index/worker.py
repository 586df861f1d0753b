"""The analysis in a process of its own: `python -P -m index.worker --library DIR`.

It speaks JSON Lines on stdout: `{"event": "start", "pending": n}`, `{"event": "indexed", "n": n}`,
`{"event": "analysed", "article": id, "key": k, "done": i, "of": n}`, `{"event": "failed", ..., "reason": text}`,
`{"event": "waiting"}` while another process analyses, `{"event": "idle"}`, `{"event": "error", "reason": text}`.
On stdin it takes `{"first": key}`, which lets an article jump the queue, and `{"look": true}`, which has it
look for new articles now. It ends when its stdin ends: whoever started it is gone.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from index.analysing import analyse_waiting, be_nice, make_pool, read_commands, turn
from index.analysis_pool import Pool
from index.beside import beside
from index.errors import SaysoError, fault
from index.store.glance import nothing_is_analysed

if TYPE_CHECKING:
    from index.library import Library
    from index.library_parts.search import Searches

LOOK_EVERY = 2.0
"""Seconds between two looks for what another process added."""


class Worker:
    """One run of the worker over a library."""

    def __init__(self, library: Library, begun: Pool) -> None:
        """`begun` is a pool whose processes may have been started already; it serves the first round."""
        self._library = library
        self._begun = begun
        self._wanted: int | None = None
        self._nice = False
        self._learner = Learner(library)
        self._settled = False
        self._ended = threading.Event()
        self._wake = threading.Event()

    def listen(self) -> None:
        """Take commands from stdin until it ends, on a thread of its own."""
        # Unbuffered: a thread that waits inside a buffer would hold its lock while the process ends.
        with open(sys.stdin.fileno(), "rb", buffering=0, closefd=False) as stream:
            self._follow(read_commands(stream))
        self._ended.set()
        self._wake.set()

    def _follow(self, commands: Iterator[dict[str, object]]) -> None:
        for command in commands:
            first = command.get("first")
            if isinstance(first, int):
                self._wanted = first
            self._wake.set()

    def run(self) -> None:
        """Index and analyse what is new, again and again, until stdin ends."""
        threading.Thread(target=self.listen, daemon=True).start()
        try:
            self._work()
        finally:
            self._learner.end()

    def _work(self) -> None:
        idle = False
        while not self._ended.is_set():
            worked = self._round()
            self._step_back()
            self._learner.look()
            if worked or not idle:
                say(event="idle")
            else:
                self._begun.close()  # nothing came that it could have read
            idle = not worked
            self._wake.wait(LOOK_EVERY)
            self._wake.clear()

    def _step_back(self) -> None:
        """Let everything else go first, once the article that a person waits for has been read."""
        if not self._nice:
            self._nice = True
            be_nice()

    def _index(self, search: Searches, look: Callable[[], object] = lambda: None) -> None:
        """Bring the search index up to date, calling `look` meanwhile; articles are analysed even where that fails."""
        try:
            if indexed := search.catch_up(lambda done, of: look()):
                say(event="indexed", n=indexed)
        except SaysoError as error:
            say(event="error", reason=error.sentence)
        except Exception as error:
            self._library.log(f"indexing failed: {fault(error)}")
            say(event="error", reason=f"indexing failed: {fault(error)}")

    def _index_beside(self, look: Callable[[], None]) -> None:
        """Bring the search index up to date on a thread of its own, which lets the analysis go first."""
        be_nice()
        with self._library.search.again() as search:
            self._index(search, look)

    def _round(self) -> bool:
        """One look at the library; gives whether there was something to analyse."""
        if not self._library.writable:
            return False
        changed = self._library.changed()  # before the look: what comes in meanwhile is seen by the next one
        if self._settled and not changed:
            # To look at a hundred thousand articles again and again would keep a machine busy all day.
            self._index(self._library.search)
            return False
        self._settled = not (pending := len(self._library.analysis.pending()))
        if self._settled:
            self._index(self._library.search)
            return False
        with turn(self._library.folder) as ours:
            if ours:
                self._analyse(pending)
            else:
                self._index(self._library.search)
                say(event="waiting")
        return ours

    def _analyse(self, pending: int) -> None:
        with make_pool(self._library, self._begun) as pool:
            self._begun = Pool()
            pool.start(1)
            say(event="start", pending=pending)
            steps = analyse_waiting(
                self._library, wanted=lambda: self._wanted, stopped=self._ended.is_set, pool=pool
            )  # fmt: skip
            with beside(self._index_beside, self._ended.is_set), closing(steps):
                for step in steps:
                    self._step_back()
                    name = "failed" if step.reason else "analysed"
                    say(event=name, article=step.article, key=step.key, done=step.done, of=step.of, reason=step.reason)


class Learner:
    """The process that learns from labels, where it is time to; one at a time."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.process: subprocess.Popen[bytes] | None = None
        self._looked: object = None

    def look(self) -> None:
        """Start the process where it is time to learn, and nothing came of that since something was committed."""
        if self.process is not None:
            if self.process.poll() is None:
                return
            self.process = None
        if not self._library.changed() and self._looked is not None:
            return
        self._looked = True
        try:
            if self._library.learning.due():
                command = [sys.executable, "-P", "-m", "index.learner", "--library", str(self._library.folder)]
                self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        except (SaysoError, OSError) as error:
            self._library.log(f"learning could not begin: {fault(error)}")

    def end(self) -> None:
        """End the process; what it had not finished is done next time."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait()


def say(**event: object) -> None:
    """Print one event; a reader that is gone ends the process, in order: no article is to blame for that."""
    try:
        # In one piece: two threads may have something to say.
        line = json.dumps({name: value for name, value in event.items() if value is not None})
        print(f"{line}\n", end="", flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left to be written has no reader
        os.kill(os.getpid(), signal.SIGTERM)  # whichever thread this is, the main one ends


def main(arguments: list[str] | None = None) -> int:
    """Run the worker; gives its exit code."""
    parser = argparse.ArgumentParser(prog="sayso-worker", description="Indexes and analyses a library's articles.")
    parser.add_argument("--library", required=True, type=Path)
    folder = parser.parse_args(arguments).library
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    with Pool() as begun:
        if nothing_is_analysed(folder):
            begun.start(1)  # most likely a person waits for the first article, and this is what takes longest
        return _run(folder, begun)


def _run(folder: Path, begun: Pool) -> int:
    from index.library import Library

    for attempt in range(3):
        try:
            with Library.open(folder) as library:
                Worker(library, begun).run()
            return 0
        except SaysoError as error:
            if attempt == 2 or error.exit_code != 5:
                say(event="error", reason=error.sentence)
                return error.exit_code
            time.sleep(0.5)
    return 0


if __name__ == "__main__":
    sys.exit(main())
