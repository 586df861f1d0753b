"""What comes and is damaged, changed, missing or made up; and what git makes of the files of annotations."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from index.library import Library
from index.model import EventKind
from index.store import codec, events, projection
from tests.index.store.apart import FIRST, SECOND, THIRD, annotations, copied, hashes, labels
from tests.index.store.forging import forged
from tests.index.store.helpers import TEXT, analysed, draft, three


def test_a_changed_line_is_named_and_good_chains_come(ours: Library, other: Library, tmp_path: Path) -> None:
    for stance in ("mixed", "favor", "none"):
        other.annotations.label(FIRST, stance)
    with Library.open(other.folder, by="eva") as eva:
        eva.annotations.label(SECOND, "against")
    folder = copied(other, tmp_path / "sent")
    file = folder / "omar.jsonl"
    file.write_bytes(file.read_bytes().replace(b'"stance":"favor"', b'"stance":"against"'))
    got = ours.replicas.import_annotations([folder])
    assert (got.fresh, got.refused) == (2, 2)
    changed, broken = got.findings
    assert changed.where == f"{file}, line 2" and "has been changed" in changed.what
    assert broken.where == f"{file}, line 3" and "missing or changed" in broken.what
    assert labels(ours, FIRST) == {"omar": "mixed"} and labels(ours, SECOND) == {"eva": "against"}
    assert ours.care.check() == []
    # The right file, later: what was left out takes its place.
    assert ours.replicas.import_annotations(annotations(other)).fresh == 2
    assert labels(ours, FIRST) == {"omar": "none"}
    assert ours.care.check() == []


def test_a_missing_line_and_what_is_no_event(ours: Library, other: Library, tmp_path: Path) -> None:
    for stance in ("mixed", "favor", "none", "unclear"):
        other.annotations.label(FIRST, stance)
    file = copied(other, tmp_path / "sent") / "omar.jsonl"
    rows = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(rows[0] + b"<<<<<<< ours\n[1]\n\n" + rows[2] + rows[3])
    got = ours.replicas.import_annotations([file])
    assert [one.where.rpartition("line ")[2] for one in got.findings] == ["2", "3", "5"]
    assert "it and 1 that follow it are left out" in got.findings[2].what
    assert (got.fresh, got.refused) == (1, 4)
    assert ours.replicas.import_annotations([tmp_path / "nowhere", tmp_path]).findings[0].what.startswith("there is no")


@pytest.mark.parametrize(
    "changes",
    [
        {"sequence": 2**60},
        {"sequence": 0},
        {"sets": {"stance": {"deep": [1]}}},
        {"about": {}},
        {"about": {"statement": {"id": FIRST}}},
        {"subject": "many"},
        {"subject": "statement"},
        {"by": ""},
        {"by": "a\x1b[2Jb"},
        {"at": "yesterday"},
        {"kind": EventKind.UNDO},
        {"subject": "issue:x", "sets": {"proposition": 7}},
        {"subject": "actor:x", "sets": {"alias:y": True}, "about": {}},
        {"kind": EventKind.EDIT, "sets": {"form": "sung"}},
        {"kind": EventKind.EDIT, "sets": {"voice": 3}},
        {"kind": EventKind.EDIT, "sets": {"actor": "Ann Lee"}},
        {"kind": EventKind.EDIT, "sets": {"actor": {"name": "Ann Lee"}}},
        {"kind": EventKind.EDIT, "sets": {"via": "Courier"}},
        {"kind": EventKind.EDIT, "sets": {"content": {"text": "plan", "spans": [[9, 3]]}}},
        {"kind": EventKind.EDIT, "sets": {"content": {"text": "plan", "spans": [["a", "b"]]}}},
        {"kind": EventKind.EDIT, "sets": {"place": {"version": "0"}}},
        {"kind": EventKind.CERTAINTY, "sets": {"certainty": "rather"}},
        {"kind": EventKind.QUESTION, "sets": {"question": ["why"]}},
        {"kind": EventKind.ADJUDICATE, "sets": {"adjudicated": {"reason": "other"}}},
        {"about": {"statement": codec.statement_to_json(three()[0]), "edited": {"form": "sung"}}},
        {"kind": EventKind.ENTITY, "subject": "mention:ab:7-3", "sets": {"entity": {"removed": True}}},
        {"kind": EventKind.ENTITY, "subject": "mention:ab", "sets": {"entity": {"removed": True}}},
        {
            "kind": EventKind.ENTITY,
            "subject": "mention:ab:3-7",
            "sets": {"entity": {"name": "Lee", "type": "SHIP", "actor_id": None}},
        },
        {"kind": EventKind.ENTITY, "subject": "mention:ab:3-7", "sets": {"entity": {"removed": False}}},
        {"kind": EventKind.RECODE, "subject": "label:favor", "sets": {"merged_into": 7}},
        {"kind": EventKind.RECODE, "subject": "issue:x", "sets": {"reworded": ["y"]}},
        {"kind": EventKind.RECODE, "subject": "actor:x", "sets": {"name": {"deep": 1}}},
    ],
)
def test_what_cannot_be_understood_is_refused(ours: Library, tmp_path: Path, changes: dict[str, object]) -> None:
    file = tmp_path / "mallory.jsonl"
    file.write_bytes(forged(**changes))
    before = hashes(ours)
    got = ours.replicas.import_annotations([file])
    assert (got.fresh, got.refused, len(got.findings)) == (0, 1, 1)
    assert hashes(ours) == before and ours.care.check() == []
    file.write_bytes(forged())
    assert ours.replicas.import_annotations([file]).fresh == 1


def test_nobody_takes_back_what_is_anothers(ours: Library, tmp_path: Path) -> None:
    mine = ours.annotations.label(FIRST, "against")
    file = tmp_path / "mallory.jsonl"
    file.write_bytes(forged(kind=EventKind.UNDO, subject=f"event:{mine.id}", sets={"undone": True}, about={}))
    got = ours.replicas.import_annotations([file])
    assert (got.fresh, got.refused) == (1, 0) and "another's" in got.findings[0].what
    assert labels(ours, FIRST) == {"dana": "against"} and ours.care.check() == []


def test_what_takes_back_anothers_step_that_comes_later_does_nothing(
    ours: Library, other: Library, tmp_path: Path
) -> None:
    """The step is not known yet when the undo comes, so that nobody can tell whose it is."""
    theirs = other.annotations.label(FIRST, "mixed")
    file = tmp_path / "mallory.jsonl"
    file.write_bytes(forged(kind=EventKind.UNDO, subject=f"event:{theirs.id}", sets={"undone": True}, about={}))
    assert ours.replicas.import_annotations([file]).fresh == 1
    ours.replicas.import_annotations(annotations(other))
    assert labels(ours, FIRST) == {"omar": "mixed"} and ours.care.check() == []
    log = list(events.walk(ours._core.database._reader))
    assert {key[:1] for key in projection.fold(log)} == {(f"statement:{FIRST}",)}


def test_a_corrected_article_that_comes_takes_the_labels_along(library: Library, other: Library) -> None:
    analysed(library, source_id="a-2")
    library.annotations.label(FIRST, "against")
    with Library.open(other.folder, by="eva") as theirs:
        analysed(theirs, TEXT + " ", source_id="a-1")  # another article, which is not here
    library.replicas.import_library(other.folder)
    assert labels(library, FIRST) == {"dana": "against"} and library.care.check() == []
    more = Library.open(other.folder.parent / "more", by="eva", create=True)
    with more:
        analysed(more, source_id="a-2")
        more.articles.adding().add([draft("An addition.\n\n" + TEXT, source_id="a-2")])
        found_there = library.replicas.import_library(more.folder)
    assert found_there.fresh == 0 and found_there.articles["updated"] == 1
    view = library.statements.get(FIRST)
    assert view.moved is not None and view.current and labels(library, FIRST) == {"dana": "against"}
    assert library.care.check() == []


def test_a_recoding_that_comes_holds_for_ours_too(ours: Library, other: Library) -> None:
    ours.annotations.label(FIRST, "favor")
    ours.annotations.label(SECOND, "mixed")
    other.annotations.label(FIRST, "favor")
    other.annotations.label(SECOND, "neutral")
    other.recoding.rename("label", "favor", "support")
    other.recoding.merge("label", ["mixed"], "neutral")
    other.annotations.edit(THIRD, actor="Rosa Pryce")
    other.recoding.rename("actor", "rosa-pryce", "Rosa Vane")
    got = ours.replicas.import_annotations(annotations(other))
    assert got.unknown == {} and got.conflicts == ()
    assert labels(ours, FIRST) == {"dana": "support", "omar": "support"}
    assert labels(ours, SECOND) == {"dana": "neutral", "omar": "neutral"}
    assert ours.statements.get(THIRD).statement.actor == "Rosa Vane"
    assert set(ours.statements.ids_matching("stance:support")) == {FIRST}
    report = ours.agreement.report(coders=["dana", "omar"], draws=0)
    assert report.labelling[0].disagreements == []
    event = next(one for one in ours.steps.page() if one.kind is EventKind.RECODE)
    assert event.why_not is not None and "omar" in event.why_not
    assert ours.care.check() == []


def test_a_kind_of_event_from_a_newer_one(ours: Library, tmp_path: Path) -> None:
    file = tmp_path / "n.jsonl"
    file.write_bytes(forged().replace(b'"kind":"label"', b'"kind":"teleport"'))
    (finding,) = ours.replicas.import_annotations([file]).findings
    assert "'teleport' is of a newer Sayso" in finding.what


def test_lines_that_stand_twice_or_in_another_order(ours: Library, other: Library, tmp_path: Path) -> None:
    for stance in ("mixed", "favor", "none"):
        other.annotations.label(FIRST, stance)
    file = copied(other, tmp_path / "sent") / "omar.jsonl"
    rows = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join([rows[2], rows[0], rows[1], rows[0], rows[2]]))
    got = ours.replicas.import_annotations([file])
    assert (got.fresh, got.refused, got.findings) == (3, 0, ())
    assert labels(ours, FIRST) == {"omar": "none"}
    assert ours.care.check() == []


def test_git_merges_the_annotations_of_two_without_conflict(
    ours: Library, other: Library, tmp_path: Path, open_library: Callable[..., Library]
) -> None:
    def git(*words: str) -> None:
        subprocess.run(["git", "-C", str(tmp_path / "repo"), "-c", "user.name=t", "-c", "user.email=t@example.org",
                        *words], check=True, capture_output=True)  # fmt: skip

    def put(library: Library) -> None:
        shutil.copytree(library.folder / "annotations", tmp_path / "repo" / "annotations", dirs_exist_ok=True)
        git("add", "-A")
        git("commit", "-m", "labels")

    (tmp_path / "repo").mkdir()
    with Library.open(tmp_path / "laptop", by="dana", create=True) as laptop:
        analysed(laptop)
        ours.annotations.label(FIRST, "against")
        laptop.replicas.import_annotations(annotations(ours))
        git("init", "-b", "main")
        put(ours)
        git("checkout", "-b", "laptop")
        laptop.annotations.label(SECOND, "favor")
        put(laptop)
        git("checkout", "main")
        ours.annotations.label(THIRD, "none")
        put(ours)
        git("merge", "laptop")
        merged = tmp_path / "repo" / "annotations"
        for library in (ours, laptop):
            assert library.replicas.import_annotations([merged]).findings == ()
        assert hashes(ours) == hashes(laptop) and len(hashes(ours)) == 3
        # The merged file may take the mirror's place.
        shutil.copytree(merged, ours.folder / "annotations", dirs_exist_ok=True)
        ours.annotations.label(THIRD, "mixed")
        assert [one.level for one in ours.care.check()] in ([], ["warning"])
        assert (ours.folder / "annotations" / ".gitattributes").read_text().splitlines()[-1].startswith("*.jsonl merge")
