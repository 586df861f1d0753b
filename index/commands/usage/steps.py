"""What was done: taken back, done again, listed."""

from __future__ import annotations

from index.commands.usage.command import Command, argument

COMMANDS = (
    Command(
        "undo",
        "statements.undo",
        "take your last step back, or any one on which nothing later rests",
        "sayso undo --by dana\n  sayso undo 5b1f90c2a7d3e846",
        (
            argument(
                "event", nargs="?", default=None, metavar="EVENT", help="a step's id, as `sayso history` prints it"
            ),
        ),
    ),
    Command("redo", "statements.redo", "do again what you undid last", "sayso redo --by dana"),
    Command(
        "history",
        "steps.history",
        "list what was done, the newest first, and whether you can take it back",
        "sayso history\n  sayso history --by-whom omar --day 2026-11-23\n  sayso history --article 3f2a --kind label\n"
        "  sayso history --since 2026-11-01 --state undone --limit 0 --json",
        (
            argument("--article", default=None, metavar="ARTICLE", help="what is about this article"),
            argument("--by-whom", default=None, metavar="NAME", help="what this annotator did"),
            argument("--day", default=None, metavar="DAY", help="of this day (YYYY-MM-DD, UTC)"),
            argument("--since", default=None, metavar="DAY", help="of this day and later"),
            argument("--until", default=None, metavar="DAY", help="of this day and before"),
            argument(
                "--kind", action="append", default=[], metavar="KIND", help="label, note, recode, ...; again for more"
            ),
            argument("--state", default=None, choices=("done", "undone"), help="whether it holds"),
            argument("--limit", type=int, default=None, metavar="N", help="steps at most; 0 is all (20)"),
        ),
    ),
)
