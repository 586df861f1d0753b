"""`sayso adjudicate`: settling what annotators labelled differently."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from index import rechecks
from index.commands.context import DONE, Context
from index.errors import UsageError
from index.library_parts.wording import counted, listed, short
from index.model import UNNAMED
from index.text import quoted

if TYPE_CHECKING:
    from index.library import Library
    from index.model import StatementView

_USE = "sayso adjudicate STATEMENT --take NAME, or --stance STANCE, or --retire"


def adjudicate(context: Context) -> int:
    """Decide about a statement, or list the conflicts, or what became of this annotator's labels."""
    args = context.args
    wanted = [args.queue, args.mine, args.statement is not None]
    if sum(wanted) != 1:
        raise UsageError(f"name a statement, or give --queue or --mine, one of them: {_USE}")
    if args.statement is None:
        if args.take or args.stance or args.reason or args.reopen or args.retire:
            raise UsageError(f"--take, --stance, --retire, --reason and --reopen are about one statement: {_USE}")
        if args.query and args.mine:
            raise UsageError("--query goes with --queue")
        with context.library() as library:
            return _mine(context, library) if args.mine else _queue(context, library)
    chosen = [args.take is not None, args.stance is not None, args.reopen, args.retire]
    if sum(chosen) > 1 or ((args.reopen or args.retire) and args.reason) or not (any(chosen) or args.reason):
        raise UsageError(f"give --take NAME, --stance STANCE, --retire or --reopen, one of them: {_USE}")
    with context.library() as library:
        return _decide(context, library)


def _decide(context: Context, library: Library) -> int:
    args, part = context.args, library.adjudication
    view = library.statements.get(args.statement)
    if args.take is not None:
        event = part.take(view.id, args.take, reason=args.reason)
    elif args.stance is not None:
        event = part.decide(view.id, args.stance, reason=args.reason)
    elif args.retire:
        event = part.retire(view.id)
    elif args.reopen:
        event = part.reopen(view.id)
    else:
        event = part.give_reason(view.id, args.reason)
    settled = library.statements.get(view.id).adjudicated
    context.out.record(
        {
            "event": event.id,
            "statement": view.id,
            "stance": settled.stance if settled else None,
            "reason": settled.reason if settled else None,
            "took": settled.took if settled else None,
            "by": event.by,
        },
        library.annotations.describe(event),
    )
    return DONE


def _queue(context: Context, library: Library) -> int:
    found = library.adjudication.queue(context.args.query)
    for view in found:
        held = ", ".join(f"{label.by} {label.stance}" for label in view.labels)
        settled = view.adjudicated
        if view.contested is not None:
            held += f"; {view.contested} retired it: --take or --stance brings it back, --retire agrees"
        elif settled is not None:
            held += f"; {settled.by} decided {settled.stance}"
            if settled.since:
                held += f", since then {listed(settled.since)} labelled it otherwise"
            if settled.recheck:
                held += f"; {rechecks.GLYPH} {rechecks.reason(settled)}: decide again, or sayso confirm"
        context.out.record(_record(view), f"{_head(view)}\n    {held}")
    far = library.adjudication.settled(context.args.query)
    again = f" ({far.outdated:,} to be looked at again)" if far.outdated else ""
    retired = f"{far.retired:,} retired that another labelled; " if far.retired else ""
    context.out.record(
        {
            "summary": {
                "conflict": far.conflict,
                "adjudicated": far.adjudicated,
                "agreed": far.agreed,
                "waiting": far.waiting,
                "retired": far.retired,
                "outdated": far.outdated,
            }
        },
        f"{counted(far.conflict, 'conflict')}; {retired}{far.adjudicated:,} adjudicated{again}, {far.agreed:,} agreed,"
        f" {far.waiting:,} waiting for another label",
    )
    return DONE


def _mine(context: Context, library: Library) -> int:
    found = library.adjudication.mine()
    for one in found:
        settled = one.adjudicated
        why = f" ({settled.reason})" if settled.reason else ""
        context.out.record(
            {
                **_record(one.view),
                "mine": one.label.stance,
                "stance": settled.stance,
                "reason": settled.reason,
                "took": settled.took,
                "by": settled.by,
                "at": settled.at,
            },
            f"{_head(one.view)}\n    you {one.label.stance}; {settled.by} decided {settled.stance}{why}",
        )
    if not found:
        context.out.message(f"no label of {library.by} was decided otherwise")
    return DONE


def _head(view: StatementView) -> str:
    one = view.statement
    issue = f" on {view.issue}" if view.issue else ""
    return f"{view.id}  {view.date or 'date unknown'}  {one.actor or UNNAMED}{issue}: {quoted(short(one.content.text))}"


def _record(view: StatementView) -> dict[str, Any]:
    settled = view.adjudicated
    return {
        "statement": view.id,
        "article": view.article,
        "title": view.title,
        "date": view.date,
        "actor": view.statement.actor,
        "issue": view.issue,
        "content": view.statement.content.text,
        "labels": [{"by": one.by, "stance": one.stance, "note": one.note} for one in view.labels],
        "retired_by": view.contested,
        "recheck": rechecks.reason(settled) if settled is not None and settled.recheck else None,
        "since": list(settled.since) if settled is not None else [],
    }
