"""A linear model as plain numbers: it can be read from JSON, and used without the library that fitted it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from index.learning.features import Features, in_words

_MOST_REASONS = 3


class Guess(NamedTuple):
    """The label that the model takes for the most probable one, and how probable it takes it to be (0 to 1)."""

    label: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Linear:
    """A softmax over scores: `bias` and the `weights` of each feature, one number for each of `labels`.

    Scores are divided by `temperature`, by which confidences are calibrated.
    """

    labels: tuple[str, ...]
    bias: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]
    temperature: float = 1.0

    def __post_init__(self) -> None:
        numbers = (*self.bias, self.temperature, *(one for row in self.weights.values() for one in row))
        if not self.labels or not all(map(math.isfinite, numbers)) or self.temperature <= 0:
            raise ValueError("the model has no labels, or numbers that are none")
        if any(len(row) != len(self.labels) for row in (self.bias, *self.weights.values())):
            raise ValueError("the model has not one number for each label")

    def scores(self, features: Features) -> list[float]:
        """The score of each label, before calibration."""
        scores = list(self.bias)
        for name, value in features.items():
            row = self.weights.get(name)
            if row is not None:
                for place, weight in enumerate(row):
                    scores[place] += value * weight
        return scores

    def guess(self, features: Features) -> Guess:
        """The most probable label; of equal ones the first."""
        scores = [score / self.temperature for score in self.scores(features)]
        best = max(scores)
        whole = sum(math.exp(score - best) for score in scores)
        return Guess(self.labels[scores.index(best)], 1.0 / whole)

    def reasons(self, features: Features, label: str) -> list[str]:
        """The features that speak for a label most, beside the average of all labels, in words; strongest first."""
        if label not in self.labels:
            return []
        place = self.labels.index(label)
        weighed = []
        for name, value in features.items():
            row = self.weights.get(name)
            if row is not None:
                weighed.append((value * (row[place] - sum(row) / len(row)), name))
        strongest = sorted((one for one in weighed if one[0] > 0), key=lambda one: (-one[0], one[1]))
        return list(dict.fromkeys(in_words(name) for _, name in strongest))[:_MOST_REASONS]

    def as_json(self) -> dict[str, Any]:
        """Its numbers, as `from_json` reads them."""
        return {
            "labels": list(self.labels),
            "bias": [round(one, 6) for one in self.bias],
            "weights": {name: [round(one, 6) for one in row] for name, row in self.weights.items()},
            "temperature": round(self.temperature, 6),
        }

    @classmethod
    def from_json(cls, value: Any) -> Linear:
        """What `as_json` wrote; raises ValueError, TypeError or KeyError for anything else."""
        return cls(
            tuple(str(one) for one in value["labels"]),
            tuple(float(one) for one in value["bias"]),
            {str(name): tuple(float(one) for one in row) for name, row in value["weights"].items()},
            float(value["temperature"]),
        )
