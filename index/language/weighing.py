"""How likely a statement takes a side on its issue, and which: what few readable signs say, and other statements.

Two logistic models weigh the signs of a statement (`signs.py`): whether a careful reader finds a side in it at all,
and which. A holder hardly changes sides in one article, so that the holder's other statements on the issue speak for
one that is less clear, and a little those of the others and what the issue's indicators lean to in the rest of the
article. No sign prefers a side by itself. A stance that is too seldom right is not suggested: better unclear than
wrong.

Where an issue has indicators, they tell more than anything else does, so that such issues have weights of their own.

The weights stand in `data/stances.py`; `python -m bench.stances` made them from our own annotations (bench/gold), and
shows what each threshold gives.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from index.language.data import stances
from index.language.signs import Signs

ENOUGH, ENOUGH_INDICATED = 0.55, 0.7
"""From which share of right ones on a stance is suggested, the latter where the issue has indicators."""

ALWAYS: Final = "always"
_FEW, _MANY = 0.5, 2.0  # so many statements count as nothing said, of the holder and of the others
_LEAST, _MOST = 0.03, 0.97


class Weights(NamedTuple):
    """The weights of the three models, by the names of their signs."""

    side: Mapping[str, float]
    taking: Mapping[str, float]
    among: Mapping[str, float]


PLAIN: Final = Weights(stances.SIDE, stances.TAKING, stances.AMONG)
INDICATED: Final = Weights(stances.INDICATED_SIDE, stances.INDICATED_TAKING, stances.INDICATED_AMONG)
"""For issues that have indicators."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """`favor` and `against` (0 to 1) are how often a statement like it is so; `same` and `others` (-1 to 1) what the
    holder's and the others' other statements on the issue in the article lean to, `article` what the issue's
    indicators do in the rest of it, each 0 for nothing; `indicated` says that the issue has indicators."""

    favor: float
    against: float
    same: float = 0.0
    others: float = 0.0
    article: float = 0.0
    indicated: bool = False

    @property
    def stance(self) -> str:
        """The likelier side."""
        return "favor" if self.favor >= self.against else "against"

    @property
    def likely(self) -> float:
        """How often that is right."""
        return min(max(self.favor, self.against, _LEAST), _MOST)

    @property
    def is_enough(self) -> bool:
        """Whether that is often enough to be suggested."""
        return self.likely >= (ENOUGH_INDICATED if self.indicated else ENOUGH)


def weighed(
    given: Sequence[tuple[Signs, Hashable, Hashable]], plain: Weights = PLAIN, indicated: Weights = INDICATED
) -> list[Weighed]:
    """Each statement of one article by its signs, its issue and its holder (None where it is nobody's), in order.

    `indicated` are the weights of statements whose issue has indicators, `plain` those of others.
    """
    by = [plain if signs.indicated is None else indicated for signs, _, _ in given]
    margins = [total(signs.side, weights.side) for weights, (signs, _, _) in zip(by, given, strict=True)]
    takes = [likelihood(total(signs.taking, weights.taking)) for weights, (signs, _, _) in zip(by, given, strict=True)]
    leanings = [(math.tanh(margin) * takes_, issue, holder)
                for margin, takes_, (_, issue, holder) in zip(margins, takes, given, strict=True)]  # fmt: skip
    found = []
    told = zip(given, company(leanings), margins, takes, by, strict=True)
    for (signs, _, _), (same, others), margin, takes_, weights in told:
        around = around_of(signs, margin, same, others)
        favor = likelihood(total(around, weights.among))
        found.append(
            Weighed(takes_ * favor, takes_ * (1 - favor), same, others, around["article"], weights is indicated)
        )
    return found


def around_of(signs: Signs, own: float, same: float, others: float) -> dict[str, float]:
    """What the third model weighs: a statement's own signs together, and what stands around it in the article."""
    article = 0.0 if signs.indicated is None else signs.indicated.article
    return {"own": own, "same": same, "others": others, "article": article}


def company(leanings: Sequence[tuple[float, Hashable, Hashable]]) -> list[tuple[float, float]]:
    """For each statement of one article (its leaning from -1 to 1, its issue, its holder) what the holder's other
    statements on the issue lean to, and what those of the others do."""
    sums: dict[Hashable, list[float]] = {}
    for leaning, issue, holder in leanings:
        for key in ((issue,), (issue, holder)):
            kept = sums.setdefault(key, [0.0, 0.0])
            kept[0] += leaning
            kept[1] += 1
    found = []
    for leaning, issue, holder in leanings:
        whole, count = sums[(issue,)]
        own, mine = sums[(issue, holder)] if holder is not None else (leaning, 1.0)
        found.append(((own - leaning) / (_FEW + mine - 1), (whole - own) / (_MANY + count - mine)))
    return found


def total(signs: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The weighed sum of some signs."""
    return weights.get(ALWAYS, 0.0) + sum(weights.get(name, 0.0) * value for name, value in signs.items())


def likelihood(margin: float) -> float:
    """From 0 to 1."""
    return 1 / (1 + math.exp(-min(max(margin, -30.0), 30.0)))
