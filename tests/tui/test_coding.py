"""Coding by keyboard: step by step, part by part, and the same again, over a real library."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot

from index.library import Library, NotSavedError
from index.model import Form, Span, StatementView, Voice
from tests.tui.quay import QUAY, in_the_quay
from tests.tui.running import MODAL, Typed, calm, press, said, settled, until
from tui.app import Sayso
from tui.screens.explorer import Explorer

WIDE = (120, 40)


@pytest.fixture(autouse=True)
def issues(library: Library) -> None:
    """What statements can be about."""
    library.annotations.create_issue("dredging", "The channel should be deepened")
    library.annotations.create_issue("fees", "Quay fees should rise")


async def at_a_statement(pilot: Pilot[Any]) -> tuple[Explorer, StatementView]:
    """The explorer at the only statement of the second article."""
    explorer = await in_the_quay(pilot)
    await press(pilot, "tab")
    await until(pilot, lambda: explorer.pane == "positions")
    view = explorer.selected
    assert view is not None
    return explorer, view


def now(library: Library) -> StatementView:
    """The only statement that was found in the second article."""
    (view,) = [view for view in library.statements.of(2) if view.statement.made_by is None]
    return view


async def test_from_a_statement_to_its_label_in_three_steps(app: Sayso, library: Library) -> None:
    async with app.run_test(size=WIDE) as pilot:
        explorer, _ = await at_a_statement(pilot)
        await press(pilot, "d", MODAL, Typed("port authority"), "enter", Typed("quay fees"), "enter", "2")
        await until(pilot, lambda: "✓ saved" in said(explorer))
        view = now(library)
        assert (view.statement.actor, view.issue, view.stance) == ("Port authority", "fees", "against")
        assert view.label is not None and view.edited == ("actor",)
        await press(pilot, "u")
        await until(pilot, lambda: now(library).label is None)
        assert (now(library).statement.actor, now(library).issue) == ("Rolf Tamm", None), "it is undone in one step"


async def test_digits_take_what_was_named_last(app: Sayso, library: Library) -> None:
    other = library.statements.of(1)[0]
    library.annotations.decide(other.id, actor="Eva Brandt", issue="fees")
    async with app.run_test(size=WIDE) as pilot:
        explorer, _ = await at_a_statement(pilot)
        await press(pilot, "d", MODAL)
        screen: Any = app.screen
        assert [one.remark for one in screen.choices.items[:2]] == ["now", "recent"]
        await press(pilot, "2", "1", "1")
        await until(pilot, lambda: "✓ saved" in said(explorer))
        view = now(library)
        assert (view.statement.actor, view.issue, view.stance) == ("Eva Brandt", "fees", "favor")


async def test_a_new_issue_is_made_of_what_is_typed(app: Sayso, library: Library) -> None:
    async with app.run_test(size=WIDE) as pilot:
        explorer, _ = await at_a_statement(pilot)
        await press(pilot, "d", MODAL, "enter", Typed("Nobody should pay"), "enter", "1")
        await until(pilot, lambda: "✓ saved" in said(explorer))
        assert now(library).issue == "nobody-should-pay"
        assert {"nobody-should-pay"} == {one.id for one in library.annotations.issues() if "Nobody" in one.proposition}


async def test_a_step_back_and_a_draft(app: Sayso, library: Library) -> None:
    async with app.run_test(size=WIDE) as pilot:
        explorer, _ = await at_a_statement(pilot)
        await press(pilot, "d", MODAL, Typed("port authority"), "enter", "backspace", Typed("rolf"))
        screen: Any = app.screen
        assert screen.choices.current.value == "Rolf Tamm"
        await press(pilot, "enter", Typed("half of an is"), "escape")
        assert now(library).issue is None and explorer.session.drafts
        await press(pilot, "d", MODAL)
        screen = app.screen
        assert screen.field.value == "half of an is" and "Rolf Tamm ▸ issue" in str(screen.steps.render())
        await press(pilot, "escape")


async def test_what_is_so_already_is_not_saved_again(app: Sayso, library: Library) -> None:
    library.annotations.decide(now(library).id, issue="fees", stance="favor")
    steps = library.steps.page()
    async with app.run_test(size=WIDE) as pilot:
        explorer, _ = await at_a_statement(pilot)
        await press(pilot, "d", MODAL, "enter", "enter", "enter")
        await until(pilot, lambda: "so already" in said(explorer))
        assert library.steps.page() == steps


async def test_the_last_decision_again(app: Sayso, library: Library) -> None:
    async with app.run_test(size=WIDE) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "enter", "tab", ".")
        await until(pilot, lambda: "nothing to repeat" in said(explorer))
        await press(pilot, "2", ".")
        await until(pilot, lambda: "labelled against" in said(explorer))
        first = explorer.selected
        await press(pilot, "j", ".")
        await until(
            pilot, lambda: sum(view.stance == "against" for view in library.statements.of(1) if view.label) == 2
        )
        assert explorer.selected is not None and first is not None and explorer.selected.id != first.id


async def test_a_coding_again_leaves_the_actor_to_the_steps(app: Sayso, library: Library) -> None:
    async with app.run_test(size=WIDE) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "enter", "tab", "d", MODAL, "enter", Typed("quay fees"), "enter", "1")
        await until(pilot, lambda: "✓ saved" in said(explorer))
        coded = explorer.selected
        assert coded is not None
        await press(pilot, "j", ".")
        await until(pilot, lambda: sum(view.issue == "fees" for view in library.statements.of(1)) == 2)
        again = explorer.selected
        assert again is not None and again.statement.actor == coded.statement.actor


@pytest.mark.parametrize(
    ("keys", "field", "value"),
    [
        (("f", MODAL, Typed("mixed"), "enter"), "form", Form.MIXED),
        (("v", MODAL, Typed("spokes"), "enter"), "voice", Voice.SPOKESPERSON),
        (("m", MODAL, Typed("Radio Quay, The Meridian"), "enter"), "via", ("Radio Quay", "The Meridian")),
        (("a", MODAL, Typed("port authority"), "enter"), "actor", "Port authority"),
    ],
    ids=["form", "voice", "via", "actor"],
)
async def test_a_part_is_changed(
    app: Sayso, library: Library, keys: tuple[str, ...], field: str, value: object
) -> None:
    async with app.run_test(size=WIDE) as pilot:
        explorer, before = await at_a_statement(pilot)
        await press(pilot, "e", MODAL)
        letter, _, *rest = keys
        await press(pilot, letter)
        await until(pilot, lambda: type(app.screen).__name__ != "Parts" and len(app.screen_stack) == 2)
        await press(pilot, *rest)
        await until(pilot, lambda: "✓ saved" in said(explorer))
        assert getattr(now(library).statement, field) == value != getattr(before.statement, field)
        assert now(library).edited == (field,)


async def test_enter_changes_nothing_where_nothing_is_typed(app: Sayso, library: Library) -> None:
    async with app.run_test(size=WIDE) as pilot:
        explorer, before = await at_a_statement(pilot)
        for part in ("f", "v"):
            await press(pilot, "e", MODAL, part)
            await until(pilot, lambda: type(app.screen).__name__ == "Picker")
            await press(pilot, "enter")
            await calm(pilot)
        assert now(library).edited == () and now(library).statement == before.statement
        assert "saved" not in said(explorer)


async def test_an_edge_is_moved_in_the_text(app: Sayso, library: Library) -> None:
    async with app.run_test(size=WIDE) as pilot:
        explorer, before = await at_a_statement(pilot)
        await press(pilot, "e", MODAL, "c")
        await until(pilot, lambda: explorer.section == "marking")
        assert explorer.article.marked == Span(before.statement.content.start, before.statement.content.end)
        await press(pilot, "b", "b", "b", "enter")
        await until(pilot, lambda: "✓ saved" in said(explorer))
        content = now(library).statement.content
        assert QUAY[content.start : content.end] == content.text
        assert content.text != before.statement.content.text and content.text.startswith('"Nobody')
        assert explorer.pane == "positions"


async def test_leaving_the_marking_leaves_the_edges(app: Sayso, library: Library) -> None:
    async with app.run_test(size=WIDE) as pilot:
        explorer, before = await at_a_statement(pilot)
        await press(pilot, "e", MODAL, "c")
        await until(pilot, lambda: explorer.section == "marking")
        await press(pilot, "b", "escape", "v", "w", "enter", MODAL)
        screen: Any = app.screen
        assert screen.heading == "A new statement", "what is marked next is a statement of its own"
        assert now(library).statement == before.statement


async def test_certainty_and_a_question_for_the_lead(app: Sayso, library: Library) -> None:
    async with app.run_test(size=WIDE) as pilot:
        explorer, _ = await at_a_statement(pilot)
        await press(pilot, "2", "~")
        await until(pilot, lambda: now(library).certainty == "high")
        await until(pilot, lambda: explorer.selected is not None and explorer.selected.certainty == "high")
        await press(pilot, "~", "!", MODAL, Typed("Is he in office?"), "enter")
        await until(pilot, lambda: now(library).question == "Is he in office?")
        await until(pilot, lambda: now(library).certainty == "medium")
        await calm(pilot)
        assert "✓ dana medium" in shown(explorer) and "dana asks: Is he in office?" in shown(explorer)


def shown(explorer: Explorer) -> str:
    """What stands in the positions pane."""
    pane = explorer.positions
    lines = (pane.render_line(y) for y in range(pane.size.height))
    return " ".join(" ".join("".join(piece.text for piece in line) for line in lines).split())


async def test_making_a_statement_of_a_marked_span(app: Sayso, library: Library) -> None:
    async with app.run_test(size=WIDE) as pilot:
        explorer = await in_the_quay(pilot)
        explorer.article.go_to(QUAY.index("fees would rise"))
        await press(pilot, "v", "o", "w", "w", "w", "w", "o", "b", "b", "b")
        marked = explorer.article.marked
        assert marked is not None
        await press(pilot, "enter", MODAL, Typed("Port authority"), "enter", Typed("quay fees"), "enter", "1")
        await until(pilot, lambda: "✓ saved · a statement of" in said(explorer))
        view = explorer.selected
        assert view is not None and view.statement.made_by == "dana" and view.statement.actor == "Port authority"
        assert (view.issue, view.stance) == ("fees", "favor")
        assert view.statement.content.text == QUAY[marked.start : marked.end]
        assert explorer.section == "positions" and not explorer.session.drafts
        await press(pilot, "u")
        await until(pilot, lambda: len(library.statements.of(2)) == 1)


async def test_what_cannot_be_saved_stays(app: Sayso, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    async with app.run_test(size=WIDE) as pilot:
        explorer, _ = await at_a_statement(pilot)

        def full(*_: object, **__: object) -> None:
            raise NotSavedError("the disk is full")

        monkeypatch.setattr(library.annotations, "decide", full)
        await press(pilot, "d", MODAL, "enter", "1", "2")
        await until(pilot, lambda: "R tries again" in said(explorer))
        assert "− against not saved" in shown(explorer) and "disk is full" in shown(explorer)
        monkeypatch.undo()
        await press(pilot, "R")
        await until(pilot, lambda: now(library).stance == "against" and now(library).label is not None)


async def test_the_actor_is_there_where_the_mark_overlaps_a_statement(app: Sayso) -> None:
    async with app.run_test(size=WIDE) as pilot:
        explorer = await in_the_quay(pilot)
        explorer.article.go_to(QUAY.index("likes"))
        await press(pilot, "v", "enter", MODAL)
        screen: Any = app.screen
        assert (screen.choices.current.value, screen.choices.current.remark) == ("Rolf Tamm", "now")
