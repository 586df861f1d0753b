"""Clauses of which the parser often makes something else: where they begin and end, whose they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.index.language.conftest import Found

Finder = Callable[[str], Found]
Case = tuple[str, str, str, str]

# Clauses without "that" and inserted cues, of which the parser often makes something else.
MISREAD: list[Case] = [
    (
        "Because the river is warm, says the study, it rises above the cold layer.",
        "the study",
        "says",
        "Because the river is warm | it rises above the cold layer",
    ),
    (
        "One lorry broke the barrier; around 50 gallons of diesel, officials said, spilled and burned.",
        "officials",
        "said",
        "around 50 gallons of diesel | spilled and burned",
    ),
    (
        "The tunnel is old: the researchers found high levels of salt in the walls.",
        "the researchers",
        "found",
        "high levels of salt in the walls",
    ),
    (
        "Anna Lind said there was a lack of light on the quay and urged the crowd to look at the lamps.",
        "Anna Lind",
        "urged",
        "the crowd to look at the lamps",
    ),
    (
        "She has requested the president declare a state of emergency on the coast.",
        "She",
        "has requested",
        "the president declare a state of emergency on the coast",
    ),
    (
        "Berg and others in the port party warned the long delay could be a threat to the harbour.",
        "Berg and others in the port party",
        "warned",
        "the long delay could be a threat to the harbour",
    ),
    (
        "The city's security chief, Karl al-Ostrow, announced on Facebook on Tuesday there were suspects in custody.",
        "The city's security chief, Karl al-Ostrow",
        "announced",
        "there were suspects in custody",
    ),
    (
        "Anna Lind, a rapporteur for the Office of the High Commissioner who had looked at the case, cautioned justice "
        "does not come swiftly.",
        "Anna Lind, a rapporteur for the Office of the High Commissioner who had looked at the case",
        "cautioned",
        "justice does not come swiftly",
    ),
    (
        "On Friday Halden Motor Company announced the ministry was performing an inquiry into its tests.",
        "Halden Motor Company",
        "announced",
        "the ministry was performing an inquiry into its tests",
    ),
    (
        "On Friday, a judge in Norland ruled the federal government's practice of charging boats but not ferries for "
        "the canal, or inland waterway, is unlawful.",
        "a judge in Norland",
        "ruled",
        "the federal government's practice of charging boats but not ferries for the canal, or inland waterway, is "
        "unlawful",
    ),
    (
        "Fishermen have claimed Ostland, especially, amongst other large powers, is quietly influencing their union.",
        "Fishermen",
        "have claimed",
        "Ostland, especially, amongst other large powers, is quietly influencing their union",
    ),
    (
        "The mayor of Northport, Anna Berg, advised residents of her city to stay at home.",
        "The mayor of Northport, Anna Berg",
        "advised",
        "residents of her city to stay at home",
    ),
    (
        "The speaker ordered the harbour flags be lowered to half mast.",
        "The speaker",
        "ordered",
        "the harbour flags be lowered to half mast",
    ),
    (
        "Both ports issued statements speaking of a blockade of the strait.",
        "Both ports",
        "speaking of",
        "a blockade of the strait",
    ),
    (
        "The Norland statement spoke of Ostland assuming the duty of guarding the strait.",
        "The Norland statement",
        "spoke of",
        "Ostland assuming the duty of guarding the strait",
    ),
    (
        "Ada Lind posted a message on the portal blaming Ostland for the fire.",
        "Ada Lind",
        "blaming",
        "Ostland for the fire",
    ),
    (
        "The government's counter-argument was that the toll is a matter for ministers.",
        "The government",
        "argument was",
        "that the toll is a matter for ministers",
    ),
    (
        'Critics called it "just a toll", however Bonham noted the size of the fee might have been a mistake.',
        "Bonham",
        "noted",
        "the size of the fee might have been a mistake",
    ),
    (
        "The captain claimed to have no memory of the storm.",
        "The captain",
        "claimed",
        "to have no memory of the storm",
    ),
    ("Police believe him to be the owner.", "Police", "believe", "him to be the owner"),
    ("The bureau predicted a fall in prices.", "The bureau", "predicted", "a fall in prices"),
    ("Militias had made threats against the port.", "Militias", "had made threats against", "the port"),
    ("The union filed a lawsuit against the toll.", "The union", "filed a lawsuit against", "the toll"),
    ("The union challenged the legality of the toll.", "The union", "challenged", "the legality of the toll"),
    (
        "The police did not identify the sailor as the victim.",
        "The police",
        "did not identify",
        "the sailor as the victim",
    ),
    (
        "In response to a suit by the boaters' group National Union for Sailing, District Judge Karl Ostrow ruled the "
        "boat-only toll violated the Free Passage Clause of the Norland charter.",
        "District Judge Karl Ostrow",
        "ruled",
        "the boat-only toll violated the Free Passage Clause of the Norland charter",
    ),
    (
        "A hospital official told Halden Agency, a local news outlet, that one of the sailors was Tomas Quint, a clerk "
        "of the port.",
        "A hospital official",
        "told",
        "that one of the sailors was Tomas Quint, a clerk of the port",
    ),
    (
        "According to local news, school districts across the island announced school closings.",
        "school districts across the island",
        "announced",
        "school closings",
    ),
    (
        "The port police faced allegations they failed to react quickly to the thefts.",
        "",
        "allegations",
        "they failed to react quickly to the thefts",
    ),
    ("The agency put the death toll at twenty.", "The agency", "put", "the death toll at twenty"),
    (
        "The survey has placed the number of wrecks in the hundreds.",
        "The survey",
        "has placed",
        "the number of wrecks in the hundreds",
    ),
    (
        "The bureau issued a storm warning covering the coast from Halden to Northport.",
        "The bureau",
        "issued",
        "a storm warning covering the coast from Halden to Northport",
    ),
    (
        "Some analysts considered this a foregone conclusion, with analyst Karl Ostrow having declared it on his blog "
        'as "a dull contest".',
        "Some analysts",
        "considered",
        "this a foregone conclusion",
    ),
    ("She is widely suspected of asking for a delay.", "", "is widely suspected", "She | of asking for a delay"),
]
CASES = [*MISREAD]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"), CASES, ids=[f"{i}-{case[0][:40]}" for i, case in enumerate(CASES)]
)
def test_a_construction(who_said_what: Finder, text: str, source: str, cue: str, content: str) -> None:
    assert (source, cue, content) in who_said_what(text).triples()


def test_a_name_at_the_end_of_a_text_may_be_the_subject(who_said_what: Finder) -> None:
    assert who_said_what("said Ada Lind").all == []


def test_a_past_tense_after_a_perfect_is_the_speakers(who_said_what: Finder) -> None:
    found = who_said_what("Berg conceded that the boat had leaked but implied that the crew was to blame.")
    assert found.triples() == [
        ("Berg", "conceded", "that the boat had leaked"),
        ("Berg", "implied", "that the crew was to blame"),
    ]


def test_a_verb_that_agrees_with_the_speakers_alone_is_theirs(who_said_what: Finder) -> None:
    found = who_said_what("Critics say the law is too weak and want it scrapped.")
    assert found.triples() == [("Critics", "say", "the law is too weak"), ("Critics", "want", "it scrapped")]


def test_what_others_say_meanwhile_is_theirs(who_said_what: Finder) -> None:
    found = who_said_what("Berg said the quay was safe, while the union said it was a ruin.")
    assert [(s, c) for s, _, c in found.triples()] == [
        ("Berg", "the quay was safe"),
        ("the union", "it was a ruin"),
    ]


def test_all_of_the_sentence_before_its_speaker_is_content(who_said_what: Finder) -> None:
    found = who_said_what("Prices may fall in May, but the mills will stay open, he added.")
    assert found.triples()[-1][2].startswith("Prices may fall")


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Berg told The Harbour Post radio broadcasts were being used to spread fear.",
            "radio broadcasts were being used to spread fear",
        ),
        ("Lind told the Daily Courier ferry fares were being raised.", "ferry fares were being raised"),
        ("Berg told Norland Radio road tolls would rise.", "road tolls would rise"),
        ("Lind informed the Harbour Council old boats could sink.", "old boats could sink"),
        ("Lind told Norland officials that fares would rise.", "that fares would rise"),
        ("The team reported fish scales may have evolved twice.", "fish scales may have evolved twice"),
        ("Lind said the toll was old, but that it was fair.", "the toll was old, but that it was fair"),
        (
            "Lind said he was 'not against a quota in principle', but that this one was wrong.",
            "he was 'not against a quota in principle', but that this one was wrong",
        ),
        (
            'Lind said she was "not against tolls in principle", and that this one was fair.',
            'she was "not against tolls in principle", and that this one was fair',
        ),
        ("Lind warned the pier might fall, but the union said that it was safe.", "the pier might fall"),
    ],
)
def test_where_a_reported_clause_begins_and_ends(who_said_what: Finder, text: str, content: str) -> None:
    assert who_said_what(text).triples()[0][2] == content
