"""A list of any length, whose rows are all of one height and are drawn when they are on the screen."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from tui.lines import Line
from tui.widgets.components import Components
from tui.widgets.scrolled import Scrolled

Item = TypeVar("Item")

LIST_TONES = ("plain", "strong", "dim", "faint", "accent", "warning", "match")
"""What a piece of a row can look like; attributes may follow the name ("dim italic")."""

_NEAR = 200
"""How far round its old place an item is looked for before all items are."""


class LineList(Scrolled, Components, Generic[Item], can_focus=True, inherit_bindings=False):
    """Items below one another, one of them under the cursor. Subclasses say how an item is drawn.

    Nothing is done for an item before it is on the screen, so that `items` may be a window over a
    library. It defines no keys: the explorer's actions call its methods.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"tone--{tone}" for tone in LIST_TONES} | {"list--cursor", "list--bar"}
    DEFAULT_CSS = """
    LineList {
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
        & > .tone--warning { color: $sayso-orange; text-style: bold; }
        & > .tone--match { color: $sayso-strong; text-style: bold underline; }
        & > .list--cursor { background: $sayso-cursor; }
        & > .list--bar { color: $sayso-faint; }
        &:focus > .list--cursor { background: $sayso-cursor-focus; }
        &:focus > .list--bar { color: $accent; text-style: bold; }
        &:ansi > .tone--dim, &:ansi > .tone--faint { text-style: dim; }
    }
    """

    class Highlighted(Message):
        """The cursor came to another item; `by_hand` is False where the program put it there."""

        def __init__(self, rows: LineList[Any], item: Any, by_hand: bool) -> None:
            super().__init__()
            self.rows, self.item, self.by_hand = rows, item, by_hand

        @property
        def control(self) -> LineList[Any]:
            """The list that it happened in."""
            return self.rows

        def can_replace(self, message: Message) -> bool:
            """Of several that wait only the last one counts, as long as a key is held."""
            return type(message) is type(self)

    class Chosen(Highlighted):
        """Enter on an item, a click on the one under the cursor, or a double click on another."""

        def can_replace(self, message: Message) -> bool:
            """Each choice counts."""
            return False

    def __init__(self, *, row_height: int = 1, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.items: Sequence[Item] = ()
        self.cursor = 0
        self._row_height = max(1, row_height)
        self._message: Sequence[Line] = ()
        self._rows: LRUCache[tuple[int, bool], list[Strip]] = LRUCache(512)
        self._styles: dict[str, Style] = {}
        self._moved_by_click = False
        self._drawn = 0

    # -- what subclasses say ---------------------------------------------------------------------------

    def draw_row(self, item: Item, width: int) -> Sequence[Line]:
        """The lines of one item, each at most `width` cells wide; those beyond the row's height are not shown."""
        raise TypeError(f"{type(self).__name__} does not say how a row is drawn")

    def key_of(self, item: Item) -> Hashable:
        """What stays the same about an item when it is read anew."""
        raise TypeError(f"{type(self).__name__} does not say what identifies a row")

    def key_at(self, place: int) -> Hashable:
        """The key of the item at a place, without the item where the list knows it so."""
        return self.key_of(self.items[place])

    # -- what is shown ---------------------------------------------------------------------------------

    def show(
        self,
        items: Sequence[Item],
        *,
        keep: bool = True,
        locate: Callable[[Hashable], int | None] | None = None,
        message: Sequence[Line] = (),
    ) -> None:
        """Replace the items.

        With `keep` the cursor stays on the item that it was on, in the same line of the screen, where
        that item is still there; `locate` tells its new place from its key, else it is searched for.
        Where it is gone the cursor stays at its place. Without `keep` both go to the top. `message` is
        shown where there are no items. Posts Highlighted when another item is under the cursor.
        """
        before = self.current
        old_key = None if before is None else self.key_of(before)
        above = self.cursor * self._row_height - self.scroll_offset.y
        place = 0
        if keep and old_key is not None:
            found = locate(old_key) if locate else self._find(items, old_key)
            place = self.cursor if found is None else found
        drawn = self._looks(), {line: self._drawn_before(line) for line in self.on_screen()}
        self.items = items
        self._message = message
        self.cursor = max(0, min(place, len(items) - 1))
        self._rows.clear()
        self._set_size()
        self.scroll_to(y=max(0, self.cursor * self._row_height - above) if keep else 0, animate=False, force=True)
        self._reveal()
        self.refresh_changed(drawn, self._looks(), self._strip_of)
        current = self.current
        if current is not None and (old_key is None or self.key_of(current) != old_key):
            self.post_message(self.Highlighted(self, current, False))

    def _looks(self) -> object:
        region, shown = self.scrollable_content_region, len(self.items) or list(self._message)
        return self.scroll_offset.y, region, self._row_height, self.cursor, shown

    def _drawn_before(self, line: int) -> Strip | None:
        """A line as it was drawn, None where it was not."""
        row, part = divmod(line, self._row_height)
        strips = self._rows.get((row, row == self.cursor))
        return None if strips is None else strips[part]

    def _find(self, items: Sequence[Item], key: Hashable) -> int | None:
        """The place of an item: it is mostly near the old one, so that a window over a library is not read through."""
        for step in range(_NEAR):
            for place in {self.cursor + step, self.cursor - step}:
                if 0 <= place < len(items) and self.key_of(items[place]) == key:
                    return place
        return next((place for place, item in enumerate(items) if self.key_of(item) == key), None)

    @property
    def current(self) -> Item | None:
        """The item under the cursor, None in an empty list."""
        return self.items[self.cursor] if 0 <= self.cursor < len(self.items) else None

    @property
    def row_height(self) -> int:
        """How many lines a row has."""
        return self._row_height

    @row_height.setter
    def row_height(self, lines: int) -> None:
        if lines == self._row_height:
            return
        first = self.scroll_offset.y // self._row_height
        self._row_height = max(1, lines)
        self._rows.clear()
        self._set_size()
        self.scroll_to(y=first * self._row_height, animate=False, force=True)
        self._reveal()
        self.refresh()

    def redraw_rows(self) -> None:
        """Draw all rows anew, because what they show has changed."""
        self._rows.clear()
        self.refresh()

    def _set_size(self) -> None:
        lines = len(self.items) * self._row_height if self.items else len(self._message)
        self.virtual_size = Size(self.scrollable_content_region.width, lines)

    def on_resize(self) -> None:
        self._rows.clear()
        self._set_size()
        self._reveal()

    def on_focus(self) -> None:
        self._forget_looks()

    def on_blur(self) -> None:
        self._forget_looks()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._forget_looks()

    def _forget_looks(self) -> None:
        self._styles.clear()
        self._rows.clear()

    # -- moving ----------------------------------------------------------------------------------------

    def go(self, place: int, *, by_hand: bool = True) -> None:
        """Put the cursor on the item at `place`, or on the nearest one that there is."""
        if not self.items:
            return
        place = max(0, min(place, len(self.items) - 1))
        old, self.cursor = self.cursor, place
        self._reveal()
        if place != old:
            for row in (old, place):
                self.refresh_lines(row * self._row_height, self._row_height)
            self.post_message(self.Highlighted(self, self.items[place], by_hand))

    def go_to_key(self, key: Hashable, *, by_hand: bool = False) -> bool:
        """Put the cursor on the item with this key; False where there is none."""
        place = self._find(self.items, key)
        if place is not None:
            self.go(place, by_hand=by_hand)
        return place is not None

    def move(self, how: str) -> None:
        """Move as the action `how` of the section `moving` says: down, page_up, bottom ..."""
        page = max(1, self.scrollable_content_region.height // self._row_height)
        half = max(1, page // 2)
        ways = {
            "down": self.cursor + 1,
            "up": self.cursor - 1,
            "half_down": self.cursor + half,
            "half_up": self.cursor - half,
            "page_down": self.cursor + page,
            "page_up": self.cursor - page,
            "top": 0,
            "bottom": len(self.items) - 1,
        }
        if how not in ways:
            raise ValueError(f"a list does not move {how!r}")
        self.go(ways[how])

    def _reveal(self) -> None:
        """Scroll as little as brings the whole row under the cursor onto the screen."""
        first, height = self.cursor * self._row_height, self.scrollable_content_region.height
        top = self.scroll_offset.y
        if height <= 0:
            return
        if first < top or self._row_height > height:
            self.scroll_to(y=first, animate=False, force=True)
        elif first + self._row_height > top + height:
            self.scroll_to(y=first + self._row_height - height, animate=False, force=True)

    def choose(self) -> None:
        """What Enter does: tell the screen that the item under the cursor was chosen."""
        if (item := self.current) is not None:
            self.post_message(self.Chosen(self, item, True))

    def on_click(self, event: events.Click) -> None:
        place = event.get_content_offset(self)
        if place is None or place.x >= self.scrollable_content_region.width:
            return
        row = (self.scroll_offset.y + place.y) // self._row_height
        if row >= len(self.items):
            return
        if event.chain > 1:
            if self._moved_by_click and row == self.cursor:
                self._moved_by_click = False
                self.choose()
            return
        self._moved_by_click = row != self.cursor
        if self._moved_by_click:
            self.go(row)
        else:
            self.choose()

    # -- drawing ---------------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        return self._strip_of(self.scroll_offset.y + y)

    def _strip_of(self, line: int) -> Strip:
        width = self.scrollable_content_region.width
        if width <= 0:
            return Strip.blank(0, self.rich_style)
        if not self.items:
            words = self._message[line] if line < len(self._message) else ()
            return self._strip(words, width, " ", under_cursor=False)
        row, part = divmod(line, self._row_height)
        if row >= len(self.items):
            return Strip.blank(width, self.rich_style)
        under_cursor = row == self.cursor
        strips = self._rows.get((row, under_cursor))
        if strips is None:
            self._drawn = row
            strips = self._rows[row, under_cursor] = self._draw(self.items[row], width, under_cursor)
        return strips[part]

    def _draw(self, item: Item, width: int, under_cursor: bool) -> list[Strip]:
        lines = list(self.draw_row(item, max(0, width - 1)))[: self._row_height]
        # The lines that an item does not fill separate it from the next one, and belong to neither.
        used = len(lines)
        return [
            self._strip(lines[part], width, "▌" if under_cursor else " ", under_cursor=under_cursor)
            if part < used
            else self._strip((), width, " ", under_cursor=False)
            for part in range(self._row_height)
        ]

    def _strip(self, line: Line, width: int, bar: str, *, under_cursor: bool) -> Strip:
        base = self.rich_style
        if under_cursor:
            base += self.get_component_rich_style("list--cursor", partial=True)
        bar_style = base + self.get_component_rich_style("list--bar", partial=True)
        segments = [Segment(bar, bar_style), *(Segment(text, base + self._style(tone)) for text, tone in line)]
        return Strip(segments).adjust_cell_length(width, base)

    def _style(self, tone: str) -> Style:
        style = self._styles.get(tone)
        if style is None:
            name, *attributes = tone.split() or ["plain"]
            style = self.get_component_rich_style(f"tone--{name}", partial=True)
            if attributes:
                style += Style.parse(" ".join(attributes))
            self._styles[tone] = style
        return style
