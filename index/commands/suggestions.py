"""`sayso accept`: suggested stances become labels, one or all that a query finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.commands import bulk
from index.commands.consent import agreed
from index.commands.context import DONE, Context
from index.errors import UsageError
from index.library_parts.wording import counted

if TYPE_CHECKING:
    from index.library import Library, Preview


def accept(context: Context) -> int:
    """Accept the suggestion for a statement, or for all that a query finds, after a preview."""
    args = context.args
    if (args.statement is None) == (args.query is None):
        raise UsageError("name a statement, or find several by --query, one of both: sayso accept --query QUERY")
    if args.query is None and args.yes:
        raise UsageError("--yes goes with --query; for one statement: sayso accept STATEMENT")
    with context.library() as library:
        if args.query is None:
            event = library.annotations.accept(library.statements.get(args.statement).id)
            context.out.record(
                {
                    "event": event.id,
                    "statement": event.subject.partition(":")[2],
                    "stance": event.sets["stance"],
                    "by": event.by,
                },
                library.annotations.describe(event),
            )
            return DONE
        ids = bulk.found(context, library, args.query)
        preview = library.annotations.preview_many(ids, accept=True)
        _show(context, library, preview)
        if not preview.changes or not agreed(context, f"accept {counted(preview.changes, 'suggestion')}?"):
            return DONE
        event = library.annotations.label_many(ids, accept=True)
        context.out.record(
            {
                "event": event.id,
                "statements": sum(1 for _ in event.parts()),
                "stances": dict(preview.stances),
                "by": event.by,
            },
            f"{library.annotations.describe(event)} (sayso undo takes all of it back)",
        )
    return DONE


def _show(context: Context, library: Library, preview: Preview) -> None:
    if context.out.json:
        names = ("changes", "articles", "unchanged", "bare", "retired", "conflicts")
        counts = {name: getattr(preview, name) for name in names}
        samples = [view.id for view in preview.samples]
        context.out.record({"preview": {**counts, "stances": dict(preview.stances), "samples": samples}})
        return
    where = f"in {counted(preview.articles, 'article')}"
    lines = [f"{counted(preview.changes, 'suggestion')} {where} would become your labels"]
    lines += [f"  {number:,} {stance}" for stance, number in preview.stances.items()]
    if preview.conflicts:
        lines.append(f"  {preview.conflicts:,} that others have labelled otherwise; their labels stay")
    if preview.unchanged:
        lines.append(f"{counted(preview.unchanged, 'statement')} with a label of yours, which stays")
    if preview.bare:
        lines.append(f"{counted(preview.bare, 'statement')} without a suggestion")
    if preview.retired:
        lines.append(f"{counted(preview.retired, 'statement')} retired, left as they are")
    context.out.text("\n".join([*lines, *bulk.samples(library, preview.samples, preview.changes)]))
