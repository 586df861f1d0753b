"""How the explorer ends from outside: by a signal, or because its terminal is gone."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable

ENDINGS = {"SIGTERM": 143, "SIGHUP": 129, "SIGINT": 130}
"""The signals that end the explorer, each with its exit code."""

PATIENCE = 3.0
"""Seconds after such a signal in which the terminal must be given back, else the process ends all the same."""


def listen(end: Callable[[int], None]) -> None:
    """Call `end` with the exit code when one of the signals comes; to be called inside the event loop."""
    loop = asyncio.get_running_loop()
    for name, code in ENDINGS.items():
        number = getattr(signal, name, None)
        if number is not None:
            loop.add_signal_handler(number, end, code)


def hurry(code: int) -> None:
    """From now on the process ends with `code` after a while: a terminal that is gone can block it."""
    signal.signal(signal.SIGALRM, lambda number, frame: os._exit(code))
    signal.setitimer(signal.ITIMER_REAL, PATIENCE)


def arrived() -> None:
    """The end is reached in good time."""
    signal.setitimer(signal.ITIMER_REAL, 0)
