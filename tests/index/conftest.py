"""What the tests of the library and of its command line share."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import analysing, analysis_pool
from index.language import document
from tests.configured import read_once
from tests.index.factories import HARBOUR
from tests.index.reading_here import PoolHere, cached_model
from tests.index.reading_processes import TOP, Script, scripted
from tests.made_once import made_once


@pytest.fixture(scope="session", autouse=True)
def model_loaded_once() -> Iterator[None]:
    """Loading the language model takes longer than most tests; reading with it changes nothing in it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(document, "load_model", cached_model)
        yield


@pytest.fixture(autouse=True)
def new_libraries_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test of how a library is made has a fixture of this name that does nothing."""
    made_once(monkeypatch)


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have articles read in the process of the test."""
    monkeypatch.setattr(analysing, "Pool", PoolHere)


@pytest.fixture
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a library that does not exist yet: every command uses it, with a cache and an annotator."""
    monkeypatch.setenv("SAYSO_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("SAYSO_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("SAYSO_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("SAYSO_ANNOTATOR", "dana")
    read_once(monkeypatch)
    return tmp_path / "library"


@pytest.fixture
def home(own_folders: Path) -> Path:
    """The folder around a library that does not exist yet, with an article in a file."""
    (own_folders.parent / "harbour.txt").write_text(HARBOUR, encoding="utf-8")
    return own_folders.parent


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Script:
    """Have the articles read as their texts say; gives what the processes noted."""
    file = tmp_path / "script"
    monkeypatch.setenv("SAYSO_SCRIPT", str(file))
    monkeypatch.setenv("PYTHONPATH", str(TOP))
    monkeypatch.setattr(analysis_pool, "command", scripted)
    return lambda: [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []
