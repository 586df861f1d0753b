"""Using the explorer: what keys, clicks and other processes do, over a real library."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from index.library import Library
from tests.tui.quay import row
from tests.tui.running import MODAL, explorer_of, press, said, settled, until
from tui.app import Sayso
from tui.database import Database
from tui.screens.history import HistoryScreen


async def test_moving_in_the_list_opens_articles(app: Sayso) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        assert explorer.articles.current is not None
        assert explorer.articles.current.title == "Harbour board defers vote on dredging"
        assert "Ines Calder" in explorer.positions.text and "Radio Quay" in explorer.entities.text
        await press(pilot, "j")
        await until(pilot, lambda: "Nobody likes it" in explorer.positions.text)
        assert explorer.pane == "list"
        await press(pilot, "G", "enter")
        await until(pilot, lambda: explorer.pane == "article")
        assert explorer.article.article is not None and explorer.article.article.title == "Tide tables"
        await press(pilot, "K")
        await until(pilot, lambda: "Nobody likes it" in explorer.positions.text)


async def test_an_opened_article_counts_as_read(app: Sayso, library: Library) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        assert not explorer.searching.rows[0].read
        await press(pilot, "enter")
        await until(pilot, lambda: explorer.searching.rows[0].read)


async def test_what_is_read_stays_in_a_search_for_what_is_unread_until_it_is_left(
    app: Sayso, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.controllers.reading.READ_AFTER", 0.01)
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await until(pilot, lambda: explorer.searching.rows[0].read)
        library.articles.mark_unread([row.key for row in explorer.searching.rows])
        explorer.searching.search_for("is:unread")
        await until(pilot, lambda: explorer.searching.query == "is:unread")
        before = [row.key for row in explorer.searching.rows]
        assert len(before) > 1
        await press(pilot, "enter")
        await until(pilot, lambda: bool(explorer.reading._held))
        await explorer.watching.refresh()
        assert [row.key for row in explorer.searching.rows] == before
        explorer.searching.leave()
        await until(pilot, lambda: any(row.read for row in explorer.searching.rows))


async def test_what_was_read_in_a_search_for_it_is_noted_on_leaving(app: Sayso, library: Library) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        explorer.searching.search_for("-is:read")
        await until(pilot, lambda: explorer.searching.query == "-is:read")
        await press(pilot, "enter")
        await until(pilot, lambda: bool(explorer.reading._held))
        assert not any(row.read for row in library.articles.rows())
    assert any(row.read for row in library.articles.rows())


async def test_moving_in_the_positions_shows_the_evidence(app: Sayso) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "shift+tab", "j")
        statement = row(explorer).view.statement
        assert statement.actor == "Ines Calder"
        marked = {(mark.kind, mark.start, mark.end) for mark in explorer.article.marks_of("evidence")}
        assert marked == {
            (kind, span.start, span.end)
            for kind, passage in (("source", statement.source), ("cue", statement.cue), ("content", statement.content))
            for span in passage.spans
        }


async def test_going_from_mark_to_mark_in_the_article(app: Sayso) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "enter", "s")
        first = row(explorer).view.id
        await press(pilot, "s")
        assert row(explorer).view.id != first
        await press(pilot, "S")
        assert row(explorer).view.id == first
        await press(pilot, "w", "w")
        assert explorer.article.current is not None
        assert explorer.entities.current is not None and explorer.entities.current.name == "Ines Calder"
        await press(pilot, "n")
        assert "no hits" in said(explorer)
        for words in ("entities", "statements", "hits", "nothing", "everything"):
            await press(pilot, "H")
            assert f"Highlighted: {words}" in said(explorer)


async def test_the_entities_light_and_go_round_their_mentions(app: Sayso) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "tab", "j")
        group = explorer.entities.current
        assert group is not None and group.name == "Rolf Tamm"
        assert [mark.ref for mark in explorer.article.marks_of("hit")] == list(group.mentions)
        for number in (1, 2, 1):
            await press(pilot, "n")
            assert f"mention {number} of 2" in said(explorer)
        await press(pilot, "tab")
        assert not explorer.article.marks_of("hit").marks
        await press(pilot, "shift+tab", "o")
        assert explorer.entities.items[0].name == "fishers' union"


async def test_enter_on_an_entity_searches_the_library(app: Sayso) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "tab", "j", "enter")
        await until(pilot, lambda: explorer.searching.query == 'entity:"Rolf Tamm"')
        assert [found.title for found in explorer.searching.rows] == [
            "Harbour board defers vote on dredging",
            "Quay fees to rise",
        ]


async def test_copying_a_quotation(app: Sayso) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "shift+tab", "j", "j", "j", "y")
        assert "Copied" in said(explorer)
        assert app.clipboard == (
            'the silt "will kill the mussel beds" [mixed] — Rolf Tamm, told (via Radio Quay)\n'
            f"Harbour board defers vote on dredging, Port Courier, 2026-09-12, article {row(explorer).view.article}\n"
        )


async def test_what_an_actor_said_everywhere(app: Sayso) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "shift+tab", "G", "enter", MODAL)
        screen: Any = app.screen
        assert "3 statements in 2 articles" in str(screen.heading)
        assert [type(one).__name__ for one in screen.list.items[:2]] == ["ArticleHeading", "StatementRow"]
        await press(pilot, "g", "g", "enter")
        await until(pilot, lambda: explorer.reading.key == 2)
        assert explorer.pane == "positions"


async def test_keys_that_are_pressed_before_the_library_is_open_are_done_then(
    app: Sayso, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, opens = asyncio.Event(), Database.open

    async def later(self: Database) -> Library:
        await gate.wait()
        return await opens(self)

    monkeypatch.setattr(Database, "open", later)
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = explorer_of(pilot)
        await press(pilot, "g", "h")
        assert explorer.desk is None and len(app.screen_stack) == 1
        gate.set()
        await until(pilot, lambda: isinstance(app.screen, HistoryScreen))
