"""What a noun or a pronoun without a name points back to in the article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.language import pronouns
from index.language.actors import Cast
from index.language.data import words
from index.language.data.bodies import GENERIC, GOVERNMENT
from index.language.data.people import COLLECTIVES, FEMALE_NOUNS, MALE_NOUNS, ROLES, UNNAMED_PERSON
from index.language.joining import Figure
from index.language.media import NOUNS as MEDIA_NOUNS
from index.language.names import fold
from index.language.pronouns import Discourse
from index.model import EntityType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LOOK_BACK = 500  # tokens that a description looks back for the same noun
MENTIONS_BACK = 150
_DEFINITE = words("the this that these those")
_LOOSE = words("company firm group organisation organization body charity corporation business")


class Antecedents:
    """Looks back in one article."""

    def __init__(self, cast: Cast, discourse: Discourse) -> None:
        self._cast = cast
        self._doc = cast.reading.doc
        self._discourse = discourse

    def noun(self, pronoun: Token, *, sure: bool, named: bool) -> Token | None:
        """The common noun that a pronoun stands for, where no name is the better guess.

        `named` says that some name fits the pronoun, `sure` that it does so beyond doubt.
        """
        word = pronouns.kind_of(pronoun)
        if word in pronouns.THEY:
            return self._people(pronoun)
        if word in pronouns.IT:
            return None if sure else self._body_noun(pronoun)
        return None if named else self._person(pronoun)

    def _people(self, pronoun: Token) -> Token | None:
        """The last subject in the plural that can speak, not more than two sentences back."""
        here = self._discourse.sentence_of(pronoun.i)
        for i in range(pronoun.i - 1, max(-1, pronoun.i - 80), -1):
            other = self._doc[i]
            if here - self._discourse.sentence_of(i) > 2:
                return None
            plural = other.tag_ in ("NNS", "NNPS") or other.lower_ in COLLECTIVES
            if not plural or other.dep_ not in ("nsubj", "nsubjpass"):
                continue
            if self._cast.mention_at(i) is None and self._can_speak(other):
                return other
        return None

    def _can_speak(self, noun: Token) -> bool:
        """Whether a plural noun is one for people or was cited as a source."""
        lemma = noun.lemma_.casefold()
        people = lemma in UNNAMED_PERSON or noun.lower_ in UNNAMED_PERSON or lemma in ROLES
        return people or noun.lower_ in COLLECTIVES or lemma in GENERIC or self._discourse.is_source(noun.i)

    def _person(self, pronoun: Token) -> Token | None:
        """Somebody without a name who is the last subject before "he" or "she"."""
        if pronoun.lower_ not in pronouns.HE | pronouns.SHE:
            return None
        unfit = MALE_NOUNS if pronoun.lower_ in pronouns.SHE else FEMALE_NOUNS
        here = self._discourse.sentence_of(pronoun.i)
        for i in range(pronoun.i - 1, max(-1, pronoun.i - 80), -1):
            other = self._doc[i]
            if here - self._discourse.sentence_of(i) > 2:
                return None
            lemma = other.lemma_.casefold()
            if (
                lemma in GENERIC
                or other.dep_ != "nsubj"
                or other.tag_ != "NN"
                or lemma in unfit
                or self._cast.mention_at(i) is not None
            ):
                continue
            if lemma in UNNAMED_PERSON or lemma in ROLES or lemma in FEMALE_NOUNS | MALE_NOUNS:
                return other
        return None

    def _body_noun(self, pronoun: Token) -> Token | None:
        """The subject before "it" that is a common noun for a body ("The council agreed: it asks ...")."""
        here = self._discourse.sentence_of(pronoun.i)
        for i in range(pronoun.i - 1, max(-1, pronoun.i - 60), -1):
            other = self._doc[i]
            if here - self._discourse.sentence_of(i) > 1:
                return None
            if other.dep_ in ("nsubj", "nsubjpass") and other.lemma_.casefold() in GENERIC | MEDIA_NOUNS | GOVERNMENT:
                return None if self._cast.mention_at(i) is not None else other
        return None

    def body(self, head: Token, lemma: str) -> tuple[Figure, float] | None:
        """The organisation that "the association" means, and how sure: one that bears the word, else the last."""
        loose = None
        for _, figure in self._cast.before(head.i, MENTIONS_BACK):
            if figure.type != EntityType.ORG:
                continue
            if lemma in fold(figure.name).split():
                return figure, 0.88
            if loose is None and lemma in _LOOSE and figure.known is None:
                loose = figure
        return None if loose is None else (loose, 0.6)

    def same_noun(self, head: Token, lemma: str) -> Token | None:
        """ "the officials": where the same noun stood last with words that say which."""
        for i in range(head.i - 1, max(-1, head.i - LOOK_BACK), -1):
            other = self._doc[i]
            if other.lemma_.casefold() != lemma or other.tag_ != head.tag_ or self._cast.mention_at(i) is not None:
                continue
            tokens = [t.i for t in other.subtree]
            if len(tokens) > 3 or not is_bare(self._doc, [k for k in tokens if k <= i], other):
                return other
        return None


def is_bare(doc: Doc, tokens: Sequence[int], head: Token) -> bool:
    """Whether a phrase is an article and a noun ("the site"); what is added after a comma does not count."""
    before = [i for i in tokens if i < head.i]
    after = [i for i in tokens if i > head.i]
    if after and doc[after[0]].text in (",", "-", "–", "—"):
        after = []
    return len(before) == 1 and doc[before[0]].lower_ in _DEFINITE and not after
