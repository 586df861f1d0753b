"""Every key of the help, in every pane: it does something that can be seen, or says in a sentence why it does not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.keys import _character_to_key
from textual.pilot import Pilot

from index import config
from tests.tui.fakes import FakeLibrary
from tests.tui.running import WHICH_KEY, app_of, calm, explorer_of, hurry, library, panel, press, settled
from tui import elsewhere, hints
from tui.actions import (
    ARTICLE,
    CONCORDANCE,
    ENTITIES,
    FACETS,
    LIST,
    MOVING,
    PANELS,
    POSITIONS,
    SAVED,
    SECTIONS,
)
from tui.keymap import Bound, Keymap, Keys, shown
from tui.screens.explorer import Explorer
from tui.screens.saved import SavedScreen

PLACES = (LIST, FACETS, ENTITIES, ARTICLE, POSITIONS, CONCORDANCE)
LEAVING = ("quit", "suspend", "redraw", "back")
"""What ends the run, or shows what was shown before."""


def keys_of(keymap: Keymap) -> Iterator[Keys]:
    """All that something is bound to."""
    yield from dict.fromkeys(keys for section in SECTIONS for keys, _ in keymap.bindings(section))


def does(keymap: Keymap, pane: str) -> list[Keys]:
    """The keys that have a meaning in a pane, but those that move or leave, and only beginnings."""
    found = []
    for keys in keys_of(keymap):
        bound = keymap.match(hints.SECTIONS_OF[pane], keys)
        if isinstance(bound, Bound) and bound.pane != MOVING and bound.name not in LEAVING:
            found.append(keys)
    return found


def picture(explorer: Explorer) -> list[tuple[tuple[str, str], ...]]:
    """What is drawn, with its styles."""
    strips = explorer.app.screen._compositor.render_strips()
    return [tuple((segment.text, str(segment.style)) for segment in strip) for strip in strips]


async def back_to(pilot: Pilot[Any], pane: str, article: int) -> None:
    """The pane, with the article at this place of the list open, wherever a key has led."""
    explorer = explorer_of(pilot)
    for _ in range(4):
        if explorer.app.screen is explorer and not explorer.search_line.is_open:
            break
        await pilot.press("escape")
        await calm(pilot)
    assert explorer.app.screen is explorer, "a panel that Escape does not leave"
    if explorer.panes.zoomed:
        explorer.panes.do_zoom_pane()
        await calm(pilot)
    if explorer.searching.query:
        explorer.searching.leave()
        await calm(pilot)
    if explorer.statements.on != (pane == CONCORDANCE):
        explorer.statements.do_statements()
    if explorer.narrowing.open:
        explorer.narrowing.close()
        await calm(pilot)
    if pane == FACETS:
        explorer.narrowing.do_facets()
    elif pane != CONCORDANCE:
        explorer.enter(pane)
    await calm(pilot)
    explorer.articles.go(article)
    await calm(pilot)


def empty(folder: Path) -> FakeLibrary:
    folder.mkdir()
    return FakeLibrary(folder)


@pytest.mark.parametrize(
    ("article", "pane"),
    [
        *(("with statements", pane) for pane in PLACES),
        *(("without any", pane) for pane in (ENTITIES, POSITIONS)),
        *(("none", pane) for pane in (LIST, FACETS, ARTICLE, CONCORDANCE)),
    ],
)
async def test_a_key_is_seen_or_says_why_it_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, article: str, pane: str
) -> None:
    hurry(monkeypatch, WHICH_KEY)
    some = empty(tmp_path / "none") if article == "none" else library(tmp_path / "some")
    silent = []
    async with app_of(some).run_test(size=(140, 45)) as pilot:
        explorer = await settled(pilot)
        for keys in does(explorer.keymap, pane):
            await back_to(pilot, pane, int(article == "without any"))
            explorer.bottom_bar.quiet()
            await calm(pilot)
            before = picture(explorer)
            for key in keys:
                await pilot.press(_character_to_key(key) if len(key) == 1 else key)
            await calm(pilot)
            if explorer.app.screen is explorer and picture(explorer) == before:
                silent.append("".join(keys))
    assert not silent


@pytest.fixture(scope="module")
def keymap() -> Keymap:
    shipped = config.shipped()
    return Keymap.of(shipped.keys, [(label.id, label.key) for label in shipped.codebook.labels])


@pytest.mark.parametrize("pane", [one for one in hints.SECTIONS_OF if one != hints.EMPTY])
def test_a_key_without_a_meaning_here_says_where_it_has_one(keymap: Keymap, pane: str) -> None:
    for keys in keys_of(keymap):
        if keymap.match(hints.SECTIONS_OF[pane], keys) is None:
            said = elsewhere.sentence(keymap, pane, keys)
            assert said.startswith(f"{shown(keys)} means nothing here") and said.endswith(".") and len(said) <= 80
            homes = {section for section in SECTIONS if keymap.match((section,), keys)}
            # The keys of panels are shown in them, and all panes but the marking of a span know those that move.
            assert "“" in said or homes <= {*PANELS, MOVING}, said


def test_what_is_said_of_a_key(keymap: Keymap) -> None:
    assert elsewhere.sentence(keymap, LIST, ("1",)) == "1 means nothing here, but “favor” in the positions."
    assert elsewhere.sentence(keymap, ARTICLE, ("d",)) == "d means nothing here, but “code” in the positions."
    assert elsewhere.sentence(keymap, ARTICLE, ("%",)) == "% means nothing here. ? shows the keys."
    assert elsewhere.sentence(keymap, SAVED, ("J",)) == "J means nothing here, but “next article” outside: q goes back."


async def test_a_panel_says_it_too(tmp_path: Path) -> None:
    async with app_of(library(tmp_path / "some")).run_test(size=(100, 30)) as pilot:
        screen = await panel(pilot, SavedScreen, "g", "l")
        await press(pilot, "J")
        assert "J means nothing here, but “next article” outside: q goes back." in str(screen.said.render())
        await press(pilot, "%")
        assert str(screen.said.render()) == "% means nothing here. ? shows the keys."
