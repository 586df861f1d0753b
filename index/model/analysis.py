"""What the machine found in an article, and whether it has read it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from index.model.entities import Entity
from index.model.issues import Proposal
from index.model.statements import Statement


class AnalysisState(StrEnum):
    """Whether the machine has read an article: not yet, yes, or it failed."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the machine found in one text."""

    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    proposals: tuple[Proposal, ...] = ()
