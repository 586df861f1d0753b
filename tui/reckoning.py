"""What takes long is reckoned by a command in a process of its own, so that the screen never waits for it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from index.errors import UsageError

Record = Mapping[str, Any]

LONGEST = 1 << 26
"""The longest line that a command may print, in bytes."""


def command(library: Path, *arguments: str) -> list[str]:
    """How a command of Sayso is started on a library: itself, never a name from the search path."""
    name, *rest = arguments
    return [sys.executable, "-P", "-m", "tui", "--library", str(library), name, "--json", *rest]


async def records(command: Sequence[str]) -> list[Record]:
    """What a command prints. It is ended when this is cancelled. Raises UsageError with what it says where it fails."""
    process = await asyncio.create_subprocess_exec(*command, stdin=DEVNULL, stdout=PIPE, stderr=PIPE, limit=LONGEST)
    try:
        out, err = await process.communicate()
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.terminate()
    if process.returncode:
        said = err.decode("utf-8", "replace").strip().splitlines()
        raise UsageError(said[-1] if said else f"the command ended with {process.returncode}")
    found = (json.loads(line) for line in out.decode("utf-8").split("\n") if line.strip())
    return [one for one in found if isinstance(one, dict)]
