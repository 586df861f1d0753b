"""The mentions of named things as people corrected them, in all articles: what searches and lists are told.

What was found stays as it is in analysis.db. Few articles have corrections; of these the names and types are held in
memory, and made anew where something was corrected or found since.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from index.model import Entity, EntityType, Span
from index.store import codec, corrections
from index.store.articles import keys_json
from index.store.corrections import Correction
from index.store.database import Database
from index.store.matching import dice
from index.store.packed import type_bits

_SAME = 0.8
"""The Dice coefficient from which a mention that is found is the one that a person removed."""

Name = tuple[str, EntityType, str | None]
"""What an article mentions: name, type, actor id."""


@dataclass(frozen=True, slots=True)
class Names:
    """What an article mentions: as it was found, and as it is corrected; `types` are the corrected ones as bits."""

    found: frozenset[Name]
    corrected: frozenset[Name]
    types: int


def merged(found: Iterable[Entity], made: Sequence[Correction], text: str) -> list[Entity]:
    """The mentions in a text as they are corrected: those found, but where a person said otherwise.

    A corrected mention stands in the place of all found ones that it overlaps; a removed one takes away the one that
    was found there, if it is about the same piece of text.
    """
    if not made:
        return list(found)
    kept = [one for one in found if not any(_stands_for(correction, one.span) for correction in made)]
    for one in made:
        if not one.removed and one.name is not None and one.type is not None:
            words = text[one.span.start : one.span.end]
            kept.append(Entity(one.span, words, EntityType(one.type), one.name, one.actor_id, corrected=True))
    return sorted(kept, key=lambda one: one.span)


def _stands_for(made: Correction, span: Span) -> bool:
    return dice([made.span], [span]) >= _SAME if made.removed else made.span.overlaps(span)


class Corrected:
    """Reads what was corrected, beside what was found."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._seen: object = None
        self._states: dict[int, tuple[object, ...]] = {}
        self._names: dict[int, Names] = {}

    def entities(self, key: int) -> list[Entity]:
        """The mentions in an article's current version, in the order of the text."""
        return self.of([key]).get(key, [])

    def of(self, keys: Sequence[int]) -> dict[int, list[Entity]]:
        """`entities` of several articles; those that were removed, and those without a mention, are left out."""
        wanted = keys_json(keys)
        made = self._made(wanted)
        texts: dict[int, str] = dict(
            self._database.read(
                "SELECT a.key, v.text FROM article a JOIN version v ON v.hash = a.version"
                " WHERE a.key IN (SELECT value FROM json_each(?))",
                (keys_json(made),),
            )
        )
        found = self._found(wanted)
        both = {key: merged(found.get(key, ()), made.get(key, ()), texts.get(key, "")) for key in {*found, *made}}
        return {key: mentions for key, mentions in both.items() if mentions}

    def _found(self, keys: str) -> dict[int, list[Entity]]:
        return {
            key: codec.entities_from_text(body)
            for key, body in self._database.read_analysis(
                "SELECT a.key, e.body FROM article a"
                " JOIN analysis.result r ON r.article = a.key AND r.version = a.version"
                " JOIN analysis.entities e ON e.article = r.article"
                " WHERE a.removed = 0 AND a.key IN (SELECT value FROM json_each(?))",
                (keys,),
            )
        }

    def _made(self, keys: str) -> dict[int, list[Correction]]:
        made: defaultdict[int, list[Correction]] = defaultdict(list)
        for key, *row in self._database.read(
            "SELECT a.key, c.* FROM article a JOIN corrected c ON c.version = a.version"
            " WHERE a.removed = 0 AND a.key IN (SELECT value FROM json_each(?)) ORDER BY c.start, c.stop",
            (keys,),
        ):
            made[key].append(corrections.from_row(tuple(row)))
        return made

    # -- all articles ----------------------------------------------------------------------------------

    def articles(self) -> Mapping[int, Names]:
        """What is mentioned in each article with corrections."""
        self._database.reattach()
        versions = self._database.versions()
        if versions == self._seen:
            return self._names
        states = {
            row[0]: tuple(row[1:])
            for row in self._database.read_analysis(
                "SELECT a.key, a.version, count(*), sum(c.event), r.number FROM corrected c"
                " JOIN article a ON a.version = c.version AND a.removed = 0"
                " LEFT JOIN analysis.result r ON r.article = a.key AND r.version = a.version GROUP BY c.version"
            )
        }
        fresh = keys_json([key for key, state in states.items() if self._states.get(key) != state])
        found, made = self._found(fresh), self._made(fresh)
        self._names = {key: names for key, names in self._names.items() if key in states}
        for key, corrections_ in made.items():
            mentions = found.get(key, [])
            now = merged(mentions, corrections_, "")
            self._names[key] = Names(_names(mentions), _names(now), type_bits(one.type for one in now))
        self._states, self._seen = states, versions
        return self._names

    def counted(self) -> Counter[str]:
        """By name, in how many articles more (or less) it stands by the corrections than was found."""
        more: Counter[str] = Counter()
        for names in self.articles().values():
            more.update(name for name, _, _ in names.corrected - names.found)
            more.subtract(name for name, _, _ in names.found - names.corrected)
        return more

    def called(self, name: str) -> list[int]:
        """The articles in which something is called exactly so."""
        found = self._database.read_analysis(
            "SELECT m.article FROM analysis.name n JOIN analysis.mention m ON m.name = n.number WHERE n.name = ?"
            " UNION SELECT a.key FROM corrected c JOIN article a ON a.version = c.version WHERE c.name = ?",
            (name, name),
        )
        return [key for (key,) in found]

    def gone(self) -> set[str]:
        """The names that were found, and that no article has any more; those of speakers are left out."""
        less = {name: number for name, number in self.counted().items() if number < 0}
        if not less:
            return set()
        rows = self._database.read_analysis(
            "SELECT n.name, count(*) FROM analysis.name n JOIN analysis.mention m ON m.name = n.number"
            " WHERE n.name IN (SELECT value FROM json_each(?))"
            " AND NOT EXISTS (SELECT 1 FROM analysis.speaker p WHERE p.name = n.name) GROUP BY n.name",
            (json.dumps(list(less)),),
        )
        return {name for name, number in rows if number + less[name] <= 0}


def _names(mentions: Iterable[Entity]) -> frozenset[Name]:
    return frozenset((one.name, one.type, one.actor_id) for one in mentions)
