"""Complaints that too little of something is done: "fell short in providing boats", "did not send enough aid".

Who says so wants more of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.language.data import words
from index.language.polarity import direction

if TYPE_CHECKING:
    from index.language.parsed import Doc, Token

LONGEST_WAY = 12
# What is met or missed, and by which verbs.
_MEASURES = words(
    """
    standard expectation obligation commitment promise pledge need requirement target goal demand duty responsibility
    level criterion
    """
)
_MEETING = words("meet reach match fulfil fulfill satisfy honour honor keep live")
_GIVING = words("provide give send supply deliver offer build run open fund finance do")
_TOO_LITTLE = words("enough sufficient adequate")
_SCARCE = words("few little")


@dataclass(frozen=True, slots=True)
class Shortfall:
    """`sign` 1 or -1: whether more or less of the issue's word is wanted; `word` is what tells of the lack."""

    sign: int
    word: str


def shortfall(doc: Doc, content: Sequence[int], word: Token) -> Shortfall | None:
    """The lack that a clause complains of, seen from one of its words; None where there is none.

    The word has to be what is lacking ("too few ferries", "not enough aid") or stand in what says wherein
    the measure was missed ("did not meet the standard in providing aid").
    """
    inside = set(content)
    scarce = _scarce(word)
    if scarce is not None:
        return Shortfall(1, scarce)
    below, at = word, word
    for _ in range(LONGEST_WAY):
        if at.head.i == at.i or at.head.i not in inside:
            return None
        below, at = at, at.head
        related = below.dep_ in ("prep", "pcomp", "advcl", "dobj") or below.lower_ == "short"
        missed = _missed(at) if related else None
        if missed is not None and (below.dep_ != "dobj" or _measures(below)):
            way = {i for i in range(below.left_edge.i, below.right_edge.i + 1) if i in inside}
            return Shortfall(direction(word, way).sign, missed) if _gives(below, word) else None
    return None


def _scarce(word: Token) -> str | None:
    """ "too few ferries", "not enough ferry trips", where that is said of the word or of what it stands before."""
    word = word.head if word.dep_ == "compound" else word
    for child in word.children:
        if child.lower_ in _SCARCE and any(c.lower_ == "too" for c in child.children):
            return f"too {child.lower_}"
        if child.lower_ in _TOO_LITTLE and (_is_negated(child) or (word.dep_ == "dobj" and _is_negated(word.head))):
            return f"not {child.lower_}"
    return None


def _missed(verb: Token) -> str | None:
    """The words by which a verb says that a measure was missed."""
    lemma = verb.lemma_.lower()
    if lemma == "fall" and any(c.lower_ == "short" for c in verb.children):
        return None if _is_negated(verb) else "fall short"
    if lemma in ("lag", "trail"):
        return None if _is_negated(verb) else str(lemma)
    if lemma in _MEETING and _is_negated(verb):
        nouns = [c for c in verb.children if c.dep_ == "dobj"]
        nouns += [c for p in verb.subtree if p.lower_ == "to" and p.dep_ == "prep" for c in p.children]
        measure = next((n.lemma_.lower() for n in nouns if _measures(n)), None)
        return None if measure is None else f"not {lemma} {measure}"
    return None


def _measures(noun: Token) -> bool:
    return noun.lemma_.lower() in _MEASURES


def _gives(below: Token, word: Token) -> bool:
    """Whether the way from the word is one of giving it: "in providing aid", "in its supply of aid", "in aid"."""
    at = word
    for _ in range(LONGEST_WAY):
        if at.pos_ == "VERB":
            return at.lemma_.lower() in _GIVING
        if at.i == below.i:
            return at.lower_ in ("in", "on", "with", "of", "by") or _measures(at)
        at = at.head
    return False


def _is_negated(token: Token) -> bool:
    return any(c.dep_ == "neg" or c.lower_ == "never" for c in token.children)
