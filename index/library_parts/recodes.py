"""What renaming, merging and splitting set, and whether it can be: of labels, issues and actors. Pure.

All raise UsageError for what cannot be, with a sentence that says what to do instead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from index.errors import UsageError
from index.made_labels import Look, entry
from index.model import Event, EventKind, Part
from index.search.words import folded_name
from index.store.events import Deed
from index.store.in_force import InForce
from index.store.recoding import (
    ACTOR,
    INTO_NAME,
    ISSUE,
    KINDS,
    LABEL,
    MADE,
    MERGED,
    NAME,
    OWN_NAME,
    RENAMED,
    REWORDED,
    SPLIT,
)
from index.text import clean_line

IDENTIFIER = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
"""What an id of a label or an issue looks like."""


class Meant(NamedTuple):
    """A label, an issue or an actor: its present id, and what it is called (a label its id, an issue its words)."""

    id: str
    name: str


def known(in_force: InForce, kind: str) -> dict[str, str]:
    """The labels or the issues in force: what they are called, by id."""
    if kind == LABEL:
        return {label.id: label.id for label in in_force.config.codebook.labels}
    return {issue.id: issue.proposition for issue in in_force.issues}


def meant(in_force: InForce, kind: str, given: str) -> Meant:
    """The label or issue with an id. Raises UsageError where there is none at present."""
    given = given.strip()
    there = known(in_force, kind)
    if given in there:
        return Meant(given, there[given])
    now = in_force.recoding.of(kind, given)
    if now != given:
        raise UsageError(f"the {kind} '{given}' is '{now}' by now; name that")
    raise UsageError(f"there is no {kind} '{given}'; there are: {', '.join(there) or 'none'}")


def rename_label(in_force: InForce, old: str, new: str) -> Deed:
    """Give a label another id; its key, glyph, colour and definition stay."""
    label = meant(in_force, LABEL, old)
    new = _free(in_force, LABEL, label.id, new)
    return Deed(EventKind.RECODE, f"{LABEL}:{label.id}", {RENAMED: new}, {"label": label.id, "name": label.name})


def rename_issue(in_force: InForce, old: str, new: str | None, proposition: str | None) -> Deed:
    """Give an issue another id, or other words, or both."""
    issue = meant(in_force, ISSUE, old)
    sets: dict[str, object] = {}
    if proposition is not None:
        said = clean_line(proposition).strip()
        if not said:
            raise UsageError("an issue needs a proposition: what one can be for or against")
        if said == issue.name:
            raise UsageError(f"the issue '{issue.id}' says “{said}” already")
        sets[REWORDED] = said
    if new is not None:
        sets[RENAMED] = _free(in_force, ISSUE, issue.id, new)
    if not sets:
        raise UsageError("say how the issue is to be called: another id, or another proposition")
    return Deed(EventKind.RECODE, f"{ISSUE}:{issue.id}", sets, {"issue": issue.id, "name": issue.name})


def rename_actor(actor: Meant, new: str, others: Sequence[Meant]) -> Deed:
    """Call an actor otherwise; `others` are the other actors."""
    said = " ".join(clean_line(new).split())
    if not folded_name(said):
        raise UsageError("an actor's name needs at least one letter or digit")
    if said == actor.name:
        raise UsageError(f"the actor '{actor.id}' is called “{said}” already")
    taken = next((one for one in others if one.id != actor.id and folded_name(one.name) == folded_name(said)), None)
    if taken is not None:
        raise UsageError(
            f"there is another actor “{taken.name}” ({taken.id}): if both are one, `sayso merge actor {actor.id}"
            f" {taken.id}` makes them one"
        )
    return Deed(EventKind.RECODE, f"{ACTOR}:{actor.id}", {NAME: said}, {"actor": actor.id, "name": actor.name})


def merge(kind: str, olds: Sequence[Meant], into: Meant) -> Deed:
    """Make several labels, issues or actors part of one of the same kind."""
    if kind not in KINDS:
        raise UsageError(f"there is no merging of '{kind}': it is {', '.join(KINDS)}")
    parts = []
    for one in dict.fromkeys(olds):
        if one.id == into.id:
            raise UsageError(f"the {kind} '{one.id}' cannot be merged into itself")
        sets: dict[str, object] = {MERGED: into.id}
        if kind == ACTOR:
            sets |= {INTO_NAME: into.name, OWN_NAME: one.name}
        about: dict[str, object] = {kind: one.id, "name": one.name, "into": into.id, "into_name": into.name}
        parts.append(Part(f"{kind}:{one.id}", sets, about))
    if not parts:
        raise UsageError(f"name the {kind}s that are to be merged into '{into.id}'")
    return Deed.of(EventKind.RECODE, parts)


def split_issue(in_force: InForce, old: Meant, new: str, proposition: str, moved: Sequence[Part]) -> Deed:
    """Make an issue of some of the statements about another one; `moved` has a part for each, without fields."""
    new = _free(in_force, ISSUE, old.id, new)
    said = clean_line(proposition).strip()
    if not said:
        raise UsageError("an issue needs a proposition: what one can be for or against")
    sets: dict[str, object] = {"proposition": said, "words": [], SPLIT: old.id}
    made = Part(f"{ISSUE}:{new}", sets, {"issue": new, "from": old.id, "from_name": old.name})
    return _split(made, moved, {"issue": new})


def split_label(in_force: InForce, old: Meant, new: str, look: Look, moved: Sequence[Part]) -> Deed:
    """Make a label of another one; `moved` has a part for each statement whose label it becomes, without fields."""
    new = _free(in_force, LABEL, old.id, new)
    label = next(one for one in in_force.config.codebook.labels if one.id == old.id)
    sets: dict[str, object] = {MADE: entry(in_force.config, label, look), SPLIT: old.id}
    made = Part(f"{LABEL}:{new}", sets, {"label": new, "from": old.id, "from_name": old.name})
    return _split(made, moved, {"stance": new})


def split_actor(old: Meant, name: str, others: Sequence[Meant], moved: Sequence[Part]) -> Deed:
    """Make an actor of some of the statements of another one; `moved` has a part for each, without fields."""
    said = " ".join(clean_line(name).split())
    folded = folded_name(said)
    id = "-".join(folded.split())
    if not id:
        raise UsageError("an actor's name needs at least one letter or digit")
    taken = next((one for one in others if one.id == id or folded_name(one.name) == folded), None)
    if taken is not None:
        raise UsageError(f"there is an actor “{taken.name}” ({taken.id}) already; choose another name for the new one")
    about: dict[str, object] = {"actor": id, "from": old.id, "from_name": old.name}
    made = Part(f"{ACTOR}:{id}", {NAME: said, SPLIT: old.id}, about)
    return _split(made, moved, {"actor": {"name": said, "id": id}})


def _split(made: Part, moved: Sequence[Part], sets: dict[str, object]) -> Deed:
    if not moved:
        raise UsageError("none of these statements is what is to be split: choose others")
    return Deed.of(EventKind.RECODE, [made, *(Part(one.subject, dict(sets), one.about) for one in moved)])


def may_hold(in_force: InForce, event: Event) -> None:
    """Raise UsageError where a recoding that was taken back cannot hold any more."""
    recoding = in_force.recoding
    for part in event.parts():
        kind, _, id = part.subject.partition(":")
        if kind not in KINDS:
            continue
        if SPLIT in part.sets:
            if kind != ACTOR:
                _is_free(in_force, kind, id)
            continue
        now = recoding.of(kind, id)
        # Other words or another name hold of what was merged since, too: they are there when that is taken back.
        turns = RENAMED in part.sets or MERGED in part.sets
        if (turns and now != id) or (kind != ACTOR and now not in known(in_force, kind)):
            raise UsageError(f"the {kind} '{id}' is another one by now, so what it became cannot be brought back")
        if isinstance(new := part.sets.get(RENAMED), str):
            _is_free(in_force, kind, new)
        into = part.sets.get(MERGED)
        if isinstance(into, str) and (
            recoding.of(kind, into) != into or (kind != ACTOR and into not in known(in_force, kind))
        ):
            raise UsageError(f"the {kind} '{into}' is another one by now, so nothing can be merged into it")


def _free(in_force: InForce, kind: str, old: str, new: str) -> str:
    new = new.strip()
    if not IDENTIFIER.fullmatch(new):
        raise UsageError(f"'{new}' is no {kind}'s id: small letters, digits, - and _, beginning with a letter or digit")
    if new == old:
        raise UsageError(f"the {kind} is called '{new}' already")
    if old in (
        in_force.recoding.of(kind, new),
        *in_force.recoding.former(kind, new),
    ) or new in in_force.recoding.former(kind, old):
        raise UsageError(
            f"'{new}' is what the {kind} '{old}' was called before: it would lead back to itself;"
            " take that step back instead, `sayso history` lists the steps"
        )
    _is_free(in_force, kind, new)
    return new


def _is_free(in_force: InForce, kind: str, new: str) -> None:
    recorded = in_force.recorded_labels if kind == LABEL else {issue.id for issue in in_force.recorded_issues}
    turns = in_force.recoding.turns[kind]
    if new in recorded or new in turns or any(turn.into == new for turn in turns.values()):
        now = in_force.recoding.of(kind, new)
        by_now = "" if now == new else f", which is '{now}' by now"
        raise UsageError(f"the id '{new}' is taken by another {kind}{by_now}; choose another one, or merge the two")
