"""A list in which several rows can be marked, one by one, as a range, or all, to do something with all of them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TypeVar

from tui.widgets.line_list import LineList

Item = TypeVar("Item")

MARK = "▪ "
"""What stands before a marked row."""


class MarkedList(LineList[Item]):
    """Rows below one another, any number of them marked. A range goes from where it began to the cursor."""

    def __init__(self, *, row_height: int = 1, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(row_height=row_height, id=id, classes=classes)
        self.marked: set[Hashable] = set()
        self.range_from: int | None = None

    def is_marked(self, item: Item) -> bool:
        """Whether the row that is being drawn is marked, or stands in the range."""
        if self.range_from is not None:
            first, last = self.range
            if first <= self._drawn <= last:
                return True
        return bool(self.marked) and self.key_of(item) in self.marked

    @property
    def has_marks(self) -> bool:
        """Whether anything is marked."""
        return bool(self.marked) or self.range_from is not None

    @property
    def range(self) -> tuple[int, int]:
        """The first and the last place of the range that is open; both are the cursor's where none is."""
        start = self.cursor if self.range_from is None else self.range_from
        return min(start, self.cursor), max(start, self.cursor)

    def toggle_mark(self) -> None:
        """Mark the row under the cursor, or take its mark off, and go to the next one."""
        if (item := self.current) is not None:
            self.marked ^= {self.key_of(item)}
            self.redraw_rows()
            self.go(self.cursor + 1)

    def mark(self, keys: Iterable[Hashable]) -> None:
        """Mark these too; an open range is ended."""
        self.marked |= set(keys)
        self.range_from = None
        self.redraw_rows()

    def begin_range(self) -> None:
        """Begin a range at the cursor."""
        self.range_from = self.cursor
        self.redraw_rows()

    def take_marks_off(self) -> None:
        """Nothing is marked any more."""
        self.marked = set()
        self.range_from = None
        self.redraw_rows()

    def go(self, place: int, *, by_hand: bool = True) -> None:
        super().go(place, by_hand=by_hand)
        if self.range_from is not None:
            self.redraw_rows()
