from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.model import Span
from tui.marking import Marking, Unit, boundary, paragraph, sentence_at, sentences, word_at, words

TEXT = """The board met on Tuesday. "We will not pay," Ms. Okafor said. U.S. officials agreed at 3.5 p.m. on it.

A second paragraph! Does it end? It does."""


def pieces(text: str, spans: list[Span]) -> list[str]:
    return [text[span.start : span.end] for span in spans]


def test_sentences_end_where_a_reader_ends_them() -> None:
    first = paragraph(TEXT, 0)
    assert pieces(TEXT, sentences(TEXT, first.start, first.end)) == [
        "The board met on Tuesday.",
        '"We will not pay," Ms. Okafor said.',
        "U.S. officials agreed at 3.5 p.m. on it.",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "no." She left.', ['He said "no."', "She left."]),
        ("He said “no.” She left.", ["He said “no.”", "She left."]),
        ("Wait… what? Now!", ["Wait… what?", "Now!"]),
        ("Gov. J. Smith won.", ["Gov. J. Smith won."]),
        ("It rose 4.5 percent. 12 people came.", ["It rose 4.5 percent.", "12 people came."]),
        ("市は延期した。議会は反対した。", ["市は延期した。", "議会は反対した。"]),
        ("   ", []),
        ("no stop", ["no stop"]),
    ],
)
def test_sentence_examples(text: str, expected: list[str]) -> None:
    assert pieces(text, sentences(text, 0, len(text))) == expected


def test_words_take_inner_punctuation_and_leave_quotation_marks_apart() -> None:
    text = '"Don\'t," said well-known U.S. envoy (3.5).'
    assert pieces(text, words(text, 0, len(text))) == [
        '"', "Don't", ",", '"', "said", "well-known", "U.S", ".", "envoy", "(", "3.5", ")", ".",
    ]  # fmt: skip


def test_what_is_at_an_offset() -> None:
    board = word_at(TEXT, 5)
    assert board is not None and TEXT[board.start : board.end] == "board"
    assert word_at(TEXT, 3) is None
    between = sentence_at(TEXT, TEXT.index("\n") + 1)
    assert between is not None and TEXT[between.start : between.end] == "A second paragraph!"
    assert sentence_at(TEXT, len(TEXT)) is None
    assert sentence_at("  \n \n ", 0) is None


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="Ab. \n“!e\u0301漢", max_size=80))
def test_sentences_and_words_hold_all_that_is_no_space(text: str) -> None:
    for find in (sentences, words):
        covered: set[int] = set()
        start = 0
        while start <= len(text):
            within = paragraph(text, start)
            for span in find(text, within.start, within.end):
                assert span.end > span.start and not covered & set(range(span.start, span.end))
                covered |= set(range(span.start, span.end))
            start = within.end + 1
        missing = {at for at, character in enumerate(text) if not character.isspace()} - covered
        assert not {at for at in missing if find is sentences or text[at] not in "\u0301"}


@settings(max_examples=100, deadline=None)
@given(
    st.text(alphabet="Ab. \n“!e\u0301漢", max_size=60),
    st.integers(0, 60),
    st.sampled_from(list(Unit)),
    st.booleans(),
)
def test_each_step_moves_on_until_the_border_of_the_text(text: str, offset: int, unit: Unit, at_end: bool) -> None:
    offset = min(offset, len(text))
    for direction in (1, -1):
        here, steps = offset, 0
        while True:
            following = boundary(text, here, unit, direction, at_end=at_end)
            assert 0 <= following <= len(text)
            if following == here:
                break
            assert (following > here) == (direction > 0)
            here, steps = following, steps + 1
            assert steps <= len(text) + 1


def test_an_end_moves_by_words_and_sentences_over_paragraphs() -> None:
    marking = Marking(0, 0).move(TEXT, Unit.WORD, 1)
    assert TEXT[: marking.head] == "The"
    marking = marking.move(TEXT, Unit.SENTENCE, 1)
    assert TEXT[: marking.head].endswith("Tuesday.")
    for _ in range(3):
        marking = marking.move(TEXT, Unit.SENTENCE, 1)
    assert TEXT[: marking.head].endswith("second paragraph!")
    marking = marking.move(TEXT, Unit.SENTENCE, -1)
    assert TEXT[: marking.head].endswith("on it.")


def test_the_left_end_moves_to_beginnings() -> None:
    start = TEXT.index("Okafor")
    marking = Marking(start + 6, start)
    assert not marking.forward
    assert TEXT[marking.move(TEXT, Unit.WORD, -1).head :].startswith(". Okafor")
    assert TEXT[marking.move(TEXT, Unit.SENTENCE, -1).head :].startswith('"We will')
    assert marking.span == Span(start, start + 6)
    assert marking.swapped().span == marking.span
    assert marking.swapped().forward


def test_an_end_does_not_stop_inside_a_cluster() -> None:
    text = "ae\u0301👩\u200d👧b"
    marking = Marking(0, 0)
    heads = []
    for _ in range(4):
        marking = marking.move(text, Unit.CHARACTER, 1)
        heads.append(marking.head)
    assert heads == [1, 3, 6, 7]
    backwards = [heads[-1]]
    for _ in range(4):
        marking = marking.to(backwards[-1]).move(text, Unit.CHARACTER, -1)
        backwards.append(marking.head)
    assert backwards == [7, 6, 3, 1, 0]


def test_a_text_without_line_feeds_is_looked_at_in_a_window() -> None:
    text = "Word. " * 100_000
    within = paragraph(text, 300_000)
    assert within.end - within.start < 50_000
    found = sentence_at(text, 300_000)
    assert found is not None and text[found.start : found.end] == "Word."


def test_one_word_alone_and_on_from_word_to_word() -> None:
    text = '"We pay," said Ms. Okafor.\n\nNobody else.'
    marking = Marking(0, len('"We pay,"'))
    seen = []
    for _ in range(7):
        marking = marking.word(text, 1)
        seen.append(text[marking.span.start : marking.span.end])
    assert seen == ["We", "pay", "said", "Ms", "Okafor", "Nobody", "else"]
    assert marking.word(text, 1) == marking, "at the last word it stays"
    assert pieces(text, [marking.word(text, -1).span]) == ["Nobody"]


def test_the_first_word_of_more_than_one() -> None:
    text = "Wick Bank is full."
    assert Marking(0, len(text)).word(text, 1).span == Span(0, 4)
    assert Marking(len(text), 0).word(text, 1).span == Span(0, 4), "whichever end moves"
