"""Which statement that the machine found is the one a person has already touched, where their ids differ.

A person's statement keeps its spans when a later analysis draws them a little differently, or when it
was marked by hand. So that nothing stands twice, each kept statement stands for at most one found one:
the one it overlaps best.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.model import Span

LEAST_OVERLAP = 0.8
"""The Dice coefficient over the contents' characters from which two statements are the same one."""


@dataclass(frozen=True, slots=True)
class Outline:
    """What is compared of a statement; all spans are in the same version of an article."""

    id: str
    actor: str | None
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


def _length(spans: Sequence[Span]) -> int:
    return sum(span.end - span.start for span in spans)


def _shared(one: Sequence[Span], other: Sequence[Span]) -> int:
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)


def dice(one: Sequence[Span], other: Sequence[Span]) -> float:
    """Twice the characters that both cover, over the sum of what each covers: 0 to 1."""
    total = _length(one) + _length(other)
    return 2 * _shared(one, other) / total if total else 0.0


def same(kept: Outline, found: Outline) -> float:
    """How well the two fit as one statement, 0.0 where they are not one.

    The cues must overlap; a statement without a cue (marked by hand) fits any.
    """
    if kept.cue and found.cue and not _shared(kept.cue, found.cue):
        return 0.0
    fit = dice(kept.content, found.content)
    return fit if fit >= LEAST_OVERLAP else 0.0


def stands_for(kept: Sequence[Outline], found: Sequence[Outline]) -> dict[str, str]:
    """Found id -> kept id, each at most once: the same actor first, then the best fit."""
    pairs = sorted(
        (-(one.actor == other.actor and one.actor is not None), -fit, other.id, one.id)
        for one in kept
        for other in found
        if (fit := same(one, other))
    )
    taken: dict[str, str] = {}
    for _, _, found_id, kept_id in pairs:
        if found_id not in taken and kept_id not in taken.values():
            taken[found_id] = kept_id
    return taken
