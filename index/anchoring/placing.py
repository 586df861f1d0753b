"""Where a statement stands in a corrected text: by its exact words, by their context, by words that are much alike.

Nothing is moved by guess. Words that stand several times are told apart by what stands right before and behind
them; words that were changed follow where each part of the statement is nearly what it was, in the same order and
neighbourhood, with nothing in them that clearly turns their sense, and where nothing else is about as much alike. Else
there is no place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz import fuzz

from index.anchoring import SIMILARITY
from index.anchoring.alignment import Alignment, aligned, matching
from index.anchoring.sense import is_turned, negations
from index.anchoring.wording import joined, number_at, round_about, stands_once, words_between
from index.model import Span

AHEAD = 0.05
"""How much more alike than any other place the chosen one must be."""

_CONTEXT = (32, 128, 512)
"""Characters before and behind that tell places with the same words apart: more where fewer do not."""

_SPEAKS_FOR_ITSELF = 24
"""Characters from which words that stand once in both texts need no context."""

_ROUND = 8
"""Words round a statement that are compared with it, so that its edges are found."""

_SPREAD = 200
"""Characters that may have come in between two parts of a statement, besides twice what stood there."""

_RUN = 3
_FREQUENT = 8
_CANDIDATES = 6

_SENTENCE = re.compile(r"[.!?][\"'”’)]*\s+(?=[^\W\d_a-z]|[\"'“‘])")
_PARAGRAPH = re.compile(r"\n\s*\n")


class Method(StrEnum):
    """How a place was found."""

    EXACT = "exact"
    CONTEXT = "context"
    FUZZY = "fuzzy"


@dataclass(frozen=True, slots=True)
class Placed:
    """Where the passages of a statement stand in the new text, in the order in which they were given.

    `score` is how much alike the least similar passage is to what it was, 1.0 for the same words (blanks, dashes
    and quotation marks of another kind are no difference).
    """

    passages: tuple[tuple[Span, ...], ...]
    method: Method
    score: float


class _Piece(NamedTuple):
    passage: int
    span: Span


class _Candidate(NamedTuple):
    score: float
    pieces: tuple[_Piece, ...]

    @property
    def start(self) -> int:
        return self.pieces[0].span.start

    @property
    def end(self) -> int:
        return max(piece.span.end for piece in self.pieces)


def place(old: str, new: str, passages: Sequence[Sequence[Span]], *, similarity: float = SIMILARITY) -> Placed | None:
    """Where the words at `passages` (a statement's source, cue and content) of `old` stand in `new`.

    Each passage is some spans in order, or none. None where there is no place that can be told for sure.
    """
    pieces = sorted(
        (_Piece(number, span) for number, spans in enumerate(passages) for span in spans if span.end > span.start),
        key=lambda piece: (piece.span, piece.passage),
    )
    if not pieces or max(piece.span.end for piece in pieces) > len(old):
        return None
    return _Placing(aligned(old, new), pieces, len(passages), similarity).found()


def follow(old: str, new: str, span: Span) -> Span | None:
    """Where one stretch of `old`, such as the mention of a name, stands in `new`: the same words, else None."""
    placed = place(old, new, [[span]], similarity=1.0)
    return placed.passages[0][0] if placed is not None else None


class _Placing:
    def __init__(self, alignment: Alignment, pieces: Sequence[_Piece], passages: int, similarity: float) -> None:
        self._alignment = alignment
        self._old, self._new = alignment.old, alignment.new
        self._pieces = pieces
        self._passages = passages
        self._similarity = similarity
        self._first, self._last = self._old.covering(pieces[0].span.start, max(piece.span.end for piece in pieces))

    def found(self) -> Placed | None:
        if self._first >= self._last:
            return None
        at = self._same_words()
        if at is not None:
            first, method = at
            return self._placed([self._shifted(piece, first - self._first) for piece in self._pieces], method, 1.0)
        return self._alike()

    def _shifted(self, piece: _Piece, words: int) -> _Piece:
        """A part where the same words stand so many words farther on in the new text."""
        first, last = self._old.covering(piece.span.start, piece.span.end)
        start = self._new.starts[first + words] + piece.span.start - self._old.starts[first]
        end = self._new.ends[last - 1 + words] + piece.span.end - self._old.ends[last - 1]
        return _Piece(piece.passage, Span(max(0, start), min(max(start, end), len(self._new.text))))

    def _placed(self, pieces: Sequence[_Piece], method: Method, score: float) -> Placed:
        spans = tuple(
            tuple(piece.span for piece in pieces if piece.passage == number) for number in range(self._passages)
        )
        return Placed(spans, method, round(score, 4))

    # -- the same words --------------------------------------------------------------------------------

    def _same_words(self) -> tuple[int, Method] | None:
        """The word of the new text from which on all of the statement stands unchanged, if it can be told where."""
        words = words_between(self._old, self._first, self._last)
        at = self._new.joined.find(words)
        if at < 0:
            return None
        once = stands_once(self._old.joined, words) and stands_once(self._new.joined, words)
        if not once:
            by_context = self._by_context(self._first, self._last)
            return None if by_context is None else (by_context, Method.CONTEXT)
        first = number_at(self._new, at)
        length = self._last - self._first
        if len(words) >= _SPEAKS_FOR_ITSELF or self._sides(self._first, self._last, first, first + length):
            return first, Method.EXACT
        return None

    def _by_context(self, first: int, last: int) -> int | None:
        """The word of the new text from which on words of the old one stand, by what is round them; None if unsure."""
        old, new = self._old.joined, self._new.joined
        words = words_between(self._old, first, last)
        for width in _CONTEXT:
            before, behind = round_about(self._old, first, last, width)
            whole = before + words + behind
            if stands_once(old, whole) and stands_once(new, whole):
                return number_at(self._new, new.find(whole) + len(before))
        before, behind = round_about(self._old, first, last, _CONTEXT[0])
        places = {
            new.find(one) + shift
            for one, shift in ((before + words, len(before)), (words + behind, 0))
            if one != words and stands_once(old, one) and stands_once(new, one)
        }
        # Where one of several places is gone, what is on one side alone may be left of another one.
        if len(places) == 1 and old.count(words) <= new.count(words):
            number = number_at(self._new, places.pop())
            there = round_about(self._new, number, number + last - first, _CONTEXT[0])
            # Another place of the old text may have what is on the other side: then it may be that one.
            rivals = (there[0] + words if there[0] != before else "", words + there[1] if there[1] != behind else "")
            if not any(one and one != words and one in old for one in rivals):
                return number
        image = self._image(first, last)
        if image is None or old.count(words) != new.count(words):
            return None
        return image if self._sides(first, last, image, image + last - first) == 2 else None

    def _image(self, first: int, last: int) -> int | None:
        """Where words stand that lie in one run of unchanged ones; None where they do not."""
        for block in self._alignment.trusted:
            if block.old <= first and last <= block.old + block.size:
                return block.new + first - block.old
        return None

    def _sides(self, first: int, last: int, begin: int, behind: int) -> int:
        """On how many sides, 0 to 2, the same stands beside words of the old text and words of the new."""
        was, now = round_about(self._old, first, last, _CONTEXT[0]), round_about(self._new, begin, behind, _CONTEXT[0])
        return sum(bool(one) and one == other for one, other in zip(was, now, strict=True))

    # -- words that are alike --------------------------------------------------------------------------

    def _alike(self) -> Placed | None:
        candidates: list[_Candidate] = []
        for low, high in dict.fromkeys(self._regions()):
            one = self._in_region(low, high)
            if one is not None and not any(_overlap(one, other) and other.score >= one.score for other in candidates):
                candidates = [other for other in candidates if not _overlap(one, other)] + [one]
        candidates.sort(key=lambda one: (-one.score, one.start))
        for one in candidates:
            if one.score < self._similarity:
                return None
            if self._is_anothers(one):
                continue
            if not self._is_sound(one):
                return None
            if one.score == 1.0:
                method = self._method_of_same(one)
                return None if method is None else self._placed(one.pieces, method, 1.0)
            if self._has_rival(one, in_new=True) or self._has_rival(one, in_new=False):
                return None
            alone = stands_once(self._old.joined, words_between(self._old, self._first, self._last))
            if not alone and self._sides(self._first, self._last, *self._new.covering(one.start, one.end)) < 2:
                return None
            return self._placed(one.pieces, Method.FUZZY, one.score)
        return None

    def _regions(self) -> Iterator[tuple[int, int]]:
        """Stretches of the new text, in words, in which the statement may stand."""
        first, last = self._first, self._last
        low, high = 0, len(self._new)
        for block in self._alignment.trusted:
            if block.old < first:
                low = block.new + min(block.size, first - block.old)
            elif block.old >= last:
                high = block.new
                break
            if block.old + block.size > last:
                high = block.new + max(0, last - block.old)
                break
        yield max(0, low - _ROUND), min(len(self._new), max(low, high) + _ROUND)
        length = last - first
        runs = _runs(self._alignment, new=True)
        votes: Counter[int] = Counter()
        words = self._alignment.old_words
        bucket = max(_ROUND, length // 2)
        for at in range(first, last - _RUN + 1):
            for there in runs.get(tuple(words[at : at + _RUN]), ()):
                votes[(there - (at - first)) // bucket] += 1
        for number, _ in votes.most_common(_CANDIDATES):
            begin = number * bucket
            yield max(0, begin - _ROUND), min(len(self._new), begin + bucket + length + length // 2 + _ROUND)

    def _in_region(self, low: int, high: int) -> _Candidate | None:
        """The statement as it stands in a stretch of the new text, in words; None where a part of it does not."""
        first, last = self._first, self._last
        begin, behind = max(0, first - _ROUND), min(len(self._old), last + _ROUND)
        blocks = matching(self._alignment.old_words[begin:behind], self._alignment.new_words[low:high])
        return self._by_images(
            {begin + block.old + step: low + block.new + step for block in blocks for step in range(block.size)}
        )

    def _by_images(self, images: dict[int, int]) -> _Candidate | None:
        mapped = [_Piece(piece.passage, span) for piece in self._pieces if (span := self._mapped(piece.span, images))]
        if len(mapped) < len(self._pieces):
            return None
        found = self._close(mapped)
        if not self._is_in_order(found):
            return None
        score = 1.0
        for number in {piece.passage for piece in self._pieces}:
            was = joined(self._old.folded, [piece.span for piece in self._pieces if piece.passage == number])
            now = joined(self._new.folded, [piece.span for piece in found if piece.passage == number])
            score = min(score, 1.0 if was == now else min(fuzz.ratio(was, now) / 100, 0.9999))
        return _Candidate(score, found)

    def _mapped(self, span: Span, images: dict[int, int]) -> Span | None:
        """Where a stretch of the old text stands, by the words that are matched in it and at its edges."""
        first, last = self._old.covering(span.start, span.end)
        matched = [number for number in range(first, last) if number in images]
        if not matched:
            return None
        # An edge whose own word changed is where the word beyond it stands; it is nowhere if that one changed too.
        old, new = self._old, self._new
        before, after = images.get(first - 1, None if first else -1), images.get(last)
        if after is None and last == len(old):
            after = len(new)
        if matched[0] == first:
            start = new.starts[images[first]] + span.start - old.starts[first]
        elif before is None or before + 1 >= len(new):
            return None
        else:
            start = new.starts[before + 1]
        if matched[-1] == last - 1:
            end = new.ends[images[last - 1]] + span.end - old.ends[last - 1]
        elif not after:
            return None
        else:
            end = new.ends[after - 1]
        return Span(max(0, start), min(end, len(new.text))) if max(0, start) < min(end, len(new.text)) else None

    def _close(self, found: Sequence[_Piece]) -> tuple[_Piece, ...]:
        """The same parts, each at the last of its likes before the longest one, or the first behind it."""
        longest = max(range(len(self._pieces)), key=self._length)
        text, near = self._new.folded, list(found)
        for number in range(longest - 1, -1, -1):
            (start, end), limit = (found[number].span.start, found[number].span.end), near[number + 1].span.start
            at = text.rfind(text[start:end], start, limit)
            if at > start:
                near[number] = _Piece(found[number].passage, Span(at, at + end - start))
        for number in range(longest + 1, len(found)):
            (start, end), limit = (found[number].span.start, found[number].span.end), near[number - 1].span.end
            at = text.find(text[start:end], limit, end)
            if 0 <= at < start:
                near[number] = _Piece(found[number].passage, Span(at, at + end - start))
        return tuple(near)

    def _is_in_order(self, found: Sequence[_Piece]) -> bool:
        """Whether the parts stand in their old order, and no farther from each other than is plausible."""
        for (one, two), (old_one, old_two) in zip(pairwise(found), pairwise(self._pieces), strict=True):
            gap, was = two.span.start - one.span.end, old_two.span.start - old_one.span.end
            if two.span.start < one.span.start or (was >= 0 > gap) or gap > 2 * max(0, was) + _SPREAD:
                return False
            between = self._new.text[one.span.end : max(one.span.end, two.span.start)]
            before = self._old.text[old_one.span.end : max(old_one.span.end, old_two.span.start)]
            if any(len(end.findall(between)) > len(end.findall(before)) for end in (_PARAGRAPH, _SENTENCE)):
                return False
        return True

    def _is_sound(self, one: _Candidate) -> bool:
        """Whether nothing in the words turns their sense round, and there are enough of them to know them again."""
        # Also what stands between the parts: "never said", "said that it was not so".
        words = self._new.covering(one.start, one.end)
        if one.score == 1.0:  # the parts have the same words; what is between them may still deny
            if negations(words_between(self._old, self._first, self._last)) != negations(
                words_between(self._new, *words)
            ):
                return False
        elif is_turned(words_between(self._old, self._first, self._last), words_between(self._new, *words)):
            return False
        length = sum(piece.span.end - piece.span.start for piece in self._pieces)
        return length >= _SPEAKS_FOR_ITSELF or bool(self._sides(self._first, self._last, *words))

    def _is_anothers(self, one: _Candidate) -> bool:
        """Whether most of the words there are those of another place of the old text that stayed."""
        first, last = self._first, self._last
        length = shared = 0
        for piece in one.pieces:
            begin, behind = self._new.covering(piece.span.start, piece.span.end)
            length += behind - begin
            for block in self._alignment.trusted:
                at, to = max(begin, block.new), min(behind, block.new + block.size)
                if at < to:
                    moved = block.old - block.new
                    shared += to - at - max(0, min(to + moved, last) - max(at + moved, first))
        return 2 * shared > length

    def _method_of_same(self, one: _Candidate) -> Method | None:
        """How parts that are the same words, with others in between than before, are told from their likes."""
        whole = words_between(self._old, self._first, self._last)
        if words_between(self._new, *self._new.covering(one.start, one.end)) == whole:
            return None  # what is between them is the same too, and it could not be told which of several places it is
        longest = max(range(len(self._pieces)), key=self._length)
        was, now = self._pieces[longest].span, one.pieces[longest].span
        first, last = self._old.covering(was.start, was.end)
        words = words_between(self._old, first, last)
        if stands_once(self._old.joined, words) and stands_once(self._new.joined, words):
            return Method.EXACT
        here = self._by_context(first, last)
        return Method.CONTEXT if here is not None and here == self._new.covering(now.start, now.end)[0] else None

    def _length(self, number: int) -> int:
        span = self._pieces[number].span
        return span.end - span.start

    def _has_rival(self, one: _Candidate, *, in_new: bool) -> bool:
        """Whether another place is about as much alike: in the new text, or one in the old text that is gone too."""
        here = self._new.covering(one.start, one.end)
        was, now = words_between(self._old, self._first, self._last), words_between(self._new, *here)
        least = fuzz.ratio(was, now) / 100 - AHEAD
        side, taken = (self._new, here) if in_new else (self._old, (self._first, self._last))
        asked = was if in_new else now
        numbers = self._alignment.old_words[self._first : self._last]
        if not in_new:
            numbers = self._alignment.new_words[slice(*here)]
        runs = _runs(self._alignment, new=in_new)
        votes: Counter[int] = Counter()
        for at in range(len(numbers) - _RUN + 1):
            for there in runs.get(tuple(numbers[at : at + _RUN]), ()):
                if not taken[0] - len(numbers) < there - at < taken[1]:
                    votes[(there - at) // _ROUND] += 1
        for number, _ in votes.most_common(_CANDIDATES):
            low = max(0, (number - 1) * _ROUND)
            high = min(len(side), (number + 2) * _ROUND + len(numbers))
            for first, last in ((low, min(high, taken[0])), (max(low, taken[1]), high)):
                if last - first < len(numbers) // 2:
                    continue
                text = words_between(side, first, last)
                rival = fuzz.partial_ratio_alignment(asked, text) if 2 * len(text) > len(asked) else None
                if rival is None or rival.score / 100 <= least or len(text) < len(asked) * (1 - AHEAD):
                    continue
                at = side.at[first] - 1
                words = number_at(side, at + rival.dest_start), number_at(side, at + rival.dest_end)
                if not self._stayed(*words, in_new=in_new):
                    return True
        return False

    def _stayed(self, first: int, last: int, *, in_new: bool) -> bool:
        """Whether most of some words of one text are in the other one too, in their old place."""
        shared = sum(
            max(0, min(last, begin + one.size) - max(first, begin))
            for one in self._alignment.trusted
            for begin in (one.new if in_new else one.old,)
        )
        return 2 * shared > last - first


def _runs(alignment: Alignment, *, new: bool) -> dict[tuple[int, ...], list[int]]:
    """Where runs of words stand in one of the texts, frequent ones left out; made once for each."""
    held: dict[bool, dict[tuple[int, ...], list[int]]] = alignment.__dict__.setdefault("runs", {})
    if new not in held:
        words = alignment.new_words if new else alignment.old_words
        places: dict[tuple[int, ...], list[int]] = {}
        for at, run in enumerate(zip(*(words[step:] for step in range(_RUN)), strict=False)):
            places.setdefault(run, []).append(at)
        held[new] = {run: found for run, found in places.items() if len(found) <= _FREQUENT}
    return held[new]


def _overlap(one: _Candidate, other: _Candidate) -> bool:
    return one.start < other.end and other.start < one.end
