"""The rows of the list as they are shown: each story once, its other articles behind the first or below it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, overload

from index.model import ArticleRow

if TYPE_CHECKING:
    from index.library import Library


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
    told = library.stories.folded(keys)
    if len(told) == len(keys):
        return Folded(keys, {}, len(keys))
    shown: list[int] = []
    folds: dict[int, Fold] = {}
    there: set[int] | None = None
    for key, others in told:
        shown.append(key)
        if not others:
            continue
        folds[key] = Fold(others, is_open(key))
        if folds[key].open:
            there = set(keys) if there is None else there
            behind = [one for one in library.stories.of(key) if one != key and one in there]
            shown += behind
            folds.update((one, Fold(member=True)) for one in behind)
    return Folded(shown, folds, len(told))


class Listed(Sequence[ArticleRow]):
    """Rows in several portions, one after the other; a row is made when it is looked at.

    `folds` says what each article is in its story. With `places` only those rows are meant, in that order.
    """

    def __init__(
        self,
        portions: Sequence[Sequence[ArticleRow]],
        keys: Sequence[int],
        folds: Mapping[int, Fold] | None = None,
        places: Sequence[int] | None = None,
    ) -> None:
        self.folds: Mapping[int, Fold] = folds or {}
        self._portions = portions
        self._keys = keys
        self._places = places
        self._ends = list(accumulate(map(len, portions)))

    def __len__(self) -> int:
        return len(self._keys)

    @overload
    def __getitem__(self, place: int) -> ArticleRow: ...
    @overload
    def __getitem__(self, place: slice) -> list[ArticleRow]: ...
    def __getitem__(self, place: int | slice) -> ArticleRow | list[ArticleRow]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        if not -len(self) <= place < len(self):
            raise IndexError(place)
        place %= len(self)
        place = place if self._places is None else self._places[place]
        portion = bisect_right(self._ends, place)
        return self._portions[portion][place - (self._ends[portion - 1] if portion else 0)]

    def __iter__(self) -> Iterator[ArticleRow]:
        return (self[place] for place in range(len(self)))

    def place_of(self, key: object) -> int | None:
        """Where the article with this key is; None where it is not. No row is made for that."""
        try:
            return self._keys.index(key)
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
        above = (self._keys[one] for one in range(place - 1, -1, -1))
        return next((one for one in above if self.fold_of(one).others), None)


_ALONE = Fold()


def keys_of(rows: Sequence[ArticleRow]) -> Sequence[int]:
    """The keys of rows, in order."""
    keys: Sequence[int] | None = getattr(rows, "keys", None)
    return [row.key for row in rows] if keys is None else keys
