"""Where a statement stands in a corrected text: by its exact words, by their context, by words that are much alike.

Nothing is moved by guess. Words that stand several times are told apart by what stands right before and behind
them; words that were changed follow where each part of the statement is nearly what it was, in the same order and
neighbourhood, with the same negations, and where nothing else is about as much alike. Else there is no place.
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

_NEGATIONS = frozenset(
    "not no never none nothing nobody nowhere neither nor without cannot t hardly scarcely barely unlikely un".split()
)
_WORDS = re.compile(r"\w+")
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
    if not pieces or pieces[-1].span.end > len(old):
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
        self._start = pieces[0].span.start
        self._end = max(piece.span.end for piece in pieces)

    def found(self) -> Placed | None:
        at = self._same_words()
        if at is not None:
            start, method = at
            moved = start - self._start
            pieces = [_Piece(one.passage, Span(one.span.start + moved, one.span.end + moved)) for one in self._pieces]
            return self._placed(pieces, method, 1.0)
        return self._alike()

    def _placed(self, pieces: Sequence[_Piece], method: Method, score: float) -> Placed:
        spans = tuple(
            tuple(piece.span for piece in pieces if piece.passage == number) for number in range(self._passages)
        )
        return Placed(spans, method, round(score, 4))

    # -- the same words --------------------------------------------------------------------------------

    def _same_words(self) -> tuple[int, Method] | None:
        """Where all from the statement's first character to its last stands unchanged, if it can be told where."""
        words = self._old.folded[self._start : self._end]
        at = self._new.folded.find(words)
        if at < 0:
            return None
        once = _stands_once(self._old.folded, words) and _stands_once(self._new.folded, words)
        if once and (len(words) >= _SPEAKS_FOR_ITSELF or self._sides(self._start, self._end, at, at + len(words))):
            return at, Method.EXACT
        by_context = None if once else self._by_context(self._start, self._end)
        return None if by_context is None else (by_context, Method.CONTEXT)

    def _by_context(self, start: int, end: int) -> int | None:
        """Where the words of the old text at a stretch stand in the new one, by what is round them; None if unsure."""
        old, new = self._old.folded, self._new.folded
        words = old[start:end]
        for width in _CONTEXT:
            before, behind = old[max(0, start - width) : start], old[end : end + width]
            whole = before + words + behind
            if _stands_once(old, whole) and _stands_once(new, whole):
                return new.find(whole) + len(before)
        width = _CONTEXT[0]
        before, behind = old[max(0, start - width) : start], old[end : end + width]
        places = {
            new.find(one) + shift
            for one, shift in ((before + words, len(before)), (words + behind, 0))
            if one != words and _stands_once(old, one) and _stands_once(new, one)
        }
        # Where one of several places is gone, what is on one side alone may be left of another one.
        if len(places) == 1 and old.count(words) <= new.count(words):
            (at,) = places
            there = new[max(0, at - width) : at], new[at + len(words) : at + len(words) + width]
            # Another place of the old text may have what is on the other side: then it may be that one.
            rivals = (there[0] + words if there[0] != before else "", words + there[1] if there[1] != behind else "")
            if not any(one and one != words and one in old for one in rivals):
                return at
        image = self._image(start, end)
        if image is not None and old.count(words) == new.count(words) and self._sides(start, end, *image):
            return image[0]
        return None

    def _image(self, start: int, end: int) -> tuple[int, int] | None:
        """Where a stretch stands that lies in one run of unchanged words; None where it does not."""
        first, last = self._old.covering(start, end)
        for block in self._alignment.trusted:
            if block.old <= first and last <= block.old + block.size and first < last:
                moved = self._new.starts[block.new + first - block.old] - self._old.starts[first]
                image = start + moved, end + moved
                same = self._new.folded[image[0] : image[1]] == self._old.folded[start:end]
                return image if image[0] >= 0 and same else None
        return None

    def _sides(self, start: int, end: int, at: int, to: int) -> int:
        """On how many sides, 0 to 2, the same stands beside a stretch of the old text and one of the new."""
        width = _CONTEXT[0]
        old, new = self._old.folded, self._new.folded
        before, behind = old[max(0, start - width) : start], old[end : end + width]
        return int(bool(before) and new[max(0, at - width) : at] == before) + int(
            bool(behind) and new[to : to + width] == behind
        )

    # -- words that are alike --------------------------------------------------------------------------

    def _alike(self) -> Placed | None:
        candidates: list[_Candidate] = []
        for low, high in dict.fromkeys(self._regions()):
            one = self._in_region(low, high)
            if one is not None and not any(_overlap(one, other) and other.score >= one.score for other in candidates):
                candidates = [other for other in candidates if not _overlap(one, other)] + [one]
        candidates.sort(key=lambda one: (-one.score, one.start))
        for number, one in enumerate(candidates):
            if one.score < self._similarity:
                return None
            if self._is_anothers(one):
                continue
            if not self._is_sound(one):
                return None
            if one.score == 1.0:
                method = self._method_of_same(one)
                return None if method is None else self._placed(one.pieces, method, 1.0)
            rivals = [other for other in candidates[number + 1 :] if other.score > one.score - AHEAD]
            if any(not self._is_anothers(other) for other in rivals) or self._old_rival(one):
                return None
            alone = _stands_once(self._old.folded, self._old.folded[self._start : self._end])
            if not alone and self._sides(self._start, self._end, one.start, one.end) < 2:
                return None
            return self._placed(one.pieces, Method.FUZZY, one.score)
        return None

    def _regions(self) -> Iterator[tuple[int, int]]:
        """Stretches of the new text, in words, in which the statement may stand."""
        first, last = self._old.covering(self._start, self._end)
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
        first, last = self._old.covering(self._start, self._end)
        begin, behind = max(0, first - _ROUND), min(len(self._old), last + _ROUND)
        blocks = matching(self._alignment.old_words[begin:behind], self._alignment.new_words[low:high])
        best: _Candidate | None = None
        for least in (1, 2):
            images = {
                begin + block.old + step: low + block.new + step
                for block in blocks
                if block.size >= least
                for step in range(block.size)
            }
            one = self._by_images(images)
            if one is not None and (best is None or one.score > best.score):
                best = one
        return best

    def _by_images(self, images: dict[int, int]) -> _Candidate | None:
        mapped = [_Piece(piece.passage, span) for piece in self._pieces if (span := self._mapped(piece.span, images))]
        if len(mapped) < len(self._pieces):
            return None
        found = self._close(mapped)
        if not self._is_in_order(found):
            return None
        score = 1.0
        for number in {piece.passage for piece in self._pieces}:
            was = " ".join(self._old.folded[p.span.start : p.span.end] for p in self._pieces if p.passage == number)
            now = " ".join(self._new.folded[p.span.start : p.span.end] for p in found if p.passage == number)
            score = min(score, 1.0 if was == now else min(fuzz.ratio(was, now) / 100, 0.9999))
        return _Candidate(score, found)

    def _mapped(self, span: Span, images: dict[int, int]) -> Span | None:
        """Where a stretch of the old text stands, by the words that are matched in it and at its edges."""
        first, last = self._old.covering(span.start, span.end)
        matched = [number for number in range(first, last) if number in images]
        if not matched:
            return None
        old, new = self._old, self._new
        if matched[0] == first:
            start = new.starts[images[first]] + span.start - old.starts[first]
        else:
            before = images.get(first - 1)
            start = new.starts[images[matched[0]] if before is None else before + 1]
        if matched[-1] == last - 1:
            end = new.ends[images[last - 1]] + span.end - old.ends[last - 1]
        else:
            after = images.get(last)
            end = new.ends[images[matched[-1]] if after is None else after - 1]
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
        if _negations(self._old.folded[self._start : self._end]) != _negations(self._new.folded[one.start : one.end]):
            return False
        length = sum(piece.span.end - piece.span.start for piece in self._pieces)
        return length >= _SPEAKS_FOR_ITSELF or bool(self._sides(self._start, self._end, one.start, one.end))

    def _is_anothers(self, one: _Candidate) -> bool:
        """Whether most of the words there are those of another place of the old text that stayed."""
        first, last = self._old.covering(self._start, self._end)
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
        if self._new.folded[one.start : one.end] == self._old.folded[self._start : self._end]:
            return None  # what is between them is the same too, and it could not be told which of several places it is
        longest = max(range(len(self._pieces)), key=self._length)
        was, now = self._pieces[longest].span, one.pieces[longest].span
        words = self._old.folded[was.start : was.end]
        if _stands_once(self._old.folded, words) and _stands_once(self._new.folded, words):
            return Method.EXACT
        return Method.CONTEXT if self._by_context(was.start, was.end) == now.start else None

    def _length(self, number: int) -> int:
        span = self._pieces[number].span
        return span.end - span.start

    def _old_rival(self, one: _Candidate) -> bool:
        """Whether another place of the old text, which is gone too, is about as much like what was found."""
        begin, behind = self._new.covering(one.start, one.end)
        words = self._alignment.new_words[begin:behind]
        now = self._new.folded[one.start : one.end]
        runs = _runs(self._alignment, new=False)
        first, last = self._old.covering(self._start, self._end)
        votes: Counter[int] = Counter()
        for at in range(len(words) - _RUN + 1):
            for there in runs.get(tuple(words[at : at + _RUN]), ()):
                if not first - len(words) < there - at < last:
                    votes[(there - at) // _ROUND] += 1
        for number, _ in votes.most_common(_CANDIDATES):
            low = max(0, (number - 1) * _ROUND)
            high = min(len(self._old), (number + 2) * _ROUND + len(words))
            at, to = self._old.starts[low], self._old.ends[high - 1]
            rival = fuzz.partial_ratio_alignment(now, self._old.folded[at:to])
            alike = rival is not None and rival.score / 100 > one.score - AHEAD
            if rival is not None and alike and not self._stayed(at + rival.dest_start, at + rival.dest_end):
                return True
        return False

    def _stayed(self, start: int, end: int) -> bool:
        """Whether most of the words at a stretch of the old text are in the new one still."""
        first, last = self._old.covering(start, end)
        blocks = self._alignment.trusted
        shared = sum(max(0, min(last, one.old + one.size) - max(first, one.old)) for one in blocks)
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


def _stands_once(text: str, words: str) -> bool:
    at = text.find(words)
    return at >= 0 and text.find(words, at + 1) < 0


def _overlap(one: _Candidate, other: _Candidate) -> bool:
    return one.start < other.end and other.start < one.end


def _negations(text: str) -> Counter[str]:
    return Counter(word for word in _WORDS.findall(text.lower()) if word in _NEGATIONS)
