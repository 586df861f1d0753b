"""Several speakers in one phrase: "Avi Cohen and the council", but not "the senator and candidate", who is one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.language import pronouns
from index.language.actors import Cast
from index.language.data import words
from index.language.data.bodies import ACTING, GENERIC, GOVERNMENT
from index.language.data.people import COLLECTIVES, ROLES, SPOKESPERSON, UNNAMED_PERSON
from index.model import EntityType

if TYPE_CHECKING:
    from index.language.parsed import Token

PEOPLE_AND_BODIES = ROLES | UNNAMED_PERSON | GENERIC | GOVERNMENT | COLLECTIVES | SPOKESPERSON | ACTING
_JOINING = words("& with plus along alongside together well")
MOST_JOINED = 5  # speakers after the first that are read
_HOLDERS = (EntityType.PERSON, EntityType.ORG, EntityType.GPE, EntityType.MEDIA, EntityType.NORP, EntityType.LOC)


def joined_to(cast: Cast, head: Token, tokens: Sequence[int]) -> list[Token]:
    """The heads of the other speakers in a phrase of `tokens` that begins with `head`; none where it is one person."""
    if not head.rights and head.dep_ != "conj":
        return []
    inside = set(tokens)
    if not any(cast.reading.doc[i].pos_ == "CCONJ" or cast.reading.doc[i].lower_ in _JOINING for i in tokens):
        return []  # commas alone are apposition: "the council, Sund's largest body"
    others = [t for t in _listed(cast, head) if t.i in inside and t.i > head.i and _can_hold(cast, t)][:MOST_JOINED]
    return [] if is_one_person(cast, head, others) else others


def _listed(cast: Cast, head: Token) -> Sequence[Token]:
    """What is joined to a word by "and", commas included where the parser takes a list of people for apposition."""
    figure = cast.figure_at(head.i)
    if figure is not None and figure.type == EntityType.PERSON:
        for child in head.children:
            other = cast.figure_at(child.i) if child.dep_ == "appos" and child.rights else None
            if other is not None and other.type == EntityType.PERSON and other is not figure and child.conjuncts:
                return (child, *child.conjuncts)
    return head.conjuncts


def is_one_person(cast: Cast, head: Token, others: Sequence[Token]) -> bool:
    """Whether "the senator and presidential candidate" is one: one article for two nouns in the singular."""
    if head.tag_ != "NN" or cast.figure_at(head.i) is not None:
        return False
    return all(
        t.tag_ == "NN" and cast.figure_at(t.i) is None and not any(c.dep_ in ("det", "poss") for c in t.children)
        for t in others
    )


def _can_hold(cast: Cast, token: Token) -> bool:
    """Whether a word is somebody or some body, not "his support" after a comma."""
    figure = cast.figure_at(token.i)
    if figure is not None:
        return figure.type in _HOLDERS
    if pronouns.kind_of(token):
        return token.lower_ in pronouns.HE | pronouns.SHE | pronouns.THEY
    lemma = token.lemma_.casefold()
    others = token.tag_ == "NNS" and any(child.lower_ == "other" for child in token.children)
    return others or lemma in PEOPLE_AND_BODIES or token.lower_ in PEOPLE_AND_BODIES
