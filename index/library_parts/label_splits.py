"""Splitting a label: what becomes of whose labels; and the codebook as a recoding would leave it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from index.errors import UsageError
from index.library_parts import recodes
from index.library_parts.core import Core
from index.made_labels import Look
from index.model import Event, EventKind, Part, StatementView
from index.store import recoding, stored
from index.store.codec import canonical
from index.store.events import Ask, Deed
from index.store.in_force import InForce, recorded
from index.store.recoding import KINDS, LABEL


@dataclass(frozen=True, slots=True)
class Plan:
    """What a recoding would record, given the codebook in force; of the statements `ids` it would be about.

    `left` counts statements that were named and are left as they are. `become` is whose labels become others, and
    what they are as yet; None where none do.
    """

    deed: Callable[[InForce], Deed]
    ids: tuple[str, ...]
    left: int = 0
    become: tuple[str, str] | None = None


def as_event(deed: Deed) -> Event:
    """A recoding as the event that it would be."""
    return Event("", 0, EventKind.RECODE, "", "", deed.subject, dict(deed.sets), dict(deed.about))


def after(ask: Ask, before: InForce, deed: Deed) -> InForce:
    """The codebook as it would be in force after a recoding."""
    rows = recoding.rows(ask)
    new = [
        (part.subject, field, canonical(value), rows[-1][3] + 1 if rows else 1)
        for part in as_event(deed).parts()
        if part.subject.partition(":")[0] in KINDS
        for field, value in part.sets.items()
    ]
    known = recorded(before.written, before.made)
    return replace(before, recoding=recoding.of_rows([*rows, *new], known))


def plan(
    core: Core,
    about: Callable[[Sequence[StatementView]], list[dict[str, object]]],
    old: str,
    new: str,
    views: Sequence[StatementView],
    named: int,
    look: Look,
) -> Plan:
    """Make another label of this annotator's labels `old` on some of the `named` statements.

    `about` says what is recorded of statements. Raises UsageError where the annotator has no such label on them, or
    where the new one cannot be.
    """
    label, by = recodes.meant(core.in_force, LABEL, old), core.by
    chosen = [view for view in views if any((one.by, one.stance) == (by, label.id) for one in view.labels)]
    if not chosen:
        raise UsageError(
            f"none of these statements has the label '{label.id}' of yours: name some that you labelled so"
        )
    recorded = [one | blind for one, blind in zip(about(chosen), _hidden(core, chosen), strict=True)]

    def deed(now: InForce) -> Deed:
        known = recodes.meant(now, LABEL, old)
        bare = recodes.split_label(now, known, new, look, [Part(f"statement:{chosen[0].id}", {}, {})])
        then = after(core.database.read, now, bare)
        id = str(next(as_event(bare).parts()).about["label"])
        parts = [
            Part(f"statement:{view.id}", {}, {**said, "codebook": then.stamp(id, view.issue)})
            for view, said in zip(chosen, recorded, strict=True)
        ]
        return recodes.split_label(now, known, new, look, parts)

    return Plan(deed, tuple(view.id for view in chosen), named - len(chosen), (by, label.id))


def holders(ask: Ask, in_force: InForce, by: str, label: str) -> set[str]:
    """The statements with a label of an annotator's."""
    ids = [label, *in_force.recoding.former(LABEL, label)]
    rows = ask(
        "SELECT substr(subject, length('statement:') + 1) FROM decision WHERE subject >= 'statement:'"
        " AND subject < 'statement;' AND field = 'stance' AND by = ?"
        " AND value IN (SELECT value FROM json_each(?))",
        (by, json.dumps([canonical(one) for one in ids])),
    )
    return {id for (id,) in rows}


def _hidden(core: Core, views: Sequence[StatementView]) -> list[dict[str, object]]:
    """What was hidden when the annotator gave the labels on statements: it is said of what becomes of them."""
    rows = core.database.read(
        "SELECT substr(d.subject, length('statement:') + 1), json_extract(e.about, '$.blind'),"
        " json_extract(p.about, '$.blind') FROM decision d JOIN event e ON e.sequence = d.event"
        " LEFT JOIN part p ON p.event = d.event AND p.subject = d.subject WHERE d.by = ? AND d.field = 'stance'"
        " AND d.subject IN (SELECT 'statement:' || value FROM json_each(?))",
        (core.by, json.dumps([view.id for view in views])),
    )
    found = {
        id: stored.names(hidden, f"what is said of statement:{id}")
        for id, of_event, of_part in rows
        if (hidden := of_event or of_part)
    }
    return [{"blind": found[view.id]} if view.id in found else {} for view in views]
