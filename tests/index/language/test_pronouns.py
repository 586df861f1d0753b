"""Whom "he", "she", "they" and "it" mean, across sentences and paragraphs."""

from __future__ import annotations

import pytest

from tests.index.language.readings import statement


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        # who was cited last comes before who is only named
        ("Peter Hahn left. One trader said that prices rose. He said that they would fall.", "fall", "one trader"),
        ("Peter Hahn left. A spokesman for the port of Sund spoke. He said that it was late.", "late", "port of Sund"),
        ("Ada Lind said that Rosa Hahn had lied. She said that it was late.", "late", "Ada Lind"),
        ("Ada Lind said it was over. Tom Bauer owns the pier. He said that it was late.", "late", "Tom Bauer"),
        # by gender
        ("Chancellor Ilse Brandt met Luc Moreau. Brandt was tired. He said that it was late.", "late", "Luc Moreau"),
        ("Luc Moreau met Ilse Brandt. Moreau was tired. She said that it was late.", "late", "Ilse Brandt"),
        # apposition to a subject is a subject
        ("The board's delegate, Luc Moreau, disagreed with Tom Bauer. He said it was late.", "late", "Luc Moreau"),
        # a long way back, by the pronouns between
        (
            "Ada Lind spoke. She said that the pier was old. She said that the sea was rough. The wind rose. "
            "It rained in Sund all day. She said that it was late.",
            "late",
            "Ada Lind",
        ),
        # they
        ("Ada Lind and Peter Hahn met on Monday. They said that it was late.", "late", "Ada Lind and Peter Hahn"),
        ("Two analysts and a banker spoke. Analysts said it was over. They said that it was late.", "late", "analysts"),
        ("The Taliban said that the road was shut. They said that it was late.", "late", "Taliban"),
        ("Police said that the man was armed. They said that he had fired.", "fired", "police"),
        ("Farmers blocked the road. They said that it was late.", "late", "farmers"),
        ("Graphics showed that it fell. Economists said little. They said that it was late.", "late", "economists"),
        ("Prices fell, economists said. The council's plan will not help, they said.", "will not help", "economists"),
        ("Millennials agree on it. By nearly 2-1, they say that it is late.", "late", None),
        # it
        ("The court said that the law was void. It said that it was late.", "late", "court"),
        ("The Senate rejected the bill. It said that the cost was too high.", "cost", "Senate"),
        ("Sund was wet. The newspaper said that it was over. It said that it was late.", "late", "newspaper"),
        ("The lawsuit says that Sund Bank lied. It accuses Rosa Hahn of theft.", "theft", "lawsuit"),
        # possessive
        ("Ada Lind spoke. Her refusal to resign was praised.", "to resign", "Ada Lind"),
        ("One trader spoke of Peter Hahn. Hahn broke his promise to pay.", "to pay", "Peter Hahn"),
    ],
)
def test_whom_a_pronoun_means(text: str, words: str, actor: str | None) -> None:
    assert statement(text, words).actor == actor


def test_a_relative_pronoun_is_whom_it_follows() -> None:
    assert statement("Ada Lind, who said that the pier was unsafe, resigned.", "unsafe").actor == "Ada Lind"
    assert statement("The men who built it said that the pier was safe.", "safe").actor.startswith("The men")


def test_over_a_paragraph_the_speaker_stays() -> None:
    text = 'Mayor Ada Lind rejected it. Tom Hahn came.\n\n"We have no money," she said.\n\n"We never had," she added.'
    assert statement(text, "no money").actor == statement(text, "never had").actor == "Ada Lind"


def test_i_in_a_quotation_is_its_speaker() -> None:
    text = 'Ada Lind said: "I believe that the pier is safe."'
    assert {s.actor for s in (statement(text, "pier is safe"),)} == {"Ada Lind"}


def test_a_pronoun_is_less_sure_than_a_name() -> None:
    text = "Ada Lind met Peter Hahn. She said that it was late. Ada Lind said that it was over."
    assert statement(text, "late").confidence < statement(text, "over").confidence
