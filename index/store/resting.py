"""Which later steps rest on an event, looked up in the log: as many as `dependence` needs to say so, and no more."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from index.model import Event
from index.store import stored
from index.store.dependence import Step, first_resting, step, used_by_fields
from index.store.events import Ask

_AGAIN = (
    "SELECT s.event, s.subject, s.field FROM json_each(:fields) f CROSS JOIN setting s ON s.by = :by"
    " AND s.subject = json_extract(f.value, '$[0]') AND s.field = json_extract(f.value, '$[1]') AND s.event > :since"
    " JOIN effect e ON e.event = s.event AND e.state = 'done' ORDER BY s.event LIMIT 1"
)
_NAMED = (
    "SELECT e.event, e.by, e.subject FROM json_each(:subjects) w CROSS JOIN effect e"
    " ON e.subject = w.value AND e.state = 'done' AND e.event > :since"
    " UNION ALL SELECT e.event, e.by, p.subject FROM json_each(:subjects) w CROSS JOIN part p"
    " ON p.subject = w.value AND p.event > :since JOIN effect e ON e.event = p.event AND e.state = 'done'"
    " ORDER BY 1 LIMIT 1"
)
_IN_ARTICLE = (
    "SELECT d.event, d.by FROM article a CROSS JOIN kept k ON k.article = a.key"
    " CROSS JOIN decision d ON d.subject = 'statement:' || k.id AND d.event > :since WHERE a.id = :id"
    " UNION ALL SELECT d.event, d.by FROM article a CROSS JOIN version v ON v.article = a.key"
    " CROSS JOIN decision d ON d.subject > 'mention:' || v.hash || ':' AND d.subject < 'mention:' || v.hash || ';'"
    " AND d.event > :since WHERE a.id = :id ORDER BY 1 LIMIT 1"
)
# What is decided holds: where somebody decided otherwise since, the value of before is needed no more.
_VALUES = (
    "SELECT d.event, d.by, d.subject, d.field, d.value FROM decision d"
    " WHERE d.subject >= :first AND d.subject < :last AND d.field IN (SELECT value FROM json_each(:fields))"
    " AND d.event > :since AND d.value <> 'null' ORDER BY d.event"
)
_FIELDS = {
    "label": (
        ("statement", ("stance", "again", "adjudicated")),
        ("label", ("merged_into", "renamed_to", "split_from")),
    ),
    "issue": (("statement", ("issue",)), ("issue", ("merged_into", "renamed_to", "reworded", "split_from"))),
    "actor": (("statement", ("actor",)), ("actor", ("merged_into", "name", "split_from")), ("mention", ("entity",))),
    "search": (("search", ("query",)),),
}


def resting(ask: Ask, event: Event) -> int | None:
    """The sequence number of the first step, not undone, that rests on an event; None where none does."""
    target = step(event)
    found = first_resting(target, _later(ask, target))
    return found.sequence if found else None


def _later(ask: Ask, target: Step) -> Iterator[Step]:
    """Later steps that may rest on one: all that do are among them, or an earlier one of the same sort is."""
    since = target.sequence
    values: dict[str, Any] = {"since": since, "by": target.by, "fields": json.dumps(sorted(target.sets))}
    for sequence, subject, field in ask(_AGAIN, values):
        yield Step(sequence, target.by, {(subject, field)})
    kinds: dict[str, list[str]] = {}
    for one in target.makes:
        kinds.setdefault(one.partition(":")[0], []).append(one)
    for kind, subjects in kinds.items():
        if kind in ("statement", "issue", "label", "actor"):
            for sequence, by, subject in ask(_NAMED, {"subjects": json.dumps(subjects), "since": since}):
                yield Step(sequence, by, (), uses={subject})
        for one in subjects if kind == "article" else ():
            for sequence, by in ask(_IN_ARTICLE, {"id": one.partition(":")[2], "since": since}):
                yield Step(sequence, by, (), uses={one})
        for what, fields in _FIELDS.get(kind, ()):
            values = {"first": f"{what}:", "last": f"{what};", "fields": json.dumps(fields), "since": since}
            for sequence, by, subject, field, value in ask(_VALUES, values):
                yield Step(
                    sequence,
                    by,
                    (),
                    uses={subject, *used_by_fields(subject, {field: stored.decided(value, subject, field)})},
                )
