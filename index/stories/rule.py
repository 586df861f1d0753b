"""When two articles are one story: the thresholds, and what they mean together. Pure, without numpy."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from index.model import digest

BANDS = 64
"""Groups of a sketch's values; texts with one group alike are compared."""

ROWS = 2
"""Values in each group: two texts of similarity s share a group with the probability s ** ROWS."""

_SPREAD = 3.0


class Alike(Protocol):
    """What is known of two texts when they have been compared (`shingles.Likeness`)."""

    @property
    def similarity(self) -> float: ...
    @property
    def contained(self) -> float: ...
    @property
    def part(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Rule:
    """The thresholds of the configuration: see `stories:` in config.yaml."""

    similarity: float
    contained: float
    part: float
    days: int
    shortest: int

    @property
    def key(self) -> str:
        """A hash of the thresholds."""
        return digest(*map(repr, (self.similarity, self.contained, self.part, self.days, self.shortest)))

    def joins(self, alike: Alike) -> bool:
        """Whether texts that are so alike tell one story."""
        return alike.similarity >= self.similarity or (alike.contained >= self.contained and alike.part >= self.part)

    def near(self, one: int | None, other: int | None) -> bool:
        """Whether two days (as `day` gives them) are near enough; an unknown one is near to any."""
        return one is None or other is None or abs(one - other) <= self.days

    def may_join(self, one: int, other: int, shared: int) -> bool:
        """Whether two texts with so many shingles that share so many groups can be alike enough.

        A pair that is alike enough is turned down with a probability of about one in a thousand.
        """
        shorter, longer = sorted((one, other))
        if not shorter:
            return False
        least = self.similarity
        if shorter >= self.part * longer:
            common = self.contained * shorter
            least = min(least, common / (shorter + longer - common))
        elif shorter < self.similarity * longer:
            return False
        chance: float = least**ROWS
        expected = BANDS * chance
        return shared >= expected - _SPREAD * math.sqrt(expected * (1 - chance))


def day(text: str | None) -> int | None:
    """The number of a day given as YYYY-MM-DD; None where it is unknown or no date."""
    try:
        return date.fromisoformat(text).toordinal() if text else None
    except ValueError:
        return None
