"""A repair saves all that can be read, says where it came from, and names what it could not save."""

from __future__ import annotations

import contextlib
import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from index.errors import DamagedError, LockedError
from index.library import Finding, Library
from index.store import repair, salvage
from tests.index.store.helpers import TEXT, analysed, draft, three
from tests.index.store.test_dump import dumped

FIRST, SECOND, THIRD = (one.id for one in three())
DAILY = "library-2024-01-01.db"


def errors(findings: list[Finding]) -> list[Finding]:
    return [one for one in findings if one.level == "error"]


def several(library: Library, number: int = 60) -> None:
    library.articles.add([draft(f"Title {n}\n\n{'A sentence. ' * 300}{n}", path=f"{n}.txt") for n in range(number)])


def keep(library: Library) -> None:
    """Make a backup of an earlier day."""
    (library.folder / "backups").mkdir(exist_ok=True)
    library.care.backup(library.folder / "backups" / DAILY)


def no_backups(folder: Path) -> None:
    for one in (folder / "backups").iterdir():
        one.unlink()


def only_daily(folder: Path) -> None:
    for one in (folder / "backups").iterdir():
        if one.name != DAILY:
            one.unlink()


@pytest.fixture
def emptied(library: Library, folder: Path) -> str:
    """A library whose file lost everything, its backup from before its labelled article was added; that one's id."""
    library.articles.add([draft("Other title\n\nOther words.", path="other.txt")])
    keep(library)
    article = analysed(library)
    library.annotations.label(FIRST, "against")
    library.annotations.label(SECOND, "favor", note="clear")
    library.annotations.label(THIRD, "none")
    library.annotations.undo()
    library.close()
    only_daily(folder)
    (folder / "library.db").write_bytes(b"")
    return article.id


def test_repair_names_the_backup_and_the_articles_that_it_could_not_save(emptied: str, folder: Path) -> None:
    done = Library.repair(folder)
    (lost,) = errors(done)
    assert lost.where == f"article {emptied}"
    assert three()[0].version in lost.what and "2 labels wait for it" in lost.what
    (origin,) = [one for one in done if DAILY in one.where]
    assert origin.what.startswith("1 article was taken from this backup of 2024-01-01")
    assert not any("Harbour" in f"{one.where} {one.what}" for one in done)


def test_check_names_what_a_repair_could_not_save_until_it_is_added_again(
    emptied: str, folder: Path, open_library: Callable[..., Library]
) -> None:
    Library.repair(folder)
    library = open_library()
    (lost,) = errors(library.care.check())
    assert lost.where == f"article {emptied}" and "2 labels" in lost.what
    file = (folder / "library.db").read_bytes()
    assert errors(library.care.repair()) == [lost]
    assert (folder / "library.db").read_bytes() == file
    library.articles.add([draft("A third title\n\nThird words.", path="third.txt")])
    (added,) = library.articles.add([draft()])
    assert (added.status, added.article_id) == ("added", emptied)
    assert library.care.check() == []
    views = library.statements.of(library.articles.get(emptied).key)
    assert [(view.id, view.stance, view.note) for view in views if view.labels] == [
        (FIRST, "against", None),
        (SECOND, "favor", "clear"),
    ]
    library.annotations.redo()
    assert library.statements.get(THIRD).stance == "none"


def test_a_lost_article_comes_back_when_a_backup_with_it_is_found(
    emptied: str, folder: Path, open_library: Callable[..., Library], tmp_path: Path
) -> None:
    Library.repair(folder)
    with Library.open(tmp_path / "other", by="eve", create=True) as other:
        other.articles.add([draft()])
        other.care.backup(folder / "backups" / "library-2024-01-02.db")
    library = open_library()
    library.care.repair()
    assert library.care.check() == []
    assert library.articles.get(emptied).text == TEXT
    assert library.statements.get(FIRST).stance == "against"
    assert library.articles.count() == 2


def test_a_lost_article_that_was_removed_is_restored_by_adding_it(
    library: Library, folder: Path, open_library: Callable[..., Library]
) -> None:
    keep(library)
    article = analysed(library)
    library.annotations.label(FIRST, "against")
    library.articles.remove(article.id)
    library.close()
    only_daily(folder)
    (folder / "library.db").write_bytes(b"")
    assert [one.where for one in errors(Library.repair(folder))] == [f"article {article.id}"]
    library = open_library()
    library.articles.add([draft()])
    assert library.care.check() == []
    assert library.articles.get(article.id).text == TEXT


def test_what_only_the_analysis_knows_is_named_too(library: Library, folder: Path) -> None:
    keep(library)
    article = analysed(library)
    library.close()
    (folder / "library.db").write_bytes(b"")
    only_daily(folder)
    (lost,) = errors(Library.repair(folder))
    assert lost.where == f"version {article.version}" and "add its article again" in lost.what
    with contextlib.closing(sqlite3.connect(folder / "analysis.db")) as connection:
        assert connection.execute("SELECT * FROM result").fetchall() == []


def test_half_a_file_gives_back_the_articles_in_it_and_names_the_others(
    library: Library, folder: Path, open_library: Callable[..., Library]
) -> None:
    several(library)
    all_of_them = {library.articles.by_key(row.key) for row in library.articles.rows()}
    library.close()
    no_backups(folder)
    path = folder / "library.db"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    lost = " ".join(f"{one.where} {one.what}" for one in errors(Library.repair(folder)))
    library = open_library()
    saved = {row.id for row in library.articles.rows()}
    assert len(saved) >= len(all_of_them) // 10  # the first pages are those of empty tables
    assert all((one.id in saved) != (one.version in lost) for one in all_of_them)
    assert errors(library.care.check()) == []


@pytest.mark.parametrize("place", [0.3, 0.6, 0.97])
def test_a_damaged_page_costs_no_more_than_what_is_on_it(
    library: Library, folder: Path, open_library: Callable[..., Library], place: float
) -> None:
    several(library)
    library.annotations.create_issue("toll", "The toll should rise")
    library.close()
    no_backups(folder)
    path = folder / "library.db"
    whole = path.read_bytes()
    at = int(len(whole) * place) // 4096 * 4096
    path.write_bytes(whole[:at] + b"\xff" * 4096 + whole[at + 4096 :])
    Library.repair(folder)
    library = open_library()
    assert library.articles.count() >= 55
    assert errors(library.care.check()) == []


def test_a_repair_keeps_imports_visits_and_what_is_new_since_them(
    library: Library, folder: Path, tmp_path: Path, open_library: Callable[..., Library]
) -> None:
    analysed(library)
    library.articles.visit()
    library.articles.visit()
    library.articles.add([draft("Other title\n\nOther words.", path="other.txt")])
    library.articles.mark_read([1])
    with Library.open(tmp_path / "other", by="omar", create=True) as other:
        analysed(other)
        other.annotations.label(FIRST, "mixed")
    library.replicas.import_library(tmp_path / "other")
    library.annotations.label(FIRST, "against")
    library.annotations.undo()
    library.close()
    before = truth(folder)
    assert {"replica", "visit", "reading", "source"} < {name for name, _ in before}
    no_backups(folder)
    with contextlib.closing(sqlite3.connect(folder / "library.db", isolation_level=None)) as connection:
        connection.execute("DELETE FROM decision")
    assert any("repaired" in one.what for one in Library.repair(folder))
    assert truth(folder) == before
    assert errors(open_library().care.check()) == []


def truth(folder: Path) -> list[tuple[str, str]]:
    """The lines of a dump in their order, but for the places that articles and events have in the library's log."""
    found = []
    for line in map(json.loads, dumped(folder).splitlines()[1:]):
        ((kind, row),) = ((name, row) for name, row in line.items() if name != "hash")
        if kind != "clock":
            row.pop({"event": "sequence"}.get(kind, "changed"), None)
            found.append((kind, json.dumps(row, sort_keys=True)))
    return found


@pytest.mark.parametrize("name", ["library", "token"])
def test_a_library_without_its_name_is_damaged_and_gets_it_back(
    library: Library, folder: Path, tmp_path: Path, open_library: Callable[..., Library], name: str
) -> None:
    analysed(library)
    library.annotations.label(FIRST, "against")
    with Library.open(tmp_path / "other", by="omar", create=True) as other:
        analysed(other)
        for stance in ("mixed", "favor", "mixed"):
            other.annotations.label(FIRST, stance)
    library.replicas.import_library(tmp_path / "other")
    own = library._core.library
    library.close()
    no_backups(folder)
    with contextlib.closing(sqlite3.connect(folder / "library.db", isolation_level=None)) as connection:
        connection.execute("UPDATE meta SET name = 'other' WHERE name = ?", (name,))
    with pytest.raises(DamagedError, match="sayso check --repair"):
        open_library()
    Library.repair(folder)
    again = open_library()
    assert again._core.library == own and errors(again.care.check()) == []
    assert ("meta", "other") not in {(kind, json.loads(row).get("name")) for kind, row in truth(folder)}


def test_a_visit_later_than_all_else_is_left_out(library: Library, folder: Path) -> None:
    analysed(library)
    library.articles.visit()
    library.close()
    no_backups(folder)
    with contextlib.closing(sqlite3.connect(folder / "library.db", isolation_level=None)) as connection:
        connection.execute("UPDATE visit SET sequence = 1 << 60")
        connection.execute("UPDATE article SET title = 'x'")
    Library.repair(folder)
    assert not any(kind == "visit" for kind, _ in truth(folder))


def test_an_article_whose_own_row_is_lost_is_made_of_its_version(library: Library, folder: Path) -> None:
    analysed(library, url="https://post.example/harbour")
    library.annotations.label(FIRST, "against")
    before = library.articles.rows()
    with contextlib.closing(sqlite3.connect(folder / "library.db", isolation_level=None)) as connection:
        connection.execute("DELETE FROM article")
    library._core.finish()
    no_backups(folder)
    library.care.repair()
    assert library.care.check() == []
    assert [(row.id, row.title, row.labelled) for row in library.articles.rows()] == [
        (row.id, row.title, row.labelled) for row in before
    ]


def test_two_articles_that_had_the_same_key_are_both_saved(
    emptied: str, folder: Path, open_library: Callable[..., Library]
) -> None:
    Library.repair(folder)
    library = open_library()
    library.articles.add([draft("A third title\n\nThird words.", path="third.txt")])
    library.care.backup(folder / "backups" / "library-2024-01-02.db")
    library.close()
    (folder / "library.db").write_bytes(b"")
    # An older copy, in which another article has the key of the third one.
    with Library.open(folder.parent / "other", by="dana", create=True) as other:
        other.articles.add([draft("Other title\n\nOther words.", path="other.txt"), draft()])
        other.care.backup(folder / "backups" / "library-2023-01-01.db")
    Library.repair(folder)
    library = open_library()
    assert library.care.check() == []
    assert {row.title for row in library.articles.rows()} == {
        "Other title", "A third title", "Harbour plan divides the town",
    }  # fmt: skip
    assert library.articles.sources(emptied) == ["a.txt"]


@pytest.mark.parametrize("words", [b"article_order", b"version_stays", b"CREATE TABLE event "])
def test_a_name_that_is_no_text_is_damage_and_is_repaired(
    library: Library, folder: Path, open_library: Callable[..., Library], words: bytes
) -> None:
    analysed(library)
    library.annotations.label(FIRST, "against")
    library.close()
    no_backups(folder)
    path = folder / "library.db"
    whole = path.read_bytes()
    at = whole.index(words) + len(words) - 3
    path.write_bytes(whole[:at] + b"\xff" + whole[at + 1 :])
    with pytest.raises(DamagedError, match=r"library\.db.*check --repair"):
        open_library()
    assert errors(Library.repair(folder)) == []
    library = open_library()
    assert library.care.check() == []
    assert library.statements.get(FIRST).stance == "against"
    assert library.articles.rows()[0].title == "Harbour plan divides the town"


def test_a_value_that_is_no_text_costs_its_row_alone_and_is_not_quoted(library: Library, folder: Path) -> None:
    analysed(library)
    several(library, 3)
    library.close()
    no_backups(folder)
    path = folder / "library.db"
    whole = path.read_bytes()
    at = whole.index(b"should be dropped")
    path.write_bytes(whole[:at] + b"\xff" + whole[at + 1 :])
    with Library.open(folder, by="dana") as library:
        found = errors(library.care.check())
        assert found and not any("dropped" in one.what for one in found)
        with pytest.raises(DamagedError, match="not text") as caught:
            library.articles.by_key(1)
        assert "dropped" not in caught.value.sentence
        assert errors(library.care.repair())
        assert library.articles.count() == 3
        assert library.care.check() == []


@pytest.mark.parametrize(("kind", "title"), [("IMMEDIATE", "written"), ("EXCLUSIVE", "read")])
def test_a_library_that_another_process_writes_to_is_not_replaced(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch, kind: str, title: str
) -> None:
    several(library, 3)
    library.close()
    monkeypatch.setattr("index.store.connection.PATIENCE", 0.05)
    path = folder / "library.db"
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("DELETE FROM article")
        before = path.read_bytes()
        other.execute(f"BEGIN {kind}")
        with pytest.raises(LockedError, match="another process") as caught:
            Library.repair(folder)
        with pytest.raises(LockedError, match="another process"), repair._opened(path):
            raise AssertionError("it was locked")
        other.execute("ROLLBACK")
    assert caught.value.title == f"The library cannot be {title}"
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_repaired_and_its_error_says_how(emptied: str, folder: Path) -> None:
    path = folder / "library.db"
    path.write_bytes(b"only words\n" * 50)
    with pytest.raises(DamagedError, match=r"left as it is: .*`sayso check --repair`.*backups/.*`sayso restore`"):
        Library.open(folder, by="dana")
    Library.repair(folder)
    with Library.open(folder, by="dana") as library:
        assert library.articles.count() == 1


def test_rows_on_both_sides_of_and_between_damaged_pages_are_read(tmp_path: Path) -> None:
    path = tmp_path / "some.db"
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE event (number INTEGER PRIMARY KEY, words TEXT)")
        connection.executemany("INSERT INTO event VALUES (?, ?)", [(n, f"<{n}>" + "x" * 900) for n in range(1, 400)])
    whole = path.read_bytes()
    for number in (100, 200, 300):
        at = whole.index(f"<{number}>".encode()) // 4096 * 4096
        whole = whole[:at] + b"\xff" * 4096 + whole[at + 4096 :]
    path.write_bytes(whole)
    with contextlib.closing(salvage.connect_damaged(path, writable=False)) as connection:
        read = {row[0] for row in salvage.rows(connection, "event", "number, words")}
    assert {1, 90, 110, 190, 210, 290, 310, 399} <= read
    assert len(read) >= 399 - 3 * 5


def test_both_sides_of_a_copied_folder_are_kept(library: Library, folder: Path, tmp_path: Path) -> None:
    analysed(library)
    library.annotations.label(FIRST, "against")
    library.close()
    shutil.copytree(folder, tmp_path / "copy")
    with Library.open(tmp_path / "copy", by="dana") as copy:
        copy.annotations.label(THIRD, "none")
    with Library.open(folder, by="dana") as ours:
        ours.annotations.label(SECOND, "favor")
        ours.replicas.import_library(tmp_path / "copy")
        assert ours.care.check() == []
    for events in (True, False):
        with closing(sqlite3.connect(folder / "library.db")) as connection:
            connection.execute("UPDATE decision SET value = '\"mixed\"' WHERE value = '\"against\"'")
            if not events:  # then they come from the mirror
                connection.execute("DROP TRIGGER event_kept")
                connection.execute("DELETE FROM event")
            connection.commit()
        Library.repair(folder)
        with Library.open(folder, by="dana") as ours:
            labels = [[one.stance for one in ours.statements.get(id).labels] for id in (FIRST, SECOND, THIRD)]
            assert labels == [["against"], ["favor"], ["none"]]
            assert errors(ours.care.check()) == []


def test_lines_that_were_not_imported_yet_stay_in_the_mirror(library: Library, folder: Path, tmp_path: Path) -> None:
    analysed(library)
    library.annotations.label(FIRST, "against")
    with Library.open(tmp_path / "other", by="dana", create=True) as other:
        analysed(other)
        other.annotations.label(SECOND, "favor")
    (theirs,) = (tmp_path / "other" / "annotations").glob("*.jsonl")
    mirror = folder / "annotations" / "dana.jsonl"
    with mirror.open("ab") as file:
        file.write(b"<<<<<<< HEAD\n=======\n" + theirs.read_bytes() + b">>>>>>> theirs\n")
    assert errors(library.care.check())
    library.close()
    done = Library.repair(folder)
    assert any("written anew" in one.what and "1.aside" in one.what for one in done)
    assert (folder / "annotations" / "dana.1.aside").exists()
    with Library.open(folder, by="dana") as mended:
        assert mended.care.check() == []
        assert theirs.read_bytes().strip() in mirror.read_bytes()
        assert mended.replicas.import_annotations([folder / "annotations"]).fresh == 1
        assert [one.stance for one in mended.statements.get(SECOND).labels] == ["favor"]


def test_lines_of_libraries_that_are_not_known_are_told(ours: Library, other: Library, folder: Path) -> None:
    with other:
        other.annotations.label(SECOND, "favor")
    ours.annotations.label(FIRST, "against")
    shutil.copy(other.folder / "annotations" / "omar.jsonl", folder / "annotations" / "omar.jsonl")
    ours.close()
    with closing(sqlite3.connect(folder / "library.db")) as connection:
        connection.execute("UPDATE decision SET value = '\"mixed\"'")
        connection.commit()
    done = Library.repair(folder)
    assert any(one.what.startswith("1 of its lines are of libraries that were never imported here") for one in done)
    with Library.open(folder, by="dana") as mended:
        assert mended.statements.get(SECOND).labels == ()
