"""`sayso import`: what others decided, or oneself in another library."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from index.commands import analysis
from index.commands.context import DONE, SKIPPED, Context
from index.errors import UsageError
from index.library_parts.wording import counted, short
from index.model import UNNAMED
from index.text import quoted

if TYPE_CHECKING:
    from index.library import Imported, Library

_NAMED = 5
"""Conflicts, and of what was left out or overruled, that are printed; --json prints all."""

_ARTICLES = ("added", "updated", "unchanged", "duplicate")


def import_(context: Context) -> int:
    """Take in annotations or a library, then index and analyse the articles that came."""
    args = context.args
    paths = [Path(one).expanduser() for one in args.paths]
    if args.format == "library" and len(paths) != 1:
        raise UsageError("name one library, its folder or a backup of it: sayso import library PATH")
    with context.library(create=not args.dry_run) as library:
        if args.format == "library":
            found = library.replicas.import_library(paths[0], dry_run=args.dry_run)
        else:
            found = library.replicas.import_annotations(paths, dry_run=args.dry_run)
        _say(context, found)
        if not args.dry_run and any(found.articles.get(one) for one in ("added", "updated")):
            _bring_up_to_date(context, library)
    return SKIPPED if any(one.level == "error" for one in found.findings) else DONE


def _bring_up_to_date(context: Context, library: Library) -> None:
    context.out.flush()
    if context.args.no_analysis:
        library.search.catch_up(context.indexing)
    else:
        with library.search.catching_up():
            analysis.bring_up_to_date(library, context.out)


def _say(context: Context, found: Imported) -> None:
    """What was left out, what is in conflict now, and all of it in numbers."""
    record, dry = context.out.record, context.args.dry_run
    for place, one in enumerate(found.findings):
        key, word = ("skipped", "left out") if one.level == "error" else ("warning", "look at this")
        said = f"{word}: {one.where}: {one.what}" if place < _NAMED else None
        record({key: {"where": one.where, "what": one.what}}, said)
    _more(context, len(found.findings), "line", "--json has them all")
    for place, conflict in enumerate(found.conflicts):
        held = ", ".join(f"{by} {stance}" for by, stance in conflict.stances.items())
        if conflict.retired_by is not None:
            held += f"; retired by {conflict.retired_by}: `sayso adjudicate --queue`"
        record(
            {
                "conflict": {
                    "statement": conflict.statement,
                    "article": conflict.article,
                    "title": conflict.title,
                    "actor": conflict.actor,
                    "content": conflict.content,
                    "labels": [{"by": by, "stance": stance} for by, stance in conflict.stances.items()],
                    "retired_by": conflict.retired_by,
                }
            },
            f"conflict: {conflict.statement}  {conflict.actor or UNNAMED}, {quoted(short(conflict.content))}: {held}"
            if place < _NAMED
            else None,
        )
    _more(context, len(found.conflicts), "conflict", "`sayso statements is:conflict` lists them")
    for place, own in enumerate(found.overruled):
        record(
            {
                "overruled": {
                    "subject": own.subject,
                    "field": own.field,
                    "by": own.by,
                    "holds": own.holds,
                    "other": own.other,
                }
            },
            f"decided twice by {own.by}: {own.field} of {own.subject} is {_value(own.holds)}, not {_value(own.other)}"
            if place < _NAMED
            else None,
        )
    _more(context, len(found.overruled), "decision", "--json has them all")
    summary = {
        "new": found.fresh,
        "known": found.known,
        "refused": found.refused,
        "statements": found.statements,
        "waiting": found.waiting,
        "conflicts": len(found.conflicts),
        "labels": dict(found.labels),
        "unknown_labels": dict(found.unknown),
        "articles": {status: found.articles.get(status, 0) for status in _ARTICLES},
        "backup": str(found.backup) if found.backup else None,
        "dry_run": dry,
    }
    record({"summary": summary}, "\n".join(_lines(found, dry)))


def _more(context: Context, number: int, noun: str, where: str) -> None:
    if number > _NAMED and not context.out.json:
        context.out.text(f"and {counted(number - _NAMED, f'more {noun}')}: {where}")


def _lines(found: Imported, dry: bool) -> list[str]:
    would = "would come" if dry else "came"
    lines = []
    if found.articles:
        told = ", ".join(f"{found.articles[one]} {one}" for one in _ARTICLES if found.articles.get(one))
        lines.append(f"articles: {told}")
    refused = f", {found.refused:,} refused" if found.refused else ""
    lines.append(
        f"{counted(found.fresh, 'event')} {would}, {found.known:,} known{refused};"
        f" {counted(found.statements, 'statement')} touched, {counted(len(found.conflicts), 'new conflict')}"
    )
    if found.labels:
        lines.append("labels: " + ", ".join(f"{by} {number:,}" for by, number in found.labels.items()))
    if found.waiting:
        lines.append(
            f"{counted(found.waiting, 'statement')} of articles that are not here: add them, and the labels show"
        )
    for stance, number in found.unknown.items():
        lines.append(f"the codebook has no label “{stance}”, which {counted(number, 'label')} that came have")
    if found.backup:
        lines.append(f"as it was before, the library is {found.backup}")
    return lines


def _value(value: object) -> str:
    return "nothing" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
