"""Who speaks for whom: a body's spokesman, named or not, speaks for it; a politician for his field speaks himself."""

from __future__ import annotations

import pytest

from index.model import Voice
from tests.index.language.readings import statement


@pytest.mark.parametrize(
    "text",
    [
        "A spokesman for the Norhaven Council, Peter Hahn, said that the pier was safe.",
        "Norhaven Council spokesman Peter Hahn said that the pier was safe.",
        "Peter Hahn, a spokesman for the Norhaven Council, said that the pier was safe.",
        "Norhaven Council press secretary Peter Hahn said that the pier was safe.",
        "Peter Hahn is a spokesman for the Norhaven Council. He said that the pier was safe.",
        'Peter Hahn, a spokesman for the Norhaven Council, came. "The pier was safe," Hahn said.',
        "A spokesman for the Norhaven Council came. The spokesman said that the pier was safe.",
        "A Norhaven Council spokeswoman said that the pier was safe.",
    ],
)
def test_a_body_speaks_through_its_spokesperson(text: str) -> None:
    found = statement(text, "safe") if "safe" in text else statement(text, "pier")
    assert (found.actor, found.voice) == ("Norhaven Council", Voice.SPOKESPERSON)


@pytest.mark.parametrize(
    ("text", "actor", "voice"),
    [
        ("Tom Hahn, a Sund Fire Service spokesman, said that it was late.", "Sund Fire Service", Voice.SPOKESPERSON),
        ("Tom Hahn, a fire service spokesman, said that it was late.", "Tom Hahn", Voice.SPOKESPERSON),
        ("Labour's health spokesman, Peter Hahn, said that it was late.", "Peter Hahn", Voice.SELF),
        ("The opposition's transport spokeswoman, Ada Lind, said that it was late.", "Ada Lind", Voice.SELF),
        ("Former Norhaven Council spokesman Peter Hahn said that it was late.", "Peter Hahn", Voice.SELF),
        ("Ada Lind spokesman Peter Hahn said that it was late.", "Peter Hahn", Voice.SPOKESPERSON),
        ("A spokesman for Ada Lind said that it was late.", "Ada Lind", Voice.SPOKESPERSON),
        ("Press secretary Ada Lind said that it was late.", "Ada Lind", Voice.SPOKESPERSON),
        ("Industry spokesmen said that it was late.", "industry spokesmen", Voice.SPOKESPERSON),
    ],
)
def test_who_speaks_for_himself(text: str, actor: str, voice: Voice) -> None:
    found = statement(text, "late")
    assert (found.actor, found.voice) == (actor, voice)


def test_a_spokesperson_of_two_bodies() -> None:
    found = statement("Norhaven Council and Sund Bank spokesmen said that it was late.", "late")
    assert (found.actor, found.voice) == ("Norhaven Council and Sund Bank", Voice.SPOKESPERSON)
