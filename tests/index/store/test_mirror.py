"""The log in plain text: complete, readable, and enough to rebuild the decisions from."""

from __future__ import annotations

import fcntl
import json
import os
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.library import Library
from index.store import codec, events, mirror, projection, schema
from tests.index.store.helpers import analysed, three

FIRST, SECOND, THIRD = (one.id for one in three())


def events_of(folder: Path) -> list[str]:
    connection = sqlite3.connect(folder / "library.db")
    found = [row[0] for row in connection.execute("SELECT hash FROM event ORDER BY sequence")]
    connection.close()
    return found


def lines_of(path: Path) -> list[str]:
    return [json.loads(line)["hash"] for line in path.read_text().splitlines()]


@pytest.fixture
def path(folder: Path) -> Path:
    return folder / "annotations" / "dana.jsonl"


def test_each_event_is_a_line_of_canonical_json(library: Library, folder: Path, path: Path) -> None:
    analysed(library)
    assert not path.exists()
    for stance in ("against", "mixed"):
        library.annotations.label(FIRST, stance, note="naïve “quotes”")
        assert lines_of(path) == events_of(folder)
    library.annotations.undo()
    assert lines_of(path) == events_of(folder)
    for line in path.read_text().splitlines():
        assert codec.canonical(json.loads(line)) == line
        event = codec.event_from_json(json.loads(line))
        assert codec.event_hash(event) == event.hash
        assert codec.event_to_json(event) == json.loads(line)


def test_decisions_can_be_rebuilt_from_the_mirrors(open_library: Callable[..., Library], folder: Path) -> None:
    dana, eve = open_library("dana"), open_library("eve")
    analysed(dana)
    dana.annotations.label(FIRST, "against", note="clear")
    eve.annotations.label(FIRST, "mixed")
    dana.annotations.retire(SECOND)
    dana.annotations.undo()
    eve.annotations.create_issue("toll", "The toll should rise", ["toll"])
    read = [event for one in (folder / "annotations").glob("*.jsonl") for _, event in mirror.read(one) if event]
    empty = sqlite3.connect(":memory:", isolation_level=None)
    schema.migrate_library(empty, 0)
    log = sorted(read, key=lambda event: event.sequence)
    for event in log:
        events.insert(empty, event)
    projection.rebuild(empty, log)
    rebuilt = empty.execute("SELECT * FROM decision ORDER BY subject, field, by").fetchall()
    empty.close()
    original = sqlite3.connect(folder / "library.db")
    assert rebuilt == original.execute("SELECT * FROM decision ORDER BY subject, field, by").fetchall()
    original.close()
    assert len(rebuilt) == 5


@pytest.mark.parametrize("left", [0, 1, 2])
def test_a_mirror_behind_the_log_is_completed_when_the_library_is_opened(
    open_library: Callable[..., Library], folder: Path, path: Path, left: int
) -> None:
    library = open_library()
    analysed(library)
    for stance in ("against", "mixed", "favor"):
        library.annotations.label(FIRST, stance)
    library.close()
    whole = path.read_bytes()
    path.write_bytes(b"".join(whole.splitlines(keepends=True)[:left]))
    open_library()
    assert path.read_bytes() == whole


def test_a_torn_line_is_taken_off_and_written_anew(
    open_library: Callable[..., Library], folder: Path, path: Path
) -> None:
    library = open_library()
    analysed(library)
    library.annotations.label(FIRST, "against")
    library.annotations.label(SECOND, "favor")
    whole = path.read_bytes()
    for cut in (1, 2, 30, len(whole.splitlines(keepends=True)[1]) - 1):
        path.write_bytes(whole[:-cut])
        library.close()
        library = open_library()
        assert path.read_bytes() == whole


def test_lines_of_another_replica_stay_where_they_are(library: Library, folder: Path, path: Path) -> None:
    analysed(library)
    library.annotations.label(FIRST, "against")
    foreign = json.loads(path.read_text())
    foreign["library"] = "another"
    with path.open("a") as file:
        file.write(codec.canonical(foreign) + "\n")
    library.annotations.label(SECOND, "favor")
    hashes = lines_of(path)
    assert len(hashes) == 3 and [hashes[0], hashes[2]] == events_of(folder)


def test_a_mirror_ahead_of_the_log_is_set_aside_with_nothing_lost(
    open_library: Callable[..., Library], folder: Path, path: Path
) -> None:
    library = open_library()
    analysed(library)
    library.annotations.label(FIRST, "against")
    library.close()
    earlier = (folder / "library.db").read_bytes()
    library = open_library()
    library.annotations.label(FIRST, "mixed")
    library.close()
    ahead = path.read_bytes()
    (folder / "library.db").write_bytes(earlier)
    library = open_library()
    library.annotations.label(SECOND, "favor")
    assert lines_of(path) == events_of(folder)
    (aside,) = path.parent.glob("*.aside")
    assert aside.read_bytes() == ahead


def test_a_mirror_that_cannot_be_written_costs_no_label(library: Library, folder: Path, path: Path) -> None:
    analysed(library)
    (folder / "annotations").write_text("a file where the folder should be")
    library.annotations.label(FIRST, "against")
    assert library.statements.get(FIRST).stance == "against"
    assert "mirror" in (folder / "sayso.log").read_text()
    (folder / "annotations").unlink()
    library.annotations.label(SECOND, "favor")
    assert lines_of(path) == events_of(folder)


def test_a_line_is_on_the_disk_before_the_label_is_acknowledged(
    library: Library, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    analysed(library)
    flushed: list[tuple[int, bytes]] = []
    fsync = os.fsync

    def watched(descriptor: int) -> None:
        fsync(descriptor)
        flushed.append((os.fstat(descriptor).st_ino, path.read_bytes() if path.exists() else b""))

    monkeypatch.setattr(os, "fsync", watched)
    for stance in ("against", "mixed"):
        flushed.clear()
        event = library.annotations.label(FIRST, stance)
        status = path.stat()
        whole = [content for inode, content in flushed if inode == status.st_ino]
        assert whole and whole[-1] == path.read_bytes()
        assert event.hash in whole[-1].decode()


@given(st.lists(st.text(min_size=1, max_size=80), min_size=2, max_size=8, unique=True))
def test_every_annotator_has_a_safe_file_of_their_own(names: list[str]) -> None:
    files = [mirror.file_name(name) for name in names]
    assert len({file.casefold() for file in files}) == len(names)
    for file in files:
        assert file.isascii() and "/" not in file and "\0" not in file and not file.startswith((".", "-"))
        assert len(file) <= 80


def test_names_that_differ_only_in_case_have_two_files() -> None:
    assert mirror.file_name("dana") == "dana.jsonl"
    assert mirror.file_name("Dana").casefold() != "dana.jsonl"
    assert mirror.file_name("../../etc/passwd").startswith("etc-passwd~")


def test_the_log_file_holds_no_word_of_an_article(open_library: Callable[..., Library], folder: Path) -> None:
    library = open_library()
    analysed(library)
    library.annotations.label(FIRST, "against", note="secret note")
    library.close()
    (folder / "analysis.db").write_bytes(b"")
    open_library()
    log = (folder / "sayso.log").read_text()
    assert "set aside" in log
    for word in ("minister", "Harbour", "secret", "dana"):
        assert word not in log


def test_a_whole_line_without_its_end_is_kept(library: Library, folder: Path, path: Path) -> None:
    analysed(library)
    library.annotations.label(FIRST, "against")
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    with path.open("r+b") as file:
        mirror._take_off_torn(file)
    assert lines_of(path) == events_of(folder)
    library.annotations.label(SECOND, "mixed")
    assert lines_of(path) == events_of(folder)


def test_who_waited_for_a_mirror_that_was_set_aside_writes_to_the_new_one(
    library: Library, folder: Path, path: Path
) -> None:
    analysed(library)
    library.annotations.label(FIRST, "against")
    with path.open("r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        labelling = threading.Thread(target=lambda: library.annotations.label(SECOND, "mixed"))
        labelling.start()
        deadline = time.monotonic() + 10
        while len(events_of(folder)) < 2 and time.monotonic() < deadline:
            time.sleep(0.01)  # until it is committed, after which it waits for the mirror
        other = mirror.aside(path)
        path.rename(other)
        before = other.read_bytes()
    labelling.join()
    assert other.read_bytes() == before
    assert events_of(folder)[-1] in lines_of(path)
