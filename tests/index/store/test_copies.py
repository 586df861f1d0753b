"""Copies are made by themselves, a bounded number is kept, and a library made of any of them is what it was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from index.errors import LockedError
from index.library import Library
from index.store import backup, before_step
from tests.index.store.earlier import as_schema
from tests.index.store.helpers import TEXT, analysed, draft, three
from tests.index.store.test_dump import dumped

FIRST = three()[0].id


@pytest.fixture
def many(library: Library) -> list[str]:
    """The ids of twelve statements in four articles."""
    texts = [TEXT.replace("divides", word) for word in ("divides", "splits", "parts", "rends")]
    for number, text in enumerate(texts):
        analysed(library, text, path=f"{number}.txt")
    return [one.id for text in texts for one in three(text)]


def copies(folder: Path) -> list[Path]:
    return sorted((folder / "backups").glob("before-*.db"))


STEPS: dict[str, Callable[[Library, list[str]], object]] = {
    "label": lambda library, ids: library.annotations.label_many(ids, stance="mixed"),
    "retire": lambda library, ids: library.annotations.label_many(ids, retire=True),
    "edit": lambda library, ids: library.annotations.edit_many(ids, voice="spokesperson"),
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("whole", [True, False])
def test_a_copy_is_made_before_a_step_about_many_and_gives_back_what_was(
    library: Library,
    folder: Path,
    many: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    whole: bool,
) -> None:
    if not whole:
        monkeypatch.setattr(before_step, "WHOLE", 0)
    library.annotations.label(FIRST, "against", note="as it was")
    library.articles.mark_read(1)
    before = dumped(folder)
    STEPS[step](library, many)
    (copy,) = copies(folder)
    assert copy.name.startswith(f"before-{step}-")
    unchanged = copy.read_bytes()
    Library.restore(copy, tmp_path / "new")
    assert copy.read_bytes() == unchanged
    with Library.open(tmp_path / "new", by="dana") as restored:
        assert restored.care.check() == []
        assert restored.statements.get(FIRST).note == "as it was"
        assert restored.articles.rows()[0].title == library.articles.rows()[0].title
    # Where the articles come from the library beside the copy, they are as new there.
    assert (
        _but_order(dumped(tmp_path / "new")) == _but_order(before) if not whole else dumped(tmp_path / "new") == before
    )
    assert dumped(folder) != before
    library.annotations.undo()


def _but_order(content: bytes) -> list[object]:
    """A dump without the sequence numbers of articles and the hashes that hang on them."""
    import json

    found = []
    for line in content.splitlines()[1:]:
        record = json.loads(line)
        del record["hash"]
        if "article" in record:
            record["article"] = {name: record["article"][name] for name in ("key", "id", "version")}
        if "clock" not in record:
            found.append(record)
    return found


def test_few_things_are_labelled_without_a_copy(library: Library, folder: Path, many: list[str]) -> None:
    library.annotations.label_many(many[: before_step.FEW - 1], stance="mixed")
    assert copies(folder) == []


def test_the_last_ten_are_kept_and_those_before_migrations_stay(
    library: Library, folder: Path, many: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "KEPT", 7)
    (folder / "backups").mkdir(exist_ok=True)
    for number in range(12):
        (folder / "backups" / f"before-tag-2024-03-{number + 10}T101010-00ff.db").write_bytes(b"old")
    others = ("before-schema-1-left-2020-01-01T000000-0f0f.db", "before-import-2020-01-01T000000-0f0f.db", "mine.db")
    stay = [folder / "backups" / name for name in others]
    for one in stay:
        one.write_bytes(b"stays")
    library.annotations.label_many(many, stance="mixed")
    names = [one.name for one in copies(folder) if one not in stay]
    assert len(names) == before_step.KEPT
    assert sum(name.startswith("before-label-") for name in names) == 1
    assert "before-tag-2024-03-13T101010-00ff.db" in names and "before-tag-2024-03-12T101010-00ff.db" not in names
    assert all(one.read_bytes() == b"stays" for one in stay)


def test_a_step_that_no_copy_can_be_made_of_is_not_taken(library: Library, folder: Path, many: list[str]) -> None:
    library.close()
    if (folder / "backups").exists():
        for one in (folder / "backups").iterdir():
            one.unlink()
        (folder / "backups").rmdir()
    (folder / "backups").write_text("a file where the folder should be")
    with Library.open(folder, by="dana") as again:
        before = dumped(folder)
        with pytest.raises(LockedError, match="copy before this step cannot be made"):
            again.annotations.label_many(many, stance="mixed")
        assert dumped(folder) == before
        again.annotations.label(FIRST, "favor")


def test_nothing_is_imported_where_no_copy_can_be_made(library: Library, folder: Path, tmp_path: Path) -> None:
    with Library.open(tmp_path / "other", by="omar", create=True) as other:
        analysed(other)
        other.annotations.label(FIRST, "mixed")
    analysed(library)
    library._core.finish()
    (folder / "backups").rename(tmp_path / "elsewhere")
    (folder / "backups").write_text("a file where the folder should be")
    before = dumped(folder)
    with pytest.raises(LockedError, match="copy before this step cannot be made"):
        library.replicas.import_library(tmp_path / "other")
    assert dumped(folder) == before


@pytest.mark.parametrize("whole", [True, False])
def test_one_copy_is_made_before_a_recoding_and_gives_back_what_was(
    library: Library, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whole: bool
) -> None:
    if not whole:
        monkeypatch.setattr(before_step, "WHOLE", 0)
    analysed(library)
    library.annotations.label(FIRST, "against")
    before = dumped(folder)
    library.recoding.rename("label", "against", "opposed")
    (copy,) = copies(folder)
    assert copy.name.startswith("before-recode-")
    Library.restore(copy, tmp_path / "new")
    with Library.open(tmp_path / "new", by="dana") as restored:
        assert restored.care.check() == []
        assert restored.statements.get(FIRST).stance == "against"
    assert _but_order(dumped(tmp_path / "new")) == _but_order(before)


@pytest.mark.parametrize("whole", [True, False])
def test_one_copy_is_made_before_an_import_and_gives_back_what_was(
    library: Library, folder: Path, many: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whole: bool
) -> None:
    """Of all that an import may change, articles too, however large the library is."""
    if not whole:
        monkeypatch.setattr(before_step, "WHOLE", 0)
    library.annotations.label(FIRST, "against")
    with Library.open(tmp_path / "other", by="omar", create=True) as other:
        analysed(other, TEXT.replace("divides", "tears"), source_id="more")
        analysed(other, path="0.txt")
        other.annotations.label(FIRST, "mixed")
    before = dumped(folder)
    first = library.replicas.import_library(tmp_path / "other")
    assert copies(folder) == [first.backup]
    assert library.replicas.import_library(tmp_path / "other").backup is None
    assert copies(folder) == [first.backup]
    Library.restore(copies(folder)[0], tmp_path / "new")
    assert dumped(tmp_path / "new") == before
    # The replicas that were imported are known in a copy, a dump and a repaired library too.
    after = dumped(folder)
    assert b'"replica":' in after
    library.annotations.label_many(many, stance="mixed")
    (copy,) = set(copies(folder)) - {first.backup}
    Library.restore(copy, tmp_path / "again")
    assert _but_order(dumped(tmp_path / "again")) == _but_order(after)
    with Library.open(tmp_path / "again", by="dana") as restored:
        assert restored.care.check() == []


def test_labels_of_articles_that_no_copy_has_wait_for_them(
    library: Library, folder: Path, many: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(before_step, "WHOLE", 0)
    library.annotations.label(FIRST, "against")
    library.annotations.label_many(many, stance="mixed")
    (copy,) = copies(folder)
    alone = tmp_path / "alone.db"
    copy.rename(alone)
    Library.restore(alone, tmp_path / "new")
    with Library.open(tmp_path / "new", by="dana") as restored:
        assert ["1 label waits" in one.what for one in restored.care.check() if one.level == "error"] == [True]
        restored.articles.add([draft(path="0.txt")])
        assert restored.statements.get(FIRST).stance == "against"
        assert restored.care.check() == []


def test_every_other_kind_of_copy_gives_back_what_was(library: Library, folder: Path, tmp_path: Path) -> None:
    analysed(library, language="en")
    library.annotations.label(FIRST, "against")
    library._core.finish()
    daily = next((folder / "backups").glob("library-*.db"))
    daily.unlink()
    library._core._backup._day = ""
    library.annotations.label(FIRST, "favor")
    library._core.finish()
    before = dumped(folder)
    library.care.backup(tmp_path / "by-hand.db")
    library.close()
    for number, kind in enumerate((daily, tmp_path / "by-hand.db")):
        Library.restore(kind, tmp_path / f"new-{number}")
        assert dumped(tmp_path / f"new-{number}") == before
    as_schema(folder, 1)
    former = dumped(folder)
    with Library.open(folder, by="dana"):
        upgraded = dumped(folder)
    (copy,) = (folder / "backups").glob("before-schema-1-*.db")
    assert dumped(_as_folder(copy)) == former
    Library.restore(copy, tmp_path / "schema-1")
    with Library.open(tmp_path / "schema-1", by="dana") as restored:
        assert restored.care.check() == []
        assert dumped(tmp_path / "schema-1") == upgraded


def _as_folder(copy: Path) -> Path:
    """A folder in which the copy is called library.db."""
    folder = copy.parent.parent.parent / f"of-{copy.stem}"
    folder.mkdir()
    (folder / "library.db").write_bytes(copy.read_bytes())
    return folder


def test_what_a_killed_process_was_making_is_swept_up_a_day_later(library: Library, folder: Path) -> None:
    import os
    import time

    (folder / "backups").mkdir(exist_ok=True)
    old, fresh = (folder / "backups" / f".making-library-{name}.db-0f" for name in ("old", "fresh"))
    for one in (old, fresh):
        one.write_bytes(b"half of it")
    os.utime(old, (time.time() - 100_000, time.time() - 100_000))
    analysed(library)
    library._core.finish()
    assert not old.exists() and fresh.exists()


def test_a_copy_is_there_after_a_clock_was_wrong(
    library: Library, folder: Path, many: list[str], tmp_path: Path
) -> None:
    (folder / "backups").mkdir(exist_ok=True)
    wrong = [folder / "backups" / f"before-tag-2099-01-{number + 10}T101010-00ff.db" for number in range(10)]
    for one in wrong:
        one.write_bytes(b"old")
    library.annotations.label_many(many, stance="mixed")
    library.annotations.label_many(many, stance="favor")
    names = [one.name for one in copies(folder)]
    assert sum(name.startswith("before-label-") for name in names) == 2
    assert len(names) == before_step.KEPT and wrong[0].name not in names and wrong[-1].name in names


@pytest.mark.parametrize("made", ["library-2024-05-20.db", "library-1970-01-01.db"])
def test_what_was_just_made_is_never_removed(tmp_path: Path, made: str) -> None:
    days = ("2024-05-18", "2024-05-19", "2031-01-01", "2031-01-02")
    files = [tmp_path / f"library-{day}.db" for day in days] + [tmp_path / made]
    for one in files:
        one.touch()
    backup.prune(tmp_path / made, tmp_path.iterdir(), 3)
    left = {one.name[8:18] for one in tmp_path.iterdir()}
    assert left == (
        {"2024-05-18", "2024-05-19", "2024-05-20"} if "2024" in made else {"2031-01-01", "2031-01-02", "1970-01-01"}
    )
