"""A label's commit: durable in the database and in the mirror, alone and while an analysis writes."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench import newsroom
from bench.report import Figure, median, quantile
from bench.somebody import statement
from index.library import Library
from index.model import Analysis

LABELS = 300
ARTICLES = 1_200


def figures() -> Iterator[Figure]:
    """Commit times p50 and p99, idle and while the worker analyses other articles."""
    with tempfile.TemporaryDirectory() as name:
        folder, cache = Path(name) / "library", Path(name) / "cache"
        with Library.open(folder, create=True, cache=cache, by="bench") as library:
            library.articles.add(newsroom.articles(ARTICLES))
            labelled = library.articles.rows()[0].key
            article = library.articles.by_key(labelled)
            places = (range(3 * one, 3 * one + 12, 4) for one in range(LABELS))
            found = tuple(statement(article.text, article.version, [(at, at + 2) for at in each]) for each in places)
            library.analysis.store(labelled, article.version, Analysis((), found))
            ids = [one.id for one in found]
            times = _label(library, ids)
            yield Figure("a label's commit while idle, p50", median(times), "ms", "")
            yield Figure("a label's commit while idle, p99", quantile(times, 0.99), "ms", "limit 10")
            worker = subprocess.Popen(
                [sys.executable, "-P", "-m", "index.worker", "--library", str(folder)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
            assert worker.stdout is not None
            while b'"analysed"' not in worker.stdout.readline():
                pass
            times = _label(library, ids)
            still = bool(library.analysis.pending())
            worker.terminate()
            worker.wait()
            note = "" if still else " (the analysis ended before the labels did)"
            yield Figure("a label's commit while analysing, p50", median(times), "ms", "")
            yield Figure("a label's commit while analysing, p99", quantile(times, 0.99), "ms", f"limit 50{note}")


def _label(library: Library, ids: list[str]) -> list[float]:
    times = []
    for number, one in enumerate(ids):
        start = time.perf_counter()
        library.annotations.label(one, ("favor", "against", "mixed")[number % 3])
        times.append((time.perf_counter() - start) * 1000)
        time.sleep(0.02)
    return times
