"""The keys of a result as a column are the same sequence as a list of them, and the scores the same mapping."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.library_parts.results import Keys, Scores
from index.search.keyset import KeySet

PLACES = st.one_of(st.none(), st.integers(-12, 12))


def column(keys: list[int]) -> Keys:
    return Keys(np.array(keys, np.int64))


@settings(deadline=None)
@given(st.lists(st.integers(0, 9), max_size=10), PLACES, PLACES, st.sampled_from([None, 1, 2, -1]), st.integers(0, 9))
def test_keys_are_a_sequence_like_a_list(
    keys: list[int], first: int | None, last: int | None, step: int | None, key: int
) -> None:
    found = column(keys)
    assert found == keys and list(found) == keys and len(found) == len(keys) and (key in found) == (key in keys)
    assert found[first:last:step] == keys[first:last:step] and list(reversed(found)) == keys[::-1]
    assert [found[place] for place in range(-len(keys), len(keys))] == keys * 2
    assert all(type(one) is int for one in found)
    start, stop = first or 0, len(keys) if last is None else last
    if key in keys[start:stop]:
        assert found.index(key, start, stop) == keys.index(key, start, stop)
    else:
        with pytest.raises(ValueError, match="not among"):
            found.index(key, start, stop)


def test_scores_are_a_mapping_like_a_dict() -> None:
    scores = Scores(np.array([7, 3]), np.array([0.5, 0.25]))
    assert scores == {7: 0.5, 3: 0.25} and list(scores) == [7, 3] and len(scores) == 2
    assert scores.get(9) is None and scores[3] == 0.25


@settings(deadline=None)
@given(st.sets(st.integers(0, 20)), st.lists(st.integers(0, 40), unique=True))
def test_those_of_some_keys_that_are_in_a_set_in_their_order(there: set[int], keys: list[int]) -> None:
    found = KeySet.of(there).among(np.array(keys, np.int64))
    assert found.tolist() == [key for key in keys if key in there]
