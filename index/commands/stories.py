"""`sayso stories`: what several articles tell, and how alike they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.commands.articles import asked
from index.commands.context import DONE, Context
from index.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from index.library import Library
    from index.library_parts.stories import Why
    from index.model import ArticleRow


def stories(context: Context) -> int:
    """List the stories of two articles and more that a query's articles tell, those of most articles first."""
    args = context.args
    if args.limit is not None and args.limit < 0:
        raise UsageError("--limit takes 0 (all) or a number of stories")
    with context.library() as library:
        library.search.catch_up(context.indexing)
        limit = library.config.search.limit if args.limit is None else args.limit
        told = list(library.stories.all())
        if args.query:
            found = set(library.search.run(asked(args.query)).keys)
            told = [keys for keys in told if found & set(keys)]
        told.sort(key=lambda keys: (-len(keys), keys))
        for keys in told[:limit] if limit else told:
            _story(context, library, keys)
        if not told:
            context.out.message("no story is told by several articles")
        elif limit and len(told) > limit:
            context.out.message(f"{limit} of {len(told)} stories; --limit 0 prints all")
    return DONE


def _story(context: Context, library: Library, keys: tuple[int, ...]) -> None:
    rows = library.articles.rows(keys)
    reasons = {reason.key: reason for reason in library.stories.why(keys[0])}
    ids = {row.key: row.id for row in rows}
    first = rows[0]
    lines = [f"{first.title} ({len(rows)} articles)"]
    lines += [f"  {row.id}  {_where(row)}{_likeness(reasons.get(row.key), first, ids)}" for row in rows]
    context.out.record(
        {
            "kind": "story",
            "count": len(rows),
            "first": first.id,
            "articles": [_record(row, reasons.get(row.key), ids) for row in rows],
        },
        "\n".join(lines),
    )


def _where(row: ArticleRow) -> str:
    return ", ".join(part for part in (row.date or "date unknown", row.outlet or "outlet unknown", row.title) if part)


def _likeness(why: Why | None, first: ArticleRow, ids: Mapping[int, str]) -> str:
    if why is None:
        return ""
    to = "" if why.to == first.key else f" with {ids.get(why.to, '')}"
    if why.similarity >= why.contained - 0.1:
        return f"  ({why.similarity:.0%} the same{to})"
    return f"  ({why.contained:.0%} of the shorter text{to})"


def _record(row: ArticleRow, why: Why | None, ids: Mapping[int, str]) -> dict[str, object]:
    """An article of a story; of the first one nothing is compared."""
    found: dict[str, object] = {
        "article": row.id,
        "title": row.title,
        "date": row.date,
        "outlet": row.outlet,
    }
    if why is not None:
        found |= {
            "like": ids.get(why.to),
            "similarity": round(why.similarity, 3),
            "contained": round(why.contained, 3),
        }
    return found
