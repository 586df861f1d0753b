"""Sets of keys as bits answer as Python's sets do."""

from __future__ import annotations

import operator
from collections.abc import Callable, Set

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.search.keyset import HIGHEST, KeySet

SETS = st.sets(st.integers(0, 70), max_size=12)
OPERATIONS = [operator.and_, operator.or_, operator.sub, operator.xor]
COMPARISONS = [operator.eq, operator.ne, operator.le, operator.lt, operator.ge, operator.gt]


@settings(deadline=None)
@given(SETS, SETS, st.sampled_from(OPERATIONS))
def test_combining(left: set[int], right: set[int], operation: Callable[[Set[int], Set[int]], Set[int]]) -> None:
    expected = operation(left, right)
    one, other = KeySet.of(left), KeySet.of(right)
    for found in (operation(one, other), operation(one, right), operation(left, other)):
        assert isinstance(found, KeySet)
        assert list(found) == sorted(expected)
        assert len(found) == len(expected)
        assert bool(found) == bool(expected)
    assert one == left and other == right, "the sets that were combined are as they were"


@given(SETS, SETS, st.sampled_from(COMPARISONS))
def test_comparing(left: set[int], right: set[int], comparison: Callable[[Set[int], Set[int]], bool]) -> None:
    assert comparison(KeySet.of(left), KeySet.of(right)) == comparison(left, right)
    assert comparison(KeySet.of(left), frozenset(right)) == comparison(left, right)
    assert KeySet.of(left).isdisjoint(KeySet.of(right)) == left.isdisjoint(right)
    assert KeySet.of(left).isdisjoint(right) == left.isdisjoint(right)


@given(SETS, st.integers(-3, 80))
def test_containing(keys: set[int], key: int) -> None:
    assert (key in KeySet.of(keys)) == (key in keys)
    assert KeySet.of(keys).array().tolist() == sorted(keys)
    assert KeySet.of(np.array(sorted(keys), np.uint32)) == keys


@given(SETS, SETS)
def test_trailing_zeros_make_no_difference(left: set[int], right: set[int]) -> None:
    """A set is as long as its longest part has been, and equal to the same keys in a shorter one."""
    assert (KeySet.of(left | right) - KeySet.of(right)) == KeySet.of(left - right)
    assert not KeySet.of(left) - KeySet.of(left)


def test_what_is_no_key() -> None:
    assert "3" not in KeySet.of([3])
    assert not KeySet.EMPTY and len(KeySet.EMPTY) == 0
    for wrong in (-1, HIGHEST + 1):
        with pytest.raises(ValueError, match="a key is"):
            KeySet.of([wrong])


def test_it_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="read-only"):
        KeySet.of([1, 2]).mask[1] = False


def test_a_subclass_gives_its_own_kind() -> None:
    class Numbers(KeySet):
        pass

    assert type(Numbers.of([1, 2]) & Numbers.of([2])) is Numbers
    assert type(Numbers.of([1, 2]) - {2}) is Numbers


@given(SETS, st.permutations(range(71)))
def test_those_of_some_keys_in_their_order(some: set[int], keys: list[int]) -> None:
    assert KeySet.of(some).among(np.array(keys)).tolist() == [key for key in keys if key in some]
