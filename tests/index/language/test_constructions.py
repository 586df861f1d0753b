"""Each construction in several sentence shapes: the source, the cue and the content that must be found."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.language.stages import CueClass
from tests.index.language.conftest import Found

Finder = Callable[[str], Found]
Case = tuple[str, str, str, str]

# Passives, with and without a doer.
PASSIVES: list[Case] = [
    ("Mr Ostrow was accused of hiding the results.", "", "was accused", "Mr Ostrow | of hiding the results"),
    (
        "Mr Ostrow was accused by the union of hiding the results.",
        "the union",
        "was accused",
        "Mr Ostrow | of hiding the results",
    ),
    ("It was announced on Monday that the pier would close.", "", "was announced", "that the pier would close"),
    ("The pier is expected to close in May.", "", "is expected", "The pier | to close in May"),
    ("The move was condemned by Norland as illegal.", "Norland", "was condemned", "The move | as illegal"),
    ("The plan has been criticised by doctors.", "doctors", "has been criticised", "The plan"),
    ("It was reported that the boats had left.", "", "was reported", "that the boats had left"),
    (
        "She was quoted by The Daily Gull as saying the bridge was safe.",
        "She",
        "was quoted | as saying",
        "the bridge was safe",
    ),
    ("The minister was told that the bridge was safe.", "", "was told", "that the bridge was safe"),
    ("Residents were urged to stay indoors.", "", "were urged", "Residents | to stay indoors"),
    ("Residents were urged by the mayor to stay indoors.", "the mayor", "were urged", "Residents | to stay indoors"),
    (
        "The deal is believed to be worth 3 million crowns.",
        "",
        "is believed",
        "The deal | to be worth 3 million crowns",
    ),
]
# Several sources, several cues.
COORDINATED: list[Case] = [
    (
        "Anna Berg and Karl Ostrow said that the pier was safe.",
        "Anna Berg and Karl Ostrow",
        "said",
        "that the pier was safe",
    ),
    ("Both the mayor and the union oppose the toll.", "Both the mayor and the union", "oppose", "the toll"),
    ("The mayor rejected the plan and called it reckless.", "The mayor", "rejected", "the plan"),
    ("The mayor rejected the plan and called it reckless.", "The mayor", "called", "it reckless"),
    ("Berg denied the charge but admitted that she had known of the leak.", "Berg", "denied", "the charge"),
    (
        "Berg denied the charge but admitted that she had known of the leak.",
        "Berg",
        "admitted",
        "that she had known of the leak",
    ),
    (
        "The firm said it had checked the valves, adding that nobody had been hurt.",
        "The firm",
        "said",
        "it had checked the valves",
    ),
    (
        "The firm said it had checked the valves, adding that nobody had been hurt.",
        "The firm",
        "adding",
        "that nobody had been hurt",
    ),
    (
        "The envoy met the king on Monday and urged him to open the border.",
        "The envoy",
        "urged",
        "him to open the border",
    ),
    ("Union leaders criticised and later rejected the offer.", "Union leaders", "criticised", "the offer"),
    ("Union leaders criticised and later rejected the offer.", "Union leaders", "later rejected", "the offer"),
]
# Relative clauses and appositions.
RELATIVE: list[Case] = [
    (
        "Anna Berg, who chairs the port, said the quay would close.",
        "Anna Berg, who chairs the port",
        "said",
        "the quay would close",
    ),
    (
        "The report, which found that 30 children had fallen ill, was published on Monday.",
        "The report, which",
        "found",
        "that 30 children had fallen ill",
    ),
    ("Karl Ostrow, a critic of the dam, left the room.", "Karl Ostrow", "critic of", "the dam"),
    (
        "Dan Reyes, who had said the bill would fail, stayed at home.",
        "Dan Reyes, who",
        "had said",
        "the bill would fail",
    ),
    (
        "The man, who asked not to be named, said the valves were old.",
        "The man, who asked not to be named",
        "said",
        "the valves were old",
    ),
    ("Ms Berg is an outspoken opponent of the quarry.", "Ms Berg", "is | opponent of", "the quarry"),
]
# Adjectives, and being for or against.
ADJECTIVES: list[Case] = [
    ("The captain is sure the boat will float.", "The captain", "is sure", "the boat will float"),
    ("The unions are opposed to the merger.", "The unions", "are opposed to", "the merger"),
    (
        "Ms Berg said she was confident that the bridge would hold.",
        "Ms Berg",
        "said",
        "she was confident that the bridge would hold",
    ),
    ("The governor remains adamant that the toll must go.", "The governor", "remains adamant", "that the toll must go"),
    ("He was critical of the report.", "He", "was critical of", "the report"),
    ("Farmers are angry about the price of seed.", "Farmers", "are angry about", "the price of seed"),
    ("The council is in favour of the dredging.", "The council", "is in favour of", "the dredging"),
    ("The ministry is against any change to the law.", "The ministry", "is against", "any change to the law"),
]
# Nouns, and what a colon announces.
NOUNS: list[Case] = [
    ("The mayor's call for a second vote was ignored.", "The mayor", "call for", "a second vote"),
    ("There were fears that the dam would burst.", "", "fears", "that the dam would burst"),
    ("The company issued a statement saying the spill was small.", "The company", "saying", "the spill was small"),
    ("In a statement, the company said the spill was small.", "the company", "said", "the spill was small"),
    ("In a letter to the king, the bishops called the war unjust.", "the bishops", "called", "the war unjust"),
    (
        "The group expressed concern that the wells were poisoned.",
        "The group",
        "expressed concern",
        "that the wells were poisoned",
    ),
    ("The minister's view is that the law is unfair.", "The minister", "view is", "that the law is unfair"),
    ("His warning that the dam would burst was ignored.", "His", "warning", "that the dam would burst"),
    ("She repeated her demand that the port be closed.", "She", "repeated her demand", "that the port be closed"),
    ("Her message was clear: the toll must go.", "Her", "message was clear", "the toll must go"),
    ("She has made clear her opposition to the tunnel.", "She", "has made clear her opposition to", "the tunnel"),
]
# Phrases beside the clause.
PHRASES: list[Case] = [
    ("For his part, Ostrow said the plan was sound.", "Ostrow", "said", "the plan was sound"),
    ('In the words of Anna Berg, the port is "a ruin".', "Anna Berg", "In the words of", 'the port is "a ruin"'),
    ('The port is "a ruin", in the words of Anna Berg.', "Anna Berg", "in the words of", 'The port is "a ruin"'),
    ("In Berg's view, the port needs a new quay.", "Berg", "In | view", "the port needs a new quay"),
    ("According to the police, three boats sank.", "the police", "According to", "three boats sank"),
    (
        "Three boats, according to the police, sank in the bay.",
        "the police",
        "according to",
        "Three boats | sank in the bay",
    ),
]
# One inside the other.
NESTED: list[Case] = [
    (
        "A spokesman told Reuters that the union had promised to end the strike.",
        "A spokesman",
        "told",
        "that the union had promised to end the strike",
    ),
    (
        "A spokesman told Reuters that the union had promised to end the strike.",
        "the union",
        "had promised",
        "to end the strike",
    ),
    ("Berg said Ostrow had accused the port of lying.", "Berg", "said", "Ostrow had accused the port of lying"),
    ("Berg said Ostrow had accused the port of lying.", "Ostrow", "had accused", "the port of lying"),
    ("The ministry said on Friday that Norland had rejected the offer.", "Norland", "had rejected", "the offer"),
]
# Believing, wanting, judging, feeling.
MINDS: list[Case] = [
    ("Ostrow thinks the toll is unfair.", "Ostrow", "thinks", "the toll is unfair"),
    ("The government wants to close the port.", "The government", "wants", "to close the port"),
    ("Norland intends to leave the pact.", "Norland", "intends", "to leave the pact"),
    ("The union is considering a strike.", "The union", "is considering", "a strike"),
    ("The company plans to cut 200 jobs.", "The company", "plans", "to cut 200 jobs"),
    ("The senator supports keeping the ferry.", "The senator", "supports", "keeping the ferry"),
    ("The mayor made it clear that the toll would stay.", "The mayor", "made it clear", "that the toll would stay"),
    ("The mayor made clear that the toll would stay.", "The mayor", "made clear", "that the toll would stay"),
    (
        "Those living near the quarry fear that their wells will dry up.",
        "Those living near the quarry",
        "fear",
        "that their wells will dry up",
    ),
    ("Many in the town think the mayor lied.", "Many in the town", "think", "the mayor lied"),
    ("Some say the bridge is cursed.", "Some", "say", "the bridge is cursed"),
    (
        "The harbour master left no doubt that the pier was unsafe.",
        "The harbour master",
        "left no doubt",
        "that the pier was unsafe",
    ),
    ("Ostrow likened the tax to theft.", "Ostrow", "likened", "the tax to theft"),
    ("Ms Berg insisted on a full inquiry.", "Ms Berg", "insisted on", "a full inquiry"),
    ("The mayor threatened to sue the paper.", "The mayor", "threatened", "to sue the paper"),
    ("The envoy welcomed the decision to lift the ban.", "The envoy", "welcomed", "the decision to lift the ban"),
    ("Ostrow questioned whether the port could pay.", "Ostrow", "questioned", "whether the port could pay"),
    ("The mayor hailed the agreement as historic.", "The mayor", "hailed", "the agreement as historic"),
    ("The bishops thanked the firefighters.", "The bishops", "thanked", "the firefighters"),
    ("Norland hinted at new talks.", "Norland", "hinted at", "new talks"),
    ("The captain pleaded guilty to smuggling.", "The captain", "pleaded guilty to", "smuggling"),
    ("The mayor reportedly favours the tunnel.", "The mayor", "reportedly favours", "the tunnel"),
]
CASES = [*PASSIVES, *COORDINATED, *RELATIVE, *ADJECTIVES, *NOUNS, *PHRASES, *NESTED, *MINDS]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"), CASES, ids=[f"{i}-{case[0][:40]}" for i, case in enumerate(CASES)]
)
def test_a_construction(who_said_what: Finder, text: str, source: str, cue: str, content: str) -> None:
    assert (source, cue, content) in who_said_what(text).triples()


@pytest.mark.parametrize(
    ("text", "cue", "cue_class"),
    [
        ("Parliament ratified the treaty.", "ratified", CueClass.SUPPORT),
        ("Norland imposed sanctions on Ostland.", "imposed", CueClass.SUPPORT),
        ("The minister lifted the ban on nets.", "lifted", CueClass.OPPOSE),
        ("The council voted down the proposal.", "voted down", CueClass.OPPOSE),
        ("The mayor spoke out against the tunnel.", "spoke out against", CueClass.OPPOSE),
        ("The mayor spoke out for the tunnel.", "spoke out for", CueClass.SUPPORT),
        ("The party has come out in favour of the tunnel.", "come out in favour of", CueClass.SUPPORT),
        ("The mayor argued against the tunnel.", "argued against", CueClass.OPPOSE),
        ("The council is in favour of the dredging.", "in favour of", CueClass.SUPPORT),
        ("The council is against the dredging.", "against", CueClass.OPPOSE),
        ("Karl Ostrow, a critic of the dam, left.", "critic of", CueClass.OPPOSE),
        ("Karl Ostrow, a champion of the dam, left.", "champion of", CueClass.SUPPORT),
        ("Fishermen were angered by the decision.", "angered by", CueClass.OPPOSE),
        ("She repeated her demand that the port be closed.", "demand", CueClass.REQUEST),
    ],
)
def test_which_side_a_cue_takes(who_said_what: Finder, text: str, cue: str, cue_class: CueClass) -> None:
    assert who_said_what(text).by(cue).cue_class is cue_class


@pytest.mark.parametrize(
    "text",
    [
        "Lind thanked me.",
        "The mayor supports us.",
        "They ignored them.",
        "The minister mentioned this.",
        "The farmers want it.",
        "The committee did not focus on it.",
    ],
)
def test_a_pronoun_alone_tells_nothing(who_said_what: Finder, text: str) -> None:
    assert who_said_what(text).all == []
