"""What a noun or a pronoun without a name points back to in the article."""

from __future__ import annotations

from collections.abc import Collection, Container, Sequence
from typing import TYPE_CHECKING

from index.language import pronouns
from index.language.actors import Cast
from index.language.data import words
from index.language.data.bodies import ACTING, BUSINESS, DOCUMENTS, GENERIC, GOVERNMENT, PUBLIC
from index.language.data.kinds import LAST_WORD
from index.language.data.people import COLLECTIVES, FEMALE_NOUNS, MALE_NOUNS, ROLES, SPOKESPERSON, UNNAMED_PERSON
from index.language.joining import Figure
from index.language.media import NOUNS as MEDIA_NOUNS
from index.language.names import fold
from index.language.pronouns import Discourse
from index.model import EntityType

if TYPE_CHECKING:
    from index.language.parsed import Doc, Token

LOOK_BACK = 500  # tokens that a description looks back for the same noun
MENTIONS_BACK = 150
_CITED_BACK = 4  # sentences back in which a source without a name is what a pronoun means
_BODIES = GENERIC | MEDIA_NOUNS | GOVERNMENT | DOCUMENTS | ACTING
_NO_AGENTS = words(
    """
    letter paper newspaper order number center matter answer offer power water winter summer river quarter member
    chapter poster sector factor error mirror minor major tower dinner border murder disaster register computer
    carrier maker manufacturer retailer carmaker automaker operator supplier producer publisher broadcaster regulator
    insurer lender charter transfer semester counter shutter list twist mist wrist gist human plan
    """
)
_PERSONS = UNNAMED_PERSON | ROLES | FEMALE_NOUNS | MALE_NOUNS | SPOKESPERSON
_GROUPS = words("team group panel crew band board committee jury couple pair duo trio family")
_AGENT_ENDINGS = ("er", "or", "ist", "ian", "man", "woman")
_TELLING = words("compound amod nmod poss prep relcl acl")
_NEW = words("a an one some several another")
_DEFINITE = words("the this that these those")
# What is in the names of bodies that are called so.
_KINDS = {
    word: words(endings)
    for kinds, endings in (
        ("carrier airline", "air airlines airline airways aviation wings"),
        ("carmaker automaker", "motor motors automotive cars"),
        ("lender bank", "bank banking bancorp"),
        ("insurer", "insurance assurance mutual"),
        ("bookseller", "books"),
        ("railway operator", "rail railway railways trains"),
    )
    for word in kinds.split()
}
_FIRM_BACK = 3  # sentences back in which a known firm is named that "the company" may be
_LOOKED_AT = 12  # mentions of a name before which an article is looked for
_PLACES = words("town city village municipality borough county parish district")
_LOOSE = words("company firm group organisation organization body charity corporation business")


class Antecedents:
    """Looks back in one article."""

    def __init__(self, cast: Cast, discourse: Discourse, resolved: Container[int] = ()) -> None:
        """`resolved` has the tokens of the pronouns that a holder was found for."""
        self._resolved = resolved
        self._cast = cast
        self._doc = cast.reading.doc
        self._discourse = discourse
        self._forms: list[str] | None = None  # each word in small letters

    def noun(self, pronoun: Token, *, sure: bool, named: bool, apart: Collection[int] = ()) -> Token | None:
        """The noun or the earlier pronoun that a pronoun stands for, where no single name is the better guess.

        `named` says that some name fits the pronoun, `sure` that it does so beyond doubt; nothing in the tokens
        `apart` is considered. Who spoke last comes first: after "one trader said", "he" is the trader, whoever else
        is named further back.
        """
        word = pronouns.kind_of(pronoun)
        if word in pronouns.THEY:
            return self.people(pronoun, apart)
        if word in pronouns.IT:
            place = self._place_just_before(pronoun)
            if place is not None:
                return place
            return self._citing_body(pronoun, apart) or (None if sure else self._body_noun(pronoun))
        if word not in pronouns.HE | pronouns.SHE:
            return None
        owner = named and pronoun.dep_ == "poss"
        return (None if owner else self._nameless_speaker(pronoun, apart)) or (None if named else self._person(pronoun))

    def people(self, pronoun: Token, apart: Collection[int] = ()) -> Token | None:
        """Several people or bodies before "they": the last source in the plural, else the last such subject."""
        here = self._discourse.sentence_of(pronoun.i)
        near = self._plural_subject_just_before(pronoun)
        for i in self._discourse.sources_before(pronoun.i):
            if near is not None and i <= near.i:
                return near
            if here - self._discourse.sentence_of(i) > _CITED_BACK:
                break
            if i in apart:
                continue
            other = self._doc[i]
            if other.lower_ in pronouns.THEY and i in self._resolved:
                return other
            if self._is_joint(other) and other.i != pronoun.i:
                return other
            figure = self._cast.figure_at(i)
            if figure is not None:
                if figure.type == EntityType.PERSON:
                    continue
                return None
            if pronouns.kind_of(other):
                continue
            if other.lower_ in COLLECTIVES or (other.tag_ in ("NNS", "NNPS") and _are_people(other)):
                return other
        if near is not None:
            return near
        for i in range(pronoun.i - 1, max(-1, pronoun.i - 80), -1):
            other = self._doc[i]
            if here - self._discourse.sentence_of(i) > 2:
                return None
            if other.dep_ not in ("nsubj", "nsubjpass") or self._discourse.is_told(i, pronoun.i):
                continue
            if self._is_joint(other):
                return other
            plural = other.tag_ in ("NNS", "NNPS") or other.lower_ in COLLECTIVES
            if plural and self._cast.mention_at(i) is None and self._can_speak(other):
                return other
        return None

    def _plural_subject_just_before(self, pronoun: Token) -> Token | None:
        """People or a group without a name that the sentence before is about ("The Sund team used ... They found")."""
        if not pronoun.sent.start or pronoun.dep_ not in ("nsubj", "nsubjpass"):
            return None
        root = self._doc[pronoun.sent.start - 1].sent.root
        for child in root.children:
            if child.dep_ != "nsubj" or self._cast.mention_at(child.i) is not None or child.i in self._discourse.quoted:
                continue
            group = child.tag_ == "NN" and child.lemma_ in _GROUPS
            if group or child.lower_ in COLLECTIVES or (child.tag_ == "NNS" and _are_people(child)):
                return child
        return None

    def joint(self, noun: Token) -> Token | None:
        """The first of several who were the subject together before "the two leaders", "both"."""
        here = self._discourse.sentence_of(noun.i)
        for i in range(noun.i - 1, max(-1, noun.i - 80), -1):
            if here - self._discourse.sentence_of(i) > 2:
                return None
            if self._doc[i].dep_ in ("nsubj", "nsubjpass") and self._is_joint(self._doc[i]):
                return self._doc[i]
        return None

    def _is_joint(self, noun: Token) -> bool:
        """Whether a noun begins "Avi Cohen and Noa Furman"."""
        figure = self._cast.figure_at(noun.i)
        if figure is None or figure.type not in (EntityType.PERSON, EntityType.ORG, EntityType.GPE):
            return False
        others = [t for t in noun.conjuncts if t.i > noun.i]
        return any(f is not None and f is not figure for f in map(self._cast.figure_at, (t.i for t in others)))

    def _nameless_speaker(self, pronoun: Token, apart: Collection[int] = ()) -> Token | None:
        """Somebody without a name, or the last "he", cited later than anybody named whom the pronoun may mean."""
        she = pronoun.lower_ in pronouns.SHE
        unfit, gender = (MALE_NOUNS, "f") if she else (FEMALE_NOUNS, "m")
        same = pronouns.SHE if she else pronouns.HE
        here = self._discourse.sentence_of(pronoun.i)
        nearest = self._named_subject(pronoun, gender)
        for i in self._discourse.sources_before(pronoun.i):
            if here - self._discourse.sentence_of(i) > _CITED_BACK or i < nearest:
                return None
            if i in apart:
                continue
            if self._doc[i].lower_ in same and i in self._resolved:
                return self._doc[i]
            figure = self._cast.figure_at(i)
            if figure is not None:
                if figure.type == EntityType.PERSON and figure.gender in (None, gender):
                    return None
                continue
            other = self._doc[i]
            lemma = other.lemma_.casefold()
            if other.tag_ != "NN" or pronouns.kind_of(other) or lemma in unfit or lemma in GENERIC:
                continue
            if _is_person(other) or _is_agent(other):
                return other
        return self._introduced(pronoun, nearest, unfit)

    def _introduced(self, pronoun: Token, nearest: int, unfit: frozenset[str]) -> Token | None:
        """The subject of the sentence before, where it is somebody new without a name ("A sailor came. He ...")."""
        if not pronoun.sent.start:
            return None
        root = self._doc[pronoun.sent.start - 1].sent.root
        for child in root.children:
            new = any(c.dep_ in ("det", "nummod") and c.lower_ in ("a", "an", "one", "another") for c in child.children)
            if child.dep_ == "nsubj" and child.tag_ == "NN" and child.i > nearest and new and _is_person(child):
                named = self._cast.mention_at(child.i) is not None or child.lemma_.casefold() in unfit
                return None if named else child
        return None

    def _named_subject(self, pronoun: Token, gender: str) -> int:
        """Where a person whom the pronoun may mean was last a subject; -1 where nobody was."""
        for mention, figure in self._cast.before(pronoun.i, 20):
            if figure.type != EntityType.PERSON or figure.gender not in (None, gender):
                continue
            root = self._doc.root(mention.first, mention.last + 1)
            while root.dep_ == "appos" and root.head.i != root.i:
                root = root.head
            if root.dep_ in ("nsubj", "nsubjpass") and not self._discourse.is_told(mention.first, pronoun.i):
                return mention.first
        return -1

    def _citing_body(self, pronoun: Token, apart: Collection[int] = ()) -> Token | None:
        """The body or document without a name that was the last source before "it"."""
        here = self._discourse.sentence_of(pronoun.i)
        for i in self._discourse.sources_before(pronoun.i):
            if here - self._discourse.sentence_of(i) > _CITED_BACK:
                return None
            if i in apart:
                continue
            if self._doc[i].lower_ in pronouns.IT and i in self._resolved:
                return self._doc[i]
            figure = self._cast.figure_at(i)
            if figure is not None:
                if figure.type == EntityType.PERSON:
                    continue
                return None
            other = self._doc[i]
            lemma = other.lemma_.casefold()
            if other.tag_ in ("NN", "NNP") and lemma in _BODIES:
                return other
        return None

    def _can_speak(self, noun: Token) -> bool:
        """Whether a plural noun is one for people or bodies."""
        lemma = noun.lemma_.casefold()
        return _are_people(noun) or noun.lower_ in COLLECTIVES or lemma in GENERIC

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

    def _place_just_before(self, pronoun: Token) -> Token | None:
        """The place without a name that the sentence before is about ("The town of 4,100 lies ... It has asked")."""
        if not pronoun.sent.start or pronoun.dep_ != "nsubj" or pronoun.head.dep_ != "ROOT":
            return None
        root = self._doc[pronoun.sent.start - 1].sent.root
        for child in root.children:
            if child.dep_ in ("nsubj", "nsubjpass") and child.tag_ == "NN" and child.lemma_.casefold() in _PLACES:
                named = any(self._cast.mention_at(t.i) is not None for t in child.subtree)
                return None if named or child.i in self._discourse.quoted else child
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
        """The organisation that "the association" means, and how sure.

        One that bears the word; for "the group" and the like the last one; else the one that spoke just before, if
        its name says nothing else of what it is ("NATO ... the alliance").
        """
        loose = None
        for _, figure in self._cast.before(head.i, MENTIONS_BACK):
            if figure.type != EntityType.ORG:
                continue
            words = fold(figure.name).split()
            if lemma in _KINDS and not _KINDS[lemma].isdisjoint(words):
                return figure, 0.7
            if lemma in words or (len(lemma) > 3 and words[-1].removesuffix("s").endswith(lemma)):
                return figure, 0.88
            listed = figure.known is not None and not self._is_firm_near(figure, head, lemma)
            if loose is None and lemma in _LOOSE and not listed and _may_be(lemma, words):
                loose = None if self._is_thing(figure) else figure
        if loose is not None:
            return loose, 0.6
        return self._body_just_cited(head) if lemma in GENERIC else None

    def _is_firm_near(self, figure: Figure, head: Token, lemma: str) -> bool:
        """Whether a known organisation, named just before, may be a firm: nothing in its name says another kind."""
        last = self._cast.last_before(figure, head.i)
        if lemma not in BUSINESS or last is None or figure.name.isupper():
            return False
        told = any(word in GENERIC | PUBLIC | _PLACES for word in fold(figure.name).split())
        return not told and self._discourse.sentence_of(head.i) - self._discourse.sentence_of(last) <= _FIRM_BACK

    def _is_thing(self, figure: Figure) -> bool:
        """Whether a single word that has "the" before it wherever it stands, and says nothing, names no body
        ("the dredging of the Tamsel"): firms and groups have names without an article.
        """
        if " " in figure.name or figure.name.isupper():
            return False
        for place in figure.places[:_LOOKED_AT]:
            first = self._cast.mentions[place].first
            if not first or self._doc[first - 1].lower_ != "the" or self._discourse.is_source(first):
                return False
        return True

    def _body_just_cited(self, head: Token) -> tuple[Figure, float] | None:
        here = self._discourse.sentence_of(head.i)
        for i in self._discourse.sources_before(head.i, 3):
            figure = self._cast.figure_at(i)
            if here - self._discourse.sentence_of(i) > 2 or figure is None or figure.type != EntityType.ORG:
                return None
            told = any(word in GENERIC or word in LAST_WORD for word in fold(figure.name).split())
            if head.lower_ == "bloc" or not told:
                return figure, 0.5
        return None

    def same_noun(self, head: Token, lemma: str) -> Token | None:
        """ "the officials": where the same noun stood last with words that say which."""
        if self._forms is None:
            self._forms = [token.lower_ for token in self._doc]
        forms, word = self._forms, head.lower_
        for i in range(head.i - 1, max(-1, head.i - LOOK_BACK), -1):
            if forms[i] != word:
                continue
            other = self._doc[i]
            if (
                not _same_number(other, head)
                or self._cast.mention_at(i) is not None
                or other.dep_ in ("compound", "ROOT")
            ):
                continue
            told = [c for c in other.children if c.dep_ in _TELLING]
            if told or any(c.dep_ in ("det", "nummod") and c.lower_ in _NEW for c in other.children):
                return other
        return None


def _may_be(lemma: str, words: Sequence[str]) -> bool:
    """Whether a body of this name can be called a company, a group ..."""
    return lemma not in BUSINESS or not any(word in PUBLIC for word in words)


def _same_number(one: Token, other: Token) -> bool:
    """Whether two nouns are both in the singular or both in the plural."""
    return one.tag_.startswith("NN") and one.tag_.endswith("S") == other.tag_.endswith("S")


def _are_people(noun: Token) -> bool:
    """Whether a noun in the plural is one for people or bodies."""
    lemma = noun.lemma_.casefold()
    if noun.lower_ in UNNAMED_PERSON or lemma in UNNAMED_PERSON | ROLES | GENERIC | ACTING | COLLECTIVES:
        return True
    if noun.pos_ == "PROPN" or noun.lower_ in ("people", "those", "men", "women", "children", "seamen"):
        return True
    return lemma in GOVERNMENT or (lemma.endswith(_AGENT_ENDINGS) and lemma not in _NO_AGENTS)


def _is_person(noun: Token) -> bool:
    """Whether a noun is one for a person."""
    lemma = noun.lemma_.casefold()
    return lemma in _PERSONS and lemma not in GENERIC


def _is_agent(noun: Token) -> bool:
    """Whether a noun is one for a person by its ending ("broker", "jeweller", "lobbyist")."""
    text = noun.lower_
    return text.endswith(_AGENT_ENDINGS) and text not in _NO_AGENTS


def is_bare(doc: Doc, tokens: Sequence[int], head: Token) -> bool:
    """Whether a phrase is an article and a noun ("the site"); what is added after a comma does not count."""
    before = [i for i in tokens if i < head.i]
    after = [i for i in tokens if i > head.i]
    if after and doc[after[0]].text in (",", "-", "–", "—"):
        after = []
    return len(before) == 1 and doc[before[0]].lower_ in _DEFINITE and not after


def phrase_of(head: Token, *, joined: bool = False) -> list[int]:
    """The phrase of a noun, as far as it is worth reading for a name, with what is `joined` to it by "and" or not."""
    left: set[int] = set()
    for child in () if joined else head.children:
        if child.dep_ in ("cc", "conj") and child.i > head.i and head.pos_ != "PROPN":
            left.update(t.i for t in child.subtree)
    return [t.i for t in head.subtree if t.i not in left and (t.i <= head.i or t.i - head.i < 14)][:40]
