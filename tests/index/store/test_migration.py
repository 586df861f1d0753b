"""A library of the first schema opens in this version, with everything in it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from index.errors import LockedError
from index.library import Library
from index.store import schema
from index.store.check import check_articles
from tests.index.store.earlier import as_schema
from tests.index.store.helpers import TEXT, analysed, draft, three

FIRST, SECOND, _ = (one.id for one in three())
LATER = [one.id for one in three(TEXT.replace("divides", "splits"))]


@pytest.fixture
def former(library: Library, folder: Path) -> Path:
    """The folder of a library of schema 1: an article in two versions, one removed, labels of two annotators."""
    analysed(library, language="en", source_id="p-1")
    library.annotations.label(FIRST, "against", note="said so")
    library.annotations.label(SECOND, "mixed")
    library.annotations.undo()
    with Library.open(folder, by="omar") as omar:
        omar.annotations.label(FIRST, "favor")
    analysed(library, TEXT.replace("divides", "splits"), language="en-GB", source_id="p-1")
    library.articles.add([draft("Ferry\n\nIt sails.", path="f.txt")])
    library.articles.mark_read(2)
    library.articles.remove(library.articles.by_key(2).id)
    library.close()
    as_schema(folder, 1)
    return folder


def dump(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that a library of schema 1 holds."""
    with closing(sqlite3.connect(path)) as connection, closing(sqlite3.connect(":memory:")) as first:
        schema.MIGRATIONS[0](first)
        found = {}
        for (table,) in first.execute("SELECT name FROM sqlite_schema WHERE type = 'table'"):
            columns = ", ".join(row[1] for row in first.execute(f"PRAGMA table_info({table})"))
            found[table] = sorted(connection.execute(f"SELECT {columns} FROM {table}").fetchall(), key=repr)
        return found


def test_a_library_of_schema_1_opens_with_everything(former: Path) -> None:
    before = dump(former / "library.db")
    with Library.open(former, by="dana") as library:
        assert dump(former / "library.db") == before
        assert library.care.check() == []
        (row,) = library.articles.rows()
        article = library.articles.by_key(row.key)
        assert (article.section, article.language, row.tags, row.flagged) == (None, "en-GB", (), False)
        assert [one.stance for one in library.statements.get(FIRST).labels] == ["against", "favor"]
        with closing(sqlite3.connect(former / "library.db")) as connection:
            assert connection.execute("PRAGMA user_version").fetchone() == (schema.library_version(),)
            listed = "SELECT a.language, a.added = min(v.added), a.arrived = a.changed FROM article a"
            assert connection.execute(f"{listed} JOIN version v ON v.article = a.key WHERE a.key = 1").fetchall() == [
                ("en-GB", 1, 1)
            ]
        # What is new works on what is old, and what was done before is still undone from the end backwards.
        library.tags.tag([row.key], "harbour")
        library.annotations.label_many([FIRST, *LATER], stance="neutral")
        library.articles.add([draft("Quay\n\nIt is shut.", path="q.txt", section="Town")])
        for kind in ("label", "tag", "remove-article", "label"):
            assert library.annotations.undo()[1].kind == kind
        assert library.care.check() == []
        assert [one.by for one in library.statements.get(FIRST).labels] == ["omar"]
    (copy,) = (former / "backups").glob("before-schema-1-*.db")
    assert dump(copy) == before


def test_a_read_only_one_is_refused_as_it_is(former: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (former / "library.db").read_bytes()
    monkeypatch.setattr("index.store.files.may_write", lambda folder: False)
    with pytest.raises(LockedError, match="earlier Sayso"):
        Library.open(former, by="dana")
    assert (former / "library.db").read_bytes() == before


def test_a_repair_takes_articles_from_a_backup_of_schema_1(former: Path) -> None:
    for daily in (former / "backups").glob("library-*.db"):
        daily.unlink()
    (former / "library.db").rename(former / "backups" / "library-2024-03-01.db")
    (former / "library.db").write_bytes(b"")
    Library.repair(former)
    with Library.open(former, by="dana") as library:
        assert [row.title for row in library.articles.rows()] == ["Harbour plan splits the town"]
        assert [one.by for one in library.statements.get(FIRST).labels] == ["dana", "omar"]
        assert [one for one in library.care.check() if one.level == "error"] == []


def test_a_damaged_one_of_schema_1_is_repaired(former: Path) -> None:
    with closing(sqlite3.connect(former / "library.db")) as connection:
        connection.execute("UPDATE decision SET value = '\"none\"' WHERE field = 'stance'")
        connection.commit()
    Library.repair(former)
    with Library.open(former, by="dana") as library:
        assert [one.stance for one in library.statements.get(FIRST).labels] == ["against", "favor"]
        assert [one for one in library.care.check() if one.level == "error"] == []


def test_a_changed_section_is_found(library: Library, folder: Path) -> None:
    library.articles.add([draft(section="Harbour"), draft("Quay\n\nIt is shut.", path="q.txt")])
    assert library.care.check() == []
    for statement in (
        "UPDATE version SET section = 'Town' WHERE article = 1",
        "UPDATE version SET section = NULL WHERE article = 1",
        "UPDATE version SET section = 'Town' WHERE article = 2",
        "UPDATE article SET section = 'Town' WHERE key = 2",
        "UPDATE article SET added = '2000-01-01' WHERE key = 2",
    ):
        with library._core.database.writing() as connection:
            connection.execute("DROP TRIGGER version_stays")
            connection.execute("SAVEPOINT here")
            connection.execute(statement)
            assert len(list(check_articles(connection))) >= 1, statement
            connection.execute("ROLLBACK TO here")
            connection.execute(
                "CREATE TRIGGER version_stays BEFORE UPDATE ON version"
                " BEGIN SELECT RAISE(ABORT, 'a version of an article never changes'); END"
            )


def test_a_library_of_schema_3_opens_with_everything(ours: Library, other: Library, folder: Path) -> None:
    with other:
        other.annotations.label(SECOND, "favor")
    ours.annotations.label(FIRST, "against")
    ours.replicas.import_library(other.folder)
    ours.close()
    as_schema(folder, 3)
    before = dump(folder / "library.db")
    with Library.open(folder, by="dana") as later:
        assert dump(folder / "library.db") == before and later.care.check() == []
        assert [later.statements.get(one).labels[0].stance for one in (FIRST, SECOND)] == ["against", "favor"]
    assert len(list((folder / "backups").glob("before-schema-3-*.db"))) == 1
