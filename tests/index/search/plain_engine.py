"""An engine of the plainest kind, in memory: what every other one is held against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from math import log
from typing import Any

import numpy as np

from index.search.engine import Document, Health, Limits, Stopped
from index.search.keyset import KeySet
from index.search.tree import Length, Near, Node, Phrase, TextLeaf, Word, text_terms
from index.search.words import forms_and_terms, located, terms
from tests.index.search.reference import distance, lit

TITLE_BOOST, B, K1 = 2.0, 0.75, 1.2


@dataclass
class Place:
    """Where the engines of one index keep it."""

    documents: dict[int, Document] = field(default_factory=dict)
    recorded: int = 0
    commit: int = 0


def weight(text: str, leaf: TextLeaf) -> int:
    """How often a leaf stands in a text; 1 at most for one that stands for several words."""
    found = [term for _, term in forms_and_terms(text)]
    match leaf:
        case Word() | Phrase():
            row = terms(leaf.text)
            return sum(found[i : i + len(row)] == row for i in range(len(found)))
        case Near():
            row = Counter(terms(leaf.text))
            size = row.total() + leaf.distance
            if len(row) == row.total() == 1:
                return found.count(*row)
            return sum(found[i] in row and row <= Counter(found[i : i + size]) for i in range(len(found)))
        case _:
            places = lit(text, leaf)
            words = sum(start in places for start, _, _, _ in located(text))
            return words if type(leaf).__name__ == "Exact" else min(1, words)


class PlainEngine:
    """An `Engine` that looks at every document for every question."""

    def __init__(self, place: Place, limits: Limits | None = None) -> None:
        self._place = place
        self._limits = limits or Limits()
        self._health = Health.READY if place.commit else Health.NEW
        self._commit = -1
        self.refresh()

    @property
    def health(self) -> Health:
        return self._health

    @property
    def reason(self) -> str | None:
        return None

    @property
    def recorded(self) -> int:
        return self._recorded

    @property
    def count(self) -> int:
        return len(self._documents)

    def index(self, documents: Iterable[Document], *, deleted: Iterable[int] = (), recorded: int | None = None) -> int:
        left = {key: one for key, one in self._place.documents.items() if key not in set(deleted)}
        new = {one.key: one for one in documents}
        self._place.documents = left | new
        self._place.recorded = self._place.recorded if recorded is None else recorded
        self._place.commit += 1
        self._health = Health.READY
        self.refresh()
        return len(new)

    def clear(self) -> None:
        self._place.recorded = 0
        self.index([], deleted=list(self._place.documents))

    def merge(self, stopped: Callable[[], bool] | None = None) -> bool:
        return False

    def refresh(self) -> bool:
        changed = self._commit != self._place.commit
        self._documents, self._recorded = dict(self._place.documents), self._place.recorded
        self._commit = self._place.commit
        return changed

    def check(self) -> str | None:
        return None

    def close(self) -> None:
        pass

    def keys(self) -> KeySet:
        return KeySet.of(self._documents)

    def ids(self, leaf: TextLeaf | Length) -> KeySet:
        if isinstance(leaf, Length):
            most = float("inf") if leaf.most is None else leaf.most
            return KeySet.of(k for k, d in self._documents.items() if (leaf.least or 0) <= len(terms(d.body)) <= most)
        return KeySet.of(key for key in self._documents if any(self._weights(key, leaf)))

    @staticmethod
    def _texts(document: Document, leaf: TextLeaf) -> list[str]:
        return [
            text if leaf.field in (None, name) else ""
            for name, text in (("title", document.title), ("body", document.body))
        ]

    def _weights(self, key: int, leaf: TextLeaf) -> list[int]:
        return [weight(text, leaf) for text in self._texts(self._documents[key], leaf)]

    def order(
        self,
        node: Node,
        keys: Collection[int],
        *,
        limit: int = 0,
        ties: Any = None,
        stopped: Callable[[], bool] | None = None,
    ) -> tuple[Any, Any]:
        ranked = self.rank(node, keys, stopped=stopped)
        if ties is not None:
            ranked.sort(key=lambda pair: (-pair[1], ties[pair[0]]))
        elif isinstance(keys, np.ndarray):
            place = {key: at for at, key in enumerate(keys.tolist())}
            ranked.sort(key=lambda pair: (-pair[1], place[pair[0]]))
        ranked = ranked[: limit or None]
        return np.array([key for key, _ in ranked], np.int64), np.array([score for _, score in ranked])

    def rank(
        self, node: Node, keys: Collection[int], *, limit: int = 0, stopped: Callable[[], bool] | None = None
    ) -> list[tuple[int, float]]:
        scores = dict.fromkeys(sorted(keys), 0.0)
        total = len(self._documents)
        lengths = [[len(terms(one)) for one in (d.title, d.body)] for d in self._documents.values()]
        averages = [sum(column) / max(1, total) or 1.0 for column in zip(*lengths, strict=True)]
        for leaf in text_terms(node):
            if stopped is not None and stopped():
                raise Stopped
            found = {key: self._weights(key, leaf) for key in self._documents}
            for at, boost in enumerate((TITLE_BOOST, 1.0)):
                frequency = sum(one[at] > 0 for one in found.values())
                for key in scores.keys() & found.keys():
                    times, document = found[key][at], self._documents[key]
                    length = len(terms((document.title, document.body)[at]))
                    rarity = log(total / (frequency + 1)) + 1
                    norm = K1 * (1 - B + B * length / averages[at])
                    scores[key] += boost * rarity * times * (K1 + 1) / (times + norm)
        ranked = sorted(scores.items(), key=lambda one: (-one[1], one[0]))
        return ranked[:limit] if limit else ranked

    def _counts(self) -> Counter[str]:
        return Counter(
            form
            for document in self._documents.values()
            for form in {form for text in (document.title, document.body) for form, _ in forms_and_terms(text)}
        )

    def words(self, prefix: str, limit: int) -> list[tuple[str, int]]:
        parts = forms_and_terms(prefix) or ([("", "")] if not prefix else [("\0", "")])
        start = parts[0][0]
        found = [(form, count) for form, count in self._counts().items() if form.startswith(start)]
        return sorted(found, key=lambda one: (-one[1], one[0]))[:limit]

    def words_like(self, word: str, limit: int) -> list[tuple[str, int]]:
        wanted = "".join(form for form, _ in forms_and_terms(word))
        found = []
        for form, count in self._counts().items():
            away = distance(wanted, form) if wanted else 9
            if away == 1 or (away == 2 and form[0] == wanted[0]):
                found.append((away, -count, form))
        return [(form, -count) for _, count, form in sorted(found)][:limit]

    def telling(self, document: Document, limit: int) -> list[str]:
        counts = self._counts()
        words = Counter(form for form, _ in forms_and_terms(f"{document.title} {document.body}"))
        known = {form: times / counts[form] for form, times in words.items() if 1 < counts[form] <= self.count // 2}
        return sorted(known, key=lambda form: -known[form])[:limit]
