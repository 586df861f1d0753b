"""A view that scrolls over lines of its own, and lays out nothing but itself when there are more or fewer of them."""

from __future__ import annotations

from textual.geometry import Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView


class Scrolled(ScrollView):
    """Lines that are scrolled up and down.

    To lay out the whole screen takes longer than to search: that is done only where the scroll bar comes or goes.
    """

    virtual_size = Reactive(Size(0, 0), layout=False)

    def watch_virtual_size(self, _: Size, size: Size) -> None:
        """Let the scroll bar show how many lines there are."""
        comes_or_goes = (size.height > self.container_size.height) != self.show_vertical_scrollbar
        if comes_or_goes or self.styles.auto_dimensions:
            self.refresh(layout=True)
        elif self.show_vertical_scrollbar:
            self.vertical_scrollbar.window_virtual_size = size.height
