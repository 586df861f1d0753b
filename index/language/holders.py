"""Whose a source is: from the words that stand for the speaker to an actor.

A source is a name, a pronoun, a role ("the envoy"), a place that acts for its government, people who are not
named ("officials of his office"), or a common noun that points back ("the site"). What cannot be traced to
a name gets a readable one of its own words.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from index.language import pronouns
from index.language.actors import Cast
from index.language.antecedents import Antecedents, is_bare, phrase_of
from index.language.authors import Authors
from index.language.coordination import PEOPLE_AND_BODIES, joined_to
from index.language.data import words
from index.language.data.bodies import ACTING, COUNTRY, DOCUMENTS, GENERIC, GOVERNMENT, WORKS
from index.language.data.people import (
    COLLECTIVES,
    EPITHETS,
    FAMILY,
    ROLES,
    SOME,
    SPOKESPERSON,
    UNNAMED_PERSON,
)
from index.language.descriptions import Describer, is_media_noun, voice_of
from index.language.epithets import Epithets, is_anonymous
from index.language.holder import LONGEST_NAME, Holder, joint
from index.language.joining import Figure
from index.language.media import NOUNS as MEDIA_NOUNS
from index.language.names import slug, tidy
from index.language.phrases import whole_phrase
from index.language.pronouns import Discourse
from index.language.roles import Roles
from index.language.spokespersons import Spokespersons, has_topic
from index.model import EntityType, Voice

if TYPE_CHECKING:
    from index.language.parsed import Token

_STOPS = frozenset((",", ";", ":", "(", "–", "—", "--", '"'))
_SOME_OF = words("of in from who whom on at within with inside close else over under against among")
_OFFICES = words("mayor mayoress minister governor president premier chancellor king queen bishop archbishop")
_FIRST_OR_SECOND = words("your our my")
_EXPLETIVE = words("it this that there what which")
_INCLUDING = words("including like such with among from than")
_INSIDE_A_CLAUSE = words("conj xcomp ccomp aux nsubj nsubjpass poss pobj prep dobj")


class Holders:
    """Resolves sources in one article."""

    def __init__(self, cast: Cast, discourse: Discourse, mark: str) -> None:
        self._cast = cast
        self._doc = cast.reading.doc
        self._discourse = discourse
        self._resolved: dict[int, Holder] = {}
        self._meant: dict[int, Holder | None] = {}  # whom each pronoun means, as far as it was followed
        self._followed: set[int] = set()  # the pronouns that are being followed
        self._worded: set[int] = set()  # the heads of the phrases that a name is being made of
        self._before = Antecedents(cast, discourse, self._resolved)
        self._roles = Roles(cast, discourse)
        self._epithets = Epithets(cast, discourse, self._before)
        self._speakers = Spokespersons(cast)
        self._authors = Authors(cast, self._owner, self.of_figure)
        self._spoken: dict[str, Holder | None] = {}
        self._groups: dict[tuple[str, str], Holder] = {}
        self._mark = mark  # tells nameless actors of different articles apart

    def of(self, tokens: Sequence[int], head: int, apart: Collection[int] = ()) -> Holder | None:
        """The holder that a noun phrase stands for; None for an unclear pronoun. `apart` is what is said."""
        tokens, token = whole_phrase(self._cast, tokens, self._doc[head])
        over = self._person_over(token) if any(self._doc[i].lower_ in ("who", "whom") for i in tokens) else token
        if over.i != token.i:
            tokens, token = phrase_of(over), over
        several = self._several(tokens, token, apart)
        if several is not None:
            return several
        if pronouns.kind_of(token):
            return self._pronoun(token, apart)
        if token.pos_ in ("PUNCT", "PART", "SPACE") or token.lower_ in ("your", "my", "our", "you", "yours"):
            return None
        ours = any(c.dep_ == "poss" and c.lower_ in _FIRST_OR_SECOND for c in token.children)
        if ours and self._is_mere_thing(token):
            return None
        if token.pos_ == "PRON" or (token.lower_ in SOME and not any(c.dep_ == "prep" for c in token.children)):
            return self._some(tokens, token)
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
        if figure.type == EntityType.PERSON and self._speakers.speaks_for_others(figure):
            voice = Voice.SPOKESPERSON
            owner = self._spoken_for(figure)
            if owner is not None:
                return replace(owner, voice=voice, how=how, confidence=min(confidence, 0.9))
        return Holder(figure.name, figure.id, voice, how, confidence, figure, figure.type == EntityType.MEDIA)

    # ---- pronouns

    def _pronoun(self, token: Token, apart: Collection[int]) -> Holder | None:
        """Whom a pronoun means. Each is followed once: in "people who fear for their future" the people that "their"
        means have it in their description, and a pronoun leads nowhere while it is being followed itself.
        """
        if token.i in self._meant and (not apart or token.i in self._followed):
            return self._meant[token.i]
        self._meant[token.i] = None
        self._followed.add(token.i)
        holder = self._meant[token.i] = self._meant_by_pronoun(token, apart)
        self._followed.discard(token.i)
        if holder is not None and self._discourse.is_source(token.i):
            self._resolved[token.i] = holder
        return holder

    def _meant_by_pronoun(self, token: Token, apart: Collection[int]) -> Holder | None:
        if token.lower_ in pronouns.RELATIVE:
            clause = token.head
            while clause.dep_ in _INSIDE_A_CLAUSE and clause.head.i != clause.i:
                clause = clause.head
            if clause.dep_ in ("relcl", "acl") and clause.head.i < token.i:
                noun = self._person_over(clause.head) if token.lower_ in ("who", "whom") else clause.head
                inside = [t.i for t in self._doc[noun.left_edge.i : token.i]]
                return self.of(inside, noun.i, apart) if noun.lower_ not in pronouns.ALL else None
            return None
        found = self._discourse.resolve(token, apart)
        sure = found is not None and found.confidence >= 0.7
        earlier = self._before.noun(token, sure=sure, named=found is not None, apart=apart)
        if earlier is not None and earlier.i in self._resolved:
            same = self._resolved[earlier.i]
            return replace(same, how="pronoun", confidence=round(0.97 * same.confidence, 3))
        if earlier is not None and earlier.i in self._worded:
            return None  # "people who fear for their future"
        if earlier is not None:
            near = phrase_of(earlier, joined=True)
            holder = self._several(near, earlier, ()) or self._phrase(near, earlier)
            return None if holder is None else replace(holder, how="pronoun", confidence=0.5)
        return None if found is None else self.of_figure(found.figure, "pronoun", found.confidence)

    def _is_mere_thing(self, noun: Token) -> bool:
        """Whether a noun of one's own is neither people, a body nor a work that can speak ("your question")."""
        lemma = noun.lemma_.casefold()
        speaks = GENERIC | GOVERNMENT | ACTING | COUNTRY | DOCUMENTS | WORKS | ROLES | UNNAMED_PERSON | SPOKESPERSON
        people = noun.lower_ in UNNAMED_PERSON | COLLECTIVES or lemma in FAMILY | EPITHETS | COLLECTIVES
        return not (lemma in speaks or people or lemma.endswith(("er", "or", "ist", "ian", "man", "woman")))

    def _person_over(self, noun: Token) -> Token:
        """Whom "who" adds something about: in "the mayor of Northport, who" the mayor, not the town."""
        figure = self._cast.figure_at(noun.i)
        if figure is None or figure.type == EntityType.NORP or noun.dep_ != "pobj" or noun.head.lower_ != "of":
            return noun
        office = noun.head.head
        singular = office.tag_ == "NN" and office.lemma_.casefold() in _OFFICES
        return office if singular and self._cast.mention_at(office.i) is None else noun

    def _some(self, tokens: Sequence[int], head: Token) -> Holder | None:
        """ "One said", "some in the crowd", "both": those who were spoken of, or the words themselves."""
        after = next((self._doc[i] for i in tokens if i > head.i and not self._doc[i].is_punct), None)
        if after is not None:
            relative = next((self._doc[i] for i in tokens if self._doc[i].lower_ in ("whom", "which")), None)
            if relative is not None and after.lower_ == "of":
                return self._pronoun(relative, ())
            return self._described(tokens, head) if after.lower_ in _SOME_OF else None
        if head.lower_ not in SOME or any(child.lower_ == "no" for child in head.children):
            return self._described(tokens, head) if len(tokens) > 1 and head.lower_ not in _EXPLETIVE else None
        pair = self._before.joint(head) if head.lower_ in ("both", "two", "neither") else None
        both = None if pair is None else self._several(phrase_of(pair, joined=True), pair)
        if both is not None:
            return replace(both, how="pronoun", confidence=0.6)
        earlier = self._before.people(head)
        holder = None if earlier is None else self._phrase(phrase_of(earlier, joined=True), earlier)
        if holder is None or (holder.figure is not None and holder.figure.type == EntityType.PERSON):
            return self._described(tokens, head) if head.tag_ != "PRP" else None
        return replace(holder, how="pronoun", confidence=0.45)

    # ---- noun phrases

    def _several(self, tokens: Sequence[int], head: Token, apart: Collection[int] = ()) -> Holder | None:
        """ "Avi Cohen and the council": one holder of both names; None where none of them is named.

        The names stand in the order of the text; the id is the same in whatever order they are named.
        """
        others = joined_to(self._cast, head, tokens)
        if not others:
            return None
        holders: dict[str, Holder] = {}
        heads = [head, *others]
        for token, after in zip(heads, [*others, None], strict=True):
            end = after.left_edge.i if after is not None else tokens[-1] + 1
            begin = tokens[0] if token is head else token.left_edge.i
            own = [i for i in tokens if begin <= i < end]
            while own and (self._doc[own[-1]].dep_ == "cc" or self._doc[own[-1]].is_punct):
                own.pop()
            own = [i for i in own if i != tokens[0] or self._doc[i].lower_ != "both"]
            if token is not head and token.dep_ == "conj":
                own = [i for i in own if i <= token.right_edge.i]
            if pronouns.kind_of(token):
                holder = self._pronoun(token, apart)
            else:
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
        return joint(list(holders.values()), named[0].voice)

    def _phrase(self, tokens: Sequence[int], head: Token) -> Holder | None:
        figure = self._cast.figure_at(head.i)
        if figure is not None and not self._is_only_modifier(head, figure):
            if figure.type == EntityType.NORP and head.tag_ in ("NN", "NNP"):
                meant = self._epithets.meant(tokens, head, head.lower_)
                if meant is not None:
                    return self.of_figure(meant[0], "role", meant[1])
                named = self._named_beside(tokens, head)
                if named is not None and named.type == EntityType.PERSON:
                    return self.of_figure(named, "name", 0.9)
            beside = self._named_last(tokens, figure)
            return self.of_figure(beside or figure)
        named = self._named_beside(tokens, head)
        if named is not None:
            holder = self.of_figure(named, "name", 0.9)
            speaks = head.lower_ in SPOKESPERSON and not has_topic(head)
            return replace(holder, voice=Voice.SPOKESPERSON) if speaks else holder
        if head.i < tokens[-1] and head.tag_ in ("NN", "NNP"):
            end = next((k for k, i in enumerate(tokens) if i > head.i and self._doc[i].text in _STOPS), len(tokens)) - 1
            last = self._cast.figure_at(tokens[end])
            place = self._cast.mention_at(tokens[end])
            if last is not None and last.type == EntityType.PERSON and place is not None:
                before = self._doc[max(0, self._cast.mentions[place].first - 1)]
                if before.pos_ in ("NOUN", "ADJ", "PROPN") and before.i >= head.i:
                    return self.of_figure(last, "name", 0.9)
        apposed = self._apposed(tokens, head)
        if apposed is not None:
            return self.of_figure(apposed, "name", 0.88)
        lemma = head.lemma_.casefold()
        alias = self._alias(tokens, head)
        if alias is not None:
            return alias
        if head.lower_ in SPOKESPERSON or lemma in SPOKESPERSON:
            return self._spokesperson(tokens, head)
        author = self._authors.of(tokens, head, lemma)
        if author is not None:
            return author
        if lemma in GOVERNMENT or (lemma in COUNTRY and self._is_definite(tokens, head)):
            country = self._country(tokens, head)
            if country is not None:
                return country
        if lemma in ROLES and head.tag_ in ("NN", "NNP") and not is_anonymous(head):
            person = self._roles.find(tokens, head, self._owner_id(head))
            if person is not None and not self._is_another(tokens, head, lemma, person[0]):
                return self.of_figure(person[0], "role", person[1])
        both = any(c.lower_ == "both" for c in head.children)
        two = both or (any(c.lower_ == "two" for c in head.children) and self._is_definite(tokens, head))
        if head.tag_ == "NNS" and two:
            pair = self._before.joint(head)
            joined = None if pair is None else self._several(phrase_of(pair, joined=True), pair)
            if joined is not None:
                return replace(joined, how="role", confidence=0.6)
        if is_bare(self._doc, tokens, head):
            back = self._pointed_to(head, lemma)
            if back is not None:
                return back
        meant = self._epithets.meant(tokens, head, lemma)
        return self._described(tokens, head) if meant is None else self.of_figure(meant[0], "role", meant[1])

    def _apposed(self, tokens: Sequence[int], head: Token) -> Figure | None:
        """The person named between commas after a phrase for one ("The head of the board, Avi Cohen")."""
        if head.tag_ not in ("NN", "NNP") or not self._is_definite(tokens, head) or head.conjuncts:
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

    def _is_another(self, tokens: Sequence[int], head: Token, lemma: str, figure: Figure) -> bool:
        """Whether "the official" is one who was cited without a name, and not a person who may be called so."""
        if not is_bare(self._doc, tokens, head):
            return False
        noun = self._before.same_noun(head, lemma)
        if noun is None or not self._discourse.is_source(noun.i) or self._cast.figure_at(noun.i) is not None:
            return False
        last = self._cast.last_before(figure, head.i)
        called = any(lemma in role.words for role in figure.roles)
        return not called or (last is not None and last < noun.i)

    def _owner_id(self, head: Token) -> str | None:
        """Whose somebody is, where a pronoun says it ("his wife")."""
        for child in head.children:
            if child.dep_ == "poss" and child.lower_ in ("his", "her", "its", "their"):
                owner = self._pronoun(child, ())
                return None if owner is None else owner.id
        return None

    def _alias(self, tokens: Sequence[int], head: Token) -> Holder | None:
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
            return self._named_beside(tokens, last.head)  # "news site Daily Sund's editor, Ada Lind"
        figure = self._cast.figure_of(place)
        subjects = ("nsubj", "nsubjpass")
        same = head.dep_ in subjects and last.dep_ in subjects and last.head == head.head
        return figure if same or figure.type in (EntityType.PERSON, EntityType.MEDIA) else None

    def _spoken_for(self, figure: Figure) -> Holder | None:
        """The body that a named spokesperson speaks for, where the article says so; a person never is one."""
        if figure.id not in self._spoken:
            self._spoken[figure.id] = None
            for head in self._speakers.words_for(figure):
                owner = self._spoken_by(head)
                kind = None if owner is None or owner.figure is None else owner.figure.type
                if owner is not None and kind != EntityType.PERSON and (kind is not None or owner.how == "name"):
                    self._spoken[figure.id] = owner
                    break
        return self._spoken[figure.id]

    def _spoken_by(self, head: Token) -> Holder | None:
        """Whom the word "spokesman" speaks for: what stands before it, or after "for"."""
        before = [c for c in head.children if c.i < head.i and (c.dep_ in ("compound", "nmod") or self._is_side(c))]
        if len(before) > 1 and self._cast.figure_at(before[-1].i) is None and before[-1].lower_ in PEOPLE_AND_BODIES:
            holder = self._phrase(list(range(before[0].left_edge.i, before[-1].i + 1)), before[-1])
            if holder is not None:
                return holder
        for child in head.children:
            if child.dep_ in ("poss", "compound", "nmod", "amod") and child.lower_ not in ("press", "media"):
                holder = self._owners(child)
                if holder is not None:
                    return holder
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ in ("for", "of", "at", "from", "with", "in"):
                for thing in child.children:
                    if thing.dep_ == "pobj":
                        holder = self._owners(thing)
                        if holder is not None:
                            return holder
        return None

    def _is_side(self, token: Token) -> bool:
        """Whether an adjective says whose somebody is ("Sardonian", "military")."""
        figure = self._cast.figure_at(token.i) if token.dep_ == "amod" else None
        return token.dep_ == "amod" and (figure is not None or token.lower_ in COLLECTIVES)

    def _owners(self, token: Token) -> Holder | None:
        """Who somebody belongs to; both of "the council and the port"."""
        first = self._owner(token)
        if first is None or first.figure is None:
            return first
        others = [self._owner(t) for t in token.conjuncts if t.i > token.i and self._cast.figure_at(t.i) is not None]
        holders = list({h.id: h for h in (first, *others) if h is not None}.values())
        return first if len(holders) < 2 else joint(holders, first.voice)

    def _spokesperson(self, tokens: Sequence[int], head: Token) -> Holder:
        """ "a spokesman for the port": the port speaks, through a spokesperson."""
        owner = self._spoken_by(head)
        if owner is not None and not (owner.figure is None and owner.how == "description" and head.tag_ == "NNS"):
            return replace(owner, voice=Voice.SPOKESPERSON, how="role", confidence=0.85)
        named = self._roles.find(tokens, head)
        if named is not None:
            return replace(self.of_figure(named[0], "role", named[1]), voice=Voice.SPOKESPERSON)
        if len(tokens) <= 2 and head.tag_ != "NNS":
            here = self._discourse.sentence_of(head.i)
            for mention, figure in self._cast.before(head.i, 12):
                if here - self._discourse.sentence_of(mention.first) > 1:
                    break
                if figure.type == EntityType.ORG or self._cast.acting_for(figure) is not None:
                    return replace(self.of_figure(figure), voice=Voice.SPOKESPERSON, how="role", confidence=0.5)
        described = self._described(tokens, head)
        return replace(described, voice=Voice.SPOKESPERSON)

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
            return self._phrase([t.i for t in token.subtree if t.dep_ != "case" or t.head.i != token.i], token)
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
        if head.lemma_ == "administration" and self._before.same_noun(head, "administration") is not None:
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
        noun = self._before.same_noun(head, lemma)
        holder = None if noun is None else self._phrase(phrase_of(noun), noun)
        if holder is None:
            return None
        if lemma in UNNAMED_PERSON | DOCUMENTS | WORKS | GENERIC | ROLES or holder.figure is None:
            return replace(holder, how="role", confidence=0.7)
        return None

    # ---- names made of descriptions

    def _described(self, tokens: Sequence[int], head: Token) -> Holder:
        self._worded.add(head.i)
        words, has_name = Describer(self._cast, self._pronoun_name).words(tokens, head)
        self._worded.discard(head.i)
        name = tidy(" ".join(words))[:LONGEST_NAME].strip() or head.text
        lemma = head.lemma_.casefold()
        key = slug(name) if has_name else f"{slug(name)}-{self._mark}"
        sure = 0.75 if has_name else 0.6
        media = is_media_noun(head, lemma)
        nameless = not media or (not has_name and (head.tag_ == "NNS" or lemma == "report"))
        voice = Voice.ORGANISATION if media and not nameless else Voice.UNNAMED if media else voice_of(head)
        holder = Holder(name, key, voice, "description", sure, None, media)
        people = {f.id for i in tokens if (f := self._cast.figure_at(i)) is not None and f.type == EntityType.PERSON}
        if people:
            # "officials of Bennett's office" and "Bennett's officials" are the same people.
            return self._groups.setdefault((lemma, min(people)), holder)
        return holder

    def _pronoun_name(self, token: Token) -> str | None:
        holder = self._pronoun(token, ())
        return None if holder is None else holder.name


def _is_medium(head: Token) -> bool:
    """Whether a noun is one for a medium ("the Interfax news agency"), not for who works there."""
    return head.lemma_.casefold() in ("agency", "newspaper", "broadcaster", "channel", "magazine", "daily", "network")
