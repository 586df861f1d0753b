"""Engines keep the contract, and Whoosh's answers are those of stock Whoosh."""

from __future__ import annotations

import subprocess
import sys
import warnings
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from index.errors import LockedError, QueryError
from index.search import folder, folder_engine, postings, whoosh_engine
from index.search.engine import Document, Engine, Health, Limits, Stopped
from index.search.merging import to_merge
from index.search.patience import one_query
from index.search.query import parse
from index.search.tree import And, Exact, Node, Or, Phrase, Prefix, Regex, Word, text_terms
from index.search.whoosh_engine import WhooshEngine, _whoosh
from tests.index.search.engine_cases import ARTICLES, DOCUMENTS, Opener
from tests.index.search.engine_contract import BoundedContract, EngineContract
from tests.index.search.plain_engine import Place, PlainEngine


class TestPlain(EngineContract):
    """The plain engine that others are held against."""

    @pytest.fixture
    def opened(self) -> Opener:
        place = Place()

        def open_one(limits: Limits | None = None) -> Engine:
            engine: Engine = PlainEngine(place, limits)
            return engine

        return open_one


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opener]:
    """Opens engines of Whoosh on one index."""
    engines: list[Engine] = []

    def open_one(limits: Limits | None = None) -> Engine:
        engine: Engine = WhooshEngine.open(tmp_path / "index", "library", limits)
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


class TestWhoosh(BoundedContract):
    """The engine on Whoosh."""


def test_segments_are_put_together_when_it_is_asked_for(opened: Opener, tmp_path: Path) -> None:
    engine, place = opened(), tmp_path / "index"
    for key in range(12):
        engine.index([Document(key, "", "low profile")])
    assert len(list(place.glob("*.seg"))) == 12
    assert engine.merge()
    assert len(list(place.glob("*.seg"))) == 1
    assert {path.suffix for path in place.iterdir()} == {".seg", ".toc", ".json", ""}


def test_too_many_segments_are_put_together_at_once(
    opened: Opener, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(whoosh_engine, "_SEGMENTS", 5)
    engine = opened()
    for key in range(30):
        engine.index([Document(key, "", f"low profile{key}")], deleted=[key - 9])
    assert len(list((tmp_path / "index").glob("*.seg"))) <= 5
    assert engine.ids(Word("low")) == set(range(21, 30))


@pytest.mark.parametrize(
    ("live", "chosen"),
    [
        ([], set()),
        ([5], set()),
        ([1, 1, 1], set()),
        ([1, 1, 1, 1], {0, 1, 2, 3}),
        ([1, 100_000, 1, 1], {0, 2, 3}),
        ([100_000, 2_000, 1, 1], {2, 3}),
        ([100_000, 2_000, 1, 1, 1], {2, 3, 4}),
        ([2_000] * 50, set(range(50))),
        ([1, 3, 9, 60, 400], set()),
        ([100_000, 30_000, 15_000, 10_000], {0, 1, 2, 3}),
    ],
)
def test_which_segments_are_put_together(live: list[int], chosen: set[int]) -> None:
    assert to_merge(live, [0] * len(live)) == chosen


def test_a_segment_of_which_most_is_deleted_is_written_again(opened: Opener, tmp_path: Path) -> None:
    assert to_merge([100, 5], [100, 6]) == {1}
    engine = opened()
    engine.index([Document(key, "", f"low profile{key}") for key in range(100)])
    engine.index([], deleted=range(60))
    before = sum(path.stat().st_size for path in (tmp_path / "index").glob("*.seg"))
    assert engine.merge()
    assert sum(path.stat().st_size for path in (tmp_path / "index").glob("*.seg")) < before
    assert engine.ids(Word("low")) == set(range(60, 100))
    assert engine.words("profile", 200) == [(f"profile{key}", 1) for key in range(60, 100)]


def test_the_memory_for_what_was_read_is_given_back(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    released: list[object] = []
    monkeypatch.setattr(postings, "_READ", 1)
    monkeypatch.setattr(whoosh_engine, "_release", released.append)
    engine.index([Document(1, "", "a low profile")])
    assert engine.ids(Phrase("low profile")) == {1, 11, 14}
    assert engine.words("prof", 5) == [("profile", 4)]
    assert len(released) > 2
    monkeypatch.undo()
    assert engine.ids(Word("low")) == {1, 11, 12, 14}


def test_merging_stops_when_it_is_told_to(engine: Engine, tmp_path: Path) -> None:
    for key in range(20, 26):
        engine.index([Document(key, "", "low profile")])
    files = {path.name for path in (tmp_path / "index").iterdir()}
    with pytest.raises(Stopped):
        engine.merge(lambda: True)
    with pytest.raises(ZeroDivisionError):
        engine.merge(lambda: bool(1 // 0))
    assert engine.health is Health.READY
    assert {path.name for path in (tmp_path / "index").iterdir()} == files
    assert engine.ids(Phrase("low profile")) == {11, 14, *range(20, 26)}


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
        assert other.ids(Word("war")) == set()
        for write in (lambda: other.index([]), other.merge, other.clear):
            with pytest.raises(LockedError):
                write()
    again = opened()
    assert again.health is Health.REBUILD
    other.refresh()
    assert other.reason is None
    assert other.index(ARTICLES, recorded=3) == 5


def test_several_segments_of_one_commit_find_the_same_as_one(
    opened: Opener, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(whoosh_engine, "_WORDS", 100)
    engine = opened()
    engine.index(ARTICLES + [Document(key, "runs", f"word{key} and the low profile") for key in range(700, 760)])
    assert len(list((tmp_path / "index").glob("*.seg"))) > 3
    for _ in range(2):
        assert engine.ids(Phrase("low profile")) == {11, 14, *range(700, 760)}
        assert engine.ids(Prefix("word")) == {13, *range(700, 760)}
        assert engine.ids(Word("word733")) == {733}
        engine.merge()


def test_all_patterns_of_a_query_have_one_time_limit(opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = count()
    for module in ("patience", "matching", "automaton"):
        monkeypatch.setattr(f"index.search.{module}.monotonic", lambda: next(clock))
    engine = opened(limits=Limits(seconds=1e9))
    engine.index(ARTICLES)
    patterns = [Regex(f"w.*{letter}") for letter in "abcdefgh"]
    taken = []
    for pattern in patterns:
        before = next(clock)
        engine.ids(pattern)
        taken.append(next(clock) - before)
    limits = Limits(seconds=max(taken) + 1)
    assert sum(taken) > 2 * max(taken)
    engine = opened(limits=limits)
    for pattern in patterns:
        engine.ids(pattern)
    engine = opened(limits=limits)
    with one_query():
        engine.ids(patterns[0])
        with pytest.raises(QueryError, match="too long"), one_query():
            for pattern in patterns:
                engine.ids(pattern)
    assert engine.ids(patterns[-1]) is not None


OTHER = """
import sys
from pathlib import Path
from index.search.engine import Document
from index.search.whoosh_engine import WhooshEngine
engine = WhooshEngine.open(Path(sys.argv[1]), "library")
for number in range(1000, 1030):
    engine.index([Document(number, "", "zebra")], deleted=[number - 5], recorded=number)
    if number % 10 == 0:
        engine.merge()
"""


def test_another_process_that_writes_is_followed(engine: Engine, tmp_path: Path) -> None:
    process = subprocess.Popen([sys.executable, "-c", OTHER, str(tmp_path / "index")])
    seen, ended = [engine.recorded], False
    while not ended:
        ended = process.poll() is not None
        engine.refresh()
        assert engine.health is Health.READY
        assert {11, 12, 13, 14} < engine.keys()
        assert len(engine.ids(Word("zebra"))) <= 6
        seen.append(engine.recorded)
    assert process.returncode == 0
    assert seen == sorted(seen) and seen[-1] == 1029
    assert engine.ids(Word("zebra")) == set(range(1025, 1030))


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
    @given(texts=DOCUMENTS, query=_QUERIES, commits=st.integers(1, 2), deleted=st.integers(-1, 3))
    def test_hits_scores_and_order(
        self, opened: Opener, texts: list[tuple[str, str]], query: str, commits: int, deleted: int
    ) -> None:
        engine = opened()
        engine.clear()
        documents = [Document(key, title, body) for key, (title, body) in enumerate(texts)]
        # Whoosh counts what is deleted until its segment is merged; we drop a segment of which nothing is left.
        assume(not 0 <= deleted < len(texts) or len(documents[deleted % commits :: commits]) > 1)
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
