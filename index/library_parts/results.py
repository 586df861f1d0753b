"""What searches give: the articles found with their facets, and statements as lines of a concordance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal, overload

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.search.facets import Facet
    from index.search.tree import Node

Sort = Literal["relevance", "date", "statements"]
LineSort = Literal["date", "actor", "stance", "issue"]

MOST_COMPARED = 20_000
"""So many statements are compared to count utterances; more would take too long."""


class Keys(Sequence[int]):
    """The keys of articles in an order, as a column: only those become numbers of Python that somebody looks at."""

    __slots__ = ("column",)

    def __init__(self, column: NDArray[np.int64]) -> None:
        """`column` is taken as it is, and must not be changed afterwards."""
        self.column = column

    def __len__(self) -> int:
        return len(self.column)

    @overload
    def __getitem__(self, place: int) -> int: ...
    @overload
    def __getitem__(self, place: slice) -> Keys: ...
    def __getitem__(self, place: int | slice) -> int | Keys:
        return Keys(self.column[place]) if isinstance(place, slice) else int(self.column[place])

    def __iter__(self) -> Iterator[int]:
        return iter(self.column.tolist())

    def __contains__(self, key: object) -> bool:
        return isinstance(key, int) and bool((self.column == key).any())

    def index(self, key: object, start: int = 0, stop: int | None = None) -> int:
        """The first place of a key; raises ValueError where it has none."""
        first, last, _ = slice(start, stop).indices(len(self))
        if isinstance(key, int):
            for place in (self.column[first:last] == key).nonzero()[0][:1].tolist():
                return first + int(place)
        raise ValueError(f"{key!r} is not among the keys")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Keys({self.column.tolist()})"


class Scores(Mapping[int, float]):
    """The relevance of each of some articles, by key."""

    def __init__(self, keys: NDArray[np.int64], scores: NDArray[np.float64]) -> None:
        self._columns = keys, scores

    @cached_property
    def _by_key(self) -> dict[int, float]:
        keys, scores = self._columns
        return dict(zip(keys.tolist(), scores.tolist(), strict=True))

    def __getitem__(self, key: int) -> float:
        return self._by_key[key]

    def __iter__(self) -> Iterator[int]:
        return iter(self._by_key)

    def __len__(self) -> int:
        return len(self._columns[0])


@dataclass(frozen=True, slots=True)
class Results:
    """What a query found: the articles' keys in order, at most as many as asked for, of `total`.

    `scores` has the relevance of each article in `keys` where they are ordered by it. `statements` counts
    those that its clauses about statements mean, or without one all of the matching articles. `indexing` is
    True while articles wait for the index, so that words in them are not found yet. `emptied_by` is a
    sentence about the clause that left no result. `facets` say what is in the result, where they were asked
    for. `suggestion` is a whole query that was probably meant, where this one finds little and it was asked for.
    """

    query: str
    node: Node
    keys: Sequence[int]
    scores: Mapping[int, float] = field(default_factory=dict)
    total: int = 0
    statements: int = 0
    indexing: bool = False
    emptied_by: str | None = None
    facets: tuple[Facet, ...] = ()
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class ConcordanceLine:
    """One statement with its content in context, all on one line.

    `statement` is its id, `article` its article's key. `actor` is None where it is not resolved, `stance` what is in
    force (the label's, else the suggestion's), `state` labelled, conflict, suggested or none. `before`, `content`
    and `after` follow one another in the text; an ellipsis stands where text was left out. `utterances` is how many
    of the statements that the query speaks of are the same words of the same actor, this one among them.
    """

    statement: str
    article: int
    actor: str | None
    stance: str | None
    state: str
    issue: str | None
    before: str
    content: str
    after: str
    title: str
    date: str | None
    outlet: str | None
    utterances: int = 1


@dataclass(frozen=True, slots=True)
class Concordance:
    """Lines of a concordance, of `total` statements in `articles` articles.

    `offset` is the place of the first line among all. `utterances` is how many they are where a quotation that was
    reprinted counts once, `times` of how many statements the utterance of each is (by its id); None and nothing
    where that was not counted, as of more than `MOST_COMPARED` statements. `emptied_by` is a sentence about the
    clause that left none. `gone` counts those of the held statements that are not there any more.
    """

    lines: tuple[ConcordanceLine, ...] = ()
    total: int = 0
    articles: int = 0
    utterances: int | None = None
    emptied_by: str | None = None
    offset: int = 0
    gone: int = 0
    times: Mapping[str, int] = field(default_factory=dict)
