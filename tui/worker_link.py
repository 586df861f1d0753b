"""The analysis, in a process of its own: started, heard, told what is urgent, and ended."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

LINE = 1 << 20
"""The longest line that the process may send, in bytes."""


@dataclass(frozen=True, slots=True)
class WorkerEvent:
    """Something that the analysis reports: `event` is start, indexed, analysed, failed, waiting, idle or error."""

    event: str
    key: int | None = None
    done: int = 0
    of: int = 0
    reason: str | None = None


def parse_event(line: bytes) -> WorkerEvent | None:
    """The event of one line, None for a line that is none."""
    try:
        found = json.loads(line)
    except ValueError:
        return None
    if not isinstance(found, dict) or not isinstance(found.get("event"), str):
        return None

    def number(name: str) -> int:
        value = found.get(name)
        return value if isinstance(value, int) else 0

    reason = found.get("reason")
    return WorkerEvent(
        found["event"],
        found["key"] if isinstance(found.get("key"), int) else None,
        done=number("done"),
        of=number("of") or number("pending"),
        reason=reason if isinstance(reason, str) else None,
    )


def command(folder: Path) -> list[str]:
    """How the analysis of a library is started: Sayso itself, never a name from the search path."""
    return [sys.executable, "-P", "-m", "index.worker", "--library", str(folder)]


class WorkerLink:
    """One analysis process. `heard` is called with each of its events."""

    def __init__(self, command: Sequence[str], heard: Callable[[WorkerEvent], None]) -> None:
        self._command = list(command)
        self._heard = heard
        self._process: Process | None = None
        self._wanted: int | None = None

    async def run(self) -> int:
        """Start the process, pass on what it says, and wait for its end: its exit code.

        The process is ended when this is cancelled.
        """
        # The descriptors are given explicitly: Textual's own stderr has none to inherit.
        process = await asyncio.create_subprocess_exec(
            *self._command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, limit=LINE
        )
        self._process = process
        assert process.stdout is not None
        try:
            if self._wanted is not None:
                self.first(self._wanted)
            with contextlib.suppress(ValueError):
                while line := await process.stdout.readline():
                    event = parse_event(line)
                    if event is not None:
                        self._heard(event)
            return await process.wait()
        finally:
            self._process = None
            if process.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    process.terminate()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(process.wait(), 2)
                if process.returncode is None:
                    with contextlib.suppress(ProcessLookupError):
                        process.kill()
                    await process.wait()

    def first(self, key: int) -> None:
        """Ask for this article before all others."""
        self._wanted = key
        if self._process is None or self._process.stdin is None or self._process.stdin.is_closing():
            return
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self._process.stdin.write(json.dumps({"first": key}).encode() + b"\n")
