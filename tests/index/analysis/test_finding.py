"""Agreement on what is a statement: matched contents, characters shared, articles drawn."""

from __future__ import annotations

import pytest

from index.analysis.finding import pairwise
from index.model import Span


def test_equal_and_overlapping_contents_are_one_statement_each() -> None:
    marked = {
        "dana": {"x": {"s1": [Span(0, 10)], "s2": [Span(20, 40)], "s3": [Span(60, 70)]}, "y": {"s4": [Span(0, 8)]}},
        "omar": {"x": {"s1": [Span(0, 10)], "t2": [Span(22, 44)], "t3": [Span(90, 99)]}, "z": {"t9": [Span(0, 8)]}},
    }
    (found,) = pairwise(marked)
    # s1 is s1; s2 and t2 share 18 of 24 characters; s3 and t3 stand alone. Articles y and z were one's only.
    assert (found.coders, found.articles, found.n) == (("dana", "omar"), 1, 6)
    assert found.f1 == pytest.approx(2 * 2 / 6)
    assert found.overlap == pytest.approx(2 * 28 / (40 + 41))
    assert found.only == {"dana": ["s3"], "omar": ["t3"]}
    assert found.f1_interval == (None, None)  # of one article


def test_a_statement_is_matched_once() -> None:
    marked = {
        "dana": {"x": {"a": [Span(0, 20)]}},
        "omar": {"x": {"b": [Span(0, 12)], "c": [Span(0, 18)]}},
    }
    (found,) = pairwise(marked)
    assert found.f1 == pytest.approx(2 / 3) and found.only == {"dana": [], "omar": ["b"]}


def test_the_interval_draws_articles() -> None:
    marked = {
        "dana": {f"a{n}": {"s": [Span(0, 10)]} for n in range(40)},
        "omar": {f"a{n}": ({"s": [Span(0, 10)]} if n % 4 else {}) for n in range(40)},
    }
    (found,) = pairwise(marked, seed=3)
    low, high = found.f1_interval
    assert found.f1 == pytest.approx(60 / 70) and low is not None and high is not None
    assert low < found.f1 < high and low > 0.7 and high < 0.96
    assert pairwise(marked, seed=3) == [found]


def test_nothing_to_compare_is_said() -> None:
    (apart,) = pairwise({"dana": {"x": {}}, "omar": {"y": {}}})
    assert apart.f1 is None and apart.why == "dana and omar have worked on no article together."
    (empty,) = pairwise({"dana": {"x": {}}, "omar": {"x": {}}})
    assert empty.f1 is None and empty.why.startswith("Neither has a statement")
    assert pairwise({"dana": {"x": {}}}) == []
