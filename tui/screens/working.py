"""What panels have in common from which something is done: it runs beside them, and they say how it went."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Generic

from textual import events
from textual.content import Content
from textual.widgets import Static
from textual.worker import Worker

from index.config import Codebook
from index.errors import SaysoError
from tui import elsewhere
from tui.actions import EVERYWHERE, MOVING
from tui.controllers.base import READ_ONLY, reason_of
from tui.keymap import Bound, Dispatcher, Keymap, key_of
from tui.screens.modal import Modal, Result


class Working(Modal[Result], Generic[Result]):
    """A panel with a line of its own for what went wrong, or well: `said`, which its body contains."""

    group = "work"
    """The group of what is done, unless another one is named."""

    def __init__(self) -> None:
        super().__init__()
        self.said = Static("", classes="remark", markup=False)
        self.said.display = False

    def say(self, sentence: str, *, bad: bool = False) -> None:
        """Say something in that line, which is there only where something is said."""
        self.said.set_class(bad, "-bad")
        self.said.update(Content(sentence))
        self.said.display = bool(sentence)

    def may_write(self, writable: bool) -> bool:
        """Whether the library can be written, as `writable` has it; where it cannot, that is said."""
        if not writable:
            self.say(READ_ONLY, bad=True)
        return writable

    def do(self, work: Callable[[], Awaitable[None]], group: str = "", *, exclusive: bool = False) -> Worker[None]:
        """Do something beside the panel; an exclusive one ends what is being done in its group."""

        async def guarded() -> None:
            try:
                await work()
            except Exception as error:  # whatever it is, the panel stays and says it
                self.failed(error)

        return self.run_worker(guarded, group=group or self.group, exclusive=exclusive, exit_on_error=False)

    def failed(self, error: Exception) -> None:
        """Say what is wrong."""
        self.say(error.capitalised if isinstance(error, SaysoError) else reason_of(error), bad=True)


class Keyed(Working[Result]):
    """One whose keys are a section of the keymap of its own; its methods `do_NAME` are the actions of that section."""

    pane = ""
    """The section."""

    opened_by = ""
    """The action that opens the panel everywhere, and leaves it again."""

    also: frozenset[str] = frozenset({"undo"})
    """Actions that hold everywhere, and that the panel does in its own way."""

    def __init__(self, keymap: Keymap, codebook: Codebook) -> None:
        super().__init__()
        self._keymap, self._codebook = keymap, codebook
        self._dispatcher = Dispatcher(keymap)

    def hint(self, name: str, what: str) -> list[tuple[str, str]]:
        """For the line of keys: the first key of an action of its own, and what it does; nothing where it has none."""
        return [(keys[0], what)] if (keys := self._keymap.keys_of(self.pane, name)) else []

    def act(self, event: events.Key, move: Callable[[str], None], *, said_stays: bool = False) -> str | None:
        """Do what a key stands for: the panel's own action, a movement, leaving, help.

        The name of any other action of `also`; of all others it is said that they are none here. What was said goes,
        unless `said_stays`.
        """
        event.stop()
        event.prevent_default()
        key = key_of(event.key, event.character)
        pressed = (*self._dispatcher.pressed, key)
        result = self._dispatcher.feed((self.pane, MOVING, EVERYWHERE), key)
        if not isinstance(result, Bound):
            if result is None and key != "escape":
                self.say(elsewhere.sentence(self._keymap, self.pane, pressed))
            return None
        if not said_stays:
            self.say("")
        if result.pane == MOVING:
            move(result.name)
        elif result.pane == self.pane:
            getattr(self, f"do_{result.name}")()
        elif result.name in ("back", "quit", self.opened_by):
            self.leave(result.name)
        elif result.name == "help":
            from tui.screens.help import Help

            self.app.push_screen(Help(self._keymap, self.pane, self._codebook))
        elif result.name in self.also:
            return result.name
        else:
            self.say(elsewhere.sentence(self._keymap, self.pane, pressed))
        return None

    def leave(self, action: str) -> None:
        """Leave the panel without a result, by the action of this name."""
        self.dismiss(None)
