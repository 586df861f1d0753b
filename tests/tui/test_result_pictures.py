"""Pictures of what a search shows: excerpts, facets, stories, completions, and what was probably meant."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from index.model import Analysis
from index.search.completion import Completion
from index.search.facets import Facet, FacetValue
from tests.tui.fakes import HARBOUR, FakeLibrary
from tests.tui.running import Typed, app_of, asking, calm, explorer_of, library, press, settled, until

WIDE, MIDDLE, SMALL = (120, 40), (80, 24), (40, 12)
Picture = Callable[..., bool]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "harbour"


def facet(name: str, *values: tuple[str, int], others: int = 0) -> Facet:
    quoted = {"year": "date:{}", "month": "date:{}"}.get(name, name + ":{}")
    found = (FacetValue(v, v, n, quoted.format(v if " " not in v else f'"{v}"')) for v, n in values)
    return Facet(name, tuple(found), others)


FACETS = (
    facet("outlet", ("Port Courier", 12), ("Coastal Press Agency", 9), ("The Meridian", 1)),
    facet("year", ("2026", 15), ("2025", 8)),
    facet("month", *((f"2026-{n:02}", 10 - n) for n in range(9, 1, -1))),
    facet("actor", ("Ines Calder", 7), ("Rolf Tamm", 6), ("Port authority", 5), ("Fishers' union", 2), others=31),
    facet("issue", ("dredging", 11), ("ferry-fares", 2)),
    facet("stance", ("against", 9), ("favor", 4), ("neutral", 2)),
    facet("type", ("person", 20), ("org", 14), ("gpe", 11)),
)


def searched(folder: Path) -> FakeLibrary:
    """The articles of the other pictures, two of them one story, and facets."""
    found = library(folder)
    found.facets = FACETS
    found.told = [(1, 2)]
    again = HARBOUR.replace("Tuesday", "Friday").replace("The harbour board", "The board")
    found.analyses[found.add(again, "What the vote on dredging means", date="2026-09-18")] = Analysis()
    return found


def narrowed(*keys: str) -> Callable[[Pilot[Any]], Awaitable[None]]:
    """For a picture: a search, its facets, then these keys."""

    async def before(pilot: Pilot[Any]) -> None:
        await asking("dredging", "enter", "f")(pilot)
        explorer = explorer_of(pilot)
        await until(pilot, lambda: bool(explorer.facets.items))
        for key in keys:
            await press(pilot, key)
            await calm(pilot)

    return before


@pytest.mark.parametrize("size", [WIDE, MIDDLE, SMALL], ids=["120", "80", "40"])
def test_facets(snap_compare: Picture, folder: Path, size: tuple[int, int]) -> None:
    assert snap_compare(app_of(searched(folder)), terminal_size=size, run_before=narrowed("enter"))


@pytest.mark.parametrize("size", [WIDE, MIDDLE, SMALL], ids=["120", "80", "40"])
def test_results_with_excerpts(snap_compare: Picture, folder: Path, size: tuple[int, int]) -> None:
    app = app_of(searched(folder))
    assert snap_compare(app, terminal_size=size, run_before=asking("mussel beds", "enter"))


@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["120", "40"])
def test_a_story_that_is_open(snap_compare: Picture, folder: Path, size: tuple[int, int]) -> None:
    async def before(pilot: Pilot[Any]) -> None:
        await asking("dredging", "enter", "z", "a")(pilot)
        await until(pilot, lambda: len(explorer_of(pilot).searching.rows) == 4)
        await calm(pilot)

    assert snap_compare(app_of(searched(folder)), terminal_size=size, run_before=before)


@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["120", "40"])
def test_completing(snap_compare: Picture, folder: Path, size: tuple[int, int]) -> None:
    found = searched(folder)
    names = {"Ines Calder": 7, "Rolf Tamm [/]": 6, "Port authority": 5, "Fishers' union of the outer islands": 2}
    found.completions = lambda query, cursor: [
        Completion(15, cursor, n, n, "actor", count) for n, count in names.items()
    ]

    async def before(pilot: Pilot[Any]) -> None:
        explorer = await settled(pilot)
        await press(pilot, "/", Typed("dredging actor:"))
        await until(pilot, lambda: explorer.search_line.completions.display)
        await press(pilot, "down")
        await calm(pilot)

    assert snap_compare(app_of(found), terminal_size=size, run_before=before)


@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["120", "40"])
def test_what_was_probably_meant(snap_compare: Picture, folder: Path, size: tuple[int, int]) -> None:
    found = searched(folder)
    found.suggestion = "dredging"
    assert snap_compare(app_of(found), terminal_size=size, run_before=asking("dregding"))
