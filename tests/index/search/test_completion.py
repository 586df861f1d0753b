"""Completing a query at the cursor."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import QueryError
from index.search.completion import Completion, applied, complete, value_text
from index.search.fields import FIELDS, IN_BRACES
from index.search.known_values import Found, Value, ValueIndex, Vocabulary
from index.search.query import parse
from index.search.tree import Clause, leaves
from index.search.typing_place import place_of

NAMES = [
    Value("Naftali Bennett", 40),
    Value("Ben Okoro", 7),
    Value("Bente Vance", 9),
    Value("Reuben Marsh", 90),
    Value("Zoë Lind", 3),
    Value('The "Harbour" Board', 2),
]
LEXICON = {"harbour": 12, "harbours": 3, "harvest": 30, "ferry": 5}


def _words(prefix: str, limit: int) -> list[tuple[str, int]]:
    found = [(word, count) for word, count in LEXICON.items() if word.startswith(prefix.lower())]
    return sorted(found, key=lambda one: (-one[1], one[0]))[:limit]


VOCABULARY = Vocabulary(
    {
        "actor": NAMES,
        "outlet": [Value("Port Courier", 11), Value("The Meridian", 12), Value("Portside", 1)],
        "issue": [
            Value("dredge-channel", 4, "The channel should be dredged"),
            Value("ferry-fares", 9, "Fares should fall"),
        ],
        "stance": [Value("favor", 5), Value("against", 9)],
        "date": [Value("2026", 30), Value("2026-09", 20), Value("2025-12", 2)],
        "query": [Value("my morning", 0)],
        "tag": [Value("follow-up", 2), Value("OR", 1)],
    },
    _words,
)


def completed(query: str) -> list[str]:
    """The query after each completion; the cursor stands where `|` does."""
    cursor = query.index("|")
    query = query.replace("|", "")
    return [applied(query, one)[0] for one in complete(query, cursor, VOCABULARY)]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("ac|", ["actor:"]),
        ("-out|", ["-outlet:"]),
        ("(har| OR x)", ["(harvest OR x)", "(harbour OR x)", "(harbours OR x)"]),
        ("=harb|", ["=harbour", "=harbours"]),
        ("title:fer|", ["title:ferry"]),
        ("actor:ben|", ["actor:\"Naftali Bennett\"", "actor:\"Bente Vance\"", "actor:\"Ben Okoro\""]),
        ("actor:ben|nett x", ["actor:\"Naftali Bennett\" x", "actor:\"Bente Vance\" x", "actor:\"Ben Okoro\" x"]),
        ("actor:rbn|", ["actor:\"Reuben Marsh\""]),
        ("outlet:port|", ['outlet:"Port Courier"', "outlet:Portside"]),
        ("issue:f|", ["issue:ferry-fares"]),
        ("actor:bntt|", ["actor:\"Naftali Bennett\""]),
        ("actor:zoe|", ["actor:\"Zoë Lind\""]),
        ("actor:harb|", ['actor:"The \\"Harbour\\" Board"']),
        ('actor:"naf| x', ['actor:"Naftali Bennett" x']),
        ('actor:"naftali ben|" x', ['actor:"Naftali Bennett" x']),
        ('actor:"naf| outlet:"Port Courier"', ['actor:"Naftali Bennett" outlet:"Port Courier"']),
        ("outlet:(Portside, mer|)", ['outlet:(Portside, "The Meridian")']),
        ("outlet:(port cou|)", ['outlet:("Port Courier")']),
        ("outlet:(Portside OR port c|", ['outlet:(Portside OR "Port Courier"']),
        ("outlet:portsi|", ["outlet:Portside"]),
        ("{actor:okoro stance:|", ["{actor:okoro stance:against", "{actor:okoro stance:favor"]),
        ("issue:dredged|", ["issue:dredge-channel"]),
        ("date:20|", ["date:2026-09", "date:2026", "date:2025-12"]),
        ("date:3|", ["date:30d", "date:3m"]),
        ("date:2025-12..2026-|", ["date:2025-12..2026-09"]),
        ("is:unl|", ["is:unlabelled"]),
        ("since:|", ["since:seen"]),
        ("form:d|", ["form:direct"]),
        ("query:mo|", ['query:"my morning"']),
        ("tag:o|", ['tag:"OR"']),
        ("confid|", ["confidence>"]),
        ("{no|}", ["{note:}"]),
        ("actor:nobodyatall|", []),
        ("har NO|", []),
        ("har OR|", []),
        ("har OR fer|", ["har OR ferry"]),
        ("NOT|", []),
        ("-(har A|", []),
        ("outlet:(Portside OR|", []),
        ("HAR|", ["harvest", "harbour"]),
        ("query:morn|", ['query:"my morning"']),
        ('"a phrase har|', []),
        ("/har|", []),
    ],
)  # fmt: skip
def test_what_a_query_may_go_on_with(query: str, first: list[str]) -> None:
    found = completed(query)
    assert found[: len(first)] == first and bool(found) == bool(first)


def test_the_values_of_a_field_stand_by_number_before_anything_is_typed() -> None:
    assert [one.count for one in complete("actor:", 6, VOCABULARY)] == [90, 40, 9, 7, 3, 2]
    assert [one.text for one in complete("added:", 6, VOCABULARY)][:2] == ["today", "yesterday"]


def test_within_braces_are_only_fields_of_statements() -> None:
    names = {one.text.rstrip(":>") for one in complete("{", 1, VOCABULARY)}
    assert names == IN_BRACES
    assert not {one.text for one in complete("{is:", 4, VOCABULARY)} & {"read", "unread", "duplicate", "flagged"}
    outside = {one.text.rstrip(":>") for one in complete("{actor:x} ", 10, VOCABULARY, 100)}
    assert outside >= set(FIELDS)


def test_a_completion_says_what_it_is() -> None:
    assert complete("issue:fares", 11, VOCABULARY)[0] == Completion(
        6, 11, "ferry-fares", "ferry-fares  Fares should fall", "issue", 9
    )
    assert complete("ferr", 4, VOCABULARY) == [Completion(0, 4, "ferry", "ferry", "word", 5)]
    assert len(complete("actor:", 6, VOCABULARY, 2)) == 2


@given(st.text(min_size=1, max_size=30).filter(lambda value: any(c.isalnum() for c in value) and "\n" not in value))
def test_a_value_is_read_as_it_was_written(value: str) -> None:
    try:
        (leaf,) = leaves(parse(f"tag:{value_text(value)}"))
    except QueryError:
        return  # a value that no query can name
    assert isinstance(leaf, Clause) and (leaf.value, leaf.prefix) == (value.strip(), False)


QUERY = st.lists(
    st.sampled_from(
        [
            "actor:",
            "outlet:(",
            "ben",
            '"',
            "{",
            "}",
            "(",
            ")",
            ",",
            " ",
            " OR ",
            "-",
            "2026..",
            "date:",
            "/",
            "\\",
            "a b",
            "=x",
            "é",
        ]
    ),
    max_size=12,
).map("".join)


@given(QUERY, st.integers(0, 60))
def test_any_query_has_a_place_at_any_cursor(query: str, cursor: int) -> None:
    cursor = min(cursor, len(query))
    place = place_of(query, cursor)
    if place is not None:
        assert 0 <= place.start <= cursor <= place.end <= len(query)
        assert place.quoted or query[place.start : cursor].endswith(place.typed)
    for one in complete(query, cursor, VOCABULARY):
        changed, after = applied(query, one)
        assert changed[: one.start] == query[: one.start] and changed[after:] == query[one.end :]


@given(
    st.lists(st.builds(Value, st.text("abé b-", max_size=6), st.integers(0, 9)), max_size=30),
    st.text("abé", max_size=3),
)
def test_what_is_found_fits_and_is_in_order(values: list[Value], typed: str) -> None:
    from index.search.words import fold

    found = ValueIndex(values).find(typed, 50)
    if not typed:
        return
    text = fold(typed)
    begin = [value for value in values if any(word.startswith(text) for word in re.split("[ -]", fold(value.value)))]
    assert sorted((one.value.value, one.value.count) for one in found if one.rank == 0) == sorted(
        (value.value, value.count) for value in begin
    )
    assert [one.rank for one in found] == sorted(one.rank for one in found)
    for rank in (0, 1):
        order = [(-one.value.count, fold(one.value.value)) for one in found if one.rank == rank]
        assert order == sorted(order)


def test_words_of_a_value_come_before_words_about_it_and_these_before_letters() -> None:
    values = [
        Value("toll-bridge", 50, "The old quay should have a toll"),
        Value("new-quay", 2),
        Value("Quay-lights", 2),
        Value("quotas-yield", 90),
    ]
    found = ValueIndex(values).find("quay", 9)
    assert [(one.value.value, one.rank) for one in found] == [
        ("new-quay", 0),
        ("Quay-lights", 0),
        ("toll-bridge", 1),
        ("quotas-yield", 2),
    ]


def test_many_values_that_begin_alike_are_found_by_number() -> None:
    values = [Value(f"ab {number}", number) for number in range(5_000)] + [Value("x abel", 3)]
    index = ValueIndex(values)
    assert [one.value.count for one in index.find("ab", 3)] == [4999, 4998, 4997]
    assert index.find("abel", 3) == [Found(Value("x abel", 3), 0)]


def test_fifty_thousand_values_take_no_time() -> None:
    vocabulary = Vocabulary({"actor": [Value(f"{a}{b} {b}{a}", a % 7) for a in range(250) for b in range(200)]})
    complete("actor:1", 7, vocabulary)
    complete("actor:1x", 8, vocabulary)

    def took(query: str) -> float:
        begun = time.process_time()
        complete(query, len(query), vocabulary)
        return time.process_time() - begun

    assert min(max(took(query) for query in ("actor:", "actor:1", "actor:12 2", "actor:1934")) for _ in range(3)) < 0.03
