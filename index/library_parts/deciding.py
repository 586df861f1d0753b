"""The same decision about many statements, as one event: what it sets, and what has to be known beforehand."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypedDict

from index.config import Config
from index.errors import UsageError
from index.library_parts import bulk
from index.library_parts.core import Core
from index.library_parts.editing import Editing
from index.library_parts.making import about_view
from index.model import Certainty, Event, EventKind, Part, Statement, StatementView
from index.store.events import Ask, Deed
from index.store.in_force import InForce
from index.store.in_force import read as read_in_force
from index.text import clean

Stamp = Callable[[dict[str, object], Mapping[str, object], StatementView | None, InForce | None], None]


class Decision(TypedDict, total=False):
    """What is to hold of each of several statements; None and False stand for what is left as it is.

    `stance`, `certainty` (high, medium, low) and `question` are this annotator's, `issue` and `actor` everybody's.
    `retire` takes the statements out. `accept` makes the stance that is suggested for each this annotator's label;
    it goes with no stance, and labels of this annotator's stay.
    """

    stance: str | None
    issue: str | None
    retire: bool
    actor: str | None
    certainty: str | None
    question: str | None
    accept: bool


class Deciding:
    """Decisions about many statements at once."""

    def __init__(
        self,
        core: Core,
        editing: Editing,
        known_issue: Callable[[str], str],
        recorded: Callable[[], Callable[[Statement], Statement]],
        stamp: Stamp,
    ) -> None:
        """`known_issue` gives the id in force and raises UsageError for an issue that there is not; `recorded` gives
        what makes of a statement the one that is recorded in an event, `stamp` notes with a label under which
        definitions it is given."""
        self._core = core
        self._editing = editing
        self._known_issue = known_issue
        self._recorded = recorded
        self._stamp = stamp

    def decide(self, ids: Sequence[str], wanted: Decision) -> Event:
        """Make one decision about all these statements: one event, undone in one step.

        Statements that are so already, and those that were retired, are left as they are; no label of another
        annotator's is touched. `bulk.MOST` statements at most. Raises UsageError where nothing would change.
        """
        _, changes = self.many(ids, wanted)
        if not changes:
            raise UsageError(
                "nothing is suggested for these statements that has no label of yours: there is nothing to accept"
                if wanted.get("accept")
                else "all these statements are so already, or were retired: there is nothing to change"
            )
        recorded, in_force = self._recorded(), self._core.in_force
        parts = []
        for one in changes:
            about = about_view(one.view, recorded)
            suggested = one.view.statement.suggested
            if wanted.get("accept") and suggested is not None and "stance" in one.sets:
                about["accepted"] = True
                about["suggested"] = {
                    "stance": suggested.stance,
                    "confidence": suggested.confidence,
                    "by": suggested.by,
                }
            self._stamp(about, one.sets, one.view, in_force)
            parts.append(Part(f"statement:{one.view.id}", one.sets, about))
        may = may_give(self._core, [one.sets for one in changes])
        return self._core.record(Deed.of(_kind(wanted), parts), may)

    def many(self, ids: Sequence[str], wanted: Decision) -> tuple[bulk.Preview, list[bulk.Change]]:
        """What `decide` would do, and the changes themselves; raises UsageError as it does."""
        if not any(wanted.values()):
            raise UsageError("say what is to be done to the statements: a stance, an issue, or to retire them")
        if wanted.get("accept") and wanted.get("stance"):
            raise UsageError("a suggestion is accepted, or a stance is given: not both at once")
        if stance := wanted.get("stance"):
            stance = known_label(self._core.config, stance)
        if issue := wanted.get("issue"):
            issue = self._known_issue(issue)
        if certainty := wanted.get("certainty"):
            known_certainty(certainty)
        chosen = bulk.distinct(ids)
        edits = {}
        if actor := wanted.get("actor"):
            edits = {one.view.id: one.sets for one in self._editing.many(chosen, {"actor": actor})[1]}
        asked = bulk.Wanted(
            stance=stance or None,
            issue=issue or None,
            retire=wanted.get("retire", False),
            certainty=certainty or None,
            question=clean(wanted.get("question") or "").strip() or None,
            accept=wanted.get("accept", False),
            label_for=self._label_for,
            is_issue=functools.cache(self._is_issue),
            edits=edits,
        )
        views = [view for view, _ in self._core.views.many(chosen).values()]
        preview, changes = bulk.preview(views, asked, self._core.by)
        again, decisions = bulk.looked_at_again(self._core, changes)
        return replace(preview, again=again, decisions=decisions), changes

    def _label_for(self, stance: str) -> str | None:
        label = self._core.config.label_for(stance)
        return label.id if label is not None else None

    def _is_issue(self, issue: str) -> bool:
        try:
            return bool(self._known_issue(issue))
        except UsageError:
            return False


def _kind(wanted: Decision) -> EventKind:
    """What an event is called by that which weighs most in it."""
    if wanted.get("retire"):
        return EventKind.RETIRE
    if wanted.get("stance") or wanted.get("accept"):
        return EventKind.LABEL
    if wanted.get("issue"):
        return EventKind.ISSUE
    if wanted.get("actor"):
        return EventKind.EDIT
    return EventKind.CERTAINTY if wanted.get("certainty") else EventKind.QUESTION


def known_label(config: Config, stance: str) -> str:
    """The id in force of a label, which may be named by a former one; raises UsageError where there is none."""
    label = config.label(stance)
    if label is None:
        known = ", ".join(label.id for label in config.codebook.labels)
        raise UsageError(f"the codebook has no label '{stance}'; it has: {known}")
    return label.id


def known_certainty(level: str) -> str:
    """A certainty as it is kept; raises UsageError where it is none."""
    if level not in list(Certainty):
        raise UsageError(f"'{level}' is no certainty: it is {', '.join(Certainty)}")
    return str(level)


def may_give(core: Core, given: Iterable[Mapping[str, object]]) -> Callable[[Ask], None] | None:
    """What is asked before these fields of statements are recorded: whether their issues and labels are still there,
    for somebody may have taken them back meanwhile; it raises UsageError. None where they are the configuration's."""
    written = core.written
    given = list(given)
    settled = (one for sets in given if isinstance(one := sets.get("adjudicated"), Mapping))
    named = (sets.get(field) for sets in given for field in ("stance", "again"))
    labels = {one for one in (*named, *(one["stance"] for one in settled)) if isinstance(one, str)}
    labels -= {label.id for label in written.codebook.labels}
    issues = {one for sets in given if isinstance(one := sets.get("issue"), str)}
    issues -= {entry.id for entry in written.issues}
    if not (issues or labels):
        return None

    def may(ask: Ask) -> None:
        now = read_in_force(ask, written, core.in_force)
        if gone := issues - {one.id for one in now.issues}:
            raise UsageError(f"the issue '{min(gone)}' was taken back or renamed in between; choose another one")
        if gone := {one for one in labels if now.config.label(one) is None}:
            raise UsageError(f"the label '{min(gone)}' was taken back in between; choose another one")

    return may
