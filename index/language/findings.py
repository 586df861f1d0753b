"""What the rules hand to each other while a text is read: attributions in tokens instead of offsets."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.language.cues import Cue
from index.language.stages import CueClass

if TYPE_CHECKING:
    from index.language.parsed import Token


# They answer what came before: words in quotation marks beside them are the speaker's own.
_REPLIES = frozenset("agree disagree concur demur differ object protest".split())


@dataclass(slots=True, eq=False)
class Finding:
    """An attribution in the making; the sets hold indices of tokens.

    `anchor` is the token that the cue hangs on (the verb, the noun). `content` may be empty until a
    quotation is joined to it; `quoted` says that one was. `part` is the particle or object that belongs
    to a cue of two words. `lemma` is the cue's dictionary form, with the preposition that governs the content.
    """

    anchor: Token
    cue: Cue
    rule: str
    cue_tokens: set[int]
    source: set[int] = field(default_factory=set)
    source_head: Token | None = None
    content: set[int] = field(default_factory=set)
    addressee: Token | None = None
    negated: bool = False
    passive: bool = False
    quoted: bool = False
    part: Token | None = None
    lemma: str = ""

    def __post_init__(self) -> None:
        self.lemma = self.lemma or self.cue.lemma

    @property
    def cue_class(self) -> CueClass:
        """What the source does by the cue, in the construction that was found."""
        if self.cue.cue_class is CueClass.ASK and self.rule == "verb-object-infinitive":
            return CueClass.REQUEST
        if self.leaves_open:
            return CueClass.ABSTAIN
        if self.cue.lemma in _REPLIES and self.rule.startswith("quote-"):
            return CueClass.SAY
        return self.cue.cue_class

    @property
    def leaves_open(self) -> bool:
        """Whether it is a double negation that leaves an option open: "did not rule out"."""
        return self.negated and self.cue.lemma == "rule out"
