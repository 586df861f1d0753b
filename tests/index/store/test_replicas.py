"""Working apart and putting it together: a union, the same on both sides, whatever was imported in which order."""

from __future__ import annotations

import itertools
import json
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.errors import DamagedError, LockedError, UsageError
from index.library import Library
from index.library_parts.entity_corrections import Link, Mentions, Remove, Retype
from index.model import EntityType, EventKind, Span
from index.store import codec, events, projection, schema
from tests.index.store.earlier import as_schema_2
from tests.index.store.forging import forged
from tests.index.store.helpers import TEXT, analysed, draft, found, three

FIRST, SECOND, THIRD = (one.id for one in three())


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


def decisions(library: Library) -> set[tuple[str, ...]]:
    return set(library._core.database.read("SELECT subject, field, by, value FROM decision"))


def hashes(library: Library) -> list[str]:
    return [hash_ for (hash_,) in library._core.database.read("SELECT hash FROM event ORDER BY sequence")]


def states(library: Library) -> list[tuple[str, str]]:
    return library._core.database.read(
        "SELECT e.hash, f.state FROM effect f JOIN event e ON e.sequence = f.event ORDER BY e.sequence"
    )


def labels(library: Library, statement: str) -> dict[str, str]:
    return {one.by: one.stance for one in library.statements.get(statement).labels}


def annotations(library: Library) -> list[Path]:
    return [library.folder / "annotations"]


# -- a union ---------------------------------------------------------------------------------------------------


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


# -- any histories, in any order of imports --------------------------------------------------------------------

PEOPLE = ("dana", "omar", "eva")
STEP = st.tuples(
    st.integers(0, 2),
    st.sampled_from(PEOPLE),
    st.sampled_from(
        [
            *("label", "clear", "note", "retire", "issue", "undo", "redo", "tag", "make", "pull"),
            *("edit", "back", "recode", "entity", "adjudicate", "again", "certainty", "take back", "correct", "forge"),
        ]
    ),
    st.sampled_from([FIRST, SECOND, THIRD]),
    st.integers(0, 2),
)


def step(libraries: dict[tuple[int, str], Library], replica: int, by: str, what: str, one: str, number: int) -> None:
    library = libraries[replica, by]
    stance = ("favor", "against", "mixed")[number]
    try:
        match what:
            case "label":
                library.annotations.label(one, stance)
            case "clear":
                library.annotations.clear(one)
            case "note":
                library.annotations.note(one, f"note {number}")
            case "retire":
                library.annotations.retire(one)
            case "issue":
                library.annotations.create_issue(f"issue-{number}", f"Number {number} should be, says {by}")
            case "undo":
                library.annotations.undo()
            case "redo":
                library.annotations.redo()
            case "tag":
                (library.tags.tag if number else library.tags.untag)([1], "port")
            case "make":
                view = library.statements.get(one)
                library.annotations.create_statement(view.article, view.statement.version, actor="Ann Lee",
                                                     content=[Span(number, 12)], stance=stance)  # fmt: skip
            case "edit":
                library.annotations.edit(one, actor=("Ann Lee", "Omar Vane", "Rosa Pryce")[number], voice="other")
            case "back":
                library.annotations.edit(one, back=["actor"])
            case "recode":
                kinds = (("label", "favor"), ("actor", "ann-lee"), ("issue", "issue-0"))
                library.recoding.rename(*kinds[number], f"{by}s-{kinds[number][1]}")
            case "entity":
                which = Mentions(article=1, span=library.statements.entities(1)[0].span)
                library.entities.correct(which, (Retype(EntityType.ORG), Remove(), Link("Ann Lee"))[number])
            case "adjudicate":
                library.adjudication.decide(one, stance)
            case "again":
                library.second_look.label(one, stance)
            case "certainty":
                library.annotations.certainty(one, ("low", "medium", "high")[number])
            case "take back":
                steps = library.steps.page(by=by)
                library.annotations.undo(steps[min(number, len(steps) - 1)].id)
            case "correct":
                text = ("An addition.\n\n" * number + TEXT).replace("minister said", "minister now said")
                library.articles.adding().add([draft(text, source_id="a-1")])
            case "forge":
                # What somebody made up: of a wrong kind, taking back what is another's, and as it should be.
                mine = library.steps.page()[0].id if library.steps.page() else "ab"
                undo = {"kind": EventKind.UNDO, "subject": f"event:{mine}", "sets": {"undone": True}, "about": {}}
                made_up = ({"sets": {"stance": 7}}, undo, {"sets": {"stance": stance}})[number]
                file = library.folder / "forged.jsonl"
                file.write_bytes(forged(**made_up, sequence=3 + number, by=f"{by}s-ape"))
                library.replicas.import_annotations([file])
            case "pull":
                source = libraries[(replica + 1 + number % 2) % 3, by].folder
                if number:
                    library.replicas.import_library(source)
                else:
                    library.replicas.import_annotations([source])
    except (UsageError, IndexError):
        pass


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(STEP, min_size=4, max_size=30), st.sampled_from(list(itertools.permutations(range(3)))))
def test_replicas_agree_whatever_was_done_and_imported_when(
    steps: list[tuple[int, str, str, str, int]], order: tuple[int, ...]
) -> None:
    top = Path(tempfile.mkdtemp())
    libraries = {
        (n, by): Library.open(top / str(n), by=by, create=True, cache=top / "cache") for n in range(3) for by in PEOPLE
    }
    try:
        for n in range(3):
            analysed(libraries[n, "dana"], source_id="a-1")
        for one in steps:
            step(libraries, *one)
        heads = [libraries[n, "dana"] for n in range(3)]
        # Each takes in the others, in an order of its own; a second time for what came to them meanwhile.
        for here, there in [*itertools.permutations(order, 2), *itertools.permutations(range(3), 2)]:
            heads[here].replicas.import_library(heads[there].folder)
        assert hashes(heads[0]) == hashes(heads[1]) == hashes(heads[2])
        assert decisions(heads[0]) == decisions(heads[1]) == decisions(heads[2])
        assert states(heads[0]) == states(heads[1]) == states(heads[2])
        for head in heads:
            assert [one for one in head.care.check() if one.level == "error"] == []  # orphans are told
            log = list(events.walk(head._core.database._reader))
            assert {(*key, codec.canonical(value)) for key, (value, _) in projection.fold(log).items()} == {
                (subject, name, by, value) for subject, name, by, value in decisions(head)
            }
            assert head.replicas.import_library(heads[0 if head is heads[1] else 1].folder).fresh == 0
    finally:
        for library in libraries.values():
            library.close()
        shutil.rmtree(top)


# -- what is damaged, changed or missing ----------------------------------------------------------------------


def copied(library: Library, folder: Path) -> Path:
    folder.mkdir()
    for one in (library.folder / "annotations").glob("*.jsonl"):
        shutil.copy(one, folder)
    return folder


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


# -- git --------------------------------------------------------------------------------------------------------


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


# -- articles that are not here, articles that come -------------------------------------------------------------


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
    as_schema_2(other.folder)
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
    with pytest.raises(DamagedError):
        library.replicas.import_library(tmp_path / "x.db")
    with pytest.raises(UsageError, match="this library itself"):
        library.replicas.import_library(library.folder)


# -- trying, crashing, mending ----------------------------------------------------------------------------------


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
    as_schema_2(ours.folder)
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
