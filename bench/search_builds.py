"""Making the index on one core and on two, and adding one article until it is found."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from bench.corpus import Vocabulary
from bench.report import Figure, median
from bench.search_library import opened
from bench.search_peers import Peer, Record
from bench.search_queries import against, ms
from index.library import Library
from index.model import ArticleDraft
from index.search.engine import Document
from index.search.whoosh_engine import WhooshEngine

_PORTION = 2_000
_ADDED = 9


def builds(records: Sequence[Record], folder: Path, peers: Sequence[Peer]) -> Iterator[Figure]:
    """The index of `records` made by ours and by each peer, on one core and on two, as documents a second."""
    for cores in (1, 2):
        ours = ms(lambda: _build(records, folder / "ours", cores)) / 1000  # noqa: B023
        theirs = []
        for peer in peers:
            taken = ms(lambda peer=peer: peer.build(iter(records), cores)) / 1000  # type: ignore[misc] # noqa: B023
            theirs.append(f"{peer.name} {len(records) / taken:,.0f} ({taken / ours:.2f})")
        goal = "goal 1.3 x Whoosh" if cores == 1 else "goal 2 x Whoosh on one core; ours uses one"
        yield Figure(
            f"index {len(records):,} articles, {cores} core{'s' if cores > 1 else ''}",
            len(records) / ours,
            "articles/s",
            "; ".join([goal, *theirs]),
        )


def _build(records: Sequence[Record], folder: Path, cores: int) -> None:
    """Fill an empty index as a library does; it uses one core, whatever there is."""
    engine = WhooshEngine.open(folder, "bench")
    engine.clear()
    rest = iter(records)
    while portion := list(islice(rest, _PORTION)):
        engine.index([Document(one.key, one.title, one.body) for one in portion])
    engine.merge()
    engine.close()


def adding(path: Path, peers: Sequence[Peer]) -> Iterator[Figure]:
    """One article more: in the store, in the index, and found, in a library whose searches are open.

    Its words are its own, so that it changes the numbers of no question. Ours is removed afterwards.
    """
    ours: list[float] = []
    theirs: list[list[float]] = [[] for _ in peers]
    stamp = time.time_ns() // 1_000_000
    rng, vocabulary = random.Random(stamp), Vocabulary()
    with opened(path) as library:
        library.search.run(vocabulary.word(20), limit=20)
        for number in range(_ADDED):
            sign = f"zq{stamp}x{number}"
            words = [f"zq{word}" for word in vocabulary.sample(rng, 350)]
            record = _record(stamp + number, f"{sign} title", f"{sign} title\n\n{' '.join([sign, *words])}.\n")
            try:
                ours.append(ms(lambda: _add(library, record, sign)))  # noqa: B023
            finally:
                library.articles.remove(sign)
            for at, peer in enumerate(peers):
                theirs[at].append(ms(lambda peer=peer, record=record: peer.add(record)))  # type: ignore[misc]
        library.search.catch_up()
    value = median(ours)
    beside = [(peer, median(one)) for peer, one in zip(peers, theirs, strict=True)]
    yield Figure("one article added until it is found, p50", value, "ms", against(value, beside, "goal 50"))


def _record(key: int, title: str, text: str) -> Record:
    return Record(key, title, text, "2021-01-01", (("Port Courier",), ("2021",), ("2021-01",), (), (), (), ()))


def _add(library: Library, record: Record, sign: str) -> None:
    library.articles.add(
        [
            ArticleDraft(
                path=f"{sign}.txt",
                text=record.body,
                title=record.title,
                date=record.date,
                outlet=record.facets[0][0],
                source_id=sign,
            )
        ]
    )
    library.search.catch_up()
    if library.search.run(sign).total != 1:
        raise AssertionError(f"the added article {sign} was not found")
