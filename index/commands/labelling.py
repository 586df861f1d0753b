"""`sayso queue`, `progress` and `learn`: what to label next, how far the labelling is, what is learned of it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from index.commands import analysis
from index.commands.articles import asked
from index.commands.context import DONE, Context
from index.commands.statements import line
from index.errors import UsageError
from index.library_parts import learning_words
from index.library_parts.wording import counted

if TYPE_CHECKING:
    from index.library import Library
    from index.library_parts.coded import OfAnnotator, Overview, Part
    from index.library_parts.learning import Learnt

_WAIT = 0.3
_DAYS = 7


def queue(context: Context) -> int:
    """Print the statements that this annotator labels next."""
    from index.exchange import records

    args, out = context.args, context.out
    if args.limit < 0:
        raise UsageError("--limit takes 0 (all) or a number of statements")
    with context.library() as library:
        analysis.mention_waiting(library, out)
        found = library.queue.make(asked(args.query), order=args.order, seed=args.seed)
        total = len(found)
        for view in found.upcoming(args.limit or max(total, 1)):
            out.record(records.ordered_statement(view), None if out.json else line(view, library))
        if not out.json:
            out.message(f"{counted(total, 'statement')} to be labelled by {library.by}")
    return DONE


def progress(context: Context) -> int:
    """Say how far the labelling is, or forget how long decisions took."""
    with context.library() as library:
        if context.args.erase_times:
            number = library.pace.erase()
            context.out.record({"erased": number}, f"the times of {counted(number, 'decision')} were deleted")
            return DONE
        overview = library.coded.overview()
        context.out.record(_as_record(overview), None if context.out.json else "\n".join(_lines(context, overview)))
    return DONE


def _as_record(overview: Overview) -> dict[str, Any]:
    return {
        "statements": overview.statements,
        "labelled": overview.labelled,
        "conflicts": overview.conflicts,
        "questions": overview.questions,
        "annotators": [asdict(one) for one in overview.annotators],
        "issues": [
            {"issue": one.id, "statements": one.statements, "labelled": one.labelled, "by": dict(one.by)}
            for one in overview.issues
        ],
        "articles": [
            {
                "article": one.id,
                "title": one.title,
                "statements": one.statements,
                "labelled": one.labelled,
                "by": dict(one.by),
            }
            for one in overview.articles
        ],
    }


def _lines(context: Context, overview: Overview) -> list[str]:
    lines = [
        f"{overview.labelled} of {counted(overview.statements, 'statement')} labelled,"
        f" {counted(overview.conflicts, 'conflict')}, {counted(overview.questions, 'question')} open"
    ]
    lines += ["", *(_annotator(one) for one in overview.annotators)] if overview.annotators else []
    lines += ["", "by issue", *(_part(one, one.id or "no issue") for one in overview.issues)]
    if context.args.articles:
        lines += ["", "articles begun", *(_part(one, f"{one.id}  {one.title}") for one in overview.articles)]
    return lines


def _annotator(one: OfAnnotator) -> str:
    said = [f"{one.by}: {counted(one.labelled, 'label')} in {counted(one.articles, 'article')}"]
    if one.finished:
        said.append(f"{one.finished} finished")
    if one.questions:
        said.append(counted(one.questions, "question"))
    if one.seconds is not None:
        said.append(f"{one.seconds:.0f} seconds each")
    days = [f"{day} {number}" for day, number in list(one.days.items())[-_DAYS:]]
    return ", ".join(said) + (f"\n    {' · '.join(days)}" if days else "")


def _part(one: Part, name: str) -> str:
    by = ", ".join(f"{by} {number}" for by, number in sorted(one.by.items()))
    return f"{one.labelled:>7} of {one.statements:>6}  {name}" + (f"  ({by})" if by else "")


def learn(context: Context) -> int:
    """Learn from the labels, or say what was learned."""
    args, out = context.args, context.out
    with context.library() as library:
        if args.describe is not None:
            said = library.learning.describe(args.describe)
            out.record({"by": args.describe, "said": said}, said)
            return DONE
        found = (library.learning.latest() if args.curve else None) or _learnt(context, library)
        out.record(_learnt_record(found), None if out.json else found.said)
        if args.curve and "curve" in found.record and not out.json:
            out.text("\n".join(learning_words.curve_lines(found.record)))
    return DONE


def _learnt(context: Context, library: Library) -> Learnt:
    while True:
        with library.learning.turn() as ours:
            if ours:
                context.out.progress("learning")
                return library.learning.learn(
                    seed=context.args.seed,
                    progress=lambda done, of: context.out.progress(f"suggesting: {done} of {of} articles"),
                )
        context.out.progress("another process is learning")
        time.sleep(_WAIT)


def _learnt_record(found: Learnt) -> dict[str, Any]:
    record: Mapping[str, Any] = found.record
    kept = {name: value for name, value in record.items() if name not in ("sequence", "proposes", "recoded")}
    return {
        "by": None if found.number is None else f"learned {found.number}",
        "at": found.at,
        "proposes": found.proposes,
        "said": found.said,
        **kept,
    }
