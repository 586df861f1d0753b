"""Where the command line writes: the one place that prints.

Records go to stdout, as JSON Lines or as text; messages and progress go to stderr, progress only where
stderr is a terminal. Text is cleaned on its way, so that no file name and no article acts on the terminal: what a
library holds may have been written by something else than Sayso, and this is what stands between it and the terminal.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Mapping
from typing import Any, TextIO

from index.text import clean, clean_line


class Output:
    """What a command prints with. `json` is True where `--json` was given."""

    def __init__(self, *, json: bool, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self.json = json
        # A stream that the shell closed (>&-) is None: what is printed there goes nowhere.
        self._out = out or sys.stdout or io.StringIO()
        self._err = err or sys.stderr or io.StringIO()
        self._progress = False
        for stream in (self._out, self._err):
            reconfigure = getattr(stream, "reconfigure", None)
            if reconfigure is not None:
                reconfigure(encoding="utf-8", errors="backslashreplace")

    def record(self, record: Mapping[str, Any], text: str | None = "") -> None:
        """Print `record` where `--json` was given, else the lines of `text` (nothing where it is None)."""
        if self.json:
            self._clear()
            self._out.write(_escaped(json.dumps(record, ensure_ascii=False)) + "\n")
        elif text is not None:
            self.text(text)

    def text(self, text: str) -> None:
        """Print lines on stdout."""
        self._clear()
        for line in text.split("\n"):
            self._out.write(clean_line(line) + "\n")

    def raw(self, text: str) -> None:
        """Write part of a file to stdout: to a file or a pipe exactly as it is."""
        self._clear()
        self._out.write(clean(text) if self._out.isatty() else text)

    def message(self, text: str) -> None:
        """Print a message on stderr."""
        self._clear()
        for line in text.split("\n"):
            self._err.write(clean_line(line) + "\n")
        self._err.flush()

    def progress(self, text: str) -> None:
        """Show how far a long command is, on one line that the next message replaces."""
        if self._err.isatty():
            self._err.write(f"\r\x1b[K{clean_line(text)}")
            self._err.flush()
            self._progress = True

    def flush(self) -> None:
        """Write out everything that was printed; raises BrokenPipeError where nobody reads any more."""
        self._clear()
        self._out.flush()
        self._err.flush()

    def _clear(self) -> None:
        if self._progress:
            self._err.write("\r\x1b[K")
            self._err.flush()
            self._progress = False


def _escaped(line: str) -> str:
    """JSON that says the same, with an escape for each character that could act on a terminal."""
    cleaned = clean_line(line)
    if cleaned == line:
        return line
    return "".join(one if one == safe else json.dumps(one)[1:-1] for one, safe in zip(line, cleaned, strict=True))
