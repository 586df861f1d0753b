"""Labels, issues, notes and statements by hand, saved and undone, over a real library."""

from __future__ import annotations

import time
from typing import Any

import pytest

from index.library import Library, NotSavedError
from tests.tui.quay import row
from tests.tui.running import MODAL, Typed, app_of, calm, press, said, settled, until
from tui import session
from tui.app import Sayso
from tui.widgets.article_list import state_piece
from tui.widgets.positions import StatementRow


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


async def test_a_note_that_is_being_written_outlives_whatever_ends_sayso(app: Sayso, library: Library) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "shift+tab", "c", MODAL, Typed("half don"))
        one = row(explorer).view.id
        name = f"note:{one}"
        await until(pilot, lambda: session.load(library.folder).drafts == {name: {"text": "half don"}})
        await press(pilot, "backspace", "e")
        await until(pilot, lambda: session.load(library.folder).drafts == {name: {"text": "half doe"}})
        left = (library.folder / session.FILE).read_bytes()
    # As `kill -9` leaves it, whatever the end has written.
    (library.folder / session.FILE).write_bytes(left)
    again = app_of(library)
    async with again.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await until(pilot, lambda: "Not saved yet: your note on" in said(explorer))
        assert "c goes on with it" in said(explorer)
        await press(pilot, "shift+tab", "c", MODAL)
        await calm(pilot)
        note: Any = again.screen
        assert "not saved yet" in note.heading and note.field.value == "half doe"
        await press(pilot, Typed("s it"), "enter")
        await until(pilot, lambda: "✓ saved · noted" in said(explorer))
        assert library.statements.get(one).note == "half does it"
        await until(pilot, lambda: session.load(library.folder).drafts == {})
        await press(pilot, "c", MODAL)
        await calm(pilot)
        note = again.screen
        assert note.heading == "Note" and note.field.value == "half does it"
        await press(pilot, "escape")
    assert not session.load(library.folder).drafts


async def test_a_note_that_cannot_be_saved_stays_a_draft(
    app: Sayso, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        opened = explorer.database.library

        def full(*_: object) -> None:
            raise NotSavedError("the disk is full")

        with monkeypatch.context() as patched:
            patched.setattr(opened.annotations, "note", full)
            await press(pilot, "shift+tab", "c", MODAL, Typed("kept"), "enter")
            await until(pilot, lambda: "Not saved" in said(explorer))
        one = row(explorer).view.id
        await until(pilot, lambda: session.load(library.folder).drafts == {f"note:{one}": {"text": "kept"}})
        await press(pilot, "R")
        await until(pilot, lambda: "✓ saved · noted" in said(explorer))
        await until(pilot, lambda: session.load(library.folder).drafts == {})
        assert library.statements.get(one).note == "kept"


async def test_what_is_being_coded_outlives_it_too(app: Sayso, library: Library) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "shift+tab", "d", MODAL, Typed("Ann"))
        await until(pilot, lambda: bool(session.load(library.folder).drafts))
        ((name, draft),) = session.load(library.folder).drafts.items()
        assert name == f"code:{row(explorer).view.id}" and draft["typed"] == "Ann"


async def test_creating_and_picking_an_issue(app: Sayso, library: Library) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "shift+tab", "G", "i", MODAL, Typed("Talks are offered"), "enter")
        await until(pilot, lambda: "about “Talks are offered”" in said(explorer))
        assert library.statements.get(row(explorer).view.id).issue == "talks-are-offered"
        await until(pilot, lambda: "Talks are offered" in explorer.positions.text)
        assert "talks-are-offered" not in explorer.positions.text
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
        await until(pilot, lambda: "No statement without a label of yours after this one" in said(explorer))
        await press(pilot, "[", "u")
        await until(pilot, lambda: explorer.reading.key == 1)


async def test_a_label_typed_while_the_next_one_is_sought_is_for_that(
    app: Sayso, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    for view in library.statements.of(1):
        library.annotations.label(view.id, "none")
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        seek = type(library.statements).next_unlabelled

        def slowly(*given: Any, **named: Any) -> Any:
            time.sleep(0.7)
            return seek(*given, **named)

        monkeypatch.setattr(type(library.statements), "next_unlabelled", slowly)
        await press(pilot, "]", "u", "1")
        await until(pilot, lambda: "✓ saved · labelled favor" in said(explorer))
        assert explorer.reading.key == 2
        (label,) = library.statements.of(2)[0].labels
        assert label.stance == "favor"


async def test_going_to_the_next_unlabelled_within_a_search(app: Sayso, library: Library) -> None:
    for view in library.statements.of(1):
        library.annotations.label(view.id, "none")
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "/", Typed("tamm"))
        await until(pilot, lambda: explorer.searching.query == "tamm")
        await press(pilot, "enter")
        await calm(pilot)
        await press(pilot, "]", "u")
        await until(pilot, lambda: explorer.reading.key == 2 and explorer.pane == "positions")
        assert explorer.article.marks_of("hit").marks


async def test_the_labels_that_one_goes_by_are_ones_own(app: Sayso, library: Library) -> None:
    with Library.open(library.folder, by="omar") as omar:
        for view in omar.statements.of(1):
            omar.annotations.label(view.id, "none")
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        theirs, of = len(library.statements.of(1)), library.statements.progress().statements
        await until(pilot, lambda: f"0 of {of} yours · {theirs} anybody’s" in explorer.top_bar.text)
        assert not any("✓" in state_piece(row)[0] for row in explorer.articles.items)
        await press(pilot, "]", "u")
        await until(pilot, lambda: explorer.pane == "positions" and explorer.reading.key == 1)
        for view in library.statements.of(1):
            library.annotations.label(view.id, "favor")
        await until(pilot, lambda: f"{theirs} of {of} labelled" in explorer.top_bar.text)
        assert any("✓" in state_piece(row)[0] for row in explorer.articles.items)


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
