"""From a marked span to a statement: who says it, and with which word. Pure; a person corrects it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.model import Entity, EntityType, Form, Span, Statement
from tui.marking import sentence_at

SPEAKERS = frozenset({EntityType.PERSON, EntityType.ORG, EntityType.GPE})
"""The types of what can stand as the subject of a cue."""

_QUOTES = "\"“”„«»‘’'"

_CUES = frozenset(
    """
    said says told tells added adds stated states argued argues announced announces asked asks claimed claims
    warned warns insisted insists denied denies rejected rejects refused refuses declined declines urged urges
    demanded demands promised promises pledged pledges vowed vows criticised criticises criticized criticizes
    condemned condemns praised praises welcomed welcomes opposed opposes supported supports backed backs called
    calls wrote writes replied replies answered answers accused accuses admitted admits acknowledged acknowledges
    confirmed confirms declared declares explained explains suggested suggests proposed proposes noted notes
    stressed stresses emphasised emphasises emphasized emphasizes predicted predicts believes believed thinks
    thought hopes hoped fears feared expects expected endorsed endorses complained complains testified testifies
    tweeted tweets posted remarked remarks reiterated reiterates repeated repeats vetoed approved
    """.split()
)
"""Cue verbs that are sure enough to guess by: few, since a wrong guess costs more than none."""

_WORD = re.compile(r"\w+(?:[-.]\w+)*")
_FOLLOWS = re.compile(r"\s+(\w+)")
_INVERTED = re.compile(r"""["”»’',]\s*(\w+)\s+(?:[A-Z][\w.-]*\s+){0,3}$""")
_PART_OF_MORE = re.compile(
    r"(?i:\b(?:and|or|nor|for|of|from|at|in|to|by|with|against|on|near|about|than|under|over|like|both))"
    r"\s+(?:(?i:the|a|an|its|his|her|their)\s+)?(?:[A-Z][\w.-]*\s+){0,3}$"
)


@dataclass(frozen=True)
class Guess:
    """What a statement of a marked span begins with."""

    actor: str = ""
    cue: str = ""


def guess(text: str, content: Span, entities: Sequence[Entity], statements: Sequence[Statement] = ()) -> Guess:
    """The actor and the cue of a span where they are certain, else nothing.

    They are certain where the span overlaps what one actor was found to state, or where in its sentence,
    outside the span, one cue verb stands and a named person, body or place is its subject.
    """
    over = [one for one in statements if any(span.overlaps(content) for span in one.content.spans)]
    if over:
        actors = {one.actor or "" for one in over}
        if len(actors) > 1:
            return Guess()
        cue = over[0].cue.text
        return Guess(actors.pop(), cue if over[0].actor and find_near(text, cue, content) is not None else "")
    sentence = sentence_at(text, content.start)
    if sentence is None:
        return Guess()
    end = max(sentence.end, content.end)
    words_outside = (Span(*found.span()) for found in _WORD.finditer(text, sentence.start, end))
    cues = [one for one in words_outside if text[one.start : one.end] in _CUES and not one.overlaps(content)]
    if len(cues) != 1:
        return Guess()
    verb = cues[0]
    names = {
        entity.name
        for entity in entities
        if entity.type in SPEAKERS
        and sentence.start <= entity.span.start
        and entity.span.end <= end
        and not entity.span.overlaps(content)
        and _is_subject(text, entity.span, verb, sentence)
    }
    return Guess(names.pop(), text[verb.start : verb.end]) if len(names) == 1 else Guess()


def _is_subject(text: str, name: Span, verb: Span, sentence: Span) -> bool:
    """Whether a name stands directly before a verb, or behind one that follows a quotation or a comma."""
    before = text[sentence.start : name.start]
    follows = _FOLLOWS.match(text, name.end)
    if follows is not None and follows.start(1) == verb.start:
        return _PART_OF_MORE.search(before) is None
    inverted = _INVERTED.search(before)
    possessive = text[name.end : name.end + 2] in ("'s", "’s")
    return inverted is not None and sentence.start + inverted.start(1) == verb.start and not possessive


def find_near(text: str, words: str, place: Span) -> Span | None:
    """Where `words` stand nearest to a span, in any case and spacing outside it; None where they do not."""
    wanted = " ".join(words.split()).lower()
    if not wanted:
        return None
    folded = text.lower() if len(text.lower()) == len(text) else text
    folded = folded.replace("\n", " ")
    best: Span | None = None
    at = folded.find(wanted)
    while at >= 0:
        found = Span(at, at + len(wanted))
        if not found.overlaps(place) and (best is None or _distance(found, place) < _distance(best, place)):
            best = found
        at = folded.find(wanted, at + 1)
    return best


def _distance(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def source_of(actor: str, entities: Sequence[Entity], place: Span) -> Span | None:
    """The mention of an actor that stands nearest to a span."""
    wanted = actor.strip().casefold()
    mentions = [e.span for e in entities if wanted in (e.name.casefold(), e.text.casefold())]
    return min(mentions, key=lambda span: _distance(span, place), default=None)


def form_of(content: str) -> Form:
    """Direct where all of it is quoted, mixed where a part is, else indirect."""
    words = content.strip()
    if words and words[0] in _QUOTES and words[-1] in _QUOTES + ".,!?":
        return Form.DIRECT
    return Form.MIXED if any(mark in words for mark in '"“”„«»') else Form.INDIRECT
