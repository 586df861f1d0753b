"""Pages and lists whose items say themselves how they are drawn."""

from __future__ import annotations

from collections.abc import Callable

from tui.lines import Line
from tui.widgets.page import Page

Drawn = Callable[[int], list[Line]]
"""The lines of an item, for a width in cells."""


class Leaves(Page[Drawn]):
    """A page of which each item draws itself."""

    def lay_out(self, item: Drawn, width: int) -> list[Line]:
        return item(width)
