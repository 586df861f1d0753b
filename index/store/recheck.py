"""Which labels are to be looked at again, of all that annotators hold, and which decisions between them; and why.

A label is a decision about a statement on an issue, under the definitions of a codebook. It is to be looked at again
where any of these is another one than when it was given: the codebook, the issue that the statement is about, or what
is said and by whom, where somebody else changed that, or a correction of the article did. The same is true of what was
adjudicated.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from index.model import EDITABLE
from index.store import editing, stored
from index.store.events import Ask
from index.store.in_force import InForce
from index.store.recoding import ACTOR

STAMP = (
    "CASE WHEN e.subject = 'many' THEN (SELECT json_extract(p.about, '$.codebook') FROM part p"
    " WHERE p.subject = d.subject AND p.event = d.event) ELSE json_extract(e.about, '$.codebook') END"
)
"""In SQL: what an event `e` recorded of the codebook for the decision `d`, as JSON."""

MOVED, ABOUT, EDITED, WORDS, ACTOR_APART = "moved", "about", "edited", "words", "apart"
"""Why, beside what `InForce.changed` says: the issue was split, and the statement is about another one now; somebody
else put it on another issue; somebody else corrected it; its words in the corrected article are others; two replicas
found or made it of the same words with different actors, and it is shown with the one that the label was not given for.
"""

_IDS = "json_each(:ids) s JOIN decision d ON d.subject = 'statement:' || s.value"
_ALL = "decision d"
LABELS, DECISIONS = "stance", "adjudicated"
"""The fields of statements that bear a stamp."""

_GIVEN = {
    LABELS: "d.field = 'stance' AND d.value <> 'null'",
    # Everybody's: the last one holds.
    DECISIONS: "d.field = 'adjudicated' AND d.value <> 'null' AND NOT EXISTS (SELECT 1 FROM decision x"
    " WHERE x.subject = d.subject AND x.field = 'adjudicated' AND x.event > d.event)",
}
_RECORDED = (
    "CASE WHEN e.subject = 'many' THEN (SELECT p.about FROM part p WHERE p.subject = d.subject AND p.event = d.event)"
    " ELSE e.about END"
)
"""In SQL: what an event `e` says beside of the statement of the decision `d`, as JSON."""
_UNLIKE = (
    f"json_extract({_RECORDED}, '$.statement.actor', '$.statement.actor_id', '$.moved.method')"
    " <> json_array(k.actor, k.actor_id, NULL)"
)
"""In SQL: whether an event recorded another actor than is shown, or a place in a later version of the article; or
writes the same in another way."""
_STAMPED = (
    f"SELECT substr(d.subject, length('statement:') + 1), d.by, d.value, d.event, {STAMP}, k.issue, {_UNLIKE}"
    " FROM {which} JOIN event e ON e.sequence = d.event"
    " LEFT JOIN kept k ON k.id = substr(d.subject, length('statement:') + 1)"
    " WHERE d.subject >= 'statement:' AND d.subject < 'statement;' AND {given}"
)
_SPLIT = (
    "SELECT substr(d.subject, length('statement:') + 1), max(d.event) FROM {which}"
    " JOIN event e ON e.sequence = d.event WHERE d.subject >= 'statement:' AND d.subject < 'statement;'"
    " AND d.field = 'issue' AND e.kind = 'recode' GROUP BY d.subject"
)
_ACCEPTED = (
    "SELECT k.id, (SELECT substr(p.subject, length('issue:') + 1) FROM decision p WHERE p.subject >= 'issue:'"
    " AND p.subject < 'issue;' AND p.field = 'proposal' AND json_extract(p.value, '$') = json_extract(k.body,"
    " '$.proposal') ORDER BY p.event LIMIT 1) FROM kept k WHERE k.id IN (SELECT value FROM json_each(?))"
)
# Every setting of a statement's field, also those that were taken back: who, and in which event it last came or went.
_TOUCHES = (
    "SELECT t.id, t.field, t.by, max(t.event, coalesce(f.turned, 0)) FROM ("
    " SELECT s.value AS id, g.field, g.by, g.event FROM json_each(:ids) s"
    " JOIN effect f ON f.subject = 'statement:' || s.value JOIN setting g ON g.by = f.by AND g.subject = f.subject"
    " AND g.event = f.event AND g.field IN (SELECT value FROM json_each(:fields))"
    " UNION ALL SELECT s.value, g.field, g.by, g.event FROM json_each(:ids) s"
    " JOIN part p ON p.subject = 'statement:' || s.value JOIN event e ON e.sequence = p.event"
    " JOIN setting g ON g.by = e.by AND g.subject = p.subject"
    " AND g.event = p.event AND g.field IN (SELECT value FROM json_each(:fields))"
    ") t JOIN effect f ON f.event = t.event ORDER BY 4"
)
_PARTS = ("actor", "source", "cue", "content", "voice")
"""The parts of a statement that a label rests on: its source's words only where the article was corrected."""
_FIELDS = ("actor", "cue", "content", "voice", "place")
_TOUCHED = (
    "SELECT DISTINCT substr(subject, length('statement:') + 1) FROM setting WHERE field IN"
    " (SELECT value FROM json_each(:fields)) AND subject >= 'statement:' AND subject < 'statement;'"
    " UNION SELECT statement FROM anchor WHERE method = 'fuzzy'"
)
_SEEN = (
    f"SELECT s.value, d.by, d.event, {_RECORDED}, k.body,"
    " EXISTS (SELECT 1 FROM anchor n WHERE n.statement = s.value AND n.method = 'fuzzy'),"
    " (SELECT json_group_object(g.field, json(g.value)) FROM setting g"
    "  WHERE g.by = d.by AND g.subject = d.subject AND g.event = d.event)"
    " FROM json_each(?) s JOIN kept k ON k.id = s.value JOIN decision d ON d.subject = 'statement:' || s.value"
    " AND {given} JOIN event e ON e.sequence = d.event"
)

Reasons = dict[tuple[str, str], str]
"""Why a label, or a decision, is to be looked at again, by its statement's id and whose it is."""


class _Touch(NamedTuple):
    by: str
    event: int


def outdated(ask: Ask, in_force: InForce, *fields: str) -> list[tuple[str, str]]:
    """The labels and decisions to be looked at again, or those of these `fields`: each as its statement's id and whose
    it is."""
    return [one for field in fields or (LABELS, DECISIONS) for one in reasons(ask, in_force, field=field)]


def reasons(ask: Ask, in_force: InForce, ids: Collection[str] | None = None, *, field: str = LABELS) -> Reasons:
    """Why labels are to be looked at again, those of all statements or of these; what needs no look is left out. With
    DECISIONS for the `field` what was adjudicated is.

    What an annotator changed of a statement after labelling it is known to that annotator, and what was changed before
    was there to be seen: neither is a reason.
    """
    which = _ALL if ids is None else _IDS
    chosen: dict[str, Any] = {} if ids is None else {"ids": json.dumps(list(ids))}
    split: dict[str, int] = dict(ask(_SPLIT.format(which=which), chosen))
    found: Reasons = {}
    elsewhere: dict[tuple[str, str], tuple[int, str | None, str | None]] = {}
    stamps: dict[str, Mapping[str, Any]] = {}
    changed: dict[tuple[str, str], str | None] = {}
    unlike: set[str] = set()
    for statement, by, value, event, stamp, issue, is_unlike in ask(
        _STAMPED.format(which=which, given=_GIVEN[field]), chosen
    ):
        if is_unlike:
            unlike.add(statement)
        if stamp is None:
            continue
        said = stamps.get(stamp)
        if said is None:
            said = stamps[stamp] = stored.fields(stamp, f"the codebook of a label on statement:{statement}")
        key = value, stamp
        if key not in changed:
            changed[key] = in_force.changed(_stance(value, statement, field), said)
        if event < split.get(statement, 0):
            found[statement, by] = MOVED
        elif (why := changed[key]) is not None:
            found[statement, by] = why
        elif in_force.present_issue(issue) != in_force.present_issue(said.get("issue_id")):
            elsewhere[statement, by] = event, issue, said.get("issue_id")
    found.update(dict.fromkeys(_elsewhere(ask, in_force, elsewhere), ABOUT))
    for label, why in _altered(ask, in_force, ids, field, unlike).items():
        found.setdefault(label, why)
    return found


def stamped(ask: Ask, ids: Collection[str], field: str = LABELS) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """The labels on statements, or the decisions about them, with what was recorded of the codebook, where that was:
    the statement's id, whose it is, the stamp."""
    sql = _STAMPED.format(which=_IDS, given=_GIVEN[field])
    for statement, by, _, _, said, _, _ in ask(sql, {"ids": json.dumps(list(ids))}) if ids else ():
        if said is not None:
            yield statement, by, stored.fields(said, f"the codebook of a label on statement:{statement}")


def labelled_as(
    ask: Ask, ids: Collection[str], field: str = LABELS
) -> Iterator[tuple[str, str, dict[str, Any], dict[str, Any]]]:
    """The labels on statements, or the decisions about them, with the statement as it is and as it was then: its id,
    whose it is, both as JSON. Those of which the latter is not known are left out."""
    rows = ask(_SEEN.format(given=_GIVEN[field]), (json.dumps(sorted(ids)),)) if ids else ()
    for statement, by, _, about, body, _, own_sets in rows:
        of = f"what is said of statement:{statement}"
        said = stored.fields(about, of)
        if isinstance(said.get("statement"), dict):
            yield statement, by, stored.body(body, statement), _as_left(said, stored.fields(own_sets, of), of)


def stamp(ask: Ask, statement: str) -> Mapping[str, Any] | None:
    """Under which definitions a statement was adjudicated; None where that is not known, or it was not."""
    rows = ask(
        f"SELECT {STAMP} FROM decision d JOIN event e ON e.sequence = d.event WHERE d.subject = ?"
        f" AND {_GIVEN[DECISIONS]}",
        (f"statement:{statement}",),
    )
    return stored.fields(rows[0][0], f"the codebook of statement:{statement}") if rows and rows[0][0] else None


def _stance(value: str, statement: str, field: str) -> str:
    if field == LABELS:
        return str(stored.stance(value, statement))
    return str(stored.decided(value, f"statement:{statement}", field)["stance"])


def _elsewhere(
    ask: Ask, in_force: InForce, labels: Mapping[tuple[str, str], tuple[int, str | None, str | None]]
) -> list[tuple[str, str]]:
    """Of labels on statements that are about another issue now those of which that is somebody else's doing."""
    if not labels:
        return []
    ids = sorted({statement for statement, _ in labels})
    proposed: dict[str, str | None] = dict(ask(_ACCEPTED, (json.dumps(ids),)))
    touches = _touches(ask, ids, ("issue",))
    return [
        (statement, by)
        for (statement, by), (event, issue, then) in labels.items()
        if (issue is not None or in_force.present_issue(proposed.get(statement)) != in_force.present_issue(then))
        # Where nobody ever set it, replicas that found different issues came together.
        and ((statement, "issue") not in touches or _is_anothers(touches[statement, "issue"], by, event))
    ]


def _altered(ask: Ask, in_force: InForce, ids: Collection[str] | None, given: str, unlike: Collection[str]) -> Reasons:
    """The labels on statements of which other words are shown, or another actor, than when they were labelled; what was
    recorded with a label of those in `unlike` may be another actor, or words in another version of the article."""
    fields = json.dumps(_FIELDS)
    if ids is None:
        ids = {*unlike, *(statement for (statement,) in ask(_TOUCHED, {"fields": fields}))}
    if not ids:
        return {}
    found: Reasons = {}
    touches = _touches(ask, ids, _FIELDS)
    rows = ask(_SEEN.format(given=_GIVEN[given]), (json.dumps(sorted(ids)),))
    for statement, by, event, about, body, is_fuzzy, own_sets in rows:
        touched = any((statement, field) in touches for field in _FIELDS)
        if not touched and not is_fuzzy and statement not in unlike:
            continue
        of = f"what is said of statement:{statement}"
        said, now = stored.fields(about, of), stored.body(body, statement)
        if not isinstance(said.get("statement"), dict):
            continue
        then = _as_left(said, stored.fields(own_sets, of), of)
        is_reworded = is_fuzzy or (said.get("moved") or {}).get("method") == "fuzzy"
        for part in _PARTS:
            if as_read(in_force, then, part) == as_read(in_force, now, part):
                continue
            place = () if part in ("actor", "voice") else touches.get((statement, "place"), ())
            own = touches.get((statement, part), ()) if part != "source" else ()
            if part == "actor" and not own and _is_other_actor(in_force, then, now):
                found[statement, by] = ACTOR_APART
                break
            if _is_anothers(sorted((*own, *place), key=lambda one: one.event), by, event):
                found[statement, by] = EDITED
                break
            if is_reworded and part not in ("actor", "voice"):
                found[statement, by] = WORDS
    return found


def _as_left(said: Mapping[str, Any], sets: Mapping[str, Any], of: str) -> dict[str, Any]:
    """A statement's JSON after the event that labelled it, by what the event says of it and sets: as it was found, as
    corrected before and where it stood then, and as the event itself corrected it."""
    then = dict(said["statement"])
    try:
        for decided in (said.get("edited") or {}, said.get("moved") or {}, sets, sets.get("place") or {}):
            for field in EDITABLE:
                if decided.get(field) is not None:
                    then |= editing.as_fields(field, decided[field])
        for part in ("source", "cue", "content"):
            stored.passage(then[part], of)
    except stored.MISSHAPEN as error:
        raise stored.damaged(of) from error
    return then


_WORD = re.compile(r"\w+")


def as_read(in_force: InForce, body: Mapping[str, Any], part: str) -> object:
    """A part of a statement's JSON as it is compared: blanks, dashes and quotation marks are no difference, nor is a
    recoded actor."""
    match part:
        case "actor":
            name, id_ = body.get("actor"), body.get("actor_id")
            return in_force.recoding.of(ACTOR, id_) if id_ else name
        case "voice":
            return body.get("voice")
    return _WORD.findall(body[part]["text"])


def _is_other_actor(in_force: InForce, then: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Whether two that were recorded are called otherwise and have other ids, as they are at present."""
    (one, one_id), (other, other_id) = (
        in_force.recoding.actor(said["actor"], said["actor_id"]) for said in (then, now)
    )
    return one != other and one_id != other_id


def _touches(ask: Ask, ids: Collection[str], fields: Collection[str]) -> dict[tuple[str, str], list[_Touch]]:
    """By statement and field who set it or took that back, in the order of events."""
    found: dict[tuple[str, str], list[_Touch]] = {}
    rows = ask(_TOUCHES, {"ids": json.dumps(sorted(ids)), "fields": json.dumps(list(fields))})
    for statement, field, by, event in rows:
        found.setdefault((statement, field), []).append(_Touch(by, event))
    return found


def _is_anothers(touches: Collection[_Touch], by: str, event: int) -> bool:
    """Whether it is somebody else's doing that something is another than when `by` labelled it in an event.

    Where nothing was touched since, the two were done apart, and came together by an import.
    """
    if not touches:
        return False
    since = [one for one in touches if one.event >= event]
    return not since or since[-1].by != by
