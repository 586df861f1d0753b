"""Where statements stand in a corrected article follows from the log and the texts, and is found anew from them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from index.library import Library
from index.model import version_of
from index.store import events, projection
from tests.index.store.corrected import CHANGED, DROPPED, MORE, correct, labelled
from tests.index.store.helpers import TEXT, three

FIRST, SECOND, _ = (one.id for one in three())


def rows(folder: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / "library.db")) as connection:
        return [
            *connection.execute("SELECT * FROM anchor ORDER BY statement"),
            *connection.execute("SELECT id, version, start, body FROM kept ORDER BY id"),
        ]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE anchor SET place = replace(place, 'dredging', 'drowning') WHERE method = 'exact'",
        "UPDATE anchor SET method = 'orphan', place = NULL WHERE method = 'exact'",
        "DELETE FROM anchor",
    ],
)
def test_places_are_made_anew_from_the_log_and_the_texts(library: Library, folder: Path, sql: str) -> None:
    labelled(library)
    correct(library, DROPPED)
    before, views = rows(folder), library.statements.of("a-1")
    with closing(sqlite3.connect(folder / "library.db")) as connection:
        connection.execute(sql)
        connection.commit()
    assert "error" in {finding.level for finding in library.care.check()}
    library.care.repair()
    assert rows(folder) == before and library.statements.of("a-1") == views
    assert {finding.level for finding in library.care.check()} == {"warning"}


def test_rebuilding_what_follows_from_the_log_finds_places_anew(library: Library, folder: Path) -> None:
    labelled(library)
    correct(library, CHANGED)
    before = rows(folder)
    with closing(sqlite3.connect(folder / "library.db")) as connection:
        connection.execute("UPDATE anchor SET place = replace(place, 'dredging', 'drowning')")
        projection.rebuild(connection, list(events.walk(connection)))
        connection.commit()
    assert rows(folder) == before


def test_another_similarity_finds_places_anew(library: Library, folder: Path) -> None:
    labelled(library)
    correct(library, CHANGED)
    assert not library.statements.get(FIRST).orphan
    library.close()
    (folder / "config.yaml").write_text("anchoring:\n  similarity: 0.99\n", encoding="utf-8")
    with Library.open(folder, by="dana") as strict:
        assert strict.statements.get(FIRST).orphan and strict.statements.get(FIRST).label is not None
        assert [one.level for one in strict.care.check()] == ["warning"]
    (folder / "config.yaml").unlink()
    with Library.open(folder, by="dana") as again:
        assert not again.statements.get(FIRST).orphan and again.care.check() == []


def test_a_library_that_had_no_places_gets_them_when_it_is_opened(library: Library, folder: Path) -> None:
    labelled(library)
    correct(library, MORE)
    before = rows(folder)
    library.close()
    with closing(sqlite3.connect(folder / "library.db")) as connection:
        # As a library is right after its upgrade from a schema without places.
        connection.execute("DELETE FROM anchor")
        connection.execute("DELETE FROM meta WHERE name = 'anchoring'")
        connection.execute("UPDATE kept SET version = ?", (version_of(TEXT),))
        connection.commit()
    with Library.open(folder, by="dana") as opened:
        assert opened.statements.get(FIRST).current and opened.care.check() == []
    assert [row[:3] for row in rows(folder)] == [row[:3] for row in before]
    bytes_ = (folder / "library.db").read_bytes()
    Library.open(folder, by="dana").close()
    assert (folder / "library.db").read_bytes() == bytes_


def test_the_log_alone_tells_of_a_statement_as_it_was_made(library: Library, folder: Path) -> None:
    labelled(library)
    correct(library, MORE)
    library.annotations.note(FIRST, "later")
    library.annotations.label_many([FIRST, SECOND], stance="mixed")
    with closing(sqlite3.connect(folder / "library.db")) as connection:
        told = [part.about["statement"] for event in events.walk(connection) for part in event.parts()]
    assert {(one["id"], one["version"]) for one in told} == {(FIRST, version_of(TEXT)), (SECOND, version_of(TEXT))}  # type: ignore[index]
