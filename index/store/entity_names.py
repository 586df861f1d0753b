"""Which articles name a thing: by the names that were found in them, and as people corrected these."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from index.search.engine import NamePattern
from index.store.corrected import Corrected
from index.store.database import Database

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.store.speakers import FoldedNames


class EntityNames:
    """The distinct names of things, numbered as in analysis.db. Set `current` to False once something is committed."""

    def __init__(self, database: Database, corrected: Corrected) -> None:
        self._database = database
        self._corrected = corrected
        self.current = False
        self.forget()

    def forget(self) -> None:
        """Let go of what was read: another analysis.db stands there now."""
        self._names: FoldedNames | None = None
        self._of_actors: dict[str, list[int]] = {}
        self._numbers: list[int] = []

    def naming(
        self, name: NamePattern, actor_ids: Iterable[str], folded: Callable[[str], str]
    ) -> tuple[list[int], list[int]]:
        """The articles without corrections that were found to name it, whatever version that was in; and those with
        corrections that name it by these. `actor_ids` are those that the name means; `folded` folds a name."""
        if not name.text.strip():
            return [], []
        ids = set(actor_ids)
        corrected = self._corrected.articles()
        named = [
            key
            for key, names in corrected.items()
            if any(actor_id in ids or name.text in folded(one) for one, _, actor_id in names.corrected)
        ]
        numbers = self._meant(name, ids)
        if not numbers:
            return [], named
        rows = self._database.read_analysis(
            "SELECT DISTINCT article FROM analysis.mention WHERE name IN (SELECT value FROM json_each(?))",
            (json.dumps(numbers),),
        )
        return [key for (key,) in rows if key not in corrected], named

    def types(self, found: NDArray[np.int32]) -> NDArray[np.int32]:
        """`found`, by article the types of what it names as bits, with the corrections."""
        import numpy as np

        corrected = self._corrected.articles()
        if not corrected:
            return found
        types = np.full(max(len(found), max(corrected) + 1), -1, np.int32)
        types[: len(found)] = found
        for key, names in corrected.items():
            types[key] = names.types
        return types

    def _meant(self, name: NamePattern, actor_ids: Iterable[str]) -> list[int]:
        """The numbers of the names that are meant."""
        from index.store.speakers import FoldedNames

        if self._names is None:
            self.forget()
            self._names, self.current = FoldedNames(), False
        if not self.current:
            last = self._numbers[-1] if self._numbers else 0
            rows = self._database.read_analysis(
                "SELECT number, folded, actor_id FROM analysis.name WHERE number > ? ORDER BY number", (last,)
            )
            self._names.add(folded for _, folded, _ in rows)
            self._numbers += [number for number, _, _ in rows]
            for number, _, actor_id in rows:
                if actor_id:
                    self._of_actors.setdefault(actor_id, []).append(number)
            self.current = True
        found = [self._numbers[place] for place in self._names.containing(name.text)]
        for one in actor_ids:
            found += self._of_actors.get(one, ())
        return found
