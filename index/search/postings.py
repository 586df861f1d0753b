"""An open index in memory: what matches a leaf of the query, and how well, from the postings of its segments."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from index.search import ranking
from index.search.blocks import Numbers, offsets
from index.search.engine import Limits, Stopped
from index.search.gathering import FIELDS
from index.search.keyset import Keys, KeySet
from index.search.matching import Segment, expanded, matching, with_any
from index.search.ranking import TITLE_BOOST, Column, Scores, bm25, idf, norms
from index.search.tree import Fuzzy, Length, Near, Phrase, Prefix, Regex, TextField, TextLeaf, Wildcard

#: How many bytes of answers are kept in memory for leaves that were asked.
_KEPT = 64 * 1024 * 1024
#: How many bytes are read of the segments' files until the memory for them is given back, and about how many are
#: read for the positions of words.
_READ = 32 * 1024 * 1024
_POSITIONS = 8 * 1024 * 1024
#: One of so many documents is rare: each is looked for by itself.
_RARE = 32
#: One of so many articles is few: the best of them are looked for among the best of all.
_FEW = 4
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Match:
    """What matches a leaf in one field: live documents' numbers, ascending, how often in each (None: it does not
    matter), and in how many it is, deleted ones too."""

    numbers: Numbers
    weights: Numbers | None
    frequency: int


class _Kept:
    """Answers that are kept for the next key press, up to a size in bytes; what was not used longest goes first."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._answers: OrderedDict[object, tuple[object, int]] = OrderedDict()

    def get(self, question: object, ask: Callable[[], T], size: Callable[[T], int]) -> T:
        """The answer to a question, which is asked where it is not known."""
        known = self._answers.get(question)
        if known is not None:
            self._answers.move_to_end(question)
            return cast("T", known[0])
        answer = ask()
        needed = size(answer) + 200
        if needed <= self._limit:
            self._answers[question] = (answer, needed)
            self._size += needed
        while self._size > self._limit:
            self._size -= self._answers.popitem(last=False)[1][1]
        return answer


class Snapshot:
    """The segments of one commit, with what was asked of them kept for the next key press.

    Documents are numbered through all segments; `keys` are by number. Raises ValueError where a key is none.
    """

    def __init__(self, segments: Sequence[Segment], limits: Limits | None = None, kept: int = _KEPT) -> None:
        self.segments = segments
        self._limits = limits or Limits()
        self._bases = offsets(np.array([len(segment) for segment in segments], np.int64))
        self.keys = _joined([segment.keys for segment in segments], np.int64)
        deleted = [base + segment.deleted for base, segment in zip(self._bases, segments, strict=False)]
        #: Whether each document is still to be found.
        self.live = np.ones(len(self.keys), np.bool_)
        self._all_live = not any(map(len, deleted))
        if not self._all_live:
            self.live[np.concatenate(deleted)] = False
        live = np.flatnonzero(self.live)
        #: The keys that are indexed.
        self.present = KeySet.of(self.keys[live])
        #: The document of each key, by key; -1 where it has none.
        self.number_of = np.full(len(self.present.mask), -1, np.int32)
        self.number_of[self.keys[live]] = live
        self._kept = _Kept(kept)
        self._read = 0

    def numbers(self, keys: Keys) -> NDArray[np.int32]:
        """The documents of some keys, -1 for those that are not indexed."""
        known = keys < len(self.number_of)
        if known.all():
            return self.number_of[keys]
        found = np.full(len(keys), -1, np.int32)
        found[known] = self.number_of[keys[known]]
        return found

    def place(self, number: int) -> tuple[int, int]:
        """In which segment a document is, and its number there."""
        segment = int(np.searchsorted(self._bases, number, "right")) - 1
        return segment, number - int(self._bases[segment])

    def note_read(self, size: int) -> None:
        """Note that about so many bytes of the segments' files were read."""
        self._read += size
        if self._read > _READ:
            self._read = 0
            for segment in self.segments:
                segment.release()

    # Answers

    def ids(self, leaf: TextLeaf | Length) -> KeySet:
        """The keys of the documents that match. Raises QueryError over the limits."""
        return self._kept.get(("ids", leaf), lambda: self._ids(leaf), lambda found: len(found.mask))

    def _ids(self, leaf: TextLeaf | Length) -> KeySet:
        if isinstance(leaf, Length):
            words = _joined([segment.words for segment in self.segments], np.int64)
            fitting = words >= (leaf.least or 0)
            if leaf.most is not None:
                fitting &= words <= leaf.most
            return self._of_numbers([np.flatnonzero(fitting & self.live)])
        return self._of_numbers([self._match(field, leaf).numbers for field in fields_of(leaf)])

    def _of_numbers(self, numbers: Sequence[Numbers]) -> KeySet:
        mask = np.zeros(len(self.number_of), np.bool_)
        for one in numbers:
            mask[self.keys[one]] = True
        return KeySet(mask)

    def scores(self, leaf: TextLeaf) -> list[Column]:
        """The documents' scores for each field. Raises QueryError over the limits."""
        return self._kept.get(
            ("scores", leaf),
            lambda: [self._scored(field, self._match(field, leaf)) for field in fields_of(leaf)],
            lambda found: sum(column.nbytes for column in found),
        )

    def order(
        self, leaves: Sequence[TextLeaf], keys: Keys, limit: int, stopped: Callable[[], bool] | None
    ) -> tuple[Keys, Scores]:
        """Keys by the sum of their scores for some leaves, ties in the order given: at most `limit` unless 0."""
        found = self._sums(self._columns(leaves, stopped), self.numbers(keys))
        places = ranking.best(found, limit)
        return keys[places], found[places]

    def best(
        self, leaves: Sequence[TextLeaf], wanted: KeySet, limit: int, ties: Keys, stopped: Callable[[], bool] | None
    ) -> tuple[Keys, Scores]:
        """What `order` gives, with ties in the order of `ties`, which has a number for each key, by key."""
        columns, mask = self._columns(leaves, stopped), wanted.mask
        if limit and limit * _FEW < len(wanted) and len(wanted) * _RARE > len(self.keys):
            # The best of all documents, of which enough are wanted: most of the others are never looked at. What was
            # deleted has no score, and is none of them.
            totals = self._totals(columns)
            documents = ranking.likely(totals[:-1], limit)
            found = self.keys[documents]
            inside = np.flatnonzero(mask.take(found, mode="clip") & (found < len(mask)))
            keys, scores = found[inside].astype(np.int64), totals[documents[inside]]
            if len(keys) < limit:
                keys = wanted.array()
                scores = totals[self.numbers(keys)]
        else:
            keys = wanted.array()
            scores = self._sums(columns, self.numbers(keys))
        places = ranking.best(scores, limit, ties[keys])
        return keys[places], scores[places]

    def _columns(self, leaves: Sequence[TextLeaf], stopped: Callable[[], bool] | None) -> list[Column]:
        """The scores for each leaf and field."""
        columns: list[Column] = []
        for leaf in leaves:
            if stopped is not None and stopped():
                raise Stopped
            columns += self.scores(leaf)
        return columns

    def _totals(self, columns: Sequence[Column]) -> Scores:
        """The sum of the scores of each document; 0.0 at the end, for those that are not indexed."""
        totals = np.zeros(len(self.keys) + 1)
        for column in columns:
            column.add_to(totals[:-1])
        return totals

    def _sums(self, columns: Sequence[Column], documents: NDArray[np.int32]) -> Scores:
        """The sums of the scores of some documents; 0.0 of those that are not indexed, whose number is -1."""
        if len(documents) * _RARE > len(self.keys):
            return self._totals(columns)[documents]
        sums, indexed = np.zeros(len(documents)), np.flatnonzero(documents >= 0)
        for column in columns:
            sums[indexed] += column.of(documents[indexed])
        return sums

    def _scored(self, field: str, match: _Match) -> Column:
        rarity = idf(max(1, len(self.keys)), match.frequency) * (TITLE_BOOST if field == TextField.TITLE else 1.0)
        weights = np.ones(1) if match.weights is None else match.weights
        scores = bm25(weights, rarity, self._norms[field][match.numbers])
        return Column(match.numbers, scores, len(self.keys))

    @cached_property
    def _norms(self) -> dict[str, Scores]:
        corrections = {}
        for field in FIELDS:
            total = sum(segment.totals[field] for segment in self.segments)
            lengths = _joined([segment.lengths[field] for segment in self.segments], np.int64)
            corrections[field] = norms(lengths, total / max(1, len(self.keys)))
        return corrections

    # What matches

    def _match(self, field: str, leaf: TextLeaf) -> _Match:
        return self._kept.get(
            (field, leaf),
            lambda: self._matching(field, leaf),
            lambda found: found.numbers.nbytes + (0 if found.weights is None else found.weights.nbytes),
        )

    def _matching(self, field: str, leaf: TextLeaf) -> _Match:
        numbers, weights = [], []
        counted = not isinstance(leaf, Prefix | Wildcard | Fuzzy | Regex)
        for at, (base, segment) in enumerate(zip(self._bases, self.segments, strict=False)):
            if isinstance(leaf, Prefix | Wildcard | Fuzzy | Regex):
                forms = self._expanded(leaf)[at, field]
                numbers.append(np.flatnonzero(with_any(forms, segment.fields[field], len(segment))) + base)
                continue
            documents, counts = matching(leaf, segment.fields[field], len(segment))
            numbers.append(documents + base)
            weights.append(counts)
        found = _joined(numbers, np.int32)
        often = _joined(weights, np.uint32) if counted else None
        frequency = len(found)
        self.note_read(found.nbytes + (_POSITIONS if isinstance(leaf, Phrase | Near) else 0))
        if not self._all_live:
            live = self.live[found]
            found, often = found[live], often[live] if often is not None else None
        return _Match(found, often, frequency)

    def _expanded(self, leaf: Prefix | Wildcard | Fuzzy | Regex) -> dict[tuple[int, str], list[int]]:
        """The forms that a leaf stands for, by segment and field."""

        def ask() -> dict[tuple[int, str], list[int]]:
            places = [(at, field) for at in range(len(self.segments)) for field in fields_of(leaf)]
            fields = [self.segments[at].fields[field] for at, field in places]
            return dict(zip(places, expanded(leaf, fields, self._limits), strict=True))

        return self._kept.get(("forms", leaf), ask, lambda found: 40 * sum(map(len, found.values())))


def _joined(parts: Sequence[Numbers], kind: type[np.integer[Any]]) -> Numbers:
    found: Numbers = np.concatenate(parts).astype(kind, copy=False) if parts else np.zeros(0, kind)
    return found


def fields_of(leaf: TextLeaf) -> tuple[str, ...]:
    """The fields that a leaf is looked for in."""
    return FIELDS if leaf.field is None else (str(leaf.field),)
