"""`sayso issues`: the issues of a library, those that are proposed, and accepting or rejecting one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.commands import analysis
from index.commands.context import DONE, Context
from index.errors import UsageError

if TYPE_CHECKING:
    from index.library import IssueInUse, Library, OpenProposal


def issues(context: Context) -> int:
    """List the issues and the proposals, or accept or reject one of them."""
    args = context.args
    if args.reject is not None:
        if args.accept is not None or args.name is not None:
            raise UsageError("--reject goes alone: sayso issues --reject ID")
        with context.library() as library:
            event = library.proposals.reject(args.reject)
            context.out.record({"event": event.id, "proposal": args.reject}, library.annotations.describe(event))
        return DONE
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
    for used in library.proposals.in_use():
        issue = used.issue
        context.out.record(
            {"kind": "issue", "id": issue.id, "proposition": issue.proposition, "words": list(issue.words)}
            | _numbers(used),
            f"{issue.id}: {issue.proposition} ({_counted(used)})",
        )
    for one in library.proposals.open():
        context.out.record(
            {"kind": "proposal", "id": one.id, "proposition": one.proposition, "words": list(one.words)}
            | _numbers(one),
            f"proposed  {one.id}: {one.proposition} ({_counted(one)})",
        )


def _numbers(one: IssueInUse | OpenProposal) -> dict[str, object]:
    return {"statements": one.statements, "actors": one.actors, "articles": one.articles}


def _counted(one: IssueInUse | OpenProposal) -> str:
    if not one.statements:
        return _count(0)
    by = f" by {_count(one.actors, 'actor')}" if one.actors else ""
    return f"{_count(one.statements)}{by} in {_count(one.articles, 'article')}"


def _count(number: int, what: str = "statement") -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
