"""Runs the measurements named on the command line, or all of them, and prints each as it comes."""

from __future__ import annotations

import argparse
import os
import platform
import sys
from importlib import import_module
from pathlib import Path

NAMES = ("explorer", "search", "statements", "analysis", "store")


def main(arguments: list[str]) -> int:
    """Measure what is named; the options are those of "search"."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(NAMES)}; all without one")
    parser.add_argument("--articles", type=int, metavar="N", help="articles that are searched (100,000)")
    parser.add_argument("--folder", type=Path, help="keep the searched libraries here: the next run begins sooner")
    given = parser.parse_args(arguments)
    unknown = [name for name in given.names if name not in NAMES]
    if unknown:
        parser.error(f"unknown: {', '.join(unknown)}; known: {', '.join(NAMES)}")
    options = {"articles": given.articles, "folder": given.folder and given.folder.absolute()}
    load = os.getloadavg()[0]
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {load:.1f} at the start")
    for name in given.names or NAMES:
        more = {option: value for option, value in options.items() if value} if name == "search" else {}
        for figure in import_module(f"bench.{name}").figures(**more):
            print(figure, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
