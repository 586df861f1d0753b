"""Pictures of every state that the explorer can be in; each was looked at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from index.errors import LockedError
from index.model import Analysis
from tests.tui.fakes import FERRY, HARBOUR, FakeLibrary, ferry, harbour
from tests.tui.running import (
    MODAL,
    WHICH_KEY,
    Typed,
    app_of,
    asking,
    calm,
    explorer_of,
    hurry,
    library,
    press,
    pressing,
    said,
    settled,
    until,
)
from tui.worker_link import WorkerEvent

WIDE, MIDDLE, SMALL = (120, 40), (80, 24), (40, 12)
Picture = Callable[..., bool]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "harbour"


def test_the_list(snap_compare: Picture, folder: Path) -> None:
    assert snap_compare(app_of(library(folder)), terminal_size=WIDE, run_before=pressing())


def test_the_positions(snap_compare: Picture, folder: Path) -> None:
    app = app_of(library(folder))
    assert snap_compare(app, terminal_size=WIDE, run_before=pressing("shift+tab", "j", "j", "j"))


def test_the_entities(snap_compare: Picture, folder: Path) -> None:
    assert snap_compare(app_of(library(folder)), terminal_size=WIDE, run_before=pressing("tab", "j", "n"))


def test_the_article(snap_compare: Picture, folder: Path) -> None:
    assert snap_compare(app_of(library(folder)), terminal_size=WIDE, run_before=pressing("enter", "s", "s", "w"))


def test_light(snap_compare: Picture, folder: Path) -> None:
    found = library(folder)
    (folder / "explorer.json").write_text('{"theme": "sayso-light"}')
    assert snap_compare(app_of(found), terminal_size=WIDE, run_before=pressing("shift+tab", "j"))


@pytest.mark.parametrize(
    "keys", [(), ("tab",), ("enter",), ("shift+tab",)], ids=["list", "entities", "article", "positions"]
)
def test_80_columns(snap_compare: Picture, folder: Path, keys: tuple[str, ...]) -> None:
    assert snap_compare(app_of(library(folder)), terminal_size=MIDDLE, run_before=pressing(*keys))


@pytest.mark.parametrize(
    "keys", [(), ("tab",), ("enter", "s", "s"), ("shift+tab",)], ids=["list", "entities", "article", "positions"]
)
def test_40_columns(snap_compare: Picture, folder: Path, keys: tuple[str, ...]) -> None:
    assert snap_compare(app_of(library(folder)), terminal_size=SMALL, run_before=pressing(*keys))


def test_a_first_run(snap_compare: Picture, folder: Path) -> None:
    folder.mkdir()
    found = FakeLibrary(folder)
    found.gate.clear()

    async def before(pilot: Pilot[Any]) -> None:
        await until(pilot, lambda: "new library" in explorer_of(pilot).bottom_bar.text)

    try:
        app = app_of(found, fill=lambda library: found.wait())
        assert snap_compare(app, terminal_size=WIDE, run_before=before)
    finally:
        found.gate.set()


def test_an_empty_library(snap_compare: Picture, folder: Path) -> None:
    folder.mkdir()
    assert snap_compare(app_of(FakeLibrary(folder)), terminal_size=WIDE, run_before=pressing())


def test_no_hits(snap_compare: Picture, folder: Path) -> None:
    app = app_of(library(folder))
    assert snap_compare(app, terminal_size=WIDE, run_before=asking("whales"))


def test_a_broken_query(snap_compare: Picture, folder: Path) -> None:
    app = app_of(library(folder))
    assert snap_compare(app, terminal_size=WIDE, run_before=asking("outlett:courier"))


def test_searching_in_40_columns(snap_compare: Picture, folder: Path) -> None:
    assert snap_compare(app_of(library(folder)), terminal_size=SMALL, run_before=asking("dredging"))


def test_a_broken_query_in_40_columns(snap_compare: Picture, folder: Path) -> None:
    app = app_of(library(folder))
    assert snap_compare(app, terminal_size=SMALL, run_before=asking("outlett:courier"))


def test_hits(snap_compare: Picture, folder: Path) -> None:
    app = app_of(library(folder))
    assert snap_compare(app, terminal_size=WIDE, run_before=asking("dredging", "enter", "enter", "n"))


def test_analysing_and_not_analysed_yet(snap_compare: Picture, folder: Path) -> None:
    async def before(pilot: Pilot[Any]) -> None:
        explorer = await settled(pilot)
        explorer.watching._link = object()  # type: ignore[assignment]  # an analysis that runs and says nothing
        explorer.watching.first = lambda key: None  # type: ignore[method-assign]
        explorer.watching._heard(WorkerEvent("analysed", 1, 14, 25))
        await pressing("j", "j")(pilot)

    assert snap_compare(app_of(library(folder)), terminal_size=WIDE, run_before=before)


def test_a_failed_analysis(snap_compare: Picture, folder: Path) -> None:
    assert snap_compare(app_of(library(folder)), terminal_size=WIDE, run_before=pressing("G"))


def test_saving(snap_compare: Picture, folder: Path) -> None:
    found = library(folder)
    found.gate.clear()

    async def before(pilot: Pilot[Any]) -> None:
        explorer = await settled(pilot)
        for key in ("shift+tab", "j", "j", "4"):
            await pilot.press(key)
        await until(pilot, lambda: "saving…" in explorer.positions.text)

    try:
        assert snap_compare(app_of(found), terminal_size=WIDE, run_before=before)
    finally:
        found.gate.set()


def test_a_save_that_failed(snap_compare: Picture, folder: Path) -> None:
    found = library(folder)
    found.failing = LockedError("the disk is full: make room and try again")
    assert snap_compare(app_of(found), terminal_size=WIDE, run_before=pressing("shift+tab", "j", "j", "4"))


def test_read_only(snap_compare: Picture, folder: Path) -> None:
    found = library(folder)
    found.writable = False
    found.failing = LockedError("the folder is read-only: labels need a library that can be written")
    assert snap_compare(app_of(found), terminal_size=WIDE, run_before=pressing("shift+tab", "a"))


@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["120", "40"])
def test_sixteen_colours(snap_compare: Picture, folder: Path, size: tuple[int, int]) -> None:
    found = library(folder)
    (folder / "explorer.json").write_text('{"theme": "sayso-terminal"}')
    assert snap_compare(app_of(found), terminal_size=size, run_before=pressing("enter", "s", "s", "w"))


def test_no_color(snap_compare: Picture, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = app_of(library(folder))
    assert snap_compare(app, terminal_size=WIDE, run_before=pressing("enter", "s", "s", "w"))


HOSTILE = "[b]Bold[/] [@click=app.quit]quit[/] [/] \ufffd[2J $accent {x} %s 漢字 🙂"


@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["120", "40"])
def test_a_title_full_of_markup(snap_compare: Picture, folder: Path, size: tuple[int, int]) -> None:
    folder.mkdir()
    found = FakeLibrary(folder)
    key = found.add(f"{HOSTILE}\n\n{HARBOUR}", HOSTILE, outlet="[/][red]Out[/]let")
    found.analyses[key] = Analysis()
    assert snap_compare(app_of(found), terminal_size=size, run_before=pressing())


# -- what stands over the main screen --------------------------------------------------------------------


def test_help(snap_compare: Picture, folder: Path) -> None:
    assert snap_compare(app_of(library(folder)), terminal_size=WIDE, run_before=pressing("shift+tab", "?", MODAL))


def test_help_in_40_columns(snap_compare: Picture, folder: Path) -> None:
    assert snap_compare(app_of(library(folder)), terminal_size=SMALL, run_before=pressing("?", MODAL, "j"))


def test_the_palette(snap_compare: Picture, folder: Path) -> None:
    assert snap_compare(app_of(library(folder)), terminal_size=WIDE, run_before=pressing(":", MODAL, Typed("unl")))


def test_the_palette_in_40_columns(snap_compare: Picture, folder: Path) -> None:
    assert snap_compare(app_of(library(folder)), terminal_size=SMALL, run_before=pressing(":", MODAL))


def test_completing_a_path(snap_compare: Picture, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = library(folder)
    place = folder.parent / "articles"
    (place / "january").mkdir(parents=True)
    (place / "jetty.txt").write_text("x")
    (place / "other.txt").write_text("x")
    monkeypatch.chdir(folder.parent)
    assert snap_compare(app_of(found), terminal_size=WIDE, run_before=pressing(":", MODAL, Typed("add articles/j")))


def test_picking_an_issue(snap_compare: Picture, folder: Path) -> None:
    app = app_of(library(folder))
    assert snap_compare(app, terminal_size=WIDE, run_before=pressing("shift+tab", "i", MODAL, Typed("dred")))


def test_a_note(snap_compare: Picture, folder: Path) -> None:
    app = app_of(library(folder))
    assert snap_compare(app, terminal_size=WIDE, run_before=pressing("shift+tab", "c", MODAL, Typed("see June")))


def ferry_library(folder: Path, theme: str = "sayso-dark") -> FakeLibrary:
    """One article, with a statement within another one."""
    folder.mkdir()
    found = FakeLibrary(folder)
    found.analyses[found.add(FERRY, "Ferry row: the minister's promise is in doubt")] = ferry()
    (folder / "explorer.json").write_text(f'{{"theme": "{theme}"}}')
    return found


@pytest.mark.parametrize("size", [WIDE, MIDDLE, SMALL], ids=["120", "80", "40"])
def test_why_it_was_found(snap_compare: Picture, folder: Path, size: tuple[int, int]) -> None:
    app = app_of(ferry_library(folder))
    assert snap_compare(app, terminal_size=size, run_before=pressing("enter", "s", "s", "I", MODAL))


def test_why_it_was_found_to_its_end_in_40_columns(snap_compare: Picture, folder: Path) -> None:
    app = app_of(ferry_library(folder))
    assert snap_compare(app, terminal_size=SMALL, run_before=pressing("enter", "s", "s", "I", MODAL, "G"))


def test_why_it_was_found_in_light(snap_compare: Picture, folder: Path) -> None:
    app = app_of(ferry_library(folder, "sayso-light"))
    assert snap_compare(app, terminal_size=WIDE, run_before=pressing("enter", "s", "s", "I", MODAL))


@pytest.mark.parametrize("theme", ["sayso-dark", "sayso-light", "sayso-terminal"])
def test_a_statement_within_another(snap_compare: Picture, folder: Path, theme: str) -> None:
    app = app_of(ferry_library(folder, theme))
    assert snap_compare(app, terminal_size=WIDE, run_before=pressing("enter", "s", "s"))


def test_marking(snap_compare: Picture, folder: Path) -> None:
    app = app_of(library(folder))
    assert snap_compare(app, terminal_size=WIDE, run_before=pressing("enter", "v", "b", "b"))


def test_making_a_statement(snap_compare: Picture, folder: Path) -> None:
    app = app_of(library(folder))
    assert snap_compare(app, terminal_size=WIDE, run_before=pressing("enter", "s", "s", "v", "enter", MODAL))


def test_making_a_statement_in_40_columns(snap_compare: Picture, folder: Path) -> None:
    app = app_of(library(folder))
    assert snap_compare(app, terminal_size=SMALL, run_before=pressing("enter", "s", "s", "v", "enter", MODAL))


def test_what_an_actor_said(snap_compare: Picture, folder: Path) -> None:
    app = app_of(library(folder))
    assert snap_compare(app, terminal_size=WIDE, run_before=pressing("shift+tab", "G", "enter", MODAL))


def test_what_may_follow_a_key(snap_compare: Picture, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hurry(monkeypatch, WHICH_KEY)

    async def before(pilot: Pilot[Any]) -> None:
        hints = said(await settled(pilot))
        await press(pilot, "g")
        await until(pilot, lambda: said(explorer_of(pilot)) != hints)
        await calm(pilot)

    assert snap_compare(app_of(library(folder)), terminal_size=WIDE, run_before=before)


def test_a_pane_alone(snap_compare: Picture, folder: Path) -> None:
    assert snap_compare(app_of(library(folder)), terminal_size=WIDE, run_before=pressing("enter", "z"))


def test_harbour_is_what_it_says() -> None:
    """The pictures' statements stand in the text that they are shown beside."""
    for one in harbour().statements:
        for passage in (one.source, one.cue, one.content):
            assert HARBOUR[passage.start : passage.end] == passage.text
