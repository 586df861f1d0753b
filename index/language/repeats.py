"""A headline counts once: its statements are left out where the body makes them too."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.model import Span, Statement

ALIKE = 0.34  # share of common words (Dice) from which two contents say the same
_WORD = re.compile(r"\w{3,}")


def content_words(statement: Statement) -> frozenset[str]:
    """The words of what is said, by their first six letters, so that "clear" and "clearer" are alike."""
    return frozenset(word[:5] for word in _WORD.findall(statement.content.text.casefold()))


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """Dice's measure of two sets of words, 0 to 1."""
    total = len(one) + len(other)
    return 2 * len(one & other) / total if total else 0.0


def without_repeats(statements: Sequence[Statement], title: Span | None) -> list[Statement]:
    """The statements without equal ids, and without those of the headline that the body repeats."""
    unique = list({s.id: s for s in statements}.values())
    if title is None:
        return unique
    head = [s for s in unique if any(title.overlaps(span) for span in (*s.cue.spans, *s.content.spans))]
    if not head:
        return unique
    chosen = {s.id for s in head}
    body = [(s.actor_id, content_words(s)) for s in unique if s.id not in chosen]
    repeated = set()
    for statement in head:
        words = content_words(statement)
        for actor, others in body:
            same = actor is not None and actor == statement.actor_id
            if alike(words, others) >= (ALIKE if same else 1.5 * ALIKE):
                repeated.add(statement.id)
                break
    return [s for s in unique if s.id not in repeated]
