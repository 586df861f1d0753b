"""How far annotators agree: Krippendorff's alpha, Cohen's and Fleiss' kappa, the percentage, each with an interval.

The data are units (statements) by coders (annotators), a value in each cell or none. What the figures mean, and what
they cannot tell, stands in docs/agreement.md. The sources:

- K. Krippendorff, Computing Krippendorff's alpha-reliability, University of Pennsylvania, 2011;
- J. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20, 1960; Weighted
  kappa, Psychological Bulletin 70, 1968;
- J. L. Fleiss, Measuring nominal scale agreement among many raters, Psychological Bulletin 76, 1971;
- the interval: B. Efron and R. Tibshirani, An Introduction to the Bootstrap, 1993 (percentiles; units are drawn).

Importing this module imports numpy; the libraries that give the figures are imported where one is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

import numpy as np
from numpy.typing import NDArray

DRAWS = 1000
"""Samples that are drawn for an interval."""

LEVEL = 0.95
"""How often an interval so made holds the figure of all units that might have been labelled."""

_PORTION = 4_000_000
"""Numbers in the samples that are held at once."""

Floats = NDArray[np.float64]
Statistic = Callable[[Floats], Floats]
"""Gives a figure for each of several samples: how often each unit is in it (samples by units)."""


class Measure(StrEnum):
    """The figures."""

    ALPHA = "alpha"
    ALPHA_ORDINAL = "alpha (ordinal)"
    COHEN = "cohen's kappa"
    COHEN_WEIGHTED = "cohen's kappa (weighted)"
    FLEISS = "fleiss' kappa"
    PERCENTAGE = "percentage"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: `value` from its least to 1 (full agreement), or None, and then `why` says in a sentence why not.

    `low` and `high` are the interval, None where there is none; `n` is the number of units that it rests on, `coders`
    how many annotators.
    """

    measure: Measure
    value: float | None
    n: int
    coders: int
    low: float | None = None
    high: float | None = None
    why: str = ""


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


def figures(ratings: Ratings, *, seed: int = 0, draws: int = DRAWS) -> list[Figure]:
    """All figures that these ratings have: the ordinal ones where values have an order, Cohen's for two coders,
    Fleiss' for more.
    """
    is_ordered = len({ratings.ranks[value] for value in ratings.values if value in ratings.ranks}) > 1
    measures = [Measure.ALPHA]
    if is_ordered:
        measures.append(Measure.ALPHA_ORDINAL)
    if len(ratings.coders) == 2:
        measures.append(Measure.COHEN)
        if is_ordered:
            measures.append(Measure.COHEN_WEIGHTED)
    elif len(ratings.coders) > 2:
        measures.append(Measure.FLEISS)
    measures.append(Measure.PERCENTAGE)
    return [figure(one, ratings, seed=seed, draws=draws) for one in measures]


def figure(measure: Measure, ratings: Ratings, *, seed: int = 0, draws: int = DRAWS) -> Figure:
    """One figure. Cohen's is of two coders, raises ValueError for others; Fleiss' is of the units that all coded."""
    if measure in (Measure.ALPHA_ORDINAL, Measure.COHEN_WEIGHTED):
        ratings = ratings.ranked()
    used = _used(measure, ratings)
    active = used.active()
    if why := _nothing(measure, ratings, used):
        return Figure(measure, None, len(used.units), len(active), why=why)
    value: float | None = None
    match measure:
        case Measure.PERCENTAGE:
            statistic = _percentages(used)
        case Measure.FLEISS:
            statistic = _fleiss(used)
        case Measure.COHEN:
            value, statistic = _cohens(used, False), _kappas(used)
        case Measure.COHEN_WEIGHTED:
            value, statistic = _cohens(used, True), _weighted_kappas(used)
        case Measure.ALPHA:
            value, statistic = _krippendorffs(used, False), _alphas(used)
        case Measure.ALPHA_ORDINAL:
            value, statistic = _krippendorffs(used, True), _ordinal_alphas(used)
    if value is None:
        value = float(statistic(np.ones((1, len(used.units))))[0])
    low, high = interval(statistic, len(used.units), seed=seed, draws=draws)
    return Figure(measure, value, len(used.units), len(active), low, high)


def interval(
    statistic: Statistic, units: int, *, seed: int = 0, draws: int = DRAWS
) -> tuple[float | None, float | None]:
    """Between which two numbers a figure lies in LEVEL of the samples drawn from its units, with replacement.

    Samples in which it is not defined (all values the same) are left out; (None, None) for a single unit, or where
    most samples are so.
    """
    if units < 2 or draws < 1:
        return None, None
    generator = np.random.default_rng(seed)
    each = np.full(units, 1 / units)
    portion = max(1, _PORTION // units)
    found = np.concatenate(
        [
            statistic(generator.multinomial(units, each, size=min(portion, draws - start)).astype(float))
            for start in range(0, draws, portion)
        ]
    )
    found = found[np.isfinite(found)]
    if 2 * len(found) < draws:
        return None, None
    low, high = np.quantile(found, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)


def _used(measure: Measure, ratings: Ratings) -> Ratings:
    """The units that a figure rests on: those with two values or more, for kappa with one of every coder."""
    given = (ratings.codes >= 0).sum(axis=1)
    is_complete = measure in (Measure.COHEN, Measure.COHEN_WEIGHTED, Measure.FLEISS)
    if measure in (Measure.COHEN, Measure.COHEN_WEIGHTED) and len(ratings.coders) != 2:
        raise ValueError("Cohen's kappa is of two coders")
    kept = given == len(ratings.coders) if is_complete and len(ratings.coders) > 1 else given >= 2
    units = tuple(unit for unit, one in zip(ratings.units, kept.tolist(), strict=True) if one)
    return Ratings(units, ratings.coders, ratings.values, ratings.codes[kept], ratings.ranks)


def _nothing(measure: Measure, ratings: Ratings, used: Ratings) -> str:
    """Why a figure cannot be given, as a sentence; "" where it can."""
    active = ratings.active()
    if not active:
        return "Nobody has given a value."
    if len(active) == 1:
        return f"Only {active[0]} has given values; agreement needs a second annotator."
    if not used.units:
        if measure is Measure.FLEISS:
            return f"No statement has values of all {len(ratings.coders)} annotators."
        return "No statement has values of two annotators."
    if measure is Measure.PERCENTAGE:
        return ""
    present = set(used.codes[used.codes >= 0].tolist())
    if len(present) == 1:
        value = used.values[present.pop()]
        return (
            f"Every value is “{value}”: without variation, agreement cannot be told from chance,"
            " and the percentage is all that can be said."
        )
    return ""


# -- the figures themselves, of all units and of samples --------------------------------------------------------

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


def _krippendorffs(ratings: Ratings, is_ordinal: bool) -> float | None:
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


def _alphas(ratings: Ratings) -> Statistic:
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


def _ordinal_alphas(ratings: Ratings) -> Statistic:
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


def _cohens(ratings: Ratings, is_weighted: bool) -> float:
    from sklearn.metrics import cohen_kappa_score

    first, second = ratings.codes.T
    labels = np.unique(ratings.codes)
    if is_weighted:  # ranks that neither gave still lie between those that they gave
        labels = np.arange(len(ratings.values))
    return float(cohen_kappa_score(first, second, labels=labels, weights="linear" if is_weighted else None))


def _kappas(ratings: Ratings) -> Statistic:
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


def _weighted_kappas(ratings: Ratings) -> Statistic:
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


def _fleiss(ratings: Ratings) -> Statistic:
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


def _percentages(ratings: Ratings) -> Statistic:
    """The share of pairs of values that are equal, a mean over the units."""
    given, equal = _agreeing(ratings)
    agreeing = equal / (given * (given - 1))
    return lambda samples: np.asarray(samples @ agreeing / samples.sum(axis=1))
