"""An open index in memory: what matches a leaf of the query, and how well, from the postings of its segments."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import OrderedDict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from index.errors import QueryError
from index.search.ranking import TITLE_BOOST, bm25, idf, norms, occurrences
from index.search.tree import Length, Phrase, Prefix, TextField, TextLeaf, Word
from index.search.words import forms_and_terms, terms

FIELDS = tuple(str(field) for field in TextField)
#: How many postings are kept in memory for terms that were used.
_KEPT = 2_000_000


@dataclass(frozen=True, slots=True)
class Postings:
    """Where a term stands: the documents' numbers, ascending, and its weight in each: how often it does."""

    numbers: list[int]
    weights: list[float]


class Segment(ABC):
    """An immutable part of an index, its documents numbered from 0.

    `keys`, `words` and, for each field, `lengths` are by number. `totals` are the fields' summed lengths;
    `deleted` are the numbers that are no longer to be found.
    """

    def __init__(
        self,
        keys: Sequence[int],
        words: Sequence[int],
        lengths: Mapping[str, Sequence[int]],
        totals: Mapping[str, int],
        deleted: frozenset[int],
    ) -> None:
        self.keys = keys
        self.words = words
        self.lengths = lengths
        self.totals = totals
        self.deleted = deleted

    @abstractmethod
    def postings(self, field: str, term: bytes) -> Postings:
        """The term's postings; empty where it does not occur."""

    @abstractmethod
    def positions(self, field: str, term: bytes, wanted: Container[int]) -> dict[int, bytes]:
        """The term's positions, packed (`blocks.pack_positions`), in those documents that are wanted."""

    @abstractmethod
    def beginning_with(self, field: str, prefix: bytes) -> set[int]:
        """The documents with a term in the field that begins with the prefix."""


@dataclass(frozen=True, slots=True)
class _Match:
    """What matches a leaf in one field: documents' numbers, weights, and in how many it is, deleted ones too."""

    numbers: list[int]
    weights: list[float]
    frequency: int


class Snapshot:
    """The segments of one commit, with what was read of them kept for the next key press."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._bases: list[int] = []
        self._keys: list[int] = []
        deleted: list[int] = []
        for segment in segments:
            base = len(self._keys)
            self._bases.append(base)
            self._keys.extend(segment.keys)
            deleted.extend(base + number for number in segment.deleted)
        self._deleted = frozenset(deleted)
        self._matches: OrderedDict[tuple[str, TextLeaf], _Match] = OrderedDict()
        self._ids: OrderedDict[TextLeaf | Length, frozenset[int]] = OrderedDict()
        self._scores: OrderedDict[TextLeaf, dict[int, float]] = OrderedDict()
        self._kept = 0

    @cached_property
    def numbers(self) -> dict[int, int]:
        """Each indexed key and its document's number."""
        return {key: number for number, key in enumerate(self._keys) if number not in self._deleted}

    def ids(self, leaf: TextLeaf | Length) -> frozenset[int]:
        """The keys of the documents that match."""
        found = self._ids.get(leaf)
        if found is not None:
            self._ids.move_to_end(leaf)
            return found
        if isinstance(leaf, Length):
            found = self._by_length(leaf)
        else:
            numbers: set[int] = set()
            for field in _fields(leaf):
                numbers.update(self._match(field, leaf).numbers)
            found = frozenset(map(self._keys.__getitem__, numbers))
        self._ids[leaf] = found
        self._keep(len(found))
        return found

    def scores(self, leaf: TextLeaf) -> dict[int, float]:
        """The matching keys with their scores."""
        found = self._scores.get(leaf)
        if found is not None:
            self._scores.move_to_end(leaf)
            return found
        found = {}
        for field in _fields(leaf):
            match = self._match(field, leaf)
            if not match.numbers:
                continue
            rarity = idf(len(self._keys), match.frequency) * (TITLE_BOOST if field == TextField.TITLE else 1.0)
            for number, score in zip(
                match.numbers, bm25(match.numbers, match.weights, rarity, self._norms[field]), strict=True
            ):
                key = self._keys[number]
                found[key] = found.get(key, 0.0) + score
        self._scores[leaf] = found
        self._keep(len(found))
        return found

    @cached_property
    def _norms(self) -> dict[str, list[float]]:
        corrections = {}
        for field in FIELDS:
            total = sum(segment.totals[field] for segment in self._segments)
            lengths = [length for segment in self._segments for length in segment.lengths[field]]
            corrections[field] = norms(lengths, total / max(1, len(self._keys)))
        return corrections

    def _keep(self, size: int) -> None:
        """Note that so much more is kept; let the oldest go where it is too much."""
        self._kept += size + 1
        while self._kept > _KEPT and (self._matches or self._ids or self._scores):
            if self._matches:
                self._kept -= len(self._matches.popitem(last=False)[1].numbers) + 1
            if self._ids:
                self._kept -= len(self._ids.popitem(last=False)[1]) + 1
            if self._scores:
                self._kept -= len(self._scores.popitem(last=False)[1]) + 1

    def _by_length(self, leaf: Length) -> frozenset[int]:
        words = [count for segment in self._segments for count in segment.words]
        least, most = leaf.least or 0, leaf.most
        return frozenset(
            key
            for key, number in self.numbers.items()
            if words[number] >= least and (most is None or words[number] <= most)
        )

    def _match(self, field: str, leaf: TextLeaf) -> _Match:
        place = (field, leaf)
        match = self._matches.get(place)
        if match is None:
            if isinstance(leaf, Prefix):
                match = self._prefix(field, leaf)
            elif not isinstance(leaf, Word | Phrase):
                raise QueryError("this kind of word cannot be answered by this index", leaf.at.start, leaf.at.end)
            else:
                found = terms(leaf.text)
                match = self._term(field, found[0]) if len(found) == 1 else self._phrase(field, found)
            self._matches[place] = match
            self._keep(len(match.numbers))
        else:
            self._matches.move_to_end(place)
        return match

    def _postings(self, field: str, term: bytes) -> Postings:
        """The term's postings in all segments, numbered throughout, deleted documents among them."""
        if len(self._segments) == 1:
            return self._segments[0].postings(field, term)
        whole = Postings([], [])
        for base, segment in zip(self._bases, self._segments, strict=True):
            part = segment.postings(field, term)
            whole.numbers.extend([base + number for number in part.numbers])
            whole.weights.extend(part.weights)
        return whole

    def _live(self, numbers: list[int], weights: list[float], frequency: int) -> _Match:
        if not self._deleted:
            return _Match(numbers, weights, frequency)
        live = [(n, w) for n, w in zip(numbers, weights, strict=True) if n not in self._deleted]
        return _Match([n for n, _ in live], [w for _, w in live], frequency)

    def _term(self, field: str, term: str) -> _Match:
        found = self._postings(field, term.encode())
        return self._live(found.numbers, found.weights, len(found.numbers))

    def _phrase(self, field: str, phrase: Sequence[str]) -> _Match:
        """Documents where the terms follow one another; the weight is how often they do."""
        numbers: list[int] = []
        weights: list[float] = []
        for base, segment in zip(self._bases, self._segments, strict=True):
            encoded = [term.encode() for term in phrase]
            lists = [segment.postings(field, term).numbers for term in set(encoded)]
            first, *others = sorted(lists, key=len)
            common = set(first).intersection(*others)
            if not common:
                continue
            places = {term: segment.positions(field, term, common) for term in set(encoded)}
            ordered = [places[term] for term in encoded]
            for number in sorted(common):
                count = occurrences([values[number] for values in ordered])
                if count:
                    numbers.append(base + number)
                    weights.append(float(count))
        return self._live(numbers, weights, len(numbers))

    def _prefix(self, field: str, leaf: Prefix) -> _Match:
        """Documents with a word whose form, or whose term, begins with the prefix."""
        form = forms_and_terms(leaf.text)[0][0].encode()
        numbers: set[int] = set()
        for base, segment in zip(self._bases, self._segments, strict=True):
            for prefix in (form, b"=" + form):
                found = segment.beginning_with(field, prefix)
                numbers.update(found if base == 0 else [base + number for number in found])
        ordered = sorted(numbers)
        return self._live(ordered, [1.0] * len(ordered), len(ordered))


def _fields(leaf: TextLeaf) -> tuple[str, ...]:
    return FIELDS if leaf.field is None else (str(leaf.field),)
