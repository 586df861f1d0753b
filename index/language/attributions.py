"""Who said what: from a `Reading` to its attributions, each with source, cue and content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.language.according import phrase_findings
from index.language.confidence import confidence
from index.language.document import Reading
from index.language.findings import Finding
from index.language.nesting import containers, prune
from index.language.nouns import noun_findings
from index.language.quoting import Quotes, join
from index.language.stages import Attribution, CueClass
from index.language.standing import colon_findings, floating_findings
from index.language.syntax import implicative, to_spans
from index.language.verbs import verb_findings
from index.model import Form, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

# Subjects that say nothing: times, and what happens.
TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight morning afternoon "
    "evening night weekend day week month year decade century spring summer autumn winter".split()
)
MONTHS = frozenset("january february march april may june july august september october november december".split())
EVENTS = frozenset(
    "attack explosion blast bomb bombing fire blaze storm hurricane earthquake quake flood flooding tsunami tornado "
    "crash collision accident shooting killing murder violence fighting clash war battle riot disaster outbreak "
    "pandemic epidemic drought eruption landslide avalanche derailment collapse weather heat rain wind snow "
    "incident strike".split()
)
HEARSAY = frozenset(("reportedly allegedly apparently supposedly reputedly purportedly ostensibly evidently").split())


def attributions(reading: Reading) -> list[Attribution]:
    """All attributions of the text, in the order of their cues; `parent` is a place in this list."""
    quotes = Quotes(reading)
    found: list[Finding] = []
    for sentence in reading.sentences:
        found += verb_findings(sentence)
        found += noun_findings(sentence)
        found += phrase_findings(sentence)
    found += join(found, quotes)
    found = [f for f in found if (f.source_head is not None or _is_open(f)) and _has_words(f) and _is_firm(f)]
    found += colon_findings(reading, quotes)
    found += floating_findings(found, quotes)
    kept = prune(sorted(found, key=lambda f: f.anchor.i), quotes)
    parents = [outer[0] if outer else None for outer in containers(kept)]
    return [_attribution(reading, f, p, quotes) for f, p in zip(kept, parents, strict=True)]


def _has_words(finding: Finding) -> bool:
    """Whether any word is left to the content beside source and cue."""
    doc = finding.anchor.doc
    return any(doc[i].text[0].isalnum() for i in finding.content - finding.cue_tokens - finding.source)


def _is_firm(finding: Finding) -> bool:
    """Whether the construction is one that mostly reports: the ones left out were wrong more often than right."""
    head, anchor = finding.source_head, finding.anchor
    if head is not None and head.lower_ == "you" and not finding.quoted:
        return False
    if head is not None and head.pos_ != "PRON" and _is_no_speaker(head):
        return False
    if finding.rule == "verb-infinitive" and anchor.dep_ == "ccomp":
        return anchor.tag_ == "VBN"
    if finding.rule == "verb-preposition" and anchor.dep_ in ("acl", "pcomp"):
        return implicative(anchor) is not None
    return True


def _is_no_speaker(head: Token) -> bool:
    """Whether a subject is a time or an event: "Monday saw", "the attack promised"."""
    word = head.lower_
    dated = head.ent_type_ in ("DATE", "TIME")
    if (word in TIMES and (dated or head.pos_ == "NOUN")) or (word in MONTHS and dated):
        return True
    return head.pos_ == "NOUN" and (word in EVENTS or head.lemma_.lower() in EVENTS)


def _is_open(finding: Finding) -> bool:
    """Whether a finding without a source is worth showing: "is expected to", "the claim that"."""
    if finding.rule == "noun-clause":
        return finding.cue.cue_class in (CueClass.SAY, CueClass.ACCUSE)
    return finding.rule in ("passive-infinitive", "passive-clause")


def _form(finding: Finding, content: set[int], quotes: Quotes) -> Form:
    """Direct where all words stand in quotation marks, mixed where some do."""
    if finding.cue.act:
        return Form.ACT
    words = [i for i in content if not quotes.doc[i].is_punct and not quotes.doc[i].is_space]
    quoted = sum(quotes.at(i) is not None for i in words)
    if quoted == 0:
        return Form.INDIRECT
    return Form.DIRECT if quoted == len(words) else Form.MIXED


def _is_hearsay(finding: Finding) -> bool:
    doc = finding.anchor.doc
    near = [*finding.anchor.children, *(doc[i] for i in finding.cue_tokens)]
    return any(token.lower_ in HEARSAY for token in near)


def _attribution(reading: Reading, f: Finding, parent: int | None, quotes: Quotes) -> Attribution:
    doc = reading.doc
    content = f.content - f.cue_tokens - f.source
    head = f.source_head
    return Attribution(
        source=to_spans(doc, f.source),
        cue=to_spans(doc, f.cue_tokens) or tuple(reading.cut(i, i) for i in f.cue_tokens),
        content=to_spans(doc, content),
        form=_form(f, content, quotes),
        lemma=f.lemma,
        cue_class=f.cue_class,
        rule=f.rule,
        confidence=confidence(f, nested=parent is not None),
        source_head=Span(head.idx, head.idx + len(head.text)) if head is not None else None,
        negated=f.negated and not f.leaves_open,
        hedged=_is_hearsay(f),
        addressee=None if f.addressee is None else Span(f.addressee.idx, f.addressee.idx + len(f.addressee.text)),
        parent=parent,
    )
