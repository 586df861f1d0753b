"""Queries over the engine and the store together: AND, OR and NOT across both, braces, and what emptied a result."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Set
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.search.engine import Document, NamePattern, Stopped
from index.search.evaluate import emptied_by, evaluate, matching_statements, name_pattern
from index.search.query import parse
from index.search.tree import State
from index.search.whoosh_engine import WhooshEngine
from index.search.words import folded_name


@dataclass(frozen=True)
class Said:
    """A statement, as far as a search asks about it."""

    id: str
    article: int
    actor: str
    stance: str | None
    issue: str
    content: str
    labelled: bool = False


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


class Store:
    """A store in memory."""

    def articles(self) -> Set[int]:
        return {1, 2, 3}

    def articles_by_id(self, ref: str) -> Set[int]:
        return {key for key in self.articles() if f"abcd{key}".startswith(ref)}

    def articles_by_outlet(self, name: NamePattern) -> Set[int]:
        return {key for key, outlet in OUTLETS.items() if name.text in folded_name(outlet)}

    def articles_by_author(self, name: NamePattern) -> Set[int]:
        return set()

    def articles_by_date(self, first: str | None, last: str | None) -> Set[int]:
        return {key for key, date in DATES.items() if (first or "") <= date <= (last or "9999")}

    def articles_read(self) -> Set[int]:
        return {3}

    def articles_by_entity(self, name: NamePattern) -> Set[int]:
        return {key for key, names in ENTITIES.items() if any(name.text in folded_name(one) for one in names)}

    def articles_by_name(self, name: NamePattern) -> Set[int]:
        return self.articles_by_entity(name) | set(self.statements_by_actor(name).values())

    @staticmethod
    def _where(keep: Callable[[Said], bool]) -> Mapping[str, int]:
        return {said.id: said.article for said in SAID if keep(said)}

    def statements(self) -> Mapping[str, int]:
        return self._where(lambda said: True)

    def statements_by_actor(self, name: NamePattern) -> Mapping[str, int]:
        return self._where(lambda said: name.text in folded_name(said.actor))

    def statements_by_issue(self, issue: str) -> Mapping[str, int]:
        return self._where(lambda said: said.issue == issue)

    def statements_by_stance(self, stance: str) -> Mapping[str, int]:
        return self._where(lambda said: said.stance == stance)

    def statements_by_state(self, state: State) -> Mapping[str, int]:
        assert state in (State.LABELLED, State.UNLABELLED, State.SUGGESTED, State.CONFLICT)
        return self._where(lambda said: said.labelled == (state is State.LABELLED) and state is not State.CONFLICT)

    def statements_of(self, articles: Collection[int]) -> Mapping[str, int]:
        return self._where(lambda said: said.article in articles)

    def contents(self, statements: Collection[str]) -> Mapping[str, str]:
        return {said.id: said.content for said in SAID if said.id in statements}


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
    assert set(found) == ids
    assert all(found[said.id] == said.article for said in SAID if said.id in ids)


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
        ("port zebra outlet:times", "zebra", "no article matches zebra"),
        ("port rain", "rain", "1 article matches rain, but none of it also matches port (2)"),
        (
            "port outlet:times -actor:bennett",
            "-actor:bennett",
            "1 article matches -actor:bennett, but none of it also matches port (2), outlet:times (2)",
        ),
        ("{actor:bennett stance:mixed}", "stance:mixed", "no statement matches stance:mixed"),
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
