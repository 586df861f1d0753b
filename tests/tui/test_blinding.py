"""Labelling blind in the explorer: what is hidden, the sign of it, and showing everything again."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot

from index.library import Library
from tests.tui.running import MODAL, Typed, calm, press, said, settled, until
from tui.app import Sayso
from tui.controllers.blinding import kinds_of
from tui.screens.explorer import Explorer
from tui.screens.palette import blind_entries

WIDE = (120, 40)


async def blind(pilot: Pilot[Any], words: str) -> None:
    """Give the command."""
    await press(pilot, ":", MODAL, Typed(f"blind {words}"), "enter")
    await calm(pilot)


def positions(explorer: Explorer) -> str:
    """What stands in the positions pane."""
    return " ".join(explorer.positions.text.split())


async def test_suggestions_and_labels_are_hidden_and_shown_again(app: Sayso, library: Library) -> None:
    with Library.open(library.folder, by="omar") as omar:
        omar.annotations.label(library.statements.of(1)[0].id, "favor")
    async with app.run_test(size=WIDE) as pilot:
        explorer = await settled(pilot)
        assert "✓ omar" in positions(explorer) and "suggested" in positions(explorer)
        await blind(pilot, "")
        await until(pilot, lambda: "Blind: hidden are suggestions, others’ labels" in said(explorer))
        assert "blind to suggestions, labels" in explorer.top_bar.text
        assert "omar" not in positions(explorer) and "suggested" not in positions(explorer)
        assert "no stance" in positions(explorer)
        await press(pilot, "shift+tab", "a")
        assert "Nothing is suggested here" in said(explorer)
        await press(pilot, "A")
        await until(pilot, lambda: "Nothing is suggested here that has no label of yours" in said(explorer))
        await press(pilot, "2")
        await until(pilot, lambda: "✓ saved" in said(explorer))
        assert "✓ dana" in positions(explorer)
        await blind(pilot, "off")
        await until(pilot, lambda: "Everything is shown again" in said(explorer))
        assert "blind" not in explorer.top_bar.text and "suggested" in positions(explorer)


async def test_outlets_and_actors(app: Sayso, library: Library) -> None:
    async with app.run_test(size=WIDE) as pilot:
        explorer = await settled(pilot)
        await blind(pilot, "outlets, actors")
        await until(pilot, lambda: "Blind: hidden are outlets, actors" in said(explorer))
        assert "Ines Calder" not in positions(explorer)
        rows = explorer.articles.items
        assert all(row.outlet is None for row in rows)
        opened = explorer.reading.opened
        assert opened is not None and opened.article.outlet is None


async def test_it_holds_where_statements_are_listed(app: Sayso, library: Library) -> None:
    async with app.run_test(size=WIDE) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "g", "c")
        await until(pilot, lambda: explorer.statements.current is not None)
        await calm(pilot)
        assert "◇" in explorer.lines.text
        await blind(pilot, "suggestions")
        await until(pilot, lambda: "◇" not in explorer.lines.text)


async def test_a_search_that_would_tell_is_left(app: Sayso, library: Library) -> None:
    async with app.run_test(size=WIDE) as pilot:
        explorer = await settled(pilot)
        explorer.searching.search_for("{stance:against}")
        await calm(pilot)
        await press(pilot, "g", "c")
        await until(pilot, lambda: explorer.statements.current is not None)
        await blind(pilot, "suggestions")
        await until(pilot, lambda: "it would tell" in said(explorer))
        await until(pilot, lambda: "◇" not in explorer.lines.text and len(explorer.lines.items) == 6)
        assert explorer.search_line.query_text == ""


async def test_a_sign_in_a_narrow_screen(app: Sayso) -> None:
    async with app.run_test(size=(40, 12)) as pilot:
        explorer = await settled(pilot)
        await blind(pilot, "suggestions labels outlets actors")
        await until(pilot, lambda: "◌ blind" in explorer.top_bar.text)
        assert len(explorer.top_bar.text) <= 40


@pytest.mark.parametrize(
    ("typed", "kinds"),
    [
        ("", ("suggestions", "labels")),
        ("off", ()),
        ("labels suggestions", ("suggestions", "labels")),
        ("actors,outlets", ("outlets", "actors")),
        ("everything", None),
        ("off labels", None),
    ],
)
def test_what_the_words_mean(typed: str, kinds: tuple[str, ...] | None) -> None:
    assert kinds_of(typed) == kinds


def test_what_the_palette_offers() -> None:
    assert blind_entries("")[0].value.argument == "suggestions labels"
    assert [one.text for one in blind_entries("off")][:1] == ["off"]
    assert blind_entries("outlets")[0].value.argument == "outlets"
    assert "labels outlets" in [one.text for one in blind_entries("outlets la")]
    assert [one.text for one in blind_entries("nonsense xyz")] == []
