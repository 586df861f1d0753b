"""Questions that answer themselves: "Why should we close the school?" is against closing it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.language.data import words

if TYPE_CHECKING:
    from index.language.parsed import Doc, Token

LONGEST = 3  # words that make such a question
_BOUND = words("should would must")
_ABLE = words("can could")
_ANYBODY = words("anyone anybody they you")  # "how can we" mostly looks for a way
_POINTS = words("point use good sense")


@dataclass(frozen=True, slots=True)
class Rhetorical:
    """`sign` 1 or -1: whether who asks is for or against what he asks about; `words` are those that tell."""

    sign: int
    words: str


def rhetorical(doc: Doc, content: Sequence[int]) -> Rhetorical | None:
    """How the content asks a question that answers itself; None where it asks none."""
    said = [doc[i] for i in content if not doc[i].is_punct and not doc[i].is_space]
    if len(said) <= LONGEST or not any(doc[i].text == "?" for i in content):
        return None
    first, second, third = (token.lower_ for token in said[:3])
    opening = " ".join(token.lower_ for token in said[:LONGEST])
    match first, second:
        case "why", "not":
            return Rhetorical(1, "why not")
        case "why", _ if second in _BOUND:
            return Rhetorical(-1, f"why {second}")
        case "who", "needs" | "wants":
            return Rhetorical(-1, f"who {second}")
        case "how", _ if second in _ABLE and third in _ANYBODY:
            return Rhetorical(-1, opening)
        case "what", "is" | "'s" | "’s" if third == "the" and _is_point(said[LONGEST]):
            return Rhetorical(-1, "what is the point")
        case ("is" | "was", "n't" | "n’t") if third == "it" and any(token.lower_ == "time" for token in said[3:4]):
            return Rhetorical(1, "isn’t it time")
    return None


def _is_point(token: Token) -> bool:
    """Whether it is what a thing is for: "the good of it", not "the good news"."""
    return token.lower_ in _POINTS and token.pos_ == "NOUN"
