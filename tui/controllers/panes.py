"""Where the panes stand, how wide they are, and the lines between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.actions import ARTICLE, CONCORDANCE, ENTITIES, FACETS, LIST, POSITIONS
from tui.arrangement import PANES, TWO, Arrangement, Sizes, arrange
from tui.controllers.base import Controller
from tui.lines import wrapped
from tui.widgets.article_paint import RailMark

if TYPE_CHECKING:
    from index.model import StatementView
    from tui.screens.explorer import Explorer

STEP = 2
"""Columns or lines by which a pane grows or shrinks."""

LIMITS = {LIST: (20, 80), POSITIONS: (24, 80), ENTITIES: (4, 40)}
USUAL = {LIST: 30, POSITIONS: 34, ENTITIES: 14}
"""Sizes until the library's configuration is read."""

LOW = 16
"""In a terminal with fewer lines than this, the panes get the last rule's line."""


class Panes(Controller):
    """The arrangement of the panes."""

    def __init__(self, explorer: Explorer) -> None:
        super().__init__(explorer)
        self.zoomed = False
        self.arrangement = Arrangement(frozenset(), 0, 0, 0, 0, False)

    def size_of(self, pane: str) -> int:
        """The size that a person chose for a pane, else the configuration's."""
        session, desk = self.explorer.session, self.explorer.desk
        chosen: int | None = getattr(session, pane)
        if chosen is not None:
            return chosen
        if desk is None:
            return session.frame.get(pane, USUAL[pane])
        configured: int = getattr(desk.config.panes, pane)
        session.frame[pane] = configured
        return configured

    def place(self) -> None:
        """Show the panes that the terminal has room for, each at its width."""
        explorer = self.explorer
        width, height = explorer.size
        if not width:
            return
        search = explorer.search_line
        search.display = width >= TWO or bool(search.query_text) or search.is_open
        # What is wrong with a query stands in the place of the rule, so that the panes do not move.
        explorer.rules["top"].display = search.trouble_height != 1
        explorer.rules["bottom"].display = height >= LOW
        sizes = Sizes(self.size_of(LIST), self.size_of(POSITIONS), self.size_of(ENTITIES))
        before = self.arrangement
        self.arrangement = place = arrange(
            width, self._height(), explorer.pane, sizes, zoomed=self.zoomed, facets=explorer.narrowing.open
        )
        both = stacked(place)
        explorer.left.display = place.list > 0
        explorer.left.styles.width = width if place.facets else place.list
        if bool(place.facets) != bool(before.facets):  # even the same layout, set once more, lays out all anew
            explorer.left.styles.layout = "horizontal" if place.facets else "vertical"
        explorer.articles.styles.width = place.list if place.facets else "1fr"
        for pane in (*PANES, FACETS):
            explorer.widget_of(pane).display = pane in place.shown
        explorer.rules["entities"].display = both
        for below in (explorer.entities, explorer.facets):
            below.styles.height = place.entities if both else "1fr"
        explorer.dividers[FACETS].display = place.facets > 0
        explorer.listing.display = CONCORDANCE in place.shown
        explorer.detail.display = explorer.lines.display and height >= LOW
        explorer.positions.styles.width = place.positions
        explorer.dividers[LIST].display = place.list > 0 and ARTICLE in place.shown
        explorer.dividers[POSITIONS].display = POSITIONS in place.shown and len(place.shown) > 1
        self._draw_rules(place, both)
        if place.rail != before.rail:
            explorer.reading.show_rail()

    def _draw_rules(self, place: Arrangement, both: bool) -> None:
        explorer = self.explorer
        width = explorer.size.width
        beside = explorer.dividers[POSITIONS].display
        split = beside or explorer.dividers[LIST].display or explorer.dividers[FACETS].display
        first = place.list if place.list and split else None
        second = width - place.positions - 1 if beside else None
        columns = [column for column in (first, second) if column is not None]
        lit = {
            ARTICLE: (0 if first is None else first + 1, width if second is None else second),
            POSITIONS: (0 if second is None else second + 1, width),
        }.get(explorer.pane, (0, width if first is None else first))
        if explorer.pane == FACETS and place.facets:
            lit = (place.list + 1, width)
        above = explorer.pane not in (ENTITIES, FACETS) or not both
        explorer.rules["top"].show(dict.fromkeys(columns, "┬"), [lit] if above else [])
        explorer.rules["bottom"].show(dict.fromkeys(columns, "┴"))
        explorer.rules["entities"].show({}, [] if above else [lit])
        explorer.dividers[LIST].show({self._height() - place.entities - 1: "┤"} if both else {})

    def _height(self) -> int:
        """The lines that the panes have, from what stands above and below them."""
        explorer = self.explorer
        around = (explorer.top_bar, explorer.search_line, explorer.bottom_bar, *explorer.rules.values())
        taken = sum(1 for widget in around if widget.display and widget is not explorer.rules["entities"])
        return max(1, explorer.size.height - taken - explorer.search_line.trouble_height)

    def entities_title(self) -> str:
        """What stands in the rule over the entities, or over the facets in their place."""
        if not stacked(self.arrangement):
            return ""
        if FACETS in self.arrangement.shown:
            return " Facets "
        number = len(self.explorer.entities.items)
        return f" Entities {number} " if number else " Entities "

    def rail(self, views: Sequence[StatementView]) -> list[RailMark] | None:
        """Stances for the article's gutter; None where the positions are beside it."""
        if not self.arrangement.rail or self.explorer.desk is None:
            return None
        marks = []
        edits = self.explorer.labelling.by_statement
        for view in views:
            if not view.current:
                continue
            edit = edits.get(view.id)
            begun = edit.stance if edit is not None else None
            if begun is None and view.conflict:
                glyph, colour = "‼", "orange"
            else:
                label = self.explorer.describer.label(view) if begun is None else self.explorer.config.label(begun)
                glyph, colour = (label.glyph, label.colour) if label is not None else ("○", "grey")
            decided = begun is not None or view.label is not None or view.conflict
            marks.append(RailMark(view.statement.start, glyph, colour, decided))
        return marks

    def wrap_for_positions(self, text: str) -> list[str]:
        """A sentence in lines as wide as the positions pane."""
        return wrapped(text, max(16, (self.arrangement.positions or self.explorer.size.width) - 4), 8)

    # -- actions ---------------------------------------------------------------------------------------

    def do_zoom_pane(self) -> None:
        """Show this pane alone, or all of them again."""
        before = self.arrangement
        self.zoomed = not self.zoomed
        self.place()
        if self.zoomed and self.arrangement == before:
            self.zoomed = False
            self.explorer.say("This pane has the whole screen already.")

    def do_widen_pane(self) -> None:
        self._resize(STEP)

    def do_narrow_pane(self) -> None:
        self._resize(-STEP)

    def _resize(self, step: int) -> None:
        pane, before = self.explorer.pane, self.arrangement
        # The article has what the others leave: it grows where they shrink.
        changed = {ARTICLE: POSITIONS, FACETS: ENTITIES}.get(pane, pane)
        if len(before.shown) == 1:
            self.explorer.say("This pane has the whole screen already.")
            return
        size = self.size_of(changed)
        self.resize(changed, size - step if pane == ARTICLE else size + step)
        if self.arrangement == before:
            self.resize(changed, size)
            self.explorer.say("This pane cannot have more room." if step > 0 else "This pane needs the room it has.")

    def resize(self, pane: str, size: int) -> None:
        """Give a pane a size, within its limits, and remember it."""
        least, most = LIMITS[pane]
        setattr(self.explorer.session, pane, max(least, min(size, most)))
        self.place()


def stacked(place: Arrangement) -> bool:
    """Whether list and entities, or facets, stand one over the other."""
    return LIST in place.shown and not place.facets and bool(place.shown & {ENTITIES, FACETS})
