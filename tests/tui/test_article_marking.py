"""Marking a span of the article, by keys and by the mouse."""

from __future__ import annotations

from dataclasses import replace

from index.model import Entity, Span
from tests.tui.article import LONG, ArticleApp, place, style_at
from tests.tui.reading import STATEMENTS, TEXT, article, span
from tui.marks import evidence_marks
from tui.themes import TERMINAL
from tui.widgets.article_page import EVIDENCE
from tui.widgets.article_view import ArticleView


async def test_marking_by_keyboard() -> None:
    app = ArticleApp()
    async with app.run_test(size=(80, 40)) as pilot:
        view = app.view
        view.go_to(span("Her council").start)
        marked = view.start_marking()
        assert marked is not None
        assert TEXT[marked.start : marked.end].startswith("Her council") and TEXT[marked.end - 1] == "."
        view.move_end("end_word_left")
        view.move_end("end_word_left")
        view.swap_ends()
        view.move_end("end_word_right")
        marked = view.marked
        assert marked is not None and TEXT[marked.start : marked.end].startswith("council will")
        assert TEXT[marked.start : marked.end].endswith("goes to")
        view.move_end("end_right")
        assert view.marked is not None and TEXT[view.marked.start :].startswith("ouncil")
        view.swap_ends()
        view.move_end("end_sentence_right")
        view.move_end("end_down")
        assert view.marked is not None and view.marked.end > span("According").start
        view.move_end("end_up")
        await pilot.pause()
        drawn = style_at(view, span("council will").start + 1)
        assert drawn.bgcolor != style_at(view, span("Mayor").start).bgcolor
        view.stop_marking()
        await pilot.pause()
        assert view.marked is None
        heard = [event for event in app.heard if isinstance(event, ArticleView.SpanMarked)]
        assert heard[0].span == Span(span("Her council").start, span("to court.").end)
        assert heard[-1].span is None and not heard[0].by_mouse


async def test_marking_begins_with_the_current_mark() -> None:
    app = ArticleApp()
    async with app.run_test(size=(80, 40)):
        view = app.view
        view.select(view.entity_at(span("Tidewater").start))
        assert view.start_marking() == span("Tidewater")
        view.show(None)
        assert view.start_marking() is None


async def test_marking_does_not_begin_in_what_is_not_shown() -> None:
    text = "title: Quay fees\noutlet: The Meridian\n\nFees would rise. Nobody likes it."
    head = text.index("\n\n") + 2
    app = ArticleApp(shown=replace(article(text=text, version="head"), masked=(Span(0, head),), title_span=None))
    async with app.run_test(size=(80, 20)):
        app.view.show(app.shown)
        marked = app.view.start_marking()
        assert marked is not None and text[marked.start : marked.end] == "Fees would rise."


async def test_while_marking_nothing_else_is_reversed() -> None:
    app = ArticleApp(TERMINAL)
    async with app.run_test(size=(100, 40)) as pilot:
        view = app.view
        view.set_layer(EVIDENCE, evidence_marks(STATEMENTS[0]))
        view.go_to(span("Her council").start)
        view.start_marking()
        await pilot.pause()
        assert style_at(view, span("council will").start).reverse
        assert not style_at(view, span("estuary").start).reverse


async def test_a_click_tells_the_entity_and_the_statement() -> None:
    app = ArticleApp()
    async with app.run_test(size=(80, 40)) as pilot:
        view = app.view
        await pilot.click(view, offset=place(view, span("Tidewater").start + 2))
        await pilot.pause()
        event = app.heard[-1]
        assert isinstance(event, ArticleView.MarkChosen)
        assert event.offset == span("Tidewater").start + 2
        assert event.entity is not None and event.statement is not None
        assert isinstance(event.entity.ref, Entity) and event.entity.ref.name == "Tidewater"
        assert event.statement.ref == "ministry"
        app.heard.clear()
        await pilot.click(view, offset=place(view, span("decide").start))
        await pilot.pause()
        assert app.heard == []
        assert view.reading_offset == span("decide").start


async def test_clicking_nested_evidence_again_selects_the_enclosing_statement() -> None:
    inner = replace(STATEMENTS[0], id="inner")
    outer = replace(inner, id="outer", content=replace(inner.content, spans=(Span(inner.start, inner.content.end),)))
    app = ArticleApp()
    async with app.run_test(size=(80, 40)):
        view = app.view
        view.show(app.shown, statements=[outer, inner])
        offset = span("estuary").start
        first = view.statement_at(offset)
        assert first is not None and first.ref == "inner"
        view.set_layer(EVIDENCE, evidence_marks(inner))
        second = view.statement_at(offset)
        assert second is not None and second.ref == "outer"


async def test_a_drag_marks_a_span_in_either_direction() -> None:
    app = ArticleApp()
    async with app.run_test(size=(80, 40)) as pilot:
        view = app.view
        left, right = place(view, span("estuary").start), place(view, span("metre").end - 1)
        for first, last in ((left, right), (right, left)):
            await pilot.mouse_down(view, offset=first)
            await pilot.hover(view, offset=last)
            await pilot.mouse_up(view, offset=last)
            await pilot.pause()
            assert view.marked == Span(span("estuary").start, span("metre").end)
        event = app.heard[-1]
        assert isinstance(event, ArticleView.SpanMarked) and event.by_mouse
        view.move_end("end_word_left")
        assert view.marked is not None and view.marked.start < span("estuary").start


async def test_double_and_triple_clicks_mark_a_word_and_a_sentence() -> None:
    app = ArticleApp()
    async with app.run_test(size=(80, 40)) as pilot:
        view = app.view
        at = place(view, span("council will").start + 1)
        await pilot.click(view, offset=at, times=2)
        await pilot.pause()
        assert view.marked == Span(span("council will").start, span("council will").start + len("council"))
        await pilot.click(view, offset=at, times=3)
        await pilot.pause()
        assert view.marked is not None and view.marked.start == span("Her council").start
        await pilot.click(view, offset=place(view, span("decide").start))
        await pilot.pause()
        assert view.marked is None


async def test_dragging_below_the_pane_scrolls_on() -> None:
    app = ArticleApp(shown=LONG)
    async with app.run_test(size=(80, 16)) as pilot:
        view = app.view
        view.styles.height = 12
        await pilot.pause()
        await pilot.mouse_down(view, offset=(10, 4))
        await pilot.hover(view, offset=(10, 14))
        for _ in range(3000):
            await pilot.pause(0.01)
            if view.scroll_offset.y > 9:
                break
        await pilot.mouse_up(view, offset=(10, 14))
        reached = view.scroll_offset.y
        assert reached > 9
        await pilot.pause(0.15)
        assert view.scroll_offset.y == reached, "it stops when the button is let go"
        assert view.marked is not None and view.marked.end - view.marked.start > 300
