"""The tables of articles and statements in the cache, so that a start takes them up instead of making them anew.

What is kept is a table as it stood at some moment of the library; what has happened since is read from the library as
always. A file that is damaged, of another library or code, or of a moment that this library never had, is as none.
Importing this module imports numpy.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from index import kept
from index.errors import SaysoError
from index.model import digest
from index.store.article_table import ArticleTable
from index.store.database import Database
from index.store.statement_table import StatementTable

State: TypeAlias = "dict[str, Any]"
"""A table's arrays by their names, and beside them whatever JSON can hold."""

_CODE = (
    "kept_tables.py", "article_table.py", "statement_table.py", "statement_rows.py", "numbering.py", "packed.py",
    "schema.py", "analysis_schema.py", "shown.py", "learned.py", "speakers.py", "recoding.py", "proposals.py",
    "disputes.py", "matching.py", "editing.py",
)  # fmt: skip
"""The modules that what is kept rests on: where one of them is another, it is made anew."""
_KINDS = "biuS"


class KeptTables:
    """Where the tables of one library are kept. `token` is that of the library's search index."""

    def __init__(self, folder: Path, database: Database, token: str) -> None:
        here = Path(__file__).parent
        code = [(here / name).stat() for name in _CODE]
        self._folder = folder
        self._database = database
        self._key = digest(token, *(f"{one.st_size} {one.st_mtime_ns}" for one in code), length=32)
        self._kept: dict[str, object] = {}

    def recall_articles(self, table: ArticleTable) -> None:
        """Bring a new table of articles to where it was kept."""
        self._recall("articles", table.take, self._had_articles)

    def recall_statements(self, table: StatementTable) -> None:
        """Bring a new table of statements to where it was kept."""
        self._recall("statements", table.take, self._had_statements)

    def keep(self, articles: ArticleTable, statements: StatementTable, *, first: bool = False) -> None:
        """Keep both as they are, unless they were kept so; where that cannot be, nothing is kept.

        With `first` only where nothing was recalled or kept before.
        """
        if first and self._kept:
            return
        self._keep("articles", articles.state(), self._last_article(articles.changed))
        self._keep("statements", statements.state(), self._last_statement(*statements.moment))

    def _recall(self, name: str, take: Callable[[State], None], had: Callable[[Any], bool]) -> None:
        with suppress(OSError, SaysoError, ValueError, KeyError, TypeError, AttributeError, IndexError):
            state = unpacked(kept.read(self._folder / name, self._key))
            moment = state.pop("moment")
            if had(moment):
                take(state)
                self._kept[name] = moment

    def _keep(self, name: str, state: State | None, moment: object) -> None:
        if state is None or moment is None or moment == self._kept.get(name):
            return
        with suppress(OSError, SaysoError):
            kept.write(self._folder / name, self._key, packed({**state, "moment": moment}))
            self._kept[name] = moment

    # -- moments ---------------------------------------------------------------------------------------

    def _last_article(self, changed: int) -> list[object] | None:
        rows = self._database.read("SELECT changed, id, version FROM article WHERE changed = ?", (changed,))
        return list(rows[0]) if rows else None

    def _had_articles(self, moment: list[Any]) -> bool:
        return bool(self._last_article(moment[0]) == moment)

    def _last_statement(self, sequence: int, result: int) -> list[object] | None:
        """The library's sequence and that of the results, and the last of the events and results up to there."""
        events = self._database.read(
            "SELECT sequence, hash FROM event WHERE sequence <= ? ORDER BY sequence DESC LIMIT 1", (sequence,)
        )
        article = self._database.read("SELECT max(changed) FROM article WHERE changed <= ?", (sequence,))[0][0]
        results = self._database.read_analysis(
            "SELECT number, article, version, key, at FROM analysis.result WHERE number <= ?"
            " ORDER BY number DESC LIMIT 1",
            (result,),
        )
        if not results:
            return None
        found = self._database.analysis_path.stat()
        file = [found.st_dev, found.st_ino]
        return [sequence, result, file, [list(row) for row in events], self._last_article(article), list(results[0])]

    def _had_statements(self, moment: list[Any]) -> bool:
        ((sequence,),) = self._database.read("SELECT sequence FROM clock")
        return bool(sequence >= moment[0] and self._last_statement(moment[0], moment[1]) == moment)


def packed(state: Mapping[str, Any]) -> list[bytes | memoryview]:
    """A state as bytes, in pieces."""
    arrays = {name: np.ascontiguousarray(value) for name, value in state.items() if isinstance(value, np.ndarray)}
    head = json.dumps(
        {
            "arrays": [[name, array.dtype.str, len(array)] for name, array in arrays.items()],
            "others": {name: value for name, value in state.items() if name not in arrays},
        }
    ).encode("utf-8", "surrogatepass")
    return [len(head).to_bytes(8, "big"), head, *(array.tobytes() for array in arrays.values())]


def unpacked(content: memoryview) -> State:
    """The state again; raises ValueError or KeyError for bytes that are none."""
    at = 8 + int.from_bytes(content[:8], "big")
    head = json.loads(bytes(content[8:at]).decode("utf-8", "surrogatepass"))
    state: State = dict(head["others"])
    for name, kind, length in head["arrays"]:
        dtype = np.dtype(str(kind))
        if dtype.kind not in _KINDS or not isinstance(length, int) or length < 0:
            raise ValueError("no array that is kept")
        size = dtype.itemsize * length
        array: NDArray[Any] = np.frombuffer(content[at : at + size], dtype)
        if len(array) != length:
            raise ValueError("an array is cut short")
        state[name] = array.copy()
        at += size
    return state
