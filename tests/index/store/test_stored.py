"""Whatever value of library.db is another one: no command ends as a fault of the program, and `check` names it."""

from __future__ import annotations

import json
import random
import shlex
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple, TypeAlias

import pytest

from index import cli
from index.errors import DamagedError
from index.library import Library, Mentions, Retype
from index.made_labels import Look
from index.model import Span
from index.store import stored
from index.store.learned import Learned
from tests.configured import read_once
from tests.index.store.helpers import TEXT, analysed, draft, three
from tests.index.store.test_proposals import QUARRY
from tests.index.store.test_proposals import filled as with_proposals

FIRST, SECOND, THIRD = (one.id for one in three())
HEAD = {
    "source_id": "post-1",
    "author": "A. Writer",
    "url": "https://post.example/harbour",
    "section": "Town",
    "language": "en",
    "title_span": Span(0, 12),
}
OTHERS = ("null", "7", "1e999", '"x"', '["x"]', "{}", '{"x":1}')
"""What may stand where something else should: all kinds of JSON, and an infinite number."""


class Damage(NamedTuple):
    """A value of a row that is another one: `row` says which row it is, as SQL."""

    table: str
    column: str
    row: str
    what: str
    text: str
    of: str

    # `what` is the kind of row, `of` what `check` names it by.

    def __str__(self) -> str:
        return f"{self.table}.{self.column} of {self.what} is {self.text}"


# -- a library with something of everything --------------------------------------------------------------------------


def make(folder: Path) -> None:
    """A library in which people did everything that an event says."""
    with Library.open(folder, by="dana", create=True) as dana:
        article = analysed(dana, **HEAD)
        dana.annotations.create_issue("toll", "The toll should rise", ["toll", "dues"])
        dana.annotations.create_issue("dredging", "The harbour should be dredged", ["dredging"])
        with_proposals(dana)
        dana.proposals.accept(QUARRY)
        dana.annotations.create_alias("ann-lee", "The Dredger")
        dana.annotations.label(FIRST, "against", note="clear", certainty="low", issue="toll")
        dana.annotations.label_many([FIRST, SECOND, THIRD], stance="favor")
        dana.annotations.question(SECOND, "is this hers?")
        dana.annotations.edit(SECOND, actor="Ann Lee of the quay", via=["The Courier"])
        dana.annotations.edit(FIRST, content=[Span(47, 75)])
        made = dana.annotations.create_statement(
            article.id, article.version, content=[Span(0, 12)], actor="Ida Marsh", stance="mixed", issue="dredging"
        )
        dana.second_look.label(SECOND, "mixed")
        dana.blind.set(["suggestions"])
        dana.annotations.label(THIRD, "mixed")
        dana.blind.set([])
        dana.entities.correct(Mentions("Ann Lee", article=article.key), Retype("ORG"))
        dana.tags.tag([article.key], "harbour")
        dana.tags.flag([article.key])
        dana.saved.save("toll", "issue:toll")
        dana.saved.save("mine", "query:toll {is:labelled}")
        dana.recoding.split("label", "favor", "demand", [FIRST], look=Look(definition="Asks that it be done"))
        dana.recoding.rename("label", "mixed", "both")
        dana.recoding.rename("issue", "toll", "dues", proposition="The dues should rise")
        dana.recoding.merge("actor", ["minister"], "ann-lee")
        dana.annotations.retire(made.id)
        dana.annotations.undo()
    with Library.open(folder, by="omar") as omar:
        omar.annotations.label_many([FIRST, SECOND, THIRD], stance="against")
        omar.annotations.retire(THIRD)
    with Library.open(folder, by="lead") as lead:
        lead.adjudication.take(FIRST, "omar")
        lead.adjudication.decide(SECOND, "both", reason=lead.adjudication.reasons[0])
        corrected = TEXT.replace("welcomed the dredging of the harbour", "called the harbour too deep already")
        lead.articles.add([draft(corrected.replace("Harbour plan", "Harbour plans"), **HEAD)])
        lead.annotations.label(SECOND, "favor")
        lead.articles.remove(lead.articles.by_key(3).id)
        _learned(lead)
        lead.articles.mark_read([1])
        lead.articles.visit()
        lead.articles.visit()
        with Library.open(folder.parent / "other", by="eva", create=True) as other:
            analysed(other, **HEAD)
            other.annotations.label(FIRST, "favor")
        lead.replicas.import_library(folder.parent / "other")


def _learned(library: Library) -> None:
    """Have it learned.db, as if something had been learned."""
    body = {"proposes": True, "stances": ["favor"], "issues": []}
    Learned(library.folder, library._core.library, str).replace("2026-11-01T00:00:00Z", body, {}, [], 0)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The library, closed, for all tests: they take copies."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        read_once(monkeypatch)
        folder = tmp_path_factory.mktemp("whole") / "library"
        monkeypatch.setenv("SAYSO_CACHE", str(folder.parent / "cache"))
        monkeypatch.setenv("SAYSO_STATE", str(folder.parent / "state"))
        make(folder)
        yield folder


# -- what is damaged -------------------------------------------------------------------------------------------------


def json_columns(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """The columns that hold JSON: those of text of which all values are some, and one an object or a list."""
    found = []
    tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    for (table,) in tables.fetchall():
        for _, column, kind, *_ in connection.execute(f"PRAGMA table_info({table})").fetchall():
            values = [one for (one,) in connection.execute(f"SELECT {column} FROM {table}") if one is not None]
            assert kind != "TEXT" or values, f"{table}.{column} holds nothing here: have `make` do what fills it"
            if kind == "TEXT" and all(map(is_json, values)) and any(one[:1] in "{[" for one in values):
                found.append((table, column))
    return found


def is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


_KINDS = {
    "event": "kind || CASE subject WHEN 'many' THEN ' of many' ELSE '' END",
    "decision": "substr(subject, 1, instr(subject, ':')) || field",
    "setting": "substr(subject, 1, instr(subject, ':')) || field",
    "anchor": "method",
}
"""What of a row says of which kind it is; in other tables all rows are of one."""
_NAMED = {"event": "id", "kept": "id", "anchor": "statement"}
"""The column by which `check` names a row; in other tables it is `subject`."""


def damages(connection: sqlite3.Connection) -> list[Damage]:
    """Every kind of value of every column that holds JSON, damaged in every way."""
    found = []
    for table, column in json_columns(connection):
        keys = [row[1] for row in connection.execute(f"PRAGMA table_info({table})").fetchall() if row[5]]
        rows = connection.execute(
            f"SELECT {_KINDS.get(table, repr(table))} AS kind, {column}, {_NAMED.get(table, 'subject')},"
            f" {', '.join(keys)} FROM {table}"
            f" WHERE {column} IS NOT NULL GROUP BY kind, length({column}) > 2 ORDER BY kind"
        ).fetchall()
        for kind, text, of, *key in rows:
            row = " AND ".join(f"{name} = {_quoted(value)}" for name, value in zip(keys, key, strict=True))
            for other in (text[: len(text) // 2], *OTHERS):
                if other != text:
                    found.append(Damage(table, column, row, str(kind), other, of))
    return found


def _quoted(value: object) -> str:
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else str(value)


def damage(path: Path, one: Damage) -> None:
    """Put another value in the place of one, whatever says that it stays."""
    with closing(sqlite3.connect(path)) as connection, connection:
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?", (one.table,)
        ).fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(f"UPDATE {one.table} SET {one.column} = ? WHERE {one.row}", (one.text,))
        assert connection.execute("SELECT changes() > 0").fetchone() == (1,)
        for _, sql in triggers:
            connection.execute(sql)


# -- what is read ----------------------------------------------------------------------------------------------------

READS = [
    shlex.split(line)
    for line in (
        "search harbour",
        "search --statements {stance:against}",
        "search {issue:dues} OR {is:labelled} OR {note:clear} OR {certainty:low} OR query:mine",
        "search --statements is:recheck OR is:conflict OR is:adjudicated OR is:question OR is:orphan",
        "search --statements 'actor:lee confidence>0.1 -is:recheck by:omar OR via:courier'",
        "statements --explain",
        "show ARTICLE --explain",
        "show ARTICLE --blind suggestions,labels,actors",
        "diff ARTICLE",
        "orphans",
        "stories",
        "saved",
        "queue --limit 0",
        "queue --order random --limit 0 --blind labels",
        "progress",
        "history --limit 0",
        "history --article ARTICLE --limit 0",
        "codebook",
        "issues",
        "annotators",
        "agreement",
        "agreement --self",
        "adjudicate --queue",
        "adjudicate --mine --by dana",
        "again --by dana",
        "export csv -o -",
        "export jsonl -o -",
        "export dump -o -",
        "tags",
        "check",
    )
]


def faults(folder: Path, article: str, capsys: pytest.CaptureFixture[str]) -> Iterator[str]:
    """The commands that end as a fault of the program, and how."""
    for read in READS:
        words = [article if word == "ARTICLE" else word for word in read]
        try:
            code = cli.main([*words, "--library", str(folder)])
        except Exception as error:
            code, said = cli.FAULT, repr(error)
        else:
            printed = capsys.readouterr()
            said = printed.err + printed.out
        if code == cli.FAULT or "this is a fault of" in said:
            yield f"{' '.join(read)}: {said[-300:]}"


Trial: TypeAlias = Callable[[Damage | None], Path]


@pytest.fixture
def trial(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Trial:
    """Makes copies of the library, each with one damage."""
    monkeypatch.setenv("SAYSO_DEBUG", "")  # a fault is to end as one

    def damaged_copy(one: Damage | None) -> Path:
        copy = tmp_path / "trial"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(whole, copy)
        if one is not None:
            damage(copy / "library.db", one)
        return copy

    return damaged_copy


def looked_at(
    whole: Path, trial: Trial, capsys: pytest.CaptureFixture[str], chosen: Callable[[list[Damage]], Iterable[Damage]]
) -> list[str]:
    """What is wrong with what becomes of some damages."""
    wrong = []
    with closing(sqlite3.connect(whole / "library.db")) as connection:
        every = damages(connection)
        ((article,),) = connection.execute("SELECT id FROM article WHERE key = 1").fetchall()
    for one in chosen(every):
        folder = trial(one)
        wrong += [f"{one}: {said}" for said in faults(folder, article, capsys)]
        with Library.open(folder, by="dana") as library:
            found = [finding for finding in library.care.check() if finding.level == "error"]
            if not any(one.of in f"{finding.where} {finding.what}" for finding in found):
                wrong.append(f"{one}: the check does not name {one.of}: {found}")
    return wrong


def test_the_library_that_is_damaged_here_is_sound_and_all_of_it_can_be_read(
    whole: Path, trial: Trial, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = trial(None)
    with Library.open(folder, by="dana") as library:
        assert [one for one in library.care.check() if one.level == "error"] == []
        article = library.articles.by_key(1).id
    for read in READS:
        words = [article if word == "ARTICLE" else word for word in read]
        assert cli.main([*words, "--library", str(folder)]) == 0, capsys.readouterr().err


def test_no_damaged_value_is_a_fault_of_the_program_and_the_check_names_it(
    whole: Path, trial: Trial, capsys: pytest.CaptureFixture[str]
) -> None:
    def some(every: list[Damage]) -> Iterable[Damage]:
        """Of each column a value, in turns one that is cut short and one of another kind: the same each time."""
        chance = random.Random(11)
        for number, column in enumerate(dict.fromkeys((one.table, one.column) for one in every)):
            of_column = [one for one in every if (one.table, one.column) == column]
            yield chance.choice([one for one in of_column if (one.text in OTHERS) == (number % 2 > 0)])

    assert looked_at(whole, trial, capsys, some) == []


@pytest.mark.slow
def test_no_damaged_value_whichever(whole: Path, trial: Trial, capsys: pytest.CaptureFixture[str]) -> None:
    assert looked_at(whole, trial, capsys, lambda every: every) == []


def test_damage_is_told_with_what_to_do_and_repaired(whole: Path, trial: Trial, tmp_path: Path) -> None:
    folder = trial(Damage("decision", "value", f"subject = 'statement:{FIRST}' AND field = 'stance'", "", "[]", ""))
    with Library.open(folder, by="dana") as library:
        with pytest.raises(DamagedError, match=rf"the stance of statement:{FIRST} cannot be read: see `sayso check`, "
                           "then repair the library with `sayso check --repair`"):  # fmt: skip
            library.statements.get(FIRST)
        assert library.statements.get(SECOND).labels, "what is whole goes on being read"
        assert [one for one in library.care.repair() if one.level == "error"] == []
        assert len(library.statements.get(FIRST).labels) == 3


@pytest.mark.parametrize(("table", "column"), [("body", "body"), ("entities", "body"), ("proposal", "words")])
def test_what_the_machine_found_and_cannot_be_read_is_found_anew(
    whole: Path, trial: Trial, capsys: pytest.CaptureFixture[str], table: str, column: str
) -> None:
    folder = trial(None)
    with Library.open(folder, by="dana") as library:
        analysed(library, TEXT.replace("plan divides", "plans divide"), path="new.txt", source_id="post-2")
        assert library.analysis.pending() == [1]
    for text in ("{", '{"x": 1}', "[7]", "null"):
        with closing(sqlite3.connect(folder / "analysis.db")) as connection, connection:
            connection.execute(f"UPDATE {table} SET {column} = ?", (text,))
        assert list(faults(folder, "post-2", capsys)) == []
        with Library.open(folder, by="dana") as library:
            assert any("cannot be read" in one.what for one in library.care.check())
    with Library.open(folder, by="dana") as library:
        assert any("could not be read: analysed again" in one.what for one in library.care.repair())
        assert library.care.check() == library.care.check() and len(library.analysis.pending()) > 1
        assert not any("cannot be read" in one.what for one in library.care.check())


def test_what_is_beside_the_library_never_stops_anything(whole: Path, trial: Trial) -> None:
    folder = trial(None)
    for column, table in (("body", "model"), ("body", "weights")):
        for text in ("{", "[]", "null", "7", '{"proposes": 1, "stances": 3, "issues": null}'):
            with closing(sqlite3.connect(folder / "learned.db")) as connection, connection:
                connection.execute(f"UPDATE {table} SET {column} = ?", (text,))
            with Library.open(folder, by="dana") as library:
                assert library.statements.get(SECOND).labels
                library.learning.describe("rules 1")


@pytest.mark.parametrize("text", ["", "{", "nul", "NaN", "1e999", "[" * 100_000])
def test_what_is_no_json_is_damage(text: str) -> None:
    for read in (stored.value, stored.fields, stored.names, stored.body, stored.stance):
        with pytest.raises(DamagedError, match="cannot be read"):
            read(text, "it")


@pytest.mark.parametrize(
    ("subject", "field", "text", "holds"),
    [
        ("statement:a", "stance", '"favor"', True), ("statement:a", "stance", '""', False),
        ("statement:a", "stance", "null", True), ("statement:a", "stance", "7", False),
        ("statement:a", "note", '""', True), ("statement:a", "retired", "true", True),
        ("statement:a", "retired", '"yes"', False), ("statement:a", "adjudicated", "{}", False),
        ("statement:a", "of a newer Sayso", "[7]", True), ("issue:a", "words", '["toll"]', True),
        ("issue:a", "words", "[7]", False), ("issue:a", "proposition", "[]", False),
    ],
)  # fmt: skip
def test_what_is_decided_is_of_the_kind_of_its_field(subject: str, field: str, text: str, holds: bool) -> None:
    if holds:
        assert stored.decided(text, subject, field) == json.loads(text)
    else:
        with pytest.raises(DamagedError, match=f"the {field} of {subject} cannot be read"):
            stored.decided(text, subject, field)
