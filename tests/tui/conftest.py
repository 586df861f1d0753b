"""What the explorer's tests share: a terminal with colours, whatever the tests are started from."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Hashable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.screen import Screen

from index.library import Library
from index.model import digest
from tests.configured import read_once
from tests.made_once import made_once
from tests.tui.painting import paint_later
from tests.tui.people import label_apart
from tests.tui.quay import fill
from tests.tui.running import app_of
from tests.tui.stillness import PATIENT, in_place_of_idle
from tests.tui.terminals import Terminal
from tui.app import Sayso

NEVER = 3600.0
"""Seconds after which no test runs any more."""


@pytest.fixture(autouse=True)
def true_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """True colours, and nothing of the terminal that runs the tests."""
    monkeypatch.setattr("textual.constants.COLOR_SYSTEM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture(autouse=True)
def time_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """What happens by itself after a while happens only where a test asks for it, however slow the machine is.

    After a key the pilot waits until the application is still, not for a while.
    """
    for name in ("textual.app.wait_for_idle", "textual.pilot.wait_for_idle"):
        monkeypatch.setattr(name, in_place_of_idle)
    for name in (
        "tui.controllers.pressing.WHICH_KEY",
        "tui.controllers.reading.READ_AFTER",
        "tui.widgets.bottom_bar.STAYS",
        "tui.keys_in_turn.PATIENCE",
    ):
        monkeypatch.setattr(name, NEVER)


@pytest.fixture(autouse=True)
def painted_when_at_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures that nobody sees are not painted."""
    monkeypatch.setattr(Screen, "_compositor_refresh", paint_later)


@pytest.fixture(autouse=True)
def library_left_alone_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the application asks of a real library is answered before the test closes that.

    A connection that is closed while another thread reads from it can end the process. `tui.app.explore` waits for
    the thread too, after the application has run.
    """
    ended = Sayso.on_unmount

    async def on_unmount(app: Sayso) -> None:
        await ended(app)
        if isinstance(app.database.library, Library):
            last = app.database.run(lambda _: None)
            with suppress(TimeoutError, RuntimeError):  # held back by the test itself; closed already
                await asyncio.wait_for(last, PATIENT)

    monkeypatch.setattr(Sayso, "on_unmount", on_unmount)


@pytest.fixture(autouse=True)
def style_sheets_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every application parses the same style sheets; what comes of it is not changed afterwards."""
    monkeypatch.setattr(Stylesheet, "parse", _parse)
    monkeypatch.setattr(RuleSet, "__hash__", object.__hash__)  # by identity as before, and not in Python


def _parse(sheet: Stylesheet) -> None:
    key = (tuple(sheet.source.items()), frozenset(sheet._variables.items()))
    if key not in _PARSED:
        _PARSE(sheet)
        _PARSED[key] = (sheet._rules, sheet.rules_map)
    sheet._rules, sheet._rules_map = _PARSED[key]
    sheet._require_parse = False


_PARSED: dict[Hashable, tuple[list[RuleSet], dict[str, list[RuleSet]]]] = {}
_PARSE = Stylesheet.parse


@pytest.fixture(autouse=True)
def state(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The searches that tests make are not those of the person who runs them."""
    monkeypatch.setenv("SAYSO_STATE", str(tmp_path / "state"))


@pytest.fixture(autouse=True)
def configuration_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading the same configuration anew for every library takes longer than most tests."""
    read_once(monkeypatch)


@pytest.fixture(autouse=True)
def new_libraries_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """To make an empty library takes longer than many a test of what is in it."""
    made_once(monkeypatch)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a library of three articles, two of them analysed, and its cache; each test has a copy."""
    folder = tmp_path_factory.mktemp("template")
    with pytest.MonkeyPatch.context() as patch:
        read_once(patch)
        with Library.open(folder / "lib", by="dana", create=True, cache=folder / "cache") as found:
            fill(found)
    return folder


@pytest.fixture
def library(tmp_path: Path, template: Path) -> Iterator[Library]:
    """A real library of three articles, two of them analysed."""
    for name in ("lib", "cache"):
        shutil.copytree(template / name, tmp_path / name)
    with Library.open(tmp_path / "lib", by="dana", cache=tmp_path / "cache") as found:
        # What is kept of a library is that of one place, and named after it.
        here, there = (digest(str(folder.resolve() / "lib"), found._core.token) for folder in (tmp_path, template))
        for kept in (tmp_path / "cache").glob(f"*/{there}*"):
            kept.rename(kept.with_name(kept.name.replace(there, here)))
        assert found.search.catch_up() == 0
        yield found


@pytest.fixture
def app(library: Library) -> Sayso:
    """The explorer over the library of the test, without the analysis' process."""
    return app_of(library)


@pytest.fixture
def terminal(folder: Path) -> Iterator[Terminal]:
    """The explorer on a terminal, over the library in `folder`, opened by dana."""
    found = Terminal("--library", str(folder), "--by", "dana")
    yield found
    found.close()


@pytest.fixture
def disputed(library: Library, monkeypatch: pytest.MonkeyPatch) -> Library:
    """Three conflicts, one statement on which all three agree."""
    monkeypatch.setattr("index.store.events.now", lambda: "2026-09-14T10:00:00Z")
    label_apart(library)
    return library
