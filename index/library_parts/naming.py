"""Actors as they are called at present: renamed, merged into others, taken out of others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from index.model import Actor
from index.store.recoding import ACTOR, Recoding


def present_actors(recorded: Iterable[Actor], recoding: Recoding) -> list[Actor]:
    """The actors that there are, given those that were recorded: the names of merged ones are aliases of the others."""
    own = list(recorded)
    if not recoding.turns[ACTOR] and not recoding.names:
        return own
    found = {one.id: one for one in own if recoding.of(ACTOR, one.id) == one.id}
    for id, name in recoding.names.items():
        if recoding.of(ACTOR, id) == id:
            found.setdefault(id, Actor(id, name))
    aliases: dict[str, dict[str, None]] = {id: dict.fromkeys(one.aliases) for id, one in found.items()}
    for one in own:
        names = aliases.get(recoding.of(ACTOR, one.id))
        if names is not None:
            names.update(dict.fromkeys((one.name, *one.aliases)))
    for id, name in recoding.former_names.items():
        aliases.get(recoding.of(ACTOR, id), {})[name] = None
    actors = []
    for id, one in found.items():
        name = recoding.names.get(id, one.name)
        others = tuple(alias for alias in aliases[id] if alias != name)
        actors.append(replace(one, name=name, aliases=others))
    return actors
