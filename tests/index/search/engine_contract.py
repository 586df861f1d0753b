"""The contract of an engine: what any must keep, whatever it is made of.

A class of tests inherits from `EngineContract` and gives a fixture `opened`: it opens engines on one index, as
often as it is called, with the limits that it is given. What it finds is held against `PlainEngine`.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import QueryError
from index.search.engine import Document, Engine, Health, Limits, Stopped
from index.search.evaluate import evaluate
from index.search.hits import matches
from index.search.keyset import KeySet
from index.search.query import parse
from index.search.tree import Length, Node, Or, Phrase, Prefix, Regex, TextLeaf, Wildcard, Word, text_terms
from tests.index.search.engine_cases import (
    ARTICLES,
    DOCUMENTS,
    LEAF,
    LEAVES,
    QUICK,
    STEPS,
    TREES,
    Opener,
    found,
    leaf,
)
from tests.index.search.plain_engine import Place, PlainEngine


class EngineContract:
    """What every engine does."""

    @pytest.fixture
    def engine(self, opened: Opener) -> Engine:
        engine = opened()
        engine.index(ARTICLES, recorded=7)
        return engine

    # What it holds

    def test_a_new_index_is_empty(self, opened: Opener) -> None:
        engine = opened()
        assert (engine.health, engine.reason, engine.recorded, engine.count) == (Health.NEW, None, 0, 0)
        assert engine.ids(Word("war")) == engine.keys() == KeySet.EMPTY
        assert engine.ids(Prefix("w")) == engine.ids(Length(None, None)) == set()
        assert engine.rank(Word("war"), []) == engine.words("", 9) == engine.words_like("war", 9) == []
        assert engine.telling(ARTICLES[0], 9) == []
        assert not engine.merge()

    def test_it_is_filled(self, engine: Engine) -> None:
        assert (engine.health, engine.reason, engine.recorded, engine.count) == (Health.READY, None, 7, 5)
        assert engine.keys() == {article.key for article in ARTICLES}

    def test_replacing(self, engine: Engine) -> None:
        assert engine.index([Document(11, "Zebra", "nothing else")]) == 1
        assert engine.ids(Word("bennett")) == set()
        assert engine.ids(Word("zebra")) == {11}
        assert (engine.count, engine.recorded) == (5, 7)
        assert engine.ids(Length(2, 2)) == {11}

    def test_the_last_of_several_with_one_key_holds(self, engine: Engine) -> None:
        engine.index([Document(11, "", "first"), Document(20, "", "other"), Document(11, "", "second")], recorded=9)
        assert engine.ids(Word("first")) == set()
        assert engine.ids(Word("second")) == {11}
        assert engine.ids(Word("other")) == {20}
        assert (engine.count, engine.recorded) == (6, 9)

    def test_deleting(self, engine: Engine) -> None:
        assert engine.index([], deleted=[11, 14, 555], recorded=8) == 0
        assert engine.ids(Phrase("low profile")) == set()
        assert engine.ids(Prefix("gov")) == {12}
        assert engine.keys() == {12, 13, 999_999}
        assert engine.recorded == 8

    def test_deleting_all(self, engine: Engine) -> None:
        engine.index([], deleted=[article.key for article in ARTICLES], recorded=8)
        assert (engine.count, engine.recorded, engine.words("", 5)) == (0, 8, [])
        assert engine.ids(Word("war")) == engine.ids(Length(0, None)) == set()
        engine.index(ARTICLES[:1])
        assert engine.ids(Word("bennett")) == engine.keys() == {11}

    def test_deleting_and_adding_a_key_at_once_replaces_it(self, engine: Engine) -> None:
        engine.index([Document(11, "", "back again")], deleted=[11])
        assert engine.ids(Word("again")) == {11}
        assert engine.ids(Word("bennett")) == set()

    def test_clearing(self, engine: Engine) -> None:
        engine.clear()
        assert (engine.count, engine.recorded, engine.ids(Word("war"))) == (0, 0, set())

    def test_it_is_still_there_when_opened_again(self, engine: Engine, opened: Opener) -> None:
        again = opened()
        assert (again.health, again.recorded, again.count) == (Health.READY, 7, 5)
        assert again.ids(Phrase("low profile")) == {11, 14}
        assert again.check() is None

    def test_nothing_changes_where_reading_the_documents_fails(self, engine: Engine, opened: Opener) -> None:
        def failing() -> Iterator[Document]:
            yield Document(50, "", "half")
            raise RuntimeError("the store is gone")

        with pytest.raises(RuntimeError):
            engine.index(failing(), deleted=[11], recorded=99)
        for one in (engine, opened()):
            assert one.ids(Word("half")) == set()
            assert one.ids(Word("bennett")) == {11}
            assert one.recorded == 7
        assert engine.index([Document(50, "", "whole")]) == 1

    def test_many_small_commits_find_the_same_as_one(self, opened: Opener) -> None:
        one, texts = opened(), ["governing war", "the government of wars", "peaceful governors", "low profile"]
        for key in range(40):
            one.index([Document(key, "", texts[key % 4])], deleted=[key - 3] if key % 5 == 0 else [])
        gone = {key - 3 for key in range(0, 40, 5)}
        expected = {key: texts[key % 4] for key in range(40) if key not in gone}
        for _ in range(2):
            assert one.keys() == set(expected)
            for query in (
                "war",
                "govern",
                "governm*",
                "govern*",
                '"low profile"',
                "=governor",
                "the",
                "*rs",
                "goverm~",
            ):
                wanted = leaf(query)
                assert not isinstance(wanted, Length)
                assert one.ids(wanted) == {key for key, text in expected.items() if matches(text, wanted)}, query
            assert one.check() is None
            one.merge()
        assert not one.merge(), "what is put together stays so"

    # Several engines on one index

    def test_a_second_engine_sees_a_commit_when_it_refreshes(self, engine: Engine, opened: Opener) -> None:
        other = opened()
        assert other.refresh() is False
        engine.index([Document(70, "", "zebra")], deleted=[11], recorded=8)
        assert other.ids(Word("bennett")) == {11}
        assert other.refresh() is True
        assert other.ids(Word("zebra")) == {70}
        assert other.ids(Word("bennett")) == set()
        assert other.recorded == 8

    def test_a_second_engine_sees_the_same_after_a_merge(self, engine: Engine, opened: Opener) -> None:
        other = opened()
        for key in range(20, 30):
            engine.index([Document(key, "", "low profile")], deleted=[key - 1], recorded=key)
        other.refresh()
        before = other.rank(Word("profile"), other.keys())
        engine.merge()
        other.refresh()
        engine.refresh()
        assert [key for key, _ in other.rank(Word("profile"), other.keys())] != []
        assert {key for key, _ in before} == engine.keys() == other.keys() == {11, 12, 13, 14, 29, 999_999}
        assert other.ids(Phrase("low profile")) == {11, 14, 29}
        assert other.recorded == 29

    def test_a_reader_during_commits(self, engine: Engine, opened: Opener) -> None:
        reader, done, problems = opened(), threading.Event(), []

        def read() -> None:
            last = reader.count
            while not done.is_set():
                reader.refresh()
                if reader.health is not Health.READY or reader.count < last or reader.ids(Word("kovac")) != {12}:
                    problems.append((reader.health, reader.reason, reader.count, last))
                last = reader.count

        thread = threading.Thread(target=read)
        thread.start()
        try:
            for key in range(100, 125):
                engine.index([Document(key, "", "more and more")])
                if key % 5 == 0:
                    engine.merge()
        finally:
            done.set()
            thread.join()
        assert problems == []
        reader.refresh()
        assert reader.count == 30

    # What it finds

    @pytest.mark.parametrize(("query", "keys"), LEAVES)
    def test_what_a_leaf_finds(self, engine: Engine, query: str, keys: set[int]) -> None:
        assert engine.ids(leaf(query)) == keys
        assert engine.ids(leaf(query)) == keys

    @QUICK
    @given(DOCUMENTS, st.lists(LEAF, min_size=1, max_size=5), st.integers(1, 3))
    def test_what_is_found_is_what_would_be_lit(
        self, opened: Opener, texts: list[tuple[str, str]], leaves: list[TextLeaf], commits: int
    ) -> None:
        engine = opened()
        engine.clear()
        documents = [Document(key, title, body) for key, (title, body) in enumerate(texts)]
        for part in range(commits):
            engine.index(documents[part::commits])
        for wanted in leaves:
            fields = ("title", "body") if wanted.field is None else (wanted.field,)
            expected = {d.key for d in documents if any(matches(getattr(d, str(f)), wanted) for f in fields)}
            assert engine.ids(wanted) == expected

    @QUICK
    @given(STEPS, st.lists(TREES, min_size=1, max_size=4))
    def test_it_finds_what_the_plain_engine_finds(
        self,
        opened: Opener,
        steps: list[tuple[dict[int, tuple[str, str]], set[int]] | None],
        trees: list[Node],
    ) -> None:
        engine, plain = opened(), PlainEngine(Place())
        engine.clear()
        for step in steps:
            if step is None:
                engine.merge()
            else:
                documents = [Document(key, title, body) for key, (title, body) in step[0].items()]
                for one in (engine, plain):
                    one.index(documents, deleted=step[1])
            for tree in trees:
                expected = found(plain, tree)
                assert found(engine, tree) == expected
                hit = {key for key, score in engine.rank(tree, expected) if score > 0}
                assert hit == {key for key, score in plain.rank(tree, expected) if score > 0}
            assert engine.keys() == plain.keys()
            assert engine.words("", 99) == plain.words("", 99)

    @QUICK
    @given(DOCUMENTS, TREES, st.integers(1, 3), st.integers(0, 4))
    def test_it_ranks_as_the_plain_engine_does(
        self, opened: Opener, texts: list[tuple[str, str]], tree: Node, commits: int, limit: int
    ) -> None:
        engine, plain = opened(), PlainEngine(Place())
        engine.clear()
        documents = [Document(key, title, body) for key, (title, body) in enumerate(texts)]
        plain.index(documents)
        for part in range(commits):
            engine.index(documents[part::commits])
        expected = dict(plain.rank(tree, plain.keys()))
        ranked = engine.rank(tree, plain.keys())
        assert dict(ranked) == pytest.approx(expected)
        assert ranked == sorted(ranked, key=lambda one: (-one[1], one[0]))
        assert engine.rank(tree, plain.keys(), limit=limit) == (ranked[:limit] if limit else ranked)

    def test_an_article_is_found_by_evaluating(self, engine: Engine) -> None:
        class Store:
            def articles(self) -> KeySet:
                return engine.keys()

            def articles_by_name(self, _name: object) -> KeySet:
                return KeySet.EMPTY

        node = parse("the -war (government OR governance)")
        assert set(evaluate(node, engine, Store())) == {11, 12, 14}  # type: ignore[arg-type]

    def test_a_text_of_more_words_than_two_bytes_count(self, opened: Opener) -> None:
        engine = opened()
        long = Document(1, "", "filler " * 70_000 + "low profile")
        engine.index([long, Document(2, "", "low " + "x " * 9 + "profile")])
        for key in range(3, 9):
            engine.index([Document(key, "", "no filler")])
        for _ in range(2):
            assert engine.ids(Phrase("low profile")) == {1}
            assert engine.ids(Phrase("filler low")) == {1}
            assert engine.ids(Length(70_002, 70_002)) == {1}
            engine.merge()

    def test_texts_that_are_no_words(self, opened: Opener) -> None:
        engine = opened()
        assert engine.index([Document(0, "— …", "\n\n"), Document(1, "", "")]) == 2
        assert engine.keys() == engine.ids(Length(0, 0)) == {0, 1}
        assert engine.words("—", 5) == engine.words_like("—", 5) == []
        assert engine.health is Health.READY

    # Ranking

    @pytest.mark.parametrize(
        "query", ["low profile", '"low profile"', "government OR peace", "title:peace low", "gov*", '"low profile"~3']
    )
    def test_ranking_is_best_first_and_complete(self, engine: Engine, query: str) -> None:
        keys = engine.keys()
        ranked = engine.rank(parse(query), keys)
        assert sorted(key for key, _ in ranked) == sorted(keys)
        assert ranked == sorted(ranked, key=lambda pair: (-pair[1], pair[0]))
        hit = {key for term in text_terms(parse(query)) for key in engine.ids(term)}
        assert {key for key, score in ranked if score > 0} == hit
        for limit in range(1, 7):
            assert engine.rank(parse(query), keys, limit=limit) == ranked[:limit]
        assert engine.rank(parse(query), [13]) == [pair for pair in ranked if pair[0] == 13]
        assert engine.rank(parse(query), [13, 7, 1_000_000]) == sorted(
            [*(pair for pair in ranked if pair[0] == 13), (7, 0.0), (1_000_000, 0.0)],
            key=lambda pair: (-pair[1], pair[0]),
        )
        ordered, scores = engine.order(parse(query), keys, limit=3)
        assert list(zip(ordered.tolist(), scores.tolist(), strict=True)) == ranked[:3]
        backwards = np.array(sorted(keys, reverse=True))
        for limit in (0, 2, 5):
            ordered, _ = engine.order(parse(query), backwards, limit=limit)
            tied = sorted(ranked, key=lambda pair: (-pair[1], -pair[0]))[: limit or None]
            assert ordered.tolist() == [key for key, _ in tied]

    @pytest.mark.parametrize(
        "query", ["quay", "quay OR silt", "quay silt", "mole", "qu*", "mole OR nowhere", '"quay silt"']
    )
    def test_the_best_of_many_are_those_of_all(self, opened: Opener, query: str) -> None:
        chance = np.random.default_rng(5)

        def text(length: int) -> str:
            return " ".join(
                chance.choice(["quay", "silt", "a", "the", "of", "ferry"], length, p=[0.2, 0.1, *[0.175] * 4])
            )

        def document(key: int) -> Document:
            return Document(key, text(3), text(int(chance.integers(1, 9))) + (" mole" if key % 60 == 0 else ""))

        engine = opened()
        engine.index(map(document, range(400)))
        engine.index(map(document, range(30, 400, 7)), deleted=range(5, 400, 11))
        node, ties = parse(query), chance.permutation(420)
        for wanted in (KeySet.of(range(420)), KeySet.of(range(0, 420, 3)), KeySet.of([60, 400, 419]), engine.keys()):
            scores = dict(engine.rank(node, wanted))
            expected = sorted(wanted, key=lambda key: (-scores[key], ties[key]))
            for limit in (0, 1, 3, 20, 100, 500):
                keys, found = engine.order(node, wanted, limit=limit, ties=ties)
                assert keys.tolist() == expected[: limit or None]
                assert found.tolist() == [scores[key] for key in keys.tolist()]

    def test_what_is_excluded_does_not_count(self, engine: Engine) -> None:
        assert engine.rank(parse("profile -war"), [12]) == engine.rank(parse("profile"), [12])

    def test_the_title_counts_more_than_the_body(self, opened: Opener) -> None:
        engine = opened()
        engine.index(
            [Document(1, "a b zebra", "c d e"), Document(2, "a b c", "d e zebra"), Document(3, "a b c", "d e f")]
        )
        assert [key for key, _ in engine.rank(Word("zebra"), {1, 2, 3})] == [1, 2, 3]

    def test_more_in_a_shorter_text_counts_more(self, opened: Opener) -> None:
        engine = opened()
        engine.index([Document(1, "", "war " + "x " * 90), Document(2, "", "war war x"), Document(3, "", "war x y")])
        assert [key for key, _ in engine.rank(Word("war"), {1, 2, 3})] == [2, 3, 1]

    def test_ranking_stops_when_it_is_told_to(self, engine: Engine) -> None:
        with pytest.raises(Stopped):
            engine.rank(Word("war"), engine.keys(), stopped=lambda: True)

    # Words

    def test_words_that_begin_so(self, engine: Engine) -> None:
        assert engine.words("gov", 5) == [("government", 2), ("governance", 1)]
        assert engine.words("GOV", 1) == [("government", 2)]
        assert engine.words("", 3) == [("the", 4), ("a", 3), ("low", 3)]
        assert engine.words("kovač", 3) == [("kovac", 1)]
        assert engine.words("zz", 3) == []
        engine.index([], deleted=[11])
        assert engine.words("gov", 5) == [("governance", 1), ("government", 1)]
        assert engine.words("benn", 5) == []

    def test_words_like_another(self, engine: Engine) -> None:
        assert engine.words_like("goverment", 5) == [("government", 2)]
        assert engine.words_like("ennett", 5) == engine.words_like("tennett", 5) == [("bennett", 1)]
        assert engine.words_like("xqzzz", 5) == []
        assert engine.words_like("awr", 5)[0] == ("war", 1)
        assert all(word != "war" for word, _ in engine.words_like("war", 5))

    @QUICK
    @given(DOCUMENTS, st.text("abegilnoprstvw", min_size=1, max_size=7), st.integers(1, 3))
    def test_words_are_those_of_the_plain_engine(
        self, opened: Opener, texts: list[tuple[str, str]], word: str, commits: int
    ) -> None:
        engine, plain = opened(), PlainEngine(Place())
        engine.clear()
        documents = [Document(key, title, body) for key, (title, body) in enumerate(texts)]
        plain.index(documents)
        for part in range(commits):
            engine.index(documents[part::commits])
        assert engine.words_like(word, 9) == plain.words_like(word, 9)
        assert engine.words(word[:2], 9) == plain.words(word[:2], 9)

    def test_what_tells_an_article_finds_those_like_it(self, opened: Opener) -> None:
        engine = opened()
        texts = ["the ferry strike halts the ferries of the port", "the port is quiet", "the choir sings"]
        documents = [Document(key, "", f"{texts[key % 3]} on day {key}") for key in range(12)]
        engine.index(documents)
        words = engine.telling(documents[0], 3)
        assert len(words) == 3
        assert not {"the", "on", "0"} & set(words)
        like = Or(tuple(Word(word) for word in words))
        best = [key for key, _ in engine.rank(like, engine.keys(), limit=4)]
        assert sorted(best) == [0, 3, 6, 9]


class BoundedContract(EngineContract):
    """What an engine does, too, that looks words up: how many, and for how long, is bounded."""

    @pytest.mark.parametrize("query", ["w*", "*", "*ord*", "/w.*/", "words~2"])
    def test_a_leaf_that_stands_for_too_many_words_says_so(self, opened: Opener, query: str) -> None:
        engine = opened(limits=Limits(expansion=20))
        engine.index([Document(key, "", f"word{chr(97 + key)} word w{key}") for key in range(25)])
        wanted = Wildcard("*") if query == "*" else leaf(query)
        for _ in range(2):
            with pytest.raises(QueryError, match="more than 20 different words"):
                engine.ids(wanted)
        with pytest.raises(QueryError):
            engine.rank(wanted, engine.keys())
        assert engine.ids(Prefix("w1")) == {1, *range(10, 20)}
        assert engine.health is Health.READY

    def test_a_leaf_that_takes_too_long_says_so(self, opened: Opener) -> None:
        engine = opened(limits=Limits(seconds=1e-9))
        engine.index(ARTICLES)
        with pytest.raises(QueryError, match="too long"):
            engine.ids(Regex("(a|b)*c"))
        assert engine.ids(Word("war")) == {13}
