"""Records and tables: the contract's keys, and CSV that a spreadsheet reads as text."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import UsageError
from index.exchange import records, tables
from index.model import Analysis, Derivation, Label, Passage, Proposal, Span, StatementView
from tests.index.factories import HARBOUR, statement


def view(**changes: object) -> StatementView:
    label = Label("against", "dana", "2026-11-22T20:00:00Z", None)
    fields: dict[str, object] = {"labels": (label,), "label": label, **changes}
    return StatementView(statement(via=("Walla", "Reuters")), "a1", "Board defers", "2026-09-12", None, None, **fields)  # type: ignore[arg-type]


def test_statement_has_the_contracts_keys_and_spans() -> None:
    record = records.ordered_statement(view())
    assert tuple(record) == records.STATEMENT_KEYS
    ((start, end),) = record["content"]["spans"]
    assert HARBOUR[start:end] == record["content"]["text"] == "the harbour must not be closed"
    assert record["suggested"] == {"stance": "against", "confidence": 0.8, "why": "a reason", "by": "rules 1"}
    label = {"stance": "against", "by": "dana", "at": "2026-11-22T20:00:00Z", "note": None, "certainty": None}
    assert record["label"] == label and record["labels"] == [label]
    assert (record["question"], record["questions"], record["edited"]) == (None, [], [])
    assert record["stance"] == "against" and record["via"] == ["Walla", "Reuters"]


def test_the_derivation_is_in_every_record_and_its_parts_are_columns() -> None:
    derived = Derivation("verb-clause", "say", "say", True, False, "name", "p1", ("the harbour", "closed"), "content")
    record = records.ordered_statement(replace(view(), statement=statement(derivation=derived)))
    assert record["derivation"] == {
        "rule": "verb-clause", "lemma": "say", "cue_class": "say", "negated": True, "hedged": False, "holder": "name",
        "parent": "p1", "issue_words": ["the harbour", "closed"], "issue_place": "content",
    }  # fmt: skip
    assert records.ordered_statement(view())["derivation"] is None
    (row,) = rows("".join(tables.lines([record], "csv")))
    assert (row["derivation"], row["derivation_cue_class"], row["derivation_parent"]) == ("verb-clause", "say", "p1")
    assert (row["derivation_negated"], row["derivation_issue_words"]) == ("true", "the harbour; closed")
    (bare,) = rows("".join(tables.lines([records.ordered_statement(view())], "csv")))
    assert {value for key, value in bare.items() if key.startswith("derivation")} == {""}


def test_stance_is_the_labels_else_the_suggestions_else_none() -> None:
    assert view(label=None, labels=()).stance == "against"
    assert view(label=None, conflict=True).stance is None
    unsuggested = replace(view(label=None, labels=()), statement=statement(stance=None))
    assert unsuggested.stance is None


def test_analysis_names_no_article() -> None:
    record = records.analysis("x.txt", Analysis((), (statement(),)))
    assert record["path"] == "x.txt"
    assert record["statements"][0]["article"] is None and record["statements"][0]["label"] is None


def rows(content: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content, newline="")))


def test_csv_columns() -> None:
    (row,) = rows("".join(tables.lines([records.ordered_statement(view())], "csv")))
    assert set(records.STATEMENT_KEYS) <= set(row)
    assert row["content"] == "the harbour must not be closed"
    start, _, end = row["content_spans"].partition("-")
    assert HARBOUR[int(start) : int(end)] == row["content"]
    assert (row["label"], row["label_by"], row["suggested"], row["conflict"]) == ("against", "dana", "against", "false")
    assert row["via"] == "Walla; Reuters" and row["issue"] == ""


def test_discontinuous_spans() -> None:
    two = Passage.of(HARBOUR, [Span(0, 5), Span(6, 12)])
    record = records.ordered_statement(replace(view(), statement=replace(statement(), content=two)))
    (row,) = rows("".join(tables.lines([record], "csv")))
    assert row["content_spans"] == "0-5;6-12" and row["content"] == "Board defers"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_formulas_are_made_text_unless_raw(start: str) -> None:
    record = records.ordered_statement(replace(view(), title=f"{start}1+1"))
    assert rows("".join(tables.lines([record], "csv")))[0]["title"] == f"'{start}1+1"
    assert rows("".join(tables.lines([record], "csv", raw=True)))[0]["title"] == f"{start}1+1"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_title_survives_both_formats(title: str) -> None:
    record = records.ordered_statement(replace(view(), title=title))
    assert json.loads("".join(tables.lines([record], "jsonl")))["title"] == title
    if "\0" not in title:
        assert rows("".join(tables.lines([record], "csv", raw=True)))[0]["title"] == title


def test_a_file_is_whole_or_not_there(tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    file.write_text("before")

    def broken() -> object:
        yield "one\n"
        raise RuntimeError

    with pytest.raises(RuntimeError):
        tables.write(file, broken())  # type: ignore[arg-type]
    assert file.read_text() == "before" and [p.name for p in tmp_path.iterdir()] == ["out.csv"]
    assert tables.write(file, ["a\n", "b\n"]) == 2 and file.read_text() == "a\nb\n"


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no-such-folder"):
        tables.write(tmp_path / "no-such-folder" / "x.csv", ["a"])


def test_a_proposed_issue_is_in_every_record_and_its_parts_are_columns() -> None:
    proposed = Proposal("toll", "The toll should be scrapped", ("toll",))
    record = records.ordered_statement(view(proposed=proposed))
    assert (record["issue"], record["proposal"]) == (None, "toll")
    assert record["proposal_proposition"] == "The toll should be scrapped"
    (row,) = rows("".join(tables.lines([record], "csv")))
    assert (row["proposal"], row["proposal_proposition"]) == ("toll", "The toll should be scrapped")
    bare = records.ordered_statement(view())
    assert bare["proposal"] is None and bare["proposal_proposition"] is None


def test_an_analysis_gives_the_proposal_of_each_statement_without_issue() -> None:
    one = replace(statement(), proposal="toll")
    known = replace(one, issue="harbour")
    proposals = (Proposal("toll", "The toll should be scrapped", ("toll",), (one.id,)),)
    found = records.analysis("x.txt", Analysis((), (one, known), proposals))["statements"]
    assert [each["proposal_proposition"] for each in found] == ["The toll should be scrapped", None]
    assert [each["proposal"] for each in found] == ["toll", None]
