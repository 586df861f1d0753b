"""What a preview says of others' labels that will ask for another look: it is what then does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from index.library import Library
from index.model import Event
from tests.index.commands import run
from tests.index.store.helpers import analysed, three

Opener = Callable[..., Library]
FIRST, SECOND, THIRD = (one.id for one in three())
ALL = [FIRST, SECOND, THIRD]


@pytest.fixture
def several(library: Library, open_library: Opener) -> Library:
    """Dana's library: omar and eva labelled too, the lead decided about the first statement."""
    analysed(library)
    omar, eva, lead = (open_library(one) for one in ("omar", "eva", "lead"))
    library.annotations.create_issue("plan", "The plan should be dropped")
    library.annotations.create_issue("toll", "The toll should rise")
    library.annotations.label_many(ALL, stance="favor", issue="plan")
    omar.annotations.label_many(ALL, stance="against")
    eva.annotations.label(SECOND, "favor")
    lead.adjudication.take(FIRST, "omar")
    return library


def flagged(library: Library) -> tuple[set[tuple[str, str]], set[str]]:
    """The labels that are to be looked at again, each as its statement and whose it is; and the statements of which
    what was adjudicated is."""
    views = [library.statements.get(one) for one in ALL]
    labels = {(view.id, label.by) for view in views for label in view.labels if label.recheck}
    return labels, {view.id for view in views if view.adjudicated is not None and view.adjudicated.recheck}


DEEDS: dict[str, tuple[Callable[[Library], Any], Callable[[Library], Event], int, int]] = {
    "another issue": (
        lambda library: library.annotations.preview_many(ALL, issue="toll"),
        lambda library: library.annotations.label_many(ALL, issue="toll"), 4, 1,
    ),
    "another issue and stance": (
        lambda library: library.annotations.preview_many([SECOND], issue="toll", stance="mixed"),
        lambda library: library.annotations.label_many([SECOND], issue="toll", stance="mixed"), 2, 0,
    ),
    "the same issue": (
        lambda library: library.annotations.preview_many(ALL, issue="plan", stance="mixed"),
        lambda library: library.annotations.label_many(ALL, issue="plan", stance="mixed"), 0, 0,
    ),
    "another actor": (
        lambda library: library.annotations.preview_many(ALL, actor="Ann Lee"),
        lambda library: library.annotations.label_many(ALL, actor="Ann Lee"), 2, 1,
    ),
    "another voice": (
        lambda library: library.annotations.preview_edit_many(ALL, voice="other", form="direct"),
        lambda library: library.annotations.edit_many(ALL, voice="other", form="direct"), 4, 1,
    ),
    "another form": (
        lambda library: library.annotations.preview_edit_many(ALL, form="direct", via=["The Courier"]),
        lambda library: library.annotations.edit_many(ALL, form="direct", via=["The Courier"]), 0, 0,
    ),
    "retired": (
        lambda library: library.annotations.preview_many([THIRD], retire=True),
        lambda library: library.annotations.label_many([THIRD], retire=True), 0, 0,
    ),
}  # fmt: skip


@pytest.mark.parametrize("deed", DEEDS)
def test_a_preview_of_many_counts_the_labels_of_others_that_will_ask_for_another_look(
    several: Library, deed: str
) -> None:
    preview, do, labels, decisions = DEEDS[deed]
    found = preview(several)
    assert (found.again, found.decisions) == (labels, decisions)
    assert flagged(several) == (set(), set())
    do(several)
    then, decided = flagged(several)
    assert len({one for one in then if one[1] != "dana"}) == labels and len(decided) == decisions
    assert preview(several).again == preview(several).decisions == 0, "those that ask for it already are not counted"
    several.annotations.undo()
    assert flagged(several) == (set(), set())


RECODINGS: dict[str, tuple[str, tuple[Any, ...], dict[str, Any]]] = {
    "a label merged": ("merge", ("label", ["against"], "mixed"), {}),
    "an issue reworded": ("rename", ("issue", "plan", None), {"proposition": "The plan should be put off"}),
    "an issue merged": ("merge", ("issue", ["plan"], "toll"), {}),
    "an issue split": ("split", ("issue", "plan", "delay", [FIRST, SECOND]), {"proposition": "It should be put off"}),
    "an actor split": ("split", ("actor", "ann-lee", "Ann Lee of the quay", [SECOND]), {}),
    "an actor renamed": ("rename", ("actor", "ann-lee", "Anna Lee"), {}),
}


@pytest.mark.parametrize("deed", RECODINGS)
def test_a_preview_of_a_recoding_counts_them_too(several: Library, deed: str) -> None:
    how, given, more = RECODINGS[deed]
    preview = getattr(several.recoding, f"preview_{how}")(*given, **more)
    getattr(several.recoding, how)(*given, **more)
    then, decided = flagged(several)
    others = {one for one in then if one[1] != "dana"}
    assert (preview.recheck, preview.others, preview.decisions) == (len(then), len(others), len(decided))
    assert bool(others) == (deed != "an actor renamed")


def test_the_commands_say_so(several: Library, capsys: pytest.CaptureFixture[str]) -> None:
    several.close()
    where = ("--library", several.folder, "--by", "dana")
    for words, said in (
        (("label", "--query", "*", "--issue", "toll"), "  4 labels and 1 decision of others will ask for another look"),
        (("edit", "--query", "actor:lee", "--voice", "other"), "  2 labels of others will ask for another look"),
        (("split", "actor", "ann-lee", "Lee the Younger", "--query", "actor:lee"),
         "  2 labels to be looked at again (2 of others), of what another is said to have said: is:recheck"),
        (("merge", "label", "against", "mixed"), "  1 decision between labels to be looked at again: is:recheck"),
    ):  # fmt: skip
        assert run(*words, *where) == 2, "nobody is there to be asked"
        assert said in capsys.readouterr().out, words
