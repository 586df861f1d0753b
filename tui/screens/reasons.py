"""Why annotators differed: one of the configuration's reasons, by its number or with Enter."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events, on
from textual.widget import Widget

from tui.keymap import key_of
from tui.lines import Line, spread
from tui.screens.modal import Modal
from tui.widgets.blocks import Blocks


class _List(Blocks[str]):
    def __init__(self, present: str | None) -> None:
        super().__init__()
        self._present = present

    def lay_out(self, item: str, width: int) -> list[Line]:
        number = next(place for place, one in enumerate(self.items, 1) if one is item)
        shown = str(number) if number < 10 else " "
        remark = [("now ", "dim")] if item == self._present else []
        return [spread([(f" {shown} ", "accent"), (f" {item}", "plain")], remark, width)]


class ReasonScreen(Modal[str | None]):
    """The list of reasons; gives the one that was chosen."""

    heading = "Why do they differ?"
    keys = (("1–9", "that one"), ("Enter", "the one under the cursor"), ("Esc", "back"))

    def __init__(self, reasons: Sequence[str], present: str | None) -> None:
        super().__init__()
        self._reasons, self._present = reasons, present

    def body(self) -> Sequence[Widget]:
        self.list = _List(self._present)
        return (self.list,)

    def on_mount(self) -> None:
        here = self._reasons.index(self._present) if self._present in self._reasons else 0
        self.list.show(self._reasons, cursor=here)
        self.list.focus()
        self.fit(self.list)

    @on(Blocks.Chosen)
    def _chosen(self, event: Blocks.Chosen) -> None:
        event.stop()
        self.dismiss(event.item)

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        key = key_of(event.key, event.character)
        moves = {"j": "down", "down": "down", "k": "up", "up": "up"}
        if key in ("escape", "q"):
            self.dismiss(None)
        elif key == "enter":
            self.list.choose()
        elif key in moves:
            self.list.move(moves[key])
        elif key.isdecimal() and 0 < int(key) <= len(self._reasons):
            self.dismiss(self._reasons[int(key) - 1])
