"""The codebook in the explorer: what is in sight, what is changed, and what is to be looked at again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from textual.pilot import Pilot

from index.library import Library
from index.model import Issue, StatementView
from tests.tui.quay import in_the_quay
from tests.tui.running import MODAL, Typed, calm, press, said, settled, until
from tests.tui.test_keys_in_turn import burst
from tui.app import Sayso
from tui.screens.ask import Ask
from tui.screens.codebook import CodebookScreen, IssueMeaning, issue_lines
from tui.screens.explorer import Explorer
from tui.screens.recoding import RecodePanel

WIDE = (120, 40)


@pytest.fixture(autouse=True)
def labels(library: Library) -> None:
    """An issue, with labels on both articles."""
    first, second = library.statements.of(1), library.statements.of(2)[0]
    library.annotations.create_issue("fees", "Quay fees should rise")
    library.annotations.set_issue(second.id, "fees")
    library.annotations.label(second.id, "against")
    library.annotations.label(first[0].id, "against")
    library.annotations.label(first[1].id, "favor")


async def at_a_statement(pilot: Pilot[Any]) -> Explorer:
    explorer = await in_the_quay(pilot)
    await press(pilot, "tab")
    await until(pilot, lambda: explorer.pane == "positions")
    await calm(pilot)
    return explorer


def now(library: Library) -> StatementView:
    return library.statements.of(2)[0]


# -- in sight ------------------------------------------------------------------------------------------


async def test_what_a_stance_and_an_issue_mean_is_one_key_away(app: Sayso, library: Library) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await at_a_statement(pilot)
        await press(pilot, "g", "d", MODAL)
        await calm(pilot)
        screen = app.screen
        assert isinstance(screen, CodebookScreen)
        against = next(one for one in library.codebook.labels() if one.id == "against")
        shown = " ".join(screen.list.text.split())
        assert against.definition in shown and against.examples[0].text in shown
        case = against.edge_cases[0]
        assert case.no is not None and all(one in shown for one in (case.rule, case.yes.text, case.no.text))
        assert f"{case.instead}, on: " in shown, "with the label that what only looks like it gets"
        assert library.codebook.version in str(screen.query_one("#version").render())
        await press(pilot, "tab")
        assert "Quay fees should rise" in screen.list.text and "against" not in screen.list.text
        await press(pilot, "tab")
        assert all(one.definition[:30] in " ".join(screen.list.text.split()) for one in library.codebook.labels())
        await press(pilot, "shift+tab", "shift+tab", "q")
        assert len(app.screen_stack) == 1


@pytest.mark.parametrize("width", [30, 120])
def test_what_speaks_for_and_against_an_issue_stands_below_it(width: int) -> None:
    issue = Issue("quay", "Quay fees should rise", ("quay",), None, ("worn out", "repair*"), ("too dear",))
    shown = " ".join("".join(text for text, _ in line).strip() for line in issue_lines(IssueMeaning(issue), width))
    assert shown.endswith("words that point to it: quay  speaks for it: worn out, repair*  speaks against it: too dear")
    plain = issue_lines(IssueMeaning(replace(issue, favor=(), against=())), width)
    assert not any("speaks" in text for line in plain for text, _ in line)


async def test_while_coding_the_label_under_the_cursor_is_explained(app: Sayso) -> None:
    async with app.run_test(size=WIDE) as pilot:
        explorer = await at_a_statement(pilot)
        await press(pilot, "d", MODAL, "enter", "enter")
        panel: Any = app.screen
        await press(pilot, "down")
        label = panel.choices.current.value
        definition = explorer.config.label(label).definition.split()[:4]
        for key in ("f1", "?"):
            await press(pilot, key)
            await calm(pilot)
            assert panel.meaning.display and " ".join(definition) in str(panel.meaning.render())
            await press(pilot, "f1")
            assert not panel.meaning.display and panel.choices.current.value == label
        await press(pilot, "enter")
        await until(pilot, lambda: f"labelled {label}" in said(explorer))


# -- renaming, merging, splitting ----------------------------------------------------------------------


async def test_a_label_is_renamed_by_the_palette_and_stays_itself(app: Sayso, library: Library) -> None:
    async with app.run_test(size=WIDE) as pilot:
        explorer = await at_a_statement(pilot)
        await press(pilot, ":", MODAL, Typed("rename label against opposed"), "enter")
        await calm(pilot)
        panel = app.screen
        assert isinstance(panel, RecodePanel)
        assert panel.heading == "Rename the label against to opposed?"
        assert "2  statements shown otherwise, in 2 articles" in panel.list.text
        assert "Rolf Tamm" in panel.list.text and "Fishers' union" in panel.list.text
        await press(pilot, "enter")
        await until(pilot, lambda: "✓ renamed the label against to opposed" in said(explorer))
        await calm(pilot)
        assert now(library).stance == "opposed" and "opposed" in explorer.positions.text
        explorer.bottom_bar.quiet()
        assert "2 − opposed" in explorer.bottom_bar.text, "the keys of the labels know it, too"
        await press(pilot, "1", "2")
        await until(pilot, lambda: "labelled opposed" in said(explorer))
        await press(pilot, "u", "u", "u")
        await until(pilot, lambda: "undone: renamed the label" in said(explorer))
        await calm(pilot)
        assert "against" in explorer.positions.text and explorer.config.label("against") is not None
        explorer.bottom_bar.quiet()
        assert "2 − against" in explorer.bottom_bar.text


async def test_what_is_typed_in_one_breath_goes_to_the_panels_in_their_turn(app: Sayso, library: Library) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await at_a_statement(pilot)
        burst(pilot, ":rename fees\n")
        await until(pilot, lambda: isinstance(app.screen, Ask))
        await calm(pilot)
        burst(pilot, " by a tenth\n")
        await until(pilot, lambda: isinstance(app.screen, RecodePanel))
        await calm(pilot)
        heading = getattr(app.screen, "heading", "")
        assert heading == "Reword the issue fees (“Quay fees should rise”): “Quay fees should rise by a tenth”?"
        await press(pilot, "escape")
        await calm(pilot)
        burst(pilot, "ghpdana\n")
        await calm(pilot)
        assert str(app.screen.query_one("#heading").render()) == "History · dana", "d and a were no keys of the history"


async def test_without_a_new_name_it_is_asked_and_what_is_wrong_is_said(app: Sayso, library: Library) -> None:
    async with app.run_test(size=WIDE) as pilot:
        explorer = await at_a_statement(pilot)
        await press(pilot, ":", MODAL, Typed("rename fees"), "enter")
        await calm(pilot)
        ask: Any = app.screen
        assert ask.field.value == "Quay fees should rise"
        await press(pilot, "enter")
        await calm(pilot)
        assert app.screen is ask and "already" in str(ask.trouble.render())
        ask.field.value = "Quay fees should rise by a tenth"
        await press(pilot, "enter")
        await calm(pilot)
        assert isinstance(app.screen, RecodePanel) and "1  label to be looked at again" in app.screen.list.text
        await press(pilot, "escape")
        await calm(pilot)
        assert library.codebook.to_recheck() == {} and "renamed" not in said(explorer)


async def test_an_issue_is_merged_from_the_issues(app: Sayso, library: Library) -> None:
    library.annotations.create_issue("dues", "Harbour dues should rise")
    async with app.run_test(size=WIDE) as pilot:
        explorer = await at_a_statement(pilot)
        await press(pilot, "p", MODAL, "M")
        await calm(pilot)
        await press(pilot, Typed("harbour dues"), "enter")
        await calm(pilot)
        assert isinstance(app.screen, RecodePanel)
        await press(pilot, "enter")
        await until(pilot, lambda: "✓ merged the issue" in said(explorer))
        await calm(pilot)
        assert now(library).issue == "dues" and "Harbour dues should rise" in explorer.positions.text
        await press(pilot, "u")
        await until(pilot, lambda: "undone: merged" in said(explorer))
        assert now(library).issue == "fees"


async def test_whoever_speaks_anywhere_can_be_merged_from_the_palette(app: Sayso, library: Library) -> None:
    here = {view.statement.actor_id for view in library.statements.of(2)}
    other = next(view.statement for view in library.statements.of(1) if view.statement.actor_id not in (None, *here))
    present = now(library).statement
    async with app.run_test(size=WIDE) as pilot:
        explorer = await at_a_statement(pilot)
        await press(pilot, ":", MODAL, Typed(f"merge actor {other.actor_id} "))
        await calm(pilot)
        assert "No label, issue or actor" not in app.screen.query_one("Choices").text
        await press(pilot, Typed(f"{present.actor_id}"), "enter")
        await calm(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: "✓ merged the actor" in said(explorer))
    assert {view.statement.actor_id for view in library.statements.of(1)} >= {present.actor_id}


async def splitting(pilot: Pilot[Any], library: Library, old: str, new: str) -> Explorer:
    """Mark the statement in the list of statements, and say what is split and how the new one is called."""
    explorer = await settled(pilot)
    await press(pilot, "g", "c")
    await calm(pilot)
    place = explorer.statements.pages.place_of(now(library).id)
    assert place is not None
    explorer.lines.go(place)
    await press(pilot, "space", ":", MODAL, Typed(f"split {old}"), "enter")
    await calm(pilot)
    await press(pilot, Typed(new), "enter")
    await calm(pilot)
    return explorer


async def test_an_issue_is_split_by_the_marked_statements(app: Sayso, library: Library) -> None:
    async with app.run_test(size=WIDE) as pilot:
        explorer = await splitting(pilot, library, "fees", "Fees for ferries should rise")
        await press(pilot, "enter")
        await until(pilot, lambda: "✓ split the issue fees" in said(explorer))
        await calm(pilot)
        assert now(library).issue == "fees-for-ferries-should-rise" and not explorer.lines.has_marks
        label = now(library).label
        assert label is not None and label.changed == "moved"


async def test_a_label_is_split_by_the_marked_statements(app: Sayso, library: Library) -> None:
    async with app.run_test(size=WIDE) as pilot:
        explorer = await splitting(pilot, library, "label against", "Objection: says what is wrong with it")
        panel = app.screen
        assert isinstance(panel, RecodePanel) and panel.heading == "Split the label against: 1 label to objection?"
        shown = " ".join(panel.list.text.split())
        assert "1 label on them, of which yours become others: dana 1" in shown
        assert "1 label to be looked at again, since the old one stands for less" in shown
        await press(pilot, "enter")
        await until(pilot, lambda: "✓ split the label against: 1 label to objection" in said(explorer))
        await calm(pilot)
        assert now(library).stance == "objection" and "objecti…" in explorer.lines.text
        made = library.config.label("objection")
        assert made is not None and (made.key, made.definition) == ("7", "says what is wrong with it")
        assert explorer.config.label("objection") == made
        await until(pilot, lambda: "↻ 1 to look at again" in explorer.top_bar.text)
        await press(pilot, "1")
        await until(pilot, lambda: "labelled favor" in said(explorer))
        await press(pilot, "7")
        await until(pilot, lambda: "labelled objection" in said(explorer))
        await calm(pilot)
        assert now(library).stance == "objection", "its key is in force at once"
        await press(pilot, "u")
        await until(pilot, lambda: "undone: labelled objection" in said(explorer))
        await press(pilot, "u", "u")
        await until(pilot, lambda: "undone: split the label against" in said(explorer))
        await calm(pilot)
        assert now(library).stance == "against" and explorer.config.label("objection") is None


async def test_a_label_is_split_where_its_meaning_is_shown(app: Sayso, library: Library) -> None:
    async with app.run_test(size=WIDE) as pilot:
        explorer = await at_a_statement(pilot)
        await press(pilot, "g", "d", MODAL)
        await calm(pilot)
        assert isinstance(app.screen, CodebookScreen)
        await press(pilot, "shift+tab", "S")
        await calm(pilot)
        assert isinstance(app.screen, CodebookScreen), "of all issues none is meant"
        await press(pilot, "tab", "S")
        await calm(pilot)
        assert isinstance(app.screen, Ask) and app.screen.heading == "Split the label against"
        await press(pilot, Typed("objection"), "enter")
        await calm(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: "✓ split the label against" in said(explorer))
        await calm(pilot)
        assert now(library).stance == "objection" and "objection" in explorer.positions.text
        await press(pilot, "g", "d", MODAL)
        await calm(pilot)
        assert isinstance(app.screen, CodebookScreen) and "It has no definition yet" in app.screen.list.text
        await press(pilot, "q", "?", MODAL)
        await calm(pilot)
        assert "It has no definition yet" in app.screen.list.text  # type: ignore[attr-defined]


async def test_an_actor_is_renamed_and_split_where_all_it_said_stands(app: Sayso, library: Library) -> None:
    async with app.run_test(size=WIDE) as pilot:
        explorer = await at_a_statement(pilot)
        await press(pilot, "enter", MODAL, "R")
        await calm(pilot)
        ask: Any = app.screen
        ask.field.value = "Rolf Tammsen"
        await press(pilot, "enter")
        await calm(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: "✓ renamed the actor" in said(explorer))
        await calm(pilot)
        assert "Rolf Tammsen" in explorer.positions.text
        await press(pilot, "enter", MODAL, "space", "S")
        await calm(pilot)
        await press(pilot, Typed("Rolf Tamm the younger"), "enter")
        await calm(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: "✓ split the actor" in said(explorer))
        actors = {view.statement.actor for key in (1, 2) for view in library.statements.of(key)}
        assert {"Rolf Tammsen", "Rolf Tamm the younger"} <= actors, "only what was marked is the new one's"


async def test_what_another_process_recodes_is_taken_up(app: Sayso, library: Library) -> None:
    async with app.run_test(size=WIDE) as pilot:
        explorer = await at_a_statement(pilot)
        with Library.open(library.folder, by="omar", cache=library.folder.parent / "cache") as other:
            other.recoding.rename("label", "against", "opposed")
        await until(pilot, lambda: explorer.config.codebook.labels[1].id == "opposed", seconds=60)
        await calm(pilot)
        assert "opposed" in explorer.positions.text and "2 − opposed" in explorer.bottom_bar.text


# -- to be looked at again -----------------------------------------------------------------------------


async def test_labels_of_another_definition_are_marked_listed_and_confirmed(app: Sayso, library: Library) -> None:
    library.recoding.rename("issue", "fees", None, proposition="Quay fees should rise by a tenth")
    async with app.run_test(size=WIDE) as pilot:
        explorer = await at_a_statement(pilot)
        await until(pilot, lambda: explorer.watching.progress.articles > 0)
        assert "↻ dana" in explorer.positions.text
        assert "↻ what its issue says has" in explorer.positions.text
        assert "↻ 1 to look at again" in explorer.top_bar.text and "= still holds" in explorer.bottom_bar.text
        await press(pilot, "=")
        await until(pilot, lambda: "✓ saved · confirmed against" in said(explorer))
        await calm(pilot)
        assert "↻" not in explorer.positions.text and "look at again" not in explorer.top_bar.text
        assert library.codebook.to_recheck() == {}
        await press(pilot, "=")
        assert "no label of yours here that is to be looked at again" in said(explorer)
        await press(pilot, "u")
        await until(pilot, lambda: "↻ 1 to look at again" in explorer.top_bar.text)


async def test_all_that_is_to_be_looked_at_again_is_confirmed_at_once(app: Sayso, library: Library) -> None:
    library.recoding.merge("label", ["against"], "mixed")
    assert library.codebook.to_recheck() == {"dana": 2}
    async with app.run_test(size=WIDE) as pilot:
        explorer = await settled(pilot)
        await until(pilot, lambda: "↻ 2 to look at again" in explorer.top_bar.text)
        await press(pilot, ":", MODAL, Typed("look again"), "enter")
        await calm(pilot)
        assert explorer.searching.query == "{is:recheck by:dana}" and len(explorer.lines.items) == 2
        assert "±↻" in explorer.lines.text
        assert "the definition of “mixed” has changed" in explorer.detail.text
        await press(pilot, "*", "=")
        await until(pilot, lambda: "✓ saved · confirmed: 2 labels" in said(explorer))
        await calm(pilot)
        assert library.codebook.to_recheck() == {} and library.steps.page(limit=1)[0].words.startswith("confirmed")
        await press(pilot, "*", "=")
        await until(pilot, lambda: "None of the marked statements has a label of yours" in said(explorer))
        assert "look at again" not in explorer.top_bar.text
