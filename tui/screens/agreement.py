"""How far annotators agree: figures by variable, pair, issue and actor; behind each one the disagreements."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from tui import figures
from tui.figures import FINDING, FigureRow, Heading, Row
from tui.keymap import Dispatcher
from tui.lines import Line
from tui.screens.help import move_or_leave
from tui.screens.working import Working
from tui.widgets.blocks import Blocks

if TYPE_CHECKING:
    from tui.controllers.agreeing import Agreeing

DETAILED = 20
"""Lines of the screen from which on every figure of the row under the cursor is said in words."""


class Table(Blocks[Row]):
    """The rows."""

    def __init__(self, words: Callable[[FigureRow], str]) -> None:
        super().__init__(id="table")
        self._words = words

    def can_select(self, item: Row) -> bool:
        return isinstance(item, FigureRow)

    def lay_out(self, item: Row, width: int) -> list[Line]:
        if isinstance(item, FigureRow):
            return figures.row_lines(item, self._words(item), width)
        title: Line = [(f" {item.title}", "strong")]
        return [title] if item is self.items[0] else [[], title]


class AgreementScreen(Working[str | None]):
    """The screen of agreement. Gives the id of the statement whose article is to be opened."""

    group = "reckon"

    keys: Sequence[tuple[str, str]] = (("q", "back"),)

    def __init__(self, agreeing: Agreeing, query: str) -> None:
        super().__init__()
        self._agreeing, self._query = agreeing, query
        self.heading = f"Agreement · {f'of what “{query}” finds' if query else 'all that was labelled'}"
        self.rows: list[Row] | None = None
        self._dispatcher = Dispatcher(agreeing.explorer.keymap)

    def body(self) -> Sequence[Widget]:
        self.columns = Static("", id="columns", markup=False)
        self.table = Table(self._agreeing.words)
        self.details = Static("", classes="said", id="details", markup=False)
        return (self.columns, self.table, self.details, self.said)

    def on_mount(self) -> None:
        self.table.focus()
        self.table.show((), message=([], [(" Reckoning …", "strong")], [(" q leaves; nothing waits for it.", "dim")]))
        self.do(self._reckon)

    async def _reckon(self) -> None:
        self.rows = await self._agreeing.rows(self._query)
        has_any = any(isinstance(row, FigureRow) for row in self.rows)
        self.table.show(self.rows, message=self._nothing())
        if has_any:
            self.show_keys((("Enter", "the disagreements"), ("j k", "move"), ("q", "back")))
        self._name_columns()
        self._detail()

    def _nothing(self) -> Sequence[Line]:
        return (
            [],
            [(" Nothing can be compared yet", "strong")],
            [(" Agreement needs labels of two annotators on the same statements.", "dim")],
        )

    def on_resize(self) -> None:
        super().on_resize()
        self.call_after_refresh(self._name_columns)

    def _name_columns(self) -> None:
        width = max(0, self.table.scrollable_content_region.width - 1)
        words = figures.head(width) if self.rows else ""
        self.columns.update(Content(f" {words}"))
        self.columns.display = bool(words)
        self.details.display = self.size.height >= DETAILED and bool(self.rows)

    def _detail(self) -> None:
        row = self.table.current
        said = figures.details(row) if isinstance(row, FigureRow) else []
        self.details.update(Content("\n".join(said)))

    def on_blocks_highlighted(self, event: Blocks.Highlighted) -> None:
        event.stop()
        self._detail()

    # -- behind a figure -------------------------------------------------------------------------------

    def on_blocks_chosen(self, event: Blocks.Chosen) -> None:
        event.stop()
        row = event.item
        if isinstance(row, Heading):
            return
        if not row.disagreements:
            where = "has what the other has not" if row.scope == FINDING else "differs here"
            self.say(f"Nobody {where}.")
            return
        self.do(lambda: self._open(row), group="saved")

    async def _open(self, row: FigureRow) -> None:
        statement = await self._agreeing.show_disagreements(row, self._query)
        if statement is not None:
            self.dismiss(statement)

    def failed(self, error: Exception) -> None:
        if self.rows is None:
            self.table.show((), message=([], [(" No figures", "strong")]))
        super().failed(error)

    def on_key(self, event: events.Key) -> None:
        self.say("")
        if event.key == "enter" or event.character == "l":
            event.stop()
            self.table.choose()
        elif move_or_leave(self._dispatcher, self.table, event) in ("back", "quit", "agreement"):
            self.dismiss(None)
