from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size

from tui.wrapping import SINGLE_CELLS, _break_even, _break_uneven, clusters, drawable, is_even, wrap

PIECES = [
    "a", "word", "longer-words", "Straße", "“quoted”", ".", ",", " ", "  ", "\n", "\n\n", "\u00a0", "\u2009",
    "漢字", "。", "「", "」", "ー", "한국", "\u3000", "é", "e\u0301", "\u0301", "\u200b", "👩\u200d👧\u200d👦", "🇩🇪",
    "🇩", "❤\ufe0f", "👍🏽", "\u200d", "\ufe0f", "\u0e33", "क्षि", "\ufffd", "https://example.org/a/very/long/address",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
EVEN = st.text(alphabet="ab é“ ", max_size=120)


def shown(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, width)]


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.integers(1, 30))
@example("", 5)
@example("   ", 5)
@example("\n\n a\n\n\n \n b \n\n", 5)
def test_every_character_stands_in_one_line_or_is_a_space(text: str, width: int) -> None:
    reached = 0
    for start, end in wrap(text, width):
        assert reached <= start <= end <= len(text)
        assert text[reached:start].isspace() or reached == start
        assert "\n" not in text[start:end]
        reached = end
    assert text[reached:].isspace() or reached == len(text)


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.integers(1, 30))
def test_no_line_is_wider_than_allowed_but_for_a_single_cluster(text: str, width: int) -> None:
    for line in shown(text, width):
        assert cell_len(drawable(line)) <= width or len(list(clusters(line))) == 1


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.integers(1, 30))
def test_lines_are_tidy(text: str, width: int) -> None:
    lines = wrap(text, width)
    for start, end in lines:
        line = text[start:end]
        assert not line.endswith(" ")
        assert not line.startswith(" ") or start == 0 or text[start - 1] == "\n", "only a paragraph is indented"
    blanks = [start == end for start, end in lines]
    assert not any(a and b for a, b in pairwise(blanks))
    assert not blanks or not (blanks[0] or blanks[-1])


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.integers(1, 30))
@example("\xa0\u0301", 1)
def test_no_cluster_is_split(text: str, width: int) -> None:
    borders = {cluster.start for cluster in clusters(text)} | {len(text)}
    assert {place for line in wrap(text, width) for place in line} <= borders


@settings(max_examples=100, deadline=None)
@given(EVEN, st.integers(1, 30))
def test_the_fast_way_breaks_where_the_slow_one_does(text: str, width: int) -> None:
    text = text.strip(" ")
    if len(text) > width:
        assert is_even(text)
        assert _break_even(text, 0, 0, len(text), width) == _break_uneven(text, 0, 0, len(text), width)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_clusters_cover_the_text_and_add_up_to_its_cells(text: str) -> None:
    found = list(clusters(text))
    assert "".join(text[start:end] for start, end, _ in found) == text
    assert sum(cluster.cells for cluster in found if text[cluster.start] != "\n") == sum(
        cell_len(drawable(line)) for line in text.split("\n")
    )


def test_the_fast_way_knows_the_width_of_each_of_its_characters() -> None:
    wrong = [
        hex(code)
        for low, high in SINGLE_CELLS
        for code in range(low, high + 1)
        if get_character_cell_size(chr(code)) != 1
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one two three", 7, ["one two", "three"]),
        ("one two  three ", 8, ["one two", "three"]),
        ("unbreakable", 4, ["unbr", "eaka", "ble"]),
        ("a unbreakable b", 4, ["a", "unbr", "eaka", "ble", "b"]),
        ("  indented paragraph", 12, ["  indented", "paragraph"]),
        ("          deep", 12, ["deep"]),
        ("a\n\n\n\n\nb", 9, ["a", "", "b"]),
        ("a\nb", 9, ["a", "b"]),
        ("a\n   \nb", 9, ["a", "", "b"]),
        ("漢字仮名、交じり", 8, ["漢字仮", "名、交じ", "り"]),
        ("彼は「港」と", 6, ["彼は", "「港」", "と"]),
        ("🇩🇪🇫🇷🇪🇸", 4, ["🇩🇪🇫🇷", "🇪🇸"]),
        ("e\u0301e\u0301e\u0301", 2, ["e\u0301e\u0301", "e\u0301"]),
        ("mixed 漢字 words", 10, ["mixed 漢字", "words"]),
    ],
)
def test_examples(text: str, width: int, lines: list[str]) -> None:
    assert shown(text, width) == lines


def test_millions_of_line_feeds_are_one_blank_line() -> None:
    text = "a" + "\n" * 3_000_000 + "b"
    assert wrap(text, 80) == [(0, 1), (3_000_000, 3_000_000), (3_000_001, 3_000_002)]
    assert wrap("\n" * 3_000_000, 80) == []


def test_a_very_long_word_and_a_very_long_run_of_spaces() -> None:
    text = "x" * 1_000_000 + " " * 1_000_000 + "y"
    lines = wrap(text, 100)
    assert len(lines) == 10_001
    assert lines[-1] == (2_000_000, 2_000_001)


def test_only_a_part_of_the_text_is_wrapped() -> None:
    assert wrap("one two three four", 5, start=4, end=13) == [(4, 7), (8, 13)]


def test_paragraphs_that_are_wholly_hidden_are_left_out_with_one_blank_line_for_all() -> None:
    text = "title\n\nhidden one\nhidden two\n\nbody text"
    first, last = text.index("hidden"), text.index("\n\nbody")
    hidden = [(first, first + 10), (first + 11, last)]
    assert [text[a:b] for a, b in wrap(text, 40, hidden=hidden)] == ["title", "", "body text"]


def test_a_paragraph_that_is_partly_hidden_is_shown() -> None:
    text = "caption [Getty]\nbody"
    assert [text[a:b] for a, b in wrap(text, 40, hidden=[(8, 15)])] == ["caption [Getty]", "body"]


def test_several_hidden_spans_with_spaces_between_hide_a_paragraph() -> None:
    text = "by A. B.  2 min read\nbody"
    assert [text[a:b] for a, b in wrap(text, 40, hidden=[(0, 8), (10, 20)])] == ["body"]
