"""The vocabulary as JSON and back: what is stored of statements, entities, spans and events.

Canonical JSON has sorted keys, no spaces, no escapes beyond JSON's own: one value has one form, so
that it can be hashed and two files can be compared.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from typing import Any

from index.model import (
    EMPTY_PASSAGE,
    Derivation,
    Entity,
    EntityType,
    Event,
    EventKind,
    Form,
    Passage,
    Span,
    Statement,
    Suggestion,
    Voice,
)
from index.store import stored

Json = dict[str, Any]

_canonical = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode


def canonical(value: object) -> str:
    """The one JSON text of `value`."""
    return _canonical(value)


def parsed(text: str | bytes) -> Any:
    """What a JSON text holds that has a canonical form; raises ValueError or RecursionError for any other.

    Numbers that are none, or infinite, and lone surrogates have no such form, though `json` reads them.
    """
    found = json.loads(text, parse_float=_finite, parse_constant=_finite)
    if (b"\\u" if isinstance(text, bytes) else "\\u") in text:  # type: ignore[operator]
        canonical(found).encode()
    return found


def _finite(number: str) -> float:
    found = float(number)
    if not math.isfinite(found):
        raise ValueError(f"{number} is no number of JSON")
    return found


def spans_to_text(spans: Iterable[Span]) -> str:
    """Spans in short: "3-9;12-20"."""
    return ";".join(f"{span.start}-{span.end}" for span in spans)


def spans_from_text(text: str) -> tuple[Span, ...]:
    """What `spans_to_text` wrote."""
    if not text:
        return ()
    return tuple(Span(int(start), int(end)) for start, _, end in (piece.partition("-") for piece in text.split(";")))


def passage_to_json(passage: Passage) -> Json:
    """Its words and where they stand."""
    return {"text": passage.text, "spans": [[span.start, span.end] for span in passage.spans]}


def passage_from_json(value: Json) -> Passage:
    """What `passage_to_json` wrote."""
    if not value["spans"]:
        return EMPTY_PASSAGE
    return Passage(value["text"], tuple(Span(start, end) for start, end in value["spans"]))


def statement_to_json(one: Statement) -> Json:
    """Everything of a statement, so that it is understood without its article or the analysis.

    One that is shown in a later version of its article is written as it was made.
    """
    one = one.as_made()
    suggested = one.suggested
    return {
        "id": one.id,
        "version": one.version,
        "actor": one.actor,
        "actor_id": one.actor_id,
        "source": passage_to_json(one.source),
        "cue": passage_to_json(one.cue),
        "content": passage_to_json(one.content),
        "form": str(one.form),
        "voice": str(one.voice),
        "via": list(one.via),
        "confidence": one.confidence,
        "issue": one.issue,
        "suggested": None
        if suggested is None
        else {
            "stance": suggested.stance,
            "confidence": suggested.confidence,
            "why": suggested.why,
            "by": suggested.by,
        },
        "made_by": one.made_by,
        "derivation": None if one.derivation is None else one.derivation.as_json(),
        "proposal": one.proposal,
    }


def moved_to_json(one: Statement) -> Json | None:
    """Where a statement is shown, and how its place was found, where it was made on an earlier version; else None."""
    if one.moved is None:
        return None
    return {
        "version": one.version,
        "method": one.moved.method,
        "score": one.moved.score,
        **{name: passage_to_json(getattr(one, name)) for name in ("source", "cue", "content")},
    }


def _derivation_from_json(value: Json) -> Derivation:
    return Derivation(
        rule=value["rule"],
        lemma=value["lemma"],
        cue_class=value["cue_class"],
        negated=value["negated"],
        hedged=value["hedged"],
        holder=value["holder"],
        parent=value["parent"],
        issue_words=tuple(value["issue_words"]),
        issue_place=value["issue_place"],
    )


def statement_from_json(value: Json) -> Statement:
    """What `statement_to_json` wrote; a statement that was kept without derivation or proposal has none.

    Raises DamagedError for what is no statement.
    """
    try:
        return _statement_from_json(value)
    except stored.MISSHAPEN as error:
        raise stored.damaged(f"statement:{value.get('id')}") from error


def _statement_from_json(value: Json) -> Statement:
    suggested, derivation = value["suggested"], value.get("derivation")
    return Statement(
        id=value["id"],
        version=value["version"],
        actor=value["actor"],
        actor_id=value["actor_id"],
        source=passage_from_json(value["source"]),
        cue=passage_from_json(value["cue"]),
        content=passage_from_json(value["content"]),
        form=Form(value["form"]),
        voice=Voice(value["voice"]),
        via=tuple(value["via"]),
        confidence=value["confidence"],
        issue=value["issue"],
        suggested=None
        if suggested is None
        else Suggestion(suggested["stance"], suggested["confidence"], suggested["why"], suggested["by"]),
        made_by=value["made_by"],
        derivation=None if derivation is None else _derivation_from_json(derivation),
        proposal=value.get("proposal"),
    )


def entities_to_text(entities: Iterable[Entity]) -> str:
    """All entities of an article as one JSON text."""
    return json.dumps(
        [[e.span.start, e.span.end, e.text, str(e.type), e.name, e.actor_id] for e in entities], ensure_ascii=False
    )


def entities_from_text(text: str) -> list[Entity]:
    """What `entities_to_text` wrote; raises DamagedError for what it did not."""
    of = "what is named in an article"
    try:
        return [
            Entity(Span(start, end), words, EntityType(kind), name, actor_id)
            for start, end, words, kind, name, actor_id in stored.value(text, of)
        ]
    except stored.MISSHAPEN as error:
        raise stored.damaged(of) from error


def event_to_json(event: Event) -> Json:
    """An event as one line of the mirror holds it, with its id and hash."""
    return {**_hashed(event), "id": event.id, "hash": event.hash}


def event_from_json(value: Mapping[str, Any]) -> Event:
    """What `event_to_json` wrote; raises KeyError, TypeError or ValueError for what is no event."""
    if not (type(value["sequence"]) is int and all(isinstance(value[name], str) for name in _STRINGS)):
        raise TypeError("no event: one of its fields is of another kind")
    if not (isinstance(value["sets"], dict) and isinstance(value["about"], dict)):
        raise TypeError("no event: what it says is no object")
    return Event(
        id=value["id"],
        sequence=value["sequence"],
        kind=EventKind(value["kind"]),
        by=value["by"],
        at=value["at"],
        subject=value["subject"],
        sets=value["sets"],
        about=value["about"],
        previous=value["previous"],
        hash=value["hash"],
        library=value["library"],
    )


_STRINGS = ("id", "kind", "by", "at", "subject", "previous", "hash", "library")


def _hashed(event: Event) -> Json:
    return {
        "sequence": event.clock,
        "kind": str(event.kind),
        "by": event.by,
        "library": event.library,
        "at": event.at,
        "subject": event.subject,
        "sets": event.sets,
        "about": event.about,
        "previous": event.previous,
    }


def event_hash(event: Event) -> str:
    """The hash of an event: of everything in it, the hash of the event before it included."""
    return hashlib.blake2b(canonical(_hashed(event)).encode(), digest_size=32).hexdigest()


def event_id(event_hash_: str) -> str:
    """An event's id, from its hash."""
    return event_hash_[:16]
