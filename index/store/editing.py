"""Statements as people corrected them: the parts that were edited stand in the place of those that were found.

An edit sets fields of a statement, named as in `model.EDITABLE`: `actor` to {"name", "id"} (both None where the
source is not known), `source`, `cue` and `content` to {"text", "spans"}, `form`, `voice` and `via` to what they are.
They are everybody's: the last decision on each holds, and None goes back to what was found. The statement's id
stays, though it is made of the spans that it was found with. What was found is kept beside the corrections.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from index.model import EDITABLE, Span, Statement
from index.store import codec, stored
from index.store.codec import Json
from index.store.matching import Outline

WAS = "was"
"""The key of a kept statement's JSON that holds, for what was corrected, what it was before."""


def as_fields(field: str, value: Any) -> Json:
    """What an edit of a field sets in a statement's JSON, by key."""
    return {"actor": value["name"], "actor_id": value["id"]} if field == "actor" else {field: value}


def of_statement(one: Statement, field: str) -> Any:
    """A part of a statement, as an edit would set it."""
    match field:
        case "actor":
            return {"name": one.actor, "id": one.actor_id}
        case "source" | "cue" | "content":
            return codec.passage_to_json(getattr(one, field))
        case "via":
            return list(one.via)
        case _:
            return str(getattr(one, field))


def corrected(body: Json, decided: Mapping[str, Any]) -> Json:
    """A statement's JSON with what was decided about its parts; other fields in `decided` make no difference."""
    wanted: Json = {}
    for field in EDITABLE:
        if decided.get(field) is not None:
            wanted.update(as_fields(field, decided[field]))
    was = {key: body[key] for key, value in wanted.items() if body[key] != value}
    return {**body, **wanted, WAS: was} if was else body


def names(body: Json) -> tuple[str, ...]:
    """The parts that were corrected, in the order of `EDITABLE`."""
    was = body.get(WAS)
    if not was:
        return ()
    return tuple(field for field in EDITABLE if field in was or (field == "actor" and "actor_id" in was))


def found(body: Json) -> Statement | None:
    """The statement without corrections; None where it has none."""
    return codec.statement_from_json({**body, **body[WAS]}) if body.get(WAS) else None


def outline_before(edited: Outline, was: str | None) -> Outline | None:
    """The outline of a statement before its spans were moved, `was` being the JSON of `WAS`; None where they were not.

    It has an id of its own, so that it can stand for another found statement than `edited` does.
    """
    former = stored.fields(was, f"statement:{edited.id}") if was else {}
    if "cue" not in former and "content" not in former:
        return None

    def spans(key: str, now: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(Span(start, end) for start, end in former[key]["spans"]) if key in former else now

    actor = former.get("actor_id") or former.get("actor") or edited.actor
    return Outline(f"{edited.id} before", actor, spans("cue", edited.cue), spans("content", edited.content))
