"""Texts as shingles, their likeness, and the sketch that finds those that are alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rensa import RMinHash

from index.stories import book
from index.stories.rule import BANDS, Rule, day
from index.stories.shingles import LENGTH, Likeness, likeness, shingles
from index.stories.sketch import bands
from tests.index.stories.prints import corrected, cut, story

WORDS = st.lists(st.sampled_from("the board vote harbour said that a plan was not élan it's".split()), max_size=40)
RULE = Rule(0.5, 0.75, 0.2, 7, 40)


def _slow(text: list[str]) -> set[tuple[str, ...]]:
    return {tuple(text[at : at + LENGTH]) for at in range(len(text) - LENGTH + 1)}


@given(WORDS, WORDS)
def test_likeness_is_that_of_the_sets_of_words_in_a_row(one: list[str], other: list[str]) -> None:
    first, second = _slow(one), _slow(other)
    alike = likeness(shingles(" ".join(one)), shingles(" ".join(other)))
    if not first or not second:
        assert alike == Likeness(0.0, 0.0, 0.0)
        return
    common = len(first & second)
    assert alike.similarity == pytest.approx(common / len(first | second))
    assert alike.contained == pytest.approx(common / min(len(first), len(second)))


def test_case_accents_punctuation_and_quotation_marks_make_no_difference() -> None:
    one = shingles("“We need the élan of our harbour,” she said.")
    assert likeness(one, shingles('"WE NEED the elan of our harbour" she said')).similarity == 1.0


def test_the_hashes_are_the_same_on_every_machine() -> None:
    assert shingles("the board deferred its vote today").tolist() == [527666087, 1735521621, 2518916390]
    assert len(bands(shingles("the board deferred its vote today"))) == BANDS
    assert bands(shingles("too few words")) == []


@pytest.mark.parametrize("seed", range(5))
def test_what_the_rule_joins_is_found_by_the_sketch(seed: int) -> None:
    """Prints that are alike enough share more groups than `may_join` asks for."""
    whole = shingles(story(seed))
    for other in (corrected(story(seed), seed), cut(story(seed), 0.5), cut(story(seed), 0.3)):
        found = shingles(other)
        shared = len(set(bands(whole)) & set(bands(found)))
        assert RULE.joins(likeness(whole, found))
        assert RULE.may_join(len(whole), len(found), shared), (len(whole), len(found), shared)
    different = shingles(story(seed + 1000))
    assert not RULE.joins(likeness(whole, different))
    assert not RULE.may_join(len(whole), len(different), len(set(bands(whole)) & set(bands(different))))


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, BANDS))
def test_whether_two_may_join_does_not_depend_on_which_is_first(one: int, other: int, shared: int) -> None:
    assert RULE.may_join(one, other, shared) == RULE.may_join(other, one, shared)


def test_days() -> None:
    assert RULE.near(day("2026-09-12"), day("2026-09-19")) and not RULE.near(day("2026-09-12"), day("2026-09-20"))
    assert RULE.near(day("2026-09-30"), day("2026-10-02")) and RULE.near(None, day("2026-09-12"))
    assert day("sometime") is None and day(None) is None


def test_the_sketches_of_the_story_books_are_those_of_this_algorithm() -> None:
    # Where rensa raises it, the same text gets other values: then `book.VERSION` has to be raised too.
    assert (RMinHash.ALGORITHM_VERSION, book.VERSION) == (2, 2)
