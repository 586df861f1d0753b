"""What two prints of one article have in common."""

from __future__ import annotations

import pytest

from index.model import Span
from index.stories.bare import bare

SENTENCE = "The harbour board deferred its vote on the dredging plan."


@pytest.mark.parametrize(
    "head",
    [
        "HARBOUR CITY, Sept 12 (Reuters) - ",
        "Meridian (AP) — ",
        "PORT LIND, Meridian, Sept. 12 (AFP) -- ",
        "HARBOUR CITY — ",
        "(dpa) - ",
        "By Ada Lind\n\nHARBOUR CITY (Reuters) - ",
        "Reuters\n",
    ],
)
def test_agency_bylines_and_datelines_are_left_out(head: str) -> None:
    assert bare(head + SENTENCE) == SENTENCE


@pytest.mark.parametrize("tail", [" (Reuters)", " — AP", "\n\n[AFP]", " /dpa/"])
def test_the_tag_at_the_end_is_left_out(tail: str) -> None:
    assert bare(SENTENCE + tail).strip() == SENTENCE


@pytest.mark.parametrize(
    "kept",
    [
        "The mayor (AP is her party) - spoke first.",
        "Ada Lind - the mayor - spoke first of the harbour board's members in the hall.",
        "Reuters reported the vote. It was close.",
        "The mayor spoke to Reuters",
    ],
)
def test_sentences_stay(kept: str) -> None:
    assert bare(kept) == kept


def test_boilerplate_and_headline_are_left_out() -> None:
    text = f"Vote deferred\n\n{SENTENCE}\n\nShare this article"
    at = text.index("Share")
    assert bare(text, [(at, len(text))], Span(0, 13)) == SENTENCE
    assert bare("") == bare(" \n ") == ""
