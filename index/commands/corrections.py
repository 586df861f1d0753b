"""`sayso orphans`, `anchor` and `diff`: articles that were corrected, and what was labelled in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from index.commands.context import DONE, Context
from index.commands.digest import stance_words
from index.errors import UsageError
from index.model import UNNAMED, Span, Statement

if TYPE_CHECKING:
    from index.library import Difference, Library, Orphan, Touched

_ROUND = 60
_SPANS = re.compile(r"\d{1,9}-\d{1,9}(?:[;,]\d{1,9}-\d{1,9})*", re.ASCII)


def orphans(context: Context) -> int:
    """List the statements whose words are no longer in their article, with the old quotation and what was round it."""
    from index.exchange import records

    with context.library() as library:
        number = 0
        for one in library.corrections.orphans(" ".join(context.args.query)):
            number += 1
            record = {**records.ordered_statement(one.view), "before": one.before, "after": one.after}
            context.out.record(record, "" if context.out.json else _orphan(one, library))
        if not number:
            context.out.message("there is no orphan: every statement stands in the current text of its article")
        elif not context.out.json:
            context.out.message(
                "to place one: sayso anchor STATEMENT --words 'its words now'; to take one out: sayso retire STATEMENT"
            )
    return DONE


def _orphan(one: Orphan, library: Library) -> str:
    view, said = one.view, one.view.statement
    return (
        f"{view.id}  {view.date or 'date unknown'}  {said.actor or UNNAMED}: {stance_words(view, library.config)}\n"
        f"    … {one.before} [-{said.content.text}-] {one.after} …\n"
        f"    {view.title} · {view.article}"
    )


def anchor(context: Context) -> int:
    """Say where a statement stands in the corrected text of its article."""
    args = context.args
    given = [args.content is not None, args.words is not None, args.follow]
    if sum(given) != 1:
        raise UsageError(
            "give one of --content S-E, --words TEXT and --follow: sayso anchor STATEMENT --words 'its words'"
        )
    if args.follow and (args.source is not None or args.cue is not None):
        raise UsageError("--follow takes no --source and no --cue")
    with context.library() as library:
        view = library.statements.get(args.statement)
        if args.follow:
            event = library.corrections.let_follow(view.id)
        else:
            content = [library.corrections.find(view.id, args.words)] if args.content is None else _spans(args.content)
            source, cue = (None if one is None else _spans(one) for one in (args.source, args.cue))
            event = library.corrections.place(view.id, content, source=source, cue=cue)
        now = library.statements.get(view.id).statement
        context.out.record(
            {"event": event.id, "statement": view.id, "by": event.by, "version": now.version, **_evidence(now)},
            library.annotations.describe(event),
        )
    return DONE


def _spans(given: str) -> list[Span]:
    """Spans as they are given on the command line: "3-9" or "3-9;12-20"; an empty text is none."""
    if not given:
        return []
    if not _SPANS.fullmatch(given):
        raise UsageError(f"'{given}' is no place in a text; give it as START-END, several ones with ';' between them")
    pairs = [[int(number) for number in one.split("-")] for one in re.split("[;,]", given)]
    if any(start >= end for start, end in pairs):
        raise UsageError(f"'{given}': a place ends behind its beginning; offsets count characters, the end exclusive")
    return [Span(start, end) for start, end in pairs]


def _evidence(one: Statement) -> dict[str, Any]:
    return {
        name: {"text": part.text, "spans": [[span.start, span.end] for span in part.spans]}
        for name, part in (("source", one.source), ("cue", one.cue), ("content", one.content))
    }


def diff(context: Context) -> int:
    """Show what changed between two versions of an article, word by word, and which labelled statements it touches."""
    args = context.args
    with context.library() as library:
        found = library.corrections.difference(args.article, args.old, args.new)
        if context.out.json:
            for record in _records(found):
                context.out.record(record)
        else:
            context.out.text("\n".join(_lines(found, library)))
    return DONE


def _records(found: Difference) -> Iterator[dict[str, Any]]:
    for change in found.changes:
        yield {
            "change": change.kind,
            "old": {"start": change.old.start, "end": change.old.end, "text": _words(found.old.text, change.old)},
            "new": {"start": change.new.start, "end": change.new.end, "text": _words(found.new.text, change.new)},
        }
    for one in found.statements:
        yield {
            "statement": one.view.id,
            "method": one.method,
            "labels": [{"stance": label.stance, "by": label.by} for label in one.view.labels],
            "old": _evidence(one.old),
            "new": None if one.new is None else _evidence(one.new),
        }
    yield {
        "summary": {
            "article": found.new.id,
            "old": {"number": found.numbers[0], "version": found.old.version, "added": found.old.added},
            "new": {"number": found.numbers[1], "version": found.new.version, "added": found.new.added},
            "changes": len(found.changes),
            "statements": len(found.statements),
            "orphans": sum(one.new is None for one in found.statements),
        }
    }


def _words(text: str, span: Span) -> str:
    return text[span.start : span.end]


def _lines(found: Difference, library: Library) -> Iterator[str]:
    yield found.new.title
    yield f"version {found.numbers[0]} ({found.old.added[:10]}) → version {found.numbers[1]} ({found.new.added[:10]})"
    if not found.changes:
        yield ""
        yield "  no word changed, only the space between them"
    end = 0
    for place, change in enumerate(found.changes):
        # What stands between two changes is shown once.
        joined = place > 0 and change.old.start - end <= _ROUND
        if not joined:
            yield ""
        before = "" if joined else _before(found.old.text, end, change.old.start)
        following = found.changes[place + 1].old.start if place + 1 < len(found.changes) else len(found.old.text)
        end = change.old.end
        after = _behind(found.old.text, end, following)
        old, new = _line(found.old.text, change.old), _line(found.new.text, change.new)
        marked = (f"[-{old}-]" if old else "") + (f"{{+{new}+}}" if new else "")
        yield "  " + " ".join(part for part in (before, marked, after) if part)
    for one in found.statements:
        yield ""
        yield from _touched(one, library)


def _line(text: str, span: Span) -> str:
    return " ".join(text[span.start : span.end].split())


def _before(text: str, low: int, end: int) -> str:
    """What stands before a change, no word cut in two."""
    start = max(low, end - _ROUND)
    said = " ".join(text[start:end].split())
    return said if start == low else f"… {said.partition(' ')[2]}"


def _behind(text: str, start: int, high: int) -> str:
    """What stands behind a change, no word cut in two."""
    end = min(high, start + _ROUND)
    said = " ".join(text[start:end].split())
    return said if end == high else f"{said.rpartition(' ')[0]} …"


def _touched(one: Touched, library: Library) -> Iterator[str]:
    view = one.view
    actor, stance = view.statement.actor or UNNAMED, stance_words(view, library.config)
    yield f"{view.id}  {actor}: {stance} · {_METHODS[one.method]}"
    yield f"    was: {' '.join(one.old.content.text.split())}"
    if one.new is not None and one.new.content.text != one.old.content.text:
        yield f"    now: {' '.join(one.new.content.text.split())}"


_METHODS = {
    "exact": "the same words",
    "context": "the same words, told apart by what is round them",
    "fuzzy": "words that changed a little",
    "hand": "placed by hand",
    "orphan": "its words are no longer there (`sayso orphans`)",
    "made": "the same words",
}
