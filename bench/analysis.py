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
