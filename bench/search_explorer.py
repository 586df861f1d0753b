"""The whole explorer in a terminal, over a large library: its start, keys typed into a search, its memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench.painting import Part
from bench.report import Figure, median, quantile
from bench.search_asked import questions
from bench.search_library import opened
from bench.search_records import records
from bench.terminal import Terminal
from tui import session

_STARTS = 3
_QUIET = 0.4
"""Seconds without painting after which what a key caused is over."""
_TYPED = ("common term", "rare term", "AND", "OR", "term and dates", "phrase", "prefix")
_RESULTS = (Part(range(1, 2), slice(69, 119)), Part(range(12, 22), slice(0, 28)))
"""How many were found, and the rows of the list that completions never stand over, with their excerpts."""


def figures(path: Path) -> Iterator[Figure]:
    """From the start until the list can be moved in and until a search answers; keys; memory."""
    asked = questions(record.body for record in records(path, 40))
    word = asked["common term"][0].words[0]
    with opened(path) as library:
        total = f"{library.search.run(word, limit=1).total:,} articles".encode()
        newest = library.articles.rows()[0].title[:12].encode()
    moved, answered = [], []
    for _ in range(_STARTS):
        with _started(path) as terminal:
            terminal.until(newest)
            terminal.press(b"j")
            moved.append(terminal.elapsed() * 1000)
        with _started(path) as terminal:
            terminal.until(newest)
            terminal.press(b"/")
            terminal.settle(0.05, 1)
            terminal.send(word.encode())
            answered.append(terminal.until(total) * 1000)
    yield Figure("start until the list can be moved in (median)", median(moved), "ms", "goal 400")
    yield Figure("start until a word that was typed at once is found", median(answered), "ms", "goal 1000")
    typed = [
        *(asked[kind][1].query for kind in _TYPED),
        "actor:" + word[:4],
        "stance:against date:2019",
        "outlet:meridian is:unlabelled",
    ]
    with _started(path) as terminal:
        terminal.until(newest)
        terminal.settle(1.0, 30)
        times: list[float] = []
        ends: list[float] = []
        number = 0
        for query in typed:
            terminal.type(b"/")
            terminal.send(b"\x15")  # an empty line
            terminal.settle(_QUIET, 10)
            for key in query:
                taken, end = terminal.painted(key.encode(), _QUIET, _RESULTS)
                number += 1
                ends.append(end * 1000)
                if taken is not None:
                    times.append(taken * 1000)
            terminal.type(b"\x1b")
            terminal.settle(_QUIET, 10)
        memory, own = terminal.memory()
    keys = f"{len(times)} of {number} keys change what is listed"
    yield Figure("key press to painted results, p50", median(times), "ms", keys)
    yield Figure("key press to painted results, p95", quantile(times, 0.95), "ms", "goal 50")
    yield Figure("until completions and the first article too, p50", median(ends), "ms", "this waits 200 on purpose")
    yield Figure(
        "memory of the explorer after these searches", memory, "MB", f"goal 400; {own:.0f} MB but for mapped files"
    )


def _started(path: Path) -> Terminal:
    """The explorer, which remembers nothing of the time before: its list begins with the newest article."""
    (path / session.FILE).unlink(missing_ok=True)
    return Terminal(path)
