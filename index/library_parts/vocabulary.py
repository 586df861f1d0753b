"""What a library's queries can name: the values of each field and how often each occurs, for completion."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from index.library_parts.core import Core
from index.model import Actor, Issue
from index.store import proposals, saved_searches
from index.store.recoding import ISSUE

if TYPE_CHECKING:
    from index.search.known_values import Value, ValueIndex, WordsOf

_TIMES = 100
"""So many times as long as it took to count values they may be used while the library goes on changing: what is
counted in a millisecond is there as good as at once, and no library counts all the time."""

_PROPOSED = 2_000
"""Proposed issues that are offered: those of most statements."""

Source = Callable[[], "Iterable[Value]"]
"""Gives the values of a field as they are now."""

_OF_ARTICLES = {
    "outlet": "SELECT outlet, count(*) FROM article WHERE removed = 0 AND outlet <> '' GROUP BY outlet",
    "author": "SELECT author, count(*) FROM article WHERE removed = 0 AND author <> '' GROUP BY author",
    "language": (
        "SELECT v.language, count(*) FROM article a JOIN version v ON v.hash = a.version"
        " WHERE a.removed = 0 AND v.language <> '' GROUP BY v.language"
    ),
    "date": (
        "SELECT substr(date, 1, 4), count(*) FROM article WHERE removed = 0 AND date <> '' GROUP BY 1"
        " UNION ALL SELECT substr(date, 1, 7), count(*) FROM article WHERE removed = 0 AND date <> '' GROUP BY 1"
    ),
    "section": "SELECT section, count(*) FROM article WHERE removed = 0 AND section <> '' GROUP BY section",
    "tag": (
        "SELECT t.name, count(*) FROM tag t JOIN article a ON a.key = t.article WHERE a.removed = 0 GROUP BY t.name"
    ),
    "by": "SELECT by, count(*) FROM event GROUP BY by",
}
# Counted first and named then: several times as fast as the other way round.
_OF_ANALYSIS = {
    "actor": (
        "SELECT s.name, t.n FROM (SELECT speaker, count(*) AS n FROM analysis.statement GROUP BY speaker) t"
        " JOIN analysis.speaker s ON s.number = t.speaker"
    ),
    "entity": (
        "SELECT n.name, m.n FROM (SELECT name, count(*) AS n FROM analysis.mention GROUP BY name) m"
        " JOIN analysis.name n ON n.number = m.name"
    ),
    "cue": "SELECT cue, count(*) FROM analysis.statement WHERE cue <> '' GROUP BY cue HAVING count(*) > 1",
}
_STANCES = "SELECT stance, count(*) FROM analysis.statement WHERE stance IS NOT NULL GROUP BY stance"
_ISSUES = "SELECT issue, count(*) FROM analysis.statement WHERE issue IS NOT NULL GROUP BY issue"


class Vocabularies:
    """The values that queries of one library can name, counted when they are first asked for.

    Further fields are given a source by `add`: what names their values now.
    """

    def __init__(
        self,
        core: Core,
        issues: Callable[[], Iterable[Issue]],
        actors: Callable[[], Iterable[Actor]],
        words: WordsOf,
    ) -> None:
        self._core = core
        self._issues = issues
        self._actors = actors
        self._sources: dict[str, Source] = {
            "stance": self._stances,
            "issue": self._all_issues,
            "query": self._saved,
        }
        self._counted: dict[str, tuple[float, object, ValueIndex]] = {}
        self._words = words

    def add(self, field: str, source: Source) -> None:
        """Say where the values of a field come from."""
        self._sources[field] = source
        self._counted.pop(field, None)

    def of(self, field: str) -> ValueIndex:
        """The values of a field, without what is hidden; see `index.search.known_values.Vocabulary`."""
        from index.search.known_values import Value, ValueIndex

        if self._core.blind.hides_values(field):
            return ValueIndex([Value(self._core.by, 0)] if field == "by" else [])
        counted = self._counted.get(field)
        now = time.monotonic()
        stands_at = self._core.database.versions()
        if counted is not None and (counted[1] == stands_at or now < counted[0]):
            return counted[2]
        index = ValueIndex(self._values(field))
        done = time.monotonic()
        self._counted[field] = done + _TIMES * (done - now), stands_at, index
        return index

    def words(self, prefix: str, limit: int) -> Sequence[tuple[str, int]]:
        """Words of the index that begin with `prefix`."""
        return self._words(prefix, limit)

    def _values(self, field: str) -> list[Value]:
        from index.search.known_values import Value

        database = self._core.database
        if field in self._sources:
            return list(self._sources[field]())
        if field in _OF_ARTICLES:
            return [Value(value, count) for value, count in database.read(_OF_ARTICLES[field])]
        if field not in _OF_ANALYSIS:
            return []
        counted: Counter[str] = Counter()
        for value, count in database.read_analysis(_OF_ANALYSIS[field]):
            counted[value] += count
        if field == "entity":
            counted.update(self._core.corrected.counted())
            counted = +counted
        if field == "actor":
            for actor in self._actors():
                counted.setdefault(actor.name, 0)
        return [Value(value, count) for value, count in counted.items()]

    def _stances(self) -> list[Value]:
        from index.search.known_values import Value

        counted: Mapping[str, int] = dict(self._core.database.read_analysis(_STANCES))
        labels = self._core.config.codebook.labels
        return [Value(label.id, counted.get(label.stance or label.id, 0)) for label in labels]

    def _saved(self) -> list[Value]:
        from index.search.known_values import Value

        return [Value(name, 0, query) for name, query in saved_searches.queries(self._core.database).items()]

    def _all_issues(self) -> list[Value]:
        from index.search.known_values import Value

        database = self._core.database
        recoding = self._core.in_force.recoding
        used: Counter[str] = Counter()
        for id, number in database.read_analysis(_ISSUES):
            used[recoding.of(ISSUE, id)] += number
        known = {issue.id: Value(issue.id, used[issue.id], issue.proposition) for issue in self._issues()}
        taken = {*known, *recoding.ids(ISSUE), *proposals.accepted(database)}
        proposed = [
            Value(id_, number, f"proposed: {proposition}")
            for id_, number, proposition in proposals.counted(database, _PROPOSED)
            if id_ not in taken
        ]
        return [*known.values(), *proposed]
