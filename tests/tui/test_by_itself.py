"""What goes wrong and what happens by itself: failing saves, other processes, the analysis, adding."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from index.english import NOT_ENGLISH
from index.errors import LockedError
from index.library import Library
from index.model import Analysis, AnalysisState, ArticleDraft
from tests.index.test_english import OTHERS
from tests.tui.fakes import HARBOUR, FakeLibrary, harbour
from tests.tui.running import MODAL, Typed, app_of, explorer_of, library, press, said, settled, until
from tui.controllers.watching import first_skipped, summary
from tui.worker_link import WorkerEvent, WorkerLink

FULL = LockedError("the disk is full")


# -- saving ----------------------------------------------------------------------------------------------


async def test_nothing_is_called_saved_before_the_commit(tmp_path: Path) -> None:
    found = library(tmp_path / "lib")
    found.gate.clear()
    app = app_of(found)
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "shift+tab", "j", "j", "4")
        assert "saving…" in explorer.positions.text and "saving…" in explorer.top_bar.text
        assert "saved" not in said(explorer)
        found.gate.set()
        await until(pilot, lambda: "✓ saved" in said(explorer))
        assert "saving…" not in explorer.positions.text and "✓ dana 14 Sep" in explorer.positions.text


async def test_a_failed_save_keeps_the_edit_and_its_reason_until_it_succeeds(tmp_path: Path) -> None:
    found = library(tmp_path / "lib")
    found.failing = FULL
    app = app_of(found)
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "shift+tab", "j", "j", "4")
        await until(pilot, lambda: "not saved" in explorer.positions.text)
        assert "the disk is full" in explorer.positions.text and "R tries again" in explorer.positions.text
        assert "1 not saved" in explorer.top_bar.text and "✓" not in said(explorer)
        await press(pilot, "J")
        await until(pilot, lambda: explorer.reading.key == 2)
        await press(pilot, "K", "q", "q")
        await until(pilot, lambda: explorer.pane == "list" and explorer.reading.key == 1)
        assert "not saved" in explorer.positions.text
        await press(pilot, "R")
        await until(pilot, lambda: "Not saved" in said(explorer))
        await press(pilot, "Q")
        assert "1 not saved" in said(explorer) and app.is_running
        found.failing = None
        await press(pilot, "R")
        await until(pilot, lambda: "✓ saved" in said(explorer))
        assert "not saved" not in explorer.positions.text + explorer.top_bar.text


async def test_the_last_of_two_edits_counts(tmp_path: Path) -> None:
    found = library(tmp_path / "lib")
    found.gate.clear()
    app = app_of(found)
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "shift+tab", "j", "j", "1", "2")
        found.gate.set()
        await until(pilot, lambda: not explorer.labelling.edits)
        view = explorer.positions.statement
        assert view is not None and view.stance == "against"


async def test_a_library_that_can_only_be_read_takes_no_edits(tmp_path: Path) -> None:
    found = library(tmp_path / "lib")
    found.writable = False
    app = app_of(found)
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "shift+tab", "1")
        assert "can only be read" in said(explorer) and not explorer.labelling.edits
        assert "read-only" in explorer.top_bar.text and "favor" not in said(explorer)
    assert not (tmp_path / "lib" / "explorer.json").exists()


async def test_an_error_of_the_library_is_said_and_the_explorer_goes_on(tmp_path: Path) -> None:
    found = library(tmp_path / "lib")
    app = app_of(found)
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        found.articles.by_key = lambda key: 1 / 0
        await press(pilot, "j")
        await until(pilot, lambda: "ZeroDivisionError" in said(explorer))
        del found.articles.by_key
        found.articles.by_key = found._article
        await press(pilot, "j")
        await until(pilot, lambda: explorer.reading.key == 3)
        assert explorer.reading.opened is not None and explorer.reading.opened.article.key == 3


# -- other processes -------------------------------------------------------------------------------------


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "lib", by="dana", create=True, cache=tmp_path / "cache") as found:
        draft = ArticleDraft("a.txt", HARBOUR, "Harbour board defers vote on dredging", "2026-09-12", "Port Courier")
        added = found.articles.add([draft])
        article = found.articles.get(str(added[0].article_id))
        found.analysis.store(article.key, article.version, harbour())
        yield found


async def test_what_another_process_writes_appears_and_no_place_is_lost(real: Library) -> None:
    app = app_of(real)
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "shift+tab", "j", "j")
        here = explorer.reading.selected_id
        with Library.open(real.folder, by="omar", cache=real.folder.parent / "cache") as other:
            newer = ArticleDraft("n.txt", "Fog\n\nIt came in.\n", "Fog", "2026-10-01", "The Meridian")
            other.articles.add([newer])
            other.annotations.label(str(here), "none")
            await until(pilot, lambda: len(explorer.searching.rows) == 2)
        await until(pilot, lambda: "omar" in explorer.positions.text)
        await until(pilot, lambda: "0 of 5 yours · 1 anybody’s" in explorer.top_bar.text)
        assert explorer.reading.selected_id == here and explorer.pane == "positions" and explorer.reading.key == 1
        assert explorer.articles.cursor == 1


async def test_a_corrected_article_is_shown_anew(real: Library) -> None:
    app = app_of(real)
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        corrected = HARBOUR.replace("Tuesday", "Wednesday")
        real.articles.add([ArticleDraft("a.txt", corrected, "Harbour board defers vote on dredging", "2026-09-12")])
        if len(real.articles.rows()) == 1:
            await until(pilot, lambda: "Wednesday" in str(explorer.article.article and explorer.article.article.text))
            assert "corrected" in said(explorer)


async def test_an_emptied_library_closes_the_article(real: Library) -> None:
    app = app_of(real)
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        with Library.open(real.folder, by="omar", cache=real.folder.parent / "cache") as other:
            other.articles.remove(other.articles.by_key(1).id)
        await until(pilot, lambda: not explorer.searching.rows, seconds=3)
        await until(pilot, lambda: explorer.reading.opened is None)
        assert explorer.article.article is None and not explorer.positions.items


# -- the analysis ----------------------------------------------------------------------------------------

WORKER = """
import json, sys
def say(**event): print(json.dumps(event), flush=True)
say(event="start", pending=2)
print("not an event", flush=True)
for line in sys.stdin:
    asked = json.loads(line)
    say(event="analysed", article="x", key=asked["first"], done=1, of=2)
"""


async def test_the_worker_is_heard_asked_and_ended() -> None:
    heard: list[WorkerEvent] = []
    link = WorkerLink([sys.executable, "-c", WORKER], heard.append)
    link.first(7)
    task = asyncio.create_task(link.run())
    for _ in range(3000):
        if len(heard) == 2:
            break
        await asyncio.sleep(0.02)
    link.first(8)
    for _ in range(3000):
        if len(heard) == 3:
            break
        await asyncio.sleep(0.02)
    process = link._process
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert heard == [WorkerEvent("start", of=2), WorkerEvent("analysed", 7, 1, 2), WorkerEvent("analysed", 8, 1, 2)]
    assert process is not None and process.returncode is not None


async def test_the_analysis_of_the_open_article_is_asked_for_and_shown(tmp_path: Path) -> None:
    found = library(tmp_path / "lib")
    app = app_of(found, analysis_command=[sys.executable, "-c", WORKER])
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "j", "j")
        await until(pilot, lambda: "Not analysed yet" in text_of_message(explorer))
        await until(pilot, lambda: "analysing 1/2" in explorer.top_bar.text)
        found.analyses[3] = Analysis()
        found._changes += 1
        await until(pilot, lambda: "Nobody is quoted here" in text_of_message(explorer))
        assert "Not analysed yet" not in text_of_message(explorer)


async def test_an_article_that_is_not_english_is_said_to_be_none_where_nobody_is_quoted(tmp_path: Path) -> None:
    found = library(tmp_path / "lib")
    key = found.add(f"Streit um die Brücke\n\n{OTHERS['German']}\n", "Streit um die Brücke")
    found.analyses[key] = Analysis()
    app = app_of(found)
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "G")
        await until(pilot, lambda: "Nobody is quoted here" in text_of_message(explorer))
        assert NOT_ENGLISH in " ".join(text_of_message(explorer).split())
        app.save_screenshot(str(tmp_path / "german.svg"))


def text_of_message(explorer: Any) -> str:
    return explorer.positions.text


async def test_a_worker_that_ends_is_said_and_can_be_started_again(tmp_path: Path) -> None:
    marker = tmp_path / "started"
    code = f"open({str(marker)!r}, 'a').write('x'); raise SystemExit(3)"
    app = app_of(library(tmp_path / "lib"), analysis_command=[sys.executable, "-c", code])
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await until(pilot, lambda: "analysis stopped: it ended with 3" in explorer.top_bar.text)
        await press(pilot, "R")
        await until(pilot, lambda: len(marker.read_text()) > 1)
        assert marker.read_text() == "xx", "it is started once more, and not again and again"


async def test_a_failed_analysis_says_why_and_is_tried_again(tmp_path: Path) -> None:
    found = library(tmp_path / "lib")
    app = app_of(found)
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, "G")
        await until(pilot, lambda: "The analysis failed" in explorer.positions.text)
        assert "took longer than" in explorer.positions.text and "R tries again" in explorer.positions.text
        await press(pilot, "R")
        await until(pilot, lambda: explorer.reading.opened.state is AnalysisState.WAITING)
        assert "The analysis does not run" in explorer.positions.text


# -- a new library, and adding ---------------------------------------------------------------------------


async def test_a_new_library_is_filled_after_the_first_picture(tmp_path: Path) -> None:
    (tmp_path / "lib").mkdir()
    found = FakeLibrary(tmp_path / "lib")
    app = app_of(found, fill=lambda library: library.add(HARBOUR, "Harbour board defers vote"))
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        assert explorer.reading.key == 1


async def test_a_new_library_that_cannot_be_filled_is_shown_empty(tmp_path: Path) -> None:
    (tmp_path / "lib").mkdir()

    def fail(library: Any) -> None:
        raise FULL

    app = app_of(FakeLibrary(tmp_path / "lib"), fill=fail)
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        assert "the disk is full" in said(explorer)
        assert not explorer.articles.items and "3" not in explorer.search_line.text


async def test_adding_from_the_explorer(real: Library, tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "fog.txt").write_text("Fog on the estuary\n\nFerries stopped on Monday, the line said.\n")
    (tmp_path / "more" / "empty.txt").write_text("")
    app = app_of(real)
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        await press(pilot, ":", MODAL, Typed(f"add {tmp_path}/more"), "enter")
        await until(pilot, lambda: "1 article added" in said(explorer), seconds=20)
        assert "1 article added · 1 skipped · empty.txt: it is an empty file" in said(explorer)
        await until(pilot, lambda: len(explorer.searching.rows) == 2)
        await until(pilot, lambda: type(app.screen).__name__ == "Report")
        assert "empty.txt" in app.screen.list.text.replace("\n ", "")  # type: ignore[attr-defined]
        await press(pilot, "escape", ":", MODAL, Typed(f"add {tmp_path}/nothing"), "enter")
        await until(pilot, lambda: "Nothing was added" in said(explorer) or len(app.screen_stack) == 2, seconds=20)


def test_what_was_added_in_words() -> None:
    lines = [
        {"path": "a.txt", "record": None, "status": "added", "article": "1", "title": "A", "reason": None},
        {"path": "b.txt", "record": "line 3", "status": "skipped", "article": None, "title": None, "reason": "no text"},
        {"summary": {"added": 2, "updated": 0, "unchanged": 1, "duplicate": 0, "skipped": 1}},
    ]
    output = "\n".join(["noise", *map(json.dumps, lines)])
    assert summary(output) == (["2 articles added", "1 unchanged", "1 skipped"], [("b.txt line 3", "no text")])
    assert summary("") == ([], [])


def test_the_first_input_that_was_skipped_is_named_with_its_reason() -> None:
    assert first_skipped([]) == []
    one = ("/home/dana/more/b.txt line 3", "it has no text: the field is missing")
    assert first_skipped([one]) == ["b.txt line 3: it has no text: the field is missing"]
    assert first_skipped([one, one, one]) == ["b.txt line 3: it has no text: the field is missing, and 2 more"]


# -- searching -------------------------------------------------------------------------------------------


async def test_the_first_search_is_prepared_in_steps_that_any_request_overtakes(tmp_path: Path) -> None:
    found, steps, asked = library(tmp_path / "lib"), 0, False

    def preparing() -> Iterator[None]:
        nonlocal steps
        while not asked:
            steps += 1
            time.sleep(0.005)
            yield
        raise FULL  # which the first search will say

    found.search.preparing = preparing
    progress = found.statements.progress
    found.statements.progress = lambda: progress() if asked else pytest.fail("what nobody waits for came first")
    async with app_of(found).run_test(size=(120, 40)) as pilot:
        explorer = explorer_of(pilot)
        await until(pilot, lambda: steps > 0)
        before = steps
        await explorer.database.run(lambda _: None)
        assert steps <= before + 2
        assert explorer.watching.progress.articles == 0
        asked = True
        await until(pilot, lambda: explorer.watching.progress.articles == 4)
        await pilot.pause(0.05)
        assert FULL.sentence not in said(explorer)
