"""Who holds a position, as the voices see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.language.joining import Figure
from index.model import Voice

LONGEST_NAME = 90  # code points of a name made from a description


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a position. `how` is name, pronoun, role, place, description or several; `figure` if it is named."""

    name: str
    id: str
    voice: Voice
    how: str
    confidence: float
    figure: Figure | None = None
    media: bool = False
    group: str | None = None


def joint(holders: Sequence[Holder], voice: Voice) -> Holder:
    """One holder of several: their names in order, an id that does not depend on it."""
    names = [h.name for h in holders]
    name = " and ".join((", ".join(names[:-1]), names[-1]))[:LONGEST_NAME]
    media = all(h.media for h in holders)
    return Holder(name, "+".join(sorted(h.id for h in holders)), voice, "several", 0.75, None, media)
