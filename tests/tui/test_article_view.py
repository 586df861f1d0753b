from __future__ import annotations

import pytest

from index.model import Span
from tests.tui.article import ArticleApp, lines, style_at
from tests.tui.reading import HITS, STATEMENTS, TEXT, TITLE, article, span
from tui.marks import Mark, evidence_marks, hit_marks
from tui.themes import LIGHT, TERMINAL
from tui.widgets.article_layout import ArticleLayout, Role, long_date
from tui.widgets.article_page import ENTITY, EVIDENCE, HIT, STATEMENT
from tui.widgets.article_paint import BAR, TRACE, Frame, RailMark


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
