"""Statements one below the other, aligned on what is said: who, where they stand, and the words round it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.widget import Widget

from index import rechecks
from index.text import clean_line
from tui.edits import Edit
from tui.line_pages import LinePages, LineRow
from tui.lines import Line, Piece, short_date, shorten, spread, wrapped
from tui.themes import COLOURS
from tui.widgets.marked_list import MARK, MarkedList
from tui.widgets.positions import SUGGESTED, Describer, StatementRow, actor_key

VAST, ROOMY, NARROW = 140, 100, 60
"""From `ROOMY` columns on the stance is written out, with whose it is, and from `VAST` on the outlet stands in the
row too; below `NARROW` a statement has two lines."""

WORDS = 3
"""Lines below the list for the whole of what is said, of which a row shows the beginning only."""

STANCE, WHOSE = 9, 12
"""Columns for the stance's word, and at most for whose label it is, which stands at the right where there is one."""


def one_line(text: str) -> str:
    """Words of an article on one line, each character that would move the cursor made harmless."""
    return " ".join(clean_line(text).split())


def before_words(text: str, width: int) -> str:
    """The last of the words that stand before, in exactly `width` cells; an ellipsis stands for what was left out."""
    text = one_line(text)
    if cell_len(text) > width:
        last = text
        while last and cell_len(last) > width - 1:
            last = last[1:]
        if not text[: len(text) - len(last)].endswith((" ", "…")) and " " in last:
            last = last.partition(" ")[2]  # rather less than a piece of a word
        text = f"…{last.lstrip()}"
    return " " * (width - cell_len(text)) + text


def content_pieces(row: LineRow, width: int) -> list[Piece]:
    """What is said, and the words that follow it."""
    if row.line is None:
        return [("…", "faint")]
    content = one_line(row.line.content)
    pieces: list[Piece] = [(shorten(content, width), "plain")]
    room = width - cell_len(content) - 1
    after = one_line(row.line.after)
    if after and room > 1:
        glue = "" if after[0] in ".,;:!?”’\"')" else " "
        pieces.append((glue + shorten(after, room + (not glue)), "dim"))
    return pieces


def stance_pieces(describer: Describer, row: LineRow, edit: Edit | None) -> list[Piece]:
    """The glyph with its check, or with the sign of a suggestion, then the word."""
    if row.view is None:
        return [(" " * (3 + STANCE), "plain")]
    word, tone = describer.head(StatementRow(row.view, edit), 80)[1]
    words = {"disagreement": "conflict", "no stance": ""}
    return [*glyph_pieces(describer, row, edit), (_cells(words.get(word, word), STANCE), tone)]


def whose_pieces(row: LineRow, edit: Edit | None) -> list[Piece]:
    """Whose label it is, or that it is not saved yet; nothing for a suggestion, which is nobody's."""
    view = row.view
    if edit is not None:
        return [(" not saved", "warning") if edit.reason else (" saving…", "dim")]
    if view is None or (view.label is None and not view.conflict):
        return []
    if view.label is None:
        return [(f" {len(view.labels)} labels", "warning")]
    more = f"+{len(view.labels) - 1}" if len(view.labels) > 1 else ""
    return [(f" {shorten(one_line(view.label.by), WHOSE - len(more))}{more}", "dim")]


def _cells(text: str, width: int) -> str:
    """`text` in exactly `width` cells, the last of them empty."""
    return set_cell_size(shorten(text, width - 1), width)


def glyph_pieces(describer: Describer, row: LineRow, edit: Edit | None) -> list[Piece]:
    """The glyph alone, with a check where a person set it, with a diamond where it is suggested, in three cells."""
    if row.view is None:
        return [("   ", "plain")]
    glyph, tone = describer.head(StatementRow(row.view, edit), 40)[0]
    origin = ("!", "warning bold") if edit and edit.reason else ("…", "dim") if edit else (" ", "plain")
    if edit is None and row.view.label is not None:
        origin = (rechecks.GLYPH, "warning bold") if row.view.label.recheck else ("✓", "plain")
    elif edit is None and row.view.stance is not None:
        origin = (SUGGESTED, "faint")
    return [(glyph.strip(), tone), origin, (" ", "plain")]


def actor_name(row: LineRow) -> str:
    """Who said it."""
    if row.view is not None:
        return one_line(actor_key(row.view)[1])
    return one_line(row.line.actor or "source not named") if row.line is not None else ""


def times(row: LineRow) -> str:
    """How often the same words of the same actor were printed, where more than once."""
    return f"×{row.line.utterances}" if row.line is not None and row.line.utterances > 1 else ""


def row_lines(describer: Describer, row: LineRow, edit: Edit | None, width: int, *, marked: bool) -> list[Line]:
    """The line of one statement; in a narrow pane two."""
    mark: Piece = (MARK, "accent bold") if marked else ("  ", "plain")
    line = row.line
    day = short_date(line.date, year=True) if line is not None else ""
    again = times(row)
    if width < NARROW:
        right = [(f"{again} " if again else "", "dim"), (short_date(line.date)[:6] if line else "", "dim")]
        head = spread([mark, *glyph_pieces(describer, row, edit), (actor_name(row), "plain")], right, width - 1)
        return [head, [("     ", "plain"), *content_pieces(row, max(4, width - 6))]]
    roomy = width >= ROOMY
    actor, before = (17, 22) if roomy else (13, 14)
    stance = stance_pieces(describer, row, edit) if roomy else glyph_pieces(describer, row, edit)
    outlet = one_line(line.outlet) if line is not None and line.outlet else ""
    right_words = f"{f'{again} ' if again else ''}{f'{_cells(outlet, 15)} ' if width >= VAST else ''}"
    right = [*(whose_pieces(row, edit) if roomy else ()), (f" {right_words}", "dim"), (day.rjust(9), "dim")]
    middle = 2 + actor + 1 + sum(cell_len(text) for text, _ in stance)
    room = width - 1 - middle - before - 2 - sum(cell_len(text) for text, _ in right)
    left = [
        mark,
        (set_cell_size(shorten(actor_name(row), actor), actor) + " ", "plain"),
        *stance,
        (f" {before_words(line.before if line else '', before)} ", "dim"),
        *content_pieces(row, max(4, room)),
    ]
    return [spread(left, right, width - 1)]


class ConcordanceList(MarkedList[LineRow]):
    """The statements that a query speaks of."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"tone--{colour}" for colour in COLOURS}
    DEFAULT_CSS = """
    ConcordanceList {
        & > .tone--blue { color: $sayso-blue; }
        & > .tone--orange { color: $sayso-orange; }
        & > .tone--violet { color: $sayso-violet; }
        & > .tone--green { color: $sayso-green; }
        & > .tone--red { color: $sayso-red; }
        & > .tone--cyan { color: $sayso-cyan; }
        & > .tone--grey { color: $sayso-grey; }
    }
    """

    def __init__(
        self, describer: Callable[[], Describer], edits: Callable[[], Mapping[str, Edit]], *, id: str | None = None
    ) -> None:
        """`edits` gives the changes that are not saved yet, by statement."""
        super().__init__(id=id)
        self._describer, self._edits = describer, edits

    def draw_row(self, item: LineRow, width: int) -> Sequence[Line]:
        edit = self._edits().get(item.line.statement) if item.line is not None else None
        return row_lines(self._describer(), item, edit, width, marked=self.is_marked(item))

    def replace(self, pages: LinePages, marked: Collection[Hashable], message: Sequence[Line]) -> None:
        """Show the statements as they are found now; the cursor and an open range stay at theirs."""
        begun = None if self.range_from is None else self.key_at(self.range_from)
        self.marked = set(marked)
        if begun is not None and self.range_from is not None:
            place = pages.place_of(str(begun))
            self.range_from = max(0, min(self.range_from if place is None else place, len(pages) - 1))
        self.show(pages, locate=lambda key: pages.place_of(str(key)), message=message)

    def key_of(self, item: LineRow) -> Hashable:
        return item.line.statement if item.line is not None else item.place

    def on_resize(self) -> None:
        self.row_height = 2 if self.scrollable_content_region.width < NARROW else 1
        super().on_resize()

    @property
    def text(self) -> str:
        """The rows on the screen, without their styles."""
        return "\n".join(self.render_line(y).text for y in range(self.size.height))


class LineDetail(Widget):
    """What there is no room for in a row: the article, the issue, whose label it is, why it was not saved; and the
    whole of what is said."""

    DEFAULT_CSS = f"""
    LineDetail {{ height: {3 + WORDS}; padding: 0 1; border-top: solid $sayso-rule; }}
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: tuple[tuple[str, str], ...] = ()
        self._said = ""

    def tell(self, describer: Describer, row: LineRow | None, edit: Edit | None) -> None:
        """Say it of this row."""
        self._lines = detail(describer, row, edit)
        self._said = one_line(row.line.content) if row is not None and row.line is not None else ""
        self.refresh()

    @property
    def text(self) -> str:
        """What is said, without its styles."""
        return "\n".join((*(text for text, _ in self._lines), self._said))

    def render(self) -> Content:
        width = max(1, self.content_size.width)
        pieces = [(shorten(text, width), style) for text, style in self._lines]
        pieces += [(text, "") for text in wrapped(self._said, width, WORDS)]
        return Content("\n").join(Content.styled(text, style) for text, style in pieces)


def detail(describer: Describer, row: LineRow | None, edit: Edit | None) -> tuple[tuple[str, str], ...]:
    """Two lines about a statement: its article; then what is wrong, or its issue, origin and note."""
    if row is None or row.line is None:
        return ()
    line, view = row.line, row.view
    outlet = one_line(line.outlet) if line.outlet else "outlet unknown"
    where = " · ".join((outlet, short_date(line.date, year=True) or "no date"))
    first = (f"{one_line(line.title) or '(no headline)'} · {where}", "$sayso-strong")
    if edit is not None and edit.reason:
        return first, (f"Not saved: {edit.reason}", "bold $sayso-orange")
    if view is None:
        return (first,)
    parts = [describer.propositions.get(view.issue, view.issue) if view.issue else "no issue"]
    if view.proposed is not None and not view.issue:
        parts = [f"◇ proposed: {view.proposed.proposition}"]
    if edit is not None:
        parts.insert(0, edit.stance or "")
        parts.insert(1, "saving…")
    elif view.conflict:
        parts.insert(0, " · ".join(f"{label.by}: {label.stance}" for label in view.labels))
    else:
        parts.insert(0, describer.origin(view)[0] or "no stance")
    parts[1:1] = [f"{rechecks.GLYPH} {said}" for said in rechecks.reasons(view)]
    parts.append(" ".join(view.statement.cue.text.split()) or view.statement.form.value)
    if line.utterances > 1:
        parts.append(f"printed {line.utterances} times")
    if view.retired:
        parts.insert(0, "retired")
    if view.note:
        parts.append(f"✎ {view.note}")
    return first, (one_line(" · ".join(part for part in parts if part)), "$sayso-dim")
