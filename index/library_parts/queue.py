"""The queue: which statement this annotator labels next. Importing this module imports numpy."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from index.library_parts.core import Core
from index.library_parts.search import Searches
from index.library_parts.statements import Statements
from index.model import StatementView
from index.store.packed import MILLION
from index.store.statement_rows import SUGGESTED
from index.store.statement_table import StatementTable

Order = Literal["uncertainty", "article", "random"]
ORDERS: tuple[Order, ...] = ("uncertainty", "article", "random")

NOT_SUGGESTED = 0.5
"""The confidence by which a statement without any suggestion stands among the others."""

MOST_READ = 20_000
"""Of so many statements at most, those of the newest articles, the rules' confidence is looked up."""

_ASKED = 5000
_PORTION = 50

Rows = NDArray[np.int64]
Ids = NDArray[np.uint64]


class Queue:
    """Statements in an order that stays while one labels: what happens since is no reason to begin anew.

    Those that this annotator has labelled meanwhile, or that somebody retired, are passed over; those that are
    skipped come again after all others. `put_off` are those, in the order in which they will come.
    """

    def __init__(
        self, statements: Statements, by: str, table: StatementTable, numbers: Ids, skipped: Sequence[str] = ()
    ) -> None:
        self._statements = statements
        self._by = by
        self._table = table
        self._numbers = numbers
        self._at = 0
        self._ahead: deque[str] = deque()
        self._skipped = list(skipped)
        self._again: frozenset[str] = frozenset()

    @property
    def put_off(self) -> list[str]:
        """The ids of the statements that were skipped, and have not been labelled since as far as is known."""
        return [*(one for one in self._ahead if one in self._again), *self._skipped]

    def __len__(self) -> int:
        """How many are left at most: those labelled since that were not yet passed over count too."""
        return len(self._ahead) + len(self._numbers) - self._at + len(self._skipped)

    def next(self) -> StatementView | None:
        """The statement to be labelled now; the same one until it is labelled, retired or skipped. None at the end."""
        found = self.upcoming(1)
        return found[0] if found else None

    def skip(self) -> None:
        """Put off the statement to be labelled now."""
        if self.next() is not None:
            self._skipped.append(self._ahead.popleft())

    def upcoming(self, limit: int) -> list[StatementView]:
        """The next `limit` statements, the one to be labelled now first."""
        while True:
            while len(self._ahead) < limit and self._more():
                pass
            asked = list(self._ahead)[:limit]
            views = self._statements.several(asked)
            found = [view for id_ in asked if (view := views.get(id_)) is not None and self._is_open(view)]
            if len(found) == len(asked):
                return found
            present = {view.id for view in found}
            for id_ in asked:
                if id_ not in present:
                    self._ahead.remove(id_)

    def _more(self) -> bool:
        if self._at < len(self._numbers):
            portion = self._numbers[self._at : self._at + _PORTION]
            self._ahead.extend(self._table.named(portion))
            self._at += len(portion)
        elif self._skipped:
            self._ahead.extend(self._skipped)
            self._again = frozenset(self._skipped)
            self._skipped.clear()
        else:
            return False
        return True

    def _is_open(self, view: StatementView) -> bool:
        return not view.retired and all(label.by != self._by for label in view.labels)


class Queues:
    """Makes queues for this annotator."""

    def __init__(self, core: Core, search: Searches, statements: Statements) -> None:
        self._core = core
        self._search = search
        self._statements = statements

    def make(
        self, query: str = "", *, order: Order = "uncertainty", seed: int = 0, skipped: Sequence[str] = ()
    ) -> Queue:
        """The statements that a query speaks of (`query:NAME` for a saved search) and this annotator has not labelled.

        By `uncertainty`, those whose suggestion is least sure come first, and one without any is taken for half sure;
        by `article`, they come in the order of the list and of the text; at `random`, `seed` and the statement
        alone decide where it stands, so that the order is the same tomorrow and on another machine. Those of the ids
        `skipped` that are among them come last, in the order given: a queue that was left goes on so. Raises
        QueryError.
        """
        from index.store.packed import id_number

        rows, table, places = self._search.rows_in_list(query)
        ids = table.numbers(rows)
        mine = self._mine()
        open_ = ~np.isin(ids, mine)
        rows, ids = rows[open_], ids[open_]
        last = {int(id_number(id_)[0]): id_ for id_ in skipped}
        put_off = ids[np.isin(ids, np.array(list(last), np.uint64))]
        rows, ids = rows[~np.isin(ids, put_off)], ids[~np.isin(ids, put_off)]
        there = set(put_off.tolist())
        back = [id_ for number, id_ in last.items() if number in there]
        if order == "random":
            return self._queue(table, ids[np.lexsort((ids, shuffled(ids, seed)))], back)
        article = places[table.column("article")[rows]]
        start = table.column("start")[rows]
        in_text = np.lexsort((ids, start, article))
        if order == "article":
            return self._queue(table, ids[in_text], back)
        sure = self._sureness(table, rows[in_text])
        return self._queue(table, ids[in_text][np.argsort(sure, kind="stable")], back)

    def _queue(self, table: StatementTable, ids: Ids, skipped: Sequence[str]) -> Queue:
        return Queue(self._statements, self._core.by, table, ids, skipped)

    def _mine(self) -> Ids:
        from index.store.packed import id_number

        rows = self._core.database.read(
            "SELECT substr(subject, length('statement:') + 1) FROM decision WHERE by = ? AND field = 'stance'"
            " AND subject >= 'statement:' AND subject < 'statement;' AND value <> 'null'",
            (self._core.by,),
        )
        return np.array([id_number(id_)[0] for (id_,) in rows], np.uint64)

    def _sureness(self, table: StatementTable, rows: Rows) -> NDArray[np.float64]:
        """How sure the suggestion for each statement is, whether it is learned or the rules'."""
        sure = np.full(len(rows), NOT_SUGGESTED)
        places, known = self._core.learned.places(table.numbers(rows))
        learned = self._core.learned.table()
        if learned is not None and known.any():
            sure[known] = learned.confidence[places[known]] / MILLION
        asked = np.flatnonzero(~known & ((table.column("flags")[rows] & SUGGESTED) > 0))[:MOST_READ]
        numbers = table.column("number")[rows[asked]]
        for start in range(0, len(asked), _ASKED):
            portion = numbers[start : start + _ASKED].tolist()
            found = self._rules(portion)
            sure[asked[start : start + _ASKED]] = [found.get(number, NOT_SUGGESTED) for number in portion]
        return sure

    def _rules(self, numbers: Sequence[int]) -> dict[int, float]:
        """The confidence of the rules by the numbers of statements; of kept ones these are below 0."""
        found = "json_extract(body, '$.suggested.confidence')"
        database = self._core.database
        sure: dict[int, float | None] = dict(
            database.read_analysis(
                f"SELECT statement, {found} FROM analysis.body WHERE statement IN (SELECT value FROM json_each(?))",
                (json.dumps([one for one in numbers if one > 0]),),
            )
        )
        sure.update(
            database.read(
                f"SELECT -rowid, {found} FROM kept WHERE rowid IN (SELECT value FROM json_each(?))",
                (json.dumps([-one for one in numbers if one < 0]),),
            )
        )
        return {number: one for number, one in sure.items() if one is not None}


def shuffled(ids: Ids, seed: int) -> Ids:
    """A number for each id, by which they stand in a random order: of `seed` and the id alone (splitmix64)."""
    with np.errstate(over="ignore"):
        mixed = ids + np.uint64((seed * 0x9E3779B97F4A7C15 + 0x9E3779B97F4A7C15) % 2**64)
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(mixed ^ (mixed >> np.uint64(31)), np.uint64)
