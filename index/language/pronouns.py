"""Whom a pronoun means: the most prominent figure before it that agrees in gender and number."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.language.actors import Cast
from index.language.data import words
from index.language.entities import Mention
from index.language.joining import Figure
from index.model import EntityType

if TYPE_CHECKING:
    from index.language.parsed import Token

FIRST = words("i me my mine myself we us our ours ourselves")
HE = words("he him his himself")
SHE = words("she her hers herself")
THEY = words("they them their theirs themselves")
IT = words("it its itself")
RELATIVE = words("who whom whose which that")
THIRD = HE | SHE | THEY | IT
ALL = FIRST | HE | SHE | THEY | IT | RELATIVE

_ACRONYMS = words("us it")
_HOPELESS = -2.0  # the score below which nobody is whom "he" means
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

    def __init__(
        self, cast: Cast, sources: Iterable[int], quoted: Collection[int], contents: Sequence[Sequence[int]] = ()
    ) -> None:
        """`sources` are the heads of the attributions' sources, `quoted` the tokens in quotation marks and
        `contents` the tokens of each attribution's content."""
        self._cast = cast
        doc = cast.reading.doc
        self._sentence: list[int] = []
        for number, sentence in enumerate(doc.sents):
            self._sentence += [number] * (sentence.end - sentence.start)
        self.sources = sorted(set(sources))
        self._sources = frozenset(self.sources)
        self._speakers = {place for i in self.sources if (place := cast.mention_at(i)) is not None}
        self.quoted = quoted
        self._told: dict[int, set[int]] = {}
        for place, content in enumerate(contents):
            for i in content:
                self._told.setdefault(i, set()).add(place)
        self._paragraph = _paragraph_of(cast.reading.starts, [p.start for p in cast.reading.paragraphs])

    def is_source(self, token: int) -> bool:
        """Whether a token is the head of some attribution's source."""
        return token in self._sources

    def sources_before(self, token: int, limit: int = 12) -> Iterator[int]:
        """The heads of the sources before a token that nobody is told to be, the nearest first."""
        at = bisect_left(self.sources, token)
        for i in reversed(self.sources[max(0, at - limit) : at]):
            if not self.is_told(i, token):
                yield i

    def is_told(self, token: int, pronoun: int) -> bool:
        """Whether a token stands in what somebody said, and a pronoun does not stand in the same."""
        if self._sentence[token] == self._sentence[pronoun] and self._paragraph[token] == self._paragraph[pronoun]:
            return False
        inside = self._told.get(token)
        return inside is not None and not inside <= self._told.get(pronoun, set())

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

    def salient(self, noun: Token, gender: str | None) -> Found | None:
        """Whom an epithet means ("the billionaire"): the most prominent person before it."""
        found = self._best(noun, (), gender)
        return None if found is None else Found(found.figure, min(0.55, found.confidence))

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
            root = doc.root(mention.first, mention.last + 1).i
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
            earlier = self._speaker(pronoun, apart, gender) if gender is not None else None
            return earlier or (Found(best[1], 0.4) if gender is not None and best[0] > _HOPELESS else None)
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
        root = doc.root(mention.first, mention.last + 1)
        while root.dep_ == "appos" and root.head.i != root.i:
            root = root.head
        score = _PROMINENCE.get(root.dep_, 0.8)
        place = self._cast.mention_at(mention.first)
        if place in self._speakers:
            score += 2.2
        if mention.first in self.quoted:
            score -= 2.5
        elif self.is_told(mention.first, pronoun.i):
            score -= 1.5
        elif distance == 1 and root.dep_ in ("nsubj", "nsubjpass") and root.head.dep_ == "ROOT":
            score += 0.8
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


def _paragraph_of(offsets: Sequence[int], starts: Sequence[int]) -> list[int]:
    """The number of the paragraph that each token is in, by the tokens' offsets and where paragraphs start."""
    numbers: list[int] = []
    for number, start in enumerate(starts[1:]):
        numbers += [number] * (bisect_left(offsets, start) - len(numbers))
    return numbers + [max(0, len(starts) - 1)] * (len(offsets) - len(numbers))
