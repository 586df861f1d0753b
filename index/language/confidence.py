"""How sure a finding is: the share of findings like it that a careful reader would have made too.

A finding's signs (its rule, what its source is, where its cue stands) are weighed by a logistic model, and what the
weights say of the source's holder is multiplied in: a statement is right if both are. The weights stand in
`data/confidence.py`; `python -m bench.confidence` made them from our own annotations (bench/gold), for articles that
no rule was made on, and draws how well they hold on articles that were kept apart.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from index.language.data.confidence import ATTRIBUTION, HOLDER
from index.language.findings import Finding

_SUBORDINATE = frozenset(("relcl", "acl", "xcomp", "ccomp", "pcomp", "advcl"))
_SHORT, _LONG = 3, 40  # words
_LEAST, _MOST = 0.03, 0.98


def signs(finding: Finding, *, nested: bool) -> tuple[str, ...]:
    """What the finding is known by: names of the model's weights."""
    head = finding.source_head
    words = len(finding.content)
    found = [
        f"rule {finding.rule}", f"kind {finding.rule.partition('-')[0]}", f"class {finding.cue_class}",
        f"source {_source(finding)}",
    ]  # fmt: skip
    if finding.anchor.dep_ in _SUBORDINATE:
        found.append("subordinate")
    if head is not None and head.dep_ == "conj":
        found.append("coordinated source")
    if words < _SHORT:
        found.append("short")
    if words > _LONG:
        found.append("long")
    given = {"nested": nested, "quoted": finding.quoted, "negated": finding.negated, "passive": finding.passive}
    return (*found, *(name for name, holds in given.items() if holds))


def _source(finding: Finding) -> str:
    head = finding.source_head
    if head is None:
        return "none"
    if head.pos_ == "PRON":
        return "person" if head.lower_ in ("he", "she", "i", "we") else "pronoun"
    if head.ent_type_ in ("PERSON", "ORG", "NORP", "GPE"):
        return "named"
    return "proper" if head.pos_ == "PROPN" else "noun"


def confidence(known: tuple[str, ...]) -> float:
    """From 0 to 1, how often content and source of a finding with these signs are right."""
    return round(likely(ATTRIBUTION, known), 3)


def with_holder(attribution: float, how: str, holder: float | None) -> float:
    """The confidence of a statement: of its attribution, and of its holder, who was resolved `how` ("name",
    "pronoun", ...) with a certainty of `holder` by the resolver's own lights (None where nobody was found)."""
    return round(attribution * likely(HOLDER, holder_signs(how, holder)), 3)


def holder_signs(how: str, holder: float | None) -> tuple[str, ...]:
    """What a holder is known by who was resolved `how` with a certainty of `holder`: names of the model's weights."""
    return (f"how {how}", *(() if holder is None else (f"certainty {round(holder, 1)}",)))


def likely(weights: Mapping[str, float], known: tuple[str, ...]) -> float:
    """From 0 to 1, how often what has these signs is right by these weights."""
    total = weights["always"] + sum(weights.get(name, 0.0) for name in known)
    return min(max(1 / (1 + math.exp(-total)), _LEAST), _MOST)
