"""Attributions without a verb: "Rubio: I am not running", "...: report", and quotations that stand alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.language.cues import Cue
from index.language.document import Reading
from index.language.findings import Finding
from index.language.quoting import Quoted, Quotes
from index.language.stages import CueClass
from index.language.syntax import QUOTATION_MARKS, child, noun_phrase

if TYPE_CHECKING:
    from index.language.parsed import Doc, Token

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
_CHIEFS = frozenset("chief head leader boss director chair chairman chairwoman envoy ambassador king queen".split())
_LONGEST_HEADLINE = 30  # tokens
_LONGEST_TITLE = 4  # words of a headline's source
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
        if colons and _is_name(doc, first, colons[0]) and _is_said(doc, colons[0] + 1, last):
            found.append(_colon(doc, range(first, colons[0]), colons[0], range(colons[0] + 1, last + 1), "speaker"))
            continue
        if colons and last > colons[0] + 1 and doc[last].text not in (".", "?", "!"):
            source = _headline_source(doc, first, colons[0])
            if source is not None:
                content = range(colons[0] + 1, last + 1)
                found.append(_colon(doc, source, colons[0], content, "headline"))
                continue
        named = _named_after_quotation(doc, first, last)
        if named is not None:
            found.append(_colon(doc, named, named[0] - 1, range(first, named[0] - 1), "headline"))
            continue
        if doc[last].text in (".", "?", "!", '"'):
            continue
        tail = [i for i in range(max(first + 3, last - 5), last) if doc[i].text == ":" or _is_dash(doc, i)]
        if tail and last - first < 40 and _is_source(doc, tail[-1] + 1, last, dash=doc[tail[-1]].text != ":"):
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


def _headline_source(doc: Doc, first: int, colon: int) -> range | None:
    """Who a headline's first part names as its source: "Harbour chief: ...", "Berg on the toll: '...'"."""
    end = next((i for i in range(first + 1, colon) if doc[i].lower_ in ("on", "about")), colon)
    words = [doc[i] for i in range(first, end)]
    if len(words) > _LONGEST_TITLE or any(w.is_punct or w.lower_ in _LABELS for w in words):
        return None
    if end < colon:
        # Only what is quoted after it is surely his.
        quoted = doc[colon + 1].text in QUOTATION_MARKS or doc[colon + 1].is_quote
        return range(first, end) if quoted and all(w.text[:1].isupper() for w in words) else None
    if words[-1].lower_ in _REPORTS | _CHIEFS:
        return range(first, colon)
    name = doc[colon + 1].text in QUOTATION_MARKS and all(w.text[:1].isupper() for w in words)
    return range(first, colon) if name else None


def _is_dash(doc: Doc, i: int) -> bool:
    """Whether a dash with spaces around it stands here, as before a headline's source: "Two held - police"."""
    return doc[i].text in ("-", "–", "—") and bool(doc[i].whitespace_) and bool(doc[i - 1].whitespace_)


def _named_after_quotation(doc: Doc, first: int, last: int) -> range | None:
    """Who is named right after a headline's quotation: "'I was wrong': Berg apologises for ferry deal"."""
    if doc[first].text not in QUOTATION_MARKS or doc[last].text in (".", "?", "!"):
        return None
    ends = range(first + 3, min(last, first + _LONGEST_HEADLINE))
    colon = next((i for i in ends if doc[i].text == ":" and doc[i - 1].text in QUOTATION_MARKS), None)
    if colon is None:
        return None
    end = colon + 1
    while end <= last and end - colon <= _LONGEST_TITLE and doc[end].is_title and doc[end].pos_ == "PROPN":
        end += 1
    return range(colon + 1, end) if colon + 1 < end <= last else None


def _is_said(doc: Doc, first: int, last: int) -> bool:
    """Whether what follows a speaker's name is a sentence or a quotation, and no figure or list."""
    if last <= first:
        return False
    if doc[last].text in (".", "?", "!") or doc[first].text in QUOTATION_MARKS:
        return True
    return any(doc[i].pos_ in ("VERB", "AUX") for i in range(first, last + 1))


def _is_source(doc: Doc, first: int, last: int, *, dash: bool) -> bool:
    words = [doc[i] for i in range(first, last + 1) if doc[i].is_alpha]
    if len(words) <= 2 and words and words[-1].lower_ in _REPORTS:
        return True
    if not words or any(w.pos_ in ("VERB", "AUX") for w in words):
        return False
    if dash or (len(words) > _LONGEST_TITLE and not all(w.is_title for w in words)):
        return False  # "Boats in the port - Coast News Agency" is a credit
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
        nearer = _who_acts_before(doc, quote, quotes)
        if nearer is not None and nearer.i > last.anchor.i:
            finding.source_head, finding.source = nearer, noun_phrase(nearer)
        finding.quoted = True
        quote.owner = finding
        found.append(finding)
    return found


def _who_acts_before(doc: Doc, quote: Quoted, quotes: Quotes) -> Token | None:
    """The person that the sentence before a quotation tells of: 'Lind shook her head. "We lost," ...'."""
    at = quote.first - 1
    while at >= 0 and doc[at].is_space:
        at -= 1
    if at < 0 or quotes.paragraph_of[at] != quote.paragraph or quotes.at(at) is not None:
        return None
    head = child(doc[at].sent.root, "nsubj")
    return head if head is not None and (head.ent_type_ == "PERSON" or head.lower_ in ("he", "she")) else None


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
