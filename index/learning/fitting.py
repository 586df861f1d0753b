"""Fitting a model to labels, and telling by cross-validation how well it does beside the rules.

Importing this module imports scikit-learn, which takes a second: only what learns does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from index.learning.features import Features
from index.learning.linear import Linear
from index.learning.scoring import (
    Numbers,
    Share,
    at_coverages,
    calibration_error,
    fitted_temperature,
    folds_of,
    share,
    softmax,
)

_STEPS = (25, 50, 100, 200, 400, 800, 1600, 3200)
_NEVER = -20.0
"""The score of a label that a fold has not seen."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One labelled statement: `group` is its story, of which no other part may be learned from when it is tested;
    `rules` is the label that the rules suggest, None where they suggest none."""

    features: Features
    label: str
    group: str
    rules: str | None = None


@dataclass(frozen=True, slots=True)
class Validated:
    """A model, and how guesses for statements of unseen stories did: by the model, by the rules, and the difference.

    `confidence` and `right` are those of each sample, calibrated without the fold that it is in.
    """

    model: Linear
    right: Share
    rules: Share
    gain: Share
    ece: float
    coverages: dict[str, Any]
    confidence: Numbers
    hits: NDArray[np.bool_]
    guesses: tuple[str, ...]


def fit(samples: Sequence[Sample]) -> Linear:
    """A model of samples, not calibrated. A feature counts that occurs in two groups at least."""
    labels = tuple(sorted({one.label for one in samples}))
    if len(labels) == 1:
        return Linear(labels, (0.0,), {})
    groups: dict[str, set[str]] = defaultdict(set)
    for one in samples:
        for name in one.features:
            groups[name].add(one.group)
    names = sorted(name for name, where in groups.items() if len(where) > 1)
    if not names:
        counts = np.array([sum(one.label == label for one in samples) for label in labels], np.float64)
        return Linear(labels, tuple(np.log(counts / counts.sum()).tolist()), {})
    places = {name: place for place, name in enumerate(names)}
    rows, columns, values = [], [], []
    for row, one in enumerate(samples):
        for name, value in one.features.items():
            if name in places:
                rows.append(row)
                columns.append(places[name])
                values.append(value)
    matrix = csr_matrix((values, (rows, columns)), shape=(len(samples), len(names)))
    fitted = LogisticRegression(C=1.0, max_iter=2000, tol=1e-6).fit(
        matrix, [labels.index(one.label) for one in samples]
    )
    weights, bias = fitted.coef_, fitted.intercept_
    if len(labels) == 2:
        weights, bias = np.vstack([-weights / 2, weights / 2]), np.array([-bias[0] / 2, bias[0] / 2])
    return Linear(
        labels, tuple(bias.tolist()), dict(zip(names, map(tuple, weights.T.tolist()), strict=True))
    )  # fmt: skip


def validated(samples: Sequence[Sample], seed: int) -> Validated:
    """Fit a model to all samples, and test it on each fold with what was learned from the others."""
    labels = tuple(sorted({one.label for one in samples}))
    groups = [one.group for one in samples]
    fold = folds_of(groups, seed)
    truth = np.array([labels.index(one.label) for one in samples], np.int64)
    scores = np.full((len(samples), len(labels)), _NEVER)
    for one in np.unique(fold).tolist():
        learned = [sample for sample, place in zip(samples, fold.tolist(), strict=True) if place != one]
        if learned:
            _score(fit(learned), samples, np.flatnonzero(fold == one), labels, scores)
    confidence, best = _calibrated(scores, truth, fold)
    hits = best == truth
    of_rules = np.array([one.rules == one.label for one in samples], np.float64)
    model = fit(samples)
    temperature = fitted_temperature(scores, truth)
    return Validated(
        model=Linear(model.labels, model.bias, model.weights, temperature),
        right=share(hits.astype(np.float64), groups, seed),
        rules=share(of_rules, groups, seed),
        gain=share(hits - of_rules, groups, seed),
        ece=calibration_error(confidence, hits),
        coverages=at_coverages(confidence, hits, groups, seed),
        confidence=confidence,
        hits=hits,
        guesses=tuple(labels[place] for place in best.tolist()),
    )


def _score(
    model: Linear, samples: Sequence[Sample], places: NDArray[np.int64], labels: tuple[str, ...], scores: Numbers
) -> None:
    columns = [labels.index(label) for label in model.labels]
    for place in places.tolist():
        scores[place, columns] = model.scores(samples[place].features)


def _calibrated(scores: Numbers, truth: NDArray[np.int64], fold: NDArray[np.int64]) -> tuple[Numbers, NDArray[Any]]:
    """The confidence of each guess, by a temperature that was found without its fold, and the guesses."""
    confidence = np.zeros(len(truth))
    for one in np.unique(fold).tolist():
        inside = fold == one
        temperature = fitted_temperature(scores[~inside], truth[~inside])
        confidence[inside] = softmax(scores[inside], temperature).max(axis=1)
    return confidence, scores.argmax(axis=1)


def curve(samples: Sequence[Sample], seed: int) -> list[dict[str, Any]]:
    """The learning curve: how the model does where it had only so many labels to learn from.

    Each point is tested on all samples, fold by fold; what it learns from is drawn from the other folds.
    """
    groups = [one.group for one in samples]
    fold = folds_of(groups, seed)
    labels = tuple(sorted({one.label for one in samples}))
    truth = np.array([labels.index(one.label) for one in samples], np.int64)
    order = np.random.default_rng(seed).permutation(len(samples)).tolist()
    most = min(int(np.count_nonzero(fold != one)) for one in np.unique(fold))
    points: list[dict[str, Any]] = []
    for size in [*(step for step in _STEPS if step < most), most]:
        scores = np.full((len(samples), len(labels)), _NEVER)
        for one in np.unique(fold).tolist():
            learned = [samples[place] for place in order if fold[place] != one][:size]
            if learned:
                _score(fit(learned), samples, np.flatnonzero(fold == one), labels, scores)
        confidence, best = _calibrated(scores, truth, fold)
        hits = best == truth
        points.append({"labels": size, "ece": round(calibration_error(confidence, hits), 4)})
        points[-1]["right"] = at_coverages(confidence, hits, groups, seed)
    return points
