"""Headlines: present tense without articles, which the parser often misreads.

"Council rejects quarry plan" may be read as one long name. In a headline a verb of the lexicon in the third
person that the parser made part of a name is taken for the verb, and what follows it is its content.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from index.language.cues import VERBS
from index.language.document import Reading
from index.language.findings import Finding
from index.language.quoting import Quotes
from index.language.stages import CueClass
from index.language.syntax import DASHES

if TYPE_CHECKING:
    from index.language.parsed import DocSpan

_LONGEST = 160  # code points
_FIRST = 3  # paragraphs in which a headline is looked for
_LONGEST_SOURCE = 6
_NOUNS = frozenset(("claims", "reports", "fears", "doubts", "hopes", "fear", "report", "claim", "hope", "doubt"))
_MISREAD = frozenset(("compound", "amod", "nmod", "dep", "appos", "npadvmod", "nsubj", "ROOT"))
# Third persons that are hardly ever nouns, and plain forms after a plural.
_THIRD = frozenset(
    (
        "rejects upholds slams vows denies condemns praises hails opposes endorses dismisses criticises "
        "criticizes accuses admits overturns ratifies approves refuses threatens welcomes defends urges "
        "blasts rebuffs denounces insists rebukes decries vetoes imposes adopts"
    ).split()
)
_PLAIN = frozenset(
    (
        "back welcome reject condemn oppose slam urge denounce vow deny praise defend demand endorse approve "
        "hail criticise criticize dismiss"
    ).split()
)
_TOLD = frozenset((CueClass.SAY, CueClass.REPORT, CueClass.WARN, CueClass.BELIEVE, CueClass.ACCUSE))
_WHOLE = frozenset(("verb-object", "verb-infinitive", "verb-preposition", "verb-object-infinitive", "verb-clause",
                    "verb-call-on", "headline-verb"))  # fmt: skip


def headline_sentences(reading: Reading) -> Iterator[DocSpan]:
    """The sentences of the headline, and of short first paragraphs that no full stop ends."""
    places = [p for p in reading.paragraphs[:_FIRST] if p.end - p.start < _LONGEST]
    if reading.title_span is not None:
        places = [reading.title_span]
    for sentence in reading.sentences:
        if not places or sentence.start_char > places[-1].end:
            return
        inside = any(p.start <= sentence.start_char < p.end for p in places)
        if inside and len(sentence) >= 3 and sentence.text.rstrip()[-1:] not in (".", "?", "!", ":", ","):
            yield sentence


def headline_findings(reading: Reading, found: Sequence[Finding], quotes: Quotes) -> list[Finding]:
    """What the parser missed in the headlines; lengthens the contents of `found` that it cut short."""
    more = []
    for sentence in headline_sentences(reading):
        low, end = sentence.start, _end(sentence)
        mine = [f for f in found if low <= f.anchor.i < end]
        if not any(f.content and f.source_head is not None for f in mine):
            finding = _misread(sentence, end, quotes)
            if finding is not None:
                more.append(finding)
                continue
        for finding in mine:
            _lengthen(finding, end, mine)
            _begin(finding, low)
    return more


def _end(sentence: DocSpan) -> int:
    end = sentence.end
    while end > sentence.start and sentence.doc[end - 1].is_space:
        end -= 1
    return end


def _misread(sentence: DocSpan, end: int, quotes: Quotes) -> Finding | None:
    """The verb that the parser made a part of a name, with all before it as source and all after it as content."""
    doc = sentence.doc
    told = _told_last(sentence, end)
    if told is not None:
        return told
    for i in range(sentence.start + 1, min(sentence.start + 1 + _LONGEST_SOURCE, end - 1)):
        token = doc[i]
        sure = token.lower_ in _THIRD or (token.lower_ in _PLAIN and doc[i - 1].tag_ in ("NNS", "NNPS"))
        if not sure and (token.is_punct or token.pos_ == "ADP"):
            return None
        phrase = f"{token.lemma_.lower()} {doc[i + 1].lower_}" in VERBS and token.tag_ == "NNS"
        several = token.tag_ == "VB" and token.dep_ in ("compound", "amod", "nmod")  # "Norland and Ostland sign pact"
        if not (phrase or several or sure) and (token.tag_ not in ("VBZ", "VBP") or token.dep_ not in _MISREAD):
            continue
        if quotes.at(i) is not None:
            continue
        if not sure and any(c.dep_ in ("nsubj", "nsubjpass", "aux") for c in token.children):
            continue
        before = range(sentence.start, i)
        if doc[i - 1].pos_ not in ("NOUN", "PROPN") or any(doc[j].pos_ in ("VERB", "AUX") for j in before):
            continue
        cue, first = VERBS.get(f"{token.lemma_.lower()} {doc[i + 1].lower_}"), i + 2
        if cue is None or first >= end:
            form = token.lower_
            plain = form.removesuffix("s") if form in _THIRD else form
            cue, first = (
                VERBS.get(token.lemma_.lower()) or VERBS.get(plain) or VERBS.get(plain.removesuffix("e")),
                i + 1,
            )
            if cue is None or not cue.frames & {"obj", "that", "objto"} or doc[i + 1].pos_ == "ADP":
                continue
        dash = next((j for j in range(first, end) if doc[j].text in DASHES and doc[j - 1].whitespace_), end)
        end = dash if dash > first else end
        return Finding(
            token, cue, "headline-verb", set(range(i, first)), set(before), doc[i - 1], content=set(range(first, end))
        )
    return None


def _told_last(sentence: DocSpan, end: int) -> Finding | None:
    """In "Pact 'a disaster', say trawlermen" what stands before the last comma is told by whom stands after it."""
    doc = sentence.doc
    comma = next((i for i in range(end - 2, max(end - 8, sentence.start + 1), -1) if doc[i].text == ","), None)
    if comma is None or comma + 2 >= end:
        return None
    verb = doc[comma + 1]
    cue = VERBS.get(verb.lower_) or VERBS.get(verb.lower_.removesuffix("s"))
    source = range(comma + 2, end)
    if cue is None or cue.cue_class not in _TOLD or "that" not in cue.frames or verb.lower_ in _NOUNS:
        return None
    if any(doc[i].is_punct or doc[i].pos_ in ("VERB", "AUX", "ADP", "SCONJ") for i in source):
        return None
    content = set(range(sentence.start, comma))
    return Finding(verb, cue, "headline-verb", {verb.i}, set(source), doc[end - 1], content=content)


def _begin(finding: Finding, low: int) -> None:
    """In "MPs vote against tunnel" all before a verb without a subject is its source."""
    verb = finding.anchor
    if finding.source_head is not None or finding.passive or verb.dep_ != "ROOT" or verb.pos_ != "VERB":
        return
    before = [verb.doc[i] for i in range(low, min(finding.cue_tokens))]
    if not 0 < len(before) <= _LONGEST_SOURCE:
        return
    name = len(before) == 1 and before[0].pos_ == "ADJ" and before[0].is_title  # a surname that was taken for one
    if before[-1].pos_ not in ("NOUN", "PROPN") and not name:
        return
    if all(t.pos_ in ("NOUN", "PROPN", "ADJ", "CCONJ", "PART", "DET", "NUM") for t in before):
        finding.source, finding.source_head = {t.i for t in before}, before[-1]


def _lengthen(finding: Finding, end: int, others: Sequence[Finding]) -> None:
    """In "calls for end to blockade" the rest of the line belongs to the content."""
    if finding.rule not in _WHOLE or not finding.content or finding.passive:
        return
    last = max(finding.content)
    if last < finding.anchor.i or last + 1 >= end:
        return
    doc = finding.anchor.doc
    rest = range(last + 1, end)
    taken = set().union(*(f.cue_tokens | f.source for f in others if f is not finding))
    if any(doc[i].is_punct or doc[i].dep_ == "cc" or i in taken for i in rest):
        return
    finding.content |= set(rest)
