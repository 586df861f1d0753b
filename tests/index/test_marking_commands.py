"""The commands that mark articles, keep searches, and label what a query finds."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from index import cli
from index.commands.context import Context
from index.library import Library, Preview
from tests.index.commands import said, told
from tests.index.store.helpers import TEXT, analysed, draft, three


@pytest.fixture
def home(own_folders: Path) -> Path:
    """A library with an article of three statements and two articles without any."""
    with Library.open(own_folders, create=True) as library:
        analysed(library, source_id="p-1", section="Harbour")
        library.articles.add(
            [
                draft("Ferry sails\n\nThe harbour is open.", path="b.txt", source_id="p-2", outlet="Courier"),
                draft("Quay\n\nIt is shut.", path="c.txt", source_id="p-3"),
            ]
        )
    return own_folders


def test_tags(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (one,) = told(capsys, "tag", "To-Check", "p-1", "p-3")
    assert {**one, "event": None} == {"event": None, "tag": "To-Check", "articles": 2, "by": "dana"}
    assert said(capsys, "tag", "harbour", "--query", "harbour") == "tagged harbour: 2 articles\n"
    assert said(capsys, "tag", "harbour", "p-1") == "nothing to change: 1 article so already\n"
    assert told(capsys, "tags") == [{"tag": "harbour", "articles": 2}, {"tag": "to-check", "articles": 2}]
    assert said(capsys, "untag", "to-check", "p-3") == "took the tag to-check off: “Quay”\n"
    assert said(capsys, "undo") == "undone: took the tag to-check off: “Quay”\n"
    assert said(capsys, "tags") == "      2  harbour\n      2  to-check\n"
    assert said(capsys, "tag", "x", "--query", "nowhere") == "no article was found\n"
    assert "is no tag" in said(capsys, "tag", "a:b", "p-1", code=2)
    assert "name the articles" in said(capsys, "tag", "a", code=2)
    assert "name the articles" in said(capsys, "tag", "a", "p-1", "--query", "harbour", code=2)
    assert "no article 'p-9'" in said(capsys, "tag", "a", "p-1", "p-9", code=2)
    assert "did you mean actor" in said(capsys, "tag", "a", "--query", "actr:lee", code=2)
    assert [one["tag"] for one in told(capsys, "tags")] == ["harbour", "to-check"]


def test_flags_and_what_is_read(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("harbour\n"))
    assert said(capsys, "flag", "--query", "-") == "flagged: 2 articles\n"
    assert said(capsys, "unflag", "p-1") == "took the flag off: “Harbour plan divides the town”\n"
    assert said(capsys, "flag", "p-1", "--by", "omar") == "flagged: “Harbour plan divides the town”\n"
    assert said(capsys, "read", "--query", "*") == "read: 3 articles\n"
    assert told(capsys, "unread", "p-2") == [{"articles": 1, "read": False, "by": "dana"}]
    assert [one["title"] for one in told(capsys, "search", "is:unread")] == ["Ferry sails"]


def test_saved_searches(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "there are no saved searches" in said(capsys, "saved")
    assert said(capsys, "saved", "add", "Morning", "harbour", "is:unread") == (
        "saved the search “Morning”: harbour is:unread\n"
    )
    told(capsys, "saved", "add", "courier", "query:morning outlet:courier")
    told(capsys, "read", "p-1")
    assert told(capsys, "saved") == [
        {"name": "courier", "query": "query:morning outlet:courier", "total": 1, "unread": 1, "unlabelled": 0,
         "broken": None},
        {"name": "Morning", "query": "harbour is:unread", "total": 1, "unread": 1, "unlabelled": 0, "broken": None},
    ]  # fmt: skip
    assert [one["title"] for one in told(capsys, "search", "query:morning")] == ["Ferry sails"]
    assert "is used by 'courier'" in said(capsys, "saved", "remove", "morning", code=2)
    assert "and in 1 saved search" in said(capsys, "saved", "rename", "morning", "Early one")
    assert 'courier: query:"Early one" outlet:courier\n    1 article, 1 unread' in said(capsys, "saved")
    said(capsys, "saved", "remove", "courier")
    assert said(capsys, "undo") == "undone: removed the saved search “courier”\n"
    for wrong in (("add", "x"), ("rename", "x"), ("remove",), ("remove", "a", "b"), ("drop", "x")):
        assert "sayso saved" in said(capsys, "saved", *wrong, code=2)


def test_labelling_all_that_a_query_finds(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("label", "--query", "actor:lee OR actor:minister", "--stance", "mixed")
    printed = said(capsys, *asked, code=2)
    assert "2 statements in 1 article would change" in printed
    assert "nothing has been changed: give --yes" in printed and "Ann Lee" in printed
    assert told(capsys, "search", "is:labelled") == []
    printed = said(capsys, *asked, "--yes")
    assert "labelled mixed: 2 statements in 1 article (sayso undo takes all of it back)" in printed
    preview, done = told(capsys, "label", "--query", "*", "--stance", "against", "--yes")
    samples = [one.id for one in three()]
    assert preview == {
        "preview": {"changes": 3, "articles": 1, "unchanged": 0, "retired": 0, "replaced": 2, "conflicts": 0,
                    "again": 0, "decisions": 0, "samples": samples}
    }  # fmt: skip
    assert {**done, "event": None} == {
        "event": None, "statements": 3, "stance": "against", "issue": None, "by": "dana"
    }  # fmt: skip
    assert "3 statements so already" in said(capsys, "label", "--query", "*", "--stance", "against")
    assert said(capsys, "undo") == "undone: labelled against: 3 statements in 1 article\n"
    assert [one["stance"] for one in told(capsys, "statements")] == ["mixed", "mixed", None]


def test_a_hit_says_how_the_article_is_marked(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "tag", "harbour", "p-2")
    said(capsys, "flag", "p-2")
    said(capsys, "read", "p-2")
    (ferry,) = told(capsys, "search", "ferry")
    assert (ferry["tags"], ferry["flagged"], ferry["read"]) == (["harbour"], True, True)
    assert (ferry["story"], ferry["others"]) == (ferry["article"], 0)
    (quay,) = told(capsys, "search", "title:quay")
    assert (quay["tags"], quay["flagged"], quay["read"]) == ([], False, False)


def test_what_was_done_is_counted_and_not_what_would_have_been(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the preview and the answer, another process of the same person labels one of them."""
    from index.commands import bulk

    show = bulk._show

    def meanwhile(context: Context, library: Library, preview: Preview) -> None:
        show(context, library, preview)
        library.annotations.label(three()[0].id, "against")

    monkeypatch.setattr(bulk, "_show", meanwhile)
    preview, done = told(capsys, "label", "--query", "*", "--stance", "against", "--yes")
    assert preview["preview"]["changes"] == 3 and done["statements"] == 2  # type: ignore[index]


@pytest.mark.parametrize(("answer", "changed"), [("y\n", 3), ("no\n", 0), ("", 0)])
def test_a_person_is_asked(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, answer: str, changed: int
) -> None:
    class Keyboard(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdin", Keyboard(answer))
    monkeypatch.setattr("sys.stderr", Keyboard())
    assert cli.main(["label", "--query", "*", "--stance", "against"]) == 0
    capsys.readouterr()
    assert len(told(capsys, "statements", "is:labelled")) == changed


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("label",), "name a statement"),
        (("label", three()[0].id, "--stance", "against"), "go with --query"),
        (("label", three()[0].id, "against", "--yes"), "go with --query"),
        (("label", three()[0].id, "against", "--query", "*"), "--query goes with"),
        (("label", "--query", "*", "--clear"), "--query goes with"),
        (("label", "--query", "*", "--stance", "nonsense", "--yes"), "no label 'nonsense'"),
        (("label", "--query", "*", "--yes"), "say what is to be done"),
        (("label", "--query", "outlet:courier", "--stance", "against", "--yes"), "no statement matches"),
    ],
)
def test_what_cannot_be_labelled(
    home: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], problem: str
) -> None:
    assert problem in said(capsys, *arguments, code=2)
    assert told(capsys, "statements", "is:labelled") == []


def test_show_says_the_section(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (one,) = told(capsys, "show", "p-1")
    assert (one["section"], one["text"]) == ("Harbour", TEXT)
    assert " · The Post · Harbour · " in said(capsys, "show", "p-1")


def test_a_read_only_library_says_so(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.store.files.may_write", lambda folder: False)
    asked = ("label", "--query", "*", "--stance", "against", "--yes")
    for command in (("tag", "x", "p-1"), ("flag", "p-1"), ("read", "p-1"), ("saved", "add", "x", "is:read"), asked):
        assert "read-only" in said(capsys, *command, code=5)


def test_what_was_found_is_counted_in_words(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "search", "ferry").endswith("1 article · 0 statements\n")
    nothing = said(capsys, "search", "nowhere").splitlines()[-1]
    assert nothing == "0 articles · 0 statements · no article matches nowhere"
    nothing = said(capsys, "search", "--statements", "nowhere").splitlines()[-1]
    assert nothing == "0 statements in 0 articles · no article matches nowhere"


def test_a_preview_says_how_many_it_leaves_out(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ("label", "--query", "*", "--stance", "mixed")
    assert " more\n" not in said(capsys, *asked, code=2)
    monkeypatch.setattr("index.library_parts.bulk._SAMPLES", 1)
    assert "\n    and 2 more\n" in said(capsys, *asked, code=2)


def test_what_follows_a_statement_is_joined_as_in_the_text(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    printed = said(capsys, "search", "--statements", "*")
    assert "delay]." in printed and "] ." not in printed
