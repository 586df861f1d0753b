"""Drawing one line of an article: margin, gutter, text and what lies over it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from tui.marks import CONTENT, CURRENT, HIT, LABELLED, Layer, Piece, combine
from tui.widgets.article_layout import ArticleLayout, Line, Role
from tui.wrapping import clusters, drawable, is_even

BAR, HOLDER, TRACE, DECIDED = "▎", "│", "┊", "▏"
"""In the gutter: evidence of the selected statement, of those that hold it, of any other, and of one with a label."""

_LONGEST_CLUSTER = 16
"""Code points that are drawn of one cluster: enough for any script and any emoji, not for a stack of accents."""

Kinds = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RailMark:
    """A glyph in the gutter beside the line that shows `offset`; `kind` is how it is drawn.

    It is filled where a person set it (`labelled`), and hollow where it is suggested.
    """

    offset: int
    glyph: str
    kind: str
    labelled: bool = False

    @property
    def kinds(self) -> Kinds:
        """What its style is made of."""
        return (self.kind, LABELLED) if self.labelled else (self.kind,)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the columns of the article begin: blank up to `left`, then `gutter` cells, then `text` cells."""

    width: int
    left: int
    gutter: int
    text: int

    @classmethod
    def of(cls, width: int, measure: int, *, rail: bool) -> Frame:
        """The frame for a pane of `width` cells: the gutter and at most `measure` cells of text, centred.

        A pane too narrow for a gutter has none.
        """
        width = max(1, width)
        gutter = 3 if rail else 2
        if width < gutter + 8:
            gutter = 0
        # A cell stays free at the right, so that the text does not touch what stands beside the pane.
        spare = 1 if width > gutter + 8 else 0
        text = max(1, min(measure, width - gutter - spare))
        return cls(width, max(0, (width - gutter - text) // 2), gutter, text)


@dataclass
class Sheet:
    """What is drawn: the layout, the layers in the order in which they are painted, the rail's glyphs by line."""

    layout: ArticleLayout
    frame: Frame
    layers: Sequence[Layer]
    evidence: Layer
    chain: Layer
    statements: Layer
    rail: dict[int, RailMark] | None = None
    dropped: frozenset[str] = field(default_factory=frozenset)


class Styles:
    """The style of each combination of kinds, from the widget's component classes `article--KIND`."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._styles: dict[Kinds, Style] = {}

    def clear(self) -> None:
        """Forget all styles: the theme or the focus has changed."""
        self._styles.clear()

    def __getitem__(self, kinds: Kinds) -> Style:
        style = self._styles.get(kinds)
        if style is None:
            style = self._styles[kinds] = self._compose(kinds)
        return style

    def _compose(self, kinds: Kinds) -> Style:
        """Lay the component styles over that of the widget, one after the other.

        Two reversals would look like two of the same, so that the second one turns the first back:
        the current mark stands out within reversed evidence too.
        """
        background, foreground = self._widget.background_colors[1], self._widget.colors[3]
        style = self._widget.text_style
        reverse = False
        for kind in kinds:
            component = self._widget.get_component_styles(f"article--{kind}")
            if component.has_rule("background"):
                background += component.background
            if component.auto_color:
                foreground = background.get_contrast_text(component.color.a)
            elif component.has_rule("color"):
                foreground = component.color
            if component.has_rule("text_style"):
                style += component.text_style
                reverse ^= bool(component.text_style.reverse)
        # An ANSI colour has no shade that could be mixed with another.
        text = foreground if background.ansi is not None else background + foreground
        return style + Style(reverse=reverse) + Style.from_color(text.rich_color, background.rich_color)


def draw(sheet: Sheet, number: int, styles: Styles) -> Strip:
    """A display line of the article, as wide as the frame."""
    frame = sheet.frame
    base = styles[()]
    if not 0 <= number < len(sheet.layout):
        return Strip.blank(frame.width, base)
    line = sheet.layout.line(number)
    segments = [Segment(" " * frame.left, base)] if frame.left else []
    if frame.gutter:
        segments += _gutter(sheet, line, number, styles)
    segments += _text(sheet, line, styles)
    return Strip(segments).adjust_cell_length(frame.width, base)


def _gutter(sheet: Sheet, line: Line, number: int, styles: Styles) -> list[Segment]:
    """The rail's glyph where there is a rail, then the bar of the evidence, of what holds it, or another's
    trace: whole where one of them has a label."""
    bar = Segment(" ", styles[()])
    if line.start is not None and line.end is not None:
        # An empty line between two lines of evidence shows the bar too.
        span = line.start, max(line.end, line.start + 1)
        if sheet.evidence.overlapping(*span):
            bar = Segment(BAR, styles[("bar",)])
        elif sheet.chain.overlapping(*span):
            bar = Segment(HOLDER, styles[("holder",)])
        elif line.end > line.start and (others := sheet.statements.overlapping(*span)):
            decided = any(mark.kind == LABELLED for mark in others)
            bar = Segment(DECIDED if decided else TRACE, styles[("decided" if decided else "trace",)])
    segments = [bar, Segment(" ", styles[()])]
    if sheet.rail is not None and sheet.frame.gutter == 3:
        mark = sheet.rail.get(number)
        glyph = Segment(set_cell_size(mark.glyph, 1), styles[mark.kinds]) if mark else Segment(" ", styles[()])
        segments.insert(0, glyph)
    return segments


def _text(sheet: Sheet, line: Line, styles: Styles) -> Iterable[Segment]:
    role: Kinds = () if line.role in (Role.TEXT, Role.BLANK) else (line.role.value,)
    if line.start is None or line.end is None:
        return [Segment(text, styles[role]) for text in [_bounded(line.text)] if text]
    pieces = combine(sheet.layers, line.start, line.end)
    if not is_even(line.text):
        pieces = _on_clusters(pieces, sheet.layout.text, line.start, line.end)
    text = sheet.layout.text
    return [
        Segment(
            _bounded(text[left:right]),
            styles[role + tuple(kind for kind in kinds if kind not in sheet.dropped)],
        )
        for left, right, kinds in pieces
    ]


def _on_clusters(pieces: Sequence[Piece], text: str, start: int, end: int) -> list[Piece]:
    """Move each cut that is inside a cluster to the cluster's end: half of one cannot be drawn."""
    ends = iter(clusters(text, start, end))
    moved: list[Piece] = []
    left = start
    at = start
    for piece in pieces:
        while at < piece.right:
            at = next(ends).end
        if at > left:
            moved.append(Piece(left, at, piece.kinds))
            left = at
    return moved


def _bounded(text: str) -> str:
    """What is drawn of `text`: no joiner that joins nothing, and of each cluster no more than the longest drawn."""
    if is_even(text):
        return text
    if len(text) <= _LONGEST_CLUSTER:
        return drawable(text)
    pieces = [text[start : min(end, start + _LONGEST_CLUSTER)] for start, end, _ in clusters(text)]
    return drawable("".join(pieces))


MARKING_DROPS = frozenset({CONTENT, CURRENT, HIT})
"""What is not drawn while a span is being marked, so that nothing else is reversed then."""
