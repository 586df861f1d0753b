"""Who gave which value to which unit: the data that agreement is reckoned from. Importing this imports numpy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Ratings:
    """Who gave which value to which unit: `codes` are units by coders, numbers of `values`, -1 for none.

    `ranks` gives the values an order where they have one: by value, its rank; values without a rank are left out of
    what needs an order.
    """

    units: tuple[str, ...]
    coders: tuple[str, ...]
    values: tuple[str, ...]
    codes: NDArray[np.int64]
    ranks: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        given: Mapping[str, Mapping[str, str]],
        coders: Sequence[str] | None = None,
        ranks: Mapping[str, float] | None = None,
    ) -> Ratings:
        """Of values by unit and coder; `coders` chooses some and their order, else all in the order of the alphabet."""
        chosen = tuple(coders) if coders is not None else tuple(sorted({by for row in given.values() for by in row}))
        values = tuple(sorted({value for row in given.values() for by, value in row.items() if by in chosen}))
        number = {value: place for place, value in enumerate(values)}
        codes = np.full((len(given), len(chosen)), -1, np.int64)
        for unit, row in enumerate(given.values()):
            for coder, by in enumerate(chosen):
                if by in row:
                    codes[unit, coder] = number[row[by]]
        return cls(tuple(given), chosen, values, codes, dict(ranks or {}))

    def only(self, coders: Sequence[str]) -> Ratings:
        """What these coders gave."""
        places = [self.coders.index(one) for one in coders]
        return Ratings(self.units, tuple(coders), self.values, self.codes[:, places], self.ranks)

    def ranked(self) -> Ratings:
        """With the ranks as values, in their order; values without a rank become none."""
        order = sorted({self.ranks[value] for value in self.values if value in self.ranks})
        codes = np.full_like(self.codes, -1)
        for place, value in enumerate(self.values):
            if value in self.ranks:
                codes[self.codes == place] = order.index(self.ranks[value])
        names = tuple("/".join(v for v in self.values if self.ranks.get(v) == rank) for rank in order)
        return Ratings(self.units, self.coders, names, codes, {name: place for place, name in enumerate(names)})

    def active(self) -> list[str]:
        """The coders who gave any value."""
        return [by for place, by in enumerate(self.coders) if bool((self.codes[:, place] >= 0).any())]

    def disagreements(self) -> list[tuple[str, dict[str, str]]]:
        """The units to which not all gave the same value, with what each gave."""
        found = []
        for unit, row in zip(self.units, self.codes.tolist(), strict=True):
            given = {by: self.values[code] for by, code in zip(self.coders, row, strict=True) if code >= 0}
            if len(set(given.values())) > 1:
                found.append((unit, given))
        return found
