"""What a colon announces: "Her answer: "Never."", "The message was clear: the toll must go"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.language.acts import DECIDERS
from index.language.cues import NOUNS, Cue
from index.language.data.people import ROLES, SPOKESPERSON, UNNAMED_PERSON
from index.language.findings import Finding
from index.language.quoting import Quotes
from index.language.stages import CueClass
from index.language.syntax import child, noun_phrase, own_subject, subject, subtree, verb_group

if TYPE_CHECKING:
    from index.language.parsed import DocSpan, Token

_FEWEST = 3  # tokens that are announced
_NEAR = 8  # tokens before the colon in which the announcing word stands
_WORDS = frozenset(
    (
        "message answer response reply verdict warning conclusion advice demand argument complaint question promise "
        "pledge slogan motto word plea appeal request statement explanation assessment point prediction claim comment "
        "reaction excuse justification view opinion position suggestion proposal"
    ).split()
)
_MANNERS = frozenset(
    (
        "clear blunt firm emphatic adamant unequivocal defiant categorical frank candid dismissive scathing brief "
        "terse direct explicit certain sure unapologetic unmoved upbeat cautious philosophical"
    ).split()
)
_GIVING = frozenset("be send give have offer issue deliver make repeat come get receive".split())
_EMPTY = frozenset(("it", "there", "this", "that", "what", "which", "these"))


def announcing_findings(colon: Token, quotes: Quotes) -> list[Finding]:
    """The attribution whose content stands after this colon, where a word before it announces one."""
    sentence = colon.sent
    if colon.i < sentence.start + 2 or quotes.at(colon.i) is not None:
        return []
    finding = _before(colon, sentence)
    if finding is None:
        return []
    after = quotes.after(colon.i)
    if after is not None and after.first == colon.i + 1:
        if after.owner is not None:
            return []
        after.owner = finding
        finding.content = set(after.tokens)
        finding.quoted = True
    else:
        finding.content = set(range(colon.i + 1, sentence.end))
    return [finding] if len(finding.content) >= _FEWEST else []


def quoted_after_colon(quotes: Quotes, found: Sequence[Finding]) -> list[Finding]:
    """Whose words stand after a colon that no cue announces: 'Berg addressed the crowd: "Go home."'

    They are those of the subject of the sentence before it, whatever he did.
    """
    doc = quotes.doc
    at = {f.anchor.i: f for f in found if f.source_head is not None}
    more = []
    for quote in quotes.all:
        colon = quote.first - 1
        if quote.owner is not None or not quote.speech or colon < 1 or doc[colon].text != ":":
            continue
        verb = next((t for t in doc[colon].sent if t.dep_ == "ROOT" and t.i < colon), None)
        if verb is None or verb.pos_ != "VERB" or verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN"):
            continue
        known = at.get(verb.i)
        if known is not None and not known.passive:
            known.content = set(quote.tokens)
            known.quoted, known.rule = True, "quote-after"
            quote.owner = known
            continue
        head = own_subject(verb, "nsubj")
        if head is None or not _can_speak(head):
            continue
        cue = Cue(verb.lemma_.lower(), CueClass.SAY, frozenset(("that",)))
        finding = Finding(verb, cue, "quote-any-verb", verb_group(verb), noun_phrase(head, (verb.i,)))
        finding.source_head = head
        finding.content = set(quote.tokens)
        finding.quoted = True
        quote.owner = finding
        more.append(finding)
    return more


def _can_speak(head: Token) -> bool:
    """Whether a subject is a person, people or a body."""
    if head.pos_ == "PRON":
        return head.lower_ in ("he", "she", "they")
    return (
        head.ent_type_ in ("PERSON", "ORG", "GPE", "NORP")
        or head.lemma_.lower() in ROLES | DECIDERS | SPOKESPERSON | UNNAMED_PERSON
    )


def _before(colon: Token, sentence: DocSpan) -> Finding | None:
    """The word before a colon that announces what follows, with whose word it is."""
    doc = colon.doc
    for i in range(colon.i - 1, max(colon.i - _NEAR, sentence.start) - 1, -1):
        token = doc[i]
        if token.is_punct and token.text in (";", "."):
            return None
        lemma = token.lemma_.lower()
        if token.pos_ == "NOUN" and lemma in _WORDS:
            return _of_noun(token)
        if token.dep_ == "acomp" and token.lower_ in _MANNERS and token.head.lemma_.lower() == "be":
            return _of_manner(token)
    return None


def _of_noun(noun: Token) -> Finding | None:
    lemma = noun.lemma_.lower()
    cue = Cue(lemma, NOUNS[lemma].cue_class if lemma in NOUNS else CueClass.SAY, frozenset(("that",)))
    finding = Finding(noun, cue, "announced", {noun.i})
    owner = child(noun, "poss")
    verb = noun.head if noun.dep_ in ("dobj", "attr", "pobj") else None
    if verb is not None and verb.pos_ == "ADP":
        verb = verb.head
    if owner is not None:
        finding.source_head = owner
        finding.source = subtree(owner) - {c.i for c in owner.children if c.dep_ == "case"}
        return finding
    by = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("from", "of", "by")), None)
    giver = None if by is None else child(by, "pobj")
    if giver is not None and giver.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
        finding.source_head, finding.source = giver, noun_phrase(giver)
        return finding
    if verb is None or verb.lemma_.lower() not in _GIVING - {"be"}:
        return None
    head = subject(verb)
    if head is None or head.lower_ in _EMPTY:
        return None
    finding.cue_tokens |= verb_group(verb) | set(range(noun.left_edge.i, noun.i))
    finding.source_head = head
    finding.source = noun_phrase(head) - finding.cue_tokens
    return finding


def _of_manner(word: Token) -> Finding | None:
    """ "Berg was blunt: ...", "Her message was clear: ..."."""
    head = subject(word.head)
    if head is None or head.lower_ in _EMPTY:
        return None
    if head.pos_ == "NOUN" and head.lemma_.lower() in _WORDS:
        finding = _of_noun(head)
        if finding is not None:
            finding.cue_tokens |= verb_group(word.head) | {word.i}
        return finding
    if head.ent_type_ != "PERSON" and head.lower_ not in ("he", "she", "they") and head.pos_ != "NOUN":
        return None
    cue = Cue(word.lower_, CueClass.SAY, frozenset(("that",)))
    finding = Finding(word, cue, "announced", verb_group(word.head) | {word.i})
    finding.source_head, finding.source = head, noun_phrase(head) - {word.i, word.head.i}
    return finding
