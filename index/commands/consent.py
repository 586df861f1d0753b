"""Asking before many things are changed at once."""

from __future__ import annotations

import sys

from index.commands.context import Context
from index.errors import UsageError


def agreed(context: Context, question: str, *, why: str = "") -> bool:
    """Whether it may be done: with --yes at once, else as the answer is; what was refused is said.

    Raises UsageError where there is nobody to ask; `why` it is asked stands before that.
    """
    if context.args.yes:
        return True
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        said = f"{why}; nothing" if why else "nothing"
        raise UsageError(f"{said} has been changed: give --yes to do it, since there is nobody here to ask")
    context.out.message(f"{question} [y/N]")
    context.out.flush()
    if sys.stdin.readline().strip().lower() in ("y", "yes"):
        return True
    context.out.message("nothing has been changed")
    return False
