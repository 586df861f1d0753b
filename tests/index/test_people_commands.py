"""The commands for several people: import, annotators, agreement, adjudicate, again."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from index import cli
from index.commands import importing, naming
from index.commands.usage import commands
from index.library import Library
from tests.index.commands import said, told
from tests.index.store.helpers import analysed, draft, three

FIRST, SECOND, THIRD = (one.id for one in three())


@pytest.fixture
def home(own_folders: Path) -> Path:
    """Dana's library."""
    with Library.open(own_folders, create=True) as library:
        analysed(library)
        library.annotations.label(FIRST, "against")
        library.annotations.label(SECOND, "favor")
    return own_folders


@pytest.fixture
def theirs(home: Path, tmp_path: Path) -> Path:
    """Omar's library, with an article more."""
    with Library.open(tmp_path / "omars", by="omar", create=True) as library:
        analysed(library)
        library.articles.add([draft("Quay\n\nIt is shut.", path="q.txt")])
        library.annotations.label(FIRST, "mixed")
        library.annotations.label(SECOND, "favor")
    return tmp_path / "omars"


def test_importing_annotations(
    home: Path, theirs: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(importing, "_NAMED", 0)
        few = said(capsys, "import", "annotations", str(theirs), "--dry-run")
        assert FIRST not in few and "and 1 more conflict: `sayso statements is:conflict` lists" in few
    tried = said(capsys, "import", "annotations", str(theirs), "--dry-run")
    assert "2 events would come, 0 known; 2 statements touched, 1 new conflict" in tried
    conflict, summary = told(capsys, "import", "annotations", str(theirs / "annotations" / "omar.jsonl"))
    assert conflict["conflict"] == {
        "statement": FIRST,
        "title": "Harbour plan divides the town",
        "actor": "The minister",
        "article": conflict["conflict"]["article"],  # type: ignore[index]
        "content": "the plan should be dropped",
        "labels": [{"by": "dana", "stance": "against"}, {"by": "omar", "stance": "mixed"}],
        "retired_by": None,
    }
    found = summary["summary"]
    assert isinstance(found, dict)
    assert (found["new"], found["known"], found["labels"], found["conflicts"]) == (2, 0, {"omar": 2}, 1)
    assert Path(found["backup"]).exists()
    again = said(capsys, "import", "annotations", str(theirs))
    assert again == "0 events came, 2 known; 0 statements touched, 0 new conflicts\n"


def test_importing_a_library(home: Path, theirs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, "import", "library", str(theirs), "--no-analysis")
    assert "articles: 1 added, 1 unchanged" in text and "labels: omar 2" in text
    assert f"conflict: {FIRST}  The minister, “the plan should be dropped”: dana against, omar mixed" in text
    assert [one["title"] for one in told(capsys, "search", "shut")] == ["Quay"]
    assert "one library" in said(capsys, "import", "library", str(theirs), str(home), code=2)
    assert "no library and no backup" in said(capsys, "import", "library", str(home.parent / "cache"), code=2)


def test_what_was_left_out_is_named_and_ends_with_3(
    home: Path, theirs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = theirs / "annotations" / "omar.jsonl"
    file.write_bytes(file.read_bytes().replace(b'"stance":"mixed"', b'"stance":"favor"'))
    changed, broken, summary = told(capsys, "import", "annotations", str(file), code=3)
    assert changed["skipped"]["where"] == f"{file}, line 1"  # type: ignore[index]
    assert broken["skipped"]["where"] == f"{file}, line 2"  # type: ignore[index]
    assert summary["summary"]["refused"] == 2  # type: ignore[index]
    assert "there is no such file" in said(capsys, "import", "annotations", "nowhere.jsonl", code=3)


def test_a_library_that_does_not_exist_is_made_by_an_import(
    home: Path, theirs: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    new = ["--library", str(tmp_path / "new")]
    assert "no library" in said(capsys, *new, "import", "library", str(theirs), "--dry-run", code=2)
    assert "articles: 2 added" in said(capsys, *new, "import", "library", str(theirs), "--no-analysis")
    assert [one["annotator"] for one in told(capsys, *new, "annotators")] == ["omar"]


def test_annotators(home: Path, theirs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "import", "annotations", str(theirs))
    one, two = told(capsys, "annotators")
    assert (one["annotator"], one["labels"], one["you"]) == ("dana", 2, True)
    assert (two["annotator"], two["labels"], two["you"]) == ("omar", 2, False)
    assert "2 labels" in said(capsys, "annotators") and "dana  (you)" in said(capsys, "annotators")


def test_agreement(home: Path, theirs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    alone = said(capsys, "agreement")
    assert "Only dana has given values; agreement needs a second annotator." in alone and "nan" not in alone
    said(capsys, "import", "annotations", str(theirs))
    text = said(capsys, "agreement")
    assert "stance  (1 disagreement)" in text and "nan" not in text
    assert "percentage                  50 %  [0, 100]  n 2" in text
    assert "F1 of statements" in text
    found = told(capsys, "agreement", "--seed", "3")
    (share,) = [one for one in found if one.get("measure") == "percentage" and one["scope"] == "all"
                and one["variable"] == "stance"]  # fmt: skip
    assert (share["value"], share["n"], share["coders"], share["disagreements"]) == (0.5, 2, 2, [FIRST])
    (finding,) = [one for one in found if one["scope"] == "finding"]
    assert (finding["f1"], finding["articles"]) == (1.0, 1)
    assert told(capsys, "agreement", "--disagreements") == [
        {
            "statement": FIRST,
            "variable": "stance",
            "title": "Harbour plan divides the town",
            "actor": "The minister",
            "content": "the plan should be dropped",
            "article": _article(home),
            "values": {"dana": "against", "omar": "mixed"},
        }
    ]
    assert "differ in the actor" in said(capsys, "agreement", "--disagreements", "--variable", "actor")
    of_lee = [one for one in told(capsys, "agreement", "actor:lee") if one.get("measure") == "percentage"]
    assert of_lee[0]["n"] == 1
    assert "two annotators or more" in said(capsys, "agreement", "--coders", "dana", code=2)
    assert "no annotator 'eve'" in said(capsys, "agreement", "--coders", "dana,eve", code=2)
    assert "no variable" in said(capsys, "agreement", "--variable", "mood", code=2)


def _article(home: Path) -> str:
    with Library.open(home) as library:
        return library.statements.get(FIRST).article


def test_adjudicating(home: Path, theirs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "import", "annotations", str(theirs))
    queue = said(capsys, "adjudicate", "--queue", "--by", "lead")
    assert "dana against, omar mixed" in queue
    assert queue.splitlines()[-1] == "1 conflict; 0 adjudicated, 1 agreed, 0 waiting for another label"
    (decided,) = told(capsys, "adjudicate", FIRST, "--take", "omar", "--reason", "edge", "--by", "lead")
    assert {**decided, "event": 0} == {
        "event": 0,
        "statement": FIRST,
        "stance": "mixed",
        "reason": "edge case",
        "took": "omar",
        "by": "lead",
    }
    (statement,) = [one for one in told(capsys, "statements") if one["id"] == FIRST]
    assert (statement["stance"], statement["conflict"]) == ("mixed", False)
    assert statement["adjudicated"]["reason"] == "edge case"  # type: ignore[index]
    assert "you against; lead decided mixed (edge case)" in said(capsys, "adjudicate", "--mine")
    assert "no label of omar was decided otherwise" in said(capsys, "adjudicate", "--mine", "--by", "omar")
    assert [one["id"] for one in told(capsys, "statements", "is:adjudicated")] == [FIRST]
    assert said(capsys, "undo", "--by", "lead").startswith("undone: adjudicated mixed, as omar")
    assert "adjudicated unclear" in said(capsys, "adjudicate", FIRST, "--stance", "unclear", "--by", "lead")
    assert "took back what was adjudicated" in said(capsys, "adjudicate", FIRST, "--reopen")
    for wrong in (
        ["adjudicate"],
        ["adjudicate", FIRST],
        ["adjudicate", FIRST, "--queue"],
        ["adjudicate", FIRST, "--take", "omar", "--stance", "favor"],
        ["adjudicate", "--mine", "--take", "omar"],
        ["adjudicate", FIRST, "--stance", "pro"],
        ["adjudicate", FIRST, "--take", "omar", "--reason", "tired"],
    ):
        said(capsys, *wrong, code=2)


def test_a_second_look(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "labelling.again in config.yaml is 0" in said(capsys, "again")
    (home / "config.yaml").write_text("labelling: {again: 1.0, between: 1}\n")
    (due,) = told(capsys, "again")
    assert (due["statement"], due["due"]) == (FIRST, 1) and "stance" not in due and "labels" not in due
    assert "against" not in said(capsys, "again")
    assert said(capsys, "again", FIRST, "mixed").startswith("labelled mixed at a second look")
    assert said(capsys, "again") == "nothing is due\n"
    own = [one for one in told(capsys, "agreement", "--self") if one["measure"] == "percentage"]
    assert [(one["name"], one["value"], one["n"], one["disagreements"]) for one in own] == [("dana", 0.0, 1, [FIRST])]
    assert "statement and the stance" in said(capsys, "again", FIRST, code=2)
    assert "takes --seed alone" in said(capsys, "agreement", "--self", "is:labelled", code=2)


ARTICLE = "0" * 16
RECORDING: tuple[list[str], ...] = (
    ["label", THIRD, "none"], ["label", "--query", "is:unlabelled", "--stance", "none"], ["accept", SECOND],
    ["edit", THIRD, "--actor", "Ann Lee"], ["certainty", THIRD, "low"], ["question", THIRD, "Is it one?"],
    ["retire", THIRD], ["entity", "retype", "Ann Lee", "PERSON"], ["issues", "--reject", "x"], ["tag", "x", ARTICLE],
    ["untag", "x", ARTICLE], ["flag", ARTICLE], ["unflag", ARTICLE], ["read", ARTICLE], ["unread", ARTICLE],
    ["saved", "add", "x", "harbour"], ["anchor", THIRD, "--follow"], ["confirm", THIRD], ["remove", ARTICLE],
    ["rename", "label", "favor", "pro"], ["merge", "label", "favor", "against"],
    ["split", "label", "favor", "pro", "--statement", THIRD], ["adjudicate", THIRD, "--take", "dana"], ["again"],
)  # fmt: skip
"""Of each command what records something under a name."""

SILENT = {
    "add", "analyse", "search", "show", "statements", "queue", "progress", "learn", "stories", "tags", "diff",
    "orphans", "undo", "redo", "history", "codebook", "export", "import", "annotators", "agreement",
    "check", "backup", "restore", "reindex", "config",
}  # fmt: skip
"""The commands that record nothing under a name, or take back what has one."""


def test_of_each_command_it_is_known_whether_it_needs_a_name() -> None:
    assert set(naming.NAMED) | SILENT == {one.name for one in commands()} and not set(naming.NAMED) & SILENT
    assert {arguments[0] for arguments in RECORDING} == set(naming.NAMED)


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_the_name_is_asked_for_once_where_somebody_sits_there(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAYSO_ANNOTATOR")
    monkeypatch.setattr("getpass.getuser", lambda: "user17")

    def call(*arguments: str, answer: str = "", terminal: bool = True) -> tuple[int, str]:
        kind = Terminal if terminal else io.StringIO
        out, err = kind(), kind()
        monkeypatch.setattr("sys.stdin", kind(answer))
        monkeypatch.setattr("sys.stdout", out)
        monkeypatch.setattr("sys.stderr", err)
        return cli.main(list(arguments)), err.getvalue()

    # A script is not asked, and neither is who only reads.
    assert call("label", THIRD, "none", terminal=False) == (0, "")
    assert "Under which name" not in call("label", THIRD, "none", "--json")[1]
    assert "Under which name" not in call("annotators")[1]
    for reading in (["saved"], ["issues"], ["adjudicate", "--queue"], ["entity", "list", ARTICLE], ["history"]):
        assert "Under which name" not in call(*reading)[1], reading
    for arguments in RECORDING:
        code, asked = call(*arguments, answer="")
        assert code == 2 and "Under which name" in asked and "no name was given" in asked, arguments
    code, asked = call("label", THIRD, "none", answer="x\x1b" * 90 + "\nDana Lind\n")
    assert code == 0 and asked.count("Under which name") == 1
    assert call("label", SECOND, "none") == (0, "")
    with Library.open(home) as library:
        assert {one.name for one in library.annotators.all()} == {"dana", "user17", "Dana Lind"}
        assert library.by == "Dana Lind"


def test_retiring_what_another_labelled_asks_and_is_settled(
    home: Path, theirs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said(capsys, "import", "annotations", str(theirs))
    refused = said(capsys, "retire", FIRST, "--by", "eva", code=2)
    assert "dana labelled it against" in refused and "give --yes" in refused
    told(capsys, "retire", FIRST, "--by", "eva", "--yes")
    queue = said(capsys, "adjudicate", "--queue", "--by", "lead")
    assert "eva retired it: --take or --stance brings it back, --retire agrees" in queue
    assert "1 retired that another labelled" in queue
    (view, summary) = told(capsys, "adjudicate", "--queue", "--by", "lead")
    assert view["retired_by"] == "eva" and summary["summary"]["retired"] == 1  # type: ignore[index]
    assert "adjudicated that it is no statement" in said(capsys, "adjudicate", FIRST, "--retire", "--by", "lead")
    assert "retired it" not in said(capsys, "adjudicate", "--queue", "--by", "lead")
    assert "brought back" in said(capsys, "adjudicate", FIRST, "--reopen", "--by", "lead")
    said(capsys, "adjudicate", FIRST, "--stance", "mixed", "--by", "lead")
    said(capsys, "label", FIRST, "favor", "--by", "eva")
    assert "lead decided mixed, since then eva labelled it otherwise" in said(capsys, "adjudicate", "--queue")


def test_why_a_label_is_to_be_looked_at_again_is_said(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "edit", FIRST, "--actor", "Rosa Pryce", "--by", "eva")
    assert "↻ another annotator corrected the statement (sayso confirm)" in said(capsys, "statements", "is:recheck")
