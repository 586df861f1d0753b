"""Who speaks by a document, an account or a record: its author or its owner."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from index.language.actors import Cast
from index.language.data import words
from index.language.data.bodies import DOCUMENTS, PARTS, RULINGS, WORKS
from index.language.holder import Holder
from index.language.joining import Figure
from index.language.names import fold
from index.model import EntityType

if TYPE_CHECKING:
    from index.language.parsed import Token

ISSUED_BACK = 120  # tokens back in which it is looked for who made "the statement"
COURT_BACK = 40  # mentions back in which the court of a bare "ruling" is looked for
_COURTS = words("court courts tribunal")
_ISSUED = words("statement letter post tweet message email memo")
_BEFORE = words("compound nmod amod")
_MADE = words(
    "write release issue publish prepare conduct commission send post compile produce make sign file draft circulate "
    "collect author submit run do provide keep maintain put give lead carry edit sponsor fund"
)
_PEOPLE = words("top leading senior key public prominent political influential establishment major party")
_BODIES = (EntityType.ORG, EntityType.PERSON)


class Authors:
    """Finds the authors of what one article cites. `owner` gives whom a noun stands for, `named` a figure's holder."""

    def __init__(self, cast: Cast, owner: Callable[[Token], Holder | None], named: Callable[[Figure], Holder]) -> None:
        self._cast = cast
        self._owner = owner
        self._named = named

    def of(self, tokens: Sequence[int], head: Token, lemma: str) -> Holder | None:
        """Who speaks by it: "the institute's study", "a study by the institute", "Harbour Board records".

        None for what is no document and for one whose author is not told.
        """
        inside = set(tokens)
        if lemma in PARTS:
            whole = self._whole(head)
            if whole is not None and whole.i in inside:
                lemma = whole.lemma_.casefold()
                return self._author(inside, whole) or self._court(whole, lemma)
        if (lemma not in DOCUMENTS and lemma not in WORKS) or _is_somebody(head, lemma):
            return None
        return self._author(inside, head) or self._court(head, lemma) or self._issuer(head, lemma)

    def _is_author(self, token: Token) -> bool:
        """Whether a document is by or from somebody, not "seen by" him or "from" a place."""
        prep = token.head
        if prep.lower_ == "from":
            figure = self._cast.figure_at(token.i)
            return figure is None or figure.type not in (EntityType.GPE, EntityType.LOC)
        return prep.lower_ == "by" and (prep.head.pos_ != "VERB" or prep.head.lemma_ in _MADE)

    def _whole(self, head: Token) -> Token | None:
        """What a part is of."""
        for prep in head.children:
            if prep.dep_ == "prep" and prep.lower_ in ("of", "from"):
                for thing in prep.children:
                    lemma = thing.lemma_.casefold()
                    if thing.dep_ == "pobj" and (lemma in DOCUMENTS or lemma in WORKS):
                        return thing
        return None

    def _author(self, inside: set[int], head: Token) -> Holder | None:
        for child in head.subtree:
            if child.i not in inside or child == head or child.ent_type_ in ("DATE", "TIME"):
                continue
            if child.dep_ == "poss" and child.head == head:
                return self._owner(child)
            if child.dep_ == "pobj" and self._is_author(child):
                return self._owner(child)
        for child in head.lefts:
            figure = self._cast.figure_at(child.i) if child.i in inside and child.dep_ in _BEFORE else None
            if figure is None or not self._is_beside(child, head):
                continue
            if figure.type in _BODIES and child.dep_ != "amod":
                return self._named(figure)
            country = figure.known is not None and figure.known.kind == "country"
            if country and head.lemma_ in _ISSUED:
                return self._owner(child)  # "the Norwegian statement"
        if head.lemma_ == "editorial":
            for child in head.subtree:
                figure = self._cast.figure_at(child.i)
                if child.i in inside and figure is not None and figure.type == EntityType.MEDIA:
                    return self._named(figure)
        return None

    def _is_beside(self, name: Token, head: Token) -> bool:
        """Whether a name says whose the thing is: "Harbour Board annual report", not "Lind campaign memo"."""
        place = self._cast.mention_at(name.i)
        if place is None:
            return False
        mention, doc = self._cast.mentions[place], self._cast.reading.doc
        if mention.first and doc[mention.first - 1].text in ("/", "-"):
            return False  # one of several: "a Gazette/Sund University poll"
        begins = mention.first == mention.last and name.is_sent_start and not name.is_upper
        if begins and self._cast.figure_of(place).known is None and len(self._cast.figure_of(place).places) == 1:
            return False  # "Exit polls"
        return all(doc[i].pos_ in ("ADJ", "NUM") for i in range(mention.last + 1, head.i))

    def _issuer(self, head: Token, lemma: str) -> Holder | None:
        """Who made "the statement": the subject of the verb whose object it was, or who said so in it."""
        doc = self._cast.reading.doc
        if (
            lemma not in _ISSUED
            or head.tag_ != "NN"
            or [child.lower_ for child in head.lefts] != ["the"]
            or any(child.dep_ == "prep" for child in head.rights)
        ):
            return None
        word = head.lower_
        for i in range(head.i - 1, max(-1, head.i - ISSUED_BACK), -1):
            other = doc[i]
            if other.lower_ != word or not any(c.dep_ == "det" and c.lower_ in ("a", "an") for c in other.children):
                continue
            verb = other.head if other.dep_ == "dobj" else other.head.head if other.dep_ == "pobj" else None
            if verb is None or (other.dep_ == "pobj" and other.head.lower_ not in ("in", "on")):
                return None
            makers = (child for child in verb.children if child.dep_ == "nsubj" and child.pos_ in ("NOUN", "PROPN"))
            maker = next(makers, None)
            holder = None if maker is None else self._owner(maker)
            return None if holder is None else replace(holder, how="role", confidence=0.7)
        return None

    def _court(self, head: Token, lemma: str) -> Holder | None:
        """The court that a ruling without more is of: the last one named."""
        if lemma not in RULINGS or any(child.dep_ in ("poss", "amod", "compound") for child in head.children):
            return None
        if not any(child.dep_ == "det" and child.lower_ == "the" for child in head.children):
            return None
        for _, figure in self._cast.before(head.i, COURT_BACK):
            if figure.type == EntityType.ORG and not _COURTS.isdisjoint(fold(figure.name).split()):
                return replace(self._named(figure), how="role", confidence=0.6)
        return None


def _is_somebody(head: Token, lemma: str) -> bool:
    """Whether "figures" are people ("the party's top figures")."""
    if lemma != "figure":
        return False
    told = any(child.lower_ in _PEOPLE or child.dep_ in ("relcl", "compound", "nmod") for child in head.children)
    return told or not any(child.dep_ in ("poss", "acl", "prep") for child in head.children)
