"""Phrases that name a source beside its clause: "according to Walla", "in the words of the mayor"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from index.language.cues import Cue
from index.language.findings import Finding
from index.language.stages import CueClass
from index.language.syntax import child, subtree

if TYPE_CHECKING:
    from index.language.parsed import DocSpan, Token

ACCORDING = Cue("according to", CueClass.REPORT, frozenset(("that",)))
WORDS = Cue("in the words of", CueClass.SAY, frozenset(("that",)))
VIEW = Cue("in the view of", CueClass.BELIEVE, frozenset(("that",)))
_VIEWS = frozenset(["view", "opinion", "judgment", "judgement", "estimation", "mind", "eyes"])


def phrase_findings(words: Iterable[Token], sentence: DocSpan) -> list[Finding]:
    """The attributions of one sentence that the prepositional phrases of these words give."""
    found = []
    for token in words:
        finding = None
        if token.lower_ == "according":
            finding = _according(token, sentence)
        elif token.lower_ == "in" and token.dep_ == "prep":
            finding = _in_words(token, sentence)
        if finding is not None:
            found.append(finding)
    return found


def _according(token: Token, sentence: DocSpan) -> Finding | None:
    if token.i + 2 >= sentence.end or token.nbor().lower_ != "to":
        return None
    to = token.nbor()
    source = child(to, "pobj", "pcomp") or child(token, "pobj")
    if source is None or source.i < to.i:
        return None
    finding = Finding(token, ACCORDING, "according", {token.i, to.i})
    finding.source_head = source
    finding.source = set(range(to.i + 1, source.right_edge.i + 1))
    phrase = finding.source | finding.cue_tokens
    finding.content = _clause(token, sentence, phrase)
    return finding if finding.content else None


def _in_words(token: Token, sentence: DocSpan) -> Finding | None:
    noun = child(token, "pobj")
    if noun is None:
        return None
    lemma = noun.lower_
    cue = WORDS if lemma == "words" else VIEW if lemma in _VIEWS else None
    if cue is None:
        return None
    owner = child(noun, "poss")
    if owner is None:
        of = child(noun, "prep")
        owner = child(of, "pobj") if of is not None and of.lower_ == "of" else None
    if owner is None:
        return None
    phrase = subtree(token)
    edge = token.left_edge.i == sentence.start or sentence[token.i - sentence.start - 1].is_punct
    if not edge:
        return None
    finding = Finding(token, cue, "in-words", {token.i, noun.i})
    finding.source_head = owner
    finding.source = subtree(owner) - {c.i for c in owner.children if c.dep_ == "case"}
    finding.cue_tokens |= phrase - subtree(owner)
    finding.content = _clause(token, sentence, phrase)
    return finding if finding.content else None


def _clause(token: Token, sentence: DocSpan, phrase: set[int]) -> set[int]:
    """What the phrase is about: its relative clause where it stands in one, else the whole sentence without it."""
    before, after = min(phrase), max(phrase)
    at = token.head
    while at.head.i != at.i and at.dep_ != "relcl":
        at = at.head
    comma = before > sentence.start and sentence[before - sentence.start - 1].is_punct
    closed = after + 1 >= sentence.end or sentence[after + 1 - sentence.start].is_punct
    if at.dep_ == "relcl" and not (comma and after + 3 >= sentence.end):
        return subtree(at) - phrase
    if not closed and before > sentence.start + 1 and not comma:
        return subtree(token.head) - phrase
    return set(range(sentence.start, sentence.end)) - phrase
