"""An attribution while its holder is looked for: its spans as tokens, and what is known of who holds it."""

from __future__ import annotations

from dataclasses import dataclass

from index.language.holder import Holder
from index.language.stages import Attribution


@dataclass(slots=True)
class Traced:
    """One attribution in tokens of its text (`source`, `cue`, `content`; `head` governs the source).

    `holder` is set once it was looked for (`done`); `relay` says that it only passes on another's words, `through`
    is who passed on this one's.
    """

    attribution: Attribution
    source: list[int]
    cue: list[int]
    content: list[int]
    head: int | None
    holder: Holder | None = None
    done: bool = False
    relay: bool = False
    through: Holder | None = None
