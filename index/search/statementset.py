"""Sets of statements, by the numbers that a store gives them until its next refresh. Importing this imports numpy."""

from __future__ import annotations

import numpy as np

from index.search.keyset import KeySet


class StatementSet(KeySet):
    """An immutable set of statements; it combines with its own kind."""

    __slots__ = ()


StatementSet.EMPTY = StatementSet(np.zeros(0, np.bool_), 0)
