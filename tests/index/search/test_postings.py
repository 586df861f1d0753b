"""Postings as bytes, and gathered by term while a commit is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.search.blocks import (
    block_numbers,
    block_positions,
    block_values,
    block_weights,
    pack_block,
    pack_positions,
    unpack_positions,
)
from index.search.pool import PostingsPool
from index.search.ranking import occurrences

_POSITIONS = st.sets(st.integers(0, 90_000), min_size=1, max_size=6).map(sorted)
_POSTINGS = st.dictionaries(st.integers(0, 5_000_000), _POSITIONS, min_size=1, max_size=20)


@settings(max_examples=100, deadline=None)
@given(_POSITIONS)
def test_positions_come_back(positions: list[int]) -> None:
    assert list(unpack_positions(pack_positions(positions))) == positions


@settings(max_examples=100, deadline=None)
@given(_POSTINGS)
def test_a_block_comes_back(postings: dict[int, list[int]]) -> None:
    numbers = sorted(postings)
    packed = [pack_positions(postings[number]) for number in numbers]
    block = pack_block(numbers, [len(one) for one in packed], b"".join(packed))
    assert block_numbers(block) == numbers
    assert block_weights(block) == [float(len(postings[number])) for number in numbers]
    assert block_values(block) == packed
    assert block_positions(block, set(numbers[::2])) == dict(list(zip(numbers, packed, strict=True))[::2])


def test_a_block_without_positions_comes_back() -> None:
    block = pack_block([3, 7], [], b"")
    assert (block_numbers(block), block_weights(block), block_values(block)) == ([3, 7], [0.0, 0.0], [b"", b""])
    assert block_positions(block, {3}) == {}


@settings(max_examples=100, deadline=None)
@given(_POSTINGS, st.integers(1, 60))
def test_a_block_that_is_cut_short_is_no_block(postings: dict[int, list[int]], missing: int) -> None:
    packed = [pack_positions(postings[number]) for number in sorted(postings)]
    block = pack_block(sorted(postings), [len(one) for one in packed], b"".join(packed))
    with pytest.raises(Exception, match=r"cut short|requires a buffer|not a multiple"):
        block_values(block[: max(0, len(block) - missing)])


@pytest.mark.parametrize(
    ("positions", "count"),
    [([[1, 5], [2, 9], [3]], 1), ([[1, 5], [2, 6]], 2), ([[1], [3]], 0), ([[1, 2, 3], [1, 2, 3]], 2), ([[4]], 1)],
)
def test_how_often_a_phrase_occurs(positions: list[list[int]], count: int) -> None:
    assert occurrences([pack_positions(one) for one in positions]) == count


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.dictionaries(st.sampled_from([b"a", b"b", b"=c", b"dd"]), st.sampled_from([[0], [1, 4]])), max_size=9),
    st.sampled_from([1, 800, 10_000_000]),
)
def test_the_pool_gives_back_what_it_was_given_by_term(
    tmp_path: Path, documents: list[dict[bytes, list[int]]], limit: int
) -> None:
    pool = PostingsPool(tmp_path, limit)
    expected: dict[tuple[str, bytes], list[tuple[int, bytes]]] = {}
    for number, terms in enumerate(documents):
        for field in ("title", "body"):
            packed = [(t, b"" if t.startswith(b"=") else pack_positions(p)) for t, p in terms.items()]
            pool.add_document(field, number, packed)
            for term, value in packed:
                expected.setdefault((field, term), []).append((number, value))
    found = list(pool.iter_postings())
    assert [(field, term) for field, term, *_ in found] == sorted(expected)
    for field, term, numbers, lengths, values in found:
        assert list(numbers) == [number for number, _ in expected[field, term]]
        assert bytes(values) == b"".join(value for _, value in expected[field, term])
        assert list(lengths) == [len(value) for _, value in expected[field, term] if value]
    pool.cleanup()
    assert list(tmp_path.iterdir()) == []
