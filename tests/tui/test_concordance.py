"""Statements in the place of articles, labelled one by one and at once, over a real library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from index.errors import LockedError
from index.library import ConcordanceLine, Library
from index.model import Analysis, StatementView, version_of
from tests.index.factories import draft, statement
from tests.tui import running
from tests.tui.fakes import FakeLibrary
from tests.tui.running import MODAL, Typed, app_of, calm, press, said, settled, until
from tui.app import Sayso
from tui.line_pages import PAGE, LinePages
from tui.screens.explorer import Explorer
from tui.screens.preview import BulkPreview
from tui.widgets.concordance import before_words
from tui.widgets.positions import Positions


async def listing(pilot: Pilot[Any], query: str = "") -> Explorer:
    """The explorer with the statements of a query listed."""
    explorer = await settled(pilot)
    if query:
        explorer.searching.search_for(query)
        await until(pilot, lambda: explorer.searching.query == query)
    await press(pilot, "g", "c")
    await until(pilot, lambda: explorer.statements.query == query)
    await calm(pilot)
    return explorer


def words(explorer: Explorer) -> list[str]:
    """What is said in the rows, in their order."""
    return [row.line.content for row in explorer.lines.items if row.line is not None]


def stances(library: Library, explorer: Explorer) -> list[str | None]:
    """The labels in the library of the statements that are listed."""
    ids = [row.line.statement for row in explorer.lines.items if row.line is not None]
    views = [library.statements.get(one) for one in ids]
    return [view.label.stance if view.label else None for view in views]


# -- the list of statements ------------------------------------------------------------------------------


async def test_articles_and_statements_take_turns(app: Sayso) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await listing(pilot)
        assert explorer.pane == "concordance" and not explorer.left.display
        assert (
            "▸ statements" in explorer.top_bar.text
            and len(explorer.lines.items) == 6
            and "6 statements" in explorer.search_line.text
        )
        assert "Rolf Tamm" in explorer.lines.text and "kill the mussel beds" in explorer.lines.text
        await press(pilot, "G", "g", "c")
        assert explorer.pane == "list" and "3 articles" in explorer.search_line.text
        assert explorer.articles.current is not None and explorer.articles.current.title.startswith("Harbour")


async def test_the_last_line_tells_the_labels_wherever_a_statement_is_listed(
    app: Sayso, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await listing(pilot)
        # The positions behind it may be of an article without any.
        monkeypatch.setattr(Positions, "current", None)
        await press(pilot, "j")
        assert "favor" in said(explorer)
        await press(pilot, "/", *"actor:nobody-at-all", "enter")
        await until(pilot, lambda: not explorer.lines.items)
        explorer.update_bars()
        assert "favor" not in said(explorer)


async def test_the_statements_follow_the_query(app: Sayso) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await listing(pilot)
        await press(pilot, "/", *"actor:calder", "enter")
        await until(pilot, lambda: len(explorer.lines.items) == 1)
        assert "back the dredging" in explorer.lines.text and explorer.pane == "concordance"
        await press(pilot, "/")
        explorer.search_line.put("actor:nobody-at-all")
        await until(pilot, lambda: not explorer.lines.items)
        assert "No statement is found" in explorer.lines.text


async def test_enter_opens_the_article_at_the_statement_and_back_comes_to_the_same_line(app: Sayso) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await listing(pilot)
        place = next(i for i, one in enumerate(words(explorer)) if "mussel" in one)
        await press(pilot, *"j" * place, "enter")
        await until(pilot, lambda: explorer.pane == "article")
        view = explorer.positions.statement
        assert view is not None and "mussel" in view.statement.content.text
        await press(pilot, "q")
        assert explorer.pane == "concordance" and explorer.lines.cursor == place
        await press(pilot, "q")
        assert explorer.pane == "list"


async def test_sorting_and_turning_round(app: Sayso) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await listing(pilot)
        for sort in ("actor", "stance", "issue", "date"):
            await press(pilot, "s")
            await until(pilot, lambda sort=sort: f"by {sort}" in explorer.search_line.text)
        await press(pilot, "s")
        await calm(pilot)
        actors = [row.line.actor or "" for row in explorer.lines.items if row.line is not None]
        assert actors == sorted(actors, key=str.casefold)
        before = words(explorer)
        await press(pilot, "S")
        await until(pilot, lambda: words(explorer)[0] != before[0])
        assert sorted(words(explorer)) == sorted(before) and "↑" in explorer.search_line.text


async def test_the_whole_of_what_is_said_stands_below_the_list(app: Sayso) -> None:
    async with app.run_test(size=(60, 24)) as pilot:
        explorer = await listing(pilot, "is:unlabelled")
        await calm(pilot)
        row, whole = explorer.lines.current, "the quay " * 15 + "will be paid for by those who use it"
        assert row is not None and row.line is not None
        explorer.detail.tell(explorer.describer, replace(row, line=replace(row.line, content=whole)), None)
        await calm(pilot)
        below = " ".join(explorer.detail.render_line(y).text.strip() for y in range(explorer.detail.size.height))
        assert whole in below


async def test_a_label_shows_at_once_and_its_row_stays(app: Sayso, library: Library) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await listing(pilot, "is:unlabelled")
        before = words(explorer)
        await press(pilot, "j", "2")
        await until(pilot, lambda: "saved" in said(explorer))
        assert words(explorer) == before and explorer.lines.cursor == 1
        row = explorer.lines.text.splitlines()[1]
        assert "−✓ against" in row and row.split()[-4] == "dana"
        assert stances(library, explorer)[1] == "against"
        await press(pilot, "a")
        await calm(pilot)
        await press(pilot, "0")
        await until(pilot, lambda: stances(library, explorer)[1] is None)
        await press(pilot, "c", MODAL, Typed("ask again"), "enter")
        await until(pilot, lambda: "ask again" in explorer.detail.text)
        await press(pilot, "i", MODAL, Typed("A new thing"), "enter")
        await until(pilot, lambda: "A new thing" in explorer.detail.text)
        await press(pilot, "x")
        await until(pilot, lambda: "retired" in explorer.detail.text)
        await press(pilot, "u")
        await until(pilot, lambda: "retired" not in explorer.detail.text)
        assert explorer.pane == "concordance" and words(explorer) == before


async def test_what_was_labelled_elsewhere_shows(app: Sayso, library: Library) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await listing(pilot)
        row = explorer.lines.items[3]
        assert row.line is not None
        await explorer.statements.ask(lambda lib: lib.annotations.label(row.line.statement, "mixed"))
        await until(pilot, lambda: "mixed" in explorer.lines.text.splitlines()[3])


# -- several at once -------------------------------------------------------------------------------------


async def test_labelling_several_after_a_preview_is_one_step(app: Sayso, library: Library) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await listing(pilot)
        await press(pilot, "3")
        await until(pilot, lambda: stances(library, explorer)[0] == "mixed")
        await press(pilot, "space", "space", "j", "space")
        assert len(explorer.lines.marked) == 3 and "3 statements marked" in said(explorer)
        await press(pilot, "2", MODAL)
        assert isinstance(app.screen, BulkPreview)
        shown = app.screen.list.text
        assert "3  change" in shown and "1  of these replace another label of yours" in shown
        await press(pilot, "escape")
        assert stances(library, explorer)[1] is None and len(explorer.lines.marked) == 3
        await press(pilot, "2", MODAL, "enter")
        await until(pilot, lambda: stances(library, explorer) == ["against", "against", None, "against", None, None])
        await until(pilot, lambda: "labelled against: 3 statements" in said(explorer))
        assert not explorer.lines.marked and explorer.lines.text.count("against") >= 3
        await press(pilot, "u")
        await until(pilot, lambda: stances(library, explorer) == ["mixed", *[None] * 5])
        await until(pilot, lambda: "undone: labelled against: 3 statements" in said(explorer))
        assert "mixed" in explorer.lines.text.splitlines()[0] and explorer.lines.cursor == 4


async def test_a_range_all_and_none(app: Sayso, library: Library) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await listing(pilot)
        await press(pilot, "j", "V", "j", "j")
        assert explorer.lines.text.count("▪") == 3
        await press(pilot, "V")
        await until(pilot, lambda: len(explorer.lines.marked) == 3)
        await press(pilot, "escape")
        assert not explorer.lines.has_marks and explorer.pane == "concordance"
        await press(pilot, "*")
        await until(pilot, lambda: len(explorer.lines.marked) == 6)
        await press(pilot, "*")
        assert not explorer.lines.has_marks
        await press(pilot, "g", "g", "V", "j", "4", MODAL, "enter")
        await until(pilot, lambda: stances(library, explorer)[:3] == ["neutral", "neutral", None])


async def test_choosing_what_holds_of_all_marked(app: Sayso, library: Library) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await listing(pilot)
        await press(pilot, "ampersand")
        assert "Mark statements first" in said(explorer)
        await press(pilot, "*", "ampersand", MODAL, Typed("unclear"), "enter")
        await until(pilot, lambda: isinstance(app.screen, BulkPreview))
        await press(pilot, "enter")
        await until(pilot, lambda: stances(library, explorer) == ["unclear"] * 6)
        await press(pilot, "space", "space", "x", MODAL, "enter")
        await until(pilot, lambda: "retired: 2 statements" in said(explorer))
        await press(pilot, "space", "0")
        assert "one by one" in said(explorer)


async def test_what_could_not_be_saved_stays_on_its_rows(tmp_path: Path) -> None:
    found = running.library(tmp_path / "lib")
    async with app_of(found).run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "g", "c")
        await calm(pilot)
        found.failing = LockedError("the disk is full: make room and try again")
        await press(pilot, "space", "space", "6", MODAL, "enter")
        await until(pilot, lambda: explorer.lines.text.count("not saved") == 2)
        await press(pilot, "k")
        assert "disk is full" in explorer.detail.text and "1 not saved" in explorer.top_bar.text
        found.failing = None
        await press(pilot, "R")
        await until(pilot, lambda: "labelled unclear: 2 statements" in said(explorer))
        assert "not saved" not in explorer.lines.text and not explorer.labelling.unsaved


# -- pages -----------------------------------------------------------------------------------------------


async def test_what_others_add_and_label_is_taken_in_and_cursor_and_marks_stay(
    app: Sayso, library: Library, tmp_path: Path
) -> None:
    text = "Quay\n\nAda Lind wants the quay. Bo Falk rejects the quay.\n"
    with Library.open(tmp_path / "lib", by="eve", cache=tmp_path / "cache") as eve:
        async with app.run_test(size=(120, 40)) as pilot:
            explorer = await listing(pilot, "is:unlabelled")
            before = words(explorer)
            await press(pilot, "j", "space", "j")
            marked, here = set(explorer.lines.marked), words(explorer)[explorer.lines.cursor]
            first = explorer.lines.items[0].line
            assert first is not None and len(marked) == 1
            eve.annotations.label(first.statement, "mixed")
            await until(pilot, lambda: words(explorer) == before[1:])
            assert words(explorer)[explorer.lines.cursor] == here and explorer.lines.marked == marked
            eve.articles.add([draft(text, title="Quay", path="quay.txt", date="2020-01-01")])
            eve.analysis.store(
                next(row.key for row in eve.articles.rows() if row.title == "Quay"),
                version_of(text),
                Analysis((), (statement(text, source="Ada Lind", cue="wants", content="the quay", actor="Ada Lind"),)),
            )
            await until(pilot, lambda: len(words(explorer)) == len(before))
            assert "the quay" in words(explorer) and "Ada Lind" in explorer.lines.text
            assert words(explorer)[explorer.lines.cursor] == here and explorer.lines.marked == marked
            assert f"{len(before)} statements" in explorer.search_line.text
            eve.annotations.label(str(*marked), "mixed")
            await until(pilot, lambda: len(words(explorer)) == len(before) - 1)
            assert not explorer.lines.marked


async def test_what_is_labelled_here_stays_when_others_change_something(
    app: Sayso, library: Library, tmp_path: Path
) -> None:
    with Library.open(tmp_path / "lib", by="eve", cache=tmp_path / "cache") as eve:
        async with app.run_test(size=(120, 40)) as pilot:
            explorer = await listing(pilot, "is:unlabelled")
            before = words(explorer)
            await press(pilot, "j", "2")
            await until(pilot, lambda: "saved" in said(explorer))
            last = explorer.lines.items[-1].line
            assert last is not None
            eve.annotations.label(last.statement, "mixed")
            await until(pilot, lambda: words(explorer) == before[:-1])
            assert explorer.lines.cursor == 1 and "−✓ against" in explorer.lines.text.splitlines()[1]


def test_no_word_before_a_content_is_cut_in_two() -> None:
    assert before_words("the old mayor of the harbour said", 20) == "…of the harbour said"
    assert before_words("said", 8) == "    said" and before_words("", 3) == "   "
    for width in range(2, 40):
        shown = before_words("…the old mayor of the harbour said that", width)
        assert len(shown) == width
        shown_words = shown.replace("…", " ").split()
        assert len(shown_words) < 2 or set(shown_words) <= set("the old mayor of harbour said that".split())


async def test_a_label_for_all_is_chosen_by_its_key(app: Sayso, library: Library) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await listing(pilot, "is:unlabelled")
        await press(pilot, "space", "space", "&", MODAL, Typed("2"), "enter")
        await until(pilot, lambda: isinstance(app.screen, BulkPreview))
        await press(pilot, "enter")
        await until(pilot, lambda: "saved" in said(explorer))
        assert stances(library, explorer)[:2] == ["against", "against"]


async def test_too_many_rows_are_refused_in_words(app: Sayso, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.library_parts.bulk.MOST", 3)
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await listing(pilot)
        await press(pilot, "*")
        assert "6 are too many to be marked at once: 3 are the most; narrow the search" in said(explorer)
        await press(pilot, "V", "G", "V")
        await until(pilot, lambda: "6 are too many" in said(explorer))
        assert not explorer.lines.has_marks


async def test_reprints_are_counted_after_the_lines_are_shown_and_not_of_too_many(
    app: Sayso, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.library_parts.results.MOST_COMPARED", 3)
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await listing(pilot)
        assert "6 statements · reprints included" in explorer.search_line.text


def line(number: int) -> ConcordanceLine:
    """A line of which only the number counts."""
    name = f"s{number}"
    return ConcordanceLine(name, number, None, None, "none", None, "", name, "", "Title", None, None)


def read(pages: LinePages, page: int, lines: Sequence[ConcordanceLine]) -> None:
    start, limit = pages.window(page)
    views: dict[str, StatementView] = {}
    pages.read(page, lines[start : start + limit], views)


def test_only_what_is_looked_at_is_asked_for() -> None:
    wanted: list[int] = []
    pages = LinePages(300_000, wanted.append)
    assert pages[0].line is None and pages[-1].line is None and len(pages) == 300_000
    assert wanted == [0, 299_999 // PAGE]


def test_lines_keep_their_places_when_those_before_them_leave_the_answer() -> None:
    lines = [line(number) for number in range(3 * PAGE)]
    pages = LinePages(len(lines))
    read(pages, 0, lines)
    labelled = {f"s{number}" for number in (3, 50, 51)}
    pages.changed |= labelled
    rest = [one for one in lines if one.statement not in labelled]
    read(pages, 1, rest)
    read(pages, 2, rest)
    found = [row.line.statement for row in pages if row.line is not None]
    assert found == [one.statement for one in lines]
    assert pages.place_of("s250") == 250


async def test_a_long_concordance_is_read_in_pages(tmp_path: Path) -> None:
    (tmp_path / "lib").mkdir()
    found = FakeLibrary(tmp_path / "lib")
    from tests.tui.fakes import HARBOUR, harbour

    key = found.add(HARBOUR, "Harbour board defers vote on dredging")
    found.analyses[key] = harbour()
    asked: list[int] = []
    real = found.search.concordance

    def long(query: str, **wanted: Any) -> Any:
        answer = real(query)
        asked.append(wanted["offset"])
        lines = [
            ConcordanceLine(
                answer.lines[0].statement if not number else f"none-{number}", key, "Ines Calder", None, "none", None,
                "she said", f"the words {number}", "", "Title", "2026-09-12", None,
            )
            for number in range(wanted["offset"], wanted["offset"] + wanted["limit"])
        ]  # fmt: skip
        return type(answer)(tuple(lines), 300_000, 1)

    found.search.concordance = long
    found.statements.several = lambda ids: {}
    async with app_of(found).run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "g", "c")
        await until(pilot, lambda: "the words 5" in explorer.lines.text)
        await press(pilot, "G")
        await until(pilot, lambda: "the words 299999" in explorer.lines.text)
        assert len(asked) <= 3 and "300,000 statements" in explorer.search_line.text
        await press(pilot, "*")
        assert "too many" in said(explorer)


async def test_lines_that_are_gone_when_their_page_is_read_are_not_marked(app: Sayso, library: Library) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await listing(pilot)
        # Another process took three statements out between the count of them and the reading of their page.
        explorer.statements.pages.total += 3
        explorer.lines.show(explorer.statements.pages, keep=True)
        await press(pilot, "*")
        await until(pilot, lambda: explorer.lines.has_marks)
        assert await explorer.several.statements() == [
            row.line.statement for row in explorer.lines.items if row.line is not None
        ]
        await press(pilot, "escape", "G", "space")
        assert not explorer.lines.has_marks


async def test_narrowing_and_searching_an_entity_come_back_to_the_statements(app: Sayso) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await listing(pilot)
        await press(pilot, "f")
        await until(pilot, lambda: explorer.pane == "facets")
        await press(pilot, "q")
        assert explorer.pane == "concordance" and explorer.lines.display
        await press(pilot, "enter")
        await until(pilot, lambda: explorer.pane == "article")
        await press(pilot, "shift+tab", "enter")
        await until(pilot, lambda: explorer.pane == "concordance" and "entity:" in explorer.searching.query)
