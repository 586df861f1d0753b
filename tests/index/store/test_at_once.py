"""Several processes at one library, small disks, and an index that is deleted: nothing is lost by any of them."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from index.library import Library, NotSavedError
from index.store import codec, events, mirror
from tests.index.store.helpers import TEXT, analysed, draft, three
from tests.index.store.test_durability import Writers, ended, saved, writers  # noqa: F401 - a fixture

FIRST, SECOND, THIRD = (one.id for one in three())


def test_four_processes_at_once_lose_no_update(library: Library, folder: Path, writers: Writers) -> None:  # noqa: F811
    """Two of them are the same person; one labels all at once. The history holds what each was told, in its order."""
    analysed(library)
    library.close()
    names = ["dana", "dana", "eve", "all-omar"]
    outputs = [writers.start(folder, name, 15, 0.01)[1] for name in names]
    told = [saved(ended(output)) for output in outputs]
    assert [len(one) for one in told] == [15] * 4
    with closing(sqlite3.connect(folder / "library.db")) as connection:
        log = list(events.walk(connection))
        held = dict(
            connection.execute("SELECT by || ' ' || subject, event FROM decision WHERE field = 'stance'").fetchall()
        )
    order = [event.id for event in log]
    assert sorted(order) == sorted(event for one in told for event in one)
    for one in told:
        assert one == sorted(one, key=order.index)
    # Each sees all that was before it: the chains have no forks, and the last decision of each is the one that holds.
    chains: dict[str, str] = {}
    last: dict[str, int] = {}
    for event in log:
        assert event.previous == chains.get(event.by, "")
        chains[event.by] = event.hash
        last.update({f"{event.by} {part.subject}": event.sequence for part in event.parts()})
    assert held == last
    for by in {event.by for event in log}:
        lines = [event for _, event in mirror.read(folder / "annotations" / mirror.file_name(by))]
        assert [event.id for event in lines if event] == [event.id for event in log if event.by == by]
    with Library.open(folder, by="dana") as again:
        assert again.care.check() == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    if os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("only root may mount a small disk")
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "sayso-test", str(place)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip(f"a small disk cannot be mounted here: {done.stderr.decode().strip()}")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_small_disk_that_fills_up_loses_nothing(small_disk: Path) -> None:
    with Library.open(small_disk / "library", by="dana", create=True) as library:
        analysed(library)
        told = []
        with pytest.raises(NotSavedError, match="nothing of this edit is saved"):
            for number in range(5000):
                told.append(library.annotations.label(FIRST, ("favor", "against")[number % 2], note="n" * 9000).id)
    with closing(sqlite3.connect(small_disk / "library" / "library.db")) as connection:
        assert [id_ for (id_,) in connection.execute("SELECT id FROM event ORDER BY sequence")] == told
    for other in (small_disk / "library" / "backups").glob("*"):
        other.unlink()  # somebody makes room
    (small_disk / "library" / "sayso.log").unlink(missing_ok=True)
    with Library.open(small_disk / "library", by="dana") as library:
        assert [one for one in library.care.check() if one.level == "error"] == []
        assert library.statements.get(FIRST).stance == ("favor", "against")[(len(told) - 1) % 2]


def test_an_index_that_is_deleted_or_damaged_gives_the_same_hits_again(library: Library, tmp_path: Path) -> None:
    words = ("harbour", "minister", "dredging", "ferry", "quay")
    library.articles.add(
        [draft(f"Title {n}\n\nThe {words[n % 5]} and the {words[n % 3]} again.", path=f"{n}") for n in range(40)]
    )
    analysed(library)
    library.annotations.label(FIRST, "against")
    library.annotations.label(SECOND, "favor")
    queries = [*words, '"the harbour"', "harbour OR ferry", "min*", "is:labelled", "stance:against", "title:title"]

    def hits() -> list[object]:
        with Library.open(library.folder, by="dana") as fresh:
            fresh.search.catch_up()
            labels = [view.labels for row in fresh.articles.rows() for view in fresh.statements.of(row.key)]
            return [*(fresh.search.run(query).keys for query in queries), labels]

    before = hits()
    assert all(before)
    library.close()
    cache = tmp_path / "cache"
    files = [one for one in cache.rglob("*") if one.is_file()]
    assert files
    for one in files:
        content = bytearray(one.read_bytes())
        for at in range(0, len(content), 97):
            content[at] ^= 255
        one.write_bytes(content)
    assert hits() == before
    shutil.rmtree(cache)
    assert hits() == before


def test_an_event_keeps_its_order_whatever_the_clock_says(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Set back by years between any two: order, undo and what holds go by the sequence."""
    analysed(library)
    times = iter(["2030-01-01T00:00:00Z", "1999-01-01T00:00:00Z", "2035-01-01T00:00:00Z", "1970-01-01T00:00:00Z"] * 3)
    monkeypatch.setattr(events, "now", lambda: next(times))
    stances = ["favor", "against", "mixed", "favor"]
    for stance in stances:
        library.annotations.label(FIRST, stance)
    assert library.statements.get(FIRST).stance == "favor"
    for stance in reversed(stances[:-1]):
        library.annotations.undo()
        assert library.statements.get(FIRST).stance == stance
    library.annotations.redo()
    assert library.statements.get(FIRST).stance == "against"
    assert library.care.check() == []
    lines = (folder / "annotations" / "dana.jsonl").read_text().splitlines()
    sequences = [codec.event_from_json(json.loads(line)).sequence for line in lines]
    assert sequences == sorted(sequences)


def test_reading_again_never_takes_a_label_away(library: Library) -> None:
    """Whatever a later analysis finds, or where it finds nothing: what people decided stays, in number and in kind."""
    from index.model import Analysis
    from tests.index.store.helpers import found

    article = analysed(library)
    library.annotations.label(FIRST, "against", note="why")
    library.annotations.label_many([SECOND, THIRD], stance="mixed")
    before = {view.id: (view.labels, view.note) for view in library.statements.of(article.key)}
    others = TEXT.replace("dropped", "adopted")
    moved = Analysis((), tuple(one for one in found(TEXT).statements if one.id != FIRST))
    for result in (Analysis((), ()), moved, found(TEXT)):
        library.analysis.store(article.key, article.version, result)
        assert {view.id: (view.labels, view.note) for view in library.statements.of(article.key)} == before
        assert library.statements.progress().labelled == 3
    library.articles.add([draft(others)])
    assert library.statements.progress().labelled == 3
    assert library.care.check() == []
