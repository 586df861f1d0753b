"""Keys that are typed faster than the screen follows: each goes to what has the focus when its turn comes."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from tests.tui.running import app_of, calm, explorer_of, library, said, settled, until
from tui import keys_in_turn


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "harbour"


def burst(pilot: Pilot[Any], text: str) -> None:
    """All these keys at once, as a terminal hands them over."""
    names = {"/": "slash", ":": "colon", " ": "space", "\n": "enter", "-": "minus"}
    for character in text:
        key = events.Key(names.get(character, character), character if character != "\n" else "\r")
        pilot.app.post_message(key)


async def test_a_search_typed_in_one_breath(folder: Path) -> None:
    async with app_of(library(folder)).run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        burst(pilot, "j/put off")
        await until(pilot, lambda: explorer.search_line.query_text == "put off")
        await until(pilot, lambda: explorer.searching.query == "put off")
        await calm(pilot)
        assert explorer.articles.cursor == 0, "a letter of the query moved the cursor"


async def test_keys_typed_before_the_library_is_open(folder: Path) -> None:
    found, gate = library(folder), threading.Event()
    app = app_of(found)
    opener = app.database._opener
    app.database._opener = lambda: (gate.wait(20), opener())[1]
    async with app.run_test(size=(120, 40)) as pilot:
        burst(pilot, "/put off")
        await pilot.pause(0.1)
        explorer = explorer_of(pilot)
        assert not explorer.search_line.is_open
        gate.set()
        await until(pilot, lambda: explorer.search_line.query_text == "put off")


async def test_a_name_typed_before_its_dialog_is_there(folder: Path) -> None:
    some = library(folder)
    saved: list[tuple[str, str]] = []
    some.saved.save = lambda name, query: saved.append((name, query))
    async with app_of(some).run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        explorer.searching.search_for("dredging")
        await calm(pilot)
        at = explorer.articles.cursor
        burst(pilot, "bjug and jar\n")
        await until(pilot, lambda: saved == [("jug and jar", "dredging")])
        await until(pilot, lambda: len(pilot.app.screen_stack) == 1)
        assert explorer.articles.cursor == at


async def test_keys_wait_for_a_panel_that_the_library_is_slow_to_fill(folder: Path) -> None:
    some, gate = library(folder), threading.Event()
    some.tags.all = lambda: (gate.wait(20), [("budget", 1)])[1]
    async with app_of(some).run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        burst(pilot, "tjetty")
        await pilot.pause(0.2)
        assert explorer.articles.cursor == 0 and len(pilot.app.screen_stack) == 1
        gate.set()
        await until(pilot, lambda: isinstance(pilot.app.focused, Input) and pilot.app.focused.value == "jetty")


async def test_work_that_ends_without_a_panel_gives_the_keys_back(folder: Path) -> None:
    some = library(folder)

    def fails() -> Any:
        raise OSError("the disk is away")

    some.tags.all = fails
    async with app_of(some).run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        burst(pilot, "tj")
        await until(pilot, lambda: explorer.articles.cursor == 1)
        assert "disk is away" in said(explorer) or explorer.articles.cursor == 1


async def test_patience_has_an_end(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys_in_turn, "PATIENCE", 0.1)
    some, gate = library(folder), threading.Event()
    some.tags.all = lambda: (gate.wait(20), [])[1]
    async with app_of(some).run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        burst(pilot, "tj")
        await until(pilot, lambda: explorer.articles.cursor == 1)
        assert len(pilot.app.screen_stack) == 1, "the panel is still waited for"
        gate.set()
        await until(pilot, lambda: len(pilot.app.screen_stack) == 2)


async def test_a_paste_waits_too(folder: Path) -> None:
    async with app_of(library(folder)).run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        burst(pilot, "/")
        pilot.app.post_message(events.Paste("put off"))
        await until(pilot, lambda: explorer.search_line.is_open)
        await calm(pilot)
        assert explorer.search_line.query_text == "put off"
