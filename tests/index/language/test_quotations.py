"""Quotation marks of every kind, over paragraphs, and unbalanced ones."""

from __future__ import annotations

import time

import pytest

from index.language.document import paragraphs_of
from index.language.quotations import quotations


def found(text: str) -> list[list[str]]:
    return [[text[s.start : s.end] for s in q.pieces] for q in quotations(text, paragraphs_of(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "yes" and "no".', ['"yes"', '"no"']),
        ("She said: “We stay.”", ["“We stay.”"]),
        ("„Nein“ is «non» there.", ["„Nein“", "«non»"]),
        ("They wrote ''We stay,'' and left.", ["''We stay,''"]),
        ("'We won't go,' said the miners' leader. 'Not today.'", ["'We won't go,'", "'Not today.'"]),
        ("‘We don’t know,’ she said.", ["‘We don’t know,’"]),
        ("Minister to take 'clear stance' on port", ["'clear stance'"]),
        ("The 6'2\" keeper stayed.", []),
        ("The workers' and the owners' demands", []),
    ],
)
def test_marks_of_every_kind(text: str, expected: list[str]) -> None:
    assert found(text) == [[piece] for piece in expected]


def test_a_quotation_goes_on_over_paragraphs() -> None:
    text = "He said: “The first.\n\n“The second.\n\n“The third.”\n\nNobody answered."
    assert found(text) == [["“The first.", "“The second.", "“The third.”"]]


def test_straight_marks_go_on_over_paragraphs() -> None:
    text = 'He said: "The first.\n\n"The second," he added.'
    assert found(text) == [['"The first.', '"The second,"']]


def test_an_opening_mark_that_is_never_closed_ends_with_its_paragraph() -> None:
    text = "She said, “We go on.\n\nThe hall was empty."
    (quotation,) = quotations(text, paragraphs_of(text))
    assert not quotation.closed
    assert text[quotation.start : quotation.end] == "“We go on."


def test_a_stray_mark_inside_a_sentence_opens_nothing() -> None:
    assert found('The "harbour plan was shelved.\n\nNobody spoke.') == []


def test_ten_thousand_marks_take_linear_time() -> None:
    def seconds(n: int) -> float:
        text = '"Go," he said. ' * n
        paragraphs = paragraphs_of(text)
        start = time.process_time()
        assert len(quotations(text, paragraphs)) == n
        return time.process_time() - start

    seconds(100)
    assert seconds(5000) < 2.0
