"""A search that gives the same to whoever asks: what is asked of labels is asked of everybody's.

Else a statement on which annotators disagree has the stance of the label that the one who asks gave, or none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from index.search.tree import Clause, ClauseField, Compared, State
from index.store import stored
from index.store.recoding import LABEL

if TYPE_CHECKING:
    from index.search.statementset import StatementSet
    from index.store.leaves import Leaves
    from index.store.recoding import Recoding


class Everybody:
    """A StatementIndex, as `leaves` answer it but for `stance:`, which is any annotator's, and `is:labelled`.

    A statement has each stance that somebody gave it, the adjudicated one, and without labels the suggested one.
    """

    def __init__(self, leaves: Leaves, recoding: Recoding) -> None:
        self._leaves = leaves
        self._recoding = recoding

    def __getattr__(self, name: str) -> Any:
        return getattr(self._leaves, name)

    def statements_where(self, leaf: Clause | Compared) -> StatementSet:
        """The statements for which a clause holds."""
        found = self._leaves.statements_where(leaf)
        if isinstance(leaf, Clause) and leaf.field is ClauseField.STANCE:
            wanted = self._recoding.of(LABEL, leaf.value)
            return found | self._leaves.table.rows(
                id_ for id_, _, value in self._leaves.decided("stance")
                if self._recoding.of(LABEL, stored.stance(value, id_)) == wanted
            )  # fmt: skip
        if isinstance(leaf, Clause) and leaf.field is ClauseField.IS:
            if leaf.value == State.LABELLED:
                return found | self._labelled()
            if leaf.value == State.UNLABELLED:
                return found - self._labelled()
        return found

    def _labelled(self) -> StatementSet:
        return self._leaves.table.rows(id_ for id_, _, _ in self._leaves.decided("stance"))
