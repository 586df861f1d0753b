"""Search on 10,000 articles, beside SQLite's FTS5 on the same texts in the same run."""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.corpus import Vocabulary, articles
from bench.report import Figure, median
from index.library import Library

ARTICLES = 10_000
RUNS = 15


def figures() -> Iterator[Figure]:
    """Indexing, and the median of each kind of query, warm, the first 20 hits."""
    word = Vocabulary().word
    common, rare, other = word(20), word(9_000), word(60)
    with tempfile.TemporaryDirectory() as name:
        fts = sqlite3.connect(Path(name) / "fts.db")
        fts.execute("CREATE VIRTUAL TABLE article USING fts5(title, body, day UNINDEXED)")
        start = time.perf_counter()
        fts.executemany("INSERT INTO article VALUES (?, ?, ?)", ((a.title, a.text, a.date) for a in articles(ARTICLES)))
        fts.commit()
        peer_build = time.perf_counter() - start
        with Library.open(Path(name) / "library", create=True, cache=Path(name) / "cache") as library:
            library.articles.add(articles(ARTICLES))
            start = time.perf_counter()
            library.search.catch_up()
            build = time.perf_counter() - start
            yield Figure(
                f"index {ARTICLES:,} articles",
                ARTICLES / build,
                "articles/s",
                f"FTS5 {ARTICLES / peer_build:,.0f} articles/s",
            )
            for kind, query, match in (
                ("a rare word", rare, rare),
                ("a common word", common, common),
                ("AND", f"{common} AND {other}", f"{common} AND {other}"),
                ("OR", f"{common} OR {other}", f"{common} OR {other}"),
                ("a phrase", f'"{common} {other}"', f'"{common} {other}"'),
                ("a beginning", f"{common[:3]}*", f"{common[:3]}*"),
                ("a word and a date", f"{common} date:2017", common),
            ):
                day = " AND day BETWEEN '2017' AND '2018'" if "date" in query else ""
                sql = f"SELECT rowid FROM article WHERE article MATCH ?{day} ORDER BY rank LIMIT 20"
                ours = _timed(lambda query=query: library.search.run(query, limit=20))  # type: ignore[misc]
                peer = _timed(lambda sql=sql, match=match: fts.execute(sql, (match,)).fetchall())  # type: ignore[misc]
                yield Figure(f"search: {kind} (median)", ours, "ms", f"FTS5 {peer:.2f} ms, ratio {ours / peer:.1f}")
        fts.close()


def _timed(work: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return median(times)
