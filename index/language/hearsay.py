"""What nobody is named for: "Four boats were reportedly lost", "closed, reportedly over a quarrel".

The adverb is the cue, and the source is left open. Beside a verb that tells who said it ("reportedly believes that")
it only marks that statement as hearsay.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from index.language.clauses import SUBORDINATORS
from index.language.cues import Cue
from index.language.findings import Finding
from index.language.stages import CueClass
from index.language.syntax import DASHES, RELATIVES, child, subject, subtree

if TYPE_CHECKING:
    from index.language.parsed import Token

OPEN_HEARSAY = frozenset("reportedly allegedly reputedly purportedly".split())
_PREDICATES = ("acomp", "xcomp", "attr", "oprd", "ccomp", "dobj", "prep")
_CLAUSES = frozenset("ROOT conj advcl relcl ccomp acl parataxis pcomp csubj".split())
_APART = DASHES | {",", ";", "("}
_FEWEST = 2  # words that are told


def hearsay_findings(words: Iterable[Token], found: Sequence[Finding]) -> list[Finding]:
    """The statements of nobody in particular that these adverbs mark; none where one of `found` has it already."""
    told = [f for f in found if f.content]
    findings = []
    for word in words:
        if word.lower_ not in OPEN_HEARSAY or word.dep_ != "advmod" or any(_marks(word, f) for f in told):
            continue
        content = _content(word) - {word.i}
        if sum(word.doc[i].is_alpha or word.doc[i].like_num for i in content) >= _FEWEST:
            cue = Cue(word.lower_, CueClass.REPORT, frozenset(("that",)))
            findings.append(Finding(word, cue, "hearsay", {word.i}, content=content))
    return findings


def _marks(word: Token, finding: Finding) -> bool:
    """Whether the adverb belongs to another statement's own cue: "reportedly believe", "was reportedly angry at"."""
    anchor = finding.anchor
    if word.i in finding.cue_tokens or word.head.i == anchor.i:
        return True
    return word.head.i == anchor.head.i and anchor.dep_ in _PREDICATES and word.head.pos_ in ("VERB", "AUX")


def _content(word: Token) -> set[int]:
    before = word.nbor(-1) if word.i > word.sent.start else None
    apart = before is not None and (before.text in _APART or before.lower_ == "with")
    last = not any(after.is_alpha or after.like_num for after in word.doc[word.i + 1 : word.sent.end])
    if apart and not last and word.nbor().text not in _APART:
        return _phrase(word)
    at = word.head
    while at.dep_ not in _CLAUSES and at.head.i != at.i:
        at = at.head
    return _clause(at)


def _phrase(word: Token) -> set[int]:
    """The phrase that the adverb introduces, with nothing from before it: ", reportedly outside a bakery"."""
    at = word.nbor()
    while at.head.i != at.i and at.head.left_edge.i >= word.i:
        at = at.head
    return set(range(word.i + 1, at.right_edge.i + 1))


def _clause(verb: Token) -> set[int]:
    """A whole clause, with its subject where it shares one, without what joins it to another."""
    content = subtree(verb)
    for part in verb.children:
        beside = part.dep_ in ("conj", "parataxis") and part.i > verb.i
        if beside and child(part, "nsubj", "nsubjpass", "expl") is not None:
            content -= set(range(part.left_edge.i, max(content, default=-1) + 1))
        elif (part.dep_ == "mark" and part.lower_ in SUBORDINATORS) or part.dep_ == "cc":
            content.discard(part.i)
    if child(verb, "nsubj", "nsubjpass", "expl", "csubj") is None and verb.dep_ == "conj":
        head = subject(verb) or child(verb.head, "nsubjpass")
        if head is not None and head.lower_ not in RELATIVES:
            content |= set(range(head.left_edge.i, head.i + 1))
    return content
