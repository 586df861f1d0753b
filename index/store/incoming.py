"""Events that come from elsewhere: read from plain text or another library, and proved before anything takes them.

An event is taken where it is what it was when it was recorded (its hash), says something that can be understood,
and stands behind the event that it names as the one before, in its chain. Of a chain that is broken all up to the
break is taken.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from index import made_labels
from index.model import MANY, Certainty, EntityType, Event, EventKind, Form, Voice
from index.store import anchors, codec, corrections, marks, recoding
from index.store.check import Finding
from index.text import clean_line

HIGHEST = 2**53
"""No clock of a library gets so far by itself; one that came from elsewhere must not run away with ours."""

_LONGEST_NAME = 100
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_LIBRARY = re.compile(r"[\w-]{1,64}")
_SUBJECT = re.compile(r"[a-z]+:.+", re.DOTALL)
_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, RecursionError)
_STRINGS = frozenset({"stance", "note", "issue", "question", "again"})
_MENTION = re.compile(r"mention:[0-9a-f]+:(\d+)-(\d+)")
_RECODED = frozenset({*recoding.FIELDS, recoding.INTO_NAME, recoding.OWN_NAME})


class Line(NamedTuple):
    """A line of a file, or a row of a database: where it stands, and what it holds as JSON has it (None: no event)."""

    where: str
    value: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Proved:
    """What can be taken: `fresh` events, how many were `known`, how many were `refused`, and why, as findings."""

    fresh: tuple[Event, ...] = ()
    known: int = 0
    refused: int = 0
    findings: tuple[Finding, ...] = ()
    hashes: frozenset[str] = field(default=frozenset(), repr=False)


def lines(path: Path) -> Iterator[Line]:
    """The lines of a file of annotations; empty ones are left out. Raises OSError."""
    with path.open("rb") as file:
        for number, raw in enumerate(file, start=1):
            if raw.strip():
                yield Line(f"{path}, line {number}", _object(raw))


def _object(raw: bytes) -> Mapping[str, Any] | None:
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def proved(given: Iterable[Line], log: Mapping[str, tuple[str, str, str]]) -> Proved:
    """What of the lines can be taken into a log.

    `log` has the events that are there already: hash -> (id, annotator, library).
    """
    findings: list[Finding] = []
    places: dict[str, str] = {}
    events: dict[str, Event] = {}
    known: set[str] = set()
    refused = 0
    for line in given:
        event, problem = _read(line.value)
        if event is None:
            findings.append(Finding("error", line.where, problem))
            refused += 1
        elif event.hash in log:
            known.add(event.hash)
        else:
            events.setdefault(event.hash, event)
            places.setdefault(event.hash, line.where)
    fresh, broken = _chained(events.values(), log)
    authors = {id_: by for id_, by, _ in log.values()} | {event.id: event.by for event in fresh}
    taken = []
    for event in fresh:
        if _is_own(event, authors):
            taken.append(event)
        else:
            findings.append(Finding("error", places[event.hash], f"'{event.by}' takes back what is another's"))
            refused += 1
    for first, number in broken.items():
        rest = "it is left out" if number == 1 else f"it and {number - 1:,} that follow it are left out"
        said = f"the chain of '{events[first].by}' is broken before it, an event is missing or changed: {rest}"
        findings.append(Finding("error", places[first], said))
        refused += number
    return Proved(tuple(taken), len(known), refused, tuple(findings), frozenset({*known, *events}))


def _chained(given: Iterable[Event], log: Mapping[str, tuple[str, str, str]]) -> tuple[list[Event], dict[str, int]]:
    """The events that stand behind one that is there, in their order; and the breaks: how many are left out of each."""
    standing = {(hash_, by, library) for hash_, (_, by, library) in log.items()}
    fresh: list[Event] = []
    breaks: dict[str, str] = {}
    broken: dict[str, int] = {}
    for event in sorted(given, key=lambda one: one.order):
        chain = event.by, event.library
        if not event.previous or (event.previous, *chain) in standing:
            standing.add((event.hash, *chain))
            fresh.append(event)
        else:
            breaks[event.hash] = first = breaks.get(event.previous, event.hash)
            broken[first] = broken.get(first, 0) + 1
    return fresh, broken


def _is_own(event: Event, authors: Mapping[str, str]) -> bool:
    """Whether an event takes back or brings back nothing but what the same annotator did."""
    if event.kind not in (EventKind.UNDO, EventKind.REDO):
        return True
    return authors.get(event.subject.removeprefix("event:"), event.by) == event.by


def _read(value: Mapping[str, Any] | None) -> tuple[Event | None, str]:
    """The event of a line; else None and why it cannot be taken."""
    if value is None:
        return None, "it holds no event"
    kind = value.get("kind")
    if isinstance(kind, str) and "hash" in value and kind not in set(EventKind):
        return None, f"an event of the kind '{clean_line(kind)[:40]}' is of a newer Sayso than this one"
    try:
        event = codec.event_from_json(value)
        whole = codec.event_hash(event) == event.hash and codec.event_id(event.hash) == event.id
    except _UNREADABLE:
        return None, "it holds no event"
    if not whole:
        return None, "it is not what it was when it was recorded: it has been changed"
    try:
        sound = _is_sound(event)
    except _UNREADABLE:
        sound = False
    return (event, "") if sound else (None, "what the event says cannot be understood")


def _is_sound(event: Event) -> bool:
    named = 0 < len(event.by) <= _LONGEST_NAME and clean_line(event.by).strip() == event.by
    placed = 0 < event.clock < HIGHEST and bool(_LIBRARY.fullmatch(event.library) and _TIME.fullmatch(event.at))
    if not (named and placed):
        return False
    if event.kind in (EventKind.UNDO, EventKind.REDO):
        return event.subject.startswith("event:")
    if event.subject == MANY and not all(isinstance(one, dict) for one in event.sets.values()):
        return False
    return all(_says_something(part.subject, part.sets, part.about) for part in event.parts())


def _says_something(subject: str, sets: Mapping[str, Any], about: Mapping[str, Any]) -> bool:
    """Whether what follows from an event can be made of what it says of one thing."""
    if not _SUBJECT.fullmatch(subject) or not all(isinstance(name, str) for name in sets):
        return False
    kind, _, identifier = subject.partition(":")
    if any(not isinstance(sets[name], str | None) for name in _STRINGS & sets.keys() if kind == "statement"):
        return False
    match kind:
        case "statement" if codec.statement_from_json(about["statement"]).id != identifier:
            return False
        case "statement":
            said = [*sets.items(), *(about.get("edited") or {}).items()]
            return all(_is_said(name, value) for name, value in said if value is not None)
        case "mention":
            was = about.get("was")
            known = was is None or isinstance(was["name"], str)
            return known and _is_mention(subject, sets.get(corrections.FIELD))
        case "label" | "issue" | "actor" if not all(
            isinstance(sets[name], str | None) for name in _RECODED & sets.keys()
        ):
            return False
        case "label" if sets.get(recoding.MADE) is not None:
            return made_labels.is_entry(sets[recoding.MADE])
        case "issue" if "proposition" in sets:
            words = sets.get("words", [])
            return isinstance(sets["proposition"], str) and all(isinstance(word, str) for word in words)
        case "actor" if any(name.startswith("alias:") for name in sets):
            return all(isinstance(about["actor"][name], str) for name in ("id", "name"))
        case "article":
            return all(isinstance(value, bool | None) for name, value in sets.items() if name.startswith(marks.TAG))
        case "search":
            return isinstance(sets.get("query"), str | None)
    return True


def _is_said(field: str, value: Any) -> bool:
    """Whether a field of a statement can be set to this; raises one of `_UNREADABLE` where it cannot."""
    match field:
        case "actor":
            return all(isinstance(value[key], str | None) for key in ("name", "id"))
        case "source" | "cue" | "content":
            return _is_passage(value)
        case "place":
            return isinstance(value["version"], str) and all(_is_passage(value[name]) for name in anchors.PASSAGES)
        case "form":
            return value in list(Form)
        case "voice":
            return value in list(Voice)
        case "via":
            return isinstance(value, list) and all(isinstance(one, str) for one in value)
        case "certainty":
            return value in list(Certainty)
        case "adjudicated":
            said = (value.get("reason"), value.get("took"))
            return isinstance(value["stance"], str) and all(isinstance(one, str | None) for one in said)
    return True


def _is_passage(value: Any) -> bool:
    passage = codec.passage_from_json(value)
    ends = [end for span in passage.spans for end in (span.start, span.end)]
    return isinstance(value["text"], str) and all(type(end) is int for end in ends)


def _is_mention(subject: str, value: Any) -> bool:
    """Whether a mention can be corrected so; raises one of `_UNREADABLE` where it cannot."""
    place = _MENTION.fullmatch(subject)
    if place is None or int(place[1]) >= int(place[2]):
        return False
    if value is None or value == {"removed": True}:
        return True
    named = isinstance(value["name"], str) and isinstance(value["actor_id"], str | None)
    return named and value["type"] in list(EntityType)


def of_rows(rows: Iterable[tuple[Any, ...]], name: str) -> Iterator[Line]:
    """The events of a database as lines: rows of `events.COLUMNS`, the sequence number being where each was made."""
    for row in rows:
        _, id_, kind, by, library, at, subject, sets, about, previous, hash_, origin = row
        where = f"{name}, event {id_}"
        try:
            value = {"sequence": origin, "id": id_, "kind": kind, "by": by, "library": library, "at": at,
                     "subject": subject, "sets": json.loads(sets), "about": json.loads(about),
                     "previous": previous, "hash": hash_}  # fmt: skip
        except (ValueError, RecursionError, TypeError):
            yield Line(where, None)
        else:
            yield Line(where, value)


def concurrent(present: Collection[str], proof: Proved) -> frozenset[str]:
    """The hashes of the events `present` here of which the replica that the lines come from did not know."""
    return frozenset(present) - proof.hashes
