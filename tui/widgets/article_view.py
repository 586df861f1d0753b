"""The article that one reads and marks: going from mark to mark, marking a span, and the mouse."""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.timer import Timer

from index.model import Span
from tui.marking import Marking, Unit, boundary, sentence_at, word_at
from tui.marks import MARKED, Layer, Mark
from tui.widgets.article_page import ENTITY, EVIDENCE, NO_MARKS, STATEMENT, ArticlePage
from tui.wrapping import clusters


class ArticleView(ArticlePage, inherit_bindings=False):
    """An article in which one goes from mark to mark, and marks a span by keyboard or mouse."""

    class MarkChosen(Message):
        """A click on an entity, on evidence, or on both: their marks, None for the one that is not there."""

        def __init__(self, view: ArticleView, offset: int, entity: Mark | None, statement: Mark | None) -> None:
            super().__init__()
            self.view, self.offset, self.entity, self.statement = view, offset, entity, statement

        @property
        def control(self) -> ArticleView:
            """The article that was clicked."""
            return self.view

    class SpanMarked(Message):
        """A span is marked, or another one than before; None when marking stopped."""

        def __init__(self, view: ArticleView, span: Span | None, by_mouse: bool) -> None:
            super().__init__()
            self.view, self.span, self.by_mouse = view, span, by_mouse

        @property
        def control(self) -> ArticleView:
            """The article in which it is marked."""
            return self.view

    def __init__(self, *, measure: int = 80, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(measure=measure, id=id, classes=classes)
        self._pressed: Span | None = None
        self._dragged = False
        self._pointer = (0, 0)
        self._edge: Timer | None = None

    # -- marks -----------------------------------------------------------------------------------------

    def next_mark(self, name: str, direction: int) -> Mark | None:
        """Go to the next (`direction` 1) or previous (-1) mark of a layer, from the reading position.

        An entity or a hit becomes the current mark; of a statement its first piece of evidence is gone
        to, so that each is visited once. Marks in lines that are not shown are passed over. Without a
        further mark nothing moves, and None is returned.
        """
        stops = self._stops(name)
        here = self.reading_offset
        if self._stepped is not None and self._stepped.start == here and (at := stops.index(self._stepped)) is not None:
            place = at + direction
        elif direction > 0:
            first = stops.after(here - 1)
            place = len(stops) if first is None else stops.index(first) or 0
        else:
            last = stops.before(here)
            place = -1 if last is None else stops.index(last) or 0
        while 0 <= place < len(stops) and not self._layout.shows(stops.marks[place].start, stops.marks[place].end):
            place += direction
        if not 0 <= place < len(stops):
            return None
        mark = stops.marks[place]
        if name == STATEMENT:
            self._stepped = mark
            self.go_to(mark.start, mark.end)
        else:
            self.select(mark)
        return mark

    def _stops(self, name: str) -> Layer:
        """The marks of a layer at which one stops: of a statement's the first."""
        layer = self.marks_of(name)
        if name != STATEMENT:
            return layer
        first: dict[object, Mark] = {}
        for mark in layer:
            first.setdefault(mark.ref, mark)
        return Layer(first.values())

    def entity_at(self, offset: int) -> Mark | None:
        """The innermost entity at `offset`."""
        return self.marks_of(ENTITY).at(offset)

    def statement_at(self, offset: int) -> Mark | None:
        """The evidence at `offset`: the shortest, or the next longer one than that of the selected statement."""
        found = sorted(self.marks_of(STATEMENT).overlapping(offset, offset + 1), key=lambda mark: mark.end - mark.start)
        refs = list(dict.fromkeys(mark.ref for mark in found))
        selected = {mark.ref for mark in self.marks_of(EVIDENCE)}
        place = next((place for place, ref in enumerate(refs) if ref in selected), -1)
        ref = refs[(place + 1) % len(refs)] if refs else None
        return next((mark for mark in found if mark.ref == ref), None)

    def statement_here(self) -> Mark | None:
        """The statement at the reading position, else the first one that begins on the screen."""
        here = self.reading_offset
        if (found := self.marks_of(STATEMENT).at(here)) is not None:
            return found
        following = self._stops(STATEMENT).after(here - 1)
        return following if following and self._on_screen(following.start, following.start + 1) else None

    # -- marking a span --------------------------------------------------------------------------------

    @property
    def marked(self) -> Span | None:
        """The span that is marked; None where none is, or where it is empty."""
        span = self.marking.span if self.marking else None
        return span if span and span.end > span.start else None

    def start_marking(self, span: Span | None = None) -> Span | None:
        """Mark a span, or the current mark, or the sentence at the reading position; its right end moves.

        Returns what is marked, None where the article has nothing to mark.
        """
        if self.article is None:
            return None
        if span is None and self.current is not None and self._on_screen(self.current.start, self.current.end):
            span = Span(self.current.start, self.current.end)
        if span is None:
            span = self._sentence_from(self.reading_offset)
        if span is not None:
            self._mark(Marking(span.start, span.end))
        return self.marked

    def _sentence_from(self, offset: int) -> Span | None:
        """The sentence at `offset` or behind it that is no page furniture, whose lines may not even be shown."""
        masked = self.article.masked if self.article is not None else ()
        while self.article is not None and (span := sentence_at(self.article.text, offset)) is not None:
            cover = next((one for one in masked if one.start <= span.start < one.end), None)
            if cover is None:
                return span
            offset = max(cover.end, offset + 1)
        return None

    def move_end(self, how: str) -> None:
        """Move the end of the marked span as the action `how` of the section `marking` says: end_word_left ..."""
        if self.marking is None or self.article is None:
            return
        *names, side = how.removeprefix("end_").split("_")
        if side in ("up", "down"):
            self._mark(self.marking.to(self._above_or_below(self.marking.head, 1 if side == "down" else -1)))
            return
        unit = Unit(names[0]) if names else Unit.CHARACTER
        self._mark(self.marking.move(self.article.text, unit, 1 if side == "right" else -1))

    def mark_word(self, step: int) -> None:
        """Mark one word alone: the first of what is marked, then the next one (1) or the one before (-1)."""
        if self.marking is not None and self.article is not None:
            self._mark(self.marking.word(self.article.text, step))

    def swap_ends(self) -> None:
        """Let the other end of the marked span move."""
        if self.marking is not None:
            self._mark(self.marking.swapped())

    def stop_marking(self) -> None:
        """Unmark the span."""
        if self.marking is not None:
            self.marking = None
            self._replace("marked", NO_MARKS)
            self._redraw()
            self.post_message(self.SpanMarked(self, None, False))

    def _mark(self, marking: Marking, *, by_mouse: bool = False) -> None:
        begins = self.marking is None
        self.marking = marking
        span = marking.span
        self._replace("marked", Layer([Mark(span.start, span.end, MARKED)]))
        if begins:
            self._redraw()
        if not by_mouse:
            head = marking.head - 1 if marking.forward and marking.head > marking.anchor else marking.head
            self.go_to(head)
        self.post_message(self.SpanMarked(self, self.marked, by_mouse))

    def _above_or_below(self, offset: int, step: int) -> int:
        """The offset in the same column of the next line of text above or below."""
        if not self._layout.body:
            return offset
        number = self._layout.line_of(offset)
        line = self._layout.line(number)
        column = sum(c.cells for c in clusters(self._layout.text, line.start, offset)) if line.start is not None else 0
        number += step
        while 0 <= number < len(self._layout):
            found = self._layout.offset_at(number, column)
            if found is not None and self._layout.line(number).text:
                return found
            number += step
        return offset if step < 0 else self._layout.body[-1][1]

    # -- the mouse -------------------------------------------------------------------------------------

    def offset_at(self, x: int, y: int) -> int | None:
        """The offset of the character at a cell of the widget's content, None beside the text's lines."""
        cell = x - self._frame.left - self._frame.gutter
        return self._layout.offset_at(self.scroll_offset.y + y, cell)

    def _inside(self, event: events.MouseEvent) -> tuple[int, int] | None:
        place = event.get_content_offset(self)
        if place is None or place.x >= self.scrollable_content_region.width:
            return None
        return place.x, place.y

    def on_mouse_down(self, event: events.MouseDown) -> None:
        place = self._inside(event)
        self._dragged = False
        if event.button != 1 or place is None or (offset := self.offset_at(*place)) is None:
            return
        self._pressed = self._cluster(offset)
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._pressed is None:
            return
        place = event.get_content_offset_capture(self)
        self._pointer = place.x, place.y
        self._drag()
        outside = not 0 <= place.y < self._height
        if outside and self._edge is None:
            self._edge = self.set_interval(1 / 20, self._drag_beyond)
        elif not outside:
            self._stop_edge()

    def _drag_beyond(self) -> None:
        """The pointer is held above or below the pane: scroll, the faster the further away it is."""
        y = self._pointer[1]
        self._scroll(self.scroll_offset.y + (y if y < 0 else y - self._height + 1))
        self._drag()

    def _drag(self) -> None:
        if self._pressed is None:
            return
        x, y = self._pointer
        offset = self.offset_at(x, max(0, min(y, self._height - 1)))
        if offset is None:
            return
        here = self._cluster(offset)
        if here == self._pressed and not self._dragged:
            return
        self._dragged = True
        if here.start >= self._pressed.start:
            self._mark(Marking(self._pressed.start, max(here.end, self._pressed.end)), by_mouse=True)
        else:
            self._mark(Marking(self._pressed.end, here.start), by_mouse=True)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        self._let_go()

    def on_mouse_release(self, event: events.MouseRelease) -> None:
        self._let_go()

    def _let_go(self) -> None:
        if self._pressed is not None:
            self._pressed = None
            self.release_mouse()
        self._stop_edge()

    def _stop_edge(self) -> None:
        if self._edge is not None:
            self._edge.stop()
            self._edge = None

    def on_click(self, event: events.Click) -> None:
        if self._dragged:
            self._dragged = False
            return
        place = self._inside(event)
        offset = None if place is None else self.offset_at(*place)
        if offset is None or self.article is None or event.button not in (0, 1):
            return
        if event.chain > 1:
            find = word_at if event.chain == 2 else sentence_at
            if (span := find(self.article.text, offset)) is not None:
                self._mark(Marking(span.start, span.end), by_mouse=True)
            return
        self.stop_marking()
        self._cursor = offset
        entity, statement = self.entity_at(offset), self.statement_at(offset)
        if entity or statement:
            self.post_message(self.MarkChosen(self, offset, entity, statement))

    def _cluster(self, offset: int) -> Span:
        end = boundary(self._layout.text, offset, Unit.CHARACTER, 1, at_end=True)
        return Span(offset, end)
