"""What annotators say of a statement: labels, questions, and what was adjudicated."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Certainty(StrEnum):
    """How sure an annotator is of a label."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Label:
    """An annotator's current stance on a statement; `at` is UTC (2026-11-22T20:00:00Z).

    `certainty` is how sure the annotator is: "high", "medium", "low"; None where nothing was said.
    `changed` says what is another than when it was given, for it is to be looked at again then: "label" (the
    definition of the label), "split" (another label was split off it), "issue" (what the issue says), "moved" (the
    issue was split, and the statement is about another one now), "about" (somebody else put it on another issue),
    "edited" (somebody else corrected what was said, or by whom), "words" (the words are others in the corrected
    article), "apart" (another replica had it of another actor, who is shown since the two came together); None where
    nothing is.
    """

    stance: str
    by: str
    at: str
    note: str | None = None
    certainty: str | None = None
    changed: str | None = None

    @property
    def recheck(self) -> bool:
        """Whether it is to be looked at again: what it was given for is no longer what it stands on."""
        return self.changed is not None


@dataclass(frozen=True, slots=True)
class Question:
    """What an annotator asks the lead about a statement; `at` is UTC (2026-11-22T20:00:00Z)."""

    text: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Adjudication:
    """What was decided for everybody about a statement that annotators had labelled; `at` is UTC.

    `reason` says why they differed, in the words of the configuration's list; `took` is the annotator whose label was
    taken, None where the stance is the adjudicator's own. `since` are the annotators who labelled the statement
    otherwise since: it holds until somebody decides anew, and is a conflict again. `changed` says what is another than
    when it was decided, as it does of a Label.
    """

    stance: str
    by: str
    at: str
    reason: str | None = None
    took: str | None = None
    since: tuple[str, ...] = ()
    changed: str | None = None

    @property
    def recheck(self) -> bool:
        """Whether it is to be looked at again."""
        return self.changed is not None

    def as_label(self) -> Label:
        """It as the label that holds for everybody."""
        return Label(self.stance, self.by, self.at, changed=self.changed)
