"""What the machine's reading of the articles is stored under, and what it has still to read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from index.model import Analysis, AnalysisState
from index.store.found import Found, rows_of

if TYPE_CHECKING:
    from index.library_parts.core import Core

__all__ = ["AnalysisStore", "Found", "rows_of"]


class AnalysisStore:
    """The results of the analysis, keyed by a version's text, the analysis's code, model and configuration."""

    def __init__(self, core: Core) -> None:
        self._core = core

    @property
    def key(self) -> str:
        """The present analysis key: results under another one are shown until they are replaced."""
        return self._core.analysis_key

    def pending(self, limit: int | None = None) -> list[int]:
        """The keys of the articles that have neither a result nor a failure under the present key, list order."""
        return self._core.lists.pending(self.key, limit)

    def waits(self, key: int) -> bool:
        """Whether this article is one of those that `pending` gives."""
        return bool(self._core.lists.pending(self.key, None, only=key))

    def state(self, key: int) -> tuple[AnalysisState, str | None]:
        """Whether an article has been analysed under the present key, and why that failed where it did."""
        rows = self._core.lists.rows(self.key, [key])
        return (rows[0].analysis, rows[0].reason) if rows else (AnalysisState.WAITING, None)

    def store(self, key: int, version: str, found: Analysis) -> None:
        """Store what was found in one version of an article, in the place of any former result."""
        self.store_many([(key, version, rows_of(found))])

    def store_many(self, results: Iterable[tuple[int, str, Found]]) -> None:
        """Store several results, each (article's key, version, what `rows_of` made of it), in one transaction."""
        self._core.findings.store(self.key, results)

    def fail(self, key: int, version: str, reason: str) -> None:
        """Record that one version could not be analysed, and why."""
        self._core.findings.fail(key, version, self.key, reason)

    def retry(self, key: int) -> None:
        """Have an article analysed once more; what was found before is shown until then."""
        self._core.findings.retry(key)
