from __future__ import annotations

from dataclasses import replace

import pytest
from rich.style import Style
from textual import on

from index.model import Article, Entity, EntityType, Span
from tests.tui.reading import ENTITIES, HITS, STATEMENTS, TEXT, TITLE, ReadingApp, article, span
from tui.marks import Mark, evidence_marks, hit_marks
from tui.themes import LIGHT, TERMINAL
from tui.widgets.article_layout import ArticleLayout, Role, long_date
from tui.widgets.article_page import ENTITY, EVIDENCE, HIT, STATEMENT
from tui.widgets.article_paint import BAR, TRACE, Frame, RailMark
from tui.widgets.article_view import ArticleView

LONG = article(text=TEXT + "\n\n" + "\n\n".join(f"Paragraph {n} of many. " * 9 for n in range(60)), version="long")


class ArticleApp(ReadingApp):
    def __init__(self, theme: str = "sayso-dark", shown: Article | None = None, **arguments: object) -> None:
        self.view = ArticleView(**arguments)  # type: ignore[arg-type]
        super().__init__(self.view, theme)
        self.shown = shown if shown is not None else article()

    def on_mount(self) -> None:
        super().on_mount()
        self.view.show(self.shown, entities=ENTITIES, statements=STATEMENTS, hits=HITS)

    @on(ArticleView.MarkChosen)
    @on(ArticleView.SpanMarked)
    def hear(self, event: ArticleView.MarkChosen | ArticleView.SpanMarked) -> None:
        self.heard.append(event)


def lines(view: ArticleView) -> list[str]:
    return [view.render_line(y).text.rstrip() for y in range(view.size.height)]


def place(view: ArticleView, offset: int) -> tuple[int, int]:
    """The cell of the widget at which a character of the text is drawn."""
    for y in range(view.size.height):
        for x in range(view.size.width):
            if view.offset_at(x, y) == offset and view.offset_at(x + 1, y) != offset:
                return x, y
    raise AssertionError(f"offset {offset} is not on the screen")


def style_at(view: ArticleView, offset: int) -> Style:
    x, y = place(view, offset)
    reached = 0
    for segment in view.render_line(y):
        reached += segment.cell_length
        if x < reached:
            assert segment.style is not None
            return segment.style
    raise AssertionError("the line is too short")


# -- the layout ------------------------------------------------------------------------------------------


def test_the_headline_stands_once_and_boilerplate_not_at_all() -> None:
    layout = ArticleLayout(article(), 100)
    shown = [layout.line(number) for number in range(len(layout))]
    assert [line.text for line in shown[:5]] == [
        TITLE,
        "12 September 2022 · Port Courier",
        "",
        "The harbour board put off its vote on Tuesday, a spokesperson said. [Photo: archive]",
        "",
    ]
    assert [line.role for line in shown[:4]] == [Role.TITLE, Role.METADATA, Role.BLANK, Role.TEXT]
    assert sum(TITLE in line.text for line in shown) == 1
    assert not any("min read" in line.text for line in shown)
    assert all(TEXT[line.start : line.end] == line.text for line in shown if line.start is not None)


def test_offsets_are_found_in_the_headline_and_in_the_text() -> None:
    layout = ArticleLayout(article(), 30)
    headline = span(TITLE)
    assert layout.line_of(headline.start) == 0
    assert layout.line(layout.line_of(headline.end - 1)).role is Role.TITLE
    for words in ("put off", "estuary", "漢字"):
        found = span(words)
        line = layout.line(layout.line_of(found.start))
        assert line.start is not None and line.end is not None and line.start <= found.start < line.end
    hidden = span("3 min read")
    assert layout.shows(*(span("estuary").start, span("estuary").end))
    assert not layout.shows(hidden.start, hidden.end)


def test_each_cell_is_the_character_that_is_drawn_there() -> None:
    layout = ArticleLayout(article(), 40)
    number = layout.line_of(span("漢字").start)
    line = layout.line(number)
    assert line.start is not None
    assert [layout.offset_at(number, cell) for cell in (-3, 0, 1, 2, 3, 4)] == [
        line.start, line.start, line.start, line.start + 1, line.start + 1, line.start + 2,
    ]  # fmt: skip
    assert layout.offset_at(number, 400) == line.end
    assert layout.offset_at(len(layout) - 1, 5) == layout.body[-1][0] + 5
    assert layout.offset_at(len(layout), 0) is None


def test_a_headline_that_the_text_does_not_hold_is_shown_and_the_text_is_whole() -> None:
    layout = ArticleLayout(article(title="Another headline", masked=()), 100)
    shown = [layout.line(number).text for number in range(len(layout))]
    assert shown[0] == "Another headline"
    assert shown.count(TITLE) == 2


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({}, "12 September 2022 · Port Courier"),
        ({"date": None, "outlet": None}, "date unknown · outlet unknown"),
        ({"date": "2022-09", "author": "A. Writer"}, "2022-09 · Port Courier · by A. Writer"),
        ({"current": False}, "12 September 2022 · Port Courier · an earlier version"),
    ],
)
def test_metadata(changes: dict[str, object], line: str) -> None:
    assert ArticleLayout(article(**changes), 100).line(1).text == line


def test_no_article_has_no_lines() -> None:
    layout = ArticleLayout(None, 80)
    assert len(layout) == 0
    assert (layout.line_of(5), layout.offset_of(3), layout.offset_at(0, 0), layout.shows(0, 1)) == (0, 0, None, False)
    with pytest.raises(IndexError):
        layout.line(0)


def test_dates_are_english() -> None:
    assert long_date("1987-02-26T10:00:00Z") == "26 February 1987"


@pytest.mark.parametrize("rail", [False, True])
def test_the_frame_fits_every_width(rail: bool) -> None:
    for width in range(1, 130):
        frame = Frame.of(width, 80, rail=rail)
        assert frame.left + frame.gutter + frame.text <= width
        assert 1 <= frame.text <= 80
        assert frame.text >= min(width - 4, 80)


# -- what is drawn ---------------------------------------------------------------------------------------


async def test_each_layer_is_drawn_and_has_a_cue_that_is_no_colour() -> None:
    app = ArticleApp(TERMINAL)
    async with app.run_test(size=(100, 40)) as pilot:
        view = app.view
        view.set_layer(EVIDENCE, evidence_marks(STATEMENTS[0]))
        view.select(Mark(HITS[0].start, HITS[0].end, "hit"))
        await pilot.pause()
        assert style_at(view, span("Tidewater").start).underline
        assert style_at(view, span("Radio Nord").start).underline2
        assert style_at(view, span("Mayor").start).bold
        assert style_at(view, span("said", "opposes").start).italic
        assert style_at(view, span("estuary").start).reverse
        assert style_at(view, HITS[0].start).reverse
        assert style_at(view, HITS[1].start).bold
        assert style_at(view, span("[Photo").start).dim
        plain = style_at(view, span("Her council").start)
        assert not (plain.bold or plain.reverse or plain.italic or plain.underline or plain.dim)
        gutters = {line.strip()[0] for line in lines(view) if line.strip()[:1] in (BAR, TRACE)}
        assert gutters == {BAR, TRACE}


async def test_the_current_mark_stands_out_within_reversed_evidence() -> None:
    app = ArticleApp(TERMINAL)
    async with app.run_test(size=(100, 40)) as pilot:
        view = app.view
        view.set_layer(EVIDENCE, evidence_marks(STATEMENTS[2]))
        view.select(view.entity_at(span("Tidewater").start))
        await pilot.pause()
        assert style_at(view, span("the company").start).reverse
        assert not style_at(view, span("Tidewater").start).reverse


@pytest.mark.parametrize("theme", ["sayso-dark", LIGHT])
async def test_evidence_and_hits_have_backgrounds_of_their_own(theme: str) -> None:
    app = ArticleApp(theme)
    async with app.run_test(size=(100, 40)) as pilot:
        view = app.view
        view.set_layer(EVIDENCE, evidence_marks(STATEMENTS[0]))
        await pilot.pause()
        backgrounds = {
            style_at(view, offset).bgcolor
            for offset in (span("estuary").start, HITS[0].start, span("Her council").start)
        }
        assert len(backgrounds) == 3


async def test_the_bar_stands_on_each_line_of_the_evidence_and_on_no_other() -> None:
    app = ArticleApp()
    async with app.run_test(size=(60, 40)) as pilot:
        view = app.view
        view.set_layer(EVIDENCE, evidence_marks(STATEMENTS[0]))
        await pilot.pause()
        barred = [line.strip().removeprefix(BAR).strip() for line in lines(view) if BAR in line]
        assert barred[0].startswith("Mayor Ilse Brandt")
        assert "metre" in barred[-1]
        view.set_layer(EVIDENCE, ())
        await pilot.pause()
        assert not any(BAR in line for line in lines(view))


async def test_hidden_layers_are_not_drawn_and_come_back() -> None:
    app = ArticleApp()
    async with app.run_test(size=(100, 40)) as pilot:
        view = app.view
        tidewater = span("Tidewater").start
        assert style_at(view, tidewater).underline
        view.hide_layers({ENTITY, STATEMENT})
        await pilot.pause()
        assert not style_at(view, tidewater).underline
        assert not any(TRACE in line for line in lines(view))
        view.hide_layers(())
        await pilot.pause()
        assert style_at(view, tidewater).underline


async def test_the_rail_shows_glyphs_beside_their_lines() -> None:
    app = ArticleApp()
    async with app.run_test(size=(40, 40)) as pilot:
        view = app.view
        before = view.offset_at(39, 10)
        view.set_rail([RailMark(STATEMENTS[0].start, "−", "orange"), RailMark(STATEMENTS[2].start, "✓", "blue")])
        await pilot.pause()
        beside = [line for line in lines(view) if "−" in line[:2]]
        assert len(beside) == 1 and "Mayor Ilse Brandt" in beside[0]
        assert view.offset_at(0, 0) == span(TITLE).start
        view.set_rail(None)
        await pilot.pause()
        assert view.offset_at(39, 10) == before


async def test_two_statements_on_one_line_have_their_glyphs_on_two() -> None:
    app = ArticleApp()
    async with app.run_test(size=(50, 40)) as pilot:
        start = STATEMENTS[0].start
        app.view.set_rail([RailMark(start, "+", "blue"), RailMark(start + 3, "−", "orange")])
        await pilot.pause()
        glyphs = [line.lstrip()[:1] for line in lines(app.view)]
        assert glyphs.index("−") == glyphs.index("+") + 1


async def test_text_is_never_markup_and_clusters_are_drawn_whole() -> None:
    text = "[red]not red[/red] [@click=app.quit]no link[/] e\u0301e\u0301 👩\u200d👧 x" + "\u0301" * 5000
    shown = article(text=text, title="[b]bold?[/b] \x1b[31m", masked=(), title_span=None, version="hostile")
    app = ArticleApp(shown=shown)
    async with app.run_test(size=(80, 12)) as pilot:
        view = app.view
        view.set_layer(HIT, hit_marks([Span(text.index("e\u0301"), text.index("e\u0301") + 1)]))
        await pilot.pause()
        drawn = "\n".join(lines(view))
        assert "[red]not red[/red] [@click=app.quit]no link[/]" in drawn
        assert "[b]bold?[/b]" in drawn and "\x1b" not in drawn
        assert drawn.count("\u0301") < 40
        hit = [segment.text for y in range(12) for segment in view.render_line(y) if "e\u0301" in segment.text]
        assert hit[0] == "e\u0301"
        for y in range(12):
            strip = view.render_line(y)
            assert sum(segment.cell_length for segment in strip) == strip.cell_length


@pytest.mark.parametrize("size", [(1, 1), (2, 3), (5, 2), (9, 4), (12, 5)])
async def test_the_smallest_panes_are_safe(size: tuple[int, int]) -> None:
    app = ArticleApp()
    async with app.run_test(size=size) as pilot:
        view = app.view
        view.set_layer(EVIDENCE, evidence_marks(STATEMENTS[1]))
        for how in ("down", "page_down", "half_up", "bottom", "top"):
            view.move(how)
        view.next_mark(ENTITY, 1)
        view.start_marking()
        view.move_end("end_down")
        view.set_rail([RailMark(100, "+", "blue")])
        await pilot.pause()
        assert all(view.render_line(y).cell_length <= size[0] for y in range(size[1]))


# -- moving ----------------------------------------------------------------------------------------------


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


# -- marks -----------------------------------------------------------------------------------------------


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


# -- marking a span --------------------------------------------------------------------------------------


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


# -- the mouse -------------------------------------------------------------------------------------------


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
        for _ in range(200):
            await pilot.pause(0.01)
            if view.scroll_offset.y > 9:
                break
        await pilot.mouse_up(view, offset=(10, 14))
        reached = view.scroll_offset.y
        assert reached > 9
        await pilot.pause(0.15)
        assert view.scroll_offset.y == reached, "it stops when the button is let go"
        assert view.marked is not None and view.marked.end - view.marked.start > 300


# -- pictures --------------------------------------------------------------------------------------------


def _prepare(app: ArticleApp, *, rail: bool = False) -> None:
    app.view.set_layer(EVIDENCE, evidence_marks(STATEMENTS[0]))
    if rail:
        glyphs = zip(STATEMENTS, "−=+", ("orange", "grey", "blue"), strict=True)
        app.view.set_rail([RailMark(statement.start, glyph, colour) for statement, glyph, colour in glyphs])


@pytest.mark.parametrize("theme", ["sayso-dark", LIGHT, TERMINAL])
def test_picture_of_an_article_with_all_layers(snap_compare, theme: str) -> None:  # type: ignore[no-untyped-def]
    app = ArticleApp(theme)

    async def prepare(pilot) -> None:  # type: ignore[no-untyped-def]
        await pilot.pause()
        _prepare(app)
        app.view.next_mark(HIT, 1)
        await pilot.pause()

    assert snap_compare(app, terminal_size=(90, 22), run_before=prepare)


def test_picture_of_a_narrow_article_with_the_rail_while_marking(snap_compare) -> None:  # type: ignore[no-untyped-def]
    app = ArticleApp()

    async def prepare(pilot) -> None:  # type: ignore[no-untyped-def]
        await pilot.pause()
        _prepare(app, rail=True)
        app.view.go_to(span("Her council").start)
        app.view.start_marking()
        app.view.move_end("end_word_left")
        await pilot.pause()

    assert snap_compare(app, terminal_size=(40, 24), run_before=prepare)
