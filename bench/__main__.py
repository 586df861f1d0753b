"""Runs the measurements named on the command line, or all of them, and prints each as it comes."""

from __future__ import annotations

import os
import platform
import sys
from importlib import import_module

NAMES = ("explorer", "search", "statements", "analysis", "store")


def main(names: list[str]) -> int:
    """Measure; gives 2 where a name is unknown."""
    unknown = [name for name in names if name not in NAMES]
    if unknown:
        print(f"unknown: {', '.join(unknown)}; known: {', '.join(NAMES)}", file=sys.stderr)
        return 2
    load = os.getloadavg()[0]
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {load:.1f} at the start")
    for name in names or NAMES:
        for figure in import_module(f"bench.{name}").figures():
            print(figure, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
