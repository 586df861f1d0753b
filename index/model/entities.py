"""The things that an article names, and the actors among them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from index.model.passages import Span


class EntityType(StrEnum):
    """What kind of thing a name stands for (OntoNotes' types, and MEDIA)."""

    PERSON = "PERSON"
    ORG = "ORG"
    GPE = "GPE"
    NORP = "NORP"
    LOC = "LOC"
    FAC = "FAC"
    EVENT = "EVENT"
    LAW = "LAW"
    PRODUCT = "PRODUCT"
    WORK_OF_ART = "WORK_OF_ART"
    MEDIA = "MEDIA"


@dataclass(frozen=True, slots=True)
class Entity:
    """One mention of a named thing. `name` is what all its mentions are counted under; `corrected` is whether a person
    said so, beside or in place of what was found."""

    span: Span
    text: str
    type: EntityType
    name: str
    actor_id: str | None = None
    corrected: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Actor:
    """An entity that can hold a position, as the configuration or a person describes it.

    `kind` is person, country, organisation or media. `metonyms` are places that stand for it where they act.
    """

    id: str
    name: str
    kind: str = "organisation"
    aliases: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
