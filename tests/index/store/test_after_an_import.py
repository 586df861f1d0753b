"""An import that is tried, cut short or mended, and what a library that is open sees of one."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from index.errors import LockedError
from index.library import Library
from index.store import codec, events, schema
from tests.index.store.apart import FIRST, SECOND, THIRD, annotations, decisions, hashes, labels
from tests.index.store.earlier import as_schema
from tests.index.store.helpers import TEXT, analysed, draft, found, three


def test_a_dry_run_says_the_same_and_changes_nothing(ours: Library, other: Library) -> None:
    ours.annotations.label(FIRST, "against")
    other.annotations.label(FIRST, "mixed")
    other.articles.add([draft("Quay\n\nIt is shut.", path="q.txt")])
    before = (ours.folder / "library.db").read_bytes()
    tried = ours.replicas.import_library(other.folder, dry_run=True)
    assert (ours.folder / "library.db").read_bytes() == before
    assert not list((ours.folder / "backups").glob("before-import-*"))
    assert not (ours.folder / "annotations" / "omar.jsonl").exists()
    done = ours.replicas.import_library(other.folder)
    assert tried.backup is None and done.backup is not None
    assert (tried.fresh, tried.conflicts, tried.articles) == (done.fresh, done.conflicts, done.articles)


def test_the_backup_is_the_library_before(ours: Library, other: Library, tmp_path: Path) -> None:
    ours.annotations.label(FIRST, "against")
    other.annotations.label(FIRST, "mixed")
    got = ours.replicas.import_annotations(annotations(other))
    assert got.backup is not None
    Library.restore(got.backup, tmp_path / "restored")
    with Library.open(tmp_path / "restored", by="dana") as restored:
        assert labels(restored, FIRST) == {"dana": "against"}


def test_mirrors_are_completed_after_a_crash_between_commit_and_mirror(
    ours: Library, other: Library, open_library: Callable[..., Library], monkeypatch: pytest.MonkeyPatch
) -> None:
    ours.annotations.label(FIRST, "against")
    other.annotations.label(FIRST, "mixed")
    for stance in (None, "favor"):
        if stance is not None:
            other.annotations.label(FIRST, stance)
        with monkeypatch.context() as patched:
            patched.setattr("index.library_parts.core.Core.mirror_imported", lambda self: None)
            ours.replicas.import_annotations(annotations(other))
        assert [one.level for one in ours.care.check()] == ["warning"]
        ours.close()
        ours = open_library("dana")
        assert ours.care.check() == []
    assert (ours.folder / "annotations" / "omar.jsonl").read_bytes() == (
        other.folder / "annotations" / "omar.jsonl"
    ).read_bytes()


def test_a_merged_library_is_repaired_from_its_mirrors(
    ours: Library, other: Library, open_library: Callable[..., Library]
) -> None:
    ours.annotations.label(FIRST, "against")
    for stance in ("mixed", "favor"):
        other.annotations.label(FIRST, stance)
    ours.replicas.import_annotations(annotations(other))
    ours.annotations.label(SECOND, "none")
    before, decided = hashes(ours), decisions(ours)
    ours.care.backup(ours.folder / "backups" / "library-2024-01-01.db")
    ours.annotations.note(SECOND, "look")
    more = hashes(ours)
    ours.close()
    (ours.folder / "library.db").write_bytes(b"")
    Library.repair(ours.folder)
    again = open_library("dana")
    assert hashes(again) == more and more[:-1] == before and decisions(again) > decided - decisions(again)
    assert [one for one in again.care.check() if one.level == "error"] == []
    again.annotations.label(THIRD, "favor")
    assert hashes(again)[:-1] == more


def test_an_event_out_of_its_order_is_found(ours: Library, other: Library) -> None:
    ours.annotations.label(FIRST, "against")
    other.annotations.label(FIRST, "mixed")
    ours.replicas.import_annotations(annotations(other))
    with closing(sqlite3.connect(ours.folder / "library.db")) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        first, second = [row[0] for row in connection.execute("SELECT sequence FROM event ORDER BY sequence")]
        for old, new in ((first, 900), (second, first), (900, second)):
            connection.execute("UPDATE event SET sequence = ? WHERE sequence = ?", (new, old))
        connection.commit()
    assert any("behind an event that comes after it" in one.what for one in ours.care.check())


def test_an_import_never_changes_what_an_event_says(ours: Library) -> None:
    ours.annotations.label(FIRST, "against")
    with closing(sqlite3.connect(ours.folder / "library.db")) as connection:
        for column in ("id", "kind", "by", "library", "origin", "at", "subject", "sets", "about", "previous", "hash"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                connection.execute(f"UPDATE event SET {column} = 7")


def test_an_open_library_sees_what_another_process_imported(
    ours: Library, other: Library, open_library: Callable[..., Library]
) -> None:
    eva = open_library("eva")
    ours.annotations.label(FIRST, "against")
    assert {one.id for one in eva.statements.matching("is:labelled")} == {FIRST}
    other.annotations.label(SECOND, "mixed")
    other.annotations.label(FIRST, "favor")
    ours.replicas.import_annotations(annotations(other))
    assert {one.id for one in eva.statements.matching("is:labelled")} == {SECOND}
    assert {one.id for one in eva.statements.matching("is:conflict")} == {FIRST}
    assert {one.id for one in eva.statements.matching("{stance:mixed}")} == {SECOND}


def test_an_open_library_reads_what_was_kept_although_an_import_wrote_it_anew(
    library: Library, other: Library, open_library: Callable[..., Library]
) -> None:
    later = TEXT.replace("divides", "splits")
    another = three(later)[1].id
    analysed(other, later, path="later.txt")
    other.annotations.label(FIRST, "mixed")
    library.replicas.import_annotations(annotations(other))
    for text in (TEXT, later):  # what waited for its article is kept in another row from then on
        analysed(library, text, path=f"{len(text)}.txt")
    eva = open_library("eva")
    assert {one.id for one in eva.statements.matching('{is:labelled "plan should"}')} == {FIRST}
    other.annotations.label(another, "mixed")
    library.replicas.import_annotations(annotations(other))
    assert {one.id for one in eva.statements.matching("{is:labelled dropped}")} == {FIRST}
    assert {one.id for one in eva.statements.matching("{is:labelled dredging}")} == {another}


def test_what_is_decided_after_an_import_holds_however_far_the_other_clock_is(ours: Library, tmp_path: Path) -> None:
    with Library.open(tmp_path / "laptop", by="dana", create=True) as laptop:
        analysed(laptop)
        laptop.articles.add([draft(f"Quay {n}\n\nIt is shut.", path=f"{n}.txt") for n in range(60)])
        laptop.annotations.label(FIRST, "mixed")
        ours.replicas.import_annotations(annotations(laptop))
        ours.annotations.label(FIRST, "favor")
        assert labels(ours, FIRST) == {"dana": "favor"}
        laptop.replicas.import_annotations(annotations(ours))
        assert labels(laptop, FIRST) == {"dana": "favor"}
        assert ours.care.check() == laptop.care.check() == []


def test_a_library_of_the_second_schema_opens_with_its_log_in_order(ours: Library, other: Library) -> None:
    ours.annotations.label(FIRST, "against")
    ours.annotations.label(SECOND, "favor")
    ours.annotations.undo()
    before = hashes(ours)
    ours.close()
    as_schema(ours.folder, 2)
    with Library.open(ours.folder, by="dana") as library:
        assert hashes(library) == before and library.care.check() == []
        assert library._core.database.read("SELECT count(*) FROM event WHERE origin <> sequence") == [(0,)]
        other.annotations.label(FIRST, "favor")
        library.replicas.import_annotations(annotations(other))
        library.annotations.redo()
        assert labels(library, SECOND) == {"dana": "favor"} and library.care.check() == []
    (copy,) = (ours.folder / "backups").glob("before-schema-2-*.db")
    assert copy.exists()


def test_a_newer_or_read_only_library_is_left_as_it_is(
    ours: Library, other: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    other.annotations.label(FIRST, "mixed")
    other.close()
    with closing(sqlite3.connect(other.folder / "library.db")) as connection:
        connection.execute(f"PRAGMA user_version = {schema.library_version() + 1}")
    with pytest.raises(LockedError, match="newer"):
        ours.replicas.import_library(other.folder)
    ours.close()
    monkeypatch.setattr("index.store.files.may_write", lambda folder: False)
    with Library.open(ours.folder, by="dana") as library, pytest.raises(LockedError, match="read-only"):
        library.replicas.import_annotations(annotations(other))


def test_found_and_json_of_an_event_stay_the_same_wherever_it_stands(ours: Library, other: Library) -> None:
    assert found().statements
    other.annotations.label(FIRST, "mixed")
    ours.annotations.label(FIRST, "favor")
    ours.replicas.import_annotations(annotations(other))
    theirs = json.loads((other.folder / "annotations" / "omar.jsonl").read_text())
    (event,) = [one for one in events.walk(ours._core.database._reader) if one.by == "omar"]
    assert codec.event_to_json(event) == theirs
