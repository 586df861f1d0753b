"""Moving in the article: by lines and pages, from mark to mark, and where it stands after a change of size."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.model import Entity, EntityType, Span
from tests.tui.article import LONG, ArticleApp, lines, place
from tests.tui.reading import HITS, STATEMENTS, article, span
from tui.marks import hit_marks
from tui.widgets.article_page import ENTITY, HIT, STATEMENT


async def test_moving_by_lines_and_pages_without_animation() -> None:
    app = ArticleApp(shown=LONG)
    async with app.run_test(size=(80, 24)):
        view = app.view
        tops = []
        for how in ("down", "half_down", "page_down", "page_up", "half_up", "up"):
            view.move(how)
            tops.append(view.scroll_offset.y)
        assert tops == [1, 13, 35, 13, 1, 0]
        view.move("bottom")
        assert view.scroll_offset.y == view.max_scroll_y > 100
        view.move("top")
        assert view.scroll_offset.y == 0
        with pytest.raises(ValueError, match="sideways"):
            view.move("sideways")


async def test_going_to_what_is_on_the_screen_moves_nothing() -> None:
    app = ArticleApp(shown=LONG)
    async with app.run_test(size=(80, 24)) as pilot:
        view = app.view
        view.move("down")
        view.go_to(STATEMENTS[0].start, STATEMENTS[0].content.end)
        assert view.scroll_offset.y == 1
        far = LONG.text.index("Paragraph 40")
        view.go_to(far)
        await pilot.pause()
        assert any("Paragraph 40" in line for line in lines(view))
        assert view.reading_offset == far


async def test_a_place_asked_for_before_the_first_layout_is_shown_after_it() -> None:
    far = LONG.text.index("Paragraph 30")

    class Later(ArticleApp):
        def on_mount(self) -> None:
            super().on_mount()
            self.view.go_to(far)

    app = Later(shown=LONG)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert any("Paragraph 30" in line for line in lines(app.view))


async def test_resizing_keeps_the_line_at_the_top() -> None:
    app = ArticleApp(shown=LONG)
    async with app.run_test(size=(100, 30)) as pilot:
        view = app.view
        view.go_to(LONG.text.index("Paragraph 20"), centre=True)
        await pilot.pause()
        top = view.offset_at(10, 0)
        offsets = []
        for size in ((44, 30), (100, 60), (70, 12), (100, 30), (43, 29), (100, 30)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            line = view._layout.line(view.scroll_offset.y)
            offsets.append((line.start, line.end))
        start = view._layout.line(view.scroll_offset.y).start
        assert top is not None and start is not None
        for first, last in offsets:
            assert first is not None and last is not None and first - 1 <= start <= last + 1


async def test_showing_the_same_version_again_keeps_place_and_marking() -> None:
    app = ArticleApp(shown=LONG)
    async with app.run_test(size=(80, 24)):
        view = app.view
        view.move("page_down")
        view.start_marking()
        marked = view.marked
        view.show(LONG)
        assert view.scroll_offset.y == 22
        assert view.marked == marked
        assert not view.marks_of(ENTITY)
        view.show(replace(LONG, version="another"))
        assert view.scroll_offset.y == 0
        assert view.marked is None


async def test_stepping_through_entities_and_back() -> None:
    app = ArticleApp(shown=LONG)
    async with app.run_test(size=(80, 24)):
        view = app.view
        seen = []
        while (mark := view.next_mark(ENTITY, 1)) is not None:
            assert isinstance(mark.ref, Entity)
            seen.append(mark.ref.text)
            assert view.current == mark
        assert seen == ["Harbour", "Ilse Brandt", "Port Courier", "Tidewater", "Radio Nord"]
        back = []
        while (mark := view.next_mark(ENTITY, -1)) is not None:
            assert isinstance(mark.ref, Entity)
            back.append(mark.ref.text)
        assert back == seen[-2::-1]


async def test_stepping_goes_on_from_what_is_on_the_screen() -> None:
    paragraphs = [f"Paragraph {n} names Walla once." for n in range(100)]
    text = "\n\n".join(paragraphs)
    starts = [n for n in range(len(text)) if text.startswith("Walla", n)]
    entities = [Entity(Span(n, n + 5), "Walla", EntityType.MEDIA, "Walla") for n in starts]
    app = ArticleApp(shown=article(text=text, masked=(), title_span=None, version="many"))
    async with app.run_test(size=(80, 20)) as pilot:
        view = app.view
        view.show(app.shown, entities=entities)
        first = view.next_mark(ENTITY, 1)
        assert first is not None and first.start == starts[0]
        for _ in range(4):
            view.move("page_down")
        await pilot.pause()
        top = view._layout.offset_of(view.scroll_offset.y)
        mark = view.next_mark(ENTITY, 1)
        assert mark is not None
        assert mark.start == next(start for start in starts if start >= top)


async def test_marks_in_lines_that_are_not_shown_are_passed_over() -> None:
    app = ArticleApp()
    async with app.run_test(size=(80, 24)):
        view = app.view
        view.set_layer(HIT, hit_marks([span("min read"), span("Port Courier"), span("court")]))
        found = view.next_mark(HIT, 1)
        assert found is not None and found.ref == span("court")
        assert view.next_mark(HIT, 1) is None


async def test_each_statement_is_visited_once_in_the_order_of_the_text() -> None:
    app = ArticleApp()
    async with app.run_test(size=(80, 40)):
        view = app.view
        seen = []
        while (mark := view.next_mark(STATEMENT, 1)) is not None:
            seen.append(mark.ref)
        assert seen == ["brandt", "ministry", "minister"]
        assert view.current is None
        back, here = view.next_mark(STATEMENT, -1), view.statement_here()
        assert back is not None and here is not None
        assert back.ref == here.ref == "ministry"


async def test_a_hit_that_is_no_longer_there_is_not_current() -> None:
    app = ArticleApp()
    async with app.run_test(size=(80, 40)):
        view = app.view
        assert view.next_mark(HIT, 1) is not None
        view.set_layer(HIT, hit_marks(HITS[:1]))
        assert view.current is not None
        view.set_layer(HIT, ())
        assert view.current is None
        with pytest.raises(ValueError, match="nothing"):
            view.set_layer("nothing", ())


async def test_selecting_draws_only_the_touched_lines_anew() -> None:
    app = ArticleApp()
    async with app.run_test(size=(80, 40)) as pilot:
        view = app.view
        await pilot.pause()
        before = {y: view.render_line(y) for y in range(30)}
        mark = view.entity_at(span("Tidewater").start)
        view.select(mark)
        changed = [y for y in range(30) if view.render_line(y) is not before[y]]
        assert changed == [place(view, span("Tidewater").start)[1]]
