"""Which country a word for a government means: "the Israeli government", "the government of Israel", or alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.language.actors import Cast
from index.language.antecedents import Antecedents, is_bare
from index.language.holder import Holder
from index.model import Voice

if TYPE_CHECKING:
    from index.language.parsed import Token


class Governments:
    """Finds the country behind words for its government, in one article."""

    def __init__(self, cast: Cast, before: Antecedents) -> None:
        self._cast = cast
        self._doc = cast.reading.doc
        self._before = before

    def of(self, tokens: Sequence[int], head: Token) -> Holder | None:
        """ "the Israeli government", "the government of Israel": Israel; alone: the country spoken of most."""
        inside = set(tokens)
        for child in sorted(head.subtree, key=lambda t: t.i):
            figure = self._cast.figure_at(child.i)
            if child.i not in inside or figure is None or _is_joined(child, head):
                continue
            if figure.known is not None and figure.known.kind == "country":
                known = figure.known
                return Holder(known.name, known.id, Voice.ORGANISATION, "role", 0.85, figure)
            acting = self._cast.acting_for(figure)
            if acting is not None:
                return Holder(acting.name, acting.id, Voice.ORGANISATION, "place", 0.8, figure)
            return None
        if not is_bare(self._doc, tokens, head):
            return None
        if head.lemma_ == "administration" and self._before.same_noun(head, "administration") is not None:
            return None
        counts = self._cast.countries
        if not counts:
            return None
        known, _ = max(counts.values(), key=lambda pair: pair[1])
        return Holder(known.name, known.id, Voice.ORGANISATION, "role", 0.55)


def _is_joined(token: Token, head: Token) -> bool:
    """Whether "and" stands between a word and the head."""
    for _ in range(10):
        if token.i == head.i:
            return False
        if token.dep_ in ("conj", "relcl"):
            return True
        token = token.head
    return True
