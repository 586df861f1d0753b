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
    ("Ada Lind said that the state did not meet its duty in providing a night ferry.", "ferry", "favor"),
    ("Ada Lind said that the council fell short of its promise in providing a night ferry.", "ferry", "favor"),
    ("Ada Lind said that there were too few ferry trips.", "ferry", "favor"),
    ("Ada Lind said that the council did not run enough ferry trips.", "ferry", "favor"),
    ("Ada Lind said that the council had not provided an adequate night ferry.", "ferry", "favor"),
    ("Ada Lind said that the state did not meet the mayor on the night ferry.", "ferry", "none"),
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

# More of the same; where several are given, each of them is right ("better unclear than wrong").
MORE = [
    ("The council backed the quarry by nine votes to two.", "quarry", "favor"),
    ("Three members voted against the quarry.", "quarry", "against"),
    ("Ada Lind welcomed the decision to open the quarry.", "quarry", "favor"),
    ("Ada Lind criticised the decision to open the quarry.", "quarry", "against"),
    ("Ada Lind criticised the decision to reject the quarry.", "quarry", "favor"),
    ("Ada Lind warned that the quarry would poison the wells.", "quarry", "against"),
    ("Ada Lind warned against the quarry.", "quarry", "against"),
    ("Ada Lind warned the council not to open the quarry.", "quarry", "against"),
    ("Residents protested against the quarry.", "quarry", "against"),
    ("The company plans to open a quarry at Sandhope.", "quarry", "favor"),
    ("Ada Lind promised to block the quarry.", "quarry", "against"),
    ("Ada Lind refused to approve the quarry.", "quarry", "against"),
    ("Ada Lind refused to rule out a quarry.", "quarry", "unclear"),
    ("Ada Lind said she was not opposed to the quarry.", "quarry", "mixed,unclear"),
    ("“The quarry is a mistake,” said Ada Lind.", "quarry", "against"),
    ("“We need the quarry,” said Ada Lind.", "quarry", "favor"),
    ("“We don't need a quarry,” said Ada Lind.", "quarry", "against"),
    ("“I will fight this quarry,” said Ada Lind.", "quarry", "against"),
    ("“Stop the quarry,” said Ada Lind.", "quarry", "against"),
    ("Ada Lind described the quarry as vital for the valley.", "quarry", "favor"),
    ("Ada Lind believes that the quarry is the best solution.", "quarry", "favor"),
    ("Ada Lind does not believe that the quarry is necessary.", "quarry", "against"),
    ("Ada Lind insisted that the quarry go ahead.", "quarry", "favor"),
    ("Ada Lind demanded an end to the quarry plans.", "quarry", "against"),
    ("Ada Lind demanded that the council withdraw the permit for the quarry.", "quarry", "against"),
    ("Ada Lind accused the council of ignoring the quarry's victims.", "quarry", "unclear,none,against"),
    ("Ada Lind said that the quarry would create jobs.", "quarry", "favor"),
    ("Ada Lind said that the quarry had been discussed on Monday.", "quarry", "none"),
    ("Ada Lind said that nobody had told her about the quarry.", "quarry", "none,unclear"),
    ("Ada Lind asked whether the quarry was needed.", "quarry", "unclear"),
    ("Ada Lind rejected claims that the quarry would harm the wells.", "quarry", "favor,unclear"),
    ("Ada Lind denied that the quarry would harm the wells.", "quarry", "favor,unclear"),
    ("Ada Lind said the council should scrap the toll.", "toll", "favor"),
    ("Ada Lind said that the toll was unfair.", "toll", "favor"),
    ("Ada Lind defended the toll.", "toll", "against"),
    ("Ada Lind opposes the abolition of the toll.", "toll", "against"),
    ("Ada Lind wants to keep the toll.", "toll", "against"),
    ("Ada Lind said abolishing the toll would be a mistake.", "toll", "against"),
    ("Ada Lind urged ministers to end the toll.", "toll", "favor"),
    ("Ada Lind said it was time to abolish the toll.", "toll", "favor"),
    ("Ada Lind said that drivers had paid the toll since May.", "toll", "none"),
    ("Ada Lind said that without the ferry the island would die.", "ferry", "favor"),
    ("Ada Lind said the islanders would suffer if the night ferry was not kept.", "ferry", "favor"),
    ("Ada Lind said the ferry could not be saved.", "ferry", "unclear,against,none"),
    ("Ada Lind would only support the ferry if the state paid.", "ferry", "mixed"),
    ("Ada Lind said she had no view on the ferry.", "ferry", "neutral"),
    ("Ada Lind said she was in favour of the ferry.", "ferry", "favor"),
    ("Ada Lind said she was against the ferry.", "ferry", "against"),
    ("Ada Lind said she supported neither the ferry nor the bridge.", "ferry", "neutral,against,unclear"),
    ("Ada Lind said she would vote for the ferry.", "ferry", "favor"),
    ("Ada Lind's opposition to the ferry is well known.", "ferry", "against"),
    ("Ada Lind expressed concern about the ferry.", "ferry", "unclear,against"),
    ("Ada Lind expressed support for the ferry.", "ferry", "favor"),
    ("Ada Lind said the islands had come under pressure on the islands from the capital.", "pressure", "favor"),
    ("Ada Lind said that there was no pressure on the islands.", "pressure", "against"),
    ("Ada Lind confirmed that the capital was putting pressure on the islands.", "pressure", "favor"),
    ("The union threatened to strike over the quarry.", "quarry", "unclear,against"),
    ("Ada Lind agreed to open the quarry.", "quarry", "favor"),
    ("Ada Lind agreed that the quarry must be stopped.", "quarry", "against"),
    ("Ada Lind fears that the quarry will be opened soon.", "quarry", "against"),
    ("Ada Lind doubts that the quarry is needed.", "quarry", "against"),
    ("According to Ada Lind, the quarry must never be opened.", "quarry", "against"),
    ("Ada Lind praised the opponents of the quarry.", "quarry", "against"),
    ("Ada Lind supports those who oppose the quarry.", "quarry", "against"),
    ("Ada Lind condemned the protests against the quarry.", "quarry", "favor"),
    ("Ada Lind said the quarry was not dangerous.", "quarry", "favor"),
    ("Ada Lind said that the quarry was unlawful.", "quarry", "against"),
    ("The court ruled that the quarry was unlawful.", "quarry", "against"),
    ("Ada Lind signed a petition against the quarry.", "quarry", "against"),
]


@pytest.mark.parametrize(("text", "words", "stances"), CASES + MORE)
def test_stances(text: str, words: str, stances: str) -> None:
    found = statement(text, words)
    assert found.suggested is not None
    assert found.suggested.stance in stances.split(","), found.suggested.why
    assert found.suggested.by == "rules 1"


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
