"""Proposed issues in the positions pane: marked as such, together, accepted by a key, gone by undo."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Input

from index.library import Library
from index.model import Analysis, ArticleDraft, Proposal
from tests.tui.fakes import statement
from tests.tui.running import MODAL, Typed, app_of, press, said, settled, until
from tui.app import Sayso
from tui.screens.explorer import Explorer
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


@pytest.fixture
def app(library: Library) -> Sayso:
    return app_of(library)


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
        assert "accept issue" in explorer.bottom_bar.text
        await press(pilot, "p", MODAL)
        field = pilot.app.focused
        assert isinstance(field, Input) and field.value == "The quarry should be opened"
        await press(pilot, Typed(" soon"), "enter")
        await until(pilot, lambda: "accepted the issue “The quarry should be opened soon”" in said(explorer))
        assert ["opened soon" in one for one in shown(explorer)] == [True, False, True]
        assert not [one for one in shown(explorer) if "proposed" in one]
        await press(pilot, "p")
        assert "No issue is proposed here" in said(explorer)
        await press(pilot, "u")
        await until(pilot, lambda: "undone" in said(explorer))
        assert len([one for one in shown(explorer) if "◇ proposed" in one]) == 2
        assert [one.id for one in library.proposals.open()] == ["quarry"]


async def test_leaving_the_wording_accepts_nothing(app: Sayso, library: Library) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "shift+tab", "p", MODAL, "escape")
        assert [one.id for one in library.proposals.open()] == ["quarry"]
