"""Marks: stretches of an article that mean something, found by where they stand.

Offsets count code points into the article's cleaned text, from 0, end exclusive. A layer holds the marks
of one sort; layers lie over each other, and `combine` says what holds where. Nothing here draws.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from index.model import Entity, EntityType, Span, Statement

PERSON, ORG, PLACE, GROUP, MEDIA, EVENT, LAW, OTHER = (
    "person", "org", "place", "group", "media", "event", "law", "other",
)  # fmt: skip
SOURCE, CUE, CONTENT = "source", "cue", "content"
LABELLED = "labelled"
OUTER_SOURCE, OUTER_CUE, OUTER_CONTENT = "outer-source", "outer-cue", "outer-content"
STATEMENT, HIT, CURRENT, MARKED, MASKED, TITLE = "statement", "hit", "current", "marked", "masked", "title"

ENTITY_KINDS: dict[EntityType, str] = {
    EntityType.PERSON: PERSON,
    EntityType.ORG: ORG,
    EntityType.GPE: PLACE,
    EntityType.LOC: PLACE,
    EntityType.FAC: PLACE,
    EntityType.NORP: GROUP,
    EntityType.MEDIA: MEDIA,
    EntityType.EVENT: EVENT,
    EntityType.LAW: LAW,
    EntityType.PRODUCT: OTHER,
    EntityType.WORK_OF_ART: OTHER,
}
"""How each type of entity is drawn: the last part of a component class of the article."""


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A stretch of the article from `start` to `end`; `kind` is how it is drawn, `ref` what it stands for."""

    start: int
    end: int
    kind: str
    ref: object = field(default=None, compare=False)


class Piece(NamedTuple):
    """A stretch over which the same kinds hold, in the order in which they are painted."""

    left: int
    right: int
    kinds: tuple[str, ...]


class Layer:
    """Marks in order, found by offset; empty ones are dropped.

    Where no mark encloses another, two binary searches find all that overlap a stretch. Where they
    nest, the ends are kept in a tree of maxima, whose branches that end too early are not entered.
    """

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        self.marks: tuple[Mark, ...] = tuple(
            sorted((m for m in marks if m.end > m.start), key=lambda m: (m.start, -m.end))
        )
        self._starts = [mark.start for mark in self.marks]
        self._ends = [mark.end for mark in self.marks]
        self._flat = all(a <= b for a, b in pairwise(self._ends))
        self._tree = [] if self._flat else _maxima(self._ends)

    def __len__(self) -> int:
        return len(self.marks)

    def __iter__(self) -> Iterator[Mark]:
        return iter(self.marks)

    def overlapping(self, start: int, end: int) -> Sequence[Mark]:
        """The marks that share a character with `start` to `end`, in order: O(log n + k) for k of them.

        Where marks nest, each run of marks that do not overlap costs another O(log n).
        """
        last = bisect_left(self._starts, end)
        if self._flat:
            return self.marks[bisect_right(self._ends, start) : last]
        return [self.marks[index] for index in self._reaching(start, last)]

    def at(self, offset: int) -> Mark | None:
        """The innermost mark at `offset`: the shortest, the last of several equally short ones."""
        found = self.overlapping(offset, offset + 1)
        return min(reversed(found), key=lambda mark: mark.end - mark.start, default=None)

    def after(self, offset: int) -> Mark | None:
        """The first mark that begins behind `offset`."""
        index = bisect_right(self._starts, offset)
        return self.marks[index] if index < len(self.marks) else None

    def before(self, offset: int) -> Mark | None:
        """The last mark that begins before `offset`."""
        index = bisect_left(self._starts, offset) - 1
        return self.marks[index] if index >= 0 else None

    def index(self, mark: Mark) -> int | None:
        """The place of a mark in `marks`, None where it is not in this layer. References count."""
        index = bisect_left(self._starts, mark.start)
        while index < len(self.marks) and self._starts[index] == mark.start:
            if self.marks[index] == mark and self.marks[index].ref == mark.ref:
                return index
            index += 1
        return None

    def _reaching(self, start: int, last: int) -> list[int]:
        """The indices below `last` of marks that end behind `start`."""
        size = len(self._tree) // 2
        found: list[int] = []
        waiting = [(1, 0, size)]
        while waiting:
            node, low, width = waiting.pop()
            if low >= last or self._tree[node] <= start:
                continue
            if width == 1:
                found.append(low)
                continue
            half = width // 2
            waiting.append((2 * node + 1, low + half, half))
            waiting.append((2 * node, low, half))
        return found


def _maxima(values: Sequence[int]) -> list[int]:
    """A complete binary tree in a list: node i holds the larger of nodes 2i and 2i + 1, the leaves `values`."""
    size = 1 << max(0, len(values) - 1).bit_length()
    tree = [-1] * (2 * size)
    tree[size : size + len(values)] = values
    for node in range(size - 1, 0, -1):
        tree[node] = max(tree[2 * node], tree[2 * node + 1])
    return tree


def combine(layers: Iterable[Layer], start: int, end: int) -> list[Piece]:
    """Cut `start` to `end` where a mark begins or ends; the pieces cover it without gaps.

    The kinds of a piece stand in the order of the layers (what comes later is painted over what comes
    before), those of one layer from the outer to the inner mark, each kind once, at its last place.
    """
    marks = [mark for layer in layers for mark in layer.overlapping(start, end)]
    events: list[tuple[int, bool, int]] = []
    for place, mark in enumerate(marks):
        events.append((max(mark.start, start), True, place))
        events.append((min(mark.end, end), False, place))
    events.sort()
    pieces: list[Piece] = []
    open_places: set[int] = set()
    left = start
    for offset, opens, place in events:
        if offset > left:
            pieces.append(Piece(left, offset, _kinds(marks, open_places)))
            left = offset
        if opens:
            open_places.add(place)
        else:
            open_places.discard(place)
    if left < end:
        pieces.append(Piece(left, end, ()))
    return pieces


def _kinds(marks: Sequence[Mark], places: set[int]) -> tuple[str, ...]:
    """The kinds of the marks at `places`, from the lowest to the highest."""
    if not places:
        return ()
    downwards = dict.fromkeys(marks[place].kind for place in sorted(places, reverse=True))
    return tuple(reversed(downwards))


def entity_marks(entities: Iterable[Entity]) -> list[Mark]:
    """The marks of the layer `entity`; `ref` is the entity."""
    return [Mark(e.span.start, e.span.end, ENTITY_KINDS.get(e.type, OTHER), e) for e in entities]


def statement_marks(statements: Iterable[Statement], labelled: Container[str] = ()) -> list[Mark]:
    """The marks of the layer `statement`: all evidence of all statements; `ref` is the statement's id.

    Those of the statements that are `labelled` are of a kind of their own.
    """
    return [
        Mark(span.start, span.end, LABELLED if statement.id in labelled else STATEMENT, statement.id)
        for statement in statements
        for passage in (statement.source, statement.cue, statement.content)
        for span in passage.spans
    ]


def evidence_marks(statement: Statement) -> list[Mark]:
    """The marks of the layer `evidence`: source, cue and content of one statement; `ref` is its id."""
    return [
        Mark(span.start, span.end, kind, statement.id)
        for kind, passage in ((CONTENT, statement.content), (SOURCE, statement.source), (CUE, statement.cue))
        for span in passage.spans
    ]


def chain_marks(holders: Iterable[Statement]) -> list[Mark]:
    """The marks of the layer `chain`: the evidence of the statements that hold the selected one; `ref` is the id."""
    return [
        Mark(span.start, span.end, kind, statement.id)
        for statement in holders
        for kind, passage in (
            (OUTER_CONTENT, statement.content),
            (OUTER_SOURCE, statement.source),
            (OUTER_CUE, statement.cue),
        )
        for span in passage.spans
    ]


def hit_marks(spans: Iterable[Span]) -> list[Mark]:
    """The marks of the layer `hit`; `ref` is the span."""
    return [Mark(span.start, span.end, HIT, span) for span in spans]
