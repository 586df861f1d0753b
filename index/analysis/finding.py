"""How far annotators agree on what is a statement at all, apart from how they label it.

Two annotators' spans in the articles on which both worked are compared: as statements (F1: a statement of one is
matched by one of the other whose content shares at least half of the characters of both together) and by characters
(overlap). The interval draws articles. Cf. G. Hripcsak and A. S. Rothschild, Agreement, the F-measure, and
reliability in information retrieval, JAMIA 12, 2005: where what neither marked cannot be counted, kappa nears F1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from index.analysis.agreement import DRAWS, interval
from index.analysis.coefficients import Floats
from index.model import Span

SHARED = 0.5
"""The share of both contents' characters that two must have in common to be one statement."""

Marked = Mapping[str, Sequence[Span]]
"""Statements of one annotator in one article: the statement's id, and where its content stands."""


@dataclass(frozen=True, slots=True)
class Found:
    """How far two annotators found the same in `articles` articles: `f1` and `overlap` from 0 to 1 with intervals.

    `n` is how many statements the two have in all; `only` has those that one of them alone has, by annotator. Both
    figures are None, and `why` says why, where there is nothing to compare.
    """

    coders: tuple[str, str]
    articles: int
    n: int
    f1: float | None = None
    f1_interval: tuple[float | None, float | None] = (None, None)
    overlap: float | None = None
    overlap_interval: tuple[float | None, float | None] = (None, None)
    only: Mapping[str, Sequence[str]] | None = None
    why: str = ""


def pairwise(marked: Mapping[str, Mapping[str, Marked]], *, seed: int = 0, draws: int = DRAWS) -> list[Found]:
    """Every pair of annotators compared; `marked` is by annotator, then by article on which they worked."""
    return [_pair((one, two), marked[one], marked[two], seed, draws) for one, two in combinations(sorted(marked), 2)]


def _pair(
    coders: tuple[str, str], first: Mapping[str, Marked], second: Mapping[str, Marked], seed: int, draws: int
) -> Found:
    both = sorted(first.keys() & second.keys())
    if not both:
        return Found(coders, 0, 0, why=f"{coders[0]} and {coders[1]} have worked on no article together.")
    rows = np.zeros((len(both), 6))
    only: dict[str, list[str]] = {coder: [] for coder in coders}
    for place, article in enumerate(both):
        one, two = first[article], second[article]
        matched = _matched(one, two)
        only[coders[0]] += [id_ for id_ in one if id_ not in matched]
        only[coders[1]] += [id_ for id_ in two if id_ not in matched.values()]
        here, there = _characters(one.values()), _characters(two.values())
        rows[place] = (len(matched), len(one), len(two), len(here & there), len(here), len(there))
    total = rows.sum(axis=0)
    if not total[1] + total[2]:
        return Found(coders, len(both), 0, why="Neither has a statement in the articles on which both worked.")

    def f1(samples: Floats, at: int = 0) -> Floats:
        sums = samples @ rows
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray(2 * sums[:, at] / (sums[:, at + 1] + sums[:, at + 2]))

    def overlap(samples: Floats) -> Floats:
        return f1(samples, 3)

    return Found(
        coders,
        len(both),
        int(total[1] + total[2]),
        float(2 * total[0] / (total[1] + total[2])),
        interval(f1, len(both), seed=seed, draws=draws),
        float(2 * total[3] / (total[4] + total[5])) if total[4] + total[5] else None,
        interval(overlap, len(both), seed=seed, draws=draws),
        only,
    )


def _matched(one: Marked, two: Marked) -> dict[str, str]:
    """Which statement of the second each of the first is, the likest first, each once."""
    likeness = []
    for first, spans in one.items():
        here = _characters([spans])
        for second, others in two.items():
            there = _characters([others])
            shared = 1.0 if first == second else len(here & there) / len(here | there) if here | there else 0.0
            if shared >= SHARED:
                likeness.append((-shared, first != second, first, second))
    matched: dict[str, str] = {}
    for _, _, first, second in sorted(likeness):
        if first not in matched and second not in matched.values():
            matched[first] = second
    return matched


def _characters(statements: Iterable[Sequence[Span]]) -> set[int]:
    return {place for spans in statements for span in spans for place in range(span.start, span.end)}
