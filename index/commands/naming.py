"""Under which name it is recorded what a command does: asked for once, where a person sits at a terminal."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from index.commands.output import Output
from index.errors import UsageError

if TYPE_CHECKING:
    from index.library import Library


def _always(args: Namespace) -> bool:
    return True


_ALWAYS = (
    "remove", "label", "accept", "edit", "certainty", "question", "retire", "anchor", "confirm", "tag", "untag", "flag",
    "unflag", "read", "unread", "rename", "merge", "split", "again",
)  # fmt: skip

NAMED: Mapping[str, Callable[[Namespace], bool]] = {
    **dict.fromkeys(_ALWAYS, _always),
    "entity": lambda args: args.action != "list",
    "issues": lambda args: args.accept is not None or args.reject is not None,
    "saved": lambda args: args.action is not None,
    "adjudicate": lambda args: args.statement is not None,
}
"""The commands that record something under the annotator's name, and with which arguments they do."""


def asks(args: Namespace, out: Output, library: Library) -> bool:
    """Whether a person is to be asked for a name: it is only the system's user name so far, what was asked for will be
    recorded under it, and somebody sits there. A script is never asked.
    """
    needs = NAMED.get(getattr(args, "command", None) or "")
    if needs is None or not library.writable or not library.annotators.asked_for or out.json or not needs(args):
        return False
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def asked(out: Output, library: Library) -> str:
    """The name that a person gives, remembered for this library. Raises UsageError where none is given."""
    out.message(
        f"Under which name are your labels kept? Enter keeps “{library.by}”; --by NAME and annotator in config.yaml"
        " come before it, and you are not asked again."
    )
    while True:
        out.flush()
        answer = sys.stdin.readline()
        if not answer:
            raise UsageError("no name was given; give one with --by NAME")
        try:
            return library.annotators.remember(answer.strip() or library.by)
        except UsageError as error:
            out.message(error.sentence)
