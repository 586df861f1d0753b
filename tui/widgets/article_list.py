"""The list of articles: the headline, then in one dim line the outlet, the date and how much is in it."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from rich.cells import cell_len

from index.model import AnalysisState, ArticleRow
from index.text import clean_line
from tui.lines import Line, Piece, short_date, shorten, spread, wrapped
from tui.widgets.marked_list import MARK, MarkedList

_ROOMY, _CLOSE = 4, 3
"""Lines of a row: a headline of two, the metadata, and where there is room an empty one."""

_OUTLET, _TAG = 6, 5
"""Columns that are kept for the outlet, and those that a tag needs."""

_LOW = 20
"""In a pane with fewer lines than this, rows stand close."""


def state_piece(row: ArticleRow) -> Piece:
    """How far an article is: `…` not analysed yet, `!` failed, else its statements, checked when all have labels."""
    if row.analysis is AnalysisState.WAITING:
        return "…", "dim"
    if row.analysis is AnalysisState.FAILED:
        return "!", "warning"
    if row.statements and row.labelled >= row.statements:
        return f"✓ {row.statements}", "dim"
    return str(row.statements) if row.statements else "–", "dim"


def beside(row: ArticleRow, room: int) -> list[Piece]:
    """The article's tags and its flag; where there is no room for tags, how many they are."""
    flag: list[Piece] = [("⚑ ", "accent")] if row.flagged else []
    if not row.tags:
        return flag
    tags = " ".join(f"#{clean_line(tag)}" for tag in row.tags)
    room -= 2 * len(flag) + 1
    if cell_len(tags) > room:
        tags = f"#{len(row.tags)}" if len(row.tags) > 1 or room < _TAG else shorten(tags, room)
    return [(f"{tags} ", "dim italic"), *flag]


def row_lines(row: ArticleRow, width: int, *, marked: bool = False) -> list[Line]:
    """The lines of one article for the list: the headline in at most two, bold while unread, then the metadata."""
    width = max(0, width - 1)
    if marked:
        first, *rest = row_lines(row, width - 1)
        return [[(MARK, "accent bold"), *first], *([("  ", "plain"), *line] for line in rest)]
    tone = "plain" if row.read else "strong"
    title = clean_line(row.title).strip() or "(no headline)"
    lines: list[Line] = [[(line, tone)] for line in wrapped(title, width, 2)]
    outlet = clean_line(row.outlet) if row.outlet else "outlet unknown"
    day = short_date(row.date, year=True) or "no date"
    state = state_piece(row)
    right = [*beside(row, width - len(day) - _OUTLET - len(state[0]) - 3), state]
    room = width - sum(len(text) for text, _ in right) - 1
    # The date is short and sorts the list: it is the outlet that gives way in a narrow pane.
    left = f"{shorten(outlet, max(_OUTLET, room - len(day) - 2))}  {day}"
    lines.append(spread([(left, "dim")], right, width))
    return lines


class ArticleList(MarkedList[ArticleRow]):
    """The articles of the library, or those that a search found."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(row_height=_ROOMY, id=id, classes=classes)

    def draw_row(self, item: ArticleRow, width: int) -> Sequence[Line]:
        return row_lines(item, width, marked=self.is_marked(item))

    def key_of(self, item: ArticleRow) -> Hashable:
        return item.key

    def on_resize(self) -> None:
        self.row_height = _CLOSE if self.scrollable_content_region.height < _LOW else _ROOMY
        super().on_resize()
