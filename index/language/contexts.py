"""Names told by the words around them: after a title, after a noun for media, after a capital "The"."""

from __future__ import annotations

from collections.abc import Iterator

from index.language.data import words as table
from index.language.data.kinds import CALENDAR, LAST_WORD
from index.language.data.people import ROLES, UNNAMED_PERSON
from index.language.media import NOUNS as MEDIA_NOUNS
from index.language.names import fold, is_particle, is_title, may_be_given_name
from index.language.recurring import MEDIA_ENDS, Draft, whole_name
from index.language.registry import Registry
from index.language.tokens import Tokens
from index.model import EntityType

POLITE = table("mr mrs ms miss sir lord lady dame")


def titled_people(words: Tokens, registry: Registry) -> Iterator[Draft]:
    """Names after a title: "Ambassador Yevgen Korniychuk" is a person, whatever the parser says."""
    doc, count = words.doc, len(words)
    for i, word in enumerate(words.text):
        if i + 1 >= count or not (words.capital[i + 1] or words.text[i + 1] == "."):
            continue
        pos = words.pos[i]
        role = pos == "NOUN" and word.islower() and _is_role(doc[i].lemma_)
        if not role and not is_title(word):
            continue
        if not words.capital[i] and pos not in ("NOUN", "PROPN"):
            continue
        if word.isupper() and len(word) > 3 and word.casefold() not in POLITE:
            continue
        first = i + 1
        if words.text[first] == "." and len(word) <= 4:
            first += 1
        if first >= count or is_title(words.text[first]):
            continue
        last = first - 1
        while last + 1 < count and last - first < 4:
            joined = last > i and _is_joined(words, last)
            if not joined and not _name_word(words, last + 1, registry, last >= first):
                break
            last += 2 if joined else 1
        while last > first and is_particle(words.text[last]):
            last -= 1
        if last < first or not words.capital[last] or fold(words.text[first]) in CALENDAR:
            continue
        if role and last == first:
            continue
        if registry.type_of(words.words(first, last)) in (None, EntityType.PERSON) and (
            LAST_WORD.get(fold(words.text[last])) is None
        ):
            weight = 5 if words.capital[i] or last > first or doc[first].ent_type_ == "PERSON" else 2
            yield Draft(*whole_name(words, first, last), EntityType.PERSON, weight)


def apposed_people(words: Tokens, registry: Registry) -> Iterator[Draft]:
    """Names between commas after what somebody is, where the parser has none: "the chancellor, Ilse Brandt, said"."""
    doc, text, count = words.doc, words.text, len(words)
    for i in range(1, count - 3):
        if text[i + 1] != "," or words.pos[i] != "NOUN" or not words.capital[i + 2] or not words.capital[i + 3]:
            continue
        if not text[i].islower() or not _is_role(doc[i].lemma_) or doc[i].tag_ != "NN":
            continue
        last = i + 3
        while last + 1 < count and words.capital[last + 1] and words.pos[last + 1] == "PROPN" and last - i < 5:
            last += 1
        inside = range(i + 2, last + 1)
        if any(words.pos[k] != "PROPN" or not text[k].istitle() or not text[k].isalpha() for k in inside):
            continue
        if any(doc[k].ent_type_ not in ("", "PERSON") or is_title(text[k]) for k in inside):
            continue
        told = LAST_WORD.get(fold(text[last])) is not None or fold(text[i + 2]) in CALENDAR
        if not told and registry.type_of(words.name(i + 2, last)) is None and registry.by_people(text[i + 2]) is None:
            yield Draft(i + 2, last, EntityType.PERSON, 2)


def _is_joined(words: Tokens, place: int) -> bool:
    """Whether a hyphen joins a word to the next capitalised one ("Jean-Luc")."""
    return (
        place + 2 < len(words)
        and words.text[place + 1] == "-"
        and words.glued(place)
        and words.glued(place + 1)
        and words.capital[place + 2]
    )


def _name_word(words: Tokens, place: int, registry: Registry, inside: bool) -> bool:
    text = words.text[place]
    if inside and words.begins[place]:
        return False
    if inside and is_particle(text):
        return True
    if not words.capital[place] or not text.replace("-", "").replace("'", "").replace(".", "").isalpha():
        return False
    if is_title(text):
        return False
    if words.pos[place] not in ("PROPN", "NOUN", "ADJ", "X"):
        # "Barend du Toit", but not the headline "Minister Sees Gains"
        return place + 1 < len(words) and is_particle(words.text[place + 1]) and text.isalpha()
    if text.isupper() and len(text) > 2:
        return False
    return inside or registry.by_people(text) is None


def papers_by_time(words: Tokens) -> Iterator[Draft]:
    """Papers called by when they come out and a word for papers ("the Evening Star", "the Sunday Mirror")."""
    for i, word in enumerate(words.text[:-1]):
        if word not in _TIMES or words.text[i + 1] not in MEDIA_ENDS:
            continue
        first, last = i, i + 1
        if last + 1 < len(words) and words.capital[last + 1] and words.pos[last + 1] == "PROPN":
            continue
        while first and words.capital[first - 1] and words.pos[first - 1] == "PROPN" and not words.begins[first]:
            first -= 1
        yield Draft(first, last, EntityType.MEDIA, 5)


_TIMES = frozenset(("Evening", "Morning", "Daily", "Sunday", "Weekly", "Weekend"))


def towns_of_mayors(words: Tokens, registry: Registry) -> Iterator[Draft]:
    """Names of places told by who governs them: "the mayor of Northport"."""
    text, count = words.text, len(words)
    for i in range(count - 2):
        if text[i].casefold() not in _GOVERNING or text[i + 1] != "of" or not words.capital[i + 2]:
            continue
        first = last = i + 2
        while last + 1 < count and last - first < 2 and words.capital[last + 1] and words.pos[last + 1] == "PROPN":
            last += 1
        name = words.name(first, last)
        if words.pos[first] == "PROPN" and registry.type_of(name) is None and LAST_WORD.get(fold(text[last])) is None:
            yield Draft(first, last, EntityType.GPE, 4)


_GOVERNING = table("mayor mayoress town city village")


def called_bodies(words: Tokens, registry: Registry) -> Iterator[Draft]:
    """Names straight after what a body is: "the environmental group Estuary Watch", "shipping company Norline"."""
    doc, text, count = words.doc, words.text, len(words)
    for i, word in enumerate(text[:-1]):
        if word.casefold() not in _BODY_NOUNS or words.pos[i] not in ("NOUN", "PROPN"):
            continue
        if not word.islower() and not words.begins[i]:
            continue
        first = last = i + 1
        if not _is_part_of_body(words, first) or words.begins[first]:
            continue
        while last + 1 < count and last - i < _LONGEST_BODY and _is_part_of_body(words, last + 1):
            last += 1
        name, told = words.name(first, last), LAST_WORD.get(fold(text[last]))
        if fold(text[first]) in CALENDAR or is_title(text[first]) or text[first].isupper():
            continue
        if registry.type_of(name) is not None or registry.by_people(text[first]) is not None:
            continue
        inside = all(doc[k].ent_iob_ == "I" or doc[k].ent_type_ == "" for k in range(first + 1, last + 1))
        if told in (None, EntityType.ORG) and inside and (last == first or not may_be_given_name(text[first])):
            yield Draft(first, last, EntityType.ORG, 5)


# No nouns for those who have people in them whose names may follow ("the band", "the party chairman").
_BODY_NOUNS = table("company firm group carrier airline startup start-up retailer charity carmaker automaker operator")
_LONGEST_BODY = 5  # tokens


def _is_part_of_body(words: Tokens, place: int) -> bool:
    text = words.text[place]
    return words.capital[place] and words.pos[place] == "PROPN" and text.replace("-", "").isalpha()


def _is_role(lemma: str) -> bool:
    plain = lemma.casefold().removeprefix("co-")
    return plain in ROLES or plain in UNNAMED_PERSON or plain in _MORE_ROLES


_MORE_ROLES = table("member co-author winner specialist agent pastor pollster strategist")


def called_the(words: Tokens, registry: Registry) -> Iterator[Draft]:
    """Names with a "The" that no sentence gives its capital: media, where nothing else is known ("in The Echo")."""
    text, count = words.text, len(words)
    for i, word in enumerate(text):
        if word != "The" or i == 0 or words.begins[i] or i + 1 >= count or not words.capital[i + 1]:
            continue
        if text[i - 1] in ('"', "'", ":", "(", "-", "|") or words.capital[i - 1]:
            continue
        last = i + 1
        while last + 1 < count and words.capital[last + 1] and last - i < 4 and words.pos[last + 1] == "PROPN":
            last += 1
        name = words.name(i + 1, last)
        known = registry.type_of(name) is not None or LAST_WORD.get(fold(text[last])) is not None
        if known or not text[i + 1].istitle() or words.pos[i + 1] != "PROPN" or is_title(text[i + 1]):
            continue
        if not may_be_given_name(text[i + 1]):
            yield Draft(i + 1, last, EntityType.MEDIA, 4)


_PUBLICATIONS = table("newspaper daily broadcaster tabloid magazine weekly newswire")
_MEDIA_ADJECTIVES = table("news television tv radio media press")


def after_media_noun(words: Tokens, first: int) -> bool:
    """Whether a name follows a noun for media: "the Israeli daily Walla", "news site, Znak.com"."""
    i = first - 1
    if i > 0 and words.text[i] == ",":
        i -= 1
    if i < 0:
        return False
    word = words.text[i].casefold()
    if word in _PUBLICATIONS:
        return True
    before = words.text[i - 1].casefold() if i else ""
    return word in MEDIA_NOUNS and before in _MEDIA_ADJECTIVES


def may_begin_medium(words: Tokens, place: int, registry: Registry) -> bool:
    """Whether a word before "Gazette" belongs to the paper's name."""
    word = words.text[place]
    return (
        words.capital[place]
        and words.pos[place] in ("PROPN", "ADJ", "NOUN")
        and word.istitle()
        and not words.begins[place]
        and registry.by_people(word) is None
    )
