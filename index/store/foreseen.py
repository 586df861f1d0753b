"""Which labels of others would have to be looked at again, were statements changed: told before it is done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from index.model import EDITABLE
from index.store import editing, recheck, stored
from index.store.events import Ask
from index.store.in_force import InForce

_RESTED_ON = ("actor", "cue", "content", "voice")
"""The fields of a statement, beside its issue, that a label of another's rests on."""


def foreseen(
    ask: Ask,
    in_force: InForce,
    by: str,
    changes: Mapping[str, Mapping[str, Any]],
    field: str = recheck.LABELS,
) -> set[tuple[str, str]]:
    """The labels, or the decisions, that would have to be looked at again and need not yet, were `by` to set these
    fields of statements, by their ids: each as its statement's id and whose it is, none of them `by`'s."""
    touching = {id_: sets for id_, sets in changes.items() if any(one in sets for one in ("issue", *_RESTED_ON))}
    if not touching:
        return set()
    issues = {id_: str(sets["issue"]) for id_, sets in touching.items() if sets.get("issue") is not None}
    found = {
        (statement, who)
        for statement, who, said in recheck.stamped(ask, list(issues), field)
        if in_force.present_issue(issues[statement]) != in_force.present_issue(said.get("issue_id"))
    }
    edited = [id_ for id_, sets in touching.items() if any(sets.get(one) is not None for one in _RESTED_ON)]
    for statement, who, body, then in recheck.labelled_as(ask, edited, field):
        now = dict(body)
        for part in EDITABLE:
            if touching[statement].get(part) is not None:
                now |= editing.as_fields(part, touching[statement][part])
        parts = [part for part in _RESTED_ON if touching[statement].get(part) is not None]
        try:
            if any(recheck.as_read(in_force, then, one) != recheck.as_read(in_force, now, one) for one in parts):
                found.add((statement, who))
        except stored.MISSHAPEN as error:
            raise stored.damaged(f"statement:{statement}") from error
    return {one for one in found if one[1] != by} - recheck.reasons(ask, in_force, list(touching), field=field).keys()
