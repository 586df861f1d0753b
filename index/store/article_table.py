"""What searches ask of articles themselves, as columns in memory: days, outlets, authors, and the order of the list.

Importing this module imports numpy.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.search.keyset import KeySet
from index.store.database import Database

Codes = NDArray[np.int32]

_ARRAYS = ", ".join(f"json_group_array({name})" for name in ("key", "removed", "id", "date", "outlet", "author"))


class Pool:
    """Texts that many things share, each with a number; 0 is that of the empty text."""

    def __init__(self) -> None:
        self.texts: list[str] = [""]
        self._numbers: dict[str, int] = {"": 0}
        self._sorted: list[str] = []
        self._ranks: Codes = np.zeros(0, np.int32)
        self._beginnings: dict[int, tuple[list[str], NDArray[np.int64]]] = {}

    def __len__(self) -> int:
        return len(self.texts)

    @classmethod
    def of(cls, texts: Sequence[str]) -> Pool:
        """A pool of texts that have their numbers by their places; the first one is the empty text."""
        pool = cls()
        pool.texts = list(texts)
        pool._numbers = {text: number for number, text in enumerate(pool.texts)}
        if len(pool._numbers) != len(pool.texts) or pool._numbers[""] != 0:
            raise ValueError("no texts of a pool")
        return pool

    def number(self, text: str | None) -> int:
        """The number of a text, a new one where it has none yet; 0 for None."""
        if text is None:
            return 0
        number = self._numbers.get(text)
        if number is None:
            number = self._numbers[text] = len(self.texts)
            self.texts.append(text)
        return number

    def numbers(self, texts: Sequence[str | None]) -> Codes:
        """`number` of many texts at once."""
        known = {text: self.number(text) for text in dict.fromkeys(texts)}
        return np.fromiter(map(known.__getitem__, texts), np.int32, len(texts))

    def known(self, text: str) -> int | None:
        """The number of a text, None where it has none."""
        return self._numbers.get(text)

    def where(self, holds: Callable[[str], bool]) -> NDArray[np.bool_]:
        """By their numbers, for which texts something holds; never for the empty one."""
        found = np.fromiter(map(holds, self.texts), np.bool_, len(self.texts))
        found[0] = False
        return found

    @property
    def ranks(self) -> Codes:
        """The place of each text among all in their order; the empty one comes last."""
        return self._in_order()[1]

    def between(self, first: str, last: str) -> NDArray[np.bool_]:
        """By their numbers, which texts come from `first` to `last`, both included; never the empty one."""
        texts, ranks = self._in_order()
        found: NDArray[np.bool_] = (ranks >= bisect_left(texts, first)) & (ranks < bisect_right(texts, last))
        found[0] = False
        return found

    def beginnings(self, length: int) -> tuple[list[str], NDArray[np.int64]]:
        """The different beginnings of the texts, and by their numbers which each has."""
        held = self._beginnings.get(length)
        if held is None or len(held[1]) != len(self.texts):
            found, places = np.unique([text[:length] for text in self.texts], return_inverse=True)
            held = self._beginnings[length] = found.tolist(), places
        return held

    def _in_order(self) -> tuple[list[str], Codes]:
        if len(self._ranks) != len(self.texts):
            order = sorted(range(1, len(self.texts)), key=self.texts.__getitem__)
            ranks = np.empty(len(self.texts), np.int32)
            ranks[order] = np.arange(len(order), dtype=np.int32)
            ranks[0] = len(order)
            self._sorted, self._ranks = [self.texts[number] for number in order], ranks
        return self._sorted, self._ranks


class ArticleTable:
    """All articles that are not removed: columns by their keys, read once and brought up to date by `refresh`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._changed = -1
        self.present: NDArray[np.bool_] = np.zeros(0, np.bool_)
        self.columns: dict[str, Codes] = {name: np.zeros(0, np.int32) for name in ("date", "outlet", "author")}
        self.pools = {name: Pool() for name in self.columns}
        self._ids: NDArray[np.bytes_] = np.zeros(0, "S16")
        self._sorted: NDArray[np.int64] = np.zeros(0, np.int64)
        self._keys: KeySet | None = None

    def refresh(self) -> bool:
        """Take up what has been committed; whether an article was added, updated, removed or restored."""
        ((changed,),) = self._database.read("SELECT coalesce(max(changed), 0) FROM article")
        if changed == self._changed:
            return False
        # Each column as one JSON array: many times cheaper than a row of objects for each article.
        (arrays,) = self._database.read(
            f"SELECT {_ARRAYS} FROM article WHERE changed > ?"
            if self._changed >= 0
            else f"SELECT {_ARRAYS} FROM article WHERE ? < 0",
            (self._changed,),
        )
        self._changed = changed
        self._take_up(*map(json.loads, arrays))
        return True

    def _take_up(
        self,
        keys: list[int],
        removed: list[int],
        ids: list[str],
        dates: list[str | None],
        outlets: list[str | None],
        authors: list[str | None],
    ) -> None:
        if not keys:
            return
        at = np.array(keys, np.int64)
        self._grow(int(at.max()) + 1)
        new = np.array([one.encode() for one in ids])
        if new.dtype.itemsize > self._ids.dtype.itemsize:
            self._ids = self._ids.astype(new.dtype)
        self._ids[at] = new
        for name, values in (("date", dates), ("outlet", outlets), ("author", authors)):
            self.columns[name][at] = self.pools[name].numbers(values)
        self.present[at] = np.array(removed, np.int8) == 0
        self._keys = None
        for held in ("order", "chronicle", "by_id", "id_ranks"):
            self.__dict__.pop(held, None)

    # -- being kept ------------------------------------------------------------------------------------

    @property
    def changed(self) -> int:
        """The library's sequence number up to which the table has everything; -1 where it has nothing."""
        return self._changed

    def state(self) -> dict[str, Any] | None:
        """All that the table has; None where it has nothing."""
        if self._changed < 0:
            return None
        return {
            "changed": self._changed,
            "present": self.present,
            "ids": self._ids,
            "sorted": self._sorted,
            **self.columns,
            "pools": {name: pool.texts for name, pool in self.pools.items()},
        }

    def take(self, state: Mapping[str, Any]) -> None:
        """Become what `state` said; raises KeyError or ValueError, with nothing changed, where it is none."""
        columns = {name: state[name] for name in self.columns}
        pools = {name: Pool.of(state["pools"][name]) for name in self.columns}
        size = len(state["present"])
        if any(len(one) != size for one in (state["ids"], *columns.values())) or len(state["sorted"]) > size:
            raise ValueError("columns of several lengths")
        self._changed = int(state["changed"])
        self.present, self._ids, self._sorted = state["present"], state["ids"], state["sorted"]
        self.columns, self.pools, self._keys = columns, pools, None

    def _grow(self, size: int) -> None:
        more = size - len(self.present)
        if more > 0:
            more += size // 16
            self.present = np.concatenate([self.present, np.zeros(more, np.bool_)])
            self._ids = np.concatenate([self._ids, np.zeros(more, self._ids.dtype)])
            for name, column in self.columns.items():
                self.columns[name] = np.concatenate([column, np.zeros(more, np.int32)])

    @property
    def keys(self) -> KeySet:
        """All articles."""
        if self._keys is None:
            self._keys = KeySet(self.present.copy())
        return self._keys

    def where(self, column: str, holds: Callable[[str], bool]) -> KeySet:
        """The articles whose value in a column is one that something holds of; never those without a value."""
        return KeySet(self.pools[column].where(holds)[self.columns[column]] & self.present)

    def between(self, column: str, first: str, last: str) -> KeySet:
        """The articles whose value in a column comes from `first` to `last`, both included."""
        return KeySet(self.pools[column].between(first, last)[self.columns[column]] & self.present)

    @cached_property
    def by_id(self) -> NDArray[np.int64]:
        """The keys in the order of the articles' ids."""
        # From the order before, in which only what is new stands wrong: that is sorted many times faster.
        before = self._sorted
        keys = np.concatenate([before, np.arange(len(before), len(self._ids))])
        self._sorted = keys[np.argsort(self._ids[keys], kind="stable")]
        return self._sorted

    @cached_property
    def id_ranks(self) -> NDArray[np.int64]:
        """By key, the place of each article's id among all ids."""
        ranks = np.empty(len(self._ids), np.int64)
        ranks[self.by_id] = np.arange(len(self._ids))
        return ranks

    @cached_property
    def order(self) -> NDArray[np.int64]:
        """By key, the place of each article in the list: newest first, unknown dates last, ties by id."""
        pool = self.pools["date"]
        backwards = np.where(np.arange(len(pool)) == 0, len(pool), len(pool) - pool.ranks)
        places = np.lexsort((self.id_ranks, backwards[self.columns["date"]]))
        order = np.empty(len(places), np.int64)
        order[places] = np.arange(len(places))
        return order

    @cached_property
    def chronicle(self) -> NDArray[np.int64]:
        """By key, the place of each article among all by date, unknown dates last, ties by id."""
        places = np.lexsort((self.id_ranks, self.pools["date"].ranks[self.columns["date"]]))
        order = np.empty(len(places), np.int64)
        order[places] = np.arange(len(places))
        return order


def padded(mask: NDArray[np.bool_], size: int) -> NDArray[np.bool_]:
    """A mask that reaches to `size` at least."""
    if len(mask) >= size:
        return mask
    whole = np.zeros(size, np.bool_)
    whole[: len(mask)] = mask
    return whole
