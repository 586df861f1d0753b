"""From attributions and a cast to voices: who holds each, by whose mouth, through which media.

An attribution that only relays another one ("..., reported Reuters") is no position of the medium: it is
dropped, and the one that it relays came through that medium. A medium that states something itself keeps it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.language.actors import Cast, covered
from index.language.channels import Channels
from index.language.confidence import with_holder
from index.language.data import words
from index.language.data.bodies import DOCUMENTS, WORKS
from index.language.holder import Holder
from index.language.holders import Holders
from index.language.names import fold
from index.language.pronouns import FIRST, THIRD, Discourse, kind_of
from index.language.stages import Attribution, CueClass
from index.language.tracing import Traced
from index.language.turns import Turns
from index.model import EntityType, Form, Span, Voice

if TYPE_CHECKING:
    from index.language.parsed import Token

RELAYED = 0.6  # share of a medium's content that other attributions must fill for it to be only relayed
_QUOTING = words("quote cite")
_BARE_CITATION = 8  # words of what a medium "cites" that are only a name
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
            self._work.append(Traced(one, source, cue, content, head[0] if head else self._head_of(source)))
        self._starts = starts
        quoted = {i for work in self._work if work.attribution.form == Form.DIRECT for i in work.content}
        heads = [work.head for work in self._work if work.head is not None]
        self._discourse = Discourse(cast, heads, quoted, [work.content for work in self._work])
        self._holders = Holders(cast, self._discourse, mark)
        self._media: set[str] = set()
        self._channels = Channels(cast, self._discourse, self._holders)
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

    def _says_a_medium(self, work: Traced) -> bool:
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

    def _take_quoted(self, work: Traced) -> None:
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

    def _is_bare_citation(self, work: Traced) -> bool:
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
        for figure in self._channels.told(work):
            add(self._holders.of_figure(figure))
        seen = {place}
        above = self._parent(place)
        while above is not None and above not in seen and len(seen) < 20:
            seen.add(above)
            add(self._work[above].holder)
            for figure in self._channels.told(self._work[above]):
                add(self._holders.of_figure(figure))
            above = self._parent(above)
        add(self._channels.reporter(work, own))
        return tuple(names)

    def _inherited(
        self, work: Traced, via: tuple[str, ...], last: dict[str, tuple[int, tuple[str, ...]]]
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

    def _voiced(self, place: int, work: Traced, via: tuple[str, ...]) -> Voiced:
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
