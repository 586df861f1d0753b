"""Deeds that state a position, and what was not said or is only denied or left open."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.language.stages import CueClass
from index.model import Form
from tests.index.language.conftest import Found
from tests.index.language.readings import statement

Finder = Callable[[str], Found]
Case = tuple[str, str, str, str]

# Deeds that state a position.
ACTS: list[Case] = [
    (
        "Last year Berg withdrew Norland from the fishing treaty.",
        "Berg",
        "withdrew | from",
        "Norland | the fishing treaty",
    ),
    (
        "On Saturday the Harbour Party withdrew from using the mayor as its candidate.",
        "the Harbour Party",
        "withdrew from",
        "using the mayor as its candidate",
    ),
    ("Islanders voted in a 2016 referendum to leave the union.", "Islanders", "voted", "to leave the union"),
    ("The upper house confirmed him.", "The upper house", "confirmed", "him"),
    (
        "The move comes after Norland sanctioned Ostland earlier in the month over the raid on the ferry.",
        "Norland",
        "sanctioned",
        "Ostland | over the raid on the ferry",
    ),
    ("The council voted against closing the ferry.", "The council", "voted against", "closing the ferry"),
    ("Nine senators voted to reject the treaty.", "Nine senators", "voted", "to reject the treaty"),
    ("Both houses passed a bill banning the nets.", "Both houses", "passed", "a bill banning the nets"),
    ("The upper house rejected the budget on Tuesday.", "The upper house", "rejected", "the budget"),
    ("The president signed the harbour act into law.", "The president", "signed", "the harbour act into law"),
    ("Norland imposed sanctions on Ostland.", "Norland", "imposed", "sanctions on Ostland"),
    ("The regulator approved the merger.", "The regulator", "approved", "the merger"),
    ("Parliament ratified the fishing treaty last week.", "Parliament", "ratified", "the fishing treaty"),
    (
        "The fishermen sued the ministry over the new quotas.",
        "The fishermen",
        "sued",
        "the ministry over the new quotas",
    ),
    (
        "Ostland recalled its ambassador from Norland over the raid.",
        "Ostland",
        "recalled",
        "its ambassador from Norland over the raid",
    ),
    ("The opposition boycotted the session.", "The opposition", "boycotted", "the session"),
    (
        "The deputy minister resigned in protest over the toll.",
        "The deputy minister",
        "resigned in protest over",
        "the toll",
    ),
    ("Two aides quit over the leak.", "Two aides", "quit over", "the leak"),
    ("The delegates walked out in protest at the speech.", "The delegates", "walked out in protest at", "the speech"),
    ("Westland abstained on the resolution.", "Westland", "abstained on", "the resolution"),
    ("Lawmakers voted 45 to 12 in favor of the levy.", "Lawmakers", "voted | in favor of", "the levy"),
    ("The town council voted down the proposal.", "The town council", "voted down", "the proposal"),
    ("The court struck down the ban.", "The court", "struck down", "the ban"),
    ("The king vetoed the bill, saying it was unfair.", "The king", "vetoed", "the bill"),
    ("The minister lifted the ban on trawling.", "The minister", "lifted", "the ban on trawling"),
    ("Norland withdrew from the treaty.", "Norland", "withdrew from", "the treaty"),
    (
        "The party blocked the appointment of Judge Alma Rask.",
        "The party",
        "blocked",
        "the appointment of Judge Alma Rask",
    ),
    ("The pact was signed by 12 countries on Friday.", "12 countries", "was signed", "The pact"),
    ("The ban was upheld by the court.", "the court", "was upheld", "The ban"),
    ("The Senate voted 52-48 against the nomination.", "The Senate", "voted | against", "the nomination"),
    (
        "Three ministers resigned over the handling of the spill.",
        "Three ministers",
        "resigned over",
        "the handling of the spill",
    ),
    ("The delegation walked out of the conference.", "The delegation", "walked out of", "the conference"),
    ("Norland has imposed a ban on Ostland's fish.", "Norland", "has imposed", "a ban on Ostland's fish"),
    (
        "Queen Ilsa vetoed a charter which gave the guilds the salt tax.",
        "Queen Ilsa",
        "vetoed",
        "a charter which gave the guilds the salt tax",
    ),
    ("Shareholders voted down the merger.", "Shareholders", "voted down", "the merger"),
    (
        "A group of doctors signed a petition against the dam.",
        "A group of doctors",
        "signed",
        "a petition against the dam",
    ),
    (
        "Berg and her deputy, Tom Vance, both voted against the tunnel.",
        "Berg and her deputy, Tom Vance, both",
        "voted against",
        "the tunnel",
    ),
]
# What was not done, not ruled out, fallen short of.
IMPLICATIVES: list[Case] = [
    ("The minister stopped short of calling for a ban.", "The minister", "stopped short of calling for", "a ban"),
    ("The report fell short of calling for an inquiry.", "The report", "fell short of calling for", "an inquiry"),
    ("Ms Berg did not rule out resigning.", "Ms Berg", "did not rule out", "resigning"),
    ("He refused to condemn the raid.", "He", "refused", "to condemn the raid"),
    (
        "The envoy declined to say whether the talks would go on.",
        "The envoy",
        "declined",
        "to say whether the talks would go on",
    ),
    ("Dr Holm made no secret of her opposition to the dam.", "her", "opposition to", "the dam"),
    ("The premier has yet to comment on the leak.", "The premier", "has yet to comment on", "the leak"),
    (
        "The union has repeatedly refused to accept the offer.",
        "The union",
        "has repeatedly refused",
        "to accept the offer",
    ),
    ("The ministry would neither confirm nor deny the report.", "The ministry", "would | confirm", "the report"),
    ("The ministry would neither confirm nor deny the report.", "The ministry", "deny", "the report"),
]
CASES = [*ACTS, *IMPLICATIVES]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"), CASES, ids=[f"{i}-{case[0][:40]}" for i, case in enumerate(CASES)]
)
def test_a_construction(who_said_what: Finder, text: str, source: str, cue: str, content: str) -> None:
    assert (source, cue, content) in who_said_what(text).triples()


@pytest.mark.parametrize(("text", "source", "cue", "content"), ACTS, ids=[case[0][:40] for case in ACTS])
def test_a_deed_that_states_a_position_has_its_form(
    who_said_what: Finder, text: str, source: str, cue: str, content: str
) -> None:
    assert who_said_what(text).by(cue.replace(" | ", " ")).form is Form.ACT


@pytest.mark.parametrize(
    "text",
    [
        "The harbour master signed the letter.",
        "The actor signed autographs.",
        "The road blocked the view.",
        "The police blocked the road.",
        "The team passed the stadium.",
        "Troops withdrew from the village.",
        "The bank is unlikely to agree.",
        "The ministry did not respond to a request for comment.",
        "The mayor could not be reached for comment.",
        "Ostrow dropped out of the race.",
        "The news added to the pain of the town.",
        "The party is divided over the tunnel.",
        "It emerged on Monday that the firm had known of the leak.",
        "The price guaranteed a place on the boat.",
        "Berg: 1,240",
        "There were all signs of a storm.",
        "The boat weighed about ten pounds.",
        "The mayor put the bottle at the door.",
        "The bank issued bonds.",
        "The stamps were issued by the bank.",
        "The storm of 1911 claimed about thirty lives.",
        "Two gunmen attacked the ferry.",
        "The seal is known to sleep by day.",
        "Lind was admitted to the Norland Academy of Letters.",
        "No group claimed credit for the fire.",
        "The shepherds defended themselves from the wolves.",
        "The team published a study of the reef.",
        "Berg sought more details.",
        "The institute made a podcast dedicated to Lind.",
        "The floor is sandy, as opposed to the rocky harbour.",
        "A boat passed, called Meridian.",
        "The reef was first identified by the navy.",
    ],
)
def test_what_states_no_position_is_none(who_said_what: Finder, text: str) -> None:
    assert who_said_what(text).all == []


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The ministry would neither confirm nor deny the report.", "deny"),
        ("The ministry did not confirm or deny the report.", "deny"),
        ("The premier has yet to comment on the leak.", "comment"),
        ("The report fell short of calling for an inquiry.", "calling for"),
        ("The council is not in favour of the dredging.", "in favour of"),
        ("The mayor was not opposed to the dredging.", "opposed to"),
        ("Ostrow pleaded not guilty to fraud.", "pleaded not guilty"),
    ],
)
def test_what_was_not_said_is_negated(who_said_what: Finder, text: str, cue: str) -> None:
    assert who_said_what(text).by(cue).negated


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Granary Street, as the office is known, denies it.", ("Granary Street", "denies", "it")),
        ("Norline denied it.", ("Norline", "denied", "it")),
        ("Norline, which denies it, will appeal.", ("Norline, which", "denies", "it")),
        ("The firm strongly denies that.", ("The firm", "strongly denies", "that")),
        ("The mayor admitted it.", ("The mayor", "admitted", "it")),
        ("The union demanded it.", ("The union", "demanded", "it")),
        ("The mayor opposes it.", ("The mayor", "opposes", "it")),
    ],
)
def test_a_denial_whose_object_points_back(who_said_what: Finder, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in who_said_what(text).triples()


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Neither group would comment on the price.", "Neither group"),
        ("None of the firms would comment on the price.", "None of the firms"),
        ("Nobody in the party would comment on the price.", "Nobody in the party"),
        ("No one at the firm would comment on the price.", "No one at the firm"),
        ("No-one at the firm would comment on the price.", "No-one at the firm"),
        ("Not one firm would comment on the price.", "Not one firm"),
        ("Neither the mayor nor the union would comment on the price.", "Neither the mayor nor the union"),
    ],
)
def test_a_subject_that_stands_for_nobody_negates(who_said_what: Finder, text: str, source: str) -> None:
    found = who_said_what(text)
    one = found.by("comment")
    assert (one.negated, found.words(one, "source")) == (True, source)


def test_not_all_is_no_negation_of_the_cue(who_said_what: Finder) -> None:
    assert not who_said_what("Not all firms commented on the price.").by("commented").negated


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Lind did not rule out closing the quarry.", "closing the quarry"),
        ("Lind has not ruled out a toll.", "a toll"),
    ],
)
def test_what_is_not_ruled_out_is_left_open(who_said_what: Finder, text: str, content: str) -> None:
    found = who_said_what(text)
    one = found.by("rule")
    assert (one.cue_class, one.negated, found.words(one, "content")) == (CueClass.ABSTAIN, False, content)


def test_the_reason_for_what_is_not_ruled_out_is_in_words() -> None:
    open_still = statement("Ada Lind did not rule out closing the quarry.", "quarry").suggested
    silent = statement("Neither group would comment on the price.", "price").suggested
    assert open_still is not None and silent is not None
    assert (open_still.stance, silent.stance) == ("neutral", "neutral")
    assert "leaves the option open" in open_still.why and "comment" not in open_still.why
    assert "declines to comment" in silent.why
