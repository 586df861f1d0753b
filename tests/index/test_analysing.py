"""The analysis loop: processes that read, one that stores; failures recorded, nothing done twice, nobody left over."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from index import analysing, analysis_pool, analysis_process, config, readers
from index.analysis_pool import Pool
from index.analysis_process import Alone, Outcome, Task
from index.library import Library
from index.model import Analysis, AnalysisState, ArticleDraft
from index.store.glance import nothing_is_analysed
from index.worker import Worker
from tests.index.factories import HARBOUR, draft, statement
from tests.index.reading_processes import Script, add, is_gone, read, started

SEEDS = [one for one in readers.read([config.seeds_folder()]) if isinstance(one, ArticleDraft)][:10]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", create=True, cache=tmp_path / "cache", by="dana") as opened:
        opened.articles.add([draft(f"{HARBOUR}{number}\n", path=f"{number}.txt") for number in range(4)])
        yield opened


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
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "4")
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
                assert worker.wait(timeout=60) == 0
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
