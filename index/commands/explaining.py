"""Why statements were found, as the commands print it: a line for each reason, wrapped."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import wrap
from typing import TYPE_CHECKING

from index.model import Analysis, Statement, StatementView
from index.reasons import TOPICS, Family, Reason, reasons

if TYPE_CHECKING:
    from index.library import Library

_WIDTH = 100
_LABEL = max(map(len, TOPICS)) + 2


class AnalysisExplainer:
    """Explains the statements that were found outside any library, in one article."""

    def __init__(self, found: Analysis, propositions: dict[str, str]) -> None:
        self._family = Family(found.statements)
        self._propositions = {**{one.id: one.proposition for one in found.proposals}, **propositions}

    def lines(self, statement: Statement) -> list[str]:
        """The reasons of one statement."""
        return lines(reasons(statement, others=self._family, propositions=self._propositions))


class Explainer:
    """Explains the statements of a library; it remembers the article that it was asked about last."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._propositions = {issue.id: issue.proposition for issue in library.annotations.issues()}
        self._article: str | None = None
        self._family = Family(())

    def lines(self, view: StatementView) -> list[str]:
        """The reasons of one statement."""
        if view.article != self._article:
            self._article = view.article
            self._family = Family(one.statement for one in self._library.statements.of(view.article))
        return lines(reasons(view.statement, others=self._family, propositions=self._propositions, view=view))


def lines(found: Iterable[Reason], indent: int = 6) -> list[str]:
    """Reasons as lines: the topic, what holds, and below it why."""
    result = []
    for reason in found:
        hang = " " * (indent + _LABEL)
        result += wrap(
            reason.says, _WIDTH, initial_indent=f"{'':{indent}}{reason.topic:<{_LABEL}}", subsequent_indent=hang
        ) or [f"{'':{indent}}{reason.topic}"]
        for because in reason.because:
            result += wrap(because, _WIDTH, initial_indent=f"{hang}- ", subsequent_indent=f"{hang}  ")
    return result
