"""What stands in a mirror and no library would have recorded: it disturbs nothing, and a repair leaves it out."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing

import pytest

from index.library import Library
from index.store import mirror
from index.store.connection import connect
from tests.index.store.apart import FIRST, SECOND, THIRD, hashes, labels, log_of
from tests.index.store.forging import forged

NO_EVENTS = (
    b'{"about":{},"at":"","by":"m","hash":"zz","id":"x","kind":"label","library":"q","previous":"","sequence":1e999,'
    b'"sets":{},"subject":""}',
    b'{"about":[],"at":"","by":["m"],"hash":"zz","id":"zz","kind":"label","library":"q","previous":"","sequence":true,'
    b'"sets":{},"subject":""}',
    b'{"sequence":NaN}',
)


@pytest.mark.parametrize("raw", NO_EVENTS)
def test_a_mirror_with_a_line_that_is_no_event(ours: Library, open_library: Callable[..., Library], raw: bytes) -> None:
    ours.annotations.label(FIRST, "favor")
    file = ours.folder / "annotations" / "dana.jsonl"
    with file.open("ab") as mirrored:
        mirrored.write(raw + b"\n")
    assert [one for _, one in mirror.read(file)][1:] == [None]
    again = open_library("dana")
    again.annotations.label(SECOND, "against")
    again.annotations.label_many([FIRST, THIRD], stance="none")
    assert [one.what for one in again.care.check() if one.level == "error"] == ["it holds no event"]
    assert again.replicas.import_annotations([file]).refused == 1
    assert labels(again, SECOND) == {"dana": "against"}
    again.care.repair()
    assert again.care.check() == [] and len(hashes(again)) == 3


@pytest.mark.parametrize("other_field", [b'"x":NaN', b'"x":1e999', b'"x":"\\ud800"'])
def test_a_line_with_the_hash_of_another_and_what_json_lacks(ours: Library, other_field: bytes) -> None:
    ours.annotations.label(FIRST, "favor")
    file = ours.folder / "annotations" / "dana.jsonl"
    raw = file.read_bytes()
    file.write_bytes(raw + raw.replace(b'"sets":{', b'"sets":{' + other_field + b","))
    ours._core.database.read("SELECT 1")
    with closing(connect(ours._core.database.path, writable=True)) as connection:
        connection.execute("UPDATE kept SET stance = 'x'")
    assert any(one.level == "error" for one in ours.care.check())
    ours.care.repair()
    assert labels(ours, FIRST) == {"dana": "favor"} and ours.care.check() == []


def test_a_repair_takes_from_mirrors_what_an_import_would(ours: Library, open_library: Callable[..., Library]) -> None:
    ours.annotations.label(FIRST, "favor")
    file = ours.folder / "annotations" / "mallory.jsonl"
    own = ours._core.library
    file.write_bytes(
        forged(library=own, sequence=2**70) + forged(library=own, sets={"stance": ["favor"]}) + forged(library=own)
    )
    ours.close()
    (ours.folder / "library.db").write_bytes(b"")
    Library.repair(ours.folder)
    again = open_library("dana")
    assert {one.by for one in log_of(again)} == {"dana", "mallory"} and len(log_of(again)) == 2
    again.annotations.label(THIRD, "favor")
