"""Which documents of one segment match what a text leaf asks for, and how often it stands in each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from time import monotonic
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.errors import QueryError
from index.search.blocks import Field, Numbers
from index.search.engine import Limits
from index.search.formatting import format_query
from index.search.forms import form_prefix, form_test
from index.search.patience import looking
from index.search.ranking import Places, close_together, counted, in_a_row
from index.search.regex import RegexError
from index.search.tree import Exact, FormLeaf, Near, Phrase, Prefix, TextLeaf, Wildcard, Word
from index.search.words import fold, forms_and_terms


@dataclass(frozen=True, slots=True)
class Segment:
    """An immutable part of an index, its documents numbered from 0.

    `keys`, `words` (of the body) and, for each field, `lengths` are by number. `totals` are the fields' summed
    lengths; `deleted` are the numbers that are no longer to be found. `release` gives back the memory that the
    system took for what was read of the segment's file; reading it again takes it again.
    """

    keys: Numbers
    words: Numbers
    lengths: Mapping[str, Numbers]
    totals: Mapping[str, int]
    deleted: NDArray[np.int64]
    fields: Mapping[str, Field]
    release: Callable[[], object] = field(default=lambda: None, compare=False)

    def __len__(self) -> int:
        return len(self.keys)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word that is looked for: by its form alone, or in any form of its term."""

    text: bytes
    exact: bool

    def numbers(self, field: Field) -> list[int]:
        """The numbers of its forms in a field."""
        return field.exactly(self.text) if self.exact else field.of_term(self.text)


#: What matches in a segment: the documents' numbers, ascending, and how often in each.
Found: TypeAlias = tuple[Numbers, Numbers]
_NONE: Found = (np.zeros(0, np.uint32), np.zeros(0, np.uint32))


def wanted_words(leaf: Word | Phrase | Near | Exact) -> list[Wanted]:
    """The words of a leaf, in order."""
    exact = isinstance(leaf, Exact)
    return [Wanted((form if exact else term).encode(), exact) for form, term in forms_and_terms(leaf.text)]


def matching(leaf: Word | Phrase | Near | Exact, field: Field, size: int) -> Found:
    """What matches a leaf in a field of a segment of `size` documents."""
    words = wanted_words(leaf)
    if len(words) == 1:
        return of_word(words[0], field, size)
    distinct = Counter(words)
    forms = {word: word.numbers(field) for word in distinct}
    if not words or not all(forms.values()):
        return _NONE
    common = reduce(np.logical_and, (with_any(numbers, field, size) for numbers in forms.values()))
    if not common.any():
        return _NONE
    places = {word: _placed(numbers, field, common) for word, numbers in forms.items()}
    if isinstance(leaf, Near):
        found = close_together([(places[word], times) for word, times in distinct.items()], len(words) + leaf.distance)
    else:
        found = in_a_row([places[word] for word in words])
    return counted(found)


def of_word(word: Wanted, field: Field, size: int) -> Found:
    """Where one word stands."""
    forms = word.numbers(field)
    if not forms:
        return _NONE
    if len(forms) == 1:
        return field.occurs(forms[0])
    parts = [field.occurs(form) for form in forms]
    numbers = np.concatenate([one for one, _ in parts])
    counts = np.concatenate([one for _, one in parts])
    if len(numbers) < size >> 4:
        documents, place = np.unique(numbers, return_inverse=True)
        return documents, np.bincount(place, counts).astype(np.uint32)
    of_document = np.bincount(numbers, counts, size)
    documents = np.flatnonzero(of_document)
    return documents, of_document[documents].astype(np.uint32)


def with_any(forms: Sequence[int], field: Field, size: int) -> NDArray[np.bool_]:
    """Whether each document of a segment has one of the forms."""
    found = np.zeros(size, np.bool_)
    if not forms:
        return found
    ends = np.flatnonzero(np.diff(forms) != 1).tolist()
    # The postings of forms that follow one another do so as well.
    for first, last in zip([0, *(end + 1 for end in ends)], [*ends, len(forms) - 1], strict=True):
        postings, _ = field.slices(forms[first], forms[last] + 1)
        found[field.numbers[postings]] = True
    return found


def _placed(forms: Sequence[int], field: Field, wanted: NDArray[np.bool_]) -> Places:
    if len(forms) == 1:
        return field.placed(forms[0], wanted)
    return np.sort(np.concatenate([field.placed(form, wanted) for form in forms]))


# Leaves that stand for many words


def expanded(leaf: Prefix | FormLeaf, fields: Sequence[Field], limits: Limits) -> list[list[int]]:
    """The numbers, ascending, of the forms in each field that a leaf stands for. Raises QueryError over the limits."""
    if isinstance(leaf, Prefix):
        words = forms_and_terms(leaf.text)
        if not words:
            return [[] for _ in fields]
        prefix = words[0][0].encode()
        found = []
        for field in fields:
            forms, others = field.beginning_with(prefix)
            found.append(sorted([*forms, *others]) if others else list(forms))
        if sum(map(len, found)) > limits.expansion:
            distinct: set[bytes] = set()
            for field, numbers in zip(fields, found, strict=True):
                distinct.update(map(field.forms.__getitem__, numbers))
                _bound(leaf, len(distinct), limits)
        return found
    with looking(limits.seconds) as deadline:
        choose = _chooser(leaf, limits, deadline)
        return [field.passing(form_prefix(leaf).encode(), choose) for field in fields]


def _chooser(leaf: FormLeaf, limits: Limits, deadline: float) -> Callable[[list[str]], set[str]]:
    """Chooses among forms those that the leaf stands for; each form is looked at once."""
    try:
        test = form_test(leaf, deadline)
    except RegexError as error:
        raise QueryError(f"{format_query(leaf)}: {error}", leaf.at.start, leaf.at.end) from None
    # Most forms are told apart at once by letters that all must have.
    letters = max(map(fold, re.split(r"[*?]", leaf.text)), key=len) if isinstance(leaf, Wildcard) else ""
    known: set[str] = set()
    chosen: set[str] = set()

    def choose(forms: list[str]) -> set[str]:
        likely = [form for form in forms if letters in form] if letters else forms
        new = set(likely).difference(known) if known else likely
        known.update(likely)
        try:
            chosen.update(filter(test, new))
            if monotonic() > deadline:
                raise TimeoutError
        except TimeoutError:
            raise QueryError(
                f"{format_query(leaf)} takes too long to look for: begin it with letters, make it simpler, or leave"
                " other such words out",
                leaf.at.start,
                leaf.at.end,
            ) from None
        _bound(leaf, len(chosen), limits)
        return chosen

    return choose


def _bound(leaf: TextLeaf, words: int, limits: Limits) -> None:
    if words > limits.expansion:
        raise QueryError(
            f"{format_query(leaf)} stands for more than {limits.expansion:,} different words: write more letters",
            leaf.at.start,
            leaf.at.end,
        )
