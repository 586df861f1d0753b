"""`sayso add` of a corrected article, `orphans`, `anchor` and `diff`, as a shell runs them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from index import cli
from index.library import Library
from index.model import Analysis, Form, Span
from tests.index.factories import HARBOUR, statement

CORRECTED = HARBOUR.replace("must not be closed", "should be looked after")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library with one article, whose one statement is labelled; the article's files stand beside it."""
    monkeypatch.setenv("SAYSO_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("SAYSO_STATE", str(tmp_path / "state"))
    monkeypatch.chdir(tmp_path)
    where = tmp_path / "library"
    for number, text in enumerate((HARBOUR, CORRECTED, HARBOUR.replace("the harbour must", "the big harbour must"))):
        record = {"id": "h-1", "outlet": "Port Courier", "title": "Board defers vote on harbour", "text": text}
        (tmp_path / f"{number}.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    assert cli.main(["--library", str(where), "add", "0.jsonl", "--no-analysis", "--by", "dana"]) == 0
    with Library.open(where, by="dana") as library:
        article = library.articles.get("h-1")
        assert article.text == HARBOUR
        library.analysis.store(article.key, article.version, Analysis((), (statement(HARBOUR),)))
        library.annotations.label(statement(HARBOUR).id, "against")
    return where


ONE = statement(HARBOUR).id


class Shell:
    """Runs commands on a library."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._folder = folder
        self._capsys = capsys
        self.message = ""

    def __call__(self, *words: str, code: int = 0) -> str:
        self._capsys.readouterr()
        assert cli.main(["--library", str(self._folder), "--by", "dana", *words]) == code
        out, self.message = self._capsys.readouterr()
        return out

    def json(self, *words: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self(*words, "--json").splitlines()]


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(folder, capsys)


def test_add_says_which_labelled_quotations_vanished(run: Shell) -> None:
    added, summary = run.json("add", "1.jsonl", "--no-analysis")
    assert added["status"] == "updated" and summary["summary"]["updated"] == 1
    assert "1 labelled quotation is no longer in it: “the harbour must not be closed”" in added["reason"]
    assert run.message.startswith("1 labelled quotation is no longer in “Board defers vote on harbour”")
    assert "sayso orphans" in run.message
    (finding, counted) = run.json("check")
    assert (finding["level"], finding["where"]) == ("warning", f"statement:{ONE}")
    assert counted["summary"] == {"errors": 0, "warnings": 1}
    (said,) = run.json("statements", "is:orphan")
    assert said["moved"]["method"] == "orphan" and said["label"]["stance"] == "against"


def test_a_dry_run_says_so_too(run: Shell) -> None:
    (added, _) = run.json("add", "1.jsonl", "--dry-run")
    assert "no longer in it" in added["reason"]
    assert run.json("orphans") == [] and "there is no orphan" in run.message


def test_orphans_are_listed_with_what_was_round_them_and_placed_by_their_words(run: Shell) -> None:
    run("add", "1.jsonl", "--no-analysis")
    (orphan,) = run.json("orphans")
    assert orphan["id"] == ONE and orphan["content"]["text"] == "the harbour must not be closed"
    assert orphan["before"].endswith("Mayor Ada Lind said") and orphan["after"].startswith(". “We need it,”")
    assert "said [-the harbour must not be closed-] . “We" in run("orphans", "actor:lind")
    assert run.json("orphans", "actor:nobody") == []
    (placed,) = run.json("anchor", ONE, "--words", "the harbour should be looked after")
    assert placed["content"]["text"] == "the harbour should be looked after"
    assert (placed["source"]["text"], placed["cue"]["text"]) == ("Mayor Ada Lind", "said")
    (said,) = run.json("statements", "is:moved")
    assert (said["version"], said["moved"]["method"]) == (placed["version"], "hand")
    assert said["moved"]["content"]["text"] == "the harbour must not be closed"
    assert "(was: the harbour must not be closed)" in run("statements")
    assert run("undo").startswith("undone: placed in the corrected text: Ada Lind, “the harbour")
    assert len(run.json("orphans")) == 1
    start = CORRECTED.index("the harbour should")
    (placed,) = run.json("anchor", ONE, "--content", f"{start}-{start + 11}", "--source", "", "--cue", "")
    assert placed["content"] == {"text": "the harbour", "spans": [[start, start + 11]]}
    assert placed["source"]["spans"] == placed["cue"]["spans"] == []
    run("anchor", ONE, "--follow")
    run("retire", ONE)
    assert run.json("orphans") == []


@pytest.mark.parametrize(
    "words",
    [
        ("anchor", ONE),
        ("anchor", ONE, "--words", "said", "--content", "1-2"),
        ("anchor", ONE, "--content", "5-2"),
        ("anchor", ONE, "--content", "harbour"),
        ("anchor", ONE, "--content", "0-99999"),
        ("anchor", ONE, "--follow", "--cue", "1-2"),
        ("anchor", "0000000000000000", "--words", "said"),
        ("diff", "no-such-article"),
        ("diff", "h-1", "--old", "7"),
    ],
)
def test_what_cannot_be_is_a_sentence(run: Shell, words: tuple[str, ...]) -> None:
    run("add", "1.jsonl", "--no-analysis")
    run(*words, code=2)
    assert run.message.startswith("sayso: ")


def test_diff_shows_words_and_the_statements_that_they_touch(run: Shell) -> None:
    run("diff", "h-1", code=2)
    run("add", "1.jsonl", "--no-analysis")
    run("add", "2.jsonl", "--no-analysis")
    text = run("diff", "h-1", "--old", "1")
    assert "version 1" in text and "version 3" in text
    assert "Mayor Ada Lind said the {+big+} harbour must not be closed" in text
    assert "words that changed a little" in text and "now: the big harbour must not be closed" in text
    *changes, touched, summary = run.json("diff", "h-1", "--old", "1", "--new", "2")
    assert [one["change"] for one in changes] == ["replaced"] or len(changes) > 1
    assert changes[0]["old"]["text"].startswith("must not")
    assert (touched["statement"], touched["method"], touched["new"]) == (ONE, "orphan", None)
    assert summary["summary"]["orphans"] == 1 and summary["summary"]["old"]["number"] == 1
    text = run("diff", "h-1", "--old", "1", "--new", "2")
    assert "[-must not be closed-]{+should be looked after+}" in text and "no longer there" in text


def test_front_matter_is_shown_nowhere(run: Shell, tmp_path: Path) -> None:
    head = '---\nid: m-1\noutlet: Port Courier\nlanguage: "en"\n---\n\n'
    bodies = ("The quay was closed.", "CORRECTION: an earlier version misplaced the quay.\n\nThe quay was closed.")
    for body in bodies:
        (tmp_path / "m.md").write_text(f"{head}# Quay closed\n\n{body}\n", encoding="utf-8")
        run("add", "m.md", "--no-analysis")
    text = run("diff", "m-1")
    assert "{+CORRECTION: an earlier version misplaced the quay." in text
    with Library.open(tmp_path / "library", by="dana") as library:
        article = library.articles.get("m-1")
        start = article.text.index("The quay was closed")
        made = library.annotations.create_statement(
            article.id,
            article.version,
            actor="Edda",
            content=[Span(start, start + 8)],
            form=Form.DIRECT,
            stance="favor",
        )  # fmt: skip
        (line,) = library.search.concordance("actor:edda").lines
        assert (line.before, line.statement) == ("Quay closed " + bodies[1][:-20].strip(), made.statement.id)
    for words in (text, *(run("search", query) for query in ("actor:edda", "", "quay"))):
        assert "language" not in words and "---" not in words
        assert "\n    …\n" not in words


def test_earlier_goes_back_to_a_former_text(run: Shell) -> None:
    run("add", "1.jsonl", "--no-analysis")
    (same, _) = run.json("add", "0.jsonl", "--no-analysis")
    assert same["status"] == "unchanged" and "--earlier" in same["reason"]
    (back, _) = run.json("add", "0.jsonl", "--no-analysis", "--earlier")
    assert (back["status"], back["reason"]) == ("updated", "it went back to an earlier version")
    (said,) = run.json("statements")
    assert said["moved"] is None and said["label"]["stance"] == "against"
    (shown,) = run.json("show", "h-1")
    assert shown["text"] == HARBOUR
