"""Learning in a process of its own, behind everything else: `python -P -m index.learner --library DIR`.

It learns where it is time to, suggests for articles that came since, and ends. It prints one line of JSON of what it
did: `{"learned": n, "proposes": true, "said": text}`, `{"suggested": n}` for n further articles, or
`{"error": text}`; nothing where there was nothing to do, or another process is at it.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from index.analysing import be_nice
from index.errors import SaysoError


def main(arguments: list[str] | None = None) -> int:
    """Learn once; gives the exit code."""
    parser = argparse.ArgumentParser(prog="sayso-learner", description="Learns suggestions from a library's labels.")
    parser.add_argument("--library", required=True, type=Path)
    folder = parser.parse_args(arguments).library
    be_nice()
    from index.library import Library

    try:
        with Library.open(folder) as library, library.learning.turn() as ours:
            if ours and (done := library.learning.bring_up_to_date()):
                print(json.dumps(done, ensure_ascii=False), flush=True)
    except SaysoError as error:
        print(json.dumps({"error": error.sentence}), flush=True)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
