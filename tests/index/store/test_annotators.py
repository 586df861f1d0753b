"""Whose labels these are: the name that holds, the one that was given once, and who did how much."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from index.errors import LockedError, UsageError
from index.library import Library
from index.model import Span
from tests.index.store.helpers import analysed, three

FIRST, SECOND, THIRD = (one.id for one in three())


def test_which_name_holds(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = library.folder
    monkeypatch.setattr("getpass.getuser", lambda: "user17")

    def opened(by: str | None = None) -> tuple[str, bool]:
        with Library.open(folder, by=by) as one:
            return one.by, one.annotators.asked_for

    assert opened() == ("user17", True)
    assert library.annotators.remember(" Dana Lind ") == "Dana Lind"
    assert opened() == ("Dana Lind", False)
    (folder / "config.yaml").write_text("annotator: carla\n")
    assert opened() == ("carla", False)
    monkeypatch.setenv("SAYSO_ANNOTATOR", "bea")
    assert opened() == ("bea", False)
    assert opened("ada") == ("ada", False)


def test_the_name_is_this_users_and_does_not_go_with_a_copy(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "user17")
    library.annotators.remember("dana")
    library.close()
    shutil.copytree(library.folder, tmp_path / "copy")
    with Library.open(tmp_path / "copy") as copy:
        assert (copy.by, copy.annotators.asked_for) == ("user17", True)
    monkeypatch.setenv("SAYSO_STATE", str(tmp_path / "of another user"))
    with Library.open(library.folder) as other:
        assert (other.by, other.annotators.asked_for) == ("user17", True)


def test_what_is_no_name_and_what_cannot_be_kept(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("", "  ", "x" * 101):
        with pytest.raises(UsageError):
            library.annotators.remember(name)
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("SAYSO_STATE", str(tmp_path / "file"))
    with pytest.raises(LockedError, match="cannot be kept"):
        library.annotators.remember("dana")


def test_a_name_that_cannot_be_read_is_none(library: Library, tmp_path: Path) -> None:
    library.annotators.remember("dana")
    (file,) = (tmp_path / "state" / "annotators").glob("*.json")
    for damaged in ("{", "[]", '{"name": 3}', '{"name": " "}'):
        file.write_text(damaged)
        with Library.open(library.folder) as again:
            assert again.annotators.asked_for


def test_who_did_how_much(library: Library, open_library: Callable[..., Library]) -> None:
    article = analysed(library)
    omar = open_library("omar")
    omar.annotations.label(FIRST, "mixed")
    omar.annotations.label(SECOND, "favor")
    library.annotations.label(FIRST, "against")
    library.annotations.label(SECOND, "favor")
    library.annotations.clear(SECOND)
    library.annotations.retire(THIRD)
    library.annotations.create_statement(article.id, article.version, actor="Ann Lee", content=[Span(0, 12)])
    found = library.annotators.all()
    assert [(one.name, one.labels, one.made, one.retired, one.steps, one.is_me) for one in found] == [
        ("omar", 2, 0, 0, 2, False),
        ("dana", 1, 1, 1, 5, True),
    ]
    assert found[0].first <= found[0].last <= found[1].last


def test_names_that_look_alike_are_one(library: Library) -> None:
    for name in ("Jose\u0301 Ruiz", "José  Ruiz", "José\u00a0Ruiz ", "José\u3000Ruiz"):
        with Library.open(library.folder, by=name) as one:
            assert one.by == "José Ruiz"


@pytest.mark.parametrize(
    "sign", ["\u200b", "\u200d", "\u00ad", "\u202e", "\ufe0f", "\u3164", "\x1b", "\udc80", "\U000e0041"]
)
def test_a_name_has_nothing_that_cannot_be_seen(library: Library, sign: str) -> None:
    with pytest.raises(UsageError, match=rf"cannot be seen \(U\+{ord(sign):04X}\)"):
        Library.open(library.folder, by=f"da{sign}na")
