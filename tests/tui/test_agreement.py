"""The screen of agreement over a real library: figures from a process of its own, and what is behind them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from contextlib import redirect_stdout
from io import StringIO
from typing import Any

import pytest
from textual.pilot import Pilot

from index import cli
from index.library import Library
from tests.tui.people import another, statements
from tests.tui.running import MODAL, calm, panel, press, settled, until
from tests.tui.test_pictures import MIDDLE, SMALL, WIDE, Picture
from tui import figures
from tui.app import Sayso
from tui.figures import FigureRow
from tui.reckoning import Record
from tui.screens.agreement import AgreementScreen
from tui.screens.disagreements import Disagreements

SIZES = pytest.mark.parametrize("size", [WIDE, MIDDLE, SMALL], ids=["120", "80", "40"])


@pytest.fixture
def reckoned_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """The figures are reckoned in the process of the test: starting one takes longer than all else."""

    async def records(command: Sequence[str]) -> list[Record]:
        with redirect_stdout(StringIO()) as printed:
            assert cli.main(command[command.index("tui") + 1 :]) == 0
        return [json.loads(line) for line in printed.getvalue().splitlines()]

    monkeypatch.setattr("tui.controllers.agreeing.records", records)


async def agreeing(pilot: Pilot[Any]) -> AgreementScreen:
    """The screen, with all figures."""
    screen = await panel(pilot, AgreementScreen, "g", "a")
    await until(pilot, lambda: screen.rows is not None, 60)
    await calm(pilot)
    return screen


def row(screen: AgreementScreen, scope: str, name: str = "") -> FigureRow:
    """A row of the table."""
    return next(
        one for one in screen.rows or () if isinstance(one, FigureRow) and (one.scope, one.name) == (scope, name)
    )


async def test_the_figures_are_those_of_the_library(disputed: Library, app: Sayso) -> None:
    report = disputed.agreement.report()
    async with app.run_test(size=WIDE) as pilot:
        screen = await agreeing(pilot)
        for one in report.labelling:
            shown = row(screen, one.scope, one.name).figures[str(one.figure.measure)]
            assert shown["n"] == one.figure.n
            assert shown["value"] == pytest.approx(one.figure.value, abs=1e-6)
        text = screen.table.text
        assert "How statements were labelled" in text and "Stance by pair of annotators" in text
        assert "dana, omar" in text and "Stance by actor" in text
        stance = row(screen, "all")
        assert figures.between(stance.of("alpha")) in text and f"{len(stance.disagreements)}" in text


@pytest.mark.usefixtures("reckoned_here")
async def test_from_a_figure_to_its_disagreements_to_the_statement(disputed: Library, app: Sayso) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await agreeing(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, Disagreements), 60)
        await calm(pilot)
        found: Any = app.screen
        assert "3 disagreements" in found.heading
        assert "dana: ± mixed; eva: + favor; omar: + favor" in " ".join(found.list.text.split())
        await press(pilot, "j", "enter")
        explorer = await settled(pilot)
        await until(pilot, lambda: explorer.pane == "positions" and len(app.screen_stack) == 1)
        assert explorer.selected is not None and explorer.selected.id == statements(disputed)["Port authority"]


async def test_what_was_retired_since_the_figure_is_said_to_be(disputed: Library, app: Sayso) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await agreeing(pilot)
        gone = statements(disputed)["Port authority"]
        with another(disputed, "eva") as library:
            library.annotations.retire(gone)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, Disagreements), 60)
        await calm(pilot)
        found: Any = app.screen
        assert [one.statement for one in found.list.items if one.retired] == [gone]
        text = " ".join(found.list.text.split())
        assert text.count("retired since: the figure counts it no more") == 1
        assert all(one.values for one in found.list.items), "with what it was labelled"


@pytest.mark.usefixtures("reckoned_here")
async def test_the_disagreements_of_a_pair_are_those_two_ones(disputed: Library, app: Sayso) -> None:
    async with app.run_test(size=WIDE) as pilot:
        screen = await agreeing(pilot)
        place = list(screen.rows or ()).index(row(screen, "pair", "dana, eva"))
        screen.table.go(place)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, Disagreements), 60)
        found: Any = app.screen
        await calm(pilot)
        assert "1 disagreement" in found.heading and "omar" not in found.list.text


async def test_the_screen_goes_on_while_it_is_reckoned_and_can_be_left(
    disputed: Library, app: Sayso, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = asyncio.Event()

    async def never(*_: object) -> None:
        begun.set()
        await asyncio.Event().wait()

    monkeypatch.setattr("tui.controllers.agreeing.records", never)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "g", "a", MODAL)
        await begun.wait()
        screen: Any = app.screen
        assert "Reckoning …" in screen.table.text
        await press(pilot, "q")
        await until(pilot, lambda: len(app.screen_stack) == 1)


@pytest.mark.usefixtures("reckoned_here")
async def test_plain_words_where_nothing_can_be_reckoned(library: Library, app: Sayso) -> None:
    library.annotations.label(statements(library)["Rolf Tamm"], "against")
    async with app.run_test(size=WIDE) as pilot:
        screen = await agreeing(pilot)
        assert "Only dana has given values; agreement needs a second annotator." in screen.table.text
        assert "nan" not in screen.table.text.lower()
        await press(pilot, "enter")
        assert "Nobody differs here" in str(screen.said.render())


async def test_a_failure_is_said(library: Library, app: Sayso, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.controllers.agreeing.command", lambda *_: ["false"])
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "g", "a", MODAL)
        screen: Any = app.screen
        await until(pilot, lambda: "ended with 1" in str(screen.said.render()))
        assert "No figures" in screen.table.text


def test_figures_as_one_reads_them() -> None:
    assert [figures.number(one) for one in (0.618, -0.081, 1.0, 0.0, None)] == [".62", "-.08", "1.00", ".00", "–"]
    assert figures.number(-0.001) == ".00"
    assert figures.per_cent(0.666) == "67 %"
    assert figures.between({"value": 0.5, "low": None, "high": None}) == ".50"
    assert figures.between({"value": 0.5, "low": 0.25, "high": 1.0}) == ".50 [.25, 1.00]"


# -- pictures --------------------------------------------------------------------------------------------


def shown(*keys: str) -> Callable[[Pilot[Any]], Awaitable[None]]:
    """For a picture: the screen, then these keys."""

    async def before(pilot: Pilot[Any]) -> None:
        await agreeing(pilot)
        for key in keys:
            await press(pilot, key)
            if key == "enter":
                await until(pilot, lambda: isinstance(pilot.app.screen, Disagreements), 60)
            await calm(pilot)

    return before


@SIZES
@pytest.mark.usefixtures("reckoned_here")
def test_the_table(snap_compare: Picture, disputed: Library, app: Sayso, size: tuple[int, int]) -> None:
    assert snap_compare(app, terminal_size=size, run_before=shown())


@SIZES
@pytest.mark.usefixtures("reckoned_here")
def test_disagreements(snap_compare: Picture, disputed: Library, app: Sayso, size: tuple[int, int]) -> None:
    assert snap_compare(app, terminal_size=size, run_before=shown("enter"))


@pytest.mark.usefixtures("reckoned_here")
def test_one_annotator(snap_compare: Picture, library: Library, app: Sayso) -> None:
    library.annotations.label(statements(library)["Rolf Tamm"], "against")
    assert snap_compare(app, terminal_size=MIDDLE, run_before=shown())
