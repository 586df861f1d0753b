"""Using the explorer: what keys, clicks and other processes do, over a real library."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from index.library import Library
from index.model import ArticleDraft, EntityType
from tests.tui.fakes import HARBOUR, harbour
from tests.tui.running import MODAL, Typed, app_of, press, said, settled, until
from tui.app import Sayso
from tui.screens.explorer import Explorer
from tui.widgets.positions import StatementRow

QUAY = """Quay fees to rise

The port authority said fees would rise in March. "Nobody likes it," Rolf Tamm said.
"""
SILENT = "Tide tables\n\nHigh water at six.\n"


def fill(library: Library) -> None:
    """Three articles, of which two are analysed."""
    drafts = [
        ArticleDraft("a.txt", HARBOUR, "Harbour board defers vote on dredging", "2026-09-12", "Port Courier"),
        ArticleDraft("b.txt", QUAY, "Quay fees to rise", "2026-09-11", "The Meridian"),
        ArticleDraft("c.txt", SILENT, "Tide tables", "2026-09-10", None),
    ]
    added = library.articles.add(drafts)
    for one, found in ((added[0], harbour()), (added[1], quay())):
        article = library.articles.get(str(one.article_id))
        library.analysis.store(article.key, article.version, found)
    library.search.catch_up()


def quay() -> Any:
    """What there is to find in QUAY."""
    from index.model import Analysis
    from tests.tui.fakes import entity, statement

    said_it = statement(QUAY, "Rolf Tamm", "Rolf Tamm", "said.", '"Nobody likes it,"', "against")
    return Analysis((entity(QUAY, "Rolf Tamm", EntityType.PERSON),), (said_it,))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "lib", by="dana", create=True, cache=tmp_path / "cache") as found:
        fill(found)
        yield found


@pytest.fixture
def app(library: Library) -> Sayso:
    return app_of(library)


def row(explorer: Explorer) -> StatementRow:
    """The statement under the cursor."""
    found = explorer.positions.current
    assert isinstance(found, StatementRow)
    return found


async def in_the_quay(pilot: Pilot[Any]) -> Explorer:
    """The explorer with the second article opened, and its text in focus."""
    explorer = await settled(pilot)
    await press(pilot, "j")
    await until(pilot, lambda: explorer.reading.key == 2)
    await press(pilot, "enter")
    await until(pilot, lambda: explorer.pane == "article")
    return explorer


# -- reading ---------------------------------------------------------------------------------------------


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


# -- searching -------------------------------------------------------------------------------------------


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
        assert row(explorer).view.statement.cue.text == "told"


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


# -- labelling -------------------------------------------------------------------------------------------


async def test_labels_are_saved_undone_and_done_again(app: Sayso, library: Library) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "shift+tab", "j", "j", "4")
        await until(pilot, lambda: "✓ saved" in said(explorer))
        view = row(explorer).view
        assert view.label is not None and (view.label.stance, view.label.by) == ("neutral", "dana")
        assert library.statements.get(view.id).label == view.label
        assert "1 of 6 labelled" in explorer.top_bar.text
        await press(pilot, "u")
        await until(pilot, lambda: "undone: labelled neutral" in said(explorer))
        assert row(explorer).view.id == view.id and not library.statements.get(view.id).labels
        assert "0 of 6 labelled" in explorer.top_bar.text
        await press(pilot, "ctrl+r")
        await until(pilot, lambda: "done again: labelled neutral" in said(explorer))
        assert library.statements.get(view.id).labels
        await press(pilot, "0")
        await until(pilot, lambda: "cleared the label" in said(explorer))
        assert not library.statements.get(view.id).labels


async def test_accepting_a_suggestion(app: Sayso, library: Library) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "shift+tab", "a")
        await until(pilot, lambda: "accepted against" in said(explorer))
        assert library.statements.get(row(explorer).view.id).stance == "against"
        await press(pilot, "G", "a")
        assert "Nothing is suggested" in said(explorer)


async def test_retiring_a_statement_keeps_the_place(app: Sayso, library: Library) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "shift+tab", "j")
        gone, after = row(explorer).view.id, explorer.positions.items
        await press(pilot, "x")
        await until(pilot, lambda: "retired" in said(explorer))
        assert all(not isinstance(one, StatementRow) or one.view.id != gone for one in explorer.positions.items)
        assert len(explorer.positions.items) == len(after) - 2
        assert row(explorer).view.statement.actor == "Port authority"


async def test_a_note_and_its_draft(app: Sayso, library: Library) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "shift+tab", "c", MODAL, Typed("half"), "escape")
        await until(pilot, lambda: len(app.screen_stack) == 1)
        assert library.statements.get(row(explorer).view.id).note is None
        await press(pilot, "c", MODAL, Typed(" done"), "enter")
        await until(pilot, lambda: "✓ saved · noted" in said(explorer))
        assert library.statements.get(row(explorer).view.id).note == "half done"
        assert "✎ half done" in explorer.positions.text and not explorer.session.drafts


async def test_creating_and_picking_an_issue(app: Sayso, library: Library) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "shift+tab", "G", "i", MODAL, Typed("Talks are offered"), "enter")
        await until(pilot, lambda: "about talks-are-offered" in said(explorer))
        assert library.statements.get(row(explorer).view.id).issue == "talks-are-offered"
        assert "Talks are offered" in explorer.positions.text
        await press(pilot, "k", "i", MODAL, Typed("talk"), "enter")
        await until(pilot, lambda: library.statements.get(row(explorer).view.id).issue == "talks-are-offered")


async def test_going_to_what_is_not_labelled_yet(app: Sayso, library: Library) -> None:
    for view in list(library.statements.of(1))[:-1]:
        library.annotations.label(view.id, "none")
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "]", "u")
        await until(pilot, lambda: explorer.pane == "positions")
        assert row(explorer).view.statement.content.text == "the board's offer of talks"
        await press(pilot, "]", "u")
        await until(pilot, lambda: explorer.reading.key == 2)
        assert explorer.articles.current is not None and explorer.articles.current.key == 2
        assert row(explorer).view.statement.actor == "Rolf Tamm"
        await press(pilot, "]", "u")
        await until(pilot, lambda: "No statement without a label after this one" in said(explorer))
        await press(pilot, "[", "u")
        await until(pilot, lambda: explorer.reading.key == 1)


async def test_going_to_the_next_unlabelled_within_a_search(app: Sayso, library: Library) -> None:
    for view in library.statements.of(1):
        library.annotations.label(view.id, "none")
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "/", Typed("tamm"))
        await until(pilot, lambda: explorer.searching.query == "tamm")
        await press(pilot, "enter", "]", "u")
        await until(pilot, lambda: explorer.reading.key == 2 and explorer.pane == "positions")
        assert explorer.article.marks_of("hit").marks


async def test_undo_goes_to_the_article_that_it_changes(app: Sayso, library: Library) -> None:
    library.annotations.label(library.statements.of(2)[0].id, "favor")
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "u")
        await until(pilot, lambda: explorer.reading.key == 2)
        await until(pilot, lambda: "undone: labelled favor" in said(explorer))
        assert not library.statements.of(2)[0].labels
        await press(pilot, "u")
        await until(pilot, lambda: "nothing to undo" in said(explorer).lower())


async def test_making_a_statement_of_a_marked_span(app: Sayso, library: Library) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await in_the_quay(pilot)
        start = QUAY.index("fees would rise")
        explorer.article.go_to(start)
        await press(pilot, "v")
        assert explorer.section == "marking" and explorer.article.marked is not None
        await press(pilot, "o", "w", "w", "w", "w", "o", "b", "b", "b")
        marked = explorer.article.marked
        assert QUAY[marked.start : marked.end] == "fees would rise"[: marked.end - marked.start]
        await press(pilot, "enter", MODAL, Typed("Port authority"), "tab", Typed("said"), "tab", "tab", "1", "enter")
        await until(pilot, lambda: "✓ saved · a statement of" in said(explorer))
        view = row(explorer).view
        assert view.statement.actor == "Port authority" and view.statement.made_by == "dana"
        assert view.statement.cue.text == "said" and view.stance == "favor"
        assert explorer.section == "positions" and not explorer.session.drafts
        await press(pilot, "u")
        await until(pilot, lambda: len(library.statements.of(2)) == 1)


@pytest.mark.parametrize("height", [12, 20])
async def test_a_statement_needs_an_actor_that_a_person_gave(app: Sayso, library: Library, height: int) -> None:
    async with app.run_test(size=(40, height)) as pilot:
        explorer = await in_the_quay(pilot)
        explorer.article.go_to(QUAY.index("fees would rise"))
        await press(pilot, "v", "enter", MODAL)
        field: Any = app.focused
        assert field.id == "actor" and field.value == ""
        await press(pilot, "enter")
        assert app.focused is field and "A statement needs its actor." in str(app.screen.query_one(".trouble").render())
        await press(pilot, Typed("Port authority"), "tab", Typed("shouted"), "enter")
        trouble = app.screen.query_one(".trouble")
        words = " ".join(
            " ".join(
                "".join(piece.text for piece in trouble.render_line(y)) for y in range(trouble.size.height)
            ).split()
        )
        assert words == "These words do not stand in the article outside the mark. The cue may stay empty."
        assert trouble.region.right <= 40 and app.screen.query_one("#keys").region.bottom <= height
        assert len(library.statements.of(2)) == 1


async def test_the_actor_is_there_where_the_mark_overlaps_a_statement(app: Sayso) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await in_the_quay(pilot)
        explorer.article.go_to(QUAY.index("likes"))
        await press(pilot, "v", "enter", MODAL)
        field: Any = app.focused
        assert field.id == "actor" and field.value == "Rolf Tamm"


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


# -- panes, looks, keys ----------------------------------------------------------------------------------


async def test_panes_grow_and_are_remembered(library: Library) -> None:
    app = app_of(library)
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, ">", ">", "ctrl+t", "tab", "o", "tab", "z")
        assert explorer.panes.arrangement.shown == {"article"}
        await press(pilot, "q")
        assert explorer.panes.arrangement.list == 34 and app.theme == "sayso-light"
    again = app_of(library)
    async with again.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        assert explorer.panes.arrangement.list == 34 and again.theme == "sayso-light" and explorer.session.by_place


async def test_the_article_that_was_open_is_opened_again(library: Library) -> None:
    async with app_of(library).run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "j")
        await until(pilot, lambda: explorer.reading.key == 2)
    async with app_of(library).run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        assert explorer.reading.key == 2 and explorer.articles.cursor == 1


async def test_every_pane_is_reached_by_tab_at_40_columns(app: Sayso) -> None:
    async with app.run_test(size=(40, 12)) as pilot:
        explorer = await settled(pilot)
        for pane in ("entities", "article", "positions", "list"):
            await press(pilot, "tab")
            assert explorer.pane == pane and explorer.panes.arrangement.shown == {pane}
            assert app.focused is explorer.widget_of(pane) and explorer.widget_of(pane).region.width == 40


async def test_growing_and_shrinking_the_terminal(app: Sayso) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        for width in (40, 80, 120, 30, 200):
            await pilot.resize_terminal(width, 24)
            await pilot.pause()
            shown = [explorer.widget_of(pane).region for pane in explorer.panes.arrangement.shown]
            assert all(region.right <= width for region in shown)


async def test_the_continuations_of_a_prefix_are_shown(app: Sayso) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "]")
        assert "next unlabelled" in said(explorer) and "read" in said(explorer)
        await until(pilot, lambda: said(explorer).strip().startswith("u next unlabelled"))
        await press(pilot, "escape")
        assert "read" in said(explorer)


async def test_back_leads_to_the_list_and_never_out(app: Sayso) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "shift+tab", "q")
        assert explorer.pane == "article"
        await press(pilot, "q")
        assert explorer.pane == "list"
        await press(pilot, "q")
        assert "Q leaves Sayso" in said(explorer)
        await press(pilot, "Q")
        await pilot.pause()
        assert app.return_code == 0


async def test_keys_come_from_the_library_s_configuration(library: Library) -> None:
    (library.folder / "config.yaml").write_text("keys: {moving: {down: [',']}, everywhere: {help: [f1]}}\n")
    with Library.open(library.folder, by="dana", cache=library.folder.parent / "cache") as own:
        app = app_of(own)
        async with app.run_test(size=(120, 40)) as pilot:
            explorer = await settled(pilot)
            await press(pilot, "j")
            assert explorer.articles.cursor == 0
            await press(pilot, "comma")
            assert explorer.articles.cursor == 1
            assert "F1 keys" in said(explorer)


async def test_the_palette_does_any_action(app: Sayso) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, ":", MODAL, Typed("zoom"), "enter")
        await until(pilot, lambda: explorer.panes.zoomed)
        await press(pilot, "ctrl+p", MODAL, Typed("theme sayso-l"), "enter")
        await until(pilot, lambda: app.theme == "sayso-light")
        await press(pilot, ":", MODAL, Typed("search fees"), "enter")
        await until(pilot, lambda: explorer.searching.query == "fees")


async def test_the_palette_opens_an_article_by_its_title(app: Sayso) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, ":", MODAL, Typed("open tide tab"), "enter")
        await until(pilot, lambda: explorer.reading.key == 3 and explorer.pane == "article")
        await press(pilot, ":", MODAL, Typed("open zzz"))
        assert "No title in the list fits." in shown(app)


@pytest.mark.parametrize("path", ["/nonexist", "~nobody-of-this-name/x", "/" + "n" * 300])
async def test_the_palette_says_that_a_path_is_not_there(app: Sayso, path: str) -> None:
    async with app.run_test(size=(40, 20)) as pilot:
        await settled(pilot)
        await press(pilot, ":", MODAL, Typed(f"add {path}"))
        assert "There is no such file or folder." in shown(app)
        await press(pilot, "enter")
        assert len(app.screen_stack) == 2


async def test_a_broken_search_from_the_palette_is_readable_in_40_columns(app: Sayso) -> None:
    async with app.run_test(size=(40, 20)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, ":", MODAL, Typed("search outlett:courier"), "enter")
        await until(pilot, lambda: explorer.search_line.trouble_height > 0)
        lines = explorer.search_line.text.split("\n")
        assert set(lines[1].strip()) == {"^"} and all(20 < len(line) <= 40 for line in lines[2:-1])
        assert "did you mean outlet:?" in " ".join(explorer.search_line.text.split())
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert explorer.search_line.trouble_height < len(lines) - 1


def shown(app: Sayso) -> str:
    """What the screen on top shows, as lines."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text for strip in strips)


@pytest.mark.parametrize("no_color", ["", "1"])
async def test_nothing_is_told_by_colour_alone(
    library: Library, monkeypatch: pytest.MonkeyPatch, no_color: str
) -> None:
    """In sixteen colours or none: where one is, what is selected, what is suggested and what is labelled."""
    monkeypatch.setattr("textual.constants.COLOR_SYSTEM", "standard")
    monkeypatch.setenv("NO_COLOR", no_color)
    library.annotations.label(library.statements.of(1)[0].id, "favor")
    app = app_of(library)
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        assert app.theme == "sayso-terminal"
        await press(pilot, "shift+tab")
        rule = explorer.rules["top"].render().plain
        assert rule[:80] == "─" * 30 + "┬" + "─" * 49 and set(rule[87:]) == {"━"}
        strips = [explorer.positions.render_line(y) for y in range(8)]
        assert [strip.text[0] for strip in strips[:3]] == [" ", "▌", "▌"]
        assert "+ favor" in strips[1].text and "✓ dana" in strips[1].text
        bold = {s.text.strip(): bool(s.style and s.style.bold) for strip in strips for s in strip if s.text.strip()}
        assert bold["favor"] and not bold["mixed"]
        article = [segment for y in range(12) for segment in explorer.article.render_line(y)]
        looks = {segment.text: segment.style for segment in article if segment.style}
        assert looks["▎"] and looks["called on"].italic and looks['"reject the plan outright"'].reverse
        assert looks["Ines Calder"].underline


# -- the mouse -------------------------------------------------------------------------------------------


async def test_everything_answers_to_the_mouse(app: Sayso) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await pilot.click("#list", offset=(5, 5))
        await until(pilot, lambda: explorer.reading.key == 2)
        await pilot.click("#list", offset=(5, 1))
        await until(pilot, lambda: explorer.reading.key == 1)
        await pilot.click("#entities", offset=(12, 1))
        assert explorer.pane == "entities" and explorer.entities.cursor == 1
        await pilot.click("#positions", offset=(8, 8))
        assert explorer.pane == "positions" and row(explorer).view.statement.actor == "Ines Calder"
        place = next(
            (x, y)
            for y in range(30)
            for x in range(54)
            if explorer.article.offset_at(x, y) == HARBOUR.index("rejected the board")
        )
        await pilot.click("#article", offset=place)
        assert explorer.pane == "article" and row(explorer).view.statement.cue.text == "rejected"
        await pilot.click("#positions", offset=(5, 0))
        await until(pilot, lambda: len(app.screen_stack) == 2)
        assert "Fishers' union" in str(app.screen.heading)  # type: ignore[attr-defined]
        await press(pilot, "q")
        await pilot.click("#bottom", offset=(118, 0))
        await until(pilot, lambda: type(app.screen).__name__ == "Help")


async def test_a_rule_between_panes_can_be_dragged(app: Sayso) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await pilot.mouse_down("#divide-list", offset=(0, 5))
        await pilot.hover("#divide-list", offset=(6, 5))
        await pilot.mouse_up("#divide-list")
        await pilot.pause()
        assert explorer.panes.arrangement.list == 36 and explorer.session.list == 36
