"""How sure a finding is: how often its rule was right on news articles that people had annotated.

The figures are of our own rules: the share of a rule's findings whose content and source a person had
marked too, rounded; a finding in a subordinate clause, or of a source that has no name, is right less
often, and one that is nested in another is discounted as well.
"""

from __future__ import annotations

from index.language.findings import Finding

_RULES = {
    "quote-before": 0.97, "according": 0.85, "speaker": 0.83, "quoted-as": 0.80, "verb-clause": 0.82,
    "verb-parenthetical": 0.79, "verb-after": 0.77, "quote-after": 0.78, "noun-clause-light": 0.75,
    "verb-garden-path": 0.65, "verb-object-infinitive": 0.70, "quote-any-verb": 0.75, "headline": 0.75,
    "verb-call-on": 0.70, "verb-for-infinitive": 0.70, "passive-clause": 0.65, "quote-within": 0.62,
    "verb-object": 0.66, "verb-infinitive": 0.62, "adjective": 0.55, "passive-infinitive": 0.52,
    "verb-preposition": 0.50,
    "noun-clause": 0.50, "noun-infinitive": 0.50, "noun-infinitive-light": 0.50, "in-words": 0.60,
    "verb-gerund": 0.50, "passive-object": 0.45, "act": 0.55, "floating": 0.45, "noun-preposition-light": 0.40,
    "noun-preposition": 0.35, "noun-copula": 0.40,
}  # fmt: skip
_OTHER = 0.50
_SUBORDINATE = frozenset(("relcl", "acl", "xcomp", "ccomp", "pcomp", "advcl"))
_VERBAL = ("verb-", "passive-", "act")


def confidence(finding: Finding, *, nested: bool) -> float:
    """From 0 to 1, how often a finding like this one is right."""
    sure = _RULES.get(finding.rule, _OTHER)
    head = finding.source_head
    if finding.rule.startswith(_VERBAL):
        if finding.anchor.dep_ in _SUBORDINATE:
            sure -= 0.15
        if head is not None and head.pos_ == "NOUN":
            sure -= 0.10
        elif head is not None and (head.ent_type_ in ("PERSON", "ORG", "NORP") or head.lower_ in ("he", "she")):
            sure += 0.06
    if nested:
        sure -= 0.10
    return round(min(max(sure, 0.05), 0.98), 2)
