"""The list of articles: the headline, then in one dim line the outlet, the date and how much is in it."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from index.model import AnalysisState, ArticleRow
from index.text import clean_line
from tui.lines import Line, Piece, short_date, shorten, spread, wrapped
from tui.widgets.marked_list import MARK, MarkedList

_ROOMY, _CLOSE = 4, 3
"""Lines of a row: a headline of two, the metadata, and where there is room an empty one."""

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


def beside(row: ArticleRow, width: int) -> list[Piece]:
    """The article's tags, as many as there is room for, and its flag."""
    pieces: list[Piece] = []
    if row.tags:
        more = f" +{len(row.tags) - 1}" if len(row.tags) > 1 else ""
        room = max(4, width // 3 - len(more))
        pieces.append((f"{shorten(f'#{clean_line(row.tags[0])}', room)}{more} ", "dim italic"))
    return [*pieces, ("⚑ ", "accent")] if row.flagged else pieces


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
    right = [*beside(row, width), state_piece(row)]
    room = width - sum(len(text) for text, _ in right) - 1
    # The date is short and sorts the list: it is the outlet that gives way in a narrow pane.
    left = f"{shorten(outlet, max(6, room - len(day) - 2))}  {day}"
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
