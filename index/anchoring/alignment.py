"""Two texts of one article laid side by side, word by word: what stayed, what went, what came.

Runs of words that stand once in each text are matched first, and the gaps between them by ever shorter runs
(patience diff); only what is small then is compared word against word. So the time grows with the length of the
texts, not with its square. All offsets count code points, end exclusive.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from index.model import Span

_TOKEN = re.compile(r"\w+|[^\w\s]")
_RUNS = (8, 4, 2, 1)
_SMALL = 160_000
"""Gaps of so many pairs of words at most are compared word against word."""

TRUSTED = 3
"""Words in a row from which on a match says that both are the same place."""

_FOLDED = {
    **dict.fromkeys(map(ord, "“”„‟«»″"), '"'),
    **dict.fromkeys(map(ord, "‘’‚‛′`´"), "'"),
    **dict.fromkeys(map(ord, "–—‒―−‐‑"), "-"),
    **dict.fromkeys(map(ord, "\t\n\r\v\f\u00a0\u2007\u2009\u200a\u202f\u2028\u2029\x85"), " "),
}


def fold(text: str) -> str:
    """A text of the same length with one kind of blanks, dashes and quotation marks."""
    return text.translate(_FOLDED)


class Block(NamedTuple):
    """Words that are the same: the number of the first one in each text, and how many there are."""

    old: int
    new: int
    size: int


class Change(NamedTuple):
    """A stretch of the old text and what stands in its place in the new one; one of the two may be empty."""

    old: Span
    new: Span

    @property
    def kind(self) -> str:
        """What happened: inserted, deleted or replaced."""
        if self.old.start == self.old.end:
            return "inserted"
        return "deleted" if self.new.start == self.new.end else "replaced"


class Side:
    """One of the two texts, in words."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = fold(text)
        found = [match.span() for match in _TOKEN.finditer(self.folded)]
        self.starts = [start for start, _ in found]
        self.ends = [end for _, end in found]
        #: All words with one space round each, however the text is laid out; `at` is where each of them begins.
        self.joined = f" {' '.join(self.words())} "
        self.at = [place + 1 for place in accumulate((end - start + 1 for start, end in found[:-1]), initial=0)]

    def __len__(self) -> int:
        return len(self.starts)

    def words(self) -> Iterator[str]:
        """Its words and marks, in their folded form."""
        for start, end in zip(self.starts, self.ends, strict=True):
            yield self.folded[start:end]

    def covering(self, start: int, end: int) -> tuple[int, int]:
        """The numbers of the words that a stretch touches: the first one, and the one behind the last."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)


class Alignment:
    """An old and a new text, and the words that they share, in order."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = Side(old), Side(new)
        numbers: dict[str, int] = {}
        self.old_words = [numbers.setdefault(word, len(numbers)) for word in self.old.words()]
        self.new_words = [numbers.setdefault(word, len(numbers)) for word in self.new.words()]
        self.blocks = matching(self.old_words, self.new_words)
        self.trusted = [block for block in self.blocks if block.size >= TRUSTED]

    def changes(self) -> list[Change]:
        """What changed, in order; words that differ in nothing but the kind of a quotation mark or dash included."""
        found: list[tuple[int, int, int, int]] = []
        at, there = 0, 0
        for block in (*self._readable(), Block(len(self.old), len(self.new), 0)):
            if at < block.old or there < block.new:
                found.append((at, block.old, there, block.new))
            for step in range(block.size):
                one, other = block.old + step, block.new + step
                if self._word(self.old, one) != self._word(self.new, other):
                    found.append((one, one + 1, other, other + 1))
            at, there = block.old + block.size, block.new + block.size
        return [
            Change(self._span(self.old, first, last), self._span(self.new, start, end))
            for first, last, start, end in found
        ]

    def _readable(self) -> Iterator[Block]:
        """The blocks, but those which are so short between changes that they would only tear these apart."""
        blocks, kept = self.blocks, [0, 0]
        for place, block in enumerate(blocks):
            following = blocks[place + 1] if place + 1 < len(blocks) else Block(len(self.old), len(self.new), 0)
            before = max(block.old - kept[0], block.new - kept[1])
            after = max(following.old - block.old - block.size, following.new - block.new - block.size)
            letters = sum(
                self.old.ends[number] - self.old.starts[number] for number in range(block.old, block.old + block.size)
            )
            if letters > 5 or min(before, after) <= 1:
                kept = [block.old + block.size, block.new + block.size]
                yield block

    @staticmethod
    def _word(side: Side, number: int) -> str:
        return side.text[side.starts[number] : side.ends[number]]

    @staticmethod
    def _span(side: Side, first: int, last: int) -> Span:
        if first < last:
            return Span(side.starts[first], side.ends[last - 1])
        at = side.ends[first - 1] if first else 0
        return Span(at, at)


def matching(one: Sequence[int], other: Sequence[int]) -> list[Block]:
    """The words that two rows share, in the order of both, as long runs as can be."""
    found: list[Block] = []
    _match(one, other, (0, len(one), 0, len(other)), 0, found)
    joined: list[Block] = []
    for block in found:
        if joined and (joined[-1].old + joined[-1].size, joined[-1].new + joined[-1].size) == block[:2]:
            joined[-1] = Block(joined[-1].old, joined[-1].new, joined[-1].size + block.size)
        else:
            joined.append(block)
    return joined


def _match(
    one: Sequence[int], other: Sequence[int], within: tuple[int, int, int, int], level: int, found: list[Block]
) -> None:
    a, a_end, b, b_end = within
    first = 0
    while a + first < a_end and b + first < b_end and one[a + first] == other[b + first]:
        first += 1
    if first:
        found.append(Block(a, b, first))
        a, b = a + first, b + first
    last = 0
    while a < a_end - last and b < b_end - last and one[a_end - last - 1] == other[b_end - last - 1]:
        last += 1
    inner = (a, a_end - last, b, b_end - last)
    sizes = inner[1] - a, inner[3] - b
    if sizes[0] * sizes[1] == 0:
        pass
    elif sizes[0] * sizes[1] <= _SMALL:
        matcher = SequenceMatcher(None, one[a : inner[1]], other[b : inner[3]], autojunk=False)
        found.extend(Block(a + i, b + j, size) for i, j, size in matcher.get_matching_blocks() if size)
    else:
        _match_runs(one, other, inner, level, found)
    if last:
        found.append(Block(a_end - last, b_end - last, last))


def _match_runs(
    one: Sequence[int], other: Sequence[int], within: tuple[int, int, int, int], level: int, found: list[Block]
) -> None:
    """Match the runs that stand once on each side, longest first; gaps that hold none stay unmatched."""
    a, a_end, b, b_end = within
    for deeper, length in enumerate(_RUNS[level:], level + 1):
        pairs = _in_order(_unique_in_both(one, other, within, length))
        if not pairs:
            continue
        for i, j in pairs:
            if i < a or j < b:  # inside what is matched already
                continue
            _match(one, other, (a, i, b, j), deeper, found)
            size = length
            while i + size < a_end and j + size < b_end and one[i + size] == other[j + size]:
                size += 1
            found.append(Block(i, j, size))
            a, b = i + size, j + size
        _match(one, other, (a, a_end, b, b_end), deeper, found)
        return


def _unique_in_both(
    one: Sequence[int], other: Sequence[int], within: tuple[int, int, int, int], length: int
) -> list[tuple[int, int]]:
    a, a_end, b, b_end = within
    here, there = _once(one, a, a_end, length), _once(other, b, b_end, length)
    return sorted((at, there[run]) for run, at in here.items() if at >= 0 and there.get(run, -1) >= 0)


def _once(words: Sequence[int], start: int, end: int, length: int) -> dict[tuple[int, ...], int]:
    """Where each run of words stands; -1 for one that stands several times."""
    places: dict[tuple[int, ...], int] = {}
    shifted = [words[start + step : end - length + 1 + step] for step in range(length)]
    for at, run in enumerate(zip(*shifted, strict=True), start):
        places[run] = -1 if run in places else at
    return places


def _in_order(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most pairs, sorted by the first of each, whose second ones rise too."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for place, (_, there) in enumerate(pairs):
        at = bisect_left(tails, there)
        before.append(ends[at - 1] if at else -1)
        if at == len(tails):
            tails.append(there)
            ends.append(place)
        else:
            tails[at], ends[at] = there, place
    found: list[tuple[int, int]] = []
    place = ends[-1] if ends else -1
    while place >= 0:
        found.append(pairs[place])
        place = before[place]
    return found[::-1]


@lru_cache(maxsize=2)
def aligned(old: str, new: str) -> Alignment:
    """The two texts laid side by side; the last few are remembered."""
    return Alignment(old, new)
