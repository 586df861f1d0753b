"""A list of items that are one or several lines high each, drawn line by line.

For up to some thousand items: their lines are laid out once for a width. A list of any length, whose
rows are all of one height, is what `line_list` is for.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any, ClassVar, Generic, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from tui.lines import Line, in_rows
from tui.themes import COLOURS
from tui.widgets.components import Components
from tui.widgets.scrolled import Scrolled

Item = TypeVar("Item")

TONES = ("plain", "strong", "dim", "faint", "accent", "warning", "match", "cue", "evidence", *COLOURS)
"""What a piece of a line can look like; bold, italic or underline may follow the name ("blue bold")."""


class Blocks(Scrolled, Components, Generic[Item], can_focus=True):
    """Items below one another, one of them under the cursor. Subclasses say how an item is drawn."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"tone--{tone}" for tone in TONES} | {"blocks--cursor", "blocks--bar"}
    DEFAULT_CSS = """
    Blocks {
        background: $background;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        & > .tone--plain { color: $foreground; }
        & > .tone--strong { color: $sayso-strong; text-style: bold; }
        & > .tone--dim { color: $sayso-dim; }
        & > .tone--faint { color: $sayso-faint; }
        & > .tone--accent { color: $accent; }
        & > .tone--warning { color: $sayso-orange; }
        & > .tone--match { color: $sayso-strong; text-style: bold underline; }
        & > .tone--cue { color: $accent; text-style: italic; }
        & > .tone--evidence { background: $sayso-evidence; }
        & > .tone--blue { color: $sayso-blue; }
        & > .tone--orange { color: $sayso-orange; }
        & > .tone--violet { color: $sayso-violet; }
        & > .tone--green { color: $sayso-green; }
        & > .tone--red { color: $sayso-red; }
        & > .tone--cyan { color: $sayso-cyan; }
        & > .tone--grey { color: $sayso-grey; }
        & > .blocks--cursor { background: $sayso-cursor; }
        & > .blocks--bar { color: $sayso-faint; }
        &:ansi > .tone--dim, &:ansi > .tone--faint { text-style: dim; }
        &:ansi > .tone--cue { text-style: italic underline; }
        &:ansi > .tone--evidence { background: ansi_default; text-style: reverse; }
        &:focus > .blocks--cursor { background: $sayso-cursor-focus; }
        &:focus > .blocks--bar { color: $accent; text-style: bold; }
    }
    """

    class Highlighted(Message):
        """The cursor came to an item; `by_hand` is False where it was put there by the program."""

        def __init__(self, blocks: Blocks[Any], item: Any, by_hand: bool) -> None:
            super().__init__()
            self.blocks, self.item, self.by_hand = blocks, item, by_hand

        @property
        def control(self) -> Blocks[Any]:
            """The list that it happened in."""
            return self.blocks

    class Chosen(Highlighted):
        """Enter on an item, or a click on the one under the cursor."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.items: Sequence[Item] = ()
        self.cursor = 0
        self._message: Sequence[Line] = ()
        self._lines: list[Line] = []
        self._tops: list[int] = []
        self._width = 0
        self._styles: dict[str, Style] = {}

    # -- what is shown ---------------------------------------------------------------------------------

    def lay_out(self, item: Item, width: int) -> list[Line]:
        """The lines of one item, each at most `width` cells wide."""
        raise TypeError(f"{type(self).__name__} does not say how an item is drawn")

    def can_select(self, item: Item) -> bool:
        """Whether the cursor may stand on this item."""
        return True

    def click_heading(self, item: Item) -> None:
        """What a click on an item does on which the cursor cannot stand."""

    def show(self, items: Sequence[Item], *, cursor: int = 0, message: Sequence[Line] = (), keep: bool = False) -> None:
        """Replace the items. `message` is shown where there are none; `keep` leaves the scroll position."""
        before = self._looks(), {line: self._drawn(line) for line in self.on_screen()}
        self.items = items
        self._message = message
        self._width = 0
        self.cursor = self._selectable(min(max(cursor, 0), max(0, len(items) - 1)), 1)
        top = self.scroll_offset.y
        self._rewrap()
        if keep:
            self.scroll_to(y=top, animate=False, immediate=True)
        else:
            self.scroll_to(y=0, animate=False, immediate=True)
        self._reveal()
        self.refresh_changed(before, self._looks(), self._drawn)

    def _looks(self) -> object:
        return self._width, self.scroll_offset.y, self.size, len(self._lines)

    def _drawn(self, line: int) -> tuple[Line, bool]:
        return self._lines[line], self._is_lit(line)

    @property
    def current(self) -> Item | None:
        """The item under the cursor, None in an empty list."""
        return self.items[self.cursor] if self.items else None

    def _selectable(self, place: int, step: int) -> int:
        for direction in (step, -step):
            at = place
            while 0 <= at < len(self.items):
                if self.can_select(self.items[at]):
                    return at
                at += direction
        return min(max(place, 0), max(0, len(self.items) - 1))

    def _rewrap(self) -> None:
        width = self.scrollable_content_region.width or self.size.width
        if width <= 1 or width == self._width:
            return
        self._width = width
        self._lines, self._tops = [], []
        for item in self.items:
            self._tops.append(len(self._lines))
            self._lines.extend(self.lay_out(item, width - 1))
        if not self.items:
            self._lines = [row for line in self._message for row in in_rows(line, width - 1)]
        self.virtual_size = Size(width, len(self._lines))

    def on_resize(self) -> None:
        self._rewrap()
        self._reveal()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles.clear()

    # -- moving ----------------------------------------------------------------------------------------

    def go(self, place: int, *, by_hand: bool = True, step: int = 1) -> None:
        """Put the cursor on the item at `place`, or on the nearest that it may stand on."""
        if not self.items:
            return
        place = self._selectable(min(max(place, 0), len(self.items) - 1), step)
        moved = place != self.cursor
        self.cursor = place
        self._reveal()
        self.refresh()
        if moved:
            self.post_message(self.Highlighted(self, self.items[place], by_hand))

    def move(self, how: str) -> None:
        """Move as the action `how` of the section `moving` says."""
        height = max(1, self.scrollable_content_region.height)
        match how:
            case "down":
                self.go(self.cursor + 1)
            case "up":
                self.go(self.cursor - 1, step=-1)
            case "top":
                self.go(0)
                self.scroll_to(y=0, animate=False)
            case "bottom":
                self.go(len(self.items) - 1, step=-1)
            case "half_down":
                self._by_lines(height // 2)
            case "half_up":
                self._by_lines(-(height // 2))
            case "page_down":
                self._by_lines(height - 1)
            case "page_up":
                self._by_lines(1 - height)

    def _by_lines(self, lines: int) -> None:
        if not self._tops:
            return
        here = self._tops[self.cursor]
        target = self._item_at(min(max(0, here + lines), len(self._lines) - 1))
        step = 1 if lines > 0 else -1
        self.go(target if target != self.cursor else self.cursor + step, step=step)

    def _item_at(self, line: int) -> int:
        return max(0, bisect_right(self._tops, line) - 1)

    def _end(self, place: int) -> int:
        return self._tops[place + 1] if place + 1 < len(self._tops) else len(self._lines)

    def _reveal(self) -> None:
        if not self._tops or self.cursor >= len(self._tops):
            return
        first, end = self._tops[self.cursor], self._end(self.cursor)
        if self.cursor and not self.can_select(self.items[self.cursor - 1]):
            first = self._tops[self.cursor - 1]
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        if height <= 0:
            return
        if first < top or end - first > height:
            self.scroll_to(y=first, animate=False)
        elif end > top + height:
            self.scroll_to(y=end - height, animate=False)

    def choose(self) -> None:
        """What Enter does: tell the screen that the item under the cursor was chosen."""
        if self.items:
            self.post_message(self.Chosen(self, self.items[self.cursor], True))

    def on_click(self, event: events.Click) -> None:
        if not self.items:
            return
        line = self.scroll_offset.y + event.get_content_offset_capture(self).y
        if line >= len(self._lines):
            return
        place = self._item_at(line)
        if not self.can_select(self.items[place]):
            self.click_heading(self.items[place])
        elif place == self.cursor:
            self.choose()
        else:
            self.go(place)

    # -- drawing ---------------------------------------------------------------------------------------

    def _style(self, tone: str) -> Style:
        style = self._styles.get(tone)
        if style is None:
            name, *attributes = tone.split() or ["plain"]
            style = self.get_component_rich_style(f"tone--{name}", partial=True)
            if attributes:
                style += Style.parse(" ".join(attributes))
            self._styles[tone] = style
        return style

    def render_line(self, y: int) -> Strip:
        line = self.scroll_offset.y + y
        width = self.scrollable_content_region.width
        base = self.rich_style
        if line >= len(self._lines):
            return Strip.blank(width, base)
        bar = Segment(" ", base)
        if self._is_lit(line):
            base += self.get_component_rich_style("blocks--cursor", partial=True)
            bar = Segment("▌", base + self.get_component_rich_style("blocks--bar", partial=True))
        segments = [bar, *(Segment(text, base + self._style(tone)) for text, tone in self._lines[line])]
        return Strip(segments).adjust_cell_length(width, base)

    def _is_lit(self, line: int) -> bool:
        """Whether a line belongs to the item under the cursor, and shows it."""
        if not self.items or self.cursor >= len(self._tops):
            return False
        return self._tops[self.cursor] <= line < self._end(self.cursor) and self._has_text(line)

    def _has_text(self, line: int) -> bool:
        return any(text.strip() for text, _ in self._lines[line])

    @property
    def text(self) -> str:
        """All lines, without their styles."""
        return "\n".join("".join(text for text, _ in line) for line in self._lines)
