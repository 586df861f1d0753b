"""Searching in the explorer as one types, and what is read of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from index.model import Analysis
from tests.tui.fakes import HARBOUR, FakeLibrary
from tests.tui.running import Typed, calm, press, settled, until
from tui.lines import Line
from tui.screens.explorer import Explorer


def words(line: Line) -> str:
    return "".join(text for text, _ in line)


async def found(pilot: Pilot[Any], query: str) -> Explorer:
    """Type a query and wait for what it finds."""
    explorer = await settled(pilot)
    await press(pilot, "/", Typed(query))
    await until(pilot, lambda: explorer.searching.query == query)
    await calm(pilot)
    return explorer


def votes(folder: Path, number: int) -> FakeLibrary:
    """So many articles of one text."""
    folder.mkdir()
    many = FakeLibrary(folder)
    for one in range(number):
        many.analyses[many.add(HARBOUR, f"Vote {one}")] = Analysis()
    return many


def titles(explorer: Explorer) -> list[str]:
    return [row.title for row in explorer.searching.rows]
