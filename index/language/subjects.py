"""What a statement is about: the things that its content names, with how central each is.

A subject is known by one key for all its forms ("dredging", "to dredge"; "closure", "closing"). People, bodies and
places are actors, no subjects, unless something is done to them ("recognise Varnia"); and words that any article has
("decision", "week") name none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from index.language.actors import covered
from index.language.data.kinds import LAST_WORD
from index.language.data.kinds import WORDS as KNOWN
from index.language.data.topics import ACTORS, BROAD, DEEDS, GENERIC, INTRANSITIVE, PALE, PLANS, RESIGNING
from index.language.document import Reading
from index.language.polarity import direction
from index.language.segmentation import LONGEST_HEADLINE
from index.language.stages import Attribution, CueClass
from index.language.wording import is_measure
from index.model import EntityType, Span
from index.search.stemming import stem

if TYPE_CHECKING:
    from spacy.tokens import Token

DEEPEST = 4  # steps from the content's head to a word that it can be said to be about
BESIDE = 0.6  # what a word is worth that only stands before another one: "tax" in "tax rate"
CENTRAL = 0.6  # how central a word is where what somebody does by the cue is done to it
_POSITIONS = frozenset(
    (
        CueClass.REQUEST, CueClass.WANT, CueClass.PROMISE, CueClass.DECIDE, CueClass.SUPPORT, CueClass.OPPOSE,
        CueClass.PRAISE, CueClass.WARN, CueClass.ABSTAIN, CueClass.DENY, CueClass.ACCUSE,
    )
)  # fmt: skip
_NAMED_KINDS = (EntityType.LAW, EntityType.EVENT, EntityType.FAC)
_DEED_VERBS = frozenset(DEEDS.values())
# Plurals that the lemmatizer takes for another word's.
_LEMMAS = {"taxes": "tax"}


@dataclass(slots=True)
class Said:
    """One statement: its place, the tokens of its content, and the subjects in it with how central each is."""

    place: int
    attribution: Attribution
    inside: set[int]
    terms: dict[str, tuple[float, Token]] = field(default_factory=dict)
    sides: dict[str, bool] = field(default_factory=dict)

    def takes_side(self, term: str) -> bool:
        """Whether it says or does something for or against the subject."""
        known = self.sides.get(term)
        if known is None:
            weight, token = self.terms[term]
            known = weight >= CENTRAL and self.attribution.cue_class in _POSITIONS
            if not known and weight >= CENTRAL / 1.5:
                found = direction(token, self.inside)
                known = found.normative or found.judged != 0
            self.sides[term] = known
        return known


def said_of(reading: Reading, place: int, one: Attribution) -> Said:
    doc = reading.doc
    content = covered(doc, reading.starts, one.content)
    inside = set(content)
    said = Said(place, one, inside)
    for i in content:
        token = doc[i]
        term = term_of(token)
        if term is None:
            continue
        depth = _depth(token, inside)
        weight = 1 / (1 + 0.3 * depth) if depth <= DEEPEST else 0.0
        if token.dep_ == "compound" and token.head.lemma_.lower() not in PLANS:
            weight *= BESIDE
        if weight and (term not in said.terms or weight > said.terms[term][0]):
            said.terms[term] = (weight, token)
    return said


def term_of(token: Token) -> str | None:
    """The subject that a word stands for, the same for all its forms; None for a word that names none."""
    kind = token.pos_
    if kind == "NOUN":
        return None if is_measure(token) or token.ent_type_ == "PERSON" else _common(token)
    if kind == "PROPN":
        return _named(token)
    if kind == "VERB" and token.lemma_ in INTRANSITIVE:
        return _family(str(token.lemma_))
    return None


def _common(token: Token) -> str | None:
    lemma = _LEMMAS.get(token.lower_) or str(token.lemma_).lower()
    if lemma in BROAD:
        which = next((c.lower_ for c in token.lefts if c.dep_ == "amod" and c.lower_ not in PALE), "")
        return f"{which} {stem(lemma)}" if which else None
    head = token.head
    if token.dep_ == "compound" and (head.lemma_.lower() in ACTORS or head.pos_ == "PROPN"):
        return None  # "the harbour authority" is about the authority, who acts
    return None if token.lower_ in GENERIC else _family(lemma)


@lru_cache(maxsize=8192)
def _family(lemma: str) -> str | None:
    lower = lemma.lower()
    if len(lower) > 6 and lower.endswith(("ist", "ician")):
        return None  # people by their trade
    if len(lower) < 3 or lower in GENERIC or not lower.replace("-", "").isalpha():
        return None
    verb = DEEDS.get(lower) or RESIGNING.get(lower) or lower
    return stem(verb)


def _named(token: Token) -> str | None:
    """A name is a subject where it is a law's, an event's or a building's, or a deed is done to it.

    Persons, bodies and places are actors otherwise.
    """
    if token.dep_ == "compound" and token.head.pos_ == "PROPN":
        return None
    if token.ent_type_ in ("GPE", "ORG") and _suffers(token):
        return stem(token.lower_)
    lower = token.lower_
    kind = LAST_WORD.get(lower) or KNOWN.get(lower)
    return stem(lower) if kind in _NAMED_KINDS and not is_measure(token) and token.ent_type_ != "PERSON" else None


def _suffers(token: Token) -> bool:
    """Whether a deed is done to it: "recognise Varnia", "the annexation of Varnia"."""
    above = token.head
    if token.dep_ in ("dobj", "nsubjpass"):
        return above.lemma_ in _DEED_VERBS
    return token.dep_ == "pobj" and above.lower_ == "of" and above.head.lemma_ in DEEDS


def _depth(token: Token, inside: set[int]) -> int:
    """Steps up to the content's head; prepositions and the pale nouns behind a compound are none."""
    steps, at = 0, token
    for _ in range(4 * DEEPEST):
        if at.head.i == at.i or at.head.i not in inside:
            return steps
        if at.dep_ in ("relcl", "advcl"):
            steps += 2
        elif at.pos_ != "ADP" and at.dep_ not in ("compound", "conj"):
            steps += 1
        at = at.head
        if steps > DEEPEST:
            break
    return steps


def title_terms(reading: Reading) -> frozenset[str]:
    """The subjects of the headline; of a short first paragraph where no headline is known."""
    span = reading.title_span
    if span is None and len(reading.paragraphs) > 1:
        first = reading.paragraphs[0]
        span = first if first.end - first.start <= LONGEST_HEADLINE else None
    if span is None:
        return frozenset()
    tokens = (reading.doc[i] for i in covered(reading.doc, reading.starts, [Span(span.start, span.end)]))
    terms = (_family(form) for t in tokens for form in (t.lower_, str(t.lemma_).lower()))
    return frozenset(term for term in terms if term is not None)
