"""The log file in a library's folder: what happened to the store, never a word of an article or a title."""

from __future__ import annotations

import contextlib
import os
from datetime import UTC, datetime
from pathlib import Path

NAME = "sayso.log"
LIMIT = 256 * 1024


class LogFile:
    """Lines in `sayso.log`; a full one becomes `sayso.log.1`. What cannot be logged is let go of."""

    def __init__(self, folder: Path, *, writable: bool) -> None:
        self.path = folder / NAME
        self.writable = writable

    def write(self, message: str) -> None:
        """Add a line: the time, the process, the message with line feeds taken out."""
        if not self.writable:
            return
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        line = f"{now} {os.getpid()} {' '.join(message.split())}\n"
        with contextlib.suppress(OSError):
            if self.path.exists() and self.path.stat().st_size > LIMIT:
                self.path.rename(self.path.with_name(NAME + ".1"))
            descriptor = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
            with os.fdopen(descriptor, "ab") as file:
                file.write(line.encode("utf-8", "backslashreplace"))
