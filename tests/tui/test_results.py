"""Results as one types: excerpts, sorting, and stories folded."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.model import Span
from tests.tui.fakes import FakeLibrary
from tests.tui.results import found, titles, votes, words
from tests.tui.running import WHICH_KEY, app_of, hurry, library, press, settled, until
from tui.controllers.ordering import Order
from tui.excerpts import excerpt_lines
from tui.lines import Line
from tui.listed import Fold, Listed, folded
from tui.widgets.article_list import row_lines


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "harbour"


def lit(lines: list[Line]) -> list[str]:
    return [text for line in lines for text, tone in line if tone == "match"]


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


async def test_a_key_that_may_stand_alone_does_what_it_means_once(folder: Path) -> None:
    async with app_of(reprints(folder)).run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "z")
        pressing, pending = explorer.pressing, explorer.pressing._pending
        assert pending is not None
        await press(pilot, "j")
        assert explorer.panes.zoomed
        pressing._show_continuations(pending)  # the time was up while j was pressed
        assert explorer.panes.zoomed
        await press(pilot, "z")
        explorer.enter("article")
        await pilot.pause()
        pressing.press("ctrl+q")  # nothing is bound to it
        assert explorer.panes.zoomed, "what was pressed in another pane is forgotten"
