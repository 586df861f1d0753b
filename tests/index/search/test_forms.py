"""Wildcards, fuzzy words and regular expressions over whole forms: what they stand for, and how long they take."""

from __future__ import annotations

import re
import time
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.search.automaton import Automaton
from index.search.forms import form_prefix, form_test, is_within
from index.search.patterns import compile_wildcard
from index.search.regex import RegexError, compile_regex
from index.search.tree import FormLeaf, Fuzzy, Regex, Wildcard
from tests.index.search.reference import distance, wildcard_matches

_SMALL = st.text("abc", max_size=6)


@pytest.mark.parametrize(
    ("leaf", "forms", "others"),
    [
        (Wildcard("har*ur"), ["harbour", "harur"], ["harbours", "theharbour"]),
        (Wildcard("organi?ation"), ["organisation", "organization"], ["organiation", "organizations"]),
        (Wildcard("*Câble"), ["cable", "seacable"], ["cables"]),
        (
            Fuzzy("harbour", 1),
            ["harbour", "harbor", "harbours", "habrour", "harbaur"],
            ["arbour", "harbors", "barbour"],
        ),
        (Fuzzy("Lindqvist", 2), ["lindquist", "lindkist", "lindvqist"], ["linkist", "indqvist"]),
        (Regex("quays?"), ["quay", "quays"], ["quayside", "aquay"]),
        (Regex("^(dredg(e|ing)|silt)$"), ["dredge", "dredging", "silt"], ["dredg", "silts"]),
        (Regex("[A-C]\\d{2,}"), ["a12", "c123"], ["a1", "d12"]),
        (Regex("[^a-y]+"), ["zz", "99"], ["zy", ""]),
        (Regex("\\D\\w?\\W*"), ["a", "ab"], ["1"]),
        (Regex("Straße|Ç+"), ["strasse", "c", "cc"], ["straße"]),
        (Regex("a{0}b{1,1}"), ["b"], ["ab", "bb"]),
        (Regex("(?:ab)+?"), ["ab", "abab"], ["aba"]),
        (Regex("[]x]"), ["x"], ["y"]),
        (Regex("x-?y|\\.|[a\\-c]"), ["xy", "a", "c"], ["b"]),
    ],
)
def test_stands_for(leaf: FormLeaf, forms: list[str], others: list[str]) -> None:
    test, prefix = form_test(leaf), form_prefix(leaf)
    assert [form for form in [*forms, *others] if test(form)] == forms
    assert all(form.startswith(prefix) for form in forms)


def test_the_letters_that_all_begin_with_are_known() -> None:
    assert form_prefix(Wildcard("Harb*r")) == "harb"
    assert form_prefix(Wildcard("*bour")) == ""
    assert form_prefix(Regex("dredg(e|ing)")) == "dredg"
    assert form_prefix(Regex("quays?")) == "quay"
    assert form_prefix(Regex("(?:qu)ay+")) == "qua"
    assert form_prefix(Fuzzy("Quay", 1)) == "q"


@settings(max_examples=300, deadline=None)
@given(_SMALL, _SMALL, st.integers(0, 2))
def test_how_far_words_are_apart_agrees_with_the_table(a: str, b: str, most: int) -> None:
    assert is_within(a, b, most) == (distance(a, b) <= most)


@settings(max_examples=200, deadline=None)
@given(st.text("ab*?", max_size=8), st.text("ab", max_size=8))
def test_wildcards_agree_with_the_plain_way(pattern: str, form: str) -> None:
    assert compile_wildcard(pattern).matches(form) == wildcard_matches(pattern, form)


_FORMS = ["", *("".join(letters) for size in range(1, 6) for letters in product("abc", repeat=size))]
_REGEX = st.recursive(
    st.sampled_from(["a", "b", "c", ".", "[ab]", "[^a]", "[a-b]", "\\w", "\\D", "()"]),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda two: f"({two[0]}|{two[1]})"),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{1,2}", "{0}", "{2,}", "{0,2}?", "*?"])).map(
            lambda two: f"(?:{two[0]}){two[1]}"
        ),
    ),
    max_leaves=8,
)


@settings(max_examples=300, deadline=None)
@given(_REGEX, st.lists(st.sampled_from(_FORMS), min_size=5, max_size=20))
def test_regular_expressions_agree_with_the_standard_ones(pattern: str, forms: list[str]) -> None:
    try:
        automaton = compile_regex(pattern)
    except RegexError:
        return
    standard = re.compile(pattern)
    for form in forms:
        assert automaton.matches(form) == bool(standard.fullmatch(form)), (pattern, form)
        assert not automaton.matches(form) or form.startswith(automaton.prefix)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=20), st.text("ab()[]{}|*+?\\^$.,-12:=!<dw", max_size=16)))
def test_any_pattern_is_one_or_an_error_within_it(pattern: str) -> None:
    try:
        compile_regex(pattern).matches("abc")
    except RegexError as error:
        assert 0 <= error.start <= error.end <= len(pattern)
        assert error.proposal != pattern


@pytest.mark.parametrize(
    "pattern",
    ["(a+)+b", "(a|a)*b", "(a|aa)+b", "((a?){20}){5}b", "(a*)*b", "(.*)(.*)(.*)(.*)b", "(a|b)*a(a|b){20}c", "(x+x+)+y"],
)
def test_no_pattern_runs_away(pattern: str) -> None:
    automaton = compile_regex(pattern)

    def seconds(length: int) -> float:
        taken = []
        for _ in range(3):
            start = time.process_time()
            assert not automaton.matches("a" * length)
            taken.append(time.process_time() - start)
        return min(taken)

    assert seconds(40_000) < 16 * max(seconds(10_000), 0.001)


def test_many_ways_are_forgotten_and_found_again() -> None:
    automaton = compile_regex("(a|b)*a(a|b){12}")
    standard = re.compile("(a|b)*a(a|b){12}")
    words = ["".join(letters) for letters in product("ab", repeat=14)]
    assert [automaton.matches(word) for word in words] == [bool(standard.fullmatch(word)) for word in words]


def test_a_deadline_is_kept() -> None:
    automaton: Automaton = compile_regex("(a|b)*a(a|b){30}")
    with pytest.raises(TimeoutError):
        automaton.matches("abba" * 10, deadline=time.monotonic() - 1)
