"""What engines are asked, and what they are to answer: articles, queries, and any that Hypothesis makes."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from index.search.engine import Document, Engine
from index.search.keyset import KeySet
from index.search.query import parse
from index.search.tree import And, Length, Node, Not, Or, TextLeaf

ARTICLES = [
    Document(11, "Bennett keeps a low profile", "The prime minister’s officials rejected the plan of the government."),
    Document(12, "Kovač on governance", "Policies differ. The low road has a profile; a low, high profile has none."),
    Document(13, "", "An e-mail from 東京 about the war. War, and peace: warlike words."),
    Document(14, "Peace at last", "The government kept a low profile, a very low profile, in the US."),
    Document(999_999, "Officials", ""),
]

Opener = Callable[..., Engine]

LEAVES = [
    ("bennett", {11}),
    ("BENNETT'S", {11}),
    ("kovac", {12}),
    ("Kovač", {12}),
    ("policy", {12}),
    ("official", {11, 999_999}),
    ("the", {11, 12, 13, 14}),
    ("war", {13}),
    ("us", {14}),
    ("e-mail", {13}),
    ("mail-e", set()),
    ("東京", {13}),
    ("京", {13}),
    ('"low profile"', {11, 14}),
    ('"a low profile"', {11, 14}),
    ('"of the government"', {11}),
    ('"profile low"', set()),
    ('"profile the prime"', set()),
    ('"low low"', set()),
    ('"profile low"~0', {11, 14}),
    ('"low profile"~1', {11, 12, 14}),
    ('"profile road"~2', {12}),
    ('"profile road"~1', set()),
    ('"low low"~3', {14}),
    ('"low low"~2', set()),
    ('"low low low"~9', set()),
    ('"war peace"~5', {13}),
    ("=officials", {11, 999_999}),
    ("=official", set()),
    ("=policies", {12}),
    ("=policy", set()),
    ("=war", {13}),
    ("=wars", set()),
    ("=kovac", {12}),
    ("title:=officials", {999_999}),
    ("gov*", {11, 12, 14}),
    ("governm*", {11, 14}),
    ("polici*", {12}),
    ("war*", {13}),
    ("warl*", {13}),
    ("zebra*", set()),
    ("*ment", {11, 14}),
    ("g*ance", {12}),
    ("gov*n?e", {12}),
    ("w?r", {13}),
    ("p*", {11, 12, 13, 14}),
    ("goverment~", {11, 14}),
    ("benett~", {11}),
    ("bnenett~2", {11}),
    ("ennett~", set()),
    ("/gov.*/", {11, 12, 14}),
    ("/w(ar|ords)/", {13}),
    ("/[a-f]ar/", set()),
    ("/gover/", set()),
    ("title:/gov.*/", {12}),
    ("title:profile", {11}),
    ("body:profile", {12, 14}),
    ('title:"low profile"', {11}),
    ('body:"profile low"~3', {12, 14}),
    ("title:gov*", {12}),
    ("words=0", {999_999}),
    ("words>12", {12, 13, 14}),
    ("words<10", {999_999}),
    ("zebra", set()),
]


def leaf(query: str) -> TextLeaf | Length:
    node = parse(query)
    assert isinstance(node, TextLeaf | Length), node
    return node


def found(engine: Engine, node: Node) -> KeySet:
    """What a query of text alone finds, as `evaluate` combines it."""
    match node:
        case And(children=children):
            first, *others = [found(engine, child) for child in children]
            for other in others:
                first = first & other
            return first
        case Or(children=children):
            first, *others = [found(engine, child) for child in children]
            for other in others:
                first = first | other
            return first
        case Not(child=child):
            return engine.keys() - found(engine, child)
        case _:
            assert isinstance(node, TextLeaf | Length)
            return engine.ids(node)


#: A text has 10 words at most: of longer ones an engine may know the length only about, for its ranking.
WORDS = st.sampled_from(
    ["war", "wars", "peace", "the", "government", "governing", "low", "profile", "Kovač's", "a", "low-profile", "b"]
)
TEXTS = st.lists(WORDS, max_size=5).map(" ".join)
DOCUMENTS = st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=8)
LEAF = st.sampled_from(
    [
        *("war", "the", "wars", "kovac", "low-profile", "=war", "=wars", "=governing", '"low profile"', '"a b"'),
        *('"a b"~1', '"war peace"~3', '"the the"~4', '"low profile war"~5', "governm*", "g*", "*ar", "w?r*", "p*le"),
        *("waes~", "govrenment~", "peacw~2", "/wa.*/", "/(low|peace)/", "title:war", "body:a*", 'title:"low profile"'),
        *("title:=war", 'body:"a the"~2', "title:/w.*/"),
    ]
).map(leaf)
TREES = st.recursive(
    LEAF,
    lambda inner: (
        st.builds(lambda one, other: And((one, other)), inner, inner)
        | st.builds(lambda one, other: Or((one, other)), inner, inner)
        | st.builds(Not, inner)
    ),
    max_leaves=5,
)
#: Documents that are added or replaced, keys that are deleted, and whether small parts are put together then.
STEPS = st.lists(
    st.tuples(st.dictionaries(st.integers(0, 12), st.tuples(TEXTS, TEXTS), max_size=5), st.sets(st.integers(0, 12)))
    | st.none(),
    min_size=1,
    max_size=6,
)
#: The contract's tests run once for each engine, so in classes that differ.
QUICK = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors],
)
