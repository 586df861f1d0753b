"""A change on its way to the library: what it is called, what it shows, and why it was not saved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.library import Library

LABEL, ISSUE, NOTE, RETIREMENT = "label", "issue", "note", "retirement"
CODING, PART, CERTAINTY, QUESTION = "coding", "part", "certainty", "question"
CONFIRMATION = "confirmation"


@dataclass(frozen=True)
class Edit:
    """A change of one statement, or of several at once.

    `stance` is the label that it sets, shown while the change is under way; None where it sets none.
    `words` says it to a person ("labelled against"). `reason` is None until saving it has failed. One that
    is about several has a name of its own in `statement`, and their ids in `several`. `listed` says that
    the list of articles shows it. `decides` names what is decided of the statement: of two edits that decide the
    same the later one counts, all others stand side by side. `entity` is the name of what it corrects in an article,
    which `statement` names then; it is about no statement.
    """

    statement: str
    words: str
    call: Callable[[Library], object]
    stance: str | None = None
    reason: str | None = None
    several: tuple[str, ...] = ()
    listed: bool = False
    decides: str = ""
    entity: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What it decides, of what."""
        return self.statement, self.decides

    @property
    def statements(self) -> tuple[str, ...]:
        """The ids of the statements that it is about."""
        if self.entity:
            return ()
        return self.several or (self.statement,)


def by_statement(edits: Iterable[Edit]) -> Mapping[str, Edit]:
    """What is under way for each statement, as one edit: the last stance that is set, and every reason."""
    found: dict[str, Edit] = {}
    for edit in edits:
        for one in edit.statements:
            before = found.get(one)
            found[one] = edit if before is None else _joined(before, edit)
    return found


def _joined(before: Edit, after: Edit) -> Edit:
    reasons = dict.fromkeys(edit.reason for edit in (before, after) if edit.reason is not None)
    stance = before.stance if after.stance is None else after.stance
    return replace(after, stance=stance, reason=" · ".join(reasons) or None)


def by_entity(edits: Iterable[Edit], article: str) -> dict[str, Edit]:
    """What is under way for each name of an article, as one edit."""
    found: dict[str, Edit] = {}
    for edit in edits:
        if edit.entity and edit.statement == article:
            before = found.get(edit.entity)
            found[edit.entity] = edit if before is None else _joined(before, edit)
    return found
