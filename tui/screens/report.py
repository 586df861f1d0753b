"""A list of sentences to read: what was not added, and why."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.widget import Widget

from tui.keymap import MOVES, key_of
from tui.lines import Line, wrapped
from tui.screens.modal import Modal
from tui.widgets.blocks import Blocks


class Sentences(Blocks[str]):
    """Sentences, wrapped."""

    def lay_out(self, item: str, width: int) -> list[Line]:
        return [[(f" {part}", "plain")] for part in wrapped(item, max(8, width - 2), 6)] or [[]]


class Report(Modal[None]):
    """The report; any key but those that move closes it."""

    keys = (("j k", "move"), ("Esc", "back"))

    def __init__(self, heading: str, sentences: Sequence[str]) -> None:
        super().__init__()
        self.heading = heading
        self._sentences = sentences

    def body(self) -> Sequence[Widget]:
        self.list = Sentences()
        return (self.list,)

    def on_mount(self) -> None:
        self.list.show(self._sentences)
        self.list.focus()
        self.fit(self.list)

    def on_key(self, event: events.Key) -> None:
        event.stop()
        moves = {**MOVES, "space": "page_down", "b": "page_up"}
        key = key_of(event.key, event.character)
        if key in moves:
            self.list.move(moves[key])
        else:
            self.dismiss(None)
