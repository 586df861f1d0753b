"""`sayso rename`, `merge` and `split`: a preview with counts and samples, a question, and one undoable step."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from index.commands import bulk
from index.commands.consent import agreed
from index.commands.context import DONE, Context
from index.errors import UsageError
from index.library_parts.recodes import IDENTIFIER
from index.library_parts.wording import counted, listed
from index.made_labels import Look
from index.model import Event

if TYPE_CHECKING:
    from index.library import Library
    from index.library_parts.recoding import RecodePreview


def rename(context: Context) -> int:
    """Give a label, an issue or an actor another name."""
    args = context.args
    new, proposition = args.new, args.proposition
    if args.kind == "issue" and new is not None and not IDENTIFIER.fullmatch(new):
        if proposition is not None:
            raise UsageError(f"'{new}' is no issue's id: small letters, digits, - and _")
        new, proposition = None, new
    with context.library() as library:
        return _do(
            context,
            library,
            library.recoding.preview_rename(args.kind, args.old, new, proposition=proposition),
            lambda: library.recoding.rename(args.kind, args.old, new, proposition=proposition),
        )


def merge(context: Context) -> int:
    """Make labels, issues or actors one with another."""
    args = context.args
    *olds, into = args.names
    if not olds:
        raise UsageError(f"name what is merged, and then into what: sayso merge {args.kind} FROM... INTO")
    with context.library() as library:
        return _do(
            context,
            library,
            library.recoding.preview_merge(args.kind, olds, into),
            lambda: library.recoding.merge(args.kind, olds, into),
        )


def split(context: Context) -> int:
    """Take statements out of a label, an issue or an actor and give them to a new one."""
    args = context.args
    if bool(args.statement) == (args.query is not None):
        raise UsageError("say which statements go to the new one: --query QUERY, or --statement ID (again for more)")
    with context.library() as library:
        ids = args.statement
        if args.query is not None:
            ids = bulk.found(context, library, args.query)
        given = Look(args.key, args.glyph, args.colour, args.definition, args.order)
        look = given if args.kind == "label" or given != Look() else None
        recoding, said = library.recoding, args.proposition
        return _do(
            context,
            library,
            recoding.preview_split(args.kind, args.old, args.new, ids, proposition=said, look=look),
            lambda: recoding.split(args.kind, args.old, args.new, ids, proposition=said, look=look),
        )


def _do(context: Context, library: Library, preview: RecodePreview, deed: Callable[[], Event]) -> int:
    _show(context, library, preview)
    if not agreed(context, "do it?"):
        return DONE
    event = deed()
    words = library.annotations.describe(event)
    context.out.record(
        {"event": event.id, "words": words, "by": event.by, "codebook": library.codebook.version},
        f"{words} (sayso undo {event.id} takes it back)",
    )
    return DONE


def _to_be_done(words: str) -> str:
    """What a step in the history's words will do: "renamed the label …", "split …", "reworded …"."""
    for done, deed in (("renamed", "rename"), ("reworded", "reword"), ("merged", "merge")):
        words = re.sub(rf"(?:^|(?<=, )){done} (?=the |it)", f"{deed} ", words)
    return words


def _show(context: Context, library: Library, preview: RecodePreview) -> None:
    if context.out.json:
        names = ("words", "statements", "articles", "labels", "become", "recheck", "others", "decisions", "left")
        counts = {name: getattr(preview, name) for name in names}
        context.out.record({"preview": {**counts, "samples": [view.id for view in preview.samples]}})
        return
    # Once it is done, the words of the history say it.
    lines = [] if context.args.yes else [f"this would {_to_be_done(preview.words)}"]
    where = f" in {counted(preview.articles, 'article')}" if preview.statements else ""
    lines.append(f"  {counted(preview.statements, 'statement')}{where} would be shown otherwise")
    if preview.labels:
        held = listed([f"{number:,} of {by}'s" for by, number in preview.labels.items()])
        anew = f"{counted(preview.become, 'label')} of yours given anew, the others stay" if preview.become else ""
        lines.append(f"  with {held} labels; {anew or 'none of them is written anew'}")
    if preview.recheck:
        why = "of what stands for less now" if preview.become else "of another definition"
        why = "of what another is said to have said" if preview.is_of_actor else why
        others = f" ({preview.others:,} of others)" if preview.others else ""
        lines.append(f"  {counted(preview.recheck, 'label')} to be looked at again{others}, {why}: is:recheck")
    if preview.decisions:
        lines.append(f"  {counted(preview.decisions, 'decision')} between labels to be looked at again: is:recheck")
    if preview.left:
        lines.append(f"  {counted(preview.left, 'statement')} left out: not what is split")
    context.out.text("\n".join([*lines, *bulk.samples(library, preview.samples, preview.statements)]))
