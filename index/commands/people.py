"""`sayso annotators` and `again`."""

from __future__ import annotations

from index.commands.context import DONE, Context
from index.errors import UsageError
from index.model import UNNAMED


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
    with context.library() as opened:
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
            f"{view.id}  {view.date or 'date unknown'}  {one.actor or UNNAMED}"
            f"{f' on {view.issue}' if view.issue else ''}\n    {one.content.text}\n    {one.cue.text} · {view.title}",
        )
    return DONE
