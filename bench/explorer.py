"""The explorer: first paint, key press to paint, opening a long article."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench import newsroom
from bench.report import Figure, median, quantile
from bench.terminal import Terminal

RUNS = 7
KEYS = 60
LABELS = 300
ARTICLES = 1_200
PROCESSES = 2
WARM = 100


def figures() -> Iterator[Figure]:
    """First paint, keys while idle and while analysing, a label until it is seen saved, and 50,000 words opened."""
    with tempfile.TemporaryDirectory() as folder:
        yield from _first_paint(Path(folder))
        yield from _keys(Path(folder))
        yield from _labelled(Path(folder))
    yield from _long_article()


def _first_paint(folder: Path) -> Iterator[Figure]:
    times = []
    for run in range(RUNS):
        with Terminal(folder / f"first-{run}" / "library") as terminal:
            times.append(terminal.until(b"sayso") * 1000)
    yield Figure("first paint, first run on the seeds (median)", median(times), "ms", "limit 300")
    times = []
    for run in range(3):
        with Terminal(folder / f"panel-{run}" / "library") as terminal:
            times.append(terminal.until(b"suggested", 60) * 1000)
    yield Figure("first run until the open article's positions stand there", median(times), "ms", "limit 3000")
    times = []
    for _ in range(RUNS):
        with Terminal(folder / "first-0" / "library") as terminal:
            times.append(terminal.until(b"sayso") * 1000)
    yield Figure("first paint, a library that exists (median)", median(times), "ms", "limit 300")


def _keys(folder: Path) -> Iterator[Figure]:
    from index.library import Library

    library = folder / "keys" / "library"
    Library.open(library, create=True, cache=folder / "keys" / "cache").close()
    (library / "config.yaml").write_text(f"language: {{processes: {PROCESSES}}}\n")
    with Library.open(library, cache=folder / "keys" / "cache") as opened:
        opened.articles.add(newsroom.articles(ARTICLES))
        with Terminal(library) as terminal:
            while opened.statements.progress().analysed < WARM:  # all processes have loaded the model by then
                terminal.settle(0.1, 0.5)
            busy = _pressed(terminal)
            left = ARTICLES - opened.statements.progress().analysed
        what = f"key press to paint while {PROCESSES} processes analyse"
        note = "" if left else " (the analysis ended before)"
        yield Figure(f"{what}, p50", median(busy), "ms", "")
        yield Figure(f"{what}, p95", quantile(busy, 0.95), "ms", f"limit 20{note}")
    with Terminal(folder / "first-0" / "library") as terminal:
        terminal.until(b"sayso")
        terminal.settle(1.0, 60)
        idle = _pressed(terminal)
        yield Figure("key press to paint while idle, p50", median(idle), "ms", "")
        yield Figure("key press to paint while idle, p95", quantile(idle, 0.95), "ms", "")


def _labelled(folder: Path) -> Iterator[Figure]:
    """From the key of a stance until it stands there, and until "saved" is painted, which is after the commit."""
    shown, saved = [], []
    with Terminal(folder / "first-0" / "library") as terminal:
        terminal.until(b"suggested", 60)
        terminal.settle(1.0, 60)
        terminal.type(b"\x1b[Z")  # to the positions
        before = terminal.cpu()
        for number in range(LABELS):
            terminal.settle(0.06, 1)
            key, stance = ((b"1", b"favor"), (b"2", b"against"))[number % 2]
            first, last = terminal.press_until(key, stance, b"saved")
            shown.append(first * 1000)
            saved.append(last * 1000)
        terminal.settle(1.0, 10)
        cpu = (terminal.cpu() - before) * 1000 / LABELS
    yield Figure("key of a stance until it is painted, p50", median(shown), "ms", "the next frame: 17 at the latest")
    yield Figure("key of a stance until it is painted, p99", quantile(shown, 0.99), "ms", "")
    yield Figure("key of a stance until saved, and painted, p50", median(saved), "ms", "")
    yield Figure("key of a stance until saved, and painted, p99", quantile(saved, 0.99), "ms", "limit 50")
    yield Figure("CPU of the explorer for a label, and for looking at the library meanwhile", cpu, "ms", "")


def _pressed(terminal: Terminal) -> list[float]:
    """Milliseconds from each key to its first painted bytes, ten down and ten up, from the top of the list."""
    terminal.type(b"gg")
    times = []
    for number in range(KEYS):
        terminal.settle(0.06, 1)
        times.append(terminal.press(b"j" if number // 10 % 2 == 0 else b"k") * 1000)

    return times


def _long_article() -> Iterator[Figure]:
    import asyncio

    from bench.long_article import open_cpu

    sayso, peer = asyncio.run(open_cpu(50_000, random.Random(3)))
    yield Figure(
        "open an article of 50,000 words, CPU",
        sayso * 1000,
        "ms",
        f"limit 50; Textual's TextArea {peer * 1000:.0f} ms, ratio {sayso / peer:.2f}",
    )
