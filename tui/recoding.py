"""What can be renamed, merged and split, and how it is said in the palette: pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LABEL, ISSUE, ACTOR = "label", "issue", "actor"
KINDS = (LABEL, ISSUE, ACTOR)
"""What the codebook and the list of actors are made of."""

RENAME, MERGE, SPLIT = "rename", "merge", "split"
DEEDS = {
    RENAME: "Give a label, an issue or an actor another name",
    MERGE: "Make a label, an issue or an actor part of another one",
    SPLIT: "Take marked statements out of a label, an issue or an actor, for a new one",
}
"""What can be done to them, as the palette explains it."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A label, an issue or an actor: its present id, and what it is called (of a label its id once more)."""

    kind: str
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Recoding:
    """What is to be done: `to` is the new name, or the id of what it becomes part of; "" where that is asked."""

    deed: str
    thing: Thing
    to: str = ""


def parse(deed: str, argument: str, things: Sequence[Thing]) -> Recoding | None:
    """What `KIND ID ...` means; None where it names none of `things`, or merges with what is none."""
    kind, _, rest = argument.strip().partition(" ")
    id, _, to = rest.strip().partition(" ")
    to = " ".join(to.split())
    thing = next((one for one in things if (one.kind, one.id) == (kind, id)), None)
    if thing is None:
        return None
    if deed == MERGE and to and all((one.kind, one.id) != (kind, to) or one == thing for one in things):
        return None
    return Recoding(deed, thing, to)


def written(recoding: Recoding) -> str:
    """What `parse` reads as this recoding."""
    return f"{recoding.thing.kind} {recoding.thing.id} {recoding.to}".strip()


def proposals(deed: str, argument: str, things: Sequence[Thing]) -> tuple[list[Recoding], str]:
    """What a palette's line may become, and by which words the fitting ones are to be chosen.

    A thing that is named whole is all there is, with what it is to become; else all things are offered.
    """
    found = parse(deed, argument, things)
    if found is not None and deed != MERGE and (found.to or argument.endswith(" ")):
        return [found], ""
    kind, _, rest = argument.lstrip().partition(" ")
    id, named, to = rest.lstrip().partition(" ")
    thing = next((one for one in things if (one.kind, one.id) == (kind, id)), None)
    if deed == MERGE and thing is not None and named:
        others = [one for one in things if one.kind == kind and one != thing]
        return [Recoding(deed, thing, one.id) for one in others], to
    return [Recoding(deed, one) for one in things], argument
