"""Working apart and putting it together: a union, the same on both sides, with the articles that are missing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from index.errors import UsageError
from index.library import Library
from tests.index.store.apart import FIRST, SECOND, THIRD, annotations, copied, decisions, hashes, labels
from tests.index.store.earlier import as_schema
from tests.index.store.helpers import TEXT, analysed, draft, three


def test_annotations_of_another_come_beside_ours(ours: Library, other: Library) -> None:
    ours.annotations.label(FIRST, "against")
    ours.annotations.label(SECOND, "favor")
    other.annotations.label(FIRST, "mixed", note="both sides")
    other.annotations.label(SECOND, "favor")
    other.annotations.retire(THIRD)
    found = ours.replicas.import_annotations(annotations(other))
    assert (found.fresh, found.known, found.refused, found.statements, found.waiting) == (3, 0, 0, 3, 0)
    assert found.labels == {"omar": 2}
    (conflict,) = found.conflicts
    assert (conflict.statement, dict(conflict.stances)) == (FIRST, {"dana": "against", "omar": "mixed"})
    assert (conflict.content, conflict.title) == ("the plan should be dropped", TEXT.splitlines()[0])
    assert labels(ours, FIRST) == {"dana": "against", "omar": "mixed"}
    assert ours.statements.get(FIRST).label is not None and ours.statements.get(FIRST).conflict
    assert ours.statements.get(THIRD).retired
    assert ours.care.check() == []
    assert found.backup is not None and found.backup.exists()


def test_twice_is_once(ours: Library, other: Library) -> None:
    other.annotations.label(FIRST, "mixed")
    ours.replicas.import_annotations(annotations(other))
    file = ours.folder / "annotations" / "omar.jsonl"
    before, mirrored = hashes(ours), file.read_bytes()
    found = ours.replicas.import_annotations(annotations(other))
    assert (found.fresh, found.known, found.backup, found.conflicts) == (0, 1, None, ())
    assert hashes(ours) == before and file.read_bytes() == mirrored
    assert ours.care.check() == []


def test_each_into_the_other_gives_the_same(ours: Library, other: Library) -> None:
    ours.annotations.label(FIRST, "against")
    other.annotations.label(FIRST, "mixed")
    other.annotations.create_issue("toll", "The toll should rise")
    ours.annotations.create_issue("toll", "The toll should fall")
    other.annotations.set_issue(SECOND, "toll")
    ours.replicas.import_annotations(annotations(other))
    other.replicas.import_library(ours.folder)
    assert decisions(ours) == decisions(other)
    assert hashes(ours) == hashes(other)
    assert [one for one in ours.annotations.issues() if one.id == "toll"] == [
        one for one in other.annotations.issues() if one.id == "toll"
    ]
    # What is decided after an import comes after all that was imported, on every side.
    ours.annotations.label(SECOND, "none")
    other.replicas.import_library(ours.folder)
    assert hashes(other)[-1] == hashes(ours)[-1]
    assert ours.care.check() == other.care.check() == []


def test_undo_and_redo_of_another_are_honoured(ours: Library, other: Library) -> None:
    other.annotations.label(FIRST, "mixed")
    ours.replicas.import_annotations(annotations(other))
    other.annotations.undo()
    ours.replicas.import_annotations(annotations(other))
    assert labels(ours, FIRST) == {}
    other.annotations.redo()
    ours.replicas.import_annotations(annotations(other))
    assert labels(ours, FIRST) == {"omar": "mixed"}
    with pytest.raises(UsageError):
        ours.annotations.undo()


def test_one_annotator_in_two_replicas(ours: Library, tmp_path: Path) -> None:
    with Library.open(tmp_path / "laptop", by="dana", create=True) as laptop:
        analysed(laptop)
        ours.annotations.label(SECOND, "favor")
        ours.annotations.label(FIRST, "against")
        laptop.annotations.label(FIRST, "mixed")
        laptop.annotations.label(SECOND, "favor")
        sent = copied(ours, tmp_path / "sent")
        here = ours.replicas.import_annotations(annotations(laptop))
        there = laptop.replicas.import_annotations([sent])
        # Both lists name the same statement, and both sides hold the same of the two.
        (own,), (same,) = here.overruled, there.overruled
        assert (own, own.subject, own.field, own.by) == (same, f"statement:{FIRST}", "stance", "dana")
        assert {own.holds, own.other} == {"against", "mixed"}
        assert labels(ours, FIRST) == labels(laptop, FIRST) == {"dana": own.holds}
        # It is settled by deciding once more.
        laptop.annotations.label(FIRST, "neutral")
        again = ours.replicas.import_annotations(annotations(laptop))
        assert again.overruled == () and labels(ours, FIRST) == {"dana": "neutral"}
        assert ours.care.check() == laptop.care.check() == []


def test_a_library_that_was_copied_as_a_folder_and_went_on_in_both(
    ours: Library, tmp_path: Path, open_library: Callable[..., Library]
) -> None:
    ours.annotations.label(FIRST, "against")
    ours.close()
    shutil.copytree(ours.folder, tmp_path / "copy")
    ours = open_library("dana")
    with Library.open(tmp_path / "copy", by="dana") as copy:
        copy.annotations.label(SECOND, "mixed")
        ours.annotations.label(THIRD, "none")
        ours.replicas.import_library(copy.folder)
        copy.replicas.import_library(ours.folder)
        assert decisions(ours) == decisions(copy) and hashes(ours) == hashes(copy)
        ours.annotations.label(SECOND, "favor")
        copy.replicas.import_annotations(annotations(ours))
        assert labels(copy, SECOND) == {"dana": "favor"}
        assert ours.care.check() == copy.care.check() == []


def test_events_about_an_article_that_is_not_here_wait_for_it(library: Library, other: Library) -> None:
    other.annotations.label(FIRST, "mixed")
    other.tags.tag([1], "port")
    got = library.replicas.import_annotations(annotations(other))
    assert (got.fresh, got.waiting) == (2, 1)
    (waits,) = library.care.check()
    assert waits.level == "warning" and "1 label waits" in waits.what
    analysed(library)
    assert labels(library, FIRST) == {"omar": "mixed"}
    assert next(iter(library.articles.rows())).tags == ("port",)
    assert library.care.check() == []


def test_a_library_brings_its_articles_in_all_versions(library: Library, other: Library) -> None:
    later = TEXT.replace("divides", "splits")
    other.articles.add([draft(source_id="p-1", outlet="The Mail", text="Quay\n\nIt is shut.", path="q.txt")])
    (one,) = other.articles.add([draft("Quay\n\nIt is open.", source_id="p-1", outlet="The Mail", path="q2.txt")])
    other.annotations.label(FIRST, "mixed")
    library.articles.add([draft(later, path="later.txt")])
    assert one.article_id is not None
    got = library.replicas.import_library(other.folder)
    assert (got.articles, got.fresh) == ({"added": 2}, 1)
    assert [v.text for v in library.articles.versions(one.article_id)] == ["Quay\n\nIt is shut.", "Quay\n\nIt is open."]
    assert library.articles.get(one.article_id).text == "Quay\n\nIt is open."
    assert library.articles.sources(one.article_id) == ["q.txt", "q2.txt"]
    assert labels(library, FIRST) == {"omar": "mixed"}
    again = library.replicas.import_library(other.folder)
    assert (again.articles, again.fresh, again.backup) == ({"unchanged": 2}, 0, None)
    assert library.care.check() == []
    assert library.articles.count() == 3


def test_a_version_that_came_later_is_shown_and_an_earlier_one_is_kept(
    library: Library, other: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = iter(f"2026-01-0{day}T00:00:00Z" for day in range(1, 9))
    monkeypatch.setattr("index.store.events.now", lambda: next(times))
    texts = [f"Quay\n\nIt is {word}." for word in ("shut", "open", "sold")]
    named = {"source_id": "p-1", "path": "q.txt"}
    library.articles.add([draft(texts[0], **named)])
    other.articles.add([draft(texts[1], **named)])
    library.articles.add([draft(texts[2], **named)])
    monkeypatch.undo()
    for here, there in ((library, other), (other, library)):
        assert here.replicas.import_library(there.folder).articles.get("updated") == 1
    for one in (library, other):
        article = one.articles.get("p-1")
        assert article.text == texts[2] and {v.text for v in one.articles.versions(article.id)} == set(texts)
        assert one.care.check() == []


def test_a_library_from_a_backup_and_of_an_earlier_schema(library: Library, other: Library, tmp_path: Path) -> None:
    other.annotations.label(FIRST, "mixed")
    other.care.backup(tmp_path / "omar.db")
    other.close()
    as_schema(other.folder, 2)
    before = (other.folder / "library.db").read_bytes()
    got = library.replicas.import_library(other.folder)
    assert (got.fresh, got.articles) == (1, {"added": 1})
    assert (other.folder / "library.db").read_bytes() == before
    assert library.replicas.import_library(tmp_path / "omar.db").fresh == 0
    assert library.care.check() == []


def test_what_is_no_library(library: Library, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no library and no backup"):
        library.replicas.import_library(tmp_path)
    (tmp_path / "x.db").write_bytes(b"words")
    with pytest.raises(UsageError, match=r"x\.db is not a database: name a library's folder"):
        library.replicas.import_library(tmp_path / "x.db")
    with pytest.raises(UsageError, match="this library itself"):
        library.replicas.import_library(library.folder)


def test_labels_that_a_removed_article_hides_are_told(ours: Library, other: Library) -> None:
    with other:
        other.annotations.label(FIRST, "favor")
        other.annotations.label(SECOND, "favor")
        (article,) = ours.articles.rows()
        ours.articles.remove(article.id)
        for here, there in ((ours, other), (other, ours)):
            (finding,) = here.replicas.import_library(there.folder).findings
            assert finding.level == "warning" and finding.where == f"article {article.id}"
            assert (
                "dana removed “Harbour plan divides the town”, which has labels by omar: 2 labels are" in finding.what
            )
        assert other.replicas.import_library(ours.folder).findings == (), "it is told once"
        other.articles.add([draft()])
        assert ours.replicas.import_library(other.folder).findings == ()
        assert labels(ours, FIRST) == {"omar": "favor"}


def test_one_that_oneself_removed_with_ones_own_labels_is_not_told(library: Library, other: Library) -> None:
    with other:
        other.annotations.label(FIRST, "favor")
        other.articles.remove(other.articles.rows()[0].id)
        assert library.replicas.import_library(other.folder).findings == ()


def test_words_that_were_labelled_in_two_versions_are_told(library: Library, tmp_path: Path) -> None:
    later = "Harbour plan divides the town\n\nAn addition.\n\n" + TEXT.partition("\n\n")[2]
    with Library.open(tmp_path / "other", by="omar", create=True) as other:
        for one in (library, other):
            analysed(one, source_id="a-1")
        analysed(other, later, source_id="a-1")
        library.annotations.label(FIRST, "favor")
        library.annotations.label(SECOND, "favor")
        again = three(later)[0].id
        other.annotations.note(again, "what is only noted has no label to be compared")
        assert library.replicas.import_library(other.folder).findings == ()
        other.annotations.label(again, "against")
        for here, there in ((library, other), (other, library)):
            (finding,) = here.replicas.import_library(there.folder).findings
            assert f"({', '.join(sorted((FIRST, again)))})" in finding.what
            assert "“the plan should be dropped” was labelled as several statements" in finding.what
            assert here.care.check() == [finding]
        other.annotations.label(FIRST, "against")
        other.annotations.retire(again)
        assert other.care.check() == []
        assert labels(other, FIRST) == {"dana": "favor", "omar": "against"}
