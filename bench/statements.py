"""Clauses about articles and statements, facets and the concordance, in a library of 20,000 articles with 8 statements
each; `python -m bench.statements N` measures N articles.

The statements are written directly into analysis.db, as an analysis would have stored them.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.corpus import Vocabulary, articles
from bench.report import Figure, median, quantile
from index.library import Library
from index.library_parts.analysis import rows_of
from index.model import (
    Analysis,
    Derivation,
    Entity,
    EntityType,
    Form,
    Passage,
    Span,
    Statement,
    Suggestion,
    Voice,
    statement_id,
)
from index.store.found import Found

ARTICLES = 20_000
STATEMENTS = 8
RUNS = 40
_STANCES = ("favor", "against", "mixed", "neutral", "none", "unclear")
_CUES = ("said", "told", "called for", "denied", "welcomed", "argued", "warned", "promised")


def fill(library: Library, number: int, each: int = STATEMENTS) -> None:
    """Add articles with statements of actors whose frequencies follow Zipf's law, by the month for their issues."""
    library.articles.add(articles(number))
    rng = random.Random(11)
    vocabulary = Vocabulary()
    actors = [f"{vocabulary.word(at).capitalize()} {vocabulary.word(at + 900).capitalize()}" for at in range(3_000)]
    weights = [1 / (rank + 3) for rank in range(len(actors))]
    issues = [issue.id for issue in library.annotations.issues()]
    rows = library._core.database.read("SELECT v.article, v.hash, v.text FROM version v ORDER BY v.article")
    for start in range(0, len(rows), 1_000):
        results: list[tuple[int, str, Found]] = []
        for key, version, text in rows[start : start + 1_000]:
            drawn = rng.choices(actors, weights, k=each)
            said = tuple(_statement(text, version, place, name, issues, rng) for place, name in enumerate(drawn))
            entities = tuple(
                Entity(Span(0, 3), name, rng.choice(tuple(EntityType)), name)
                for name in rng.choices(actors, weights, k=6)
            )
            results.append((key, version, rows_of(Analysis(entities, said))))
        library.analysis.store_many(results)


def _statement(text: str, version: str, place: int, name: str, issues: list[str], rng: random.Random) -> Statement:
    at = 60 + place * 130
    parts = [Passage.of(text, [Span(at + start, at + end)]) for start, end in ((0, 8), (9, 14), (15, 120))]
    cue = rng.choice(_CUES)
    return Statement(
        statement_id(version, *parts),
        version,
        name,
        "-".join(name.lower().split()),
        parts[0],
        parts[1],
        parts[2],
        form=rng.choice(tuple(Form)),
        voice=rng.choice(tuple(Voice)),
        confidence=round(rng.random(), 3),
        issue=rng.choice([*issues, None]),
        suggested=Suggestion(rng.choice(_STANCES), 0.7, "", "bench"),
        derivation=Derivation("bench", cue.split()[0], "say"),
    )


def figures(number: int = ARTICLES) -> Iterator[Figure]:
    """Loading the table and its memory; p50 and p95 of queries, warm but for what is remembered of their clauses."""
    vocabulary = Vocabulary()
    common = vocabulary.word(20)
    actors = [f"{vocabulary.word(at)}-{vocabulary.word(at + 900)}" for at in range(60)]
    with (
        tempfile.TemporaryDirectory() as name,
        Library.open(Path(name) / "library", create=True, cache=Path(name) / "cache", by="bench") as library,
    ):
        fill(library, number)
        issue = next(iter(library.annotations.issues())).id
        library.search.catch_up()
        leaves = library.search._leaves
        leaves.refresh()
        start = time.process_time()
        table = leaves.table
        taken = (time.process_time() - start) * 1000
        yield Figure(f"load {len(table):,} statements", taken, "ms CPU", f"{table.memory / 1e6:.1f} MB of columns")
        run = library.search.run
        queries: list[tuple[str, Callable[[int], str], dict[str, object]]] = [
            ("date", lambda at: f"date:20{15 + at % 10}-{1 + at % 12:02}", {}),
            ("outlet", lambda at: f"outlet:{('meridian', 'courier', 'echo', 'coastal', 'six')[at % 5]}", {}),
            ("actor", lambda at: f"actor:{actors[at % 60]}", {}),
            (
                "{actor issue stance}",
                lambda at: f"{{actor:{actors[at % 60]} issue:{issue} stance:{_STANCES[at % 6]}}}",
                {},
            ),
            ("{actor word}", lambda at: f"{{actor:{actors[at % 60]} {vocabulary.word(20 + at)}}}", {}),
            ("{word}", lambda at: f"{{{vocabulary.word(20 + at)}}}", {}),
            ("a common word AND a month", lambda at: f"{common} date:20{15 + at % 10}-{1 + at % 12:02}", {}),
            ("a common word", lambda at: common, {}),
            ("all, with facets", lambda at: f"date:20{15 + at % 5}..", {"facets": True}),
            ("a common word, with facets", lambda at: f"{common} -outlet:nowhere{at}", {"facets": True}),
        ]
        for kind, query, settings in queries:
            for repeated in (False, True):
                times = []
                for at in range(RUNS if kind != "{word}" else 6):
                    text = query(0 if repeated else at)
                    start = time.process_time()
                    run(text, limit=50, **settings)  # type: ignore[arg-type]
                    times.append((time.process_time() - start) * 1000)
                once = "the same again" if repeated else "another each time"
                yield Figure(f"{kind}, {once}, p50", median(times), "ms CPU", f"p95 {quantile(times, 0.95):.1f}")
        times = []
        for at in range(10):
            start = time.process_time()
            library.search.concordance(f"stance:{_STANCES[at % 6]}", sort="actor", limit=50, offset=at * 50)
            times.append((time.process_time() - start) * 1000)
        yield Figure(
            "concordance of a stance by actor, 50 lines, p50", median(times), "ms CPU", f"most {max(times):.0f}"
        )
        view = next(library.statements.matching(f"actor:{actors[40]}"))
        times = []
        for at in range(8):
            library.annotations.label(view.id, _STANCES[at % 2])
            start = time.process_time()
            leaves.refresh()
            len(leaves.table)
            times.append((time.process_time() - start) * 1000)
        yield Figure("take up a label", median(times), "ms CPU", "")


if __name__ == "__main__":
    for figure in figures(int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES):
        print(figure, flush=True)
