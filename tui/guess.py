"""From a marked span to a statement: who says it, and with which word. Pure; a person corrects it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.model import Entity, EntityType, Form, Span
from tui.marking import sentence_at

SPEAKERS = frozenset(
    {EntityType.PERSON, EntityType.ORG, EntityType.GPE, EntityType.NORP, EntityType.MEDIA}
)  # fmt: skip
_QUOTES = "\"“”„«»‘’'"
_CUE_LONGEST = 40


@dataclass(frozen=True)
class Guess:
    """What a statement of a marked span begins with."""

    actor: str = ""
    cue: str = ""


def guess(text: str, content: Span, entities: Sequence[Entity]) -> Guess:
    """The actor and the cue that the sentence round a span suggests.

    The actor is the speaker named last before the span in its sentence, else first behind it, else first
    in it; the cue is what stands between the two, where that is short.
    """
    sentence = sentence_at(text, content.start)
    if sentence is None:
        return Guess()
    end = max(sentence.end, content.end)
    speakers = sorted(
        (e for e in entities if e.type in SPEAKERS and sentence.start <= e.span.start and e.span.end <= end),
        key=lambda entity: entity.span,
    )
    before = [entity for entity in speakers if entity.span.end <= content.start]
    behind = [entity for entity in speakers if entity.span.start >= content.end]
    if before:
        return Guess(before[-1].name, _cue(text[before[-1].span.end : content.start]))
    if behind:
        return Guess(behind[0].name, _cue(text[content.end : behind[0].span.start]))
    return Guess(speakers[0].name) if speakers else Guess()


def _cue(between: str) -> str:
    words = " ".join(between.split()).strip(" ,:;.—–-" + _QUOTES)
    for small in ("that", "to"):
        words = words.removesuffix(f" {small}")
    return words if len(words) <= _CUE_LONGEST and "," not in words else ""


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
