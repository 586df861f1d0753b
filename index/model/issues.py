"""What a stance is about: issues, and those that the machine proposes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Issue:
    """What a stance is about: a proposition one can be for or against, and the words that point to it.

    `definition` says more of what it takes in, None where the proposition says it all. `favor` and `against` are
    words and phrases that, asserted, speak for the proposition and against it: the codebook's indicators.
    """

    id: str
    proposition: str
    words: tuple[str, ...] = ()
    definition: str | None = None
    favor: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """An issue that the machine proposes for statements about no known one, made of the article's own words.

    `id` is the same in all articles on the subject. `proposition` is something one can be for or against,
    `words` are those that point to it; `statements` are the ids of the statements that it is proposed for.
    """

    id: str
    proposition: str
    words: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
