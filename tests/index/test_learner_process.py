"""The worker has suggestions learned beside it, where it is time to."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from index.library import Library
from index.worker import Learner
from tests.index.coded_library import coded, filled, label_all


def test_the_worker_has_it_learned_when_there_are_enough_labels(tmp_path: Path) -> None:
    with Library.open(tmp_path / "a", by="dana", create=True) as library:
        learner = Learner(library)
        stands = filled(library, range(36))
        learner.look()
        assert learner.process is None
        label_all(library, stands)
        learner.look()
        begun = learner.process
        assert begun is not None
        learner.look()
        assert learner.process is begun  # one at a time
        assert begun.wait(60) == 0
        (found,) = library.learning.models()
        assert found.proposes
        learner.look()
        assert learner.process is None  # nothing is to be learned


def test_it_ends_with_the_worker(tmp_path: Path) -> None:
    coded(tmp_path / "a", labelled=36, more=1)
    with Library.open(tmp_path / "a", by="dana") as library:
        learner = Learner(library)
        learner.look()
        assert learner.process is not None
        learner.end()
        assert learner.process.poll() is not None
        assert not list((tmp_path / "a").glob(".making-*")) or library.learning.models() == []


def test_what_cannot_begin_is_logged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    coded(tmp_path / "a", labelled=36, more=1)
    monkeypatch.setattr("index.worker.sys.executable", os.fspath(tmp_path / "nowhere"))
    with Library.open(tmp_path / "a", by="dana") as library:
        Learner(library).look()
    assert "learning could not begin" in (tmp_path / "a" / "sayso.log").read_text()
