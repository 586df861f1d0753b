"""How stances are weighed: readable signs, the tone of words, and what the same holder says elsewhere."""

from __future__ import annotations

import pytest

from index.language import weighing
from index.language.pipeline import Analyser
from index.language.plain import as_plain
from index.language.signs import Signs
from index.language.targets import target_of
from index.language.tone import tone
from index.language.weighing import Weighed, Weights, company, weighed
from index.model import Issue, Suggestion
from tests.index.reading_here import cached_model

MARS = Issue("mars", "Vesta has no life", ("life", "microbes"))
LAKE = Issue("lake", "The lake is no danger to bathers", ("lake", "bathers"))
BARRIERS = Issue("barriers", "Trade barriers between the islands", ("trade", "barriers"))
CURFEW = Issue("curfew", "Curfews should be eased", ("curfew*",))
FELLING = Issue("felling", "Felling old trees", ("trees", "fell*"))
MARKET = Issue("market", "The night market should be held", ("night market", "market"))
LEGAL = Issue("legal", "The quarry is legal", ("quarry",))
QUARRY = Issue("quarry", "A quarry should be opened at Sandhope", ("quarry",))


def suggestions(analyser: Analyser, issue: Issue, text: str) -> list[Suggestion]:
    found = [one.suggested for one in analyser.about([issue]).analyse(text).statements]
    return [one for one in found if one is not None]


@pytest.mark.parametrize(
    ("issue", "text", "stance"),
    [
        # What the proposition denies is asserted, or denied as well.
        (MARS, "Ada Lind said there could be life on Vesta.", "against"),
        (LAKE, "Ada Lind said the lake was a danger to bathers.", "against"),
        (LAKE, "Bo Falk said the lake was not a danger to bathers.", "favor"),
        # Hindrances, relief from a measure, deeds named by a gerund.
        (BARRIERS, "Bo Falk called for an end to trade barriers.", "against"),
        (BARRIERS, "The council ratified the free trade agreement.", "against"),
        (CURFEW, "Bo Falk asked the council to relax the curfew.", "favor"),
        (CURFEW, "The council voted to impose a curfew.", "against"),
        (FELLING, "Ada Lind condemned the felling of old trees.", "against"),
        # What a ban is on, wherever the parser hangs it; what a judge finds is no wish.
        (MARKET, "The growers criticised the ban on the night market.", "favor"),
        (LEGAL, "Judge Ada Lind ruled that the quarry was unlawful.", "against"),
        (LEGAL, "Bo Falk agreed that the quarry was lawful.", "favor"),
    ],
)
def test_what_a_proposition_denies_or_names(analyser: Analyser, issue: Issue, text: str, stance: str) -> None:
    (found,) = suggestions(analyser, issue, text)
    assert found.stance == stance, found.why


@pytest.mark.parametrize(
    ("text", "balance"),
    [
        ("The ferry is safe and reliable.", 1),
        ("The ferry is no longer safe.", -1),
        ("They prevented a disaster.", 1),
        ("The ferry sails at nine.", 0),
        ("The pier is a danger but a joy.", 0),
    ],
)
def test_the_tone_of_words(text: str, balance: int) -> None:
    assert tone(as_plain(cached_model()(text))).balance == balance


@pytest.mark.parametrize(
    ("proposition", "thing", "mood"),
    [
        ("Trade barriers", True, 0),
        ("The penguins are in good health", False, 1),
        ("The ferry should be kept", False, 0),
    ],
)
def test_the_wording_of_a_proposition(proposition: str, thing: bool, mood: int) -> None:
    target = target_of(Issue("it", proposition, (proposition.split()[-1],)), cached_model())
    assert (target.thing, target.tone) == (thing, mood)


def signs(side: float) -> Signs:
    return Signs({"sign": side}, {"given": 1.0})


def weigh(*given: tuple[float, str, str | None]) -> list[Weighed]:
    told = [(signs(side), issue, holder) for side, issue, holder in given]
    return weighed(told, Weights({"sign": 1.0}, {"given": 3.0}, {"own": 1.0, "same": 2.0, "others": 0.5}))


def test_a_holder_s_other_statements_speak_for_an_unclear_one() -> None:
    (alone,) = weigh((0.0, "quarry", "lind"))
    beside = weigh((0.0, "quarry", "lind"), (-2.0, "quarry", "lind"), (-2.0, "quarry", "lind"))[0]
    assert alone.favor == alone.against
    assert beside.stance == "against" and beside.likely > alone.likely and beside.same < 0


@pytest.mark.parametrize(("issue", "holder"), [("quarry", "falk"), ("toll", "lind"), ("quarry", None)])
def test_those_of_others_say_less_and_those_on_other_issues_nothing(issue: str, holder: str | None) -> None:
    own = weigh((0.0, "quarry", "lind"), (-2.0, "quarry", "lind"))[0]
    other = weigh((0.0, "quarry", "lind"), (-2.0, issue, holder))[0]
    assert other.same == 0 and other.against < own.against
    assert (other.others < 0) == (issue == "quarry")


def test_nobody_has_no_other_statements() -> None:
    assert [same for same, _ in company([(0.5, "quarry", None), (0.5, "quarry", None)])] == [0.0, 0.0]


def test_the_reason_tells_of_the_other_statements(analyser: Analyser, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = "Ada Lind opposed the quarry."
    text = f"{alone} “The quarry is a disaster,” Lind said."
    (one,) = suggestions(analyser, QUARRY, alone)
    first, second = suggestions(analyser, QUARRY, text)
    assert "same holder" not in one.why
    assert "as in the other statements of the same holder (against)" in first.why
    assert first.stance == second.stance == "against" and first.confidence > one.confidence
    monkeypatch.setattr(weighing, "ENOUGH", 1.0)
    assert {found.stance for found in suggestions(analyser, QUARRY, text)} == {"unclear"}


def test_what_is_not_done_is_not_outweighed(analyser: Analyser) -> None:
    text = "Ada Lind opposed the quarry. Lind said the quarry was a disaster. Lind failed to condemn the quarry."
    assert suggestions(analyser, QUARRY, text)[-1].stance == "unclear"
