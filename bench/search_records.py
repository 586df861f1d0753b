"""The articles of a library as the peers are given them, with the same values to count."""

from __future__ import annotations

import contextlib
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from bench.search_peers import FACETS, Record

_VALUES = {
    "actor": "SELECT DISTINCT s.article, p.name FROM found.statement s JOIN found.speaker p ON p.number = s.speaker",
    "issue": "SELECT DISTINCT article, issue FROM found.statement WHERE issue IS NOT NULL",
    "stance": "SELECT DISTINCT article, stance FROM found.statement WHERE stance IS NOT NULL",
    "type": "SELECT DISTINCT m.article, n.type FROM found.mention m JOIN found.name n ON n.number = m.name",
}


def records(library: Path, most: int = -1) -> Iterator[Record]:
    """Articles by key, the first `most` of them."""
    with contextlib.closing(sqlite3.connect(library / "library.db")) as connection:
        connection.execute("ATTACH ? AS found", (str(library / "analysis.db"),))
        values: dict[str, dict[int, list[str]]] = {name: defaultdict(list) for name in _VALUES}
        for name, sql in _VALUES.items():
            for article, value in connection.execute(sql):
                values[name][article].append(value)
        for key, title, date, outlet, text in connection.execute(
            "SELECT a.key, a.title, a.date, a.outlet, v.text FROM article a JOIN version v ON v.hash = a.version"
            " WHERE a.removed = 0 ORDER BY a.key LIMIT ?",
            (most,),
        ):
            facets = ((outlet,), (date[:4],), (date[:7],), *(tuple(values[name].get(key, ())) for name in FACETS[3:]))
            yield Record(key, title, text, date, facets)
