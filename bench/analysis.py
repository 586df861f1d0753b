"""Articles analysed a second, beside spaCy's plain pipeline with textacy's quotations in the same run; long texts."""

from __future__ import annotations

import multiprocessing
import os
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from bench import newsroom, plain
from bench.report import Figure, median
from index import config
from index.analysing import analyse_waiting, make_pool, turn
from index.language.document import pinned_package
from index.library import Library
from index.model import ArticleDraft

RUNS = 3
ARTICLES = 400
PROCESSES = 2


def figures() -> Iterator[Figure]:
    """End to end with two processes and the peer in turns, the memory, and texts ten times as long."""
    os.environ.update(plain.THREADS)
    model = pinned_package(config.shipped().language.model)
    words = 0.0
    ours: list[_Run] = []
    peer: list[float] = []
    for run in range(RUNS):
        drafts = list(newsroom.articles(ARTICLES, seed=run))
        words = sum(len(one.text.split()) for one in drafts) / len(drafts)

        def measure_peer(drafts: list[ArticleDraft] = drafts) -> None:
            peer.append(ARTICLES / plain.seconds([one.text for one in drafts], PROCESSES, model)[0])

        def measure_ours(drafts: list[ArticleDraft] = drafts) -> None:
            ours.append(_end_to_end(drafts))

        # In turns, and who is first in turns too: nothing else on the machine is always in the way of the same one.
        for measure in (measure_ours, measure_peer) if run % 2 == 0 else (measure_peer, measure_ours):
            measure()
    name = f"{words:.0f} words, {PROCESSES} processes"
    yield Figure(
        f"added, indexed, analysed, stored: {name}",
        median([one.speed for one in ours]),
        "articles/s",
        "aim 25; from the warm model",
    )
    yield Figure("spaCy's plain pipeline and textacy's quotations, the same", median(peer), "articles/s", "")
    ratios = [one.speed / other for one, other in zip(ours, peer, strict=True)]
    yield Figure("ratio (median of the runs)", median(ratios), "", "aim 2.5")
    for number, (one, other) in enumerate(zip(ours, peer, strict=True), 1):
        yield Figure(
            f"ratio of run {number}", one.speed / other, "", f"{one.speed:.1f} and {other:.1f} articles/s, same texts"
        )
    yield Figure("most memory of a process that reads articles", max(one.peak for one in ours), "MB", "limit 700")
    for reason in sorted({reason for one in ours for reason in one.failed}):
        number = sum(one.failed.count(reason) for one in ours)
        yield Figure("articles that failed", number, f"of {RUNS * ARTICLES}", reason)
    yield from _lengths()


@dataclass(frozen=True, slots=True)
class _Run:
    """Articles a second from the drafts to the last result in the store, the most memory of a process in MB, and
    why articles failed."""

    speed: float
    peak: int
    failed: list[str]


def _end_to_end(drafts: list[ArticleDraft]) -> _Run:
    """Add, index, analyse and store, from when all processes have loaded the model."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "library"
        Library.open(folder, create=True, cache=Path(name) / "cache").close()
        (folder / "config.yaml").write_text(f"language: {{processes: {PROCESSES}}}\n")
        with (
            Library.open(folder, cache=Path(name) / "cache") as library,
            turn(folder),
            make_pool(library) as pool,
        ):
            pool.warm(PROCESSES)
            start = time.perf_counter()
            library.articles.add(drafts)
            with library.search.catching_up():  # as `sayso add` does
                steps = list(analyse_waiting(library, pool=pool))
            taken = time.perf_counter() - start
            failed = [step.reason for step in steps if step.reason is not None]
            return _Run(len(drafts) / taken, pool.peak, failed + ["not read"] * (len(drafts) - len(steps)))


_SENTENCE = "The mayor of Eastholm, Joaquim Bell, said on Monday that the council would not vote before May. "
_NAMES = "Joaquim Bell, Ada Lind, Ingrid Maalouf, Eastholm, Dunmarsh, Port Averil and Halcyon Line, "
_FOREIGN = "El alcalde de la ciudad dijo el lunes que el consejo no votará antes de mayo, según su portavoz. "
_WORDS = "tide salt barrier channel depth harbour silt water gate lock quay crane rope mud wharf lamp "
_HEADLINES = (
    "Mayor Bell says council will not vote before May\nBell: 'We will not wait for the barrier'\n"
    "Lind urges Halcyon Line to drop the dredging plan\nFishers reject new quay rent as port warns of job losses\n"
    "'No vote before May', says Eastholm mayor\nLind calls plan \"a costly mistake\"\n"
)

KINDS: tuple[tuple[str, int, Callable[[int], str]], ...] = (
    ("words in paragraphs", 100_000, lambda n: "\n\n".join([_SENTENCE * 5] * (n // 85))),
    ("quotation marks", 10_000, lambda n: "\n\n".join(['"We will wait," he said. "It is late." ' * 5] * (n // 20))),
    ("quotation marks, nothing else", 10_000, lambda n: '" ' * n),
    ("characters in one line", 1_000_000, lambda n: (_SENTENCE * (n // len(_SENTENCE) + 1))[:n]),
    ("words, only names", 100_000, lambda n: _NAMES * (n // 14)),
    ("words, no English", 100_000, lambda n: "\n\n".join([_FOREIGN * 5] * (n // 90))),
    ("words, no sentence", 100_000, lambda n: _WORDS * (n // 16)),
    ("words, a headline a line", 100_000, lambda n: _HEADLINES * (n // 50)),
)


def _lengths() -> Iterator[Figure]:
    """CPU and memory for texts of two lengths, each in a process of its own: linear where ten times as much is ten."""
    for what, number, text in KINDS:
        (short, some), (long, most) = (_measured(text(count)) for count in (number // 10, number))
        yield Figure(
            f"{number:,} {what}: CPU", long, "s", f"{number // 10:,}: {short:.2f} s, x {long / max(short, 0.01):.1f}"
        )
        yield Figure(f"{number:,} {what}: memory", most, "MB", f"{number // 10:,}: {some} MB")


def _measured(text: str) -> tuple[float, int]:
    """CPU seconds to analyse a text in a process of its own, and the most memory that it had, in MB."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_measure, args=(theirs, text), daemon=True)
    process.start()
    theirs.close()
    try:
        seconds, peak = ours.recv()
    except EOFError:
        raise SystemExit("the process that analysed a long text died") from None
    process.join()
    return seconds, peak


def _measure(link: Connection, text: str) -> None:
    from index.language.pipeline import Analyser

    shipped = config.shipped()
    analyser = Analyser(
        issues=[issue.model() for issue in shipped.issues],
        actors=[actor.model() for actor in shipped.actors],
        model=shipped.language.model,
        part=shipped.language.part,
    )
    analyser.analyse(_SENTENCE)
    start = time.process_time()
    analyser.analyse(text)
    link.send((time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10))
