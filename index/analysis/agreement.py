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

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from index.analysis import coefficients
from index.analysis.coefficients import Statistic
from index.analysis.ratings import Ratings

DRAWS = 1000
"""Samples that are drawn for an interval."""

LEVEL = 0.95
"""How often an interval so made holds the figure of all units that might have been labelled."""

_PORTION = 4_000_000
"""Numbers in the samples that are held at once."""


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
            statistic = coefficients.percentages(used)
        case Measure.FLEISS:
            statistic = coefficients.fleiss(used)
        case Measure.COHEN:
            value, statistic = coefficients.cohens(used, False), coefficients.kappas(used)
        case Measure.COHEN_WEIGHTED:
            value, statistic = coefficients.cohens(used, True), coefficients.weighted_kappas(used)
        case Measure.ALPHA:
            value, statistic = coefficients.krippendorffs(used, False), coefficients.alphas(used)
        case Measure.ALPHA_ORDINAL:
            value, statistic = coefficients.krippendorffs(used, True), coefficients.ordinal_alphas(used)
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
