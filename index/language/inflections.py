"""Phrases found in other forms than they are written in: inflected, with a hyphen, or with a word or two between.

"cost jobs" stands in "costing jobs" and in "cost thousands of jobs", not in "cost no jobs".
"""

from __future__ import annotations

import re

from index.language.data import words
from index.language.data.polarity import NEGATIONS

_SHORTEST = 4  # letters; what is shorter has too many other meanings ("as", "hit")
_AS_IT_IS = ("s", "ed", "ing", "ly")  # what ends so is inflected already, or never
_HISSING = ("sh", "ch", "x", "z")
_DOUBLED = "bgmnprt"  # "stopped", "banning"
_VOWELS = "aeiou"
# Behind these nothing may stand between.
_TIGHT = words("the a an of to on in for and or by at with be is are was were not should it its")
_NEGATION = "|".join(sorted(map(re.escape, NEGATIONS)))
# Up to two words, none of which denies what follows.
_BETWEEN = rf"(?:[\s-]+(?!(?:{_NEGATION})(?!\w)|\w*n['’]t)[\w'’]+){{0,2}}?[\s-]+"
_CLOSE = r"[\s-]+"


def forms_of(word: str) -> list[str]:
    """A word, first as it is, and its regular forms; more may come out than there are."""
    tight = len(word) < _SHORTEST or not (word.isascii() and word.isalpha() and word.islower()) or word in _TIGHT
    if tight or word.endswith(_AS_IT_IS):
        return [word]
    if word.endswith("e"):
        return [word, f"{word}s", f"{word}d", f"{word[:-1]}ing"]
    if word.endswith("y") and word[-2] not in _VOWELS:
        return [word, f"{word[:-1]}ies", f"{word[:-1]}ied", f"{word}ing"]
    forms = [word, f"{word}es" if word.endswith(_HISSING) else f"{word}s", f"{word}ed", f"{word}ing"]
    if word[-1] in _DOUBLED and word[-2] in _VOWELS:
        forms += [f"{word}{word[-1]}ed", f"{word}{word[-1]}ing"]
    return forms


def between(word: str) -> str:
    """The regular expression for what may stand between a word of a phrase and the next."""
    return _CLOSE if word.casefold() in _TIGHT else _BETWEEN
