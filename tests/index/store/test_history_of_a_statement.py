"""What was done to one statement, and on which days anything was done."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.library import Library
from tests.index.store.helpers import analysed, three

Opener = Callable[..., Library]
FIRST, SECOND, THIRD = (one.id for one in three())


def test_the_steps_of_a_statement_are_those_that_name_it_alone_among_several_or_to_turn_them(
    open_library: Opener,
) -> None:
    library = open_library()
    analysed(library)
    library.annotations.label(FIRST, "favor")
    library.annotations.label(SECOND, "against")
    library.annotations.label_many([FIRST, THIRD], stance="none")
    library.annotations.undo()
    steps = library.steps.page(statement=FIRST)
    assert [one.words.partition(":")[0] for one in steps] == ["undid", "labelled none", "labelled favor"]
    assert [one.statements for one in steps] == [(FIRST, THIRD), (FIRST, THIRD), (FIRST,)]
    assert [len(library.steps.page(statement=one)) for one in (SECOND, THIRD, "0" * 16)] == [1, 2, 0]


def test_days_are_counted_the_latest_first(open_library: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    library = open_library()
    analysed(library)
    for at in ("2026-11-20T09:00:00Z", "2026-11-20T23:59:59Z", "2026-11-22T00:00:00Z"):
        monkeypatch.setattr("index.store.events.now", lambda at=at: at)
        library.annotations.note(FIRST, at)
    assert list(library.steps.days().items()) == [("2026-11-22", 1), ("2026-11-20", 2)]
