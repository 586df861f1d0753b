"""The steps from a statement to its label: actor, issue, stance. Pure; the panel only draws them.

What a step has been answered with is a text, so that half of it can be kept as a draft: an actor's name; an
issue's id, or "+" and the proposition of a new one, or "" for none; a label's id, or "" for none.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, MutableMapping, Sequence
from dataclasses import dataclass

from index.config import CodebookLabel
from index.model import Issue
from tui.screens.picker import Entry, matching

ACTOR, ISSUE, STANCE = "actor", "issue", "stance"
STEPS = (ACTOR, ISSUE, STANCE)
NEW = "+"
"""Before the proposition of an issue that is to be made."""

RECENT = 9
"""Entries that can be taken by a digit."""

Find = Callable[[str], Sequence[Entry[str]]]


@dataclass(frozen=True, slots=True)
class Coded:
    """What a person answered: `actor` is None where nobody was named, `issue` and `stance` where there are none.

    `proposition` is that of a new issue, which is to be made.
    """

    actor: str | None
    issue: str | None
    proposition: str | None
    stance: str | None


def coded(answers: Mapping[str, str]) -> Coded:
    """The answers to all steps; a step without an answer is none."""
    issue = answers.get(ISSUE, "")
    new = issue.startswith(NEW)
    return Coded(
        actor=answers.get(ACTOR) or None,
        issue=None if new else issue or None,
        proposition=issue.removeprefix(NEW) if new else None,
        stance=answers.get(STANCE) or None,
    )


def actor_entries(present: str | None, recent: Sequence[str], near: Sequence[str], others: Collection[str]) -> Find:
    """Who may be meant: the present one, those named recently, those in this article, then all others.

    `others` is looked at anew each time, for names that are found as one types.
    """

    def find(query: str) -> Sequence[Entry[str]]:
        ordered = [(present, "now")] if present else []
        ordered += [(name, "recent") for name in recent]
        ordered += [(name, "in this article") for name in near] + [(name, "") for name in others]
        names = _first_of_each(ordered)
        found = matching([Entry(name, name, remark) for name, remark in names.items()], query)
        words = " ".join(query.split())
        if words and words.casefold() not in {name.casefold() for name in names}:
            found.append(Entry(f"new actor: {words}", words, "create"))
        return found

    return find


def issue_entries(present: str | None, proposed: str | None, recent: Sequence[str], issues: Sequence[Issue]) -> Find:
    """What it may be about: the present issue, the one proposed, recent ones, all others, none, and a new one."""
    known = {issue.id: issue for issue in issues}
    ordered = [(present, "now")] if present in known else []
    ordered += [(one, "recent") for one in recent if one in known] + [(one, one) for one in known]
    entries = [Entry(known[one].proposition, one, remark) for one, remark in _first_of_each(ordered).items()]
    if proposed is not None:
        entries.insert(1 if present in known else 0, Entry(proposed, NEW + proposed, "proposed"))
    propositions = {issue.proposition.casefold() for issue in issues}

    def find(query: str) -> Sequence[Entry[str]]:
        found = matching(entries, query)
        words = " ".join(query.split())
        if words and words.casefold() not in propositions:
            found.append(Entry(f"new issue: {words}", NEW + words, "create"))
        if not words:
            found.append(Entry("no issue", "", "leave it open"))
        return found

    return find


def stance_entries(labels: Sequence[CodebookLabel], present: str | None, suggested: str | None) -> Find:
    """Where they may stand: what is labelled or suggested now first, then the codebook's labels in its order."""

    def remark(label: CodebookLabel) -> str:
        return "now" if label.id == present else "suggested" if label.id == suggested else ""

    first = present or suggested
    ordered = sorted(labels, key=lambda label: label.id != first)
    entries = [
        Entry(_words(label), label.id, remark(label), detail=" ".join(label.meaning.split())) for label in ordered
    ]
    entries.append(Entry("  no stance yet", "", "leave it open"))
    return lambda query: matching(entries, query)


def meanings(labels: Sequence[CodebookLabel], issues: Sequence[Issue]) -> dict[str, tuple[str, ...]]:
    """What each label and issue means, by its id: the definition, then examples, or the words that point to it."""
    found: dict[str, tuple[str, ...]] = {}
    for issue in issues:
        words = (f"Words: {', '.join(issue.words)}",) if issue.words else ()
        found[issue.id] = (issue.definition or issue.proposition, *words)
    for label in labels:
        found[label.id] = (" ".join(label.meaning.split()), *(one.text for one in label.examples))
    return found


def _words(label: CodebookLabel) -> str:
    return f"{label.key} {label.glyph} {label.id}"


def _first_of_each(ordered: Sequence[tuple[str | None, str]]) -> dict[str, str]:
    """Each name with the first remark it comes with, in the order of their first coming; names in any case are one."""
    found: dict[str, tuple[str, str]] = {}
    for name, remark in ordered:
        if name:
            found.setdefault(name.casefold(), (name, remark))
    return dict(found.values())


class Answers:
    """Which step one is at, and what was answered; all of it stands in the draft at every moment."""

    def __init__(self, steps: Sequence[str], draft: MutableMapping[str, str]) -> None:
        """`steps` are those of `STEPS` that are asked; `draft` is what an earlier visit left."""
        self._steps, self._draft = tuple(steps), draft
        self.place = next((place for place, step in enumerate(self._steps) if step not in draft), len(self._steps) - 1)

    @property
    def step(self) -> str:
        """The step that is asked now."""
        return self._steps[self.place]

    @property
    def given(self) -> Mapping[str, str]:
        """What was answered."""
        return {step: self._draft[step] for step in self._steps if step in self._draft}

    def answer(self, value: str) -> bool:
        """Answer the present step; whether that was the last one."""
        self._draft[self.step] = value
        if self.place + 1 == len(self._steps):
            return True
        self.place += 1
        return False

    def back(self) -> bool:
        """Ask the step before again; False at the first one."""
        if not self.place:
            return False
        self.place -= 1
        for step in self._steps[self.place :]:
            self._draft.pop(step, None)
        return True
