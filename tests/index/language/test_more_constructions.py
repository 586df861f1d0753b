"""Requests and aims told by nouns, words after a colon, relative clauses, and what stands inside another's words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.index.language.conftest import Found
from tests.index.language.readings import statement

Finder = Callable[[str], Found]
Case = tuple[str, str, str, str]

FOUND: list[Case] = [
    # At somebody's wish, by somebody's count.
    (
        "At the request of Mayor Berg, the ferry stopped for five hours.",
        "Mayor Berg",
        "At the request of",
        "the ferry stopped for five hours",
    ),
    (
        "The divers came back a year later at the museum's invitation.",
        "the museum",
        "at | invitation",
        "The divers came back a year later",
    ),
    ("Turnout was 40 percent, by the union's count.", "the union", "by | count", "Turnout was 40 percent"),
    # Aims and demands said by "be" and "include".
    (
        "The short-term goal of the programme is to restore the northern reefs.",
        "the programme",
        "goal | is",
        "to restore the northern reefs",
    ),
    (
        "Their demands include closing the quarry and a public inquiry.",
        "Their",
        "demands include",
        "closing the quarry and a public inquiry",
    ),
    (
        "The position of the port remained that the cranes were safe.",
        "the port",
        "position | remained",
        "that the cranes were safe",
    ),
    # Words after a colon that no cue announces.
    (
        'The governor addressed the crowd: "No one should take this storm lightly."',
        "The governor",
        "addressed",
        '"No one should take this storm lightly."',
    ),
    (
        'Berg praised Ostrow on the radio: "He was the best pilot this harbour ever had."',
        "Berg",
        "praised",
        '"He was the best pilot this harbour ever had."',
    ),
    # What a relative clause is about.
    (
        "The club drew up a route for the march, which the police rejected.",
        "the police",
        "rejected",
        "a route for the march",
    ),
    (
        "Berg accepted responsibility for the sinking.",
        "Berg",
        "accepted responsibility for",
        "the sinking",
    ),
    ("The council gave its approval to the tunnel.", "The council", "gave its approval to", "the tunnel"),
    # Inside another's words: what he or another thinks, wants or will do.
    (
        "The rangers said they believed a fallen branch had cut the cable.",
        "they",
        "believed",
        "a fallen branch had cut the cable",
    ),
    (
        "A clerk said the orchestra had decided to sell its hall.",
        "the orchestra",
        "had decided",
        "to sell its hall",
    ),
    (
        "The envoy said Norland would ask the court to meet again.",
        "Norland",
        "would ask",
        "the court to meet again",
    ),
    (
        '"This is forecast to be the driest summer on record," Lind said.',
        "",
        "is forecast",
        "to be the driest summer on record",
    ),
    # Whose words they are.
    (
        "The result was described by Berg as a triumph, saying the port will grow.",
        "Berg",
        "saying",
        "the port will grow",
    ),
    (
        "Harbour Party leader and Prime Minister Anna Berg said the port was safe.",
        "Harbour Party leader and Prime Minister Anna Berg",
        "said",
        "the port was safe",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "cue", "content"), FOUND)
def test_construction(who_said_what: Finder, text: str, source: str, cue: str, content: str) -> None:
    found = [(s, c, w.rstrip(".")) for s, c, w in who_said_what(text).triples()]
    assert (source, cue, content.rstrip(".")) in found


@pytest.mark.parametrize(
    "text",
    [
        "The train stops at the mill on request.",
        "His goal was the best of the match.",
        "The menu: soup, fish and figs.",
    ],
)
def test_the_same_words_without_a_content_are_no_statement(who_said_what: Finder, text: str) -> None:
    assert who_said_what(text).all == []


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("A student named Wong said the rain was heavy.", "the rain was heavy", "Wong"),
        ("The doors were shut, according to the police, who said nobody was hurt.", "nobody was hurt", "police"),
        (
            "According to the Northport mayor, Dee Margo, after the fire, the doors were shut.",
            "the doors were shut",
            "Dee Margo",
        ),
    ],
)
def test_holder_is_the_one_who_is_named_beside(text: str, words: str, actor: str) -> None:
    assert statement(text, words).actor == actor


def test_a_medium_that_states_something_itself_is_an_organisation() -> None:
    assert statement("According to the BBC, the ferry sank at noon.", "the ferry sank").voice == "organisation"
    assert statement("State media said the ferry sank at noon.", "the ferry sank").voice == "organisation"
