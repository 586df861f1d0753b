"""Who speaks, by number, and names as they are searched. Importing this module imports numpy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from index.search.words import folded_name
from index.store.recoding import Recoding


class FoldedNames:
    """Names in the form in which they are compared, searched as one text."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._whole: str | None = None
        self._starts: NDArray[np.int64] = np.zeros(0, np.int64)

    @property
    def names(self) -> Sequence[str]:
        """The names in their folded form, by their places."""
        return self._names

    def add(self, folded: Iterable[str]) -> None:
        """Add names, each with the next place."""
        before = len(self._names)
        self._names.extend(folded)
        if len(self._names) > before:
            self._whole = None

    def containing(self, text: str) -> list[int]:
        """The places of the names with `text` in them; none for a text of spaces."""
        if not text.strip():
            return []
        if self._whole is None:
            self._whole = "\n".join(self._names)
            self._starts = np.cumsum([0, *(len(name) + 1 for name in self._names[:-1])], dtype=np.int64)
        found: list[int] = []
        at = self._whole.find(text)
        while at >= 0:
            place = int(np.searchsorted(self._starts, at, side="right")) - 1
            found.append(place)
            if place + 1 == len(self._starts):
                break
            at = self._whole.find(text, int(self._starts[place + 1]))
        return found


class Speakers:
    """Who speaks: each pair of a name and an actor's id has a number; 0 is nobody.

    `names` has them as they are called at present; they are found by the names that they were recorded under, too.
    """

    def __init__(self, recoding: Recoding) -> None:
        self._recoding = recoding
        self.names: list[tuple[str, str]] = [("", "")]
        self._numbers = {("", ""): 0}
        self._folded = FoldedNames()
        self._folded.add([""])
        self._of_ids: dict[str, list[int]] = {}

    def state(self) -> list[list[str]]:
        """Each name and actor's id as recorded, and what is searched for them, in the order of numbers."""
        return [[name, id_, folded] for (name, id_), folded in zip(self._numbers, self._folded.names, strict=True)]

    @classmethod
    def of(cls, state: Sequence[Sequence[str]], recoding: Recoding) -> Speakers:
        """The speakers of which `state` was given, under the same recoding."""
        speakers = cls(recoding)
        for name, actor_id, folded in state[1:]:
            if (name, actor_id) not in speakers._numbers:
                speakers._add(name, actor_id, folded)
        if len(speakers.names) != len(state):
            raise ValueError("a speaker stands there twice")
        return speakers

    def number(self, name: str, actor_id: str, folded: str | None = None) -> int:
        """The number of a name with an id, a new one where it has none yet."""
        key = name, actor_id
        number = self._numbers.get(key)
        if number is None:
            said = folded_name(name) if folded is None else folded
            present, _ = self._recoding.actor(name, actor_id)
            if present != name:
                said += folded_name(present or "")
            number = self._add(name, actor_id, said)
        return number

    def _add(self, name: str, actor_id: str, folded: str) -> int:
        number = self._numbers[name, actor_id] = len(self.names)
        present, present_id = self._recoding.actor(name, actor_id)
        self.names.append((present or "", present_id or ""))
        self._folded.add([folded])
        self._of_ids.setdefault(present_id or "", []).append(number)
        return number

    def matching(self, text: str, actor_ids: Iterable[str]) -> NDArray[np.bool_]:
        """By number, who has a name with `text` in its folded form, or one of these ids."""
        found = np.zeros(len(self.names), np.bool_)
        found[self._folded.containing(text)] = True
        for one in actor_ids:
            found[self._of_ids.get(one, [])] = True
        found[0] = False
        return found
