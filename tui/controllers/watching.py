"""What happens by itself: the analysis, what other processes write, what is being added."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
import time
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from textual.worker import Worker, WorkerError

from index.errors import SaysoError, UsageError
from index.model import AnalysisState, Progress
from tui.controllers.base import Controller
from tui.controllers.searching import counted
from tui.worker_link import WorkerEvent, WorkerLink

if TYPE_CHECKING:
    from index.library import Library
    from tui.screens.explorer import Explorer

LOOK_EVERY = 0.7
"""Seconds between two looks for changes."""

SHARE = 4
"""After a refresh of t seconds, the next one waits at least this many times as long."""

_PREPARED = object()

_PAINTED = 0.3
"""Seconds after which the list is taken to be painted: under a panel it is not painted at all."""


class Watching(Controller):
    """The library as it changes under the reader."""

    def __init__(self, explorer: Explorer) -> None:
        super().__init__(explorer)
        self.progress = Progress(0, 0, 0, 0)
        self.settled = False
        self.adding: str | None = None
        self.stopped: str | None = None
        self._link: WorkerLink | None = None
        self._process: Worker[None] | None = None
        self._analysing: tuple[int, int] | None = None

    # -- beginning -------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Show the library, fill a new one, start the analysis, and watch."""
        self.start(lambda: self._begin(), "begin")

    async def _begin(self) -> None:
        explorer = self.explorer
        try:
            library = await explorer.database.open()
        except SaysoError as error:
            explorer.sayso.fail(error)
            return
        explorer.sayso.opened(library)
        explorer.attach(library)
        if explorer.fill is not None:
            # Before anything is read: what the analysis needs takes longest to load.
            self._begin_analysis()
            explorer.say("A new library: reading the articles that come with Sayso …")
            await self._guarded(self._fill)
        await self.ask(lambda library: library.changed())
        self.settled = True
        await explorer.searching.begin()
        await self._painted()
        if explorer.fill is None:
            self._begin_analysis()
        await explorer.searching.refresh()
        await self.explorer.codebook.follow()
        await self._resume()
        explorer.naming.ask_once(library)
        await explorer.load_the_rest()
        with contextlib.suppress(SaysoError):
            await explorer.labelling.offer_notes()
        self.start(lambda: self._watch(), "watch", exclusive=True)
        self.start(lambda: self._prepare(), "prepare", exclusive=True)

    async def _painted(self) -> None:
        """Wait until what is listed has been painted: whatever runs beside that delays it."""
        painted = asyncio.Event()
        self.explorer.call_after_refresh(painted.set)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(painted.wait(), _PAINTED)

    async def _prepare(self) -> None:
        """Load what the first search needs, in steps: whatever the reader asks for comes before the next one.

        Then count what is labelled, which takes as long in a large library, and for which nobody waits.
        """
        steps = await self.ask(lambda library: library.search.preparing())
        # What is wrong with the library or its index, the first search will say.
        with contextlib.suppress(SaysoError):
            while await self.ask(lambda _: next(steps, _PREPARED)) is not _PREPARED:
                pass
        self.explorer.sayso.prepared()
        await self.count()

    async def _fill(self) -> None:
        if self.explorer.fill is not None:
            await self.ask(self.explorer.fill)
            self.explorer.bottom_bar.quiet()

    async def _resume(self) -> None:
        """Open the article that was open last time, else the one under the cursor, which may have moved already."""
        explorer = self.explorer
        keys = explorer.searching.rows.keys
        if not keys or explorer.reading.opened is not None:
            return
        here, last = explorer.articles.current, explorer.session.article
        key = await self.ask(lambda library: key_of(library, last)) if last and not explorer.articles.cursor else None
        if key is None or explorer.searching.rows.place_of(key) is None:
            key = here.key if here is not None else keys[0]
        explorer.articles_follow(key)
        explorer.reading.open(key)

    # -- the analysis ----------------------------------------------------------------------------------

    def _begin_analysis(self) -> None:
        if self.explorer.writable:
            self._start_analysis()

    def _start_analysis(self) -> bool:
        command = self.explorer.analysis_command
        if command is None:
            return False
        self._process = self.start(lambda: self._analyse(command), "analysis", exclusive=True)
        return True

    async def close(self) -> None:
        """End the analysis, and wait until its process is gone."""
        if self._process is not None:
            self._process.cancel()
            with contextlib.suppress(WorkerError):
                await self._process.wait()

    async def _analyse(self, command: list[str]) -> None:
        self.stopped = None
        self._link = WorkerLink(command, self._heard)
        key = self.explorer.reading.key
        if key is not None:
            self._link.first(key)
        try:
            code = await self._link.run()
        except OSError as error:
            code, self.stopped = 1, error.strerror
        self._analysing = None
        if self.stopped is None:
            self.stopped = f"it ended with {code}" if code else "it ended"
        self.explorer.update_bars()

    def _heard(self, event: WorkerEvent) -> None:
        match event.event:
            case "start":
                self._analysing = (0, event.of)
            case "analysed" | "failed":
                self._analysing = (event.done, event.of)
                if event.key == self.explorer.reading.key:
                    # Somebody is waiting for this one: it is not left to the next look.
                    self.start(self.explorer.reading.refresh, "analysed", exclusive=True)
            case "idle":
                self._analysing = None
            case "error":
                self.stopped = event.reason or "no reason was given"
        self.explorer.update_bars()

    @property
    def analysing(self) -> tuple[int, int] | None:
        """How many articles the analysis has done, of how many; None while it does nothing."""
        return self._analysing

    def first(self, key: int) -> None:
        """Have this article analysed before all others."""
        if self._link is not None:
            self._link.first(key)

    def busy_with(self, key: int) -> str:
        """What is being done about an article that is not analysed yet."""
        if self.stopped is not None or self._link is None:
            retry = self.explorer.keys_shown("everywhere", "retry")
            return f"The analysis does not run. {retry} starts it" if self.explorer.writable else "read-only"
        return "It is read next."

    def retry(self) -> bool:
        """Start a stopped analysis, or have a failed article analysed again; False where neither is so."""
        explorer = self.explorer
        opened = explorer.reading.opened
        if opened is not None and opened.state is AnalysisState.FAILED:
            self.start(lambda: self._analyse_again(opened.article.key), "retry")
            return True
        if self.stopped is not None and self._start_analysis():
            explorer.say("Starting the analysis again …")
            return True
        return False

    async def _analyse_again(self, key: int) -> None:
        await self.ask(lambda library: library.analysis.retry(key))
        self.first(key)
        await self.explorer.reading.refresh()
        self.explorer.say("It will be analysed again.")

    # -- changes ---------------------------------------------------------------------------------------

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(LOOK_EVERY)
            began = time.monotonic()
            await self._guarded(self._look)
            self.explorer.sayso.tidy()
            await asyncio.sleep(min(10.0, SHARE * (time.monotonic() - began)))

    async def _look(self) -> None:
        if await self.ask(lambda library: library.changed()):
            await self.refresh()

    async def refresh(self) -> None:
        """Show the library as it is now, every cursor where it was."""
        self.explorer.codebook.count_anew()
        await self.explorer.searching.refresh()
        await self.explorer.reading.refresh()
        await self.count()
        if self.explorer.reading.opened is None:
            await self._resume()

    async def count(self) -> None:
        """Count again how much is labelled and analysed, and learn of new issues and labels."""
        codebook = self.explorer.codebook
        await codebook.follow()
        self.progress, codebook.recheck = await self.ask(
            lambda library: (library.statements.progress(), codebook.count(library))
        )
        self.explorer.update_bars()

    # -- adding ----------------------------------------------------------------------------------------

    def add(self, path: str) -> None:
        """Read a file or a folder into the library."""
        if self.adding is not None:
            self.explorer.say("Still adding; one after the other.")
        elif path.strip():
            self.start(lambda: self._add(Path(path.strip()).expanduser()), "add")

    async def _add(self, path: Path) -> None:
        explorer = self.explorer
        self.adding = f"adding {path.name or path}"
        explorer.update_bars()
        process = await asyncio.create_subprocess_exec(
            *explorer.add_command(path), stdin=DEVNULL, stdout=PIPE, stderr=PIPE, limit=1 << 22
        )
        try:
            out, err = await process.communicate()
        finally:
            self.adding = None
            if process.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    process.terminate()
            explorer.update_bars()
        words, skipped = summary(out.decode("utf-8", "replace"))
        if not words:
            words = err.decode("utf-8", "replace").strip().splitlines()[-1:] or [f"ended with {process.returncode}"]
            explorer.say(f"Nothing was added: {words[0]}", bad=True)
            return
        await self.refresh()
        explorer.say(" · ".join([*words, *first_skipped(skipped)]), bad=False)
        if skipped:
            from tui.screens.report import Report

            explorer.app.push_screen(Report("What was not read", [*words, "", *map(": ".join, skipped)]))


def key_of(library: Library, article_id: str) -> int | None:
    """The key of an article; None where it has left the library."""
    try:
        return library.articles.get(article_id).key
    except UsageError:
        return None


def summary(output: str) -> tuple[list[str], list[tuple[str, str]]]:
    """What `sayso add --json` did, in words, and each input that was skipped with the reason."""
    words: list[str] = []
    skipped: list[tuple[str, str]] = []
    for line in output.splitlines():
        with contextlib.suppress(ValueError):
            found: Any = json.loads(line)
            if not isinstance(found, dict):
                continue
            counts = found.get("summary")
            if isinstance(counts, dict):
                words = [
                    f"{counted(number, 'article')} {name}" if name == "added" else f"{number:,} {name}"
                    for name, number in counts.items()
                    if isinstance(number, int) and (number or name == "added")
                ]
            elif found.get("article") is None:
                where = " ".join(str(part) for part in (found.get("path"), found.get("record")) if part)
                skipped.append((where, str(found.get("reason") or found.get("status"))))
    return words, skipped


def first_skipped(skipped: Sequence[tuple[str, str]]) -> list[str]:
    """Which input was not read and why, the first of several, to stand behind the numbers."""
    if not skipped:
        return []
    where, reason = skipped[0]
    more = f", and {len(skipped) - 1:,} more" if len(skipped) > 1 else ""
    return [f"{PurePath(where).name or where}: {reason}{more}"]


def add_command(library: Path, path: Path) -> list[str]:
    """How a path is added: Sayso itself, never a name from the search path."""
    return [sys.executable, "-P", "-m", "tui", "--library", str(library), "add", "--json", "--no-analysis", str(path)]
