"""What a statement is about: the things that its content names, with how central each is.

A subject is known by one key for all its forms ("dredging", "to dredge"; "closure", "closing"). People, bodies and
places are actors, no subjects, unless something is done to them ("recognise Varnia"); and words that any article has
("decision", "week") name none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from index.language.actors import covered
from index.language.data.kinds import LAST_WORD
from index.language.data.kinds import WORDS as KNOWN
from index.language.data.polarity import BAD, GOOD
from index.language.data.topics import ACTORS, BROAD, DEEDS, GENERIC, INTRANSITIVE, PALE, PLANS, RESIGNING, THINGS
from index.language.document import Reading
from index.language.polarity import direction
from index.language.segmentation import LONGEST_HEADLINE
from index.language.stages import Attribution, CueClass
from index.language.wording import is_measure, is_telling, singular, tail
from index.model import EntityType, Span
from index.search.stemming import stem

if TYPE_CHECKING:
    from index.language.parsed import Token

DEEPEST = 4  # steps from the content's head to a word that it can be said to be about
BESIDE = 0.6  # what a word is worth that only stands before another one: "tax" in "tax rate"
CENTRAL = 0.6  # how central a word is where what somebody does by the cue is done to it
_POSITIONS = frozenset(
    (
        CueClass.REQUEST, CueClass.WANT, CueClass.PROMISE, CueClass.DECIDE, CueClass.SUPPORT, CueClass.OPPOSE,
        CueClass.PRAISE, CueClass.WARN, CueClass.ABSTAIN, CueClass.DENY, CueClass.ACCUSE,
    )
)  # fmt: skip
_NAMED_KINDS = (EntityType.LAW, EntityType.EVENT, EntityType.FAC)
_DEED_VERBS = frozenset(DEEDS.values())
# Between the key of a noun and the word that tells which: one of several kinds in the article, or the only one.
_WHICH, _ONLY = "|", "/"
_NAMING = PLANS - {"right", "need", "measure"} | set(DEEDS)  # nouns that stand behind a subject's own


@dataclass(slots=True)
class Said:
    """One statement: its place, the tokens of its content, and the subjects in it with how central each is.

    `keys` has the subject of each token that names one.
    """

    place: int
    attribution: Attribution
    inside: set[int]
    terms: dict[str, tuple[float, Token]] = field(default_factory=dict)
    sides: dict[str, bool] = field(default_factory=dict)
    keys: dict[int, str] = field(default_factory=dict)

    def add(self, token: Token, term: str) -> None:
        """Note that a token names a subject; it counts where it is most central."""
        self.keys[token.i] = term
        depth = _depth(token, self.inside)
        weight = 1 / (1 + 0.3 * depth) if depth <= DEEPEST else 0.0
        if token.dep_ == "compound" and token.head.lemma_.lower() not in PLANS:
            weight *= BESIDE
        if weight and (term not in self.terms or weight > self.terms[term][0]):
            self.terms[term] = (weight, token)

    def takes_side(self, term: str) -> bool:
        """Whether it says or does something for or against the subject."""
        known = self.sides.get(term)
        if known is None:
            weight, token = self.terms[term]
            known = weight >= CENTRAL and self.attribution.cue_class in _POSITIONS
            if not known and weight >= CENTRAL / 1.5:
                found = direction(token, self.inside)
                known = found.normative or found.judged != 0
            self.sides[term] = known
        return known


def said_of(reading: Reading, place: int, one: Attribution) -> Said:
    doc = reading.doc
    content = covered(doc, reading.starts, one.content)
    said = Said(place, one, set(content))
    for i in content:
        term = term_of(doc[i])
        if term is not None:
            said.add(doc[i], term)
    return said


def told_apart(reading: Reading, said: Sequence[Said]) -> None:
    """Give subjects that share only their noun keys of their own: "the war on rats", "the Varnian war".

    What stands with the noun and says which one it is has to agree; "the war" alone is the one named last before it.
    """
    places: dict[str, set[int]] = {}
    for one in said:
        for i, term in one.keys.items():
            places.setdefault(term, set()).add(i)
    renamed: dict[int, str] = {}
    for term, found in places.items():
        renamed |= _kinds(term, [reading.doc[i] for i in sorted(found)])
    for one in said:
        old, one.keys, one.terms = one.keys, {}, {}
        for i, term in old.items():
            one.add(reading.doc[i], renamed.get(i, term))


def base_of(term: str) -> str:
    """The key of a subject's noun alone."""
    return term.partition(_WHICH)[0].partition(_ONLY)[0]


def is_one_of_several(term: str) -> bool:
    """Whether the article has other subjects with the same noun, so that "the tax" alone tells too little."""
    return _WHICH in term


def _kinds(term: str, tokens: list[Token]) -> dict[int, str]:
    """For the places of one noun the subject that each names, where they are several."""
    which = {t.i: which_of(t) for t in tokens}
    kinds: list[set[str]] = []
    for words in sorted((w for w in which.values() if w), key=len):
        near = next((k for k in kinds if words[-1] in k or set(words) <= k or k <= set(words)), None)
        if near is None:
            kinds.append(set(words))
        else:
            near.add(words[-1])
    if not kinds:
        return {}
    given: dict[int, str] = {}
    last = ""
    keys = [f"{term}{_WHICH if len(kinds) > 1 else _ONLY}{min(kind)}" for kind in kinds]
    counts = Counter(_key(words, kinds, keys) for words in which.values() if words)
    for token in tokens:
        words = which[token.i]
        if words:
            given[token.i] = last = _key(words, kinds, keys)
        elif _points_back(token) or (len(kinds) == 1 and _is_one(token)):
            given[token.i] = last or counts.most_common(1)[0][0]
    return given


def _key(words: tuple[str, ...], kinds: list[set[str]], keys: list[str]) -> str:
    for kind, key in zip(kinds, keys, strict=True):
        if words[-1] in kind or kind <= set(words):
            return key
    return keys[0]


def which_of(token: Token) -> tuple[str, ...]:
    """The stems of the words that say which one a noun means, the nearest last: "border" wall, war "on rats"."""
    if token.pos_ == "VERB":
        return ()
    named: list[Token] = []
    for child in token.lefts:
        if is_telling(child):
            named += [t for t in child.subtree if t.is_alpha and t.i < token.i and t.pos_ in ("NOUN", "PROPN", "ADJ")]
    named = [t for t in named if t.lower_ not in GENERIC or t.dep_ == "compound"]
    if not named:
        named = [t for t in tail(token, range(token.doc.__len__())) if t.pos_ in ("NOUN", "PROPN")]
    return tuple(stem(singular(t)) for t in named)


def _points_back(token: Token) -> bool:
    """Whether it is one that is known already: "the war", "its closure", "the quarry plan"; a verb is, too."""
    if token.pos_ == "VERB":
        return True
    top = token
    while top.dep_ == "compound" and top.head.i > top.i and top.head.lemma_.lower() in _NAMING:
        top = top.head
    if top.dep_ == "compound":
        return False
    first = [c.lower_ for c in top.lefts if c.dep_ in ("det", "poss")]
    return bool(first) and not any(word in ("a", "an", "any", "another", "some", "no", "every") for word in first)


def _is_one(token: Token) -> bool:
    """Whether it is "a quarry", which is the only kind of quarry that the article tells of."""
    return token.tag_ == "NN" and any(c.lower_ in ("a", "an", "any", "no", "another") for c in token.lefts)


def term_of(token: Token) -> str | None:
    """The subject that a word stands for, the same for all its forms; None for a word that names none."""
    kind = token.pos_
    if kind == "NOUN":
        return None if is_measure(token) or token.ent_type_ == "PERSON" else _common(token)
    if kind == "PROPN":
        return _named(token)
    if kind == "VERB" and token.lemma_ in INTRANSITIVE:
        return _family(str(token.lemma_))
    return None


def _common(token: Token) -> str | None:
    lemma = singular(token)
    if lemma in BROAD or lemma in THINGS:
        kinds = ("amod",) if lemma in BROAD else ("amod", "compound")
        which = next((c.lower_ for c in token.lefts if c.dep_ in kinds and c.lower_ not in PALE | BAD | GOOD), "")
        return f"{which} {stem(lemma)}" if which else None
    head = token.head
    if token.dep_ == "compound" and (head.lemma_.lower() in ACTORS or head.pos_ == "PROPN"):
        return None  # "the harbour authority" is about the authority, who acts
    return None if token.lower_ in GENERIC else _family(lemma)


@lru_cache(maxsize=8192)
def _family(lemma: str) -> str | None:
    lower = lemma.lower()
    if len(lower) > 6 and lower.endswith(("ist", "ician")):
        return None  # people by their trade
    if len(lower) < 3 or lower in GENERIC or not lower.replace("-", "").isalpha():
        return None
    verb = DEEDS.get(lower) or RESIGNING.get(lower) or lower
    return stem(verb)


def _named(token: Token) -> str | None:
    """A name is a subject where it is a law's, an event's or a building's, or a deed is done to it.

    Persons, bodies and places are actors otherwise.
    """
    if token.dep_ == "compound" and token.head.pos_ == "PROPN":
        return None
    if token.ent_type_ in ("GPE", "ORG") and _suffers(token):
        return stem(token.lower_)
    lower = token.lower_
    kind = LAST_WORD.get(lower) or KNOWN.get(lower)
    return stem(lower) if kind in _NAMED_KINDS and not is_measure(token) and token.ent_type_ != "PERSON" else None


def _suffers(token: Token) -> bool:
    """Whether a deed is done to it: "recognise Varnia", "the annexation of Varnia"."""
    above = token.head
    if token.dep_ in ("dobj", "nsubjpass"):
        return above.lemma_ in _DEED_VERBS
    return token.dep_ == "pobj" and above.lower_ == "of" and above.head.lemma_ in DEEDS


def _depth(token: Token, inside: set[int]) -> int:
    """Steps up to the content's head; prepositions and the pale nouns behind a compound are none."""
    steps, at = 0, token
    for _ in range(4 * DEEPEST):
        if at.head.i == at.i or at.head.i not in inside:
            return steps
        if at.dep_ in ("relcl", "advcl"):
            steps += 2
        elif at.pos_ != "ADP" and at.dep_ not in ("compound", "conj"):
            steps += 1
        at = at.head
        if steps > DEEPEST:
            break
    return steps


def title_terms(reading: Reading) -> frozenset[str]:
    """The subjects of the headline; of a short first paragraph where no headline is known."""
    span = reading.title_span
    if span is None and len(reading.paragraphs) > 1:
        first = reading.paragraphs[0]
        span = first if first.end - first.start <= LONGEST_HEADLINE else None
    if span is None:
        return frozenset()
    tokens = [reading.doc[i] for i in covered(reading.doc, reading.starts, [Span(span.start, span.end)])]
    terms = [_family(form) for t in tokens for form in (t.lower_, str(t.lemma_).lower())]
    terms += [f"{a.lower_} {stem(singular(b))}" for a, b in pairwise(tokens) if singular(b) in BROAD | THINGS]
    return frozenset(term for term in terms if term is not None)
