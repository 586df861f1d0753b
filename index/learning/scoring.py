"""How well guesses do: folds that part no group, calibration, shares with intervals. Pure; imports numpy."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

FOLDS = 5
_BINS = 10
_RESAMPLES = 500
_AT_ONCE = 1_000_000
"""Probabilities that are reckoned together while a temperature is looked for."""

COVERAGES = (1.0, 0.75, 0.5)
"""The parts of all statements, the surest first, for which the share of right guesses is given."""


class Share(NamedTuple):
    """A share (0 to 1) with a 90% interval, by drawing groups of statements again and again."""

    value: float
    low: float
    high: float

    def as_json(self) -> dict[str, float]:
        """Its numbers with four decimals."""
        return {name: round(float(one), 4) for name, one in self._asdict().items()}


def folds_of(groups: Sequence[str], seed: int, folds: int = FOLDS) -> NDArray[np.int64]:
    """The fold of each item: items of one group are in one fold, folds are about equally large, `seed` decides."""
    sizes = Counter(groups)

    def drawn(group: str) -> tuple[int, str]:
        return -sizes[group], hashlib.blake2b(f"{seed}:{group}".encode(), digest_size=8).hexdigest()

    filled = [0] * folds
    fold: dict[str, int] = {}
    for group in sorted(sizes, key=drawn):
        place = filled.index(min(filled))
        fold[group] = place
        filled[place] += sizes[group]
    return np.array([fold[group] for group in groups], np.int64)


def softmax(scores: Numbers, temperature: float = 1.0) -> Numbers:
    """The probabilities of each row of scores."""
    raised = np.exp((scores - scores.max(axis=1, keepdims=True)) / temperature)
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def fitted_temperature(scores: Numbers, truth: NDArray[np.int64]) -> float:
    """The temperature under which the true labels are the most probable; 1 where there is nothing to tell by.

    As Platt has it, one guess in so many and two is taken to be wrong: a few that were all right make nobody certain.
    """
    if len(truth) == 0 or scores.shape[1] < 2:
        return 1.0
    doubt = 1.0 / (len(truth) + 2)
    targets = np.full(scores.shape, doubt / (scores.shape[1] - 1))
    targets[np.arange(len(truth)), truth] = 1.0 - doubt
    tried = np.exp(np.linspace(-1.5, 2.5, 81))
    away = scores - scores.max(axis=1, keepdims=True)
    losses: list[float] = []
    for some in np.array_split(tried, min(len(tried), 1 + len(tried) * scores.size // _AT_ONCE)):
        raised = np.exp(away / some[:, np.newaxis, np.newaxis])
        logs = np.log(np.maximum(raised / raised.sum(axis=2, keepdims=True), 1e-12))
        losses.extend((-(targets * logs).sum(axis=2).mean(axis=1)).tolist())
    return float(tried[int(np.argmin(losses))])


def calibration_error(confidence: Numbers, right: NDArray[np.bool_]) -> float:
    """The expected calibration error: how far confidence and share right are apart, on average over ten bins."""
    if len(right) == 0:
        return 0.0
    bins = np.minimum((confidence * _BINS).astype(np.int64), _BINS - 1)
    apart = 0.0
    for one in np.unique(bins):
        inside = bins == one
        apart += inside.mean() * abs(confidence[inside].mean() - right[inside].mean())
    return float(apart)


def share(values: Numbers, groups: Sequence[str], seed: int) -> Share:
    """The mean of values, with its interval; items of one group are drawn together."""
    if len(values) == 0:
        return Share(0.0, 0.0, 0.0)
    _, places = np.unique(np.array(groups), return_inverse=True)
    sums, counts = np.bincount(places, values), np.bincount(places).astype(np.float64)
    drawn = np.random.default_rng(seed).integers(0, len(sums), (_RESAMPLES, len(sums)))
    means = sums[drawn].sum(axis=1) / counts[drawn].sum(axis=1)
    low, high = np.quantile(means, (0.05, 0.95))
    return Share(float(values.mean()), float(low), float(high))


def at_coverages(confidence: Numbers, right: NDArray[np.bool_], groups: Sequence[str], seed: int) -> dict[str, Any]:
    """The share of right guesses among the surest, for each part of `COVERAGES`."""
    surest = np.argsort(-confidence, kind="stable")
    found = {}
    for part in COVERAGES:
        chosen = surest[: max(1, round(part * len(surest)))]
        names = [groups[place] for place in chosen.tolist()]
        found[f"{part:g}"] = share(right[chosen].astype(np.float64), names, seed).as_json()
    return found
