"""Where a query's words probably stand in a text, found by their first letters: quick, and not always all of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import NamedTuple, TypeAlias

from index.search.forms import FormTest, form_prefix, form_test
from index.search.stemming import stem
from index.search.tree import Exact, FormLeaf, Near, Prefix, TextLeaf
from index.search.words import followed_by, form_and_term, forms_and_terms, word_pattern

_MOST = 24
"""Places of one leaf: of a word that stands everywhere, the first ones do."""
#: Anything but ASCII, the marks of punctuation of English texts, and a few signs: letters above all.
_ODD = re.compile("[^\x00-\x7f\u00a0-\u00a9\u00b0\u00b4\u2010-\u2027\u2030-\u205e\u20ac]")
#: Stems that share a single letter with one of the words that have them ("dying").
_IRREGULAR = frozenset({"die", "lie", "tie"})


class _Memo(dict[str, bool]):
    """A word as it stands in a text -> whether it is one of those that are wanted; filled as words are met."""

    def __init__(self, wanted: Callable[[str], bool]) -> None:
        self._wanted = wanted

    def __missing__(self, word: str) -> bool:
        found = self[word] = self._wanted(word)
        return found


@dataclass(frozen=True, slots=True)
class _Search:
    """What a word begins with, which words are wanted, and the terms of the words that must follow it."""

    letters: str
    memo: _Memo
    following: tuple[str, ...] = ()


Place: TypeAlias = tuple[int, int]
"""Where something begins, and ends, in a text."""


class Found(NamedTuple):
    """Places in order. `is_whole`: these are all that there are, and all of them are hits, wherever the text is plain
    (see `is_plain`)."""

    places: list[Place]
    is_whole: bool


def is_plain(text: str, start: int, end: int) -> bool:
    """Whether a piece of a text has no letters but those of English, nor has a character beside it."""
    return text.isascii() or _ODD.search(text, max(0, start - 1), end + 1) is None


class QuickPlaces:
    """Looks for the words of some leaves, in many texts one after the other."""

    def __init__(self, leaves: Sequence[TextLeaf]) -> None:
        self._searches = [search for leaf in leaves for search in _searches(leaf)]
        self._is_ascii = all(search.letters.isascii() for search in self._searches)
        self._is_exact = self._is_ascii and all(map(_is_exact, leaves))

    def of(self, text: str) -> Found:
        """Places where words stand that a leaf looks for; of a phrase, the whole of it.

        Words with an accent that the query does not have may be missing.
        """
        if not self._is_ascii:
            if len(lower := text.lower()) != len(text):
                return Found([], False)
        elif text.isascii():
            lower = text.lower()
        else:
            # Each character for one, and twice as fast as lower().
            lower = text.encode("ascii", "replace").lower().decode("ascii")
        pattern, is_whole = word_pattern(text), self._is_exact
        found: set[Place] = set()
        for search in self._searches:
            every = _places(text, lower, search, pattern) if search.letters else _all_places(text, search, pattern)
            places = list(islice(every, _MOST))
            is_whole = is_whole and len(places) < _MOST
            found.update(places)
        return Found(sorted(found), is_whole)


def _is_exact(leaf: TextLeaf) -> bool:
    """Whether what is found for a leaf is what matches it: of an s it depends on the word before it."""
    if isinstance(leaf, FormLeaf | Near | Prefix):
        return False
    return ("s", "s") not in forms_and_terms(leaf.text)[:1]


def _places(text: str, lower: str, search: _Search, pattern: re.Pattern[str]) -> Iterator[Place]:
    letters, memo, following = search.letters, search.memo, search.following
    at, step = lower.find(letters), len(letters)
    while at >= 0:
        end = at + step
        if (at == 0 or not text[at - 1].isalnum()) and (word := pattern.match(text, at)) is not None:
            end = word.end(1)
            if memo[word[1]]:
                last = followed_by(text, word.end(), following) if following else end
                if last is not None:
                    yield at, last
        at = lower.find(letters, end)


def _all_places(text: str, search: _Search, pattern: re.Pattern[str]) -> Iterator[Place]:
    memo = search.memo
    return (word.span(1) for word in pattern.finditer(text) if memo[word[1]])


def _searches(leaf: TextLeaf) -> Iterator[_Search]:
    if isinstance(leaf, FormLeaf):
        yield _Search(form_prefix(leaf), _Memo(partial(_passes, form_test(leaf))))
        return
    found = forms_and_terms(leaf.text)
    if not found:
        return
    form = found[0][0]
    if isinstance(leaf, Prefix):
        yield _Search(form, _Memo(lambda word: form_and_term(word)[0].startswith(form)))
    elif isinstance(leaf, Exact):
        yield _Search(form, _Memo(lambda word: form_and_term(word)[0] == form))
    elif isinstance(leaf, Near):
        for term in {term for _, term in found}:
            yield _Search(beginning(term), _Memo(partial(_is_term, term)))
    else:
        following = tuple(term for _, term in found[1:])
        yield _Search(beginning(found[0][1]), _Memo(partial(_is_term, found[0][1])), following)


def _is_term(term: str, word: str) -> bool:
    return form_and_term(word)[1] == term


def _passes(test: FormTest, word: str) -> bool:
    try:
        return test(form_and_term(word)[0])
    except TimeoutError:
        return False


def beginning(term: str) -> str:
    """The letters with which every form of a term begins: all but the last one, which a stem may have instead of
    another ("study", "studi")."""
    if stem(term) in _IRREGULAR or term in _IRREGULAR:
        return term[:1]
    return term[:-1] if len(term) > 1 else term
