"""From a `Reading` to typed mentions of named things.

spaCy's small model finds most names but often takes a medium for a person or an ambassador for an
organisation. Its entities are therefore cut to the name itself, typed by tables and by the words in the
name where those are sure, completed by names that it missed (a title tells that a person's name follows),
and made one type over the whole article. Credits and bylines hold no entities.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.language.contexts import (
    POLITE,
    after_media_noun,
    apposed_people,
    called_bodies,
    called_the,
    may_begin_medium,
    papers_by_time,
    titled_people,
    towns_of_mayors,
)
from index.language.credits import silent_spans
from index.language.data import words as table
from index.language.data.kinds import BODIES, CALENDAR, JOINING, LAST_WORD, NO_NAMES, WORDS
from index.language.document import Reading
from index.language.kinds import is_body, type_by_words
from index.language.media import is_common_word, known_medium
from index.language.names import fold, is_given_name, is_title, may_be_given_name, tidy
from index.language.recurring import MEDIA_ENDS, Draft, again, one_type_each, whole_name, with_given_name
from index.language.registry import Registry
from index.language.tokens import Tokens
from index.model import EntityType, Span

LONGEST_NAME = 8  # tokens of a name that the tables or the patterns look for
_KEPT = {kind.value: kind for kind in EntityType}


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of a named thing: tokens `first` to `last` (both included), its place and its tidy name."""

    first: int
    last: int
    span: Span
    name: str
    type: EntityType
    sure: bool = False


def mentions(reading: Reading, registry: Registry, *, outlet: str | None = None) -> tuple[Mention, ...]:
    """All mentions of named things, in order, none overlapping another."""
    words = Tokens(reading.doc)
    hidden = _hidden_tokens(reading.starts, words, (*silent_spans(reading.text), *reading.masked))
    drafts = _Drafts(len(words), hidden)
    known = list(_known_names(words, reading.text, reading.starts, registry, outlet))
    drafts.add(d for d in known if d.last > d.first or d.type == EntityType.MEDIA)
    drafts.add(titled_people(words, registry))
    drafts.add(called_the(words, registry))
    drafts.add(papers_by_time(words))
    drafts.add(towns_of_mayors(words, registry))
    drafts.add(called_bodies(words, registry))
    drafts.add(_parsed(words, registry))
    drafts.add(apposed_people(words, registry))
    drafts.add(known)
    drafts.add(_named_runs(words))
    typed = one_type_each(words, drafts.sorted(), registry)
    drafts = _Drafts(len(words), hidden)
    everywhere = [*typed, *again(words, typed)]
    drafts.add(sorted(everywhere, key=lambda d: d.first - d.last))
    return tuple(_mention(reading, draft) for draft in drafts.sorted())


class _Drafts:
    """Mentions that do not overlap: what comes first keeps its tokens."""

    def __init__(self, length: int, hidden: bytearray) -> None:
        self._taken = bytearray(hidden) if len(hidden) == length else bytearray(length)
        self._kept: list[Draft] = []

    def add(self, drafts: Iterable[Draft]) -> None:
        for draft in drafts:
            if draft.last >= draft.first and not any(self._taken[draft.first : draft.last + 1]):
                self._taken[draft.first : draft.last + 1] = b"\x01" * (draft.last - draft.first + 1)
                self._kept.append(draft)

    def sorted(self) -> list[Draft]:
        return sorted(self._kept, key=lambda d: d.first)


def _hidden_tokens(starts: list[int], words: Tokens, spans: Iterable[Span]) -> bytearray:
    hidden = bytearray(len(words))
    for span in spans:
        at = max(0, bisect_right(starts, span.start) - 1)
        while at < len(starts) and starts[at] < span.end:
            if starts[at] + len(words.text[at]) > span.start:
                hidden[at] = 1
            at += 1
    return hidden


def _mention(reading: Reading, draft: Draft) -> Mention:
    span = reading.cut(draft.first, draft.last)
    name = tidy(reading.text[span.start : span.end])
    return Mention(draft.first, draft.last, span, name, draft.type, draft.weight >= 5)


def _known_names(
    words: Tokens, text: str, starts: list[int], registry: Registry, outlet: str | None
) -> Iterator[Draft]:
    """Names that stand in the tables, the longest first at each place."""
    own = fold(outlet) if outlet else None
    heads = registry.first_words
    count = len(words)
    i = -1
    while i + 1 < count:
        i += 1
        word = words.text[i]
        shown = words.capital[i] or text[starts[i]].isupper()  # a headline's capitals are taken from the parser
        if not shown and not word[:1].isdigit():
            continue
        if word == "Channel" and i + 1 < count and words.text[i + 1].isdigit():
            yield Draft(i, i + 1, EntityType.MEDIA, 6)
            i += 1
            continue
        if word not in heads:
            folded = fold(word)
            if folded not in heads and not (own and own.startswith(folded)):
                continue
        for last in range(min(i + LONGEST_NAME, count) - 1, i - 1, -1):
            if not (words.capital[last] or words.text[last][:1].isdigit()) or (last == i and not words.capital[i]):
                continue
            name = words.name(i, last)
            kind = EntityType.MEDIA if own and fold(name) == own else registry.type_of(name)
            if kind is None and i == last and is_common_word(name) and _follows_the(words, i, text, starts):
                kind = EntityType.MEDIA
            if kind is not None and _as_known(words, i, last, kind, registry):
                first = i
                if i and kind == EntityType.MEDIA and _article_of(starts[i - 1], name, text):
                    first = i - 1
                elif kind == EntityType.ORG and last > i:
                    first = _longer_body(words, i, last, registry)
                if kind == EntityType.PERSON:
                    titles = [k for k in range(first, last) if is_title(words.text[k])]
                    first = titles[-1] + 1 if titles else first
                yield Draft(first, last, kind, 6)
                i = last
                break


def _longer_body(words: Tokens, first: int, last: int, registry: Registry) -> int:
    """Where a body's name begins that the tables have without its first word ("Liberal Democratic Party")."""
    before = first - 1
    if before < 0 or not words.capital[before] or not words.text[before].isalpha() or is_title(words.text[before]):
        return first
    token = words.doc[before]
    if token.dep_ not in ("compound", "amod", "nmod") or not first <= token.head.i <= last:
        return first
    if registry.by_people(words.text[before]) is not None or registry.by_name(words.text[before]) is not None:
        return first
    if LAST_WORD.get(fold(words.text[last])) != EntityType.ORG or registry.by_seat(words.name(first, last)) is not None:
        return first
    return before if token.ent_type_ == "ORG" else first


def _follows_the(words: Tokens, i: int, text: str, starts: list[int]) -> bool:
    """Whether "The" stands before, with a capital that no sentence gives it, and the name is one that has it."""
    return (
        i > 0
        and text.startswith("The ", starts[i - 1])
        and not words.begins[i - 1]
        and (known_medium(words.text[i]) or "").startswith("The ")
    )


def _article_of(start: int, name: str, text: str) -> bool:
    """Whether the "The" at an offset before a medium's name belongs to it ("The Times of Israel")."""
    return text.startswith("The ", start) and (known_medium(name) or "").startswith("The ")


def _as_known(words: Tokens, first: int, last: int, kind: EntityType, registry: Registry) -> bool:
    """Whether a name from the tables is used as the tables have it, not as part of another name."""
    if kind == EntityType.PERSON or last > first:
        return True
    name = words.text[first]
    if kind in (EntityType.MEDIA, EntityType.ORG) and _is_end_of_name(words, first, registry):
        return False
    if name.isupper() and len(name) > 1 and words.pos[first] not in ("PROPN", "NOUN", "ADJ", "X", "DET"):
        return False
    if kind in (EntityType.GPE, EntityType.LOC):
        # "Paris Hilton", "Michael Jordan", "Ms London": part of a person's name.
        doc = words.doc
        if first:
            before = words.text[first - 1]
            if (is_title(before) and before[:1].isupper()) or doc[first - 1].ent_type_ == "PERSON":
                return doc[first].ent_type_ != "PERSON" and before.casefold().rstrip(".") not in POLITE
        if last + 1 < len(words) and doc[first].ent_type_ == "PERSON" and doc[last + 1].ent_type_ == "PERSON":
            return False
    return True


def _is_end_of_name(words: Tokens, place: int, registry: Registry) -> bool:
    """Whether a word is the last of a longer name that nobody knows ("the Northport Gazette")."""
    before = place - 1
    if before < 0 or words.pos[before] != "PROPN" or not words.capital[before] or words.begins[place]:
        return False
    word = words.text[before]
    if is_title(word) or words.glued(before) or registry.by_people(word) is not None or word.endswith("."):
        return False
    token = words.doc[before]
    return token.dep_ == "compound" and token.head.i == place and registry.type_of(word) is None


_MAY_BE_MEDIA = (EntityType.ORG, EntityType.PERSON, EntityType.GPE, EntityType.WORK_OF_ART)


def _parsed(words: Tokens, registry: Registry) -> Iterator[Draft]:
    """spaCy's entities, each cut to the name itself and split where it holds two names."""
    for entity in words.doc.ents:
        kind = _KEPT.get(entity.label_)
        if kind is not None:
            end = entity.end - 1
            if kind != EntityType.PERSON:
                speaker = _speaker_within(words, entity.start, end)
                if speaker is not None:
                    kind, end = EntityType.PERSON, speaker
            for first, last in _split(words, entity.start, end, kind, registry):
                at = _name_within(words, first, last, kind, registry)
                if at is not None:
                    yield from _cut(words, first, at - 1, kind, registry)
                    yield from _cut(words, at, last, EntityType.PERSON, registry)
                else:
                    yield from _cut(words, first, last, kind, registry)


_BREAKS = frozenset((",", ";", "/", "|", "–", "—"))
_ALWAYS_BREAKS = frozenset(("(", "<", ">", "vs.", "vs"))


def _split(words: Tokens, first: int, last: int, kind: EntityType, registry: Registry) -> Iterator[tuple[int, int]]:
    """Part an entity at "Israel's |", at commas and brackets; a court case ("Lind v. Sund") stays whole."""
    if "v." in words.text[first + 1 : last]:
        yield first, last
        return
    start = first
    for i in range(first + 1, last):
        if i > start and _parts_names(words, start, i, last, kind, registry):
            yield start, i - 1
            start = i + 1
    yield start, last


def _parts_names(words: Tokens, first: int, place: int, last: int, kind: EntityType, registry: Registry) -> bool:
    """Whether a word inside an entity stands between two names."""
    word = words.text[place]
    if word in ("'s", "'"):
        if place - first >= LONGEST_NAME:
            return False
        known = registry.type_of(words.name(first, place - 1)) is not None
        return known or (is_body(words, first, place - 1) and is_body(words, place + 1, last))
    if word == "-":
        return not words.glued(place - 1) and not words.glued(place)
    listed = kind in (EntityType.PERSON, EntityType.ORG, EntityType.NORP)
    return word in _ALWAYS_BREAKS or (word in _BREAKS and listed)


def _name_within(words: Tokens, first: int, last: int, kind: EntityType, registry: Registry) -> int | None:
    """Where a person's name begins in an entity that is none ("the UN | Noa Furman", "Scotland | Nicola Sturgeon")."""
    if kind == EntityType.PERSON:
        return None
    start = first + 1 if words.text[first].casefold() == "the" else first
    parts = words.text[start : last + 1]
    if len(parts) < 2 or any(not w[:1].isupper() or (w.isupper() and len(w) > 2) for w in parts[1:]):
        return None
    if any(fold(w) in LAST_WORD or fold(w) in _BODY_WORDS for w in parts[1:]) or words.pos[last] != "PROPN":
        return None
    if registry.type_of(" ".join(parts)) is not None:
        return None
    if (
        is_given_name(parts[0])
        and len(parts) <= 3
        and registry.type_of(parts[0]) is None
        and fold(parts[0]) not in LAST_WORD
    ):
        return start
    if len(parts) < 3 or len(parts) > 4:
        return None
    rest = parts[1:]
    if parts[0] in BODIES or (
        is_given_name(rest[0]) and (is_title(parts[0]) or registry.type_of(parts[0]) is not None)
    ):
        return start + 1
    return None


_BODY_WORDS = table(
    """
    security human general refugee special climate world central high supreme justice state
    """
)
_LEADING = frozenset(("the", "a", "an", "'s", "'", "s"))
_PREFIXES = frozenset(("non", "anti", "pro", "ex"))
_NO_NAME_POS = frozenset(("ADP", "SCONJ", "CCONJ", "PRON", "AUX", "VERB", "ADV"))
_CAPITALISED_TYPES = (EntityType.PERSON, EntityType.ORG, EntityType.GPE, EntityType.NORP)


def _cut(words: Tokens, first: int, last: int, kind: EntityType, registry: Registry) -> Iterator[Draft]:
    text = words.text
    while first <= last and (not _has_word(text[first]) or text[first].casefold() in _LEADING):
        first += 1
    while last >= first and (
        not _has_word(text[last]) or text[last] in ("'s", "’s") or (last > first and text[last].casefold() in JOINING)
    ):
        last -= 1
    if first > last:
        return
    while first + 1 < last and text[first].casefold() in _PREFIXES and text[first + 1] == "-":
        first += 2
    doubtful = False
    if kind == EntityType.PERSON and registry.by_name(words.name(first, last)) is None:
        while first < last and (
            is_title(text[first])
            or registry.by_people(text[first]) is not None
            or (words.begins[first] and _begins_no_name(words, first, last))
        ):
            doubtful = words.begins[first]
            first += 1
        if first < last and not words.capital[last] and text[last - 1] != "-":
            last -= 1
    elif kind in (EntityType.LAW, EntityType.GPE, EntityType.FAC, EntityType.ORG):
        while last > first and text[last].islower() and text[last].isalpha() and words.pos[last] != "PROPN":
            last -= 1
    name = words.name(first, last)
    if not any(c.isalpha() for c in name) or fold(name) in CALENDAR or len(name) > 100:
        return
    if kind in _CAPITALISED_TYPES and not any(words.capital[first : last + 1]):
        return
    if first == last and _is_no_name(words, first, name, kind):
        return
    if first == last and first and name in MEDIA_ENDS:
        while first > 1 and may_begin_medium(words, first - 1, registry):
            first -= 1
        if first < last or text[first - 1].casefold() == "the":
            yield Draft(first, last, EntityType.MEDIA, 4)
            return
    if kind in _MAY_BE_MEDIA and registry.type_of(name) is None and after_media_noun(words, first):
        yield Draft(first, last, EntityType.MEDIA, 6)
        return
    if "v." in text[first + 1 : last]:
        yield Draft(first, last, EntityType.LAW, 5)
        return
    if kind == EntityType.WORK_OF_ART and _speaks(words, first, last):
        kind = EntityType.PERSON
    if kind == EntityType.PERSON:
        first, last = whole_name(words, with_given_name(words, first), last)
        name = words.name(first, last)
    found, weight = type_by_words(name, kind, with_article=first > 0 and text[first - 1].casefold() == "the")
    sure = registry.type_of(name) or WORDS.get(fold(name))
    if sure is not None:
        found, weight = sure, 6
    elif found == EntityType.ORG and registry.by_name(name) is not None:
        found, weight = EntityType.MEDIA if known_medium(name) else found, 4
    yield Draft(first, last, found, 0.9 if doubtful and first == last and weight < 3 else weight)


def _speaks(words: Tokens, first: int, last: int) -> bool:
    """Whether what the parser takes for a title has a given name and says something ("April C'Lind told us")."""
    if not 1 <= last - first <= 2 or not may_be_given_name(words.text[first]):
        return False
    subject = words.doc[last].dep_ == "nsubj" and words.doc[last].head.lemma_ in ("say", "tell", "add", "note", "write")
    return subject and fold(words.text[last]) not in LAST_WORD and all(words.capital[first : last + 1])


def _speaker_within(words: Tokens, first: int, last: int) -> int | None:
    """Where a person's name ends in an entity that goes on about his office ("April C'Lind of the Northern Sund")."""
    ends = (at - 1 for at in range(first + 2, last) if words.text[at] in ("of", "from"))
    return next((end for end in ends if _speaks(words, first, end)), None)


def _has_word(text: str) -> bool:
    return any(map(str.isalnum, text))


def _begins_no_name(words: Tokens, first: int, last: int) -> bool:
    """Whether the first word of a sentence is no part of the name that the parser begins with it ("Following Lind")."""
    word = words.text[first]
    if words.pos[first] not in _NO_NAME_POS or may_be_given_name(word):
        return False
    return last > first + 1 or words.pos[first] not in ("VERB", "AUX") or word.endswith(("ing", "ed", "en"))


def _is_no_name(words: Tokens, place: int, name: str, kind: EntityType) -> bool:
    """Whether one word is a title, an ordinary word or a part of an office ("Secretary of State")."""
    if (is_title(name) and kind != EntityType.GPE) or fold(name) in NO_NAMES:
        return True
    if kind != EntityType.NORP and not words.capital[place]:
        return True
    if place > 1 and name == "State" and words.text[place - 1] == "of":
        return True
    return words.begins[place] and words.pos[place] in _NO_NAME_POS and kind != EntityType.NORP


def _named_runs(words: Tokens) -> Iterator[Draft]:
    """Runs of capitalised words that end in a telling word ("Clean Harbour Act"), and unnamed proper nouns."""
    i, count = 0, len(words)
    while i < count:
        if not (words.capital[i] and words.pos[i] in ("PROPN", "NOUN", "ADJ") and not words.doc[i].is_stop):
            i += 1
            continue
        last = i
        proper = words.pos[i] == "PROPN"
        j = i + 1
        while j < count and j - i < LONGEST_NAME and not words.begins[j]:
            if words.capital[j] and words.pos[j] in ("PROPN", "NOUN", "ADJ", "NUM"):
                last = j
                proper = proper or words.pos[j] == "PROPN"
            elif words.text[j].casefold() not in JOINING:
                break
            j += 1
        if last > i and proper:
            kind, weight = type_by_words(words.name(i, last), EntityType.WORK_OF_ART)
            if weight >= 3:
                yield Draft(i, last, kind, weight)
        i = last + 1
