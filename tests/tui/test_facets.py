"""Facets beside what was found: their lines, narrowing by them, and where there is less room."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.search.facets import Facet, FacetValue
from tests.tui.results import found, titles
from tests.tui.running import app_of, calm, library, press, until
from tui.widgets.facets import FacetLine, Facets, facet_lines, shown_value

COURIER = FacetValue("Port Courier", "Port Courier", 2, 'outlet:"Port Courier"')
FACETS = (
    Facet("outlet", (COURIER, FacetValue("The Meridian", "The Meridian", 1, 'outlet:"The Meridian"'))),
    Facet("month", tuple(FacetValue(f"2026-{n:02}", f"2026-{n:02}", 1, f"date:2026-{n:02}") for n in range(1, 10))),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "harbour"


def test_the_lines_of_facets() -> None:
    lines = facet_lines(FACETS, {COURIER.clause, "date:2026-09"}, ())
    assert [line.heading for line in lines if line.heading] == ["outlet", "month"]
    assert [line.clause for line in lines if line.chosen] == [COURIER.clause, "date:2026-09"]
    assert lines[-1] == FacetLine("month", "", 3, "")
    whole = facet_lines(FACETS, (), {"month"})
    assert len(whole) == 12 and whole[-1] == FacetLine("month", "", 0, "", folds=True)
    assert shown_value(lines[2]) == "Jan 2026"


def test_an_issue_that_is_proposed_is_marked() -> None:
    values = (FacetValue("noise", "noise", 2, "issue:noise"), FacetValue("quarry", "quarry", 1, "issue:quarry", True))
    noise, quarry = facet_lines([Facet("issue", values)], (), ())
    assert not noise.proposed and quarry.proposed
    (line,) = Facets().lay_out(quarry, 30)
    assert "".join(text for text, _ in line).split() == ["◇", "quarry", "1"]


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
