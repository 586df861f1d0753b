"""Whatever bit of a library's files is another one: what is read is the same, or `check` finds it, or it is refused."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest

from index.errors import DamagedError, SaysoError
from index.library import Library, Mentions, Retype
from index.store.logfile import LogFile
from index.store.repair import repair
from tests.index.store.helpers import TEXT, analysed, draft, three

FIRST, SECOND, THIRD = (one.id for one in three())


@pytest.fixture
def whole(library: Library, folder: Path, tmp_path: Path) -> Path:
    """A library with a row in every table, closed."""
    article = analysed(library, source_id="post-1", author="A. Writer", url="https://post.example/harbour")
    library.articles.add([draft(f"Title {n}\n\nText number {n}.", path=f"{n}.txt", section="Town") for n in range(3)])
    library.annotations.create_issue("toll", "The toll should rise", ["toll"])
    library.annotations.create_alias("ann-lee", "The Dredger")
    library.annotations.label(FIRST, "against", note="clear", certainty="low", issue="toll")
    library.annotations.label_many([FIRST, SECOND], stance="mixed")
    library.annotations.retire(THIRD)
    library.annotations.undo()
    library.entities.correct(Mentions("Ann Lee", article=article.key), Retype("ORG"))
    library.tags.tag([1, 2], "harbour")
    library.tags.flag([2])
    library.articles.mark_read([1, 2])
    library.articles.visit()
    library.articles.visit()
    library.articles.remove(library.articles.by_key(3).id)
    library.articles.add([draft(TEXT.replace("dropped", "given up"), url="https://post.example/harbour")])
    with Library.open(tmp_path / "other", by="omar", create=True) as other:
        analysed(other, source_id="post-1", author="A. Writer", url="https://post.example/harbour")
        other.annotations.label(SECOND, "favor")
    library.replicas.import_library(tmp_path / "other")
    library.close()
    return folder


def tables(path: Path) -> dict[str, object]:
    """All rows of all tables of a database, and its schema."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        schema = connection.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY name").fetchall()
        named = [row[1] for row in schema if row[0] == "table"]
        found: dict[str, object] = {
            name: sorted(connection.execute(f"SELECT * FROM {name} NOT INDEXED"), key=repr) for name in named
        }
        return {**found, "schema": schema, "stamp": connection.execute("PRAGMA user_version").fetchall()}


def is_noticed(folder: Path, before: dict[str, object]) -> str | None:
    """None where a change was noticed or nothing changed, else the tables whose rows were changed unnoticed."""
    try:
        with Library.open(folder, by="dana", cache=folder.parent / "cache") as library:
            if any(one.level == "error" for one in library.care.check()):
                return None
    except SaysoError:
        return None
    after = tables(folder / "library.db")
    return ", ".join(sorted(name for name in before if before[name] != after.get(name))) or None


def flip(path: Path, at: int, bit: int) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 1 << bit
    path.write_bytes(content)


def flip_many(whole: Path, number: int, seed: int) -> list[str]:
    path, chance = whole / "library.db", random.Random(seed)
    content, before = path.read_bytes(), tables(path)
    # Pages are mostly empty: most flips are to be where something stands.
    places = [at for at, byte in enumerate(content) if byte]
    trial = whole.parent / "trial"
    missed = []
    for _ in range(number):
        shutil.rmtree(trial, ignore_errors=True)
        shutil.copytree(whole, trial)
        at, bit = chance.choice(places), chance.randrange(8)
        flip(trial / "library.db", at, bit)
        if unnoticed := is_noticed(trial, before):
            missed.append(f"{unnoticed} (byte {at}, bit {bit})")
    return missed


def test_no_flipped_bit_of_the_library_goes_unnoticed(whole: Path) -> None:
    missed = flip_many(whole, 100, seed=1)
    assert missed == [], "\n".join(missed)


def test_an_issue_that_cannot_be_read_is_an_error_of_the_library_and_not_of_the_program(whole: Path) -> None:
    with closing(sqlite3.connect(whole / "library.db")) as connection, connection:
        cut = connection.execute(
            "UPDATE decision SET value = substr(value, 1, 5) WHERE subject LIKE 'issue:%' AND field = 'proposition'"
        )
        assert cut.rowcount > 0
    with Library.open(whole, by="dana", cache=whole.parent / "cache") as library:
        assert any(one.level == "error" for one in library.care.check())
        with pytest.raises(DamagedError, match=r"the proposition of issue:.* cannot be read: see `sayso check`"):
            library.codebook.issues()
        assert all(one.level != "error" for one in library.care.repair())
        assert library.codebook.issues()


@pytest.mark.slow
def test_no_flipped_bit_of_the_library_goes_unnoticed_many_times(whole: Path) -> None:
    assert flip_many(whole, 1500, seed=2) == []


def values(path: Path) -> list[tuple[str, str, bytes]]:
    """One value of each column of each table, as it stands in the file: (table, column, bytes)."""
    found = []
    with closing(sqlite3.connect(path)) as connection:
        for (table,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
            for _, column, *_ in connection.execute(f"PRAGMA table_info({table})").fetchall():
                for (value,) in connection.execute(f"SELECT {column} FROM {table} WHERE typeof({column}) = 'text'"):
                    if len(value) > 2:
                        found.append((table, column, value.encode()))
                        break
    return found


def test_a_flipped_bit_of_any_column_that_holds_words_is_noticed(whole: Path) -> None:
    path, chance = whole / "library.db", random.Random(3)
    content, before = path.read_bytes(), tables(path)
    trial = whole.parent / "trial"
    missed = []
    for table, column, words in values(path):
        at = content.find(words)
        while at >= 0:
            shutil.rmtree(trial, ignore_errors=True)
            shutil.copytree(whole, trial)
            flip(trial / "library.db", at + chance.randrange(min(len(words), 20)), 0)
            if unnoticed := is_noticed(trial, before):
                missed.append(f"{table}.{column} at {at}: {unnoticed}")
            at = content.find(words, at + 1) if len(missed) < 30 and chance.random() < 0.2 else -1
    assert missed == [], "\n".join(missed)


def test_a_flipped_bit_of_an_imported_library_s_name_is_noticed_wherever_it_stands(whole: Path) -> None:
    path, trial = whole / "library.db", whole.parent / "trial"
    content, before = path.read_bytes(), tables(path)
    with closing(sqlite3.connect(path)) as connection:
        ((name,),) = connection.execute("SELECT library FROM replica").fetchall()
    places = [at for at in range(len(content)) if content.startswith(name.encode(), at)]
    assert len(places) >= 3  # its events, and the table of imported libraries twice
    for at in places:
        shutil.rmtree(trial, ignore_errors=True)
        shutil.copytree(whole, trial)
        flip(trial / "library.db", at + 5, 0)
        assert is_noticed(trial, before) is None, at


def test_no_flipped_bit_of_a_mirror_goes_unnoticed(whole: Path) -> None:
    path, chance = whole / "annotations" / "dana.jsonl", random.Random(4)
    content = path.read_bytes()
    with Library.open(whole, by="dana") as library:
        for _ in range(60):
            at = chance.randrange(len(content))
            flip(path, at, chance.randrange(8))
            assert [one for one in library.care.check() if "dana.jsonl" in one.where], at
            path.write_bytes(content)
        assert not [one for one in library.care.check() if one.level == "error"]


def test_a_repair_leaves_what_it_repairs_as_it_was(whole: Path) -> None:
    """It works on a copy: the damaged file's bytes are those of the copy that it keeps."""
    path, chance = whole / "library.db", random.Random(5)
    content = path.read_bytes()
    trial = whole.parent / "trial"
    repaired = 0
    for _ in range(12):
        shutil.rmtree(trial, ignore_errors=True)
        shutil.copytree(whole, trial)
        flip(trial / "library.db", chance.randrange(200, len(content)), chance.randrange(8))
        damaged = (trial / "library.db").read_bytes()
        with suppress(SaysoError):
            repair(trial, LogFile(trial, writable=True))
        kept = [one.read_bytes() for one in (trial / "backups").glob("damaged-*.db")]
        assert damaged in [*kept, (trial / "library.db").read_bytes()]
        repaired += len(kept)
        with Library.open(trial, by="dana", cache=trial.parent / "cache") as library:
            assert [one for one in library.care.check() if one.level == "error"] == []
            assert len(library.statements.get(FIRST).labels) == 1
    assert repaired
