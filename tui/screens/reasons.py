"""Why annotators differed: one of the configuration's reasons, by its number or with Enter."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on

from tui.lines import Line, spread
from tui.screens.shapes import Choosing
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


class ReasonScreen(Choosing[str | None]):
    """The list of reasons; gives the one that was chosen."""

    heading = "Why do they differ?"
    keys = (("1–9", "that one"), ("Enter", "the one under the cursor"), ("Esc", "back"))

    def __init__(self, reasons: Sequence[str], present: str | None) -> None:
        super().__init__(self._pick)
        self._reasons, self._present = reasons, present
        self.list = _List(present)

    def on_mount(self) -> None:
        here = self._reasons.index(self._present) if self._present in self._reasons else 0
        self.list.show(self._reasons, cursor=here)

    @on(Blocks.Chosen)
    def _chosen(self, event: Blocks.Chosen) -> None:
        event.stop()
        self.dismiss(event.item)

    def _pick(self, key: str) -> None:
        if key.isdecimal() and 0 < int(key) <= len(self._reasons):
            self.dismiss(self._reasons[int(key) - 1])
