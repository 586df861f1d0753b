"""What was acknowledged is there after a kill, on a full disk, and with several writers at once."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import pytest

from index.errors import LockedError, SaysoError
from index.library import Library, NotSavedError
from index.store import connection
from tests.index.store.helpers import analysed, draft, found, three
from tests.index.store.nurseries import nursery

FIRST, SECOND, THIRD = (one.id for one in three())


@pytest.fixture
def writers(tmp_path: Path) -> Iterator[Writers]:
    """Starts processes that label, and says where each writes what was acknowledged to it."""
    with nursery("writer") as (stdin, stdout):
        yield Writers(stdin, stdout, tmp_path)


class Writers:
    """Processes forked off one that has everything imported already."""

    def __init__(self, stdin: IO[str], stdout: IO[str], folder: Path) -> None:
        self.stdin, self.stdout = stdin, stdout
        self.folder = folder
        self.number = 0

    def start(self, library: Path, annotator: str, number: int, pause: float, most: int = 0) -> tuple[int, Path]:
        """The new process's id, and the file of its acknowledgements."""
        self.number += 1
        output = self.folder / f"acknowledged-{self.number}"
        output.touch()
        self.stdin.write(f"{library}\t{annotator}\t{number}\t{pause}\t{most}\t{output}\n")
        self.stdin.flush()
        return int(self.stdout.readline()), output


def ended(output: Path) -> list[str]:
    """The lines of a writer, once it has come to its end."""
    for _ in range(3000):
        lines = output.read_text().split("\n")
        if "ended" in lines:
            return lines[:-2]
        time.sleep(0.02)
    raise AssertionError(f"it did not come to an end: {output.read_text()}")


def saved(lines: list[str]) -> list[str]:
    # A kill may tear the last line; only a whole one is an acknowledgement.
    return [line.split()[1] for line in lines if line.startswith("saved ") and len(line) == 22]


def stored(folder: Path) -> list[str]:
    database = sqlite3.connect(folder / "library.db")
    found = [row[0] for row in database.execute("SELECT id FROM event ORDER BY sequence")]
    database.close()
    return found


def kill_many(writers: Writers, folder: Path, times: int, seed: int) -> list[str]:
    """Kill so many writers; the events that were acknowledged, each of which is stored."""
    random_moment = random.Random(seed)
    acknowledged: list[str] = []
    for _ in range(times):
        process, output = writers.start(folder, "dana", 100_000, 0.0)
        while not output.stat().st_size:
            time.sleep(0.001)
        time.sleep(random_moment.uniform(0, 0.03))
        os.kill(process, signal.SIGKILL)  # an error if it had ended by itself
        time.sleep(0.005)
        acknowledged += saved(output.read_text().split("\n"))
        assert set(acknowledged) <= set(stored(folder))
    with Library.open(folder, by="dana") as library:
        # Opening has completed the mirror; nothing is half-written anywhere.
        assert library.care.check() == []
        assert library.statements.progress().labelled > 0
    return acknowledged


def test_what_was_acknowledged_survives_kill(library: Library, folder: Path, writers: Writers) -> None:
    analysed(library)
    library.close()
    assert len(kill_many(writers, folder, 10, seed=1)) >= 10


@pytest.mark.slow
def test_what_was_acknowledged_survives_kill_two_hundred_times(
    library: Library, folder: Path, writers: Writers
) -> None:
    analysed(library)
    library.close()
    assert len(kill_many(writers, folder, 200, seed=2)) >= 200


def test_a_full_disk_loses_nothing_and_says_so(library: Library, folder: Path, writers: Writers) -> None:
    analysed(library)
    library.annotations.label(FIRST, "against")
    library.close()
    # A label with a long note makes the file larger by up to 20,000 bytes.
    limit = (folder / "library.db").stat().st_size + 120_000
    lines = ended(writers.start(folder, "dana", 10_000, 0.0, limit)[1])
    assert lines[-1].startswith("error NotSavedError ")
    assert "not" in lines[-1] and "saved" in lines[-1] and "library.db" in lines[-1]
    assert stored(folder)[1:] == saved(lines) and len(lines) > 3
    with Library.open(folder, by="dana") as again:
        assert again.care.check() == []
        again.annotations.label(SECOND, "favor")


def test_a_refused_edit_can_be_made_again(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    analysed(library)
    database = library._core.database
    library.annotations.label(FIRST, "against")
    assert database._writer is not None
    (pages,) = database._writer.execute("PRAGMA page_count").fetchone()
    database._writer.execute(f"PRAGMA max_page_count = {pages}")
    before = library.statements.get(FIRST)
    with pytest.raises(NotSavedError, match="disk is full; nothing of this edit is saved"):
        for _ in range(50):
            library.annotations.label(FIRST, "mixed", note="n" * 4000)
            before = library.statements.get(FIRST)
    assert library.statements.get(FIRST) == before
    assert library.care.check() == []
    database._writer.execute("PRAGMA max_page_count = 100000")
    library.annotations.label(FIRST, "favor")
    assert library.statements.get(FIRST).stance == "favor"


def test_adding_stops_whole_where_the_disk_is_full(library: Library) -> None:
    library.articles.add([draft()])
    database = library._core.database
    assert database._writer is not None
    (pages,) = database._writer.execute("PRAGMA page_count").fetchone()
    database._writer.execute(f"PRAGMA max_page_count = {pages + 30}")
    with pytest.raises(NotSavedError):
        library.articles.add([draft(f"T{n}\n\n{'word ' * 500}", path=f"{n}") for n in range(200)])
    assert library.articles.count() == 1
    assert library.care.check() == []


def test_three_writers_at_human_pace_lose_nothing(library: Library, folder: Path, writers: Writers) -> None:
    analysed(library)
    library.close()
    outputs = [writers.start(folder, name, 12, 0.03)[1] for name in ("dana", "eve", "dana")]
    acknowledged = [event for output in outputs for event in saved(ended(output))]
    assert len(acknowledged) == 36
    assert sorted(acknowledged) == sorted(stored(folder))
    with Library.open(folder, by="dana") as again:
        assert again.care.check() == []


def test_a_label_waits_for_another_process_and_is_saved(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    analysed(library)
    other = sqlite3.connect(folder / "library.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    monkeypatch.setattr(connection, "PATIENCE", 0.2)
    with pytest.raises(LockedError, match="another process"):
        library.annotations.label(FIRST, "against")
    with pytest.raises(SaysoError):
        library.annotations.undo()
    assert library.statements.get(FIRST).labels == ()
    other.execute("ROLLBACK")
    other.close()
    library.annotations.label(FIRST, "against")
    assert library.statements.get(FIRST).stance == "against"


def test_a_reader_that_holds_up_the_commit_costs_nothing(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    analysed(library)
    reader = sqlite3.connect(folder / "library.db", isolation_level=None, check_same_thread=False)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM event").fetchall()
    with monkeypatch.context() as patched:
        patched.setattr(connection, "PATIENCE", 0.1)
        with pytest.raises(LockedError, match="nothing of this edit is saved"):
            library.annotations.label(FIRST, "against")
    threading.Timer(0.2, lambda: reader.execute("COMMIT")).start()
    reader_gone = library.annotations.label(FIRST, "favor")
    assert stored(folder) == [reader_gone.id]
    reader.close()


def test_the_analysis_never_holds_up_a_label(
    open_library: Callable[..., Library], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = open_library()
    article = analysed(library)
    worker = sqlite3.connect(folder / "analysis.db", isolation_level=None)
    worker.execute("BEGIN IMMEDIATE")
    monkeypatch.setattr(connection, "PATIENCE", 0.0)
    library.annotations.label(FIRST, "against")
    with pytest.raises(LockedError):
        library.analysis.store(article.key, article.version, found())
    worker.execute("ROLLBACK")
    worker.close()
    assert library.statements.get(FIRST).stance == "against"


def test_the_clock_set_back_changes_no_order(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    from index.store import events

    analysed(library)
    times = iter(["2030-01-01T00:00:00Z", "2020-01-01T00:00:00Z"])
    monkeypatch.setattr(events, "now", lambda: next(times))
    library.annotations.label(FIRST, "against")
    library.annotations.label(FIRST, "favor")
    monkeypatch.undo()
    assert library.statements.get(FIRST).stance == "favor"
    assert library.annotations.undo()[1].at == "2020-01-01T00:00:00Z"
    assert library.care.check() == []
