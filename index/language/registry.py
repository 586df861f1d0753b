"""Who is known beforehand: countries, media and the configuration's actors, by any of their names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from index.language.data.countries import LOCATIONS, PEOPLES, PLACES, TABLE
from index.language.data.organisations import COMMON_WORDS as COMMON_BODIES
from index.language.data.organisations import TABLE as BODIES
from index.language.media import is_common_word, known_medium, media_names
from index.language.names import fold, slug
from index.model import Actor, EntityType

MOST_REMEMBERED = 50_000  # names whose answers are kept


@dataclass(frozen=True, slots=True)
class Known:
    """A known actor: its id, the name it is counted under, and its kind (person, country, organisation, media)."""

    id: str
    name: str
    kind: str

    @property
    def type(self) -> EntityType:
        """The type of a mention of it by its name."""
        return _TYPES.get(self.kind, EntityType.ORG)


_TYPES = {
    "person": EntityType.PERSON,
    "country": EntityType.GPE,
    "media": EntityType.MEDIA,
    "medium": EntityType.MEDIA,
    "group": EntityType.NORP,
    "town": EntityType.GPE,
    "place": EntityType.GPE,
}


@dataclass(frozen=True, slots=True)
class _Country:
    name: str
    names: tuple[str, ...]
    people: tuple[str, ...]
    seats: tuple[str, ...]


@cache
def _countries() -> tuple[_Country, ...]:
    rows = []
    for line in TABLE.splitlines():
        name, others, people, seats = ([x for x in part.split(",") if x] for part in line.split("|"))
        rows.append(_Country(name[0], (*name, *others), tuple(people), tuple(seats)))
    return tuple(rows)


def _is_acronym(name: str) -> bool:
    return len(name) <= 6 and name.isupper()


class _Names:
    """Names to actors: acronyms by their exact form ("US" is not "us"), all others folded."""

    def __init__(self) -> None:
        self._exact: dict[str, Known] = {}
        self._folded: dict[str, Known] = {}

    def put(self, name: str, known: Known, *, over: bool = False) -> None:
        table, key = (self._exact, name) if _is_acronym(name) else (self._folded, fold(name))
        if key and (over or key not in table):
            table[key] = known

    def get(self, name: str) -> Known | None:
        return self._exact.get(name) or self._folded.get(fold(name))

    def replace(self, old: Known, new: Known) -> None:
        for table in (self._exact, self._folded):
            for key, known in table.items():
                if known == old:
                    table[key] = new

    def keys(self) -> Iterable[str]:
        yield from self._exact
        yield from self._folded


class Registry:
    """Looks names up. The configuration's actors come before the built-in tables, and keep their ids."""

    def __init__(self, actors: Sequence[Actor] = ()) -> None:
        self._names, self._seats, self._people = _Names(), _Names(), _Names()
        self._adjectives: dict[str, str] = {}
        self._looked_up: dict[str, Known | None] = {}
        self._types: dict[str, EntityType | None] = {}
        for country in _countries():
            known = Known(slug(country.name), country.name, "country")
            for name in country.names:
                self._names.put(name, known)
            for people in country.people:
                self._people.put(people, known)
            for seat in country.seats:
                self._seats.put(seat, known)
            if country.people:
                self._adjectives[known.id] = country.people[0]
        for line in BODIES.splitlines():
            name, _, others = line.partition("|")
            for form in (name, *others.split(",")):
                if form:
                    self._names.put(form, Known(slug(name), name, "organisation"))
        for actor in actors:
            self._add(actor)
        names = (
            *self._names.keys(),
            *self._seats.keys(),
            *self._people.keys(),
            *media_names(),
            *PEOPLES,
            *PLACES,
            *LOCATIONS,
        )
        self._first = frozenset(fold(name.split()[0]) for name in names) | frozenset(name.split()[0] for name in names)

    def _add(self, actor: Actor) -> None:
        kind = "media" if actor.kind in ("media", "medium") else actor.kind
        known = Known(actor.id, actor.name, kind)
        for name in (actor.name, *actor.aliases):
            built_in = self._names.get(name)
            if built_in is not None and built_in != known and built_in.kind == kind:
                for table in (self._names, self._seats, self._people):
                    table.replace(built_in, known)
                if built_in.id in self._adjectives:
                    self._adjectives[known.id] = self._adjectives[built_in.id]
        for name in (actor.name, *actor.aliases):
            self._names.put(name, known, over=True)
        for name in actor.metonyms:
            self._seats.put(name, known, over=True)

    @property
    def first_words(self) -> frozenset[str]:
        """The first words of all names that the tables know, as they are compared."""
        return self._first

    def by_name(self, name: str) -> Known | None:
        """The actor of this name, media included."""
        if name in self._looked_up:
            return self._looked_up[name]
        if len(self._looked_up) >= MOST_REMEMBERED:
            self._looked_up.clear()
        found = self._looked_up[name] = self._by_name(name)
        return found

    def _by_name(self, name: str) -> Known | None:
        found = self._names.get(name)
        if found is None:
            medium = known_medium(name)
            if medium is not None:
                found = self._names.get(medium) or Known(slug(medium), medium, "media")
        return found

    def by_seat(self, name: str) -> Known | None:
        """The actor that a place stands for where it acts ("Washington")."""
        return self._seats.get(name)

    def is_institution(self, name: str) -> bool:
        """Whether a seat of government is an institution at home and no town ("White House", "Downing Street")."""
        return fold(name) in _SEATS_THAT_ARE_NO_TOWN

    def by_people(self, word: str) -> Known | None:
        """The country whose people or things are so called ("Israeli")."""
        return self._people.get(word)

    def adjective(self, known: Known) -> str:
        """What belongs to a country is called so; its name where no such word is known."""
        return self._adjectives.get(known.id, known.name)

    def type_of(self, name: str) -> EntityType | None:
        """The type of a name that the tables know beyond doubt; None for others, and for ordinary words."""
        if name in self._types:
            return self._types[name]
        if len(self._types) >= MOST_REMEMBERED:
            self._types.clear()
        found = self._types[name] = self._type_of(name)
        return found

    def _type_of(self, name: str) -> EntityType | None:
        known = self.by_name(name)
        key = fold(name)
        if known is not None and not (known.kind == "media" and is_common_word(name)) and key not in COMMON_BODIES:
            return known.type
        if self._people.get(name) is not None or key in PEOPLES:
            return EntityType.NORP
        if self._seats.get(name) is not None:
            return EntityType.ORG if key in _SEATS_THAT_ARE_NO_TOWN else EntityType.GPE
        if key in PLACES:
            return EntityType.GPE
        return EntityType.LOC if key in LOCATIONS else None


_SEATS_THAT_ARE_NO_TOWN = frozenset(
    ("kremlin", "elysee", "elysee palace", "quai d'orsay", "white house", "oval office", "downing street",
     "10 downing street", "no 10", "holyrood", "stormont", "casa rosada", "planalto", "la moneda", "zhongnanhai",
     "palazzo chigi", "blue house", "moncloa", "bankova", "malacanang", "miraflores")
)  # fmt: skip
