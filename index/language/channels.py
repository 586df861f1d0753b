"""Media that a statement came through: "told Reuters", "on Twitter", "according to Reuters", ", the BBC reported"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.language.actors import Cast, covered
from index.language.data import words
from index.language.holder import Holder
from index.language.holders import Holders
from index.language.joining import Figure
from index.language.media import NOUNS as MEDIA_NOUNS
from index.language.media import is_platform
from index.language.pronouns import Discourse
from index.language.tracing import Traced
from index.model import EntityType

if TYPE_CHECKING:
    from index.language.parsed import Token

_QUOTING = words("quote cite")
_REPORT_VERBS = words("report say write quote cite reveal publish carry claim note")
_SPEECHES = words(
    "interview statement comment email letter op-ed ed article column conversation remark piece essay broadcast post "
    "podcast programme program show appearance"
)
_CARRYING = words("carry publish air broadcast release post run print cite quote")
_THROUGH = words("to on in via with for by")
_SPEAKING = words("speak talk appear write")


class Channels:
    """Finds in one article the media to which, or by which, a statement is said to have been made."""

    def __init__(self, cast: Cast, discourse: Discourse, holders: Holders) -> None:
        self._cast = cast
        self._doc = cast.reading.doc
        self._starts = cast.reading.starts
        self._discourse = discourse
        self._holders = holders
        self._reporting = self._reporting_words()

    def told(self, work: Traced) -> list[Figure]:
        """Media to which it was said: "told Reuters", "in an interview with Reuters", "on Twitter"."""
        if not work.cue:
            return []
        found: list[Figure] = []
        attribution = work.attribution
        content = set(work.content)
        if attribution.addressee is not None:
            for i in covered(self._doc, self._starts, (attribution.addressee,)):
                figure = self._cast.figure_at(i)
                if figure is not None and figure.type == EntityType.MEDIA:
                    found.append(figure)
        for i in work.cue:
            for child in self._doc[i].children:
                if child.i in content:
                    continue
                if child.dep_ in ("dobj", "dative", "pobj"):
                    found += self._media_at(child)
                elif child.dep_ == "agent":
                    found += [f for thing in child.children for f in self._media_at(thing)]
                elif child.dep_ in ("prep", "dative") and child.lower_ in _THROUGH:
                    found += self._media_after(child, content)
                elif child.dep_ == "advcl" and child.lemma_ in _SPEAKING:
                    for prep in child.children:
                        if prep.dep_ in ("prep", "dative"):
                            found += self._media_after(prep, content)
        return list({id(f): f for f in found}.values())

    def reporter(self, work: Traced, own: Holder | None) -> Holder | None:
        """The medium that the sentence names as reporting it, beside or above the statement itself."""
        if not work.cue:
            return None
        cue = self._doc[work.cue[0]]
        own_tokens = {*work.source, *work.content}
        sentence = self._discourse.sentence_of(cue.i)
        for place in self._reporting.get(sentence, ()):
            token = self._doc[place]
            if token.i in work.cue or (token.i in own_tokens and own is not None and own.media):
                continue
            if token.lower_ == "according" or (token.lower_ == "per" and token.dep_ == "prep"):
                for inner in token.subtree:
                    if inner.dep_ == "pobj" and inner.head.lower_ in ("to", "per") and inner.i not in work.source:
                        holder = self._medium(inner)
                        if holder is not None:
                            return holder
            elif token.lemma_ in _REPORT_VERBS and token.pos_ == "VERB" and token.i not in work.content:
                for child in token.children:
                    after = child.dep_ == "dobj" and child.i - token.i <= 4 and self._doc[token.i - 1].text == ","
                    cited = child.dep_ == "agent" and token.dep_ == "acl" and token.lemma_ in _QUOTING
                    if (child.dep_ in ("nsubj", "agent") or after) and (child.i not in work.source or cited):
                        thing = (
                            next((c for c in child.children if c.dep_ == "pobj"), child)
                            if child.dep_ == "agent"
                            else child
                        )
                        holder = self._medium(thing)
                        if holder is not None and self._reports(token, cue):
                            return holder
        return None

    def _media_after(self, prep: Token, content: set[int]) -> list[Figure]:
        """Media after a preposition: "to Reuters", "in an interview with Reuters", "in comments carried by Reuters"."""
        found: list[Figure] = []
        for thing in prep.children:
            if thing.i in content:
                continue
            found += self._media_at(thing)
            if thing.lemma_ not in _SPEECHES:
                continue
            for child in thing.children:
                if child.dep_ in ("compound", "nmod", "poss"):
                    found += self._media_at(child)
                elif child.dep_ == "prep":
                    found += [f for inner in child.children for f in self._media_at(inner)]
                elif child.dep_ == "acl" and child.lemma_ in _CARRYING:
                    found += [
                        f for agent in child.children if agent.dep_ == "agent"
                        for inner in agent.children for f in self._media_at(inner)
                    ]  # fmt: skip
        return found

    def _media_at(self, token: Token) -> list[Figure]:
        """The medium that a word names, "the Harbour Herald newspaper" included."""
        figure = self._cast.figure_at(token.i)
        if figure is None and token.lemma_.casefold() in MEDIA_NOUNS:
            beside = (self._cast.figure_at(c.i) for c in token.children if c.dep_ in ("compound", "appos", "nmod"))
            figure = next((f for f in beside if f is not None and f.type == EntityType.MEDIA), None)
        return [figure] if figure is not None and figure.type == EntityType.MEDIA else []

    def _reporting_words(self) -> dict[int, list[int]]:
        """By sentence, the words that may name who reports it: "according", "per" and verbs of reporting."""
        found: dict[int, list[int]] = {}
        for token in self._doc:
            if token.lemma_ in _REPORT_VERBS or token.lower_ in ("according", "per"):
                found.setdefault(self._discourse.sentence_of(token.i), []).append(token.i)
        return found

    def _reports(self, verb: Token, cue: Token) -> bool:
        """Whether a medium's verb stands over or beside the cue's clause."""
        if verb.is_ancestor(cue):
            return True
        if verb.dep_ == "acl" and verb.lemma_ in _QUOTING:
            return cue.is_ancestor(verb)
        return cue.is_ancestor(verb) and verb.dep_ in ("parataxis", "advcl", "ccomp", "dep", "conj")

    def _medium(self, token: Token) -> Holder | None:
        holder = self._holders.of([t.i for t in token.subtree][:16], token.i)
        if holder is None or not holder.media or is_platform(holder.name):
            return None
        return holder
