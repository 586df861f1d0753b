"""`sayso history`: what annotators did, in words, and what of it can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.commands.context import DONE, Context
from index.errors import UsageError

if TYPE_CHECKING:
    from index.library_parts.steps import Step

_STATES = {"done": " ", "undone": "↶", "lost": "✗", "": "·"}


def history(context: Context) -> int:
    """Print the steps, the newest first."""
    from index.model import EventKind

    args = context.args
    if args.day is not None and (args.since is not None or args.until is not None):
        raise UsageError("--day is one day; --since and --until are for several: give one or the other")
    kinds = list(EventKind)
    unknown = [one for one in args.kind if one not in kinds]
    if unknown:
        raise UsageError(f"'{unknown[0]}' is no kind of step; there are {', '.join(kinds)}")
    limit = 20 if args.limit is None else args.limit
    if limit < 0:
        raise UsageError("--limit is 0 for all steps, or a number of them")
    with context.library() as library:
        found = library.steps.page(
            article=args.article,
            by=args.by_whom,
            since=args.day or args.since,
            until=args.day or args.until,
            kinds=[EventKind(one) for one in args.kind],
            state=args.state,
            limit=limit,
        )
        for step in found:
            context.out.record(_record(step), _line(step, library.by))
        if not found and not context.out.json:
            context.out.message("no step is like that")
    return DONE


def _record(step: Step) -> dict[str, object]:
    return {
        "event": step.id,
        "kind": str(step.kind),
        "by": step.by,
        "at": step.at,
        "words": step.words,
        "articles": list(step.articles),
        "state": step.state or None,
        "turned": step.turned,
        "may_be_undone": step.may_be_undone,
        "why_not": step.why_not,
    }


def _line(step: Step, me: str) -> str:
    said = f"{_STATES[step.state]} {step.id}  {step.at[:16].replace('T', ' ')}  {step.by}: {step.words}"
    if step.state in ("undone", "lost"):
        return f"{said} (undone)"
    if step.state == "done" and step.by == me and step.why_not is not None:
        return f"{said}\n      {step.why_not}"
    return said
