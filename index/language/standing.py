"""Attributions without a verb: "Rubio: I am not running", "...: report", and quotations that stand alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.language.cues import Cue
from index.language.document import Reading
from index.language.findings import Finding
from index.language.quoting import Quoted, Quotes
from index.language.stages import CueClass

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

COLON = Cue(":", CueClass.SAY, frozenset(("that",)))
FLOATING = Cue("", CueClass.SAY, frozenset(("that",)))
_LONGEST_NAME = 7  # tokens before the colon
_LABELS = frozenset(
    (
        "exclusive breaking watch video update updated photo photos related source live opinion analysis "
        "transcript correction clarification background note read more listen podcast gallery profile timeline "
        "factbox explainer q a advertisement review interview quote also sign subscribe contact twitter "
        "facebook email phone tel date time where when what why how who key top full part chapter and but or "
        "image picture caption story topics tags"
    ).split()
)
_REPORTS = frozenset(
    (
        "report reports study poll survey source sources official officials police minister ministry lawyer "
        "lawyers analyst analysts expert experts media researchers spokesman spokeswoman spokesperson court "
        "watchdog survey president pm mayor governor union ngo un who eu nato witnesses prosecutors activists "
        "scientists"
    ).split()
)
SPEAKING = frozenset(("ROOT", "conj", "parataxis", "ccomp", "advcl"))
_FURTHEST_BACK = 2  # paragraphs between a speaker and a quotation that stands alone


def colon_findings(reading: Reading, quotes: Quotes) -> list[Finding]:
    """Paragraphs that begin with a speaker's name and a colon, and headlines that end with their source."""
    doc = reading.doc
    found = []
    ends = [*quotes.paragraph_starts[1:], len(doc)]
    for first, end in zip(quotes.paragraph_starts, ends, strict=True):
        last = end - 1
        while last > first and doc[last].is_space:
            last -= 1
        while first < last and doc[first].is_space:
            first += 1
        if last - first < 2:
            continue
        colons = [i for i in range(first + 1, min(last, first + _LONGEST_NAME + 1)) if doc[i].text == ":"]
        if colons and _is_name(doc, first, colons[0]) and last > colons[0] + 1:
            found.append(_colon(doc, range(first, colons[0]), colons[0], range(colons[0] + 1, last + 1), "speaker"))
            continue
        if doc[last].text in (".", "?", "!", '"'):
            continue
        tail = [i for i in range(max(first + 3, last - 5), last) if doc[i].text == ":"]
        if tail and last - first < 40 and _is_source(doc, tail[-1] + 1, last):
            found.append(_colon(doc, range(tail[-1] + 1, last + 1), tail[-1], range(first, tail[-1]), "headline"))
    return found


def _colon(doc: Doc, source: range, colon: int, content: range, rule: str) -> Finding:
    finding = Finding(doc[colon], COLON, rule, {colon}, set(source), content=set(content))
    finding.source_head = _head(doc, source)
    return finding


def _head(doc: Doc, source: range) -> Token:
    """The token of the name that governs it: the last one."""
    return next((doc[i] for i in reversed(source) if doc[i].pos_ in ("PROPN", "NOUN")), doc[source[-1]])


def _is_name(doc: Doc, first: int, colon: int) -> bool:
    words = [doc[i] for i in range(first, colon)]
    letters = [w for w in words if w.is_alpha]
    if not letters or any(w.lower_ in _LABELS for w in letters) or letters[0].is_digit:
        return False
    if not all(w.text[:1].isupper() or w.text in (".", ",", "-", "of", "the", "'s") for w in words):
        return False
    if all(w.is_upper for w in letters):
        return len(letters[-1].text) > 1
    return any(w.ent_type_ in ("PERSON", "ORG", "GPE") for w in letters) or all(w.pos_ == "PROPN" for w in letters)


def _is_source(doc: Doc, first: int, last: int) -> bool:
    words = [doc[i] for i in range(first, last + 1) if doc[i].is_alpha]
    if len(words) <= 2 and words and words[-1].lower_ in _REPORTS:
        return True
    if not words or any(w.pos_ in ("VERB", "AUX") for w in words):
        return False
    return words[-1].lower_ in _REPORTS or any(w.ent_type_ in ("PERSON", "ORG") for w in words)


def floating_findings(findings: Sequence[Finding], quotes: Quotes) -> list[Finding]:
    """Quotations that no cue took and that stand as sentences of their own go to the last speaker."""
    doc = quotes.doc
    found: list[Finding] = []
    speakers = sorted((f for f in findings if _speaks(f, quotes)), key=lambda f: f.anchor.i)
    place, last = 0, None
    for quote in quotes.all:
        while place < len(speakers) and speakers[place].anchor.i < quote.first:
            last = speakers[place]
            place += 1
        if quote.owner is not None or not quote.speech or last is None:
            continue
        if not _stands_alone(doc, quote.first, quote.last):
            continue
        if quotes.paragraph_of[quote.first] - quotes.paragraph_of[last.anchor.i] > _FURTHEST_BACK:
            continue
        if (last.quoted and _follows(quote, last, quotes)) or _next_sentence(doc, quote, last, quotes):
            last.content |= quote.tokens
            quote.owner = last
            continue
        finding = Finding(doc[quote.first], FLOATING, "floating", set(), set(last.source), content=set(quote.tokens))
        finding.source_head = last.source_head
        finding.quoted = True
        quote.owner = finding
        found.append(finding)
    return found


def _speaks(finding: Finding, quotes: Quotes) -> bool:
    """Whether a finding tells of somebody who may go on speaking."""
    head = finding.source_head
    if head is None or finding.anchor.dep_ not in SPEAKING or quotes.at(finding.anchor.i) is not None:
        return False
    if not (finding.quoted or finding.rule in ("verb-clause", "verb-after", "verb-parenthetical", "verb-object")):
        return False
    return head.pos_ == "PROPN" or head.tag_ in ("PRP", "NN") or finding.quoted


def _next_sentence(doc: Doc, quote: Quoted, last: Finding, quotes: Quotes) -> bool:
    """Whether a quotation is the sentence after the speaker's own in the same paragraph."""
    if quote.paragraph != quotes.paragraph_of[last.anchor.i]:
        return False
    return not any(doc[i].is_sent_start for i in range(last.anchor.sent.end + 1, quote.first))


def _follows(quote: Quoted, last: Finding, quotes: Quotes) -> bool:
    """Whether a quotation begins the paragraph after the one that ends with the speaker's own quotation."""
    before = quotes.before(quote.first)
    return before is not None and before.owner is last and quotes.paragraph_of[before.last] == quote.paragraph - 1


def _stands_alone(doc: Doc, first: int, last: int) -> bool:
    """Whether a quotation begins a sentence and nothing but punctuation follows in it."""
    if not (first == 0 or doc[first].is_sent_start or (doc[first - 1].is_space)):
        return False
    if doc[last - 1].text[-1:] not in ".?!…" and doc[last].text[-1:] not in ".?!":
        return False
    return last + 1 >= len(doc) or doc[last + 1].is_sent_start or doc[last + 1].is_punct or doc[last + 1].is_space
