"""Which labels were given under another definition than is in force, of all that annotators hold."""

from __future__ import annotations

import json

from index.store.events import Ask
from index.store.in_force import InForce

STAMP = (
    "CASE WHEN e.subject = 'many' THEN (SELECT json_extract(p.about, '$.codebook') FROM part p"
    " WHERE p.subject = d.subject AND p.event = d.event) ELSE json_extract(e.about, '$.codebook') END"
)
"""In SQL: what an event `e` recorded of the codebook for the decision `d`, as JSON."""

_LABELS = (
    f"SELECT substr(d.subject, length('statement:') + 1), d.by, d.value, d.event, {STAMP}"
    " FROM decision d JOIN event e ON e.sequence = d.event"
    " WHERE d.subject >= 'statement:' AND d.subject < 'statement;' AND d.field = 'stance' AND d.value <> 'null'"
)
_MOVED = (
    "SELECT substr(d.subject, length('statement:') + 1), max(d.event) FROM decision d"
    " JOIN event e ON e.sequence = d.event WHERE d.subject >= 'statement:' AND d.subject < 'statement;'"
    " AND d.field = 'issue' AND e.kind = 'recode' GROUP BY d.subject"
)


def outdated(ask: Ask, in_force: InForce) -> list[tuple[str, str]]:
    """The labels to be looked at again, each as its statement's id and who gave it.

    They were given under another definition than is in force, or the statement was put on another issue since, by
    splitting the one that it was about.
    """
    moved: dict[str, int] = dict(ask(_MOVED, ()))
    found: list[tuple[str, str]] = []
    seen: dict[tuple[str, str], bool] = {}
    for statement, by, value, event, stamp in ask(_LABELS, ()):
        if stamp is None:
            continue
        key = value, stamp
        if key not in seen:
            seen[key] = in_force.is_outdated(json.loads(value), json.loads(stamp))
        if seen[key] or event < moved.get(statement, 0):
            found.append((statement, by))
    return found
