"""Propositions worded both ways: whoever is for the one is against the other."""

from __future__ import annotations

import pytest

from index.language.pipeline import Analyser
from index.model import Issue

PAIRS = [
    ("The quarry should be closed", "The quarry should stay open", "quarry", [
        ("Ada Lind called for the closure of the quarry.", "favor"),
        ("Ada Lind rejected the closure of the quarry.", "against"),
        ("Ada Lind said the quarry should be closed.", "favor"),
        ("Ada Lind said the quarry should stay open.", "against"),
        ("Ada Lind opposed the quarry.", "favor"),
    ]),
    ("The toll should be abolished", "The toll should be kept", "toll", [
        ("Ada Lind called for the abolition of the toll.", "favor"),
        ("Ada Lind opposed the abolition of the toll.", "against"),
        ("Ada Lind urged the council to keep the toll.", "against"),
        ("Ada Lind defended the toll.", "against"),
    ]),
    ("The troops should be withdrawn", "The troops should remain", "troops", [
        ("Ada Lind demanded the withdrawal of the troops.", "favor"),
        ("Ada Lind said the troops must remain.", "against"),
    ]),
]  # fmt: skip
TURNED = {"favor": "against", "against": "favor"}


@pytest.mark.parametrize(
    ("proposition", "opposite", "word", "text", "stance"),
    [(one, other, word, text, stance) for one, other, word, texts in PAIRS for text, stance in texts],
)
def test_a_stance_turns_with_its_proposition(
    analyser: Analyser, proposition: str, opposite: str, word: str, text: str, stance: str
) -> None:
    for wording, expected in ((proposition, stance), (opposite, TURNED[stance])):
        (found,) = analyser.about([Issue("one", wording, (word,))]).analyse(text).statements
        assert found.suggested is not None
        assert found.suggested.stance == expected, (wording, found.suggested.why)
