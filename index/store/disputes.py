"""What is to be settled again: retirements that hide another's label, and labels given otherwise since a decision.

Who adjudicates decides between the labels that there are, which the event records. What annotators labelled otherwise
since, or did elsewhere and brought by an import, that decision did not know.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

from index.store import stored
from index.store.events import Ask
from index.store.recoding import LABEL, Recoding

_RECORDED = (
    "CASE WHEN e.subject = 'many' THEN (SELECT json_extract(p.about, '$.labels') FROM part p"
    " WHERE p.subject = d.subject AND p.event = d.event) ELSE json_extract(e.about, '$.labels') END"
)
_RETIRED = (
    f"SELECT k.id, d.by, CASE WHEN e.kind = 'adjudicate' THEN {_RECORDED} END FROM kept k"
    " JOIN article a ON a.key = k.article AND a.removed = 0"
    " JOIN decision d ON d.subject = 'statement:' || k.id AND d.field = 'retired' AND d.value = 'true'"
    " JOIN event e ON e.sequence = d.event WHERE k.retired = 1 AND k.stances > 0"
    " AND (:ids IS NULL OR k.id IN (SELECT value FROM json_each(:ids))) ORDER BY d.event"
)
_DECIDED = (
    f"SELECT s.value, d.value, {_RECORDED} FROM json_each(?) s JOIN decision d ON d.subject = 'statement:' || s.value"
    " AND d.field = 'adjudicated' JOIN event e ON e.sequence = d.event ORDER BY d.event"
)
_HELD = (
    "SELECT s.value, d.by, d.value FROM json_each(?) s JOIN decision d ON d.subject = 'statement:' || s.value"
    " AND d.field = 'stance' AND d.value <> 'null' ORDER BY d.by"
)


def contested(ask: Ask, recoding: Recoding, ids: Collection[str] | None = None) -> dict[str, str]:
    """The statements, all or of these, that one annotator retired and another labelled: who retired each.

    Whoever settled that by adjudication did so for the labels that there were.
    """
    found: dict[str, tuple[str, Mapping[str, str]]] = {}
    chosen = None if ids is None else json.dumps(sorted(ids))
    for id_, by, recorded in ask(_RETIRED, {"ids": chosen}):
        found[id_] = by, _labels(recorded, id_) or {}
    held = _held(ask, recoding, found)
    return {
        id_: by
        for id_, (by, recorded) in found.items()
        if any(who != by and not _knew(recoding, recorded, who, stance) for who, stance in held.get(id_, {}).items())
    }


def overtaken(ask: Ask, recoding: Recoding, ids: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Of these statements those that annotators labelled since they were adjudicated, neither as they had before nor
    as it was decided; and which annotators."""
    decided: dict[str, tuple[Any, Mapping[str, str] | None]] = {}
    for id_, value, recorded in ask(_DECIDED, (json.dumps(sorted(ids)),)) if ids else ():
        decided[id_] = stored.decided(value, f"statement:{id_}", "adjudicated"), _labels(recorded, id_)
    held = _held(ask, recoding, [id_ for id_, (value, _) in decided.items() if value is not None])
    found: dict[str, tuple[str, ...]] = {}
    for id_, labels in held.items():
        value, known = decided[id_]
        settled = recoding.of(LABEL, value["stance"])
        if known is not None:
            since = [by for by, now in labels.items() if now != settled and not _knew(recoding, known, by, now)]
            found.update({id_: tuple(since)} if since else {})
    return found


def _knew(recoding: Recoding, recorded: Mapping[str, str], by: str, stance: str) -> bool:
    return by in recorded and recoding.of(LABEL, recorded[by]) == stance


def _held(ask: Ask, recoding: Recoding, ids: Collection[str]) -> dict[str, dict[str, str]]:
    """The labels of statements, under their present ids, by statement and annotator."""
    found: dict[str, dict[str, str]] = {}
    for id_, by, value in ask(_HELD, (json.dumps(sorted(ids)),)) if ids else ():
        found.setdefault(id_, {})[by] = recoding.of(LABEL, stored.stance(value, id_))
    return found


def recorded(ask: Ask, id_: str) -> Mapping[str, str] | None:
    """The labels that an adjudication which is in force decided between; None where that is not known."""
    rows = ask(_DECIDED, (json.dumps([id_]),))
    return _labels(rows[-1][2], id_) if rows else None


def _labels(recorded: str | None, id_: str) -> Mapping[str, str] | None:
    return stored.fields(recorded, f"what was adjudicated of statement:{id_}") if recorded else None
