"""The tree of a query: what `query.parse` returns and `evaluate` answers.

Every node knows where it stands in the query: `at`, in code points of the query, end exclusive.
Two nodes are equal when they ask the same, wherever they stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from index.model import Span


class TextField(StrEnum):
    """The parts of an article's text that a word can be limited to."""

    TITLE = "title"
    BODY = "body"


class ClauseField(StrEnum):
    """What a clause `field:value` can ask about an article or its statements, answered by the store."""

    ACTOR = "actor"
    ENTITY = "entity"
    OUTLET = "outlet"
    AUTHOR = "author"
    STANCE = "stance"
    ISSUE = "issue"
    ID = "id"
    IS = "is"


class State(StrEnum):
    """The values of `is:`; all but read and unread speak of statements."""

    LABELLED = "labelled"
    UNLABELLED = "unlabelled"
    SUGGESTED = "suggested"
    CONFLICT = "conflict"
    READ = "read"
    UNREAD = "unread"


#: Clauses about one statement: the only ones that may stand within braces, besides words.
STATEMENT_FIELDS = frozenset({ClauseField.ACTOR, ClauseField.STANCE, ClauseField.ISSUE, ClauseField.IS})
#: Clauses whose value is a name: they match whole words in it, and may end with `*`.
NAME_FIELDS = frozenset({ClauseField.ACTOR, ClauseField.ENTITY, ClauseField.OUTLET, ClauseField.AUTHOR})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    at: Span = field(default=Span(0, 0), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Everything(_Placed):
    """All articles: an empty query, or `*`."""


@dataclass(frozen=True, slots=True)
class Word(_Placed):
    """One word, in any of its forms (stemmed). A word with a hyphen or apostrophe stands for its parts in a row."""

    text: str
    field: TextField | None = None


@dataclass(frozen=True, slots=True)
class Phrase(_Placed):
    """Several words that follow one another, each in any of its forms."""

    text: str
    field: TextField | None = None


@dataclass(frozen=True, slots=True)
class Prefix(_Placed):
    """All words that begin with `text` (without the `*`)."""

    text: str
    field: TextField | None = None


@dataclass(frozen=True, slots=True)
class Clause(_Placed):
    """`field:value`. `prefix` is whether the value ended with `*` (names only)."""

    field: ClauseField
    value: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Dates(_Placed):
    """Articles of the days from `first` to `last`, both included (YYYY-MM-DD); None leaves that end open."""

    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Length(_Placed):
    """Articles of at least `least` and at most `most` words; None leaves that end open."""

    least: int | None
    most: int | None


@dataclass(frozen=True, slots=True)
class Not(_Placed):
    """All that the child does not match."""

    child: Node


@dataclass(frozen=True, slots=True)
class And(_Placed):
    """What every child matches; at least two children, none of them an And."""

    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or(_Placed):
    """What some child matches; at least two children, none of them an Or."""

    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Braces(_Placed):
    """Articles with one statement that satisfies the child. The child holds words and statement clauses only."""

    child: Node


TextLeaf: TypeAlias = Word | Phrase | Prefix
Leaf: TypeAlias = Everything | TextLeaf | Clause | Dates | Length
Node: TypeAlias = Leaf | Not | And | Or | Braces


def leaves(node: Node, *, negated: bool = True) -> Iterator[Leaf]:
    """All leaves of the tree from left to right; those below a Not only where `negated`."""
    stack: list[Node] = [node]
    while stack:
        top = stack.pop()
        match top:
            case And(children=children) | Or(children=children):
                stack.extend(reversed(children))
            case Braces(child=child):
                stack.append(child)
            case Not(child=child):
                if negated:
                    stack.append(child)
            case _:
                yield top


def text_terms(node: Node) -> list[TextLeaf]:
    """The words, phrases and prefixes that the query looks for (not those it excludes): what is to be lit."""
    return [leaf for leaf in leaves(node, negated=False) if isinstance(leaf, Word | Phrase | Prefix)]
