""" "Did you mean": words and names that the library knows, in the place of those that it does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.forms import is_within
from index.search.known_values import Value, Vocabulary
from index.search.query import parse
from index.search.suggestion import suggest
from index.search.tree import Clause, Exact, Leaf, Near, Phrase, Prefix, TextLeaf, Word
from index.search.words import folded_name, form_and_term, forms_and_terms

INDEX = {
    "government": 400,
    "goverment": 2,
    "governmant": 4,
    "governor": 30,
    "harbour": 90,
    "board": 120,
    "vote": 80,
    "votes": 60,
    "oat": 9,
    "cat": 3,
}
NAMES = {
    "actor": [Value("Naftali Bennett", 40), Value("Ada Lind", 9), Value("Ada Lindt", 1), Value("Benno Marsh", 2)],
    "outlet": [Value("Port Courier", 11), Value("The Meridian", 3)],
}


def count(leaf: Leaf) -> int:
    """How many articles have it, as an engine and a store would say."""
    if isinstance(leaf, Clause):
        values = NAMES.get(str(leaf.field), ())
        return sum(one.count for one in values if folded_name(leaf.value) in folded_name(one.value))
    if isinstance(leaf, Exact):
        return INDEX.get(form_and_term(leaf.text)[0], 0)
    if isinstance(leaf, Word | Phrase | Near):
        found = [
            max((n for word, n in INDEX.items() if form_and_term(word)[1] == term), default=0)
            for _, term in forms_and_terms(leaf.text)
        ]
        return min(found, default=0)
    if isinstance(leaf, Prefix):
        return max((n for word, n in INDEX.items() if word.startswith(leaf.text)), default=0)
    return 0 if isinstance(leaf, TextLeaf) else 5


def words_like(word: str, limit: int) -> list[tuple[str, int]]:
    found = [
        (changes, -number, other)
        for other, number in INDEX.items()
        for changes in (1, 2)
        if other != word and is_within(word, other, changes) and not (changes == 2 and is_within(word, other, 1))
    ]
    return [(other, -number) for _, number, other in sorted(found)][:limit]


def did_you_mean(query: str) -> str | None:
    return suggest(query, parse(query), count=count, words_like=words_like, vocabulary=Vocabulary(NAMES), parse=parse)


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("govrnment", "government"),
        ("Harbuor vote", "Harbour vote"),
        ("HARBUOR", "HARBOUR"),
        ('"harbor board" vote', '"harbour board" vote'),
        ('"harbor bord"~5', '"harbour board"~5'),
        ("title:harbor", "title:harbour"),
        ("=hrabour", "=harbour"),
        ("goverment", "government"),
        ("vote AND (harbor OR bord)", "vote AND (harbour OR board)"),
        ("actor:benett", "actor:bennett"),
        ('actor:"naftali benet" vote', 'actor:"naftali bennett" vote'),
        ("actor:lnid", "actor:lind"),
        ("outlet:meridien -vote", "outlet:meridian -vote"),
        ('outlet:"prt courier"', 'outlet:"port courier"'),
        ("{actor:benett harbor}", "{actor:bennett harbour}"),
        ("actor:naftalibennett", 'actor:"Naftali Bennett"'),
        ("outlet:(meridien, Courier)", "outlet:(meridian, Courier)"),
        ("title:(harbor, bord)", "title:(harbour, board)"),
        ("vote", None),
        ("governmant", None),
        ("votes -harbor", None),
        ("zzzzzzz", None),
        ("ct", None),
        ("actor:zzzzz", None),
        ("harbor*", None),
        ("date:2026", None),
        ("", None),
    ],
)
def test_what_was_meant(query: str, meant: str | None) -> None:
    assert did_you_mean(query) == meant


def test_a_name_without_known_values_stays() -> None:
    found = suggest(
        "author:lnid",
        parse("author:lnid"),
        count=lambda _: 0,
        words_like=words_like,
        vocabulary=Vocabulary({}),
        parse=parse,
    )
    assert found is None


PARTS = [
    "harbor",
    "bord",
    "actor:benett",
    "-harbor",
    "vote",
    '"harbor vote"',
    "(",
    ")",
    "OR",
    "{actor:lnid bord}",
    "title:bord",
    "=bord",
    "é",
    "x~",
]


@given(st.lists(st.sampled_from(PARTS), max_size=6).map(" ".join))
def test_what_is_given_is_a_query_that_matches_more(query: str) -> None:
    from index.errors import QueryError

    try:
        parse(query)
    except QueryError:
        return
    meant = did_you_mean(query)
    if meant is not None:
        assert meant != query
        parse(meant)
        assert did_you_mean(meant) is None
