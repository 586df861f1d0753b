"""A library of many made-up articles with entities, actors and statements, made once and kept in a folder.

Its analysis is written, not made: each article mentions a few names, frequent ones more often, and some of its
words are somebody's statement on one of the shipped issues, so that facets and clauses have something to count.
"""

from __future__ import annotations

import contextlib
import json
import random
import shutil
import sqlite3
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from bench import corpus
from index import config
from index.library import Library
from index.library_parts.analysis import Found, rows_of
from index.model import Analysis, Entity, EntityType, Form, Passage, Span, Statement, Suggestion, Voice, statement_id

_BATCH = 1000
_NAMES = 3_000
_SPEAKERS = 400
_TYPES = (EntityType.PERSON, EntityType.ORG, EntityType.GPE, EntityType.NORP, EntityType.MEDIA)
_STANCES = ("favor", "against", "neutral")
_TIMES = "bench.json"


def prepared(folder: Path, number: int) -> tuple[Path, dict[str, float]]:
    """The library of `number` articles in `folder`, made where it is not there, and how long its making took.

    The times are seconds of the clock: "add" (articles to the store), "index" (the search index and the story book).
    """
    path = folder / f"{number}" / "library"
    kept = path.parent / _TIMES
    times: dict[str, float] = json.loads(kept.read_text()) if kept.exists() else {}
    if not times:
        shutil.rmtree(path.parent, ignore_errors=True)
        path.parent.mkdir(parents=True)
        Library.open(path, create=True, cache=path.parent / "cache", by="bench").close()
    with opened(path) as library:
        if not times:
            start = time.perf_counter()
            drafts = corpus.articles(number)
            while batch := list(islice(drafts, _BATCH)):
                library.articles.add(batch)
            times["add"] = time.perf_counter() - start
        _analysed(library)
        start = time.perf_counter()
        if library.search.catch_up() == number:
            times["index"] = time.perf_counter() - start
            kept.write_text(json.dumps(times))
    return path, times


def opened(library: Path) -> Library:
    """The library of `prepared`; its cache stands beside it, where `bench.terminal` has the explorer look."""
    return Library.open(library, cache=library.parent / "cache", by="bench")


def _analysed(library: Library) -> None:
    """Write what is to have been found, where it is not there, and under the present key: nothing is to be read."""
    keys = [row.key for row in library.articles.rows()]
    if library.statements.progress().statements < len(keys):  # none yet, or of an earlier schema
        made = _Maker()
        for at in range(0, len(keys), _BATCH):
            library.analysis.store_many(list(made.found(library, keys[at : at + _BATCH])))
    key = library.analysis.key
    with contextlib.closing(sqlite3.connect(library.folder / "analysis.db")) as connection, connection:
        connection.execute("UPDATE result SET key = ? WHERE key <> ?", (key, key))


class _Maker:
    """Makes what is found in articles, the same at each run."""

    def __init__(self) -> None:
        self._rng = random.Random(11)
        words = corpus.Vocabulary()
        self._names = [
            (
                f"{words.word(2 * at + 500).capitalize()} {words.word(2 * at + 501).capitalize()}",
                _TYPES[at % len(_TYPES)],
            )
            for at in range(_NAMES)
        ]
        self._weights = [1 / (at + 2.7) for at in range(_NAMES)]
        self._issues = [issue.id for issue in config.shipped().issues]

    def found(self, library: Library, keys: list[int]) -> Iterator[tuple[int, str, Found]]:
        """The rows of each article's analysis."""
        for key in keys:
            article = library.articles.by_key(key)
            yield key, article.version, rows_of(self._analysis(article.text, article.version))

    def _analysis(self, text: str, version: str) -> Analysis:
        rng = self._rng
        names = rng.choices(range(_NAMES), self._weights, k=rng.randrange(4, 12))
        entities = []
        for at in names:
            start = rng.randrange(0, len(text) - 20)
            span = Span(start, start + 12)
            name, kind = self._names[at]
            entities.append(Entity(span, text[start : span.end], kind, name, _id(name)))
        statements = [self._statement(text, version, place) for place in range(rng.choice((0, 0, 1, 2, 3)))]
        return Analysis(tuple(entities), tuple(statements))

    def _statement(self, text: str, version: str, place: int) -> Statement:
        rng = self._rng
        name, _ = self._names[rng.choices(range(_SPEAKERS), self._weights[:_SPEAKERS])[0]]
        start = 100 + place * 400 + rng.randrange(200)
        source, cue, content = (
            Passage.of(text, [Span(start + first, start + last)]) for first, last in ((0, 12), (13, 19), (20, 120))
        )
        return Statement(
            statement_id(version, source, cue, content),
            version,
            name,
            _id(name),
            source,
            cue,
            content,
            form=rng.choice((Form.DIRECT, Form.INDIRECT)),
            voice=Voice.SELF,
            confidence=round(rng.uniform(0.5, 1), 2),
            issue=rng.choice(self._issues),
            suggested=Suggestion(rng.choice(_STANCES), round(rng.uniform(0.5, 1), 2), "", "bench"),
        )


def _id(name: str) -> str:
    return name.lower().replace(" ", "-")
