"""Results as one types: excerpts, facets, sorting, stories folded, completion, history and what was meant."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from index.model import Analysis, Span
from index.search.completion import Completion
from index.search.facets import Facet, FacetValue
from tests.tui.fakes import HARBOUR, FakeLibrary
from tests.tui.running import WHICH_KEY, Typed, app_of, calm, explorer_of, hurry, library, press, settled, until
from tui.controllers.completing import completions
from tui.controllers.ordering import Order
from tui.controllers.searching import find, first_page
from tui.excerpts import excerpt_lines
from tui.lines import Line
from tui.listed import Fold, Listed, folded
from tui.screens.explorer import Explorer
from tui.widgets.article_list import row_lines
from tui.widgets.completions import Completions
from tui.widgets.facets import FacetLine, facet_lines, shown_value


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "harbour"


def words(line: Line) -> str:
    return "".join(text for text, _ in line)


def lit(lines: list[Line]) -> list[str]:
    return [text for line in lines for text, tone in line if tone == "match"]


async def found(pilot: Pilot[Any], query: str) -> Explorer:
    """Type a query and wait for what it finds."""
    explorer = await settled(pilot)
    await press(pilot, "/", Typed(query))
    await until(pilot, lambda: explorer.searching.query == query)
    await calm(pilot)
    return explorer


def votes(folder: Path, number: int) -> FakeLibrary:
    """So many articles of one text."""
    folder.mkdir()
    many = FakeLibrary(folder)
    for one in range(number):
        many.analyses[many.add(HARBOUR, f"Vote {one}")] = Analysis()
    return many


def titles(explorer: Explorer) -> list[str]:
    return [row.title for row in explorer.searching.rows]


# -- excerpts --------------------------------------------------------------------------------------------


def test_an_excerpt_shows_its_first_hit_and_lights_all() -> None:
    text = "…the mayor of the old town and its harbour said that dredging, and dredging alone, would not do"
    hits = [Span(i, i + 8) for i in range(len(text)) if text.startswith("dredging", i)]
    lines = excerpt_lines((text, hits), 28, 2)
    assert lit(lines) == ["dredging", "dredging"] and len(lines) == 2
    assert all(len(words(line)) <= 28 for line in lines) and words(lines[0]).startswith("…")


@pytest.mark.parametrize("width", range(2, 60))
def test_what_is_lit_is_what_was_hit(width: int) -> None:
    text = "Two  spaces,\ta tab, ein Wörtchen and 漢字 before silt; \x1b[2J then silt again"
    hits = [Span(i, i + 4) for i in range(len(text)) if text.startswith("silt", i)]
    lines = excerpt_lines((text, hits), width, 3)
    assert "".join(lit(lines)).rstrip("…") in ("", *("siltsilt"[:n] for n in range(1, 9)))
    assert "\x1b" not in "".join(map(words, lines))


def test_an_excerpt_without_room_or_text_is_none() -> None:
    assert excerpt_lines(("silt", [Span(0, 4)]), 1, 2) == [] and excerpt_lines(("", []), 20, 2) == []


async def test_results_have_excerpts_and_the_list_has_none(folder: Path) -> None:
    async with app_of(library(folder)).run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        usual = explorer.articles.row_height
        explorer = await found(pilot, "mussel")
        await until(pilot, lambda: bool(explorer.articles._excerpts))
        assert explorer.articles.row_height > usual
        row = explorer.searching.rows[0]
        assert lit(list(explorer.articles.draw_row(row, 30))) == ["mussel"]
        await press(pilot, "escape", "escape")
        await until(pilot, lambda: explorer.searching.query == "")
        assert explorer.articles.row_height == usual


async def test_only_the_rows_on_the_screen_are_read_for_excerpts(folder: Path) -> None:
    many = votes(folder, 60)
    async with app_of(many).run_test(size=(120, 40)) as pilot:
        explorer = await found(pilot, "dredging")
        await until(pilot, lambda: bool(explorer.articles._excerpts))
        assert 0 < len(explorer.articles._excerpts or {}) < 10
        await press(pilot, "enter", "G")
        await until(pilot, lambda: 60 in (explorer.articles._excerpts or {}))
        assert len(explorer.articles._excerpts or {}) < 20


# -- sorting ---------------------------------------------------------------------------------------------


def test_the_ways_to_sort() -> None:
    assert [Order().after(True).sort, Order("date").after(True).sort, Order("statements").after(True).sort] == [
        "date",
        "statements",
        None,
    ]
    assert Order().after(False).sort == "statements" and Order("date").after(False).sort == "statements"
    assert Order().words(True) == "↓ relevance" and Order("date", True).words(True) == "↑ date"


async def test_sorting_and_turning_round(folder: Path) -> None:
    some = library(folder)
    async with app_of(some).run_test(size=(120, 40)) as pilot:
        explorer = await found(pilot, "dredging")
        assert "↓ relevance" in explorer.search_line.text
        await press(pilot, "enter", "s")
        await until(pilot, lambda: "↓ date" in explorer.search_line.text)
        newest = titles(explorer)
        await press(pilot, "S")
        await until(pilot, lambda: "↑ date" in explorer.search_line.text)
        assert titles(explorer) == newest[::-1] and len(newest) == 3
        await press(pilot, "s")
        await until(pilot, lambda: "↓ statements" in explorer.search_line.text)
        assert titles(explorer)[0].startswith("Harbour board")


# -- facets ----------------------------------------------------------------------------------------------

COURIER = FacetValue("Port Courier", "Port Courier", 2, 'outlet:"Port Courier"')
FACETS = (
    Facet("outlet", (COURIER, FacetValue("The Meridian", "The Meridian", 1, 'outlet:"The Meridian"'))),
    Facet("month", tuple(FacetValue(f"2026-{n:02}", f"2026-{n:02}", 1, f"date:2026-{n:02}") for n in range(1, 10))),
)


def test_the_lines_of_facets() -> None:
    lines = facet_lines(FACETS, {COURIER.clause, "date:2026-09"}, ())
    assert [line.heading for line in lines if line.heading] == ["outlet", "month"]
    assert [line.clause for line in lines if line.chosen] == [COURIER.clause, "date:2026-09"]
    assert lines[-1] == FacetLine("month", "", 3, "")
    whole = facet_lines(FACETS, (), {"month"})
    assert len(whole) == 12 and whole[-1] == FacetLine("month", "", 0, "", folds=True)
    assert shown_value(lines[2]) == "Jan 2026"


def test_facets_are_called_as_in_a_query() -> None:
    types = Facet("type", (FacetValue("LAW", "LAW", 1, "type:law"),))
    assert facet_lines([types], (), ())[0].heading == "type"


async def test_the_rest_of_a_facet_and_fewer_again(folder: Path) -> None:
    actors = tuple(FacetValue(f"Ann Lee {n}", f"Ann Lee {n}", 1, f'actor:"Ann Lee {n}"') for n in range(1, 10))
    some = library(folder)
    some.facets = (*FACETS, Facet("actor", actors[:6], 3))
    some.whole_facets = (*FACETS, Facet("actor", actors, 0))
    async with app_of(some).run_test(size=(120, 40)) as pilot:
        explorer = await found(pilot, "dredging")
        await press(pilot, "enter", "f")
        await until(pilot, lambda: bool(explorer.facets.items))
        assert "▸ 4 more" in explorer.facets.text and "Ann Lee 9" not in explorer.facets.text
        await press(pilot, "G", "enter")
        await until(pilot, lambda: "Ann Lee 9" in explorer.facets.text)
        current = explorer.facets.current
        assert current is not None and current.shown == "Ann Lee 6" and "▾ fewer" in explorer.facets.text
        await press(pilot, "G", "enter")
        await until(pilot, lambda: "Ann Lee 9" not in explorer.facets.text)
        current = explorer.facets.current
        assert current is not None and (current.facet, current.clause) == ("actor", "") and not current.folds


async def test_narrowing_by_a_key_and_back(folder: Path) -> None:
    some = library(folder)
    some.facets = FACETS
    async with app_of(some).run_test(size=(120, 40)) as pilot:
        explorer = await found(pilot, "dredging")
        await press(pilot, "enter", "f")
        await until(pilot, lambda: bool(explorer.facets.items))
        await press(pilot, "space")
        await until(pilot, lambda: explorer.searching.query == 'dredging outlet:"Port Courier"')
        await calm(pilot)
        assert explorer.search_line.query_text == 'dredging outlet:"Port Courier"'
        assert len(titles(explorer)) == 1 and explorer.pane == "facets"
        current = explorer.facets.current
        assert current is not None and current.chosen and "✓ 2" in explorer.facets.text
        await press(pilot, "enter")
        await until(pilot, lambda: explorer.searching.query == "dredging")
        await press(pilot, "}", "}")
        assert explorer.facets.current is not None and explorer.facets.current.facet == "month"
        await press(pilot, "{")
        assert explorer.facets.current is not None and explorer.facets.current.facet == "outlet"
        await press(pilot, "escape")
        assert explorer.pane == "list" and not explorer.facets.display and explorer.entities.display
        assert explorer.search_line.query_text == "dredging"


@pytest.mark.parametrize(("size", "beside"), [((80, 24), True), ((40, 12), False)])
async def test_facets_where_there_is_less_room(folder: Path, size: tuple[int, int], beside: bool) -> None:
    some = library(folder)
    some.facets = FACETS
    async with app_of(some).run_test(size=size) as pilot:
        explorer = await found(pilot, "dredging")
        await press(pilot, "enter", "f")
        assert explorer.facets.display and explorer.articles.display is beside and not explorer.positions.display
        await press(pilot, "f")
        assert not explorer.facets.display and explorer.articles.display


# -- stories ---------------------------------------------------------------------------------------------


def reprints(folder: Path) -> FakeLibrary:
    some = library(folder)
    some.told = [(1, 2)]
    return some


async def test_a_story_stands_once_and_opens(folder: Path) -> None:
    async with app_of(reprints(folder)).run_test(size=(120, 40)) as pilot:
        explorer = await found(pilot, "dredging")
        assert "3 articles · 2 stories" in explorer.search_line.text and len(titles(explorer)) == 2
        await press(pilot, "enter", "z", "a")
        await until(pilot, lambda: len(titles(explorer)) == 3)
        assert titles(explorer)[1] == "Vote on dredging put off"
        await press(pilot, "j", "z", "a")
        await until(pilot, lambda: len(titles(explorer)) == 2)
        assert explorer.articles.current is not None and explorer.articles.current.key == 1
        await press(pilot, "z", "A")
        await until(pilot, lambda: len(titles(explorer)) == 3)


async def test_a_story_is_folded_in_the_whole_list_too(folder: Path) -> None:
    async with app_of(reprints(folder)).run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        assert "4 articles · 3 stories" in explorer.search_line.text and len(titles(explorer)) == 3
        explorer.articles_follow(4)
        assert explorer.articles.current is not None and explorer.articles.current.key == 4


async def test_z_alone_still_zooms(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with app_of(reprints(folder)).run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "z")
        assert not explorer.panes.zoomed
        await press(pilot, "escape")
        hurry(monkeypatch, WHICH_KEY)
        await press(pilot, "z")
        await until(pilot, lambda: explorer.panes.zoomed)
        await press(pilot, "z", "j")
        assert not explorer.panes.zoomed and explorer.articles.cursor == 1


def test_rows_of_stories(folder: Path) -> None:
    some = reprints(folder)
    told = folded(some, [3, 2, 1], lambda key: True)  # type: ignore[arg-type]
    assert list(told.keys) == [3, 1, 2] and told.stories == 2
    assert told.folds == {1: Fold(1, True), 2: Fold(member=True)}
    rows = some.articles.rows([3, 1, 2])
    listed = Listed(told.keys, rows, told.folds)
    assert [row.key for row in listed] == [3, 1, 2] and listed[-1].key == 2
    assert [listed.place_of(key) for key in (3, 1, 2, 9)] == [0, 1, 2, None]
    assert [listed.first_of_story(key) for key in (3, 1, 2)] == [None, 1, 1]
    assert "+1" in words(row_lines(rows[1], 40, Fold(1))[-1]) and "▾1" in words(
        row_lines(rows[1], 40, Fold(1, True))[-1]
    )
    assert all(words(line).startswith("│ ") for line in row_lines(rows[2], 40, Fold(member=True)))


# -- completion, history, what was meant --------------------------------------------------------------------


def completing(folder: Path) -> FakeLibrary:
    some = library(folder)

    def complete(query: str, cursor: int) -> list[Completion]:
        start = query.rfind(" ", 0, cursor) + 1
        typed = query[start:cursor]
        fields = [f"{name}:" for name in ("outlet", "actor") if typed and name.startswith(typed)]
        if typed.startswith("outlet:"):
            at = start + len("outlet:")
            values = [name for name in ("Port Courier", "The Meridian") if query[at:cursor].lower() in name.lower()]
            return [Completion(at, cursor, f'"{name}"', name, "outlet", 2) for name in values]
        return [Completion(start, cursor, name, name, "field") for name in fields]

    some.completions = complete
    return some


async def test_tab_takes_a_completion_and_offers_its_values(folder: Path) -> None:
    async with app_of(completing(folder)).run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        line = explorer.search_line
        await press(pilot, "/", Typed("ou"))
        await until(pilot, lambda: line.completions.display)
        await press(pilot, "tab")
        await until(pilot, lambda: line.query_text == "outlet:" and "The Meridian" in line.completions.text)
        await press(pilot, "down", "tab")
        await until(pilot, lambda: line.query_text == 'outlet:"The Meridian"')
        assert line.is_open
        await calm(pilot)
        assert titles(explorer) == ["Minister: 'No decision before spring'"]


async def test_enter_goes_to_what_was_found_whatever_is_offered(folder: Path) -> None:
    async with app_of(completing(folder)).run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "/", Typed("ou"))
        await until(pilot, lambda: explorer.search_line.completions.display)
        await press(pilot, "enter")
        assert explorer.pane == "list" and not explorer.search_line.is_open
        assert explorer.search_line.query_text == "ou" and not explorer.search_line.completions.display


async def test_escape_puts_completions_away_first(folder: Path) -> None:
    async with app_of(completing(folder)).run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "/", Typed("ou"))
        await until(pilot, lambda: explorer.search_line.completions.display)
        await press(pilot, "escape")
        assert explorer.search_line.is_open and explorer.search_line.query_text == "ou"
        assert not explorer.search_line.completions.display
        await press(pilot, "escape")
        assert explorer.search_line.query_text == ""


async def test_nothing_is_said_to_be_wrong_while_something_is_offered(folder: Path) -> None:
    some = completing(folder)
    some.completions = lambda query, cursor: [Completion(0, cursor, "outlet:", "outlet:", "field")]
    async with app_of(some).run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "/", Typed("outlett:x"))
        await until(pilot, lambda: explorer.search_line.completions.display)
        assert explorer.search_line.trouble_height == 0
        await press(pilot, "escape")
        assert explorer.search_line.trouble_height == 1


def test_what_is_worth_offering(folder: Path) -> None:
    some: Any = completing(folder)
    assert completions(some, "", 0) == [] and completions(some, "x ", 2) == []
    assert [one.text for one in completions(some, "a", 1)] == ["actor:"]
    assert len(completions(some, "outlet:", 7)) == 2
    some.completions = lambda query, cursor: [Completion(0, cursor, "dredging", "dredging", "word", 3)]
    assert completions(some, "d", 1) == [] and completions(some, "dredging", 8) == []
    assert len(completions(some, "dred", 4)) == 1


async def test_going_through_earlier_searches(folder: Path) -> None:
    some = library(folder)
    some.searched = ["spring", "mussel"]
    async with app_of(some).run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        line = explorer.search_line
        await press(pilot, "/")
        await until(pilot, lambda: bool(explorer.completing._history))
        await press(pilot, "up")
        assert line.query_text == "spring"
        await press(pilot, "up", "up")
        assert line.query_text == "mussel"
        await press(pilot, "down", "down")
        assert line.query_text == ""
        await press(pilot, Typed("dredging"))
        await until(pilot, lambda: explorer.searching.query == "dredging")
        await press(pilot, "down")
        assert line.query_text == "dredging" and explorer.articles.cursor == 1
        await press(pilot, "enter")
        await until(pilot, lambda: some.searched[0] == "dredging")


async def test_tab_takes_what_was_meant(folder: Path) -> None:
    some = library(folder)
    some.suggestion = "dredging"
    async with app_of(some).run_test(size=(120, 40)) as pilot:
        explorer = await found(pilot, "dregding")
        message = " ".join(" ".join(map(words, explorer.searching.message())).split())
        assert "No article matches dregding." in message and "Did you mean" in message and "Tab dredging" in message
        await press(pilot, "tab")
        await until(pilot, lambda: explorer.searching.query == "dredging")
        assert len(titles(explorer)) == 3


async def test_what_is_not_finished_is_not_called_wrong_while_one_types(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.controllers.searching.UNFINISHED", 30.0)
    async with app_of(library(folder)).run_test(size=(120, 40)) as pilot:
        explorer = await found(pilot, "dredging")
        await press(pilot, Typed(" OR "))
        await pilot.pause(0.3)
        assert not explorer.search_line.is_broken and explorer.searching.query == "dredging"
        await press(pilot, Typed("silt"))
        await until(pilot, lambda: explorer.searching.query == "dredging OR silt")
        explorer.search_line.put("outlett:x silt", by_hand=True)
        await until(pilot, lambda: explorer.search_line.is_broken)


async def test_why_another_query_found_nothing_is_not_said_of_a_broken_one(folder: Path) -> None:
    async with app_of(library(folder)).run_test(size=(120, 40)) as pilot:
        explorer = await found(pilot, "dregding")
        assert any("Nothing found" in words(line) for line in explorer.articles._message)
        explorer.search_line.put("outlett:x")
        await until(pilot, lambda: explorer.search_line.is_broken)
        await calm(pilot)
        assert not explorer.articles._message


def test_what_is_said_about_a_completion_is_dim() -> None:
    one = Completion(0, 0, '"two words"', "two words  dredging is:unread", "query")
    line = Completions().lay_out(one, 40)[0]
    assert line[:2] == [("two words", "plain"), ("  dredging is:unread", "dim")]


async def test_tab_takes_what_was_meant_from_the_empty_list_too(folder: Path) -> None:
    some = library(folder)
    some.suggestion = "dredging"
    async with app_of(some).run_test(size=(120, 40)) as pilot:
        explorer = await found(pilot, "dregding")
        await press(pilot, "enter", "tab")
        await until(pilot, lambda: explorer.searching.query == "dredging")
        assert explorer.search_line.query_text == "dredging" and explorer.pane == "list"


async def test_more_like_this(folder: Path) -> None:
    async with app_of(library(folder)).run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "j", "L")
        assert explorer.search_line.query_text == f"like:{2:016x}"


async def test_rows_are_read_when_somebody_looks_at_them(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.listed.PAGE", 4)
    monkeypatch.setattr("tui.controllers.searching.PAGE", 4)
    many = votes(folder, 60)
    asked: list[list[int]] = []
    rows = many.articles.rows
    many.articles.rows = lambda keys: asked.append(list(keys)) or rows(keys)
    async with app_of(many).run_test(size=(120, 24)) as pilot:
        explorer = await found(pilot, "dredging")
        await calm(pilot)
        assert explorer.search_line.text.count("60 articles") == 1 and len(explorer.searching.rows) == 60
        read = {key for keys in asked for key in keys}
        assert set(range(1, 5)) <= read and not read & set(range(20, 61)), read
        await press(pilot, "enter", "G")
        await until(pilot, lambda: explorer.searching.rows[59].title == "Vote 59")
        assert explorer.articles.current is not None and explorer.articles.current.title == "Vote 59"
        shown = " ".join(explorer.articles.render_line(y).text for y in range(explorer.articles.size.height))
        assert "Vote 58" in shown and "Vote 59" in shown
        assert not {key for keys in asked for key in keys} & set(range(24, 40)), "what nobody looked at was read"
        # Made anew, the list has the rows on the screen at once, wherever that is.
        asked.clear()
        await explorer.searching.refresh()
        assert {1, 60} <= set(asked[0]) and len(asked) == 1 and explorer.articles.cursor == 59


@pytest.mark.parametrize(
    "told", [[], [(1, 2)], [(3, 1, 2)], [tuple(range(40, 0, -1))], [(5, 1), (60, 2, 3, 4)]], ids=str
)
def test_the_first_page_is_the_beginning_of_the_whole_list(
    folder: Path, monkeypatch: pytest.MonkeyPatch, told: list[tuple[int, ...]]
) -> None:
    for module in ("tui.listed", "tui.controllers.searching"):
        monkeypatch.setattr(f"{module}.PAGE", 4)
    many = votes(folder, 60)
    many.told = told
    whole, first = find(many, ""), first_page(many)  # type: ignore[arg-type]
    assert first is not None and first.total is None and whole.total == 60 and len(whole.rows) > 4
    assert list(first.rows.keys) == list(whole.rows.keys)[:4]
    assert [first.rows.fold_of(key) for key in first.rows.keys] == [whole.rows.fold_of(key) for key in first.rows.keys]
    assert list(first.rows) == whole.rows[:4]
    few = votes(folder / "few", 4)
    assert first_page(few) is None, "one page is the whole list"  # type: ignore[arg-type]


async def test_one_moves_in_the_first_page_while_the_rest_is_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("tui.listed", "tui.controllers.searching"):
        monkeypatch.setattr(f"{module}.PAGE", 4)
    many, gate = votes(folder, 60), threading.Event()
    order = many.articles.order
    many.articles.order = lambda limit=None: order(limit) if limit or gate.wait(10) else []
    async with app_of(many).run_test(size=(120, 24)) as pilot:
        explorer = explorer_of(pilot)
        await until(pilot, lambda: len(explorer.searching.rows) == 4)
        assert "article" not in explorer.search_line.text, "they are not counted yet"
        await pilot.press("j", "j")
        assert explorer.articles.cursor == 2
        gate.set()
        await until(pilot, lambda: len(explorer.searching.rows) == 60)
        assert explorer.articles.cursor == 2
        assert "60 articles" in explorer.search_line.text


def test_a_row_that_nobody_has_read_and_one_that_is_gone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.listed.PAGE", 2)
    monkeypatch.setattr("tui.listed._MOST", 4)
    some, wanted = votes(folder, 6), list[int]()
    listed = Listed(some.articles.order(), (), wanted=lambda listed, page: wanted.append(page))
    assert (listed[3].key, listed[3].id, listed[-3].title) == (4, "", "…")
    assert wanted == [1] and list(listed.keys_of(1)) == [3, 4]
    listed.read(1, some.articles.rows([3]))
    assert listed[2].title == "Vote 2" and "no longer" in listed[3].title and not listed[3].id
    assert [row.key for row in listed.known()] == [3] and wanted == [1]
    for page in (0, 2):
        listed.read(page, some.articles.rows(listed.keys_of(page)))
    assert [row.key for row in listed.known()] == [1, 2, 5, 6], "the rows that were read first are forgotten"
    assert listed[2].title == "…" and wanted == [1, 1]
    listed.forget(1)
    assert listed[3].title == "…" and wanted == [1, 1, 1]
    with pytest.raises(IndexError):
        listed[6]
