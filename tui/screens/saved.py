"""The saved searches: name, query, and how many articles each finds, unread ones and unlabelled ones among them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from index.config import Codebook
from tui.actions import SAVED
from tui.keymap import Keymap
from tui.lines import Line, Piece, shorten, spread
from tui.screens.working import Keyed
from tui.widgets.blocks import Blocks
from tui.widgets.concordance import one_line

if TYPE_CHECKING:
    from index.library import SavedSearch
    from tui.controllers.saved import Saved

COLUMNS = (("articles", 9), ("unread", 7), ("unlabelled", 11))
SHORT = (("all", 5), ("new", 5), ("left", 5))
"""The heads of the columns of numbers, and their widths; short ones for a narrow screen."""

DETAILED = 56


@dataclass(frozen=True)
class Choice:
    """A query to be run; `statements` says whether statements or articles are listed, None as it is now."""

    query: str
    statements: bool | None = None


@dataclass(frozen=True)
class SavedRow:
    """A saved search; its numbers are not known before it is counted."""

    saved: SavedSearch
    counted: bool = field(default=False)


class SavedList(Blocks[SavedRow]):
    """The saved searches."""

    def lay_out(self, item: SavedRow, width: int) -> list[Line]:
        one = item.saved
        columns = COLUMNS if width >= DETAILED else SHORT
        numbers = (one.total, one.unread, one.unlabelled)
        right: list[Piece] = []
        for number, (_, room) in zip(numbers, columns, strict=True):
            shown = "…" if not item.counted else "–" if one.broken else f"{number:,}"
            right.append((f" {shown:>{room}}", "dim" if not item.counted or not number else "plain"))
        lines: list[Line] = [spread([(f" {one_line(one.name)}", "strong")], right, width)]
        if one.broken:
            lines.append([(f"   {shorten(one_line(one.broken), width - 4)}", "warning")])
        lines.append([(f"   {shorten(one_line(one.query), width - 4)}", "dim")])
        return lines


class SavedScreen(Keyed[Choice | None]):
    """The pane of saved searches. Gives the query to be run."""

    group = "saved"
    pane = SAVED
    opened_by = "saved_searches"

    heading = "Saved searches"

    def __init__(self, saved: Saved, keymap: Keymap, codebook: Codebook, *, writable: bool) -> None:
        super().__init__(keymap, codebook)
        self._saved, self._writable = saved, writable
        self.keys = (
            *self.hint("run", "run"), *self.hint("run_statements", "statements"), *self.hint("rename", "rename"),
            *self.hint("edit_search", "edit"), *self.hint("remove_search", "remove"), ("q", "back"),
        )  # fmt: skip

    def body(self) -> Sequence[Widget]:
        self.columns = Static("", id="columns", markup=False)
        self.list = SavedList()
        return (self.columns, self.list, self.said)

    def on_mount(self) -> None:
        self.list.focus()
        self.do(lambda: self._saved.fill(self))

    def on_resize(self) -> None:
        super().on_resize()
        self.call_after_refresh(self._name_columns)

    def _name_columns(self) -> None:
        width = self.list.size.width - 1
        columns = COLUMNS if width - 1 >= DETAILED else SHORT
        words = "".join(f" {name:>{room}}" for name, room in columns)
        self.columns.update(Content(" " * max(0, width - cell_len(words)) + words))

    # -- what is shown ---------------------------------------------------------------------------------

    def show(self, found: Sequence[SavedSearch], *, counted: bool) -> None:
        """Show these; the cursor stays on the one where it was."""
        known = {row.saved.query: row for row in self.list.items if row.counted}
        here = self.current
        rows = [self._row(one, known.get(one.query), counted) for one in found]
        place = next((i for i, row in enumerate(rows) if here and row.saved.name == here.name), self.list.cursor)
        keys = self._saved.explorer.keys_shown("lists", "save_search")
        message: Sequence[Line] = (
            [(" Nothing is saved yet", "strong")],
            [],
            [(f" {keys} ", "accent bold"), ("saves the search that is in the search line;", "dim")],
            [("   query:NAME uses it in another one", "dim")],
        )
        self.columns.display = bool(rows)
        self.list.show(rows, cursor=place, message=message, keep=True)
        self.fit(self.list)

    def _row(self, one: SavedSearch, before: SavedRow | None, counted: bool) -> SavedRow:
        """A row; the numbers of the same query stay until they are counted again."""
        if before is None or counted:
            return SavedRow(one, counted)
        old = before.saved
        return SavedRow(type(one)(one.name, one.query, old.total, old.unread, old.unlabelled, old.broken), True)

    def counted(self, one: SavedSearch) -> None:
        """Show what one of them finds."""
        rows = [SavedRow(one, True) if row.saved.name == one.name else row for row in self.list.items]
        self.list.show(rows, cursor=self.list.cursor, keep=True)
        self.fit(self.list)

    @property
    def current(self) -> SavedSearch | None:
        """The one under the cursor."""
        return self.list.current.saved if self.list.current is not None else None

    # -- keys ------------------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        if self.act(event, self.list.move) == "undo":
            self.do(lambda: self._saved.undo(self))

    def on_blocks_chosen(self, event: Blocks.Chosen) -> None:
        event.stop()
        self.do_run()

    def do_run(self) -> None:
        """Run it."""
        if self.current is not None:
            self.dismiss(Choice(self.current.query))

    def do_run_statements(self) -> None:
        """Run it, and list statements."""
        if self.current is not None:
            self.dismiss(Choice(self.current.query, statements=True))

    def do_rename(self) -> None:
        """Give it another name."""
        self._change(self._saved.rename)

    def do_edit_search(self) -> None:
        """Change its query."""
        self._change(self._saved.edit)

    def do_remove_search(self) -> None:
        """Remove it."""
        self._change(self._saved.remove)

    def _change(self, change: Callable[[SavedScreen, SavedSearch], Awaitable[None]]) -> None:
        one = self.current
        if one is not None and self.may_write(self._writable):
            self.do(lambda: change(self, one))
