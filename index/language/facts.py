"""Whether what is asserted says that something is so, or that it is not: towards propositions that are facts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from index.language.asserting import Position, first_of, words_of
from index.language.data import words
from index.language.data.polarity import CALLING, DOUBTING, NEGATIONS
from index.language.issues import Match
from index.language.polarity import Direction, direction
from index.language.stages import Attribution, CueClass
from index.language.syntax import way_up
from index.language.targets import Target, is_denied, stems_of, topmost

if TYPE_CHECKING:
    from index.language.parsed import Doc, Token

_MAYBE = ("may", "might", "could", "possibly", "perhaps", "maybe")
ENOUGH = 2  # words of a fact's proposition that a content has to have to be said to assert it
_SUPPOSING = words("propose suggest")
_DOING = words(
    "carry launch conduct commit start cause do shoot kill attack destroy fire stage perform organise organize"
)
_LACKING = words("lack fail refuse unable absence free unfit incapable impossible few little less deny rule")
_ASSERTING = frozenset(
    (
        CueClass.SAY, CueClass.REPORT, CueClass.BELIEVE, CueClass.ADMIT, CueClass.ACCUSE, CueClass.WARN,
        CueClass.EVALUATE, CueClass.PRAISE, CueClass.DECIDE, CueClass.SUPPORT, CueClass.PROMISE,
    )
)  # fmt: skip


def fact(
    attribution: Attribution,
    content: Sequence[int],
    found: Direction,
    word: Token,
    target: Target,
    match: Match,
    said: str,
) -> Position:
    """Towards a proposition that says what is so: to assert it is to be in favour of it, to deny it against it."""
    doc, kind = word.doc, attribution.cue_class
    tokens = [doc[i] for i in content]
    if _is_open(word, content):
        return None, 0.4, f"{said}: asks whether, how or how much"
    if kind is not CueClass.ACCUSE and _of_himself(attribution, doc, tokens, target):
        return None, 0.4, f"{said}: speaks of somebody else than the proposition"
    if _is_call(tokens):
        return None, 0.4, f"{said}: asks for something, and says nothing that is so"
    same = target.stems & stems_of(tokens)
    # A phrase of several words says what the proposition says, even where it takes other words for it.
    phrased = any(" " in hit.phrase for hit in match.hits)
    known = phrased or target.names(word)
    denied = (
        _is_disbelieved(doc, content)
        or ("not" in found.why and not _is_not_only(tokens))
        or any(why in ("no", "neither", "without") for why in found.why)
    )
    doubted = (attribution.lemma.split() or [""])[0] in DOUBTING
    if (kind is CueClass.DENY or doubted) and not attribution.negated:
        # Who doubts the claim agrees with a proposition that denies it.
        way = 1 if target.negated and not denied and not _lacks(tokens) else -1
        return (way, 0.7, said) if known or len(same) >= ENOUGH else (None, 0.4, said)
    proposed = kind is CueClass.REQUEST and attribution.lemma in _SUPPOSING
    if (kind not in _ASSERTING and not proposed) or (attribution.negated and kind is not CueClass.BELIEVE):
        return None, 0.4, said
    flip = -1 if attribution.negated else 1
    heads = [topmost(one) for hit in match.hits if (one := [t for t in tokens if hit.start <= t.idx < hit.end])]
    partly = sum(bool({"not", "no"} & set(direction(head, content).why)) for head in heads)
    if 2 * partly >= max(len(heads), 1) and not denied and not target.negated:
        return None, 0.4, f"{said}: something of it is denied"
    opposite = next((t for t in tokens if target.opposed(t)), None)
    if opposite is not None and not target.said & {t.lemma_.casefold() for t in tokens}:
        sure = (same or phrased) and not denied and not target.negated
        return (-flip, 0.6, f"{said} the opposite (“{opposite.text}”)") if sure else (None, 0.4, said)
    if denied != target.negated and (denied or is_denied({t.lower_ for t in tokens})):
        known = known or (word.pos_ in ("VERB", "ADJ") and denied and not target.negated)
        return (-flip, 0.6, f"{said} that it is not so") if known else (None, 0.4, said)
    if target.negated and not denied and not _lacks(tokens):
        # "there can be life there": nothing is denied of what the proposition denies.
        return (-flip, 0.6, f"{said} without denying it") if known and len(same) else (None, 0.4, said)
    clause = first_of(attribution) in CALLING or any(t.pos_ in ("VERB", "AUX") for t in tokens)
    if len(same) >= ENOUGH or (clause and len({hit.phrase for hit in match.hits}) >= ENOUGH):
        return flip, 0.7, f"{said} that it is so"
    # A configured word that the proposition does not have, beside one that it has, are two as well.
    beside = bool(same) and not target.names(word) and not any(t.lower_ in _MAYBE for t in tokens)
    return (flip, 0.55, f"{said} that it is so") if phrased or beside else (None, 0.4, said)


def _of_himself(attribution: Attribution, doc: Doc, tokens: Sequence[Token], target: Target) -> bool:
    """Whether the speaker, who is not the proposition's subject, tells of what he did: "it had launched the raid"."""
    if not target.subject or target.subject & {t.lower_ for t in tokens} or target.subject & words_of(attribution, doc):
        return False
    verb = next((t for t in tokens if t.pos_ == "VERB"), tokens[0])
    own = any(c.dep_ == "nsubj" and c.lower_ in ("i", "we", "it", "they") for c in verb.children)
    return own and verb.lemma_ in _DOING and verb.tag_ in ("VBD", "VBN")


def _is_not_only(tokens: Sequence[Token]) -> bool:
    """Whether the negation denies nothing: "not only", "not the only ones", "can hardly wait"."""
    words_ = [t.lower_ for t in tokens]
    after = {("not", "only"), ("n't", "only"), ("not", "just"), ("hardly", "wait"), ("not", "the")}
    pairs = {pair for pair in pairwise(words_) if pair in after}
    return bool(pairs - {("not", "the")}) or (("not", "the") in pairs and ("the", "only") in pairwise(words_))


def _lacks(tokens: Sequence[Token]) -> bool:
    """Whether words deny something, or tell of a lack."""
    return any(t.lower_ in NEGATIONS or t.lemma_.lower() in _LACKING for t in tokens)


def _is_call(tokens: Sequence[Token]) -> bool:
    """Whether the content begins with an imperative: "Let's talk about it"."""
    first = next((t for t in tokens if t.is_alpha), None)
    if first is None or first.tag_ != "VB" or first.dep_ not in ("ROOT", "ccomp"):
        return False
    return not any(c.dep_ in ("nsubj", "aux") and c.i < first.i for c in first.children)


def _is_open(word: Token, content: Sequence[int]) -> bool:
    """Whether the word stands in a question told: "questions remain whether ...", "how much it helps"."""
    inside = set(content)
    for at in way_up(word, inside):
        if at.dep_ in ("ccomp", "acl", "pcomp", "csubj", "relcl") and at.i != word.i:
            first = at.left_edge
            many = first.i + 1 < len(at.doc) and at.doc[first.i + 1].lower_ in ("much", "many", "far")
            if first.i in inside and (first.lower_ == "whether" or (first.lower_ == "how" and many)):
                return True
    return False


def _is_disbelieved(doc: Doc, content: Sequence[int]) -> bool:
    """Whether the content says "I don't think that ..."."""
    for i in content:
        verb = doc[i]
        if verb.lemma_ not in ("think", "believe") or not any(c.dep_ == "neg" for c in verb.children):
            continue
        if any(c.dep_ == "nsubj" and c.lower_ in ("i", "we") for c in verb.children):
            return any(c.dep_ == "ccomp" for c in verb.children)
    return False
