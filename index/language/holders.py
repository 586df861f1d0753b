"""Whose a source is: from the words that stand for the speaker to an actor.

A source is a name, a pronoun, a role ("the envoy"), a place that acts for its government, people who are not
named ("officials of his office"), or a common noun that points back ("the site"). What cannot be traced to
a name gets a readable one of its own words.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.language import pronouns
from index.language.actors import Cast
from index.language.data import words
from index.language.data.bodies import COUNTRY, DOCUMENTS, GENERIC, GOVERNMENT
from index.language.data.people import (
    COLLECTIVES,
    FEMALE_NOUNS,
    MALE_NOUNS,
    RANKS,
    ROLE_GROUPS,
    ROLES,
    SPOKESPERSON,
    UNNAMED_PERSON,
)
from index.language.descriptions import Describer, is_media_noun, voice_of
from index.language.joining import Figure, Role
from index.language.media import NOUNS as MEDIA_NOUNS
from index.language.names import fold, slug, tidy
from index.language.pronouns import Discourse
from index.model import EntityType, Voice

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST_NAME = 90  # code points of a name made from a description
_LOOK_BACK = 500  # tokens that a description looks back for what it points to
_DEFINITE = words("the this that these those")


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a position. `how` is name, pronoun, role, place, description or several; `figure` if it is named."""

    name: str
    id: str
    voice: Voice
    how: str
    confidence: float
    figure: Figure | None = None
    media: bool = False
    group: str | None = None


class Holders:
    """Resolves sources in one article."""

    def __init__(self, cast: Cast, discourse: Discourse, mark: str) -> None:
        self._cast = cast
        self._doc = cast.reading.doc
        self._discourse = discourse
        self._groups: dict[tuple[str, str], Holder] = {}
        self._mark = mark  # tells nameless actors of different articles apart

    def of(self, tokens: Sequence[int], head: int, apart: Collection[int] = ()) -> Holder | None:
        """The holder that a noun phrase stands for; None for an unclear pronoun. `apart` are the tokens of what is said."""
        token = self._doc[head]
        if pronouns.kind_of(token):
            return self._pronoun(token, apart)
        if token.pos_ in ("PRON", "PUNCT", "PART", "SPACE") or token.lower_ in ("your", "my", "our"):
            return None
        several = self._several(tokens, token)
        if several is not None:
            return several
        return self._phrase(tokens, token, apart)

    def of_figure(self, figure: Figure, how: str = "name", confidence: float = 0.95) -> Holder:
        """A named figure as a holder: a place that acts stands for its government."""
        known = self._cast.acting_for(figure)
        if known is not None:
            return Holder(known.name, known.id, Voice.ORGANISATION, "place", 0.85, figure)
        if figure.type == EntityType.NORP:
            people = self._cast.people_of(figure)
            return Holder(people, slug(people), Voice.UNNAMED, how, 0.7, figure)
        voice = Voice.SELF if figure.type in (EntityType.PERSON, EntityType.MEDIA) else Voice.ORGANISATION
        if any(role.words & SPOKESPERSON for role in figure.roles):
            voice = Voice.SPOKESPERSON
        return Holder(figure.name, figure.id, voice, how, confidence, figure, figure.type == EntityType.MEDIA)

    # ---- pronouns

    def _pronoun(self, token: Token, apart: Collection[int]) -> Holder | None:
        if token.lower_ in pronouns.RELATIVE:
            clause = token.head
            while clause.dep_ in ("conj", "xcomp", "ccomp", "aux") and clause.head.i != clause.i:
                clause = clause.head
            if clause.dep_ in ("relcl", "acl") and clause.head.i < token.i:
                noun = clause.head
                inside = [t.i for t in self._doc[noun.left_edge.i : token.i]]
                return self.of(inside, noun.i, apart) if noun.lower_ not in pronouns.ALL else None
            return None
        found = self._discourse.resolve(token, apart)
        if token.lower_ in pronouns.THEY:
            return self._they(token, found)
        if token.lower_ in pronouns.IT and (found is None or found.confidence < 0.7):
            body = self._body_before(token)
            if body is not None:
                return body
        if found is None:
            return self._person_before(token)
        return self.of_figure(found.figure, "pronoun", found.confidence)

    def _can_speak(self, noun: Token) -> bool:
        """Whether a plural noun is one for people or was cited as a source."""
        lemma = noun.lemma_.casefold()
        people = lemma in UNNAMED_PERSON or noun.lower_ in UNNAMED_PERSON or lemma in ROLES
        return people or noun.lower_ in COLLECTIVES or self._discourse.is_source(noun.i) or lemma in GENERIC

    def _person_before(self, token: Token) -> Holder | None:
        """Somebody without a name who is the last subject before "he" or "she"."""
        if token.lower_ not in pronouns.HE | pronouns.SHE:
            return None
        unfit = MALE_NOUNS if token.lower_ in pronouns.SHE else FEMALE_NOUNS
        here = self._discourse.sentence_of(token.i)
        for i in range(token.i - 1, max(-1, token.i - 80), -1):
            other = self._doc[i]
            if here - self._discourse.sentence_of(i) > 2:
                return None
            lemma = other.lemma_.casefold()
            if other.dep_ != "nsubj" or other.tag_ != "NN" or lemma in unfit or self._cast.mention_at(i) is not None:
                continue
            if lemma in UNNAMED_PERSON or lemma in ROLES or lemma in FEMALE_NOUNS | MALE_NOUNS:
                holder = self._phrase([t.i for t in other.subtree][:14], other, ())
                return None if holder is None else replace(holder, how="pronoun", confidence=0.5)
        return None

    def _body_before(self, token: Token) -> Holder | None:
        """The subject before "it" that is a common noun for a body ("The council agreed: it asks ...")."""
        here = self._discourse.sentence_of(token.i)
        for i in range(token.i - 1, max(-1, token.i - 60), -1):
            other = self._doc[i]
            if here - self._discourse.sentence_of(i) > 1:
                return None
            if other.dep_ in ("nsubj", "nsubjpass") and other.lemma_.casefold() in GENERIC | MEDIA_NOUNS | GOVERNMENT:
                if self._cast.mention_at(i) is not None:
                    return None
                holder = self._phrase([t.i for t in other.subtree][:14], other, ())
                return None if holder is None else replace(holder, how="pronoun", confidence=0.6)
        return None

    def _they(self, token: Token, found: pronouns.Found | None) -> Holder | None:
        """They: the last people or body spoken of in the plural, else the body that fits."""
        here = self._discourse.sentence_of(token.i)
        for i in range(token.i - 1, max(-1, token.i - 80), -1):
            other = self._doc[i]
            if here - self._discourse.sentence_of(i) > 2:
                break
            if (other.dep_ in ("nsubj", "nsubjpass") and other.tag_ in ("NNS", "NNPS")) or (
                other.lower_ in COLLECTIVES and other.dep_ == "nsubj"
            ):
                if self._cast.mention_at(i) is not None or not self._can_speak(other):
                    continue
                holder = self._phrase([t.i for t in other.subtree][:14], other, ())
                if holder is not None:
                    return replace(holder, how="pronoun", confidence=0.5)
        return None if found is None else self.of_figure(found.figure, "pronoun", found.confidence - 0.1)

    # ---- noun phrases

    def _several(self, tokens: Sequence[int], head: Token) -> Holder | None:
        """ "Avi Cohen and Dana Levi": one holder of both names."""
        others = [t for t in head.conjuncts if t.i in set(tokens) and t.i > head.i]
        if not others:
            return None
        holders: dict[str, Holder] = {}
        for token in (head, *others):
            figure = self._cast.figure_at(token.i)
            if figure is None or figure.type == EntityType.NORP:
                return None
            holder = self.of_figure(figure)
            holders.setdefault(holder.id, holder)
        if len(holders) < 2:
            return None
        names = [h.name for h in holders.values()]
        name = " and ".join((", ".join(names[:-1]), names[-1]))
        voice = next(iter(holders.values())).voice
        return Holder(name, slug(name), voice, "several", 0.8, None, all(h.media for h in holders.values()))

    def _phrase(self, tokens: Sequence[int], head: Token, apart: Collection[int]) -> Holder | None:
        figure = self._cast.figure_at(head.i)
        if figure is not None and not self._is_only_modifier(head, figure):
            return self.of_figure(figure)
        named = self._named_beside(tokens, head)
        if named is not None:
            holder = self.of_figure(named, "name", 0.9)
            return replace(holder, voice=Voice.SPOKESPERSON) if head.lower_ in SPOKESPERSON else holder
        if head.i < tokens[-1] and head.tag_ in ("NN", "NNP"):
            end = next((k for k, i in enumerate(tokens) if i > head.i and self._doc[i].is_punct), len(tokens)) - 1
            last = self._cast.figure_at(tokens[end])
            place = self._cast.mention_at(tokens[end])
            if last is not None and last.type == EntityType.PERSON and place is not None:
                before = self._doc[self._cast.mentions[place].first - 1]
                if before.pos_ in ("NOUN", "ADJ", "PROPN") and before.i >= head.i:
                    return self.of_figure(last, "name", 0.9)
        lemma = head.lemma_.casefold()
        alias = self._alias(tokens, head)
        if alias is not None:
            return alias
        if head.lower_ in SPOKESPERSON or lemma in SPOKESPERSON:
            return self._spokesperson(tokens, head)
        if lemma in DOCUMENTS:
            author = self._author(tokens, head)
            if author is not None:
                return author
        if lemma in GOVERNMENT or (lemma in COUNTRY and self._is_definite(tokens, head)):
            country = self._country(tokens, head)
            if country is not None:
                return country
        if self._is_bare(tokens, head):
            back = self._pointed_to(head, lemma)
            if back is not None:
                return back
        if lemma in ROLES and head.tag_ in ("NN", "NNP"):
            person = self._role(tokens, head)
            if person is not None:
                return person
        return self._described(tokens, head)

    def _alias(self, tokens: Sequence[int], head: Token) -> Holder | None:
        """An alias of a known actor that is written in small letters ("the harbour authority")."""
        words = [self._doc[i] for i in tokens if i <= head.i]
        while words and words[0].dep_ in ("det", "predet"):
            words.pop(0)
        known = self._cast.registry.by_name(" ".join(w.text for w in words)) if 1 < len(words) < 6 else None
        if known is None:
            return None
        figure = next((f for f in self._cast.figures if f.id == known.id), None)
        if figure is not None:
            return self.of_figure(figure)
        voice = Voice.SELF if known.kind in ("person", "media") else Voice.ORGANISATION
        return Holder(known.name, known.id, voice, "name", 0.9, None, known.kind == "media")

    def _is_only_modifier(self, head: Token, figure: Figure) -> bool:
        return figure.type == EntityType.NORP and head.tag_ not in ("NNPS", "NNS", "NNP", "NN") and head.dep_ == "amod"

    def _named_beside(self, tokens: Sequence[int], head: Token) -> Figure | None:
        """The person named in apposition: "the envoy, Yevgen Korniychuk"; "spokesman Avi Cohen"."""
        inside = set(tokens)
        for child in head.children:
            figure = self._cast.figure_at(child.i)
            if figure is None or child.i not in inside:
                continue
            if child.dep_ == "appos" and figure.type in (EntityType.PERSON, EntityType.MEDIA, EntityType.ORG):
                return figure
            if figure.type == EntityType.PERSON and child.dep_ in ("compound", "nmod", "flat") and child.i > head.i:
                return figure
        after = head.i + 1
        if after in inside:
            figure = self._cast.figure_at(after)
            if figure is not None and (figure.type == EntityType.PERSON or figure.type == EntityType.MEDIA):
                return figure
        return None

    def _spokesperson(self, tokens: Sequence[int], head: Token) -> Holder:
        """ "a spokesman for the port": the port speaks, through a spokesperson."""
        for child in head.children:
            if child.dep_ in ("poss", "compound", "nmod", "amod"):
                holder = self._owner(child)
                if holder is not None:
                    return replace(holder, voice=Voice.SPOKESPERSON, how="role", confidence=0.85)
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ in ("for", "of", "at", "from", "with", "in"):
                for thing in child.children:
                    if thing.dep_ == "pobj":
                        holder = self._owner(thing)
                        if holder is not None:
                            return replace(holder, voice=Voice.SPOKESPERSON, how="role", confidence=0.85)
        named = self._role(tokens, head)
        if named is not None:
            return replace(named, voice=Voice.SPOKESPERSON)
        if len(tokens) <= 2:
            here = self._discourse.sentence_of(head.i)
            for mention, figure in self._cast.before(head.i, 12):
                if here - self._discourse.sentence_of(mention.first) > 1:
                    break
                if figure.type == EntityType.ORG or self._cast.acting_for(figure) is not None:
                    return replace(self.of_figure(figure), voice=Voice.SPOKESPERSON, how="role", confidence=0.5)
        described = self._described(tokens, head)
        return replace(described, voice=Voice.SPOKESPERSON)

    def _author(self, tokens: Sequence[int], head: Token) -> Holder | None:
        """Who speaks by a document: "the institute's study", "a study by the institute"."""
        inside = set(tokens)
        for child in head.children:
            if child.dep_ == "poss" and child.i in inside:
                return self._owner(child)
        for child in head.subtree:
            if child.dep_ == "pobj" and child.head.lower_ in ("by", "from") and child.i in inside:
                return self._owner(child)
        return None

    def _owner(self, token: Token) -> Holder | None:
        """Who somebody belongs to: a name, a pronoun or a noun of a body."""
        if pronouns.kind_of(token):
            return self._pronoun(token, ())
        figure = self._cast.figure_at(token.i)
        if figure is not None:
            if figure.type == EntityType.NORP and figure.known is not None:
                known = figure.known
                return Holder(known.name, known.id, Voice.ORGANISATION, "place", 0.7, figure)
            return self.of_figure(figure)
        if token.pos_ in ("NOUN", "PROPN") and token.dep_ != "amod":
            tokens = [t.i for t in token.subtree]
            return self._phrase(tokens, token, ())
        return None

    def _country(self, tokens: Sequence[int], head: Token) -> Holder | None:
        """ "the Israeli government", "the government of Israel": Israel; alone: the country spoken of most."""
        inside = set(tokens)
        for child in sorted(head.subtree, key=lambda t: t.i):
            figure = self._cast.figure_at(child.i)
            if child.i not in inside or figure is None or self._is_joined(child, head):
                continue
            if figure.known is not None and figure.known.kind == "country":
                known = figure.known
                return Holder(known.name, known.id, Voice.ORGANISATION, "role", 0.85, figure)
            acting = self._cast.acting_for(figure)
            if acting is not None:
                return Holder(acting.name, acting.id, Voice.ORGANISATION, "place", 0.8, figure)
            return None
        if not self._is_bare(tokens, head):
            return None
        counts = self._cast.countries
        if not counts:
            return None
        known, _ = max(counts.values(), key=lambda pair: pair[1])
        return Holder(known.name, known.id, Voice.ORGANISATION, "role", 0.55)

    def _is_joined(self, token: Token, head: Token) -> bool:
        """Whether "and" stands between a word and the head."""
        for _ in range(10):
            if token.i == head.i:
                return False
            if token.dep_ in ("conj", "relcl"):
                return True
            token = token.head
        return True

    def _is_definite(self, tokens: Sequence[int], head: Token) -> bool:
        return any(
            c.dep_ in ("det", "poss") and c.lower_ not in ("a", "an", "some")
            for c in head.children
            if c.i in set(tokens)
        )

    def _is_bare(self, tokens: Sequence[int], head: Token) -> bool:
        """ "the site": an article and a noun, nothing that says which."""
        first = self._doc[tokens[0]] if tokens else head
        before = [i for i in tokens if i < head.i]
        after = [i for i in tokens if i > head.i]
        if after and self._doc[after[0]].text in (",", "-", "–", "—"):
            after = []
        return len(before) == 1 and first.lower_ in _DEFINITE and not after

    def _pointed_to(self, head: Token, lemma: str) -> Holder | None:
        """What a bare noun points back to: a medium, a body, or people who were described before."""
        if lemma in MEDIA_NOUNS and head.tag_ in ("NN", "NNP"):
            for _, figure in self._cast.before(head.i, 150):
                if figure.type == EntityType.MEDIA:
                    return self.of_figure(figure, "role", 0.85)
        if lemma in GENERIC and head.tag_ in ("NN", "NNP"):
            holder = self._body(head, lemma)
            if holder is not None:
                return holder
        if lemma in UNNAMED_PERSON or head.lower_ in UNNAMED_PERSON or lemma in DOCUMENTS:
            return self._same_people(head, lemma)
        return self._body(head, lemma) if head.tag_ == "NN" and lemma not in ROLES else None

    def _body(self, head: Token, lemma: str) -> Holder | None:
        loose = None
        for _, figure in self._cast.before(head.i, 150):
            if figure.type != EntityType.ORG:
                continue
            if lemma in fold(figure.name).split():
                return self.of_figure(figure, "role", 0.88)
            if loose is None and lemma in _LOOSE and figure.known is None:
                loose = figure
        return None if loose is None else self.of_figure(loose, "role", 0.6)

    def _same_people(self, head: Token, lemma: str) -> Holder | None:
        """ "the officials": those described last with the same noun."""
        for i in range(head.i - 1, max(-1, head.i - _LOOK_BACK), -1):
            other = self._doc[i]
            if other.lemma_.casefold() != lemma or other.tag_ != head.tag_ or self._cast.mention_at(i) is not None:
                continue
            tokens = [t.i for t in other.subtree]
            if not self._is_bare([k for k in tokens if k <= i], other) or len(tokens) > 3:
                holder = self._phrase(tokens, other, ())
                if holder is not None:
                    return replace(holder, how="role", confidence=0.7)
        return None

    # ---- roles

    def _role(self, tokens: Sequence[int], head: Token) -> Holder | None:
        """Who has this role: somebody called so before, or (once named) in the next two sentences."""
        inside = [self._doc[i] for i in tokens if i <= head.i or self._doc[i].dep_ in ("prep", "pobj")]
        if any(t.lower_ in ("a", "an", "another", "one", "former", "any") and t.head.i == head.i for t in inside):
            return None
        lemma = head.lemma_.casefold()
        pair = f"{self._doc[head.i - 1].lower_} {lemma}" if head.i else ""
        wanted = pair if pair in ROLES else lemma
        owner = self._cast.owner_in(inside)
        ranks = frozenset(t.lower_ for t in inside if t.lower_ in RANKS)
        gender = "f" if lemma in FEMALE_NOUNS else "m" if lemma in MALE_NOUNS else None
        here = self._discourse.sentence_of(head.i)
        best: tuple[float, Figure] | None = None
        words = {wanted}.union(*(group for group in ROLE_GROUPS if wanted in group))
        fitting = dict.fromkeys(f for word in sorted(words) for f in self._cast.by_role.get(word, ()))
        for figure in fitting:
            if gender and figure.gender not in (None, gender):
                continue
            score = max((self._fits(role, wanted, owner, here, ranks) for role in figure.roles), default=0.0)
            last = self._cast.last_before(figure, head.i)
            if score <= 0:
                continue
            if last is not None:
                score += max(0.0, 1.5 - 0.3 * (here - self._discourse.sentence_of(last)))
            if best is None or score > best[0]:
                best = (score, figure)
        if best is None or best[0] < 0.95:
            return None
        return self.of_figure(best[1], "role", min(0.9, 0.45 + 0.1 * best[0]))

    def _fits(self, role: Role, wanted: str, owner: str | None, here: int, ranks: frozenset[str]) -> float:
        exact = wanted in role.words
        if not exact and not any(wanted in group and group & role.words for group in ROLE_GROUPS):
            return 0.0
        if owner is not None and role.owner is not None and owner != role.owner:
            return 0.0
        ahead = self._discourse.sentence_of(role.at) - here
        if ahead > 2:
            return 0.0
        score = (2.2 if exact else 1.2) - (0.0 if role.ranks == ranks else 1.0)
        if owner is not None and owner == role.owner:
            score += 1.5
        return score - (0.2 if ahead > 0 else 0.0)

    # ---- names made of descriptions

    def _described(self, tokens: Sequence[int], head: Token) -> Holder:
        words, has_name = Describer(self._cast, self._pronoun_name).words(tokens, head)
        name = tidy(" ".join(words))[:LONGEST_NAME].strip() or head.text
        lemma = head.lemma_.casefold()
        key = slug(name) if has_name else f"{slug(name)}-{self._mark}"
        sure = 0.75 if has_name else 0.6
        holder = Holder(name, key, voice_of(head), "description", sure, None, is_media_noun(head, lemma))
        people = {f.id for i in tokens if (f := self._cast.figure_at(i)) is not None and f.type == EntityType.PERSON}
        if people:
            # "officials of Bennett's office" and "Bennett's officials" are the same people.
            return self._groups.setdefault((lemma, min(people)), holder)
        return holder

    def _pronoun_name(self, token: Token) -> str | None:
        holder = self._pronoun(token, ())
        return None if holder is None else holder.name


_LOOSE = words("company firm group organisation organization body charity corporation business")
