"""Whom a spokesperson speaks for, and whose somebody is: "a spokesman for the port", "the port's lawyer"."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.language import pronouns
from index.language.actors import Cast
from index.language.coordination import PEOPLE_AND_BODIES
from index.language.data.people import COLLECTIVES
from index.language.holder import Holder, joint
from index.language.joining import Figure
from index.language.pronouns import Discourse
from index.language.roles import Roles
from index.language.spokespersons import Spokespersons
from index.model import EntityType, Voice

if TYPE_CHECKING:
    from index.language.parsed import Token


@dataclass(frozen=True, slots=True)
class Resolving:
    """How the words that somebody is owned by are resolved: a name, a noun phrase, a pronoun, a description."""

    figure: Callable[..., Holder]
    phrase: Callable[[Sequence[int], Token], Holder | None]
    pronoun: Callable[[Token, Collection[int]], Holder | None]
    described: Callable[[Sequence[int], Token], Holder]


class Represented:
    """Finds who stands behind a spokesperson or an owner's word, in one article."""

    def __init__(self, cast: Cast, discourse: Discourse, roles: Roles, resolving: Resolving) -> None:
        self._cast = cast
        self._discourse = discourse
        self._roles = roles
        self._resolving = resolving
        self._speakers = Spokespersons(cast)
        self._spoken: dict[str, Holder | None] = {}

    def speaks_for_others(self, figure: Figure) -> bool:
        """Whether a person is called a spokesperson anywhere in the article."""
        return self._speakers.speaks_for_others(figure)

    def spoken_for(self, figure: Figure) -> Holder | None:
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

    def spokesperson(self, tokens: Sequence[int], head: Token) -> Holder:
        """ "a spokesman for the port": the port speaks, through a spokesperson."""
        owner = self._spoken_by(head)
        if owner is not None and not (owner.figure is None and owner.how == "description" and head.tag_ == "NNS"):
            return replace(owner, voice=Voice.SPOKESPERSON, how="role", confidence=0.85)
        named = self._roles.find(tokens, head)
        if named is not None:
            return replace(self._resolving.figure(named[0], "role", named[1]), voice=Voice.SPOKESPERSON)
        if len(tokens) <= 2 and head.tag_ != "NNS":
            here = self._discourse.sentence_of(head.i)
            for mention, figure in self._cast.before(head.i, 12):
                if here - self._discourse.sentence_of(mention.first) > 1:
                    break
                if figure.type == EntityType.ORG or self._cast.acting_for(figure) is not None:
                    return replace(self._resolving.figure(figure), voice=Voice.SPOKESPERSON, how="role", confidence=0.5)
        described = self._resolving.described(tokens, head)
        return replace(described, voice=Voice.SPOKESPERSON)

    def owner(self, token: Token) -> Holder | None:
        """Who somebody belongs to: a name, a pronoun or a noun of a body."""
        if pronouns.kind_of(token):
            return self._resolving.pronoun(token, ())
        figure = self._cast.figure_at(token.i)
        if figure is not None:
            if figure.type == EntityType.NORP and figure.known is not None:
                known = figure.known
                return Holder(known.name, known.id, Voice.ORGANISATION, "place", 0.7, figure)
            return self._resolving.figure(figure)
        if token.pos_ in ("NOUN", "PROPN") and token.dep_ != "amod":
            return self._resolving.phrase(
                [t.i for t in token.subtree if t.dep_ != "case" or t.head.i != token.i], token
            )
        return None

    def _spoken_by(self, head: Token) -> Holder | None:
        """Whom the word "spokesman" speaks for: what stands before it, or after "for"."""
        before = [c for c in head.children if c.i < head.i and (c.dep_ in ("compound", "nmod") or self._is_side(c))]
        if len(before) > 1 and self._cast.figure_at(before[-1].i) is None and before[-1].lower_ in PEOPLE_AND_BODIES:
            holder = self._resolving.phrase(list(range(before[0].left_edge.i, before[-1].i + 1)), before[-1])
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

    def _owners(self, token: Token) -> Holder | None:
        """Who somebody belongs to; both of "the council and the port"."""
        first = self.owner(token)
        if first is None or first.figure is None:
            return first
        others = [self.owner(t) for t in token.conjuncts if t.i > token.i and self._cast.figure_at(t.i) is not None]
        holders = list({h.id: h for h in (first, *others) if h is not None}.values())
        return first if len(holders) < 2 else joint(holders, first.voice)

    def _is_side(self, token: Token) -> bool:
        """Whether an adjective says whose somebody is ("Sardonian", "military")."""
        figure = self._cast.figure_at(token.i) if token.dep_ == "amod" else None
        return token.dep_ == "amod" and (figure is not None or token.lower_ in COLLECTIVES)
