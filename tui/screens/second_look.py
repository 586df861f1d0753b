"""A second look: a statement that one labelled comes back with its label hidden, and is labelled again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from index.errors import SaysoError
from tui.actions import MOVING
from tui.cases import Case, drawn_blind
from tui.controllers.base import reason_of
from tui.keymap import Bound, Dispatcher, key_of
from tui.screens.working import Working
from tui.widgets.leaves import Leaves

if TYPE_CHECKING:
    from tui.controllers.queueing import Queueing


class SecondLookScreen(Working[None]):
    """The screen; a label's key labels and goes on."""

    heading = "A second look"

    def __init__(self, queueing: Queueing, due: Sequence[str]) -> None:
        super().__init__()
        self._queueing = queueing
        self._due = list(due)
        self._labels = queueing.explorer.config.codebook.labels
        self._total, self._done = len(due), 0
        self._case: Case | None = None
        self._dispatcher = Dispatcher(queueing.explorer.keymap)
        self.keys = (*((label.key, label.id) for label in self._labels), ("s", "later"), ("q", "back"))

    def body(self) -> Sequence[Widget]:
        self.page = Leaves(id="case")
        return (self.page, self.said)

    def on_mount(self) -> None:
        self.page.focus()
        self._read()

    def on_resize(self) -> None:
        super().on_resize()
        self.call_after_refresh(self._draw)

    def _read(self) -> None:
        async def read() -> None:
            self._case = await self._queueing.blind(self._due[0]) if self._due else None
            self._draw()
            self.page.scroll_to(y=0, animate=False)

        self.do(read, "read")

    def _draw(self) -> None:
        title = f"A second look · {self._done} of {self._total} · your first label is hidden"
        self.query_one("#heading", Static).update(Content(title))
        if self._case is None:
            done = not self._due
            words = "That was all; `sayso agreement --self` compares the two." if done else ""
            self.page.show((), message=([], [(f" {words}", "strong")]))
            if done:
                self.show_keys((("q", "back"),))
            return
        explorer = self._queueing.explorer
        propositions = explorer.describer.propositions
        self.page.show(drawn_blind(self._case, explorer.config, propositions, height=self.size.height), keep=True)

    def _label(self, stance: str) -> None:
        case = self._case
        if case is None:
            return
        self._case = None

        async def save() -> None:
            try:
                await self._queueing.label_again(case.view.id, stance)
            except Exception as error:  # whatever it is, the label can be given once more
                self._case = case
                self.say(
                    f"Not saved: {error.sentence if isinstance(error, SaysoError) else reason_of(error)}", bad=True
                )
                return
            self._due.remove(case.view.id)
            self._done += 1
            self.say("")
            self._read()

        self.do(save, "save")

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        key = key_of(event.key, event.character)
        label = next((one for one in self._labels if one.key == key), None)
        if label is not None:
            self._label(label.id)
        elif key == "s" and len(self._due) > 1:
            self._due.append(self._due.pop(0))
            self._read()
        elif key in ("escape", "q"):
            self.dismiss(None)
        else:
            result = self._dispatcher.feed((MOVING,), key)
            if isinstance(result, Bound):
                self.page.move(result.name)
