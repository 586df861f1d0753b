"""The whole phrase for a speaker, where what the parser took for it ends too early.

A hyphen ("study co-author Ada Lind"), an office after a place ("Ohio Senator Ada Lind") or a comma before a name
("According to the town's first selectman, Karl Ostrow, there were ten") may have cut it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.language.actors import Cast
from index.language.data.people import ROLES, UNNAMED_PERSON
from index.language.names import is_title
from index.model import EntityType

if TYPE_CHECKING:
    from index.language.parsed import Token

_MOST_TITLES = 5  # words of an office between a place and a name that are read
_SUBJECTS = ("nsubj", "nsubjpass")
_NAMEABLE = (EntityType.PERSON, EntityType.ORG, EntityType.MEDIA, EntityType.GPE)
_OF_TITLES = frozenset(("of", "for", "and", "the"))


def whole_phrase(cast: Cast, tokens: Sequence[int], head: Token) -> tuple[Sequence[int], Token]:
    """The tokens and the head of the phrase that `tokens` begin, the same where nothing was cut off."""
    if not tokens or tokens[-1] != tokens[0] + len(tokens) - 1:
        return tokens, head
    last = _after_hyphen(cast, tokens[-1])
    doc = cast.reading.doc
    beside = _named_closely(cast, tokens, head)
    if beside is not None:
        return range(tokens[0], cast.mentions[beside].last + 1), head
    if last > tokens[-1]:
        after = last + 1
        while after < len(doc) and is_title(doc[after].text):
            after += 1
        place = _name_after(cast, after)
    else:
        place = _titled(cast, last) or _after_comma(cast, tokens, head)
    if place is not None:
        mention = cast.mentions[place]
        return range(tokens[0], mention.last + 1), doc.root(mention.first, mention.last + 1)
    return (tokens, head) if last == tokens[-1] else (range(tokens[0], last + 1), doc[last])


def _named_closely(cast: Cast, tokens: Sequence[int], head: Token) -> int | None:
    """Whose name follows a noun straight away, as the subject of the same verb ("the tech company Dorvale said")."""
    after, doc = head.i + 1, cast.reading.doc
    if head.dep_ not in _SUBJECTS or head.tag_ != "NN" or head.i != tokens[-1] or after >= len(doc):
        return None
    place = cast.mention_at(after)
    if place is None or cast.mentions[place].first != after or cast.mention_at(head.i) is not None:
        return None
    mention = cast.mentions[place]
    root = doc.root(mention.first, mention.last + 1)
    same = root.dep_ in _SUBJECTS and root.head == head.head and not root.conjuncts
    return place if same and mention.type in _NAMEABLE else None


def _after_hyphen(cast: Cast, last: int) -> int:
    """The last token of the word that a token is the first part of ("co-author"), else the token itself."""
    doc = cast.reading.doc
    while last + 2 < len(doc) and doc[last + 1].text == "-" and not doc[last].whitespace_:
        if doc[last + 1].whitespace_ or not doc[last + 2].is_alpha or doc[last + 2].is_sent_start:
            break
        last += 2
    return last


def _name_after(cast: Cast, first: int) -> int | None:
    """The place of the person's mention that begins at a token."""
    place = cast.mention_at(first) if first < len(cast.reading.doc) else None
    if place is None or cast.mentions[place].first != first or cast.mentions[place].type != EntityType.PERSON:
        return None
    return place


def _titled(cast: Cast, last: int) -> int | None:
    """Who is named after a place or a title and the rest of the office ("Ohio | Senator Ada Lind")."""
    doc = cast.reading.doc
    figure = cast.figure_at(last)
    place = figure is not None and figure.type in (EntityType.GPE, EntityType.NORP, EntityType.ORG)
    if not (place or is_title(doc[last].text)):
        return None
    i, titles = last + 1, is_title(doc[last].text)
    while i < len(doc) and i - last <= _MOST_TITLES and not doc[i].is_sent_start:
        if titles:
            found = _name_after(cast, i)
            if found is not None:
                return found
        if is_title(doc[i].text) and doc[i].text[:1].isupper():
            titles = True
        elif not titles or not (doc[i].lower_ in _OF_TITLES or doc[i].text[:1].isupper()):
            return None
        i += 1
    return None


def _after_comma(cast: Cast, tokens: Sequence[int], head: Token) -> int | None:
    """Who is named after a comma and what he is: as the subject of the same verb, or, after "according to", if the
    next clause is about something else.
    """
    doc = cast.reading.doc
    lemma, last = head.lemma_.casefold(), tokens[-1]
    if (
        head.dep_ == "nsubj"
        and head.tag_ == "NN"
        and cast.mention_at(head.i) is None
        and last + 2 < len(doc)
        and doc[last + 1].text == ","
    ):
        place = _name_after(cast, last + 2)
        root = None if place is None else doc.root(cast.mentions[place].first, cast.mentions[place].last + 1)
        # "His daughter, a member of the board, Ada Lind wrote": both are the subject of one verb.
        return place if root is not None and root.dep_ == "nsubj" and root.head == head.head else None
    if head.i != last or head.dep_ != "pobj" or head.tag_ != "NN" or doc[tokens[0] - 2].lower_ != "according":
        return None
    told = any(child.dep_ == "poss" or child.lower_ == "the" for child in head.children)
    person = lemma in ROLES or lemma in UNNAMED_PERSON or lemma.endswith(("man", "woman", "er", "or"))
    if not told or not person or last + 1 >= len(doc) or doc[last + 1].text != ",":
        return None
    place = _name_after(cast, last + 2)
    if place is None:
        return None
    mention = cast.mentions[place]
    root, after = doc.root(mention.first, mention.last + 1), mention.last + 1
    if root.dep_ in ("nsubj", "nsubjpass") or after + 1 >= len(doc) or doc[after].text != ",":
        return None
    return place if doc[after + 1].pos_ in ("DET", "PRON", "NOUN", "PROPN", "NUM") else None
