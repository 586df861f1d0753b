"""Tags, flags and what is read: of one article, of marked ones, of those that statements stand in."""

from __future__ import annotations

from index.library import Library
from tests.tui.running import MODAL, Typed, calm, press, said, settled, until
from tui.app import Sayso


async def test_tags_flags_and_reading_of_articles(app: Sayso, library: Library) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "t", MODAL, Typed("Budget"), "enter")
        await until(pilot, lambda: explorer.searching.rows[0].tags == ("budget",))
        await press(pilot, "space", "space", "exclamation_mark")
        await until(pilot, lambda: [row.flagged for row in explorer.searching.rows] == [True, True, False])
        assert not explorer.articles.has_marks
        await press(pilot, "*", "t", MODAL, Typed("budg"))
        await press(pilot, "enter")
        await until(pilot, lambda: all(row.tags == ("budget",) for row in explorer.searching.rows))
        await press(pilot, "u")
        await until(pilot, lambda: [bool(row.tags) for row in explorer.searching.rows] == [True, False, False])
        await press(pilot, "g", "g", "t", MODAL, "enter")
        await until(pilot, lambda: not explorer.searching.rows[0].tags)
        await press(pilot, "exclamation_mark")
        await until(pilot, lambda: not explorer.searching.rows[0].flagged)
        await press(pilot, "*", "r")
        await until(pilot, lambda: all(row.read for row in explorer.searching.rows))
        await press(pilot, "r")
        await until(pilot, lambda: not explorer.searching.rows[0].read)


async def test_a_tag_that_is_none_is_refused_in_words(app: Sayso, library: Library) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "t", MODAL, Typed("two words"), "enter")
        await until(pilot, lambda: "is no tag" in said(explorer))
        assert library.tags.all() == []


async def test_the_articles_of_statements_are_tagged(app: Sayso, library: Library) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        explorer.searching.search_for("mussel")
        await until(pilot, lambda: explorer.searching.query == "mussel")
        await press(pilot, "g", "c")
        await until(pilot, lambda: explorer.statements.query == "mussel")
        await calm(pilot)
        await press(pilot, "*", "t", MODAL, Typed("sea"), "enter")
        await until(pilot, lambda: [row.tags for row in explorer.searching.rows] == [("sea",)])
        assert library.tags.all() == [("sea", 1)]
