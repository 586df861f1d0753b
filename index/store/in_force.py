"""The codebook in force: what the configuration says, as people renamed, merged and split it; with its version.

Each label that is given bears a stamp: digests of the definition of the label and of what the issue proposes. A
label whose stamp is not that of the definitions now was given under another codebook, and is to be looked at again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from index.config import Config, IssueEntry, plain
from index.made_labels import with_made
from index.model import Issue, digest
from index.recoded import recoded
from index.store import recoding, stored
from index.store.events import Ask
from index.store.recoding import ISSUE, LABEL, Recoding

_MADE = (
    "SELECT subject, field, value FROM decision WHERE subject >= 'issue:' AND subject < 'issue;'"
    " AND field IN ('proposition', 'words') ORDER BY event"
)


@dataclass(frozen=True)
class InForce:
    """The codebook as it is in force: `written` is the configuration as its files have it.

    `made` are the issues that people made, as they made them; `recoding` is what became of all of it.
    """

    written: Config
    made: tuple[Issue, ...] = ()
    recoding: Recoding = field(default_factory=Recoding)

    @cached_property
    def config(self) -> Config:
        """The configuration with the labels in force; it finds a label by its former ids, too."""
        return recoded(
            with_made(self.written, self.recoding.labels),
            self.recoding.ids(LABEL),
            lambda id: self.recoding.renamed(LABEL, id),
        )

    @property
    def recorded_labels(self) -> set[str]:
        """The ids that labels were given in the configuration, or by whoever made them."""
        return {*(label.id for label in self.written.codebook.labels), *self.recoding.labels}

    @cached_property
    def recorded_issues(self) -> tuple[Issue, ...]:
        """The issues by the ids that they were made with, merged ones too: what the analysis looks for."""
        found = {entry.id: entry.model() for entry in self.written.issues}
        for one in self.made:
            found.setdefault(one.id, one)
        reworded = ((one, self.recoding.proposition(one.id)) for one in found.values())
        return tuple(one if said is None else replace(one, proposition=said) for one, said in reworded)

    @cached_property
    def issues(self) -> tuple[Issue, ...]:
        """The configuration's issues, then those that people made; with the words and indicators of those merged
        into them."""
        found: dict[str, Issue] = {}
        for one in self.recorded_issues:
            id = self.recoding.renamed(ISSUE, one.id)
            if id is not None:
                found.setdefault(id, one if id == one.id else replace(one, id=id))
        for one in self.recorded_issues:
            into = found.get(self.recoding.of(ISSUE, one.id))
            if into is not None and self.recoding.renamed(ISSUE, one.id) is None:
                found[into.id] = _with_words_of(into, one)
        return tuple(found.values())

    @cached_property
    def version(self) -> str:
        """The codebook's version: the number in its file, how many recodings are in force, a hash of what it says."""
        said = {"codebook": plain(self.written.codebook), "issues": [_said(one) for one in self.written.issues]}
        hashed = digest(json.dumps(said, sort_keys=True), length=8)
        return f"{self.written.codebook.version}.{self.recoding.events}-{hashed}"

    @cached_property
    def label_digests(self) -> Mapping[str, str]:
        """Digests of what the labels stand for, by id: of the definition, and of what was split off since."""
        labels = self.config.codebook.labels
        return {label.id: digest(label.definition, *self.recoding.split_off(label.id)) for label in labels}

    @cached_property
    def unsplit_digests(self) -> Mapping[str, frozenset[str]]:
        """Of the labels that something was split off, by id, the digests from before, under the same definition."""
        found = {}
        for label in self.config.codebook.labels:
            split = self.recoding.split_off(label.id)
            if split:
                found[label.id] = frozenset(digest(label.definition, *split[:end]) for end in range(len(split)))
        return found

    @cached_property
    def issue_digests(self) -> Mapping[str, str]:
        """Digests of what the issues propose, by id."""
        return {issue.id: digest(issue.proposition, issue.definition or "") for issue in self.issues}

    def stamp(self, stance: str, issue: str | None) -> dict[str, object]:
        """What is recorded with a label: under which definitions it is given."""
        return {
            "version": self.version,
            "label": self.label_digests.get(stance),
            "issue": self.issue_digests.get(issue) if issue is not None else None,
            "issue_id": issue,
        }

    def changed(self, stance: str, stamp: Mapping[str, Any] | None) -> str | None:
        """What is another than when a label was given, by what was recorded of the codebook then: "label" or "issue",
        or "split" where the label has the same definition, and something was split off it.

        None where all is the same. So it is of one without a stamp: under which definitions it was given is not
        known; and of one whose label or issue the codebook no longer has: there is no definition to look at it by.
        """
        if not stamp:
            return None
        label = self.recoding.of(LABEL, stance)
        now, then = self.label_digests.get(label), stamp.get("label")
        if now is not None and then not in (None, now):
            return "split" if then in self.unsplit_digests.get(label, ()) else "label"
        issue = stamp.get("issue_id")
        now = None if issue is None else self.issue_digests.get(self.recoding.of(ISSUE, str(issue)))
        return "issue" if now is not None and stamp.get("issue") not in (None, now) else None

    def present_issue(self, issue: Any) -> str | None:
        """The id that an issue has now; None for none."""
        return None if issue is None else self.recoding.of(ISSUE, str(issue))

    def is_outdated(self, stance: str, stamp: Mapping[str, Any] | None) -> bool:
        """Whether a label was given under another definition than is in force."""
        return self.changed(stance, stamp) is not None


def _said(entry: IssueEntry) -> dict[str, Any]:
    """An issue as plain data; without indicators it says what it said before there were any."""
    said: dict[str, Any] = plain(entry)
    return {name: value for name, value in said.items() if value or name not in ("favor", "against")}


def _with_words_of(into: Issue, merged: Issue) -> Issue:
    """An issue with the words and indicators of one merged into it; what then speaks for both sides tells nothing."""
    favor, against = (dict.fromkeys((*mine, *theirs)) for mine, theirs in
                      ((into.favor, merged.favor), (into.against, merged.against)))  # fmt: skip
    return replace(
        into,
        words=tuple(dict.fromkeys((*into.words, *merged.words))),
        favor=tuple(one for one in favor if one not in against),
        against=tuple(one for one in against if one not in favor),
    )


def recorded(written: Config, made: Iterable[Issue]) -> dict[str, set[str]]:
    """By kind, the ids that the configuration gives, and those of the issues that people `made`."""
    issues = {*(entry.id for entry in written.issues), *(one.id for one in made)}
    return {LABEL: {label.id for label in written.codebook.labels}, ISSUE: issues}


def read(ask: Ask, written: Config, before: InForce | None = None) -> InForce:
    """The codebook in force, within a transaction or outside of one; `before` itself where it is still that.

    Raises DamagedError where what people made of it is not what was written.
    """
    fields: dict[str, dict[str, Any]] = {}
    for subject, name, value in ask(_MADE, ()):
        fields.setdefault(subject.removeprefix("issue:"), {})[name] = stored.decided(value, subject, name)
    made = tuple(
        Issue(id, str(said["proposition"]), tuple(said.get("words") or ()))
        for id, said in fields.items()
        if said.get("proposition") is not None
    )
    turned = recoding.of_rows(recoding.rows(ask), recorded(written, made))
    if before is not None and before.written is written and (before.made, before.recoding) == (made, turned):
        return before
    return InForce(written, made, turned)
