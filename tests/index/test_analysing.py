"""The analysis loop: one article at a time, one process at a time, failures recorded, nothing done twice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import analysing
from index.library import Library
from index.model import Analysis, AnalysisState
from tests.index.factories import HARBOUR, draft, statement


class Scripted:
    """An analyser that answers as it is told, and keeps what it was asked."""

    def __init__(self) -> None:
        self.read: list[str] = []
        self.raising: dict[str, BaseException] = {}

    def analyse(self, text: str, **_: object) -> Analysis:
        self.read.append(text)
        if text in self.raising:
            raise self.raising[text]
        return Analysis((), (statement(text),))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", create=True, cache=tmp_path / "cache", by="dana") as opened:
        opened.articles.add([draft(f"{HARBOUR}{number}\n", path=f"{number}.txt") for number in range(4)])
        yield opened


@pytest.fixture
def analyser(monkeypatch: pytest.MonkeyPatch) -> Scripted:
    scripted = Scripted()
    monkeypatch.setattr(analysing, "make_analyser", lambda library: scripted)
    return scripted


def test_everything_is_analysed_once(library: Library, analyser: Scripted) -> None:
    steps = list(analysing.analyse_waiting(library))
    assert [(step.done, step.of, step.reason) for step in steps] == [(n, 4, None) for n in range(1, 5)]
    assert library.analysis.pending() == [] and list(analysing.analyse_waiting(library)) == []
    assert all(row.statements == 1 and row.analysis is AnalysisState.DONE for row in library.articles.rows())


def test_the_wanted_article_jumps_the_queue(library: Library, analyser: Scripted) -> None:
    last = library.analysis.pending()[-1]
    assert next(analysing.analyse_waiting(library, wanted=lambda: last)).key == last


def test_it_stops_between_two_articles_and_goes_on_later(library: Library, analyser: Scripted) -> None:
    steps = analysing.analyse_waiting(library, stopped=lambda: len(analyser.read) == 2)
    assert len(list(steps)) == 2
    assert len(list(analysing.analyse_waiting(library))) == 2
    assert len(set(analyser.read)) == 4


def test_a_failure_is_recorded_on_its_article_and_the_others_go_on(library: Library, analyser: Scripted) -> None:
    bad = library.articles.by_key(library.analysis.pending()[1])
    analyser.raising[bad.text] = ValueError("a secret of the article")
    reasons = {step.article: step.reason for step in analysing.analyse_waiting(library)}
    assert str(reasons[bad.id]).startswith("the analysis ended with ValueError in test_analysing.py")
    log = (library.folder / "sayso.log").read_text()
    assert bad.id in log and "secret" not in log + str(reasons[bad.id])
    assert sum(reason is None for reason in reasons.values()) == 3
    state, reason = library.analysis.state(bad.key)
    assert state is AnalysisState.FAILED and reason == reasons[bad.id]
    del analyser.raising[bad.text]
    library.analysis.retry(bad.key)
    assert [step.reason for step in analysing.analyse_waiting(library)] == [None]


def test_an_article_takes_only_so_long(library: Library, analyser: Scripted, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(seconds: int, work: object) -> Analysis:
        return within(0.05, lambda: time.sleep(5) or Analysis())  # type: ignore[arg-type, func-returns-value]

    within = analysing._within
    monkeypatch.setattr(analysing, "_within", slow)
    start = time.monotonic()
    step = next(analysing.analyse_waiting(library))
    assert step.reason is not None and "longer than" in step.reason and time.monotonic() - start < 2


def test_an_article_that_kills_the_process_is_given_up(library: Library, analyser: Scripted) -> None:
    deadly = library.analysis.pending()[0]
    marker = f"pathlib.Path({str(library.folder)!r}) / 'analysing.json'"
    dying = f"import os, pathlib, index.analysing as a\nwith a._Marker({marker}).reading({deadly}): os._exit(9)"
    for _ in range(2):
        assert subprocess.run([sys.executable, "-c", dying], check=False).returncode == 9
    steps = list(analysing.analyse_waiting(library))
    assert steps[0].key == deadly and steps[0].reason is not None and "stopped" in steps[0].reason
    assert len(steps) == 4 and len(analyser.read) == 3
    library.analysis.retry(deadly)
    assert [step.reason for step in analysing.analyse_waiting(library)] == [None]


def test_one_process_at_a_time(library: Library) -> None:
    code = (
        f"import pathlib, index.analysing as a\nwith a.turn(pathlib.Path({str(library.folder)!r})) as ours: print(ours)"
    )
    with analysing.turn(library.folder) as ours:
        assert ours
        other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert other.stdout.strip() == "False"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "True\n"


def test_the_worker_indexes_analyses_and_ends_with_its_stdin(library: Library, tmp_path: Path) -> None:
    wanted = library.analysis.pending()[-1]
    worker = subprocess.Popen(
        [sys.executable, "-P", "-m", "index.worker", "--library", str(library.folder)],
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
    names = [event["event"] for event in events]
    assert names == ["indexed", "start", *["analysed"] * 4, "idle"]
    assert events[2]["key"] == wanted and events[5]["done"] == events[5]["of"] == 4
    assert library.analysis.pending() == []
