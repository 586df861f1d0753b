"""A process that has everything imported already, and starts another for each line that it is given."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[3]


@contextmanager
def nursery(module: str) -> Iterator[tuple[IO[str], IO[str]]]:
    """Run a module of the tests of the store; gives where it reads and where it prints."""
    with subprocess.Popen(
        [sys.executable, "-m", f"tests.index.store.{module}"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:
        assert process.stdin is not None and process.stdout is not None
        yield process.stdin, process.stdout
        process.stdin.close()
