"""The words of one field of a segment as bytes: a sorted lexicon, and the postings of all words one after the other.

Each word is indexed by its form. The lexicon also has the forms by their term (`words`), so that a word finds all
of its forms and an exact word only one. Postings are in four parts: the lexicon; the documents' numbers, ascending
for each form; in each of these documents how often the form stands in it; and for each time its position. All are
arrays of whole numbers in the order of bytes of this machine.
"""

from __future__ import annotations

import struct
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[np.integer[Any]]
Buffer: TypeAlias = bytes | memoryview

#: Bytes of a count and of a position; forms, and bytes of their texts; terms, and bytes of their texts.
_HEAD = struct.Struct("=IIQQQQ")
#: What ends a word in a lexicon; no word has it.
_END = b"\n"


def narrowest(highest: int) -> type[np.unsignedinteger[Any]]:
    """The smallest kind of whole number that `highest` fits in."""
    return np.uint8 if highest < 1 << 8 else np.uint16 if highest < 1 << 16 else np.uint32


def offsets(lengths: Numbers) -> NDArray[np.int64]:
    """Where each of some stretches of these lengths begins, one after the other; and where the last one ends."""
    found = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(lengths, out=found[1:])
    return found


def stretches(starts: Numbers, lengths: Numbers) -> NDArray[np.int64]:
    """The places of some stretches, one after the other: for each start, as many places from there."""
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    return np.repeat(starts - (ends - lengths), lengths) + np.arange(total)


class SortedWords(Sequence[bytes]):
    """Words in ascending order, as they lie in a buffer."""

    def __init__(self, text: Buffer, ends: Numbers) -> None:
        """`ends` are the places past each word's last byte; a byte that belongs to none follows each."""
        self._text = text
        self._ends = ends

    @staticmethod
    def pack(words: Sequence[bytes]) -> tuple[bytes, NDArray[np.uint32]]:
        """Words, ascending, as `__init__` takes them."""
        lengths = np.fromiter(map(len, words), np.int64, len(words))
        return _END.join([*words, b""]), (np.cumsum(lengths + 1) - 1).astype(np.uint32)

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, at: Any) -> Any:
        start = int(self._ends[at - 1]) + 1 if at else 0
        return bytes(self._text[start : int(self._ends[at])])

    def find(self, word: bytes) -> int | None:
        """The number of a word, None where it is not among these."""
        at = bisect_left(self, word)
        return at if at < len(self) and self[at] == word else None

    def beginning_with(self, prefix: bytes) -> tuple[int, int]:
        """From which number to which, exclusive, the words begin with `prefix`."""
        start = bisect_left(self, prefix)
        # No byte of a word is as high as this one, in UTF-8.
        return start, bisect_left(self, prefix + b"\xff", lo=start)

    def firsts(self) -> list[str]:
        """The letters that words begin with."""
        found, at = [], 0
        while at < len(self):
            first = self[at].decode()[0]
            found.append(first)
            at = self.beginning_with(first.encode())[1]
        return found

    def between(self, start: int, end: int) -> list[bytes]:
        """The words from one number to another, exclusive."""
        return self._stretch(start, end).split(_END) if start < end else []

    def texts(self, start: int, end: int) -> list[str]:
        """The same words as text."""
        return self._stretch(start, end).decode().split("\n") if start < end else []

    def _stretch(self, start: int, end: int) -> bytes:
        first = int(self._ends[start - 1]) + 1 if start else 0
        return bytes(self._text[first : int(self._ends[end - 1])])


@dataclass(frozen=True, slots=True)
class Postings:
    """All postings of a field: its forms, ascending, with their terms; in how many documents each is; and for each
    in turn the documents' numbers, how often it is in each, and its positions there."""

    forms: Sequence[bytes]
    terms: Sequence[bytes]
    documents: Numbers
    numbers: Numbers
    counts: Numbers
    positions: Numbers


def pack_lexicon(
    forms: Sequence[bytes], terms: Sequence[bytes], documents: Numbers, occurrences: Numbers, widths: tuple[int, int]
) -> bytes:
    """The lexicon of forms, ascending, with the term of each, in how many documents it is and how often in all.

    `widths` are the bytes that a count takes, and a position.
    """
    text, ends = SortedWords.pack(forms)
    distinct = sorted(set(terms))
    number = {term: at for at, term in enumerate(distinct)}
    of_form = np.fromiter(map(number.__getitem__, terms), np.int64, len(terms))
    members = np.argsort(of_form, kind="stable").astype(np.uint32)
    groups = offsets(np.bincount(of_form, minlength=len(distinct)))
    term_text, term_ends = SortedWords.pack(distinct)
    head = _HEAD.pack(*widths, len(forms), len(text), len(distinct), len(term_text))
    arrays = (offsets(documents), offsets(occurrences), groups, ends, members, term_ends)
    return b"".join((head, *(one.tobytes() for one in arrays), text, term_text))


def write_field(paths: Sequence[Path], portions: Iterable[Postings], widths: tuple[int, int]) -> int:
    """Write the four parts of a field's words, from portions by their forms, ascending; how many words there are.

    `paths` are those of the lexicon, the numbers, the counts and the positions; `widths` as in `pack_lexicon`.
    """
    forms: list[bytes] = []
    terms: list[bytes] = []
    documents: list[Numbers] = [np.zeros(0, np.int64)]
    occurrences: list[Numbers] = [np.zeros(0, np.int64)]
    with paths[1].open("wb") as numbers, paths[2].open("wb") as counts, paths[3].open("wb") as positions:
        for portion in portions:
            forms += portion.forms
            terms += portion.terms
            documents.append(portion.documents)
            ends = np.cumsum(portion.documents)
            before = offsets(portion.counts)
            occurrences.append(before[ends] - before[ends - portion.documents])
            numbers.write(portion.numbers.astype("u4").tobytes())
            counts.write(portion.counts.astype(f"u{widths[0]}").tobytes())
            positions.write(portion.positions.astype(f"u{widths[1]}").tobytes())
    often = np.concatenate(occurrences)
    paths[0].write_bytes(pack_lexicon(forms, terms, np.concatenate(documents), often, widths))
    return int(often.sum())


def _whole(buffer: Buffer, kind: Any, count: int, at: int) -> Any:
    if at + count * np.dtype(kind).itemsize > len(buffer):
        raise ValueError("a lexicon is cut short")
    return np.frombuffer(buffer, kind, count, at)


class Field:
    """One field of a segment, over the buffers that hold it; nothing is read before it is asked for."""

    def __init__(self, lexicon: Buffer, numbers: Buffer, counts: Buffer, positions: Buffer) -> None:
        """Raises ValueError and struct.error where they cannot be what `pack_lexicon` and its postings made."""
        count, position, forms, text, terms, term_text = _HEAD.unpack_from(lexicon)
        at = _HEAD.size
        parts = []
        for kind, size in (
            *((np.int64, forms + 1), (np.int64, forms + 1), (np.int64, terms + 1)),
            *((np.uint32, forms), (np.uint32, forms), (np.uint32, terms)),
        ):
            parts.append(_whole(lexicon, kind, size, at))
            at += size * np.dtype(kind).itemsize
        self._starts, self._places, self._groups, ends, self._members, term_ends = parts
        if at + text + term_text != len(lexicon):
            raise ValueError("a lexicon is cut short")
        self.forms = SortedWords(lexicon[at : at + text], ends)
        self.terms = SortedWords(lexicon[at + text :], term_ends)
        self.numbers: Numbers = np.frombuffer(numbers, np.uint32)
        self.counts: Numbers = np.frombuffer(counts, {1: np.uint8, 2: np.uint16, 4: np.uint32}[count])
        self.positions: Numbers = np.frombuffer(positions, {2: np.uint16, 4: np.uint32}[position])
        sizes = (len(self.numbers), len(self.counts), len(self.positions))
        if sizes != (self._starts[-1], self._starts[-1], self._places[-1]):
            raise ValueError("postings are cut short")

    @classmethod
    def empty(cls) -> Field:
        """A field without words."""
        return cls(pack_lexicon([], [], np.zeros(0, int), np.zeros(0, int), (1, 2)), b"", b"", b"")

    # Forms, by their numbers

    def exactly(self, form: bytes) -> list[int]:
        """The number of one form; none where it does not occur."""
        found = self.forms.find(form)
        return [] if found is None else [found]

    def of_term(self, term: bytes) -> list[int]:
        """The numbers of all forms of a term."""
        found = self.terms.find(term)
        return [] if found is None else self._of_terms(found, found + 1)

    def _of_terms(self, start: int, end: int) -> list[int]:
        members: list[int] = self._members[self._groups[start] : self._groups[end]].tolist()
        return members

    def beginning_with(self, prefix: bytes) -> tuple[range, list[int]]:
        """The numbers of the forms that begin with the prefix, and of others whose term does."""
        forms = range(*self.forms.beginning_with(prefix))
        return forms, [one for one in self._of_terms(*self.terms.beginning_with(prefix)) if one not in forms]

    def passing(self, prefix: bytes, choose: Callable[[list[str]], set[str]]) -> list[int]:
        """The numbers of those forms that begin with the prefix which `choose` chooses among these."""
        start, end = self.forms.beginning_with(prefix)
        words = self.forms.texts(start, end)
        chosen = choose(words)
        return [number for number, word in enumerate(words, start) if word in chosen] if chosen else []

    @cached_property
    def documents(self) -> NDArray[np.int64]:
        """In how many documents each form is, deleted ones among them."""
        documents: NDArray[np.int64] = np.diff(self._starts)
        return documents

    @cached_property
    def occurrences(self) -> NDArray[np.int64]:
        """How often each form stands in all documents."""
        occurrences: NDArray[np.int64] = np.diff(self._places)
        return occurrences

    @property
    def term_of_form(self) -> list[bytes]:
        """The term of each form."""
        of_form = np.empty(len(self.forms), np.int64)
        of_form[self._members] = np.repeat(np.arange(len(self.terms)), np.diff(self._groups))
        terms = self.terms.between(0, len(self.terms))
        return [terms[number] for number in of_form.tolist()]

    # Postings

    def slices(self, start: int, end: int) -> tuple[slice, slice]:
        """Where the postings of the forms from one number to another, exclusive, are, and their positions."""
        return (
            slice(int(self._starts[start]), int(self._starts[end])),
            slice(int(self._places[start]), int(self._places[end])),
        )

    def occurs(self, form: int) -> tuple[Numbers, Numbers]:
        """The documents of one form, ascending, and how often it is in each."""
        postings, _ = self.slices(form, form + 1)
        return self.numbers[postings], self.counts[postings]

    def placed(self, form: int, wanted: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Where one form stands in the documents that are wanted, ascending: each document's number * 2**32 + position.

        `wanted` says of each document whether it is.
        """
        postings, places = self.slices(form, form + 1)
        numbers, counts = self.numbers[postings], self.counts[postings].astype(np.int64)
        chosen = wanted[numbers]
        starts = np.cumsum(counts) - counts + places.start
        counts = counts[chosen]
        positions = self.positions[stretches(starts[chosen], counts)]
        return (np.repeat(numbers[chosen].astype(np.int64), counts) << 32) + positions
