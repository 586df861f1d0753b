"""`sayso issues`: what is configured, what is proposed, and accepting a proposal."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from index import cli
from index.library import Library
from index.model import Analysis, Proposal
from tests.index.commands import told
from tests.index.factories import HARBOUR, draft, statement

PROPOSED = Proposal("harbour", "The harbour should be closed", ("harbour",), (statement().id,))


@pytest.fixture
def home(own_folders: Path) -> Path:
    """A library with one statement, for which an issue is proposed."""
    with Library.open(own_folders, create=True) as library:
        library.articles.add([draft()])
        (row,) = library.articles.rows()
        one = replace(statement(), proposal="harbour")
        library.analysis.store(row.key, one.version, Analysis((), (one,), (PROPOSED,)))
        assert library.articles.by_key(row.key).text == HARBOUR
    return own_folders


def test_issues_and_proposals_are_listed(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = told(capsys, "issues")
    assert {one["kind"] for one in found} == {"issue", "proposal"}
    assert found[-1] == {
        "kind": "proposal", "id": "harbour", "proposition": "The harbour should be closed", "words": ["harbour"],
        "statements": 1, "actors": 1, "articles": 1,
    }  # fmt: skip
    assert cli.main(["issues"]) == 0
    assert (
        "proposed  harbour: The harbour should be closed (1 statement by 1 actor in 1 article)"
        in capsys.readouterr().out
    )


def test_a_proposal_is_accepted_and_undone(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (one,) = told(capsys, "issues", "--accept", "harbour")
    assert one == {
        "kind": "issue", "id": "harbour", "proposition": "The harbour should be closed", "words": ["harbour"],
        "statements": 1,
    }  # fmt: skip
    assert [view["issue"] for view in told(capsys, "statements")] == ["harbour"]
    assert not [found for found in told(capsys, "issues") if found["kind"] == "proposal"]
    told(capsys, "undo")
    assert [view["issue"] for view in told(capsys, "statements")] == [None]
    assert [found["id"] for found in told(capsys, "issues") if found["kind"] == "proposal"] == ["harbour"]


def test_a_proposal_is_rejected_and_proposed_again_after_undo(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (one,) = told(capsys, "issues", "--reject", "harbour")
    assert one["proposal"] == "harbour"
    assert not [found for found in told(capsys, "issues") if found["kind"] == "proposal"]
    assert [view["proposal"] for view in told(capsys, "statements")] == [None]
    assert cli.main(["undo"]) == 0
    assert "rejected the proposed issue “The harbour should be closed”" in capsys.readouterr().out
    assert [found["id"] for found in told(capsys, "issues") if found["kind"] == "proposal"] == ["harbour"]


def test_issues_are_listed_with_their_use(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, "issues", "--accept", "harbour")
    (used,) = [found for found in told(capsys, "issues") if found["id"] == "harbour"]
    assert (used["statements"], used["actors"], used["articles"]) == (1, 1, 1)
    assert cli.main(["issues"]) == 0
    text = capsys.readouterr().out
    assert "harbour: The harbour should be closed (1 statement by 1 actor in 1 article)" in text
    assert "(0 statements)" in text


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("--reject", "ferry"), "there is no proposal 'ferry'"),
        (("--reject", "harbour", "--name", "Anything"), "--reject goes alone"),
        (("--name", "Anything"), "--accept ID --name TEXT"),
        (("--accept", "ferry"), "there is no proposal 'ferry'"),
    ],
)
def test_what_cannot_be_done(
    home: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], complaint: str
) -> None:
    assert cli.main(["issues", *arguments]) == 2
    assert complaint in capsys.readouterr().err
