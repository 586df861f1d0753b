"""What is to hold of several statements at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.library import Library, Preview
    from index.library_parts.deciding import Decision


@dataclass(frozen=True)
class Wish:
    """What is to hold of several statements, as `Annotations.label_many` takes it; what is left out stays as it is.

    `kind` is what the statements are called: "statement", or "suggestion" where only such are meant.
    """

    stance: str | None = None
    issue: str | None = None
    retire: bool = False
    actor: str | None = None
    certainty: str | None = None
    question: str | None = None
    accept: bool = False
    kind: str = "statement"

    @property
    def words(self) -> str:
        """What was done, for a person."""
        if self.accept:
            return "accepted what was suggested"
        if self.retire:
            return "retired"
        said = [f"labelled {self.stance}"] if self.stance is not None else []
        said += [f"about {self.issue}"] if self.issue is not None else []
        said += [f"said by {self.actor}"] if self.actor is not None else []
        said += [f"certainty {self.certainty}"] if self.certainty is not None else []
        said += ["asked the lead"] if self.question is not None else []
        return ", ".join(said)

    def asks(self, number: str) -> str:
        """The question before it is done; `number` says of how many."""
        if self.accept:
            return f"Accept {number}?" if self.kind == "suggestion" else f"Accept what is suggested for {number}?"
        if self.retire:
            return f"Retire {number}?"
        if self.stance is not None and self.issue is None and self.actor is None:
            return f"Label {number} {self.stance}?"
        if self.certainty is not None:
            return f"Certainty {self.certainty} for {number}?"
        if self.question is not None:
            return f"Ask the lead about {number}?"
        return f"{number[:1].upper()}{number[1:]} {self.words}?"

    @property
    def decision(self) -> Decision:
        """It as the library takes it: only what is to be set."""
        wanted: Decision = {}
        if self.stance is not None:
            wanted["stance"] = self.stance
        if self.issue is not None:
            wanted["issue"] = self.issue
        if self.actor is not None:
            wanted["actor"] = self.actor
        if self.certainty is not None:
            wanted["certainty"] = self.certainty
        if self.question is not None:
            wanted["question"] = self.question
        if self.retire:
            wanted["retire"] = True
        if self.accept:
            wanted["accept"] = True
        return wanted

    def preview(self, library: Library, ids: Sequence[str]) -> Preview:
        """What would come of it."""
        return library.annotations.preview_many(ids, **self.decision)

    def do(self, library: Library, ids: Sequence[str]) -> object:
        """Do it."""
        return library.annotations.label_many(ids, **self.decision)
