"""Where a query's words probably stand in a text, found by their first letters: quick, and not always all of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice

from index.model import Span
from index.search.forms import FormTest, form_prefix, form_test
from index.search.stemming import stem
from index.search.tree import Exact, FormLeaf, Near, Prefix, TextLeaf
from index.search.words import followed_by, form_and_term, forms_and_terms

_MOST = 24
"""Places of one leaf: of a word that stands everywhere, the first ones do."""
_WORD = re.compile(r"[^\W_]+")
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


class QuickPlaces:
    """Looks for the words of some leaves, in many texts one after the other."""

    def __init__(self, leaves: Sequence[TextLeaf]) -> None:
        self._searches = [search for leaf in leaves for search in _searches(leaf)]
        self._is_ascii = all(search.letters.isascii() for search in self._searches)

    def of(self, text: str) -> list[Span]:
        """Places where words stand that a leaf looks for, in order; of a phrase, the whole of it.

        Words with an accent that the query does not have may be missing.
        """
        if self._is_ascii:
            # Each character for one, and twice as fast as lower().
            lower = text.encode("ascii", "replace").lower().decode("ascii")
        elif len(lower := text.lower()) != len(text):
            return []
        found: set[tuple[int, int]] = set()
        for search in self._searches:
            places = _places(text, lower, search) if search.letters else _all_places(text, search)
            found.update(islice(places, _MOST))
        return [Span(start, end) for start, end in sorted(found)]


def _places(text: str, lower: str, search: _Search) -> Iterator[tuple[int, int]]:
    letters, memo, following = search.letters, search.memo, search.following
    at = lower.find(letters)
    while at >= 0:
        end = at + len(letters)
        if (at == 0 or not text[at - 1].isalnum()) and (word := _WORD.match(text, at)) is not None:
            end = word.end()
            if memo[word[0]]:
                last = followed_by(text, end, following) if following else end
                if last is not None:
                    yield at, last
        at = lower.find(letters, end)


def _all_places(text: str, search: _Search) -> Iterator[tuple[int, int]]:
    memo = search.memo
    return (word.span() for word in _WORD.finditer(text) if memo[word[0]])


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
