"""When an application under test has come to rest: the same on a machine with nothing to do and on a loaded one.

Nothing here is decided by how much time has gone by. An application is still when its loop has nothing to run, its
screen is drawn, no key waits for its turn, and no work is under way that ends by itself.
"""

from __future__ import annotations

import asyncio
import time
from typing import Any

from textual._context import active_app
from textual.app import App
from textual.screen import Screen
from textual.worker import WorkerState

from tests.tui.fakes import FakeLibrary
from tests.tui.painting import painted
from tui.app import Sayso
from tui.screens.modal import Modal

LASTING = frozenset({"watch", "analysis"})
"""Groups of workers that go on until the application ends."""

OPENING = ("modal", "saved", "panel")
"""Groups of workers that open a panel over the main screen, and over a panel."""

RESTING = frozenset({"follow", "complete", "prepare"})
"""Groups of workers that wait for a pause in what is typed, or give way to it: the next key may come before them."""

PROMPT = 1.0
"""Seconds for which a key waits at most for stillness: what it began may be held back by the test itself."""

PATIENT = 30.0
"""The same for a test that asks for it: never reached, but where something hangs."""

_ROUNDS = 3
"""Turns of the loop in a row in which nothing was to be done."""


def unfinished(app: App[Any], but: frozenset[str] = frozenset()) -> list[str]:
    """The groups of the workers that are under way and come to an end by themselves, without those of `but`."""
    active = (WorkerState.PENDING, WorkerState.RUNNING)
    groups = [worker.group for worker in app.workers if worker.state in active]
    # Who opened a panel waits for what is chosen in it: one from the main screen, another from that.
    waiting = OPENING if len(app.screen_stack) > 2 else OPENING[: len(app.screen_stack) - 1]
    return [group for group in groups if group not in LASTING and group not in but and group not in waiting]


def held_back(app: App[Any]) -> bool:
    """Whether the test itself keeps the library from answering."""
    library = app.database.library if isinstance(app, Sayso) else None
    return isinstance(library, FakeLibrary) and library.held


async def still(app: App[Any], seconds: float = PATIENT, but: frozenset[str] = frozenset()) -> list[str]:
    """Wait until the application is still, but for workers of the groups `but`.

    What has not come to rest after `seconds` is returned; nothing where all has.
    """
    end = time.monotonic() + seconds
    quiet = 0
    moving: list[str] = []
    while quiet < _ROUNDS and app.is_running and app._exception is None:
        await asyncio.sleep(0)
        moving = _moving(app, but)
        if moving and time.monotonic() > end:
            painted(app.screen)
            return moving
        quiet = 0 if moving else quiet + 1
        if moving and not _loop_is_busy():
            # What is waited for happens on another thread, or after a pause: the processor is theirs.
            await asyncio.sleep(0.001)
    return []


def _moving(app: App[Any], but: frozenset[str]) -> list[str]:
    """What keeps the application from being still."""
    if _loop_is_busy():
        return ["loop"]
    if not app.screen_stack:
        return ["no screen"]
    screen = app.screen
    waiting = [one for one in (screen, *app._background_screens) if _waits_to_be_drawn(one, app)]
    for one in waiting:
        one._on_timer_update()
    if waiting or app._batch_count or app.animator._animations or app.animator._scheduled:
        return ["screen"]
    if app._resize_timer is not None:
        return ["size"]
    if moving := _under_way(app, but):
        return moving
    return ["screen"] if painted(screen) else []


def _under_way(app: App[Any], but: frozenset[str]) -> list[str]:
    """What is to come of itself, although there is nothing to be drawn yet."""
    if held_back(app):
        return []
    if isinstance(app.screen, Modal) and not app.screen.has_keys:
        return ["panel"]
    if isinstance(app, Sayso) and app.keys._waiting:
        return ["keys"]
    return unfinished(app, but)


def _waits_to_be_drawn(screen: Screen[Any], app: App[Any]) -> bool:
    """Whether a screen, the one on top or one that is seen behind it, has anything to lay out, to draw or to do then.

    One behind it asks to be repainted whenever it has been, and the one on top paints what has changed of it.
    """
    repainted = screen._repaint_required and screen is app.screen
    changed = screen._layout_required or screen._scroll_required or bool(screen._dirty_widgets)
    return repainted or changed or bool(screen._callbacks)


def _loop_is_busy() -> bool:
    """Whether anything but this is to be run at once."""
    return bool(asyncio.get_running_loop()._ready)  # type: ignore[attr-defined]


async def in_place_of_idle(min_sleep: float = 0.0, max_sleep: float = PROMPT) -> None:
    """What Textual's own pilot waits for after every key, in place of a pause of 20 ms or more."""
    await still(active_app.get(), min(max_sleep, PROMPT), RESTING)
