"""What the rules hand to each other while a text is read: attributions in tokens instead of offsets."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.language.cues import Cue
from index.language.stages import CueClass

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(slots=True, eq=False)
class Finding:
    """An attribution in the making; the sets hold indices of tokens.

    `anchor` is the token that the cue hangs on (the verb, the noun). `content` may be empty until
    quotations are joined to it. `strong` says that the grammar alone is enough, `weak` findings survive
    only with a quotation. `alone` says that content was found by syntax.
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
    act: bool = False
    passive: bool = False
    quoted: bool = False
    parenthetical: bool = False
    part: Token | None = None
    lemma: str = ""

    def __post_init__(self) -> None:
        self.lemma = self.lemma or self.cue.lemma

    @property
    def cue_class(self) -> CueClass:
        """What the source does by the cue, in the construction that was found."""
        if self.cue.cue_class is CueClass.ASK and self.rule == "verb-object-infinitive":
            return CueClass.REQUEST
        return self.cue.cue_class
