"""Names to choose an actor from."""

from __future__ import annotations

from collections.abc import Iterable

from index.library_parts.core import Core
from index.model import Actor, EntityType
from index.search.words import folded_name

_TYPES = (EntityType.PERSON, EntityType.ORG, EntityType.GPE, EntityType.NORP, EntityType.MEDIA)


def matching(core: Core, actors: Iterable[Actor], prefix: str, limit: int) -> list[str]:
    """Names with a word that begins like `prefix`: of `actors` first, then of statements' actors, then of things that
    articles name, as people corrected them."""
    wanted = folded_name(prefix).rstrip()
    known = [
        actor.name for actor in actors if any(wanted in folded_name(name) for name in (actor.name, *actor.aliases))
    ]
    made = core.database.read(
        "SELECT actor FROM kept WHERE actor IS NOT NULL AND instr(folded, ?) > 0 GROUP BY actor LIMIT ?",
        (wanted, limit),
    )
    gone = core.corrected.gone()
    found = core.findings.names(wanted, _TYPES, limit + len(gone))
    corrected = {
        name
        for names in core.corrected.articles().values()
        for name, kind, _ in names.corrected - names.found
        if kind in _TYPES and wanted in folded_name(name)
    }
    names = dict.fromkeys(
        [*known, *(name for (name,) in made), *(name for name, _, _ in found if name not in gone), *sorted(corrected)]
    )
    return list(names)[:limit]
