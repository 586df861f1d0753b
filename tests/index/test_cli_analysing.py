"""Articles analysed on the command line: added to a library, or read from files without one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.english import NOT_ENGLISH
from tests.index.commands import records, run
from tests.index.test_english import OTHERS


def test_analyse_label_undo_export(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("add", home / "harbour.txt") == 0
    capsys.readouterr()
    assert run("statements", "--json") == 0
    found = records(capsys.readouterr().out)
    one = next(statement for statement in found if statement["actor"] == "Ada Lind")
    assert run("label", one["id"], "against", "--new-issue", "closing", "--note", "clear", "--json") == 0
    (label,) = records(capsys.readouterr().out)
    assert (label["statement"], label["stance"], label["by"]) == (one["id"], "against", "dana")
    assert run("label", one["id"], "nosuch") == 2
    assert "favor" in capsys.readouterr().err
    assert run("statements", "{stance:against issue:closing}", "--json") == 0
    (labelled,) = records(capsys.readouterr().out)
    assert labelled["label"]["by"] == "dana" and labelled["label"]["note"] == "clear"  # type: ignore[index]
    assert run("export", "csv", "-o", home / "out.csv") == 0
    assert "Ada Lind" in (home / "out.csv").read_text(encoding="utf-8")
    capsys.readouterr()
    assert run("undo", "--json") == 0
    assert records(capsys.readouterr().out)[0]["undid"] == label["event"]
    assert run("redo") == 0
    assert run("check") == 0


@pytest.mark.usefixtures("read_here")
def test_the_digest_reads_from_top_to_bottom(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("add", home / "harbour.txt") == 0
    capsys.readouterr()
    assert run() == 0
    text = capsys.readouterr().out
    assert text.index("Board defers vote") < text.index("Ada Lind") < text.index("must not be closed")


@pytest.mark.usefixtures("read_here")
def test_analyse_explains_a_file(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = home / "ferry.txt"
    file.write_text("Joaquim Bell said that Adaeze Reyes had promised to keep the ferry.\n", encoding="utf-8")
    assert run("analyse", file, "--explain") == 0
    text = capsys.readouterr().out
    assert "within      Joaquim Bell said → Adaeze Reyes had promised → “to keep the ferry”" in text
    assert text.count("found by") == 2
    assert run("analyse", file, "--explain", "--json") == 0
    (found,) = records(capsys.readouterr().out)
    outer, inner = found["statements"]  # type: ignore[misc]
    assert inner["derivation"]["parent"] == outer["id"] and inner["derivation"]["cue_class"] == "promise"
    assert run("analyse", file) == 0
    assert "found by" not in capsys.readouterr().out


TOLL = "Mayor Ada Lind said the toll should be scrapped.\n"


HEADLINE = "Toll divides the two banks of the river\n\n"


@pytest.mark.usefixtures("read_here")
@pytest.mark.parametrize("headline", ["", HEADLINE], ids=["body", "headline"])
@pytest.mark.parametrize("dateline", ["KELDRUM, 4 May - ", "KELDRUM (CPA) - ", "KELDRUM, May 4 (CPA) - ", "(CPA) - "])
def test_analyse_reads_a_file_as_add_does(
    headline: str, dateline: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = headline + dateline + TOLL
    file = home / "toll.txt"
    file.write_text(text, encoding="utf-8")
    assert run("analyse", file, "--json") == 0
    (found,) = records(capsys.readouterr().out)
    assert found["path"] == str(file) and found["record"] is None
    (said,) = found["statements"]  # type: ignore[misc]
    assert said["actor"] == "Ada Lind"
    for part in ("source", "cue", "content"):
        assert [text[start:end] for start, end in said[part]["spans"]] == [said[part]["text"]]
    assert run("add", file) == 0
    capsys.readouterr()
    assert run("statements", "--json") == 0
    (stored,) = records(capsys.readouterr().out)
    assert [stored[key] for key in ("id", "actor", "content")] == [said[key] for key in ("id", "actor", "content")]


@pytest.mark.usefixtures("read_here")
def test_analyse_reads_every_record_of_a_file_of_several(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = home / "two.jsonl"
    file.write_text("".join(json.dumps({"title": f"T{n}", "text": f"{TOLL}"}) + "\n" for n in (1, 2)) + "{}\n")
    assert run("analyse", file, "--json") == 3
    shown = capsys.readouterr()
    found = records(shown.out)
    assert [(one["path"], one["record"]) for one in found] == [(str(file), "line 1"), (str(file), "line 2")]
    assert all(one["statements"][0]["actor"] == "Ada Lind" for one in found)  # type: ignore[index]
    assert "line 3: it has no text" in shown.err


@pytest.mark.usefixtures("read_here")
def test_a_text_that_is_not_english_is_read_and_said_to_be_none(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = home / "bruecke.txt"
    file.write_text(f"Streit um die Brücke\n\n{OTHERS['German']}\n", encoding="utf-8")
    for arguments in (["analyse", file], ["analyse", file, "--json"], ["add", file, "--no-analysis"]):
        assert run(*arguments) == 0
        shown = capsys.readouterr()
        assert (shown.out + shown.err).count(NOT_ENGLISH) == 1
    assert run("search", "Brücke", "--json") == 0
    (hit,) = records(capsys.readouterr().out)
    assert run("show", hit["article"]) == 0
    assert capsys.readouterr().out.count(NOT_ENGLISH) == 1
    assert run("analyse", home / "harbour.txt") == 0
    assert NOT_ENGLISH not in capsys.readouterr().out


@pytest.mark.usefixtures("read_here")
def test_analyse_gives_what_the_headline_says_too_and_the_library_counts_it_once(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = home / "toll.txt"
    said = "the toll on the northern bridge is far too high"
    file.write_text(f"Lind says {said}\n\nMayor Ada Lind said {said}.\n", encoding="utf-8")
    assert run("analyse", file, "--json") == 0
    (found,) = records(capsys.readouterr().out)
    assert [one["content"]["text"] for one in found["statements"]] == [said, said]  # type: ignore[attr-defined]
    assert run("add", file) == 0
    capsys.readouterr()
    assert run("statements", "--json") == 0
    assert len(records(capsys.readouterr().out)) == 1
