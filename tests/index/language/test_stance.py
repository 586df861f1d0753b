"""Suggested stances: cue class, negation, and what the content does to the issue's words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.language.data.polarity import AGAINST, BAD, GOOD, HARMS, HELPS, WITH
from index.language.polarity import condition_in, judgement_in
from index.language.syntax import way_up
from index.language.targets import Kind, target_of
from index.model import Issue
from tests.index.language.readings import analyser, statement

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


# Nouns of asking, conditions, ends, judgements, double negations, two thoughts, comparisons, questions, scorn, deeds.
HARDER = [
    ("Bo Falk's call for an end to the toll was cheered.", "toll", "favor"),
    ("Bo Falk called for an end to the toll.", "toll", "favor"),
    ("Bo Falk's demand that the quarry be opened was rejected.", "quarry", "favor"),
    ("Bo Falk said he would back the quarry provided that the road was widened.", "quarry", "mixed"),
    ("Bo Falk would support the quarry only if the wells were safe.", "quarry", "mixed"),
    ("Bo Falk praised the quarry.", "quarry", "favor"),
    ("Bo Falk applauded the council for keeping the night ferry.", "ferry", "favor"),
    ("Bo Falk thanked the council for saving the night ferry.", "ferry", "favor"),
    ("Bo Falk called the quarry a disgrace.", "quarry", "against"),
    ("Bo Falk dismissed the quarry as a pipe dream.", "quarry", "against"),
    ("Bo Falk hailed the end of the toll.", "toll", "favor"),
    ("Bo Falk regretted the end of the toll.", "toll", "against"),
    ("Bo Falk does not oppose the quarry.", "quarry", "unclear"),
    ("Bo Falk did not deny that the quarry was needed.", "quarry", "unclear,favor"),
    ("Bo Falk said nobody wanted a ban on the quarry.", "quarry", "favor,unclear,none"),
    ("“The quarry is good for trade but it is dangerous,” said Bo Falk.", "quarry", "mixed"),
    ("Bo Falk said the quarry would create jobs and poison the wells.", "quarry", "mixed"),
    ("Bo Falk said the quarry was ugly and dangerous.", "quarry", "against"),
    ("Bo Falk said the ferry was better than any bridge.", "ferry", "favor"),
    ("Bo Falk said a bridge would be better than the ferry.", "ferry", "against,unclear"),
    ("Bo Falk said the ferry was worse than useless.", "ferry", "against"),
    ("“Who needs a quarry?” asked Bo Falk.", "quarry", "against"),
    ("“Why on earth should we keep the ferry?” said Bo Falk.", "ferry", "unclear"),
    ("“What a wonderful quarry that would be,” Bo Falk scoffed.", "quarry", "unclear,against"),
    ("Bo Falk said that the toll should be kept.", "toll", "against"),
    ("Bo Falk wants the toll gone.", "toll", "favor,unclear"),
    ("Bo Falk announced the opening of the quarry.", "quarry", "favor"),
    ("Bo Falk announced a plan to scrap the night ferry.", "ferry", "against"),
    ("Bo Falk said he was ending the night ferry.", "ferry", "against"),
    ("Bo Falk said he had cancelled the night ferry.", "ferry", "against"),
    ("Bo Falk said that they had no plans to open a quarry.", "quarry", "against"),
    ("Bo Falk said that the quarry would be opened in May.", "quarry", "favor"),
    ("Bo Falk said that the quarry would not be opened in May.", "quarry", "against,none,unclear"),
    ("Bo Falk rejected the suggestion that the quarry should be opened.", "quarry", "against"),
    ("Bo Falk stopped short of condemning the quarry.", "quarry", "unclear"),
    ("Bo Falk refused to condemn the quarry.", "quarry", "unclear"),
    ("Bo Falk insisted he would not vote against the quarry.", "quarry", "unclear,favor"),
    ("Bo Falk said it was not true that the quarry was dangerous.", "quarry", "unclear,favor"),
    ("Bo Falk warned that delaying the quarry would cost jobs.", "quarry", "favor"),
    ("Bo Falk said that without the toll the bridge would fall down.", "toll", "against"),
    ("Bo Falk voted against a motion to scrap the night ferry.", "ferry", "favor"),
    ("Bo Falk argued for the abolition of the toll.", "toll", "favor"),
    ("Bo Falk argued against the abolition of the toll.", "toll", "against"),
    ("Bo Falk prefers the ferry to a bridge.", "ferry", "favor"),
    ("Bo Falk prefers a bridge to the ferry.", "ferry", "against,unclear"),
]

# Keeping silent, second thoughts, complaints of how a thing is done, what it costs, needs, friends, subjunctives.
QUIETER = [
    ("Bo Falk refused to say how he would vote on the quarry.", "quarry", "neutral"),
    ("Bo Falk declined to say whether the ferry would be kept.", "ferry", "neutral"),
    ("Bo Falk would not say whether he backed the quarry.", "quarry", "neutral"),
    ("Bo Falk would not comment on the quarry.", "quarry", "neutral"),
    ("Bo Falk refused to be drawn on the quarry.", "quarry", "neutral"),
    ("Bo Falk refused to say the quarry was needed.", "quarry", "unclear,against"),
    (
        "Bo Falk said he was “not against a quarry in principle, but that this one was wrong”.",
        "quarry",
        "mixed,against",
    ),
    ("Bo Falk said he was not opposed to a quarry, but this one was dangerous.", "quarry", "mixed,against"),
    ("Passengers complained that the ferry was always late.", "ferry", "unclear"),
    ("Passengers complained that there were too few ferry trips.", "ferry", "favor"),
    ("Residents complained that the toll was unfair.", "toll", "favor"),
    ("Bo Falk said that running the night ferry cost two million crowns more.", "ferry", "none,unclear"),
    ("Bo Falk said that the quarry would cost jobs.", "quarry", "against"),
    ("Bo Falk does not believe in the quarry.", "quarry", "against"),
    ("Bo Falk said that he believed in the quarry.", "quarry", "favor"),
    ("Bo Falk insists that the plan include a quarry.", "quarry", "favor"),
    ("Bo Falk insisted that the county tax include the toll.", "toll", "against"),
    ("“I see no need for the quarry,” said Bo Falk.", "quarry", "against"),
    ("Bo Falk said there was no reason to scrap the night ferry.", "ferry", "favor"),
    ("Bo Falk said he was no friend of the quarry.", "quarry", "against"),
    ("Twelve mayors demand that the toll be halved.", "toll", "favor"),
    ("Bo Falk ordered the quarry to be closed.", "quarry", "against"),
    ("Bo Falk ordered the quarry to be opened.", "quarry", "favor"),
    ("Bo Falk ordered the quarry not to be closed.", "quarry", "favor"),
    ("Bo Falk wants the quarry to be kept open.", "quarry", "favor"),
    ("Bo Falk wants to lower the toll.", "toll", "favor"),
]

# Propositions that say what is so, or call something good or bad.
KINDS = (
    Issue("mill", "The paper mill has polluted the lake", ("paper mill", "polluted the lake", "lake water")),
    Issue("curfew", "The curfew is unlawful", ("curfew",)),
    Issue("police", "The harbour police acted properly", ("harbour police", "police")),
    Issue("raid", "The raid was justified", ("raid",)),
    Issue("trawlers", "Trawlers should be kept out of the bay", ("trawlers",)),
    Issue("pumps", "New pumps can drain the polder", ("pumps", "polder")),
    Issue("praise", "The rescuers deserve praise", ("praise*",)),
    Issue("lind", "Ada Lind was an outstanding mayor", ("Ada Lind", "Lind")),
)
OTHER_KINDS = [
    ("Bo Falk said the paper mill had polluted the lake.", "paper mill", "favor"),
    ("Bo Falk said the paper mill had not polluted the lake.", "paper mill", "against"),
    ("Bo Falk denied that the paper mill had polluted the lake.", "paper mill", "against"),
    ("Bo Falk accused the paper mill of having polluted the lake.", "polluted", "favor"),
    ("Bo Falk said that the paper mill employed 80 people.", "paper mill", "unclear,none,favor"),
    ("Bo Falk said the curfew was illegal.", "curfew", "favor"),
    ("Bo Falk said the curfew was justified.", "curfew", "against"),
    ("Bo Falk said the curfew was not lawful.", "curfew", "favor"),
    ("Bo Falk said the curfew began at nine.", "curfew", "none,unclear"),
    ("Bo Falk said that Lind had been a brilliant mayor.", "Lind", "favor"),
    ("Bo Falk called Lind a liar.", "Lind", "against"),
    ("Bo Falk confirmed that the paper mill had polluted the lake for years.", "paper mill", "favor"),
    ("Bo Falk doubted that the paper mill had polluted the lake.", "paper mill", "against,unclear"),
    ("Bo Falk said Ada Lind was not a good mayor.", "Lind", "against"),
    ("Islanders criticised the harbour police.", "police", "against"),
    ("Bo Falk condemned the raid.", "raid", "against"),
    ("Bo Falk said the raid began at nine.", "raid", "none,unclear"),
    ("Estmark banned the trawlers.", "trawlers", "favor"),
    ("Bo Falk defended the trawlers.", "trawlers", "against"),
    ("Bo Falk said that questions remain whether pumps can drain the polder.", "pumps", "unclear"),
    ("“I don't think that pumps can drain the polder,” said Bo Falk.", "pumps", "against"),
    ("Bo Falk praised the crew for hours.", "crew", "favor"),
]


@pytest.mark.parametrize(("text", "words", "stances"), CASES + MORE + HARDER + QUIETER)
def test_stances(text: str, words: str, stances: str) -> None:
    found = statement(text, words)
    assert found.suggested is not None
    assert found.suggested.stance in stances.split(","), found.suggested.why
    assert found.suggested.by == "rules 1"


@pytest.mark.parametrize(("text", "words", "stances"), OTHER_KINDS)
def test_stances_on_facts_and_verdicts(text: str, words: str, stances: str) -> None:
    found = min(
        (one for one in analyser().about(KINDS).analyse(text).statements if words in one.content.text),
        key=lambda one: len(one.content.text),
    )
    assert found.issue is not None and found.suggested is not None
    assert found.suggested.stance in stances.split(","), found.suggested.why


@pytest.mark.parametrize(
    ("proposition", "kind", "sign"),
    [
        ("The toll should be abolished", Kind.NORM, -1),
        ("The toll should be kept", Kind.NORM, 1),
        ("The bridge toll", Kind.NORM, 1),
        ("The toll is unfair", Kind.VERDICT, -1),
        ("The toll is not unfair", Kind.VERDICT, 1),
        ("The toll pays for the bridge", Kind.FACT, 1),
        ("The council must not raise the toll", Kind.NORM, -1),
        ("The toll failed, and the council should admit it", Kind.FACT, 1),
    ],
)
def test_kinds_of_propositions(nlp: Any, proposition: str, kind: Kind, sign: int) -> None:
    target = target_of(Issue("toll", proposition, ("toll",)), nlp)
    word = next(token for token in nlp("They spoke of the toll.") if token.text == "toll")
    assert (target.kind, target.toward(word)) == (kind, sign)


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


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Two shops ordered bigger packages.", "packages"),
        ("The findings support the swamp hypothesis.", "hypothesis"),
        ("Bo Falk praised the lifeguards.", "lifeguards"),
        ("Bo Falk denounced his rival.", "rival"),
    ],
)
def test_without_an_issue_things_and_people_get_no_suggestion(text: str, words: str) -> None:
    assert statement(text, words).suggested is None


@pytest.mark.parametrize(
    ("text", "words", "stance"),
    [
        ("Bo Falk condemned the attack on the market.", "attack", "against"),
        ("Bo Falk supports the reopening of the mill.", "mill", "favor"),
        ("Bo Falk opposed closing the mill.", "mill", "against"),
        ("Bo Falk declined to say whether he would stay.", "stay", "neutral"),
    ],
)
def test_without_an_issue_deeds_and_measures_get_one(text: str, words: str, stance: str) -> None:
    found = statement(text, words).suggested
    assert found is not None and found.stance == stance


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


@pytest.mark.parametrize(
    ("clause", "named"),
    [
        ("provided that it pays", "provided that"), ("unless it rains", "unless"), ("if it pays", "if"),
        ("only if asked", "only if"),
    ],
)  # fmt: skip
def test_conditions_are_named(clause: str, named: str) -> None:
    assert (condition_in(f"they would agree {clause}") or "").strip() == named


@pytest.mark.parametrize("text", ["as if nothing had happened", "she asked if it was late", "a stiff wind"])
def test_no_conditions(text: str) -> None:
    assert condition_in(text) is None


def test_the_way_up_ends_where_the_content_does(nlp: Any) -> None:
    doc = nlp("Bo Falk said that she would paint the roof of the mill.")
    mill = next(token for token in doc if token.text == "mill")
    paint = next(token for token in doc if token.text == "paint")
    assert [token.text for token in way_up(mill, range(3, len(doc)))] == ["mill", "of", "roof", "paint"]
    assert [token.text for token in way_up(mill, range(paint.i + 1, len(doc)))] == ["mill", "of", "roof"]


def test_what_something_is_preferred_to_is_not_wanted() -> None:
    for text, stance in (
        ("Bo Falk prefers a bridge to the night ferry.", "against"),
        ("Bo Falk prefers the night ferry to a bridge.", "favor"),
    ):
        found = statement(text, "ferry").suggested
        assert found is not None and found.stance == stance, found
