"""How far annotators are: by annotator, issue, article and day. Importing this module imports numpy."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from index.library_parts.core import Core
from index.library_parts.pace import Pace
from index.library_parts.search import Searches
from index.store.articles import keys_json
from index.store.blinding import LABELS
from index.store.packed import id_number
from index.store.statement_rows import CONFLICT


@dataclass(frozen=True, slots=True)
class OfAnnotator:
    """How far one annotator is. `articles` counts those with a label of theirs, `finished` those of which they have
    labelled all statements, `days` their labels by day (UTC); `seconds` is the median that a decision took, None
    where that was not kept."""

    by: str
    labelled: int
    articles: int
    finished: int
    questions: int
    seconds: float | None
    days: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Part:
    """How far an issue or an article is: its statements, those that anybody has labelled, and each annotator's.

    `id` is the issue's or the article's, None for what is about no issue; `title` is an article's.
    """

    id: str | None
    title: str | None
    statements: int
    labelled: int
    by: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Overview:
    """How far the library is. `articles` are those that are begun, in the order of the list; `issues` have those with
    statements, most first."""

    statements: int
    labelled: int
    conflicts: int
    questions: int
    annotators: tuple[OfAnnotator, ...]
    issues: tuple[Part, ...]
    articles: tuple[Part, ...]


class Coded:
    """Counts labels. Retired statements and removed articles count nowhere; while labels are hidden, own ones alone
    do."""

    def __init__(self, core: Core, search: Searches, pace: Pace) -> None:
        self._core = core
        self._search = search
        self._pace = pace

    def overview(self) -> Overview:
        """How far everybody is, now."""
        rows, table, places = self._search.rows_in_list("")
        ids = table.numbers(rows)
        order = np.argsort(ids, kind="stable")
        article, issue = table.column("article")[rows], table.column("issue")[rows]
        blind = LABELS in self._core.blind

        def row_of(identifier: str) -> int | None:
            number = np.uint64(id_number(identifier)[0])
            place = int(np.searchsorted(ids, number, sorter=order))
            return int(order[place]) if place < len(ids) and ids[order[place]] == number else None

        labels: defaultdict[str, Counter[str]] = defaultdict(Counter)
        of_article: defaultdict[int, Counter[str]] = defaultdict(Counter)
        of_issue: defaultdict[int, Counter[str]] = defaultdict(Counter)
        anybody: set[int] = set()
        for identifier, by, day in self._labels():
            row = row_of(identifier)
            if row is None or (blind and by != self._core.by):
                continue
            anybody.add(row)
            labels[by][day] += 1
            of_article[int(article[row])][by] += 1
            of_issue[int(issue[row])][by] += 1
        questions = Counter(
            by for identifier, by in self._questions() if row_of(identifier) is not None
            and not (blind and by != self._core.by)
        )  # fmt: skip
        in_article, in_issue = np.bincount(article, minlength=1), np.bincount(issue, minlength=1)
        labelled = np.array(sorted(anybody), np.int64)
        done_article = np.bincount(article[labelled], minlength=len(in_article))
        done_issue = np.bincount(issue[labelled], minlength=len(in_issue))
        medians = self._pace.medians()
        annotators = tuple(
            OfAnnotator(
                by,
                days.total(),
                sum(by in one for one in of_article.values()),
                sum(one[by] == int(in_article[key]) for key, one in of_article.items()),
                questions[by],
                medians.get(by),
                dict(sorted(days.items())),
            )
            for by, days in sorted({**{by: Counter() for by in questions}, **labels}.items())
        )
        titles = self._titles(of_article)
        flags = table.column("flags")[rows]
        return Overview(
            statements=len(rows),
            labelled=len(anybody),
            conflicts=0 if blind else int(np.count_nonzero(flags & CONFLICT)),
            questions=questions.total(),
            annotators=annotators,
            issues=tuple(
                Part(
                    table.terms.texts[number] or None,
                    None,
                    int(in_issue[number]),
                    int(done_issue[number]),
                    dict(of_issue[number]),
                )
                for number in sorted(np.flatnonzero(in_issue).tolist(), key=lambda one: (-in_issue[one], one))
            ),
            articles=tuple(
                Part(*titles[key], int(in_article[key]), int(done_article[key]), dict(of_article[key]))
                for key in sorted(of_article, key=lambda one: int(places[one]))
                if key in titles
            ),
        )

    def _labels(self) -> list[tuple[str, str, str]]:
        return self._core.database.read(
            "SELECT substr(d.subject, length('statement:') + 1), d.by, substr(e.at, 1, 10) FROM decision d"
            " JOIN event e ON e.sequence = d.event WHERE d.subject >= 'statement:' AND d.subject < 'statement;'"
            " AND d.field = 'stance' AND d.value <> 'null' ORDER BY d.event"
        )

    def _questions(self) -> list[tuple[str, str]]:
        return self._core.database.read(
            "SELECT substr(subject, length('statement:') + 1), by FROM decision WHERE subject >= 'statement:'"
            " AND subject < 'statement;' AND field = 'question' AND value <> 'null'"
        )

    def _titles(self, keys: Mapping[int, object]) -> dict[int, tuple[str, str]]:
        rows = self._core.database.read(
            "SELECT key, id, title FROM article WHERE key IN (SELECT value FROM json_each(?))", (keys_json(set(keys)),)
        )
        return {key: (id_, title) for key, id_, title in rows}
