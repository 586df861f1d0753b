"""The screen of adjudication over a real library: conflicts, decisions, reasons, undo, and what became of mine."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest
from textual.pilot import Pilot

from index import rechecks
from index.library import Library
from index.model import Label
from index.store.connection import NotSavedError
from tests.tui.people import another, statements
from tests.tui.running import calm, panel, press, said, settled, until
from tests.tui.test_pictures import MIDDLE, SMALL, WIDE, Picture
from tui.app import Sayso
from tui.cases import Case, drawn
from tui.controllers.base import Controller
from tui.screens.adjudication import AdjudicationScreen

SIZES = pytest.mark.parametrize("size", [WIDE, MIDDLE, SMALL], ids=["120", "80", "40"])


async def adjudicating(pilot: Pilot[Any]) -> AdjudicationScreen:
    """The screen, with its first conflict shown."""
    return await panel(pilot, AdjudicationScreen, "g", "j")


def actor(screen: AdjudicationScreen) -> str | None:
    """Whose statement is shown."""
    return screen.case.view.statement.actor if screen.case is not None else None


def words(screen: AdjudicationScreen) -> str:
    """What is said of the conflict, on one line."""
    return " ".join(screen.page.text.split())


async def test_the_queue_has_the_conflicts_and_a_digit_decides(disputed: Library, app: Sayso) -> None:
    async with app.run_test(size=WIDE) as pilot:
        screen = await adjudicating(pilot)
        assert [view.statement.actor for view in screen.views] == ["Ines Calder", "Port authority", "Rolf Tamm"]
        assert "she would back the dredging" in words(screen) and "✎ She backs it" in words(screen)
        assert "Support under a stated condition" in " ".join(screen.beside.text.split()), (
            "the codebook's words for what was given"
        )
        await press(pilot, "2")
        await until(pilot, lambda: "✓ saved" in str(screen.said.render()))
        settled_ = disputed.statements.get(statements(disputed)["Ines Calder"]).adjudicated
        assert settled_ is not None and (settled_.stance, settled_.took, settled_.reason) == ("favor", "omar", None)
        assert "✓ decided: + favor, as omar" in words(screen) and actor(screen) == "Ines Calder"
        await press(pilot, "q")
        explorer = await settled(pilot)
        # The panes show what was decided.
        await until(pilot, lambda: "dana: mixed · omar: favor" not in " ".join(explorer.positions.text.split()))


async def test_one_moves_among_the_conflicts_as_in_a_list(disputed: Library, app: Sayso) -> None:
    async with app.run_test(size=WIDE) as pilot:
        screen = await adjudicating(pilot)
        for key, place in (("j", 1), ("down", 2), ("down", 2), ("k", 1), ("up", 0)):
            await press(pilot, key)
            await until(pilot, lambda place=place: (screen.place, screen.queue.cursor) == (place, place))
        await press(pilot, "2")
        await until(pilot, lambda: "✓ saved" in str(screen.said.render()))
        await press(pilot, "0")
        await until(pilot, lambda: "open again: Ines Calder" in str(screen.said.render()))
        assert disputed.statements.get(statements(disputed)["Ines Calder"]).adjudicated is None


async def test_a_digit_without_an_annotator_decides_nothing(disputed: Library, app: Sayso) -> None:
    async with app.run_test(size=WIDE) as pilot:
        screen = await adjudicating(pilot)
        await press(pilot, "9", "0")
        assert screen.case is not None and screen.case.view.conflict and not screen.changed


async def test_ones_own_decision_with_a_reason_chosen_before(disputed: Library, app: Sayso) -> None:
    async with app.run_test(size=WIDE) as pilot:
        screen = await adjudicating(pilot)
        await press(pilot, "n", "r")
        await until(pilot, lambda: len(app.screen_stack) == 3)
        await press(pilot, "2")
        await until(pilot, lambda: "reason: guideline gap" in words(screen))
        await press(pilot, "e", "6")
        await until(pilot, lambda: "✓ decided" in words(screen))
        decided = disputed.statements.get(statements(disputed)["Port authority"]).adjudicated
        assert decided is not None
        assert (decided.stance, decided.took, decided.reason) == ("unclear", None, "guideline gap")


async def test_a_reason_afterwards_and_open_again(disputed: Library, app: Sayso) -> None:
    async with app.run_test(size=WIDE) as pilot:
        screen = await adjudicating(pilot)
        await press(pilot, "1")
        await until(pilot, lambda: "no reason given yet" in words(screen))
        await press(pilot, "r")
        await until(pilot, lambda: len(app.screen_stack) == 3)
        await press(pilot, "j", "j", "enter")
        await until(pilot, lambda: "annotator error" in words(screen))
        await press(pilot, "0")
        await until(pilot, lambda: "not decided yet" in words(screen))
        assert len(disputed.adjudication.queue()) == 3


async def test_what_was_retired_or_labelled_otherwise_since_is_decided_again(disputed: Library, app: Sayso) -> None:
    first, last = statements(disputed)["Ines Calder"], statements(disputed)["Rolf Tamm"]
    with another(disputed, "lead") as lead:
        lead.adjudication.decide(first, "unclear")
    disputed.annotations.label(first, "against")
    with another(disputed, "eva") as eva:
        eva.annotations.retire(last)
    async with app.run_test(size=WIDE) as pilot:
        screen = await adjudicating(pilot)
        assert actor(screen) == "Ines Calder" and "3 open" in str(screen.query_one("#heading").render())
        assert "✓ decided: ? unclear" in words(screen) and "since then dana labelled it otherwise" in words(screen)
        await press(pilot, "n", "n")
        await until(pilot, lambda: actor(screen) == "Rolf Tamm" and "eva retired it" in words(screen))
        await press(pilot, "x")
        await until(pilot, lambda: "✓ decided: it is no statement" in words(screen))
        assert last not in {view.id for view in disputed.adjudication.queue()}
        await press(pilot, "0")
        await until(pilot, lambda: "not decided yet" in words(screen))
        assert not disputed.statements.get(last).retired


async def test_what_was_decided_under_another_definition_is_decided_again(disputed: Library, app: Sayso) -> None:
    one = statements(disputed)["Ines Calder"]
    for place, name in enumerate(("Ines Calder", "Port authority", "Rolf Tamm")):
        disputed.adjudication.decide(statements(disputed)[name], "favor" if place == 0 else "none")
    disputed.recoding.merge("label", ["favor"], "mixed")
    async with app.run_test(size=WIDE) as pilot:
        explorer = await settled(pilot)
        await until(pilot, lambda: explorer.watching.progress.articles > 0)
        assert "↻ dana" in explorer.positions.text, "where the ✓ of what was decided would stand"
        assert "decided by dana: the definition of “mixed” has" in " ".join(explorer.positions.text.split())
        screen = await adjudicating(pilot)
        assert [view.id for view in screen.views] == [one] and " 1 open · 2 decided" in str(screen._title())
        assert "↻ the definition of “mixed” has changed: decide again" in words(screen)
        await press(pilot, "e", "4")
        await until(pilot, lambda: "✓ saved" in str(screen.said.render()))
        assert "↻" not in words(screen) and " 0 open · 3 decided" in str(screen._title())
        assert disputed.adjudication.queue() == []
        assert "decided by" not in " ".join(rechecks.reasons(disputed.statements.get(one)))
        await press(pilot, "u")
        await until(pilot, lambda: "↻ the definition" in words(screen))


async def test_what_others_labelled_is_retired_after_a_look(disputed: Library, app: Sayso) -> None:
    one = statements(disputed)["Ines Calder"]
    async with app.run_test(size=WIDE) as pilot:
        explorer = await settled(pilot)
        await explorer.adjudicating.go_to(one)
        await until(pilot, lambda: explorer.selected is not None and explorer.selected.id == one)
        await press(pilot, "x")
        await until(pilot, lambda: len(app.screen_stack) == 2)
        await calm(pilot)
        assert not disputed.statements.get(one).retired
        await press(pilot, "enter")
        await until(pilot, lambda: disputed.statements.get(one).retired)
    assert disputed.statements.get(one).contested == "dana"


async def test_undo_goes_back_to_the_statement_that_it_was_about(disputed: Library, app: Sayso) -> None:
    async with app.run_test(size=WIDE) as pilot:
        screen = await adjudicating(pilot)
        await press(pilot, "1")
        await until(pilot, lambda: "✓ decided" in words(screen))
        await press(pilot, "n", "n")
        await until(pilot, lambda: actor(screen) == "Rolf Tamm")
        await press(pilot, "n")
        assert "last one" in str(screen.said.render())
        await press(pilot, "u")
        await until(pilot, lambda: actor(screen) == "Ines Calder" and "not decided yet" in words(screen))
        assert len(disputed.adjudication.queue()) == 3


async def test_escape_and_foreign_keys_leave_an_own_decision(disputed: Library, app: Sayso) -> None:
    async with app.run_test(size=WIDE) as pilot:
        screen = await adjudicating(pilot)
        await press(pilot, "e", "escape")
        assert app.screen is screen
        await press(pilot, "e", "w")
        assert "no label’s key" in str(screen.said.render()) and not screen.changed


async def test_enter_opens_the_article_at_the_statement(disputed: Library, app: Sayso) -> None:
    async with app.run_test(size=WIDE) as pilot:
        screen = await adjudicating(pilot)
        await press(pilot, "n")
        await until(pilot, lambda: actor(screen) == "Port authority")
        await press(pilot, "enter")
        explorer = await settled(pilot)
        await until(pilot, lambda: explorer.pane == "positions")
        assert explorer.selected is not None and explorer.selected.statement.actor == "Port authority"


async def test_what_became_of_mine(disputed: Library, app: Sayso) -> None:
    with another(disputed, "lead") as lead:
        lead.adjudication.take(statements(disputed)["Rolf Tamm"], "omar", reason="ambiguous text")
    async with app.run_test(size=WIDE) as pilot:
        screen = await adjudicating(pilot)
        await press(pilot, "m")
        await until(pilot, lambda: len(app.screen_stack) == 3)
        found: Any = app.screen
        await calm(pilot)
        assert "− against → ± mixed" in found.list.text and "lead, as omar · ambiguous text" in found.list.text
        await press(pilot, "enter")
        explorer = await settled(pilot)
        await until(pilot, lambda: explorer.pane == "positions" and not screen.is_attached)
        assert explorer.selected is not None and explorer.selected.statement.actor == "Rolf Tamm"


async def test_what_cannot_be_saved_is_said_and_nothing_is_decided(
    disputed: Library, app: Sayso, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=WIDE) as pilot:
        screen = await adjudicating(pilot)

        def full(*_: object, **__: object) -> None:
            raise NotSavedError("the disk is full")

        monkeypatch.setattr(disputed.adjudication, "take", full)
        await press(pilot, "1")
        await until(pilot, lambda: "disk is full" in str(screen.said.render()))
        assert "not decided yet" in words(screen)


async def test_nothing_in_conflict(library: Library, app: Sayso) -> None:
    async with app.run_test(size=WIDE) as pilot:
        screen = await adjudicating(pilot)
        assert "Nothing is in conflict in this library" in words(screen)
        await press(pilot, "1", "e", "r", "n", "u", "q")
        await until(pilot, lambda: len(app.screen_stack) == 1)


async def test_the_conflicts_of_a_search(disputed: Library, app: Sayso) -> None:
    async with app.run_test(size=WIDE) as pilot:
        explorer = await settled(pilot)
        explorer.searching.search_for('actor:"Rolf Tamm"')
        await calm(pilot)
        screen = await adjudicating(pilot)
        assert [view.statement.actor for view in screen.views] == ["Rolf Tamm"]
        assert isinstance(explorer.adjudicating, Controller)


@pytest.mark.parametrize("height", [40, 24, 12])
def test_the_labels_stand_on_the_screen_however_long_the_paragraph_is(library: Library, height: int) -> None:
    view = library.statements.get(statements(library)["Ines Calder"])
    text = library.articles.version(view.statement.version).text
    end = text.index("costs.") + len("costs.")
    view = replace(view, labels=(Label("mixed", "dana", "2026-09-14"), Label("favor", "omar", "2026-09-14")))
    for more in ("", " More was said about it." * 20, " More was said about it." * 200):
        case = Case(view, text[:end] + more + text[end:])
        lines = [
            "".join(part for part, _ in line)
            for one in drawn(case, library.config, {}, codebook=False, height=height)
            for line in one(50)
        ]
        assert next(place for place, line in enumerate(lines) if "omar" in line) < height
        shown = "\n".join(lines)
        assert "she would back" in shown and "put off its vote" in shown, "nothing is left out, it only stands below"


@pytest.mark.parametrize("keys", ["gj", "ga"])
async def test_nothing_is_opened_that_would_tell_what_is_hidden(disputed: Library, app: Sayso, keys: str) -> None:
    async with app.run_test(size=WIDE) as pilot:
        explorer = await settled(pilot)
        explorer.blinding.hide("labels")
        await until(pilot, lambda: explorer.blinding.hidden == ("labels",))
        await calm(pilot)
        await press(pilot, *keys)
        await until(pilot, lambda: "which this would tell" in said(explorer))
        assert len(app.screen_stack) == 1


# -- pictures --------------------------------------------------------------------------------------------


def shown(*keys: str) -> Callable[[Pilot[Any]], Awaitable[None]]:
    """For a picture: the screen, then these keys."""

    async def before(pilot: Pilot[Any]) -> None:
        await adjudicating(pilot)
        for key in keys:
            await press(pilot, key)
            await calm(pilot)

    return before


@SIZES
def test_a_conflict(snap_compare: Picture, disputed: Library, app: Sayso, size: tuple[int, int]) -> None:
    assert snap_compare(app, terminal_size=size, run_before=shown())


@SIZES
def test_a_decision(snap_compare: Picture, disputed: Library, app: Sayso, size: tuple[int, int]) -> None:
    assert snap_compare(app, terminal_size=size, run_before=shown("n", "1"))


def test_ones_own_stance_is_asked(snap_compare: Picture, disputed: Library, app: Sayso) -> None:
    assert snap_compare(app, terminal_size=MIDDLE, run_before=shown("e"))


def test_no_conflict(snap_compare: Picture, library: Library, app: Sayso) -> None:
    assert snap_compare(app, terminal_size=MIDDLE, run_before=shown())


@SIZES
def test_what_became_of_ones_own(snap_compare: Picture, disputed: Library, app: Sayso, size: tuple[int, int]) -> None:
    with another(disputed, "lead") as lead:
        lead.adjudication.take(statements(disputed)["Rolf Tamm"], "omar", reason="ambiguous text")
        lead.adjudication.decide(statements(disputed)["Ines Calder"], "unclear")
    assert snap_compare(app, terminal_size=size, run_before=shown("m"))


async def test_a_label_beside_what_was_adjudicated_is_told_apart(disputed: Library, app: Sayso) -> None:
    calder = statements(disputed)["Ines Calder"]
    disputed.adjudication.decide(calder, "favor")
    async with app.run_test(size=WIDE) as pilot:
        explorer = await settled(pilot)
        explorer.reading.open(disputed.statements.article_key(calder), statement=calder, pane="positions")
        await until(pilot, lambda: explorer.selected is not None and explorer.selected.id == calder)
        await press(pilot, "2")
        await until(pilot, lambda: "what was adjudicated stays: favor (gj opens it again)" in said(explorer))
        await press(pilot, "1")
        await until(pilot, lambda: "✓ saved · labelled favor" in said(explorer))
        assert "stays" not in said(explorer)
