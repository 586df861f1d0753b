"""Run by the durability tests: starts processes that label statements and say of each when it is saved.

A line on standard input starts one, forked off this process, which has everything imported already:

    LIBRARY ANNOTATOR NUMBER PAUSE BYTES OUTPUT        (separated by tabs)

PAUSE is the mean of the seconds between two labels; an annotator whose name begins with "all" labels all
statements at once, each time with another stance; with BYTES no file may grow beyond so many. The
process's id is printed. It writes to the file OUTPUT "saved EVENT-ID" for each label that was
acknowledged, "error KIND SENTENCE" for one that was not, after which it stops, and "ended" at its end.
"""

from __future__ import annotations

import os
import random
import resource
import signal
import sys
import time
from pathlib import Path

import index.language.pipeline  # noqa: F401 - imported late by the library, here before the fork
from index import config
from index.errors import SaysoError
from index.library import Library


def main() -> None:
    """Start a process for each line, until there are no more."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    config.shipped()
    config.load = lambda folder, **_: config.shipped()
    for line in sys.stdin:
        child = os.fork()
        if not child:
            folder, annotator, number, pause, most, output = line.rstrip("\n").split("\t")
            os.dup2(os.open(output, os.O_WRONLY), 1)
            try:
                label(Path(folder), annotator, int(number), float(pause), int(most))
            finally:
                say("ended")
                os._exit(0)
        print(child, flush=True)


def label(folder: Path, annotator: str, number: int, pause: float, most: int) -> None:
    """Label until `number` labels are done or one fails."""
    with Library.open(folder, by=annotator) as library:
        statements = [view.id for row in library.articles.rows() for view in library.statements.of(row.key)]
        if most:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
        for _ in range(number):
            try:
                if annotator.startswith("all"):
                    event = library.annotations.label_many(statements, stance=other(library, statements[0]))
                else:
                    event = library.annotations.label(
                        random.choice(statements),
                        random.choice(["favor", "against"]),
                        note="x" * random.randrange(3000),
                    )
            except SaysoError as error:
                say(f"error {type(error).__name__} {error.sentence}")
                break
            say(f"saved {event.id}")
            time.sleep(random.uniform(0, 2 * pause))


def other(library: Library, statement: str) -> str:
    """Another stance than the statement has."""
    return random.choice(
        [one for one in ("favor", "against", "mixed") if one != library.statements.get(statement).stance]
    )


def say(line: str) -> None:
    """Write a line at once, past all buffers."""
    os.write(1, (line + "\n").encode())


if __name__ == "__main__":
    main()
