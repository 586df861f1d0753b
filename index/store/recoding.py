"""What became of labels, issues and actors that people renamed, merged or split: a mapping, made when reading.

An event of kind RECODE sets fields of `label:ID`, `issue:ID` or `actor:ID`: `renamed_to` (the id that it has now),
`merged_into` (the id of the one that it is now part of), `reworded` (an issue's proposition), `name` (an actor's),
`split_from` (the one that it was taken out of), `made` (of a label that was split off: how it looks and what it means,
see `made_labels`). Nothing that was recorded before is written anew: what names a
former id is shown under the present one, and the mapping goes with the event when that is undone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from index.model import Entity, Statement
from index.store import stored

LABEL, ISSUE, ACTOR = KINDS = ("label", "issue", "actor")

RENAMED, MERGED, REWORDED, NAME, SPLIT = FIELDS = ("renamed_to", "merged_into", "reworded", "name", "split_from")
INTO_NAME, OWN_NAME = "into_name", "own_name"
"""Beside `merged_into` of an actor: the name of the one that it is part of now, and what itself was called."""
MADE = "made"
"""Beside `split_from` of a label."""


class Turn(NamedTuple):
    """What an id became: another id, by being renamed or by being merged; and in which event."""

    id: str
    into: str
    renamed: bool
    event: int = 0


def turns_in_force(turns: Iterable[Turn], recorded: Collection[str] = ()) -> dict[str, Turn]:
    """Of turns in the order of their events those that hold, by the id that they begin with.

    Of several of one id the last holds. One that would lead back to where it began does not, nor does one that gives
    an id which is another's already: that of one of the `recorded` ones, or what another one was renamed to. Replicas
    that were merged may have that, one library does not make it.
    """
    held: dict[str, Turn] = {}
    for turn in _last(turns):
        if _end(held, turn.into) != turn.id and not _is_taken(held, turn, recorded):
            held[turn.id] = turn
    return held


def _last(turns: Iterable[Turn]) -> Iterable[Turn]:
    last: dict[str, Turn] = {}
    for turn in turns:
        last.pop(turn.id, None)
        last[turn.id] = turn
    return last.values()


def _is_taken(held: Mapping[str, Turn], turn: Turn, recorded: Collection[str]) -> bool:
    """Whether a renaming gives an id that is another's. `recorded` ones are others where this is one of them too: a
    configuration may have been written anew with the names that were given since."""
    if not turn.renamed:
        return False
    if turn.into in held or any(one.into == turn.into for one in held.values()):
        return True
    return turn.into in recorded and any(_end(held, one) == turn.id for one in recorded)


def _end(held: Mapping[str, Turn], id: str) -> str:
    """Where the turns lead from an id: itself, where none begins with it."""
    while id in held:
        id = held[id].into
    return id


@dataclass(frozen=True, slots=True)
class Recoding:
    """The recodings that hold: the turns by their kind and the id that they begin with, and what is named anew.

    `propositions` are issues' new wordings and `names` actors' new names, by their ids; `former_names` are the names
    of actors that were merged into others, by their own ids. `splits` are, by kind and the id of what was split off,
    what it was split off; `labels` what was recorded of labels so made, in the order in which they were. `taken`
    has, by kind, the renamings that do not hold since they give an id that is another's. `events` is how many events
    all of it comes from.
    """

    turns: Mapping[str, Mapping[str, Turn]] = field(default_factory=lambda: {kind: {} for kind in KINDS})
    propositions: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    former_names: Mapping[str, str] = field(default_factory=dict)
    splits: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: {kind: {} for kind in KINDS})
    labels: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    taken: Mapping[str, Sequence[Turn]] = field(default_factory=dict)
    events: int = 0

    def of(self, kind: str, id: str) -> str:
        """The present id of a label, an issue or an actor; its own where nothing became of it."""
        turns = self.turns[kind]
        return _end(turns, id) if id in turns else id

    def ids(self, kind: str) -> dict[str, str]:
        """The present ids, by the former ones."""
        return {id: self.of(kind, id) for id in self.turns[kind]}

    def former(self, kind: str, id: str) -> list[str]:
        """The ids that are `id` at present, itself left out."""
        return [one for one in self.turns[kind] if self.of(kind, one) == id]

    def renamed(self, kind: str, id: str) -> str | None:
        """The id under which something goes on as what it is; None where it was merged into another."""
        turns = self.turns[kind]
        while id in turns:
            if not turns[id].renamed:
                return None
            id = turns[id].into
        return id

    def split_off(self, label: str) -> list[str]:
        """The labels that were split off a label in force, by the ids that they were made with, the first one first.

        One that was merged back is none of them.
        """
        split = self.splits[LABEL].items()
        return [new for new, old in split if self.of(LABEL, old) == label != self.of(LABEL, new)]

    def proposition(self, issue: str) -> str | None:
        """The new wording of an issue, by the id that it was made with; None where it has none."""
        turns, said = self.turns[ISSUE], self.propositions.get(issue)
        while issue in turns and turns[issue].renamed:
            issue = turns[issue].into
            said = self.propositions.get(issue, said)
        return said

    def actor(self, name: str | None, id: str | None) -> tuple[str | None, str | None]:
        """The present name and id of an actor that was recorded under a name and an id."""
        if not id:
            return name, id
        now = self.of(ACTOR, id)
        return self.names.get(now, name) if now == id else self.names.get(now, now), now

    def statement(self, one: Statement) -> Statement:
        """A statement with its actor as it is called at present."""
        name, id = self.actor(one.actor, one.actor_id)
        return one if (name, id) == (one.actor, one.actor_id) else replace(one, actor=name, actor_id=id)

    def entity(self, one: Entity) -> Entity:
        """A mention, counted under the present name of its actor."""
        name, id = self.actor(one.name, one.actor_id)
        return one if (name, id) == (one.name, one.actor_id) else replace(one, name=name or one.name, actor_id=id)


_FIELDS = ", ".join(f"'{one}'" for one in (*FIELDS, INTO_NAME, OWN_NAME, MADE))
_READ = " UNION ALL ".join(
    f"SELECT subject, field, value, event FROM decision WHERE subject >= '{kind}:' AND subject < '{kind};'"
    f" AND field IN ({_FIELDS})"
    for kind in KINDS
)

Rows = Sequence[tuple[Any, ...]]


def rows(ask: Callable[[str, Any], Rows]) -> Rows:
    """What is decided about labels, issues and actors, as `of_rows` takes it."""
    return ask(f"{_READ} ORDER BY 4, 1, 2", ())


def of_rows(decided: Rows, recorded: Mapping[str, Collection[str]] | None = None) -> Recoding:
    """The recodings that follow from decisions: (subject, field, value as JSON, event), in the order of events.

    `recorded` are, by kind, the ids that the configuration has and that issues were made with.
    """
    turns: dict[str, list[Turn]] = {kind: [] for kind in KINDS}
    propositions: dict[str, str] = {}
    names: dict[str, str] = {}
    into_names: dict[str, str] = {}
    former_names: dict[str, str] = {}
    splits: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
    labels: dict[str, dict[str, Any]] = {}
    for subject, name, value, event in decided:
        kind, _, id = subject.partition(":")
        said = stored.decided(value, subject, name)
        if name == MADE and isinstance(said, dict):
            labels[id] = said
        if not isinstance(said, str):
            continue
        match name:
            case "renamed_to" | "merged_into":
                turns[kind].append(Turn(id, said, name == RENAMED, event))
            case "reworded":
                propositions[id] = said
            case "name":
                names[id] = said
            case "into_name":
                into_names[id] = said
            case "own_name":
                former_names[id] = said
            case "split_from":
                splits[kind][id] = said
    known = {kind: set((recorded or {}).get(kind, ())) for kind in KINDS}
    known[LABEL] |= labels.keys()
    held = {kind: turns_in_force(found, known[kind]) for kind, found in turns.items()}
    taken = {
        kind: tuple(one for one in _last(found) if one.id not in held[kind] and _is_taken(held[kind], one, known[kind]))
        for kind, found in turns.items()
    }
    # An actor is called as it was when another one was merged into it, where nobody named it since.
    for id in held[ACTOR]:
        if id in into_names:
            names.setdefault(held[ACTOR][id].into, into_names[id])
    return Recoding(
        turns=held,
        propositions=propositions,
        names=names,
        former_names={id: name for id, name in former_names.items() if id in held[ACTOR]},
        splits=splits,
        labels=labels,
        taken={kind: found for kind, found in taken.items() if found},
        events=len({row[3] for row in decided}),
    )
