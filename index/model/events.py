"""The events of the log: what annotators did."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class EventKind(StrEnum):
    """What an annotator did."""

    LABEL = "label"
    NOTE = "note"
    ISSUE = "issue"
    RETIRE = "retire"
    CERTAINTY = "certainty"
    QUESTION = "question"
    EDIT = "edit"
    ENTITY = "entity"
    RECODE = "recode"
    ADJUDICATE = "adjudicate"
    CREATE_STATEMENT = "create-statement"
    CREATE_ISSUE = "create-issue"
    REJECT_PROPOSAL = "reject-proposal"
    CREATE_ALIAS = "create-alias"
    REMOVE_ARTICLE = "remove-article"
    RESTORE_ARTICLE = "restore-article"
    TAG = "tag"
    FLAG = "flag"
    SEARCH = "search"
    UNDO = "undo"
    REDO = "redo"


MANY = "many"
"""The subject of an event about several things at once."""


class Part(NamedTuple):
    """What an event says of one of the things that it is about; the fields are as in `Event`."""

    subject: str
    sets: dict[str, object]
    about: dict[str, object]


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that an annotator did; the log of them is append-only.

    `subject` names what it is about ("statement:ID", "issue:ID", "proposal:ID", "actor:ID", "article:ID",
    "search:NAME", "event:ID"); it is "many" for an event about several things, whose `sets` and `about` are by
    subject then (`parts` gives them one by one).
    `sets` are the fields that it sets on its subject, None to clear one. `about` is what lets the event
    be understood without the analysis: the whole statement, its article's id, version and title.
    `previous` is the hash of the event before it in the same chain, `hash` its own; a chain is what one
    annotator did in one replica of a library, which `library` names. `sequence` is its place in this library's
    log, `origin` the one that it was given where it was made, 0 where that is the same.
    """

    id: str
    sequence: int
    kind: EventKind
    by: str
    at: str
    subject: str
    sets: dict[str, object] = field(default_factory=dict)
    about: dict[str, object] = field(default_factory=dict)
    previous: str = ""
    hash: str = ""
    library: str = ""
    origin: int = 0

    @property
    def clock(self) -> int:
        """The sequence number that it was given where it was made: higher than all that was known there."""
        return self.origin or self.sequence

    @property
    def order(self) -> tuple[int, str]:
        """What puts the events of all replicas in one order, the same wherever and whenever they come together."""
        return self.clock, self.hash

    def parts(self) -> Iterator[Part]:
        """What it says of each thing that it is about."""
        if self.subject != MANY:
            yield Part(self.subject, self.sets, self.about)
            return
        for subject, sets in self.sets.items():
            about = self.about.get(subject)
            yield Part(subject, sets if isinstance(sets, dict) else {}, about if isinstance(about, dict) else {})
