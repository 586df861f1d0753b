"""What a query may go on with: a short list below the place where one types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.geometry import Size

from index.text import clean_line
from tui.lines import Line, spread
from tui.widgets.blocks import Blocks

if TYPE_CHECKING:
    # The language of queries is not needed before somebody types.
    from index.search.completion import Completion

MOST = 8
"""Completions that are seen at once; the others come as one goes down."""

_WIDEST = 56


class Completions(Blocks["Completion"], can_focus=False):
    """The completions, one of them chosen. The keys go to the search line, which moves in it."""

    DEFAULT_CSS = """
    Completions {
        overlay: screen; display: none; width: 20; height: 1; constrain: inside inside;
        background: $panel; scrollbar-gutter: auto;
        & > .blocks--cursor { background: $sayso-cursor-focus; }
        & > .blocks--bar { color: $accent; text-style: bold; }
    }
    """

    touched = False
    """Whether somebody chose in the list, rather than going on typing."""

    def lay_out(self, item: Completion, width: int) -> list[Line]:
        count = f" {item.count:,} " if item.count else " "
        tone = "accent" if item.kind == "field" else "plain"
        name, about = _name(item)
        return [spread([(name, tone), (about, "dim")], [(count, "dim")], width)]

    def offer(self, completions: Sequence[Completion], column: int, screen: Size) -> None:
        """Show these completions at a column of the screen; none puts the list away."""
        self.touched = False
        self.display = bool(completions)
        if not completions:
            self.show(())
            return
        widest = max(cell_len("".join(_name(one))) + len(f"{one.count:,}") + 5 for one in completions)
        width = max(14, min(widest, _WIDEST, screen.width - 2))
        self.styles.width = width
        self.styles.height = max(1, min(len(completions), MOST, screen.height - 3))
        self.styles.offset = (max(0, min(column - 1, screen.width - width)), 0)
        self.show(completions)

    def choose_next(self, step: int) -> None:
        """Choose the next one, or the one before; from the last on to the first."""
        self.touched = True
        self.go((self.cursor + step) % len(self.items), by_hand=False)


def _name(completion: Completion) -> tuple[str, str]:
    """What is completed to, and what is said about it."""
    name, _, about = completion.shown.partition("  ")
    name, about = (" ".join(clean_line(text).split()) for text in (name, about))
    return name, f"  {about}" if about else ""
