"""What a text engine and a store must offer to be searched: two protocols and their data.

Text leaves of a query (words, phrases, all that stands for words) are answered by an `Engine`, all other
leaves by a `StatementIndex` that the store implements. Each answers with sets of integer article keys, which
`evaluate` combines by the tree. Nothing here assumes one process, one machine or any one engine.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, MutableMapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from index.search.tree import Clause, Compared, Dates, Length, Node, TextLeaf

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.search.keyset import KeySet
    from index.search.statementset import StatementSet


@dataclass(frozen=True, slots=True)
class Document:
    """An article as the engine indexes it: its key in the store, its title, and its text.

    A key is a small whole number, from 0 (see `keyset.HIGHEST`). Both texts are cleaned. The body may repeat
    the title.
    """

    key: int
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may cost: for how many words of the index one of its leaves may stand, and for how many seconds
    the words of all its leaves may be looked for (see `patience.one_query`); 0 is for as long as it takes."""

    expansion: int = 10_000
    seconds: float = 1.0


class Health(StrEnum):
    """How an engine found its index when it opened or refreshed it.

    READY: as it was left. NEW: there was none, it is empty and is to be filled. REBUILD: it was
    damaged, of another version or of another library; it has been emptied and is to be filled.
    BUSY: unusable until the process that is writing to it has finished; searches find nothing until
    a later `refresh`.
    """

    READY = "ready"
    NEW = "new"
    REBUILD = "rebuild"
    BUSY = "busy"


class Engine(Protocol):
    """An index of articles' titles and bodies. Used from one thread at a time.

    An index that proves damaged, at whatever call, is emptied: the call answers as an empty index does,
    and `health` is REBUILD from then on, until it has been filled by `index`.
    """

    @property
    def health(self) -> Health:
        """How the index was found."""

    @property
    def reason(self) -> str | None:
        """Why the index is not READY, as a sentence; None where it is."""

    @property
    def recorded(self) -> int:
        """The store's sequence number up to which the index has everything; 0 for an empty one."""

    @property
    def count(self) -> int:
        """How many articles are indexed."""

    def index(self, documents: Iterable[Document], *, deleted: Iterable[int] = (), recorded: int | None = None) -> int:
        """Add documents (replacing those of the same key) and delete keys, in one commit; then refresh.

        `recorded` is the sequence that the index has reached with it; None leaves it as it is. Keys
        that are unknown are ignored in `deleted`. Returns how many documents were indexed. Where the index
        proves damaged, or another process has emptied it, nothing is indexed: whoever indexes in portions
        looks at `recorded` after each, and begins again where it is not what was given. Raises LockedError
        where another process is writing; nothing has changed then.
        """

    def clear(self) -> None:
        """Empty the index; `recorded` is 0 afterwards. Raises LockedError."""

    def ids(self, leaf: TextLeaf | Length) -> KeySet:
        """The keys of all articles whose title or body (or the one that the leaf names) matches.

        Raises QueryError where the leaf stands for more words of the index than `Limits` allow, or they could
        not be found in time; so do `rank` and `scores`.
        """

    def keys(self) -> KeySet:
        """The keys of all articles that are indexed."""

    def rank(
        self, node: Node, keys: Collection[int], *, limit: int = 0, stopped: Callable[[], bool] | None = None
    ) -> list[tuple[int, float]]:
        """`keys` with their scores, best first, ties by key; at most `limit` unless 0.

        A score is the sum of BM25F over the query's text leaves that match (those it excludes left out); it is
        0.0 where none does. A leaf that stands for several words is scored as one word that occurs once in each
        article. Raises Stopped where `stopped` says so.
        """

    def order(
        self,
        node: Node,
        keys: Collection[int] | NDArray[np.int64],
        *,
        limit: int = 0,
        ties: NDArray[np.int64] | None = None,
        stopped: Callable[[], bool] | None = None,
    ) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """What `rank` answers, as arrays: the keys, and their scores.

        Keys that are given as an array are ranked with ties in its order. `ties` has a number for each key, by key,
        and ties then stand in the order of those: the best of many are found so without a look at the others.
        """

    def words(self, prefix: str, limit: int) -> list[tuple[str, int]]:
        """The words that begin with `prefix`, in lower case and without accents, and in how many articles each
        is; those in most articles first, ties by the alphabet. All words where `prefix` is empty."""

    def words_like(self, word: str, limit: int) -> list[tuple[str, int]]:
        """Words like this one, itself left out, and in how many articles each is: those that one change makes of
        it first (see `tree.Fuzzy`; the first letter may change too), then those that two make, those in more
        articles before others."""

    def telling(self, document: Document, limit: int) -> list[str]:
        """The words that set an article apart from the others, the most telling first: those that it has often
        and few others have, each in one of its forms. An Or of them, ranked, finds articles like it."""

    def merge(self, stopped: Callable[[], bool] | None = None) -> bool:
        """Put small parts of the index together, so that it answers faster; whether there were any.

        For whoever has nothing else to do: `index` itself does as little of it as possible, so that documents
        are found at once. Raises Stopped where `stopped` says so, and LockedError.
        """

    def refresh(self) -> bool:
        """Take up what has been committed since, also by another process; whether anything changed."""

    def check(self) -> str | None:
        """Read the whole index and compare it with its checksums; a sentence about what is wrong, or None."""

    def close(self) -> None:
        """Let go of the index; nothing else may be called afterwards."""


@dataclass(frozen=True, slots=True)
class NamePattern:
    """A name as a query gives it, to be looked for in names by whole words.

    `text` is folded by `words.folded_name`: lower case, without accents, a space between words and at
    both ends (" noa furman "); the last space is missing where the query had a `*`. A name matches
    where `text` is contained in `words.folded_name(name)`: in SQL, `instr(folded, ?) > 0`.
    `given` is the value as it was typed, for ids.
    """

    text: str
    given: str


class StatementIndex(Protocol):
    """The store's side of a search: facts about articles, and about statements.

    Articles are those that are not removed, by key. Statements are those that are not retired, of articles that
    are not removed, by numbers that hold until the store is refreshed.
    """

    looked_at: MutableMapping[TextLeaf, tuple[StatementSet, StatementSet]]
    """Which statements' contents words were looked for in, and which of them have them: kept by whoever searches, and
    forgotten by the store when something is committed."""

    def articles(self) -> KeySet:
        """All articles."""

    def articles_where(self, leaf: Clause | Dates) -> KeySet:
        """Those of which a clause about articles holds. Raises QueryError where it cannot be answered."""

    def articles_by_name(self, name: NamePattern) -> KeySet:
        """For bare words: those that mention an entity, or have a statement by an actor, whose name matches."""

    def documents(self, ref: str) -> list[Document]:
        """The articles that `ref` means, as they are indexed: see `articles_where` for `id:`."""

    def articles_of(self, statements: StatementSet) -> KeySet:
        """The articles of these statements."""

    def statements(self) -> StatementSet:
        """All statements."""

    def statements_where(self, leaf: Clause | Compared) -> StatementSet:
        """Those of which a clause about statements holds.

        The actor is meant by a name or alias, or by its id in any case. The stance in force is the label's, else
        the suggestion's, none while in conflict; the issue what a person chose, else what the machine found. Of the
        states, LABELLED: with a label in force; UNLABELLED: without one, conflicts among them; CONFLICT: annotators
        disagree; SUGGESTED: without a label, with a suggestion; QUESTION: somebody asks about it, with `whose` that
        annotator does, as with RECHECK it is that annotator's label that is to be looked at again. A certainty is
        anybody's. A cue matches in its words or its dictionary form; a
        note, whoever wrote it.
        """

    def statements_of(self, articles: KeySet) -> StatementSet:
        """The statements of these articles."""

    def number_of_statements(self, articles: KeySet) -> int:
        """How many there are of these articles: what `statements_of` gives, counted."""

    def contents(self, statements: StatementSet) -> Iterator[tuple[NDArray[np.int64], list[str]]]:
        """The content's text of each of these statements, which words within braces are looked for in: in
        portions, the statements' numbers and their texts."""


class Stopped(Exception):  # noqa: N818 - nothing has gone wrong
    """A search that was given up, because a newer one is wanted."""
