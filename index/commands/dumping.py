"""`sayso export dump`: all that a library holds, as plain text."""

from __future__ import annotations

import sys
from pathlib import Path

from index.commands.context import DONE, Context
from index.errors import UsageError


def dump(context: Context) -> int:
    """Write a dump to a file that does not exist, or to stdout for `-`."""
    args = context.args
    if args.query:
        raise UsageError("a dump is of the whole library and takes no query; `sayso export jsonl` takes one")
    with context.library() as library:
        if args.output == "-":
            context.out.flush()
            library.care.dump(sys.stdout.buffer)
            return DONE
        written = library.care.dump_to(Path(args.output))
    context.out.record(
        {"format": "dump", "file": args.output, **written._asdict()},
        f"{written.articles:,} articles in {written.versions:,} versions and {written.events:,} events written to"
        f" {args.output} ({written.bytes:,} bytes)",
    )
    return DONE
