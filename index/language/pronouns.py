"""Whom a pronoun means: the most prominent figure before it that agrees in gender and number."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.language.actors import Cast
from index.language.data import words
from index.language.entities import Mention
from index.language.joining import Figure
from index.model import EntityType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FIRST = words("i me my mine myself we us our ours ourselves")
HE = words("he him his himself")
SHE = words("she her hers herself")
THEY = words("they them their theirs themselves")
IT = words("it its itself")
RELATIVE = words("who whom whose which that")
THIRD = HE | SHE | THEY | IT
ALL = FIRST | HE | SHE | THEY | IT | RELATIVE

_ACRONYMS = words("us it")
_FAR = 4  # sentences back that a pronoun reaches
_FARTHEST = 12  # and where nobody is named so near
_PROMINENCE = {
    "nsubj": 4.0, "nsubjpass": 3.6, "csubj": 3.0, "ROOT": 3.0, "agent": 2.5, "appos": 2.5, "dobj": 2.0, "dative": 1.8,
    "attr": 1.6, "conj": 1.5, "pobj": 1.2, "poss": 1.3, "npadvmod": 1.0, "compound": 0.3, "nmod": 0.3, "amod": 0.0,
}  # fmt: skip
_BODIES = (EntityType.ORG, EntityType.GPE, EntityType.MEDIA, EntityType.LAW)


def kind_of(token: Token) -> str:
    """A pronoun in lower case; an empty string for any other word ("US" is none)."""
    word = token.lower_
    if word not in ALL or (word in _ACRONYMS and token.text.isupper()):
        return ""
    return str(word) if token.pos_ in ("PRON", "DET", "SCONJ", "ADJ", "PROPN") else ""


@dataclass(frozen=True, slots=True)
class Found:
    """The figure that a pronoun means, and how sure that is (0 to 1)."""

    figure: Figure
    confidence: float


class Discourse:
    """What the pronouns of an article are read against: its sentences, its paragraphs, who is quoted where."""

    def __init__(self, cast: Cast, sources: Iterable[int], quoted: Collection[int]) -> None:
        self._cast = cast
        doc = cast.reading.doc
        self._sentence = [0] * len(doc)
        self._starts: list[int] = []
        for number, sentence in enumerate(doc.sents):
            self._starts.append(sentence.start)
            for i in range(sentence.start, sentence.end):
                self._sentence[i] = number
        self._sources = frozenset(sources)
        self._speakers = {place for i in self._sources if (place := cast.mention_at(i)) is not None}
        self._quoted = quoted
        self._paragraph = _paragraph_of(doc, [p.start for p in cast.reading.paragraphs])

    def is_source(self, token: int) -> bool:
        """Whether a token is the head of some attribution's source."""
        return token in self._sources

    def sentence_of(self, token: int) -> int:
        """The number of the sentence that a token is in."""
        return self._sentence[token]

    def paragraph_of(self, token: int) -> int:
        """The number of the paragraph that a token is in."""
        return self._paragraph[token]

    def resolve(self, pronoun: Token, apart: Collection[int] = ()) -> Found | None:
        """Whom a third-person pronoun means; mentions in the tokens `apart` are not considered."""
        word = pronoun.lower_
        if word in HE or word in SHE:
            return self._best(pronoun, apart, "f" if word in SHE else "m")
        if word in IT:
            return self._best(pronoun, apart, None, _BODIES)
        if word in THEY:
            return self._best(pronoun, apart, None, (EntityType.ORG, EntityType.NORP, EntityType.GPE))
        return None

    def _best(
        self, pronoun: Token, apart: Collection[int], gender: str | None,
        types: tuple[EntityType, ...] = (EntityType.PERSON,),
    ) -> Found | None:  # fmt: skip
        doc = self._cast.reading.doc
        here = self._sentence[pronoun.i]
        scores: dict[int, tuple[float, Figure]] = {}
        for mention, figure in self._cast.before(pronoun.i, 80):
            distance = here - self._sentence[mention.first]
            if distance > _FAR:
                break
            root = doc[mention.first : mention.last + 1].root.i
            if figure.type not in types or root in apart:
                continue
            if gender is not None and figure.gender not in (None, gender):
                continue
            score = self._score(mention, figure, distance, pronoun)
            if gender is not None and figure.gender == gender:
                score += 0.9
            if id(figure) not in scores or score > scores[id(figure)][0]:
                scores[id(figure)] = (score, figure)
        if not scores and gender is not None:
            found = self._speaker(pronoun, apart, gender)
            if found is not None:
                return found
        if not scores:
            return self._ahead(pronoun, apart, gender) if gender is not None else None
        ranked = sorted(scores.values(), key=lambda pair: -pair[0])
        best = ranked[0]
        if best[0] < 0.5:
            return None
        gap = best[0] - ranked[1][0] if len(ranked) > 1 else 3.0
        return Found(best[1], max(0.4, min(0.92, 0.55 + 0.12 * gap)))

    def _speaker(self, pronoun: Token, apart: Collection[int], gender: str) -> Found | None:
        """Who spoke last further back, where nobody is named near."""
        here = self._sentence[pronoun.i]
        for mention, figure in self._cast.before(pronoun.i, 80):
            if here - self._sentence[mention.first] > _FARTHEST:
                return None
            place = self._cast.mention_at(mention.first)
            fits = figure.type == EntityType.PERSON and figure.gender in (None, gender)
            if fits and place in self._speakers and mention.first not in apart:
                return Found(figure, 0.5)
        return None

    def _score(self, mention: Mention, figure: Figure, distance: int, pronoun: Token) -> float:
        doc = self._cast.reading.doc
        root = doc[mention.first : mention.last + 1].root
        score = _PROMINENCE.get(root.dep_, 0.8)
        place = self._cast.mention_at(mention.first)
        if place in self._speakers:
            score += 2.2
        if mention.first in self._quoted:
            score -= 2.5
        if self._paragraph[mention.first] == self._paragraph[pronoun.i]:
            score += 0.8
        return score + 0.15 * min(len(figure.places), 6) - 1.5 * distance

    def _ahead(self, pronoun: Token, apart: Collection[int], gender: str) -> Found | None:
        """A name later in the same sentence ("Before he spoke, Avi Cohen ...")."""
        doc = self._cast.reading.doc
        for i in range(pronoun.i + 1, min(pronoun.sent.end, pronoun.i + 40)):
            figure = self._cast.figure_at(i)
            if (
                figure is not None
                and figure.type == EntityType.PERSON
                and figure.gender in (None, gender)
                and i not in apart
                and doc[i].dep_ == "nsubj"
            ):
                return Found(figure, 0.5)
        return None


def _paragraph_of(doc: Doc, starts: list[int]) -> list[int]:
    numbers, at = [], 0
    for token in doc:
        while at + 1 < len(starts) and starts[at + 1] <= token.idx:
            at += 1
        numbers.append(at)
    return numbers
