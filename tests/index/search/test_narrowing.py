"""Clauses put into a query and taken out of it: what is typed stays, and what comes of it asks for what was meant."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import QueryError
from index.search.asking import asks_each
from index.search.formatting import format_query
from index.search.narrowing import has_clause, with_clause, without_clause
from index.search.query import parse
from index.search.tree import And, Braces, Everything
from tests.index.search.plain_engine import Place, PlainEngine
from tests.index.search.test_evaluate import _TREES, Store


@pytest.mark.parametrize(
    ("query", "clause", "narrowed"),
    [
        ("", "outlet:courier", "outlet:courier"),
        ("*", "outlet:courier", "outlet:courier"),
        ("silt  ferry", "outlet:courier", "silt  ferry outlet:courier"),
        ("date:30d", "outlet:courier", "date:30d outlet:courier"),
        ("date:2022", "date:2022-03", "date:2022 AND date:2022-03"),
        ("silt OR ferry", "outlet:courier", "(silt OR ferry) outlet:courier"),
        ("silt outlet:courier", "outlet:courier", "silt outlet:courier"),
        ("{actor:lee}", "stance:against", "{actor:lee stance:against}"),
        ("silt {actor:lee}", "stance:against", "silt {actor:lee stance:against}"),
        ("{actor:lee OR actor:bo}", "stance:against", "{actor:(lee, bo) stance:against}"),
        ("{actor:lee cue:said}", "outlet:courier", "{actor:lee cue:said} outlet:courier"),
        ("actor:lee silt", "issue:port", "silt {actor:lee issue:port}"),
        ("silt", "actor:lee", "silt actor:lee"),
    ],
)
def test_a_clause_is_put_in(query: str, clause: str, narrowed: str) -> None:
    assert with_clause(query, clause) == narrowed
    assert has_clause(narrowed, clause)


@pytest.mark.parametrize(
    ("query", "clause", "left"),
    [
        ("outlet:courier", "outlet:courier", ""),
        ("silt outlet:courier ferry", "outlet:courier", "silt ferry"),
        ("date:2022 AND date:2022-03", "date:2022-03", "date:2022"),
        ("(silt OR ferry) outlet:courier", "outlet:courier", "silt OR ferry"),
        ("silt {actor:lee stance:against}", "stance:against", "silt {actor:lee}"),
        ("silt {actor:lee}", "actor:lee", "silt"),
        ("{actor:lee}", "actor:lee", ""),
        ("silt", "outlet:courier", "silt"),
        ("silt OR outlet:courier", "outlet:courier", "silt OR outlet:courier"),
    ],
)
def test_a_clause_is_taken_out(query: str, clause: str, left: str) -> None:
    assert parse(without_clause(query, clause)) == parse(left)
    assert not has_clause(without_clause(query, clause), clause)


_CLAUSES = st.sampled_from(
    ["outlet:post", "date:2022-03", "is:read", "entity:bo", "actor:lee", "stance:favor", "issue:rail", "is:labelled"]
)


@settings(max_examples=300, deadline=None)
@given(_TREES, _CLAUSES)
def test_what_is_narrowed_asks_for_both_and_can_be_widened_again(tree: object, clause: str) -> None:
    query = format_query(tree)  # type: ignore[arg-type]
    try:
        node = parse(query)
    except QueryError:
        return
    narrowed = with_clause(query, clause)
    assert has_clause(narrowed, clause)
    assert with_clause(narrowed, clause) == narrowed
    store, engine = Store(), PlainEngine(Place())
    from index.search.evaluate import evaluate

    keys = evaluate(parse(narrowed), engine, store)
    assert keys <= evaluate(node, engine, store) and keys <= evaluate(parse(clause), engine, store)
    parts = node.children if isinstance(node, And) else (node,)
    if has_clause(query, clause) or isinstance(node, Everything) or any(map(asks_each, parts)):
        return
    left = parse(without_clause(narrowed, clause))
    if not any(isinstance(part, Braces) for part in parts):
        assert left == node
    else:
        assert evaluate(left, engine, store) == evaluate(node, engine, store)


def test_a_broken_query_is_an_error() -> None:
    with pytest.raises(QueryError):
        with_clause("silt (", "outlet:courier")
