"""How the explorer ends from outside, by a signal or because its terminal is gone, and how it comes back to one."""

from __future__ import annotations

import asyncio
import os
import select
import signal
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App

ENDINGS = {"SIGTERM": 143, "SIGHUP": 129, "SIGINT": 130}
"""The signals that end the explorer, each with its exit code."""

PATIENCE = 3.0
"""Seconds after such a signal in which the terminal must be given back, else the process ends all the same."""


RETURN = 0.1
"""Seconds after a stay in the shell until the terminal has changed its screen."""

LOOK_EVERY = 1.0
"""Seconds between two looks whether the terminal is still there."""


def listen(end: Callable[[int], None]) -> None:
    """Call `end` with the exit code when one of the signals comes; to be called inside the event loop."""
    loop = asyncio.get_running_loop()
    for name, code in ENDINGS.items():
        number = getattr(signal, name, None)
        if number is not None:
            loop.add_signal_handler(number, end, code)
    _watch_terminal(loop, end)


def _watch_terminal(loop: asyncio.AbstractEventLoop, end: Callable[[int], None]) -> None:
    """Look now and then whether the terminal is still there: not every one that goes sends a signal."""
    if terminal_is_gone():
        end(ENDINGS["SIGHUP"])
    else:
        loop.call_later(LOOK_EVERY, _watch_terminal, loop, end)


def terminal_is_gone(descriptor: int = 0) -> bool:
    """Whether what the keys come from has hung up."""
    poll = select.poll()
    try:
        poll.register(descriptor, 0)
        return any(state & select.POLLHUP for _, state in poll.poll(0))
    except (OSError, ValueError):
        return False


def draw_on_return(app: App[None]) -> None:
    """Draw everything anew after a stay in the shell.

    The terminal is empty then, and Textual draws only what it thinks has changed.
    """

    def returned(_: object) -> None:
        app.set_timer(RETURN, lambda: app.screen.refresh(repaint=True, layout=True))

    app.app_resume_signal.subscribe(app, returned)


def hurry(code: int) -> None:
    """From now on the process ends with `code` after a while: a terminal that is gone can block it."""
    signal.signal(signal.SIGALRM, lambda number, frame: os._exit(code))
    signal.setitimer(signal.ITIMER_REAL, PATIENCE)


def arrived() -> None:
    """The end is reached in good time."""
    signal.setitimer(signal.ITIMER_REAL, 0)
