"""From mentions to the actors of an article: which names stand for the same one.

A `Figure` is one person, body, country, medium or other named thing of the article with all its mentions;
the `Cast` is all of them. A surname joins the full name, a short form the long one, an acronym the name
it was introduced with or whose initials it has, and what the registry knows joins by its id. Two people of
one surname stay two: a bare surname then goes to the one named last, or to the one whose title fits.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from index.language.data import words as table
from index.language.data.bodies import ASSEMBLIES, PARTIES
from index.language.data.people import FAMILY, FEMALE_NOUNS, MALE_NOUNS, RANKS, ROLES, SHORT_TITLES
from index.language.document import Reading
from index.language.entities import Mention
from index.language.joining import MOST_NAMESAKES, Figure, Joined, Role
from index.language.names import fold, gender_of_title, person_words
from index.language.registry import Known, Registry
from index.model import Entity, EntityType, Span

if TYPE_CHECKING:
    from index.language.parsed import Doc, Token

MOST_DESCRIBED = 40  # mentions of one person next to which a description is looked for
FOREIGN = 3  # mentions of other countries from which an article is about more than one
_AT_HOME = 3  # so many times as often as parties and assemblies they must be named then
_EUROPEAN = frozenset(("european-union", "european-commission", "european-parliament"))
_DESCRIPTION = 14  # tokens of a description next to a name that are read
_ACTING = table("nsubj nsubjpass agent")
_STATIC = table("be have lie host stand remain become see")


class Cast:
    """The figures of one article, and which of them a token belongs to."""

    def __init__(self, reading: Reading, mentions: Sequence[Mention], registry: Registry) -> None:
        self.reading = reading
        self.registry = registry
        self.mentions = tuple(mentions)
        self._starts = [m.first for m in self.mentions]
        joined = Joined(reading.doc, self.mentions, registry)
        self.figures = joined.figures
        self._figure_of = joined.figure_of
        self._name_words = {w for f in self.figures if f.type == EntityType.PERSON for w in person_words(f.name)}
        self._by_id = {f.id: f for f in reversed(self.figures)}
        self.countries = _countries_by_mentions(self.figures)
        self._at_home = sum(
            len(f.places)
            for f in self.figures
            if fold(f.name) in PARTIES or (f.type == EntityType.ORG and fold(f.name) in ASSEMBLIES)
        )
        self._describe()
        self.by_role = _figures_by_role(self.figures)

    # ---- looking up

    def mention_at(self, token: int) -> int | None:
        """The place of the mention that covers a token."""
        place = bisect_right(self._starts, token) - 1
        return place if place >= 0 and self.mentions[place].last >= token else None

    def figure_at(self, token: int) -> Figure | None:
        """The figure that a token belongs to."""
        place = self.mention_at(token)
        return None if place is None else self._figure_of[place]

    def figure_named(self, ident: str) -> Figure | None:
        """The figure of an id; None where the article has none of it."""
        return self._by_id.get(ident)

    def figure_of(self, place: int) -> Figure:
        """The figure of a mention, by the mention's place."""
        return self._figure_of[place]

    def before(self, token: int, limit: int = 60) -> Iterator[tuple[Mention, Figure]]:
        """Mentions that end before a token, the nearest first, at most `limit` of them."""
        place = bisect_right(self._starts, token) - 1
        for i in range(place, max(-1, place - limit), -1):
            if self.mentions[i].last < token:
                yield self.mentions[i], self._figure_of[i]

    def last_before(self, figure: Figure, token: int) -> int | None:
        """The first token of a figure's last mention before a token."""
        at = bisect_left(figure.places, bisect_left(self._starts, token))
        return self.mentions[figure.places[at - 1]].first if at else None

    def people_of(self, figure: Figure) -> str:
        """A people's name: the plural that the article uses ("Palestinians"), else the word itself."""
        names = [self.mentions[place].name for place in figure.places[:MOST_DESCRIBED]]
        return next((name for name in names if name.endswith("s")), names[0] if names else figure.name)

    def acting_for(self, figure: Figure) -> Known | None:
        """The country that a place stands for where it acts; None where a person bears the same name."""
        if figure.type not in (EntityType.GPE, EntityType.ORG, EntityType.FAC, EntityType.LOC):
            return None
        known = self.registry.by_seat(figure.name)
        if fold(figure.name) == "brussels" and not self._by_id.keys().isdisjoint(_EUROPEAN):
            known = self.registry.by_name("European Union")
        if known is None or known == figure.known:
            return None
        if self.registry.is_institution(figure.name) and not self._is_abroad(known):
            return None
        return None if fold(figure.name) in self._name_words else known

    def _is_abroad(self, known: Known) -> bool:
        """Whether the article deals with other countries, so that a government's seat stands for its country.

        "The White House" of an article on American politics is itself; beside Israel and Russia it is America.
        """
        others = sum(number for other, number in self.countries.values() if other.id != known.id)
        return others >= FOREIGN and others >= _AT_HOME * self._at_home

    def entities(self) -> tuple[Entity, ...]:
        """Every mention with its type, the name that it is counted under and its actor's id."""
        return tuple(self._entity(m, f) for m, f in zip(self.mentions, self._figure_of, strict=True))

    def _entity(self, mention: Mention, figure: Figure) -> Entity:
        text = self.reading.text[mention.span.start : mention.span.end]
        if figure.type == EntityType.NORP:
            return Entity(mention.span, text, figure.type, figure.name)
        known = self.acting_for(figure)
        if known is not None and self._acts(mention):
            return Entity(mention.span, text, figure.type, known.name, known.id)
        return Entity(mention.span, text, figure.type, figure.name, figure.id)

    def _acts(self, mention: Mention) -> bool:
        """Whether a place is what does something here, or one side between two ("between Washington and Moscow")."""
        root = self.reading.doc.root(mention.first, mention.last + 1)
        while root.dep_ == "conj" and root.head.i != root.i:
            root = root.head
        if root.dep_ in _ACTING:
            return root.head.lemma_ not in _STATIC or root.dep_ != "nsubj"
        return root.dep_ == "pobj" and root.head.lower_ in ("between", "by", "with")

    # ---- what is said about people

    def _describe(self) -> None:
        """Collect each person's titles, roles and gender from the words next to its mentions."""
        doc = self.reading.doc
        for figure in self.figures:
            if figure.type != EntityType.PERSON:
                continue
            votes = {"m": 0, "f": 0}
            for mention in (self.mentions[i] for i in figure.places[:MOST_DESCRIBED]):
                for group in descriptions(doc, mention):
                    words = frozenset(map(_role_word, group)) | _pairs(group)
                    roles = frozenset(w for w in words if w in ROLES and not _is_owned(w, group, mention))
                    ranks = frozenset(t.lower_ for t in group if t.lower_ in RANKS)
                    owner = self.owner_in(group)
                    if roles:
                        figure.roles.append(Role(roles, owner, mention.first, ranks, self._fields(group, roles)))
                    for token in group:
                        said = gender_of_title(token.text) or (
                            "f" if token.lower_ in FEMALE_NOUNS else "m" if token.lower_ in MALE_NOUNS else None
                        )
                        if said is not None and token.dep_ != "poss":
                            votes[said] += 1
            if votes["m"] != votes["f"]:
                figure.gender = "m" if votes["m"] > votes["f"] else "f"

    def _fields(self, group: Sequence[Token], roles: frozenset[str]) -> frozenset[str]:
        """What the roles in a description are for."""
        found: frozenset[str] = frozenset()
        for token in group:
            if _role_word(token) in roles:
                found |= beside(group, token)
        return found

    def owner_in(self, tokens: Sequence[Token]) -> str | None:
        """The country or body whose somebody is: "Israel's ...", "the Israeli ...", "... of Israel"."""
        later = None
        for token in tokens:
            figure = self.figure_at(token.i)
            if figure is None:
                continue
            known = figure.known
            if token.dep_ == "poss" or figure.type == EntityType.NORP:
                return known.id if known is not None else figure.id
            if (later is None and token.dep_ == "pobj" and token.head.lower_ in ("of", "for", "at")) or (
                later is None and token.dep_ in ("compound", "nmod", "amod") and figure.type != EntityType.PERSON
            ):
                later = known.id if known is not None else figure.id
        return later


def _is_owned(word: str, group: Sequence[Token], mention: Mention) -> bool:
    """Whether a role next to a name is not his: "spokesman for Trump", "Trump's lawyer"."""
    for token in group:
        if token.lemma_.casefold() == word and token.i < mention.first:
            if word in FAMILY:
                return False
            return any(t.dep_ == "prep" and t.i < mention.first and t.i > token.i for t in group) and not any(
                t.dep_ == "pobj" and token.i < t.i < mention.first for t in group
            )
    return False


def _countries_by_mentions(figures: Sequence[Figure]) -> dict[str, tuple[Known, int]]:
    """How often each country is spoken of, by name or by its people."""
    counts: dict[str, tuple[Known, int]] = {}
    for figure in figures:
        if figure.known is not None and figure.known.kind == "country":
            count = counts.get(figure.known.id, (figure.known, 0))[1]
            counts[figure.known.id] = (figure.known, count + len(figure.places))
    return counts


def _figures_by_role(figures: Sequence[Figure]) -> dict[str, list[Figure]]:
    """The people who are called by each role."""
    found: dict[str, list[Figure]] = {}
    for figure in figures:
        for role in dict.fromkeys(word for r in figure.roles for word in r.words):
            rows = found.setdefault(role, [])
            if len(rows) < MOST_NAMESAKES:
                rows.append(figure)
    return found


def beside(tokens: Sequence[Token], head: Token) -> frozenset[str]:
    """The words before and after a role that say of what it is: "trade" in "trade minister", "minister of trade"."""
    found = set()
    for token in tokens:
        before = token.i < head.i and head.i - token.i < 4 and token.dep_ in ("compound", "amod", "nmod")
        after = token.i > head.i and token.i - head.i < 5 and token.dep_ in ("pobj", "conj", "compound")
        if (before or after) and token.ent_type_ not in ("GPE", "NORP", "PERSON") and token.pos_ in _FIELD_POS:
            word = token.lemma_.casefold()
            if word not in RANKS and word not in ROLES:
                found.add(word)
    return frozenset(found)


_FIELD_POS = ("NOUN", "PROPN", "ADJ")


def _role_word(token: Token) -> str:
    """A word as roles have it, titles in full ("Sen." is senator)."""
    word = token.lemma_.casefold()
    return SHORT_TITLES.get(word.rstrip("."), word)


def _pairs(tokens: Sequence[Token]) -> frozenset[str]:
    return frozenset(f"{a.lower_} {b.lower_}" for a, b in itertools.pairwise(tokens))


def descriptions(doc: Doc, mention: Mention) -> Iterator[list[Token]]:
    """The words that say what a person is: before the name, in apposition, or after "is"."""
    first = mention.first
    while first > 0 and mention.first - first < _DESCRIPTION:
        token = doc[first - 1]
        if (
            token.is_space
            or (token.pos_ in ("VERB", "AUX", "SCONJ", "CCONJ") and token.lower_ not in RANKS)
            or (token.is_punct and token.text not in ("-", ".", "/", "'"))
        ):
            break
        if token.is_sent_start:
            first -= 1
            break
        if token.pos_ == "ADP" and token.lower_ not in ("of", "to", "for", "at"):
            break
        first -= 1
    if first < mention.first:
        yield list(doc[first : mention.first])
    root = doc.root(mention.first, mention.last + 1)
    for child in root.children:
        if child.dep_ == "appos" and child.i > mention.last:
            yield _phrase(doc, child)
    if root.dep_ == "appos" and root.head.i < mention.first:
        yield list(doc[max(root.head.left_edge.i, mention.first - _DESCRIPTION) : mention.first])
    if root.dep_ == "nsubj" and root.head.lemma_ == "be":
        for child in root.head.children:
            if child.dep_ == "attr":
                yield _phrase(doc, child)


def _phrase(doc: Doc, head: Token) -> list[Token]:
    start = head.left_edge.i
    end = min(head.right_edge.i, start + _DESCRIPTION)
    tokens = []
    for token in doc[start : end + 1]:
        if token.i > head.i and (token.dep_ == "relcl" or token.lower_ in ("who", "which", "that", "whose")):
            break
        tokens.append(token)
    return tokens


def token_at(doc: Doc, starts: Sequence[int], offset: int) -> int:
    """The token that covers an offset, or the one before it."""
    return max(0, min(bisect_right(starts, offset) - 1, len(doc) - 1))


def covered(doc: Doc, starts: Sequence[int], spans: Sequence[Span]) -> list[int]:
    """The tokens in some spans of the text, in order."""
    tokens: list[int] = []
    for span in spans:
        first = token_at(doc, starts, span.start)
        if starts[first] < span.start and starts[first] + len(doc[first].text) <= span.start:
            first += 1
        tokens += range(first, bisect_left(starts, span.end, first))
    return tokens
