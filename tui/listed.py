"""The rows of the list as they are shown: each story once, its other articles behind the first or below it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, overload

from index.model import AnalysisState, ArticleRow

if TYPE_CHECKING:
    from index.library import Library

PAGE = 100
"""Rows that are read at once."""

_MOST = 5000
"""Rows that are kept: of more, those that were read first are forgotten, and read again when somebody looks."""

_GONE = "(no longer in the library)"


@dataclass(frozen=True, slots=True)
class Fold:
    """What an article is in its story: how many `others` of the list stand behind it, and whether they are shown.

    A `member` is one of those others.
    """

    others: int = 0
    open: bool = False
    member: bool = False


@dataclass(frozen=True)
class Folded:
    """The keys of the articles that are shown, in order; `folds` of those in stories; how many `stories` there are.

    Without a story of several articles `stories` is the number of all.
    """

    keys: Sequence[int]
    folds: Mapping[int, Fold] = field(default_factory=dict)
    stories: int = 0


def folded(library: Library, keys: Sequence[int], is_open: Callable[[int], bool]) -> Folded:
    """These articles with each story once; below one that `is_open`, named by its first key, the others follow."""
    if not library.stories.others():
        return Folded(keys, {}, len(keys))
    told, others = library.stories.folded(keys)
    folds = {key: Fold(number, is_open(key)) for key, number in others.items()}
    if not any(fold.open for fold in folds.values()):
        return Folded(told, folds, len(told))
    there = set(keys)
    shown: list[int] = []
    for key in told:
        shown.append(key)
        if key in folds and folds[key].open:
            behind = [one for one in library.stories.of(key) if one != key and one in there]
            shown += behind
            folds.update((one, Fold(member=True)) for one in behind)
    return Folded(shown, folds, len(told))


def beginning(library: Library) -> Folded | None:
    """The first page of what is listed without a query, as `folded` shows it while no story is open.

    It takes no time, however many articles there are, for they are not counted. None where there is no more than
    this page.
    """
    stories, some = library.stories, PAGE + 1
    others = stories.others()
    behind = stories.duplicates() if others else frozenset()
    while True:
        order = library.articles.order(some)
        keys = [key for key in order if key not in behind]
        if len(keys) > PAGE:
            shown = keys[:PAGE]
            return Folded(shown, {key: Fold(others[key]) for key in shown if key in others})
        if len(order) < some:
            return None
        some *= 4


class Listed(Sequence[ArticleRow]):
    """All articles of a list by their keys, in the order of the moment when they were listed.

    Only those rows are read that somebody looks at, a page at a time: looking at one that is not read asks for its
    page, and gives a row without an id meanwhile. A row is as the article was when its page was read; what happens
    to the library after that is shown once the list is made anew.
    """

    def __init__(
        self,
        keys: Sequence[int],
        rows: Iterable[ArticleRow] = (),
        folds: Mapping[int, Fold] | None = None,
        wanted: Callable[[Listed, int], object] = lambda listed, page: None,
    ) -> None:
        """`rows` are read already, `folds` says what each article is in its story.

        `wanted` is called with the number of a page that is to be read, once until it is read or forgotten.
        """
        self.keys = keys
        self.folds: Mapping[int, Fold] = folds or {}
        self.wanted = wanted
        self._rows = {row.key: row for row in rows}
        self._asked: set[int] = set()

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, place: int) -> ArticleRow: ...
    @overload
    def __getitem__(self, place: slice) -> list[ArticleRow]: ...
    def __getitem__(self, place: int | slice) -> ArticleRow | list[ArticleRow]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        key = self.keys[place]
        row = self._rows.get(key)
        if row is None:
            page = (place % len(self)) // PAGE
            if page not in self._asked:
                self._asked.add(page)
                self.wanted(self, page)
            return blank(key)
        return row

    def __iter__(self) -> Iterator[ArticleRow]:
        return (self[place] for place in range(len(self)))

    def keys_of(self, page: int) -> Sequence[int]:
        """The keys of a page."""
        return self.keys[page * PAGE : (page + 1) * PAGE]

    def read(self, page: int, rows: Iterable[ArticleRow]) -> None:
        """Take in the rows of a page. An article of which there is none has left the library, and its row says so."""
        gone = {key: blank(key, _GONE) for key in self.keys_of(page)}
        self._rows |= gone | {row.key: row for row in rows}
        self._asked.discard(page)
        for key in list(islice(self._rows, max(0, len(self._rows) - _MOST))):
            del self._rows[key]

    def forget(self, page: int) -> None:
        """A page that was asked for is not read after all: it is asked for again when somebody looks at it."""
        self._asked.discard(page)

    def known(self) -> list[ArticleRow]:
        """The rows that are read."""
        return [row for row in self._rows.values() if row.id]

    def place_of(self, key: object) -> int | None:
        """Where the article with this key is; None where it is not. No row is made for that."""
        try:
            return self.keys.index(key)
        except ValueError:
            return None

    def fold_of(self, key: int) -> Fold:
        """What an article is in its story."""
        return self.folds.get(key, _ALONE)

    def first_of_story(self, key: int) -> int | None:
        """The article that stands for this one's story in the list; None where it is alone in it."""
        fold = self.fold_of(key)
        if not fold.member:
            return key if fold.others else None
        place = self.place_of(key) or 0
        above = (self.keys[one] for one in range(place - 1, -1, -1))
        return next((one for one in above if self.fold_of(one).others), None)


_ALONE = Fold()


def blank(key: int, title: str = "…") -> ArticleRow:
    """What stands for an article that is not read: a row without an id."""
    return ArticleRow(key, "", title, None, None, 0, 0, AnalysisState.WAITING, read=True)
