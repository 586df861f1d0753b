"""`sayso edit`, `certainty` and `question`: what annotators say of a statement beside its label."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from index import rechecks
from index.commands import bulk
from index.commands.consent import agreed
from index.commands.context import DONE, Context
from index.errors import UsageError
from index.model import Event, Form, Span, Voice
from index.phrasing import counted

if TYPE_CHECKING:
    from index.library import EditPreview, Library
    from index.library_parts.editing import Changes

_PARTS = ("actor", "source", "cue", "content", "form", "voice", "via")
_PLACE = re.compile(r"(\d{1,9})-(\d{1,9})", re.ASCII)


def edit(context: Context) -> int:
    """Correct parts of a statement, or of all that a query finds."""
    args = context.args
    changes, back = _changes(context), args.back or []
    if (args.statement is None) == (args.query is None):
        raise UsageError("name a statement, or find several by --query, one of both: sayso edit --help shows how")
    if args.query is not None and back:
        raise UsageError("--back goes with one statement; `sayso undo` takes a step about several back")
    if args.query is None and args.yes:
        raise UsageError("--yes goes with --query; one statement is corrected at once")
    if not changes and not back:
        raise UsageError(f"say what is to be changed: {', '.join(f'--{one}' for one in (*_PARTS, 'back'))}")
    with context.library() as library:
        if args.query is not None:
            return _edit_many(context, library, changes)
        event = library.annotations.edit(library.statements.get(args.statement).id, back=back, **changes)
        _said(context, library, event, args.statement, edited=list(event.sets))
    return DONE


def _edit_many(context: Context, library: Library, changes: Changes) -> int:
    ids = bulk.found(context, library, context.args.query)
    preview = library.annotations.preview_edit_many(ids, **changes)
    _show(context, library, preview)
    if not preview.changes or not agreed(context, f"change {counted(preview.changes, 'statement')}?"):
        return DONE
    event = library.annotations.edit_many(ids, **changes)
    context.out.record(
        {"event": event.id, "statements": preview.changes, "edited": list(changes), "by": event.by},
        f"{library.annotations.describe(event)} (sayso undo takes all of it back)",
    )
    return DONE


def _show(context: Context, library: Library, preview: EditPreview) -> None:
    if context.out.json:
        names = ("changes", "articles", "unchanged", "retired", "edited", "again", "decisions")
        counts = {name: getattr(preview, name) for name in names}
        context.out.record({"preview": {**counts, "samples": [view.id for view in preview.samples]}})
        return
    lines = [f"{counted(preview.changes, 'statement')} in {counted(preview.articles, 'article')} would change"]
    if preview.edited:
        lines.append(f"  {preview.edited:,} in which this was corrected before, which would be replaced")
    if again := rechecks.foretold(preview.again, preview.decisions):
        lines.append(f"  {again}: is:recheck")
    if preview.unchanged:
        lines.append(f"{counted(preview.unchanged, 'statement')} so already")
    if preview.retired:
        lines.append(f"{counted(preview.retired, 'statement')} retired, left as they are")
    context.out.text("\n".join([*lines, *bulk.samples(library, preview.samples, preview.changes)]))


def _changes(context: Context) -> Changes:
    """What the arguments say is to be changed."""
    args = context.args
    changes: Changes = {}
    for part, without in (("actor", args.no_actor), ("via", args.no_via)):
        if without and getattr(args, part) is not None:
            raise UsageError(f"--{part} and --no-{part} cannot both be meant")
    if args.actor is not None or args.no_actor:
        changes["actor"] = args.actor
    if args.via is not None or args.no_via:
        changes["via"] = args.via or []
    if args.source is not None:
        changes["source"] = places(args.source)
    if args.cue is not None:
        changes["cue"] = places(args.cue)
    if args.content is not None:
        changes["content"] = places(args.content)
    if args.form is not None:
        changes["form"] = _one_of(args.form, [str(one) for one in Form], "form")
    if args.voice is not None:
        changes["voice"] = _one_of(args.voice, [str(one) for one in Voice], "voice")
    return changes


def _one_of(given: str, known: list[str], what: str) -> str:
    if given.lower() not in known:
        raise UsageError(f"'{given}' is no {what}: they are {', '.join(known)}")
    return given.lower()


def places(given: str) -> list[Span]:
    """The spans that are meant by "3-9;12-20". Raises UsageError for what is none."""
    return [place(piece) for piece in given.split(";") if piece.strip()]


def place(given: str) -> Span:
    """The span that is meant by "3-9". Raises UsageError for what is none."""
    found = _PLACE.fullmatch(given.strip())
    if found is None or int(found[1]) >= int(found[2]):
        raise UsageError(
            f"'{given.strip()}' is no place in a text: write where it begins and ends, as 120-164,"
            " the end not included; several pieces with a semicolon between them"
        )
    return Span(int(found[1]), int(found[2]))


def certainty(context: Context) -> int:
    """Say how sure the annotator is of a label."""
    args = context.args
    if args.clear == (args.level is not None):
        raise UsageError("give either a level or --clear: sayso certainty STATEMENT high|medium|low")
    with context.library() as library:
        event = library.annotations.certainty(args.statement, None if args.clear else args.level.lower())
        _said(context, library, event, args.statement, certainty=event.sets["certainty"])
    return DONE


def question(context: Context) -> int:
    """Ask the lead about a statement."""
    args = context.args
    if args.clear == (args.text is not None) or (args.text is not None and not args.text.strip()):
        raise UsageError("give either a question or --clear: sayso question STATEMENT TEXT")
    with context.library() as library:
        event = library.annotations.question(args.statement, None if args.clear else args.text)
        _said(context, library, event, args.statement, question=event.sets["question"])
    return DONE


def _said(context: Context, library: Library, event: Event, statement: str, **more: Any) -> None:
    context.out.record(
        {"event": event.id, "statement": statement, **more, "by": event.by}, library.annotations.describe(event)
    )
