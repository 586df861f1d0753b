"""Who is named beside a phrase: in apposition, between commas, at its end, or by an alias in small letters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.language.actors import Cast
from index.language.data import words
from index.language.joining import Figure
from index.language.registry import Known
from index.model import EntityType

if TYPE_CHECKING:
    from index.language.parsed import Token

_STOPS = frozenset((",", ";", ":", "(", "–", "—", "--", '"'))
_INCLUDING = words("including like such with among from than")


class Beside:
    """Looks in and around a noun phrase of one article for the name of whom it describes."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._doc = cast.reading.doc

    def apposed(self, tokens: Sequence[int], head: Token) -> Figure | None:
        """The person named between commas after a phrase for one ("The head of the board, Avi Cohen")."""
        if head.tag_ not in ("NN", "NNP") or not is_definite(tokens, head) or head.conjuncts:
            return None
        comma = next((k for k, i in enumerate(tokens) if i > head.i and self._doc[i].text == ","), None)
        if comma is None:
            return None
        end = next((k for k in range(comma + 1, len(tokens)) if self._doc[tokens[k]].text == ","), len(tokens))
        segment = tokens[comma + 1 : end]
        if not segment or len(segment) > 12:
            return None
        place = self._cast.mention_at(segment[-1])
        figure = None if place is None else self._cast.figure_of(place)
        if place is None or figure is None or figure.type != EntityType.PERSON:
            return None
        before = [self._doc[i] for i in segment if i < self._cast.mentions[place].first]
        if any(t.pos_ in ("VERB", "AUX", "PRON", "CCONJ", "SCONJ") or t.lower_ in _INCLUDING for t in before):
            return None
        return None if any(t.pos_ == "ADP" and t.lower_ not in ("of", "for") for t in before) else figure

    def at_the_end(self, tokens: Sequence[int], head: Token) -> Figure | None:
        """The person whose name ends a phrase, after other words for him ("council member and baker Avi Cohen")."""
        if head.i < tokens[-1] and head.tag_ in ("NN", "NNP"):
            end = next((k for k, i in enumerate(tokens) if i > head.i and self._doc[i].text in _STOPS), len(tokens)) - 1
            last = self._cast.figure_at(tokens[end])
            place = self._cast.mention_at(tokens[end])
            if last is not None and last.type == EntityType.PERSON and place is not None:
                before = self._doc[max(0, self._cast.mentions[place].first - 1)]
                if before.pos_ in ("NOUN", "ADJ", "PROPN") and before.i >= head.i:
                    return last
        return None

    def apposed_to_body(self, tokens: Sequence[int], figure: Figure) -> Figure | None:
        """The person named in apposition at the end of a phrase that begins with his body's name."""
        if figure.type == EntityType.PERSON:
            return None
        words = [i for i in tokens if not self._doc[i].is_punct and not self._doc[i].is_space]
        last = self._cast.figure_at(words[-1]) if words else None
        if last is None or last.type != EntityType.PERSON or self._doc[words[-1]].dep_ != "appos":
            return None
        return last if self._doc[words[-1]].head.tag_ == "NN" else None

    def in_apposition(self, tokens: Sequence[int], head: Token) -> Figure | None:
        """The person named in apposition: "the envoy, Yevgen Korniychuk"; "spokesman Avi Cohen"."""
        inside = set(tokens)
        for child in head.children:
            if child.dep_ == "acl" and child.lower_ in ("named", "called"):
                called = (self._cast.figure_at(c.i) for c in child.children if c.dep_ in ("oprd", "dobj"))
                person = next((f for f in called if f is not None and f.type == EntityType.PERSON), None)
                if person is not None:
                    return person  # "a student named Lind"
            figure = self._cast.figure_at(child.i)
            if figure is None or child.i not in inside:
                continue
            if child.dep_ == "appos" and figure.type in (EntityType.PERSON, EntityType.MEDIA, EntityType.ORG):
                return figure
            if child.dep_ in ("compound", "nmod") and figure.type == EntityType.MEDIA and _is_medium(head):
                return figure
            if child.dep_ == "appos" and child.pos_ == "PROPN" and head.lemma_ in ("journal", "magazine", "newspaper"):
                return figure
            if figure.type == EntityType.PERSON and child.dep_ in ("compound", "nmod", "flat") and child.i > head.i:
                return figure
        place = self._cast.mention_at(head.i + 1) if head.i + 1 in inside else None
        if place is None:
            return None
        last = self._doc[self._cast.mentions[place].last]
        if last.dep_ == "poss" and last.head.dep_ == "appos":
            return self.in_apposition(tokens, last.head)  # "news site Daily Sund's editor, Ada Lind"
        figure = self._cast.figure_of(place)
        subjects = ("nsubj", "nsubjpass")
        same = head.dep_ in subjects and last.dep_ in subjects and last.head == head.head
        return figure if same or figure.type in (EntityType.PERSON, EntityType.MEDIA) else None

    def alias(self, tokens: Sequence[int], head: Token) -> Known | None:
        """An alias of a known actor that is written in small letters ("the harbour authority")."""
        words = [self._doc[i] for i in tokens if i <= head.i]
        while words and words[0].dep_ in ("det", "predet"):
            words.pop(0)
        known = None
        whole = [i for i in tokens if words and i >= words[0].i and not self._doc[i].is_punct]
        if words and len(words) < len(whole) < 7:
            known = self._cast.registry.by_name(self._doc.words(whole[0], whole[-1] + 1))
        whose = next((self._doc[i] for i in tokens if i > head.i and self._doc[i].dep_ == "pobj"), None)
        if known is None and words and whose is not None and whose.head.head.i == head.i and whose.i - words[0].i < 7:
            known = self._cast.registry.by_name(self._doc.words(words[0].i, whose.i + 1))
        if known is None and 1 < len(words) < 7:
            known = self._cast.registry.by_name(self._doc.words(words[0].i, words[-1].i + 1))
        return known


def is_definite(tokens: Sequence[int], head: Token) -> bool:
    """Whether "the", "this" or somebody's stands before a noun, and no "a"."""
    return any(
        c.dep_ in ("det", "poss") and c.lower_ not in ("a", "an", "some") for c in head.children if c.i in set(tokens)
    )


def _is_medium(head: Token) -> bool:
    """Whether a noun is one for a medium ("the Interfax news agency"), not for who works there."""
    return head.lemma_.casefold() in ("agency", "newspaper", "broadcaster", "channel", "magazine", "daily", "network")
