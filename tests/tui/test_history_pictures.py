"""Pictures of the history, the codebook and recodings; each was looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from index.library import Library
from tests.tui.quay import fill
from tests.tui.running import MODAL, Typed, app_of, calm, press, settled, until

SIZES = {"120": (120, 40), "80": (80, 24), "40": (40, 12)}
Picture = Callable[..., bool]


@pytest.fixture(params=SIZES)
def size(request: Any) -> tuple[int, int]:
    return SIZES[request.param]


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    """A library in which dana and omar did this and that, on two days that are always the same."""
    minutes = iter(range(60))
    monkeypatch.setattr("index.store.events.now", lambda: moment(next(minutes)))
    # What it is called depends on every word of the shipped codebook, which these pictures do not show.
    monkeypatch.setattr("index.library_parts.codebook.Codebooks.version", "1.0-9f3c07aa")
    with Library.open(tmp_path / "lib", by="dana", create=True, cache=tmp_path / "cache") as found:
        fill(found)
        first, second = found.statements.of(1), found.statements.of(2)[0]
        note = found.annotations
        note.create_issue("dredging", "The channel should be deepened")
        note.set_issue(first[0].id, "dredging")
        note.label(first[0].id, "against")
        note.label(first[1].id, "favor")
        note.note(second.id, "Compare with March.")
        note.label_many([first[2].id, second.id], stance="none")
        note.undo()
        with Library.open(found.folder, by="omar", cache=tmp_path / "cache") as other:
            other.annotations.label(first[0].id, "mixed")
        note.set_issue(first[1].id, "dredging")
        note.set_issue(second.id, "dredging")
        note.label(second.id, "against")
        found.changed()
        yield found


def moment(minute: int) -> str:
    return f"2026-11-{20 if minute < 11 else 23}T10:{minute:02}:00Z"


def keys(*pressed: str) -> Callable[[Pilot[Any]], Any]:
    async def before(pilot: Pilot[Any]) -> None:
        explorer = await settled(pilot)
        await until(pilot, lambda: explorer.watching.progress.articles > 0)
        for key in pressed:
            await press(pilot, key)
            await calm(pilot)

    return before


def test_the_history(snap_compare: Picture, told: Library, size: tuple[int, int]) -> None:
    assert snap_compare(app_of(told), terminal_size=size, run_before=keys("g", "h"))


def test_a_step_that_stays(snap_compare: Picture, told: Library, size: tuple[int, int]) -> None:
    assert snap_compare(app_of(told), terminal_size=size, run_before=keys("g", "h", "G", "x"))


def test_steps_with_these_words(snap_compare: Picture, told: Library, size: tuple[int, int]) -> None:
    app = app_of(told)
    assert snap_compare(app, terminal_size=size, run_before=keys("g", "h", "/", Typed("labelled")))


def test_what_a_stance_means(snap_compare: Picture, told: Library, size: tuple[int, int]) -> None:
    assert snap_compare(app_of(told), terminal_size=size, run_before=keys("shift+tab", "g", "d"))


def test_what_an_issue_means(snap_compare: Picture, told: Library, size: tuple[int, int]) -> None:
    assert snap_compare(app_of(told), terminal_size=size, run_before=keys("shift+tab", "g", "d", "tab", "tab", "tab"))


def test_what_the_palette_renames(snap_compare: Picture, told: Library, size: tuple[int, int]) -> None:
    assert snap_compare(app_of(told), terminal_size=size, run_before=keys(":", Typed("rename ")))


def test_before_a_merge(snap_compare: Picture, told: Library, size: tuple[int, int]) -> None:
    merging = keys(":", Typed("merge label against mixed"), "enter")
    assert snap_compare(app_of(told), terminal_size=size, run_before=merging)


def test_a_new_name_for_an_issue(snap_compare: Picture, told: Library, size: tuple[int, int]) -> None:
    renaming = keys("shift+tab", "p", "R", Typed(" at once"))
    assert snap_compare(app_of(told), terminal_size=size, run_before=renaming)


def test_what_is_to_be_looked_at_again(snap_compare: Picture, told: Library, size: tuple[int, int]) -> None:
    told.recoding.rename("issue", "dredging", None, proposition="The channel should be left as it is")
    assert snap_compare(app_of(told), terminal_size=size, run_before=keys("shift+tab"))


def test_all_that_is_to_be_looked_at_again(snap_compare: Picture, told: Library, size: tuple[int, int]) -> None:
    told.recoding.merge("label", ["against"], "mixed")
    assert snap_compare(app_of(told), terminal_size=size, run_before=keys(":", Typed("look again"), "enter"))


def test_an_actor_with_marks(snap_compare: Picture, told: Library, size: tuple[int, int]) -> None:
    assert snap_compare(app_of(told), terminal_size=size, run_before=keys("shift+tab", "enter", MODAL, "space"))
