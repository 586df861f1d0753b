"""`sayso issues`: the issues of a library, those that are proposed, and accepting one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from index.commands import analysis
from index.commands.context import DONE, Context
from index.errors import UsageError

if TYPE_CHECKING:
    from index.library import Library


def issues(context: Context) -> int:
    """List the issues and the proposals, or accept one of them."""
    args = context.args
    if args.accept is None:
        if args.name is not None:
            raise UsageError("--name words an issue that is accepted: sayso issues --accept ID --name TEXT")
        with context.library() as library:
            analysis.mention_waiting(library, context.out)
            _list(context, library)
        return DONE
    with context.library() as library:
        issue = library.proposals.accept(args.accept, args.name)
        analysis.bring_up_to_date(library, context.out)
        number = sum(1 for _ in library.statements.matching(f"{{issue:{issue.id}}}"))
        context.out.record(
            {"kind": "issue", "id": issue.id, "proposition": issue.proposition, "words": list(issue.words)}
            | {"statements": number},
            f"accepted the issue {issue.id}: {issue.proposition} ({_count(number)})",
        )
    return DONE


def _list(context: Context, library: Library) -> None:
    counts = Counter(view.issue for view in library.statements.matching("") if view.issue is not None)
    for issue in library.annotations.issues():
        number = counts[issue.id]
        context.out.record(
            {"kind": "issue", "id": issue.id, "proposition": issue.proposition, "words": list(issue.words)}
            | {"statements": number},
            f"{issue.id}: {issue.proposition} ({_count(number)})",
        )
    for one in library.proposals.open():
        context.out.record(
            {"kind": "proposal", "id": one.id, "proposition": one.proposition, "words": list(one.words)}
            | {"statements": one.statements, "articles": one.articles},
            f"proposed  {one.id}: {one.proposition} ({_count(one.statements)} in {_count(one.articles, 'article')})",
        )


def _count(number: int, what: str = "statement") -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
