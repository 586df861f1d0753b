"""Articles analysed a second, beside spaCy's plain pipeline on the same texts in the same run."""

from __future__ import annotations

import time
from collections.abc import Iterator

from bench.report import Figure, median
from index import config, readers
from index.language.document import load_model
from index.language.pipeline import Analyser
from index.model import ArticleDraft

RUNS = 3


def figures() -> Iterator[Figure]:
    """One process over the bundled articles, several times; the median of the rounds."""
    texts = [one for one in readers.read([config.seeds_folder()]) if isinstance(one, ArticleDraft)]
    words = sum(len(one.text.split()) for one in texts) / len(texts)
    shipped = config.shipped()
    analyser = Analyser(
        issues=[issue.model() for issue in shipped.issues],
        actors=[actor.model() for actor in shipped.actors],
        model=shipped.language.model,
    )
    plain = load_model(shipped.language.model)
    ours, peer = [], []
    for _ in range(RUNS):
        start = time.perf_counter()
        for one in texts:
            analyser.analyse(one.text, masked=one.masked, title_span=one.title_span, outlet=one.outlet)
        ours.append(len(texts) / (time.perf_counter() - start))
        start = time.perf_counter()
        for one in texts:
            plain(one.text)
        peer.append(len(texts) / (time.perf_counter() - start))
    yield Figure(
        f"articles of {words:.0f} words analysed, one process (median)",
        median(ours),
        "articles/s",
        f"spaCy's plain pipeline {median(peer):.1f} articles/s, ratio {median(ours) / median(peer):.2f}",
    )
    yield from _lengths(analyser)


def _lengths(analyser: Analyser) -> Iterator[Figure]:
    """CPU for a text of 10,000 and of 100,000 words: linear where the second is ten times the first."""
    sentence = "The mayor of Eastholm, Joaquim Bell, said on Monday that the council would not vote before May. "
    times = []
    for words in (10_000, 100_000):
        text = "\n\n".join([sentence * 5] * (words // 90))
        start = time.process_time()
        analyser.analyse(text)
        times.append(time.process_time() - start)
    yield Figure("a text of 100,000 words analysed, CPU", times[1], "s", f"10,000 words x {times[1] / times[0]:.1f}")
