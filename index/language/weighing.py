"""How often a stance that the rules read is right: the share of those like it that a careful reader gave too.

What a judgement is known by (the kind of proposition, the class of the cue, how sure its rule is, whether the content
has the proposition's own words) is weighed by a logistic model. A stance that is too seldom right is not suggested:
better unclear than wrong. The weights stand in `data/stances.py`; `python -m bench.stances` made them from our own
annotations (bench/gold).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from index.language.data.stances import WEIGHTS
from index.language.stages import CueClass
from index.language.targets import stems_of
from index.model import Form

if TYPE_CHECKING:
    from index.language.issues import Match
    from index.language.parsed import Doc, Token
    from index.language.stages import Attribution
    from index.language.targets import Target

ENOUGH = 0.66
"""From which share of right ones on a stance is suggested."""

_SHORT, _LONG = 5, 40  # words
MANY = 3  # words that a content shares with the proposition, or more
_LITTLE, _MUCH = 0.25, 0.5  # of the proposition's words
_LEAST, _MOST = 0.03, 0.97
_MAYBE = frozenset(("may", "might", "could", "possibly", "perhaps", "maybe"))
_GROUPS = {
    CueClass.SAY: "told", CueClass.REPORT: "told", CueClass.BELIEVE: "held", CueClass.ADMIT: "told",
    CueClass.EVALUATE: "held", CueClass.WARN: "held", CueClass.PRAISE: "for", CueClass.SUPPORT: "for",
    CueClass.REQUEST: "for", CueClass.WANT: "for", CueClass.PROMISE: "for", CueClass.DECIDE: "for",
    CueClass.OPPOSE: "against", CueClass.ACCUSE: "against", CueClass.DENY: "against",
}  # fmt: skip


def signs(
    attribution: Attribution, doc: Doc, content: Sequence[int], match: Match, target: Target, word: Token,
    certainty: float, stance: str, leaning: bool,
) -> tuple[str, ...]:  # fmt: skip
    """What a judgement is known by: names of the model's weights.

    `certainty` is what the rule gives itself, `leaning` whether it left open what `stance` is only the likelier of.
    """
    tokens = [doc[i] for i in content]
    kind, group = target.kind.value, _GROUPS.get(attribution.cue_class, "other")
    shared = len(target.stems & stems_of(tokens))
    share = shared / max(len(target.stems), 1)
    sure = "leaning" if leaning else f"{certainty:.1f}"
    hedged = bool(_MAYBE & {t.lower_ for t in tokens}) and not _MAYBE & set(match.issue.proposition.casefold().split())
    lemmas = {t.lemma_.casefold() for t in tokens}
    given = {
        "named": target.names(word), "phrase": any(" " in hit.phrase for hit in match.hits),
        "several words": len({hit.phrase for hit in match.hits}) > 1, "hedged": hedged,
        "denies": any(t.dep_ == "neg" for t in tokens), "quoted": attribution.form == Form.DIRECT,
        "predicate": bool(target.said & lemmas), "short": len(tokens) < _SHORT, "long": len(tokens) > _LONG,
        "negated": attribution.negated, "hearsay": attribution.hedged,
        "names somebody else": _has_other(target, tokens),
    }  # fmt: skip
    part = "little of it" if share < _LITTLE else "much of it" if share >= _MUCH else "some of it"
    return (
        f"kind {kind}", f"{kind} by {group}", f"class {attribution.cue_class}", f"{kind} sure {sure}",
        f"stance {stance}", f"{kind} {part}", f"{kind} shares {min(shared, MANY)}",
        *(name for name, holds in given.items() if holds),
    )  # fmt: skip


def _has_other(target: Target, tokens: Sequence[Token]) -> bool:
    """Whether the content is about somebody by name who is not in the proposition, and about nobody who is."""
    names = {t.lower_ for t in tokens if t.pos_ == "PROPN"}
    theirs = {word.strip(".,’'").casefold() for word in target.issue.proposition.split()}
    return bool(names) and not names & theirs


def likely(known: tuple[str, ...], weights: Mapping[str, float] = WEIGHTS) -> float:
    """From 0 to 1, how often a stance with these signs is right."""
    total = weights["always"] + sum(weights.get(name, 0.0) for name in known)
    return min(max(1 / (1 + math.exp(-total)), _LEAST), _MOST)
