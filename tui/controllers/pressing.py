"""The way from a key to an action: keys one after the other, and what could follow them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.timer import Timer

from tui import elsewhere, hints
from tui.controllers.base import Controller
from tui.keymap import Bound, Dispatcher, Keymap, Pending
from tui.widgets.search_line import OWN_KEYS

if TYPE_CHECKING:
    from tui.screens.explorer import Explorer

WHICH_KEY = 0.4
"""Seconds after which the continuations of a key sequence are shown."""


class Pressing(Controller):
    """Keys in the notation of the configuration; there is none before the library is open."""

    def __init__(self, explorer: Explorer) -> None:
        super().__init__(explorer)
        self._dispatcher = Dispatcher(Keymap({}))
        self._which_key: Timer | None = None
        self._pending: Pending | None = None

    def follow(self, keymap: Keymap) -> None:
        """Take keys for what they are there from now on."""
        self._dispatcher = Dispatcher(keymap)

    def press(self, key: str) -> None:
        """Do what a key stands for."""
        explorer = self.explorer
        explorer.bottom_bar.quiet()
        pressed = (*self._dispatcher.pressed, key)
        result = self._dispatcher.feed(hints.SECTIONS_OF[explorer.section], key)
        self.forget(but_pressed=True)
        pending, self._pending = self._pending, result if isinstance(result, Pending) else None
        if result is None and pending is not None and pending.alone is not None and key != "escape":
            explorer.perform(pending.alone)
            self.press(key)
        elif isinstance(result, Pending):
            self._which_key = explorer.set_timer(WHICH_KEY, lambda: self._show_continuations(result))
        elif result is not None:
            explorer.perform(result)
        elif key != "escape":
            explorer.say(elsewhere.sentence(explorer.keymap, explorer.section, pressed))

    def _show_continuations(self, pending: Pending) -> None:
        if pending is not self._pending:
            return  # another key was pressed when the time was up already
        if pending.alone is not None:
            # Nothing followed: the keys mean what they mean in other panes.
            self._dispatcher.pressed, self._pending = (), None
            self.explorer.perform(pending.alone)
            return
        keymap = self.explorer.keymap
        self.explorer.bottom_bar.hint(hints.continuations(pending), hints.help_hint(keymap))

    def forget(self, *, but_pressed: bool = False) -> None:
        """Let go of the keys that something could follow; with `but_pressed` only of showing what could."""
        if not but_pressed:
            self._dispatcher.pressed, self._pending = (), None
        if self._which_key is not None:
            self._which_key.stop()
            self._which_key = None
            self.explorer.update_bars()

    def while_searching(self, key: str) -> bool:
        """Do what a key stands for while the search line is open; False where it is for the line itself."""
        explorer = self.explorer
        if explorer.completing.press(key):
            pass
        elif key in ("down", "up", "pagedown", "pageup"):
            explorer.move({"pagedown": "page_down", "pageup": "page_up"}.get(key, key))
        elif key == "escape":
            explorer.searching.leave()
        elif key in ("tab", "shift+tab"):
            explorer.enter(explorer.home)
        elif key in OWN_KEYS:
            return False
        else:
            result = explorer.keymap.match(("everywhere",), (key,))
            if len(key) == 1 or not isinstance(result, Bound):
                return False
            explorer.perform(result)
        return True
