"""The article list: one query for all rows, a row built when it is looked at."""

from __future__ import annotations

import json
from collections.abc import Container, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from operator import eq
from types import MappingProxyType
from typing import overload

from index.model import AnalysisState, ArticleRow, Progress
from index.store.articles import keys_json
from index.store.connection import Row
from index.store.database import Database
from index.store.marked import Marked
from index.store.own import Own
from index.store.shown import Shown

_SELECT = (
    "SELECT a.key, a.id, a.title, a.date, a.outlet, coalesce(r.found, 0) + a.kept, a.labelled,"
    " r.key IS NOT NULL AND r.key = :analysis, CASE WHEN f.key = :analysis THEN f.reason END, d.article IS NOT NULL"
    " FROM article a LEFT JOIN analysis.result r ON r.article = a.key AND r.version = a.version"
    " LEFT JOIN analysis.failure f ON f.article = a.key AND f.version = a.version"
    " LEFT JOIN reading d ON d.article = a.key AND d.annotator = :by"
)


@dataclass(frozen=True, slots=True)
class Beside:
    """What is shown of articles beside their own rows, by key: few of them have any of it.

    `hidden` counts the found statements that others stand for, `tags` are in the order of the alphabet,
    `flagged` are those that the annotator has flagged, `others` counts the other articles of the same story, `own` the
    statements that the annotator has labelled.
    """

    hidden: Mapping[int, int]
    tags: Mapping[int, tuple[str, ...]]
    flagged: Set[int]
    others: Mapping[int, int]
    own: Mapping[int, int]
    hides_outlets: bool = False
    hides_labels: bool = False


class Rows(Sequence[ArticleRow]):
    """Rows of the list as they stood when they were fetched; any thread may look at them."""

    def __init__(self, raw: list[Row], beside: Beside) -> None:
        self._raw = raw
        self._beside = beside

    def __len__(self) -> int:
        return len(self._raw)

    @overload
    def __getitem__(self, place: int) -> ArticleRow: ...
    @overload
    def __getitem__(self, place: slice) -> Rows: ...
    def __getitem__(self, place: int | slice) -> ArticleRow | Rows:
        if isinstance(place, slice):
            return Rows(self._raw[place], self._beside)
        return self._row(self._raw[place])

    def __iter__(self) -> Iterator[ArticleRow]:
        return map(self._row, self._raw)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rows) and len(self) == len(other) and all(map(eq, self, other))

    __hash__ = None  # type: ignore[assignment]

    @property
    def keys(self) -> list[int]:
        """The articles' keys, in order."""
        return [row[0] for row in self._raw]

    def _row(self, raw: Row) -> ArticleRow:
        key, id_, title, date, outlet, statements, labelled, done, reason, read = raw
        state = AnalysisState.DONE if done else AnalysisState.WAITING if reason is None else AnalysisState.FAILED
        beside = self._beside
        shown = statements - beside.hidden.get(key, 0)
        own = beside.own.get(key, 0)
        return ArticleRow(
            *(
                key,
                id_,
                title,
                date,
                None if beside.hides_outlets else outlet,
                shown,
                own if beside.hides_labels else labelled,
                state,
                bool(read),
                reason,
            ),
            others=beside.others.get(key, 0),
            flagged=key in beside.flagged,
            tags=beside.tags.get(key, ()),
            own=own,
        )


class Lists:
    """What is asked about many articles at once. `analysis` is the present analysis key, `by` the annotator."""

    def __init__(self, database: Database, shown: Shown, by: str, blind: Container[str] = ()) -> None:
        self._blind = blind
        self._database = database
        self._shown = shown
        self._by = by
        self._own = Own(database, by)

    def rows(
        self, analysis: str, keys: Sequence[int] | None = None, others: Mapping[int, int] = MappingProxyType({})
    ) -> Rows:
        """All rows, newest first, unknown dates last, ties by id; or those of `keys`, in the order of `keys`.

        Keys that are unknown or removed are left out. `others` says how many articles tell the same story.
        """
        values: dict[str, object] = {"analysis": analysis, "by": self._by}
        self._shown.refresh()
        if keys is None:
            raw = self._database.read_analysis(f"{_SELECT} WHERE a.removed = 0 ORDER BY a.date DESC, a.id", values)
        else:
            wanted = {"keys": keys_json(keys), **values}
            found = self._database.read_analysis(
                f"{_SELECT} WHERE a.removed = 0 AND a.key IN (SELECT value FROM json_each(:keys))", wanted
            )
            by_key = {row[0]: row for row in found}
            raw = [by_key[key] for key in keys if key in by_key]
        marked = Marked(self._database, self._by)
        beside = Beside(
            *(dict(self._shown.counts), marked.tags_of(keys), marked.flagged(), others, dict(self._own.counts())),
            hides_outlets="outlets" in self._blind,
            hides_labels="labels" in self._blind,
        )
        return Rows(raw, beside)

    def order(self, limit: int | None = None) -> list[int]:
        """The keys of all articles, in the order of `rows`; with a `limit` the first ones alone."""
        # One JSON array: a row of objects for each article takes twice as long, and many times with a busy screen.
        ((keys,),) = self._database.read(
            "SELECT json_group_array(key) FROM (SELECT key FROM article WHERE removed = 0 ORDER BY date DESC, id"
            " LIMIT ?)",
            (-1 if limit is None else limit,),
        )
        found: list[int] = json.loads(keys)
        return found

    def count(self) -> int:
        """How many articles there are."""
        return int(self._database.read("SELECT count(*) FROM article WHERE removed = 0")[0][0])

    def statements(self, keys: Set[int]) -> int:
        """How many statements are shown in these articles, all together."""
        self._shown.refresh()
        ((number,),) = self._database.read_analysis(
            "SELECT coalesce(sum(coalesce(r.found, 0) + a.kept), 0) FROM article a"
            " LEFT JOIN analysis.result r ON r.article = a.key AND r.version = a.version"
            " WHERE a.key IN (SELECT value FROM json_each(?))",
            (keys_json(keys),),
        )
        return int(number) - self._shown.total(keys)

    def pending(self, analysis: str, limit: int | None, only: int | None = None) -> list[int]:
        """The articles without a result or a failure under `analysis`, in the order of `rows`; `only` asks of one."""
        one = "" if only is None else " AND a.key = :only"
        rows = self._database.read_analysis(
            "SELECT a.key FROM article a LEFT JOIN analysis.result r ON r.article = a.key AND r.version = a.version"
            " LEFT JOIN analysis.failure f ON f.article = a.key AND f.version = a.version WHERE a.removed = 0"
            f" AND coalesce(r.key, '') <> :analysis AND coalesce(f.key, '') <> :analysis{one}"
            " ORDER BY a.date DESC, a.id LIMIT :limit",
            {"analysis": analysis, "limit": -1 if limit is None else limit, "only": only},
        )
        return [key for (key,) in rows]

    def progress(self, analysis: str) -> Progress:
        """How far the labelling and the analysis are."""
        self._shown.refresh()
        values: dict[str, object] = {"analysis": analysis}
        # From the results to their articles, the other way takes ten times as long; few articles have kept statements.
        ((found, analysed),) = self._database.read_analysis(
            "SELECT coalesce(sum(r.found), 0), count(CASE WHEN r.key = :analysis THEN 1 END) FROM analysis.result r"
            " CROSS JOIN article a ON a.key = r.article AND a.version = r.version WHERE a.removed = 0",
            values,
        )
        ((failed,),) = self._database.read_analysis(
            "SELECT count(*) FROM analysis.failure f"
            " CROSS JOIN article a ON a.key = f.article AND a.version = f.version"
            " LEFT JOIN analysis.result r ON r.article = a.key AND r.version = a.version"
            " WHERE f.key = :analysis AND a.removed = 0 AND coalesce(r.key, '') <> :analysis",
            values,
        )
        ((kept, labelled),) = self._database.read(
            "SELECT coalesce(sum(kept), 0), coalesce(sum(labelled), 0) FROM article INDEXED BY article_named"
            " WHERE named > 0 AND removed = 0"
        )
        removed = [row[0] for row in self._database.read("SELECT key FROM article WHERE removed = 1 AND named > 0")]
        hidden = self._shown.total() - self._shown.total(removed)
        own = sum(self._own.counts().values())
        labelled = own if "labels" in self._blind else labelled
        return Progress(found + kept - hidden, labelled, self.count(), analysed, failed, own)
