"""Keys in their turn: the next one waits until the one before has done what it does.

The terminal hands over keys faster than the screen follows them: a key moves the focus or opens a panel, and those
behind it in a burst are meant for what is to have the focus then, not for what had it when they were typed.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from textual import events
from textual.message import Message
from textual.screen import ModalScreen
from textual.worker import Worker

from tui.screens.explorer import Explorer

if TYPE_CHECKING:
    from tui.app import Sayso

PATIENCE = 2.0
"""Seconds after which the keys go on, whatever they wait for."""

_LOST = 0.5
"""Seconds after which nothing is heard any more of a key: what it was given to is gone."""

_LOOK = 0.02
"""Seconds between two looks whether the keys that wait may go on."""

_AT_ONCE = frozenset({"ctrl+c"})
"""Keys that wait for nothing."""

Keyed = events.Key | events.Paste


class Handled(Message):
    """A key has gone its whole way: this follows it from widget to widget."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


class KeysInTurn:
    """The keys of an application that were typed and not given to a widget yet."""

    def __init__(self, app: Sayso, give: Callable[[Keyed], Awaitable[None]]) -> None:
        """`give` gives a key to what has the focus."""
        self._app, self._give = app, give
        self._waiting: deque[Keyed] = deque()
        self._number = 0
        self._since: float | None = None
        self._opening: Worker[None] | None = None
        self._until = 0.0
        self._looks = False

    async def take(self, key: Keyed) -> None:
        """Give a key to what has the focus, at once or in its turn."""
        if isinstance(key, events.Key) and key.key in _AT_ONCE:
            await self._give(key)
            return
        self._waiting.append(key)
        await self.go_on()

    def wait_for(self, opening: Worker[None], patience: float = PATIENCE) -> None:
        """Let the keys wait for a panel that is on its way, until it has the focus or the work ends without it; or for
        a statement that is sought and read, until it is selected."""
        self._opening, self._until = opening, time.monotonic() + patience

    async def opened(self) -> None:
        """A panel has the focus."""
        self._opening = None
        await self.go_on()

    async def handled(self, number: int) -> None:
        """A key has been handled."""
        if number == self._number:
            self._since = None
            await self.go_on()

    async def go_on(self) -> None:
        """Give on what waits, as far as it may go."""
        while self._waiting and self._may_go():
            self._number += 1
            self._since = time.monotonic()
            target = self._app.focused or self._app.screen
            await self._give(self._waiting.popleft())
            if not target.post_message(Handled(self._number)):
                self._since = None
        if self._waiting and not self._looks:
            self._looks = True
            self._app.set_timer(_LOOK, self._look)

    async def _look(self) -> None:
        """Nobody may tell when that ends which the keys wait for."""
        self._looks = False
        await self.go_on()

    def _may_go(self) -> bool:
        now = time.monotonic()
        if self._since is not None:
            return now - self._since >= _LOST
        if self._opening is not None and (self._opening.is_finished or now >= self._until):
            self._opening = None
        screen = self._app.screen
        if isinstance(screen, Explorer) and screen.desk is None:
            return False
        if isinstance(screen, ModalScreen):
            from tui.screens.modal import Modal  # after the first picture

            if isinstance(screen, Modal) and not screen.has_keys:
                return now - screen.made >= PATIENCE
        return self._opening is None
