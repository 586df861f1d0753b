"""Cleaning keeps every offset and lets nothing through that acts on a terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.text import REPLACEMENT, clean, clean_line, printable

# Hypothesis's own text() leaves lone surrogates out, and rarely meets the characters that matter here.
DANGEROUS = "\r\n\t\v\f\0\x07\x08\x1b\x7f\x85\x9b\u2028\u2029\u202e\u2066\u200e\ufeff\ud800\udfff\U000e0041\ufff9"
TEXTS = st.text(st.one_of(st.characters(), st.sampled_from(DANGEROUS)), max_size=60)
DIRECTION_MARKS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@given(TEXTS)
@settings(max_examples=100)
def test_cleaning_keeps_the_length_and_is_done_once(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    assert clean(cleaned) == cleaned


@given(TEXTS)
@settings(max_examples=100)
def test_nothing_that_acts_on_a_terminal_is_left(text: str) -> None:
    for char in clean(text):
        assert char == "\n" or unicodedata.category(char) not in ("Cc", "Cs")
        assert unicodedata.bidirectional(char) not in DIRECTION_MARKS
    clean(text).encode("utf-8")


def test_no_character_that_acts_on_a_terminal_is_passed_over() -> None:
    unsafe = {
        char
        for char in map(chr, range(0x110000))
        if unicodedata.category(char) in ("Cc", "Cs") or unicodedata.bidirectional(char) in DIRECTION_MARKS
    }
    assert [char for char in unsafe - {"\n"} if char in clean(f"a{char}b")] == []


@given(TEXTS)
@settings(max_examples=100)
def test_a_line_holds_no_line_feed_and_a_name_is_printable(text: str) -> None:
    assert "\n" not in clean_line(text)
    assert len(clean_line(text)) == len(text)
    assert clean_line(printable(text)) == printable(text)


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("one\r\ntwo", "one \ntwo"),
        ("one\rtwo", "one\ntwo"),
        ("one\r\r\ntwo", "one\n \ntwo"),
        ("one\n\rtwo", "one\n\ntwo"),
        ("a\tb", "a b"),
        ("a\u2028b\u2029c\x85d\ve\ff", "a\nb\nc\nd\ne\nf"),
        ("\x1b[31mred\x07", REPLACEMENT + "[31mred" + REPLACEMENT),
        ("pay \u202ewen\u202c", f"pay {REPLACEMENT}wen{REPLACEMENT}"),
        ("nul\0", "nul" + REPLACEMENT),
        ("\ud83d", REPLACEMENT),
    ],
)
def test_what_becomes_of_each_kind(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


@pytest.mark.parametrize(
    "text", ["Kovač", "Kovac\u030c", "“We will not,” she said – twice…", "👩‍👧 🇳🇴", "한국 नमस्ते", "a\xa0b"]
)
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert clean(text) == text


def test_a_file_name_is_shown_with_escapes() -> None:
    assert printable("line\nbreak\x1b[2J.txt") == "line\\nbreak\\x1b[2J.txt"
    assert printable("Kovač.txt") == "Kovač.txt"
