"""The explorer in a test: a library to show, an app over it, and waiting for what happens by itself."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input

from index.model import Analysis, Label
from tests.tui.fakes import HARBOUR, FakeLibrary, harbour
from tests.tui.stillness import still
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


async def until(pilot: Pilot[Any], condition: Callable[[], bool], seconds: float = 30.0) -> None:
    """Wait until `condition` holds, and then for the screen to be drawn."""
    for _ in range(int(seconds / 0.01)):
        if condition():
            break
        await asyncio.sleep(0.01)
    else:
        raise AssertionError("what was waited for did not happen")
    await pilot.pause()


Panel = TypeVar("Panel", bound=Screen[Any])

MODAL = "modal"
"""Among keys: wait for what opens over the main screen."""


class Typed(str):
    """Among keys: words that are put into the field which has the focus, all at once."""

    __slots__ = ()


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys one after the other, and wait for the screen to be drawn."""
    for key in keys:
        if isinstance(key, Typed):
            field = pilot.app.focused
            assert isinstance(field, Input)
            field.insert_text_at_cursor(key)
            await pilot.pause()
        elif key == MODAL:
            await until(pilot, lambda: len(pilot.app.screen_stack) == 2)
        else:
            await pilot.press(key)
    await pilot.pause()


def hurry(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Have happen at once what comes by itself after a while, and in tests never."""
    for name in names:
        monkeypatch.setattr(name, 0.01)


WHICH_KEY = "tui.controllers.pressing.WHICH_KEY"
"""For `hurry`: what may follow a key is shown, and a key that may stand alone does what it means."""


async def settled(pilot: Pilot[Any]) -> Explorer:
    """Wait until the library is shown and its first article open; the main screen."""
    explorer = explorer_of(pilot)

    def ready() -> bool:
        empty = explorer.watching.settled and not explorer.searching.rows
        return explorer.watching.settled and (empty or explorer.reading.opened is not None)

    await until(pilot, ready)
    await calm(pilot)
    return explorer


def said(explorer: Explorer) -> str:
    """What stands in the bottom line."""
    return explorer.bottom_bar.text


async def calm(pilot: Pilot[Any]) -> None:
    """Wait until everything that was begun is done and drawn."""
    moving = await still(pilot.app)
    assert not moving, f"did not come to rest: {', '.join(moving)}"


def pressing(*keys: str) -> Callable[[Pilot[Any]], Awaitable[None]]:
    """For a picture: the library shown, then these keys."""

    async def before(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        await press(pilot, *keys)
        await calm(pilot)

    return before


def asking(query: str, *keys: str) -> Callable[[Pilot[Any]], Awaitable[None]]:
    """For a picture: the library shown, a query typed and answered, then these keys."""

    async def before(pilot: Pilot[Any]) -> None:
        explorer = await settled(pilot)
        await pilot.press("/")
        explorer.search_line.put(query)
        await until(pilot, lambda: explorer.searching.query == query or explorer.search_line.trouble_height > 0)
        await calm(pilot)
        for key in keys:
            await pilot.press(key)
            await calm(pilot)

    return before


async def panel(pilot: Pilot[Any], kind: type[Panel], *keys: str) -> Panel:
    """The panel of this kind that keys open over the main screen, drawn."""
    await settled(pilot)
    await press(pilot, *keys, MODAL)
    await calm(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, kind)
    return screen
