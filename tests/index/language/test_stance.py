"""Suggested stances: cue class, negation, and what the content does to the issue's words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.language.data.polarity import AGAINST, BAD, GOOD, HARMS, HELPS, WITH
from index.language.polarity import condition_in, judgement_in
from tests.index.language.readings import statement

# The ferry: "The night ferry should be kept". The quarry: "A quarry should be opened at Sandhope".
# The toll: "The bridge toll should be abolished". Pressure: "The capital is putting pressure on the islands".
CASES = [
    ("Mayor Ada Lind called on the council to keep the night ferry.", "ferry", "favor"),
    ("Mayor Ada Lind called on the council to scrap the night ferry.", "ferry", "against"),
    ("Mayor Ada Lind urged the council not to scrap the night ferry.", "ferry", "favor"),
    ("Ada Lind asked the council to cancel the night ferry.", "ferry", "against"),
    ("Ada Lind supports the night ferry.", "ferry", "favor"),
    ("Ada Lind opposed the night ferry.", "ferry", "against"),
    ("Ada Lind opposed the abolition of the night ferry.", "ferry", "favor"),
    ("Ada Lind condemned the plan for a quarry.", "quarry", "against"),
    ("Ada Lind failed to condemn the quarry.", "quarry", "unclear"),
    ("Ada Lind did not support the quarry.", "quarry", "against"),
    ("Ada Lind said that the quarry must not be opened.", "quarry", "against"),
    ("Ada Lind said that the quarry would be a disaster.", "quarry", "against"),
    ("Ada Lind said that the quarry was necessary.", "quarry", "favor"),
    ("Ada Lind said that the quarry would destroy the valley.", "quarry", "against"),
    ("Ada Lind said the toll should be abolished.", "toll", "favor"),
    ("Ada Lind said the toll should stay.", "toll", "against"),
    ("Ada Lind demanded the abolition of the toll.", "toll", "favor"),
    ("Ada Lind said that the capital was not putting pressure on the islands.", "pressure", "against"),
    ("Ada Lind denied that the capital was putting pressure on the islands.", "pressure", "against"),
    ("Ada Lind said that the quarry would be discussed in May.", "quarry", "none"),
    ("Ada Lind declined to comment on the quarry.", "quarry", "neutral"),
    ("Ada Lind said she would support the quarry if the road was paid for.", "quarry", "mixed"),
    ("“Do we really need a quarry?” Ada Lind asked.", "quarry", "unclear"),
    ("Ada Lind said that the council would take no side on the quarry.", "quarry", "neutral"),
]


@pytest.mark.parametrize(("text", "words", "stance"), CASES)
def test_stances(text: str, words: str, stance: str) -> None:
    found = statement(text, words)
    assert found.suggested is not None
    assert (found.suggested.stance, found.suggested.by) == (stance, "rules 1"), found.suggested.why


def test_the_reason_is_in_words() -> None:
    why = statement("Ada Lind called on the council to scrap the night ferry.", "ferry").suggested
    assert why is not None
    assert "request" in why.why and "scrap" in why.why and "against" in why.why
    assert 0 < why.confidence <= 1


def test_without_an_issue_only_what_is_asked_for_gets_a_suggestion() -> None:
    asked = statement("Ada Lind demanded better school meals.", "meals")
    told = statement("Ada Lind said that lunch was at noon.", "noon")
    assert asked.issue is None and asked.suggested is not None and asked.suggested.stance == "favor"
    assert "no issue" in asked.suggested.why
    assert told.issue is None and told.suggested is None


def test_sad_words_are_no_stance() -> None:
    text = "Ada Lind said that the miners at the quarry had wept at the funeral."
    found = statement(text, "quarry").suggested
    assert found is not None and found.stance == "none"


def test_no_word_is_both_for_and_against() -> None:
    assert not AGAINST & WITH
    assert not BAD & GOOD
    assert not HARMS & HELPS


@given(st.lists(st.sampled_from(sorted(BAD | GOOD | {"stone", "road"})), max_size=5))
def test_judgements_are_mirrored(words: list[str]) -> None:
    judged = judgement_in(words)
    assert judged in (-1, 0, 1)
    assert (judged == 0) == (bool(BAD & set(words)) == bool(GOOD & set(words)))


@given(st.sampled_from(["provided that it pays", "unless it rains", "if it pays", "only if asked"]))
def test_conditions_are_named(clause: str) -> None:
    assert condition_in(f"they would agree {clause}") is not None


@pytest.mark.parametrize("text", ["as if nothing had happened", "she asked if it was late", "a stiff wind"])
def test_no_conditions(text: str) -> None:
    assert condition_in(text) is None
