"""Pictures of the list of statements, of the look before several are labelled, and of the saved searches."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from index.errors import LockedError
from tests.tui.fakes import HARBOUR, FakeLibrary, harbour
from tests.tui.running import MODAL, Typed, app_of, calm, explorer_of, library, press, pressing, settled, until
from tests.tui.test_pictures import HOSTILE, MIDDLE, SMALL, WIDE, Picture

SIZES = pytest.mark.parametrize("size", [WIDE, MIDDLE, SMALL], ids=["120", "80", "40"])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "harbour"


def quay(folder: Path) -> FakeLibrary:
    """The usual library, one of its quotations printed in three places, with tags, flags and saved searches."""
    found = library(folder)
    found.printed[harbour().statements[3].id] = 3
    found.tagged = {1: ("budget", "quay"), 3: ("spring",)}
    found.flagged = {1, 2}
    found.searches = {
        "mussel beds": "mussel",
        "the vote on dredging": "vote",
        "broken": "outlett:courier",
    }
    return found


def stepping(*keys: str) -> Callable[[Pilot[Any]], Any]:
    """For a picture: the library shown, then these keys, each done before the next one."""

    async def before(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        for key in keys:
            await press(pilot, key)
            if key != MODAL:
                await calm(pilot)

    return before


@SIZES
def test_statements(snap_compare: Picture, folder: Path, size: tuple[int, int]) -> None:
    keys = stepping("g", "c", "j", "space", "space")
    assert snap_compare(app_of(quay(folder)), terminal_size=size, run_before=keys)


@pytest.mark.parametrize("theme", ["sayso-light", "sayso-terminal"])
def test_statements_in_other_looks(snap_compare: Picture, folder: Path, theme: str) -> None:
    found = quay(folder)
    (folder / "explorer.json").write_text(f'{{"theme": "{theme}"}}')
    assert snap_compare(app_of(found), terminal_size=WIDE, run_before=stepping("g", "c", "j", "V", "j"))


def test_statements_that_could_not_be_saved(snap_compare: Picture, folder: Path) -> None:
    found = quay(folder)
    found.failing = LockedError("the disk is full: make room and try again")
    keys = ("g", "c", "space", "space", "6", MODAL, "enter", "k")

    async def before(pilot: Pilot[Any]) -> None:
        await stepping(*keys)(pilot)
        await until(pilot, lambda: explorer_of(pilot).lines.text.count("not saved") == 2)

    assert snap_compare(app_of(found), terminal_size=WIDE, run_before=before)


def test_no_statements(snap_compare: Picture, folder: Path) -> None:
    async def before(pilot: Pilot[Any]) -> None:
        explorer = await settled(pilot)
        explorer.searching.search_for("whales")
        await calm(pilot)
        await stepping("g", "c")(pilot)

    assert snap_compare(app_of(quay(folder)), terminal_size=WIDE, run_before=before)


@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["120", "40"])
def test_statements_full_of_markup(snap_compare: Picture, folder: Path, size: tuple[int, int]) -> None:
    folder.mkdir()
    found = FakeLibrary(folder)
    found.add(HARBOUR, HOSTILE, outlet="[/][red]Out[/]let")
    found.analyses[1] = harbour()
    real = found.search.concordance

    def hostile(query: str, **wanted: Any) -> Any:
        from dataclasses import replace

        answer = real(query, **wanted)
        lines = tuple(replace(one, before=HOSTILE, content=HOSTILE, after=f" {HOSTILE}") for one in answer.lines)
        return replace(answer, lines=lines)

    found.search.concordance = hostile
    assert snap_compare(app_of(found), terminal_size=size, run_before=stepping("g", "c"))


@SIZES
def test_before_several_are_labelled(snap_compare: Picture, folder: Path, size: tuple[int, int]) -> None:
    keys = stepping("g", "c", "*", "3", MODAL)
    assert snap_compare(app_of(quay(folder)), terminal_size=size, run_before=keys)


@SIZES
def test_the_saved_searches(snap_compare: Picture, folder: Path, size: tuple[int, int]) -> None:
    async def before(pilot: Pilot[Any]) -> None:
        await pressing("g", "l", MODAL)(pilot)
        screen: Any = pilot.app.screen
        await until(pilot, lambda: bool(screen.list.items) and all(row.counted for row in screen.list.items))
        await press(pilot, "j")

    assert snap_compare(app_of(quay(folder)), terminal_size=size, run_before=before)


def test_no_saved_searches(snap_compare: Picture, folder: Path) -> None:
    assert snap_compare(app_of(library(folder)), terminal_size=MIDDLE, run_before=stepping("g", "l", MODAL))


@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["120", "40"])
def test_tags_flags_and_marks_in_the_list(snap_compare: Picture, folder: Path, size: tuple[int, int]) -> None:
    assert snap_compare(app_of(quay(folder)), terminal_size=size, run_before=stepping("space", "j", "k"))


def test_choosing_a_tag(snap_compare: Picture, folder: Path) -> None:
    keys = stepping("t", MODAL, Typed("bu"))
    assert snap_compare(app_of(quay(folder)), terminal_size=MIDDLE, run_before=keys)
