"""Which of many short texts match a word of a query: the contents of statements, of which there may be very many.

They are looked at as one text where that gives the same, which takes a fraction of the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from index.search.forms import form_test
from index.search.hits import PATTERN_SECONDS, matches
from index.search.tree import Exact, FormLeaf, Near, Phrase, Prefix, TextLeaf, Word
from index.search.words import distinct, form_and_term, forms_and_terms, located_among

_FEW = 8


class Contents:
    """Looks for one leaf in texts, whatever part of an article the leaf names; each text stands for itself."""

    def __init__(self, leaf: TextLeaf) -> None:
        self._leaf = leaf
        several = not isinstance(leaf, FormLeaf) and (
            isinstance(leaf, Near | Phrase) or len(forms_and_terms(leaf.text)) != 1
        )
        parts: list[TextLeaf] = [leaf]
        if several and not isinstance(leaf, FormLeaf):
            parts = [Word(form) for form in dict.fromkeys(form for form, _ in forms_and_terms(leaf.text))]
        self._is_single = not several
        self._parts = [_OneWord(part) for part in parts]

    def matching(self, texts: Sequence[str]) -> NDArray[np.bool_]:
        """Which of the texts match. Raises QueryError where a regular expression takes too long in one of them."""
        possible = np.ones(len(texts), np.bool_)
        if len(texts) > _FEW:
            joined = "\n".join(texts)
            starts = np.cumsum([0, *(len(text) + 1 for text in texts[:-1])])
            for part in self._parts:
                places = part.places(joined)
                if places is None:  # patterns that take long in all of them need not in each
                    continue
                there = np.zeros(len(texts), np.bool_)
                there[np.searchsorted(starts, np.array(places, np.int64), side="right") - 1] = True
                possible &= there
            if self._is_single and places is not None:
                return possible
        for place in np.flatnonzero(possible).tolist():
            possible[place] = matches(texts[place], self._leaf)
        return possible


class _OneWord:
    """Looks for a leaf of one word; whether a word of a text matches is asked once."""

    def __init__(self, leaf: TextLeaf) -> None:
        self._leaf = leaf
        self._known: set[str] = set()
        self._matching: set[str] = set()
        self._form, self._term = ("", "") if isinstance(leaf, FormLeaf) else forms_and_terms(leaf.text)[0]

    def places(self, text: str) -> list[int] | None:
        """Where the words begin that match; None where it takes too long to say which do."""
        words = distinct(text)
        new = words - self._known
        if new:
            try:
                self._matching.update(self._among(new))
            except TimeoutError:
                return None
            self._known |= new
        return [start for start, _, _ in located_among(text, words & self._matching)]

    def _among(self, words: frozenset[str]) -> list[str]:
        leaf = self._leaf
        if isinstance(leaf, FormLeaf):
            test = form_test(leaf, monotonic() + PATTERN_SECONDS)
            return [word for word in words if test(form_and_term(word)[0])]
        if isinstance(leaf, Exact):
            return [word for word in words if form_and_term(word)[0] == self._form]
        if isinstance(leaf, Prefix):
            start = self._form
            return [word for word in _like(words, start) if any(one.startswith(start) for one in form_and_term(word))]
        return [word for word in _like(words, self._term) if form_and_term(word)[1] == self._term]


def _like(words: Iterable[str], term: str) -> list[str]:
    """The words whose terms may begin with this one: a term differs from its word in its last two letters alone, and
    never in its first. To make the terms of all words takes many times as long."""
    start = term[: max(1, len(term) - 2)]
    return [word for word in words if word.lower().startswith(start) or not word.isascii()]
