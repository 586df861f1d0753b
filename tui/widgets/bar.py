"""A line of pieces, some at the left, some at the right, each of which may be clicked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.widget import Widget

from tui.keymap import Bound
from tui.lines import shorten
from tui.messages import ActionWanted


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words in one style; a click on them asks for `bound`. Less important ones have a lower `weight`.

    Those of one `group` leave together where there is no room, and leave alone what shares their `bound`.
    """

    text: str
    style: str = ""
    bound: Bound | None = None
    weight: int = 1
    group: str = ""


def fit(left: Sequence[Piece], right: Sequence[Piece], width: int) -> tuple[list[Piece], list[Piece]]:
    """The pieces that fit into `width` cells, a space between the two sides: the lightest leave first.

    Of equal weight, the last at the left leaves first; neighbours with one `bound` leave together, and so do
    the pieces of a group. What stays last is cut.
    """
    kept = [(piece, "left") for piece in left] + [(piece, "right") for piece in right]

    def needed() -> int:
        return sum(cell_len(piece.text) for piece, _ in kept) + 1

    while needed() > width and len(kept) > 1:
        lightest = min(piece.weight for piece, _ in kept)
        place = max(i for i, (piece, _) in enumerate(kept) if piece.weight == lightest)
        leaving, _ = kept.pop(place)
        if leaving.group:
            kept = [one for one in kept if one[0].group != leaving.group]
        elif leaving.bound is not None:
            kept = [one for one in kept if one[0].bound != leaving.bound] or kept
    if kept and needed() > width:
        piece, side = kept[0]
        kept[0] = (replace(piece, text=shorten(piece.text, max(0, width))), side)
    return [p for p, side in kept if side == "left"], [p for p, side in kept if side == "right"]


class Bar(Widget):
    """One line, never focused; what it shows is set with `show`."""

    DEFAULT_CSS = """
    Bar { height: 1; width: 1fr; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._left: Sequence[Piece] = ()
        self._right: Sequence[Piece] = ()
        self._places: list[tuple[int, int, Bound]] = []

    def show(self, left: Sequence[Piece], right: Sequence[Piece] = ()) -> None:
        """Replace what is shown."""
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right
            self.refresh()

    @property
    def text(self) -> str:
        """What is shown, without its styles."""
        return self.render().plain

    def render(self) -> Content:
        width = self.content_size.width or self.size.width
        left, right = fit(self._left, self._right, width)
        gap = width - sum(cell_len(piece.text) for piece in (*left, *right))
        pieces = [*left, Piece(" " * max(0, gap)), *right]
        self._places, at = [], 0
        for piece in pieces:
            length = cell_len(piece.text)
            if piece.bound is not None:
                self._places.append((at, at + length, piece.bound))
            at += length
        return Content.assemble(*((piece.text, piece.style) for piece in pieces))

    def on_click(self, event: events.Click) -> None:
        x = event.get_content_offset_capture(self).x
        for start, end, bound in self._places:
            if start <= x < end:
                event.stop()
                self.post_message(ActionWanted(bound.pane, bound.name))
                return
