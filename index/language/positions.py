"""The position that a content takes: for the word that stands for the issue, against it, or none that can be told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.language.asserting import Position, asserted, verdict
from index.language.data import words
from index.language.data.polarity import AGAINST, ANNOUNCING, BAD, DOUBTING, FEARING
from index.language.facts import fact
from index.language.issues import Match
from index.language.polarity import Direction, called_in
from index.language.shortfall import shortfall
from index.language.stages import Attribution, CueClass
from index.language.syntax import way_up
from index.language.targets import Kind, Target, topmost
from index.language.whole_cues import quoted_cue

if TYPE_CHECKING:
    from index.language.parsed import Doc, Token

NOUN = {
    CueClass.REQUEST: "request", CueClass.WANT: "wish", CueClass.PROMISE: "promise", CueClass.DECIDE: "decision",
    CueClass.SUPPORT: "support", CueClass.PRAISE: "praise", CueClass.OPPOSE: "opposition",
    CueClass.ACCUSE: "accusation",
    CueClass.DENY: "denial", CueClass.WARN: "warning", CueClass.ADMIT: "admission", CueClass.BELIEVE: "belief",
    CueClass.EVALUATE: "judgement", CueClass.ASK: "question", CueClass.REPORT: "report", CueClass.SAY: "statement",
    CueClass.ABSTAIN: "abstention",
}  # fmt: skip
"""What an actor does by a cue of a class, as reasons name it."""

# What the actor wants to happen is in the content; what he is against is.
FOR = frozenset((CueClass.REQUEST, CueClass.WANT, CueClass.PROMISE, CueClass.DECIDE, CueClass.SUPPORT, CueClass.PRAISE))
CONTRA = frozenset((CueClass.OPPOSE, CueClass.ACCUSE))
_REFUSING = words("refuse decline fail stop")
_BLAMING = words("condemn criticise criticize denounce oppose reject deplore decry deny")
_PREFERRING = words("prefer favour favor")
_FINDING = words("agree rule find conclude determine")  # that something is so, or to do it
_COMPLAINING = words("complain grumble moan grouse whine")
_LOSSES = words("loss death end passing demise decline fall fate")
_YET = words("but however although though yet only")


def _mourned(doc: Doc, content: Sequence[int], word: Token) -> int | None:
    """What is lost was good, named alone or by its end: "mourned the mayor", "the closing of the pool"; None of what
    else is mourned: "the victims of the dam"."""
    head = topmost([doc[i] for i in content])
    if word.i == head.i:
        return -1 if head.lemma_.casefold() in AGAINST else 1
    ended = head.lemma_.casefold() in AGAINST or head.lemma_.casefold() in _LOSSES
    return 1 if ended and word.head.lower_ == "of" and word.head.head.i == head.i else None


def position(
    attribution: Attribution,
    doc: Doc,
    content: Sequence[int],
    found: Direction,
    word: Token,
    target: Target,
    match: Match,
) -> Position:
    """The position towards `word`, which stands for the issue in the content; `found` is what is said of it there."""
    kind, negated = attribution.cue_class, attribution.negated
    said = _said(attribution, found)
    first_word = (attribution.lemma.split() or [""])[0]
    if target.kind is Kind.FACT:
        return fact(attribution, content, found, word, target, match, said)
    if first_word == "mourn" and not negated:
        return _mourned(doc, content, word), 0.65, said
    if target.kind is Kind.VERDICT:
        called = verdict(attribution, doc, content, found, target, said)
        if called is not None:
            return called
        wanted = kind in (CueClass.REQUEST, CueClass.WANT)
        if wanted or (target.verdict < 0 and not target.names(word)):
            return None, 0.4, said
    if first_word in FEARING and not negated:
        clause = any(doc[i].tag_ in ("VBD", "VBZ", "VBP", "MD") for i in content)
        return (found.judged or -found.sign, 0.65, said) if clause and not found.loose else (None, 0.4, said)
    if first_word in DOUBTING and not negated:
        return -(found.judged or found.sign), 0.65, said
    if first_word == "threaten" and not found.acts:
        return None, 0.4, said
    if found.threat and kind not in FOR | CONTRA and not negated:
        return 1, 0.6, f"{said}: says what follows without it"
    if first_word in _PREFERRING and not negated and _is_second(word, content):
        return -1, 0.6, f"{said}: something else"
    if first_word == "thank" and _is_thing(doc, content) and topmost([doc[i] for i in content]).i == word.i:
        return None, 0.4, f"{said}: thanks somebody, whatever it is for"
    if kind in FOR and not negated and first_word in _FINDING and _is_told(doc, content):
        return asserted(attribution, doc, content, found, word, target, said)
    if kind in FOR:
        if not negated:
            return found.judged or found.sign, 0.85, said
        if kind in (CueClass.SUPPORT, CueClass.WANT):
            return -found.sign, 0.65, f"no {said}"
        return None, 0.4, f"no {said}"
    if kind in CONTRA:
        if negated:
            return None, 0.55, f"{quoted_cue(attribution)} is not done: neither for nor against"
        if first_word in _COMPLAINING:
            return _complaint(doc, content, found, word, said)
        if first_word in _REFUSING and _BLAMING & set(found.why):
            return None, 0.5, f"{said}: neither for nor against"
        return -found.sign, 0.82, said
    if kind == CueClass.DENY:
        if negated:
            return None, 0.4, f"not denied: {said}"
        if target.norm and not found.normative and not found.judged:
            return None, 0.4, said
        return -(found.judged or found.sign), 0.7, said
    if kind == CueClass.WARN:
        if found.judged:
            return found.judged, 0.7, said
        if _is_infinitive(doc, content):
            return found.sign, 0.75, said
        return (
            (-found.sign, 0.6, said)
            if found.normative or found.acts or "against" in attribution.lemma
            else (None, 0.4, said)
        )
    if kind == CueClass.EVALUATE:
        judged = found.judged or called_in(
            {doc[i].lower_ for i in content} | {doc[i].lemma_.casefold() for i in content}
        )
        return (-judged if negated else judged, 0.7, said) if judged else (None, 0.4, said)
    if kind == CueClass.ASK:
        return None, 0.4, said
    if attribution.lemma.startswith("believe in"):
        sign = found.judged or found.sign
        return -sign if negated else sign, 0.7, said
    if first_word in ANNOUNCING and not negated and word.pos_ in ("NOUN", "PROPN", "VERB") and _is_thing(doc, content):
        return found.judged or found.sign, 0.65, f"{said} (puts it forward)"
    return asserted(attribution, doc, content, found, word, target, said)


def _complaint(doc: Doc, content: Sequence[int], found: Direction, word: Token, said: str) -> Position:
    """A complaint of how a thing is done ("the ferry is late") says nothing of whether it should be."""
    lack = shortfall(doc, content, word)
    if lack is not None:
        return lack.sign, 0.6, f"{said}: complains of too little ({lack.word})"
    if found.judged or found.normative:
        return found.judged or found.sign, 0.65, said
    if _is_thing(doc, content) and topmost([doc[i] for i in content if not doc[i].is_punct]).i == word.i:
        return -found.sign, 0.6, said
    return None, 0.4, f"{said}: complains of how it is, not that it is"


def has_second_thought(found: Direction, doc: Doc, content: Sequence[int]) -> bool:
    """Whether "not against it in principle" is followed by "but this one is wrong"."""
    if not content or "not" not in found.why or not {"against", "oppose", "opposed", "object"} & set(found.why):
        return False
    end = doc[content[-1]].sent.end
    said = [doc[i] for i in range(content[0], end)]
    at = next((n for n, t in enumerate(said) if t.lower_ in _YET and n), None)
    return at is not None and any(t.lower_ in BAD or t.lemma_.lower() in BAD for t in said[at:])


def _is_second(word: Token, content: Sequence[int]) -> bool:
    """Whether it is what something else is preferred to: "a bridge to the ferry"."""
    inside = set(content)
    return any(
        at.dep_ in ("prep", "dative") and at.lower_ in ("to", "over") and at.i != min(inside)
        for at in way_up(word, inside)
    )


def _is_thing(doc: Doc, content: Sequence[int]) -> bool:
    """Whether the content is a thing ("its plan to build a bridge") and no clause."""
    top = topmost([doc[i] for i in content if not doc[i].is_punct] or [doc[0]])
    return top.pos_ in ("NOUN", "PROPN") and not any(c.dep_ in ("nsubj", "cop", "aux") for c in top.children)


def _is_told(doc: Doc, content: Sequence[int]) -> bool:
    """Whether the content tells what is so ("that the judge erred"), not what is to be done."""
    top = topmost([doc[i] for i in content if not doc[i].is_punct] or [doc[0]])
    finite = top.tag_ in ("VBZ", "VBD", "VBP", "MD") or any(c.tag_ in ("VBZ", "VBD", "VBP", "MD") for c in top.children)
    return finite and any(c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") for c in top.children)


def _is_infinitive(doc: Doc, content: Sequence[int]) -> bool:
    return any(doc[i].tag_ == "TO" for i in content[:6])


def _said(attribution: Attribution, found: Direction) -> str:
    noun = NOUN[attribution.cue_class]
    return f"{noun} ({attribution.lemma}): {' '.join(found.why)}" if found.why else f"{noun} ({attribution.lemma})"
