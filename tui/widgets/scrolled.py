"""A view that scrolls over lines of its own, and lays out nothing but itself when there are more or fewer of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from textual.geometry import Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView

Drawn = tuple[object, Mapping[int, object]]
"""How a view is drawn: what all of its lines depend on, and what those have that have been drawn, by their number."""


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

    def refresh_changed(self, before: Drawn, looks: object, drawn: Callable[[int], object]) -> None:
        """Have painted those lines that are drawn otherwise now: mostly the same is read again, and a frame of few
        lines is painted ten times as fast as one of all.

        `looks` is what all lines depend on now, `drawn` gives what a line on the screen has now.
        """
        was, lines = before
        if was != looks:
            self.refresh()
            return
        for line in self.on_screen():
            if lines.get(line) != drawn(line):
                self.refresh_lines(line)

    def on_screen(self) -> range:
        """The lines that are on the screen."""
        top = self.scroll_offset.y
        return range(top, min(top + self.scrollable_content_region.height, self.virtual_size.height))
