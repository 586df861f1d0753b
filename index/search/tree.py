"""The tree of a query: what `query.parse` returns and `evaluate` answers.

Every node knows where it stands in the query: `at`, in code points of the query, end exclusive.
Two nodes are equal when they ask the same, wherever they stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeAlias

from index.model import Span


class TextField(StrEnum):
    """The parts of an article's text that a word can be limited to."""

    TITLE = "title"
    BODY = "body"


class ClauseField(StrEnum):
    """What a clause `field:value` can ask about an article or its statements.

    `like` is the only one that needs the engine as well. A saved search (`query:NAME`) has no clause of its own:
    its tree stands in its place.
    """

    ACTOR = "actor"
    ENTITY = "entity"
    TYPE = "type"
    OUTLET = "outlet"
    AUTHOR = "author"
    SECTION = "section"
    LANGUAGE = "language"
    URL = "url"
    TAG = "tag"
    STANCE = "stance"
    ISSUE = "issue"
    CUE = "cue"
    FORM = "form"
    VIA = "via"
    VOICE = "voice"
    BY = "by"
    NOTE = "note"
    CERTAINTY = "certainty"
    ID = "id"
    LIKE = "like"
    SINCE = "since"
    IS = "is"


class DateField(StrEnum):
    """The days of an article that `Dates` asks about: when it was published, and when it came into the library."""

    DATE = "date"
    ADDED = "added"


class NumberField(StrEnum):
    """The numbers of a statement that `Compared` asks about."""

    CONFIDENCE = "confidence"


class Comparison(StrEnum):
    """How `Compared` compares."""

    LESS = "<"
    AT_MOST = "<="
    EQUAL = "="
    AT_LEAST = ">="
    MORE = ">"


class State(StrEnum):
    """The values of `is:`. Those of `ARTICLE_STATES` speak of articles, all others of statements."""

    LABELLED = "labelled"
    UNLABELLED = "unlabelled"
    SUGGESTED = "suggested"
    CONFLICT = "conflict"
    MOVED = "moved"
    ORPHAN = "orphan"
    QUESTION = "question"
    RECHECK = "recheck"
    ADJUDICATED = "adjudicated"
    READ = "read"
    UNREAD = "unread"
    DUPLICATE = "duplicate"
    FLAGGED = "flagged"


ARTICLE_STATES = frozenset({State.READ, State.UNREAD, State.DUPLICATE, State.FLAGGED})
#: States of statements that are an annotator's: with `by:` beside them, that one's.
OWN_STATES = frozenset({State.QUESTION, State.RECHECK})
#: The value of `issue:` that means statements about no issue, where no issue has this id.
NO_ISSUE = "none"
#: The only value of `since:`: the articles added since this annotator's previous visit.
SEEN = "seen"

#: Clauses about one statement: the only ones that may stand within braces, besides `Compared` and words.
STATEMENT_FIELDS = frozenset(
    {
        *(ClauseField.ACTOR, ClauseField.STANCE, ClauseField.ISSUE, ClauseField.IS, ClauseField.CUE),
        *(ClauseField.FORM, ClauseField.VIA, ClauseField.VOICE, ClauseField.BY, ClauseField.NOTE),
        ClauseField.CERTAINTY,
    }
)
#: Clauses whose value is a name: they match whole words in it, and may end with `*`.
NAME_FIELDS = frozenset(
    {
        *(ClauseField.ACTOR, ClauseField.ENTITY, ClauseField.OUTLET, ClauseField.AUTHOR, ClauseField.SECTION),
        ClauseField.VIA,
    }
)
#: Clauses whose value is words that follow one another in a text, each in any of its forms; they may end with `*`.
WORDS_FIELDS = frozenset({ClauseField.CUE, ClauseField.NOTE})
#: Clauses whose value is the whole of something, in any case of its letters; they may end with `*`.
WHOLE_FIELDS = frozenset({ClauseField.TAG, ClauseField.BY})
#: Clauses that may end with `*`.
OPEN_FIELDS = NAME_FIELDS | WORDS_FIELDS | WHOLE_FIELDS


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
class Exact(_Placed):
    """One word in this form only. Case and accents make no difference."""

    text: str
    field: TextField | None = None


@dataclass(frozen=True, slots=True)
class Near(_Placed):
    """Several words close to each other, each in any of its forms, in any order.

    At most `distance` other words stand between the first and the last of them. A word that is given twice
    stands twice.
    """

    text: str
    distance: int
    field: TextField | None = None


@dataclass(frozen=True, slots=True)
class Wildcard(_Placed):
    """All words whose form is `text`, where `*` stands for any number of characters and `?` for one."""

    text: str
    field: TextField | None = None


@dataclass(frozen=True, slots=True)
class Fuzzy(_Placed):
    """All words whose form is `distance` (1 or 2) letters away from that of `text`, and begins with the same letter.

    A letter too many, too few or another, and two neighbours in each other's places, count as one.
    """

    text: str
    distance: int
    field: TextField | None = None


@dataclass(frozen=True, slots=True)
class Regex(_Placed):
    """All words whose whole form the regular expression matches; see `regex.py` for what it may hold."""

    pattern: str
    field: TextField | None = None


@dataclass(frozen=True, slots=True)
class Clause(_Placed):
    """`field:value`. `prefix` is whether the value ended with `*` (`OPEN_FIELDS` only).

    `whose` is only ever set where a query is answered: of a state that is an annotator's (`OWN_STATES`), the clause
    `by:` that says whose; without it anybody's counts.
    """

    field: ClauseField
    value: str
    prefix: bool = False
    whose: Clause | None = None


@dataclass(frozen=True, slots=True)
class Dates(_Placed):
    """Articles of the days from `first` to `last`, both included (YYYY-MM-DD); None leaves that end open."""

    first: str | None
    last: str | None
    field: DateField = DateField.DATE


@dataclass(frozen=True, slots=True)
class Length(_Placed):
    """Articles of at least `least` and at most `most` words; None leaves that end open."""

    least: int | None
    most: int | None


@dataclass(frozen=True, slots=True)
class Compared(_Placed):
    """Statements whose number compares so: `confidence>0.8`. `number` lies between 0 and 1, with 6 decimals at most."""

    field: NumberField
    comparison: Comparison
    number: float


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


TextLeaf: TypeAlias = Word | Phrase | Prefix | Exact | Near | Wildcard | Fuzzy | Regex
#: Leaves that stand for all words of the index that a test of their form passes; see `forms.form_test`.
FormLeaf: TypeAlias = Wildcard | Fuzzy | Regex
Leaf: TypeAlias = Everything | TextLeaf | Clause | Dates | Length | Compared
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
    """The words and all that stands for words that the query looks for (not what it excludes): what is to be lit."""
    return [leaf for leaf in leaves(node, negated=False) if isinstance(leaf, TextLeaf)]


def alike(node: Node) -> list[str]:
    """The articles that others are to be like (`like:`), as the query names them; not those that it excludes."""
    found = leaves(node, negated=False)
    return [leaf.value for leaf in found if isinstance(leaf, Clause) and leaf.field is ClauseField.LIKE]


def theirs(children: Sequence[Node]) -> Sequence[Node]:
    """What an And asks together: of states that are an annotator's, those of the annotators whom it names.

    What is to be looked at again is a label of theirs, or what they adjudicated without one: it asks for both.
    """
    named = [one for child in children if (one := _annotators(child))]
    if not named:
        return children
    found: list[Node] = []
    states = {one.value for one in children if isinstance(one, Clause) and one.field is ClauseField.IS}
    is_asked = states & OWN_STATES == {State.RECHECK}
    for child in children:
        if is_asked and _annotators(child):
            continue
        if isinstance(child, Clause) and child.field is ClauseField.IS and child.value in OWN_STATES:
            for some in named:
                whose = tuple(replace(child, whose=one) for one in some)
                found.append(whose[0] if len(whose) == 1 else Or(whose))
        else:
            found.append(child)
    return found


def _annotators(node: Node) -> list[Clause]:
    """The clauses `by:` that a part of an And consists of: one, or an OR of several; none where it is another part."""
    parts = node.children if isinstance(node, Or) else (node,)
    found = [one for one in parts if isinstance(one, Clause) and one.field is ClauseField.BY]
    return found if len(found) == len(parts) else []


def of_statement(leaf: Clause | Compared) -> bool:
    """Whether a clause asks about one statement, and not about the article."""
    if isinstance(leaf, Compared):
        return True
    return leaf.field in STATEMENT_FIELDS and not (leaf.field is ClauseField.IS and leaf.value in ARTICLE_STATES)
