"""Who said what: each construction on a sentence of its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.language.stages import CueClass
from index.model import Form
from tests.index.language.conftest import Found

Finder = Callable[[str], Found]

ONE = [
    # verbs of every class
    ("The mayor said that the bridge would stay closed.", "The mayor", "said", "that the bridge would stay closed"),
    ("Ms Berg asked whether the port could pay.", "Ms Berg", "asked", "whether the port could pay"),
    ("Ministers believe the ferry is safe.", "Ministers", "believe", "the ferry is safe"),
    ("Tessaly wants the island to remain open.", "Tessaly", "wants", "the island to remain open"),
    ("Villagers accused the company of hiding the results.", "Villagers", "accused",
     "the company of hiding the results"),
    ("The firm denied that it had paid the inspectors.", "The firm", "denied", "that it had paid the inspectors"),
    ("The bishop praised the volunteers for their patience.", "The bishop", "praised",
     "the volunteers for their patience"),
    ("The council decided to postpone the vote.", "The council", "decided", "to postpone the vote"),
    ("The bank signalled that rates would fall.", "The bank", "signalled", "that rates would fall"),
    ("The judge warned that the delay was illegal.", "The judge", "warned", "that the delay was illegal"),
    ("The captain admitted that he had been asleep.", "The captain", "admitted", "that he had been asleep"),
    ("The union promised to end the strike.", "The union", "promised", "to end the strike"),
    ("Farmers oppose the new dam.", "Farmers", "oppose", "the new dam"),
    ("Fishermen complained about the price of fuel.", "Fishermen", "complained about", "the price of fuel"),
    ("The envoy urged both sides to return to the talks.", "The envoy", "urged", "both sides to return to the talks"),
    ("The ministry called on the port to publish its accounts.", "The ministry", "called on",
     "the port to publish its accounts"),
    ("Residents called for an inquiry.", "Residents", "called for", "an inquiry"),
    ("Residents called for the toll to be lifted.", "Residents", "called for", "the toll to be lifted"),
    ("The council has called for the night ferry to be kept.", "The council", "has called for",
     "the night ferry to be kept"),
    ("Ms Berg called the quarry reckless.", "Ms Berg", "called", "the quarry reckless"),
    ("Councillor Dan Reyes abstained in the vote on the ferry.", "Councillor Dan Reyes", "abstained in",
     "the vote on the ferry"),
    ("Ms Berg hopes that the quarry will be opened soon.", "Ms Berg", "hopes", "that the quarry will be opened soon"),
    ("Karl Ostrow hated the new bell.", "Karl Ostrow", "hated", "the new bell"),
    ("The editor described the plan as reckless.", "The editor", "described", "the plan as reckless"),
    # nouns and adjectives
    ("His refusal to sign the treaty angered the north.", "His", "refusal", "to sign the treaty"),
    ("Nobody believed the minister's claim that the water was clean.", "the minister", "claim",
     "that the water was clean"),
    ("The port made a promise that it would pay.", "The port", "made a promise", "that it would pay"),
    ("The mayor is confident that the bridge will hold.", "The mayor", "is confident", "that the bridge will hold"),
    ("Doctors are concerned about the smoke.", "Doctors", "are concerned about", "the smoke"),
    # phrases
    ("According to the harbour master, the pier is sinking.", "the harbour master", "According to",
     "the pier is sinking"),
    ("The pier is sinking, according to the harbour master.", "the harbour master", "according to",
     "The pier is sinking"),
    ("In the words of the mayor, the town is broke.", "the mayor", "In the words of", "the town is broke"),
    ("Ms Berg told reporters that the ferry would sail.", "Ms Berg", "told", "that the ferry would sail"),
    ("The minister was quoted as saying that taxes would rise.", "The minister", "was quoted as saying",
     "that taxes would rise"),
    # inverted and parenthetical
    ("The ferry will sail on Monday, said the harbour master.", "the harbour master", "said",
     "The ferry will sail on Monday"),
    ("The ferry, the harbour master said, will sail on Monday.", "the harbour master", "said",
     "The ferry | will sail on Monday"),
    ("The ferry, as the harbour master said, will sail.", "the harbour master", "as | said", "The ferry | will sail"),
    # passives
    ("It was announced by the ministry that the border would close.", "the ministry", "was announced",
     "that the border would close"),
    # implicatives and acts
    ("Ostland failed to condemn the raid.", "Ostland", "failed to condemn", "the raid"),
    ("She did not rule out a second vote.", "She", "did not rule out", "a second vote"),
    ("The company stopped short of apologising for the spill.", "The company", "stopped short of apologising for",
     "the spill"),
    ("The senator voted against the bill.", "The senator", "voted against", "the bill"),
    ("Lawmakers voted in favour of the treaty.", "Lawmakers", "voted in favour of", "the treaty"),
    ("Ostland abstained from the vote.", "Ostland", "abstained from", "the vote"),
    ("The union walked out of the talks.", "The union", "walked out of", "the talks"),
    ("The president vetoed the budget.", "The president", "vetoed", "the budget"),
    ("Both towns signed the agreement.", "Both towns", "signed", "the agreement"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "cue", "content"), ONE, ids=[one[0][:40] for one in ONE])
def test_a_construction(who_said_what: Finder, text: str, source: str, cue: str, content: str) -> None:
    assert (source, cue, content) in who_said_what(text).triples()


@pytest.mark.parametrize(
    ("text", "cue", "cue_class"),
    [
        ("The mayor said that it was late.", "said", CueClass.SAY),
        ("The mayor asked the council to wait.", "asked", CueClass.REQUEST),
        ("The mayor asked whether it was late.", "asked", CueClass.ASK),
        ("The mayor called on the council to wait.", "called on", CueClass.REQUEST),
        ("The council voted against the plan.", "voted against", CueClass.OPPOSE),
        ("The council voted for the plan.", "voted for", CueClass.SUPPORT),
        ("The council abstained from the vote.", "abstained", CueClass.ABSTAIN),
        ("His criticism of the plan surprised many.", "criticism of", CueClass.OPPOSE),
        ("The town mourned its mayor.", "mourned", CueClass.EVALUATE),
        ("The town accused the port of lying.", "accused", CueClass.ACCUSE),
        ("The town thanked the port for its help.", "thanked", CueClass.PRAISE),
        ("The town ruled out a second vote.", "ruled out", CueClass.OPPOSE),
        ("The town did not rule out a second vote.", "rule out", CueClass.ABSTAIN),
    ],
)
def test_what_one_does_by_a_cue(who_said_what: Finder, text: str, cue: str, cue_class: CueClass) -> None:
    assert who_said_what(text).by(cue).cue_class is cue_class


@pytest.mark.parametrize(
    ("text", "cue", "negated"),
    [
        ("The mayor condemned the raid.", "condemned", False),
        ("The mayor did not condemn the raid.", "condemn", True),
        ("The mayor failed to condemn the raid.", "condemn", True),
        ("The mayor never failed to condemn the raid.", "condemn", False),
        ("The mayor stopped short of condemning the raid.", "condemning", True),
        ("Nobody said that the raid was right.", "said", True),
        ("The mayor did not rule out a second vote.", "rule out", False),
        ("The mayor went on to condemn the raid.", "condemn", False),
    ],
)
def test_negation_of_the_cue(who_said_what: Finder, text: str, cue: str, negated: bool) -> None:
    assert who_said_what(text).by(cue).negated is negated


def test_hearsay_is_marked(who_said_what: Finder) -> None:
    assert who_said_what("The mayor reportedly urged the council to wait.").by("urged").hedged
    assert not who_said_what("The mayor urged the council to wait.").by("urged").hedged


def test_the_addressee(who_said_what: Finder) -> None:
    found = who_said_what("Ms Berg told reporters that the ferry would sail.")
    addressee = found.by("told").addressee
    assert addressee is not None
    assert found.text[addressee.start : addressee.end] == "reporters"


def test_coordinated_cues_share_their_subject(who_said_what: Finder) -> None:
    found = who_said_what("Critics condemned the plan, demanded an inquiry and said the costs were hidden.")
    assert [source for source, _, _ in found.triples()] == ["Critics"] * 3


def test_a_relative_clause_has_its_noun_as_source(who_said_what: Finder) -> None:
    found = who_said_what("Anna Berg, who opposes the dam, spoke first.")
    assert found.words(found.by("opposes"), "source").startswith("Anna Berg")


def test_the_source_is_the_whole_noun_phrase(who_said_what: Finder) -> None:
    found = who_said_what("Anna Berg, the head of the harbour authority, said the pier was safe.")
    said = found.by("said")
    assert found.words(said, "source") == "Anna Berg, the head of the harbour authority"
    assert said.source_head is not None
    assert found.text[said.source_head.start : said.source_head.end] == "Berg"


# quotations


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ('"The pier is safe," said Anna Berg.', "Anna Berg", '"The pier is safe,"'),
        ('"The pier is safe," Berg said on Monday.', "Berg", '"The pier is safe,"'),
        ('Berg said: "The pier is safe."', "Berg", '"The pier is safe."'),
        ('Berg said, "The pier is safe."', "Berg", '"The pier is safe."'),
        ('"The pier," Berg said, "is safe."', "Berg", '"The pier," | "is safe."'),
        ('"Is the pier safe? Nobody knows," Berg said.', "Berg", '"Is the pier safe? Nobody knows,"'),
        ("‘The pier is safe,’ said Berg.", "Berg", "‘The pier is safe,’"),
        ("''The pier is safe,'' Berg said.", "Berg", "''The pier is safe,''"),
    ],
)
def test_direct_quotations(who_said_what: Finder, text: str, source: str, content: str) -> None:
    found = who_said_what(text)
    said = found.by("said")
    assert (found.words(said, "source"), found.words(said, "content")) == (source, content)
    assert said.form is Form.DIRECT


def test_sentences_in_marks_after_the_cue_go_on_with_the_quotation(who_said_what: Finder) -> None:
    found = who_said_what('"The pier is safe," Berg said. "We tested every beam of it twice."')
    assert [content for _, _, content in found.triples()] == [
        '"The pier is safe," | "We tested every beam of it twice."'
    ]


def test_a_quotation_over_paragraphs_is_one(who_said_what: Finder) -> None:
    found = who_said_what("Berg said: “We tested the pier.\n\n“It is safe for everybody.”\n\nShe left.")
    content = found.words(found.by("said"), "content")
    assert "We tested the pier." in content and "It is safe for everybody" in content


def test_a_quotation_that_stands_alone_goes_to_the_last_speaker(who_said_what: Finder) -> None:
    found = who_said_what(
        'Berg told the council that the pier was safe.\n\n"We have tested every single beam of it."\n\nNobody asked.'
    )
    floating = [a for a in found.all if a.rule == "floating"]
    assert [found.words(a, "source") for a in floating] == ["Berg"]
    assert floating[0].cue == ()


def test_a_few_quoted_words_make_the_content_mixed(who_said_what: Finder) -> None:
    found = who_said_what('Berg said the pier was "as safe as a church" in winter.')
    said = found.by("said")
    assert found.words(said, "content") == 'the pier was "as safe as a church" in winter'
    assert said.form is Form.MIXED


def test_a_clause_that_ends_in_quoted_words_before_its_reporter(who_said_what: Finder) -> None:
    found = who_said_what('The envoy called on the town to "open its port," reported The Daily Gull.')
    outer, inner = found.by("reported"), found.by("called on")
    assert found.words(outer, "source") == "The Daily Gull"
    assert found.all[inner.parent or -1] is outer if inner.parent else found.all[0] is outer
    assert found.words(inner, "source") == "The envoy"


# nesting


def test_a_promise_told_by_another(who_said_what: Finder) -> None:
    found = who_said_what("Anna Berg told Reuters that Karl Ostrow had promised to resign.")
    outer, inner = found.by("told"), found.by("promised")
    assert inner.parent is not None and found.all[inner.parent] is outer
    assert found.words(inner, "source") == "Karl Ostrow"
    assert outer.parent is None


def test_who_reports_is_the_parent_of_what_is_reported(who_said_what: Finder) -> None:
    found = who_said_what("The port has asked the town to wait, according to the Daily Gull.")
    outer, inner = found.by("according"), found.by("asked")
    assert inner.parent is not None and found.all[inner.parent] is outer


def test_quoted_officials_are_the_source_of_what_they_stated(who_said_what: Finder) -> None:
    found = who_said_what("The site quoted officials of the port as stating that there was no leak.")
    outer, inner = found.by("quoted"), found.by("stating")
    assert found.words(inner, "source") == "officials of the port"
    assert found.words(outer, "source") == "The site"
    assert inner.parent is not None and found.all[inner.parent] is outer


def test_what_a_speaker_says_about_himself_is_not_counted_twice(who_said_what: Finder) -> None:
    found = who_said_what('"I think the pier is safe, and I believe we can open it," Berg said.')
    assert len(found.all) == 1


def test_a_headline_gives_the_report_and_what_it_reports(who_said_what: Finder) -> None:
    found = who_said_what("US urges Israel to take 'clear stance' on the invasion: report\n\nIt was late.")
    outer, inner = found.by(":"), found.by("urges")
    assert found.words(inner, "source") == "US"
    assert inner.parent is not None and found.all[inner.parent] is outer


def test_what_is_reported_to_have_been_done_is_the_doers(who_said_what: Finder) -> None:
    found = who_said_what("Reuters reported that Anna Berg had promised new boats.")
    outer, inner = found.by("reported"), found.by("had promised")
    assert (found.words(inner, "source"), found.words(inner, "content")) == ("Anna Berg", "new boats")
    assert inner.parent is not None and found.all[inner.parent] is outer


def test_an_inverted_reporter_after_a_comma_is_the_source_and_no_content(who_said_what: Finder) -> None:
    found = who_said_what("Also on Tuesday, the envoy to Sund pleaded the mayor to send two tugs, reported Reuters.")
    assert found.words(found.by("reported"), "source") == "Reuters"
    assert found.words(found.by("pleaded"), "content") == "the mayor to send two tugs"


@pytest.mark.parametrize(
    "text",
    [
        "The paper quoted her as saying the bridge was safe.",
        "The paper quoted her saying that the bridge was safe.",
    ],
)
def test_who_is_quoted_is_the_source(who_said_what: Finder, text: str) -> None:
    found = who_said_what(text)
    assert found.words(found.by("saying"), "source") == "her"


@pytest.mark.parametrize(
    "text",
    [
        "Monday saw a decision to close the pier.",
        "An explosion suggested that the boiler was old.",
        "The attack promised new pain for the town.",
        "The storm threatened to flood the quay.",
    ],
)
def test_times_and_events_say_nothing(who_said_what: Finder, text: str) -> None:
    assert not [a for a in who_said_what(text).all if a.source]


@pytest.mark.parametrize("name", ["The strike committee", "Doris Day", "Theresa May"])
def test_who_is_named_like_an_event_or_a_time_still_speaks(who_said_what: Finder, name: str) -> None:
    found = who_said_what(f"{name} said that the port was closed.")
    assert found.words(found.by("said"), "source") == name


# headlines


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Mayor urges council to delay vote", "Mayor", "council to delay vote"),
        ("Mayor to resign over harbour costs: report", "report", "Mayor to resign over harbour costs"),
        ("'Pier is safe', says Berg", "Berg", "'Pier is safe'"),
        ("Berg Says Harbour Plan Will Fail", "Berg", "Harbour Plan Will Fail"),
    ],
)
def test_headlines(who_said_what: Finder, text: str, source: str, content: str) -> None:
    found = who_said_what(text + "\n\nThe harbour plan was discussed on Monday. It did not rain.")
    assert (source, content) in [(s, c) for s, _, c in found.triples()]


def test_a_transcript_names_its_speakers(who_said_what: Finder) -> None:
    found = who_said_what("BERG: We will open the pier in May.\n\nOSTROW: Nobody will come.")
    assert [(s, c) for s, _, c in found.triples()] == [
        ("BERG", "We will open the pier in May"),
        ("OSTROW", "Nobody will come"),
    ]


# what holds for every text


TEXTS = [
    '"""" said said said "',
    "said. said. said that that that",
    "According to. In the words of. Told: “",
    "Anna Berg Karl Ostrow " * 300,
    "“" * 300,
    "he said " * 400,
    "Никто не сказал, что это так. " * 10,
]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_odd_texts_end_in_a_result(who_said_what: Finder, text: str) -> None:
    for attribution in who_said_what(text).all:
        for span in (*attribution.source, *attribution.cue, *attribution.content):
            assert 0 <= span.start < span.end <= len(text)
        assert attribution.content


def test_parents_come_from_the_same_list_and_hold_their_children(who_said_what: Finder) -> None:
    found = who_said_what(
        "Berg told Reuters that Ostrow had promised that the union would agree to open the port, "
        "according to the Daily Gull.\n\n“Ostrow said that Berg had lied,” a spokesman said."
    )
    for place, attribution in enumerate(found.all):
        if attribution.parent is not None:
            outer = found.all[attribution.parent]
            assert attribution.parent != place
            anchor = attribution.cue[0]
            assert any(span.start <= anchor.start < span.end for span in outer.content)
    assert all(0.0 < a.confidence <= 1.0 for a in found.all)
