"""The history in the explorer: what was done, filtered, gone to, and taken back, over a real library."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot

from index.library import Library
from tests.tui.quay import in_the_quay
from tests.tui.running import MODAL, Typed, calm, explorer_of, press, said, settled, until
from tui.app import Sayso
from tui.controllers import history
from tui.screens.history import HistoryScreen, StepRow, fitting

WIDE = (120, 40)


@pytest.fixture(autouse=True)
def steps(library: Library) -> None:
    """Some steps: on both articles, one about several statements, one undone."""
    first, second = library.statements.of(1), library.statements.of(2)[0]
    library.annotations.label(first[0].id, "against")
    library.annotations.label(first[1].id, "favor")
    library.annotations.note(second.id, "Compare with March.")
    library.annotations.label_many([first[0].id, second.id], stance="none")
    library.annotations.undo()
    library.tags.tag([1], "harbour")


async def opened(pilot: Pilot[Any], *keys: str) -> HistoryScreen:
    """The panel, by `gh`."""
    await settled(pilot)
    await press(pilot, *(keys or ("g", "h")), MODAL)
    await calm(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, HistoryScreen)
    return screen


def words(screen: HistoryScreen) -> list[str]:
    """What the steps say, up to whom it is about."""
    return [row.step.words.partition(": ")[0] for row in screen.list.items if isinstance(row, StepRow)]


ALL = ["tagged harbour", "undid", "labelled none", "note", "labelled favor", "labelled against"]


async def test_the_steps_stand_in_words_the_newest_first_and_say_what_can_be_taken_back(app: Sayso) -> None:
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        assert words(screen) == ALL
        assert isinstance(screen.list.items[0], str), "a day stands above its steps"
        assert "x takes it back" in str(screen.detail.render())
        await press(pilot, "j")
        assert "This step turned another one: r brings back what was undone last." in str(screen.detail.render())
        await press(pilot, "j", "j")
        assert "in “Quay fees to rise”" in str(screen.detail.render()), "in which article it was"
        lost = next(line for line in screen.list.text.split("\n") if "labelled none" in line and "undid" not in line)
        assert lost.lstrip().startswith("✗") and "undone" in lost


async def test_any_step_is_taken_back_and_brought_back(app: Sayso, library: Library) -> None:
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        await press(pilot, "G", "x")
        await until(pilot, lambda: "Taken back: labelled against" in str(screen.said.render()))
        await calm(pilot)
        assert library.statements.of(1)[0].label is None and library.statements.of(1)[1].label is not None
        assert screen.current is not None and screen.current.state == "undone", "the cursor stays on it"
        assert words(screen) == ["undid", *ALL]
        positions = explorer_of(pilot).reading.opened
        assert positions is not None and positions.views[0].label is None, "it is shown behind the panel, too"
        await press(pilot, "r")
        await until(pilot, lambda: "Done again: labelled against" in str(screen.said.render()))
        await calm(pilot)
        assert library.statements.of(1)[0].label is not None
        await press(pilot, "q")
        assert isinstance(app.screen, type(explorer_of(pilot)))


async def test_a_step_on_which_another_rests_stays_and_says_why(app: Sayso, library: Library) -> None:
    library.annotations.create_issue("fees", "Quay fees should rise")
    statement = library.statements.of(2)[0].id
    library.annotations.set_issue(statement, "fees")
    library.annotations.label(statement, "favor")
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        await press(pilot, "j", "j", "u")
        await calm(pilot)
        reason = str(screen.detail.render())
        assert "has to stay" in reason and "sayso undo" not in reason
        assert "fees" in {issue.id for issue in library.annotations.issues()}


async def test_others_steps_are_shown_and_are_theirs(app: Sayso, library: Library) -> None:
    with Library.open(library.folder, by="omar", cache=library.folder.parent / "cache") as other:
        other.annotations.label(other.statements.of(1)[2].id, "mixed")
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        assert "omar" in screen.list.text
        await press(pilot, "x")
        await calm(pilot)
        assert "This step is omar's, and only omar can take it back." in str(screen.detail.render())
        await press(pilot, "p", Typed("omar"), "enter")
        await calm(pilot)
        assert words(screen) == ["labelled mixed"] and "omar" in str(screen.query_one("#heading").render())


async def test_typing_shows_the_steps_with_these_words_and_escape_shows_all_again(app: Sayso) -> None:
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        await press(pilot, "/", Typed("labld fvr"), "enter")
        await calm(pilot)
        assert words(screen) == ["labelled favor"]
        await press(pilot, "x")
        await until(pilot, lambda: "Taken back" in str(screen.said.render()))
        await press(pilot, "escape")
        await calm(pilot)
        assert words(screen) == ["undid", *ALL]
        await press(pilot, "escape")
        assert len(app.screen_stack) == 1


async def test_the_article_that_is_open_a_day_and_all(app: Sayso, library: Library) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await in_the_quay(pilot)
        screen = await opened(pilot)
        await press(pilot, "a")
        await calm(pilot)
        assert words(screen) == ["undid", "labelled none", "note"]
        assert str(screen.query_one("#heading").render()) == "History · this article"
        await press(pilot, "a", "d", "down")
        await calm(pilot)
        await press(pilot, "enter")
        await calm(pilot)
        assert words(screen) == ALL and screen.shown.day == library.steps.page()[0].at[:10]


async def test_from_a_statement_to_its_history(app: Sayso, library: Library) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "shift+tab")
        screen = await opened(pilot, "g", "H")
        assert words(screen) == ["undid", "labelled none", "labelled against"]
        await press(pilot, "s")
        await calm(pilot)
        assert words(screen) == ALL


async def test_enter_goes_to_where_it_was(app: Sayso) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await press(pilot, "j", "j", "j", "enter")
        await calm(pilot)
        explorer = explorer_of(pilot)
        assert explorer.reading.key == 2 and explorer.pane == "positions"
        await press(pilot, "g", "h", MODAL)
        await calm(pilot)
        await press(pilot, "enter")
        await calm(pilot)
        assert explorer.reading.key == 1 and explorer.pane == "article"


async def test_older_steps_are_read_as_one_comes_to_them(
    app: Sayso, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "PAGE", 20)
    statement = library.statements.of(1)[0].id
    for number in range(150):
        library.annotations.note(statement, f"note {number}")
    async with app.run_test(size=(120, 12)) as pilot:
        screen = await opened(pilot)
        assert len(screen.steps) < 100 and not screen.whole
        for _ in range(40):
            await press(pilot, "G")
            await calm(pilot)
        assert screen.whole and words(screen)[-6:] == ALL
        assert len(words(screen)) == 156


async def test_a_library_that_is_only_read_says_so(app: Sayso, library: Library, monkeypatch: Any) -> None:
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        monkeypatch.setattr(library.annotations, "undo", lambda event=None: _refuse())
        await press(pilot, "x")
        await calm(pilot)
        assert "This library can only be read" in str(screen.said.render())


def _refuse() -> None:
    from index.errors import UsageError

    raise UsageError("this library can only be read")


async def test_undo_outside_is_undo(app: Sayso, library: Library) -> None:
    async with app.run_test(size=WIDE) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "u")
        await until(pilot, lambda: "undone: tagged harbour" in said(explorer))
        assert library.tags.all() == []


def test_letters_may_be_left_out_within_a_word_only() -> None:
    assert fitting("", "labelled favor") == ()
    assert fitting("FAVOR lab", "labelled favor: Ines") == (0, 1, 2, 9, 10, 11, 12, 13)
    assert fitting("lbd", "undid: labelled favor") == (7, 9, 14)
    assert fitting("lfr", "labelled favor") is None and fitting("favor omar", "labelled favor: Ines dana") is None


async def test_the_keys_that_open_the_panel_leave_it_again(app: Sayso) -> None:
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        await press(pilot, "g", "h")
        await until(pilot, lambda: app.screen is not screen)
        assert len(app.screen_stack) == 1


async def test_what_was_said_goes_with_the_next_key(app: Sayso) -> None:
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        screen.say("something was done")
        assert screen.said.display
        await press(pilot, "j")
        assert not screen.said.display
