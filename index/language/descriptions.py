"""Readable names for actors that no name stands for: "officials of Naftali Bennett's office"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from index.language.actors import Cast
from index.language.data import words as table
from index.language.data.bodies import DOCUMENTS, GENERIC, GOVERNMENT
from index.language.data.people import COLLECTIVES, ROLES, UNNAMED_PERSON
from index.language.media import NOUNS as MEDIA_NOUNS
from index.language.media import PLURAL_NOUNS as MEDIA_PLURALS
from index.language.names import is_title
from index.model import EntityType, Voice

if TYPE_CHECKING:
    from spacy.tokens import Token

_DETERMINERS = table("the a an this that these those some any its")
_STOP_AT = table("who which that whose whom where when while as because but")
_STOPPING = (",", "-", "(", ";", ":", "–", "—")
_GLUED = ("'s", "'", "’s", "’", "-", "/")
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
            if token.is_punct and token.text not in ("-", "/", "&", "'", "."):
                continue
            if not words and token.lower_ in _DETERMINERS and not alone:
                continue
            place = self._cast.mention_at(i)
            if place is not None:
                has_name, done = True, self._cast.mentions[place].last
                self._put_name(words, place)
            elif token.dep_ == "poss" and token.lower_ in ("his", "her", "its", "their"):
                name = self._named(token)
                has_name = has_name or name is not None
                words += [token.text] if name is None else [name, "'s"]
            else:
                has_name = has_name or (token.pos_ == "PROPN" and token.text[:1].isupper())
                words.append(token.text)
        while len(words) > 1 and words[-1].casefold() in _STOP_AT:
            words.pop()
        return _joined(words, lower=not has_name and not alone), has_name

    def _ends(self, token: Token, alone: bool) -> bool:
        if token.text in _STOPPING:
            glued = token.text == "-" and not token.whitespace_ and token.i and not self._doc[token.i - 1].whitespace_
            return not glued
        return not alone and (token.lower_ in _STOP_AT or token.dep_ in ("relcl", "acl", "appos"))

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
            joined[-1] += word.replace("’", "'")
        else:
            joined.append(word)
    if lower and joined and joined[0][:1].isupper() and not joined[0].isupper():
        joined[0] = joined[0][0].lower() + joined[0][1:]
    return joined


def voice_of(head: Token) -> Voice:
    """Whether a description is of people who are not named or of something that acts like an organisation."""
    lemma = head.lemma_.casefold()
    if lemma in UNNAMED_PERSON or head.lower_ in UNNAMED_PERSON or (head.tag_ in ("NNS", "NN") and lemma in ROLES):
        return Voice.UNNAMED
    body = lemma in GENERIC or lemma in GOVERNMENT or lemma in DOCUMENTS or head.lower_ in COLLECTIVES
    return Voice.ORGANISATION if body or head.pos_ == "PROPN" else Voice.UNNAMED


def is_media_noun(head: Token, lemma: str) -> bool:
    """Whether a common noun is a word for media ("Israeli media outlets", "press reports")."""
    if head.lower_ in MEDIA_PLURALS and lemma != "report":
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
