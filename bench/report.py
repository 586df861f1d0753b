"""A measured figure beside the limit or the peer that it is judged by."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One row: what was measured, the value, its unit, and what it is held against in words."""

    what: str
    value: float
    unit: str
    against: str

    def __str__(self) -> str:
        return f"{self.what:<58} {self.value:>10.2f} {self.unit:<11} {self.against}"


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0 to 1) of the values lie, by nearest rank."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def median(values: Sequence[float]) -> float:
    """The median."""
    return statistics.median(values)
