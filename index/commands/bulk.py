"""`sayso label --query`: the same decision about all statements that a query finds, after a preview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index import rechecks
from index.commands.consent import agreed
from index.commands.context import DONE, Context
from index.commands.digest import stance_words
from index.errors import UsageError
from index.library_parts.wording import counted, short
from index.model import UNNAMED
from index.text import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.library import Library, Preview
    from index.model import StatementView


def label(context: Context) -> int:
    """Show what would change, ask, and do it as one step."""
    args = context.args
    if (
        args.statement is not None
        or args.stance is not None
        or args.clear
        or args.note
        or args.new_issue
        or args.certainty
    ):
        raise UsageError(
            "--query goes with --stance and --issue alone: sayso label --query QUERY --stance STANCE [--issue ID]"
        )
    with context.library() as library:
        ids = found(context, library, args.query)
        preview = library.annotations.preview_many(ids, stance=args.stance_of_all, issue=args.issue)
        _show(context, library, preview)
        if not preview.changes or not agreed(context, f"change {counted(preview.changes, 'statement')}?"):
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


def found(context: Context, library: Library, query: str) -> list[str]:
    """The ids of the statements that a query finds; raises UsageError where there are none."""
    node = library.search.parse(query)
    library.search.catch_up(context.indexing)
    ids = list(library.search.statement_ids(node))
    if not ids:
        raise UsageError(f"no statement matches {query or '*'}; `sayso statements` shows what a query finds")
    return ids


def _show(context: Context, library: Library, preview: Preview) -> None:
    if context.out.json:
        names = ("changes", "articles", "unchanged", "retired", "replaced", "conflicts", "again", "decisions")
        counts = {name: getattr(preview, name) for name in names}
        context.out.record({"preview": {**counts, "samples": [view.id for view in preview.samples]}})
        return
    lines = [f"{counted(preview.changes, 'statement')} in {counted(preview.articles, 'article')} would change"]
    if preview.replaced:
        lines.append(f"  {preview.replaced:,} with another label of yours, which would be replaced")
    if preview.conflicts:
        lines.append(f"  {preview.conflicts:,} that others have labelled otherwise; their labels stay")
    if again := rechecks.foretold(preview.again, preview.decisions):
        lines.append(f"  {again}: is:recheck")
    if preview.unchanged:
        lines.append(f"{counted(preview.unchanged, 'statement')} so already")
    if preview.retired:
        lines.append(f"{counted(preview.retired, 'statement')} retired, left as they are")
    context.out.text("\n".join([*lines, *samples(library, preview.samples, preview.changes)]))


def samples(library: Library, views: Sequence[StatementView], changes: int) -> Iterator[str]:
    """A few of the statements that would change, a line each, and how many more there are."""
    for view in views:
        one = view.statement
        said = f"{one.actor or UNNAMED} ({stance_words(view, library.config)}): {quoted(short(one.content.text))}"
        yield f"    {view.id}  {said}"
    if 0 < len(views) < changes:
        yield f"    and {changes - len(views):,} more"
