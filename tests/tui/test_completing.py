"""What is offered as one types: completions, earlier searches, and what was meant."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from index.search.completion import Completion
from tests.tui.fakes import FakeLibrary
from tests.tui.results import found, titles, words
from tests.tui.running import Typed, app_of, calm, library, press, settled, until
from tui.controllers.completing import completions
from tui.screens.explorer import Explorer
from tui.widgets.completions import Completions


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "harbour"


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


def suggesting(folder: Path) -> FakeLibrary:
    """A library that takes each query that finds little for another one."""
    some = library(folder)
    some.suggestion = "dredging"
    return some


def message(explorer: Explorer) -> str:
    """What stands where nothing is listed."""
    return " ".join(map(words, explorer.articles._message))


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
    async with app_of(suggesting(folder)).run_test(size=(120, 40)) as pilot:
        explorer = await found(pilot, "dregding")
        said = " ".join(" ".join(map(words, explorer.searching.message())).split())
        assert "No article matches dregding." in said and "Did you mean" in said and "Tab dredging" in said
        await press(pilot, "tab")
        await until(pilot, lambda: explorer.searching.query == "dredging")
        assert len(titles(explorer)) == 3


async def test_how_a_short_query_was_meant_is_shown_with_what_it_found(folder: Path) -> None:
    async with app_of(suggesting(folder)).run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        shown: list[str] = []
        show = explorer.articles.show

        def told(*given: Any, **named: Any) -> None:
            show(*given, **named)
            shown.append(message(explorer))

        explorer.articles.show = told  # type: ignore[method-assign]
        explorer.search_line.put("dregding", by_hand=True)
        await until(pilot, lambda: explorer.searching.query == "dregding")
        await calm(pilot)
        nothing = [one for one in shown if "No article matches" in one]
        assert nothing and all("Did you mean" in one for one in nothing)


async def test_how_a_long_query_was_meant_follows_what_it_found(folder: Path) -> None:
    some = suggesting(folder)
    asked: list[bool] = []
    run = some.search.run

    def told(*given: Any, suggest: bool = True, **named: Any) -> Any:
        asked.append(suggest)
        return run(*given, suggest=suggest, **named)

    some.search.run = told
    async with app_of(some).run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        explorer.search_line.put("so many words of which none", by_hand=True)
        await until(pilot, lambda: explorer.searching.suggestion == "dredging")
        assert asked[-1:] == [False] and "Did you mean" in message(explorer)


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
    async with app_of(suggesting(folder)).run_test(size=(120, 40)) as pilot:
        explorer = await found(pilot, "dregding")
        await press(pilot, "enter", "tab")
        await until(pilot, lambda: explorer.searching.query == "dredging")
        assert explorer.search_line.query_text == "dredging" and explorer.pane == "list"


async def test_more_like_this(folder: Path) -> None:
    async with app_of(library(folder)).run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "j", "L")
        assert explorer.search_line.query_text == f"like:{2:016x}"
