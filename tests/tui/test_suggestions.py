"""Suggestions by the many, and the last decision for all that is marked, over a real library."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot

from index.library import Library, NotSavedError
from index.model import StatementView
from tests.tui.running import MODAL, Typed, calm, press, said, settled, until
from tui.app import Sayso
from tui.screens.explorer import Explorer
from tui.screens.preview import BulkPreview

WIDE = (120, 40)


def views(library: Library) -> list[StatementView]:
    """All statements."""
    return [view for key in (1, 2) for view in library.statements.of(key)]


def labels(library: Library) -> list[str | None]:
    """Everybody's labels."""
    return [view.label.stance if view.label else None for view in views(library)]


async def listing(pilot: Pilot[Any], query: str = "") -> Explorer:
    """The statements of a query, listed."""
    explorer = await settled(pilot)
    if query:
        explorer.searching.search_for(query)
        await calm(pilot)
    await press(pilot, "g", "c")
    await until(pilot, lambda: explorer.statements.found is not None and explorer.statements.current is not None)
    await calm(pilot)
    return explorer


def words(pilot: Pilot[Any]) -> str:
    """What the look beforehand says."""
    screen = pilot.app.screen
    assert isinstance(screen, BulkPreview)
    return f"{screen.heading} {' '.join(screen.list.text.split())}"


async def test_all_suggestions_of_an_article(app: Sayso, library: Library) -> None:
    first = library.statements.of(1)[0]
    library.annotations.label(first.id, "mixed")
    async with app.run_test(size=WIDE) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "shift+tab", "A", MODAL)
        said_before = words(pilot)
        assert said_before.startswith("Accept 3 suggestions? 3 change, in 1 article")
        assert "1 become mixed" in said_before and "1 become neutral" in said_before
        await press(pilot, "escape")
        assert labels(library) == ["mixed", None, None, None, None, None]
        await press(pilot, "A", MODAL, "enter")
        await until(pilot, lambda: "✓ saved · accepted what was suggested: 3 statements" in said(explorer))
        assert labels(library) == ["mixed", "mixed", "neutral", "against", None, None]
        await press(pilot, "u")
        await until(pilot, lambda: "undone: accepted" in said(explorer))
        assert labels(library) == ["mixed", None, None, None, None, None]


async def test_all_suggestions_of_a_search(app: Sayso, library: Library) -> None:
    async with app.run_test(size=WIDE) as pilot:
        explorer = await listing(pilot, "{stance:against}")
        await press(pilot, "A", MODAL)
        assert words(pilot).startswith("Accept 3 suggestions? 3 change, in 2 articles")
        await press(pilot, "enter")
        await until(pilot, lambda: labels(library).count("against") == 3)
        await until(pilot, lambda: "✓ saved" in said(explorer))
        await press(pilot, "A")
        await until(pilot, lambda: "Nothing is suggested here" in said(explorer))


async def test_those_that_are_marked(app: Sayso, library: Library) -> None:
    async with app.run_test(size=WIDE) as pilot:
        explorer = await listing(pilot)
        await press(pilot, "space", "space", "A", MODAL)
        assert "for 2 statements?" in words(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: sum(one is not None for one in labels(library)) == 2)
        await until(pilot, lambda: "✓ saved" in said(explorer))
        await press(pilot, "space", "X", MODAL)
        assert words(pilot).startswith("Retire 1 statement?")
        await press(pilot, "enter")
        await until(pilot, lambda: "✓ saved · retired: 1 statement" in said(explorer))


async def test_only_what_nobody_labelled_is_retired_with_the_search(app: Sayso, library: Library) -> None:
    kept = library.statements.of(1)[1]
    library.annotations.label(kept.id, "mixed")
    async with app.run_test(size=WIDE) as pilot:
        explorer = await listing(pilot)
        await press(pilot, "X", MODAL)
        assert words(pilot).startswith("Retire 5 suggestions?")
        await press(pilot, "enter")
        await until(pilot, lambda: "✓ saved · retired: 5 statements" in said(explorer))
        assert [view.id for view in views(library)] == [kept.id]
        await press(pilot, "u")
        await until(pilot, lambda: len(views(library)) == 6)


async def test_the_last_decision_for_all_that_is_marked(app: Sayso, library: Library) -> None:
    library.annotations.create_issue("fees", "Quay fees should rise")
    async with app.run_test(size=WIDE) as pilot:
        explorer = await listing(pilot)
        await press(pilot, "space", "space", "space", "enter")
        await until(pilot, lambda: explorer.pane == "article")
        await press(pilot, "tab", "&")
        assert explorer.pane == "positions" and "nothing to repeat" in said(explorer)
        await press(pilot, "d", MODAL, "enter", Typed("quay fees"), "enter", "2")
        await until(pilot, lambda: "✓ saved" in said(explorer))
        coded = explorer.selected
        assert coded is not None
        await press(pilot, "&", MODAL)
        assert "3 statements labelled against, about fees" in words(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: sum(view.issue == "fees" for view in views(library)) >= 3)
        await until(pilot, lambda: "✓ saved" in said(explorer) and "3 statements" in said(explorer))
        assert not explorer.lines.marked
        await press(pilot, "&")
        assert "Mark statements first" in said(explorer)


async def test_certainty_and_a_question_for_all_that_is_marked(app: Sayso, library: Library) -> None:
    async with app.run_test(size=WIDE) as pilot:
        explorer = await listing(pilot)
        await press(pilot, "2", "j", "2")
        await until(pilot, lambda: labels(library).count("against") == 2)
        await press(pilot, "k", "space", "space", "~", MODAL, Typed("3"), "enter")
        await until(pilot, lambda: isinstance(app.screen, BulkPreview))
        assert "Certainty low for 2 statements?" in words(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: sum(view.certainty == "low" for view in views(library)) == 2)
        await until(pilot, lambda: "✓ saved" in said(explorer))
        await press(pilot, "g", "g", "space", "space", "!", MODAL, Typed("Is it theirs?"), "enter")
        await until(pilot, lambda: isinstance(app.screen, BulkPreview))
        await press(pilot, "enter")
        await until(pilot, lambda: sum(view.question == "Is it theirs?" for view in views(library)) == 2)


async def test_what_cannot_be_saved_stays_and_is_tried_again(
    app: Sayso, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=WIDE) as pilot:
        explorer = await settled(pilot)

        def full(*_: object, **__: object) -> None:
            raise NotSavedError("the disk is full")

        monkeypatch.setattr(library.annotations, "label_many", full)
        await press(pilot, "shift+tab", "A", MODAL, "enter")
        await until(pilot, lambda: "R tries again" in said(explorer))
        assert len(explorer.labelling.unsaved) == 1
        monkeypatch.undo()
        await press(pilot, "R")
        await until(pilot, lambda: sum(one is not None for one in labels(library)) == 4)
