"""Whether words speak well or ill of what they are about: the words of `data/tone.py`, turned by negations.

It is no stance: who tells of deaths is not against anything yet. It is a sign beside others (`signs.py`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.language.data.polarity import AGAINST, NEGATIONS
from index.language.data.tone import ILL, WELL

if TYPE_CHECKING:
    from index.language.parsed import Token

_TELLING = frozenset(("NOUN", "VERB", "ADJ", "ADV"))


@dataclass(frozen=True, slots=True)
class Tone:
    """How many words speak well and how many ill of something, negations counted."""

    well: int = 0
    ill: int = 0

    @property
    def balance(self) -> int:
        """1 where more words speak well, -1 where more speak ill, 0 else."""
        return (self.well > self.ill) - (self.well < self.ill)

    @property
    def strong(self) -> bool:
        """Whether one kind has at least two words more."""
        return abs(self.well - self.ill) > 1


def tone(tokens: Iterable[Token]) -> Tone:
    """The tone of some words: "no longer safe" speaks ill, "prevent a disaster" well."""
    well = ill = 0
    for token in tokens:
        if token.pos_ not in _TELLING:
            continue
        lemma = token.lemma_.casefold()
        sign = (lemma in WELL or token.lower_ in WELL) - (lemma in ILL or token.lower_ in ILL)
        if not sign:
            continue
        if _is_turned(token):
            sign = -sign
        well, ill = (well + 1, ill) if sign > 0 else (well, ill + 1)
    return Tone(well, ill)


def _is_turned(token: Token) -> bool:
    """Whether it is negated, or the object of a verb that acts against it."""
    turned = any(c.dep_ == "neg" or c.lower_ in NEGATIONS or _is_no_longer(c) for c in token.children)
    turned = turned or (
        token.head.i != token.i and any(c.dep_ == "neg" or _is_no_longer(c) for c in token.head.children)
    )
    return turned != (token.dep_ == "dobj" and token.head.lemma_ in AGAINST)


def _is_no_longer(token: Token) -> bool:
    return token.lower_ == "longer" and any(c.lower_ in NEGATIONS for c in token.children)
