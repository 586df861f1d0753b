"""What the machine's reading of the articles is stored under, and what it has still to read."""

from __future__ import annotations

from index.library_parts.core import Core
from index.model import Analysis, AnalysisState


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

    def state(self, key: int) -> tuple[AnalysisState, str | None]:
        """Whether an article has been analysed under the present key, and why that failed where it did."""
        rows = self._core.lists.rows(self.key, [key])
        return (rows[0].analysis, rows[0].reason) if rows else (AnalysisState.WAITING, None)

    def store(self, key: int, version: str, found: Analysis) -> None:
        """Store what was found in one version of an article, in the place of any former result."""
        self._core.findings.store(key, version, self.key, found)

    def fail(self, key: int, version: str, reason: str) -> None:
        """Record that one version could not be analysed, and why."""
        self._core.findings.fail(key, version, self.key, reason)

    def retry(self, key: int) -> None:
        """Have an article analysed once more; what was found before is shown until then."""
        self._core.findings.retry(key)
