"""Who a role means: "the minister", "Ukraine's envoy"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.language.actors import Cast, beside
from index.language.data import words
from index.language.data.people import FAMILY, FEMALE_NOUNS, MALE_NOUNS, OF_A_FIELD, RANKS, ROLE_GROUPS, ROLES
from index.language.joining import Figure, Role
from index.language.pronouns import Discourse

if TYPE_CHECKING:
    from index.language.parsed import Token

LEAST = 0.95  # the score from which a person is taken for a role
_NEAR = 3  # sentences back in which "the Ohio governor" may be a governor whose state is not told
AHEAD = 2  # sentences after a role in which its holder may first be named
_OTHERS = words("a an another one any")


class Roles:
    """Finds the people of one article by their roles."""

    def __init__(self, cast: Cast, discourse: Discourse) -> None:
        self._cast = cast
        self._doc = cast.reading.doc
        self._discourse = discourse

    def find(self, tokens: Sequence[int], head: Token, owner: str | None = None) -> tuple[Figure, float] | None:
        """Who has this role, and how sure that is: somebody called so before, or named in the next two sentences.

        `owner` is the id of whoever the role is told to be of, where the words do not say it ("his wife").
        """
        inside = [self._doc[i] for i in tokens if i <= head.i or self._doc[i].dep_ in ("prep", "pobj")]
        if any(t.lower_ in _OTHERS and t.head.i == head.i for t in inside):
            return None
        lemma = head.lemma_.casefold()
        pair = f"{self._doc[head.i - 1].lower_} {lemma}" if head.i else ""
        wanted = pair if pair in ROLES else lemma
        sought = Role(
            frozenset((wanted,)), self._cast.owner_in(inside) or owner, head.i, _ranks(inside), beside(inside, head)
        )
        gender = "f" if lemma in FEMALE_NOUNS else "m" if lemma in MALE_NOUNS else None
        here = self._discourse.sentence_of(head.i)
        called = {wanted}.union(*(group for group in ROLE_GROUPS if wanted in group))
        best: tuple[float, Figure] | None = None
        for figure in dict.fromkeys(f for word in sorted(called) for f in self._cast.by_role.get(word, ())):
            if gender and figure.gender not in (None, gender):
                continue
            score = max((self._fits(figure, role, sought, wanted) for role in figure.roles), default=0.0)
            if score <= 0:
                continue
            last = self._cast.last_before(figure, head.i)
            if last is not None:
                score += max(0.0, 1.5 - 0.3 * (here - self._discourse.sentence_of(last)))
            if best is None or score > best[0]:
                best = (score, figure)
        if best is None or best[0] < LEAST:
            return None
        return best[1], min(0.9, 0.45 + 0.1 * best[0])

    def _fits(self, figure: Figure, role: Role, sought: Role, wanted: str) -> float:
        """How well a person's role fits the one sought; 0 where it is another's or is first told too far ahead."""
        exact = wanted in role.words
        if not exact and not any(wanted in group and group & role.words for group in ROLE_GROUPS):
            return 0.0
        if sought.owner is not None and role.owner is not None and sought.owner != role.owner:
            return 0.0
        if wanted in FAMILY and (sought.owner is None or sought.owner != role.owner):
            return 0.0
        ahead = self._discourse.sentence_of(role.at) - self._discourse.sentence_of(sought.at)
        if ahead > AHEAD:
            return 0.0
        if sought.owner is not None and role.owner is None and ahead <= 0:
            last = self._cast.last_before(figure, sought.at)
            far = (
                last is not None and self._discourse.sentence_of(sought.at) - self._discourse.sentence_of(last) > _NEAR
            )
            if not exact or far:
                return 0.0
        if role.ranks != sought.ranks:
            return 0.0
        field = sought.beside & role.beside
        if wanted in OF_A_FIELD and sought.beside and role.beside and not field:
            return 0.0
        score = 2.2 if exact else 1.2
        if sought.owner is not None and sought.owner == role.owner:
            score += 1.5
        if field:
            score += 1.5
        return score - (0.2 if ahead > 0 else 0.0)


def _ranks(tokens: Sequence[Token]) -> frozenset[str]:
    return frozenset(t.lower_ for t in tokens if t.lower_ in RANKS)
