"""learned.db: what was learned from labels, and what it suggests for each statement. It can be learned anew.

It stands beside the library's databases and holds no decision: deleted, damaged, or of another library, it is as if
nothing had been learned. What it learned is kept as numbers in JSON; nothing in it is ever run. Learning anew puts a
whole new file in its place, so that nobody sees a half-made one.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from index.store import files
from index.store.articles import keys_json
from index.store.connection import connect, writing
from index.store.packed import MILLION, id_number

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.learning.linear import Linear

NAME = "learned.db"
_ID = 0x5341594C
_VERSION = 1

#: The fields of a record and their types, as numpy names them; 0 is no stance, or no issue.
RECORD = (("id", "<u8"), ("stance", "<i4"), ("confidence", "<i4"), ("issue", "<i4"), ("issue_confidence", "<i4"))

_TABLES = (
    "CREATE TABLE model (number INTEGER PRIMARY KEY, at TEXT NOT NULL, body TEXT NOT NULL) STRICT",
    # The numbers of the last model: one row for what it learned of stances, one of issues.
    "CREATE TABLE weights (field TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT",
    "CREATE TABLE suggested (article INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT",
    # `applied` is the number of the last result of the analysis that was looked at.
    "CREATE TABLE mark (only INTEGER PRIMARY KEY CHECK (only = 1), library TEXT NOT NULL, applied INTEGER NOT NULL)"
    " STRICT",
)


class Proposed(NamedTuple):
    """What is suggested for a statement: a label and an issue, each None where none is, with its confidence."""

    id: str
    label: str | None
    confidence: float
    issue: str | None
    issue_confidence: float


class Current(NamedTuple):
    """The model in force: its number, what it says of itself, and the labels and issues by their places."""

    number: int
    body: Mapping[str, Any]
    labels: tuple[str, ...]
    issues: tuple[str, ...]


class Table(NamedTuple):
    """All suggested stances as columns, in the order of `id`; `stance` is a place in the model's labels, from 1."""

    id: NDArray[np.uint64]
    stance: NDArray[np.int32]
    confidence: NDArray[np.int32]


class Learned:
    """The learned.db of the library `library` in `folder`. `stance_of` gives how the stance of a label is named in
    suggestions, None for one that the codebook does not have; without `on` there is nothing."""

    def __init__(self, folder: Path, library: str, stance_of: Callable[[str], str | None], *, on: bool = True) -> None:
        self.path = folder / NAME
        self._library = library
        self.stance_of = stance_of
        self._on = on
        self._seen: object = None
        self._current: Current | None = None
        self._weights: dict[str, Linear | None] = {}
        self._table: Table | None = None

    # -- reading -------------------------------------------------------------------------------------

    def state(self) -> tuple[int, int, int, int] | None:
        """What is another whenever something was learned; cheap."""
        if not self._on:
            return None
        try:
            status = self.path.stat()
        except OSError:
            return None
        return status.st_dev, status.st_ino, status.st_mtime_ns, status.st_size

    def shown(self) -> list[object] | None:
        """What is another whenever other suggestions are shown, as JSON has it; None where none are."""
        state = self.state()
        if state is None or self.current() is None:
            return None
        return [*state, *self.stances()]

    def current(self) -> Current | None:
        """The model whose suggestions are shown; None where there is none."""
        state = self.state()
        if state != self._seen:
            self._current = None
            self._weights.clear()
            self._table = None
            for number, _, body in self._read("SELECT number, at, body FROM model ORDER BY number DESC LIMIT 1"):
                with contextlib.suppress(ValueError, TypeError, KeyError):
                    said = json.loads(body)
                    if said["proposes"]:
                        labels, issues = tuple(map(str, said["stances"])), tuple(map(str, said["issues"]))
                        self._current = Current(int(number), said, labels, issues)
            self._seen = state
        return self._current

    def models(self) -> list[tuple[int, str, dict[str, Any]]]:
        """All that was learned, the first first: number, when, and what it says of itself."""
        found = []
        for number, at, body in self._read("SELECT number, at, body FROM model ORDER BY number"):
            with contextlib.suppress(ValueError):
                found.append((int(number), str(at), json.loads(body)))
        return found

    def weights(self, field: str) -> Linear | None:
        """The numbers of the present model for "stance" or "issue"."""
        from index.learning.linear import Linear

        self.current()
        if field not in self._weights:
            self._weights[field] = None
            for (body,) in self._read("SELECT body FROM weights WHERE field = ?", (field,)):
                with contextlib.suppress(ValueError, TypeError, KeyError, AttributeError):
                    self._weights[field] = Linear.from_json(json.loads(body))
        return self._weights[field]

    def of(self, keys: Sequence[int]) -> dict[str, Proposed]:
        """What is suggested for the statements of these articles, by the statements' ids as 16 hexadecimal digits."""
        current = self.current()
        if current is None:
            return {}
        found = {}
        for (body,) in self._read(
            "SELECT body FROM suggested WHERE article IN (SELECT value FROM json_each(?))", (keys_json(keys),)
        ):
            for id_, stance, sure, issue, issue_sure in _unpacked(body):
                label = _named(current.labels, stance)
                found[f"{id_:016x}"] = Proposed(
                    f"{id_:016x}", label, sure / MILLION, _named(current.issues, issue), issue_sure / MILLION
                )
        return found

    def table(self) -> Table | None:
        """All suggestions of stances; None where nothing is suggested. Imports numpy."""
        import numpy as np

        if self.current() is None:
            return None
        if self._table is None:
            bodies = b"".join(_whole(body) for (body,) in self._read("SELECT body FROM suggested ORDER BY article"))
            records = np.frombuffer(bodies, np.dtype(list(RECORD)))
            order = np.argsort(records["id"], kind="stable")
            self._table = Table(*(np.ascontiguousarray(records[name][order]) for name in Table._fields))
        return self._table

    def places(self, ids: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """For each id its place in `table`, and whether a stance is suggested for it."""
        import numpy as np

        table = self.table()
        if table is None or not len(table.id):
            return np.zeros(len(ids), np.int64), np.zeros(len(ids), np.bool_)
        places = np.minimum(np.searchsorted(table.id, ids), len(table.id) - 1)
        known = np.array([False, *(self.stance_of(label) is not None for label in self._labels())])
        stance = table.stance[places]
        holds = (table.id[places] == ids) & (stance > 0) & (stance < len(known))
        holds[holds] = known[stance[holds]]
        return places, holds

    def stances(self) -> list[str]:
        """How the stance is named, by the numbers of the column `stance`; the first is none."""
        return ["", *(self.stance_of(label) or "" for label in self._labels())]

    def _labels(self) -> tuple[str, ...]:
        current = self.current()
        return current.labels if current else ()

    def applied(self) -> int:
        """The number of the last result of the analysis that was looked at."""
        rows = self._read("SELECT applied FROM mark")
        return int(rows[0][0]) if rows else 0

    def looked_at(self) -> set[int]:
        """The keys of the articles that were looked at."""
        return {int(key) for (key,) in self._read("SELECT article FROM suggested")}

    def _read(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The rows of a query; none where there is no file, or one that is not ours."""
        if not self._on:
            return []
        try:
            if files.stamp(self.path) != (_ID, _VERSION):
                return []
            with contextlib.closing(connect(self.path, writable=False)) as connection:
                if connection.execute("SELECT library FROM mark").fetchall() != [(self._library,)]:
                    return []
                return connection.execute(sql, values).fetchall()
        except Exception:  # whatever is wrong with it: it can be learned anew
            return []

    # -- writing -------------------------------------------------------------------------------------

    def replace(
        self,
        at: str,
        body: Mapping[str, Any],
        weights: Mapping[str, Linear],
        rows: Iterable[tuple[int, bytes]],
        applied: int,
    ) -> int:
        """Put a new file in place with one more model, and what it suggests, article by article; gives its number.

        `body` is what the model says of itself, with `proposes`, `stances` and `issues`.
        """
        former = self.models()
        number = former[-1][0] + 1 if former else 1
        with files.being_made(self.path) as making:
            with contextlib.closing(sqlite3.connect(making, isolation_level=None)) as connection:
                connection.execute("BEGIN IMMEDIATE")
                for sql in _TABLES:
                    connection.execute(sql)
                connection.execute(f"PRAGMA application_id = {_ID}")
                connection.execute(f"PRAGMA user_version = {_VERSION}")
                everything = [*former, (number, at, dict(body))]
                connection.executemany(
                    "INSERT INTO model VALUES (?, ?, ?)",
                    [(one, when, json.dumps(said)) for one, when, said in everything],
                )
                connection.executemany(
                    "INSERT INTO weights VALUES (?, ?)",
                    [(name, json.dumps(one.as_json())) for name, one in weights.items()],
                )
                connection.executemany("INSERT OR REPLACE INTO suggested VALUES (?, ?)", rows)
                connection.execute("INSERT INTO mark VALUES (1, ?, ?)", (self._library, applied))
                connection.execute("COMMIT")
            making.replace(self.path)
        return number

    def add(self, rows: Iterable[tuple[int, bytes]], applied: int) -> None:
        """Put in what the present model suggests for further articles."""
        with (
            contextlib.closing(connect(self.path, writable=True)) as opened,
            writing(opened, self.path) as connection,
        ):
            connection.executemany("INSERT OR REPLACE INTO suggested VALUES (?, ?)", rows)
            connection.execute("UPDATE mark SET applied = ?", (applied,))


def pack(proposed: Iterable[Proposed], labels: Sequence[str], issues: Sequence[str]) -> bytes:
    """The records of an article's suggestions; `labels` and `issues` are the model's lists."""
    import struct

    label_places = {label: place for place, label in enumerate(labels, 1)}
    issue_places = {issue: place for place, issue in enumerate(issues, 1)}
    return b"".join(
        struct.pack(
            _FORMAT,
            id_number(one.id)[0],
            label_places.get(one.label or "", 0),
            round(one.confidence * MILLION),
            issue_places.get(one.issue or "", 0),
            round(one.issue_confidence * MILLION),
        )
        for one in proposed
    )


_FORMAT = "<Qiiii"
_SIZE = 24


def _whole(body: object) -> bytes:
    """A piece of records, without what is no whole record."""
    return body[: len(body) // _SIZE * _SIZE] if isinstance(body, bytes) else b""


def _unpacked(body: object) -> Iterator[tuple[int, int, int, int, int]]:
    import struct

    yield from struct.iter_unpack(_FORMAT, _whole(body))


def _named(names: Sequence[str], place: int) -> str | None:
    return names[place - 1] if 0 < place <= len(names) else None
