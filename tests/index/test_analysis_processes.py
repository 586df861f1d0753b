"""The processes that read: what becomes of articles and of the others where one dies, hangs, or is ended."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from index import analysing, analysis_pool, analysis_process
from index.analysis_process import AnalysisTimeoutError, Outcome, Setup, Task
from index.errors import ModelError, SaysoError
from index.library import Library
from index.model import Analysis, AnalysisState
from tests.index.factories import HARBOUR, draft, statement
from tests.index.reading_processes import WORKER, Script, add, is_gone, read, scripted, started


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", create=True, cache=tmp_path / "cache", by="dana") as opened:
        opened.articles.add([draft(f"{HARBOUR}{number}\n", path=f"{number}.txt") for number in range(4)])
        yield opened


def test_a_process_that_dies_costs_its_article_alone(library: Library, script: Script) -> None:
    ids = add(library, "FIRST", "MORE", "KILL", "ONCE", "MORE", "MORE", "MORE", "MORE", "MORE", "MORE")
    reasons = {step.article: step.reason for step in analysing.analyse_waiting(library)}
    assert [one for one, reason in reasons.items() if reason] == [ids[2]] and len(reasons) == 14
    assert reasons[ids[2]] == "the analysis stopped 2 times while it read this article (SIGKILL)"
    assert not (library.folder / "analysing.json").exists()


def test_a_process_that_does_not_come_back_is_ended(
    library: Library, script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(analysis_pool, "_GRACE", 1)
    (library.folder / "config.yaml").write_text("language: {time_limit: 1}\n")
    with Library.open(library.folder, cache=library.folder.parent / "cache") as limited:
        (deaf,) = add(limited, "DEAF")
        reasons = {step.article: step.reason for step in analysing.analyse_waiting(limited)}
    assert [one for one, reason in reasons.items() if reason] == [deaf] and len(reasons) == 5
    assert reasons[deaf] == "the analysis took longer than 1 seconds (language.time_limit)"


class Slow:
    """An analyser that takes its time over one text."""

    def analyse_many(self, items: Any) -> Iterator[Analysis]:
        for one in items:
            try:
                time.sleep(5 if "SLOW" in one.text else 0)
            except Exception:
                continue  # what reads must not be able to take the end of its time for an error of its own
            yield Analysis((), (statement(one.text),))


def test_an_article_takes_only_so_long(monkeypatch: pytest.MonkeyPatch) -> None:
    analysis_process._item(Task(0, HARBOUR))  # what is imported at first takes longer than the limit of this test
    monkeypatch.setattr(analysis_process, "PATIENCE", 0.05)
    texts = [HARBOUR, f"{HARBOUR}SLOW", f"{HARBOUR}MORE"]
    start = time.monotonic()
    setup = Setup((), (), "", 1000, 0.1, rows=False)  # type: ignore[arg-type]
    found = list(analysis_process.read(Slow(), [Task(*one) for one in enumerate(texts)], setup))
    outcomes = [one for one in found if isinstance(one, Outcome)]
    assert time.monotonic() - start < 2
    assert [(one.key, one.reason) for one in outcomes] == [(0, None), (1, analysis_process.too_long(0.1)), (2, None)]  # type: ignore[arg-type]
    assert not issubclass(AnalysisTimeoutError, Exception)


def test_a_process_may_die_while_it_sends(library: Library, script: Script) -> None:
    (half,) = add(library, "HALF")
    reasons = {step.article: step.reason for step in analysing.analyse_waiting(library)}
    assert [one for one, reason in reasons.items() if reason] == [half] and len(reasons) == 5


def test_an_article_over_which_everything_stops_is_given_up(library: Library, script: Script, tmp_path: Path) -> None:
    (deadly,) = add(library, "SLEEP")
    key = library.articles.get(deadly).key
    for _ in range(2):
        process, pid = started(library.folder, tmp_path)
        with process:
            while not (library.folder / "analysing.json").exists():
                time.sleep(0.01)
            process.kill()
        assert is_gone(pid), "a process that reads ends with the one that started it, whatever it is doing"
    assert json.loads((library.folder / "analysing.json").read_text()) == {str(key): 2}
    steps = list(analysing.analyse_waiting(library))
    assert steps[0].key == key and steps[0].reason is not None and "stopped 2 times" in steps[0].reason
    assert len(steps) == 5 and [step.reason for step in steps[1:]] == [None] * 4
    assert library.analysis.state(key)[0] is AnalysisState.FAILED


LATE = """
import sys, time
from pathlib import Path
from index.library_parts.search import Searches

def catch_up(self, progress=None):
    while not Path(sys.argv[2]).exists():
        time.sleep(0.01)
    return 1

Searches.catch_up = catch_up
"""


def test_no_article_is_blamed_where_the_reader_of_the_events_is_gone(
    library: Library, script: Script, tmp_path: Path
) -> None:
    add(library, "SLEEP")
    marker, gone = library.folder / "analysing.json", tmp_path / "gone"
    process = subprocess.Popen(
        [sys.executable, "-c", LATE + WORKER, str(library.folder), str(gone)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "SAYSO_CACHE": str(tmp_path / "cache")},
    )
    with process:
        while not any("SLEEP" in text for texts in read(script()) for text in texts) or not marker.exists():
            time.sleep(0.02)
        assert process.stdout is not None
        process.stdout.close()
        gone.touch()
        assert process.wait(60) == 128 + signal.SIGTERM
    assert not marker.exists() and all(is_gone(one["pid"]) for one in script())


def test_ctrl_c_ends_all_processes(library: Library, script: Script, tmp_path: Path) -> None:
    code = (
        "import sys; from index import analysis_pool, cli; from tests.index.reading_processes import scripted\n"
        "analysis_pool.command = scripted; sys.exit(cli.main(sys.argv[1:]))"
    )
    (tmp_path / "new.txt").write_text(f"{HARBOUR}SLEEP\n")
    arguments = ["--library", str(library.folder), "add", str(tmp_path / "new.txt")]
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
        env={**os.environ, "SAYSO_CACHE": str(tmp_path / "cache")},
    )
    with process:
        while not any("SLEEP" in text for texts in read(script()) for text in texts):
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGINT)
        said = process.communicate(timeout=60)[1]
    assert process.returncode == 130 and b"Traceback" not in said
    assert all(is_gone(one["pid"]) for one in script())


@pytest.mark.parametrize("end", ["stdin", "SIGTERM"])
def test_all_processes_end_with_the_worker(library: Library, script: Script, tmp_path: Path, end: str) -> None:
    add(library, "FIRST", "SLEEP")
    process, pid = started(library.folder, tmp_path)
    with process:
        assert process.stdout is not None and process.stdin is not None
        while '"analysed"' not in process.stdout.readline():
            pass
        deadline = time.monotonic() + 30
        own = os.getpriority(os.PRIO_PROCESS, 0)
        while os.getpriority(os.PRIO_PROCESS, pid) <= own and time.monotonic() < deadline:
            time.sleep(0.02)
        assert own < os.getpriority(os.PRIO_PROCESS, pid) == os.getpriority(os.PRIO_PROCESS, process.pid)
        start = time.monotonic()
        if end == "stdin":
            process.stdin.close()
        else:
            process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=60) == (0 if end == "stdin" else 143)
        assert time.monotonic() - start < 20 and is_gone(pid)
    assert not (library.folder / "analysing.json").exists()


def test_a_process_that_does_not_get_to_load_the_model_is_ended(
    library: Library, script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(analysis_pool, "LOADING", 0.5)
    pids: list[int] = []
    started = analysis_pool._Process

    def noted(setup: Setup | None) -> Any:
        one = started(setup)
        pids.append(one.popen.pid)
        return one

    monkeypatch.setattr(analysis_pool, "_Process", noted)
    hanging = lambda fd: [sys.executable, "-c", "import time; time.sleep(60)"]  # noqa: E731
    monkeypatch.setattr(analysis_pool, "command", hanging)
    start = time.monotonic()
    with pytest.raises(SaysoError, match=r"not loaded the language model within 0.5 seconds"):
        list(analysing.analyse_waiting(library))
    assert time.monotonic() - start < 50 and all(is_gone(pid) for pid in pids)
    assert len(library.analysis.pending()) == 4

    # Of those that come now only the first is stuck, however long the others take on a busy machine.
    monkeypatch.setattr(started, "stuck", property(lambda one: one.popen.pid == pids[1]))
    monkeypatch.setattr(analysis_pool, "command", lambda fd: hanging(fd) if len(pids) == 1 else scripted(fd))
    with analysing.make_pool(library) as pool:
        pool.warm(2)
        assert pool.pids() == pids[2:], "the others go on without it"
        assert [step.reason for step in analysing.analyse_waiting(library, pool=pool)] == [None] * 4


def test_without_a_model_it_says_so(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    code = (
        "import index.analysis_process as a, index.errors as e\n"
        "def make(setup): raise e.ModelError('it is not there; install it')\na.main(make)"
    )
    monkeypatch.setattr(analysis_pool, "command", lambda fd: [sys.executable, "-P", "-c", code, str(fd)])
    with pytest.raises(ModelError, match="it is not there"):
        list(analysing.analyse_waiting(library))


def test_a_process_that_never_begins_is_not_started_for_ever(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analysis_pool, "command", lambda fd: [sys.executable, "-c", "raise SystemExit(9)"])
    with pytest.raises(SaysoError, match="exit code 9"):
        list(analysing.analyse_waiting(library))


def test_where_there_is_room_for_one_process_only_one_reads(
    library: Library, script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(analysis_pool, "processes", lambda configured, waiting: 3)
    begun: list[int] = []

    def command(descriptor: int) -> list[str]:
        begun.append(descriptor)
        return scripted(descriptor) if len(begun) == 1 else [sys.executable, "-c", "raise SystemExit(9)"]

    monkeypatch.setattr(analysis_pool, "command", command)
    add(library, *["MORE"] * 20)
    assert [step.reason for step in analysing.analyse_waiting(library)] == [None] * 24
    assert len(begun) < 12


def test_a_process_makes_room_for_a_new_one_after_many_articles(
    library: Library, script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(analysis_pool, "SERVED", 3)
    add(library, *["MORE"] * 8)
    assert [step.reason for step in analysing.analyse_waiting(library)] == [None] * 12
    assert 2 <= len({one["pid"] for one in script()}) <= 4


def test_how_many_processes() -> None:
    assert [analysis_pool.processes(None, waiting) for waiting in (1, 25, 47)] == [1, 1, 1]
    assert analysis_pool.processes(None, 10_000) == min(2, analysis_pool.cores())
    assert [analysis_pool.processes(4, waiting) for waiting in (0, 72, 10_000)] == [1, 3, 4]
