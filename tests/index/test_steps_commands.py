"""`sayso history`, `undo EVENT`, `codebook`, `rename`, `merge`, `split` and `confirm`: what they print and end with."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from index.library import Library
from tests.index.commands import records, run
from tests.index.store.helpers import analysed, three

FIRST, SECOND, THIRD = (one.id for one in three())
Printed = pytest.CaptureFixture[str]


@pytest.fixture
def home(own_folders: Path) -> Path:
    """A library with one article, analysed."""
    with Library.open(own_folders, create=True) as library:
        analysed(library)
    return own_folders.parent


def printed(out: Printed) -> list[dict[str, object]]:
    return records(out.readouterr().out)


def test_the_history_and_the_undo_of_any_step(home: Path, capsys: Printed) -> None:
    assert run("label", FIRST, "favor", "--json") == 0
    (label,) = printed(capsys)
    assert run("label", SECOND, "against", "--by", "omar") == 0
    assert run("retire", THIRD) == 0
    capsys.readouterr()
    assert run("history", "--by-whom", "dana", "--json") == 0
    newest, oldest = printed(capsys)
    assert (newest["kind"], oldest["event"], oldest["state"]) == ("retire", label["event"], "done")
    assert oldest["words"] == "labelled favor: The minister, “the plan should be dropped”"
    assert oldest["may_be_undone"] is True and oldest["why_not"] is None
    assert run("undo", str(label["event"])[:9]) == 0
    assert capsys.readouterr().out.startswith("undone: labelled favor")
    assert run("history", "--state", "undone") == 0
    assert capsys.readouterr().out.endswith("“the plan should be dropped” (undone)\n")
    assert run("history", "--kind", "label", "--day", str(oldest["at"])[:10], "--limit", 1, "--json") == 0
    assert [one["by"] for one in printed(capsys)] == ["omar"]
    assert run("undo", label["event"]) == 2
    assert "this step is undone already" in capsys.readouterr().err
    assert run("undo", "nosuch") == 2
    assert run("history", "--kind", "nosuch") == 2
    assert run("history", "--day", "2026-11-23", "--since", "2026-11-01") == 2
    assert "give one or the other" in capsys.readouterr().err
    assert run("history", "--article", "nosuch") == 2


def test_a_step_that_has_to_stay_says_so_in_the_history(home: Path, capsys: Printed) -> None:
    assert run("label", FIRST, "favor") == run("label", FIRST, "against") == 0
    capsys.readouterr()
    assert run("history") == 0
    text = capsys.readouterr().out
    assert "has to stay, for your later step rests on it" in text


def test_rename_merge_and_split(home: Path, capsys: Printed) -> None:
    assert run("label", FIRST, "favor", "--new-issue", "plan", "--proposition", "The plan should be dropped") == 0
    assert run("label", SECOND, "favor", "--issue", "plan") == 0
    capsys.readouterr()
    assert run("rename", "label", "favor", "support") == 2
    said = capsys.readouterr()
    assert said.out.startswith("this would rename the label favor to support\n") and "renamed" not in said.out
    assert "2 statements in 1 article would be shown otherwise" in said.out
    assert "with 2 of dana's labels; none of them is written anew" in said.out
    assert "nothing has been changed: give --yes to do it" in said.err
    assert run("rename", "label", "favor", "support", "--yes", "--json") == 0
    preview, done = printed(capsys)
    preview["preview"]["samples"].sort(reverse=True)  # type: ignore[index]
    assert preview["preview"] == {
        "words": "renamed the label favor to support", "statements": 2, "articles": 1, "labels": {"dana": 2},
        "become": 0, "recheck": 0, "others": 0, "decisions": 0, "left": 0,
        "samples": sorted([FIRST, SECOND], reverse=True),
    }  # fmt: skip
    assert done["words"] == "renamed the label favor to support"
    assert run("rename", "issue", "plan", "The scheme should be dropped") == 2
    assert capsys.readouterr().out.startswith("this would reword the issue plan")
    assert run("rename", "issue", "plan", "The scheme should be dropped", "--yes") == 0
    text = capsys.readouterr().out
    assert "2 labels to be looked at again" in text and text.count("the issue plan") == 1
    assert run("confirm", "--query", "is:recheck", "--json") == 0
    assert printed(capsys)[0]["statements"] == 2
    assert run("split", "issue", "plan", "dredging", "--query", "actor:lee", "--yes", "--json") == 0
    assert printed(capsys)[0]["preview"]["statements"] == 1  # type: ignore[index]
    assert run("merge", "issue", "plan", "dredging", "--yes") == 0
    assert run("merge", "actor", "minister", "Ann Lee", "--yes") == 0
    capsys.readouterr()
    assert run("statements", "{actor:minister issue:plan stance:favor}", "--json") == 0
    found = printed(capsys)
    assert [(one["actor"], one["actor_id"], one["issue"], one["stance"]) for one in found] == [
        ("Ann Lee", "ann-lee", "dredging", "support")
    ] * 2
    assert run("export", "csv", "-o", home / "out.csv") == 0
    rows = (home / "out.csv").read_text(encoding="utf-8")
    assert '""stance"": ""support""' in rows and ",minister," not in rows
    for _ in range(4):
        assert run("undo") == 0
    assert run("check") == 0
    for arguments, problem in (
        (["merge", "label", "none"], "name what is merged, and then into what"),
        (["merge", "label", "support", "support", "--yes"], "merged into itself"),
        (["split", "issue", "plan", "x"], "say which statements go to the new one"),
        (["split", "issue", "plan", "x", "--query", "actor:nobody"], "no statement matches"),
        (["rename", "label", "support", "against", "--yes"], "'against' is taken by another label"),
        (["confirm"], "name the statements, or find them by --query"),
    ):
        assert run(*arguments) == 2, arguments
        assert problem in capsys.readouterr().err


def test_a_label_is_split(home: Path, capsys: Printed) -> None:
    for one in (FIRST, SECOND):
        assert run("label", one, "favor") == 0
        assert run("label", one, "favor", "--by", "omar") == 0
    capsys.readouterr()
    wanted = ["split", "label", "favor", "demand", "--query", "{by:dana stance:favor actor:lee}"]
    assert run(*wanted) == 2
    said = capsys.readouterr()
    assert "with 1 of dana's and 1 of omar's labels; 1 label of yours given anew, the others stay" in said.out
    assert "3 labels to be looked at again (2 of others), of what stands for less now: is:recheck" in said.out
    look = ["--definition", "Asks that it be done", "--key", "9", "--glyph", "!", "--colour", "red", "--order", "2"]
    assert run(*wanted, *look, "--yes", "--json") == 0
    preview, done = printed(capsys)
    assert preview["preview"]["become"] == 1 and done["words"] == "split the label favor: 1 label to demand"  # type: ignore[index]
    assert run("codebook", "--json") == 0
    (made,) = [one for one in printed(capsys) if one.get("id") == "demand"]
    assert [made[name] for name in ("key", "glyph", "colour", "definition", "order")] == [
        "9", "!", "red", "Asks that it be done", 2.0,
    ]  # fmt: skip
    assert run("label", FIRST, "demand", "--by", "omar") == 0
    assert run("statements", "stance:demand", "--json") == 0
    assert run("undo", done["event"]) == 2
    assert "omar's later step rests on it" in capsys.readouterr().err
    assert run("split", "issue", "x", "y", "--statement", FIRST, "--key", "9", "--yes") == 2
    assert "only a label has a key" in capsys.readouterr().err


def test_the_codebook_is_printed(home: Path, capsys: Printed) -> None:
    assert run("codebook") == 0
    text = capsys.readouterr().out
    assert text.startswith("Stance towards an issue, version 1.0-")
    assert "1  + favor" in text and "  example: The mayor welcomed the plan" in text
    assert "  Not being opposed is no support." in text and "dredge-channel: The Tamsel channel" in text
    assert "  speaks for it: harmless, " in text and "  speaks against it: poison*, " in text
    assert run("codebook", "--json") == 0
    records = printed(capsys)
    (silt,) = (one for one in records if one.get("id") == "silt-disposal")
    assert "harmless" in silt["favor"] and "poison*" in silt["against"]
    kinds = [one["kind"] for one in records]
    assert kinds.count("label") == 6 and kinds[0] == "codebook" and kinds[-1] == "issue"


def test_the_quiz_is_asked_of_whoever_answers(home: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    with Library.open(home / "library") as library:
        questions = library.codebook.questions(5, 4)
        keys = {label.id: label.key for label in library.codebook.labels()}
    wrong = next(id for id in keys if id != questions[1].answer)
    answers = [keys[questions[0].answer], "nonsense", wrong, "", questions[3].answer]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(answers) + "\n"))
    assert run("codebook", "quiz", "--seed", 5, "--n", 4, "--json") == 0
    first, second, last, result = printed(capsys)
    assert (first["right"], second["right"], last["right"]) == (True, False, True)
    assert second["given"] == wrong and second["answer"] == questions[1].answer and second["definition"]
    assert (result["right"], result["asked"]) == (2, 3)
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{wrong}\n"))
    assert run("codebook", "quiz", "--seed", 5) == 0
    said = capsys.readouterr()
    assert said.out.strip().endswith("of 1 right") and "1/" in said.err
    assert run("codebook", "--seed", 3) == 2
