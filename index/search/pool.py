"""Postings while a commit is written: gathered by term, in memory up to a limit, then in runs on disk."""

from __future__ import annotations

import marshal
from array import array
from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TypeAlias

#: A term's postings: its field, the term, the documents' numbers, and the packed positions in each, by their
#: lengths and one after the other; both are empty where a term's positions are not kept.
TermPostings: TypeAlias = "tuple[str, bytes, array[int], array[int], bytes | bytearray]"

# What a term and a posting take in memory, roughly.
_TERM = 350
_POSTING = 10


class PostingsPool:
    """Gathers postings in the order of their documents, and gives them back in the order of their terms."""

    def __init__(self, folder: Path, limit: int) -> None:
        """`folder` is where runs are written once the postings in memory take `limit` bytes."""
        self._folder = folder
        self._limit = limit
        self._size = 0
        self._terms: dict[tuple[str, bytes], tuple[array[int], array[int], bytearray]] = {}
        self._runs: list[Path] = []

    def add(self, item: tuple[str, bytes, int, float, bytes]) -> None:
        """One posting: its field, term, document's number, weight, and packed positions."""
        field, term, number, _, packed = item
        self.add_document(field, number, [(term, packed)])

    def add_document(self, field: str, number: int, postings: Iterable[tuple[bytes, bytes]]) -> None:
        """All postings of one field of a document: its terms with their packed positions, b"" where not kept."""
        terms = self._terms
        size = 0
        for term, packed in postings:
            entry = terms.get((field, term))
            if entry is None:
                entry = terms[field, term] = (array("I"), array("I"), bytearray())
                size += _TERM
            numbers, lengths, values = entry
            numbers.append(number)
            if packed:
                lengths.append(len(packed))
                values += packed
                size += len(packed)
            size += _POSTING
        self._size += size
        if self._size > self._limit:
            self._save()

    def _save(self) -> None:
        run = self._folder / f"{len(self._runs)}.run"
        self._runs.append(run)
        with run.open("wb") as file:
            for field, term, numbers, lengths, values in self._sorted():
                marshal.dump((field, term, numbers.tobytes(), lengths.tobytes(), bytes(values)), file)
        self._terms, self._size = {}, 0

    def _sorted(self) -> Iterator[TermPostings]:
        for field, term in sorted(self._terms):
            yield field, term, *self._terms[field, term]

    @staticmethod
    def _read(run: Path) -> Iterator[TermPostings]:
        with run.open("rb") as file:
            while True:
                try:
                    field, term, numbers, lengths, values = marshal.load(file)
                except EOFError:
                    return
                yield field, term, array("I", numbers), array("I", lengths), values

    def iter_postings(self) -> Iterator[TermPostings]:
        """Everything that was added, by field and term; within a term by document."""
        if not self._runs:
            yield from self._sorted()
            return
        runs = [*map(self._read, self._runs), self._sorted()]
        for (field, term), parts in groupby(merge(*runs, key=itemgetter(0, 1)), itemgetter(0, 1)):
            numbers, lengths, values = array("I"), array("I"), bytearray()
            for _, _, more, measures, packed in parts:
                numbers += more
                lengths += measures
                values += packed
            yield field, term, numbers, lengths, values

    def cleanup(self) -> None:
        """Delete the runs."""
        for run in self._runs:
            run.unlink(missing_ok=True)
        self._runs = []
        self._terms = {}
