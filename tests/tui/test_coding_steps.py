"""The steps from a statement to its label: what is offered at each, and what stands in the draft."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import config
from index.model import Issue
from tui.coding import (
    ACTOR,
    ISSUE,
    STANCE,
    STEPS,
    Answers,
    Coded,
    actor_entries,
    coded,
    issue_entries,
    stance_entries,
)

ISSUES = [Issue("dredging", "The channel should be deepened"), Issue("fares", "Ferry fares should fall")]
LABELS = config.shipped().codebook.labels
NAMES = st.lists(st.sampled_from(["Ines Calder", "ines calder", "Rolf Tamm", "Port authority", "Eva Brandt"]))


def test_the_present_actor_comes_first_then_recent_ones_then_those_of_the_article() -> None:
    find = actor_entries("Rolf Tamm", ["Eva Brandt"], ["Ines Calder", "Rolf Tamm"], ["Eva Brandt", "Quay office"])
    assert [(one.text, one.remark) for one in find("")] == [
        ("Rolf Tamm", "now"),
        ("Eva Brandt", "recent"),
        ("Ines Calder", "in this article"),
        ("Quay office", ""),
    ]
    assert [one.value for one in find("cald")] == ["Ines Calder", "cald"]
    assert [one.value for one in find("INES  CALDER")] == ["Ines Calder"], "a name that is there is not made anew"
    assert find("Harbour board")[-1].text == "new actor: Harbour board"


@given(NAMES, NAMES, NAMES)
def test_nobody_is_offered_twice(recent: list[str], near: list[str], others: list[str]) -> None:
    shown = [one.value.casefold() for one in actor_entries(None, recent, near, others)("")]
    assert len(shown) == len(set(shown)) == len({name.casefold() for name in (*recent, *near, *others)})


def test_issues_are_offered_by_their_propositions_and_new_ones_by_what_is_typed() -> None:
    find = issue_entries("fares", None, ["dredging", "gone"], ISSUES)
    assert [(one.value, one.remark) for one in find("")] == [
        ("fares", "now"),
        ("dredging", "recent"),
        ("", "leave it open"),
    ]
    assert [one.value for one in find("Tolls should go")] == ["+Tolls should go"]
    assert [one.value for one in find("ferry fares should fall")] == ["fares"]


def test_a_proposed_issue_can_be_taken() -> None:
    entries = issue_entries(None, "The quay should be closed", [], ISSUES)("")
    assert (entries[0].value, entries[0].remark) == ("+The quay should be closed", "proposed")


def test_the_stance_that_is_suggested_stands_under_the_cursor() -> None:
    entries = stance_entries(LABELS, None, "against")("")
    assert (entries[0].value, entries[0].remark) == ("against", "suggested")
    assert [one.value for one in stance_entries(LABELS, "favor", "against")("")][:2] == ["favor", "against"]
    assert entries[-1].value == ""


def test_answers_become_what_is_saved() -> None:
    assert coded({ACTOR: "Rolf Tamm", ISSUE: "fares", STANCE: "against"}) == Coded(
        "Rolf Tamm", "fares", None, "against"
    )
    assert coded({ACTOR: "", ISSUE: "+Tolls should go", STANCE: ""}) == Coded(None, None, "Tolls should go", None)


@pytest.mark.parametrize("steps", [STEPS, (STANCE,)])
def test_the_last_answer_ends_it_and_the_first_step_has_none_before_it(steps: tuple[str, ...]) -> None:
    answers = Answers(steps, {})
    assert not answers.back()
    assert [answers.answer("x") for _ in steps] == [False] * (len(steps) - 1) + [True]


@given(st.lists(st.one_of(st.just("back"), st.text(min_size=1, max_size=4)), max_size=12))
def test_what_was_answered_is_in_the_draft_and_a_draft_is_gone_on_with(presses: list[str]) -> None:
    draft: dict[str, str] = {}
    answers = Answers(STEPS, draft)
    for press in presses:
        if press == "back":
            answers.back()
        elif answers.answer(press):
            assert set(answers.given) == set(STEPS)
            return
        again = Answers(STEPS, dict(draft))
        assert (again.step, dict(again.given)) == (answers.step, dict(answers.given))
        assert set(draft) == set(STEPS[: answers.place])
