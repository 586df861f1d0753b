"""The analysis as a whole: any text gives a result, the same one each time."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import ModelError
from index.language.pipeline import Analyser, Item
from index.language.version import PIPELINE_VERSION
from index.model import Analysis, Span, version_of
from tests.index.language.readings import analyser, analysis


def unsound(text: str, found: Analysis) -> list[object]:
    """What is out of order in an analysis: ids that recur, statements without content, words not in the text."""
    version, ids = version_of(text), Counter(s.id for s in found.statements)
    wrong: list[object] = [id for id, number in ids.items() if number > 1]
    for one in found.statements:
        if one.version != version or not one.content or not 0 <= one.confidence <= 1:
            wrong.append(one)
        if (one.actor is None) != (one.actor_id is None):
            wrong.append(one)
        parts = (one.source, one.cue, one.content)
        wrong += [part for part in parts if part.text != " ".join(text[s.start : s.end] for s in part.spans)]
    return wrong + [one for one in found.entities if text[one.span.start : one.span.end] != one.text]


HOSTILE = [
    "",
    " \n\n ",
    "word",
    "\ufffd" * 50,
    "“" * 300,
    '"' * 301,
    "He said. " * 200,
    "Ada Lind " * 400,
    "Das Parlament sagte am Montag, dass es den Vertrag ablehnt. Niemand widersprach.",
    "議会は月曜日に、条約を拒否すると述べた。",
    "ЗАО «Порт» заявило, что паром останется.",
    "a" * 5000,
    "said said said said, said said: said",
    "( [ { } ] ) ' ” “ ’ ‘ — – - … ; : , .",
    "U.S. US U.K. UN EU (EU) (UN) (US)",
    "It said it said it said it said it.",
    "\n".join("Line without end" for _ in range(300)),
]


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_gives_a_result(text: str) -> None:
    assert unsound(text, analysis(text)) == []


WORDS = [
    *("Ada Lind", "said", "that", "the mayor", "she", "“", "”", ",", ".", "told", "Reuters", "he", "not", "\n\n"),
    *("(UN)", "according to", "Washington", "'s", "rejected", "officials", "the ferry", "quoted", "as saying"),
    *("him", "spokesman for", "lawyer of", "asked", "wants", "to", "and", "warned", "claims", "by", "who", "was", "it"),
    *("-", ";", ":", "on Tuesday", "denied", "refused", "would", "their statement", "his promise", "it was announced"),
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=30))
def test_jumbled_news_gives_a_result(words: list[str]) -> None:
    text = " ".join(words)
    assert unsound(text, analysis(text)) == []


def test_the_same_text_gives_the_same_result() -> None:
    text = "Ada Lind told Reuters that Norhaven had promised boats. She said that it was late. Officials denied it."
    first = analysis(text)
    analysis("Something else entirely, said Peter Hahn.")
    assert analysis(text) == first


def test_many_at_once_are_as_one_by_one() -> None:
    texts = ["Ada Lind said that it was late.", "", "“No,” said Peter Hahn.", "Reuters reported that it rained."]
    assert list(analyser().analyse_many(Item(text) for text in texts)) == [analysis(text) for text in texts]


def test_a_headline_counts_once() -> None:
    text = "Lind rejects night ferry\n\nMayor Ada Lind rejected the night ferry on Monday. She said it was too dear."
    title = Span(0, 24)
    found = analyser().analyse(text, title_span=title)
    assert all(not title.overlaps(span) for s in found.statements for span in s.content.spans)
    assert len(found.statements) == 2


def test_a_headline_that_says_more_is_kept() -> None:
    text = "Mayor rejects the night ferry\n\nIt rained in Norhaven on Monday, and nobody was about."
    found = analyser().analyse(text, title_span=Span(0, 29))
    assert [s.content.text for s in found.statements] == ["the night ferry"]


def test_nothing_is_found_in_masked_text() -> None:
    text = "Ada Lind said it was late.\n\nPeter Hahn said it was early."
    found = analyser().analyse(text, masked=[Span(0, 26)])
    assert [s.actor for s in found.statements] == ["Peter Hahn"]


def test_an_unknown_model_is_refused() -> None:
    with pytest.raises(ModelError):
        Analyser(model="xx_no_such_model")


def test_the_analyser_names_its_model_and_version() -> None:
    assert analyser().model_name.startswith("en_core_web_sm 3.8.0")
    assert PIPELINE_VERSION
