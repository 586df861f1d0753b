"""What became of one's own labels: those that were decided otherwise, by whom, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.model import StatementView
from index.text import clean_line, quoted
from tui.cases import named
from tui.controllers.searching import counted
from tui.lines import Line, Piece, flowed, short_date, spread, wrapped
from tui.screens.shapes import Reading
from tui.widgets.blocks import Blocks

if TYPE_CHECKING:
    from index.config import Config
    from index.library import Became
    from tui.screens.explorer import Explorer


class BecameList(Blocks["Became"]):
    """The labels: what one said, and what it is now."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        self._config = config

    def lay_out(self, item: Became, width: int) -> list[Line]:
        view, settled = item.view, item.adjudicated
        right: list[Piece] = [(f"{short_date(settled.at)} ", "dim")]
        head = spread([(f" {named(view)}", "strong")], right, width)
        words = wrapped(quoted(clean_line(view.statement.content.text)), max(8, width - 4), 2)
        pieces: list[Piece] = [*self._stance(item.label.stance, ""), (" → ", "dim")]
        pieces += self._stance(settled.stance, " bold")
        pieces.append((f"  {settled.by}{f', as {settled.took}' if settled.took else ''}", "dim"))
        pieces.append((f" · {settled.reason}" if settled.reason else " · no reason given", "plain"))
        decided: list[Line] = [[("   ", "plain"), *line] for line in flowed(pieces, max(8, width - 4), 3)]
        return [head, *([("   ", "plain"), (part, "plain")] for part in words), *decided, []]

    def _stance(self, stance: str, more: str) -> list[Piece]:
        label = self._config.label(stance)
        return [(f"{label.glyph if label else '•'} {stance}", f"{label.colour if label else 'grey'}{more}")]


class BecameScreen(Reading[StatementView | None]):
    """The list; Enter gives the statement whose article is to be opened."""

    def __init__(self, found: Sequence[Became], explorer: Explorer) -> None:
        super().__init__(explorer.keymap)
        self._found, self.list = found, BecameList(explorer.config)
        self.heading = f"What became of {explorer.open_desk.by}’s labels"
        if found:
            self.heading += f" · {counted(len(found), 'label')} decided otherwise"

    def on_mount(self) -> None:
        message = ([(" None of your labels was decided otherwise.", "dim")],)
        self.list.show(self._found, message=message)

    def on_blocks_chosen(self, event: Blocks.Chosen) -> None:
        event.stop()
        self.dismiss(event.item.view)
