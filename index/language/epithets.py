"""What an article calls somebody whom it has named: "the billionaire", "the 54-year-old", "the software company"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.language.actors import Cast
from index.language.antecedents import Antecedents
from index.language.coordination import is_one_person
from index.language.data import words
from index.language.data.bodies import BUSINESS
from index.language.data.people import EPITHETS, FEMALE_NOUNS, MALE_NOUNS, RANKS, ROLES_OF_PLACES
from index.language.joining import Figure
from index.language.pronouns import Discourse

if TYPE_CHECKING:
    from index.language.parsed import Token

LEAST_SURE = 0.45
_OFFICES = words(
    "governor mayor minister secretary ambassador chairman chairwoman leader professor researcher scientist lecturer"
)
_OFFICE_BACK = 2  # sentences back in which whoever holds an office must be named
_BODIES = BUSINESS | words("group organisation organization charity")
_OTHERS = words("other another latter first second third next previous rival opposing whole entire")


class Epithets:
    """Finds whom the epithets of one article mean."""

    def __init__(self, cast: Cast, discourse: Discourse, before: Antecedents) -> None:
        self._cast = cast
        self._doc = cast.reading.doc
        self._discourse = discourse
        self._before = before

    def meant(self, tokens: Sequence[int], head: Token, lemma: str) -> tuple[Figure, float] | None:
        """Whom the text deals with just there, and how sure that is; None for what is no epithet."""
        if head.tag_ not in ("NN", "NNP", "JJ") or not any(
            c.dep_ == "det" and c.lower_ in ("the", "this") for c in head.children
        ):
            return None
        if any(c.dep_ in ("prep", "relcl", "acl", "poss", "appos") for c in head.children):
            return None
        if head.conjuncts and not is_one_person(self._cast, head, head.conjuncts):
            return None
        beside = {self._doc[i].lower_ for i in tokens}
        if beside & _OTHERS or self._before.same_noun(head, lemma) is not None or is_anonymous(head):
            return None
        named = any(c.pos_ == "PROPN" and c.dep_ == "compound" for c in head.children)
        if head.lower_ in ("old", "year-old") or (lemma in EPITHETS and not (named and lemma not in ROLES_OF_PLACES)):
            gender = "f" if lemma in FEMALE_NOUNS else "m" if lemma in MALE_NOUNS else None
            found = self._discourse.salient(head, gender)
            return None if found is None else (found.figure, found.confidence)
        if lemma in _OFFICES and lemma not in self._cast.by_role and not _has_rank(head):
            found = self._discourse.salient(head, None)
            near = None if found is None else self._cast.last_before(found.figure, head.i)
            if (
                found is not None
                and near is not None
                and _is_surely_person(found.figure)
                and self._discourse.sentence_of(head.i) - self._discourse.sentence_of(near) <= _OFFICE_BACK
            ):
                return found.figure, LEAST_SURE
            return None
        if lemma in _BODIES:
            body = self._before.body(head, lemma)
            return None if body is None else (body[0], min(0.55, body[1]))
        return None


def _is_surely_person(figure: Figure) -> bool:
    """Whether more than the parser's guess at a single word says that a figure is a person."""
    return figure.known is not None or " " in figure.name or figure.gender is not None or bool(figure.roles)


def _has_rank(head: Token) -> bool:
    return any(child.lower_ in RANKS for child in head.children)


def is_anonymous(head: Token) -> bool:
    """Whether the sentence says that somebody did not want to be named."""
    beside = {t.lower_ for t in head.sent[:80]}
    return "anonymity" in beside or bool(beside & {"identified", "named"} and beside & {"asked", "asking", "not"})
