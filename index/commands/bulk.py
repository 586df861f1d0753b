"""`sayso label --query`: the same decision about all statements that a query finds, after a preview."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from index.commands.context import DONE, Context
from index.commands.digest import stance_words
from index.errors import UsageError
from index.library_parts.wording import counted, short

if TYPE_CHECKING:
    from index.library import Library, Preview


def label(context: Context) -> int:
    """Show what would change, ask, and do it as one step."""
    args = context.args
    if args.statement is not None or args.stance is not None or args.clear or args.note or args.new_issue:
        raise UsageError(
            "--query goes with --stance and --issue alone: sayso label --query QUERY --stance STANCE [--issue ID]"
        )
    with context.library() as library:
        node = library.search.parse(args.query)
        library.search.catch_up(lambda done, of: context.out.progress(f"indexing: {done} of {of}"))
        ids = list(library.search.statement_ids(node))
        if not ids:
            raise UsageError(f"no statement matches {args.query or '*'}; `sayso statements` shows what a query finds")
        preview = library.annotations.preview_many(ids, stance=args.stance_of_all, issue=args.issue)
        _show(context, library, preview)
        if not preview.changes:
            return DONE
        if not args.yes:
            if not (sys.stdin.isatty() and sys.stderr.isatty()):
                raise UsageError("nothing has been changed: give --yes to do it, since there is nobody here to ask")
            if not _agreed(context, preview):
                context.out.message("nothing has been changed")
                return DONE
        event = library.annotations.label_many(ids, stance=args.stance_of_all, issue=args.issue)
        context.out.record(
            {
                "event": event.id,
                "statements": sum(1 for _ in event.parts()),
                "stance": args.stance_of_all,
                "issue": args.issue,
                "by": event.by,
            },
            f"{library.annotations.describe(event)} (sayso undo takes all of it back)",
        )
    return DONE


def _show(context: Context, library: Library, preview: Preview) -> None:
    if context.out.json:
        names = ("changes", "articles", "unchanged", "retired", "replaced", "conflicts")
        counts = {name: getattr(preview, name) for name in names}
        context.out.record({"preview": {**counts, "samples": [view.id for view in preview.samples]}})
        return
    lines = [f"{counted(preview.changes, 'statement')} in {counted(preview.articles, 'article')} would change"]
    if preview.replaced:
        lines.append(f"  {preview.replaced:,} with another label of yours, which would be replaced")
    if preview.conflicts:
        lines.append(f"  {preview.conflicts:,} that others have labelled otherwise; their labels stay")
    if preview.unchanged:
        lines.append(f"{counted(preview.unchanged, 'statement')} so already")
    if preview.retired:
        lines.append(f"{counted(preview.retired, 'statement')} retired, left as they are")
    for view in preview.samples:
        one = view.statement
        said = f"{one.actor or 'unknown'} ({stance_words(view, library.config)}): “{short(one.content.text)}”"
        lines.append(f"    {view.id}  {said}")
    if 0 < len(preview.samples) < preview.changes:
        lines.append(f"    and {preview.changes - len(preview.samples):,} more")
    context.out.text("\n".join(lines))


def _agreed(context: Context, preview: Preview) -> bool:
    context.out.message(f"change {counted(preview.changes, 'statement')}? [y/N]")
    context.out.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")
