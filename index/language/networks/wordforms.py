"""Part of speech and lemma from a word, its tag and its dependency, remembered.

spaCy's `attribute_ruler` tries some 180 patterns on every word, although nearly all of them look at one word
only. What the ruler and the lemmatizer make of a word is asked once for each combination of word, tag and
dependency (see `rulings`); patterns over several words are tried where they match. Morphology is left out: no stage
reads it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy

from index.language.networks.batches import batches
from index.language.networks.encoder import odd_factors
from index.language.networks.rulings import Combination, Ruling, Rulings

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.pipeline import Lemmatizer
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    Keys = NDArray[numpy.uint64]

REMEMBERED = 100_000  # combinations


class WordForms:
    """Sets what spaCy's `attribute_ruler` and `lemmatizer` set, but morphology; it takes the place of both."""

    def __init__(self, vocab: Vocab, ruler: Any, lemmatizer: Lemmatizer) -> None:
        """Ask `ruler` (an AttributeRuler) and `lemmatizer`.

        Raises ValueError where a pattern repeats a word, or asks for what is not known here.
        """
        from spacy.matcher import Matcher

        self._vocab, self._ruler, self._lemmatizer = vocab, ruler, lemmatizer
        self._rulings = Rulings(vocab, ruler)
        self._several = Matcher(vocab)
        self._longest = 1
        patterns: Any = ruler.patterns
        for place, pattern in enumerate(patterns):
            words = [one for one in pattern["patterns"] if len(one) > 1]
            if any("OP" in word for one in pattern["patterns"] for word in one):
                raise ValueError("a pattern of the attribute ruler repeats a word")
            if words:
                self._several.add(str(place), words)
                self._longest = max(self._longest, *map(len, words))
        self._places: dict[int, int] = {}  # of the combinations, by their keys, in what is known of them
        self._known: Keys = numpy.zeros((1_024, 4), dtype=numpy.uint64)
        self._beginning = numpy.zeros(1_024, dtype=numpy.bool_)
        self._factors = odd_factors(3)
        self._lemmas: dict[tuple[int, int, int], int] = {}  # by word, part of speech and morphology

    def __call__(self, doc: Doc) -> Doc:
        """Set one document's parts of speech and lemmas."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 64) -> Iterator[Doc]:
        """The same for many, `batch_size` of them together."""
        for batch in batches(stream, batch_size):
            yield from self._set(batch)

    def _set(self, docs: Sequence[Doc]) -> Sequence[Doc]:
        from spacy.attrs import DEP, LEMMA, ORTH, POS, TAG

        combinations: list[Keys] = [_rows(doc.to_array([ORTH, TAG, DEP]), 3) for doc in docs]
        keys = [(one * self._factors).sum(axis=1, dtype=numpy.uint64).tolist() for one in combinations]
        new = self._unknown(keys, combinations)
        if new:
            if len(self._places) + len(new) > REMEMBERED:
                self._places.clear()
                self._lemmas.clear()
                new = self._unknown(keys, combinations)
            self._ask(new)
        for doc, one in zip(docs, keys, strict=True):
            if one:
                places = numpy.array([self._places[key] for key in one], dtype=numpy.int64)
                doc.from_array([TAG, POS, LEMMA, DEP], self._known[places])  # type: ignore[arg-type]
                self._look_around(doc, numpy.flatnonzero(self._beginning[places]).tolist())
        return docs

    def _unknown(self, keys: Sequence[Sequence[int]], combinations: Sequence[Keys]) -> dict[int, Combination]:
        """The combinations that are not known yet, by their keys."""
        return {
            key: tuple(combination.tolist())
            for several, rows in zip(keys, combinations, strict=True)
            if not self._places.keys() >= set(several)
            for key, combination in zip(several, rows, strict=True)
            if key not in self._places
        }

    def _ask(self, combinations: Mapping[int, Combination]) -> None:
        """Ask the ruler and the lemmatizer about these."""
        asked = sorted((combination, key) for key, combination in combinations.items())
        rulings = self._rulings.of(combination for combination, _ in asked)
        lemmas = self._lemmatized([word for (word, *_), _ in asked], rulings)
        start, end = len(self._places), len(self._places) + len(asked)
        if end > len(self._known):
            # In this order: the time limit may end it in between, and the length of the second is what is asked for.
            self._beginning = numpy.resize(self._beginning, 2 * end)
            self._known = numpy.resize(self._known, (2 * end, 4))
        self._known[start:end] = [
            (one.tag, one.pos, lemma, one.dep) for one, lemma in zip(rulings, lemmas, strict=True)
        ]
        self._beginning[start:end] = [one.begins for one in rulings]
        self._places.update(zip([key for _, key in asked], range(start, end), strict=True))

    def _lemmatized(self, words: Sequence[int], rulings: Sequence[Ruling]) -> list[int]:
        """The lemma of each word: what the ruler sets, or else the lemmatizer for its part of speech and morphology."""
        from spacy.attrs import MORPH, POS
        from spacy.tokens import Doc

        asked = [(word, one.pos, one.morph) for word, one in zip(words, rulings, strict=True)]
        new = sorted(
            {one for one, ruling in zip(asked, rulings, strict=True) if not ruling.lemma} - self._lemmas.keys()
        )
        if new:
            strings = self._vocab.strings
            doc = Doc(self._vocab, words=[strings[word] for word, *_ in new])
            doc.from_array([POS, MORPH], numpy.array([labels for _, *labels in new], dtype=numpy.uint64))  # type: ignore[arg-type]
            lemmas = [strings.add(self._lemmatizer.lemmatize(token)[0]) for token in doc]
            self._lemmas.update(zip(new, lemmas, strict=True))
        return [ruling.lemma or self._lemmas[one] for one, ruling in zip(asked, rulings, strict=True)]

    def _look_around(self, doc: Doc, beginning: Sequence[int]) -> None:
        """Ask again about words that stand beside one that changes them ("there is", "gonna").

        `beginning` are the places of words that may be the first of such a pattern.
        """
        for at in beginning:
            for _, first, last in self._several(doc[at : at + self._longest]):
                if first == 0:
                    self._again(doc, at, at + last)

    def _again(self, doc: Doc, start: int, end: int) -> None:
        span = doc[start:end]
        for token in span:
            token.lemma = 0
        self._ruler.set_annotations(doc, self._matches(doc, start, end))
        for token in span:
            if token.lemma == 0:
                token.lemma_ = self._lemmatizer.lemmatize(token)[0]

    def _matches(self, doc: Doc, start: int, end: int) -> list[Any]:
        """The ruler's matches within a stretch, in the order in which it applies them."""
        found = [
            (int(self._vocab.strings[match]), match, start + first, start + last)
            for match, first, last in self._ruler.matcher(doc[start:end], allow_missing=True, as_spans=False)
        ]
        return sorted(found)


def _rows(values: Any, width: int) -> Keys:
    """An array of attributes as rows; an empty one has no shape to rely on."""
    rows: Keys = values.reshape(-1, width)
    return rows
