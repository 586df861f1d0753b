"""Reporting clauses set into what they report: "he said", "as he said", "..., reported Reuters"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.language.findings import Finding
from index.language.stages import CueClass
from index.language.syntax import QUOTATION_MARKS, child, noun_phrase, subtree

if TYPE_CHECKING:
    from index.language.parsed import Token

INSERTED = frozenset((CueClass.SAY, CueClass.REPORT, CueClass.BELIEVE, CueClass.ADMIT, CueClass.WARN, CueClass.ACCUSE))


def parenthetical(finding: Finding) -> set[int]:
    """The clause that "he said" or "as he said" is set into, where punctuation marks it off on both sides."""
    verb = finding.anchor
    host = verb.head
    mark = child(verb, "mark")
    if host.i == verb.i or verb.dep_ not in ("parataxis", "advcl", "ccomp", "relcl", "dep"):
        return set()
    if (mark is not None and mark.lower_ != "as") or finding.cue.cue_class not in INSERTED:
        return set()
    if verb.dep_ in ("advcl", "relcl") and mark is None:
        return set()
    sentence = verb.sent
    clause = subtree(verb)
    own = finding.source | finding.cue_tokens
    if verb.dep_ == "parataxis" and mark is None and own:
        # "Because the river is warm, says the study, it rises": what comes first may be hung on "says".
        clause = set(range(min(own), max(clause) + 1))
    low, high = min(clause), max(clause)
    opened = low == sentence.start or verb.doc[low - 1].is_punct or verb.doc[low].is_punct
    closed = high + 1 >= sentence.end or verb.doc[high + 1].is_punct or verb.doc[high].is_punct
    if not (opened and closed) or (low == sentence.start and mark is None):
        return set()
    if mark is not None:
        finding.cue_tokens.add(mark.i)
    begun = [i for i in range(sentence.start, low) if verb.doc[i].text in (";", ":")]
    before = set(range(begun[-1] + 1 if begun else verb.left_edge.i, low)) if verb.dep_ == "parataxis" else set()
    return {i for i in subtree(host) | before if not begun or i > begun[-1]} - clause


def is_apart(finding: Finding, clause: Token) -> bool:
    """Whether a semicolon or a colon parts a clause from the one of the verb: "It burned; one boat, he said, sank"."""
    low = min(finding.cue_tokens | finding.source)
    between = finding.anchor.doc[clause.right_edge.i + 1 : low]
    return any(t.text == ";" for t in between) or (len(between) > 0 and between[0].text == ":")


def inverted(finding: Finding, parts: Sequence[Token]) -> set[int]:
    """'..., reported Reuters' where the parser took the source for an object."""
    verb = finding.anchor
    if finding.cue.cue_class not in INSERTED or "that" not in finding.cue.frames or "objas" in finding.cue.frames:
        return set()  # "a boat, called Meridian" has that name
    if not verb.i:
        return set()
    sentence = verb.sent
    after = [c for c in parts if c.i > verb.i and c.dep_ in ("dobj", "nsubj", "npadvmod", "attr", "oprd", "dep")]
    if not after or verb.tag_ not in ("VBD", "VBZ", "VBN", "VBP") or verb.i - sentence.start < 3:
        return set()
    source = after[0]
    if source.pos_ not in ("PROPN", "NOUN") or source.left_edge.i != verb.i + 1 or min(finding.cue_tokens) != verb.i:
        return set()
    quoted = verb.nbor(-1).text in QUOTATION_MARKS
    if finding.source_head is not None and not (quoted or _is_name_after_comma(verb, source)):
        return set()
    rest = sentence[source.right_edge.i + 1 - sentence.start :]
    if not verb.nbor(-1).is_punct or any(not (t.is_punct or t.is_space) for t in rest):
        return set()
    finding.source_head = source
    finding.source = noun_phrase(source)
    return set(range(sentence.start, verb.i))


def _is_name_after_comma(verb: Token, source: Token) -> bool:
    """Whether "..., reported Reuters" names who reports, although the parser gave the verb another subject.

    In headlines it need be no name: "Quarry will destroy island, warn doctors".
    """
    own = child(verb, "nsubj", "nsubjpass", "aux", "auxpass", "cc")
    if own is not None or verb.nbor(-1).text != ",":
        return False
    return source.pos_ == "PROPN" or (verb.dep_ in ("dep", "parataxis") and verb.tag_ in ("VBP", "VBZ"))
