"""Which statements are one utterance: the same words of the same actor, wherever they are printed. Pure.

A quotation is counted once however many articles reprint it: within a story where the contents are the same or
nearly so, and anywhere where a long quotation comes back word for word within some days.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.search.words import forms_and_terms
from index.stories.rule import day

_QUOTED = re.compile(r"[\"“”„«]([^\"“”„«»]+)[\"“”»]")
_NEARLY = 0.8
"""Share of all words of two contents that both have, from which they are nearly the same."""
_WITHIN = 0.9
"""Share of the shorter content's words that stand in the longer one, from which it is a cut of it."""
_FEW = 5
"""Contents of fewer words must be the same word for word."""
_AT_ONCE = 200
_DENIALS = frozenset({"no", "not", "never", "none", "nor", "neither", "without", "cannot", "t"})
"""Words that turn a content round: contents that differ in one of them are not nearly the same ("t": don't)."""


_Join = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as it is counted. `actor` is the actor's id or name (None: not resolved), `story` a number that
    all articles of a story share, `date` the article's (YYYY-MM-DD or None), `quoted` whether all of the content
    stands within quotation marks in the article (a direct statement)."""

    id: str
    actor: str | None
    content: str
    story: int
    date: str | None = None
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class _Read:
    said: Said
    words: tuple[str, ...]
    quotation: tuple[str, ...]


def utterances(
    statements: Iterable[Said], *, days: int, words: int, look: Callable[[], object] = lambda: None
) -> dict[str, int]:
    """The number of each statement's utterance, counted from 0 in the order in which they are first met.

    Statements of one actor are one utterance where, within a story, their quotations are the same or their
    contents the same or nearly so; and where, in any articles at most `days` apart, the same quotation of at
    least `words` words stands in both. Which statements are one does not depend on their order.
    `look` is called now and then; what it raises ends the counting.
    """
    given: list[_Read] = []
    for place, said in enumerate(statements):
        if place % _AT_ONCE == 0:
            look()
        given.append(_read(said))
    parents = list(range(len(given)))

    def root(place: int) -> int:
        while parents[place] != place:
            parents[place] = parents[parents[place]]
            place = parents[place]
        return place

    def join(one: int, other: int) -> None:
        first, second = sorted((root(one), root(other)))
        parents[second] = first

    told: dict[tuple[str | None, int], list[int]] = defaultdict(list)
    long: dict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
    for place, one in enumerate(given):
        told[one.said.actor, one.said.story].append(place)
        if one.said.actor is not None and len(one.quotation) >= max(1, words):
            long[one.said.actor, one.quotation].append(place)
    for number, places in enumerate(told.values()):
        if number % _AT_ONCE == 0:
            look()
        _join_alike(places, given, join)
    for places in long.values():
        _join_near(places, given, days, join)
    numbers: dict[int, int] = {}
    return {one.said.id: numbers.setdefault(root(place), len(numbers)) for place, one in enumerate(given)}


def count(statements: Iterable[Said], *, days: int, words: int) -> int:
    """How many utterances the statements are."""
    return len(set(utterances(statements, days=days, words=words).values()))


def _read(said: Said) -> _Read:
    words = tuple(form for form, _ in forms_and_terms(said.content))
    if said.quoted:
        return _Read(said, words, words)
    quoted = " ".join(_QUOTED.findall(said.content))
    return _Read(said, words, tuple(form for form, _ in forms_and_terms(quoted)))


def _join_alike(places: Sequence[int], given: Sequence[_Read], join: _Join) -> None:
    """Join what is alike among the statements of one actor in one story."""
    same: dict[tuple[str, tuple[str, ...]], int] = {}
    different: list[int] = []
    for place in places:
        one = given[place]
        first = same.setdefault(("content", one.words), place)
        join(first, place)
        if len(one.quotation) >= _FEW:
            join(same.setdefault(("quotation", one.quotation), place), place)
        if first == place:
            different.append(place)
    sets = {place: frozenset(given[place].words) for place in different if len(given[place].words) >= _FEW}
    if len(sets) < 2:
        return
    holding: dict[str, list[int]] = defaultdict(list)
    for place, words in sets.items():
        for word in words:
            holding[word].append(place)
    for place, words in sets.items():
        # Whatever has so many of its words has one of so many of the rarest of them.
        telling = len(words) - math.ceil(_NEARLY * len(words)) + 1
        rarest = sorted(words, key=lambda word: (len(holding[word]), word))[:telling]
        for other in {other for word in rarest for other in holding[word]}:
            if other != place and _are_nearly_the_same(words, sets[other]):
                join(place, other)


def _are_nearly_the_same(words: frozenset[str], others: frozenset[str]) -> bool:
    shorter, longer = sorted((len(words), len(others)))
    if shorter < _FEW or shorter < longer / 4 or (words ^ others) & _DENIALS:
        return False
    common = len(words & others)
    return common >= _NEARLY * (shorter + longer - common) or common >= _WITHIN * shorter


def _join_near(places: Sequence[int], given: Sequence[_Read], days: int, join: _Join) -> None:
    """Join statements of one quotation whose days are near enough; those without a date stay as they are."""
    dated = sorted((when, place) for place in places if (when := day(given[place].said.date)) is not None)
    for (earlier, one), (later, other) in pairwise(dated):
        if later - earlier <= days:
            join(one, other)
