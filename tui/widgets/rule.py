"""The thin lines between the panes. The stretch above the focused pane is heavier, and in the accent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual import events
from textual.content import Content
from textual.widget import Widget

from tui.messages import RuleDragged


class HorizontalRule(Widget):
    """A line across; `junctions` are characters at columns, `lit` the stretch over the focused pane."""

    DEFAULT_CSS = """
    HorizontalRule { height: 1; width: 1fr; color: $sayso-rule; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._junctions: Mapping[int, str] = {}
        self._lit: Sequence[tuple[int, int]] = ()
        self._label = ""

    def label(self, words: str) -> None:
        """Write some words into the line, near its beginning."""
        if words != self._label:
            self._label = words
            self.refresh()

    def show(self, junctions: Mapping[int, str], lit: Sequence[tuple[int, int]] = ()) -> None:
        """Replace junctions and lit stretches (start and end column, end exclusive)."""
        if (junctions, lit) != (self._junctions, self._lit):
            self._junctions, self._lit = junctions, lit
            self.refresh()

    def render(self) -> Content:
        width = self.size.width
        characters = ["─"] * width
        for start, end in self._lit:
            characters[start:end] = "━" * (min(end, width) - start)
        for x, junction in self._junctions.items():
            if 0 <= x < width:
                characters[x] = junction
        written = self._label[: max(0, width - 2)]
        characters[1 : 1 + len(written)] = written
        line = Content("".join(characters)).stylize("$sayso-dim", 1, 1 + len(written))
        for start, end in self._lit:
            line = line.stylize("$accent", max(start, 1 + len(written) if written else 0), min(end, width))
        for x in self._junctions:
            line = line.stylize("$sayso-rule", x, x + 1)
        return line


class VerticalRule(Widget):
    """A line between two panes, which can be dragged; `junctions` are characters at lines."""

    DEFAULT_CSS = """
    VerticalRule { width: 1; height: 1fr; color: $sayso-rule; }
    VerticalRule:hover { color: $accent; }
    """

    def __init__(self, pane: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._pane = pane
        self._junctions: Mapping[int, str] = {}

    def show(self, junctions: Mapping[int, str]) -> None:
        """Replace the junctions."""
        if junctions != self._junctions:
            self._junctions = junctions
            self.refresh()

    def render(self) -> Content:
        return Content("\n".join(self._junctions.get(y, "│") for y in range(self.size.height)))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self.capture_mouse()
        event.stop()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        self.release_mouse()
        event.stop()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self.app.mouse_captured is self:
            self.post_message(RuleDragged(self._pane, int(event.screen_x)))
            event.stop()
