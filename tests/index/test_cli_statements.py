"""Statements on the command line: why they were found, towards what they are, and which of them a query lists."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from index.library import Library
from index.model import Analysis, Derivation, Proposal, Suggestion
from tests.index.commands import added, records, run
from tests.index.factories import statement


def test_a_retired_statement_takes_no_label_and_no_issue_is_made(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = added(home, capsys)
    with Library.open(home / "library") as library:
        one = library.articles.get(article)
        library.analysis.store(one.key, one.version, Analysis((), (statement(),)))
    assert run("retire", statement().id) == 0
    assert run("label", statement().id, "favor", "--new-issue", "ghost") == 2
    with Library.open(home / "library") as library:
        assert "ghost" not in [issue.id for issue in library.annotations.issues()]


DERIVED = statement(
    issue="harbour",
    derivation=Derivation("verb-clause", "say", "say", True, holder="name", issue_words=("harbour",),
                          issue_place="content"),
)  # fmt: skip


INSIDE = statement(
    source="The Ministry of Transport", cue="declined", content="to comment", actor="Ministry of Transport",
    derivation=Derivation("verb-infinitive", "decline", "deny", holder="name", parent=DERIVED.id),
)  # fmt: skip


@pytest.fixture
def derived(home: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """The id of an article whose statements have derivations, one of them within the other."""
    article = added(home, capsys)
    with Library.open(home / "library") as library:
        one = library.articles.get(article)
        library.analysis.store(one.key, one.version, Analysis((), (DERIVED, INSIDE)))
    return article


@pytest.mark.parametrize("command", [("statements",), ("show", "ARTICLE")], ids=["statements", "show"])
def test_explain_says_why_a_statement_of_the_library_was_found(
    command: tuple[str, ...], derived: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = [derived if word == "ARTICLE" else word for word in command]
    assert run(*asked) == 0
    assert "found by" not in capsys.readouterr().out
    assert run(*asked, "--explain") == 0
    text = capsys.readouterr().out
    for words in (
        "found by    a verb and its clause, as in “said that the quay was closed”",
        "- rule verb-clause",
        "- “say”: a statement",
        "- denied: the text says that this was not done",
        "within      Ada Lind said → Ministry of Transport declined → “to comment”",
        "- “harbour” in what is said",
        "confidence  very sure: right in about 9 of 10 such findings (0.90)",
    ):
        assert words in text
    assert max(map(len, text.split("\n"))) <= 110


def test_the_derivation_survives_the_library_and_a_label(
    home: Path, derived: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with Library.open(home / "library") as library:
        assert [view.statement for view in library.statements.of(derived)] == [DERIVED, INSIDE]
    assert run("label", INSIDE.id, "neutral") == 0
    assert run("check") == 0
    capsys.readouterr()
    assert run("show", derived, "--json", "--explain") == 0
    (shown,) = records(capsys.readouterr().out)
    first, second = shown["statements"]  # type: ignore[misc]
    assert first["derivation"]["rule"] == "verb-clause" and first["derivation"]["negated"] is True
    assert second["derivation"]["parent"] == first["id"] and second["label"]["stance"] == "neutral"
    assert run("statements", "--explain", "{stance:neutral}") == 0
    assert "stance      neutral, labelled by dana" in capsys.readouterr().out


FOR = statement(
    source="“We need it,” she",
    cue="added",
    content="“We need it,”",
    stance="favor",
    actor="Berit Stone",
    issue="harbour",
)


PROPOSED = replace(INSIDE, proposal="comment", suggested=Suggestion("against", 0.8, "a reason", "rules 1"))


HARBOUR_ISSUE = "issues:\n  - {id: harbour, proposition: The harbour should be closed}\n"


@pytest.fixture
def positions(home: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """The id of an article with a stance on an issue, one for it, and one towards an issue that is proposed."""
    (home / "library").mkdir()
    (home / "library" / "config.yaml").write_text(HARBOUR_ISSUE)
    article = added(home, capsys)
    proposal = Proposal("comment", "The ministry should comment", ("comment",), (PROPOSED.id,))
    with Library.open(home / "library") as library:
        one = library.articles.get(article)
        library.analysis.store(one.key, one.version, Analysis((), (DERIVED, FOR, PROPOSED), (proposal,)))
    return article


@pytest.mark.parametrize(
    ("query", "actors"),
    [
        ("stance:favor", {"Berit Stone"}),
        ("issue:harbour", {"Ada Lind", "Berit Stone"}),
        ("actor:lind", {"Ada Lind"}),
        ("stance:against outlet:courier", set()),
        ("stance:against harbour", {"Ada Lind", "Ministry of Transport"}),
        ("harbour", {"Ada Lind", "Berit Stone", "Ministry of Transport"}),
        ("harbour -stance:against", {"Berit Stone"}),
    ],
)
def test_statements_and_export_list_those_that_the_query_asks_about(
    query: str, actors: set[str], home: Path, positions: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with Library.open(home / "library") as library:
        library.search.catch_up()
    assert run("statements", query, "--json") == 0
    assert {one["actor"] for one in records(capsys.readouterr().out)} == actors
    assert run("export", "jsonl", "-o", "-", query) == 0
    assert {one["actor"] for one in records(capsys.readouterr().out)} == actors


def test_an_issue_that_is_proposed_is_named_wherever_a_statement_is(
    home: Path, positions: str, capsys: pytest.CaptureFixture[str]
) -> None:
    wording = "The ministry should comment"
    assert run("statements", "actor:ministry") == 0
    assert f"against (suggested) on comment (proposed: {wording})" in capsys.readouterr().out
    assert run("show", positions) == 0
    shown = capsys.readouterr().out
    assert f"against (suggested): {wording} (proposed)" in shown
    assert "against (suggested): The harbour should be closed" in shown and "no issue" not in shown
    assert run("show", positions, "--json") == 0
    (article,) = records(capsys.readouterr().out)
    found = {one["actor"]: one for one in article["statements"]}  # type: ignore[attr-defined]
    assert found["Ministry of Transport"]["proposal"] == "comment"
    assert found["Ministry of Transport"]["proposal_proposition"] == wording
    assert found["Ada Lind"]["proposal"] is None


def test_a_stance_towards_no_issue_says_so(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = added(home, capsys)
    bare = replace(INSIDE, suggested=None)
    with Library.open(home / "library") as library:
        one = library.articles.get(article)
        library.analysis.store(one.key, one.version, Analysis((), (statement(), bare)))
    for command in (["statements"], ["show", article]):
        assert run(*command) == 0
        text = capsys.readouterr().out
        assert "against (suggested) · no issue" in text
        assert "no stance yet\n" in text
