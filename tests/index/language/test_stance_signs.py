"""What turns a stance about, over topics of several kinds: opposites, leaving, nobody, rhetoric, warmth, conditions."""

from __future__ import annotations

import pytest

from index.language import weighing
from index.language.data.opposites import OPPOSITES
from index.language.pipeline import Analyser
from index.model import Issue
from tests.index.language.readings import suggested

OFFICE = Issue("office", "Mayor Ott should stay in office", ("office", "stand down", "resign*"))
FAIR = Issue("fair", "The Sula fair should take place", ("fair", "cancel*"))
MINERS = Issue("miners", "Foreign miners should leave the Kell valley", ("foreign miners", "presence", "mining"))
DAM = Issue("dam", "A dam should be built at Lomo", ("dam",))
STORM = Issue("storm", "The storm will grow into a hurricane", ("storm", "hurricane"))
CLINIC = Issue("clinic", "The clinic lost the records", ("clinic", "records"))
PORT = Issue("port", "Varnia shelled the port", ("Varnia", "port", "shelled"))
MAYOR = Issue("mayor", "Ada Lind was a great mayor", ("Lind", "mayor", "respected"))
NURSES = Issue("nurses", "The nurses responded well to the fire", ("nurses", "fire"))
FLOODS = Issue("floods", "More must be done against floods", ("flood*",))
WALL = Issue("wall", "The flood wall should be lowered", ("wall",))
POOL = Issue("pool", "The council did right to close the pool", ("pool", "close*"))
TOLL = Issue("toll", "The toll should be abolished", ("toll",))
WHALES = Issue("whales", "Whale watching should be restricted off Orm", ("whale watching",))
SCHOOL = Issue("school", "The school in Tarn should stay open", ("school",))

CASES = [
    # The opposite of what is proposed, by other words.
    (OFFICE, "Mayor Ott announced he would stand down.", "against"),
    (OFFICE, "Dana Reyes called on Ott to resign.", "against"),
    (OFFICE, "“I will not resign,” said Ott.", "favor"),
    (FAIR, "The town announced that the fair had been cancelled.", "against"),
    (FAIR, "Ada Lind regretted that the fair had been cancelled.", "favor"),
    (STORM, "Forecasters said the storm had weakened off the coast.", "against"),
    (SCHOOL, "Ines Otto does not want to see the school closed.", "favor"),
    # Who should leave is not wanted.
    (MINERS, "Chief Obi said the foreign miners must get out of the valley.", "favor"),
    (MINERS, "“The presence of the miners is a disaster,” said chief Obi.", "favor"),
    (MINERS, "The company announced a new mining project.", "unclear"),
    # Not everyone, few, nobody.
    (DAM, "Not everyone agreed that there should be a dam.", "against"),
    (DAM, "Nobody wants the dam.", "against"),
    (DAM, "Few residents support the dam.", "against"),
    (CLINIC, "The clinic said no records had been lost.", "against"),
    (CLINIC, "“Nobody lost the records,” said Dr Hale.", "against"),
    # A supposition is no condition; what one would do is.
    (DAM, "If we want safe homes, the dam must be built, said Ines Otto.", "favor"),
    (DAM, "Ines Otto said she would back the dam if farmers were paid.", "mixed"),
    # Warm and cold towards it, too early for it, reluctant to do it.
    (DAM, "Ines Otto said she was wary of the dam.", "against"),
    (DAM, "Ines Otto said she was open to the dam.", "favor"),
    (DAM, "Ines Otto said it was too early to build the dam.", "against"),
    (TOLL, "Ines Otto said it was too early to abolish the toll.", "against"),
    (DAM, "Ines Otto said it was too early to say whether the dam would be built.", "neutral"),
    (DAM, "Farmers were reluctant to accept the dam.", "against"),
    (DAM, "Ines Otto called the dam “a calamity”.", "against"),
    (WHALES, "Ines Otto called for fewer whale watching trips.", "favor"),
    # Questions that answer themselves, and one that does not.
    (DAM, "“Why not build the dam?” said Ines Otto.", "favor"),
    (DAM, "“Why should we build a dam?” asked Ines Otto.", "against"),
    (SCHOOL, "“Why should we close the school?” asked Ines Otto.", "favor"),
    (TOLL, "“Who needs a toll?” said Bo Falk.", "favor"),
    (TOLL, "“How high is the toll?” asked Bo Falk.", "unclear"),
    (SCHOOL, "“How can anyone close the school?” asked Ines Otto.", "favor"),
    (SCHOOL, "“How can we keep the school open?” asked Ines Otto.", "unclear"),
    (SCHOOL, "“What is the point of closing the school?” asked Ines Otto.", "favor"),
    (DAM, "“What is good about building the dam?” asked Ines Otto.", "unclear"),
    # What asserts nothing of the proposition.
    (CLINIC, "“Let's look at the records tomorrow,” said Dr Hale.", "unclear"),
    (PORT, "Estmark's army said it had launched the strike on the port.", "unclear"),
    (CLINIC, "A nurse said that the clinic had lost hundreds of records.", "favor"),
    # Praise and blame of what a proposition judges; a denial beside it is none of it.
    (MAYOR, "“She was deeply respected as a mayor and never sought fame,” said Bo Falk.", "favor"),
    (NURSES, "“Thank you to all the nurses who fought the fire,” said Bo Falk.", "favor"),
    (POOL, "Bo Falk said that closing the pool was wrong.", "against"),
    # Who mourns somebody is not against him, and who mourns an end is against that.
    (MAYOR, "The whole town mourned Ada Lind.", "favor"),
    (MAYOR, "Ada Lind was mourned by the council.", "favor"),
    (SCHOOL, "Bo Falk mourned the closing of the school.", "favor"),
    (SCHOOL, "Bo Falk mourned the loss of the school.", "favor"),
    (POOL, "Bo Falk mourned the closing of the pool.", "against"),
    (SCHOOL, "Bo Falk mourned the victims of the school.", "unclear"),
    (SCHOOL, "Bo Falk mourned the building of the school.", "unclear"),
    (SCHOOL, "Bo Falk mourned the jobs lost by the school.", "unclear"),
    (SCHOOL, "Bo Falk did not mourn the closing of the school.", "unclear"),
    # An answer to a danger, and a level that a thing is brought to.
    (FLOODS, "Bo Falk called for flood protection.", "favor"),
    (WALL, "Bo Falk ordered the wall to be lowered to one metre.", "favor"),
]


@pytest.mark.parametrize(("issue", "text", "stance"), CASES)
def test_stances(analyser: Analyser, issue: Issue, text: str, stance: str) -> None:
    found = suggested(analyser, issue, text)
    assert found.stance == stance, found.why


def test_a_judgement_that_is_seldom_right_is_left_unclear(analyser: Analyser, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "A nurse said that the clinic had lost hundreds of records."
    firm = suggested(analyser, CLINIC, text)
    monkeypatch.setattr(weighing, "ENOUGH", 1.0)
    weak = suggested(analyser, CLINIC, text)
    assert (firm.stance, weak.stance) == ("favor", "unclear")
    assert "too seldom right" in weak.why and "too seldom right" not in firm.why
    assert firm.confidence + weak.confidence == pytest.approx(1.0)


@pytest.mark.parametrize(
    "text",
    [
        "“The village school had forty pupils,” said Bo Falk.",
        "“The pupils of the village school sang on Friday,” said Bo Falk.",
        "“Half of the pupils come to the village school on foot,” said Bo Falk.",
    ],
)
def test_what_only_speaks_of_the_subject_leans_nowhere(analyser: Analyser, text: str) -> None:
    pupils = Issue("school", "The village school should stay open", ("village school", "pupils"))
    found = suggested(analyser, pupils, text)
    assert found.stance == "none" and "lean" not in found.why


def test_weights_of_a_side_speak_for_what_they_stand_for() -> None:
    for weights in (weighing.PLAIN, weighing.INDICATED):
        assert min(weights.side.values()) > 0 and min(weights.among.values()) > 0
        assert weighing.ALWAYS not in weights.side and weighing.ALWAYS not in weights.among  # no side is preferred
        assert weighing.ALWAYS in weights.taking
    assert not any("indicator" in name for name in (*weighing.PLAIN.side, *weighing.PLAIN.taking))


def test_likelihood_stays_within_bounds() -> None:
    assert weighing.Weighed(1.0, 0.0).likely < 1
    assert weighing.Weighed(0.0, 0.0).likely > 0
    assert weighing.likelihood(0.0) == 0.5
    assert weighing.likelihood(1e9) <= 1 and weighing.likelihood(-1e9) >= 0


def test_opposites_are_mutual() -> None:
    assert all(word in OPPOSITES[other] for word, others in OPPOSITES.items() for other in others)
    assert not any(word in others for word, others in OPPOSITES.items())
