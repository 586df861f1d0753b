"""What a folder must be to be opened, and that nothing is touched where it is not."""

from __future__ import annotations

import contextlib
import os
import random
import sqlite3
import stat
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from index.errors import ConfigError, DamagedError, LockedError, UsageError
from index.library import Library
from index.store import files, schema
from tests.index.store.helpers import TEXT, analysed, draft, three


@pytest.fixture(autouse=True)
def new_libraries_made_once() -> None:
    """Here libraries are made as they are for people."""


def _bytes(folder: Path) -> dict[str, bytes]:
    return {str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def test_a_missing_library_is_only_made_when_asked_for(folder: Path) -> None:
    with pytest.raises(UsageError, match="no library"):
        Library.open(folder, by="dana")
    assert not folder.exists()
    Library.open(folder, by="dana", create=True).close()
    assert (folder / "library.db").exists()


def test_a_folder_of_something_else_is_refused_untouched(folder: Path) -> None:
    folder.mkdir()
    (folder / "thesis.txt").write_text("mine")
    before = _bytes(folder)
    with pytest.raises(UsageError, match="not empty"):
        Library.open(folder, by="dana", create=True)
    assert _bytes(folder) == before


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    file = tmp_path / "article.txt"
    file.write_text("words")
    for create in (True, False):
        with pytest.raises(UsageError):
            Library.open(file, by="dana", create=create)
    assert file.read_text() == "words"


def test_folder_and_files_are_private(library: Library, folder: Path) -> None:
    analysed(library)
    library.annotations.label(three()[0].id, "against")
    library.close()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for one in folder.rglob("*"):
        assert stat.S_IMODE(one.stat().st_mode) == (0o700 if one.is_dir() else 0o600), one


def test_the_databases_are_what_reliability_asks_for(library: Library, folder: Path) -> None:
    with sqlite3.connect(folder / "library.db") as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (0x53415953,)
        assert connection.execute("PRAGMA user_version").fetchone() == (len(schema.MIGRATIONS),)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        tables = connection.execute("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'").fetchall()
        assert all(strict for name, strict in tables if not name.startswith("sqlite_"))
    connection.close()


def test_events_and_versions_can_neither_be_changed_nor_deleted(library: Library, folder: Path) -> None:
    analysed(library)
    library.annotations.label(three()[0].id, "against")
    connection = sqlite3.connect(folder / "library.db")
    for sql in (
        "UPDATE event SET by = 'eve'",
        "DELETE FROM event",
        "UPDATE version SET title = ''",
        "DELETE FROM version",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(sql)
    connection.close()


@pytest.mark.parametrize(
    "content", [b"", b"not a database, only words\n" * 20, b"SQLite format 3\x00", random.Random(5).randbytes(4096)]
)
def test_a_damaged_or_foreign_file_is_refused_untouched(folder: Path, content: bytes) -> None:
    folder.mkdir()
    (folder / "library.db").write_bytes(content)
    before = _bytes(folder)
    for create in (True, False):
        with pytest.raises(DamagedError, match=r"library\.db"):
            Library.open(folder, by="dana", create=create)
    assert _bytes(folder) == before


def test_another_programs_database_is_refused_untouched(folder: Path) -> None:
    folder.mkdir()
    connection = sqlite3.connect(folder / "library.db")
    connection.execute("CREATE TABLE thing (x)")
    connection.commit()
    connection.close()
    before = _bytes(folder)
    with pytest.raises(DamagedError, match="another program"):
        Library.open(folder, by="dana")
    assert _bytes(folder) == before


@pytest.mark.parametrize("name", ["library.db", "analysis.db"])
def test_a_newer_library_is_refused_untouched(library: Library, folder: Path, name: str) -> None:
    library.close()
    connection = sqlite3.connect(folder / name)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = _bytes(folder)
    with pytest.raises(LockedError, match="newer"):
        Library.open(folder, by="dana")
    assert _bytes(folder) == before


def test_half_a_file_is_called_damaged(library: Library, folder: Path) -> None:
    library.articles.add([draft(f"Title {number}\n\n{TEXT}", path=f"{number}.txt") for number in range(40)])
    library.close()
    path = folder / "library.db"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(DamagedError), Library.open(folder, by="dana") as half:
        list(half.articles.rows())
        for key in range(1, 41):
            half.articles.by_key(key)


def test_opening_and_reading_writes_nothing(library: Library, folder: Path) -> None:
    article = analysed(library)
    library.annotations.label(three()[0].id, "against")
    library.close()
    before = {one: one.stat().st_mtime_ns for one in folder.rglob("*") if one.is_file()}
    with Library.open(folder, by="dana") as again:
        assert again.statements.of(article.key)[0].label is not None
        assert len(again.articles.rows()) == 1
        assert again.search.run("is:labelled").keys == [article.key]
    assert {one: one.stat().st_mtime_ns for one in folder.rglob("*") if one.is_file()} == before


def test_opening_does_not_wait_for_a_writer(library: Library, folder: Path) -> None:
    article = analysed(library)
    writer = sqlite3.connect(folder / "library.db", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    with Library.open(folder, by="eve") as eve:
        assert [row.key for row in eve.articles.rows()] == [article.key]
    assert writer.in_transaction
    writer.execute("ROLLBACK")
    writer.close()


def test_a_bad_configuration_is_an_error_and_the_library_stays(library: Library, folder: Path) -> None:
    library.close()
    (folder / "config.yaml").write_text("nonsense: 1\n")
    before = _bytes(folder)
    with pytest.raises(ConfigError):
        Library.open(folder, by="dana")
    assert _bytes(folder) == before


def test_who_the_annotator_is(library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "system-name")
    with Library.open(folder) as by_system:
        assert by_system.by == "system-name"
    (folder / "config.yaml").write_text("annotator: from-config\n")
    with Library.open(folder) as by_config:
        assert by_config.by == "from-config"
    monkeypatch.setenv("SAYSO_ANNOTATOR", "from-environment")
    with Library.open(folder) as by_environment:
        assert by_environment.by == "from-environment"
    with Library.open(folder, by="given") as by_argument:
        assert by_argument.by == "given"
    with pytest.raises(UsageError):
        Library.open(folder, by="  ")


def test_the_library_is_made_once_by_whoever_comes_first(folder: Path) -> None:
    with Library.open(folder, by="dana", create=True) as one, Library.open(folder, by="eve", create=True) as other:
        one.articles.add([draft()])
        assert len(other.articles.rows()) == 1


READ_ONLY = """
    import os, sys
    from pathlib import Path
    import index.language.pipeline, index.search.whoosh_engine
    from index.config import shipped
    from index.errors import LockedError
    from index.library import Library
    shipped()  # what is imported late must be in before the user changes, who may not read the interpreter
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
    library = Library.open(Path(sys.argv[1]), by="eve", cache=Path(sys.argv[2]))
    assert not library.writable
    (row,) = library.articles.rows()
    assert (row.statements, row.labelled) == (3, 1), row
    (view,) = [view for view in library.statements.of(row.key) if view.label]
    assert view.label.stance == "against"
    library.articles.mark_read(row.key)
    for write in (
        lambda: library.annotations.label(view.id, "favor"),
        lambda: library.annotations.undo(),
        lambda: library.articles.remove(row.id),
        lambda: library.analysis.retry(row.key),
    ):
        try:
            write()
        except LockedError as error:
            assert "read-only" in error.sentence, error.sentence
        else:
            raise AssertionError("it was written")
    assert not library.care.check()
    library.close()
    print("all as it should be")
"""


def test_a_read_only_folder_opens_for_reading(library: Library, folder: Path, tmp_path: Path) -> None:
    analysed(library)
    library.annotations.label(three()[0].id, "against")
    library.close()
    for one in [folder, *folder.rglob("*")]:
        one.chmod(0o555 if one.is_dir() else 0o444)
    outside = [one for one in folder.parents if os.geteuid() == 0 and not one.stat().st_mode & 0o001]
    modes = {one: one.stat().st_mode for one in outside}
    cache = tmp_path / "nobody"
    cache.mkdir()
    cache.chmod(0o777)
    try:
        for one in outside:
            one.chmod(0o711)
        before = _bytes(folder)
        run = subprocess.run(
            [sys.executable, "-c", textwrap.dedent(READ_ONLY), str(folder), str(cache)],
            capture_output=True,
            text=True,
            cwd=Path(__file__).parents[3],
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
            check=False,
        )
        assert run.stdout.strip() == "all as it should be", run.stderr
        assert _bytes(folder) == before
    finally:
        for one, mode in modes.items():
            one.chmod(stat.S_IMODE(mode))
        for one in [folder, *folder.rglob("*")]:
            one.chmod(0o755 if one.is_dir() else 0o644)


def test_a_library_that_proves_read_only_says_so(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = analysed(library)
    library.close()
    (folder / "analysis.db").unlink()
    monkeypatch.setattr(files, "may_write", lambda folder: False)
    with Library.open(folder, by="dana") as reading:
        assert reading.articles.rows()[0].statements == 0
        assert reading.statements.of(article.key) == []
        with pytest.raises(LockedError, match="read-only"):
            reading.articles.add([draft("Another one\n\nwith words")])
    assert not (folder / "analysis.db").exists()


def test_a_library_replaced_while_open_is_not_written(open_library: Callable[..., Library], folder: Path) -> None:
    library = open_library()
    analysed(library)
    (folder / "library.db").rename(folder / "moved.db")
    with pytest.raises(LockedError, match="replaced or deleted"):
        library.annotations.label(three()[0].id, "against")


@pytest.mark.parametrize(
    "change",
    [
        "CREATE TRIGGER evil AFTER INSERT ON event BEGIN SELECT 1; END",
        "CREATE VIEW label_view AS SELECT 1",
        "DROP TABLE meta",
    ],
)
def test_a_library_with_other_tables_or_triggers_is_refused_untouched(
    library: Library, folder: Path, change: str
) -> None:
    library.close()
    with contextlib.closing(sqlite3.connect(folder / "library.db")) as connection:
        connection.execute(change)
        connection.commit()
    before = (folder / "library.db").read_bytes()
    with pytest.raises(DamagedError, match=r"is not of this program|is missing"):
        Library.open(folder)
    assert (folder / "library.db").read_bytes() == before


def test_a_folder_that_holds_a_configuration_alone_becomes_a_library(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    file = folder / "config.yaml"
    file.write_text("demonstration: perhaps\n")
    with pytest.raises(ConfigError):
        Library.open(folder, create=True)
    assert list(folder.iterdir()) == [file]
    file.write_text("demonstration: false\n")
    with Library.open(folder, create=True) as library:
        assert library.config.issues == ()
    other = tmp_path / "other"
    other.mkdir()
    for name in ("config.yaml", "letters.txt"):
        (other / name).write_text("")
    with pytest.raises(UsageError, match="is not empty"):
        Library.open(other, create=True)


def test_a_library_whose_writer_was_killed_in_the_middle_opens(library: Library, folder: Path) -> None:
    analysed(library)
    library.annotations.label(three()[0].id, "against")
    before = library.statements.get(three()[0].id)
    library.close()
    killed = """
        import os, signal, sqlite3, sys
        connection = sqlite3.connect(sys.argv[1], isolation_level=None)
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("CREATE TABLE filler (words TEXT)")
        connection.execute("PRAGMA user_version = 99")
        connection.executemany("INSERT INTO filler VALUES (?)", [("x" * 5000,)] * 200)
        os.kill(os.getpid(), signal.SIGKILL)
    """
    run = subprocess.run([sys.executable, "-c", textwrap.dedent(killed), str(folder / "library.db")], check=False)
    assert run.returncode == -9
    assert (folder / "library.db-journal").exists()
    with Library.open(folder, by="dana") as again:
        assert again.statements.get(three()[0].id) == before
        assert again.care.check() == []
