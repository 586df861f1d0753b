"""The queue, the second look, times, progress, and the annotator's name, over a real library."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from index.library import Library
from tests.tui.people import another, label_apart, statements
from tests.tui.quay import fill
from tests.tui.running import MODAL, Typed, app_of, calm, explorer_of, panel, press, said, settled, until
from tests.tui.test_pictures import MIDDLE, SMALL, WIDE, Picture
from tui import session
from tui.app import Sayso
from tui.screens.explorer import Explorer
from tui.screens.progress import IssueChosen, ProgressScreen, bar
from tui.screens.queue import QueueScreen
from tui.screens.second_look import SecondLookScreen

SIZES = pytest.mark.parametrize("size", [WIDE, MIDDLE, SMALL], ids=["120", "80", "40"])


@pytest.fixture(autouse=True)
def one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is labelled at one moment."""
    monkeypatch.setattr("index.store.events.now", lambda: "2026-09-14T10:00:00Z")


@pytest.fixture
def looked_at(tmp_path: Path) -> Iterator[Library]:
    """A library in which all that was labelled comes back at once."""
    folder = tmp_path / "lib"
    with Library.open(folder, by="dana", create=True, cache=tmp_path / "cache"):
        (folder / "config.yaml").write_text("labelling:\n  again: 1\n  between: 0\n")
    with Library.open(folder, by="dana", cache=tmp_path / "cache") as found:
        fill(found)
        ids = statements(found)
        found.annotations.label(ids["Ines Calder"], "mixed", note="a condition")
        found.annotations.label(ids["Rolf Tamm"], "against")
        yield found


async def queueing(pilot: Pilot[Any]) -> QueueScreen:
    """The panel of the queue."""
    return await panel(pilot, QueueScreen, "g", "w")


def at(explorer: Explorer) -> str | None:
    """The statement that one is at."""
    return explorer.selected.id if explorer.selected is not None else None


async def along(pilot: Pilot[Any], key: str, statement: str) -> None:
    """Go to the next statement of the queue (`]`) or the one before (`[`), which is to be this one."""
    await press(pilot, key, "q")
    await until(pilot, lambda: at(explorer_of(pilot)) == statement)


async def test_along_the_queue_in_the_order_of_the_articles(library: Library, app: Sayso) -> None:
    order = [view.id for view in library.queue.make(order="article").upcoming(9)]
    assert len(order) > 3
    async with app.run_test(size=WIDE) as pilot:
        await queueing(pilot)
        await press(pilot, "2")
        explorer = explorer_of(pilot)
        await until(pilot, lambda: explorer.pane == "positions" and at(explorer) == order[0])
        assert f"{len(order)} statements to label, as the articles stand" in said(explorer)
        await press(pilot, "1")
        await until(pilot, lambda: "✓ saved" in said(explorer))
        await along(pilot, "]", order[1])
        await along(pilot, "]", order[2])
        await along(pilot, "[", order[1])
        await along(pilot, "]", order[2])


async def test_what_is_put_off_comes_again_until_nothing_is_left(library: Library, app: Sayso) -> None:
    order = [view.id for view in library.queue.make(order="article").upcoming(9)]
    for one in order[1:]:
        library.annotations.label(one, "none")
    async with app.run_test(size=WIDE) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "]", "q")
        await until(pilot, lambda: at(explorer) == order[0] and "1 statement to label" in said(explorer))
        await press(pilot, "5")
        await until(pilot, lambda: "✓ saved" in said(explorer))
        await press(pilot, "]", "q")
        await until(pilot, lambda: "Nothing is left to label" in said(explorer))
        assert library.queue.make(order="article").upcoming(9) == []


async def test_the_queue_goes_on_after_a_restart(library: Library, app: Sayso) -> None:
    library.saved.save("all", "*")
    order = [view.id for view in library.queue.make('query:"all"', order="random", seed=0).upcoming(9)]
    async with app.run_test(size=WIDE) as pilot:
        screen = await queueing(pilot)
        place = next(i for i, row in enumerate(screen.list.items) if getattr(row, "title", "") == "saved: all")
        screen.list.go(place)
        await press(pilot, "enter", "3")
        await until(pilot, lambda: type(app.screen).__name__ == "Ask")
        await calm(pilot)
        await press(pilot, "enter")
        explorer = explorer_of(pilot)
        await until(pilot, lambda: at(explorer) == order[0])
        for one in order[1:3]:
            await along(pilot, "]", one)
            await calm(pilot)
    app.database.close()
    again = Sayso(library.folder, lambda: another(library, "dana"))
    async with again.run_test(size=WIDE) as pilot:
        explorer = await settled(pilot)
        await along(pilot, "]", order[2])
        assert f'{len(order)} statements to label, at random, seed 0, of “query:"all"”' in said(explorer)
        for one in (*order[3:], order[0], order[1]):
            await along(pilot, "]", one)
            await calm(pilot)
    again.database.close()
    other = Sayso(library.folder, lambda: another(library, "omar"))
    async with other.run_test(size=WIDE) as pilot:
        screen = await queueing(pilot)
        assert "go on" not in screen.list.text, "a queue is its annotator's"
    other.database.close()
    with another(library, "dana") as found:
        found.saved.remove("all")
    last = Sayso(library.folder, lambda: another(library, "dana"))
    async with last.run_test(size=WIDE) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "]", "q")
        await until(pilot, lambda: "to label, least sure first" in said(explorer))
    last.database.close()


async def test_after_a_restart_the_panel_offers_to_go_on(library: Library, app: Sayso) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await queueing(pilot)
        await press(pilot, "2")
        explorer = explorer_of(pilot)
        await until(pilot, lambda: "to label, as the articles stand" in said(explorer))
        assert session.load(library.folder).queues["dana"].order == "article", "at once, whatever happens next"
    app.database.close()
    again = Sayso(library.folder, lambda: another(library, "dana"))
    async with again.run_test(size=WIDE) as pilot:
        screen = await queueing(pilot)
        assert "go on: as the articles stand" in screen.list.text
    again.database.close()


async def test_a_random_queue_has_a_seed(library: Library, app: Sayso) -> None:
    order = [view.id for view in library.queue.make(order="random", seed=7).upcoming(9)]
    async with app.run_test(size=WIDE) as pilot:
        await queueing(pilot)
        await press(pilot, "3")
        await until(pilot, lambda: type(app.screen).__name__ == "Ask")
        await calm(pilot)
        await press(pilot, "backspace", Typed("many"), "enter")
        asked: Any = app.screen
        assert "A seed is a number" in str(asked.trouble.render())
        await press(pilot, *["backspace"] * 4, Typed("7"), "enter")
        explorer = explorer_of(pilot)
        await until(pilot, lambda: at(explorer) == order[0])
        assert "at random, seed 7" in said(explorer)


async def test_the_queue_of_a_saved_search_and_going_on_in_it(library: Library, app: Sayso) -> None:
    library.saved.save("the quay", "quay")
    order = [view.id for view in library.queue.make('query:"the quay"', order="article").upcoming(9)]
    async with app.run_test(size=WIDE) as pilot:
        screen = await queueing(pilot)
        place = next(i for i, row in enumerate(screen.list.items) if getattr(row, "title", "") == "saved: the quay")
        screen.list.go(place)
        await press(pilot, "enter", "2")
        explorer = explorer_of(pilot)
        await until(pilot, lambda: at(explorer) == order[0])
        again = await queueing(pilot)
        assert "go on: as the articles stand" in again.list.text
        await press(pilot, "g")
        await until(pilot, lambda: len(app.screen_stack) == 1 and at(explorer) == order[0])
        assert explorer.queueing.wanted.query == 'query:"the quay"'


async def test_the_present_search_is_what_is_labelled(library: Library, app: Sayso) -> None:
    async with app.run_test(size=WIDE) as pilot:
        explorer = await settled(pilot)
        explorer.searching.search_for('actor:"Ines Calder"')
        await calm(pilot)
        await queueing(pilot)
        await press(pilot, "1")
        await until(pilot, lambda: at(explorer) == statements(library)["Ines Calder"])
        assert "1 statement to label" in said(explorer)


async def test_how_long_a_decision_took_is_noted(library: Library, app: Sayso) -> None:
    async with app.run_test(size=WIDE) as pilot:
        explorer = await settled(pilot)
        seconds = iter([100.0, 104.5, 200.0])
        explorer.queueing._clock = lambda: next(seconds)
        explorer.queueing._looked_at = None
        await press(pilot, "shift+tab", "j", "1")
        await until(pilot, lambda: "✓ saved" in said(explorer))
        await calm(pilot)
        assert library.pace.seconds() == {"dana": [4.5]}


async def test_a_second_look_is_blind_and_leaves_the_label(looked_at: Library) -> None:
    app = app_of(looked_at)
    async with app.run_test(size=WIDE) as pilot:
        screen = await queueing(pilot)
        assert "a second look, the first label hidden" in screen.list.text
        await press(pilot, "4")
        await until(pilot, lambda: isinstance(app.screen, SecondLookScreen))
        look: Any = app.screen
        await calm(pilot)
        text = " ".join(look.page.text.split())
        assert "she would back the dredging" in text and "a condition" not in text and "dana" not in text
        assert "0 of 2 · your first label is hidden" in str(look.query_one("#heading").render())
        await press(pilot, "1")
        await until(pilot, lambda: len(looked_at.second_look.due()) == 1)
        await calm(pilot)
        await press(pilot, "2")
        await until(pilot, lambda: "That was all" in look.page.text)
        ids = statements(looked_at)
        pairs = looked_at.second_look.pairs()["dana"]
        assert pairs == {ids["Ines Calder"]: ("mixed", "favor"), ids["Rolf Tamm"]: ("against", "against")}
        label = looked_at.statements.get(ids["Ines Calder"]).label
        assert label is not None and label.stance == "mixed"
        await press(pilot, "q")
        await until(pilot, lambda: len(app.screen_stack) == 1)


async def test_a_second_look_that_could_not_be_saved_or_read_goes_on(looked_at: Library) -> None:
    app = app_of(looked_at)
    async with app.run_test(size=WIDE) as pilot:
        await queueing(pilot)
        await press(pilot, "4")
        await until(pilot, lambda: isinstance(app.screen, SecondLookScreen))
        look: Any = app.screen
        await calm(pilot)
        queue, read, save = look._queueing, look._queueing.blind, look._queueing.label_again

        async def fails(*given: Any) -> None:
            raise RuntimeError("nobody expected this")

        queue.label_again = fails
        await press(pilot, "1")
        await until(pilot, lambda: "Not saved: RuntimeError: nobody expected this" in str(look.said.render()))
        queue.label_again, queue.blind = save, fails
        await press(pilot, "1")
        await until(pilot, lambda: "nobody expected this" in str(look.said.render()) and look._done == 1)
        await calm(pilot)
        queue.blind = read
        look._due.append(look._due[0])  # so that there is another one to go to
        await press(pilot, "s")
        await until(pilot, lambda: look._case is not None)
        assert len(looked_at.second_look.due()) == 1


async def test_no_second_look_where_it_is_off(library: Library, app: Sayso) -> None:
    async with app.run_test(size=WIDE) as pilot:
        explorer = await settled(pilot)
        explorer.queueing.do_second_look()
        await until(pilot, lambda: "No second look: it is off" in said(explorer))
        assert len(app.screen_stack) == 1


async def test_progress_by_annotator_issue_and_article(library: Library, app: Sayso) -> None:
    label_apart(library)
    library.pace.note(statements(library)["Rolf Tamm"], 8.0)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "g", "P", MODAL)
        await calm(pilot)
        screen: Any = app.screen
        assert isinstance(screen, ProgressScreen) and "4 of 6 statements labelled" in screen.heading
        text = " ".join(screen.list.text.split())
        assert "dana" in text and "8 s each" in text and "4 of 6" in text and "Harbour board" in text
        await press(pilot, "G", "enter")
        explorer = explorer_of(pilot)
        await until(pilot, lambda: explorer.pane == "positions" and explorer.reading.key == 1)


def row_is_about(row: Any, issue: str | None) -> bool:
    """Whether a row of the progress is an issue's."""
    return getattr(row, "choice", None) == IssueChosen(issue)


async def test_from_an_issue_to_what_is_left_of_it(library: Library, app: Sayso) -> None:
    library.annotations.create_issue("dredging", "The channel should be dredged")
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "g", "P", MODAL)
        await calm(pilot)
        progress: Any = app.screen
        progress.list.go(next(i for i, row in enumerate(progress.list.items) if row_is_about(row, "dredging")))
        await press(pilot, "enter")
        explorer = explorer_of(pilot)
        await until(pilot, lambda: explorer.search_line.query_text == "issue:dredging is:unlabelled")
        left = len(library.statements.ids_matching("issue:dredging is:unlabelled"))
        await until(pilot, lambda: explorer.statements.on and len(explorer.lines.items) == left)
        assert left > 1


async def test_from_no_issue_to_the_statements_about_none(library: Library, app: Sayso) -> None:
    bare = [view.id for key in (1, 2) for view in library.statements.of(key) if view.issue is None]
    library.annotations.label(bare[0], "none")
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "g", "P", MODAL)
        await calm(pilot)
        screen: Any = app.screen
        screen.list.go(next(i for i, row in enumerate(screen.list.items) if row_is_about(row, None)))
        await press(pilot, "enter")
        explorer = explorer_of(pilot)
        await until(pilot, lambda: explorer.search_line.query_text == "issue:none is:unlabelled")
        await until(pilot, lambda: explorer.statements.on and len(explorer.lines.items) == len(bare) - 1)
        assert {one.line.statement for one in explorer.lines.items if one.line is not None} == set(bare[1:])


def test_a_bar_is_full_only_where_all_is_done() -> None:
    assert [len(bar(done, 10, 20)[0][0]) for done in (0, 1, 5, 9, 10)] == [0, 2, 10, 18, 20]
    assert len(bar(1, 1000, 20)[0][0]) == 1 and bar(0, 0, 4) == [("", "accent"), ("────", "faint")]


# -- the name --------------------------------------------------------------------------------------------


@pytest.fixture
def unnamed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Library]:
    """Opens a library as somebody of whom the system's user name alone is known."""
    monkeypatch.setattr("getpass.getuser", lambda: "user7")
    monkeypatch.delenv("SAYSO_ANNOTATOR", raising=False)
    with Library.open(tmp_path / "lib", by="dana", create=True, cache=tmp_path / "cache") as found:
        fill(found)
    return lambda: Library.open(tmp_path / "lib", cache=tmp_path / "cache")


async def test_the_name_is_asked_for_once(unnamed: Callable[[], Library], tmp_path: Path) -> None:
    app = Sayso(tmp_path / "lib", unnamed)
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: type(app.screen).__name__ == "Ask")
        await settled(pilot)
        await press(pilot, *["backspace"] * 5, Typed("Eva"), "enter")
        explorer = explorer_of(pilot)
        await until(pilot, lambda: "You are Eva from now on" in said(explorer))
        await press(pilot, "shift+tab", "1")
        await until(pilot, lambda: "✓ saved" in said(explorer))
        assert "✓ Eva" in explorer.positions.text, "what is labelled at once carries the name"
    app.database.close()
    again = Sayso(tmp_path / "lib", unnamed)
    async with again.run_test(size=WIDE) as pilot:
        explorer = await settled(pilot)
        assert explorer.open_desk.by == "Eva" and len(again.screen_stack) == 1
    again.database.close()


async def test_escape_keeps_the_user_name(unnamed: Callable[[], Library], tmp_path: Path) -> None:
    for times in range(2):
        app = Sayso(tmp_path / "lib", unnamed)
        async with app.run_test(size=WIDE) as pilot:
            if not times:
                await until(pilot, lambda app=app: type(app.screen).__name__ == "Ask")
                await settled(pilot)
                await press(pilot, "escape")
            explorer = await settled(pilot)
            assert explorer.open_desk.by == "user7" and len(app.screen_stack) == 1
        app.database.close()


async def test_another_name_where_the_settings_give_one(library: Library, tmp_path: Path) -> None:
    app = Sayso(library.folder, lambda: another(library, "dana"))
    async with app.run_test(size=WIDE) as pilot:
        explorer = await settled(pilot)
        explorer.naming.do_name()
        await until(pilot, lambda: type(app.screen).__name__ == "Ask")
        await calm(pilot)
        await press(pilot, *["backspace"] * 4, Typed("Ines"), "enter")
        await until(pilot, lambda: "Remembered: Ines. You are dana" in said(explorer))
        assert explorer.open_desk.by == "dana"
    app.database.close()


async def test_who_gave_a_name_is_not_asked(library: Library, app: Sayso) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert len(app.screen_stack) == 1


# -- pictures --------------------------------------------------------------------------------------------


def shown(*keys: str) -> Callable[[Pilot[Any]], Awaitable[None]]:
    """For a picture: the library shown, then these keys."""

    async def before(pilot: Pilot[Any]) -> None:
        explorer = await settled(pilot)
        await until(pilot, lambda: explorer.watching.progress.articles > 0)
        await press(pilot, *keys, MODAL)
        await calm(pilot)

    return before


@SIZES
def test_choosing_a_queue(snap_compare: Picture, looked_at: Library, size: tuple[int, int]) -> None:
    looked_at.saved.save("the quay", "quay")
    assert snap_compare(app_of(looked_at), terminal_size=size, run_before=shown("g", "w"))


@SIZES
def test_a_second_look(snap_compare: Picture, looked_at: Library, size: tuple[int, int]) -> None:
    async def before(pilot: Pilot[Any]) -> None:
        await shown("g", "w")(pilot)
        await press(pilot, "4")
        await until(pilot, lambda: isinstance(pilot.app.screen, SecondLookScreen))
        await calm(pilot)

    assert snap_compare(app_of(looked_at), terminal_size=size, run_before=before)


@SIZES
def test_progress(snap_compare: Picture, library: Library, app: Sayso, size: tuple[int, int]) -> None:
    label_apart(library)
    library.pace.note(statements(library)["Rolf Tamm"], 8.0)
    assert snap_compare(app, terminal_size=size, run_before=shown("g", "P"))


@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["120", "40"])
def test_asking_for_the_name(
    snap_compare: Picture, unnamed: Callable[[], Library], tmp_path: Path, size: tuple[int, int]
) -> None:
    app = Sayso(tmp_path / "lib", unnamed)

    async def before(pilot: Pilot[Any]) -> None:
        await until(pilot, lambda: type(app.screen).__name__ == "Ask")
        explorer = await settled(pilot)
        await until(pilot, lambda: "0 of 6 labelled" in explorer.top_bar.text)
        await calm(pilot)

    assert snap_compare(app, terminal_size=size, run_before=before)
