"""`sayso edit`, `certainty`, `question` and `entity`."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from index import cli
from index.library import Library
from index.model import Analysis, Entity, EntityType
from tests.index.commands import said, told
from tests.index.store.helpers import TEXT, analysed, draft, found, passage, three

FIRST, SECOND, THIRD = (one.id for one in three())


def places(words: str) -> str:
    """Where words stand in TEXT, as a command takes it."""
    ((span),) = passage(TEXT, words).spans
    return f"{span.start}-{span.end}"


@pytest.fixture
def home(own_folders: Path) -> Path:
    """A library with two articles that name Ann Lee; the first has three statements."""
    with Library.open(own_folders, create=True) as library:
        analysed(library, source_id="p-1")
        text = "Ferry sails\n\nAnn Lee was on board."
        library.articles.add([draft(text, path="b.txt", source_id="p-2")])
        second = library.articles.get("p-2")
        (span,) = passage(text, "Ann Lee").spans
        lee = Entity(span, "Ann Lee", EntityType.PERSON, "Ann Lee", "ann-lee")
        library.analysis.store(second.key, second.version, Analysis((lee,)))
    return own_folders


def test_edit(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (one,) = told(
        capsys, "edit", FIRST, "--actor", "Ann Lee", "--cue", "", "--via", "The Post", "--via", "Courier",
        "--content", f"{places('the plan')};{places('be dropped')}", "--form", "DIRECT",
    )  # fmt: skip
    assert {**one, "event": None} == {
        "event": None,
        "statement": FIRST,
        "edited": ["actor", "cue", "content", "form", "via"],
        "by": "dana",
    }
    (shown,) = told(capsys, "statements", "{form:direct}")
    assert (shown["id"], shown["actor_id"], shown["via"]) == (FIRST, "ann-lee", ["The Post", "Courier"])
    assert shown["content"]["text"] == "the plan be dropped" and shown["cue"] == {"text": "", "spans": []}  # type: ignore[index]
    assert shown["edited"] == ["actor", "cue", "content", "form", "via"]
    printed = said(capsys, "statements", "{form:direct}")
    assert printed.endswith(" · actor, cue, content, form and via corrected by hand\n")
    assert said(capsys, "edit", FIRST, "--back", "cue", "--back", "via", "--no-actor") == (
        "corrected the actor (source not named), took the cue and via back to what was found:"
        " Ann Lee, “the plan be dropped”\n"
    )
    assert said(capsys, "undo").startswith("undone: corrected the actor (source not named)")
    exported = said(capsys, "export", "csv", "-o", "-", "{form:direct}").splitlines()
    assert ",question,questions,edited," in exported[0] and "actor; cue; content; form; via" in exported[1]


def test_what_edit_refuses(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, why in (
        ((FIRST,), "say what is to be changed: --actor"),
        ((), "name a statement"),
        ((FIRST, "--query", "*", "--actor", "X"), "name a statement"),
        ((FIRST, "--yes", "--actor", "X"), "--yes goes with --query"),
        (("--query", "*", "--back", "actor"), "--back goes with one statement"),
        ((FIRST, "--content", "7-3"), "is no place in a text"),
        ((FIRST, "--content", "the plan"), "is no place in a text"),
        ((FIRST, "--content", ""), "needs its content"),
        ((FIRST, "--content", "0-9999"), "behind the article's text"),
        ((FIRST, "--form", "sung"), "'sung' is no form"),
        ((FIRST, "--actor", "X", "--no-actor"), "cannot both be meant"),
        ((FIRST, "--form", "indirect"), "so already"),
        (("0" * 16, "--form", "direct"), "there is no statement"),
    ):
        assert why in said(capsys, "edit", *arguments, code=2)
    assert "nothing to undo" in said(capsys, "undo", code=2)


def test_edit_many(home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    printed = said(capsys, "edit", "--query", "{actor:minister OR actor:lee}", "--voice", "other", code=2)
    assert printed.startswith("2 statements in 1 article would change\n") and "give --yes" in printed
    preview, done = told(capsys, "edit", "--query", "*", "--voice", "other", "--yes")
    assert preview["preview"] == {
        "changes": 3, "articles": 1, "unchanged": 0, "retired": 0, "edited": 0, "again": 0, "decisions": 0,
        "samples": [FIRST, SECOND, THIRD],
    }  # fmt: skip
    assert (done["statements"], done["edited"]) == (3, ["voice"])
    printed = said(capsys, "edit", "--query", "*", "--voice", "other", "--actor", "Ann Lee", "--yes")
    assert "1 statement so already" in printed
    assert "corrected the actor (Ann Lee): 2 statements in 1 article (sayso undo takes all of it back)" in printed
    said(capsys, "undo")
    assert len(told(capsys, "statements", "{voice:other}")) == 3
    assert "belongs to one statement" in said(capsys, "edit", "--query", "*", "--cue", "1-2", "--yes", code=2)

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stderr", Terminal())
    monkeypatch.setattr("sys.stdin", Terminal("n\n"))
    assert cli.main(["edit", "--query", "*", "--voice", "self"]) == 0
    assert capsys.readouterr().out.startswith("3 statements in 1 article would change")
    assert len(told(capsys, "statements", "{voice:other}")) == 3
    monkeypatch.setattr("sys.stdin", Terminal("y\n"))
    assert cli.main(["edit", "--query", "*", "--voice", "self"]) == 0
    assert "(sayso undo takes all of it back)" in capsys.readouterr().out
    assert told(capsys, "statements", "{voice:other}") == []


def test_certainty_and_question(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "label", FIRST, "against", "--certainty", "high")
    assert "is no certainty" in said(capsys, "label", FIRST, "against", "--certainty", "sure", code=2)
    assert "no --certainty" in said(capsys, "label", FIRST, "--clear", "--certainty", "low", code=2)
    assert "· certainty high\n" in said(capsys, "statements", "{certainty:high}")
    (one,) = told(capsys, "certainty", FIRST, "Low")
    assert {**one, "event": None} == {"event": None, "statement": FIRST, "certainty": "low", "by": "dana"}
    (shown,) = told(capsys, "statements", "{certainty:low}")
    assert shown["labels"][0]["certainty"] == shown["label"]["certainty"] == "low"  # type: ignore[index]
    header, row, *_ = csv.reader(said(capsys, "export", "csv", "-o", "-", "{certainty:low}").splitlines())
    assert row[header.index("label_certainty")] == "low"
    facets = told(capsys, "search", "*", "--facets")
    assert any(one.get("facet") == "certainty" for one in facets)
    assert "took the certainty off" in said(capsys, "certainty", FIRST, "--clear")
    assert "is no certainty" in said(capsys, "certainty", FIRST, "80", code=2)
    assert "either a level or --clear" in said(capsys, "certainty", FIRST, code=2)
    (one,) = told(capsys, "question", FIRST, "who is it?", "--by", "omar")
    assert (one["question"], one["by"]) == ("who is it?", "omar")
    assert "\n    omar asks: who is it?\n" in said(capsys, "statements", "is:question")
    (shown,) = told(capsys, "statements", "is:question")
    assert (shown["question"], shown["questions"][0]["text"]) == (None, "who is it?")  # type: ignore[index]
    assert "took the question back" in said(capsys, "question", FIRST, "--clear", "--by", "omar")
    assert "either a question or --clear" in said(capsys, "question", FIRST, " ", code=2)
    assert told(capsys, "statements", "is:question") == []


def test_entity_list_add_and_one_place(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    at = places("Ann Lee")
    assert said(capsys, "entity", "list", "p-1") == f"{at:>13}  PERSON       Ann Lee  actor ann-lee\n"
    (one,) = told(capsys, "entity", "add", "p-1", places("Port Authority"), "org", "Harbour Office")
    assert {**one, "event": None} == {"event": None, "mentions": 1, "articles": 1, "by": "dana"}
    (found, added) = told(capsys, "entity", "list", "p-1")
    assert (found["corrected"], added["corrected"]) == (False, True)
    assert said(capsys, "entity", "list", "p-1").count("✓ corrected") == 1
    assert (added["text"], added["type"], added["name"]) == ("Port Authority", "ORG", "Harbour Office")
    assert "is marked there already" in said(capsys, "entity", "add", "p-1", places("Port"), "ORG", code=2)
    printed = said(capsys, "entity", "retype", "--article", "p-1", "--mention", at, "norp")
    assert printed == "made “Ann Lee” NORP: “Ann Lee” in “Harbour plan divides the town”\n"
    assert [one["title"] for one in told(capsys, "search", "type:norp")] == ["Harbour plan divides the town"]
    assert "took the correction" in said(capsys, "entity", "back", "--article", "p-1", "--mention", at)
    assert told(capsys, "search", "type:norp") == []


def test_entity_of_a_name(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    printed = said(capsys, "entity", "retype", "ann lee", "org", code=2)
    assert printed.startswith("2 mentions in 2 articles would change\n") and "give --yes" in printed
    assert "“Ann Lee”  Ann Lee (PERSON, ann-lee) → Ann Lee (ORG, ann-lee)" in printed
    preview, done = told(capsys, "entity", "retype", "Ann Lee", "ORG", "--yes")
    assert preview["preview"]["changes"] == done["mentions"] == done["articles"] == 2  # type: ignore[index]
    assert len(told(capsys, "search", "type:org")) == 2
    assert "made “Ann Lee” ORG: 2 mentions in 2 articles" in said(capsys, "undo")
    assert "made “Ann Lee” “Ann Leigh”" in said(capsys, "entity", "split", "Ann Lee", "Ann Leigh", "--article", "p-2")
    assert [one["title"] for one in told(capsys, "search", "entity:leigh")] == ["Ferry sails"]
    assert "made “Ann Leigh” “Ann Lee”" in said(capsys, "entity", "join", "Ann Leigh", "Ann Lee")
    assert "removed the name “Ann Lee”" in said(capsys, "entity", "remove", "Ann Lee", "--article", "p-2")
    assert [one["article"] for one in told(capsys, "search", "entity:ann-lee")] != []
    assert len(told(capsys, "search", "entity:ann-lee")) == 1
    said(capsys, "entity", "back", "Ann Lee")
    assert len(told(capsys, "search", "entity:ann-lee")) == 2


def test_entity_link_makes_an_alias_only_when_asked(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "entity", "link", "Ann Lee", "The Port Authority", "--article", "p-2")
    with Library.open(home) as library:
        assert library.statements.entities("p-2")[0].actor_id == "the-port-authority"
        assert all(one.id != "the-port-authority" for one in library.annotations.actors())
    said(capsys, "entity", "unlink", "Ann Lee", "--article", "p-2")
    event, alias = told(capsys, "entity", "link", "Ann Lee", "Wick Bank Fund", "--alias", "--article", "p-2")
    assert event["mentions"] == 1 and (alias["actor_id"], alias["alias"]) == ("wick-bank-fund", "Ann Lee")
    with Library.open(home) as library:
        made = next(one for one in library.annotations.actors() if one.id == "wick-bank-fund")
        assert (made.name, made.aliases) == ("Wick Bank Fund", ("Ann Lee",))
        assert library.statements.get(SECOND).statement == found().statements[1]


def test_what_entity_refuses(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, why in (
        (("retype", "Ann Lee"), "give what it takes: sayso entity retype NAME TYPE"),
        (("retype", "Ann Lee", "CITY"), "'CITY' is no type"),
        (("retype", "--mention", "1-5", "ORG"), "a span needs its article"),
        (("retype", "Ann Lee", "ORG", "--mention", "1-5", "--article", "p-1"), "retype TYPE --article"),
        (("retype", "--article", "p-1", "--mention", "1-5", "ORG"), "nothing is marked at 1-5"),
        (("remove", "Nobody"), "nothing is called 'Nobody'"),
        (("back", "Ann Lee"), "nobody corrected that"),
        (("list", "p-9"), "no article 'p-9'"),
        (("list", "p-1", "--article", "p-1"), "none of the options"),
        (("remove", "Ann Lee", "--alias"), "--alias goes with link"),
        (("remove", "Ann Lee", "--actor", "x"), "--actor goes with split and add"),
        (("mend", "Ann Lee"), "invalid choice"),
    ):
        assert why in said(capsys, "entity", *arguments, code=2)
    assert "nothing to undo" in said(capsys, "undo", code=2)
