"""What can be asked for of the things that articles name: which mentions, and what they are to be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from index.errors import UsageError
from index.model import Entity, EntityType, Span


@dataclass(frozen=True, slots=True)
class Mentions:
    """Which mentions are meant: the one at `span` of an article, or all that are called `name`, in an article or in
    all; of these, those with just these words (`text`), or of this type. `article` is a key, or what `Articles.get`
    takes. A name is meant in any case of its letters where none is written just so."""

    name: str | None = None
    article: int | str | None = None
    span: Span | None = None
    text: str | None = None
    type: EntityType | None = None

    def __post_init__(self) -> None:
        if (self.span is None) == (self.name is None):
            raise UsageError("say which mentions are meant: one by its span, or those of a name")
        if self.span is not None and self.article is None:
            raise UsageError("a span needs its article")


@dataclass(frozen=True, slots=True)
class Retype:
    """They are of this type."""

    type: EntityType


@dataclass(frozen=True, slots=True)
class Join:
    """They are the same thing as those called `into`: they get its name, type and actor."""

    into: str


@dataclass(frozen=True, slots=True)
class Split:
    """They are another thing than the others of their name: each is called by its own words, or all by `name`.

    They have the `actor` that is given (a name, an alias or an id), else that of others in the article that are called
    so, else none.
    """

    name: str | None = None
    actor: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """They stand for this actor: a name, an alias or an id; None for none."""

    actor: str | None


@dataclass(frozen=True, slots=True)
class Remove:
    """Nothing is named there."""


@dataclass(frozen=True, slots=True)
class Back:
    """They are what was found: what people corrected of them is taken back."""


Wanted: TypeAlias = Retype | Join | Split | Link | Remove | Back


class Place(NamedTuple):
    """The article, in its current version, that a mention stands in."""

    key: int
    id: str
    version: str
    title: str
    date: str | None
    outlet: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """A mention in an article, as it is and as it would be; None where it is, or would be, none.

    For corrections that are taken back, `after` is not known and None.
    """

    place: Place
    span: Span
    text: str
    before: Entity | None
    after: Entity | None


@dataclass(frozen=True, slots=True)
class EntityPreview:
    """What `correct` would do: it would change so many mentions (`changes`) in so many articles; `unchanged` are so
    already. `samples` are a few of those that would change."""

    changes: int
    articles: int
    unchanged: int
    samples: tuple[Change, ...]
