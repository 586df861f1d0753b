"""Readable names for actors that no name stands for: "officials of Naftali Bennett's office"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from index.language.actors import Cast
from index.language.data import words as table
from index.language.data.bodies import ACTING, DOCUMENTS, GENERIC, GOVERNMENT, STATUTES
from index.language.data.countries import PEOPLES
from index.language.data.kinds import CALENDAR
from index.language.data.people import COLLECTIVES, ROLES, UNNAMED_PERSON
from index.language.media import NOUNS as MEDIA_NOUNS
from index.language.media import PLURAL_NOUNS as MEDIA_PLURALS
from index.language.names import is_title
from index.model import EntityType, Voice

if TYPE_CHECKING:
    from index.language.parsed import Token

_DETERMINERS = table("the a an this that these those some any its neither either")
_STOP_AT = table("who which that whose whom where when while as because but")
_WHOSE = table("his her its their whose")
_STOPPING = (",", "-", "(", ";", ":", "–", "—", "--", "---")
_NO_END = table(
    "of in at on for to from with by about and or who which that whose the a an close set work as there here this last "
    "next out"
)
_GLUED = ("'s", "'", "’s", "’", "-", "/", "%")
# Alone these say nothing, so what is said of them belongs to the name ("a person who works for the Board").
_EMPTY = table("person people man woman one three two four five several many some others those someone men women few")


class Describer:
    """Makes names of noun phrases. `named` gives the name that a possessive pronoun stands for."""

    def __init__(self, cast: Cast, named: Callable[[Token], str | None]) -> None:
        self._cast = cast
        self._doc = cast.reading.doc
        self._named = named

    def words(self, tokens: Sequence[int], head: Token) -> tuple[list[str], bool]:
        """The words of a name for a noun phrase, and whether somebody's name is among them.

        Determiners and what is added after commas or "who" are left out, people are called by their full
        names, and possessive pronouns by whom they mean.
        """
        words: list[str] = []
        has_name = False
        done = -1
        alone = head.lower_ in _EMPTY and not any(
            i < head.i and self._doc[i].lower_ not in _DETERMINERS for i in tokens
        )
        for i in tokens:
            token = self._doc[i]
            if i <= done or token.is_space:
                continue
            if i > head.i and self._ends(token, alone):
                break
            if not words and self._is_age(i):
                done = self._doc[i].i + 4
                continue
            if token.is_punct and token.text not in ("-", "/", "&", "'", ".", "%"):
                continue
            if not words and token.lower_ in _DETERMINERS and not alone and i != head.i and not self._stands_alone(i):
                continue
            place = self._cast.mention_at(i)
            if place is not None:
                has_name, done = True, self._cast.mentions[place].last
                self._put_name(words, place)
            elif token.dep_ == "poss" and token.lower_ in _WHOSE and (i < head.i or token.lower_ != "whose"):
                name = self._named(token)
                has_name = has_name or name is not None
                words += [token.text] if name is None else [name, "'s"]
            else:
                has_name = has_name or (token.pos_ == "PROPN" and token.text[:1].isupper())
                words.append(token.text)
        while len(words) > 1 and words[-1].casefold() in _NO_END:
            words.pop()
        return _joined(words, lower=not has_name and not alone), has_name

    def _stands_alone(self, place: int) -> bool:
        """Whether "those" is who is meant ("those over 60"), not a word before them."""
        if self._doc[place].lower_ not in ("those", "these") or place + 1 >= len(self._doc):
            return False
        after = self._doc[place + 1]
        return after.pos_ == "ADP" or after.lower_ in _STOP_AT

    def _is_age(self, place: int) -> bool:
        """Whether "47-year-old" begins at a token, and a name follows."""
        doc = self._doc
        if not doc[place].like_num or place + 5 >= len(doc) or doc[place + 5].pos_ != "PROPN":
            return False
        return [doc[place + k].lower_ for k in range(1, 5)] == ["-", "year", "-", "old"]

    def _ends(self, token: Token, alone: bool) -> bool:
        if token.text in _STOPPING:
            glued = token.text == "-" and not token.whitespace_ and token.i and not self._doc[token.i - 1].whitespace_
            return not glued
        if alone:
            return token.dep_ == "cc" and token.head.pos_ in ("VERB", "AUX")
        return token.lower_ in _STOP_AT or token.dep_ in ("relcl", "acl", "appos") or self._is_time(token)

    def _is_time(self, token: Token) -> bool:
        """Whether a word begins a time at which somebody spoke ("officials on Saturday", "residents this week")."""
        after = self._doc[token.i + 1] if token.i + 1 < len(self._doc) else None
        if token.pos_ == "ADP" and token.lower_ != "of":
            return after is not None and (after.ent_type_ in ("DATE", "TIME") or after.lower_ in CALENDAR)
        return token.dep_ in ("npadvmod", "tmod") and (token.ent_type_ in ("DATE", "TIME") or token.lower_ in CALENDAR)

    def _put_name(self, words: list[str], place: int) -> None:
        figure, mention = self._cast.figure_of(place), self._cast.mentions[place]
        if figure is not None and figure.type == EntityType.PERSON:
            self._drop_titles(words, mention.first)
            modifies = self._doc[mention.last].dep_ in ("compound", "nmod", "amod")
            words.append(mention.name if modifies else figure.name)
        else:
            words.append(mention.name)

    def _drop_titles(self, words: list[str], first: int) -> None:
        """Take off the titles before a person's name that were already taken ("Israeli Prime Minister")."""
        i = first - 1
        before = ("compound", "amod", "nmod")
        while (
            i >= 0
            and words
            and self._doc[i].dep_ in before
            and words[-1] == self._doc[i].text
            and (words[-1][:1].isupper() or is_title(words[-1]))
        ):
            words.pop()
            i -= 1


def _joined(words: Sequence[str], *, lower: bool) -> list[str]:
    """The words with endings and hyphens put to what they belong to; `lower` for a name that begins with no name."""
    joined: list[str] = []
    for word in words:
        if joined and (word in _GLUED or joined[-1].endswith(("-", "/"))):
            joined[-1] += (
                "'"
                if word in ("'s", "’s") and joined[-1].endswith("s") and _is_plural(joined[-1])
                else word.replace("’", "'")
            )
        else:
            joined.append(word)
    if lower and joined and joined[0][:1].isupper() and not any(map(str.isupper, joined[0][1:])):
        joined[0] = joined[0][0].lower() + joined[0][1:]
    return joined


def _is_plural(word: str) -> bool:
    """Whether a word that ends in s is a people's name or a common plural ("Democrats", "officials")."""
    return word in PEOPLES or word.casefold() in PEOPLES or word.islower()


def voice_of(head: Token) -> Voice:
    """Whether a description is of people who are not named or of something that acts like an organisation."""
    lemma = head.lemma_.casefold()
    if lemma in UNNAMED_PERSON or head.lower_ in UNNAMED_PERSON or (head.tag_ in ("NNS", "NN") and lemma in ROLES):
        return Voice.UNNAMED
    if any(child.dep_ == "relcl" and any(t.lower_ == "who" for t in child.children) for child in head.children):
        return Voice.UNNAMED
    if lemma in DOCUMENTS:
        return Voice.UNNAMED  # a study whose author is not told
    body = lemma in GENERIC or lemma in ACTING or lemma in GOVERNMENT or lemma in STATUTES or head.lower_ in COLLECTIVES
    named = head.pos_ == "PROPN" or (head.text[:1].isupper() and not head.is_sent_start and not head.text.isupper())
    return Voice.ORGANISATION if body or named else Voice.UNNAMED


def is_media_noun(head: Token, lemma: str) -> bool:
    """Whether a common noun is a word for media ("Israeli media outlets", "press reports")."""
    if head.lower_ in MEDIA_PLURALS and lemma != "report":
        return True
    if lemma in ("television", "tv", "radio") and any(c.dep_ in ("compound", "amod", "nmod") for c in head.children):
        return True
    if lemma in ("media", "press", "newspaper", "broadcaster", "tabloid", "newswire", "outlet"):
        return True
    beside = {child.lower_ for child in head.children}
    if lemma in MEDIA_NOUNS and beside & {"news", "media", "press", "tv", "television", "radio"}:
        return True
    if lemma != "report":
        return False
    alone = all(child.lower_ in ("a", "the") or child.is_punct for child in head.children)
    return alone or head.tag_ == "NNS" or bool(beside & {"media", "news", "press", "unconfirmed", "local"})
