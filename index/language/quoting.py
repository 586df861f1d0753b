"""Joins quotations to the cues that introduce, follow or interrupt them, and gives the others a speaker.

A quotation is in tokens here: `first` is its opening mark, `last` its closing one, over all its paragraphs.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from index.language.cues import Cue
from index.language.document import Reading
from index.language.findings import Finding
from index.language.quotations import quotations
from index.language.stages import CueClass
from index.language.syntax import child, noun_phrase, subtree, verb_group

if TYPE_CHECKING:
    from index.language.parsed import Doc, Token

SPEECH = frozenset(
    (CueClass.SAY, CueClass.REPORT, CueClass.ASK, CueClass.WARN, CueClass.ADMIT, CueClass.DENY, CueClass.PROMISE,
     CueClass.ACCUSE, CueClass.PRAISE, CueClass.OPPOSE, CueClass.REQUEST, CueClass.BELIEVE, CueClass.SUPPORT)
)  # fmt: skip
_FURTHEST = 14  # tokens between a cue and the quotation that it introduces
_LONGEST_TITLE = 5  # words of a programme's or a book's name
_ENDS = frozenset(",.?!-–—…")


@dataclass(slots=True, eq=False)
class Quoted:
    """A quotation in tokens. `speech` says that it can stand as an utterance, not only as a few quoted words."""

    first: int
    last: int
    tokens: set[int]
    speech: bool
    single: bool
    pieces: int = 1
    owner: Finding | None = None
    paragraph: int = -1


class Quotes:
    """The quotations of a reading, found by token; `is_word` tells of each token if it is no punctuation or space."""

    def __init__(self, reading: Reading) -> None:
        self.doc: Doc = reading.doc
        self.is_word = [not (token.is_punct or token.is_space) for token in self.doc]
        starts = reading.starts
        paragraph_starts = [p.start for p in reading.paragraphs]
        self.all: list[Quoted] = []
        self.paragraph_of = [bisect_right(paragraph_starts, at) - 1 for at in starts]
        for quotation in quotations(reading.text, reading.paragraphs):
            tokens: set[int] = set()
            for piece in quotation.pieces:
                tokens.update(range(bisect_left(starts, piece.start), bisect_left(starts, piece.end)))
            if not tokens:
                continue
            first, last = min(tokens), max(tokens)
            inner = [i for i in tokens if any(c.isalnum() for c in self.doc[i].text)]
            text = reading.text[quotation.start : quotation.end].strip("\"“”'‘’«» ")
            begins = next((c for c in text if c.isalpha()), "").isupper()
            utterance = begins and text[-1:] in _ENDS
            speech = (len(inner) >= 1 and utterance) or (len(inner) >= 3 and (
                text[-1:] in _ENDS or (len(inner) >= 6 and begins) or len(quotation.pieces) > 1
                or (reading.text[quotation.end : quotation.end + 1] in (",", ".") and begins)
            ))  # fmt: skip
            if speech and text[-1:] == "," and self._is_title(first, last):
                speech = False
            self.all.append(
                Quoted(first, last, tokens, speech, quotation.single, len(quotation.pieces),
                       paragraph=self.paragraph_of[first])
            )  # fmt: skip
        self.paragraph_starts = [bisect_left(starts, at) for at in paragraph_starts]
        self._firsts = [q.first for q in self.all]

    def _is_title(self, first: int, last: int) -> bool:
        """Whether the words in the marks name a programme or a book: 'on "Harbour Talk," Berg said'."""
        words = [t for t in self.doc[first : last + 1] if t.is_alpha]
        before = self.doc[first - 1] if first else None
        if before is None or len(words) > _LONGEST_TITLE or before.pos_ not in ("ADP", "NOUN", "PROPN", "DET", "PART"):
            return False
        return all(t.text[:1].isupper() or t.pos_ in ("ADP", "DET", "CCONJ") for t in words)

    def at(self, i: int) -> Quoted | None:
        """The quotation that token `i` lies in."""
        place = bisect_right(self._firsts, i) - 1
        if place >= 0 and self.all[place].last >= i:
            return self.all[place]
        return None

    def within(self, tokens: set[int]) -> list[Quoted]:
        """The quotations that share a token with these."""
        if not tokens:
            return []
        low = max(bisect_right(self._firsts, min(tokens)) - 1, 0)
        high = bisect_right(self._firsts, max(tokens))
        return [quote for quote in self.all[low:high] if not quote.tokens.isdisjoint(tokens)]

    def after(self, i: int) -> Quoted | None:
        """The first quotation that opens after token `i`."""
        place = bisect_right(self._firsts, i)
        return self.all[place] if place < len(self.all) else None

    def before(self, i: int) -> Quoted | None:
        """The last quotation that has ended before token `i`."""
        place = bisect_right(self._firsts, i) - 1
        while place >= 0 and self.all[place].last >= i:
            place -= 1
        return self.all[place] if place >= 0 else None


def join(findings: Sequence[Finding], quotes: Quotes) -> list[Finding]:
    """Give the quotations to the findings that introduce or follow them, changing the findings' content.

    Returns the findings of verbs that only a quotation shows to be cues.
    """
    for finding in findings:
        if "that" not in finding.cue.frames or finding.cue.cue_class not in SPEECH:
            continue
        if quotes.at(finding.anchor.i) is not None:
            continue
        _cut_cue(finding, quotes)
        _outside_quotation(finding, quotes)
        if finding.source_head is None:
            continue
        _join_left(finding, quotes)
        _join_right(finding, quotes)
    for finding in findings:
        for quote in quotes.within(finding.content):
            if quotes.at(finding.anchor.i) is quote:
                continue
            finding.content |= quote.tokens
            if quote.owner is None and quote.speech:
                quote.owner = finding
    more = _unknown_cues(findings, quotes)
    _continue([*findings, *more], quotes)
    return more


def _continue(findings: Sequence[Finding], quotes: Quotes) -> None:
    """Sentences in quotation marks that follow a quotation in its paragraph go on with it."""
    doc = quotes.doc
    owners = {id(f): f for f in findings}
    for quote, following in pairwise(quotes.all):
        owner = quote.owner
        if owner is None or following.owner is not None or not following.speech or id(owner) not in owners:
            continue
        if quotes.paragraph_of[quote.last] != following.paragraph:
            continue
        if doc[following.first].is_sent_start or _only_small(doc, quote.last + 1, following.first):
            following.owner = owner
            owner.content |= following.tokens


def _unknown_cues(findings: Sequence[Finding], quotes: Quotes) -> list[Finding]:
    """'"Really?" the host pressed': any verb right after an utterance that nobody has taken yet."""
    doc = quotes.doc
    taken = {f.anchor.i for f in findings}
    found = []
    for quote in quotes.all:
        if quote.owner is not None or not quote.speech or doc[quote.last - 1].text[-1:] not in ",?!-–—":
            continue
        for token in doc[quote.last + 1 : min(quote.last + 12, len(doc))]:
            if (token.is_sent_start and token.i > quote.last + 1) or quotes.at(token.i) is not None:
                break
            if token.pos_ != "VERB" or token.tag_ not in ("VBD", "VBZ", "VBP") or token.i in taken:
                continue
            head = child(token, "nsubj")
            if head is None or head.i <= quote.last or head.pos_ not in ("PROPN", "NOUN", "PRON"):
                break
            low = min(head.left_edge.i, token.i)
            if head.lower_ in ("it", "that", "this", "which", "who") or not _only_small(doc, quote.last + 1, low):
                break
            cue = Cue(token.lemma_.lower(), CueClass.SAY, frozenset(("that",)))
            finding = Finding(token, cue, "quote-any-verb", verb_group(token), noun_phrase(head, (token.i,)))
            finding.source_head = head
            finding.content = set(quote.tokens)
            finding.quoted = True
            quote.owner = finding
            found.append(finding)
            break
    return found


def _only_small(doc: Doc, start: int, end: int) -> bool:
    """Whether nothing but punctuation, adverbs and conjunctions stands from `start` up to `end`."""
    return all(doc[i].is_punct or doc[i].is_space or doc[i].pos_ in ("ADV", "CCONJ") for i in range(start, end))


def _cut_cue(finding: Finding, quotes: Quotes) -> None:
    """Take out of the cue what stands in a quotation: the "not" in '"Certainly not," she said' is hers."""
    inside = {i for i in finding.cue_tokens if quotes.at(i) is not None}
    if inside:
        finding.cue_tokens -= inside
        if any(quotes.doc[i].dep_ == "neg" for i in inside):
            finding.negated = False


def _outside_quotation(finding: Finding, quotes: Quotes) -> None:
    """Look the source up beside the verb where the parser found none, or one inside the quotation."""
    doc, verb = quotes.doc, finding.anchor
    head = finding.source_head
    if head is not None and quotes.at(head.i) is None:
        return
    if verb.pos_ not in ("VERB", "AUX") or finding.passive:
        return
    before = quotes.before(verb.i)
    if before is None or not before.speech or verb.i - before.last > _FURTHEST or before.last < verb.sent.start - 1:
        return
    low = min(finding.cue_tokens)
    if _only_small(doc, before.last + 1, low) and verb.i + 1 < len(doc) and not doc[verb.i + 1].is_punct:
        top = doc[verb.i + 1]
        while top.head.i > top.i and top.head.pos_ in ("NOUN", "PROPN") and top.dep_ != "pobj":
            top = top.head
        phrase = {i for i in noun_phrase(top) if i > verb.i}
    else:
        top = doc[low - 1]
        phrase = set(range(before.last + 1, low))
        if any(doc[i].pos_ in ("VERB", "AUX") for i in phrase):
            name = doc[before.last + 1]
            while name.head.i > name.i and name.head.pos_ in ("NOUN", "PROPN") and name.dep_ != "pobj":
                name = name.head
            relative = any(doc[i].lower_ in ("who", "which", "whose") for i in phrase)
            if head is not None or not relative or name.pos_ not in ("NOUN", "PROPN") or name.i >= low:
                return
            top = name  # "Tom Vance, the baker who owns the pier, wrote"
    if top.pos_ in ("VERB", "AUX", "ADP", "PUNCT", "SCONJ", "CCONJ") or not phrase:
        return
    while phrase and doc[max(phrase)].dep_ == "cc":
        phrase.discard(max(phrase))
    if not phrase:
        return
    finding.source_head, finding.source = top, phrase
    finding.content -= phrase


def _join_left(finding: Finding, quotes: Quotes) -> None:
    """'"...," said X' and '"...," X said'."""
    doc = quotes.doc
    low = min(finding.cue_tokens | finding.source) if finding.source else min(finding.cue_tokens)
    sentence = finding.anchor.sent
    quote = quotes.before(low)
    if quote is None or quote.last < sentence.start - 1 or quote.owner is not None or not quote.speech:
        return
    if low - quote.last > 4 or not _only_small(doc, quote.last + 1, low):
        return
    if quotes.paragraph_of[quote.last] != quotes.paragraph_of[low]:
        return
    if doc[quote.last - 1].text in (".",) and doc[low].text[0].isupper() and doc[quote.last + 1].text != ",":
        return
    between = any(t.is_alpha for t in doc[quote.last + 1 : low])
    if between and finding.rule == "verb-clause" and finding.content and min(finding.content) > finding.anchor.i:
        return  # 'called it "odd", but Berg said the ferry was late': what she said follows
    quote.owner = finding
    finding.content = finding.content & quote.tokens | quote.tokens
    finding.quoted = True
    finding.rule = "quote-before"
    before = range(doc[quote.first].sent.start, quote.first)
    if any(doc[i].pos_ in ("VERB", "AUX") for i in before) and quote.pieces == 1:
        finding.content |= set(before)
        finding.rule = "quote-within"


def _join_right(finding: Finding, quotes: Quotes) -> None:
    """'X said: "..."', 'X said on Monday, "..."' and the second half of an interrupted quotation."""
    doc = quotes.doc
    high = finding.anchor.i
    quote = quotes.after(high)
    if quote is None or quote.owner is not None or quotes.paragraph_of[quote.first] > quotes.paragraph_of[high] + 1:
        return
    colon = doc[quote.first - 1]
    sentence = finding.anchor.sent
    interrupted = finding.rule in ("quote-before", "quote-within")
    if quote.first >= sentence.end:
        if not (quote.speech and quote.first <= sentence.end + 1):
            return
        # 'Berg said in a statement. "There is no leak."'
        bare = not finding.content and finding.anchor.dep_ == "ROOT" and colon.text == "."
        if colon.text != ":" and not (bare and quotes.paragraph_of[quote.first] == quotes.paragraph_of[high]):
            return
    elif quotes.paragraph_of[quote.first] != quotes.paragraph_of[high]:
        return
    if finding.content and not interrupted and min(finding.content) < quote.first and max(finding.content) > high:
        near = max(finding.content) >= quote.first - 2
        if near and ((colon.text == ":" and quote.speech) or max(finding.content) == quote.first - 1):
            quote.owner = finding
            finding.content |= quote.tokens
        return
    if quote.first - high > _FURTHEST and colon.text not in (":", ","):
        return
    for i in range(high + 1, quote.first):
        token = doc[i]
        if token.pos_ == "VERB" and token.dep_ in ("ccomp", "conj", "ROOT") and token.i not in finding.source:
            return
    if not quote.speech and not quote.first - high <= (6 if interrupted else 3):
        return
    quote.owner = finding
    finding.content |= quote.tokens
    finding.quoted = True
    if not interrupted:
        if not quote.speech and finding.anchor.sent.end > quote.last:
            finding.content |= _rest(finding, quote)
        finding.rule = "quote-after"


def _rest(finding: Finding, quote: Quoted) -> set[int]:
    """What belongs to a few quoted words at the begin of the content: the phrase they stand in."""
    top: Token = finding.anchor.doc[quote.first]
    while top.head.i != top.i and top.head.i != finding.anchor.i and top.head.i > finding.anchor.i:
        top = top.head
    if top.i == finding.anchor.i:
        return set()
    return {i for i in subtree(top) if i > finding.anchor.i and i not in finding.cue_tokens}
