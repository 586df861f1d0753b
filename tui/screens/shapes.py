"""What panels over a list have in common: how one agrees to something, chooses, or reads and goes somewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic

from textual import events
from textual.widget import Widget

from tui.keymap import MOVES, Dispatcher, Keymap, key_of
from tui.screens.help import move_or_leave
from tui.screens.modal import Modal, Result
from tui.widgets.blocks import Blocks


class Listing(Modal[Result], Generic[Result]):
    """A panel whose body is one list, which has the focus and as many lines as it needs.

    It fills the list in its own `on_mount`: Textual calls that first, then the one here.
    """

    list: Blocks[Any]

    def body(self) -> Sequence[Widget]:
        return (self.list,)

    def on_mount(self) -> None:
        self.list.focus()
        self.fit(self.list)


class Confirming(Listing[bool]):
    """What something would do, before it is done: Enter does it, Escape does nothing."""

    keys: Sequence[tuple[str, str]] = (("Enter", "do it"), ("Esc", "do nothing"))
    around = (4, 7)
    may = True
    """Whether there is anything to do."""

    def on_key(self, event: events.Key) -> None:
        key = key_of(event.key, event.character)
        if key == "enter":
            self.dismiss(self.may)
        elif key in ("escape", "q"):
            self.dismiss(False)
        elif key in MOVES:
            self.list.move(MOVES[key])
        else:
            return
        event.stop()
        event.prevent_default()


class Choosing(Listing[Result], Generic[Result]):
    """One of several things: Enter chooses the one under the cursor, a key of its own takes one, Escape leaves."""

    def __init__(self, take: Callable[[str], None]) -> None:
        """`take` takes what any other key stands for, if anything."""
        super().__init__()
        self._take_key = take

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        key = key_of(event.key, event.character)
        if key in ("escape", "q"):
            self.dismiss(None)
        elif key == "enter":
            self.list.choose()
        elif key in MOVES:
            self.list.move(MOVES[key])
        else:
            self._take_key(key)


class Reading(Listing[Result], Generic[Result]):
    """A list that one reads in with the keys of everywhere: Enter goes to the row, back leaves."""

    keys: Sequence[tuple[str, str]] = (("Enter", "open the article there"), ("j k", "move"), ("q", "back"))
    leaving: Sequence[str] = ("back", "quit")
    """The actions that leave."""

    def __init__(self, keymap: Keymap, others: Mapping[str, Callable[[], None]] | None = None) -> None:
        """`others` are the other actions of everywhere that mean something here, and what they do."""
        super().__init__()
        self._dispatcher = Dispatcher(keymap)
        self._others = others or {}

    def on_key(self, event: events.Key) -> None:
        if event.key == "enter" or event.character == "l":
            event.stop()
            self.list.choose()
            return
        action = move_or_leave(self._dispatcher, self.list, event)
        if action in self.leaving:
            self.dismiss(None)
        elif action is not None and action in self._others:
            self._others[action]()
