"""How often a stance that the rules read is right: the share of those like it that a careful reader gave too.

What a judgement is known by (the kind of proposition, how many of its words the content has and by which of them it
was found, whether the rule only leans to the stance) is weighed by a logistic model, by few signs, as few stances are
annotated. Which side a stance is on is none of them: else one side would hardly ever be suggested, and what is
suggested would lean to the other. A stance that is too seldom right is not suggested: better unclear than wrong.

The weights stand in `data/stances.py`; `python -m bench.stances` made them from our own annotations (bench/gold), for
articles that no rule was made on, and shows what each threshold gives.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from index.language.data.stances import WEIGHTS
from index.language.targets import stems_of

if TYPE_CHECKING:
    from index.language.issues import Match
    from index.language.parsed import Doc, Token
    from index.language.targets import Target

ENOUGH = 0.55
"""From which share of right ones on a stance is suggested."""

DENIAL = 0.5
"""How often an explicit denial of what a proposition says is so is right; too few are annotated to weigh them."""

_LITTLE, _MUCH = 0.25, 0.5  # of the proposition's words
_LEAST, _MOST = 0.03, 0.97


def signs(
    doc: Doc, content: Sequence[int], match: Match, target: Target, word: Token, leaning: bool
) -> tuple[str, ...]:
    """What a judgement is known by: names of the model's weights.

    `leaning` says whether the rule left the stance open and only leans to one.
    """
    kind = target.kind.value
    share = len(target.stems & stems_of([doc[i] for i in content])) / max(len(target.stems), 1)
    part = "little of it" if share < _LITTLE else "much of it" if share >= _MUCH else "some of it"
    given = {
        f"{kind} leaning": leaning,
        "named": target.names(word),
        "phrase": any(" " in hit.phrase for hit in match.hits),
        "several words": len({hit.phrase for hit in match.hits}) > 1,
    }
    return (f"kind {kind}", f"{kind} {part}", *(name for name, holds in given.items() if holds))


def likely(known: tuple[str, ...], weights: Mapping[str, float] = WEIGHTS) -> float:
    """From 0 to 1, how often a stance with these signs is right."""
    total = weights["always"] + sum(weights.get(name, 0.0) for name in known)
    return min(max(1 / (1 + math.exp(-total)), _LEAST), _MOST)
