"""Saved searches: saving one, running it, renaming, editing and removing it."""

from __future__ import annotations

from typing import Any

from textual.pilot import Pilot

from index.library import Library
from tests.tui.running import MODAL, Typed, calm, press, said, settled, until
from tui.app import Sayso
from tui.screens.saved import SavedScreen


async def saved_screen(pilot: Pilot[Any], app: Sayso) -> SavedScreen:
    """The pane of saved searches, counted."""
    await press(pilot, "g", "l", MODAL)
    assert isinstance(app.screen, SavedScreen)
    await calm(pilot)
    return app.screen


async def test_saving_a_search_and_running_it(app: Sayso, library: Library) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "b")
        assert "no search to save" in said(explorer)
        explorer.searching.search_for("mussel")
        await until(pilot, lambda: explorer.searching.query == "mussel")
        await press(pilot, "b", MODAL, Typed("the beds"), "enter")
        await until(pilot, lambda: "saved · the search “the beds”" in said(explorer))
        await press(pilot, "escape")
        await until(pilot, lambda: len(explorer.searching.rows) == 3)
        screen = await saved_screen(pilot, app)
        await until(pilot, lambda: all(row.counted for row in screen.list.items))
        assert screen.list.items[0].saved.total == 1 and screen.list.items[0].saved.unlabelled == 1
        await press(pilot, "enter")
        await until(pilot, lambda: [row.title[:7] for row in explorer.searching.rows] == ["Harbour"])
        await saved_screen(pilot, app)
        await press(pilot, "c")
        await until(pilot, lambda: explorer.pane == "concordance" and len(explorer.lines.items) == 5)
        await press(pilot, "/")
        explorer.search_line.put('query:"the beds" actor:calder')
        await until(pilot, lambda: len(explorer.lines.items) == 1)


async def test_renaming_editing_and_removing_saved_searches(app: Sayso, library: Library) -> None:
    library.saved.save("one", "mussel")
    library.saved.save("two", "query:one fees")
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        screen = await saved_screen(pilot, app)
        await press(pilot, "r")
        await until(pilot, lambda: len(app.screen_stack) == 3)
        await press(pilot, "backspace", "backspace", "backspace", Typed("beds"), "enter")
        await until(pilot, lambda: list(library.saved.queries()) == ["beds", "two"])
        await until(pilot, lambda: [row.saved.name for row in screen.list.items] == ["beds", "two"])
        await press(pilot, "e")
        await until(pilot, lambda: len(app.screen_stack) == 3)
        await press(pilot, Typed(" nosuch:thing"), "enter")
        await until(pilot, lambda: bool(app.screen.query_one(".trouble").display))
        await press(pilot, "escape")
        await press(pilot, "x")
        await until(pilot, lambda: screen.said.display is True)
        assert "is used by" in str(screen.said.render())
        await press(pilot, "j", "x")
        await until(pilot, lambda: list(library.saved.queries()) == ["beds"])
        await until(pilot, lambda: "brings it back" in str(screen.said.render()))
        await press(pilot, "u")
        await until(pilot, lambda: list(library.saved.queries()) == ["beds", "two"])
        await press(pilot, "q")
        assert len(app.screen_stack) == 1
