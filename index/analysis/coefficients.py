"""The coefficients themselves: of all units by the libraries, and of samples of the units for the intervals.

A `Statistic` gives a coefficient of several samples at once; of all units, each once, it gives what the library does.
The libraries are imported where a coefficient is asked for; `agreement` names the sources.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from index.analysis.ratings import Ratings

Floats = NDArray[np.float64]
Statistic = Callable[[Floats], Floats]
"""Gives a figure for each of several samples: how often each unit is in it (samples by units)."""

_FEW = 64
"""Different values up to which a table of units by values is the quicker way."""

_CELLS = 20_000_000
"""Numbers that a table of units by values by values may hold, which is how the library reckons."""


def _totals(ratings: Ratings, coders: Sequence[int]) -> Statistic:
    """How often each value was given by these coders, in each sample: samples by values."""
    chosen = ratings.codes[:, list(coders)]
    units, places = np.nonzero(chosen >= 0)
    codes, size = chosen[units, places], len(ratings.values)
    if size <= _FEW:
        counts = np.stack([(chosen == one).sum(axis=1) for one in range(size)], axis=1).astype(float)
        return lambda samples: np.asarray(samples @ counts)
    return lambda samples: np.stack([np.bincount(codes, weights=one[units], minlength=size) for one in samples])


def _agreeing(ratings: Ratings) -> tuple[Floats, Floats]:
    """By unit: how many values it has, and how many ordered pairs of them are equal."""
    given = (ratings.codes >= 0).sum(axis=1).astype(float)
    coders = ratings.codes.shape[1]
    equal = np.zeros(len(given))
    for one in range(coders):
        for other in range(one + 1, coders):
            equal += 2.0 * ((ratings.codes[:, one] == ratings.codes[:, other]) & (ratings.codes[:, one] >= 0))
    return given, equal


def krippendorffs(ratings: Ratings, is_ordinal: bool) -> float | None:
    """By the library; None where there are too many different values for how it reckons."""
    import krippendorff

    present = np.unique(ratings.codes[ratings.codes >= 0])
    if len(ratings.units) * len(present) ** 2 > _CELLS:
        return None
    counts = np.stack([(ratings.codes == one).sum(axis=1) for one in present], axis=1)
    level: Literal["ordinal", "nominal"] = "ordinal" if is_ordinal else "nominal"
    return float(
        krippendorff.alpha(value_counts=counts, value_domain=np.arange(len(present)), level_of_measurement=level)
    )


def alphas(ratings: Ratings) -> Statistic:
    """Krippendorff 2011 for nominal values, of each sample: 1 - observed / expected disagreement."""
    given, equal = _agreeing(ratings)
    differing = (given * (given - 1) - equal) / (given - 1)
    totals = _totals(ratings, range(len(ratings.coders)))

    def statistic(samples: Floats) -> Floats:
        values = totals(samples)
        number = values.sum(axis=1)
        with np.errstate(invalid="ignore", divide="ignore"):
            by_chance = (number**2 - (values**2).sum(axis=1)) / (number - 1)
            return np.asarray(1 - samples @ differing / by_chance)

    return statistic


def ordinal_alphas(ratings: Ratings) -> Statistic:
    """The same for ordinal values, from the coincidences of each two: few values, so that a table holds them."""
    size = len(ratings.values)
    counts = np.stack([(ratings.codes == one).sum(axis=1) for one in range(size)], axis=1).astype(float)
    pairs = counts[:, :, None] * counts[:, None, :]
    places = np.arange(size)
    pairs[:, places, places] -= counts
    coincidences = (pairs / (counts.sum(axis=1) - 1)[:, None, None]).reshape(len(counts), -1)

    def statistic(samples: Floats) -> Floats:
        observed = (samples @ coincidences).reshape(-1, size, size)
        totals = observed.sum(axis=2)
        # The squared distance of two ranks: how many values lie between them, half of the two themselves included.
        middle = np.cumsum(totals, axis=1) - totals / 2
        distance = (middle[:, :, None] - middle[:, None, :]) ** 2
        expected = totals[:, :, None] * totals[:, None, :]
        with np.errstate(invalid="ignore", divide="ignore"):
            by_chance = (expected * distance).sum(axis=(1, 2)) / (totals.sum(axis=1) - 1)
            return np.asarray(1 - (observed * distance).sum(axis=(1, 2)) / by_chance)

    return statistic


def cohens(ratings: Ratings, is_weighted: bool) -> float:
    from sklearn.metrics import cohen_kappa_score

    first, second = ratings.codes.T
    labels = np.unique(ratings.codes)
    if is_weighted:  # ranks that neither gave still lie between those that they gave
        labels = np.arange(len(ratings.values))
    return float(cohen_kappa_score(first, second, labels=labels, weights="linear" if is_weighted else None))


def kappas(ratings: Ratings) -> Statistic:
    """Cohen 1960, of each sample."""
    equal = (ratings.codes[:, 0] == ratings.codes[:, 1]).astype(float)
    first, second = _totals(ratings, [0]), _totals(ratings, [1])

    def statistic(samples: Floats) -> Floats:
        units = samples.sum(axis=1)
        observed = samples @ equal / units
        by_chance = (first(samples) * second(samples)).sum(axis=1) / units**2
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray((observed - by_chance) / (1 - by_chance))

    return statistic


def weighted_kappas(ratings: Ratings) -> Statistic:
    """Cohen 1968 with linear weights, of each sample."""
    places = np.arange(len(ratings.values))
    apart = np.abs(ratings.codes[:, 0] - ratings.codes[:, 1]).astype(float)
    weights = np.abs(places[:, None] - places[None, :]).astype(float)
    first, second = _totals(ratings, [0]), _totals(ratings, [1])

    def statistic(samples: Floats) -> Floats:
        by_chance = ((first(samples) @ weights) * second(samples)).sum(axis=1) / samples.sum(axis=1)
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray(1 - samples @ apart / by_chance)

    return statistic


def fleiss(ratings: Ratings) -> Statistic:
    """Fleiss 1971, of each sample: units with the same number of values."""
    given, equal = _agreeing(ratings)
    agreeing = equal / (given * (given - 1))
    totals = _totals(ratings, range(len(ratings.coders)))

    def statistic(samples: Floats) -> Floats:
        observed = samples @ agreeing / samples.sum(axis=1)
        values = totals(samples)
        by_chance = (values**2).sum(axis=1) / values.sum(axis=1) ** 2
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray((observed - by_chance) / (1 - by_chance))

    return statistic


def percentages(ratings: Ratings) -> Statistic:
    """The share of pairs of values that are equal, a mean over the units."""
    given, equal = _agreeing(ratings)
    agreeing = equal / (given * (given - 1))
    return lambda samples: np.asarray(samples @ agreeing / samples.sum(axis=1))
