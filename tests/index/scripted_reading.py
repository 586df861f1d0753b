"""A process that reads articles as they tell it to: for tests of what goes on round the analysis, without a model.

`python -P -m tests.index.scripted_reading DESCRIPTOR`, in the place of `index.analysis_process`. A text that
holds one of these words does this; each other one has one statement:

RAISE     an error          MEMORY   a MemoryError       KILL     the process is killed
ONCE      the process is killed the first time only
HALF      the process is killed while it sends what it found
SLEEP     a long sleep      DEAF     the same, deaf to its own clock

Where SAYSO_SCRIPT names a file, the process notes there, a JSON object a line, what it is and what it reads.
"""

from __future__ import annotations

import json
import os
import signal
import struct
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from index.analysis_process import Setup, main
from index.model import Analysis
from tests.index.factories import statement


def note(**said: object) -> None:
    if file := os.environ.get("SAYSO_SCRIPT"):
        with Path(file).open("a") as stream:
            stream.write(json.dumps({"pid": os.getpid(), **said}) + "\n")


class Scripted:
    """An analyser that does as a text tells it."""

    def analyse_many(self, items: Iterable[Any]) -> Iterator[Analysis]:
        """One statement for each text."""
        given = list(items)
        note(read=[one.text for one in given])
        for one in given:
            yield self._read(one.text)

    def _read(self, text: str) -> Analysis:
        if "RAISE" in text:
            raise ValueError("a secret of the article")
        if "MEMORY" in text:
            raise MemoryError
        if "KILL" in text or ("ONCE" in text and self._first(text)):
            os.kill(os.getpid(), signal.SIGKILL)
        if "HALF" in text:
            os.write(int(sys.argv[1]), struct.pack("!i", 1_000_000) + b"half a message")
            os.kill(os.getpid(), signal.SIGKILL)
        if "DEAF" in text:
            signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
        if "DEAF" in text or "SLEEP" in text:
            time.sleep(30)
        return Analysis((), (statement(text),))

    def _first(self, text: str) -> bool:
        """Whether only this process was ever given the text, and once."""
        lines = [json.loads(line) for line in Path(os.environ["SAYSO_SCRIPT"]).read_text().splitlines()]
        return sum(text in line.get("read", ()) for line in lines) == 1


def make(setup: Setup) -> Scripted:
    issues = [issue.id for issue in setup.issues]
    note(threads=os.environ.get("OPENBLAS_NUM_THREADS"), time_limit=setup.time_limit, issues=issues)
    return Scripted()


if __name__ == "__main__":
    sys.exit(main(make, before=lambda: None))
