"""Searching in the explorer: as one types, from the palette, and what an empty result says, over a real library."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from index.library import Library
from tests.tui.quay import in_the_quay, row
from tests.tui.running import MODAL, Typed, calm, press, settled, until
from tui.app import Sayso


async def test_searching_as_one_types_and_giving_the_list_back(app: Sayso) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "/", *"fees")
        await until(pilot, lambda: explorer.searching.query == "fees")
        assert "1 article · 1 statement" in explorer.search_line.text
        await until(pilot, lambda: "Nobody likes it" in explorer.positions.text)
        assert [HIT.ref for HIT in explorer.article.marks_of("hit")]
        await press(pilot, "escape")
        await until(pilot, lambda: len(explorer.searching.rows) == 3)
        assert "3 articles" in explorer.search_line.text and explorer.search_line.query_text == ""
        assert explorer.articles.current is not None and explorer.articles.current.title == "Quay fees to rise"


async def test_only_the_last_of_several_queries_is_searched(
    app: Sayso, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    run = library.search.run
    monkeypatch.setattr(library.search, "run", lambda query, **how: asked.append(query) or run(query, **how))
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "/")
        explorer.search_line.put("f")
        explorer.search_line.put("fe")
        explorer.search_line.put("fees")
        await until(pilot, lambda: explorer.searching.query == "fees")
        assert asked == ["fees"]


async def test_a_broken_query_leaves_the_results_and_offers_a_better_one(app: Sayso) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "/", Typed("outlett:meridian"))
        await until(pilot, lambda: explorer.search_line.is_broken)
        assert "did you mean outlet:?" in explorer.search_line.text
        assert len(explorer.searching.rows) == 3 and explorer.articles.has_class("-stale")
        await press(pilot, "tab")
        await until(pilot, lambda: explorer.searching.query == "outlet:meridian")
        assert len(explorer.searching.rows) == 1 and not explorer.articles.has_class("-stale")


async def test_a_query_about_statements_opens_at_what_it_means(app: Sayso) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "j", "/", Typed("{actor:tamm stance:against}"))
        await until(pilot, lambda: explorer.reading.key == 1)
        await calm(pilot)
        assert row(explorer).view.statement.cue.text == "told"


async def test_a_query_that_goes_on_turns_to_what_it_means_now(app: Sayso) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await in_the_quay(pilot)
        explorer.searching.search_for("{actor:calder}")
        await until(pilot, lambda: explorer.reading.key == 1 and row(explorer).view.statement.actor == "Ines Calder")
        explorer.searching.search_for("{actor:tamm stance:against}")
        await until(pilot, lambda: explorer.searching.query == "{actor:tamm stance:against}")
        await calm(pilot)
        assert row(explorer).view.statement.cue.text == "told"


async def test_a_statement_that_somebody_chose_stays_chosen_while_a_query_goes_on(app: Sayso) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "tab", "tab")
        await until(pilot, lambda: explorer.pane == "article")
        await press(pilot, "tab", "j")
        await until(pilot, lambda: explorer.reading.chosen)
        chosen = row(explorer).view
        assert explorer.reading.chosen and chosen.statement.cue.text != "told"
        explorer.searching.search_for("{actor:tamm stance:against}")
        await until(pilot, lambda: explorer.searching.query == "{actor:tamm stance:against}")
        await calm(pilot)
        assert explorer.reading.key == 1 and row(explorer).view.id == chosen.id


async def test_an_article_that_is_not_opened_after_all_leaves_the_search_to_be_turned_to(app: Sayso) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        run, reading = explorer.database.run, explorer.reading

        async def slow(call: Any) -> Any:
            await asyncio.sleep(0.05)
            return await run(call)

        explorer.searching.search_for("{actor:calder}")
        await until(pilot, lambda: row(explorer).view.statement.actor == "Ines Calder")
        found = await run(lambda library: library.search.run("{actor:tamm stance:against}"))
        explorer.searching.results = found
        explorer.database.run = slow  # type: ignore[method-assign]
        # The next article is being opened, with this question, when the list goes back to the first.
        other = reading.start(lambda: reading._open(2), "follow", exclusive=True)
        await asyncio.sleep(0.01)
        reading.follow(1)
        await until(pilot, lambda: other.is_finished)
        assert reading.key == 1
        await until(pilot, lambda: row(explorer).view.statement.cue.text == "told")


async def test_what_is_not_labelled_begins_with_a_statement_that_was_not_seen(app: Sayso) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        first = row(explorer).view.id
        await press(pilot, "]", "u")
        await until(pilot, lambda: explorer.pane == "positions")
        assert row(explorer).view.id == first
        await press(pilot, "]", "u")
        await until(pilot, lambda: row(explorer).view.id != first)


async def test_an_empty_result_says_which_clause_emptied_it(app: Sayso) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "/", Typed("fees outlet:courier"))
        await until(pilot, lambda: explorer.searching.query == "fees outlet:courier")
        words = "".join(text for line in explorer.searching.message() for text, _ in line)
        assert "Nothing found" in words and "outlet:courier" in words


async def test_a_broken_search_from_the_palette_is_readable_in_40_columns(app: Sayso) -> None:
    async with app.run_test(size=(40, 20)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, ":", MODAL, Typed("search outlett:courier"), "enter")
        await until(pilot, lambda: explorer.search_line.trouble_height > 0)
        lines = explorer.search_line.text.split("\n")
        assert set(lines[1].strip()) == {"^"} and all(len(line) <= 40 for line in lines[1:]) and len(lines[2]) > 20
        assert lines[-1].strip() == "Tab outlet:courier" and "did you mean outlet:?" in " ".join(
            explorer.search_line.text.split()
        )
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert explorer.search_line.trouble_height < len(lines) - 1
