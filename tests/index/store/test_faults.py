"""Whatever call to the disk goes wrong, the library is as before or as it was to be, and what was said is true."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from index.library import Library
from tests.index.store.helpers import TEXT, analysed, three
from tests.index.store.nurseries import nursery
from tests.index.store.test_dump import dumped

MOST = 400

Run = Callable[[Path, str, int, str], list[str]]


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    """Does one thing to a library with a fault, and gives what the process said."""
    with nursery("faults") as (stdin, stdout):
        if stdout.readline() != "can\n":
            pytest.skip("the calls of this Python's SQLite cannot be reached (it is linked into the interpreter)")

        def once(folder: Path, operation: str, at: int, how: str) -> list[str]:
            output = tmp_path / "said"
            output.write_bytes(b"")
            stdin.write(f"{folder}\t{operation}\t{at}\t{how}\t{output}\n")
            stdin.flush()
            assert stdout.readline() == "over\n"
            return output.read_text().splitlines()

        yield once


@pytest.fixture
def template(library: Library, folder: Path) -> Path:
    """A library of twelve statements, two of them labelled, that is closed."""
    texts = [TEXT.replace("divides", word) for word in ("divides", "splits", "parts", "rends")]
    for number, text in enumerate(texts):
        analysed(library, text, path=f"{number}.txt")
    library.annotations.label(three()[0].id, "against")
    library.annotations.label(three()[1].id, "favor")
    library.close()
    (folder.parent / "dump.jsonl").write_bytes(dumped(folder))
    return folder


def events(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / "library.db")) as connection:
        return [row[0] for row in connection.execute("SELECT id FROM event ORDER BY sequence")]


def go_through(run: Run, template: Path, operation: str, how: str, step: int = 1) -> int:
    """Have each call go wrong in turn, each time in a fresh copy of the library; how many there were."""
    before = len(events(template))
    grows = operation in ("label", "many", "undo")
    place = template.parent / "trial"
    folder = place / "library"
    for at in range(1, MOST, step):
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(template, folder)
        shutil.copy(template.parent / "dump.jsonl", place)
        if operation == "open":
            mirror = folder / "annotations" / "dana.jsonl"
            mirror.write_bytes(mirror.read_bytes()[:-20])
        if operation == "repair":
            with closing(sqlite3.connect(folder / "library.db", isolation_level=None)) as connection:
                connection.execute("DELETE FROM decision")
        said = run(folder, operation, at, how)
        faults = [line for line in said if line.startswith("fault")]
        assert not faults, (at, said)
        refused = any(line.startswith("error") for line in said)
        assert said or how in ("kill", "torn")
        with Library.open(folder, by="dana", cache=place / "cache") as library:
            found = [one for one in library.care.check() if one.level == "error"]
            if operation == "repair" and found:
                library.care.repair()  # it was not mended, and still can be
                found = [one for one in library.care.check() if one.level == "error"]
            assert found == [], (at, said, found)
            labels = [len(view.labels) for row in library.articles.rows() for view in library.statements.of(row.key)]
            assert sum(labels) >= (1 if operation == "undo" else 2), (at, said)
            if operation == "many":
                assert sum(labels) in (2, len(labels)), (at, said)
        number = len(events(folder))
        assert number in ((before, before + 1) if grows else (before,)), (at, said)
        if grows and "done" in said:
            assert number == before + 1, (at, said)
        if grows and refused:
            assert number == before, (at, said)
        for made in (place / "copy.db", place / "copy.jsonl", place / "new" / "library.db"):
            if made.exists():
                if made.name == "library.db":
                    assert dumped(made.parent) == dumped(folder)
                else:
                    Library.restore(made, place / "again")
                    assert dumped(place / "again") == dumped(folder)
                    shutil.rmtree(place / "again")
        if "ended" in "".join(said) and not refused and int(said[-1].split()[1]) < at:
            return at - 1
    raise AssertionError(f"it made more than {MOST} calls")


def test_a_kill_at_every_call_of_a_label(run: Run, template: Path) -> None:
    assert go_through(run, template, "label", "kill") > 8


def test_a_disk_that_is_full_from_any_call_of_a_label_on(run: Run, template: Path) -> None:
    assert go_through(run, template, "label", "full") > 8


@pytest.mark.slow
@pytest.mark.parametrize("how", ["kill", "torn", "full", "error"])
@pytest.mark.parametrize("operation", ["label", "many", "undo", "add", "open", "backup", "dump", "repair", "restore"])
def test_every_call_of_everything(run: Run, template: Path, operation: str, how: str) -> None:
    assert go_through(run, template, operation, how) > 2
