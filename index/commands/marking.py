"""`sayso tag`, `untag`, `flag`, `unflag`, `tags`, `read` and `unread`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from index.commands.context import DONE, Context
from index.errors import LockedError, UsageError
from index.library_parts.wording import counted
from index.model import Event

if TYPE_CHECKING:
    from index.library import Library


def tag(context: Context) -> int:
    """Put a tag on articles."""
    name = context.args.tag
    with context.library() as library:
        return _said(context, library, library.tags.tag(keys := _meant(context, library), name), len(keys), tag=name)


def untag(context: Context) -> int:
    """Take a tag off articles."""
    name = context.args.tag
    with context.library() as library:
        return _said(context, library, library.tags.untag(keys := _meant(context, library), name), len(keys), tag=name)


def flag(context: Context) -> int:
    """Flag articles."""
    with context.library() as library:
        return _said(context, library, library.tags.flag(keys := _meant(context, library)), len(keys))


def unflag(context: Context) -> int:
    """Take the annotator's flag off articles."""
    with context.library() as library:
        return _said(context, library, library.tags.unflag(keys := _meant(context, library)), len(keys))


def tags(context: Context) -> int:
    """Print the tags in use."""
    with context.library() as library:
        for name, number in library.tags.all():
            context.out.record({"tag": name, "articles": number}, f"{number:>7,}  {name}")
    return DONE


def read(context: Context) -> int:
    """Note that the annotator has read articles."""
    return _reading(context, read=True)


def unread(context: Context) -> int:
    """Note that articles are to be read by the annotator."""
    return _reading(context, read=False)


def _reading(context: Context, *, read: bool) -> int:
    with context.library() as library:
        if not library.writable:
            raise LockedError(f"{library.folder} is read-only for you, so that nothing can be noted in it")
        keys = _meant(context, library)
        (library.articles.mark_read if read else library.articles.mark_unread)(keys)
        said = f"{'read' if read else 'unread'}: {counted(len(keys), 'article')}"
        context.out.record({"articles": len(keys), "read": read, "by": library.by}, said)
    return DONE


def _meant(context: Context, library: Library) -> list[int]:
    """The keys of the articles that a command names, or that its query finds."""
    refs, query = context.args.articles, context.args.query
    if bool(refs) == (query is not None):
        raise UsageError(
            f"name the articles, or find them by --query, one of both: sayso {context.args.command} --help shows how"
        )
    if query is None:
        return [library.articles.get(ref).key for ref in refs]
    if query == "-":
        query = sys.stdin.read(100_000).strip()
    node = library.search.parse(query)
    library.search.catch_up(context.indexing)
    return sorted(library.search.keys(node))


def _said(context: Context, library: Library, event: Event | None, meant: int, **more: str) -> int:
    """Say what came of it; `meant` is how many articles were named or found."""
    changed = 0 if event is None else sum(1 for _ in event.parts())
    left = "no article was found" if not meant else f"nothing to change: {counted(meant, 'article')} so already"
    context.out.record(
        {"event": event.id if event else None, **more, "articles": changed, "by": library.by},
        library.annotations.describe(event) if event else left,
    )
    return DONE
