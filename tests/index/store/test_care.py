"""Damage is found and named, repair never makes it worse, backups can be restored, upgrades keep every label."""

from __future__ import annotations

import contextlib
import json
import random
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.errors import DamagedError, LockedError, UsageError
from index.library import Library
from index.store import backup, events, repair, schema
from index.store.check import check_events
from tests.index.store.helpers import TEXT, analysed, draft, three

FIRST, SECOND, THIRD = (one.id for one in three())


@pytest.fixture
def labelled(library: Library) -> Library:
    """A library with a bit of everything in it."""
    analysed(library, source_id="post-1", author="A. Writer")
    library.articles.add([draft(f"Title {n}\n\nText number {n}.", path=f"{n}.txt") for n in range(5)])
    library.annotations.label(FIRST, "against", note="clear")
    library.annotations.create_issue("toll", "The toll should rise", ["toll"])
    library.annotations.label(SECOND, "favor", issue="toll")
    library.annotations.retire(THIRD)
    library.annotations.undo()
    return library


@contextlib.contextmanager
def tampering(folder: Path, name: str = "library.db") -> Iterator[sqlite3.Connection]:
    """The database without its triggers, to be damaged in ways that SQLite finds sound."""
    connection = sqlite3.connect(folder / name, isolation_level=None)
    triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for trigger, _ in triggers:
        connection.execute(f"DROP TRIGGER {trigger}")
    yield connection
    for _, sql in triggers:
        connection.execute(sql)
    connection.close()


def decisions(folder: Path) -> list[tuple[object, ...]]:
    with contextlib.closing(sqlite3.connect(folder / "library.db")) as connection:
        return connection.execute("SELECT subject, field, by, value FROM decision ORDER BY 1, 2, 3").fetchall()


def test_a_sound_library_has_no_findings(labelled: Library) -> None:
    assert labelled.care.check() == []
    labelled.search.catch_up()
    assert labelled.care.check() == []


@pytest.mark.parametrize(
    ("sql", "where"),
    [
        ("UPDATE version SET text = replace(text, 'dropped', 'adopted')", "version "),
        ("UPDATE version SET date = '1999-01-01' WHERE source_id = 'post-1'", "version "),
        ("UPDATE version SET masked = '1-2'", "version "),
        ("UPDATE article SET title = 'Another'", "article "),
        ("UPDATE article SET outlet = NULL", "article "),
        ("UPDATE article SET labelled = 7 WHERE named > 0", "article "),
        ("UPDATE article SET removed = 1", "article "),
        ("UPDATE event SET sets = replace(sets, 'against', 'favor')", "event "),
        ("UPDATE event SET at = '1999-01-01T00:00:00Z' WHERE sequence = (SELECT max(sequence) FROM event)", "event "),
        ("DELETE FROM event WHERE sequence = (SELECT min(sequence) FROM event)", "event "),
        ("UPDATE decision SET value = '\"favor\"' WHERE field = 'stance'", "statement:"),
        ("DELETE FROM decision", "statement:"),
        ("UPDATE kept SET stance = 'mixed' WHERE stances = 1", "statement:"),
        ("DELETE FROM kept", "statement:"),
        ("UPDATE effect SET state = 'done'", "statement:"),
    ],
)
def test_every_change_of_content_is_found(labelled: Library, folder: Path, sql: str, where: str) -> None:
    with tampering(folder) as connection:
        assert connection.execute(sql).rowcount > 0
    found = [one for one in labelled.care.check() if one.where.startswith(where)]
    assert found and all(one.level == "error" for one in found)


def test_a_flipped_bit_in_what_was_stored_is_found(labelled: Library, folder: Path) -> None:
    labelled.close()
    path = folder / "library.db"
    whole = path.read_bytes()
    randomly = random.Random(5)
    for words in (b"should be dropped", b"Harbour plan", b"A. Writer", b'"against"', b"label", b"dana"):
        places = [at for at in range(len(whole)) if whole.startswith(words, at)]
        at = randomly.choice(places) + randomly.randrange(len(words))
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with Library.open(folder, by="dana") as library:
            assert [one for one in library.care.check() if one.level == "error"], words


def test_a_mirror_that_differs_is_found_and_written_anew(labelled: Library, folder: Path) -> None:
    path = folder / "annotations" / "dana.jsonl"
    whole = path.read_bytes()
    lines = whole.splitlines(keepends=True)
    for damaged in (
        b"".join(lines[1:]),
        whole.replace(b"against", b"favor"),
        b"words\n" + whole,
        b"".join([*lines, lines[0]]),
    ):
        path.write_bytes(damaged)
        assert [one.where for one in labelled.care.check() if "dana.jsonl" in one.where]
        left = labelled.care.repair()
        assert all(one.level == "warning" for one in left)
        assert path.read_bytes() == whole
        assert labelled.care.check() == []
    assert len(list(path.parent.glob("*.aside"))) == 4
    path.unlink()
    assert [one.level for one in labelled.care.check()] == ["warning"]


@pytest.mark.parametrize("sql", ["DELETE FROM decision", "DELETE FROM kept", "UPDATE article SET labelled = 9"])
def test_what_follows_from_the_log_is_repaired(labelled: Library, folder: Path, sql: str) -> None:
    before = decisions(folder)
    views = labelled.statements.of(labelled.articles.get("post-1").key)
    with tampering(folder) as connection:
        connection.execute(sql)
    labelled.care.repair()
    assert labelled.care.check() == []
    assert decisions(folder) == before
    assert labelled.statements.of(labelled.articles.get("post-1").key) == views
    labelled.annotations.undo()


def test_a_lost_event_comes_back_from_the_mirror(labelled: Library, folder: Path) -> None:
    before = decisions(folder)
    with tampering(folder) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DELETE FROM event WHERE sequence = (SELECT min(sequence) FROM event)")
    done = labelled.care.repair()
    assert any("mirror" in one.what for one in done)
    assert labelled.care.check() == []
    assert decisions(folder) == before


def test_a_damaged_article_comes_back_from_a_backup(labelled: Library, folder: Path) -> None:
    labelled.care.backup(folder / "backups" / "library-2024-01-01.db")
    with tampering(folder) as connection:
        connection.execute("UPDATE version SET text = 'gone' WHERE source_id = 'post-1'")
    assert any("version" in one.where for one in labelled.care.check())
    labelled.care.repair()
    assert labelled.care.check() == []
    assert labelled.articles.get("post-1").text == TEXT


def test_repair_leaves_the_damaged_file_as_it_was_in_backups(labelled: Library, folder: Path) -> None:
    with tampering(folder) as connection:
        connection.execute("DELETE FROM decision")
    before = (folder / "library.db").read_bytes()
    labelled.care.repair()
    (kept,) = (folder / "backups").glob("damaged-*.db")
    assert kept.read_bytes() == before


def test_who_waited_while_it_was_repaired_does_not_write_to_the_old_file(
    labelled: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with tampering(folder) as connection:
        connection.execute("DELETE FROM decision")
    with Library.open(folder, by="eve") as other:
        keep = repair._keep

        def meanwhile(path: Path, backups: Path) -> Path:
            with monkeypatch.context() as patched:
                patched.setattr("index.store.connection.PATIENCE", 0.05)
                with pytest.raises(LockedError, match="another process"):
                    other.annotations.label(FIRST, "mixed")
            return keep(path, backups)

        monkeypatch.setattr(repair, "_keep", meanwhile)
        labelled.care.repair()
        with pytest.raises(LockedError, match="replaced"):
            other.annotations.label(FIRST, "mixed")
    assert labelled.care.check() == []


def test_an_empty_library_file_is_repaired_from_backup_and_mirror(labelled: Library, folder: Path) -> None:
    labelled.care.backup(folder / "backups" / "library-2024-01-01.db")
    labelled.annotations.label(THIRD, "none")
    before = decisions(folder)
    labelled.close()
    (folder / "library.db").write_bytes(b"")
    with pytest.raises(DamagedError):
        Library.open(folder, by="dana")
    Library.repair(folder)
    with Library.open(folder, by="dana") as library:
        assert library.care.check() == []
        assert library.articles.count() == 6
    assert decisions(folder) == before


def test_nothing_to_repair_from_is_said_and_changes_nothing(folder: Path) -> None:
    folder.mkdir()
    (folder / "library.db").write_bytes(b"")
    with pytest.raises(DamagedError, match="no backup and no mirror"):
        Library.repair(folder)
    assert [one.name for one in folder.iterdir()] == ["library.db"]
    assert (folder / "library.db").read_bytes() == b""


def test_repair_leaves_another_programs_or_a_newer_file_alone(labelled: Library, folder: Path) -> None:
    labelled.close()
    for pragma, error in (("user_version = 99", LockedError), ("application_id = 1", DamagedError)):
        with tampering(folder) as connection:
            connection.execute(f"PRAGMA {pragma}")
        before = (folder / "library.db").read_bytes()
        with pytest.raises(error):
            Library.repair(folder)
        assert (folder / "library.db").read_bytes() == before


def test_a_sound_library_is_not_touched_by_repair(labelled: Library, folder: Path) -> None:
    before = (folder / "library.db").read_bytes()
    assert labelled.care.repair() == []
    assert (folder / "library.db").read_bytes() == before


def test_a_backup_is_restored_as_a_library_of_its_own(labelled: Library, folder: Path, tmp_path: Path) -> None:
    file, other = tmp_path / "backup.db", tmp_path / "other"
    labelled.care.backup(file)
    with pytest.raises(UsageError, match="exists"):
        labelled.care.backup(file)
    with pytest.raises(UsageError, match="already"):
        Library.restore(file, folder)
    before = file.read_bytes()
    Library.restore(file, other)
    assert file.read_bytes() == before
    with Library.open(other, by="dana") as restored:
        assert decisions(other) == decisions(folder)
        assert [row.id for row in restored.articles.rows()] == [row.id for row in labelled.articles.rows()]
        assert restored.articles.get("post-1").text == TEXT
        # The mirror holds the whole log, and what is done now begins a chain of its own.
        assert restored.care.check() == []
        event = restored.annotations.label(FIRST, "none")
        assert event.previous == ""
        assert restored.annotations.undo()[1].id == event.id
        assert restored.annotations.undo()[1].subject == f"statement:{SECOND}"
        assert restored.care.check() == []
        assert restored._core.token != labelled._core.token
    lines = [json.loads(line) for line in (other / "annotations" / "dana.jsonl").read_text().splitlines()]
    assert len({line["library"] for line in lines}) == 2


def test_what_is_no_backup_is_refused(tmp_path: Path) -> None:
    for content in (b"", b"words " * 50):
        file = tmp_path / "file"
        file.write_bytes(content)
        with pytest.raises(DamagedError):
            Library.restore(file, tmp_path / "new")
    with pytest.raises(UsageError):
        Library.restore(tmp_path / "none", tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_backup_is_made_on_the_first_write_of_a_day_and_a_week_is_kept(
    open_library: Callable[..., Library], folder: Path
) -> None:
    backups = folder / "backups"
    library = open_library()
    assert not backups.exists()
    analysed(library)
    library.annotations.label(FIRST, "against")
    library.close()
    (today,) = backups.iterdir()
    for day in range(1, 10):
        (backups / f"library-2024-01-0{day}.db").write_bytes(b"old")
    (backups / "mine.db").write_bytes(b"mine")
    today.unlink()
    library = open_library()
    library.annotations.label(SECOND, "favor")
    library.close()
    names = sorted(one.name for one in backups.iterdir())
    assert names == [*(f"library-2024-01-0{day}.db" for day in range(4, 10)), today.name, "mine.db"]
    with contextlib.closing(sqlite3.connect(today)) as connection:
        assert connection.execute("SELECT count(*) FROM event").fetchone() == (2,)


def test_a_library_that_is_never_left_alone_is_copied_in_one_go(
    labelled: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "_PATIENCE", -1.0)
    monkeypatch.setattr(backup, "_PAGES", 1)
    labelled.care.backup(tmp_path / "one.db")
    Library.restore(tmp_path / "one.db", tmp_path / "restored")
    with Library.open(tmp_path / "restored", by="dana") as restored:
        assert restored.care.check() == []


def test_a_backup_of_a_library_in_use_is_whole(labelled: Library, folder: Path, tmp_path: Path) -> None:
    with contextlib.closing(sqlite3.connect(folder / "library.db", isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE clock SET sequence = 1000")
        labelled.care.backup(tmp_path / "one.db")
        writer.execute("ROLLBACK")
    Library.restore(tmp_path / "one.db", tmp_path / "restored")
    with Library.open(tmp_path / "restored", by="dana") as restored:
        assert restored.care.check() == []


@pytest.fixture
def newer_schema(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Sayso of a schema one higher than this one's."""

    def next_step(connection: sqlite3.Connection) -> None:
        connection.execute("ALTER TABLE article ADD COLUMN starred INTEGER NOT NULL DEFAULT 0")

    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, next_step))


def test_an_upgrade_keeps_every_label_and_a_copy(
    labelled: Library, folder: Path, request: pytest.FixtureRequest
) -> None:
    before = decisions(folder)
    labelled.close()
    request.getfixturevalue("newer_schema")
    with Library.open(folder, by="dana") as library:
        assert decisions(folder) == before
        assert library.statements.get(FIRST).stance == "against"
        assert library.care.check() == []
        library.annotations.undo()
    with contextlib.closing(sqlite3.connect(folder / "library.db")) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (schema.library_version(),)
        assert connection.execute("SELECT sum(starred) FROM article").fetchone() == (0,)
    (copy,) = (folder / "backups").glob(f"before-schema-{schema.library_version() - 1}-*.db")
    with contextlib.closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (schema.library_version() - 1,)
        assert connection.execute("SELECT count(*) FROM event").fetchone() == (5,)


def test_an_upgrade_that_fails_changes_nothing(
    labelled: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    labelled.close()
    before = (folder / "library.db").read_bytes()

    def failing(connection: sqlite3.Connection) -> None:
        connection.execute("ALTER TABLE article ADD COLUMN starred INTEGER")
        connection.execute("UPDATE nowhere SET x = 1")

    with monkeypatch.context() as patched:
        patched.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, failing))
        with pytest.raises(LockedError):
            Library.open(folder, by="dana")
    assert (folder / "library.db").read_bytes() == before
    Library.open(folder, by="dana").close()


def test_a_read_only_library_is_not_upgraded(
    labelled: Library, folder: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    labelled.close()
    before = (folder / "library.db").read_bytes()
    request.getfixturevalue("newer_schema")
    monkeypatch.setattr("index.store.files.may_write", lambda folder: False)
    with pytest.raises(LockedError, match="earlier"):
        Library.open(folder, by="dana")
    assert (folder / "library.db").read_bytes() == before


def test_two_processes_that_upgrade_at_once_do_it_once(
    labelled: Library, folder: Path, newer_schema: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    labelled.close()
    copy = backup.before_migration

    def meanwhile(where: Path, version: int) -> Path:
        monkeypatch.setattr(backup, "before_migration", copy)
        Library.open(folder, by="eve").close()
        return copy(where, version)

    monkeypatch.setattr(backup, "before_migration", meanwhile)
    with Library.open(folder, by="dana") as library:
        assert library.care.check() == []


def test_an_event_that_is_missing_from_its_chain_is_named(labelled: Library, folder: Path) -> None:
    labelled.annotations.label(THIRD, "none")
    labelled.annotations.label(THIRD, "mixed")
    log = list(events.walk(labelled._core.database._reader))
    assert list(check_events(log)) == []
    without = [*log[:-2], log[-1]]
    assert ["is broken before it" in one.what for one in check_events(without)] == [True]
