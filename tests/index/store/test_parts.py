"""The small parts of the store: overlap of statements, JSON, errors of SQLite, the list at its sizes."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import DamagedError, LockedError
from index.model import Derivation, Entity, EntityType, Form, Passage, Span, Statement, Suggestion, Voice
from index.store import codec, schema
from index.store.connection import NotSavedError, connect, fetch, patiently, translated, writing
from index.store.matching import Outline, dice, stands_for
from tests.index.factories import statement

SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=4).map(
    lambda pairs: tuple(
        Span(20 * place + start % 10, 20 * place + start % 10 + length) for place, (start, length) in enumerate(pairs)
    )
)
WORDS = st.text(max_size=10)
NAMES = st.one_of(st.none(), WORDS)


@given(SPANS)
def test_spans_survive_being_written(spans: tuple[Span, ...]) -> None:
    assert codec.spans_from_text(codec.spans_to_text(spans)) == spans


DERIVATIONS = st.builds(
    Derivation,
    rule=st.text(max_size=5),
    lemma=st.text(max_size=5),
    cue_class=st.text(max_size=5),
    negated=st.booleans(),
    hedged=st.booleans(),
    holder=NAMES,
    parent=NAMES,
    issue_words=st.lists(st.text(max_size=5), max_size=2).map(tuple),
    issue_place=NAMES,
)
PASSAGES = st.builds(lambda spans, text: Passage(text if spans else "", spans), SPANS, WORDS)


@given(
    st.builds(
        Statement,
        id=st.text(max_size=5),
        version=st.text(max_size=5),
        actor=NAMES,
        actor_id=NAMES,
        source=PASSAGES,
        cue=PASSAGES,
        content=PASSAGES,
        form=st.sampled_from(Form),
        voice=st.sampled_from(Voice),
        via=st.lists(WORDS, max_size=2).map(tuple),
        confidence=st.floats(0, 1),
        issue=NAMES,
        suggested=st.one_of(st.none(), st.builds(Suggestion, st.text(), st.floats(0, 1), WORDS, st.text())),
        made_by=NAMES,
        derivation=st.one_of(st.none(), DERIVATIONS),
    )
)
def test_a_statement_survives_being_written(one: Statement) -> None:
    written = codec.canonical(codec.statement_to_json(one))
    assert codec.statement_from_json(codec.json.loads(written)) == one
    assert codec.canonical(codec.json.loads(written)) == written


def test_a_statement_that_was_written_without_its_derivation_has_none() -> None:
    written = codec.statement_to_json(statement())
    del written["derivation"]
    assert codec.statement_from_json(written) == statement()


@given(st.lists(st.builds(Entity, st.just(Span(1, 4)), st.text(), st.sampled_from(EntityType), st.text(), NAMES)))
def test_entities_survive_being_written(entities: list[Entity]) -> None:
    assert codec.entities_from_text(codec.entities_to_text(entities)) == entities


@given(SPANS, SPANS)
def test_dice_is_the_overlap_of_two_sets_of_characters(one: tuple[Span, ...], other: tuple[Span, ...]) -> None:
    first = {place for span in one for place in range(span.start, span.end)}
    second = {place for span in other for place in range(span.start, span.end)}
    expected = 2 * len(first & second) / (len(first) + len(second)) if first or second else 0.0
    assert dice(one, other) == pytest.approx(expected)
    assert dice(one, other) == dice(other, one)


def outline(id_: str, actor: str | None, cue: tuple[int, int] | None, content: tuple[int, int]) -> Outline:
    return Outline(id_, actor, (Span(*cue),) if cue else (), (Span(*content),))


def test_a_statement_stands_for_one_that_it_overlaps_enough() -> None:
    kept = outline("k", "ann", (0, 4), (10, 20))
    assert stands_for([kept], [outline("f", "ann", (2, 6), (10, 24))]) == {"f": "k"}
    assert stands_for([kept], [outline("f", "ann", (2, 6), (10, 26))]) == {}
    assert stands_for([kept], [outline("f", "ann", (5, 9), (10, 20))]) == {}
    assert stands_for([outline("k", "ann", None, (10, 20))], [outline("f", "bob", (5, 9), (10, 20))]) == {"f": "k"}


def test_each_stands_for_one_and_the_same_actor_comes_first() -> None:
    kept = [outline("k1", "ann", (0, 4), (10, 20)), outline("k2", "bob", (0, 4), (10, 20))]
    found = [
        outline("f1", "bob", (0, 4), (10, 20)),
        outline("f2", "ann", (0, 4), (11, 20)),
        outline("f3", "cy", (0, 4), (10, 20)),
    ]
    assert stands_for(kept, found) == {"f1": "k2", "f2": "k1"}
    assert stands_for(kept[:1], found) == {"f2": "k1"}


def test_a_transaction_is_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "file.db"
    sqlite3.connect(path).execute("CREATE TABLE thing (x)").connection.close()
    connection = connect(path, writable=True)
    with writing(connection, path):
        connection.execute("INSERT INTO thing VALUES (1)")
    with pytest.raises(ZeroDivisionError), writing(connection, path):
        connection.execute("INSERT INTO thing VALUES (2)")
        _ = 1 / 0
    with pytest.raises(LockedError, match="no such table"), writing(connection, path):
        connection.execute("INSERT INTO thing VALUES (3)")
        connection.execute("INSERT INTO nowhere VALUES (3)")
    assert connection.execute("SELECT x FROM thing").fetchall() == [(1,)]
    assert connection.execute("PRAGMA synchronous").fetchone() == (3,)
    connection.close()


def test_a_busy_step_is_tried_again_until_patience_ends() -> None:
    tried = []

    def step() -> str:
        tried.append(1)
        if len(tried) < 4:
            error = sqlite3.OperationalError("database is locked")
            error.sqlite_errorcode = sqlite3.SQLITE_BUSY_SNAPSHOT
            raise error
        return "done"

    assert patiently(step, Path("x")) == "done"
    tried.clear()
    with pytest.raises(LockedError):
        patiently(step, Path("x"), patience=0.0)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (sqlite3.SQLITE_BUSY, LockedError),
        (sqlite3.SQLITE_FULL, NotSavedError),
        (sqlite3.SQLITE_IOERR_WRITE, NotSavedError),
        (sqlite3.SQLITE_READONLY_DIRECTORY, LockedError),
        (sqlite3.SQLITE_CANTOPEN, LockedError),
        (sqlite3.SQLITE_CORRUPT, DamagedError),
        (sqlite3.SQLITE_NOTADB, DamagedError),
    ],
)
def test_each_error_names_the_file_and_says_that_nothing_is_saved(code: int, kind: type[Exception]) -> None:
    error = sqlite3.OperationalError("as SQLite says")
    error.sqlite_errorcode = code
    error.sqlite_errorname = "SQLITE_IOERR_WRITE"
    ours = translated(error, Path("/shelf/library.db"), saving=True)
    assert type(ours) is kind
    assert "/shelf/library.db" in ours.sentence and "nothing of this edit is saved" in ours.sentence
    reading = translated(error, Path("x"), saving=False)
    assert "saved" not in reading.sentence
    assert reading.title == ("The library is damaged" if kind is DamagedError else "The library cannot be read")
    if kind is LockedError:
        assert ours.title == "The library cannot be written"


def test_a_read_that_another_process_holds_up_is_called_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.store.connection.PATIENCE", 0.05)
    path = tmp_path / "file.db"
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("CREATE TABLE thing (x)")
        connection = connect(path, writable=True)
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LockedError) as caught:
            fetch(connection, path, "SELECT * FROM thing")
        assert caught.value.title == "The library cannot be read"
        with pytest.raises(LockedError) as caught, writing(connection, path):
            raise AssertionError("it was locked")
        assert caught.value.title == "The library cannot be written"
        connection.close()


def test_bytes_that_are_no_text_are_damage() -> None:
    def step() -> str:
        return b"\xff".decode()

    for saving in (False, True):
        with pytest.raises(DamagedError, match="not text"):
            patiently(step, Path("x"), saving=saving)
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        with pytest.raises(DamagedError, match="nothing of this edit is saved"), writing(connection, Path("x")):
            step()
        with pytest.raises(DamagedError, match="not text") as caught:
            fetch(connection, Path("x"), "SELECT CAST(x'736563726574ff' AS TEXT)")
        assert "secret" not in caught.value.sentence


def test_a_script_is_taken_apart_into_whole_statements() -> None:
    parts = schema.statements("-- a remark\nCREATE TABLE a (x);\n\nCREATE TRIGGER t BEFORE DELETE ON a\n"
                              "    BEGIN SELECT 1; SELECT 2; END;\n")  # fmt: skip
    assert [part.split()[1] for part in parts] == ["TABLE", "TRIGGER"]
