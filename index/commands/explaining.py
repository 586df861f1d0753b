"""Why statements were found, as the commands print it: a line for each reason, wrapped."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import wrap
from typing import TYPE_CHECKING

from index.model import Analysis, Statement, StatementView
from index.reasons import TOPICS, Reason, reasons

if TYPE_CHECKING:
    from index.library import Library

_WIDTH = 100
_LABEL = max(map(len, TOPICS)) + 2


def of_analysis(statement: Statement, found: Analysis, propositions: dict[str, str]) -> list[str]:
    """The reasons of a statement that was found outside any library."""
    known = {**{one.id: one.proposition for one in found.proposals}, **propositions}
    return lines(reasons(statement, others=found.statements, propositions=known))


class Explainer:
    """Explains the statements of a library; it remembers the article that it was asked about last."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._propositions = {issue.id: issue.proposition for issue in library.annotations.issues()}
        self._article: str | None = None
        self._others: list[Statement] = []

    def lines(self, view: StatementView) -> list[str]:
        """The reasons of one statement."""
        if view.article != self._article:
            self._article = view.article
            self._others = [one.statement for one in self._library.statements.of(view.article)]
        return lines(reasons(view.statement, others=self._others, propositions=self._propositions, view=view))


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
