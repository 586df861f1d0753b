"""What an event can say, field by field: the one table by which all events from elsewhere are judged.

Whatever is read of events later (lists, searches, histories, the analysis) relies on nothing more than what stands
here. It is a matter of the event alone: what a library holds already makes no difference, so that whoever takes the
same events takes them whatever came first. Fields that are not named here, of a newer Sayso perhaps, may hold any JSON.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from index.made_labels import is_entry
from index.model import EDITABLE, MANY, Certainty, EntityType, Event, EventKind, Form, Voice
from index.store import anchors, corrections, marks, recoding
from index.text import clean_line

HIGHEST = 2**53
"""No number of an event gets so far, be it a clock's or in what it says; JSON has no larger whole ones everywhere."""

LONGEST_TEXT = 2**31
"""No place in a text lies as far."""

_DEEPEST = 30
_LONGEST_NAME = 100

Rule = Callable[[Any], bool]
Fields = Mapping[str, Rule]

_STAMP_OF_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_TOKEN = re.compile(r"[\w-]{1,64}")
_HASH = re.compile(r"[0-9a-f]{1,64}")
_MENTION = re.compile(r"[0-9a-f]{1,64}:(\d{1,10})-(\d{1,10})", re.ASCII)


# -- rules ---------------------------------------------------------------------------------------------------------


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _named(value: Any) -> bool:
    return isinstance(value, str) and bool(value)


def _flag(value: Any) -> bool:
    return isinstance(value, bool)


def _share(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


def _number(value: Any) -> bool:
    return type(value) is int and 0 <= value < HIGHEST


def _hash(value: Any) -> bool:
    return isinstance(value, str) and bool(_HASH.fullmatch(value))


def _any_json(value: Any) -> bool:
    return True


def _maybe(rule: Rule) -> Rule:
    return lambda value: value is None or rule(value)


def _list_of(rule: Rule) -> Rule:
    return lambda value: isinstance(value, list) and all(map(rule, value))


def _one_of(values: type[Form] | type[Voice] | type[Certainty] | type[EntityType]) -> Rule:
    known = frozenset(map(str, values))
    return lambda value: isinstance(value, str) and value in known


def _map_of(rule: Rule) -> Rule:
    return lambda value: isinstance(value, dict) and all(isinstance(one, str) for one in value) and all(
        map(rule, value.values())
    )  # fmt: skip


def _object(must: Fields, may: Fields | None = None) -> Rule:
    """An object with all fields of `must`; those of `may` can be missing, others be anything."""
    both = {**(may or {}), **must}

    def holds(value: Any) -> bool:
        return (
            isinstance(value, dict)
            and must.keys() <= value.keys()
            and all(both[one](value[one]) for one in both if one in value)
        )

    return holds


def _passage(value: Any) -> bool:
    """Words, and the stretches of text that they stand in, which are no longer together than the words are."""
    if (
        not isinstance(value, dict)
        or not isinstance(value.get("text"), str)
        or not isinstance(value.get("spans"), list)
    ):
        return False
    length = 0
    for span in value["spans"]:
        if not isinstance(span, list) or len(span) != 2 or not all(type(end) is int for end in span):
            return False
        if not 0 <= span[0] < span[1] < LONGEST_TEXT:
            return False
        length += span[1] - span[0]
    return length <= len(value["text"])


_ACTOR = _object({"name": _maybe(_text), "id": _maybe(_text)})
_PASSAGES = dict.fromkeys(anchors.PASSAGES, _passage)
_SUGGESTED = {"stance": _named, "confidence": _share, "by": _text}

_DERIVATION = _object(
    {
        "rule": _text,
        "lemma": _text,
        "cue_class": _text,
        "negated": _flag,
        "hedged": _flag,
        "holder": _maybe(_text),
        "parent": _maybe(_text),
        "issue_words": _list_of(_text),
        "issue_place": _maybe(_text),
    }
)

_STATEMENT = _object(
    {
        "id": _named,
        "version": _hash,
        "actor": _maybe(_text),
        "actor_id": _maybe(_text),
        **_PASSAGES,
        "form": _one_of(Form),
        "voice": _one_of(Voice),
        "via": _list_of(_text),
        "confidence": _share,
        "issue": _maybe(_text),
        "suggested": _maybe(_object({**_SUGGESTED, "why": _text})),
        "made_by": _maybe(_text),
    },
    {"derivation": _maybe(_DERIVATION), "proposal": _maybe(_text)},
)

_CODEBOOK = _object({}, dict.fromkeys(("version", "label", "issue", "issue_id"), _maybe(_text)))

_EDITED: Fields = {
    "actor": _ACTOR,
    **_PASSAGES,
    "form": _one_of(Form),
    "voice": _one_of(Voice),
    "via": _list_of(_text),
}
assert tuple(_EDITED) == EDITABLE

_ALIAS = "alias:"
_ALIASED = _object({"id": _named, "name": _text})

_ENTITY = _object({"name": _named, "type": _one_of(EntityType), "actor_id": _maybe(_text)})


def _correction(value: Any) -> bool:
    return value == {"removed": True} or _ENTITY(value)


# -- what is said of each kind of thing ----------------------------------------------------------------------------

_RECODED: Fields = {
    **dict.fromkeys(recoding.FIELDS, _named),
    **dict.fromkeys((recoding.INTO_NAME, recoding.OWN_NAME), _text),
}

_SETS: Mapping[str, Fields] = {
    "statement": {
        **_EDITED,
        "stance": _named,
        "again": _named,
        "note": _text,
        "issue": _named,
        "question": _text,
        "certainty": _one_of(Certainty),
        "retired": _flag,
        "made": _flag,
        "place": _object({"version": _hash, **_PASSAGES}),
        "adjudicated": _object({"stance": _named}, {"reason": _maybe(_text), "took": _maybe(_text)}),
    },
    "mention": {corrections.FIELD: _correction},
    "label": {**_RECODED, recoding.MADE: is_entry},
    "issue": {**_RECODED, "proposition": _named, "words": _list_of(_text), "proposal": _named},
    "actor": _RECODED,
    "proposal": {"rejected": _flag},
    "article": {"removed": _flag, marks.FLAGGED: _flag},
    "search": {"name": _named, "query": _text},
    "event": {"undone": _flag},
}
"""What each field is set to; any can be set to None, which clears it."""

_IN_ARTICLE: Fields = dict.fromkeys(("article", "title", "date", "outlet", "version", "text"), _maybe(_text))

_ABOUT: Mapping[str, Fields] = {
    "statement": {
        **_IN_ARTICLE,
        "edited": _object({}, _EDITED),
        "moved": _object({"version": _hash, "method": _text, "score": _share, **_PASSAGES}),
        "codebook": _CODEBOOK,
        "accepted": _flag,
        "confirmed": _flag,
        "suggested": _object(_SUGGESTED),
        "labels": _map_of(_named),
        "blind": _list_of(_text),
    },
    "mention": {**_IN_ARTICLE, "was": _object({"name": _text})},
    **dict.fromkeys(
        ("label", "issue", "actor"), dict.fromkeys(("name", "from", "from_name", "into", "into_name"), _text)
    ),
    "proposal": {"proposal": _object({"proposition": _text})},
    "article": _IN_ARTICLE,
    "search": dict.fromkeys(("search", "former", "renamed_from", "renamed_to"), _text),
    "event": {"kind": _text, "subject": _text, "sequence": _number},
}
"""What is said beside, as far as anything reads it; any can be None."""

_OF_STATEMENTS = (
    *(EventKind.LABEL, EventKind.NOTE, EventKind.ISSUE, EventKind.RETIRE, EventKind.CERTAINTY, EventKind.QUESTION),
    *(EventKind.EDIT, EventKind.ADJUDICATE, EventKind.CREATE_STATEMENT),
)
_KINDS: Mapping[EventKind, frozenset[str]] = {
    **dict.fromkeys(_OF_STATEMENTS, frozenset({"statement"})),
    EventKind.ENTITY: frozenset({"mention"}),
    EventKind.RECODE: frozenset({"statement", *recoding.KINDS}),
    EventKind.CREATE_ISSUE: frozenset({"issue"}),
    EventKind.REJECT_PROPOSAL: frozenset({"proposal"}),
    EventKind.CREATE_ALIAS: frozenset({"actor"}),
    **dict.fromkeys(
        (EventKind.REMOVE_ARTICLE, EventKind.RESTORE_ARTICLE, EventKind.TAG, EventKind.FLAG), frozenset({"article"})
    ),
    EventKind.SEARCH: frozenset({"search"}),
    EventKind.UNDO: frozenset({"event"}),
    EventKind.REDO: frozenset({"event"}),
}
"""What each kind of event is about."""

_ALONE = frozenset(
    {EventKind.CREATE_ALIAS, EventKind.CREATE_ISSUE, EventKind.CREATE_STATEMENT, EventKind.UNDO, EventKind.REDO}
)
"""Kinds of events that are about one thing."""


def may_be_set(subject: str, field: str, value: Any) -> bool:
    """Whether a field of a subject can be set to a value; to None any can be."""
    return value is None or _SETS.get(subject.partition(":")[0], {}).get(field, _any_json)(value)


# -- judging -------------------------------------------------------------------------------------------------------


def is_sound(event: Event) -> bool:
    """Whether whatever reads an event later can make something of it; its hash is not looked at."""
    if not (_header_is_sound(event) and _is_harmless([event.subject, event.sets, event.about])):
        return False
    if event.subject != MANY:
        return _part_is_sound(event.kind, event.subject, event.sets, event.about)
    parts = event.sets.keys()
    if not parts or event.kind in _ALONE or event.about.keys() - parts:
        return False
    return all(
        isinstance(event.sets[one], dict)
        and isinstance(event.about.get(one, {}), dict)
        and _part_is_sound(event.kind, one, event.sets[one], event.about.get(one, {}))  # type: ignore[arg-type]
        for one in parts
    )


def _header_is_sound(event: Event) -> bool:
    by = event.by
    return (
        0 < len(by) <= _LONGEST_NAME
        and clean_line(by).strip() == by
        and 0 < event.clock < HIGHEST
        and bool(_TOKEN.fullmatch(event.library) and _STAMP_OF_TIME.fullmatch(event.at))
        and (not event.previous or _hash(event.previous))
    )


def _is_harmless(value: Any, depth: int = 0) -> bool:
    """Whether any JSON can be stored, and written as JSON again: no deeper, and with no larger numbers than all can."""
    match value:
        case str():
            return "\0" not in value and (value.isascii() or value.isprintable() or not _has_surrogates(value))
        case bool() | None:
            return True
        case int():
            return -HIGHEST < value < HIGHEST
        case float():
            return -1e300 < value < 1e300
        case dict() if depth < _DEEPEST:
            return all(isinstance(one, str) and _is_harmless(one) for one in value) and all(
                _is_harmless(one, depth + 1) for one in value.values()
            )
        case list() if depth < _DEEPEST:
            return all(_is_harmless(one, depth + 1) for one in value)
    return False


def _has_surrogates(text: str) -> bool:
    return any("\ud800" <= char < "\ue000" for char in text)


def _part_is_sound(kind: EventKind, subject: str, sets: Mapping[str, Any], about: Mapping[str, Any]) -> bool:
    thing, _, identifier = subject.partition(":")
    if thing not in _KINDS[kind] or not identifier or not sets:
        return False
    fields, beside = _SETS[thing], _ABOUT[thing]
    return (
        all(value is None or fields.get(name, _any_json)(value) for name, value in sets.items())
        and all(value is None or beside.get(name, _any_json)(value) for name, value in about.items())
        and _subject_is_sound(kind, subject, sets, about)
    )


def _subject_is_sound(kind: EventKind, subject: str, sets: Mapping[str, Any], about: Mapping[str, Any]) -> bool:
    """Whether what an event is about is named as it should be, and fits what is said of it."""
    thing, _, identifier = subject.partition(":")
    match thing:
        case "statement":
            statement: Any = about.get("statement")
            return bool(_TOKEN.fullmatch(identifier)) and _STATEMENT(statement) and statement["id"] == identifier
        case "mention":
            place = _MENTION.fullmatch(identifier)
            return place is not None and int(place[1]) < int(place[2]) < LONGEST_TEXT
        case "article" | "event":
            marked = (value for name, value in sets.items() if name.startswith(marks.TAG))
            return _hash(identifier) and all(value is None or _flag(value) for value in marked)
        case "actor":
            aliases = [value for name, value in sets.items() if name.startswith(_ALIAS)]
            if kind is not EventKind.CREATE_ALIAS:
                return not aliases
            return _ALIASED(about.get("actor")) and all(value is None or _flag(value) for value in aliases)
    return True
