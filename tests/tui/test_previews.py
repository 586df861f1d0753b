"""What previews say of labels and decisions of others: the numbers, and the words behind them."""

from __future__ import annotations

from typing import Any

import pytest

from index.library import Library, Preview, RecodePreview
from tests.tui.people import another, statements
from tests.tui.running import MODAL, calm, press, settled, until
from tui.app import Sayso
from tui.screens import preview, recoding
from tui.wish import Wish


def bulk(**counts: int) -> Preview:
    values: dict[str, Any] = dict.fromkeys(("changes", "articles"), 3)
    values |= dict.fromkeys(("unchanged", "retired", "replaced", "conflicts"), 0)
    return Preview(**values | counts, samples=())


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({"again": 7}, [("warning", 7, "labels of others will ask for another look")]),
        ({"again": 1}, [("warning", 1, "label of others will ask for another look")]),
        ({"decisions": 2}, [("warning", 2, "decided between labels by others, and will ask for another look")]),
        ({"own": 1}, [("warning", 1, "of these you have labelled; undo brings them back with the label")]),
        ({}, []),
    ],
)
def test_of_many_statements(counts: dict[str, int], said: list[tuple[str, int, str]]) -> None:
    assert preview.counts(bulk(**counts), Wish(issue="toll"))[1:] == said


@pytest.mark.parametrize(
    ("words", "counts", "said"),
    [
        ("merged the label a into b", {"recheck": 9, "others": 7},
         [("warning", 9, "labels to be looked at again (7 of others), given under another definition")]),
        ("split the actor a: 2 statements to b", {"recheck": 1, "others": 1},
         [("warning", 1, "label to be looked at again (1 of others), since another is said to have spoken")]),
        ("merged the label a into b", {"recheck": 1},
         [("warning", 1, "label to be looked at again, given under another definition")]),
        ("merged the label a into b", {"decisions": 3},
         [("warning", 3, "decisions between labels to be looked at again")]),
    ],
)  # fmt: skip
def test_of_a_recoding(words: str, counts: dict[str, int], said: list[tuple[str, int, str]]) -> None:
    values: dict[str, Any] = {"recheck": 0, "left": 0, "labels": {}, "statements": 1, "articles": 1, **counts}
    assert recoding.counts(RecodePreview(words, samples=(), **values))[1:] == said


async def test_before_others_labels_are_put_on_another_issue(disputed: Library, app: Sayso) -> None:
    with another(disputed, "lead") as lead:
        lead.adjudication.decide(statements(disputed)["Ines Calder"], "mixed")
    async with app.run_test(size=(120, 40)) as pilot:
        explorer = await settled(pilot)
        wish = Wish(issue=next(iter(disputed.annotations.issues())).id)
        ids = [statements(disputed)[name] for name in ("Ines Calder", "Rolf Tamm")]
        found = wish.preview(disputed, ids)
        assert found.again > 0 and found.decisions == 1
        explorer.labelling.start(lambda: explorer.several.do(wish, ids), "modal", exclusive=True)
        await press(pilot, MODAL)
        await until(pilot, lambda: isinstance(app.screen, preview.BulkPreview))
        await calm(pilot)
        screen: Any = app.screen
        text = " ".join(screen.list.text.split())
        assert f"{found.again} label" in text and "of others will ask for another look" in text
        assert "1 decided between labels by others" in text
