"""The values that a library has for each field, arranged so that those that are meant are found as one types.

`Vocabulary` is what completion and "did you mean" look into: for each field the values and how often each occurs,
and the words of the index. It is a picture of the library at one moment.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from itertools import islice
from typing import Protocol

from index.search.words import fold

WordsOf = Callable[[str, int], Sequence[tuple[str, int]]]
"""Gives at most so many words of the index that begin with a prefix, and in how many articles each is, frequent ones
first: `Engine.words`."""

_START = re.compile(r"(?<![^\W_])[^\W_]")
_LAST = "\U0010ffff"
_MANY = 1_500
_MOST_FUZZY = 4_000
_LEAST_FUZZY = 3


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a field, in how many articles (or statements) it is, and words that say what it is, if any
    (an issue's proposition): it is found by them, too."""

    value: str
    count: int
    about: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A value that fits what was typed, and how: 0 a word of it begins so, 1 a word of what it is about does, 2 its
    letters are in it."""

    value: Value
    rank: int


class ValueIndex:
    """The values of one field."""

    def __init__(self, values: Iterable[Value]) -> None:
        self.values: Sequence[Value] = sorted(values, key=lambda one: (-one.count, fold(one.value), one.value))

    def __len__(self) -> int:
        return len(self.values)

    def find(self, typed: str, limit: int) -> list[Found]:
        """The values that fit `typed` best, at most `limit`: those with a word that begins so, be it the first or the
        last (people go by their last name), then those about which a word says it, then those that have its letters
        in this order; within each the frequent ones first, those of one number by name."""
        text = fold(typed).strip()
        if not text:
            return [Found(value, 0) for value in self.values[:limit]]
        found: dict[int, int] = {}
        for rank, (keys, places) in enumerate((self._own, self._about)):
            for place in self._beginning(keys, places, text, limit + len(found), about=rank == 1):
                found.setdefault(place, rank)
            if len(found) >= limit:
                break
        if len(found) < limit and len(text) >= _LEAST_FUZZY:
            for place in self._fuzzy(text, limit + len(found)):
                found.setdefault(place, 2)
        return [Found(self.values[place], rank) for place, rank in islice(found.items(), limit)]

    def containing(self, pattern: str) -> bool:
        """Whether a name among the values has `pattern` in it, as a query's names are matched: by whole words."""
        return pattern in self._whole

    @cached_property
    def words(self) -> Mapping[str, int]:
        """Each word of the values in the form that names are compared by -> how often the values with it occur."""
        counted: dict[str, int] = {}
        for folded, value in zip(self._folded, self.values, strict=True):
            for word in set(_words(folded)):
                counted[word] = counted.get(word, 0) + max(1, value.count)
        return counted

    @cached_property
    def _folded(self) -> list[str]:
        return [fold(f"{value.value}\n{value.about}" if value.about else value.value) for value in self.values]

    @cached_property
    def _whole(self) -> str:
        return "\n".join(f" {' '.join(_words(folded))} " for folded in self._folded)

    @cached_property
    def _own(self) -> tuple[list[str], list[int]]:
        """The values from each of their words on, in order, and the place of each."""
        return _sorted(
            (folded[match.start() :], place)
            for place, folded in enumerate(self._folded)
            for match in _START.finditer(folded, 0, _end_of_value(folded))
        )

    @cached_property
    def _about(self) -> tuple[list[str], list[int]]:
        """What the values are about, from each word on."""
        return _sorted(
            (folded[match.start() :], place)
            for place, folded in enumerate(self._folded)
            for match in _START.finditer(folded, _end_of_value(folded))
        )

    def _beginning(
        self, keys: Sequence[str], places: Sequence[int], text: str, limit: int, *, about: bool
    ) -> Iterable[int]:
        """The places of the first `limit` values, frequent ones first, that have a key that begins with `text`."""
        low, high = bisect_left(keys, text), bisect_left(keys, text + _LAST)
        if high - low <= _MANY:
            return nsmallest(limit, set(places[low:high]))
        # So many begin so that they are soon met among the frequent ones.
        return islice(self._met(text, about=about), limit)

    def _met(self, text: str, *, about: bool) -> Iterator[int]:
        start = re.compile(rf"(?<![^\W_]){re.escape(text)}")
        for place, folded in enumerate(self._folded):
            end = _end_of_value(folded)
            if (start.search(folded, end) if about else start.search(folded, 0, end)) is not None:
                yield place

    def _fuzzy(self, text: str, limit: int) -> list[int]:
        """Values in which the letters of `text` stand in this order, the first of them beginning a word."""
        letters = [letter for letter in text if letter.isalnum()]
        if len(letters) < _LEAST_FUZZY:
            return []
        pattern = re.compile("[^\n]{0,3}?".join(map(re.escape, letters)))
        scored: list[tuple[int, int]] = []
        for keys, places in (self._own, self._about):
            low, high = bisect_left(keys, letters[0]), bisect_left(keys, letters[0] + _LAST)
            if high - low > _MOST_FUZZY:
                two = letters[0] + letters[1]
                low, high = bisect_left(keys, two), min(bisect_left(keys, two + _LAST), low + _MOST_FUZZY)
            for at in range(low, high):
                match = pattern.match(keys[at])
                if match is not None:
                    scored.append((match.end(), places[at]))
        return [place for _, place in nsmallest(limit, scored)]


class Known(Protocol):
    """What completion and "did you mean" look into: a `Vocabulary`, or a library's own."""

    def of(self, field: str) -> ValueIndex:
        """The values of a field; none where it has no known ones."""

    def words(self, prefix: str, limit: int) -> Sequence[tuple[str, int]]:
        """Words of the index that begin with `prefix`, and in how many articles each is, frequent ones first."""


class Vocabulary:
    """The values of each field, and the index's words. `values` has a list for each field that has known values."""

    def __init__(self, values: Mapping[str, Iterable[Value]], words: WordsOf | None = None) -> None:
        self._values = values
        self._indexes: dict[str, ValueIndex] = {}
        self._words = words

    def of(self, field: str) -> ValueIndex:
        """The values of a field; none where it has no known ones."""
        if field not in self._indexes:
            self._indexes[field] = ValueIndex(self._values.get(field, ()))
        return self._indexes[field]

    def words(self, prefix: str, limit: int) -> Sequence[tuple[str, int]]:
        """Words of the index that begin with `prefix`."""
        return self._words(prefix, limit) if self._words is not None else ()


def _sorted(pairs: Iterable[tuple[str, int]]) -> tuple[list[str], list[int]]:
    ordered = sorted(pairs)
    return [key for key, _ in ordered], [place for _, place in ordered]


def _end_of_value(folded: str) -> int:
    """Where a value ends, and what it is about begins."""
    end = folded.find("\n")
    return len(folded) if end < 0 else end


def _words(folded: str) -> list[str]:
    return re.findall(r"[^\W_]+", folded)
