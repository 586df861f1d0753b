"""Who speaks by a document, an account or a record: its author or its owner."""

from __future__ import annotations

import pytest

from index.model import Voice
from tests.index.language.readings import analysis, statement


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("According to Quarry Board records, the boat was built in 1944.", "boat", "Quarry Board"),
        (
            "According to the Norhaven Water Company's schedule, the pipes would be shut by noon.",
            "pipes",
            "Norhaven Water Company",
        ),
        ("Ada Lind wrote two books. According to her memoirs, she was born at sea.", "born at sea", "Ada Lind"),
        (
            "The Harbour Party chose Peter Hahn. According to the party's website, Hahn is a farmer.",
            "farmer",
            "Harbour Party",
        ),
        (
            'Judge Karl Ostrow ruled on Monday. Part of the judge\'s statement reads, "It was wrong."',
            "wrong",
            "Karl Ostrow",
        ),
        (
            "The Supreme Court of Norhaven met. A summary of the decision said that the fee was unlawful.",
            "unlawful",
            "Supreme Court",
        ),
        (
            "Mayor Ada Lind spoke. A tweet from Lind's account said that her deputy would be a farmer.",
            "farmer",
            "Ada Lind",
        ),
        ("A count by the Norhaven Gazette shows that she leads.", "leads", "Norhaven Gazette"),
        ("Data collected by the Sund Institute suggest that the fish are dying.", "dying", "Sund Institute"),
        ("The Quarry Board issued a statement. The statement said that it was late.", "late", "Quarry Board"),
        ("Norway replied. The Norwegian statement said that it was late.", "late", "Norway"),
        ('"Our study shows that the wing grew by itself," Ada Lind said.', "grew by itself", "Ada Lind"),
    ],
)
def test_whoever_wrote_or_owns_it_speaks_by_it(text: str, words: str, actor: str) -> None:
    found = [s for s in analysis(text).statements if words in s.content.text and s.cue.text != ""]
    assert found
    assert {s.actor for s in found} == {actor}


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("Exit polls said that she would win.", "win", "exit polls"),
        ("A letter seen by the Norhaven Gazette said that it was late.", "late", "letter"),
        ("The Harbour Party's top figures said that it was late.", "late", "Harbour Party's top figures"),
        ("Some Harbour Party figures said that it was late.", "late", "some Harbour Party figures"),
        ("A report from Norway said that it was late.", "late", "report from Norway"),
    ],
)
def test_what_stands_beside_it_is_not_always_its_author(text: str, words: str, actor: str) -> None:
    assert (statement(text, words).actor or "").casefold() == actor.casefold()


def test_a_document_without_an_author_is_nobody_with_a_name() -> None:
    assert statement("A study said that the fish would die.", "die").voice == Voice.UNNAMED
    assert statement("Initial reports said that the fish would die.", "die").voice == Voice.UNNAMED
    assert statement("The constitution said that the clerk follows the mayor.", "clerk").voice == Voice.ORGANISATION
