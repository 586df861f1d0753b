"""The analysis loop: processes that read, one that stores; failures recorded, nothing done twice, nobody left over."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from index import analysing, analysis_pool, analysis_process, config, readers
from index.analysis_pool import Pool
from index.analysis_process import Alone, AnalysisTimeoutError, Outcome, Setup, Task
from index.errors import ModelError, SaysoError
from index.library import Library
from index.model import Analysis, AnalysisState, ArticleDraft
from index.store.glance import nothing_is_analysed
from index.worker import Worker
from tests.index.factories import HARBOUR, draft, statement

TOP = Path(__file__).resolve().parents[2]
SEEDS = [one for one in readers.read([config.seeds_folder()]) if isinstance(one, ArticleDraft)][:10]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", create=True, cache=tmp_path / "cache", by="dana") as opened:
        opened.articles.add([draft(f"{HARBOUR}{number}\n", path=f"{number}.txt") for number in range(4)])
        yield opened


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[dict[str, Any]]]:
    """Have the articles read as their texts say; gives what the processes noted."""
    file = tmp_path / "script"
    monkeypatch.setenv("SAYSO_SCRIPT", str(file))
    monkeypatch.setenv("PYTHONPATH", str(TOP))
    monkeypatch.setattr(analysis_pool, "command", scripted)
    return lambda: [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


def scripted(descriptor: int) -> list[str]:
    return [sys.executable, "-P", "-m", "tests.index.scripted_reading", str(descriptor)]


def add(library: Library, *words: str) -> list[str]:
    """Add an article for each of the words, newest first; gives their ids."""
    drafts = [
        draft(f"{HARBOUR}{word} {place}\n", path=f"{word}-{place}.txt", date=f"2027-01-{28 - place:02}")
        for place, word in enumerate(words)
    ]
    return [str(one.article_id) for one in library.articles.add(drafts)]


def read(noted: list[dict[str, Any]]) -> list[list[str]]:
    return [one["read"] for one in noted if "read" in one]


def is_gone(pid: int, patience: float = 5) -> bool:
    """Whether a process has ended (one that nobody waited for yet has, too)."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        done = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
        if done.stdout.strip()[:1] in ("", "Z"):
            return True
        time.sleep(0.02)
    return False


Script = Callable[[], list[dict[str, Any]]]


def test_everything_is_analysed_once(library: Library, script: Script) -> None:
    steps = list(analysing.analyse_waiting(library))
    assert [(step.done, step.of, step.reason) for step in steps] == [(n, 4, None) for n in range(1, 5)]
    assert library.analysis.pending() == [] and list(analysing.analyse_waiting(library)) == []
    assert all(row.statements == 1 and row.analysis is AnalysisState.DONE for row in library.articles.rows())
    assert sorted(text for texts in read(script()) for text in texts) == [f"{HARBOUR}{n}\n" for n in range(4)]
    assert not (library.folder / "analysing.json").exists()


def test_several_processes_share_the_work_and_a_transaction_holds_several_results(
    library: Library, script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(analysis_pool, "processes", lambda configured, waiting: 2)
    add(library, *["MORE"] * 28)
    commits: list[int] = []
    store = library.analysis.store_many

    def counted(results: Any) -> None:
        commits.append(len(results))
        store(results)

    monkeypatch.setattr(library.analysis, "store_many", counted)
    pool = analysing.make_pool(library)
    pool.warm(2)
    steps = list(analysing.analyse_waiting(library, pool=pool))
    noted = script()
    assert len({one["pid"] for one in noted if "threads" in one}) == 2
    assert {one["threads"] for one in noted if "threads" in one} == {"1"}
    assert [step.done for step in steps] == list(range(1, 33)) and {step.reason for step in steps} == {None}
    assert len(commits) < 32 and sum(commits) == 32
    texts = read(noted)
    assert min(map(len, texts)) == 1 and max(map(len, texts)) > 2, "the first one alone, then several together"


def test_the_wanted_article_jumps_the_queue(library: Library, script: Script) -> None:
    last = library.analysis.pending()[-1]
    assert next(analysing.analyse_waiting(library, wanted=lambda: last)).key == last
    assert len(read(script())[0]) == 1


def test_an_article_that_comes_meanwhile_is_read_next_where_a_person_waits_for_it(
    library: Library, script: Script
) -> None:
    add(library, *["MORE"] * 24)
    wanted: list[int] = []
    steps = analysing.analyse_waiting(library, wanted=lambda: wanted[0] if wanted else None)
    next(steps)
    (fresh,) = add(library, "FRESH")
    wanted.append(library.articles.get(fresh).key)
    rest = list(steps)
    assert wanted[0] in [step.key for step in rest[:20]]
    assert len(rest) == 28 and rest[-1].done == rest[-1].of == 29


def test_it_stops_at_once_and_goes_on_later(library: Library, script: Script) -> None:
    add(library, "FIRST", "SLEEP")
    done: list[int] = []
    start = time.monotonic()
    for step in analysing.analyse_waiting(library, stopped=lambda: len(done) > 0):
        done.append(step.key)
    assert time.monotonic() - start < 5 and len(done) == 1
    assert all(is_gone(one["pid"]) for one in script())
    assert len(library.analysis.pending()) == 5 and not (library.folder / "analysing.json").exists()


def test_a_failure_is_recorded_on_its_article_and_the_others_go_on(library: Library, script: Script) -> None:
    bad = set(add(library, "FIRST", "RAISE", "MORE", "MEMORY", "MORE", "MORE", "MORE", "MORE")[1:4:2])
    reasons = {step.article: step.reason for step in analysing.analyse_waiting(library)}
    assert {article for article, reason in reasons.items() if reason} == bad
    failed = sorted(str(reasons[article]) for article in bad)
    assert failed[0].startswith("the analysis ended with ValueError in scripted_reading.py")
    assert failed[1] == "the analysis ran out of memory"
    log = (library.folder / "sayso.log").read_text()
    assert all(one in log for one in bad) and "secret" not in log + failed[0]
    key = library.articles.get(bad.pop()).key
    state, reason = library.analysis.state(key)
    assert state is AnalysisState.FAILED and reason in failed
    library.analysis.retry(key)
    assert len(list(analysing.analyse_waiting(library))) == 1


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


def test_what_is_begun_with_other_issues_is_read_again(library: Library, script: Script) -> None:
    add(library, *["MORE"] * 8)
    steps = []
    for step in analysing.analyse_waiting(library):
        steps.append(step)
        if len(steps) == 1:
            library.annotations.create_issue("quarry", "The quarry should be opened")
    assert library.analysis.pending() == [] and len({step.key for step in steps}) == 12
    begun = [one["issues"] for one in script() if "issues" in one]
    assert len(begun) == 2 and set(begun[1]) - set(begun[0]) == {"quarry"}


def test_an_issue_made_after_the_processes_were_told_theirs_is_read_with(library: Library, script: Script) -> None:
    pool = analysing.make_pool(library)
    library.annotations.create_issue("quarry", "The quarry should be opened")
    assert {step.key for step in analysing.analyse_waiting(library, pool=pool)} == set(range(1, 5))
    begun = [one["issues"] for one in script() if "issues" in one]
    assert "quarry" in begun[-1] and read(script()) and library.analysis.pending() == []
    assert sum(map(len, read(script()))) == 4, "nothing is read with the issues of before"


def test_an_issue_made_while_results_are_stored_has_them_read_again(
    library: Library, script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = library.analysis.store_many
    stored: list[int] = []

    def late(results: Any) -> None:
        if not stored:
            library.annotations.create_issue("quarry", "The quarry should be opened")
        given = list(results)
        stored.extend(key for key, *_ in given)
        store(given)

    monkeypatch.setattr(library.analysis, "store_many", late)
    list(analysing.analyse_waiting(library))
    assert stored.count(stored[0]) == 2 and library.analysis.pending() == []


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


WORKER = """
import sys
from index import analysis_pool, worker
from tests.index.test_analysing import scripted
analysis_pool.command = scripted
sys.exit(worker.main(["--library", sys.argv[1]]))
"""


def started(folder: Path, tmp_path: Path) -> tuple[subprocess.Popen[str], int]:
    """A worker over a library; gives it and the process that reads for it, once that one reads something."""
    script = Path(os.environ["SAYSO_SCRIPT"])
    script.unlink(missing_ok=True)
    process = subprocess.Popen(
        [sys.executable, "-c", WORKER, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "SAYSO_CACHE": str(tmp_path / "cache")},
    )
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        lines = script.read_text().splitlines() if script.exists() else []
        if any('"read"' in line for line in lines):
            return process, json.loads(lines[0])["pid"]
        time.sleep(0.02)
    raise AssertionError("the worker reads nothing")


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
        assert process.wait(10) == 128 + signal.SIGTERM
    assert not marker.exists() and all(is_gone(one["pid"], 1) for one in script())


def test_ctrl_c_ends_all_processes(library: Library, script: Script, tmp_path: Path) -> None:
    code = (
        "import sys; from index import analysis_pool, cli; from tests.index.test_analysing import scripted\n"
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
        said = process.communicate(timeout=5)[1]
    assert process.returncode == 130 and b"Traceback" not in said
    assert all(is_gone(one["pid"], 1) for one in script())


@pytest.mark.parametrize("end", ["stdin", "SIGTERM"])
def test_all_processes_end_with_the_worker(library: Library, script: Script, tmp_path: Path, end: str) -> None:
    add(library, "FIRST", "SLEEP")
    process, pid = started(library.folder, tmp_path)
    with process:
        assert process.stdout is not None and process.stdin is not None
        while '"analysed"' not in process.stdout.readline():
            pass
        deadline = time.monotonic() + 5
        own = os.getpriority(os.PRIO_PROCESS, 0)
        while os.getpriority(os.PRIO_PROCESS, pid) <= own and time.monotonic() < deadline:
            time.sleep(0.02)
        assert own < os.getpriority(os.PRIO_PROCESS, pid) == os.getpriority(os.PRIO_PROCESS, process.pid)
        start = time.monotonic()
        if end == "stdin":
            process.stdin.close()
        else:
            process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == (0 if end == "stdin" else 143)
        assert time.monotonic() - start < 3 and is_gone(pid, 1)
    assert not (library.folder / "analysing.json").exists()


def test_results_are_held_for_one_another_only_where_nobody_waits(
    library: Library, script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(library, *["MORE"] * 28)
    given: list[list[Task]] = []
    give = analysis_pool._Process.give

    def noted(self: Any, tasks: Sequence[Task]) -> bool:
        given.append(list(tasks))
        return give(self, tasks)

    monkeypatch.setattr(analysis_pool._Process, "give", noted)
    steps = list(analysing.analyse_waiting(library))
    assert len(given[0]) == 1 and sum(map(len, given)) == len(steps) == 32
    assert all(task.patient for tasks in given for task in tasks)
    for step in steps:
        library.analysis.retry(step.key)
    del given[:]
    list(analysing.analyse_waiting(library, wanted=lambda: steps[-1].key))
    assert [task.key for task in given[0]] == [steps[-1].key] and sum(map(len, given)) == 32
    assert not any(task.patient for tasks in given for task in tasks)


def test_a_process_holds_results_for_a_while_only(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[list[object]] = []
    now = [100.0]
    monkeypatch.setattr(analysis_process.time, "monotonic", lambda: now[0])
    post = analysis_process._Post(SimpleNamespace(send=sent.append))  # type: ignore[arg-type]
    outcomes = [Outcome(number) for number in range(5)]
    post.say(outcomes[0], patient=True)
    post.say(outcomes[1], patient=True)
    assert sent == []
    now[0] += analysis_process.HELD
    post.say(outcomes[2], patient=True)
    assert sent == [outcomes[:3]]
    post.say(outcomes[3], patient=True)
    post.say(Alone(4))
    post.say(outcomes[4])
    assert sent[1:] == [[outcomes[3], Alone(4)], [outcomes[4]]], "what is said is never overtaken"


def test_the_marker_is_written_when_work_is_given(
    library: Library, script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(library, *["MORE"] * 60)
    noted: list[dict[int, int]] = []
    note = analysing.Marker.write

    def counted(self: analysing.Marker, counts: Mapping[int, int]) -> None:
        noted.append(dict(counts))
        note(self, counts)

    monkeypatch.setattr(analysing.Marker, "write", counted)
    waiting = set(library.analysis.pending())
    steps = list(analysing.analyse_waiting(library))
    assert len(steps) == 64 and set().union(*noted) == waiting and noted[-1] == {}
    assert len(noted) < 32 and all(count == 1 for one in noted for count in one.values())
    assert len(noted[0]) == 1 and max(map(len, noted)) > 4


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
    assert time.monotonic() - start < 10 and all(is_gone(pid) for pid in pids)
    assert len(library.analysis.pending()) == 4

    monkeypatch.setattr(analysis_pool, "LOADING", 4)
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


def test_the_number_of_processes_is_no_reason_to_analyse_again(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("language: {processes: 3}\n")
    given = config.load(tmp_path)
    assert given.language.processes == 3 and config.shipped().language.processes is None
    assert given.analysis_hash() == config.shipped().analysis_hash()


def test_one_process_at_a_time(library: Library) -> None:
    code = (
        f"import pathlib, index.analysing as a\nwith a.turn(pathlib.Path({str(library.folder)!r})) as ours: print(ours)"
    )
    with analysing.turn(library.folder) as ours:
        assert ours
        other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert other.stdout.strip() == "False"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "True\n"


def test_texts_of_no_library_come_back_in_order(script: Script) -> None:
    texts = [f"{HARBOUR}{word}" for word in ("1", "RAISE", *"34567")]
    drafts = [draft(text) for text in texts]
    found = list(analysing.analyse_texts(config.shipped(), drafts, expected=len(drafts)))
    assert [one.key for one in found] == list(range(7))
    assert [one.key for one in found if one.reason] == [1]
    assert found[3].found == Analysis((), (statement(texts[3]),))


def test_the_worker_finds_the_same_with_one_process_and_with_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = []
    for number in (1, 2):
        folder = tmp_path / str(number)
        with Library.open(folder, create=True, cache=tmp_path / "cache") as library:
            library.articles.add(SEEDS)
            wanted = library.analysis.pending()[-1]
            code = (
                "import sys; from index import analysis_pool, worker\n"
                f"analysis_pool.processes = lambda configured, waiting: {number}\n"
                "sys.exit(worker.main(['--library', sys.argv[1]]))"
            )
            worker = subprocess.Popen(
                [sys.executable, "-c", code, str(folder)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                env={**os.environ, "SAYSO_CACHE": str(tmp_path / "cache")},
            )
            assert worker.stdin is not None and worker.stdout is not None
            worker.stdin.write(f"not json\n{json.dumps({'first': wanted})}\n")
            worker.stdin.flush()
            events = []
            with worker:
                for line in worker.stdout:
                    events.append(json.loads(line))
                    if events[-1]["event"] == "idle":
                        break
                worker.stdin.close()
                assert worker.wait(timeout=10) == 0
            events.remove({"event": "indexed", "n": 10})  # it may come before, amid and after the others
            assert [event["event"] for event in events] == ["start", *["analysed"] * 10, "idle"]
            assert events[1]["key"] == wanted and events[-2]["done"] == events[-2]["of"] == 10
            assert library.analysis.pending() == []
        with sqlite3.connect(folder / "analysis.db") as database:
            stored.append(
                [
                    sorted(database.execute(sql).fetchall())
                    for sql in (
                        "SELECT s.article, s.id, s.issue, s.stance, s.start, s.cue, s.content, b.body, p.name"
                        " FROM statement s JOIN body b ON b.statement = s.number"
                        " LEFT JOIN speaker p ON p.number = s.speaker",
                        "SELECT article, body FROM entities",
                        "SELECT m.article, n.name, n.type, m.mentions FROM mention m JOIN name n ON n.number = m.name",
                    )
                ]
            )
        database.close()
    assert len(stored[0][0]) > 80 and stored[0] == stored[1]


def test_a_new_library_has_its_first_process_started_before_it_is_open(
    library: Library, script: Script, tmp_path: Path
) -> None:
    assert nothing_is_analysed(library.folder)
    process, pid = started(library.folder, tmp_path)
    with process:
        assert process.stdout is not None and process.stdin is not None
        while '"idle"' not in process.stdout.readline():
            pass
        process.stdin.close()
    assert {one["pid"] for one in script()} == {pid}, "the one that was started early reads"
    assert not nothing_is_analysed(library.folder) and not nothing_is_analysed(tmp_path)


def test_a_library_in_which_nothing_happens_is_not_looked_at_again(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    for key in library.analysis.pending():
        library.analysis.store(key, library.articles.by_key(key).version, Analysis())
    asked: list[int] = []
    pending = library.analysis.pending
    monkeypatch.setattr(library.analysis, "pending", lambda: asked.append(1) or pending())
    with Pool() as pool:
        worker = Worker(library, pool)
        for _ in range(4):
            assert not worker._round()
        first = len(asked)
        assert first <= 2, "the index that the first round made is a change"
        for _ in range(3):
            assert not worker._round()
        assert len(asked) == first
        library.articles.mark_read(library.articles.rows()[0].key)
        assert not worker._round() and len(asked) == first + 1
