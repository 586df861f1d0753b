"""Search over a large library, beside stock Whoosh, SQLite's FTS5 and Tantivy on the same articles in one run.

Whoosh takes many minutes to index 100,000 articles: it is measured on the first 2,000, ours beside it on the same.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from itertools import islice
from pathlib import Path

from bench import search_builds, search_explorer, search_queries
from bench.report import Figure
from bench.search_library import prepared
from bench.search_peers import Fts5, Peer, Tantivy, Whoosh
from bench.search_records import records

ARTICLES = 100_000
SOME = 2_000
_MADE = "made"


def figures(articles: int = ARTICLES, folder: Path | None = None) -> Iterator[Figure]:
    """All of it; the libraries and the peers' indexes in `folder` are made where they are not there."""
    with ExitStack() as stack:
        place = folder or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        path, times = prepared(place, articles)
        yield Figure(f"index {articles:,} articles, with their stories", articles / times["index"], "articles/s", "")
        some = min(SOME, articles)
        few, _ = prepared(place, some)
        peers: list[Peer] = [kind(few.parent / "peers") for kind in (Whoosh, Fts5, Tantivy)]
        for peer in peers:
            peer.folder.mkdir(parents=True, exist_ok=True)
        yield from search_builds.builds(list(islice(records(few), some)), few.parent / "built", peers)
        for figure in _queries(few, peers):
            yield replace(figure, what=f"{figure.what}, {some:,} articles")
        if articles > some:
            peers = [kind(path.parent / "peers") for kind in (Fts5, Tantivy)]
            for peer in peers:
                _make(peer, path)
            for figure in _queries(path, peers):
                yield replace(figure, what=f"{figure.what}, {articles:,}")
        yield from search_explorer.figures(path)


def _make(peer: Peer, path: Path) -> None:
    """Build the index of a peer from a library, unless that was done before."""
    mark = peer.folder / f"{peer.name}.{_MADE}"
    if not mark.exists():
        peer.folder.mkdir(parents=True, exist_ok=True)
        peer.build(records(path), 2)
        mark.touch()


def _queries(path: Path, peers: list[Peer]) -> Iterator[Figure]:
    with ExitStack() as stack:
        for peer in peers:
            peer.open()
            stack.enter_context(closing(peer))
        yield from search_queries.figures(path, peers)
        yield from search_builds.adding(path, peers)
