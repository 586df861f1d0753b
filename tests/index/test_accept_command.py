"""`sayso accept`: one suggestion, or all that a query finds, after a preview."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index import cli
from index.library import Library
from tests.index.store.helpers import analysed, three

FIRST, SECOND, THIRD = (one.id for one in three())


@pytest.fixture
def home(own_folders: Path) -> Path:
    """A library with one article of three statements; two have suggestions."""
    with Library.open(own_folders, create=True) as library:
        analysed(library)
    return own_folders


def stances(home: Path) -> list[str | None]:
    """The labels of the three statements."""
    with Library.open(home) as library:
        return [view.label.stance if view.label else None for view in library.statements.of(1)]


def test_one(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["accept", SECOND]) == 0
    assert "accepted favor: Ann Lee" in capsys.readouterr().out
    assert stances(home) == [None, "favor", None]


def test_all_that_a_query_finds(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["accept", "--query", "harbour", "--yes"]) == 0
    printed = capsys.readouterr().out
    assert "2 suggestions in 1 article would become your labels" in printed and "1 statement without" in printed
    assert stances(home) == ["against", "favor", None]
    assert cli.main(["undo"]) == 0
    assert stances(home) == [None, None, None]


def test_as_json(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["accept", "--query", "harbour", "--yes", "--json"]) == 0
    preview, done = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert preview["preview"]["changes"] == done["statements"] == 2
    assert done["stances"] == preview["preview"]["stances"] == {"against": 1, "favor": 1}


def test_nobody_to_ask_and_nothing_named(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["accept", "--query", "harbour"]) != 0
    assert "give --yes" in capsys.readouterr().err
    assert cli.main(["accept"]) != 0 and cli.main(["accept", FIRST, "--yes"]) != 0
    assert stances(home) == [None, None, None]
