"""Two texts laid side by side: what is said to be the same is the same, and the changes make one of the other."""

from __future__ import annotations

import random
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.anchoring.alignment import Alignment, aligned, fold, matching

WORDS = st.lists(st.sampled_from("a b c d harbour plan “said” ’ . , – the".split()), max_size=60)


@given(WORDS, WORDS)
def test_what_is_matched_is_the_same_and_in_order(one: list[str], other: list[str]) -> None:
    laid = Alignment(" ".join(one), "\n".join(other))
    at = there = 0
    for block in laid.blocks:
        assert block.size > 0 and block.old >= at and block.new >= there
        at, there = block.old + block.size, block.new + block.size
        assert laid.old_words[block.old : at] == laid.new_words[block.new : there]
    assert at <= len(laid.old) and there <= len(laid.new)


@given(WORDS, WORDS)
def test_the_changes_make_the_new_text_of_the_old_one(one: list[str], other: list[str]) -> None:
    old, new = " ".join(one), " ".join(other)
    made, at = [], 0
    for change in aligned(old, new).changes():
        assert change.old.start >= at
        made += [old[at : change.old.start], new[change.new.start : change.new.end]]
        at = change.old.end
        assert change.kind == (
            "inserted" if not old[change.old.start : change.old.end] else
            "deleted" if not new[change.new.start : change.new.end] else "replaced"
        )  # fmt: skip
    tokens = re.compile(r"\w+|[^\w\s]")
    assert tokens.findall(" ".join([*made, old[at:]])) == tokens.findall(new)


def test_a_change_is_no_more_than_the_words_that_changed() -> None:
    old = "The board met on Monday. The plan should be dropped, Lind said. It will be shelved."
    new = "The board met on Tuesday. The plan should be dropped, Lind said at noon. It will be “shelved”."
    found = [
        (one.kind, old[one.old.start : one.old.end], new[one.new.start : one.new.end])
        for one in aligned(old, new).changes()
    ]
    assert found == [
        ("replaced", "Monday", "Tuesday"),
        ("inserted", "", "at noon"),
        ("inserted", "", "“"),
        ("inserted", "", "”"),
    ]


def test_words_torn_apart_by_a_full_stop_alone_are_one_change() -> None:
    old, new = "Alpha beta gamma. Delta epsilon zeta.", "One two three. Four five six."
    assert [(one.old.start, one.new.start) for one in aligned(old, new).changes()] == [(0, 0)]


def test_another_kind_of_quotation_mark_is_a_change_but_no_other_word() -> None:
    old, new = 'He said "no" - twice.', "He said “no” – twice."
    laid = aligned(old, new)
    assert len(laid.blocks) == 1
    assert [new[one.new.start : one.new.end] for one in laid.changes()] == ["“", "”", "–"]


@given(st.text(max_size=40))
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_the_longest_rising_row_is_taken_where_paragraphs_changed_places() -> None:
    one, other = list(range(2000)), [*range(1500, 2000), *range(1500)]
    assert sum(block.size for block in matching(one, other)) == 1500


@pytest.mark.parametrize("share", [0.02, 0.4, 1.0])
def test_the_time_grows_with_the_length(share: float) -> None:
    def seconds(words: int) -> float:
        chance = random.Random(7)
        vocabulary = [f"w{number}" for number in range(4000)]
        old = chance.choices(vocabulary, [1 / (rank + 1) for rank in range(4000)], k=words)
        new = [chance.choice(vocabulary) if chance.random() < share else word for word in old]
        began = time.process_time()
        Alignment(" ".join(old), " ".join(new))
        return time.process_time() - began

    small, large = min(seconds(5_000) for _ in range(3)), min(seconds(40_000) for _ in range(2))
    assert large < 8 * 5 * small + 0.05
