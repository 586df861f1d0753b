"""What is in a result: how many of its articles each outlet, year, month, actor, issue, stance and type has."""

from __future__ import annotations

from dataclasses import dataclass

#: The facets, in the order in which they are shown.
NAMES = ("outlet", "year", "month", "actor", "issue", "stance", "type", "certainty")
#: Values of one facet that are named; the others are counted.
SHOWN = 12
#: Values that are named of a facet that is asked for as a whole.
WHOLE = 1_000


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value: as a query has it, as it is shown, in how many articles of the result it is, and the query text
    that narrows the result to them. `proposed` is an issue that is proposed for them, and that nobody accepted yet."""

    value: str
    shown: str
    count: int
    clause: str
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """The values that most articles of a result have, the frequent ones first; `others` is how many more there are."""

    name: str
    values: tuple[FacetValue, ...]
    others: int = 0
