"""Pictures of coding, of what is suggested beside what is decided, and of correcting names; each was looked at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from index.library import Library
from index.model import Label
from tests.tui.fakes import FakeLibrary, harbour
from tests.tui.running import MODAL, Typed, app_of, calm, press, settled
from tests.tui.running import library as shown
from tests.tui.test_pictures import MIDDLE, SMALL, WIDE, Picture
from tui.app import Sayso

SIZES = pytest.mark.parametrize("size", [WIDE, MIDDLE, SMALL], ids=["120", "80", "40"])
LOOKS = pytest.mark.parametrize("theme", ["sayso-dark", "sayso-light", "sayso-terminal"], ids=["dark", "light", "16"])


@pytest.fixture
def issues(library: Library) -> None:
    """What statements can be about; one is decided already, so that it is offered as a recent one."""
    library.annotations.create_issue("dredging", "The channel should be deepened")
    library.annotations.create_issue("fees", "Quay fees should rise")
    library.annotations.decide(library.statements.of(2)[0].id, actor="Eva Brandt", issue="fees")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "harbour"


def decided(folder: Path, theme: str = "sayso-dark") -> FakeLibrary:
    """The usual library: a label, a disagreement, suggestions and a statement without any."""
    found = shown(folder)
    found.labels[harbour().statements[3].id] = [Label("against", "dana", "2026-09-15T10:00:00Z")]
    (folder / "explorer.json").write_text(f'{{"theme": "{theme}"}}')
    return found


def stepping(*keys: str) -> Any:
    """For a picture: the library shown, then these keys, each done and drawn before the next one."""

    async def before(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        for key in keys:
            await press(pilot, key)
            await calm(pilot)

    return before


def coding(*keys: str) -> Any:
    """For a picture: the second statement, then these keys."""
    return stepping("shift+tab", "j", *keys)


STEPS = {
    "actor": ("d", MODAL),
    "typing": ("d", MODAL, Typed("tam")),
    "issue": ("d", MODAL, "enter"),
    "stance": ("d", MODAL, "enter", "1"),
    "meaning": ("d", MODAL, "enter", "1", "f1", "down"),
    "parts": ("e", MODAL),
}


@SIZES
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.usefixtures("issues")
def test_coding(snap_compare: Picture, app: Sayso, step: str, size: tuple[int, int]) -> None:
    assert snap_compare(app, terminal_size=size, run_before=coding(*STEPS[step]))


@LOOKS
def test_labels_and_suggestions(snap_compare: Picture, folder: Path, theme: str) -> None:
    assert snap_compare(app_of(decided(folder, theme)), terminal_size=WIDE, run_before=stepping("shift+tab"))


@LOOKS
def test_labels_and_suggestions_in_the_margin(snap_compare: Picture, folder: Path, theme: str) -> None:
    assert snap_compare(app_of(decided(folder, theme)), terminal_size=(60, 24), run_before=stepping("enter"))


@LOOKS
def test_labels_and_suggestions_in_a_list(snap_compare: Picture, folder: Path, theme: str) -> None:
    assert snap_compare(app_of(decided(folder, theme)), terminal_size=MIDDLE, run_before=stepping("g", "c"))


def test_labels_and_suggestions_without_colours(
    snap_compare: Picture, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(app_of(decided(folder)), terminal_size=WIDE, run_before=stepping("shift+tab"))


@SIZES
def test_before_all_suggestions_of_an_article_are_accepted(
    snap_compare: Picture, app: Sayso, size: tuple[int, int]
) -> None:
    assert snap_compare(app, terminal_size=size, run_before=coding("A", MODAL))


CORRECTING = {"type": ("t", MODAL), "scope": ("t", MODAL, "2"), "preview": ("t", MODAL, "2", "3"), "name": ("m", MODAL)}


@SIZES
@pytest.mark.parametrize("step", CORRECTING)
def test_correcting_a_name(snap_compare: Picture, app: Sayso, step: str, size: tuple[int, int]) -> None:
    keys = stepping("tab", "j", *CORRECTING[step])
    assert snap_compare(app, terminal_size=size, run_before=keys)


@SIZES
def test_blind(snap_compare: Picture, app: Sayso, size: tuple[int, int]) -> None:
    keys = stepping(":", MODAL, Typed("blind suggestions labels outlets"), "enter")
    assert snap_compare(app, terminal_size=size, run_before=keys)
