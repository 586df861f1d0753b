"""An article on the screen: wrapped, scrolled, and drawn line by line with the layers that lie over it.

Only the lines on the screen are drawn, and what was drawn is kept.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import ClassVar

from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.strip import Strip

from index.model import Article, Entity, Span, Statement
from tui.marking import Marking
from tui.marks import CURRENT, LABELLED, MASKED, Layer, Mark, entity_marks, hit_marks, statement_marks
from tui.themes import COLOURS
from tui.widgets.article_layout import ArticleLayout
from tui.widgets.article_paint import MARKING_DROPS, Frame, RailMark, Sheet, Styles, draw
from tui.widgets.components import Components
from tui.widgets.scrolled import Scrolled

ENTITY, CHAIN, EVIDENCE, HIT, STATEMENT = "entity", "chain", "evidence", "hit", "statement"
LAYERS = (ENTITY, CHAIN, EVIDENCE, HIT, STATEMENT)
"""The layers that a screen sets. The chain is what holds the evidence: source and cue of the outer statements.

Statements show in the gutter only; where they stand is what a click asks for.
"""

_PAINTED = ("masked", ENTITY, CHAIN, EVIDENCE, HIT, "current", "marked")
NO_MARKS = Layer()
_FEW = 64
"""Up to so many marks, the lines that they touch are drawn anew; beyond that, all are."""

_KINDS = (
    "person", "org", "place", "group", "media", "event", "law", "other",
    "source", "cue", "content", "outer-source", "outer-cue", "outer-content", "hit", "current", "marked", "masked",
    "title", "metadata", "bar", "holder", "trace", "decided", LABELLED,
)  # fmt: skip


class ArticlePage(Scrolled, Components, can_focus=True, inherit_bindings=False):
    """Shows one article; later layers are painted over earlier ones.

    Their order: entity < chain < evidence < hit < current < marked.

    It defines no keys: the explorer's actions call its methods.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"article--{kind}" for kind in (*_KINDS, *COLOURS)}
    DEFAULT_CSS = """
    ArticlePage {
        background: $background;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        & > .article--title { color: $sayso-strong; text-style: bold; }
        & > .article--metadata { color: $sayso-dim; }
        & > .article--masked { color: $sayso-faint; }
        & > .article--person { color: $sayso-cyan; text-style: underline; }
        & > .article--group { color: $sayso-cyan; text-style: underline uu; }
        & > .article--org { color: $sayso-green; text-style: underline; }
        & > .article--media { color: $sayso-green; text-style: underline uu; }
        & > .article--place { color: $secondary; text-style: underline; }
        & > .article--event { color: $sayso-red; text-style: underline; }
        & > .article--law { color: $sayso-red; text-style: underline uu; }
        & > .article--other { color: $sayso-grey; text-style: underline uu; }
        & > .article--source { color: $sayso-strong; text-style: bold; }
        & > .article--cue { color: $accent; text-style: italic; }
        & > .article--content { background: $sayso-evidence; }
        & > .article--outer-source { color: $sayso-dim; text-style: bold; }
        & > .article--outer-cue { color: $sayso-dim; text-style: italic; }
        & > .article--hit { background: $accent 30%; color: $sayso-strong; text-style: bold; }
        & > .article--current { background: $sayso-strong; color: $background; }
        & > .article--marked { background: $foreground; color: $background; }
        & > .article--bar, & > .article--holder { color: $accent; }
        & > .article--trace { color: $sayso-faint; }
        & > .article--decided { color: $sayso-dim; }
        & > .article--blue { color: $sayso-blue; }
        & > .article--orange { color: $sayso-orange; }
        & > .article--violet { color: $sayso-violet; }
        & > .article--green { color: $sayso-green; }
        & > .article--red { color: $sayso-red; }
        & > .article--cyan { color: $sayso-cyan; }
        & > .article--grey { color: $sayso-grey; }
        & > .article--labelled { text-style: bold reverse; }
        &:ansi > .article--content { background: ansi_default; text-style: reverse; }
        &:ansi > .article--cue { text-style: italic underline; }
        &:ansi > .article--outer-source, &:ansi > .article--outer-cue { text-style: dim; }
        &:ansi > .article--current, &:ansi > .article--marked {
            background: ansi_default; color: ansi_default; text-style: reverse;
        }
        &:ansi > .article--hit { background: ansi_default; text-style: bold; }
        &:ansi > .article--metadata, &:ansi > .article--masked, &:ansi > .article--trace { text-style: dim; }
    }
    """

    def __init__(self, *, measure: int = 80, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.article: Article | None = None
        self.marking: Marking | None = None
        self._measure = measure
        self._layers: dict[str, Layer] = {}
        self._hidden: frozenset[str] = frozenset()
        self._rail: tuple[RailMark, ...] | None = None
        self._cursor = 0
        self._anchor = 0
        self._current: Mark | None = None
        self._stepped: Mark | None = None
        self._waiting: tuple[int, int] | None = None
        self._frame = Frame.of(0, measure, rail=False)
        self._layout = ArticleLayout(None, 1)
        self._sheet: Sheet | None = None
        self._strips: LRUCache[int, Strip] = LRUCache(1024)
        self._styles = Styles(self)

    # -- what is shown ---------------------------------------------------------------------------------

    def show(
        self,
        article: Article | None,
        *,
        entities: Iterable[Entity] = (),
        statements: Iterable[Statement] = (),
        hits: Iterable[Span] = (),
    ) -> None:
        """Show an article, or nothing.

        The same version as before stays as it was scrolled and marked; of another one the beginning is
        shown, with no mark current, no evidence, and nothing marked.
        """
        same = article is not None and self.article is not None and article.version == self.article.version
        self.article = article
        if not same:
            self.marking = self._current = self._waiting = None
            self._cursor = self._anchor = 0
            self._layers = {}
        self._layers |= {
            ENTITY: Layer(entity_marks(entities)),
            STATEMENT: Layer(statement_marks(statements)),
            HIT: Layer(hit_marks(hits)),
            "masked": Layer(Mark(span.start, span.end, MASKED) for span in (article.masked if article else ())),
        }
        self._stepped = None
        self._lay_out(top=None if same else 0)

    def set_layer(self, name: str, marks: Iterable[Mark]) -> None:
        """Replace the marks of one of LAYERS; only the lines that they touch are drawn anew."""
        if name not in LAYERS:
            raise ValueError(f"the article has no layer {name!r}")
        old, new = self.marks_of(name), Layer(marks)
        self._replace(name, new)
        if self._stepped is not None and old.index(self._stepped) is not None:
            self._stepped = None
        if self._current is not None and old.index(self._current) is not None and new.index(self._current) is None:
            self.select(None)

    def marks_of(self, name: str) -> Layer:
        """The marks of one layer."""
        return self._layers.get(name, NO_MARKS)

    def hide_layers(self, names: Collection[str]) -> None:
        """Draw all layers but these (which keep their marks)."""
        self._hidden = frozenset(names)
        self._redraw()

    def set_rail(self, marks: Sequence[RailMark] | None) -> None:
        """Show glyphs in the gutter, beside the lines that hold their offsets; None takes the rail away."""
        before, self._rail = self._rail, None if marks is None else tuple(marks)
        if (before is None) != (self._rail is None):
            self._lay_out()
        elif before != self._rail:
            self._redraw()

    @property
    def measure(self) -> int:
        """The longest line of text, in cells."""
        return self._measure

    @measure.setter
    def measure(self, measure: int) -> None:
        if measure != self._measure:
            self._measure = measure
            self._lay_out()

    # -- where it stands -------------------------------------------------------------------------------

    @property
    def reading_offset(self) -> int:
        """The reading position: where one last went to while that is on the screen, else the top of the screen."""
        if self.marking is not None:
            return self.marking.head
        if not self._height or self._on_screen(self._cursor, self._cursor + 1):
            return self._cursor
        return self._layout.offset_of(self.scroll_offset.y)

    def _on_screen(self, start: int, end: int) -> bool:
        lines = self._layout.lines_of(start, end)
        top = self.scroll_offset.y
        return top <= lines.start and lines.stop <= top + self._height

    @property
    def _height(self) -> int:
        return max(0, self.scrollable_content_region.height)

    def go_to(self, start: int, end: int | None = None, *, centre: bool = False) -> None:
        """Make `start` the reading position and scroll until `start` to `end` are on the screen.

        What is on the screen already is not moved, unless it is to be centred. What is longer than the
        screen is shown from its beginning.
        """
        self._cursor = start
        end = start + 1 if end is None else max(end, start + 1)
        if self._sheet is None or not self._height:
            self._waiting = (start, end)
            return
        if not centre and self._on_screen(start, end):
            return
        lines = self._layout.lines_of(start, end)
        above = max(0, self._height - len(lines)) // (2 if centre else 3)
        self._scroll(lines.start - above)

    def _scroll(self, top: int) -> None:
        # Forced, because it is not known to be scrollable before its new lines have been laid out.
        self.scroll_to(y=max(0, top), animate=False, force=True)

    def move(self, how: str) -> None:
        """Scroll as the action `how` of the section `moving` says: down, page_up, bottom ..."""
        top, page = self.scroll_offset.y, max(1, self._height - 2)
        half = max(1, self._height // 2)
        ways = {
            "down": top + 1,
            "up": top - 1,
            "half_down": top + half,
            "half_up": top - half,
            "page_down": top + page,
            "page_up": top - page,
            "top": 0,
            "bottom": len(self._layout),
        }
        if how not in ways:
            raise ValueError(f"the article does not move {how!r}")
        self._scroll(ways[how])
        # Who goes to one end of the article reads on from there, even where all of it is on the screen.
        if how == "top":
            self._cursor = self._layout.offset_of(0)
        elif how == "bottom":
            self._cursor = len(self._layout.text)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        # While the width changes, the position is only clamped: the line to keep at the top is the one before.
        if self._sheet is not None and self._sheet.frame == self._frame_now():
            self._anchor = self._layout.offset_of(round(new_value)) if round(new_value) > 0 else 0

    # -- marks ------------------------------------------------------------------------------------------

    @property
    def current(self) -> Mark | None:
        """The current mark, which is drawn reversed."""
        return self._current

    def select(self, mark: Mark | None) -> None:
        """Make a mark the current one and go to it; None leaves no mark current."""
        self._current = mark
        self._replace("current", Layer([Mark(mark.start, mark.end, CURRENT)] if mark else []))
        if mark is not None:
            self._stepped = mark
            self.go_to(mark.start, mark.end)

    def _replace(self, name: str, layer: Layer) -> None:
        touched = set(self.marks_of(name)) ^ set(layer)  # the others are drawn as they are
        self._layers[name] = layer
        if self._sheet is None or not touched:
            return
        if len(touched) > _FEW:
            self._redraw()
            return
        self._sheet = self._make_sheet()
        top = self.scroll_offset.y
        for mark in touched:
            lines = self._layout.lines_of(mark.start, mark.end)
            for line in range(max(lines.start, 0), lines.stop):
                self._strips.discard(line)
            shown = range(max(lines.start, top), min(lines.stop, top + self._height))
            if shown:
                self.refresh(Region(0, shown.start - top, self.size.width, len(shown)))

    # -- drawing ---------------------------------------------------------------------------------------

    def _frame_now(self) -> Frame:
        return Frame.of(self.scrollable_content_region.width, self._measure, rail=self._rail is not None)

    def on_resize(self) -> None:
        if self._sheet is None or self._frame_now() != self._frame:
            self._lay_out()
        if self._waiting is not None and self._height:
            start, end = self._waiting
            self._waiting = None
            self.go_to(start, end)

    def _lay_out(self, *, top: int | None = None) -> None:
        """Wrap the article for the present width; what stood at the top stays there unless `top` is given."""
        width = self.scrollable_content_region.width
        if width <= 0:
            # Not on the screen yet, but one can go from mark to mark in it.
            self._layout, self._sheet = ArticleLayout(self.article, self._measure), None
            return
        anchor = self._anchor
        at_top = self.scroll_offset.y == 0
        self._frame = self._frame_now()
        self._layout = ArticleLayout(self.article, self._frame.text)
        self._sheet = self._make_sheet()
        self._strips.clear()
        self.virtual_size = Size(width, len(self._layout))
        if top is None:
            top = 0 if at_top or not anchor else self._layout.line_of(anchor)
        self._scroll(top)
        self._anchor = anchor if top else 0
        self.refresh()

    def _make_sheet(self) -> Sheet:
        rail: dict[int, RailMark] | None = None
        if self._rail is not None:
            rail = {}
            for mark in self._rail:
                # Two statements that begin on one line: the second glyph goes to the next line.
                line = self._layout.line_of(mark.offset)
                rail.setdefault(line if line not in rail else line + 1, mark)
        shown = [self.marks_of(name) for name in _PAINTED if name not in self._hidden]
        return Sheet(
            self._layout,
            self._frame,
            shown,
            evidence=NO_MARKS if EVIDENCE in self._hidden else self.marks_of(EVIDENCE),
            chain=NO_MARKS if CHAIN in self._hidden else self.marks_of(CHAIN),
            statements=NO_MARKS if STATEMENT in self._hidden else self.marks_of(STATEMENT),
            rail=rail,
            dropped=MARKING_DROPS if self.marking is not None else frozenset(),
        )

    def _redraw(self) -> None:
        """Draw all lines anew, as they are wrapped now."""
        if self._sheet is not None:
            self._sheet = self._make_sheet()
            self._strips.clear()
            self.refresh()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles.clear()
        self._strips.clear()

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        if self._sheet is None or self._sheet.frame.width != width:
            return Strip.blank(max(0, width), self.rich_style)
        number = self.scroll_offset.y + y
        strip = self._strips.get(number)
        if strip is None:
            strip = self._strips[number] = draw(self._sheet, number, self._styles)
        return strip
