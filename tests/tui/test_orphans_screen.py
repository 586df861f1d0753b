"""Corrected articles in the explorer: what changed, orphans placed by hand or retired, and what was moved."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot

from index.anchoring import alignment
from index.library import Library
from index.model import ArticleDraft, Span
from tests.tui.fakes import HARBOUR, harbour
from tests.tui.people import statements
from tests.tui.quay import QUAY
from tests.tui.running import MODAL, calm, press, said, settled, until
from tests.tui.test_pictures import MIDDLE, SMALL, WIDE, Picture
from tui.app import Sayso
from tui.moved import ADDED, REMOVED, changed_paragraphs, follow, method_words
from tui.screens.difference import DifferenceScreen
from tui.screens.orphans import OrphanScreen
from tui.screens.preview import BulkPreview

SIZES = pytest.mark.parametrize("size", [WIDE, MIDDLE, SMALL], ids=["120", "80", "40"])

# Calder's words are others now, the union's changed a little, Tamm's stand where they stood.
CORRECTED = (
    HARBOUR.replace(
        "said she would back the dredging if the state paid half of the costs", "said she had not made up her mind"
    )
    .replace('called on members to "reject the plan outright"', 'called on all members to "reject the plan outright"')
    .replace("on Tuesday,", "on Wednesday,")
)


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    """A real library of two articles; the first has the id that its corrections have too."""
    times = (f"2026-09-14T10:{minute:02}:00Z" for minute in range(60))
    monkeypatch.setattr("index.store.events.now", lambda: next(times))
    with Library.open(tmp_path / "lib", by="dana", create=True, cache=tmp_path / "cache") as found:
        found.articles.add([draft(HARBOUR), ArticleDraft("b.txt", QUAY, "Quay fees to rise", "2026-09-11", None)])
        article = found.articles.get("a-1")
        found.analysis.store(article.key, article.version, harbour())
        found.search.catch_up()
        yield found


def draft(text: str) -> ArticleDraft:
    """The first article with this text."""
    title = "Harbour board defers vote on dredging"
    return ArticleDraft("a.txt", text, title, "2026-09-12", "Port Courier", source_id="a-1")


@pytest.fixture
def corrected(library: Library) -> Library:
    """Three labelled statements in an article that was then corrected."""
    ids = statements(library)
    library.annotations.label(ids["Ines Calder"], "mixed")
    library.annotations.label(ids["Fishers' union"], "against")
    library.annotations.label(ids["Rolf Tamm"], "against")
    correct(library, CORRECTED)
    return library


def correct(library: Library, text: str) -> None:
    """Add another text of the first article."""
    (added,) = library.articles.adding().add([draft(text)])
    assert added.status == "updated"
    library.search.catch_up()


async def opened(pilot: Pilot[Any], *keys: str) -> Any:
    """What these keys open over the main screen."""
    explorer = await settled(pilot)
    await until(pilot, lambda: explorer.watching.progress.articles > 0)
    await press(pilot, *keys, MODAL)
    await calm(pilot)
    return pilot.app.screen


async def asked(pilot: Pilot[Any]) -> BulkPreview:
    """What is asked before the orphan under the cursor is retired."""
    await press(pilot, "x")
    await until(pilot, lambda: isinstance(pilot.app.screen, BulkPreview))
    await calm(pilot)
    assert isinstance(pilot.app.screen, BulkPreview)
    return pilot.app.screen


def orphans(library: Library) -> list[str | None]:
    """Whose statements are orphans."""
    return [one.view.statement.actor for one in library.corrections.orphans()]


async def test_an_orphan_is_placed_where_it_is_marked(corrected: Library, app: Sayso) -> None:
    assert orphans(corrected) == ["Ines Calder"]
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot, "g", "o")
        assert isinstance(screen, OrphanScreen)
        text = " ".join(screen.list.text.split())
        assert "Mayor Ines Calder said she would back the dredging" in text and "± mixed ✓ dana" in text
        await press(pilot, "enter")
        explorer = await settled(pilot)
        await until(pilot, lambda: explorer.section == "marking")
        marked = explorer.article.marked
        assert marked is not None and "had not made up her mind" in CORRECTED[marked.start : marked.end]
        await press(pilot, "right", "left")
        await until(pilot, lambda: "place here" in said(explorer))
        await press(pilot, "enter")
        await until(pilot, lambda: "✓ saved · placed" in said(explorer))
        view = corrected.statements.get(statements(corrected)["Ines Calder"])
        assert view.moved is not None and view.moved.method == "hand" and view.current
        assert view.statement.content.spans == (marked,)
        assert orphans(corrected) == [] and explorer.pane == "positions"
        await until(pilot, lambda: "placed by hand" in explorer.positions.text)
        assert "was: “she would back the dredging" in " ".join(explorer.positions.text.split())
        await press(pilot, "u")
        await until(pilot, lambda: orphans(corrected) == ["Ines Calder"])


async def test_leaving_the_marking_leaves_it_an_orphan(corrected: Library, app: Sayso) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot, "g", "o")
        await press(pilot, "enter")
        explorer = await settled(pilot)
        await until(pilot, lambda: explorer.section == "marking")
        await press(pilot, "escape")
        assert explorer.orphans.placing is None and orphans(corrected) == ["Ines Calder"]
        await press(pilot, "v", "enter", MODAL)
        panel: Any = app.screen
        assert panel.heading == "A new statement", "what is marked next is a statement of its own"


async def test_an_orphan_is_retired_and_comes_back(corrected: Library, app: Sayso) -> None:
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot, "g", "o")
        for answer in ("escape", "q"):
            preview = await asked(pilot)
            assert preview.heading == "Retire 1 statement?"
            assert "1 of these you have labelled; undo brings them back" in " ".join(preview.list.text.split())
            await press(pilot, answer)
            await until(pilot, lambda: app.screen is screen)
            assert orphans(corrected) == ["Ines Calder"], "nobody agreed to lose a label"
        await asked(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: "✓ saved · retired" in str(screen.said.render()))
        assert orphans(corrected) == [] and "No orphan in this library" in screen.list.text
        await press(pilot, "enter", "x", "d", "u")
        await until(pilot, lambda: "undone: " in str(screen.said.render()))
        assert orphans(corrected) == ["Ines Calder"] and "she would back" in screen.list.text
        await press(pilot, "d")
        await until(pilot, lambda: isinstance(app.screen, DifferenceScreen))
        await calm(pilot)
        await press(pilot, "q", "q")
        await until(pilot, lambda: len(app.screen_stack) == 1)


async def test_what_changed_and_which_statements_it_touches(corrected: Library, app: Sayso) -> None:
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot, "g", "D")
        assert isinstance(screen, DifferenceScreen)
        text = " ".join(screen.page.text.split())
        assert "orphan: its words are no longer in the article" in text
        assert "Tuesday Wednesday" in text.replace(",", ""), "what went and what came"
        assert "⋯" in text and "Rolf Tamm" not in text, "what is as it was is left out"
        touched = [one.view.statement.actor for one in screen._found.statements]
        await press(pilot, str(touched.index("Fishers' union") + 1))
        explorer = await settled(pilot)
        await until(pilot, lambda: explorer.pane == "positions")
        assert explorer.selected is not None and explorer.selected.statement.actor == "Fishers' union"


async def test_from_version_to_version(corrected: Library, app: Sayso) -> None:
    correct(corrected, CORRECTED.replace("Wednesday", "Thursday"))
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot, "g", "D")
        assert "version 2" in str(screen.between.render()) and "version 3" in str(screen.between.render())
        await press(pilot, "[")
        await until(pilot, lambda: "version 1" in str(screen.between.render()))
        assert "Tuesday" in screen.page.text
        await press(pilot, "[", "]")
        await until(pilot, lambda: "Thursday" in screen.page.text)


async def test_an_article_that_was_not_corrected(library: Library, app: Sayso) -> None:
    async with app.run_test(size=WIDE) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "g", "D")
        await until(pilot, lambda: "nothing was corrected" in said(explorer))
        assert len(app.screen_stack) == 1


async def test_the_positions_say_what_was_moved(corrected: Library, app: Sayso) -> None:
    async with app.run_test(size=WIDE) as pilot:
        explorer = await settled(pilot)
        text = " ".join(explorer.positions.text.split())
        assert "moved: the same words" in text and "orphan: its words are no longer in the article" in text


# -- what is pure ----------------------------------------------------------------------------------------

WORDS = st.lists(st.sampled_from(["the", "board", "will", "not", "vote", "today", "\n\n", "said"]), max_size=14)


@given(WORDS, WORDS)
def test_the_changed_paragraphs_are_the_two_texts(old_words: list[str], new_words: list[str]) -> None:
    old, new = " ".join(old_words), " ".join(new_words)
    changes = tuple(alignment.aligned(old, new).changes())
    for one in changes:
        assert one.new.end <= len(new)
    shown = [piece for part in changed_paragraphs(old, new, changes) if not isinstance(part, int) for piece in part]
    gone = "".join(text for text, tone in shown if tone == REMOVED).split()
    come = "".join(text for text, tone in shown if tone == ADDED).split()
    assert "".join(gone) == "".join("".join(old[one.old.start : one.old.end] for one in changes).split())
    assert "".join(come) == "".join("".join(new[one.new.start : one.new.end] for one in changes).split())


@given(WORDS, WORDS, st.integers(0, 60), st.integers(0, 60))
def test_a_place_in_the_old_text_has_one_in_the_new(old_words: list[str], new_words: list[str], a: int, b: int) -> None:
    old, new = " ".join(old_words), " ".join(new_words)
    start, end = sorted((min(a, len(old)), min(b, len(old))))
    found = follow(tuple(alignment.aligned(old, new).changes()), Span(start, end), len(new))
    assert 0 <= found.start <= found.end <= len(new)


def test_what_is_between_two_changes_stays_where_it_is() -> None:
    old, new = "One said it. Two said no. Three left.", "One never said it. Two said yes. Three left."
    changes = tuple(alignment.aligned(old, new).changes())
    span = follow(changes, Span(old.index("Two said no"), old.index("Two said no") + len("Two said no")), len(new))
    assert new[span.start : span.end] == "Two said yes"


def test_how_a_statement_was_found_again_in_words() -> None:
    assert method_words("fuzzy", 0.931) == "moved by likeness .93" and method_words("exact") == "moved: the same words"


# -- pictures --------------------------------------------------------------------------------------------


def shown(*keys: str) -> Callable[[Pilot[Any]], Awaitable[None]]:
    """For a picture: what these keys open."""

    async def before(pilot: Pilot[Any]) -> None:
        await opened(pilot, *keys)

    return before


@SIZES
def test_orphans(snap_compare: Picture, corrected: Library, app: Sayso, size: tuple[int, int]) -> None:
    assert snap_compare(app, terminal_size=size, run_before=shown("g", "o"))


@SIZES
def test_what_changed(snap_compare: Picture, corrected: Library, app: Sayso, size: tuple[int, int]) -> None:
    assert snap_compare(app, terminal_size=size, run_before=shown("g", "D"))


def test_positions_after_a_correction(snap_compare: Picture, corrected: Library, app: Sayso) -> None:
    async def before(pilot: Pilot[Any]) -> None:
        explorer = await settled(pilot)
        await until(pilot, lambda: explorer.watching.progress.articles > 0)
        await press(pilot, "shift+tab")
        await calm(pilot)

    assert snap_compare(app, terminal_size=WIDE, run_before=before)
