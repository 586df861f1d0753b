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
from index.language.beside import Beside, is_definite
from index.language.coordination import joined_to
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
from index.language.governments import Governments
from index.language.holder import LONGEST_NAME, Holder, joint
from index.language.joining import Figure
from index.language.media import NOUNS as MEDIA_NOUNS
from index.language.names import slug, tidy
from index.language.phrases import whole_phrase
from index.language.pronouns import Discourse
from index.language.registry import Known
from index.language.represented import Represented, Resolving
from index.language.roles import Roles
from index.language.spokespersons import has_topic
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
        self._beside = Beside(cast)
        self._governments = Governments(cast, self._before)
        resolving = Resolving(self.of_figure, self._phrase, self._pronoun, self._described)
        self._represented = Represented(cast, discourse, self._roles, resolving)
        self._authors = Authors(cast, self._represented.owner, self.of_figure)
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
        voice = Voice.SELF if figure.type == EntityType.PERSON else Voice.ORGANISATION
        if figure.type == EntityType.PERSON and self._represented.speaks_for_others(figure):
            voice = Voice.SPOKESPERSON
            owner = self._represented.spoken_for(figure)
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
            before = self._doc[token.i - 2] if token.i > 1 and self._doc[token.i - 1].text == "," else None
            if token.lower_ == "who" and before is not None and before.pos_ in ("NOUN", "PROPN"):
                return self.of(phrase_of(before), before.i, apart)  # ", according to police, who said ..."
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
                named = self._beside.in_apposition(tokens, head)
                if named is not None and named.type == EntityType.PERSON:
                    return self.of_figure(named, "name", 0.9)
            beside = self._beside.apposed_to_body(tokens, figure)
            return self.of_figure(beside or figure)
        named = self._beside.in_apposition(tokens, head)
        if named is not None:
            holder = self.of_figure(named, "name", 0.9)
            speaks = head.lower_ in SPOKESPERSON and not has_topic(head)
            return replace(holder, voice=Voice.SPOKESPERSON) if speaks else holder
        last = self._beside.at_the_end(tokens, head)
        if last is not None:
            return self.of_figure(last, "name", 0.9)
        apposed = self._beside.apposed(tokens, head)
        if apposed is not None:
            return self.of_figure(apposed, "name", 0.88)
        lemma = head.lemma_.casefold()
        known = self._beside.alias(tokens, head)
        if known is not None:
            return self._of_known(known)
        if head.lower_ in SPOKESPERSON or lemma in SPOKESPERSON:
            return self._represented.spokesperson(tokens, head)
        author = self._authors.of(tokens, head, lemma)
        if author is not None:
            return author
        if lemma in GOVERNMENT or (lemma in COUNTRY and is_definite(tokens, head)):
            country = self._governments.of(tokens, head)
            if country is not None:
                return country
        if lemma in ROLES and head.tag_ in ("NN", "NNP") and not is_anonymous(head):
            person = self._roles.find(tokens, head, self._owner_id(head))
            if person is not None and not self._is_another(tokens, head, lemma, person[0]):
                return self.of_figure(person[0], "role", person[1])
        both = any(c.lower_ == "both" for c in head.children)
        two = both or (any(c.lower_ == "two" for c in head.children) and is_definite(tokens, head))
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

    def _of_known(self, known: Known) -> Holder:
        """A configured actor as a holder."""
        figure = next((f for f in self._cast.figures if f.id == known.id), None)
        if figure is not None:
            return self.of_figure(figure)
        voice = Voice.SELF if known.kind == "person" else Voice.ORGANISATION
        return Holder(known.name, known.id, voice, "name", 0.9, None, known.kind == "media")

    def _is_only_modifier(self, head: Token, figure: Figure) -> bool:
        return figure.type == EntityType.NORP and head.tag_ not in ("NNPS", "NNS", "NNP", "NN") and head.dep_ == "amod"

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
        plural = head.tag_ == "NNS" and head.lower_ != "media"
        nameless = not media or (not has_name and (plural or lemma == "report"))
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
