"""Who takes a side by what he is said to be: "is in favour of the toll", "is against it", "a critic of the dam"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from index.language.cues import SIDES, Cue
from index.language.findings import Finding
from index.language.stages import CueClass
from index.language.syntax import child, is_negated, noun_phrase, subject, subtree, verb_group

if TYPE_CHECKING:
    from index.language.parsed import Token

FOR = Cue("in favour of", CueClass.SUPPORT, frozenset(("@of",)))
AGAINST = Cue("against", CueClass.OPPOSE, frozenset(("@against",)))
BEING = frozenset(("be", "stay", "remain", "stand", "come"))
_EMPTY = frozenset(("it", "there", "this", "that", "what", "which", "odds", "vote", "votes", "evidence"))


def siding_findings(words: Iterable[Token]) -> list[Finding]:
    """The sides that these nouns and phrases take."""
    found = []
    for token in words:
        finding = None
        if token.pos_ == "NOUN" and token.lemma_.lower() in SIDES:
            finding = _of_noun(token, SIDES[token.lemma_.lower()])
        elif token.dep_ == "prep" and token.lower_ in ("in", "against") and token.head.pos_ in ("AUX", "VERB"):
            finding = _of_phrase(token)
        if finding is not None:
            found.append(finding)
    return found


def _of_noun(noun: Token, cue: Cue) -> Finding | None:
    """ "is a critic of the dam", "Ostrow, a critic of the dam,"."""
    part = next((c for c in noun.children if c.dep_ == "prep" and c.i > noun.i and c.lower_ in cue.prepositions), None)
    thing = None if part is None else child(part, "pobj", "pcomp")
    if part is None or thing is None:
        return None
    finding = Finding(noun, cue, "side", {noun.i, part.i}, content=subtree(part) - {part.i})
    if noun.dep_ == "attr" and noun.head.lemma_.lower() in BEING:
        head = subject(noun.head)
        finding.cue_tokens |= verb_group(noun.head)
        finding.negated = is_negated(noun.head)
    elif noun.dep_ == "appos" and noun.head.pos_ == "PROPN":
        head = noun.head
    else:
        return None
    if head is None or head.lower_ in _EMPTY or head.pos_ in ("VERB", "AUX", "ADP", "PUNCT"):
        return None
    finding.source_head = head
    finding.source = noun_phrase(head, subtree(noun)) if head.i < noun.i else noun_phrase(head)
    finding.source -= finding.cue_tokens | finding.content
    return finding


def _of_phrase(preposition: Token) -> Finding | None:
    """ "is in favour of the toll", "is against the toll"."""
    verb = preposition.head
    if verb.lemma_.lower() not in ("be", "remain", "stay") or preposition.i < verb.i:
        return None
    head = subject(verb)
    if head is None or head.lower_ in _EMPTY or head.pos_ == "VERB":
        return None
    thing = child(preposition, "pobj", "pcomp")
    if thing is None:
        return None
    if preposition.lower_ == "against":
        finding = Finding(verb, AGAINST, "side", verb_group(verb) | {preposition.i})
        finding.content = subtree(preposition) - {preposition.i}
    else:
        of = child(thing, "prep")
        if thing.lower_ not in ("favour", "favor") or of is None or of.lower_ != "of":
            return None
        finding = Finding(verb, FOR, "side", verb_group(verb) | {preposition.i, thing.i, of.i})
        finding.content = subtree(of) - {of.i}
    finding.negated = is_negated(verb)
    finding.source_head = head
    own = range(verb.left_edge.i, verb.right_edge.i + 1) if head.left_edge.i <= verb.i <= head.right_edge.i else ()
    finding.source = noun_phrase(head, [i for i in own if i != head.i]) - finding.cue_tokens - finding.content
    return finding
