"""The same decision about many statements: looked at beforehand, and made as one event, undone in one step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from index.errors import UsageError
from index.library_parts.core import Core
from index.model import StatementView
from index.store.foreseen import foreseen
from index.store.recheck import DECISIONS, LABELS

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
    Where suggestions are accepted, `unchanged` have a label of this annotator's, which stays, and for `bare` nothing
    is suggested; `stances` counts the labels that would be set. Where statements are retired, `others` counts those
    that another annotator has labelled, and `own` those that this one has. `again` counts the labels of others that
    would have to be looked at again, `decisions` what others adjudicated that would.
    """

    changes: int
    articles: int
    unchanged: int
    retired: int
    replaced: int
    conflicts: int
    samples: tuple[StatementView, ...]
    bare: int = 0
    stances: Mapping[str, int] = field(default_factory=dict)
    others: int = 0
    own: int = 0
    again: int = 0
    decisions: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """A statement and the fields that would be set on it."""

    view: StatementView
    sets: dict[str, object]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to hold of each statement: a stance of this annotator's, an issue, that it is retired, how sure this
    annotator is, a question of theirs, or that its suggestion is accepted.

    `label_for` gives the label that stands for a suggested stance; an issue that was learned for a statement goes with
    its suggestion, where `is_issue` says that it is one. `edits` has what is to be set besides on single
    statements, by their ids.
    """

    stance: str | None = None
    issue: str | None = None
    retire: bool = False
    certainty: str | None = None
    question: str | None = None
    accept: bool = False
    label_for: Callable[[str], str | None] = str
    is_issue: Callable[[str], bool] = bool
    edits: Mapping[str, Mapping[str, object]] = field(default_factory=dict)

    def change(self, view: StatementView, by: str) -> Change | None:
        """What has to be set for it; None where it is so already."""
        sets: dict[str, object] = dict(self.edits.get(view.id, {}))
        mine = next((label.stance for label in view.labels if label.by == by), None)
        stance = self.accepted(view) if self.accept and mine is None else self.stance
        if stance is not None and mine != stance:
            sets["stance"] = stance
        issue = self.issue
        if self.accept and "stance" in sets and view.issue is None and view.suggested_issue is not None:
            issue = view.suggested_issue.issue if self.is_issue(view.suggested_issue.issue) else None
        if issue is not None and view.issue != issue:
            sets["issue"] = issue
        if self.retire:
            sets["retired"] = True
        if self.certainty is not None and view.certainty != self.certainty:
            sets["certainty"] = self.certainty
        if self.question is not None and view.question != self.question:
            sets["question"] = self.question
        return Change(view, sets) if sets else None

    def accepted(self, view: StatementView) -> str | None:
        """The label that accepting the suggestion would set; None where nothing is suggested."""
        suggested = view.statement.suggested
        return None if suggested is None else self.label_for(suggested.stance)


def preview(views: Sequence[StatementView], wanted: Wanted, by: str) -> tuple[Preview, list[Change]]:
    """What would come of it, and the changes themselves, article by article in the order of the text."""
    present = sorted(
        (view for view in views if not view.retired), key=lambda view: (view.article, view.statement.start, view.id)
    )
    changes = [change for view in present if (change := wanted.change(view, by)) is not None]
    relabelled = [one for one in changes if "stance" in one.sets]
    replaced = sum(any(label.by == by for label in one.view.labels) for one in relabelled)
    conflicts = sum(
        any(label.by != by and label.stance != one.sets["stance"] for label in one.view.labels) for one in relabelled
    )
    same = len(present) - len(changes)
    bare = 0
    if wanted.accept:
        bare = sum(wanted.accepted(view) is None and all(label.by != by for label in view.labels) for view in present)
    step = max(1, len(changes) // _SAMPLES)
    return (
        Preview(
            changes=len(changes),
            articles=len({one.view.article for one in changes}),
            unchanged=same - bare,
            retired=len(views) - len(present),
            replaced=replaced,
            conflicts=conflicts,
            samples=tuple(one.view for one in changes[::step][:_SAMPLES]),
            bare=bare,
            others=sum("retired" in one.sets and any(label.by != by for label in one.view.labels) for one in changes),
            own=sum("retired" in one.sets and any(label.by == by for label in one.view.labels) for one in changes),
            stances=dict(Counter(str(one.sets["stance"]) for one in relabelled).most_common()),
        ),
        changes,
    )


def looked_at_again(core: Core, changes: Sequence[Change]) -> tuple[int, int]:
    """How many labels of others, and decisions of theirs, would have to be looked at again that need not yet."""
    sets = {one.view.id: one.sets for one in changes}
    ask, in_force = core.database.read, core.in_force
    labels, decisions = (len(foreseen(ask, in_force, core.by, sets, field)) for field in (LABELS, DECISIONS))
    return labels, decisions


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
