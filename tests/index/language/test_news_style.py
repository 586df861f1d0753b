"""Sentences as newspapers and agencies write them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.index.language.conftest import Found

Finder = Callable[[str], Found]
Case = tuple[str, str, str, str]

# As newspapers and agencies write.
NEWS: list[Case] = [
    ("Ms Lind abstained, saying the text was too vague.", "Ms Lind", "saying", "the text was too vague"),
    ("The premier refused to sign the accord.", "The premier", "refused", "to sign the accord"),
    ("Protesters marched against the new law.", "Protesters", "marched against", "the new law"),
    (
        "The ministry did not immediately comment on the report.",
        "The ministry",
        "did not immediately comment on",
        "the report",
    ),
    ("Ostrow has denied any wrongdoing.", "Ostrow", "has denied", "any wrongdoing"),
    ("Ostrow, who denies the charges, is due in court in May.", "Ostrow, who", "denies", "the charges"),
    ("He never said the bridge was safe.", "He", "never said", "the bridge was safe"),
    ("Berg would not say whether she would stand again.", "Berg", "would not say", "whether she would stand again"),
    ("Neither Berg nor Ostrow commented on the leak.", "Neither Berg nor Ostrow", "commented on", "the leak"),
    (
        '"I will not resign," the minister, Karl Ostrow, told parliament on Tuesday.',
        "the minister, Karl Ostrow",
        "told",
        '"I will not resign,"',
    ),
    ("Ostrow told parliament on Tuesday he would not resign.", "Ostrow", "told", "he would not resign"),
    ('Ostrow told the BBC: "I will not resign."', "Ostrow", "told", '"I will not resign."'),
    ("Speaking to reporters in the port, Berg said the quay was safe.", "Berg", "said", "the quay was safe"),
    ("Berg, speaking on the quay, said it was safe.", "Berg", "said", "it was safe"),
    ('Berg added: "Nobody was hurt."', "Berg", "added", '"Nobody was hurt."'),
    ("In a post on social media, Berg wrote that the toll was theft.", "Berg", "wrote", "that the toll was theft"),
    (
        'The union\'s general secretary, Eva Lind, said: "This is a disgrace."',
        "The union's general secretary, Eva Lind",
        "said",
        '"This is a disgrace."',
    ),
    (
        "A spokesperson for the port said the leak had been stopped.",
        "A spokesperson for the port",
        "said",
        "the leak had been stopped",
    ),
    ("Police said they had arrested two men.", "Police", "said", "they had arrested two men"),
    ("Two men were arrested, police said.", "police", "said", "Two men were arrested"),
    ("Two men have been arrested, according to police.", "police", "according to", "Two men have been arrested"),
    (
        "The two men, police say, had tried to sell the boat.",
        "police",
        "say",
        "The two men | had tried to sell the boat",
    ),
    ("The minister reiterated his support for the dam.", "The minister", "reiterated his support for", "the dam"),
    ("The king expressed his sympathy for the victims.", "The king", "expressed his sympathy for", "the victims"),
    ("Critics say the law is too weak and want it scrapped.", "Critics", "say", "the law is too weak"),
    ("Critics say the law is too weak and want it scrapped.", "Critics", "want", "it scrapped"),
    (
        "Campaigners have urged the government to think again.",
        "Campaigners",
        "have urged",
        "the government to think again",
    ),
    ("The report concludes that the ferry was overloaded.", "The report", "concludes", "that the ferry was overloaded"),
    (
        "The study, published on Monday, suggests the fish are dying.",
        "The study, published on Monday",
        "suggests",
        "the fish are dying",
    ),
    ("A poll found 60% of voters backed the toll.", "A poll", "found", "60% of voters backed the toll"),
    (
        "Sixty per cent of voters back the toll, a poll found.",
        "a poll",
        "found",
        "Sixty per cent of voters back the toll",
    ),
    ("The commission ruled that the merger was unlawful.", "The commission", "ruled", "that the merger was unlawful"),
    ("The judge ordered the firm to pay damages.", "The judge", "ordered", "the firm to pay damages"),
    ("The judge ordered an inquiry into the deaths.", "The judge", "ordered", "an inquiry into the deaths"),
    ("The council agreed to buy the land.", "The council", "agreed", "to buy the land"),
    ("Ms Lind accused Mr Ostrow of lying, a charge he denied.", "Ms Lind", "accused", "Mr Ostrow of lying"),
    ("Berg called for calm.", "Berg", "called for", "calm"),
    ("The pope appealed for an end to the fighting.", "The pope", "appealed for", "an end to the fighting"),
    (
        "The governor threatened that the bridge would be closed.",
        "The governor",
        "threatened",
        "that the bridge would be closed",
    ),
    ("Norland warned Ostland against a new raid.", "Norland", "warned | against", "a new raid"),
    ("Norland warned Ostland not to attack again.", "Norland", "warned", "Ostland not to attack again"),
    ("Doctors warn of a new wave.", "Doctors", "warn of", "a new wave"),
    ("The mayor is said to favour the tunnel.", "", "is said", "The mayor | to favour the tunnel"),
    ("It is feared that 20 people drowned.", "", "is feared", "that 20 people drowned"),
    ("It was agreed that the border would reopen.", "", "was agreed", "that the border would reopen"),
    ("The vote was seen as a rebuke to the premier.", "", "was seen", "The vote | as a rebuke to the premier"),
    (
        "Mr Ostrow was praised by the bishop for his courage.",
        "the bishop",
        "was praised",
        "Mr Ostrow | for his courage",
    ),
    ("The decision was welcomed by unions.", "unions", "was welcomed", "The decision"),
    ("Fishermen were angered by the decision.", "Fishermen", "were angered by", "the decision"),
    ("He described himself as a friend of the island.", "He", "described", "himself as a friend of the island"),
    (
        "The opposition blames the government for the shortage.",
        "The opposition",
        "blames",
        "the government for the shortage",
    ),
    ("The firm has apologised for the delay.", "The firm", "has apologised for", "the delay"),
    ("The firm insists its boats are safe.", "The firm", "insists", "its boats are safe"),
    ("The firm insisted on its right to appeal.", "The firm", "insisted on", "its right to appeal"),
    ("The mayor argued against the tunnel.", "The mayor", "argued against", "the tunnel"),
    ("The mayor spoke out against the tunnel.", "The mayor", "spoke out against", "the tunnel"),
    ("The party has come out in favour of the tunnel.", "The party", "has come out in favour of", "the tunnel"),
    ("Few believe the tunnel will be built.", "Few", "believe", "the tunnel will be built"),
    ("Nobody expects the tunnel to be built.", "Nobody", "expects", "the tunnel to be built"),
    ("The mayor has no intention of resigning.", "The mayor", "has no intention of", "resigning"),
    (
        '"We are tired," one of the miners said, "and we want to go home."',
        "one of the miners",
        "said",
        '"We are tired," | "and we want to go home."',
    ),
    (
        "“It is over,” said Lind, who has led the union since 2010.",
        "Lind, who has led the union since 2010",
        "said",
        "“It is over,”",
    ),
    ("“It is over,” said a tearful Lind.", "a tearful Lind", "said", "“It is over,”"),
    ("“It is over,” Lind, 54, said.", "Lind, 54", "said", "“It is over,”"),
    (
        "“It is over,” says Eva Lind, the union's leader. “We lost.”",
        "Eva Lind, the union's leader",
        "says",
        "“It is over,” | “We lost.”",
    ),
    (
        "Lind said the union had “lost everything” and that its members were “in despair”.",
        "Lind",
        "said",
        "the union had “lost everything” and that its members were “in despair”",
    ),
    ("Lind, however, said the union would go on.", "Lind", "said", "the union would go on"),
    (
        "But Lind said that, despite the defeat, the union would go on.",
        "Lind",
        "said",
        "that, despite the defeat, the union would go on",
    ),
    ("Last week Lind said the union would go on.", "Lind", "said", "the union would go on"),
    ("The union, Lind added, would go on.", "Lind", "added", "The union | would go on"),
    ("If the port closes, Lind said, the town will die.", "Lind", "said", "If the port closes | the town will die"),
    (
        "The ministry's claim was disputed by Lind, who said 40 people had died.",
        "Lind, who",
        "said",
        "40 people had died",
    ),
    (
        "The ministry's claim was disputed by Lind, who said 40 people had died.",
        "Lind, who said 40 people had died",
        "was disputed",
        "The ministry's claim",
    ),
    (
        "She wrote that the pier “will never again carry” trams.",
        "She",
        "wrote",
        "that the pier “will never again carry” trams",
    ),
    ("The envoy said “both sides” were ready.", "The envoy", "said", "“both sides” were ready"),
    (
        "Norland's president has condemned what he called “a cowardly act”.",
        "Norland's president",
        "has condemned",
        "what he called “a cowardly act”",
    ),
    (
        "The president, quoting the bible, said nobody should steal.",
        "The president, quoting the bible",
        "said",
        "nobody should steal",
    ),
    ("Reuters quoted a minister as saying the talks had failed.", "a minister", "saying", "the talks had failed"),
    ("State television said the talks had failed.", "State television", "said", "the talks had failed"),
    ("Ostrow reportedly told aides that he would quit.", "Ostrow", "reportedly told", "that he would quit"),
    (
        "The minister, who took office in May, has said little about the toll, but his deputy called it theft.",
        "his deputy",
        "called",
        "it theft",
    ),
    (
        "In a speech on Friday, Lind attacked the plan, calling it a betrayal and promising to fight it.",
        "Lind",
        "attacked",
        "the plan",
    ),
    (
        "In a speech on Friday, Lind attacked the plan, calling it a betrayal and promising to fight it.",
        "Lind",
        "calling",
        "it a betrayal",
    ),
    (
        "In a speech on Friday, Lind attacked the plan, calling it a betrayal and promising to fight it.",
        "Lind",
        "promising",
        "to fight it",
    ),
    ("Asked by reporters about the leak, Berg refused to comment.", "Berg", "refused", "to comment"),
    (
        "Officials in Norland believe Ostland is hiding its losses.",
        "Officials in Norland",
        "believe",
        "Ostland is hiding its losses",
    ),
    (
        "The deal has been hailed as a triumph by the government.",
        "the government",
        "has been hailed",
        "The deal | as a triumph",
    ),
    ("The deal was hailed as a triumph.", "", "was hailed", "The deal | as a triumph"),
    ("The envoy is understood to have offered a truce.", "", "is understood", "The envoy | to have offered a truce"),
    ("The envoy was said to be furious.", "", "was said", "The envoy | to be furious"),
    (
        "Lind dismissed suggestions that the union was broke.",
        "Lind",
        "dismissed",
        "suggestions that the union was broke",
    ),
    ("Lind rejected the claim that the union was broke.", "Lind", "rejected", "the claim that the union was broke"),
    ("Lind defended her decision to call off the strike.", "Lind", "defended", "her decision to call off the strike"),
    (
        "Lind hit back at her critics, saying they had never worked a day underground.",
        "Lind",
        "hit back at",
        "her critics",
    ),
    (
        "Lind hit back at her critics, saying they had never worked a day underground.",
        "Lind",
        "saying",
        "they had never worked a day underground",
    ),
    ("Norland's claim of victory was met with scorn.", "Norland", "claim of", "victory"),
    (
        "The firm said in a statement on Monday that it regretted the spill.",
        "The firm",
        "said",
        "that it regretted the spill",
    ),
    ("The firm said on Monday it regretted the spill.", "The firm", "said", "it regretted the spill"),
    ("The firm said it “deeply” regretted the spill.", "The firm", "said", "it “deeply” regretted the spill"),
    (
        "According to Lind, who led the talks, the firm lied.",
        "Lind, who led the talks",
        "According to",
        "the firm lied",
    ),
    (
        "Lind, according to two people at the talks, threatened to walk out.",
        "two people at the talks",
        "according to",
        "Lind | threatened to walk out",
    ),
    ("In its ruling, the court said the ban was unlawful.", "the court", "said", "the ban was unlawful"),
    (
        "The prosecutor alleged that Ostrow had taken bribes.",
        "The prosecutor",
        "alleged",
        "that Ostrow had taken bribes",
    ),
    ("Ostrow pleaded not guilty to fraud.", "Ostrow", "pleaded not guilty to", "fraud"),
    ("Ostrow admitted taking bribes.", "Ostrow", "admitted", "taking bribes"),
    ("Ostrow denied taking bribes.", "Ostrow", "denied", "taking bribes"),
    ("Ostrow has threatened legal action.", "Ostrow", "has threatened", "legal action"),
    ("Ostrow wondered aloud whether the court was fair.", "Ostrow", "wondered", "whether the court was fair"),
    (
        "The island's fishermen, fearing for their catch, have asked the court to stop the dredging.",
        "The island's fishermen",
        "have asked",
        "the court to stop the dredging",
    ),
    ("The bishop refused to bless the boats, citing the leak.", "The bishop", "refused", "to bless the boats"),
    ("The bishop refused to bless the boats, citing the leak.", "The bishop", "citing", "the leak"),
    ("Environmental groups have condemned the move.", "Environmental groups", "have condemned", "the move"),
    (
        "The mayor said that while the tunnel was costly, it would save lives.",
        "The mayor",
        "said",
        "that while the tunnel was costly, it would save lives",
    ),
    (
        "“The tunnel is costly,” the mayor conceded, “but it will save lives.”",
        "the mayor",
        "conceded",
        "“The tunnel is costly,” | “but it will save lives.”",
    ),
    ("He accused Berg, his rival, of lying.", "He", "accused", "Berg, his rival, of lying"),
    ("While Berg backed the tunnel, Vance opposed it.", "Berg", "backed", "the tunnel"),
    ("While Berg backed the tunnel, Vance opposed it.", "Vance", "opposed", "it"),
    ("Berg backs the tunnel; Vance does not.", "Berg", "backs", "the tunnel"),
    ("The mayor's fear is that the tunnel will flood.", "The mayor", "fear is", "that the tunnel will flood"),
    (
        "The head of the union, Eva Lind, has called on ministers to step in.",
        "The head of the union, Eva Lind",
        "has called on",
        "ministers to step in",
    ),
    ("Norland on Tuesday urged Ostland to release the sailors.", "Norland", "urged", "Ostland to release the sailors"),
    (
        "A draft of the report, seen by The Gull, warns that the dam could fail.",
        "A draft of the report, seen by The Gull",
        "warns",
        "that the dam could fail",
    ),
    ("The Gull has learned that the dam could fail.", "The Gull", "has learned", "that the dam could fail"),
    ("In an editorial, The Gull called for the dam to be closed.", "The Gull", "called for", "the dam to be closed"),
    ("The court found the firm guilty of fraud.", "The court", "found", "the firm guilty of fraud"),
    (
        "More than 40 scientists signed an open letter calling the dam reckless.",
        "More than 40 scientists",
        "calling",
        "the dam reckless",
    ),
    ("Berg, asked whether she would resign, said she had no such plans.", "Berg", "said", "she had no such plans"),
    ("It is the mayor's belief that the tunnel will flood.", "the mayor", "belief", "that the tunnel will flood"),
]
CASES = [*NEWS]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"), CASES, ids=[f"{i}-{case[0][:40]}" for i, case in enumerate(CASES)]
)
def test_a_construction(who_said_what: Finder, text: str, source: str, cue: str, content: str) -> None:
    assert (source, cue, content) in who_said_what(text).triples()


def test_a_town_before_a_dash_is_no_source(who_said_what: Finder) -> None:
    found = who_said_what("NORTHPORT (CPA) - The mayor of Dunmarsh on Tuesday rejected the plan to dredge the river.")
    assert [source for source, _, _ in found.triples()] == ["The mayor of Dunmarsh"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Asked whether she would resign, Ada Lind said she had not decided.", ["Ada Lind"]),
        ("When asked if the toll would rise, Ada Lind said nothing was certain.", ["Ada Lind"]),
        ("Asked how the bell fell, the sexton said the rope was old.", ["the sexton"]),
        ("Asked by the Courier if the toll would rise, Lind refused to answer.", ["the Courier", "Lind"]),
    ],
)
def test_the_reporters_own_question_is_no_statement(who_said_what: Finder, text: str, expected: list[str]) -> None:
    assert [source for source, _, _ in who_said_what(text).triples()] == expected


def test_who_is_asked_does_not_ask(who_said_what: Finder) -> None:
    found = who_said_what("Berg, asked whether she would resign, said she had no such plans.")
    assert found.words(found.by("asked"), "source") == ""
