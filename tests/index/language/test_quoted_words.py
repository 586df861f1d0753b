"""Quotations around their cues, over paragraphs and alone, and who is quoted by whom."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.language.stages import CueClass
from tests.index.language.conftest import Found

Finder = Callable[[str], Found]
Case = tuple[str, str, str, str]

# Who is quoted is the source.
QUOTED: list[Case] = [
    ("The paper quoted her as describing the mayor as a coward.", "her", "describing", "the mayor as a coward"),
    (
        "The Daily Gull quoted the minister as warning that the port would sink.",
        "the minister",
        "warning",
        "that the port would sink",
    ),
    (
        "Anna Berg was cited as saying that prices would rise.",
        "Anna Berg",
        "was cited as saying",
        "that prices would rise",
    ),
    ("The agency cited a witness as saying the boat had no lights.", "a witness", "saying", "the boat had no lights"),
    (
        'Ostrow was quoted in the Daily Gull as saying: "We will not pay."',
        "Ostrow",
        "was quoted | as saying",
        '"We will not pay."',
    ),
]
# Quotations around their cues.
QUOTATIONS: list[Case] = [
    (
        '"The pier," said Berg, "is safe, and it will stay open until the council decides."',
        "Berg",
        "said",
        '"The pier," | "is safe, and it will stay open until the council decides."',
    ),
    (
        '"The pier is safe," Berg told reporters on Monday, adding that "nobody was hurt".',
        "Berg",
        "told",
        '"The pier is safe,"',
    ),
    (
        '"The pier is safe," Berg told reporters on Monday, adding that "nobody was hurt".',
        "Berg",
        "adding",
        'that "nobody was hurt"',
    ),
    (
        "“We will stay,” she said. “We will build.”\n\n“And we will win,” she added.",
        "she",
        "said",
        "“We will stay,” | “We will build.”",
    ),
    (
        "“We will stay,” she said. “We will build.”\n\n“And we will win,” she added.",
        "she",
        "added",
        "“And we will win,”",
    ),
    (
        "Berg said that “nobody in this town wants the quarry”.",
        "Berg",
        "said",
        "that “nobody in this town wants the quarry”",
    ),
    ('Asked whether she would resign, Berg said: "No."', "Berg", "said", '"No."'),
    ('The mayor\'s answer: "Never."', "The mayor", "answer", '"Never."'),
    ('Berg was blunt: "The plan is dead."', "Berg", "was blunt", '"The plan is dead."'),
    ('"It is," he said, pausing, "a disaster."', "he", "said", '"It is," | "a disaster."'),
    ("“The quarry must close,” reads the petition.", "the petition", "reads", "“The quarry must close,”"),
    ("The banner read “No toll”.", "The banner", "read", "“No toll”"),
    ('He called the vote "a farce" and "a shame".', "He", "called", 'the vote "a farce" and "a shame"'),
    ('Speaking on "Harbour Talk", Berg said the toll would go.', "Berg", "said", "the toll would go"),
    (
        "\"I don't know,\" said Ostrow's lawyer, Eva Lind, when asked about the leak.",
        "Ostrow's lawyer, Eva Lind",
        "said",
        '"I don\'t know,"',
    ),
]
CASES = [*QUOTED, *QUOTATIONS]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"), CASES, ids=[f"{i}-{case[0][:40]}" for i, case in enumerate(CASES)]
)
def test_a_construction(who_said_what: Finder, text: str, source: str, cue: str, content: str) -> None:
    assert (source, cue, content) in who_said_what(text).triples()


def test_who_is_quoted_stands_below_who_quotes(who_said_what: Finder) -> None:
    found = who_said_what("She was quoted by The Daily Gull as saying the bridge was safe.")
    outer, inner = found.all
    assert found.words(outer, "source") == "The Daily Gull"
    assert found.words(inner, "source") == "She"
    assert inner.parent == 0


def test_a_programme_in_quotation_marks_is_no_utterance(who_said_what: Finder) -> None:
    found = who_said_what('On "Harbour Talk," Berg said the toll would go.')
    assert [content for _, _, content in found.triples()] == ["the toll would go"]


def test_a_quotation_in_the_next_sentence_belongs_to_a_bare_cue(who_said_what: Finder) -> None:
    found = who_said_what('Berg said in a statement. "There was never any leak at the port."')
    assert found.triples()[0][2] == '"There was never any leak at the port."'


def test_an_opening_mark_may_stand_for_a_closing_one(who_said_what: Finder) -> None:
    found = who_said_what("“Apparently not,“ Berg said. “The boat was never sold.”")
    assert found.triples() == [("Berg", "said", "“Apparently not,“ | “The boat was never sold.”")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Reporter: Will the toll go?\n\nAnna Berg: It will go in May.\n\nReporter: Who pays?\n\n"
            "Anna Berg: The port will pay.",
            [("Anna Berg", "It will go in May"), ("Anna Berg", "The port will pay")],
        ),
        (
            "HOST: Why now?\n\nLIND: Because we must.\n\nHOST: And the cost?\n\nLIND: We will pay.",
            [("LIND", "Because we must"), ("LIND", "We will pay")],
        ),
        (
            "Berg said: “We tested the pier.\n\n“It is safe.\n\n“Nobody was hurt.”\n\nShe left.",
            [("Berg", "“We tested the pier. | “It is safe. | “Nobody was hurt.”")],
        ),
        (
            "“The pier is safe.\n\n“It was tested in May,” Berg said.\n\nShe left.",
            [("Berg", "“The pier is safe. | “It was tested in May,”")],
        ),
        (
            "Lind said: “They lied.”\n\nShe went on: “They lied for years.”",
            [("Lind", "“They lied.”"), ("She", "“They lied for years.”")],
        ),
    ],
)
def test_over_several_paragraphs(who_said_what: Finder, text: str, expected: list[tuple[str, str]]) -> None:
    found = [(source, content.replace("\n\n", " | ")) for source, _, content in who_said_what(text).triples()]
    for one in expected:
        assert one in found


def test_a_quotation_after_a_sentence_goes_to_whom_that_tells_of(who_said_what: Finder) -> None:
    found = who_said_what(
        "Karl Ostrow told the council that the pier was safe.\n\n"
        'Eva Lind shook her head. "We have tested every single beam of it."\n\nNobody asked.'
    )
    floating = [a for a in found.all if a.rule == "floating"]
    assert [found.words(a, "source") for a in floating] == ["Eva Lind"]


@pytest.mark.parametrize(
    ("text", "cue", "cue_class"),
    [
        ('Vic Thorn, a baker, disagreed: "Who needs a bus at three?"', "disagreed", CueClass.SAY),
        ('"Who needs a bus at three?" Vic Thorn disagreed.', "disagreed", CueClass.SAY),
        ('Tom Reyes agreed: "The toll must go."', "agreed", CueClass.SAY),
        ('Vic Thorn objected: "The bus is never late."', "objected", CueClass.SAY),
        ("Lind disagreed with the plan.", "disagreed", CueClass.OPPOSE),
        ("The minister agreed with the mayor that the toll was unfair.", "agreed", CueClass.SUPPORT),
    ],
)
def test_who_disagrees_is_not_against_the_own_words(
    who_said_what: Finder, text: str, cue: str, cue_class: CueClass
) -> None:
    assert who_said_what(text).by(cue).cue_class is cue_class
