"""The codebook of a library: its labels and issues as they are in force, its version, and a quiz of its examples."""

from __future__ import annotations

import random
from dataclasses import dataclass

from index.config import CodebookLabel, Example
from index.library_parts.core import Core
from index.model import Issue
from index.store.recheck import outdated


@dataclass(frozen=True, slots=True)
class Question:
    """An example of the codebook's, to be labelled: `answer` is the id of the label that it stands under.

    `why` says why, where the codebook does: the rule of an edge case.
    """

    example: Example
    answer: str
    why: str | None = None

    def is_right(self, label: str) -> bool:
        """Whether a label is that of the codebook."""
        return label == self.answer


class Codebooks:
    """What the codebook says now, recodings by anybody included."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._rechecks: tuple[tuple[str, int], dict[str, int]] | None = None

    @property
    def name(self) -> str:
        """What the codebook is called."""
        return self._core.config.codebook.name

    @property
    def version(self) -> str:
        """The version that labels given now are stamped with: "1.2-9f3c07aa", another one with every change."""
        return self._core.in_force.version

    def labels(self) -> tuple[CodebookLabel, ...]:
        """The labels in force; one that was renamed has its key, glyph and colour still."""
        return self._core.config.codebook.labels

    def issues(self) -> tuple[Issue, ...]:
        """The issues in force."""
        return self._core.in_force.issues

    def issue_entry(self, id: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Examples of what is about an issue, and of what is not, by the configuration."""
        ids = {id, *self._core.in_force.recoding.former("issue", id)}
        entries = [one for one in self._core.written.issues if one.id in ids]
        return (
            tuple(text for one in entries for text in one.examples),
            tuple(text for one in entries for text in one.counterexamples),
        )

    def now(self, kind: str, id: str) -> str:
        """The present id of a label, an issue or an actor."""
        return self._core.in_force.recoding.of(kind, id)

    def to_recheck(self) -> dict[str, int]:
        """How many labels and decisions are to be looked at again, by annotator: see `is:recheck`."""
        ((last,),) = self._core.database.read("SELECT coalesce(max(sequence), 0) FROM event")
        state = self.version, int(last)
        if self._rechecks is None or self._rechecks[0] != state:  # all labels are read for it
            found: dict[str, int] = {}
            for _, by in outdated(self._core.database.read, self._core.in_force):
                found[by] = found.get(by, 0) + 1
            self._rechecks = state, dict(sorted(found.items()))
        return dict(self._rechecks[1])

    def questions(self, seed: int | None = None, number: int | None = None) -> list[Question]:
        """The examples of all labels in random order, each as a question; the same order for the same seed."""
        found = []
        for label in self.labels():
            found += [Question(example, label.id) for example in label.examples]
            for case in label.edge_cases:
                found.append(Question(case.yes, label.id, case.rule))
                if case.no is not None and case.instead is not None:
                    found.append(Question(case.no, self.now("label", case.instead), case.rule))
        random.Random(seed).shuffle(found)
        return found[:number]
