"""What searches give: the articles found with their facets, and statements as lines of a concordance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from index.search.facets import Facet
    from index.search.tree import Node

Sort = Literal["relevance", "date", "statements"]
LineSort = Literal["date", "actor", "stance", "issue"]

MOST_COMPARED = 20_000
"""So many statements are compared to count utterances; more would take too long."""


@dataclass(frozen=True, slots=True)
class Results:
    """What a query found: the articles' keys in order, at most as many as asked for, of `total`.

    `scores` has the relevance of each article in `keys` where they are ordered by it. `statements` counts
    those that its clauses about statements mean, or without one all of the matching articles. `indexing` is
    True while articles wait for the index, so that words in them are not found yet. `emptied_by` is a
    sentence about the clause that left no result. `facets` say what is in the result, where they were asked
    for. `suggestion` is a whole query that was probably meant, where this one finds little.
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
