"""What rests on what: whether a step can be taken back although others came after it. Pure.

A step is an event as far as others can rest on it. A later step rests on an earlier one where the same annotator
set the same field of the same thing again, or where anybody uses what the earlier one made: a statement, an issue,
a label's or an actor's new id, an article that was brought back, a saved search.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from index.model import Event, EventKind, Part
from index.search.saved_names import used
from index.store.recoding import ACTOR, ISSUE, KINDS, LABEL, MERGED, RENAMED, SPLIT

Field = tuple[str, str]
"""A subject and one of its fields."""


@dataclass(frozen=True, slots=True)
class Step:
    """What an event sets, what it makes and what it uses: subjects such as "statement:ID" or "label:ID"."""

    sequence: int
    by: str
    sets: Collection[Field]
    makes: Collection[str] = frozenset()
    uses: Collection[str] = frozenset()


def rests_on(later: Step, earlier: Step) -> bool:
    """Whether what a later step did has no ground, or would be hidden, without an earlier one."""
    if later.sequence <= earlier.sequence:
        return False
    if later.by == earlier.by and not set(later.sets).isdisjoint(earlier.sets):
        return True
    return not set(later.uses).isdisjoint(earlier.makes)


def first_resting(earlier: Step, later: Iterable[Step]) -> Step | None:
    """The first of some steps that rests on an earlier one; None where none does."""
    return min((one for one in later if rests_on(one, earlier)), key=lambda one: one.sequence, default=None)


def step(event: Event) -> Step:
    """An event as a step."""
    parts = list(event.parts())
    return Step(
        sequence=event.sequence,
        by=event.by,
        sets=frozenset((part.subject, field) for part in parts for field in part.sets),
        makes=frozenset(one for part in parts for one in made(event.kind, part)),
        uses=frozenset(one for part in parts for one in uses(part)),
    )


def made(kind: EventKind, part: Part) -> Iterator[str]:
    """What an event makes, of what it says of one subject."""
    match kind:
        case EventKind.CREATE_STATEMENT | EventKind.CREATE_ISSUE | EventKind.RESTORE_ARTICLE:
            yield part.subject
        case EventKind.RECODE:
            what = part.subject.partition(":")[0]
            if isinstance(new := part.sets.get(RENAMED), str):
                yield f"{what}:{new}"
            if SPLIT in part.sets:
                yield part.subject
        case EventKind.SEARCH if part.sets.get("query") is not None:
            if part.about.get("former") is None or "renamed_from" in part.about:
                yield part.subject


def uses(part: Part) -> Iterator[str]:
    """What an event needs to be there, of what it says of one subject."""
    yield part.subject
    yield from used_by_fields(part.subject, part.sets)
    if isinstance(article := part.about.get("article"), str):
        yield f"article:{article}"


def used_by_fields(subject: str, sets: Mapping[str, object]) -> Iterator[str]:
    """What the values of fields name."""
    what = subject.partition(":")[0]
    for field, value in sets.items():
        if what in KINDS and field in (MERGED, RENAMED, SPLIT) and isinstance(value, str):
            yield f"{what}:{value}"
        elif what == "statement" and field in ("stance", "again") and isinstance(value, str):
            yield f"{LABEL}:{value}"
        elif what == "statement" and field == "adjudicated" and isinstance(value, dict):
            yield f"{LABEL}:{value['stance']}"
        elif what == "statement" and field == "issue" and isinstance(value, str):
            yield f"{ISSUE}:{value}"
        elif what == "statement" and field == "actor" and isinstance(value, dict):
            yield f"{ACTOR}:{value.get('id')}"
        elif what == "mention" and isinstance(value, dict) and value.get("actor_id"):
            yield f"{ACTOR}:{value['actor_id']}"
        elif what == "search" and field == "query" and isinstance(value, str):
            yield from (f"search:{name}" for name in used(value))
