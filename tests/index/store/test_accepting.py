"""Accepting many suggestions, and other decisions about many: a preview, one event, and back exactly."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.errors import UsageError
from index.library import Library
from index.model import MANY, EventKind
from tests.index.store.helpers import analysed, three

Opener = Callable[..., Library]
FIRST, SECOND, THIRD = (one.id for one in three())
ALL = [FIRST, SECOND, THIRD]


def test_suggestions_become_labels_in_one_step(library: Library) -> None:
    analysed(library)
    preview = library.annotations.preview_many(ALL, accept=True)
    assert (preview.changes, preview.bare, preview.unchanged, preview.articles) == (2, 1, 0, 1)
    assert preview.stances == {"against": 1, "favor": 1}
    before = library.statements.of(1)
    event = library.annotations.label_many(ALL, accept=True)
    assert (event.kind, event.subject) == (EventKind.LABEL, MANY)
    parts = {part.subject: part for part in event.parts()}
    assert set(parts) == {f"statement:{FIRST}", f"statement:{SECOND}"}
    about = parts[f"statement:{SECOND}"].about
    assert about["accepted"] is True
    assert about["suggested"] == {"stance": "favor", "confidence": 0.5, "by": "rules 1"}
    assert [view.label.stance if view.label else None for view in library.statements.of(1)] == [
        "against", "favor", None,
    ]  # fmt: skip
    assert library.annotations.describe(event) == "accepted 1 against, 1 favor: 2 statements in 1 article"
    library.annotations.undo()
    assert library.statements.of(1) == before


def test_own_labels_stay_and_those_of_others_are_counted(open_library: Opener) -> None:
    library, omar = open_library(), open_library("omar")
    analysed(library)
    library.annotations.label(FIRST, "mixed")
    omar.annotations.label(SECOND, "against")
    preview = library.annotations.preview_many(ALL, accept=True)
    assert (preview.changes, preview.unchanged, preview.conflicts, preview.bare) == (1, 1, 1, 1)
    library.annotations.label_many(ALL, accept=True)
    first, second, _ = library.statements.of(1)
    assert first.label is not None and first.label.stance == "mixed"
    assert {(label.by, label.stance) for label in second.labels} == {("dana", "favor"), ("omar", "against")}
    with pytest.raises(UsageError, match="nothing to accept"):
        library.annotations.label_many(ALL, accept=True)


def test_certainty_and_a_question_for_many(library: Library) -> None:
    analysed(library)
    library.annotations.label_many(ALL, stance="favor")
    library.annotations.certainty(FIRST, "low")
    event = library.annotations.label_many(ALL, certainty="low")
    assert (event.kind, len(list(event.parts()))) == (EventKind.CERTAINTY, 2)
    assert library.annotations.describe(event) == "certainty low: 2 statements in 1 article"
    asked = library.annotations.label_many(ALL, question="Is the plan the issue?")
    assert asked.kind is EventKind.QUESTION
    assert {view.question for view in library.statements.of(1)} == {"Is the plan the issue?"}
    library.annotations.undo()
    assert {view.question for view in library.statements.of(1)} == {None}
    with pytest.raises(UsageError, match="is no certainty"):
        library.annotations.label_many(ALL, certainty="quite")


def test_a_whole_decision_for_many(library: Library) -> None:
    analysed(library)
    library.annotations.create_issue("plan", "The plan should go on")
    event = library.annotations.label_many(ALL, actor="Ann Lee", issue="plan", stance="against")
    assert event.kind is EventKind.LABEL
    found = library.statements.of(1)
    assert {(view.statement.actor, view.issue, view.stance) for view in found} == {("Ann Lee", "plan", "against")}
    assert "corrected the actor (Ann Lee)" in library.annotations.describe(event)
    second = next(part for part in event.parts() if part.subject.endswith(SECOND))
    assert "actor" not in second.sets, "who it was already is not set anew"
    library.annotations.undo()
    assert [view.statement.actor for view in library.statements.of(1)] == [one.actor for one in three()]


@pytest.mark.parametrize("wanted", [{}, {"accept": True, "stance": "favor"}, {"stance": "loud"}])
def test_what_cannot_be_decided_is_said(library: Library, wanted: dict[str, object]) -> None:
    analysed(library)
    with pytest.raises(UsageError):
        library.annotations.label_many(ALL, **wanted)  # type: ignore[arg-type]


def test_only_what_was_accepted_says_so(library: Library) -> None:
    analysed(library)
    library.annotations.label(FIRST, "mixed")
    event = library.annotations.label_many([FIRST, SECOND], accept=True, certainty="low")
    said = {part.subject.removeprefix("statement:"): part for part in event.parts()}
    assert said[FIRST].sets == {"certainty": "low"} and "accepted" not in said[FIRST].about
    assert said[SECOND].sets == {"certainty": "low", "stance": "favor"} and said[SECOND].about["accepted"] is True
    words = library.annotations.describe(event)
    assert words == "accepted favor, certainty low: 2 statements in 1 article"
