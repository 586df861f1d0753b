"""Looking for words in many contents at once gives what looking at each gives."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import QueryError
from index.search.contents import Contents
from index.search.hits import matches
from index.search.query import parse
from index.search.tree import TextLeaf

_QUERIES = [
    *("port", "ports", "=ports", "po*", "por?", "prot~", "/p.rt+s?/", '"port sale"', '"sale port"~2', "low-profile"),
    *('"o\'brien s"', "kovac", "=Kovač", '"port port"', "zebra", "s", '"="s"'),
]
_WORDS = st.sampled_from(
    [
        "port",
        "Ports",
        "sale",
        "sales,",
        "low-profile",
        "low",
        "profile",
        "Kovač",
        "O’Brien",
        "'s",
        "s",
        "—",
        "prot",
        "\n",
    ]
)
_TEXTS = st.lists(st.lists(_WORDS, max_size=5).map(" ".join), min_size=9, max_size=30)


def _leaf(query: str) -> TextLeaf | None:
    try:
        node = parse(query)
    except QueryError:
        return None
    return node if isinstance(node, TextLeaf) else None


@pytest.mark.parametrize("query", _QUERIES)
@settings(max_examples=25, deadline=None)
@given(texts=_TEXTS, more=_TEXTS)
def test_many_at_once_are_as_each_alone(query: str, texts: list[str], more: list[str]) -> None:
    leaf = _leaf(query)
    if leaf is None:
        return
    contents = Contents(leaf)
    for some in (texts, more):
        assert contents.matching(some).tolist() == [matches(text, leaf) for text in some]


def test_a_phrase_does_not_reach_from_one_content_into_the_next() -> None:
    leaf = _leaf('"port sale"')
    assert leaf is not None
    texts = ["the port", "sale begins"] * 8 + ["a port sale"]
    assert Contents(leaf).matching(texts).tolist() == [False] * 16 + [True]
