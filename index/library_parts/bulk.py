"""The same decision about many statements: looked at beforehand, and made as one event, undone in one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.errors import UsageError
from index.model import StatementView

MOST = 10_000
"""Statements that one event may be about."""

_SAMPLES = 5


@dataclass(frozen=True, slots=True)
class Preview:
    """What `label_many` would do.

    `changes` counts the statements that would change, in `articles` articles; `unchanged` those that are so
    already and `retired` those that were taken out before, both left as they are. Of those that would change,
    `replaced` counts those that have another label of this annotator's, and `conflicts` those that another
    annotator has labelled otherwise, who keeps that label. `samples` are a few of those that would change.
    """

    changes: int
    articles: int
    unchanged: int
    retired: int
    replaced: int
    conflicts: int
    samples: tuple[StatementView, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A statement and the fields that would be set on it."""

    view: StatementView
    sets: dict[str, object]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to hold of each statement: a stance of this annotator's, an issue, that it is retired."""

    stance: str | None
    issue: str | None
    retire: bool

    def __post_init__(self) -> None:
        if self.stance is None and self.issue is None and not self.retire:
            raise UsageError("say what is to be done to the statements: a stance, an issue, or to retire them")

    def change(self, view: StatementView, by: str) -> Change | None:
        """What has to be set for it; None where it is so already."""
        sets: dict[str, object] = {}
        mine = next((label.stance for label in view.labels if label.by == by), None)
        if self.stance is not None and mine != self.stance:
            sets["stance"] = self.stance
        if self.issue is not None and view.issue != self.issue:
            sets["issue"] = self.issue
        if self.retire:
            sets["retired"] = True
        return Change(view, sets) if sets else None


def preview(views: Sequence[StatementView], wanted: Wanted, by: str) -> tuple[Preview, list[Change]]:
    """What would come of it, and the changes themselves."""
    present = [view for view in views if not view.retired]
    changes = [change for view in present if (change := wanted.change(view, by)) is not None]
    relabelled = [one.view for one in changes if "stance" in one.sets]
    replaced = sum(any(label.by == by for label in view.labels) for view in relabelled)
    conflicts = sum(
        any(label.by != by and label.stance != wanted.stance for label in view.labels) for view in relabelled
    )
    step = max(1, len(changes) // _SAMPLES)
    return (
        Preview(
            changes=len(changes),
            articles=len({one.view.article for one in changes}),
            unchanged=len(present) - len(changes),
            retired=len(views) - len(present),
            replaced=replaced,
            conflicts=conflicts,
            samples=tuple(one.view for one in changes[::step][:_SAMPLES]),
        ),
        changes,
    )


def distinct(ids: Sequence[str]) -> list[str]:
    """The ids, each once. Raises UsageError where there are none or too many."""
    found = list(dict.fromkeys(ids))
    if not found:
        raise UsageError("there are no statements to be labelled: none was named, and none was found")
    if len(found) > MOST:
        raise UsageError(
            f"{len(found):,} statements are too many for one step: {MOST:,} are the most; narrow the query"
        )
    return found
