"""A library as plain text: a library made of a dump gives the same dump, and damage in one is named by its line."""

from __future__ import annotations

import io
import json
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index import cli
from index.errors import DamagedError, LockedError, UsageError
from index.library import Library
from index.store import dump, undump
from index.store.articles import seal
from tests.index.store.earlier import as_schema
from tests.index.store.forging import sealed
from tests.index.store.helpers import TEXT, analysed, draft, three

FIRST, SECOND, THIRD = (one.id for one in three())


def dumped(folder: Path) -> bytes:
    target = io.BytesIO()
    dump.write(folder / "library.db", target)
    return target.getvalue()


@pytest.fixture
def library_with_all(open_library: Callable[..., Library]) -> Library:
    """An article in two versions, one removed; labels of two annotators, readings, a visit, a tag, a flag."""
    dana, eve = open_library("dana"), open_library("eve")
    analysed(dana, language="en", source_id="p-1", section="Harbour")
    dana.annotations.label(FIRST, "against", note="naïve “words”\u2028", certainty="low")
    dana.annotations.label_many([FIRST, SECOND], stance="mixed")
    eve.annotations.label(FIRST, "favor")
    eve.annotations.retire(THIRD)
    eve.annotations.undo()
    analysed(dana, TEXT.replace("divides", "splits"), language="en", source_id="p-1")
    dana.articles.add([draft("Ferry\n\nIt sails.", path="f.txt"), draft("Quay\n\nShut.", path="q.txt")])
    dana.articles.mark_read([1, 2])
    dana.tags.tag([1, 3], "harbour")
    eve.tags.flag([3])
    dana.articles.remove(dana.articles.by_key(2).id)
    eve.articles.visit()
    eve.articles.visit()
    return dana


def seen(library: Library) -> object:
    """All that a person sees of a library, but for what its analysis found."""
    rows = list(library.articles.rows())
    return (
        [(row.key, row.id, row.title, row.labelled, row.read, row.flagged, row.tags) for row in rows],
        [library.articles.versions(row.id) for row in rows],
        [library.articles.sources(row.id) for row in rows],
        [view for row in rows for view in library.statements.of(row.key) if view.labels or view.note],
        library.annotations.issues(),
        library.articles.previous_visit(),
    )


def test_dump_restore_dump_is_the_same_to_the_byte(library_with_all: Library, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(first := dumped(folder))
    Library.restore(tmp_path / "one", tmp_path / "new")
    assert dumped(tmp_path / "new") == first
    with Library.open(tmp_path / "new", by="dana") as restored:
        assert restored.care.check() == []
        assert dumped(tmp_path / "new") == first
        assert seen(restored) == seen(library_with_all)
        assert restored._core.library != library_with_all._core.library
        event = restored.annotations.label(FIRST, "none")
        assert restored.annotations.undo()[1].id == event.id
        assert restored.care.check() == []
    kinds = {next(iter(json.loads(line).keys() - {"hash"})) for line in first.splitlines()}
    assert {"dump", "meta", "clock", "article", "version", "source", "reading", "visit", "event"} <= kinds


OPERATIONS = st.lists(
    st.tuples(
        st.sampled_from(["label", "note", "retire", "undo", "redo", "tag", "flag", "read", "visit", "text", "remove"]),
        st.sampled_from(["dana", "eve"]),
        st.sampled_from([FIRST, SECOND, THIRD]),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    ),
    max_size=12,
)


@given(OPERATIONS)
@example([(what, "dana", FIRST, "") for what in ("remove", "undo", "text", "label")])
@settings(max_examples=15, deadline=None)
def test_any_library_comes_back_from_its_dump(operations: list[tuple[str, str, str, str]]) -> None:
    with TemporaryDirectory() as name:
        place = Path(name)
        open_as = {by: Library.open(place / "l", by=by, create=True, cache=place / "c") for by in ("dana", "eve")}
        try:
            analysed(open_as["dana"], source_id="p")
            for what, by, statement, words in operations:
                _do(open_as[by], what, statement, words)
            before = seen(open_as["eve"])
        finally:
            for library in open_as.values():
                library.close()
        (place / "one").write_bytes(first := dumped(place / "l"))
        undump.restore(place / "one", place / "new")
        assert dumped(place / "new") == first
        with Library.open(place / "new", by="eve", cache=place / "c") as restored:
            assert restored.care.check() == []
            assert seen(restored) == before
            assert dumped(place / "new") == first


def _do(library: Library, what: str, statement: str, words: str) -> None:
    try:
        match what:
            case "label":
                library.annotations.label(statement, "favor", note=words)
            case "note":
                library.annotations.note(statement, words)
            case "retire":
                library.annotations.retire(statement)
            case "undo":
                library.annotations.undo()
            case "redo":
                library.annotations.redo()
            case "tag":
                library.tags.tag([1], f"t{len(words)}")
            case "flag":
                library.tags.flag([1])
            case "read":
                library.articles.mark_read(1)
            case "visit":
                library.articles.visit()
            case "text":
                library.articles.add([draft(f"{TEXT} {words}", source_id="p")])
            case "remove":
                library.articles.remove(library.articles.by_key(1).id)
    except UsageError:
        pass


def test_damage_is_named_by_its_line_and_nothing_is_made(
    library_with_all: Library, folder: Path, tmp_path: Path
) -> None:
    lines = dumped(folder).splitlines(keepends=True)
    file = tmp_path / "damaged"

    def refused(damaged: list[bytes]) -> str:
        file.write_bytes(b"".join(damaged))
        with pytest.raises(DamagedError) as caught:
            Library.restore(file, tmp_path / "new")
        assert not (tmp_path / "new").exists()
        return caught.value.sentence

    for at in range(len(lines)):
        for place in {10, len(lines[at]) // 2, len(lines[at]) - 3}:
            flipped = lines[at][:place] + bytes([lines[at][place] ^ 4]) + lines[at][place + 1 :]
            said = refused([*lines[:at], flipped, *lines[at + 1 :]]) if at or place != 10 else "line 1 "
            assert f"line {at + 1} " in said, (at, place, said)
        if 0 < at < len(lines) - 1:
            assert f"line {at + 1} " in refused([*lines[:at], *lines[at + 1 :]])
    assert f"has {len(lines) - 2} lines" in refused(lines[:-1])
    assert "should have" in refused([*lines[:1]])
    assert "lines 4, 5" in refused([*lines[:3], lines[4], lines[3], *lines[5:]])


def test_a_dump_of_a_newer_sayso_is_refused(library: Library, folder: Path, tmp_path: Path) -> None:
    head, *rest = [json.loads(line) for line in dumped(folder).splitlines()]
    for name in ("format", "schema"):
        newer = {"dump": {**head["dump"], name: 99}}
        lines = [{**newer, "hash": dump.line_hash("", newer)}, *rest]
        (tmp_path / "newer").write_bytes(b"".join(map(dump.to_line, lines)))
        with pytest.raises(LockedError, match="newer"):
            Library.restore(tmp_path / "newer", tmp_path / "new")
    assert not (tmp_path / "new").exists()


def made_up(lines: Sequence[bytes], change: Callable[[str, dict[str, Any]], None], head: dict[str, Any]) -> bytes:
    """A dump with other rows, and other fields in its header, whose hashes are right all the same."""
    rows = [{kind: dict(row) for kind, row in json.loads(one).items() if kind != "hash"} for one in lines]
    last, body = "", []
    for row in rows[1:]:
        ((kind, values),) = row.items()
        change(kind, values)
        last = dump.line_hash(last, row)
        body.append(dump.to_line({**row, "hash": last}))
    first = {"dump": {**rows[0]["dump"], "whole": last, **head}}
    return dump.to_line({**first, "hash": dump.line_hash("", first)}) + b"".join(body)


def resealed(row: dict[str, Any], **changes: object) -> None:
    """Another version of an article, whose seal is right."""
    row.update(changes)
    names = ("title", "date", "outlet", "author", "url", "language", "source_id", "masked", "title_span", "added")
    row["seal"] = seal((row["hash"], *(row[name] for name in names)), row["section"])


def rehashed(row: dict[str, Any], **changes: object) -> None:
    """Another event, whose hash is right."""
    row.update(changes)
    row.update({name: sealed({**row, "sequence": row["origin"]})[name] for name in ("hash", "id")})


def test_a_dump_that_was_made_up_makes_no_library(library_with_all: Library, folder: Path, tmp_path: Path) -> None:
    """Where the hashes of the lines are right, seals, chains and tables still hold, and all can be read."""
    original = dumped(folder).splitlines()
    file = tmp_path / "made-up"

    def refused(kind: str, change: Callable[[dict[str, Any]], None], head: dict[str, Any] | None = None) -> None:
        file.write_bytes(made_up(original, lambda at, row: change(row) if at == kind else None, head or {}))
        with pytest.raises(DamagedError, match="nothing was made of it"):
            Library.restore(file, tmp_path / "new")
        assert not (tmp_path / "new" / "library.db").exists()

    for kind, name, value in (
        ("version", "text", "other words"),
        ("event", "by", "somebody"),
        ("event", "kind", "teleport"),
        ("event", "sequence", -5),
        ("article", "version", "none"),
        ("clock", "sequence", "words"),
        ("clock", "sequence", 0),
        ("clock", "sequence", 2**63 - 1),
        ("source", "nonsense", 1),
        ("event", "sets", {"stance": "favor"}),
        ("meta", "name", "library"),
    ):
        refused(kind, lambda row, name=name, value=value: row.update({name: value}))
    refused("article", lambda row: row.update(id=f"../{row['id']}"))
    for name, value in (("masked", "garbage"), ("masked", "5-99999999"), ("title_span", "x"), ("title_span", "9-3")):
        refused("version", lambda row, name=name, value=value: resealed(row, **{name: value}))
    for name, value in (
        *(("kind", "teleport"), ("sets", {"stance": {"deep": 1}}), ("about", [1]), ("about", {"statement": None})),
        *(("by", "../../x\x1b[2J"), ("at", "never"), ("sets", {})),
    ):
        refused("event", lambda row, name=name, value=value: rehashed(row, previous="", **{name: value}))
    for head in ({"schema": "3"}, {"schema": -1}, {"schema": 0}, {"lines": None}, {"format": "x"}, {"rows": 7}):
        refused("", lambda row: None, head)


def test_a_library_with_what_cannot_be_read_is_not_taken_in(library: Library, folder: Path, tmp_path: Path) -> None:
    analysed(library)
    library.close()
    with closing(sqlite3.connect(folder / "library.db", isolation_level=None)) as connection:
        (guard,) = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'version_stays'").fetchone()
        connection.execute("DROP TRIGGER version_stays")
        connection.row_factory = sqlite3.Row
        row = dict(connection.execute("SELECT * FROM version").fetchone())
        resealed(row, masked="garbage")
        connection.execute("UPDATE version SET masked = ?, seal = ?", (row["masked"], row["seal"]))
        connection.execute(guard)
    with Library.open(tmp_path / "new", by="omar", create=True) as new:
        got = new.replicas.import_library(folder)
        assert got.articles == {} and ["it is not what it was" in one.what for one in got.findings] == [True]
        assert list(new.articles.rows()) == []


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_dump_of_an_earlier_schema_becomes_a_library(
    library: Library, folder: Path, tmp_path: Path, number: int
) -> None:
    analysed(library, language="en")
    library.annotations.label(FIRST, "against")
    library.close()
    as_schema(folder, number)
    (tmp_path / "one").write_bytes(dumped(folder))
    Library.restore(tmp_path / "one", tmp_path / "new")
    with Library.open(folder, by="dana") as upgraded, Library.open(tmp_path / "new", by="dana") as restored:
        assert restored.care.check() == []
        assert restored.statements.get(FIRST).stance == "against"
        assert dumped(tmp_path / "new") == dumped(folder)
        assert [row.title for row in restored.articles.rows()] == [row.title for row in upgraded.articles.rows()]


def test_a_damaged_library_is_not_dumped_as_if_it_were_sound(library: Library, folder: Path, tmp_path: Path) -> None:
    analysed(library)
    with closing(sqlite3.connect(folder / "library.db", isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER version_stays")
        connection.execute("UPDATE version SET text = 'other words'")
    with pytest.raises(DamagedError, match=r"version .*check --repair"):
        library.care.dump_to(tmp_path / "file")
    assert not (tmp_path / "file").exists()


def test_the_commands(
    library_with_all: Library,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    file, new = tmp_path / "dump.jsonl", tmp_path / "new"
    here = ["--library", str(folder)]
    assert cli.main([*here, "export", "dump", "-o", str(file)]) == 0
    assert b"3 articles in 4 versions" in capfdbinary.readouterr().out
    assert file.read_bytes() == dumped(folder)
    assert cli.main([*here, "export", "dump", "-o", str(file)]) == 2
    assert cli.main([*here, "export", "dump", "-o", str(tmp_path / "x"), "ferry"]) == 2
    assert cli.main(["--library", str(folder), "restore", str(file)]) == 2
    capfdbinary.readouterr()
    assert cli.main([*here, "export", "dump", "-o", "-"]) == 0
    assert capfdbinary.readouterr().out == file.read_bytes()
    assert cli.main(["--library", str(new), "restore", str(file), "--by", "eve"]) == 0
    assert b"2 articles" in capfdbinary.readouterr().out
    assert dumped(new) == file.read_bytes()
    file.write_bytes(file.read_bytes().replace(b"Harbour", b"Harbor", 1))
    assert cli.main(["--library", str(tmp_path / "other"), "restore", str(file)]) == 4
    assert b"The dump is damaged" in capfdbinary.readouterr().err
