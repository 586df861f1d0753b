"""The explorer as a process on a terminal of its own."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Terminal:
    """A process on a terminal of its own."""

    def __init__(self, *arguments: str, **environment: str) -> None:
        self.output = b""
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(ROOT)
            kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "SAYSO_LIBRARY")}
            kept |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", **environment}
            os.execve(sys.executable, [sys.executable, "-P", "-m", "tui", *arguments], kept)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))

    def read_until(self, words: bytes, seconds: float = 60) -> None:
        """Read what the process draws until it has drawn `words`."""
        end = time.monotonic() + seconds
        while words not in self.output:
            assert time.monotonic() < end, self.output[-600:]
            self._read(0.1)

    def read_on(self) -> None:
        """Read what the process draws within a moment."""
        self._read(0.05)

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self.fd], [], [], seconds)
        if ready:
            try:
                found = os.read(self.fd, 65536)
            except OSError:
                return False
            self.output += found
            return bool(found)
        return True

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self.fd, keys.encode())

    def ended(self, seconds: float = 60) -> int:
        """Wait for the end of the process: its exit code."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            alive = self._read(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                while self._read(0.05) and select.select([self.fd], [], [], 0)[0]:
                    pass
                return os.waitstatus_to_exitcode(status)
            if not alive:
                time.sleep(0.02)
        raise AssertionError("the process did not end")

    def close(self) -> None:
        """End the process, where it has not ended."""
        with contextlib.suppress(ProcessLookupError, ChildProcessError):
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        with contextlib.suppress(OSError):
            os.close(self.fd)
