"""Proposed issues: what an article's statements are about where no configured issue is.

Statements that share a subject (the thing that they ask for, oppose or speak of) make a group; the subjects of
the headline and those that keep coming back go first. The group's proposition is made of the article's own words.
A subject gets its id from its words alone, so that two articles about it propose the same issue.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.language.data.topics import DEEDS
from index.language.document import Reading
from index.language.naming import Name, id_of, name_of
from index.language.propositions import wording_of
from index.language.stages import Attribution
from index.language.subjects import CENTRAL, Said, base_of, said_of, title_terms, told_apart, which_of
from index.language.wording import head_of

if TYPE_CHECKING:
    from index.language.parsed import Token

FEWEST = 2  # statements that an issue is proposed for
MOST = 6  # proposals of one article
IN_TITLE = 1.6
_PLACES = ("PERSON", "GPE", "LOC", "FAC", "ORG", "NORP")
_WORD = re.compile(r"\w+")
ENOUGH = 3  # statements centrally about a subject that an article is about, and how often it has to be named
OFTEN = 4


@dataclass(frozen=True, slots=True)
class Group:
    """Statements about one subject. `places` are their places among the attributions given.

    `words` are those by which a text about the subject is known, the most telling first; `heads` has, for each
    of `places`, the token of its content that names the subject.
    """

    id: str
    proposition: str
    sign: int
    words: tuple[str, ...]
    places: tuple[int, ...]
    heads: tuple[int, ...]


def groups(reading: Reading, found: Sequence[Attribution], issues: Sequence[str | None]) -> list[Group]:
    """The proposed issues of an article, the weightiest first.

    `issues` has, for each attribution of `found`, the configured issue that it is about. One with an issue takes
    part in finding the subjects, yet never stands in a group; a subject that mostly has issues is not proposed.
    """
    said = [said_of(reading, place, one) for place, one in enumerate(found)]
    told_apart(reading, said)
    title = _titled(said, title_terms(reading))
    seen = Counter(_WORD.findall(reading.text.lower()))
    waiting = {one.place: one for one in said if one.terms}
    made: list[Group] = []
    known: set[str] = set()
    while waiting and len(made) < MOST:
        best = _best(list(waiting.values()), title, seen, known)
        if best is None:
            break
        known.add(best)
        members = [one for one in waiting.values() if best in one.terms]
        free = [one for one in members if issues[one.place] is None]
        sure = best in title or sum(one.takes_side(best) for one in members) > 1
        sure = sure or _is_recurring(best, members, title, seen)
        group = _group(reading, best, members, free, sure) if 2 * len(free) > len(members) else None
        for one in members:
            if group is not None or one not in free:
                del waiting[one.place]
        if group is not None and all(group.id != other.id for other in made):
            made.append(group)
    return made


def _titled(said: Sequence[Said], headline: frozenset[str]) -> frozenset[str]:
    """The subjects that the headline names; of those that share their noun only the one that it tells of."""
    found: dict[str, set[str]] = {}
    for one in said:
        for term, (_, token) in one.terms.items():
            if base_of(term) in headline:
                found.setdefault(term, set()).update(which_of(token))
    several = Counter(base_of(term) for term in found)
    return frozenset(t for t, words in found.items() if several[base_of(t)] == 1 or words & headline)


def _best(waiting: list[Said], title: frozenset[str], seen: Counter[str], known: set[str]) -> str | None:
    """The subject that most of the statements not yet grouped are about; None where none is supported enough."""
    with_term: dict[str, list[Said]] = {}
    for one in waiting:
        for term in one.terms:
            with_term.setdefault(term, []).append(one)
    best, most = None, 0.0
    for term, members in with_term.items():
        if term in known or not _supported(term, members, title, seen):
            continue
        score = sum(one.terms[term][0] * (1.5 if one.takes_side(term) else 1.0) for one in members)
        deed = all(_has_object(one.terms[term][1]) for one in members)
        score *= (IN_TITLE if term in title else 1.0) * (0.6 if deed else 1.0)
        if score > most + 1e-9:
            best, most = term, score
    return best


def _supported(term: str, members: list[Said], title: frozenset[str], seen: Counter[str]) -> bool:
    """Whether at least two statements are about it, one of which at least takes a side."""
    sides = sum(one.takes_side(term) for one in members)
    if len(members) < FEWEST or not sides:
        return False
    if _is_recurring(term, members, title, seen):
        return True
    return len(members) > FEWEST or sides > 1 or all(one.terms[term][0] >= CENTRAL for one in members)


def _is_recurring(term: str, members: list[Said], title: frozenset[str], seen: Counter[str]) -> bool:
    """Whether so many statements are about the subject that it is what the article is about."""
    central = [one.terms[term][1] for one in members if one.terms[term][0] >= CENTRAL]
    return len(central) >= ENOUGH and (term in title or seen[central[0].lower_] > OFTEN)


def _is_bare(name: Name, term: str, members: list[Said]) -> bool:
    """Whether a name says nothing that one can be for or against: a common noun alone, a place's or person's name."""
    plain = [part for part in name.parts if part.isalpha() or "-" in part]
    heads = [head_of(one.terms[term][1]) for one in members]
    proper = any(head.pos_ == "PROPN" and head.ent_type_ in _PLACES for head in heads)
    return len(plain) < len(name.parts) or len(name.parts) < 2 or proper


def _has_object(token: Token) -> bool:
    """Whether it is a deed that is done to something named with it: the closure "of the quarry"."""
    if token.lemma_.lower() not in DEEDS:
        return False
    return any(c.lower_ == "of" for c in token.rights) or any(c.dep_ == "compound" for c in token.lefts)


def _group(reading: Reading, term: str, members: list[Said], free: list[Said], sure: bool) -> Group | None:
    """The group of a subject; None where too few take a side on it and none says what should be, and where nothing
    can be said of it that one can be for or against: "The copy", "Varnia"."""
    name = name_of(term, members)
    wording = wording_of(reading.doc, term, name, members)
    if not wording.text or (not wording.stated and (not sure or _is_bare(name, term, members))):
        return None
    ordered = sorted(free, key=lambda one: one.place)
    return Group(
        id=id_of(name, term, reading),
        proposition=wording.text,
        sign=wording.sign,
        words=name.words,
        places=tuple(one.place for one in ordered),
        heads=tuple(one.terms[term][1].i for one in ordered),
    )
