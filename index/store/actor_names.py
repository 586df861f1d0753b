"""Which actors a name means, and names as they are compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from index.model import Actor
from index.search.engine import NamePattern
from index.search.words import folded_name
from index.store.recoding import ACTOR
from index.store.tables import Tables


class ActorNames:
    """The names of actors; `actors` gives the actors with all their aliases."""

    def __init__(self, tables: Tables, actors: Callable[[], Iterable[Actor]]) -> None:
        self._tables = tables
        self._actors = actors
        self._folded_names: dict[str, str] = {}

    def folded(self, name: str) -> str:
        """A name in the form in which names are compared."""
        found = self._folded_names.get(name)
        if found is None:
            found = self._folded_names[name] = folded_name(name)
        return found

    def ids(self, name: NamePattern) -> list[str]:
        """The ids of actors that a name means: by one of their names, by an alias, or given as it is."""
        if not name.text.strip():
            return []
        given = name.given.casefold()
        named = self._tables.remember(
            ("actors",),
            lambda: [
                (actor.id, [folded_name(one) for one in (actor.name, *actor.aliases)]) for actor in self._actors()
            ],
        )
        ids = [id_ for id_, names in named if id_.casefold() == given or any(name.text in one for one in names)]
        return list(dict.fromkeys([*ids, *(self._tables.recoding.of(ACTOR, one) for one in (given, name.given))]))

    def ids_ever(self, name: NamePattern) -> list[str]:
        """`ids`, and those that these actors had before."""
        meant = self.ids(name)
        return [*meant, *(one for id_ in meant for one in self._tables.recoding.former(ACTOR, id_))]
