"""The whole phrase for a speaker, where it was cut or has a time in it; descriptions that go in a ring."""

from __future__ import annotations

import pytest

from tests.index.language.readings import analysis, statement


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ('"We saw it twice," said study co-author Peter Hahn.', "saw it", "Peter Hahn"),
        ('"We saw it twice," said study co-author Dr Peter Hahn.', "saw it", "Peter Hahn"),
        ("According to Ohio Senator Ana Bell, the plane is one of eighteen.", "eighteen", "Ana Bell"),
        ("According to Windsor Falls' first selectman, Karl Ostrow, there were ten on board.", "ten", "Karl Ostrow"),
        (
            'His daughter, and member of the Harbour Party, Rosa Hahn wrote, "It was a good day."',
            "good day",
            "Rosa Hahn",
        ),
        (
            '"Walter was the best," said the University of Norhaven, Sund\'s chancellor, Pradeep Lund.',
            "best",
            "Pradeep Lund",
        ),
        (
            "News site Daily Sund's editorial director, Rosa Hahn, said that she felt better.",
            "better",
            "Rosa Hahn",
        ),
        (
            '"It will heal us," April C\'Lind of the Northern Sund preservation office told the Gazette.',
            "heal",
            "April C'Lind",
        ),
        (
            "Police Senior Superintendent Yolanda Yu Hoi-kwan said that it was late.",
            "late",
            "Yolanda Yu Hoi-kwan",
        ),
        ("Air Minister Hardip Sund Lal came. Hardip said that it was late.", "late", "Hardip Sund Lal"),
    ],
)
def test_the_name_at_the_end_is_the_speaker(text: str, words: str, actor: str) -> None:
    assert statement(text, words).actor == actor


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("According to officials on Saturday, the virus may have killed two.", "killed", "officials"),
        ("Officials in Sund this week said that it was late.", "late", "officials in Sund"),
        ("The mayor of Sund on Tuesday said that it was late.", "late", "mayor of Sund"),
        ("According to the council, Ada Lind, who is ill, will resign.", "resign", "council"),
    ],
)
def test_times_and_others_are_no_part_of_it(text: str, words: str, actor: str) -> None:
    assert (statement(text, words).actor or "").casefold() == actor.casefold()


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        (
            "People who fear for their future met. They said that it was late.",
            "late",
            "people who fear for their future",
        ),
        ("People whose lives depend on their pensions said that it was late.", "late", None),
        ("Some people who fear their neighbours said it was late. They said that they would go.", "would go", None),
        ("People of their own said that it was late.", "late", "people of their own"),
        ("Voters met. Their leaders and their friends, they said, were wrong.", "wrong", "voters"),
    ],
)
def test_a_pronoun_in_the_description_of_those_it_means_is_followed_once(
    text: str, words: str, actor: str | None
) -> None:
    found = (statement(text, words).actor or "").casefold()
    assert found.count("people") <= 1
    assert actor is None or found == actor


def test_a_long_chain_of_the_same_noun_is_read() -> None:
    text = "The official, tired, came with their aides, who said that they trusted their officials. " * 300
    assert analysis(text).statements
