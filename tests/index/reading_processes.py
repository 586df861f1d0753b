"""Processes that read as the texts of their articles say, and what they noted of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from index.library import Library
from tests.index.factories import HARBOUR, draft

TOP = Path(__file__).resolve().parents[2]

Script = Callable[[], list[dict[str, Any]]]
"""What the processes noted so far."""


def scripted(descriptor: int) -> list[str]:
    return [sys.executable, "-P", "-m", "tests.index.scripted_reading", str(descriptor)]


def add(library: Library, *words: str) -> list[str]:
    """Add an article for each of the words, newest first; gives their ids."""
    drafts = [
        draft(f"{HARBOUR}{word} {place}\n", path=f"{word}-{place}.txt", date=f"2027-01-{28 - place:02}")
        for place, word in enumerate(words)
    ]
    return [str(one.article_id) for one in library.articles.add(drafts)]


def read(noted: list[dict[str, Any]]) -> list[list[str]]:
    return [one["read"] for one in noted if "read" in one]


def is_gone(pid: int, patience: float = 30) -> bool:
    """Whether a process has ended (one that nobody waited for yet has, too)."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        done = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
        if done.stdout.strip()[:1] in ("", "Z"):
            return True
        time.sleep(0.02)
    return False


WORKER = """
import sys
from index import analysis_pool, worker
from tests.index.reading_processes import scripted
analysis_pool.command = scripted
sys.exit(worker.main(["--library", sys.argv[1]]))
"""


def started(folder: Path, tmp_path: Path) -> tuple[subprocess.Popen[str], int]:
    """A worker over a library; gives it and the process that reads for it, once that one reads something."""
    script = Path(os.environ["SAYSO_SCRIPT"])
    script.unlink(missing_ok=True)
    process = subprocess.Popen(
        [sys.executable, "-c", WORKER, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "SAYSO_CACHE": str(tmp_path / "cache")},
    )
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        lines = script.read_text().splitlines() if script.exists() else []
        if any('"read"' in line for line in lines):
            return process, json.loads(lines[0])["pid"]
        time.sleep(0.02)
    raise AssertionError("the worker reads nothing")
