"""`sayso queue`, `progress`, `learn` and `--blind`."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.exchange.records import STATEMENT_KEYS
from index.library import Library
from tests.index.coded_library import coded, filled
from tests.index.commands import said, told


@pytest.fixture
def small(own_folders: Path) -> Path:
    """A library of three articles with three statements each, and no label."""
    with Library.open(own_folders, create=True) as library:
        filled(library, range(3))
    return own_folders


def test_queue(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    everything = told(capsys, "queue", "--order", "article", "--limit", "0")
    assert len(everything) == 9
    assert tuple(everything[0]) == STATEMENT_KEYS
    assert [one["id"] for one in told(capsys, "queue", "--order", "article", "--limit", "2")] == [
        one["id"] for one in everything[:2]
    ]
    first, second = (str(one["id"]) for one in everything[:2])
    told(capsys, "label", first, "favor")
    assert told(capsys, "queue", "--order", "article", "--limit", "1")[0]["id"] == second
    drawn = told(capsys, "queue", "--order", "random", "--seed", "3", "--limit", "0")
    assert drawn == told(capsys, "queue", "--order", "random", "--seed", "3", "--limit", "0")
    printed = said(capsys, "queue", "--limit", "1")
    assert "8 statements to be labelled by dana" in printed and "the quay" in printed
    assert "1 statement to be labelled" not in said(capsys, "queue", "outlet:nowhere")
    assert "--limit takes 0" in said(capsys, "queue", "--limit", "-1", code=2)


def test_blind(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (one,) = told(capsys, "queue", "--limit", "1", "--blind", "suggestions, actors")
    assert (one["suggested"], one["stance"]) == (None, None)
    assert str(one["actor"]).startswith("actor ")
    assert all(found["suggested"] is None for found in told(capsys, "statements", "--blind", "suggestions"))
    article = str(one["article"])
    (shown,) = told(capsys, "show", article, "--blind", "outlets,suggestions")
    assert shown["outlet"] is None
    assert "outlet unknown" in said(capsys, "show", article, "--blind", "outlets")
    assert "hidden while you are blind" in said(capsys, "statements", "stance:favor", "--blind", "suggestions", code=2)
    assert "cannot be hidden" in said(capsys, "queue", "--blind", "dates", code=2)
    told(capsys, "label", str(one["id"]), "favor", "--blind", "suggestions,labels")
    with Library.open(small) as library:
        assert library.annotations.undo()[1].about["blind"] == ["suggestions", "labels"]


def test_progress(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ids = [str(one["id"]) for one in told(capsys, "queue", "--order", "article", "--limit", "0")]
    for id_ in ids[:3]:
        told(capsys, "label", id_, "favor")
    told(capsys, "label", ids[0], "against", "--by", "omar")
    with Library.open(small) as library:
        library.pace.note(ids[0], 7.0)
    (record,) = told(capsys, "progress")
    assert (record["statements"], record["labelled"], record["conflicts"]) == (9, 3, 1)
    dana, omar = record["annotators"]  # type: ignore[misc]
    assert (dana["by"], dana["labelled"], dana["finished"], dana["seconds"]) == ("dana", 3, 1, 7.0)
    assert (omar["by"], omar["labelled"], omar["seconds"]) == ("omar", 1, None)
    assert record["issues"] == [{"issue": None, "statements": 9, "labelled": 3, "by": {"dana": 3, "omar": 1}}]
    assert len(record["articles"]) == 1  # type: ignore[arg-type]
    printed = said(capsys, "progress", "--articles")
    assert "3 of 9 statements labelled, 1 conflict, 0 questions open" in printed
    assert "dana: 3 labels in 1 article, 1 finished, 7 seconds each" in printed
    assert "articles begun" in printed
    assert said(capsys, "progress", "--erase-times") == "the times of 1 decision were deleted\n"
    assert "seconds each" not in said(capsys, "progress")


def test_learn_of_too_few(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (record,) = told(capsys, "learn")
    assert (record["by"], record["proposes"], record["labels"], record["missing"]) == (None, False, 0, 100)
    assert "until then they are the rules'" in said(capsys, "learn")
    assert "nothing was learned yet" in said(capsys, "learn", "--curve", code=2)


def test_learn(own_folders: Path, capsys: pytest.CaptureFixture[str]) -> None:
    coded(own_folders, labelled=36, more=1)
    (record,) = told(capsys, "learn")
    assert (record["by"], record["proposes"], record["labels"]) == ("learned 1", True, 108)
    assert record["stance"]["gain"]["low"] > 0  # type: ignore[index]
    assert "learned 1, on " in said(capsys, "learn", "--describe", "learned 1")
    assert "nothing is known of" in said(capsys, "learn", "--describe", "learned 2", code=2)
    (again,) = told(capsys, "learn", "--curve")
    assert again == record
    lines = said(capsys, "learn", "--curve").splitlines()
    assert [line.split()[0] for line in lines[1:]] == [
        "labels",
        "25",
        "50",
        str(record["curve"][-1]["labels"]),
        "rules",
    ]  # type: ignore[index]
    suggested = {one["suggested"]["by"] for one in told(capsys, "statements", "is:unlabelled")}  # type: ignore[index]
    assert suggested == {"learned 1"}
