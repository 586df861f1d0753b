"""All statements that are shown, as columns in memory: what the machine found and what people touched.

Each statement has a row number, which holds until the next `refresh`. A statement takes about 60 bytes; texts are
held once. Importing this module imports numpy.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.model import digest
from index.search.keyset import KeySet
from index.search.statementset import StatementSet
from index.store.article_table import Pool, padded
from index.store.database import Database
from index.store.learned import Learned
from index.store.packed import id_number
from index.store.proposals import accepted
from index.store.recoding import ISSUE, LABEL, Recoding
from index.store.shown import Shown
from index.store.speakers import Speakers
from index.store.statement_rows import COLUMNS, StatementRows

_SPARE = 8
"""A part of so many of all rows may be dead, or free, before the columns are made anew."""
_MANY = 2000
_ASKED = 5000


class StatementTable:
    """The statements shown to one annotator, under the issues, labels and actors of `recoding`, with the stances that
    were `learned`. With `retired_in` it is those of these articles alone, with the retired ones among them."""

    def __init__(
        self,
        database: Database,
        shown: Shown,
        by: str,
        recoding: Recoding | None = None,
        learned: Learned | None = None,
        retired_in: Sequence[int] | None = None,
    ) -> None:
        self._only = retired_in
        self._recoding = recoding or Recoding()
        self._database = database
        self._learned = learned
        self._learned_state: object = None
        self._by = by
        self._rows = StatementRows(database, shown, by, self._recoding, learned, retired=retired_in is not None)
        self._columns = {name: np.zeros(0, type_) for name, type_ in COLUMNS.items()}
        self._live = np.zeros(0, np.bool_)
        self._size = 0
        self._dead = 0
        self._sequence = self._result = -1
        self._accepted: dict[str, str] = {}
        self._present: dict[str, NDArray[np.int32]] = {}

    @property
    def terms(self) -> Pool:
        """The issues, stances, proposals, cues and media, by the numbers that columns have."""
        return self._rows.numbering.terms

    @property
    def speakers(self) -> Speakers:
        """Who speaks, by the numbers that the column `actor` has."""
        return self._rows.numbering.speakers

    @property
    def types(self) -> NDArray[np.int32]:
        """By article, the types of its entities as bits; -1 where it has no result of its current version."""
        return self._rows.types

    # -- reading ---------------------------------------------------------------------------------------

    def __len__(self) -> int:
        return self._size - self._dead

    @property
    def memory(self) -> int:
        """Bytes that the columns take."""
        columns = [*self._columns.values(), self._live, self.types]
        return sum(column.nbytes for column in (*columns, *self._present.values()))

    def column(self, name: str) -> NDArray[np.int32]:
        """A column of all rows, dead ones included. `issue` and `stance` are those in force: the issue of an accepted
        proposal, too, and both under their present ids."""
        present = self._present.get(name)
        return self._columns[name][: self._size] if present is None else present

    def all(self) -> StatementSet:
        """All statements."""
        return StatementSet(self._live[: self._size].copy(), len(self))

    def where(self, holds: NDArray[np.bool_]) -> StatementSet:
        """Those of the rows that a mask chooses."""
        return StatementSet(holds & self._live[: self._size])

    def with_any(self, column: str, wanted: NDArray[np.bool_]) -> StatementSet:
        """Those whose number in a column is one of the `wanted`, a mask over numbers."""
        return self.where(wanted[self.column(column)])

    def with_term(self, column: str, holds: Callable[[str], bool]) -> StatementSet:
        """Those whose text in a column is one that something holds of."""
        used = np.flatnonzero(np.bincount(self.column(column), minlength=1))
        wanted = np.zeros(len(self.terms), np.bool_)
        for number in used.tolist():
            wanted[number] = number > 0 and holds(self.terms.texts[number])
        return self.with_any(column, wanted)

    def of_articles(self, keys: KeySet) -> StatementSet:
        """The statements of these articles."""
        article = self.column("article")
        return self.where(padded(keys.mask, int(article.max(initial=-1)) + 1)[article])

    def numbers_by_article(self) -> NDArray[np.floating]:
        """By article, how many statements it has, as `number_of` takes it."""
        article = self.column("article")[self._live[: self._size]]
        # What is added up stays a whole number, of which each kind of float holds all up to so many.
        return np.bincount(article).astype(np.float32 if len(article) < 1 << 24 else np.float64)

    @staticmethod
    def number_of(keys: KeySet, numbers: NDArray[np.floating]) -> int:
        """How many statements these articles have, of the `numbers_by_article`: without a look at any of them."""
        size = min(len(keys.mask), len(numbers))
        return int(keys.mask[:size].astype(numbers.dtype) @ numbers[:size])

    def articles(self, statements: StatementSet) -> KeySet:
        """The articles of these statements."""
        article = self.column("article")[: len(statements.mask)][statements.mask]
        mask = np.zeros(int(article.max(initial=-1)) + 1, np.bool_)
        mask[article] = True
        return KeySet(mask)

    def ids(self, rows: NDArray[np.int64]) -> list[str]:
        """The ids of the statements in these rows."""
        return self.named(self.numbers(rows))

    def numbers(self, rows: NDArray[np.int64]) -> NDArray[np.uint64]:
        """The ids of the statements in these rows, as numbers that hold after a `refresh` too."""
        return self._columns["id"][rows].view(np.uint64)

    def named(self, numbers: NDArray[np.uint64]) -> list[str]:
        """The ids that stand for these numbers."""
        if not self._rows.odd:
            return [f"{number:016x}" for number in numbers.tolist()]
        return [self._rows.odd.get(number) or f"{number:016x}" for number in numbers.tolist()]

    def rows(self, ids: Iterable[str]) -> StatementSet:
        """The statements with these ids."""
        wanted = np.array([id_number(one)[0] for one in ids], np.uint64)
        return self.where(np.isin(self._columns["id"][: self._size], wanted))

    def contents(self, rows: NDArray[np.int64]) -> Iterator[tuple[NDArray[np.int64], list[str]]]:
        """The contents' texts of the statements in these rows, in portions: rows, and their texts."""
        for start in range(0, len(rows), _ASKED):
            portion = rows[start : start + _ASKED]
            numbers = self._columns["number"][portion]
            found: dict[int, str] = dict(
                self._database.read_analysis(
                    "SELECT statement, text FROM analysis.said WHERE statement IN (SELECT value FROM json_each(?))",
                    (json.dumps(numbers[numbers > 0].tolist()),),
                )
            )
            kept = numbers[numbers < 0]
            if len(kept):
                found.update(
                    self._database.read(
                        "SELECT -rowid, json_extract(body, '$.content.text') FROM kept"
                        " WHERE rowid IN (SELECT value FROM json_each(?))",
                        (json.dumps((-kept).tolist()),),
                    )
                )
            yield portion, [found.get(number, "") for number in numbers.tolist()]

    # -- being kept ------------------------------------------------------------------------------------

    @property
    def moment(self) -> tuple[int, int]:
        """The sequence numbers of the library and of the analysis up to which the table has everything; -1: nothing."""
        return self._sequence, self._result

    def state(self) -> dict[str, Any] | None:
        """All that the table has; None where it has nothing."""
        if self._sequence < 0:
            return None
        return {
            "by": self._by,
            "recoding": self._recoded(),
            "sequence": self._sequence,
            "result": self._result,
            "live": self._live[: self._size],
            **{f"column {name}": column[: self._size] for name, column in self._columns.items()},
            **self._rows.state(),
            "accepted": self._accepted,
            "learned": self._learned_state,
        }

    def _recoded(self) -> str:
        """What is another whenever issues, labels and actors are shown under other ids and names."""
        return digest(repr(self._recoding))

    def take(self, state: Mapping[str, Any]) -> None:
        """Become what `state` said, of whatever annotator; raises KeyError or ValueError, with nothing changed, where
        it is none, or one under another recoding."""
        if state["recoding"] != self._recoded():
            raise ValueError("a table under another recoding")
        columns = {name: state[f"column {name}"] for name in COLUMNS}
        live = state["live"]
        if any(len(column) != len(live) for column in columns.values()):
            raise ValueError("columns of several lengths")
        rows = self._rows.going_on(state)
        made = {str(proposal): str(issue) for proposal, issue in state["accepted"].items()}
        moment = int(state["sequence"]), int(state["result"])
        learned = None if state["learned"] is None else list(state["learned"])
        self._columns, self._live, self._rows = columns, live, rows
        self._size, self._dead = len(live), len(live) - int(np.count_nonzero(live))
        if state["by"] != self._by:
            self._replace(sorted(rows.with_kept))  # what people touched is another thing to each of them
        self._present = self._in_force(made)
        self._accepted, self._learned_state = made, learned
        self._sequence, self._result = moment

    # -- keeping up --------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Take up what has been committed: the statements of articles in which something happened since."""
        ((sequence,),) = self._database.read("SELECT sequence FROM clock")
        ((result,),) = self._database.read_analysis("SELECT sequence FROM analysis.clock")
        made = accepted(self._database) if sequence != self._sequence else self._accepted
        state = self._learned.shown() if self._learned is not None else None
        if (sequence, result, state) != (self._sequence, self._result, self._learned_state):
            fresh = self._fresh(sequence) if state == self._learned_state else None
            if fresh is None:
                self._load()
            elif fresh:
                self._replace(fresh)
            if fresh or fresh is None or made != self._accepted:
                self._present = self._in_force(made)
            # Last: where reading failed, the next call reads it again.
            self._sequence, self._result, self._accepted = sequence, result, made
            self._learned_state = state

    def _fresh(self, sequence: int) -> list[int] | None:
        """The articles in which something happened; None where there are so many that all are read anew."""
        if self._sequence < 0:
            return None
        some = self._rows.touched(self._sequence if sequence != self._sequence else None, self._result)
        return list(some) if len(some) <= max(_MANY, self._size // 50) else None

    def learn(self) -> None:
        """Take up the speakers and terms that analysis.db has numbered since; `refresh` does so by itself."""
        self._rows.numbering.learn()

    def _load(self) -> None:
        self._rows.odd.clear()
        self._columns = self._rows.read(self._only)
        self._size = len(self._columns["article"])
        self._live = np.ones(self._size, np.bool_)
        self._dead = 0

    def _replace(self, keys: Sequence[int]) -> None:
        new = self._rows.read(keys)
        stale = KeySet.of(keys)
        article = self.column("article")
        gone = padded(stale.mask, int(article.max(initial=-1)) + 1)[article] & self._live[: self._size]
        live = self._live.copy()  # sets that were given keep what they were
        live[: self._size][gone] = False
        self._dead += int(np.count_nonzero(gone))
        self._live = live
        more = len(new["article"])
        if self._dead > max(_MANY, self._size // _SPARE):
            self._compact()
        if self._size + more > len(self._live):
            spare = more + self._size // _SPARE
            for name, column in self._columns.items():
                self._columns[name] = np.concatenate([column, np.zeros(spare, column.dtype)])
            self._live = np.concatenate([self._live, np.zeros(spare, np.bool_)])
        for name, column in self._columns.items():
            column[self._size : self._size + more] = new[name]
        self._live[self._size : self._size + more] = True
        self._size += more

    def _compact(self) -> None:
        alive = np.flatnonzero(self._live[: self._size])
        self._columns = {name: column[alive] for name, column in self._columns.items()}
        self._size, self._dead = len(alive), 0
        self._live = np.ones(self._size, np.bool_)

    def _in_force(self, made: dict[str, str]) -> dict[str, NDArray[np.int32]]:
        """The issues and stances in force, where some came of proposals or have other ids now."""
        present = {} if not made else {"issue": self._of_proposals(made)}
        for name, kind in (("issue", ISSUE), ("stance", LABEL)):
            ids = self._recoding.ids(kind)
            if ids:
                numbers = {self.terms.number(id): self.terms.number(now) for id, now in ids.items()}
                now = np.arange(len(self.terms), dtype=np.int32)
                now[list(numbers)] = list(numbers.values())
                present[name] = now[present.get(name, self._columns[name][: self._size])]
        return present

    def _of_proposals(self, made: dict[str, str]) -> NDArray[np.int32]:
        """The issues, those that came of proposals too."""
        issues = {proposal: self.terms.number(issue) for proposal, issue in made.items()}
        of_proposals = np.zeros(len(self.terms), np.int32)
        for proposal, issue in issues.items():
            number = self.terms.known(proposal)
            if number is not None:
                of_proposals[number] = issue
        own = self._columns["issue"][: self._size]
        return np.where(own > 0, own, of_proposals[self._columns["proposal"][: self._size]])
