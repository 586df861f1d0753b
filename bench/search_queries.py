"""Queries, first uses and snippets of ours and of the peers, in turns over the same questions."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bench.report import Figure, median, quantile
from bench.search_asked import Question, questions, unasked
from bench.search_library import opened
from bench.search_peers import TOP, Peer
from bench.search_records import records
from index.library import Library

_TURNS = 5
_TEXTS = 40
_FIRST = 10

#: What is reported of each kind of question, and its goal in ms.
KINDS = {
    "common term": (0.5, 2.0),
    "rare term": (0.5, 2.0),
    "AND": (0.5, 2.0),
    "OR": (0.5, 2.0),
    "term and dates": (0.5, 2.0),
    "facets": (0.5, 2.0),
    "phrase": (0.95, 100.0),
    "prefix": (0.95, 100.0),
}


def figures(path: Path, peers: Sequence[Peer], only: Sequence[str] = ()) -> Iterator[Figure]:
    """Each kind of question, first uses, and snippets, of a library and of `peers` with the same articles."""
    asked = questions(record.body for record in records(path, _TEXTS))
    with opened(path) as library:
        yield from _first_uses(library, peers)
        for kind, (share, goal) in KINDS.items():
            if not only or kind in only:
                yield _kind(library, peers, kind, asked[kind], share, goal)
        yield _snippets(library, peers, asked["common term"])


def ask(library: Library, question: Question) -> int:
    """Ask ours a question as the explorer does, for the best TOP; how many articles match."""
    return library.search.run(question.query, limit=TOP, facets=question.kind == "facets").total


def against(ours: float, theirs: Sequence[tuple[Peer, float]], goal: str) -> str:
    """The goal, and each peer's figure with the ratio ours / theirs."""
    return "; ".join([goal, *(f"{peer.name} {value:.2f} ({ours / value:.2f})" for peer, value in theirs)])


def _kind(
    library: Library, peers: Sequence[Peer], kind: str, asked: Sequence[Question], share: float, goal: float
) -> Figure:
    ours: list[float] = []
    theirs: list[list[float]] = [[] for _ in peers]
    others = [0 for _ in peers]
    for question in asked:
        total = ask(library, question)
        for at, peer in enumerate(peers):
            found = peer.search(question)
            if question.exact and found != total:
                raise AssertionError(f"{question.query}: {total} articles by ours, {found} by {peer.name}")
            others[at] += found != total
        taken: list[list[float]] = [[] for _ in (library, *peers)]
        for _ in range(_TURNS):
            taken[0].append(ms(lambda question=question: ask(library, question)))  # type: ignore[misc]
            for at, peer in enumerate(peers, 1):
                taken[at].append(ms(lambda peer=peer, question=question: peer.search(question)))  # type: ignore[misc]
        ours.append(median(taken[0]))
        for at, one in enumerate(taken[1:]):
            theirs[at].append(median(one))
    value = quantile(ours, share)
    name = f"{kind}, warm, p{share * 100:.0f}"
    beside = [(peer, quantile(one, share)) for peer, one in zip(peers, theirs, strict=True)]
    differ = [f"{peer.name} {number}" for peer, number in zip(peers, others, strict=True) if number]
    note = f"; other numbers of hits in {', '.join(differ)} of {len(asked)}" if differ else ""
    if kind == "facets":
        note += "; ours remembers what it counted for a query"
    return Figure(name, value, "ms", against(value, beside, f"goal {goal:.0f}") + note)


def _first_uses(library: Library, peers: Sequence[Peer]) -> Iterator[Figure]:
    """The first query of a library that was just opened, then words that were never asked for."""
    asked = unasked(_FIRST + 1)
    first = ms(lambda: ask(library, asked[0]))
    theirs = [(peer, ms(lambda peer=peer: peer.search(asked[0]))) for peer in peers]  # type: ignore[misc]
    yield Figure("the first query after opening", first, "ms", against(first, theirs, "goal 1000"))
    ours = [ms(lambda question=question: ask(library, question)) for question in asked[1:]]  # type: ignore[misc]
    beside = [
        (peer, median([ms(lambda peer=peer, one=one: peer.search(one)) for one in asked[1:]]))  # type: ignore[misc]
        for peer in peers
    ]
    value = median(ours)
    yield Figure("common term, first use, p50", value, "ms", against(value, beside, "goal 25"))
    yield Figure("common term, first use, p95", quantile(ours, 0.95), "ms", "")


def _snippets(library: Library, peers: Sequence[Peer], asked: Sequence[Question]) -> Figure:
    """Snippets with hits for the best TOP, which have been found already."""
    ours: list[float] = []
    theirs: list[list[float]] = [[] for _ in peers]
    for question in asked:
        results, word = library.search.run(question.query, limit=TOP), question.words[0]
        best = [peer.best(word) for peer in peers]
        for _ in range(_TURNS):
            ours.append(ms(lambda: library.search.snippets(results.keys, results.node)))  # noqa: B023
            for at, peer in enumerate(peers):
                theirs[at].append(ms(lambda at=at, peer=peer: peer.snippets(word, best[at])))  # type: ignore[misc] # noqa: B023
    value = median(ours)
    beside = [(peer, median(one)) for peer, one in zip(peers, theirs, strict=True)]
    return Figure(f"{TOP} snippets with hits, p50", value, "ms", against(value, beside, "goal 1"))


def ms(work: Callable[[], object]) -> float:
    """Milliseconds of the clock that it takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000
