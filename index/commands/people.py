"""`sayso annotators` and `again`; and asking for a name once, where a person sits at a terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from index.commands.context import DONE, Context
from index.errors import UsageError

if TYPE_CHECKING:
    from index.library import Library


def annotators(context: Context) -> int:
    """Print who labelled how much, and when last."""
    with context.library() as library:
        for one in library.annotators.all():
            you = "  (you)" if one.is_me else ""
            context.out.record(
                {
                    "annotator": one.name,
                    "labels": one.labels,
                    "made": one.made,
                    "retired": one.retired,
                    "steps": one.steps,
                    "first": one.first,
                    "last": one.last,
                    "you": one.is_me,
                },
                f"{one.labels:>7,} labels  {one.made:>5,} made  {one.retired:>5,} retired  last {one.last[:10]}"
                f"  {one.name}{you}",
            )
    return DONE


def again(context: Context) -> int:
    """Print the next statement for a second look, or set the stance that one gives it then."""
    args = context.args
    if (args.statement is None) != (args.stance is None):
        raise UsageError("give the statement and the stance: sayso again STATEMENT STANCE")
    with library(context) as opened:
        if args.statement is not None:
            event = opened.second_look.label(args.statement, args.stance)
            record = {"event": event.id, "statement": args.statement, "stance": args.stance, "by": event.by}
            context.out.record(record, opened.annotations.describe(event))
            return DONE
        view = opened.second_look.next(args.seed)
        if view is None:
            share = opened.config.labelling.again
            context.out.message("nothing is due" if share else "no second looks: labelling.again in config.yaml is 0")
            return DONE
        one = view.statement
        context.out.record(
            {
                "statement": view.id,
                "article": view.article,
                "title": view.title,
                "date": view.date,
                "actor": one.actor,
                "issue": view.issue,
                "content": one.content.text,
                "due": len(opened.second_look.due(args.seed)),
            },
            f"{view.id}  {view.date or 'date unknown'}  {one.actor or 'unknown'}"
            f"{f' on {view.issue}' if view.issue else ''}\n    {one.content.text}\n    {one.cue.text} · {view.title}",
        )
    return DONE


def library(context: Context) -> Library:
    """Open the library for a command that labels. Where the annotator's name is only the system's user name and a
    person sits at a terminal, they are asked for it, once; a script never is.
    """
    opened = context.library()
    streams = (sys.stdin, sys.stdout, sys.stderr)
    if not opened.annotators.asked_for or context.out.json or not opened.writable:
        return opened
    if not all(stream is not None and stream.isatty() for stream in streams):
        return opened
    try:
        name = _asked(context, opened)
    except BaseException:
        opened.close()
        raise
    if name == opened.by:
        return opened
    opened.close()
    return context.library()


def _asked(context: Context, opened: Library) -> str:
    context.out.message(
        f"Under which name are your labels kept? Enter keeps “{opened.by}”; --by NAME and annotator in config.yaml"
        " come before it, and you are not asked again."
    )
    while True:
        context.out.flush()
        answer = sys.stdin.readline()
        if not answer:
            raise UsageError("no name was given; give one with --by NAME")
        try:
            return opened.annotators.remember(answer.strip() or opened.by)
        except UsageError as error:
            context.out.message(error.sentence)
