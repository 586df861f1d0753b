"""Proposed issues in the positions pane: marked as such, together, accepted by a key, gone by undo."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from index.errors import LockedError
from index.library import IssueInUse, Library, OpenProposal
from index.model import Analysis, ArticleDraft, Issue, Proposal
from tests.tui.fakes import statement
from tests.tui.running import MODAL, Typed, explorer_of, press, said, settled, until
from tui.app import Sayso
from tui.screens.explorer import Explorer
from tui.screens.issues import Issues, rows_of
from tui.widgets.positions import StatementRow

TEXT = "Quarry vote\n\nAda Lind wants the quarry. She ate lunch. Mrs Lind likes the quarry road.\n"


def found() -> Analysis:
    """Three statements of Ada Lind, an issue proposed for the first and the last."""
    first, lunch, last = (
        statement(TEXT, "Ada Lind", source, cue, content, stance)
        for source, cue, content, stance in (
            ("Ada Lind", "wants", "the quarry", "favor"), ("She", "ate", "lunch", None),
            ("Mrs Lind", "likes", "the quarry road", "favor"),
        )
    )  # fmt: skip
    proposal = Proposal("quarry", "The quarry should be opened", ("quarry",), (first.id, last.id))
    return Analysis((), (replace(first, proposal="quarry"), lunch, replace(last, proposal="quarry")), (proposal,))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "lib", by="dana", create=True, cache=tmp_path / "cache") as opened:
        (added,) = opened.articles.add([ArticleDraft("a.txt", TEXT, "Quarry vote", "2026-09-12", "Port Courier")])
        article = opened.articles.get(str(added.article_id))
        opened.analysis.store(article.key, article.version, found())
        opened.search.catch_up()
        yield opened


def shown(explorer: Explorer) -> list[str]:
    """The text of each statement in the pane."""
    return [
        "\n".join("".join(text for text, _ in line) for line in explorer.describer.lines(row, 60))
        for row in explorer.positions.items
        if isinstance(row, StatementRow)
    ]


async def test_statements_of_one_proposal_stand_together_and_say_so(app: Sayso) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        first, second, last = shown(explorer)
        for text in (first, second):
            assert "◇ proposed: The quarry should be opened" in text
        assert "lunch" in last and "proposed" not in last


async def test_accepting_the_proposed_issue_in_other_words(app: Sayso, library: Library) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "shift+tab")
        assert "p proposal" in explorer.bottom_bar.text
        await press(pilot, "p", MODAL)
        field = pilot.app.focused
        assert isinstance(field, Input) and field.value == "The quarry should be opened"
        await press(pilot, Typed(" soon"), "enter")
        await until(pilot, lambda: "accepted the issue “The quarry should be opened soon”" in said(explorer))
        assert ["opened soon" in one for one in shown(explorer)] == [True, False, True]
        assert not [one for one in shown(explorer) if "proposed" in one]
        await press(pilot, "u")
        await until(pilot, lambda: "undone" in said(explorer))
        assert len([one for one in shown(explorer) if "◇ proposed" in one]) == 2
        assert [one.id for one in library.proposals.open()] == ["quarry"]


async def test_what_is_decided_beside_an_unsaved_label_does_not_take_its_place(
    app: Sayso, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = next(iter(library.statements.matching(""))).id
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        with monkeypatch.context() as full:
            full.setattr(library.annotations, "label", failing)
            await press(pilot, "shift+tab", "2")
            await until(pilot, lambda: "not saved" in shown(explorer)[0])
            await press(pilot, "p", MODAL, "enter")
            await until(pilot, lambda: "accepted the issue" in said(explorer))
            assert "not saved" in shown(explorer)[0] and "against" in shown(explorer)[0]
            assert "the disk is full" in shown(explorer)[0] and "1 not saved" in explorer.top_bar.text
            await press(pilot, "1")
            await until(pilot, lambda: "Not saved" in said(explorer) and "favor" in shown(explorer)[0])
            assert "1 not saved" in explorer.top_bar.text
        await press(pilot, "R")
        await until(pilot, lambda: not explorer.labelling.edits)
        view = library.statements.get(first)
        assert (view.stance, view.label is not None, view.issue) == ("favor", True, "quarry")


async def test_a_retired_statement_has_nothing_left_to_save(
    app: Sayso, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library.annotations, "label", failing)
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "shift+tab", "2")
        await until(pilot, lambda: "not saved" in shown(explorer)[0])
        await press(pilot, "x")
        await until(pilot, lambda: "saved · retired" in said(explorer))
        assert not explorer.labelling.edits and "not saved" not in explorer.top_bar.text


def failing(*_: object, **__: object) -> None:
    raise LockedError("the disk is full: make room and try again")


async def test_leaving_the_wording_accepts_nothing(app: Sayso, library: Library) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "shift+tab", "p", MODAL, "escape")
        assert [one.id for one in library.proposals.open()] == ["quarry"]


async def dialog(pilot: Pilot[Any]) -> Issues:
    """The dialog, opened from the positions."""
    await settled(pilot)
    await press(pilot, "shift+tab", "p", MODAL)
    screen = pilot.app.screen
    assert isinstance(screen, Issues)
    return screen


def keys_of(screen: Issues) -> str:
    return str(screen.query_one("#keys", Static).render())


async def test_the_dialog_counts_what_is_proposed_and_what_is_in_use(app: Sayso, library: Library) -> None:
    library.annotations.create_issue("lunch", "Lunch should be eaten")
    library.annotations.set_issue(next(iter(library.statements.matching(""))).id, "lunch")
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await dialog(pilot)
        lines = [line.rstrip() for line in screen.list.text.split("\n")]
        assert lines[0].split()[-2:] == ["statements", "actors"]
        assert any(line.split() == ["●", "Lunch", "should", "be", "eaten", "1", "1"] for line in lines)
        assert any(line.split() == ["◇", "The", "quarry", "should", "be", "opened", "1", "1"] for line in lines)


async def test_rejecting_a_proposal_and_undoing_that(app: Sayso, library: Library) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await dialog(pilot)
        assert "for 2 statements of 1 actor in 1 article" in str(screen.said.render())
        assert "Ctrl-x reject" in keys_of(screen)
        await press(pilot, "ctrl+x")
        explorer = explorer_of(pilot)
        await until(pilot, lambda: "rejected the proposal “The quarry should be opened”" in said(explorer))
        assert not [one for one in shown(explorer) if "proposed" in one]
        assert library.proposals.open() == []
        await press(pilot, "u")
        await until(pilot, lambda: "undone: rejected the proposed issue" in said(explorer))
        assert len([one for one in shown(explorer) if "◇ proposed" in one]) == 2


async def test_an_issue_in_use_is_given_to_the_statement_alone(app: Sayso, library: Library) -> None:
    library.annotations.create_issue("road", "The quarry road should be paved")
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await dialog(pilot)
        await press(pilot, Typed(" now"), "down")
        while not isinstance(screen.entry, IssueInUse) or screen.entry.issue.id != "road":
            await press(pilot, "down")
        assert "Ctrl-x" not in keys_of(screen) and "take this" in keys_of(screen)
        assert not screen.field.display and "paved" in str(screen.words.render())
        await press(pilot, "ctrl+x")
        assert pilot.app.screen is screen
        while not isinstance(screen.entry, OpenProposal):
            await press(pilot, "up")
        assert screen.field.value == "The quarry should be opened now" and screen.field.has_focus
        while not isinstance(screen.entry, IssueInUse) or screen.entry.issue.id != "road":
            await press(pilot, "down")
        await press(pilot, "enter")
        explorer = explorer_of(pilot)
        await until(pilot, lambda: "saved · about “" in said(explorer))
        assert sorted(view.issue or "" for view in library.statements.matching("")) == ["", "", "road"]


async def test_the_dialog_in_a_small_terminal(app: Sayso) -> None:
    async with app.run_test(size=(40, 12)) as pilot:
        screen = await dialog(pilot)
        assert screen.list.size.height >= 3 and screen.query_one("#keys").region.bottom <= 12
        heading, first = screen.list.text.split("\n")[:2]
        assert heading.strip() == "Proposed here" and first.split()[0] == "◇" and first.split()[-1] == "2"
        await press(pilot, "escape")
        assert len(pilot.app.screen_stack) == 1


@pytest.mark.parametrize(("width", "named"), [(120, True), (100, False), (80, False)], ids=["wide", "middle", "narrow"])
async def test_the_bottom_line_has_what_matters_for_a_statement_at_any_width(
    width: int, named: bool, app: Sayso
) -> None:
    async with app.run_test(size=(width, 24)) as pilot:
        explorer = await settled(pilot)
        explorer.enter("positions")
        await until(pilot, lambda: "p proposal" in explorer.bottom_bar.text)
        line = explorer.bottom_bar.text
        for hint in ("  p proposal", "  a accept", "  I why", "  d code", "? keys"):
            assert hint in line
        labels = "1 + favor  2 − against  3 ± mixed  " if named else "1 +  2 −  3 ±  4 =  5 ·  6 ?  "
        assert line.startswith(f" {labels}")


def test_what_is_proposed_here_comes_first_in_the_articles_words() -> None:
    used = IssueInUse(Issue("noise", "Noise should be limited"), 4, 2, 1)
    quarry, ferry = (OpenProposal(one, f"The {one} should stay", (one,), 3, 2, 1) for one in ("quarry", "ferry"))
    here = Proposal("ferry", "The ferry should be kept", ("ferry",))
    assert rows_of(here, [quarry, ferry], [used]) == [
        "Proposed here", replace(ferry, proposition=here.proposition), "In use", used, "Also proposed", quarry,
    ]  # fmt: skip
    assert rows_of(None, [quarry], []) == ["Proposed", quarry]
    assert rows_of(here, [], [])[1] == OpenProposal("ferry", "The ferry should be kept", ("ferry",), 0, 0, 0)
