"""Which word stands for the issue, and which way the proposition points at it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.language.data.polarity import ANSWERS
from index.language.issues import Match
from index.language.polarity import direction
from index.language.stages import Attribution, CueClass
from index.language.targets import Kind, Target, topmost
from index.search.stemming import stem

if TYPE_CHECKING:
    from index.language.parsed import Doc, Token

LONGEST_PARTICLE = 3  # letters of "for", "out" and the like in a cue


def word_for(match: Match, doc: Doc, content: Sequence[int], target: Target) -> Token | None:
    """The word of the content that stands for the issue: of the phrases found in it the head of the weightiest one.

    One that the proposition has itself comes first, as which way it points at others is less sure; then one of which
    is said that it should be, or that it is good or bad.
    """
    found = []
    for hit in sorted(match.hits, key=lambda h: -h.weight):
        words = [doc[i] for i in content if hit.start <= doc[i].idx < hit.end]
        found += [topmost(words)] if words else []
    if len(found) < 2:
        return found[0] if found else None
    inside = set(content)

    def rank(word: Token) -> tuple[bool, bool]:
        way = direction(word, inside)
        return not target.names(word), not (way.judged or way.normative)

    return min(found, key=rank)


def toward_of(target: Target, word: Token) -> int:
    """1 or -1: which way the proposition points at what the word stands for here; 0: not known."""
    toward = target.toward(word)
    head = word
    while head.dep_ == "compound" and head.head.i != head.i:
        head = head.head
    answer = head is not word and head.lemma_.casefold() in ANSWERS
    if toward < 0 and target.kind is Kind.NORM and answer and not target.names(head):
        return -toward  # "climate action" is against what the climate does
    return toward


def is_done_by_cue(attribution: Attribution, target: Target) -> bool:
    """Whether the actor does by the cue itself what the proposition says should be done, or is the case."""
    if attribution.negated or target.negated or attribution.cue_class in (CueClass.SAY, CueClass.REPORT, CueClass.ASK):
        return False
    return any(stem(word) in target.stems for word in attribution.lemma.split() if len(word) > LONGEST_PARTICLE)
