"""Documents on their way into an index: their words, sorted into the postings of a segment."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

import numpy as np

from index.search.blocks import Postings, offsets
from index.search.engine import Document
from index.search.tree import TextField
from index.search.words import form_and_term, surfaces

FIELDS = tuple(str(field) for field in TextField)


class _Forms(dict[str, int]):
    """A word as it stands in a text -> the number of its form; filled as words are met."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.terms: list[str] = []

    def __missing__(self, word: str) -> int:
        form, term = form_and_term(word)
        number = self.numbers.get(form)
        if number is None:
            number = self.numbers[form] = len(self.terms)
            self.terms.append(term)
        self[word] = number
        return number


class Gathered:
    """Some documents, numbered from 0 as they come, and the words in them."""

    def __init__(self) -> None:
        self.keys = array("q")
        self.lengths = {name: array("I") for name in FIELDS}
        self.size = 0
        self._words = {name: array("I") for name in FIELDS}
        self._forms = _Forms()

    def add(self, document: Document) -> None:
        """Take one document up. `size` counts the words of all."""
        number = self._forms.__getitem__
        for name, text in zip(FIELDS, (document.title, document.body), strict=True):
            words = surfaces(text)
            self._words[name].extend(map(number, words))
            self.lengths[name].append(len(words))
            self.size += len(words)
        self.keys.append(document.key)

    def postings(self, field: str) -> Postings:
        """The postings of one field of all documents."""
        lengths = np.frombuffer(self.lengths[field], np.uint32) if self.keys else np.zeros(0, np.uint32)
        numbers = np.frombuffer(self._words[field], np.uint32) if self._words[field] else np.zeros(0, np.uint32)
        used = np.unique(numbers).tolist()
        names = list(self._forms.numbers)
        ordered = sorted((names[number].encode(), number) for number in used)
        rank = np.zeros(len(names), np.int32)
        rank[[number for _, number in ordered]] = np.arange(len(ordered))
        ranks = rank[numbers]
        order = np.argsort(ranks, kind="stable")
        forms = ranks[order]
        documents = np.repeat(np.arange(len(lengths), dtype=np.uint32), lengths)[order]
        positions = (np.arange(len(numbers)) - np.repeat(offsets(lengths)[:-1], lengths)).astype(np.uint32)[order]
        # A posting begins where the form changes, or the document.
        begins = np.ones(len(forms), np.bool_)
        begins[1:] = (forms[1:] != forms[:-1]) | (documents[1:] != documents[:-1])
        starts = np.flatnonzero(begins)
        return Postings(
            forms=[form for form, _ in ordered],
            terms=[self._forms.terms[number].encode() for _, number in ordered],
            documents=np.bincount(forms[starts], minlength=len(ordered)),
            numbers=documents[starts],
            counts=np.diff(np.append(starts, len(forms))),
            positions=positions,
        )


def gathered(documents: Iterable[Document], words: int) -> Iterable[Gathered]:
    """Documents in portions of about so many words; there is always one, which may be empty."""
    portion = Gathered()
    for document in documents:
        portion.add(document)
        if portion.size >= words:
            yield portion
            portion = Gathered()
    yield portion
