"""What goes on beside something else: it comes to its end, its errors are heard of, an interruption ends it."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from index.beside import beside
from index.errors import LockedError
from index.library import Library
from index.library_parts.search_index import SearchIndex
from tests.index.factories import draft


def test_both_come_to_their_end() -> None:
    done: list[str] = []
    with beside(lambda look: done.append("work")):
        done.append("block")
    assert sorted(done) == ["block", "work"]


def test_what_the_work_raises_is_raised_at_the_end_of_the_block() -> None:
    done: list[str] = []

    def fail(look: Callable[[], None]) -> None:
        raise LockedError("it is locked")

    with pytest.raises(LockedError, match="it is locked"), beside(fail):
        done.append("block")
    assert done == ["block"]


def endless(look: Callable[[], None]) -> None:
    while True:
        time.sleep(0.005)
        try:
            look()
        except Exception:
            continue  # what works must not be able to take its end for an error of its own


def test_an_interruption_of_the_block_and_a_stop_end_the_work() -> None:
    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt), beside(endless):
        raise KeyboardInterrupt
    with beside(endless, lambda: True):
        pass
    assert time.monotonic() - start < 60


def test_an_interruption_after_the_block_ends_the_work() -> None:
    ended: list[str] = []

    def work(look: Callable[[], None]) -> None:
        try:
            endless(look)
        finally:
            ended.append("work")

    def interrupt(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    try:
        with pytest.raises(KeyboardInterrupt), beside(work):
            signal.setitimer(signal.ITIMER_REAL, 0.1)
        assert ended == ["work"]
    finally:
        signal.signal(signal.SIGALRM, before)


def test_a_block_that_fails_does_not_end_the_work() -> None:
    done: list[str] = []

    def work(look: Callable[[], None]) -> None:
        time.sleep(0.05)
        look()
        done.append("work")

    with pytest.raises(LockedError), beside(work):
        raise LockedError("not this one")
    assert done == ["work"]


@pytest.fixture
def library(tmp_path: Path) -> Library:
    opened = Library.open(tmp_path / "library", create=True, cache=tmp_path / "cache")
    opened.articles.add([draft(f"Harbour {number}\n\nThe quay is closed.\n") for number in range(30)])
    return opened


def test_the_index_is_filled_while_something_else_is_written(library: Library) -> None:
    with library, library.search.catching_up():
        library.articles.add([draft("Bridge\n\nThe bridge is closed.\n")])
        assert library.search.run("nothing").total == 0
    with Library.open(library.folder, cache=library.folder.parent / "cache") as again:
        again.search.catch_up()
        results = again.search.run("closed")
        assert results.total == 31 and not results.indexing


def test_an_interruption_leaves_the_index_whole_and_the_rest_for_later(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.library_parts.search_index._READ", 1)
    began: list[int] = []
    documents = SearchIndex._documents

    def slowly(*given: object) -> object:
        for one in documents(*given):  # type: ignore[arg-type]
            began.append(1)
            time.sleep(0.2)
            yield one

    monkeypatch.setattr(SearchIndex, "_documents", slowly)
    with library:
        with pytest.raises(KeyboardInterrupt), library.search.catching_up():
            while not began:
                time.sleep(0.005)
            raise KeyboardInterrupt
        assert 0 < len(began) < 30
        assert library.search.run("closed").total == 0
        assert library.search.catch_up() == 30 and library.search.run("closed").total == 30
