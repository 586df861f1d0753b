"""`sayso entity`: corrections of what articles name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.commands.consent import agreed
from index.commands.context import DONE, Context
from index.commands.editing import place
from index.errors import UsageError
from index.library_parts.entity_corrections import (
    Back,
    Change,
    EntityPreview,
    Join,
    Link,
    Mentions,
    Remove,
    Retype,
    Split,
    Wanted,
)
from index.model import Entity, EntityType, Event
from index.phrasing import counted, short
from index.text import quoted

if TYPE_CHECKING:
    from index.library import Library

_TAKES = {
    "list": ("ARTICLE",),
    "retype": ("NAME", "TYPE"),
    "join": ("NAME", "INTO"),
    "split": ("NAME", "[NEW]"),
    "link": ("NAME", "ACTOR"),
    "unlink": ("NAME",),
    "add": ("ARTICLE", "START-END", "TYPE", "[NAME]"),
    "remove": ("NAME",),
    "back": ("NAME",),
}


def entity(context: Context) -> int:
    """Correct what articles name, or print it."""
    args = context.args
    action, words = args.action, _words(context)
    if args.alias and action != "link":
        raise UsageError("--alias goes with link: sayso entity link NAME ACTOR --alias")
    if args.actor is not None and action not in ("split", "add"):
        raise UsageError("--actor goes with split and add; sayso entity link NAME ACTOR links what is named already")
    with context.library() as library:
        if action == "list":
            return _list(context, library, words[0])
        if action == "add":
            event = library.entities.add(
                words[0],
                place(words[1]),
                _type(words[2]),
                name=words[3] if len(words) > 3 else None,
                actor=args.actor,
            )
            _said(context, library, event)
            return DONE
        name = None if args.mention is not None else words.pop(0)
        return _correct(context, library, _meant(context, name), _wanted(context, action, words))


def _words(context: Context) -> list[str]:
    """The words behind the action; raises UsageError where they are not what it takes."""
    args = context.args
    takes = list(_TAKES[args.action])
    if args.action in ("list", "add"):
        if args.article is not None or args.mention is not None or args.text is not None or args.of_type is not None:
            raise UsageError(f"sayso entity {args.action} takes {' '.join(takes)}, and none of the options about names")
    elif args.mention is not None:
        takes = takes[1:]
    needed = sum(not one.startswith("[") for one in takes)
    if not needed <= len(args.words) <= len(takes):
        place_ = " --article ARTICLE --mention START-END" if args.mention is not None else ""
        raise UsageError(f"give what it takes: sayso entity {' '.join([args.action, *takes])}{place_}")
    return list(args.words)


def _meant(context: Context, name: str | None) -> Mentions:
    args = context.args
    return Mentions(
        name=name,
        article=args.article,
        span=None if args.mention is None else place(args.mention),
        text=args.text,
        type=None if args.of_type is None else _type(args.of_type),
    )


def _wanted(context: Context, action: str, words: list[str]) -> Wanted:
    match action:
        case "retype":
            return Retype(_type(words[0]))
        case "join":
            return Join(words[0])
        case "split":
            return Split(words[0] if words else None, context.args.actor)
        case "link":
            return Link(words[0])
        case "unlink":
            return Link(None)
        case "remove":
            return Remove()
        case _:
            return Back()


def _correct(context: Context, library: Library, which: Mentions, wanted: Wanted) -> int:
    preview = library.entities.preview(which, wanted)
    if preview.changes > 1:
        _show(context, preview)
        if not agreed(context, f"correct {counted(preview.changes, 'mention')}?"):
            return DONE
    if preview.changes or not context.args.alias:
        _said(context, library, library.entities.correct(which, wanted))
    if context.args.alias and isinstance(wanted, Link) and wanted.actor is not None:
        _alias(context, library, which, wanted.actor)
    return DONE


def _alias(context: Context, library: Library, which: Mentions, actor: str) -> None:
    """Make what the mentions are called one more name of the actor's: a step of its own."""
    for name, actor_id in sorted({(one.name, one.actor_id or "") for _, one in library.entities.mentions(which)}):
        event = library.annotations.create_alias(actor_id, name, name=actor)
        context.out.record(
            {"event": event.id, "actor_id": actor_id, "alias": name, "by": event.by},
            library.annotations.describe(event),
        )


def _list(context: Context, library: Library, article: str) -> int:
    from index.exchange import records

    for one in library.statements.entities(library.articles.get(article).id):
        at = f"{one.span.start}-{one.span.end}"
        actor = f"  actor {one.actor_id}" if one.actor_id else ""
        named = "" if one.name == " ".join(one.text.split()) else f"  of {one.name}"
        sign = "  ✓ corrected" if one.corrected else ""
        context.out.record(
            {**records.entity(one), "corrected": one.corrected},
            f"{at:>13}  {one.type:<11}  {short(one.text)}{named}{actor}{sign}",
        )
    return DONE


def _show(context: Context, preview: EntityPreview) -> None:
    if context.out.json:
        counts = {"changes": preview.changes, "articles": preview.articles, "unchanged": preview.unchanged}
        context.out.record({"preview": {**counts, "samples": [_sample(one) for one in preview.samples]}})
        return
    lines = [f"{counted(preview.changes, 'mention')} in {counted(preview.articles, 'article')} would change"]
    if preview.unchanged:
        lines.append(f"{counted(preview.unchanged, 'mention')} so already")
    for one in preview.samples:
        now, then = _named(one.before), _named(one.after)
        becomes = f"{now} → {then}" if one.after is not None else now
        lines.append(f"    {one.place.id}  {one.span.start}-{one.span.end}  {quoted(short(one.text))}  {becomes}")
    if 0 < len(preview.samples) < preview.changes:
        lines.append(f"    and {preview.changes - len(preview.samples):,} more")
    context.out.text("\n".join(lines))


def _sample(one: Change) -> dict[str, object]:
    return {"article": one.place.id, "start": one.span.start, "end": one.span.end, "text": one.text}


def _named(one: Entity | None) -> str:
    if one is None:
        return "nothing"
    return f"{one.name} ({one.type}{f', {one.actor_id}' if one.actor_id else ''})"


def _said(context: Context, library: Library, event: Event) -> None:
    parts = list(event.parts())
    articles = {str(part.about.get("article")) for part in parts}
    more = " (sayso undo takes all of it back)" if len(parts) > 1 else ""
    context.out.record(
        {"event": event.id, "mentions": len(parts), "articles": len(articles), "by": event.by},
        f"{library.annotations.describe(event)}{more}",
    )


def _type(given: str) -> EntityType:
    wanted = given.strip().upper().replace("-", "_")
    if wanted not in list(EntityType):
        raise UsageError(f"'{given}' is no type: they are {', '.join(EntityType)}")
    return EntityType(wanted)
