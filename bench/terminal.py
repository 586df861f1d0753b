"""The explorer in a pseudo-terminal, as a person's terminal runs it: keys in, bytes out, times between."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from bench.painting import Painting, Part


class Terminal:
    """The explorer on a library, 120 columns by 40 lines."""

    def __init__(self, library: Path, *, columns: int = 120, lines: int = 40) -> None:
        self._main, child = pty.openpty()
        self.painting = Painting(columns, lines)
        fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        environment = {
            **os.environ,
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "TEXTUAL_ANIMATIONS": "none",
            "SAYSO_CACHE": str(library.parent / "cache"),
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed Sayso is compiled
        environment.setdefault("SAYSO_ANNOTATOR", "bench")  # so that nobody is asked for a name
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "tui", "--library", str(library)],
            stdin=child,
            stdout=child,
            stderr=child,
            env=environment,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # its end is told when this one is gone
            close_fds=True,
        )
        os.close(child)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + 5
        while self.process.poll() is None and time.monotonic() < deadline:
            self._read(0.05)
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self._main)
        # What it started may still be ending, and would take the time of the next measurement.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            while time.monotonic() < deadline + 5:
                os.killpg(self.process.pid, 0)
                time.sleep(0.05)

    def _read(self, timeout: float) -> bytes:
        ready, _, _ = select.select([self._main], [], [], timeout)
        if not ready:
            return b""
        try:
            data = os.read(self._main, 65536)
        except OSError:
            return b""
        self.painting.paint(data)
        return data

    def until(self, text: bytes, timeout: float = 20.0) -> float:
        """Read until `text` has been painted; gives the seconds since the start. Raises TimeoutError."""
        seen = b""
        while time.perf_counter() - self.started < timeout:
            seen = (seen + self._read(0.2))[-200_000:]
            if text in seen:
                return time.perf_counter() - self.started
        raise TimeoutError(f"{text!r} was not painted within {timeout} seconds")

    def settle(self, quiet: float = 0.25, timeout: float = 10.0) -> None:
        """Read until nothing has been painted for `quiet` seconds."""
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline and self._read(quiet):
            pass

    def type(self, keys: bytes) -> None:
        """Press keys and wait until what they paint has been painted."""
        os.write(self._main, keys)
        self.settle(0.3, 3)

    def press(self, key: bytes) -> float:
        """Press a key; gives the seconds until the first bytes are painted. Raises TimeoutError after 3."""
        while self._read(0.0):
            pass
        start = time.perf_counter()
        os.write(self._main, key)
        if not self._read(3.0):
            raise TimeoutError(f"the key {key!r} painted nothing")
        return time.perf_counter() - start

    def press_until(self, key: bytes, *texts: bytes) -> list[float]:
        """Press a key; gives the seconds until each text is painted. Raises TimeoutError after 3."""
        while self._read(0.0):
            pass
        start, seen = time.perf_counter(), b""
        found: dict[bytes, float] = {}
        os.write(self._main, key)
        while len(found) < len(texts):
            if time.perf_counter() - start > 3:
                raise TimeoutError(f"the key {key!r} did not paint {texts!r}")
            seen += self._read(0.5)
            now = time.perf_counter() - start
            found |= {text: now for text in texts if text in seen and text not in found}
        return [found[text] for text in texts]

    def send(self, keys: bytes) -> None:
        """Press keys, and wait for nothing."""
        os.write(self._main, keys)

    def elapsed(self) -> float:
        """Seconds since the start."""
        return time.perf_counter() - self.started

    def painted(self, key: bytes, quiet: float, parts: Sequence[Part]) -> tuple[float | None, float]:
        """Press a key; gives the seconds until the last change in these parts of the screen, and anywhere.

        The first is None where nothing changes there, or the first part is empty afterwards. It is over when nothing
        is painted for `quiet` seconds.
        """
        while self._read(0.0):
            pass
        before, changed = self.painting.shown(parts), None
        start = last = time.perf_counter()
        os.write(self._main, key)
        while self._read(quiet):
            last = time.perf_counter()
            now = self.painting.shown(parts)
            if now != before:
                before, changed = now, last - start
        return (changed if any(map(str.strip, self.painting.shown(parts[:1]))) else None), last - start

    def cpu(self) -> float:
        """Seconds of CPU that the explorer's own process has taken."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> tuple[float, float]:
        """The explorer's resident memory in MB: all of it, and without the pages of mapped files."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        sizes = {
            name: int(value.split()[0]) / 1024 for name, _, value in map(_parted, status.splitlines()) if "kB" in value
        }
        return sizes["VmRSS"], sizes["RssAnon"]


def _parted(line: str) -> tuple[str, str, str]:
    return line.partition(":")
