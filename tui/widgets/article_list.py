"""The list of articles: the headline, then in one dim line the outlet, the date and how much is in it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from types import MappingProxyType

from rich.cells import cell_len

from index.model import AnalysisState, ArticleRow
from index.text import clean_line
from tui.excerpts import Excerpt, excerpt_lines
from tui.lines import Line, Piece, short_date, shorten, spread, wrapped
from tui.listed import Fold, Listed
from tui.messages import ExcerptsWanted
from tui.widgets.marked_list import MARK, MarkedList

_ROOMY, _CLOSE = 4, 3
"""Lines of a row: a headline of two, the metadata, and where there is room an empty one."""

_OUTLET, _TAG = 6, 5
"""Columns that are kept for the outlet, and those that a tag needs."""

_LOW = 20
"""In a pane with fewer lines than this, rows stand close."""

_LEAST, _HIGH = 14, 30
"""The same for rows with an excerpt, which are harder to tell apart; from the second on it has another line."""

_MOST_EXCERPT = 2
"""Lines of an excerpt at most."""


_ALONE = Fold()
_NONE: Mapping[int, Excerpt] = MappingProxyType({})


def state_piece(row: ArticleRow) -> Piece:
    """How far an article is: `…` not analysed yet, `!` failed, else its statements, checked when one labelled all."""
    if row.analysis is AnalysisState.WAITING:
        return "…", "dim"
    if row.analysis is AnalysisState.FAILED:
        return "!", "warning"
    if row.statements and row.own >= row.statements:
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


def story_pieces(fold: Fold) -> list[Piece]:
    """How many other articles of its story stand behind an article: `+3`, or `▾3` where they are shown below it."""
    if not fold.others:
        return []
    return [(f"▾{fold.others}" if fold.open else f"+{fold.others}", "accent"), ("  ", "plain")]


def row_lines(
    row: ArticleRow,
    width: int,
    fold: Fold = _ALONE,
    excerpt: Excerpt | None = None,
    height: int = _ROOMY,
    *,
    marked: bool = False,
) -> list[Line]:
    """The lines of one article for the list: the headline in at most two, bold while unread, then the metadata.

    An excerpt of the text stands between them, in as many lines as a row of that height has for it. One of the
    other articles of a story is set in below the first. A `marked` one has the mark before its headline.
    """
    width = max(0, width - 1)
    if marked:
        first, *rest = row_lines(row, width - 1, fold, excerpt, height)
        return [[(MARK, "accent bold"), *first], *([("  ", "plain"), *line] for line in rest)]
    if fold.member:
        lead: Piece = ("│ ", "faint")
        return [[lead, *line] for line in row_lines(row, width - 1, Fold(), excerpt, height)]
    tone = "plain" if row.read else "strong"
    title = clean_line(row.title).strip() or "(no headline)"
    lines: list[Line] = [[(line, tone)] for line in wrapped(title, width, 2)]
    outlet = clean_line(row.outlet) if row.outlet else "outlet unknown"
    day = short_date(row.date, year=True) or "no date"
    state, story = state_piece(row), story_pieces(fold)
    taken = len(day) + _OUTLET + sum(len(text) for text, _ in (*story, state)) + 3
    right = [*beside(row, width - taken), *story, state]
    room = width - sum(len(text) for text, _ in right) - 1
    # The date is short and sorts the list: it is the outlet that gives way in a narrow pane.
    left = f"{shorten(outlet, max(_OUTLET, room - len(day) - 2))}  {day}"
    if excerpt is not None:
        room = min(_MOST_EXCERPT, height - 1 - len(lines))
        # An excerpt that is not known yet has its place already, so that nothing moves when it comes.
        lines += excerpt_lines(excerpt, width, room) or [[]] * room
    lines.append(spread([(left, "dim")], right, width))
    return lines


class ArticleList(MarkedList[ArticleRow]):
    """The articles of the library, or those that a search found, with excerpts of their texts.

    It asks for the excerpts of the rows that are on the screen, once these are drawn.
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(row_height=_ROOMY, id=id, classes=classes)
        self._excerpts: dict[int, Excerpt] | None = None

    def draw_row(self, item: ArticleRow, width: int) -> Sequence[Line]:
        if not item.id:
            return [[(item.title, "faint")]]
        fold = self.items.fold_of(item.key) if isinstance(self.items, Listed) else _ALONE
        marked = self.is_marked(item)
        if self._excerpts is None:
            return row_lines(item, width, fold, marked=marked)
        excerpt = self._excerpts.get(item.key, ("", ()))
        return row_lines(item, width, fold, excerpt, self._lines_for_text(), marked=marked)

    def key_of(self, item: ArticleRow) -> Hashable:
        return item.key

    def key_at(self, place: int) -> Hashable:
        return self.items.keys[place] if isinstance(self.items, Listed) else super().key_at(place)

    def _find(self, items: Sequence[ArticleRow], key: Hashable) -> int | None:
        return items.place_of(key) if isinstance(items, Listed) else super()._find(items, key)

    def keys_on_screen(self) -> list[int]:
        """The keys of the articles on the screen, and of the one under the cursor."""
        if not isinstance(self.items, Listed):
            return []
        height = self.scrollable_content_region.height
        first = int(self.scroll_offset.y) // self.row_height
        last = (int(self.scroll_offset.y) + height) // self.row_height + 1
        cursor = self.items.keys[self.cursor : self.cursor + 1]
        return list(dict.fromkeys([*self.items.keys[first:last], *cursor]))

    # -- excerpts --------------------------------------------------------------------------------------

    @property
    def most_rows(self) -> int:
        """How many rows with excerpts are on the screen at most."""
        return self.scrollable_content_region.height // _ROOMY + 1

    def begin_excerpts(self, wanted: bool, known: Mapping[int, Excerpt] = _NONE, *, keep: bool = False) -> None:
        """Before other rows are shown: whether they have excerpts, and those that are `known` already.

        Those of before are forgotten, unless to `keep`.
        """
        if not (keep and wanted and self._excerpts is not None):
            self._excerpts = {} if wanted else None
        if self._excerpts is not None:
            self._excerpts.update(known)
        self._set_row_height()

    def take_excerpts(self, found: Mapping[int, Excerpt]) -> None:
        """Show these excerpts, by the articles' keys."""
        if self._excerpts is not None:
            self._excerpts.update(found)
            self.redraw_rows()

    def look_for_excerpts(self) -> None:
        """Ask for the excerpts that the rows on the screen do not have yet."""
        if self._excerpts is None or not self.items:
            return
        keys = self.keys_on_screen()
        wanted = [key for key in keys if key not in self._excerpts]
        if wanted:
            self.post_message(ExcerptsWanted(wanted))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        if self._excerpts is not None:
            self.call_after_refresh(self.look_for_excerpts)

    # -- heights ---------------------------------------------------------------------------------------

    def _lines_for_text(self) -> int:
        """The lines of a row without the empty one."""
        return self.row_height - (self.scrollable_content_region.height >= _LEAST)

    def _set_row_height(self) -> None:
        height = self.scrollable_content_region.height
        if self._excerpts is None:
            self.row_height = _CLOSE if height < _LOW else _ROOMY
        else:
            self.row_height = _ROOMY + (height >= _LEAST) + (height >= _HIGH)

    def on_resize(self) -> None:
        self._set_row_height()
        super().on_resize()
        self.call_after_refresh(self.look_for_excerpts)
