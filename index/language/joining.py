"""Which mentions of an article name the same figure: full names, surnames, short forms, acronyms.

Every step looks names up by their words, so that the time grows with the number of mentions and not with
its square, whatever the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.language.data.kinds import LAST_WORD
from index.language.entities import Mention
from index.language.names import (
    bare_surname,
    fold,
    gender_of_name,
    gender_of_title,
    is_particle,
    is_short_for,
    person_words,
    slug,
    strip_titles,
    surname,
)
from index.language.registry import Known, Registry
from index.model import EntityType

if TYPE_CHECKING:
    from index.language.parsed import Doc

MOST_NAMESAKES = 20  # figures that share a word which are compared; a text with more is no article
_BODIES = (EntityType.ORG, EntityType.MEDIA)


@dataclass(frozen=True, slots=True)
class Role:
    """What a person is called at one place: the words, whose (a country's or body's id), where, of what rank.

    `beside` are the words that say of what ("trade" of "trade minister").
    """

    words: frozenset[str]
    owner: str | None
    at: int
    ranks: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()


@dataclass(slots=True, eq=False)
class Figure:
    """One named actor or thing of an article. `name` and `id` are the same in every article that names it fully.

    `places` are those of its mentions in the list of the article's mentions, in order.
    """

    name: str
    id: str
    type: EntityType
    known: Known | None = None
    gender: str | None = None
    places: list[int] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)


class Joined:
    """The figures of an article's mentions; `figure_of` has one for each mention."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention], registry: Registry) -> None:
        self._doc = doc
        self._mentions = mentions
        self._registry = registry
        self._of: list[Figure | None] = [None] * len(mentions)
        self._known()
        self._people()
        self._bodies()
        self._acronyms()
        self._others()
        self.figure_of = [figure for figure in self._of if figure is not None]
        for place, figure in enumerate(self.figure_of):
            figure.places.append(place)
        self.figures = list(dict.fromkeys(self.figure_of))
        for figure in self.figures:
            if figure.type == EntityType.PERSON and figure.known is None:
                self._settle_name(figure)

    def _known(self) -> None:
        """What the registry knows is joined by its id; words for a people by their country."""
        by_id: dict[str, Figure] = {}
        longer = self._longer_names()
        for place, mention in enumerate(self._mentions):
            if mention.type == EntityType.NORP:
                known = self._registry.by_people(mention.name)
                name = self._registry.adjective(known) if known is not None else mention.name
                key = f"norp:{fold(name).removesuffix('s')}"
                if key not in by_id:
                    by_id[key] = Figure(name, slug(name), EntityType.NORP, known)
                self._of[place] = by_id[key]
                continue
            known = self._registry.by_name(mention.name)
            if known is None or (known.kind == "media") != (mention.type == EntityType.MEDIA):
                continue
            if (known.kind == "person") != (mention.type == EntityType.PERSON):
                continue
            if mention.type in _BODIES and fold(mention.name) in longer and fold(known.name) not in longer.values():
                continue  # "the Gazette" of an article about another one
            if known.id not in by_id:
                figure = Figure(known.name, known.id, known.type, known)
                if known.kind == "person":
                    figure.gender = gender_of_name(person_words(known.name))
                by_id[known.id] = figure
            self._of[place] = by_id[known.id]

    def _longer_names(self) -> dict[str, str]:
        """Last words of the bodies and media whose longer names nobody knows, with those names."""
        found: dict[str, str] = {}
        known = {fold(m.name) for m in self._mentions if self._registry.by_name(m.name) is not None}
        for mention in self._mentions:
            key = fold(mention.name)
            if mention.type in _BODIES and " " in key and key not in known:
                found.setdefault(key.split()[-1], key)
        return {last: key for last, key in found.items() if not any(_ends(k, last) for k in known)}

    # ---- people

    def _people(self) -> None:
        """Full names first, the longest of all at the head; then single names, in the order of the text."""
        namesakes: dict[str, list[tuple[tuple[str, ...], Figure]]] = {}
        people: dict[tuple[str, ...], Figure] = {}

        def enter(words: tuple[str, ...], figure: Figure) -> None:
            people[words] = figure
            for word in dict.fromkeys((*words, bare_surname(words[-1]))) if words else ():
                rows = namesakes.setdefault(word, [])
                if len(rows) < MOST_NAMESAKES:
                    rows.append((words, figure))

        for figure in dict.fromkeys(f for f in self._of if f is not None and f.type == EntityType.PERSON):
            enter(person_words(figure.name), figure)
        places = [i for i, m in enumerate(self._mentions) if m.type == EntityType.PERSON and self._of[i] is None]
        words_of = {i: person_words(self._mentions[i].name) for i in places}
        for i in sorted(places, key=lambda i: -len(words_of[i])):
            words = words_of[i]
            if len(words) < 2:
                continue
            if words not in people:
                fits = [f for w, f in namesakes.get(words[-1], ()) if is_short_for(words, w)]
                enter(words, fits[0] if len(fits) == 1 else self._person(self._mentions[i].name))
            self._of[i] = people[words]
        self._single_names([i for i in places if len(words_of[i]) == 1], words_of, namesakes)

    def _single_names(
        self, places: list[int], words_of: dict[int, tuple[str, ...]],
        namesakes: dict[str, list[tuple[tuple[str, ...], Figure]]],
    ) -> None:  # fmt: skip
        full: dict[Figure, list[int]] = {}
        for place, figure in enumerate(self._of):
            if figure is not None and figure.type == EntityType.PERSON:
                full.setdefault(figure, []).append(place)
        for i in places:
            word = words_of[i][0]
            rows = namesakes.get(word, ())
            fits = [f for w, f in rows if word in (surname(w), bare_surname(surname(w)))] or [f for _, f in rows]
            if not fits:
                figure = self._person(self._mentions[i].name)
                namesakes[word] = [((word,), figure)]
                full[figure] = [i]
                self._of[i] = figure
            else:
                self._of[i] = self._choose(i, list(dict.fromkeys(fits)), full)

    def _choose(self, place: int, figures: list[Figure], full: dict[Figure, list[int]]) -> Figure:
        """Whom a bare surname means: the one whose gender fits the title before it, else the one named in full last."""
        if len(figures) == 1:
            return figures[0]
        first = self._mentions[place].first
        title = gender_of_title(self._doc[first - 1].text) if first else None
        fitting = [f for f in figures if title is None or f.gender in (None, title)] or figures

        def last(figure: Figure) -> int:
            places = full.get(figure, [])
            at = bisect_left(places, place)
            return places[at - 1] if at else -1

        return max(fitting, key=last)

    def _settle_name(self, figure: Figure) -> None:
        """Call a person by the full name that the article uses most, the shorter of two that it uses as often.

        "Elijah Cummings" and not "Elijah Eugene Cummings", so that other articles have the same id.
        """
        counts: dict[str, int] = {}
        for place in figure.places:
            words = self._mentions[place].name.split()
            words = words[strip_titles(words) :]
            if len(words) > 1 and len(words[0].rstrip(".")) > 1 and not is_particle(words[0]):
                name = " ".join(words)
                counts[name] = counts.get(name, 0) + 1
        if counts:
            figure.name = min(counts, key=lambda name: (-counts[name], len(name.split()), name))
            figure.id = slug(figure.name)

    def _person(self, name: str) -> Figure:
        kept = name.split()
        plain = " ".join(kept[strip_titles(kept) :]) or name
        figure = Figure(plain, slug(plain), EntityType.PERSON)
        figure.gender = gender_of_name(person_words(plain))
        return figure

    # ---- organisations and media

    def _bodies(self) -> None:
        """Longer names first, so that a short form finds the one that it may be short for."""
        named: dict[str, Figure] = {}
        shorts: dict[str, dict[Figure, None]] = {}

        def enter(key: str, name: str, figure: Figure) -> None:
            named[key] = figure
            if figure.type == EntityType.MEDIA:
                last = key.split()[-1:]
                for short in last if len(last[0]) > 2 and last[0] != key else ():
                    shorts.setdefault(short, {})[figure] = None
            else:
                for short in _short_forms(key, name):
                    rows = shorts.setdefault(short, {})
                    if len(rows) < 2:
                        rows[figure] = None

        for place, figure in enumerate(self._of):
            if figure is not None and figure.type in _BODIES:
                enter(fold(figure.name), figure.name, figure)
                enter(fold(self._mentions[place].name), self._mentions[place].name, figure)
        places = [i for i, m in enumerate(self._mentions) if m.type in _BODIES and self._of[i] is None]
        introduced: dict[Figure, int] = {}
        first: dict[str, int] = {}
        for i in places:
            first.setdefault(fold(self._mentions[i].name), i)
        for place, figure in enumerate(self._of):
            if figure is not None:
                introduced.setdefault(figure, place)
        for i in sorted(places, key=lambda i: -len(self._mentions[i].name.split())):
            mention = self._mentions[i]
            key = fold(mention.name)
            if key not in named:
                longer = shorts.get(mention.name if mention.name.isupper() else key, {})
                found = next(iter(longer)) if len(longer) == 1 else None
                if found is not None and first.get(key, i) < introduced.get(found, i):
                    found = None  # a name that comes before the longer one is a name of its own
                enter(key, mention.name, found or Figure(mention.name, slug(mention.name), mention.type))
            self._of[i] = named[key]
            introduced[named[key]] = min(introduced.get(named[key], i), i)

    def _acronyms(self) -> None:
        """ "European Commission (EC)": EC is the Commission, in the whole article."""
        same: dict[Figure, Figure] = {}
        for place in range(1, len(self._mentions)):
            long, short = self._mentions[place - 1], self._mentions[place]
            if (
                short.first - long.last != 2
                or self._doc[short.first - 1].text != "("
                or not short.name.isupper()
                or long.type == EntityType.NORP
                or not initials_fit(short.name, long.name)
            ):
                continue
            figure, other = self._of[place - 1], self._of[place]
            if figure is None:
                figure = self._of[place - 1] = Figure(long.name, slug(long.name), long.type)
            if other is None or other is figure or (other.known is not None and figure.known is not None):
                continue
            if other.known is not None:
                figure, other = other, figure
            same[other] = figure
        if not same:
            return
        for place, figure in enumerate(self._of):
            seen = 0
            while figure in same and seen < 5:
                figure, seen = same[figure], seen + 1
            self._of[place] = figure

    def _others(self) -> None:
        named: dict[tuple[str, EntityType], Figure] = {}
        for place, mention in enumerate(self._mentions):
            if self._of[place] is None:
                key = (fold(mention.name), mention.type)
                if key not in named:
                    named[key] = Figure(mention.name, slug(mention.name), mention.type)
                self._of[place] = named[key]


def _ends(key: str, last: str) -> bool:
    """Whether a longer name ends in a word."""
    return key.endswith(" " + last)


def _short_forms(key: str, name: str) -> set[str]:
    """What a body's name may be cut to: its first words, its last words, its initials."""
    words = key.split()[:10]
    forms = {" ".join(words[:n]) for n in range(1, len(words))}
    forms |= {" ".join(words[n:]) for n in range(1, len(words)) if len(words[-1]) > 3}
    if "of" in words[1:]:
        kind = words[words.index("of") - 1]  # "the Department" for "Ohio Department of Health"
        forms |= {kind} if LAST_WORD.get(kind) == EntityType.ORG else set()
    initials = "".join(word[0] for word in name.split() if word[0].isupper())
    return forms | {initials} if len(initials) > 2 else forms


def initials_fit(short: str, long: str) -> bool:
    """Whether an acronym in brackets can be that of the name before it ("Phivolcs" is not asked here)."""
    letters = "".join(w[0] for w in re.split(r"[\s-]+", long) if w[:1].isalpha()).upper()
    capitals = "".join(w[0] for w in long.split() if w[0].isupper())
    if not short or not letters or short[0] != letters[0]:
        return False
    return short in letters or letters in short or short == capitals or long.upper().startswith(short[:4])
