"""Finding something by a few of its letters: pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Match:
    """How well a text fits (more is better), and which of its characters did."""

    score: float
    places: tuple[int, ...]


def match(query: str, text: str) -> Match | None:
    """Whether all words of `query` are in `text`, in any order and case; None where they are not.

    A word fits best at the beginning of the text, then at the beginning of a word, then inside one;
    letters in the right order with others between them fit least.
    """
    folded = text.casefold()
    if len(folded) != len(text):
        folded = text.lower() if len(text.lower()) == len(text) else text
    score, places = 0.0, set[int]()
    for word in query.casefold().split():
        found = _word(word, folded)
        if found is None:
            return None
        score += found.score
        places.update(found.places)
    return Match(score - len(text) / 1000, tuple(sorted(places)))


def _word(word: str, text: str) -> Match | None:
    at, best = text.find(word), -1
    inside = at
    while at >= 0 and best < 0:
        if at == 0 or not text[at - 1].isalnum():
            best = at
        at = text.find(word, at + 1)
    if best >= 0:
        return Match(4.0 if best == 0 else 3.0, tuple(range(best, best + len(word))))
    if inside >= 0:
        return Match(2.0, tuple(range(inside, inside + len(word))))
    places, start = [], 0
    for letter in word:
        start = text.find(letter, start)
        if start < 0:
            return None
        places.append(start)
        start += 1
    return Match(len(word) / (1 + places[-1] - places[0]), tuple(places))
