"""Which words of a text are worth a look: those of the cue lexicon, found at once for the whole text.

Most words of an article are no cue. One walk over the numbers that stand for the words is many times faster than
asking each word for its lemma.
"""

from __future__ import annotations

from bisect import bisect_left
from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING

from index.language.cues import ADJECTIVES, FELT, NOUNS, SIDES, VERBS
from index.language.hearsay import OPEN_HEARSAY

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


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
        from spacy.attrs import LEMMA, LOWER, POS

        self._doc = doc
        self._places: list[list[int]] = [[] for _ in Kind]
        by_lemma, by_form = _lexicon()
        rows = doc.to_array([POS, LEMMA, LOWER]).tolist() if len(doc) else []
        for i, (pos, lemma, form) in enumerate(rows):
            for kind in (*by_lemma.get((pos, lemma), ()), *by_form.get(form, ())):
                places = self._places[kind]
                if not places or places[-1] != i:
                    places.append(i)

    def of(self, kind: Kind, start: int, end: int) -> list[Token]:
        """The candidates of one kind from token `start` up to `end`, in order."""
        places = self._places[kind]
        if not places:
            return []
        low = bisect_left(places, start)
        doc = self._doc
        return [doc[i] for i in places[low : bisect_left(places, end, low)]]


@cache
def _lexicon() -> tuple[dict[tuple[int, int], tuple[Kind, ...]], dict[int, tuple[Kind, ...]]]:
    """The kinds of the lexicon's words: by part of speech and lemma, and by form, each as spaCy's number."""
    from spacy.strings import get_string_id
    from spacy.symbols import AUX, NOUN, VERB

    by_lemma: dict[tuple[int, int], tuple[Kind, ...]] = {}
    by_form: dict[int, tuple[Kind, ...]] = {}
    verbs = {words.split()[0] for words in VERBS}
    for kind, parts, words in (
        (Kind.VERB, (VERB, AUX), verbs), (Kind.FELT, (VERB,), FELT), (Kind.NOUN, (NOUN,), NOUNS),
        (Kind.SIDE, (NOUN,), SIDES),
    ):  # fmt: skip
        for word in words:
            for part in parts:
                key = (int(part), get_string_id(word))
                by_lemma[key] = (*by_lemma.get(key, ()), kind)
    for kind, words in (
        (Kind.NOUN, set(ADJECTIVES)),
        (Kind.PHRASE, {"according", "in", "at", "by", "per", "on", "upon"}), (Kind.SIDE, {"in", "against"}),
        (Kind.COLON, {":"}), (Kind.HEARSAY, set(OPEN_HEARSAY)),
    ):  # fmt: skip
        for word in words:
            form = get_string_id(word)
            by_form[form] = (*by_form.get(form, ()), kind)
    return by_lemma, by_form
