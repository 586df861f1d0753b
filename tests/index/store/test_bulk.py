"""The same decision about many statements: a preview, one event, and back again exactly."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import UsageError
from index.library import Library
from index.library_parts.bulk import MOST
from index.model import MANY, Analysis, EventKind, StatementView
from index.store import mirror
from tests.index.store.helpers import TEXT, analysed, draft, found, statement, three
from tests.index.store.test_durability import Writers, saved, writers  # noqa: F401 - a fixture

Opener = Callable[..., Library]
FIRST, SECOND, THIRD = (one.id for one in three())
ALL = [FIRST, SECOND, THIRD]


def many(library: Library, number: int) -> list[str]:
    """The ids of so many statements, three in each article."""
    ids: list[str] = []
    for place in range(number // 3):
        text = TEXT.replace("divides the town", f"divides town {place}")
        (added,) = library.articles.add([draft(text, path=f"{place}.txt")])
        article = library.articles.get(str(added.article_id))
        library.analysis.store(article.key, article.version, found(text))
        ids += [one.id for one in three(text)]
    return ids


def views(library: Library) -> list[StatementView]:
    return [view for row in library.articles.rows() for view in library.statements.of(row.key)]


def test_a_preview_counts_what_would_change(open_library: Opener) -> None:
    library, omar = open_library(), open_library("omar")
    analysed(library)
    library.annotations.label(FIRST, "against")
    library.annotations.label(SECOND, "favor")
    omar.annotations.label(SECOND, "mixed")
    omar.annotations.label(THIRD, "against")
    preview = library.annotations.preview_many([*ALL, FIRST], stance="against")
    assert (preview.changes, preview.articles, preview.unchanged, preview.retired) == (2, 1, 1, 0)
    assert (preview.replaced, preview.conflicts) == (1, 1)
    assert [view.id for view in preview.samples] == [SECOND, THIRD]
    event = library.annotations.label_many(ALL, stance="against")
    assert (event.kind, event.subject, list(event.sets)) == (
        EventKind.LABEL,
        MANY,
        [f"statement:{SECOND}", f"statement:{THIRD}"],
    )
    assert library.annotations.describe(event) == "labelled against: 2 statements in 1 article"
    labels = {view.id: sorted((label.by, label.stance) for label in view.labels) for view in views(library)}
    assert labels == {
        FIRST: [("dana", "against")],
        SECOND: [("dana", "against"), ("omar", "mixed")],
        THIRD: [("dana", "against"), ("omar", "against")],
    }
    preview = library.annotations.preview_many(ALL, stance="against")
    assert (preview.changes, preview.unchanged, preview.samples) == (0, 3, ())
    with pytest.raises(UsageError, match="nothing to change"):
        library.annotations.label_many(ALL, stance="against")


def test_issue_and_retiring_and_what_is_retired(library: Library) -> None:
    analysed(library)
    library.annotations.create_issue("plan", "The plan should be dropped")
    library.annotations.set_issue(SECOND, "plan")
    event = library.annotations.label_many([FIRST, SECOND], stance="favor", issue="plan")
    assert event.sets == {
        f"statement:{FIRST}": {"stance": "favor", "issue": "plan"},
        f"statement:{SECOND}": {"stance": "favor"},
    }
    assert library.annotations.describe(event) == "labelled favor, issue plan: 2 statements in 1 article"
    event = library.annotations.label_many([SECOND, THIRD], issue="plan")
    assert event.kind is EventKind.ISSUE and event.subject == f"statement:{THIRD}"
    event = library.annotations.label_many([FIRST, THIRD], retire=True)
    assert event.kind is EventKind.RETIRE
    assert library.annotations.describe(event) == "retired: 2 statements in 1 article"
    assert [view.id for view in views(library)] == [SECOND]
    preview = library.annotations.preview_many(ALL, stance="against")
    assert (preview.changes, preview.retired) == (1, 2)
    library.annotations.undo()
    assert {view.id: view.issue for view in views(library)} == dict.fromkeys(ALL, "plan")
    # What a redo of many rests on is looked at in each of its parts.
    library.annotations.undo()
    library.annotations.undo()
    library.annotations.undo()
    library.annotations.undo()
    assert all(view.issue is None and view.label is None for view in views(library))
    assert library.care.check() == []


def test_what_cannot_be(library: Library) -> None:
    analysed(library)
    for asked, problem in (
        ({"ids": ALL}, "say what is to be done"),
        ({"ids": [], "stance": "favor"}, "none was named"),
        ({"ids": ALL, "stance": "nonsense"}, "no label 'nonsense'"),
        ({"ids": ALL, "issue": "nonsense"}, "no issue 'nonsense'"),
        ({"ids": [*ALL, "unknown"], "stance": "favor"}, "no statement 'unknown'"),
        ({"ids": [str(n) for n in range(MOST + 1)], "stance": "favor"}, "10,001 statements are too many"),
    ):
        with pytest.raises(UsageError, match=problem):
            library.annotations.label_many(**asked)  # type: ignore[arg-type]
    assert library.annotations.preview_many(ALL, stance="favor").changes == 3
    with pytest.raises(UsageError, match="nothing to undo"):
        library.annotations.undo()


def test_labels_of_many_outlive_the_analysis_and_the_file(library: Library, folder: Path) -> None:
    article = analysed(library)
    library.annotations.label_many(ALL, stance="mixed")
    text = article.text
    library.analysis.store(article.key, article.version, Analysis((), (statement(text, "Ann Lee", "welcomed", "the"),)))
    assert [view.label is not None for view in views(library)].count(True) == 3
    before = views(library)
    library.close()
    (folder / "library.db").write_bytes(b"")
    Library.repair(folder)
    with Library.open(folder, by="dana") as again:
        again.articles.add([draft()])
        assert {view.id: view.labels for view in views(again) if view.label} == {
            view.id: view.labels for view in before if view.label
        }
        assert [one for one in again.care.check() if one.level == "error"] == []


def test_a_part_that_was_altered_is_found_and_mended(library: Library) -> None:
    analysed(library)
    library.annotations.label_many(ALL, stance="mixed")
    with library._core.database.writing() as connection:
        connection.execute("DELETE FROM part WHERE subject = ?", (f"statement:{FIRST}",))
    assert any(one.where == f"statement:{FIRST}" for one in library.care.check())
    library.care.repair()
    assert [one for one in library.care.check() if one.level == "error"] == []


def test_a_long_line_of_the_mirror_is_read_from_its_end(library: Library, folder: Path) -> None:
    analysed(library)
    library.annotations.note(FIRST, "x" * 100_000)
    event = library.annotations.label_many(ALL, stance="mixed")
    mirrored = mirror.Mirror(folder / "annotations", event.library)
    assert mirrored.last("dana") == event
    path = mirrored.path("dana")
    lines = path.read_bytes().splitlines()
    with path.open("rb") as file:
        assert list(mirror._backwards(file, path.stat().st_size)) == lines[::-1]
        assert list(mirror._backwards(file, path.stat().st_size - 10)) == [lines[-1][:-9], *lines[-2::-1]]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["dana", "omar"]),
        st.sampled_from(["stance", "issue", "retire", "one", "tag", "flag", "saved", "undo", "redo"]),
        st.lists(st.sampled_from(range(6)), min_size=1, max_size=6, unique=True),
        st.sampled_from(["favor", "against", "mixed"]),
    ),
    max_size=12,
)


@given(STEPS)
@settings(max_examples=10, deadline=None)
def test_undo_goes_back_exactly(steps: list[tuple[str, str, list[int], str]]) -> None:
    with TemporaryDirectory() as name:
        open_as = {by: Library.open(Path(name), by=by, create=True, cache=Path(name) / "c") for by in ("dana", "omar")}
        try:
            ids = many(open_as["dana"], 6)
            open_as["dana"].annotations.create_issue("plan", "The plan should be dropped")
            for by, what, places, stance in steps:
                library = open_as[by]
                state = snapshot(library)
                try:
                    did = _do(library, what, [ids[place] for place in places], stance)
                except UsageError:
                    assert snapshot(library) == state
                    continue
                if did:
                    after = snapshot(library)
                    library.annotations.undo()
                    assert snapshot(library) == state
                    library.annotations.redo()
                    assert snapshot(library) == after
                assert library.care.check() == []
        finally:
            for library in open_as.values():
                library.close()


def _do(library: Library, what: str, ids: list[str], stance: str) -> bool:
    """Whether something new was done."""
    keys = [row.key for row in library.articles.rows()][: len(ids)]
    match what:
        case "stance":
            library.annotations.label_many(ids, stance=stance)
        case "issue":
            library.annotations.label_many(ids, issue="plan", stance=stance if len(ids) > 3 else None)
        case "retire":
            library.annotations.label_many(ids, retire=True)
        case "one":
            library.annotations.label(ids[0], stance)
        case "tag":
            return library.tags.tag(keys, stance) is not None
        case "flag":
            return library.tags.flag(keys) is not None
        case "saved":
            library.saved.save(stance, "is:read")
        case "undo":
            library.annotations.undo()
            return False
        case "redo":
            library.annotations.redo()
            return False
    return True


def snapshot(library: Library) -> object:
    """All that people see of what was decided, and all that is held of it beside the log, but for when it changed."""
    with closing(sqlite3.connect(library.folder / "library.db")) as connection:
        tables = {
            table: sorted(connection.execute(f"SELECT {columns} FROM {table}"), key=repr)
            for table, columns in (
                ("decision", "*"),
                ("kept", "*"),
                ("tag", "*"),
                ("flag", "*"),
                ("article", "key, removed, named, kept, labelled"),
            )
        }
    return tables, views(library), [(row.flagged, row.tags) for row in library.articles.rows()], library.saved.queries()


def kill_bulk(writers: Writers, library: Library, folder: Path, times: int, seed: int) -> list[set[str | None]]:  # noqa: F811
    """Kill so many writers that label all statements in one step again and again; the stances after each."""
    found: list[set[str | None]] = []
    ids = many(library, 90)
    library.close()
    moment = random.Random(seed)
    for _ in range(times):
        process, output = writers.start(folder, "all", 100_000, 0.0)
        while not output.stat().st_size:
            time.sleep(0.001)
        time.sleep(moment.uniform(0, 0.1))
        os.kill(process, signal.SIGKILL)
        time.sleep(0.005)
        with Library.open(folder, by="all") as again:
            found.append({view.stance for view in views(again)})
            assert sum(view.label is not None for view in views(again)) == len(ids)
            acknowledged = saved(output.read_text().split("\n"))
            with closing(sqlite3.connect(folder / "library.db")) as connection:
                stored = {id_ for (id_,) in connection.execute("SELECT id FROM event")}
            assert acknowledged and set(acknowledged) <= stored
    with Library.open(folder, by="all") as again:
        assert again.care.check() == []
        assert len([*mirror.read(folder / "annotations" / "all.jsonl")]) == len(stored)
    return found


def test_all_or_nothing_survives_kill(library: Library, folder: Path, writers: Writers) -> None:  # noqa: F811
    assert [len(stances) for stances in kill_bulk(writers, library, folder, 5, seed=3)] == [1] * 5


@pytest.mark.slow
def test_all_or_nothing_survives_kill_many_times(library: Library, folder: Path, writers: Writers) -> None:  # noqa: F811
    assert [len(stances) for stances in kill_bulk(writers, library, folder, 60, seed=4)] == [1] * 60
