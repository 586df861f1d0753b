"""From a `Reading` to typed mentions of named things.

spaCy's small model finds most names but often takes a medium for a person or an ambassador for an
organisation. Its entities are therefore cut to the name itself, typed by tables and by the words in the
name where those are sure, completed by names that it missed (a title tells that a person's name follows),
and made one type over the whole article. Credits and bylines hold no entities.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.language.credits import silent_spans
from index.language.data import words
from index.language.data.kinds import BODIES, CALENDAR, JOINING, LAST_WORD, NO_NAMES, WORDS
from index.language.data.people import ROLES, UNNAMED_PERSON
from index.language.document import Reading
from index.language.kinds import is_body, type_by_words
from index.language.media import NOUNS as MEDIA_NOUNS
from index.language.media import is_common_word, known_medium
from index.language.names import fold, is_given_name, is_title, tidy
from index.language.recurring import Draft, again, is_capital, name_of, one_type_each, with_given_name
from index.language.registry import Registry
from index.model import EntityType, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

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
    doc = reading.doc
    hidden = _hidden_tokens(doc, (*silent_spans(reading.text), *reading.masked))
    drafts = _Drafts(len(doc), hidden)
    known = list(_known_names(reading, registry, outlet))
    wide = [d for d in known if d.last > d.first or d.type in (EntityType.MEDIA,)]
    drafts.add(wide)
    drafts.add(_titled_people(doc, registry))
    drafts.add(_parsed(doc, registry))
    drafts.add(known)
    drafts.add(_named_runs(doc))
    typed = one_type_each(doc, drafts.sorted(), registry)
    drafts = _Drafts(len(doc), hidden)
    everywhere = [*typed, *again(doc, typed)]
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


def _hidden_tokens(doc: Doc, spans: Iterable[Span]) -> bytearray:
    hidden = bytearray(len(doc))
    stretches = sorted(spans)
    if not stretches:
        return hidden
    at = 0
    for token in doc:
        while at < len(stretches) and stretches[at].end <= token.idx:
            at += 1
        if at == len(stretches):
            break
        if stretches[at].start < token.idx + len(token.text):
            hidden[token.i] = 1
    return hidden


def _mention(reading: Reading, draft: Draft) -> Mention:
    span = reading.cut(draft.first, draft.last)
    name = tidy(reading.text[span.start : span.end])
    return Mention(draft.first, draft.last, span, name, draft.type, draft.weight >= 5)


def _known_names(reading: Reading, registry: Registry, outlet: str | None) -> Iterator[Draft]:
    """Names that stand in the tables, the longest first at each place."""
    doc, text = reading.doc, reading.text
    own = fold(outlet) if outlet else None
    heads = registry.first_words
    i = 0
    while i < len(doc):
        token = doc[i]
        word = token.text
        if word == "Channel" and i + 1 < len(doc) and doc[i + 1].is_digit:
            yield Draft(i, i + 1, EntityType.MEDIA, 6)
            i += 2
            continue
        if (not is_capital(token) and not word[:1].isdigit()) or (
            fold(word) not in heads and word not in heads and not (own and own.startswith(fold(word)))
        ):
            i += 1
            continue
        for last in range(min(i + LONGEST_NAME, len(doc)) - 1, i - 1, -1):
            if doc[last].is_space or doc[last].is_punct or not (is_capital(doc[last]) or doc[last].text[:1].isdigit()):
                continue
            name = name_of(doc, i, last)
            kind = EntityType.MEDIA if own and fold(name) == own else registry.type_of(name)
            if kind is None and i == last and is_common_word(name) and _follows_the(doc, i, text):
                kind = EntityType.MEDIA
            if kind is not None and _as_known(doc, i, last, kind, registry):
                first = i - 1 if i and kind == EntityType.MEDIA and _article_of(doc, i, name, text) else i
                if kind == EntityType.PERSON:
                    titles = [k for k in range(first, last) if is_title(doc[k].text)]
                    first = titles[-1] + 1 if titles else first
                yield Draft(first, last, kind, 6)
                i = last
                break
        i += 1


def _follows_the(doc: Doc, i: int, text: str) -> bool:
    """Whether "The" stands before, with a capital that no sentence gives it, and the name is one that has it."""
    the = doc[i - 1] if i else None
    return (
        the is not None
        and text.startswith("The ", the.idx)
        and not the.is_sent_start
        and (known_medium(doc[i].text) or "").startswith("The ")
    )


def _article_of(doc: Doc, i: int, name: str, text: str) -> bool:
    """Whether the "The" before a medium's name belongs to it ("The Times of Israel")."""
    return text.startswith("The ", doc[i - 1].idx) and (known_medium(name) or "").startswith("The ")


def _as_known(doc: Doc, first: int, last: int, kind: EntityType, registry: Registry) -> bool:
    """Whether a name from the tables is used as the tables have it, not as part of another name."""
    before = doc[first - 1] if first else None
    after = doc[last + 1] if last + 1 < len(doc) else None
    if kind == EntityType.PERSON or last > first:
        return True
    name = doc[first].text
    if name.isupper() and len(name) > 1 and doc[first].pos_ not in ("PROPN", "NOUN", "ADJ", "X", "DET"):
        return False
    if kind in (EntityType.GPE, EntityType.LOC):
        # "Paris Hilton", "Michael Jordan", "Ms London": part of a person's name.
        if before is not None and (
            (is_title(before.text) and before.text[:1].isupper()) or before.ent_type_ == "PERSON"
        ):
            return doc[first].ent_type_ != "PERSON" and before.text.casefold().rstrip(".") not in _POLITE
        if after is not None and doc[first].ent_type_ == "PERSON" and after.ent_type_ == "PERSON":
            return False
    return True


_POLITE = words("mr mrs ms miss sir lord lady dame")


def _is_role(token: Token) -> bool:
    lemma = token.lemma_.casefold().removeprefix("co-")
    return (
        lemma in ROLES or lemma in UNNAMED_PERSON or lemma in ("member", "co-author", "winner", "specialist", "agent")
    )


_MAY_BE_MEDIA = (EntityType.ORG, EntityType.PERSON, EntityType.GPE, EntityType.WORK_OF_ART)


def _after_media_noun(doc: Doc, first: int) -> bool:
    """Whether a name follows a noun for media: "the Israeli daily Walla", "news site, Znak.com"."""
    i = first - 1
    if i > 0 and doc[i].text == ",":
        i -= 1
    if i < 0:
        return False
    word = doc[i].lower_
    if word in ("newspaper", "daily", "broadcaster", "tabloid", "magazine", "weekly", "newswire"):
        return True
    before = doc[i - 1].lower_ if i else ""
    return word in MEDIA_NOUNS and before in ("news", "television", "tv", "radio", "media", "press")


def _titled_people(doc: Doc, registry: Registry) -> Iterator[Draft]:
    """Names after a title: "Ambassador Yevgen Korniychuk" is a person, whatever the parser says."""
    for token in doc:
        role = token.text.islower() and token.pos_ == "NOUN" and _is_role(token)
        if (not role and not is_title(token.text)) or (
            not token.text[:1].isupper() and token.pos_ not in ("NOUN", "PROPN")
        ):
            continue
        if token.text.isupper() and len(token.text) > 3 and token.text.casefold() not in _POLITE:
            continue
        first = token.i + 1
        if first < len(doc) and doc[first].text == "." and len(token.text) <= 4:
            first += 1
        if first >= len(doc) or is_title(doc[first].text):
            continue
        last = first - 1
        while last + 1 < len(doc) and last - first < 4 and _name_word(doc[last + 1], registry, last >= first):
            last += 1
        while last > first and doc[last].text.casefold() in _PARTICLES:
            last -= 1
        if last < first or not is_capital(doc[last]) or fold(doc[first].text) in CALENDAR:
            continue
        if role and last == first:
            continue
        name = doc[first : last + 1].text
        if registry.type_of(name) in (None, EntityType.PERSON) and LAST_WORD.get(fold(doc[last].text)) is None:
            weight = 5 if is_capital(token) or last > first or doc[first].ent_type_ == "PERSON" else 2
            yield Draft(first, last, EntityType.PERSON, weight)


_PARTICLES = words("de da di del della der den des du dos van von bin ibn ben al el la le ter")


def _name_word(token: Token, registry: Registry, inside: bool) -> bool:
    text = token.text
    if token.is_space or (token.is_sent_start and inside):
        return False
    if text.casefold() in _PARTICLES and inside:
        return True
    if not text[:1].isupper() or not text.replace("-", "").replace("'", "").replace(".", "").isalpha():
        return False
    if token.pos_ not in ("PROPN", "NOUN", "ADJ", "X") or is_title(text):
        return False
    if text.isupper() and len(text) > 2:
        return False
    return inside or registry.by_people(text) is None


def _parsed(doc: Doc, registry: Registry) -> Iterator[Draft]:
    """spaCy's entities, each cut to the name itself and split where it holds two names."""
    for entity in doc.ents:
        kind = _KEPT.get(entity.label_)
        if kind is not None:
            for first, last in _split(doc, entity.start, entity.end - 1, kind, registry):
                at = _name_within(doc, first, last, kind, registry)
                if at is not None:
                    yield from _cut(doc, first, at - 1, kind, registry)
                    yield from _cut(doc, at, last, EntityType.PERSON, registry)
                else:
                    yield from _cut(doc, first, last, kind, registry)


def _split(doc: Doc, first: int, last: int, kind: EntityType, registry: Registry) -> Iterator[tuple[int, int]]:
    """Part an entity at "Israel's |" and at commas."""
    for i in range(first + 1, last):
        if doc[i].text in ("'s", "'") and (
            registry.type_of(name_of(doc, first, i - 1)) is not None
            or (is_body(doc, first, i - 1) and is_body(doc, i + 1, last))
        ):
            yield first, i - 1
            yield from _split(doc, i + 1, last, kind, registry)
            return
        if doc[i].text in (",", ";", "/", "|", "–", "—") and kind in (
            EntityType.PERSON,
            EntityType.ORG,
            EntityType.NORP,
        ):
            yield first, i - 1
            yield from _split(doc, i + 1, last, kind, registry)
            return
    yield first, last


def _name_within(doc: Doc, first: int, last: int, kind: EntityType, registry: Registry) -> int | None:
    """Where a person's name begins in an entity that is none ("the UN | Noa Furman", "Scotland | Nicola Sturgeon")."""
    if kind == EntityType.PERSON:
        return None
    start = first + 1 if doc[first].text.casefold() == "the" else first
    words = [doc[i].text for i in range(start, last + 1)]
    if len(words) < 2 or any(not w[:1].isupper() or (w.isupper() and len(w) > 2) for w in words[1:]):
        return None
    if any(fold(w) in LAST_WORD or fold(w) in _BODY_WORDS for w in words[1:]) or doc[last].pos_ != "PROPN":
        return None
    if registry.type_of(" ".join(words)) is not None:
        return None
    if (
        is_given_name(words[0])
        and len(words) <= 3
        and registry.type_of(words[0]) is None
        and fold(words[0]) not in LAST_WORD
    ):
        return start
    if len(words) < 3 or len(words) > 4:
        return None
    rest = words[1:]
    if words[0] in BODIES or (
        is_given_name(rest[0]) and (is_title(words[0]) or registry.type_of(words[0]) is not None)
    ):
        return start + 1
    return None


_BODY_WORDS = words(
    """
    security human general refugee special climate world central high supreme justice state
    """
)


def _cut(doc: Doc, first: int, last: int, kind: EntityType, registry: Registry) -> Iterator[Draft]:
    while first <= last and (
        doc[first].is_space or doc[first].is_punct or doc[first].text.casefold() in ("the", "a", "an", "'s", "'", "s")
    ):
        first += 1
    while last >= first and (doc[last].is_space or doc[last].is_punct or doc[last].text in ("'s", "'", "’s")):
        last -= 1
    if first > last:
        return
    while first + 1 < last and doc[first].lower_ in ("non", "anti", "pro", "ex") and doc[first + 1].text == "-":
        first += 2
    whole = name_of(doc, first, last)
    if kind == EntityType.PERSON and registry.by_name(whole) is None:
        while first < last and (is_title(doc[first].text) or registry.by_people(doc[first].text) is not None):
            first += 1
        if first < last and not is_capital(doc[last]):
            last -= 1
    name = name_of(doc, first, last)
    if not any(c.isalpha() for c in name) or fold(name) in CALENDAR or len(name) > 100:
        return
    if kind in (EntityType.PERSON, EntityType.ORG, EntityType.GPE, EntityType.NORP) and not any(
        is_capital(doc[i]) for i in range(first, last + 1)
    ):
        return
    if first == last and ((is_title(name) and kind != EntityType.GPE) or fold(name) in NO_NAMES):
        return
    if first == last and kind != EntityType.NORP and not is_capital(doc[first]):
        return
    if kind in _MAY_BE_MEDIA and registry.type_of(name) is None and _after_media_noun(doc, first):
        yield Draft(first, last, EntityType.MEDIA, 6)
        return
    if kind == EntityType.PERSON:
        first = with_given_name(doc, first)
        name = name_of(doc, first, last)
    found, weight = type_by_words(name, kind, with_article=first > 0 and doc[first - 1].text.casefold() == "the")
    sure = registry.type_of(name) or WORDS.get(fold(name))
    if sure is not None:
        found, weight = sure, 6
    elif found == EntityType.ORG and registry.by_name(name) is not None:
        found, weight = EntityType.MEDIA if known_medium(name) else found, 4
    yield Draft(first, last, found, weight)


def _named_runs(doc: Doc) -> Iterator[Draft]:
    """Runs of capitalised words that end in a telling word ("Clean Harbour Act"), and unnamed proper nouns."""
    i = 0
    while i < len(doc):
        if not (is_capital(doc[i]) and doc[i].pos_ in ("PROPN", "NOUN", "ADJ") and not doc[i].is_stop):
            i += 1
            continue
        last = i
        j = i + 1
        while j < len(doc) and j - i < LONGEST_NAME and not doc[j].is_sent_start:
            if is_capital(doc[j]) and doc[j].pos_ in ("PROPN", "NOUN", "ADJ", "NUM"):
                last = j
            elif doc[j].text.casefold() not in JOINING:
                break
            j += 1
        if last > i and any(t.pos_ == "PROPN" for t in doc[i : last + 1]):
            name = name_of(doc, i, last)
            kind, weight = type_by_words(name, EntityType.WORK_OF_ART)
            if weight >= 3:
                yield Draft(i, last, kind, weight)
        i = last + 1
