"""What an actor does by the whole of a cue: "asked X to" requests, "declined to say" takes no side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from index.language.data import words
from index.language.data.polarity import CALLING, NOBODY, SAYINGS, UNDECIDED
from index.language.polarity import called_in
from index.language.stages import Attribution, CueClass
from index.language.targets import topmost

if TYPE_CHECKING:
    from index.language.parsed import Doc

_UNWILLING = words("reluctant unwilling hesitant loath disinclined")
_SILENT = words("comment respond answer reply discuss elaborate speculate")
_TELLING = words("say tell reveal disclose state indicate specify explain confirm clarify commit know predict")
_ASKED = words("whether if how what who whom why when where which")


def understood(attribution: Attribution, doc: Doc, content: Sequence[int]) -> Attribution:
    """The attribution with the class that its whole cue has: "asked X to" requests, "voted against" opposes."""
    words = attribution.lemma.split() or [""]
    kind = attribution.cue_class
    first = [doc[i] for i in content[:12]]
    opening = " ".join(t.lower_ for t in first[:2])
    if kind in (CueClass.ASK, CueClass.SAY) and words[0] in ("ask", "call", "tell", "beg"):
        question = any(t.lower_ in ("whether", "if", "why", "what", "how", "who", "when", "where") for t in first[:2])
        top = topmost([doc[i] for i in content if not doc[i].is_punct] or [doc[0]])
        infinitive = top.tag_ == "VB" and any(c.tag_ == "TO" for c in top.children)
        before = doc[content[0] - 1].lower_ if content and content[0] else ""
        if not question and words[0] != "call" and infinitive and "?" not in opening:
            return replace(attribution, cue_class=CueClass.REQUEST)
        if words[0] == "call" and (
            before in ("for", "on") or "for" in words or "on" in words or opening[:4] in ("for ", "on ")
        ):
            return replace(attribution, cue_class=CueClass.REQUEST)
        if words[0] == "ask" and (before == "for" or opening.startswith("for ")):
            return replace(attribution, cue_class=CueClass.REQUEST)
    calls = words[0] in CALLING and kind in (CueClass.SAY, CueClass.BELIEVE)
    if calls and called_in({doc[i].lower_ for i in content}):
        return replace(attribution, cue_class=CueClass.EVALUATE)
    if words[0] in ("refuse", "decline") and kind == CueClass.DENY and any(t.tag_ == "TO" for t in first[:2]):
        return replace(attribution, cue_class=CueClass.OPPOSE)
    if words[0] in _UNWILLING and any(t.tag_ == "TO" for t in first[:2]):
        return replace(attribution, cue_class=CueClass.OPPOSE)
    if kind == CueClass.OPPOSE and any(t.lemma_ in SAYINGS and t.head.i not in set(content) for t in first):
        return replace(attribution, cue_class=CueClass.DENY)
    if words[0] in ("vote", "come", "speak", "campaign", "argue", "decide", "rule"):
        before = doc[content[0] - 1].lower_ if content and content[0] else ""
        if "against" in (before, *words) or opening.startswith("against"):
            return replace(attribution, cue_class=CueClass.OPPOSE)
    return attribution


def of_nobody(attribution: Attribution, doc: Doc) -> Attribution:
    """The attribution, negated where it is said of nobody, or not of all: "not everyone agreed", "few support it"."""
    spans = (doc.char_span(s.start, s.end) for s in attribution.source)
    first = next((span for span in spans if span is not None), None)
    if first is None or len(first) == 0 or first[0].lower_ not in NOBODY:
        return attribution
    second = first[1] if len(first) > 1 else None
    if second is not None and (
        second.pos_ in ("NUM", "PROPN", "PUNCT") or (first[0].lower_, second.lower_) == ("not", "only")
    ):
        return attribution  # "No 10", "not only the mayor"
    return replace(attribution, negated=True)


def keeps_silent(attribution: Attribution, doc: Doc, content: Sequence[int]) -> bool:
    """Whether no side is taken expressly: "abstained", "declined to comment", "would not say whether"."""
    if attribution.cue_class == CueClass.ABSTAIN:
        return not attribution.negated
    first = [doc[i] for i in content[:4] if not doc[i].is_punct]
    verbs = [t.lemma_.casefold() for t in first[:2]]
    if attribution.lemma.startswith(("decline", "refuse")) and first:
        telling = any(verb in _TELLING for verb in verbs) and any(t.lower_ in _ASKED for t in first)
        drawn = [t.lower_ for t in first[:3]] == ["to", "be", "drawn"]
        return telling or drawn or any(verb in _SILENT for verb in verbs)
    cue = (attribution.lemma.split() or [""])[0]
    if not attribution.negated or attribution.cue_class is not CueClass.SAY or not first:
        return False
    return cue in _SILENT or (cue in _TELLING and first[0].lower_ in _ASKED)


def is_undecided(attribution: Attribution, text: str) -> bool:
    """Whether the content's `text` leaves it open, where the cue does not take a side itself."""
    plain = f" {' '.join(text.casefold().split())} "
    if attribution.cue_class in (CueClass.REQUEST, CueClass.WANT, CueClass.OPPOSE, CueClass.ACCUSE):
        return False
    return any(f" {phrase} " in plain or f" {phrase}," in plain or f" {phrase}." in plain for phrase in UNDECIDED)


def quoted_cue(attribution: Attribution) -> str:
    """The cue's dictionary form in quotation marks, as reasons name it."""
    return f"“{attribution.lemma}”"
