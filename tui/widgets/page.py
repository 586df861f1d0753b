"""Items that are read and not chosen among: no cursor, and moving scrolls line by line."""

from __future__ import annotations

from typing import TypeVar

from textual import events

from tui.widgets.blocks import Blocks

Item = TypeVar("Item")


class Page(Blocks[Item]):
    """Blocks without a cursor. Subclasses say how an item is drawn."""

    def can_select(self, item: Item) -> bool:
        return False

    def move(self, how: str) -> None:
        """Scroll as the action `how` of the section `moving` says."""
        top, height = self.scroll_offset.y, max(1, self.scrollable_content_region.height)
        ways = {
            "down": top + 1,
            "up": top - 1,
            "half_down": top + height // 2,
            "half_up": top - height // 2,
            "page_down": top + height - 1,
            "page_up": top - height + 1,
            "top": 0,
            "bottom": self.virtual_size.height,
        }
        self.scroll_to(y=max(0, ways.get(how, top)), animate=False)

    def on_click(self, event: events.Click) -> None:
        event.stop()

    def _reveal(self) -> None:
        """What is shown moves only where one moves it."""

    def _is_lit(self, line: int) -> bool:
        return False
