"""The screen equals the store: "saved" is said after the commit alone, and what is shown of it is what it is."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from typing import Any

import pytest
from textual.pilot import Pilot

from index.library import Library, NotSavedError
from index.model import StatementView
from tests.tui.running import calm, press, said, settled, until
from tui.app import Sayso
from tui.screens.explorer import Explorer
from tui.widgets.positions import StatementRow


def committed(library: Library) -> int:
    """How many events another process would see."""
    with closing(sqlite3.connect(library.folder / "library.db")) as connection:
        return int(connection.execute("SELECT count(*) FROM event").fetchone()[0])


@asynccontextmanager
async def at_a_statement(app: Sayso) -> AsyncIterator[tuple[Pilot[int], Explorer]]:
    """The explorer in use, its third statement selected."""
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "shift+tab", "j", "j")
        yield pilot, explorer


async def test_saved_is_said_only_after_the_commit(
    app: Sayso, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_a_statement(app) as (pilot, explorer):
        before = committed(library)
        said_then: list[tuple[str, int]] = []
        label = library.annotations.label

        def watched(*arguments: Any, **named: Any) -> Any:
            said_then.append((said(explorer), committed(library)))
            done = label(*arguments, **named)
            said_then.append((said(explorer), committed(library)))
            return done

        monkeypatch.setattr(library.annotations, "label", watched)
        await press(pilot, "4")
        await until(pilot, lambda: "✓ saved" in said(explorer))
        assert [number for _, number in said_then] == [before, before + 1]
        assert not any("saved" in words for words, _ in said_then)


async def test_what_the_disk_refused_is_not_called_saved(
    app: Sayso, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_a_statement(app) as (pilot, explorer):

        def full(*_: object, **__: object) -> None:
            raise NotSavedError("the disk is full")

        before = committed(library)
        with monkeypatch.context() as patched:
            patched.setattr(library.annotations, "label", full)
            await press(pilot, "4")
            await until(pilot, lambda: "disk is full" in said(explorer) or "not saved" in said(explorer))
            assert "✓ saved" not in said(explorer)
        assert committed(library) == before
        assert shown(explorer) == stored(explorer, library)


def shown(explorer: Explorer) -> list[StatementView]:
    """The statements on the screen."""
    return [one.view for one in explorer.positions.items if isinstance(one, StatementRow)]


def stored(explorer: Explorer, library: Library) -> list[StatementView]:
    """The same as another process would see them, but those that were retired."""
    with Library.open(library.folder, by="dana", cache=library.folder.parent / "another-cache") as other:
        found = [other.statements.get(view.id) for view in shown(explorer)]
    return [view for view in found if not view.retired]


@pytest.mark.parametrize("seed", [1, 2])
async def test_whatever_is_pressed_the_screen_shows_what_is_stored(app: Sayso, library: Library, seed: int) -> None:
    chance = random.Random(seed)
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "shift+tab")
        for _ in range(12):
            await press(pilot, chance.choice(["j", "k", "1", "2", "4", "0", "a", "x", "u", "u", "ctrl+r"]))
            await calm(pilot)
            assert shown(explorer) == stored(explorer, library)
