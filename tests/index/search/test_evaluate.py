"""Queries over the engine and the store together: AND, OR and NOT across both, braces, and what emptied a result."""

from __future__ import annotations

from collections.abc import Set
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.search.asking import asks_each, asks_of_statements
from index.search.engine import Document, NamePattern, Stopped
from index.search.evaluate import answer, emptied_by, evaluate, like, matching_statements
from index.search.hits import matches
from index.search.names import name_pattern
from index.search.query import parse
from index.search.tree import (
    And,
    Braces,
    Clause,
    ClauseField,
    Compared,
    Dates,
    Everything,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    State,
    TextLeaf,
    Word,
    of_statement,
)
from index.search.whoosh_engine import WhooshEngine
from tests.index.search.plain_engine import Place, PlainEngine
from tests.index.search.plain_store import PlainStore, Said, Told

TEXTS = {
    1: ("Bennett on the port", "The prime minister rejected the sale of the port."),
    2: ("Harbour news", "Residents welcomed the sale. The port opens."),
    3: ("Weather", "Rain is expected."),
    4: ("Removed", "This port article was taken out."),
}
OUTLETS = {1: "The Times of Israel", 2: "Süddeutsche Zeitung", 3: "The Times"}
DATES = {1: "2022-03-01", 2: "2022-04-10"}
ENTITIES = {1: ["Naftali Bennett", "Haifa"], 2: ["Haifa"], 3: []}
SAID = [
    Said("s1", 1, "Naftali Bennett", "against", "port", "that the port should be sold", labelled=True),
    Said("s2", 1, "Ana Kovač", "favor", "port", "the sale is needed"),
    Said("s3", 2, "Naftali Bennett", "favor", "rail", "a new railway to the port"),
    Said("s4", 2, "Residents", "favor", "port", "they welcomed selling"),
]


TOLD = [Told(key, *TEXTS[key], OUTLETS[key], DATES.get(key), tuple(ENTITIES[key]), read=key == 3) for key in (1, 2, 3)]


def Store() -> PlainStore:  # noqa: N802 - stands for a class
    """The articles and statements above."""
    return PlainStore(TOLD, SAID)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> WhooshEngine:
    folder: Path = tmp_path_factory.mktemp("engine") / "index"
    engine = WhooshEngine.open(folder, "t")
    engine.index([Document(key, title, body) for key, (title, body) in TEXTS.items()])
    return engine


ANSWERS = [
    ("", {1, 2, 3}),
    ("*", {1, 2, 3}),
    ("port", {1, 2}),
    ("port -rejected", {2}),
    ("-port", {3}),
    ("rejected OR rain", {1, 3}),
    ("rejected rain", set()),
    ("kovac", {1}),
    ("haifa rejected", {1}),
    ("haifa -title:harbour", {1}),
    ('"naftali bennett"', {1, 2}),
    ("title:bennett", {1}),
    ("naft*", {1, 2}),
    ("entity:haifa", {1, 2}),
    ("entity:hai*", {1, 2}),
    ("entity:hai", set()),
    ("outlet:times", {1, 3}),
    ("outlet:(suddeutsche,israel)", {1, 2}),
    ("outlet:times -outlet:israel", {3}),
    ('outlet:"times israel"', set()),
    ("date:2022", {1, 2}),
    ("date:2022-04..", {2}),
    ("date:..2022-03", {1}),
    ("date:2022-03 OR rain", {1, 3}),
    ("-date:2022", {3}),
    ("is:read", {3}),
    ("is:unread", {1, 2}),
    ("is:labelled", {1}),
    ("is:unlabelled", {1, 2}),
    ("is:conflict", set()),
    ("-is:labelled", {2, 3}),
    ("id:abcd2", {2}),
    ("words<5", {3}),
    ("actor:bennett", {1, 2}),
    ("actor:bennett actor:kovac", {1, 2}),
    ("actor:bennett AND actor:kovac", {1}),
    ("actor:bennett stance:against", {1}),
    ("actor:bennett stance:favor", {1, 2}),
    ("{actor:bennett stance:favor}", {2}),
    ("{actor:bennett stance:favor} rejected", set()),
    ("{actor:bennett -stance:against}", {2}),
    ("{actor:bennett issue:port} {stance:favor}", {1}),
    ("-{actor:bennett stance:favor}", {1, 3}),
    ("{sell}", {2}),
    ("{port}", {1, 2}),
    ("{port issue:port}", {1}),
    ("{sale OR railway}", {1, 2}),
    ("{-stance:favor}", {1}),
    ("{*}", {1, 2}),
    ("{actor:(kovac,residents) stance:favor}", {1, 2}),
]


@pytest.mark.parametrize(("query", "keys"), ANSWERS)
def test_articles_that_match(engine: WhooshEngine, query: str, keys: set[int]) -> None:
    assert evaluate(parse(query), engine, Store()) == keys


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("", {"s1", "s2", "s3", "s4"}),
        ("rejected", {"s1", "s2"}),
        ("actor:bennett stance:favor", {"s3"}),
        ("stance:favor", {"s2", "s3", "s4"}),
        ("stance:favor outlet:israel", {"s2"}),
        ("stance:favor rejected", {"s2"}),
        ("rejected -stance:favor", {"s1"}),
        ("-stance:favor", {"s1"}),
        ("stance:against OR issue:rail", {"s1", "s3"}),
        ("stance:(against,favor) issue:port", {"s1", "s2", "s4"}),
        ("actor:bennett (issue:port OR stance:against)", {"s1"}),
        ("outlet:israel OR issue:rail", {"s1", "s2", "s3"}),
        ("actor:bennett (outlet:israel OR issue:rail)", {"s1", "s3"}),
        ("actor:bennett {stance:favor}", {"s3"}),
        ("stance:favor -{issue:rail}", {"s2"}),
        ("stance:favor is:unread", {"s2", "s3", "s4"}),
        ("is:unlabelled -actor:residents", {"s2", "s3"}),
        ("is:read", set()),
        ("{actor:bennett stance:favor}", {"s3"}),
        ("{actor:bennett} port", {"s1", "s3"}),
        ("{actor:bennett} rejected", {"s1"}),
        ("{actor:bennett issue:port} {stance:favor}", {"s1", "s2"}),
        ("{actor:kovac} OR {issue:rail}", {"s2", "s3"}),
        ("-{actor:bennett stance:favor}", {"s1", "s2"}),
        ("{-is:labelled}", {"s2", "s3", "s4"}),
        ("zebra", set()),
    ],
)
def test_statements_that_a_query_speaks_of(engine: WhooshEngine, query: str, ids: set[str]) -> None:
    found = matching_statements(parse(query), engine, Store())
    assert {SAID[place].id for place in found} == ids


_PARTS = st.sampled_from([query for query, _ in ANSWERS if query and " OR " not in query and query != "*"])


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_PARTS, _PARTS)
def test_the_operators_are_those_of_sets(engine: WhooshEngine, left: str, right: str) -> None:
    store = Store()

    def keys(query: str) -> Set[int]:
        return evaluate(parse(query), engine, store)

    assert keys(f"({left}) AND ({right})") == keys(left) & keys(right)
    assert keys(f"({left}) OR ({right})") == keys(left) | keys(right)
    assert keys(f"({left}) -({right})") == keys(left) - keys(right)
    assert keys(f"-({left})") == store.articles() - keys(left)


@pytest.mark.parametrize(
    ("query", "clause", "sentence"),
    [
        ("zebra", "zebra", "no article matches zebra"),
        (
            "port zebra outlet:times -rain",
            "zebra",
            "no article matches zebra; the others alone: port (2), outlet:times (2)",
        ),
        ("port rain", "rain", "1 article matches rain, but none of it also matches port (2)"),
        (
            "port outlet:times -actor:bennett",
            "-actor:bennett",
            "1 article matches -actor:bennett, but none of it also matches port (2), outlet:times (2)",
        ),
        (
            "{actor:bennett stance:mixed}",
            "stance:mixed",
            "no statement matches stance:mixed; the others alone: actor:bennett (2)",
        ),
        (
            "port {actor:residents stance:against}",
            "stance:against",
            "1 statement matches stance:against, but none of it also matches actor:residents (1)",
        ),
        ("zebra OR yak", "zebra OR yak", "no article matches zebra OR yak"),
        ("-(port OR -port)", "-(port OR -port)", "no article matches -(port OR -port)"),
    ],
)
def test_what_emptied_a_result(engine: WhooshEngine, query: str, clause: str, sentence: str) -> None:
    node = parse(query)
    assert evaluate(node, engine, Store()) == set()
    found = emptied_by(node, engine, Store())
    assert found is not None
    assert (found.clause, found.sentence) == (clause, sentence)
    assert query[found.at.start : found.at.end] == clause


@pytest.mark.parametrize("query", [query for query, keys in ANSWERS if keys])
def test_nothing_emptied_a_result_that_is_not_empty(engine: WhooshEngine, query: str) -> None:
    assert emptied_by(parse(query), engine, Store()) is None


def test_what_emptied_a_long_query_is_found_by_asking_each_clause_once(engine: WhooshEngine) -> None:
    asked = 0

    def stopped() -> bool:
        nonlocal asked
        asked += 1
        return False

    node = parse(" ".join(["port"] * 150 + ["rain", "zebra"]))
    found = emptied_by(node, engine, Store(), stopped=stopped)
    assert found is not None and found.clause == "rain" and len(found.counts) == 150
    assert asked < 200


def test_a_search_stops_between_two_clauses(engine: WhooshEngine) -> None:
    asked = 0

    def stopped() -> bool:
        nonlocal asked
        asked += 1
        return asked > 3

    with pytest.raises(Stopped):
        evaluate(parse("port OR rain OR sale OR zebra"), engine, Store(), stopped=stopped)
    assert asked == 4
    assert evaluate(parse("port OR rain"), engine, Store(), stopped=lambda: False) == {1, 2, 3}


def test_patterns_of_names() -> None:
    for query, text, given_ in [
        ("Kovač", " kovac ", "Kovač"),
        ('"Noa Furman"', " noa furman ", "Noa Furman"),
        ("fur*", " fur", "fur"),
        ("actor:noa-furman", " noa furman ", "noa-furman"),
        ("actor:fur*", " fur", "fur"),
    ]:
        assert name_pattern(parse(query)) == NamePattern(text, given_)  # type: ignore[arg-type]


# What a query means, one article and one statement at a time.


class Plainly:
    """Answers a query by looking at each article and statement for itself."""

    def __init__(self, store: PlainStore) -> None:
        self.store = store

    def article(self, node: Node, one: Told) -> bool:
        said = [each for each in self.store.said if each.article == one.key]
        match node:
            case Everything():
                return True
            case And(children=children):
                return all(self.article(child, one) for child in children)
            case Or(children=children):
                return any(self.article(child, one) for child in children)
            case Not(child=child):
                return not self.article(child, one)
            case Braces(child=child):
                return any(self.statement(child, each) for each in said)
            case Clause() | Compared() if of_statement(node):
                return any(self.store.holds(each, node) for each in said)
            case Clause() | Dates():
                return self.store.has(one, node)
            case _:
                assert isinstance(node, TextLeaf)
                texts = [one.title, one.body] if node.field is None else [getattr(one, node.field)]
                if any(matches(text, node) for text in texts):
                    return True
                named = node.field is None and isinstance(node, Word | Phrase | Prefix)
                return named and one.key in self.store.articles_by_name(name_pattern(node))  # type: ignore[arg-type]

    def statement(self, node: Node, one: Said) -> bool:
        match node:
            case Everything():
                return True
            case And(children=children):
                return all(self.statement(child, one) for child in children)
            case Or(children=children):
                return any(self.statement(child, one) for child in children)
            case Not(child=child):
                return not self.statement(child, one)
            case Clause() | Compared():
                return self.store.holds(one, node)
            case _:
                assert isinstance(node, TextLeaf)
                return matches(one.content, node)

    def speaks_of(self, node: Node, one: Said) -> bool:
        if asks_each(node):
            return self.statement(node, one)
        if isinstance(node, Or) and asks_of_statements(node):
            return any(self.speaks_of(child, one) for child in node.children)
        parts = node.children if isinstance(node, And) else (node,)
        each = [part for part in parts if asks_each(part)]
        braces = [part for part in parts if isinstance(part, Braces)]
        mixed = [part for part in parts if isinstance(part, Or) and part not in each and asks_of_statements(part)]
        (told,) = [told for told in self.store.told if told.key == one.article]
        return (
            all(self.statement(part, one) for part in each)
            and (not braces or any(self.statement(part.child, one) for part in braces))
            and all(self.speaks_of(part, one) for part in mixed)
            and all(self.article(part, told) for part in parts if part not in each)
        )


_WORDS = ("port", "sale", "rail", "rain", "selling", "lee")
_NAMES = ("Ann Lee", "Lee Port", "Bo Rail")
_TEXTS = st.lists(st.sampled_from(_WORDS), max_size=4).map(" ".join)
_STANCES = ("favor", "against")
_ISSUES = ("port", "rail")


@st.composite
def _libraries(draw: st.DrawFn) -> PlainStore:
    keys = draw(st.lists(st.integers(0, 12), min_size=1, max_size=5, unique=True))
    told = [
        Told(
            key,
            draw(_TEXTS),
            draw(_TEXTS),
            draw(st.sampled_from(["", "Port Post", "Rail Post"])),
            draw(st.sampled_from([None, "2022-03-01", "2022-04-01"])),
            draw(st.lists(st.sampled_from(_NAMES), max_size=2).map(tuple)),
            draw(st.booleans()),
        )
        for key in keys
    ]
    number = draw(st.integers(0, 14))
    said = [
        Said(
            f"s{place}",
            draw(st.sampled_from(keys)),
            draw(st.sampled_from(_NAMES)),
            draw(st.sampled_from([None, *_STANCES])),
            draw(st.sampled_from(_ISSUES)),
            draw(_TEXTS),
            draw(st.booleans()),
        )
        for place in range(number)
    ]
    return PlainStore(told, said)


_TEXT_LEAVES = st.one_of(
    st.sampled_from(_WORDS).map(Word),
    st.sampled_from(["port sale", "rail rail", "sell rain"]).map(Phrase),
    st.sampled_from(["s", "ra", "po"]).map(Prefix),
)
_OF_STATEMENTS = st.one_of(
    st.builds(Clause, st.just(ClauseField.ACTOR), st.sampled_from(["lee", "ann lee", "rail"])),
    st.builds(Clause, st.just(ClauseField.STANCE), st.sampled_from(_STANCES)),
    st.builds(Clause, st.just(ClauseField.ISSUE), st.sampled_from(_ISSUES)),
    st.builds(Clause, st.just(ClauseField.IS), st.sampled_from([State.LABELLED, State.UNLABELLED])),
)
_OF_ARTICLES = st.one_of(
    st.builds(Clause, st.just(ClauseField.OUTLET), st.sampled_from(["post", "port"])),
    st.builds(Clause, st.just(ClauseField.ENTITY), st.sampled_from(["lee", "bo"])),
    st.builds(Clause, st.just(ClauseField.IS), st.sampled_from([State.READ, State.UNREAD])),
    st.builds(Dates, st.just("2022-03-15") | st.none(), st.just("2022-12-31") | st.none()),
    st.just(Everything()),
)


def _combined(kind: type[And] | type[Or]) -> object:
    def combine(parts: list[Node]) -> Node:
        flat = [each for part in parts for each in (part.children if isinstance(part, kind) else (part,))]
        return kind(tuple(flat))

    return combine


def _joined(nodes: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(nodes, min_size=2, max_size=3)
    return st.one_of(several.map(_combined(And)), several.map(_combined(Or)), nodes.map(Not))  # type: ignore[arg-type]


_IN_BRACES = st.recursive(st.one_of(_TEXT_LEAVES, _OF_STATEMENTS, st.just(Everything())), _joined, max_leaves=5)
_TREES = st.recursive(
    st.one_of(_TEXT_LEAVES, _OF_STATEMENTS, _OF_ARTICLES, _IN_BRACES.map(Braces)), _joined, max_leaves=7
)


@settings(max_examples=300, deadline=None)
@given(_libraries(), _TREES)
def test_any_query_in_any_library_means_what_it_says(store: PlainStore, node: Node) -> None:
    engine = PlainEngine(Place())
    engine.index([Document(one.key, one.title, one.body) for one in store.told])
    plainly = Plainly(store)
    keys = {one.key for one in store.told if plainly.article(node, one)}
    spoken = {one.id for one in store.said if plainly.speaks_of(node, one)}
    assert evaluate(node, engine, store) == keys
    assert {store.said[place].id for place in matching_statements(node, engine, store)} == spoken
    both = answer(node, engine, store)
    assert both.articles == keys and (both.emptied is None) == bool(keys)
    if asks_of_statements(node):
        assert {store.said[place].id for place in both.statements} == spoken


def test_contents_are_looked_at_only_where_all_else_holds(engine: WhooshEngine) -> None:
    store = Store()
    assert answer(parse("{actor:bennett port} outlet:israel"), engine, store).articles == {1}
    assert store.asked == ["s1"]


def test_articles_like_another(tmp_path: Path) -> None:
    words = "dredging silt harbour channel barge tide quay pilot"
    told = [
        Told(1, "One", f"{words} sluice"),
        Told(2, "Two", f"{words} lock"),
        Told(3, "Three", "rain and wind over the hills"),
        *(Told(key, "Other", "wind and rain in the valley") for key in range(4, 12)),
    ]
    engine = PlainEngine(Place())
    engine.index([Document(one.key, one.title, one.body) for one in told])
    store = PlainStore(told, [])
    assert like("abcd2", engine, store) == {1}
    assert evaluate(parse("like:abcd2 OR title:three"), engine, store) == {1, 3}
    assert like("nowhere", engine, store) == set()
