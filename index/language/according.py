"""Phrases that name a source beside its clause: "according to Walla", "in the words of the mayor", "at her request"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from index.language.cues import Cue
from index.language.data.people import ROLES
from index.language.findings import Finding
from index.language.stages import CueClass
from index.language.syntax import RELATIVES, child, subtree

if TYPE_CHECKING:
    from index.language.parsed import DocSpan, Token

ACCORDING = Cue("according to", CueClass.REPORT, frozenset(("that",)))
WORDS = Cue("in the words of", CueClass.SAY, frozenset(("that",)))
VIEW = Cue("in the view of", CueClass.BELIEVE, frozenset(("that",)))
ESTIMATE = Cue("by the estimate of", CueClass.REPORT, frozenset(("that",)))
BEHEST = Cue("at the request of", CueClass.REQUEST, frozenset(("that",)))
_ASKED = frozenset("request behest urging invitation insistence instigation suggestion bidding".split())
_ASKED_BY = frozenset(("at", "per", "on", "upon"))
_COUNTED = frozenset("estimate reckoning count account calculation tally admission".split())
_FEWEST = 3  # words that are asked for
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
        elif token.dep_ in ("prep", "advmod") and token.lower_ in _ASKED_BY | {"by"}:
            finding = _by_wish(token, sentence)
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
    finding.source = set(range(to.i + 1, _with_name(source, sentence) + 1))
    phrase = finding.source | finding.cue_tokens
    finding.content = _clause(token, sentence, phrase)
    return finding if finding.content else None


def _with_name(source: Token, sentence: DocSpan) -> int:
    """The last token of a source, with a name between commas that the parser hung elsewhere: "the mayor, Ada Lind"."""
    last, doc = source.right_edge.i, source.doc
    if source.lemma_.lower() not in ROLES or last + 2 >= sentence.end or doc[last + 1].text != ",":
        return last
    end = last + 2
    while end < sentence.end and doc[end].ent_type_ == "PERSON":
        end += 1
    closed = last + 2 < end < sentence.end - 1 and doc[end].text == "," and doc[end + 1].lower_ not in RELATIVES
    return end - 1 if closed else last


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


def _by_wish(token: Token, sentence: DocSpan) -> Finding | None:
    """ "At the mayor's request", "at the behest of the port", "by the union's count"."""
    noun = child(token, "pobj")
    if noun is None:
        return None
    asked = token.lower_ in _ASKED_BY and noun.lemma_.lower() in _ASKED
    counted = token.lower_ == "by" and noun.lemma_.lower() in _COUNTED
    owner = child(noun, "poss")
    if owner is None:
        of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("of", "from")), None)
        owner = child(of, "pobj") if of is not None else None
    if owner is None or not (asked or counted):
        return None
    finding = Finding(token, BEHEST if asked else ESTIMATE, "in-words", {token.i, noun.i})
    finding.source_head = owner
    finding.source = subtree(owner) - {c.i for c in owner.children if c.dep_ == "case"}
    phrase = set(range(token.i, max(noun.i, owner.right_edge.i) + 1))
    finding.cue_tokens |= phrase - subtree(owner)
    finding.content = _told_of(token, sentence, phrase)
    return finding if len(finding.content) >= _FEWEST else None


def _told_of(token: Token, sentence: DocSpan, phrase: set[int]) -> set[int]:
    """The clause that such a phrase stands in, with its subject; of one it begins, the whole sentence."""
    if min(phrase) == sentence.start:
        return set(range(sentence.start, sentence.end)) - phrase
    at = token.head
    while at.pos_ not in ("VERB", "AUX") and at.head.i != at.i:
        at = at.head
    return set(range(at.left_edge.i, at.right_edge.i + 1)) - phrase


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
