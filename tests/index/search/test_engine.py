"""The contract of an engine, which any must keep, and what Whoosh's answers are held against."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.errors import LockedError
from index.search import folder, folder_engine, whoosh_engine
from index.search.engine import Document, Engine, Health, Stopped
from index.search.hits import matches
from index.search.query import parse
from index.search.tree import And, Exact, Length, Node, Or, Phrase, Prefix, TextLeaf, Word, text_terms
from index.search.whoosh_engine import WhooshEngine, _whoosh

ARTICLES = [
    Document(11, "Bennett keeps a low profile", "The prime minister’s officials rejected the plan of the government."),
    Document(12, "Kovač on governance", "Policies differ. The low road has a profile; a low, high profile has none."),
    Document(13, "", "An e-mail from 東京 about the war. War, and peace: warlike words."),
    Document(14, "Peace at last", "The government kept a low profile, a very low profile, in the US."),
    Document(999_999, "Officials", ""),
]

Opener = Callable[..., Engine]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opener]:
    """Opens engines on one index; the place where another engine would be put in."""
    engines: list[Engine] = []

    def open_one(token: str = "library") -> Engine:
        engine: Engine = WhooshEngine.open(tmp_path / "index", token)
        engines.append(engine)
        return engine

    yield open_one
    for engine in engines:
        engine.close()


@pytest.fixture
def engine(opened: Opener) -> Engine:
    engine = opened()
    engine.index(ARTICLES, recorded=7)
    return engine


def leaf(query: str) -> TextLeaf | Length:
    node = parse(query)
    assert isinstance(node, Word | Phrase | Prefix | Length)
    return node


def test_a_new_index_is_empty(opened: Opener) -> None:
    engine = opened()
    assert (engine.health, engine.reason, engine.recorded, engine.count) == (Health.NEW, None, 0, 0)
    assert engine.ids(Word("war")) == engine.keys() == frozenset()
    assert engine.rank(Word("war"), []) == []


@pytest.mark.parametrize(
    ("query", "keys"),
    [
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
        ("gov*", {11, 12, 14}),
        ("governm*", {11, 14}),
        ("polici*", {12}),
        ("war*", {13}),
        ("warl*", {13}),
        ("zebra*", set()),
        ("title:profile", {11}),
        ("body:profile", {12, 14}),
        ('title:"low profile"', {11}),
        ("title:gov*", {12}),
        ("words=0", {999_999}),
        ("words>12", {12, 13, 14}),
        ("words<10", {999_999}),
        ("zebra", set()),
    ],
)
def test_what_a_leaf_finds(engine: Engine, query: str, keys: set[int]) -> None:
    assert engine.ids(leaf(query)) == keys
    assert engine.ids(leaf(query)) == keys


def test_it_is_filled(engine: Engine) -> None:
    assert (engine.health, engine.reason, engine.recorded, engine.count) == (Health.READY, None, 7, 5)
    assert engine.keys() == {article.key for article in ARTICLES}


def test_replacing(engine: Engine) -> None:
    assert engine.index([Document(11, "Zebra", "nothing else")]) == 1
    assert engine.ids(Word("bennett")) == frozenset()
    assert engine.ids(Word("zebra")) == {11}
    assert (engine.count, engine.recorded) == (5, 7)


def test_the_last_of_several_with_one_key_holds(engine: Engine) -> None:
    engine.index([Document(11, "", "first"), Document(20, "", "other"), Document(11, "", "second")], recorded=9)
    assert engine.ids(Word("first")) == frozenset()
    assert engine.ids(Word("second")) == {11}
    assert engine.ids(Word("other")) == {20}
    assert (engine.count, engine.recorded) == (6, 9)


def test_deleting(engine: Engine) -> None:
    assert engine.index([], deleted=[11, 14, 555], recorded=8) == 0
    assert engine.ids(Phrase("low profile")) == frozenset()
    assert engine.ids(Prefix("gov")) == {12}
    assert engine.keys() == {12, 13, 999_999}
    assert engine.recorded == 8


def test_deleting_and_adding_a_key_at_once_replaces_it(engine: Engine) -> None:
    engine.index([Document(11, "", "back again")], deleted=[11])
    assert engine.ids(Word("again")) == {11}
    assert engine.ids(Word("bennett")) == frozenset()


def test_clearing(engine: Engine) -> None:
    engine.clear()
    assert (engine.count, engine.recorded, engine.ids(Word("war"))) == (0, 0, frozenset())


def test_it_is_still_there_when_opened_again(engine: Engine, opened: Opener) -> None:
    again = opened()
    assert (again.health, again.recorded, again.count) == (Health.READY, 7, 5)
    assert again.ids(Phrase("low profile")) == {11, 14}
    assert again.check() is None


def test_nothing_changes_where_reading_the_documents_fails(engine: Engine, opened: Opener) -> None:
    def failing() -> Iterator[Document]:
        yield Document(50, "", "half")
        raise RuntimeError("the store is gone")

    with pytest.raises(RuntimeError):
        engine.index(failing(), deleted=[11], recorded=99)
    for one in (engine, opened()):
        assert one.ids(Word("half")) == frozenset()
        assert one.ids(Word("bennett")) == {11}
        assert one.recorded == 7
    assert engine.index([Document(50, "", "whole")]) == 1


def test_many_small_commits_find_the_same_as_one(opened: Opener, tmp_path: Path) -> None:
    one, texts = opened(), ["governing war", "the government of wars", "peaceful governors", "low profile"]
    for key in range(40):
        one.index([Document(key, "", texts[key % 4])], deleted=[key - 3] if key % 5 == 0 else [])
    gone = {key - 3 for key in range(0, 40, 5)}
    expected = {key: texts[key % 4] for key in range(40) if key not in gone}
    assert one.keys() == set(expected)
    assert one.merge()
    assert not one.merge()
    assert len(list((tmp_path / "index").glob("*.seg"))) < 4, "segments are merged"
    assert one.keys() == set(expected)
    for query in ("war", "govern", "governm*", "govern*", '"low profile"', "governor", "the"):
        found = leaf(query)
        assert not isinstance(found, Length)
        assert one.ids(found) == {key for key, text in expected.items() if matches(text, found)}, query
    assert one.check() is None


def test_a_second_engine_sees_a_commit_when_it_refreshes(engine: Engine, opened: Opener) -> None:
    other = opened()
    assert other.refresh() is False
    engine.index([Document(70, "", "zebra")], deleted=[11], recorded=8)
    assert other.ids(Word("bennett")) == {11}
    assert other.refresh() is True
    assert other.ids(Word("zebra")) == {70}
    assert other.ids(Word("bennett")) == frozenset()
    assert other.recorded == 8


def test_a_reader_during_commits(engine: Engine, opened: Opener) -> None:
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
    finally:
        done.set()
        thread.join()
    assert problems == []
    reader.refresh()
    assert reader.count == 30


def test_a_reader_is_never_shown_a_torn_commit_as_damage(
    opened: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder_engine, "_PATIENCE", 0.1)
    opened().index(ARTICLES, recorded=3)
    with folder.locked(tmp_path / "index"):
        (tmp_path / "index" / folder.MANIFEST).unlink()
        other = opened()
        assert other.health is Health.BUSY
        assert other.reason is not None
        assert other.ids(Word("war")) == frozenset()
        with pytest.raises(LockedError):
            other.index([])
    again = opened()
    assert again.health is Health.REBUILD
    other.refresh()
    assert other.reason is None
    assert other.index(ARTICLES, recorded=3) == 5


@pytest.mark.parametrize("query", ["low profile", '"low profile"', "government OR peace", "title:peace low", "gov*"])
def test_ranking_is_best_first_and_complete(engine: Engine, query: str) -> None:
    keys = engine.keys()
    ranked = engine.rank(parse(query), keys)
    assert sorted(key for key, _ in ranked) == sorted(keys)
    assert ranked == sorted(ranked, key=lambda pair: (-pair[1], pair[0]))
    hit = {key for term in text_terms(parse(query)) for key in engine.ids(term)}
    assert {key for key, score in ranked if score > 0} == hit
    assert engine.rank(parse(query), keys, limit=2) == ranked[:2]
    assert engine.rank(parse(query), [13]) == [pair for pair in ranked if pair[0] == 13]


def test_the_title_counts_more_than_the_body(opened: Opener) -> None:
    engine = opened()
    engine.index([Document(1, "a b zebra", "c d e"), Document(2, "a b c", "d e zebra"), Document(3, "a b c", "d e f")])
    assert [key for key, _ in engine.rank(Word("zebra"), {1, 2, 3})] == [1, 2, 3]


def test_more_in_a_shorter_text_counts_more(opened: Opener) -> None:
    engine = opened()
    engine.index([Document(1, "", "war " + "x " * 90), Document(2, "", "war war x"), Document(3, "", "war x y")])
    assert [key for key, _ in engine.rank(Word("war"), {1, 2, 3})] == [2, 3, 1]


def test_ranking_stops_when_it_is_told_to(engine: Engine) -> None:
    with pytest.raises(Stopped):
        engine.rank(Word("war"), engine.keys(), stopped=lambda: True)


def test_several_segments_of_one_commit_find_the_same_as_one(
    opened: Opener, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(whoosh_engine, "_WORDS", 100)
    engine = opened()
    engine.index(ARTICLES + [Document(key, "runs", f"word{key} and the low profile") for key in range(700, 760)])
    assert engine.ids(Phrase("low profile")) == {11, 14, *range(700, 760)}
    assert engine.ids(Prefix("word")) == {13, *range(700, 760)}
    assert engine.ids(Word("word733")) == {733}
    assert len(list((tmp_path / "index").glob("*.seg"))) > 3
    assert engine.merge()
    assert engine.ids(Phrase("low profile")) == {11, 14, *range(700, 760)}


def test_a_text_of_more_words_than_two_bytes_count(opened: Opener) -> None:
    engine = opened()
    engine.index([Document(1, "", "filler " * 70_000 + "low profile"), Document(2, "", "low " + "x " * 9 + "profile")])
    assert engine.ids(Phrase("low profile")) == {1}
    assert engine.ids(Phrase("filler low")) == {1}
    assert engine.ids(Length(70_002, 70_002)) == {1}


_WORDS = st.sampled_from(
    ["war", "wars", "peace", "the", "government", "governing", "low", "profile", "Kovač's", "a", "low-profile", "b"]
)
_TEXTS = st.lists(_WORDS, max_size=9).map(" ".join)
_DOCUMENTS = st.lists(st.tuples(_TEXTS, _TEXTS), min_size=1, max_size=8)
_LEAVES = st.sampled_from(
    ["war", "the", "governm*", "g*", '"low profile"', '"a b"', "low-profile", "title:war", "body:a*"]
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_DOCUMENTS, st.lists(_LEAVES, min_size=1, max_size=5), st.integers(1, 3))
def test_what_is_found_is_what_would_be_lit(
    opened: Opener, texts: list[tuple[str, str]], queries: list[str], commits: int
) -> None:
    engine = opened()
    engine.clear()
    documents = [Document(key, title, body) for key, (title, body) in enumerate(texts)]
    for part in range(commits):
        engine.index(documents[part::commits])
    for query in queries:
        found = leaf(query)
        assert not isinstance(found, Length)
        fields = ("title", "body") if found.field is None else (found.field,)
        expected = {d.key for d in documents if any(matches(getattr(d, str(f)), found) for f in fields)}
        assert engine.ids(found) == expected


_QUERIES = st.sampled_from(["war", "the government", "war OR peace", "low profile b", "a (b OR war)", "title:war a"])


class TestAgainstWhoosh:
    """Our hits, scores and order are those of stock Whoosh and its own BM25F, the title's terms boosted."""

    @staticmethod
    def stock(documents: list[Document], commits: int, deleted: int) -> Any:
        """An index that Whoosh alone made, of the terms that our analysis gives."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from whoosh import fields
            from whoosh.filedb.filestore import RamStorage
        from index.search.words import terms

        schema = fields.Schema(
            title=fields.TEXT(analyzer=_Split()),
            body=fields.TEXT(analyzer=_Split()),
            key=fields.NUMERIC(int, 64, stored=True, unique=True),
        )
        index = RamStorage().create_index(schema)
        for part in range(commits):
            writer = index.writer()
            for document in documents[part::commits]:
                title, body = (" ".join(terms(one)) for one in (document.title, document.body))
                writer.add_document(title=title, body=body, key=document.key)
            writer.commit(merge=False)
        writer = index.writer()
        writer.delete_by_term("key", deleted)
        writer.commit(merge=False)
        return index

    @staticmethod
    def search(index: Any, node: Node, exact: bool) -> dict[int, float]:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from whoosh import query as q
            from whoosh import scoring
        from index.search.ranking import TITLE_BOOST
        from index.search.words import forms_and_terms

        def built(part: Node) -> Any:
            match part:
                case Word(text=text, field=field):
                    term = forms_and_terms(text)[0][0 if exact else 1]
                    either = [q.Term("title", term, boost=TITLE_BOOST), q.Term("body", term)]
                    return either[0] if field == "title" else q.Or(either)
                case And(children=children) | Or(children=children):
                    kind = q.And if isinstance(part, And) else q.Or
                    return kind([built(child) for child in children])
                case _:
                    raise AssertionError(part)

        with index.searcher(weighting=scoring.BM25F()) as searcher:
            found = searcher.search(built(node), limit=None)
            if exact:
                keys = searcher.reader().column_reader("key")
                return {int(keys[number]): float(score) for score, number in found.top_n}
            return {int(hit["key"]): float(hit.score) for hit in found}

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(texts=_DOCUMENTS, query=_QUERIES, commits=st.integers(1, 2), deleted=st.integers(-1, 3))
    def test_hits_scores_and_order(
        self, opened: Opener, texts: list[tuple[str, str]], query: str, commits: int, deleted: int
    ) -> None:
        engine = opened()
        engine.clear()
        documents = [Document(key, title, body) for key, (title, body) in enumerate(texts)]
        for part in range(commits):
            engine.index(documents[part::commits])
        engine.index([], deleted=[deleted])
        node = parse(query)
        expected = self.search(self.stock(documents, commits, deleted), node, exact=False)
        ranked = engine.rank(node, expected)
        assert dict(ranked) == pytest.approx(expected)
        scores = [expected[key] for key, _ in ranked]
        assert scores == pytest.approx(sorted(scores, reverse=True)), "in Whoosh's own order"

    def test_whoosh_reads_our_index(self, engine: Engine, tmp_path: Path) -> None:
        whoosh = _whoosh()
        index = whoosh.index(whoosh.storage(str(tmp_path / "index")), schema=whoosh.schema)
        node = parse("war OR government OR low")
        exactly = Or(tuple(Exact(one.text) for one in text_terms(node) if isinstance(one, Word)))
        expected = self.search(index, node, exact=True)
        assert set(expected) == {11, 12, 13, 14}
        assert dict(engine.rank(exactly, expected)) == pytest.approx(expected)


class _Split:
    """What Whoosh calls an analyzer: the words of a text between its spaces, with their positions."""

    def __call__(self, text: str, **asked: Any) -> Iterator[Any]:
        from whoosh.analysis import Token

        for position, word in enumerate(text.split()):
            yield Token(text=word, pos=position, boost=1.0, stopped=False, mode=asked.get("mode", ""))
