"""A fresh library for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.library import Library
from tests.configured import read_once
from tests.index.store.helpers import analysed


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("SAYSO_ANNOTATOR", raising=False)
    monkeypatch.setenv("SAYSO_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("SAYSO_STATE", str(tmp_path / "state"))
    read_once(monkeypatch)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the library of the test is."""
    return tmp_path / "library"


@pytest.fixture
def open_library(folder: Path) -> Iterator[Callable[..., Library]]:
    """Opens the test's library, again and again if wanted; all are closed at the end."""
    opened: list[Library] = []

    def open_it(by: str = "dana") -> Library:
        opened.append(Library.open(folder, by=by, create=True))
        return opened[-1]

    yield open_it
    for library in opened:
        library.close()


@pytest.fixture
def library(open_library: Callable[..., Library]) -> Library:
    """A new, empty library, opened by dana."""
    return open_library()


@pytest.fixture
def other(tmp_path: Path) -> Library:
    """Omar's library, with the same article."""
    library = Library.open(tmp_path / "other", by="omar", create=True)
    analysed(library)
    return library


@pytest.fixture
def ours(library: Library) -> Library:
    """Dana's library, with the article."""
    analysed(library)
    return library
