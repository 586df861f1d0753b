"""From attributions and a cast to voices: who holds each, by whose mouth, through which media.

An attribution that only relays another one ("..., reported Reuters") is no position of the medium: it is
dropped, and the one that it relays came through that medium. A medium that states something itself keeps it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.language.actors import Cast, covered
from index.language.confidence import with_holder
from index.language.data import words
from index.language.data.bodies import DOCUMENTS, WORKS
from index.language.holder import Holder
from index.language.holders import Holders
from index.language.joining import Figure
from index.language.media import NOUNS as MEDIA_NOUNS
from index.language.media import is_platform
from index.language.names import fold
from index.language.pronouns import FIRST, THIRD, Discourse, kind_of
from index.language.stages import Attribution, CueClass
from index.language.turns import Turns
from index.model import EntityType, Form, Span, Voice

if TYPE_CHECKING:
    from index.language.parsed import Token

RELAYED = 0.6  # share of a medium's content that other attributions must fill for it to be only relayed
_RELAYING = words("quote cite report say write carry publish claim tell add reveal according")
_QUOTING = words("quote cite")
_REPORT_VERBS = words("report say write quote cite reveal publish carry claim note")
_TALKED_TO = words("tell talk speak write")
_SPEECHES = words(
    "interview statement comment email letter op-ed ed article column conversation remark piece essay broadcast post "
    "podcast programme program show appearance"
)
_CARRYING = words("carry publish air broadcast release post run print cite quote")
_THROUGH = words("to on in via with for by")
_SPEAKING = words("speak talk appear write")
_BARE_CITATION = 8  # words of what a medium "cites" that are only a name
_CLAUSES = words("ROOT parataxis ccomp advcl conj")
_INHERITS = 3  # sentences over which what comes after keeps the medium of what came before


@dataclass(frozen=True, slots=True)
class Voiced:
    """One attribution with its holder: `place` is its place in the list that was given.

    `how` says how the holder was found ("name", "pronoun", "role", ...; "none" without one), `certainty` how sure
    the resolver was (0 to 1; None without a holder).
    """

    place: int
    actor: str | None
    actor_id: str | None
    voice: Voice
    via: tuple[str, ...]
    confidence: float
    how: str
    certainty: float | None = None


@dataclass(slots=True)
class _Work:
    attribution: Attribution
    source: list[int]
    cue: list[int]
    content: list[int]
    head: int | None
    holder: Holder | None = None
    done: bool = False
    relay: bool = False
    through: Holder | None = None


def voiced(
    attributions: Sequence[Attribution],
    cast: Cast,
    mark: str,
    *,
    hidden: Sequence[Span] = (),
    outlet: str | None = None,
) -> list[Voiced]:
    """The voices of an article's attributions, in their order, without those that only relay.

    `mark` is a short string of the article's own: nameless actors ("officials") of different articles get
    different ids by it. Attributions whose source stands in a `hidden` span are left out. The article's own
    `outlet` is no medium that anything came through.
    """
    return _Article(attributions, cast, mark, hidden, outlet).voiced()


class _Article:
    def __init__(self, attributions: Sequence[Attribution], cast: Cast, mark: str, hidden: Sequence[Span],
                 outlet: str | None) -> None:  # fmt: skip
        self._cast = cast
        self._doc = cast.reading.doc
        self._hidden = hidden
        self._outlet = None if outlet is None else fold(outlet)
        starts = cast.reading.starts
        self._work = []
        for one in attributions:
            source = covered(self._doc, starts, one.source)
            head = covered(self._doc, starts, (one.source_head,))[:1] if one.source_head is not None else []
            cue, content = covered(self._doc, starts, one.cue), covered(self._doc, starts, one.content)
            self._work.append(_Work(one, source, cue, content, head[0] if head else self._head_of(source)))
        self._starts = starts
        quoted = {i for work in self._work if work.attribution.form == Form.DIRECT for i in work.content}
        heads = [work.head for work in self._work if work.head is not None]
        self._discourse = Discourse(cast, heads, quoted, [work.content for work in self._work])
        self._holders = Holders(cast, self._discourse, mark)
        self._media: set[str] = set()
        self._reporting = self._reporting_words()
        self._turns = Turns(cast.reading.text, cast.reading.paragraphs)
        self._children: dict[int, list[int]] = {}
        for place, work in enumerate(self._work):
            parent = work.attribution.parent
            if parent is not None and parent != place and 0 <= parent < len(self._work):
                self._children.setdefault(parent, []).append(place)

    def _head_of(self, tokens: list[int]) -> int | None:
        """The word of a phrase that the others hang on."""
        if not tokens:
            return None
        inside = set(tokens)
        for i in tokens:
            token = self._doc[i]
            if token.head.i not in inside or token.head.i == i:
                if token.is_punct or token.is_space:
                    continue
                if token.dep_ in ("prep", "agent", "case"):
                    inner = next((c.i for c in token.children if c.dep_ in ("pobj", "pcomp") and c.i in inside), None)
                    if inner is not None:
                        return inner
                return i
        return tokens[0]

    # ---- holders

    def voiced(self) -> list[Voiced]:
        for place in range(len(self._work)):
            self._resolve(place, 0)
        for place in range(len(self._work)):
            self._work[place].relay = self._is_relay(place)
        result = []
        last: dict[str, tuple[int, tuple[str, ...]]] = {}
        for place, work in enumerate(self._work):
            if work.relay or self._is_hidden(work.attribution) or self._says_a_medium(work):
                continue
            via = self._via(place)
            via = self._inherited(work, via, last)
            result.append(self._voiced(place, work, via))
        return result

    def _is_hidden(self, attribution: Attribution) -> bool:
        return any(span.overlaps(h) for span in attribution.source for h in self._hidden)

    def _says_a_medium(self, work: _Work) -> bool:
        """Whether nothing but a medium's name is "said": an inverted "reported Reuters" that was misread."""
        if work.attribution.cue_class not in (CueClass.SAY, CueClass.REPORT):
            return False
        named = [i for i in work.content if self._doc[i].pos_ not in ("PUNCT", "DET", "SPACE")]
        figures = [self._cast.figure_at(i) for i in named]
        first = figures[0] if figures else None
        return first is not None and first.type == EntityType.MEDIA and all(f is first for f in figures)

    def _resolve(self, place: int, depth: int) -> Holder | None:
        work = self._work[place]
        if work.done:
            return work.holder
        work.done = True
        if work.head is None:
            return None
        token = self._doc[work.head]
        parent = self._parent(place)
        if parent is not None and depth < 20:
            above = self._resolve(parent, depth + 1)
            shared = self._same_speaker(token, above)
            if shared is not None:
                work.holder = shared
                return shared
        elif kind_of(token) in FIRST:
            work.holder = self._interviewed(token)
            return work.holder
        apart = set(work.content)
        if work.attribution.form != Form.DIRECT and apart and min(apart) < work.head and kind_of(token) in THIRD:
            apart = {i for i in apart if self._doc[i].dep_ not in ("nsubj", "nsubjpass", "compound")}
        work.holder = self._holders.of(work.source, work.head, apart)
        if work.holder is not None and work.holder.media and work.attribution.lemma in _QUOTING:
            self._take_quoted(work)
        return work.holder

    def _interviewed(self, token: Token) -> Holder | None:
        """Who says "I" in an interview."""
        label = self._turns.speaker(token.idx)
        figure = None
        if label is not None:
            found = (self._cast.figure_at(i) for i in covered(self._doc, self._starts, (label,)))
            figure = next((f for f in found if f is not None), None)
        return None if figure is None else self._holders.of_figure(figure, "pronoun", 0.7)

    def _take_quoted(self, work: _Work) -> None:
        """ "The paper quoted her as saying ...": the holder is who was quoted, through the paper."""
        content = set(work.content)
        for i in work.cue:
            for child in self._doc[i].children:
                if child.dep_ == "dobj" and child.i not in content:
                    quoted = self._holders.of([t.i for t in child.subtree][:16], child.i, content)
                    if quoted is not None:
                        work.through, work.holder = work.holder, quoted
                        return

    def _parent(self, place: int) -> int | None:
        parent = self._work[place].attribution.parent
        return parent if parent is not None and parent != place and 0 <= parent < len(self._work) else None

    def _same_speaker(self, token: Token, above: Holder | None) -> Holder | None:
        """The speaker of what holds this one, where the pronoun can only or most likely mean him."""
        if above is None:
            return None
        word = kind_of(token)
        if word in FIRST or _is_own_work(token):
            return replace(above, how="pronoun", confidence=min(above.confidence, 0.85))
        figure = above.figure
        if word in ("he", "she"):
            gender = "m" if word == "he" else "f"
            if figure is not None and figure.type == EntityType.PERSON and figure.gender in (None, gender):
                return replace(above, how="pronoun", confidence=min(above.confidence, 0.8))
        if word in ("it", "they") and above.voice == Voice.ORGANISATION and not above.media:
            return replace(above, how="pronoun", confidence=min(above.confidence, 0.75))
        if word == "they" and above.voice == Voice.UNNAMED:
            return replace(above, how="pronoun", confidence=min(above.confidence, 0.7))
        return None

    # ---- media

    def _is_relay(self, place: int) -> bool:
        """Whether an attribution is a medium's that only passes on what others said."""
        work = self._work[place]
        holder, children = work.holder, self._children.get(place, ())
        if work.attribution.rule == "quoted-as" and children:
            return True
        if holder is None or not holder.media:
            return False
        if not children:
            return self._is_bare_citation(work)
        if work.attribution.lemma in _QUOTING:
            return True
        content = {i for i in work.content if not self._doc[i].is_punct}
        inside = set()
        for child in children:
            other = self._work[child]
            inside |= {*other.source, *other.cue, *other.content}
        return bool(content) and len(content & inside) >= RELAYED * len(content)

    def _is_bare_citation(self, work: _Work) -> bool:
        """Whether a medium is only said to cite somebody: "Reuters, citing two officials", "quoted by Reuters"."""
        if work.attribution.lemma not in _QUOTING or work.through is not None:
            return False
        named = [i for i in work.content if not self._doc[i].is_punct]
        plain = all(self._doc[i].pos_ not in ("VERB", "AUX") for i in named)
        quoted = any(self._doc[i].is_quote for i in work.content)
        return len(named) <= _BARE_CITATION and plain and not quoted

    def _via(self, place: int) -> tuple[str, ...]:
        """Through whom a statement came, the nearest first."""
        work = self._work[place]
        own = work.holder
        names: list[str] = []

        def add(holder: Holder | None) -> None:
            if holder is None or fold(holder.name) == self._outlet:
                return
            if holder.media:
                self._media.add(holder.name)
            if holder.name not in names and (own is None or holder.id != own.id):
                names.append(holder.name)

        add(work.through)
        for figure in self._told(work):
            add(self._holders.of_figure(figure))
        seen = {place}
        above = self._parent(place)
        while above is not None and above not in seen and len(seen) < 20:
            seen.add(above)
            add(self._work[above].holder)
            for figure in self._told(self._work[above]):
                add(self._holders.of_figure(figure))
            above = self._parent(above)
        add(self._reporter(work, own))
        return tuple(names)

    def _told(self, work: _Work) -> list[Figure]:
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

    def _reporter(self, work: _Work, own: Holder | None) -> Holder | None:
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

    def _inherited(
        self, work: _Work, via: tuple[str, ...], last: dict[str, tuple[int, tuple[str, ...]]]
    ) -> tuple[str, ...]:
        """What the same actor goes on to say came through the same medium, where the text makes that sure."""
        holder = work.holder
        if holder is None or not work.cue:
            return via
        here = self._discourse.sentence_of(work.cue[0])
        if not via and holder.id in last and work.attribution.parent is None:
            sentence, before = last[holder.id]
            goes_on = (
                holder.how in ("role", "pronoun")
                or work.attribution.form == Form.DIRECT
                or work.attribution.lemma in ("add", "continue", "go on")
            )
            goes_on = goes_on or (here - sentence == 1 and self._continues_paragraph(work.cue[0]))
            if goes_on and 0 <= here - sentence <= _INHERITS:
                via = before
        if (via and work.attribution.parent is None) or (via and holder.id not in last):
            last[holder.id] = (here, tuple(name for name in via if name in self._media))
        return via

    def _continues_paragraph(self, token: int) -> bool:
        """Whether the sentence that a token stands in is not the first of its paragraph."""
        begins = self._doc[token].sent.start_char
        paragraph = next((p for p in self._cast.reading.paragraphs if p.start <= begins < p.end), None)
        if paragraph is None:
            return False
        return bool(self._cast.reading.text[paragraph.start : begins].strip())

    # ---- the result

    def _voiced(self, place: int, work: _Work, via: tuple[str, ...]) -> Voiced:
        holder = work.holder
        sure = work.attribution.confidence
        if holder is None:
            return Voiced(place, None, None, Voice.UNNAMED, via, with_holder(sure, "none", None), "none")
        voice = holder.voice
        if voice in (Voice.SELF, Voice.ORGANISATION, Voice.UNNAMED) and self._is_reported(place, holder):
            voice = Voice.OTHER
        confidence = with_holder(sure, holder.how, holder.confidence)
        return Voiced(place, holder.name, holder.id, voice, via, confidence, holder.how, holder.confidence)

    def _is_reported(self, place: int, holder: Holder) -> bool:
        """Whether another actor, and no medium, tells what this one said."""
        above = self._parent(place)
        while above is not None:
            other = self._work[above].holder
            if other is not None and not other.media and other.id != holder.id:
                return True
            if other is None or other.media:
                above = self._parent(above)
            else:
                return False
        return False


def _is_own_work(token: Token) -> bool:
    """Whether somebody speaks of his own work ("our study shows")."""
    lemma = token.lemma_.casefold()
    owned = any(child.dep_ == "poss" and child.lower_ in ("my", "our") for child in token.children)
    return owned and (lemma in WORKS or lemma in DOCUMENTS)
