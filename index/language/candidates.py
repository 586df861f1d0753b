"""Which words of a text are worth a look: those of the cue lexicon, found at once for the whole text.

Most words of an article are no cue: one walk over them serves the rules of every sentence.
"""

from __future__ import annotations

from bisect import bisect_left
from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING

from index.language.cues import ADJECTIVES, FELT, NOUNS, SIDES, VERBS
from index.language.hearsay import OPEN_HEARSAY

if TYPE_CHECKING:
    from index.language.parsed import Doc, Token


class Kind(IntEnum):
    """What a word may be a cue of."""

    VERB = 0
    NOUN = 1
    PHRASE = 2
    SIDE = 3
    FELT = 4
    COLON = 5
    HEARSAY = 6


class Candidates:
    """The words of one text that may be cues, by their kind."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._places: list[list[int]] = [[] for _ in Kind]
        by_lemma, by_form = _lexicon()
        for token in doc:
            by_word = by_lemma.get(token.lemma_)
            kinds = () if by_word is None else by_word.get(token.pos_, ())
            if token.lower_ in by_form:
                kinds = (*kinds, *by_form[token.lower_])
            for kind in kinds:
                places = self._places[kind]
                if not places or places[-1] != token.i:
                    places.append(token.i)

    def of(self, kind: Kind, start: int, end: int) -> list[Token]:
        """The candidates of one kind from token `start` up to `end`, in order."""
        places = self._places[kind]
        if not places:
            return []
        low = bisect_left(places, start)
        doc = self._doc
        return [doc[i] for i in places[low : bisect_left(places, end, low)]]


@cache
def _lexicon() -> tuple[dict[str, dict[str, tuple[Kind, ...]]], dict[str, tuple[Kind, ...]]]:
    """The kinds of the lexicon's words: by lemma and part of speech, and by form."""
    by_lemma: dict[str, dict[str, tuple[Kind, ...]]] = {}
    by_form: dict[str, tuple[Kind, ...]] = {}
    verbs = {words.split()[0] for words in VERBS}
    for kind, parts, words in (
        (Kind.VERB, ("VERB", "AUX"), verbs), (Kind.FELT, ("VERB",), FELT), (Kind.NOUN, ("NOUN",), NOUNS),
        (Kind.SIDE, ("NOUN",), SIDES),
    ):  # fmt: skip
        for word in words:
            for part in parts:
                by_part = by_lemma.setdefault(word, {})
                by_part[part] = (*by_part.get(part, ()), kind)
    for kind, words in (
        (Kind.NOUN, set(ADJECTIVES)),
        (Kind.PHRASE, {"according", "in", "at", "by", "per", "on", "upon"}), (Kind.SIDE, {"in", "against"}),
        (Kind.COLON, {":"}), (Kind.HEARSAY, set(OPEN_HEARSAY)),
    ):  # fmt: skip
        for word in words:
            by_form[word] = (*by_form.get(word, ()), kind)
    return by_lemma, by_form
