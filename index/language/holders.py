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
from index.language.antecedents import Antecedents, is_bare
from index.language.data.bodies import COUNTRY, DOCUMENTS, GENERIC, GOVERNMENT
from index.language.data.people import (
    ROLES,
    SPOKESPERSON,
    UNNAMED_PERSON,
)
from index.language.descriptions import Describer, is_media_noun, voice_of
from index.language.joining import Figure
from index.language.media import NOUNS as MEDIA_NOUNS
from index.language.names import slug, tidy
from index.language.pronouns import Discourse
from index.language.roles import Roles
from index.model import EntityType, Voice

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST_NAME = 90  # code points of a name made from a description


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
        self._before = Antecedents(cast, discourse)
        self._roles = Roles(cast, discourse)
        self._groups: dict[tuple[str, str], Holder] = {}
        self._mark = mark  # tells nameless actors of different articles apart

    def of(self, tokens: Sequence[int], head: int, apart: Collection[int] = ()) -> Holder | None:
        """The holder that a noun phrase stands for; None for an unclear pronoun. `apart` is what is said."""
        token = self._doc[head]
        if pronouns.kind_of(token):
            return self._pronoun(token, apart)
        if token.pos_ in ("PRON", "PUNCT", "PART", "SPACE") or token.lower_ in ("your", "my", "our"):
            return None
        several = self._several(tokens, token)
        if several is not None:
            return several
        return self._phrase(tokens, token)

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
        earlier = self._before.noun(token, sure=found is not None and found.confidence >= 0.7, named=found is not None)
        if earlier is not None:
            holder = self._phrase([t.i for t in earlier.subtree][:14], earlier)
            return None if holder is None else replace(holder, how="pronoun", confidence=0.5)
        return None if found is None else self.of_figure(found.figure, "pronoun", found.confidence)

    # ---- noun phrases

    def _several(self, tokens: Sequence[int], head: Token) -> Holder | None:
        """ "Avi Cohen and the council": one holder of both names; None where none of them is named."""
        inside = set(tokens)
        others = [t for t in head.conjuncts if t.i in inside and t.i > head.i][:4]
        if not others:
            return None
        holders: dict[str, Holder] = {}
        heads = [head, *others]
        for token, after in zip(heads, [*others, None], strict=True):
            end = after.left_edge.i if after is not None else tokens[-1] + 1
            begin = tokens[0] if token is head else token.left_edge.i
            own = [i for i in tokens if begin <= i < end and self._doc[i].dep_ != "cc"]
            holder = self._phrase([i for i in own if i <= token.i or not self._doc[i].is_punct], token)
            if holder is None or (holder.figure is not None and holder.figure.type == EntityType.NORP):
                return None
            holders.setdefault(holder.id, holder)
        named = [h for h in holders.values() if h.figure is not None]
        if len(holders) < 2 or not named:
            return None
        if (
            head.tag_ == "NN"
            and self._cast.figure_at(head.i) is None
            and not any(child.dep_ in ("det", "poss") for child in head.children)
        ):
            return None  # "agent and specialist Avi Cohen" is one person
        names = [h.name for h in holders.values()]
        name = " and ".join((", ".join(names[:-1]), names[-1]))[:LONGEST_NAME]
        media = all(h.media for h in holders.values())
        return Holder(name, slug(name), named[0].voice, "several", 0.75, None, media)

    def _phrase(self, tokens: Sequence[int], head: Token) -> Holder | None:
        figure = self._cast.figure_at(head.i)
        if figure is not None and not self._is_only_modifier(head, figure):
            beside = self._named_last(tokens, figure)
            return self.of_figure(beside or figure)
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
        if lemma in ROLES and head.tag_ in ("NN", "NNP"):
            person = self._roles.find(tokens, head)
            if person is not None:
                return self.of_figure(person[0], "role", person[1])
        if is_bare(self._doc, tokens, head):
            back = self._pointed_to(head, lemma)
            if back is not None:
                return back
        return self._described(tokens, head)

    def _alias(self, tokens: Sequence[int], head: Token) -> Holder | None:
        """An alias of a known actor that is written in small letters ("the harbour authority")."""
        words = [self._doc[i] for i in tokens if i <= head.i]
        while words and words[0].dep_ in ("det", "predet"):
            words.pop(0)
        known = None
        if 1 < len(words) < 7:
            known = self._cast.registry.by_name(self._doc[words[0].i : words[-1].i + 1].text)
        if known is None:
            return None
        figure = next((f for f in self._cast.figures if f.id == known.id), None)
        if figure is not None:
            return self.of_figure(figure)
        voice = Voice.SELF if known.kind in ("person", "media") else Voice.ORGANISATION
        return Holder(known.name, known.id, voice, "name", 0.9, None, known.kind == "media")

    def _is_only_modifier(self, head: Token, figure: Figure) -> bool:
        return figure.type == EntityType.NORP and head.tag_ not in ("NNPS", "NNS", "NNP", "NN") and head.dep_ == "amod"

    def _named_last(self, tokens: Sequence[int], figure: Figure) -> Figure | None:
        """The person named in apposition at the end of a phrase that begins with his body's name."""
        if figure.type == EntityType.PERSON:
            return None
        words = [i for i in tokens if not self._doc[i].is_punct and not self._doc[i].is_space]
        last = self._cast.figure_at(words[-1]) if words else None
        if last is None or last.type != EntityType.PERSON or self._doc[words[-1]].dep_ != "appos":
            return None
        return last if self._doc[words[-1]].head.tag_ == "NN" else None

    def _named_beside(self, tokens: Sequence[int], head: Token) -> Figure | None:
        """The person named in apposition: "the envoy, Yevgen Korniychuk"; "spokesman Avi Cohen"."""
        inside = set(tokens)
        for child in head.children:
            figure = self._cast.figure_at(child.i)
            if figure is None or child.i not in inside:
                continue
            if child.dep_ == "appos" and figure.type in (EntityType.PERSON, EntityType.MEDIA, EntityType.ORG):
                return figure
            if child.dep_ == "appos" and child.pos_ == "PROPN" and head.lemma_ in ("journal", "magazine", "newspaper"):
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
        named = self._roles.find(tokens, head)
        if named is not None:
            return replace(self.of_figure(named[0], "role", named[1]), voice=Voice.SPOKESPERSON)
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
            return self._phrase(tokens, token)
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
        if not is_bare(self._doc, tokens, head):
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

    def _pointed_to(self, head: Token, lemma: str) -> Holder | None:
        """What a bare noun points back to: a medium, a body, or people who were described before."""
        if lemma in MEDIA_NOUNS and head.tag_ in ("NN", "NNP"):
            for _, figure in self._cast.before(head.i, 150):
                if figure.type == EntityType.MEDIA:
                    return self.of_figure(figure, "role", 0.85)
        body = None
        if head.tag_ in ("NN", "NNP") and (lemma in GENERIC or lemma not in ROLES | UNNAMED_PERSON | DOCUMENTS):
            body = self._before.body(head, lemma)
        if body is not None:
            return self.of_figure(body[0], "role", body[1])
        noun = None
        if lemma in UNNAMED_PERSON | DOCUMENTS | GENERIC or head.lower_ in UNNAMED_PERSON:
            noun = self._before.same_noun(head, lemma)
        holder = None if noun is None else self._phrase([t.i for t in noun.subtree], noun)
        return None if holder is None else replace(holder, how="role", confidence=0.7)

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
