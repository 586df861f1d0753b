"""The explorer in a test: a library to show, an app over it, and waiting for what happens by itself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, cast

from textual.pilot import Pilot

from index.model import Analysis, Label
from tests.tui.fakes import HARBOUR, FakeLibrary, harbour
from tui.app import Sayso
from tui.screens.explorer import Explorer

MINISTER = """Minister: 'No decision before spring'

The minister for ports said there would be no decision on the dredging before the spring.
"""


def library(folder: Path) -> FakeLibrary:
    """Four articles: one with every kind of label, one analysed and unlabelled, one waiting, one that failed."""
    folder.mkdir(parents=True, exist_ok=True)
    found = FakeLibrary(folder)
    first = found.add(HARBOUR, "Harbour board defers vote on dredging")
    found.analyses[first] = harbour()
    ids = [one.id for one in harbour().statements]
    day = "2026-09-14T10:00:00Z"
    found.labels[ids[0]] = [Label("against", "dana", day)]
    found.labels[ids[1]] = [Label("favor", "omar", day), Label("mixed", "ines", day)]
    found.notes[ids[3]] = "Compare with what he said in June."
    put_off = HARBOUR.replace("Tuesday", "Wednesday")
    found.analyses[found.add(put_off, "Vote on dredging put off", outlet="Coastal Press Agency")] = Analysis()
    found.add(MINISTER, "Minister: 'No decision before spring'", outlet="The Meridian", date="2026-09-09")
    failed = found.add("Nothing was said.\n", "A very long reading of everything", outlet=None, date=None)
    found.failed[failed] = "the analysis took longer than 120 seconds"
    return found


def app_of(found: Any, **settings: Any) -> Sayso:
    """An app over a library, real or not, without the analysis' process."""
    return Sayso(found.folder, lambda: found, **settings)


def explorer_of(pilot: Pilot[Any]) -> Explorer:
    """The main screen, whatever stands over it."""
    return cast(Explorer, pilot.app.screen_stack[0])


async def until(pilot: Pilot[Any], condition: Callable[[], bool], seconds: float = 6.0) -> None:
    """Wait until `condition` holds, and then for the screen to be drawn."""
    for _ in range(int(seconds / 0.02)):
        if condition():
            break
        await pilot.pause(0.02)
    else:
        raise AssertionError("what was waited for did not happen")
    await pilot.pause()


async def settled(pilot: Pilot[Any]) -> Explorer:
    """Wait until the library is shown and its first article open; the main screen."""
    explorer = explorer_of(pilot)

    def ready() -> bool:
        empty = explorer.watching.settled and not explorer.searching.rows
        return explorer.watching.settled and (empty or explorer.reading.opened is not None)

    await until(pilot, ready)
    await pilot.pause(0.05)
    return explorer


def said(explorer: Explorer) -> str:
    """What stands in the bottom line."""
    return explorer.bottom_bar.text


def pressing(*keys: str) -> Callable[[Pilot[Any]], Awaitable[None]]:
    """For a picture: the library shown, then these keys."""

    async def before(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        for key in keys:
            await pilot.press(key)
            await pilot.pause(0.02)
        await pilot.pause(0.12)

    return before
