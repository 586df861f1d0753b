"""The proposition of a proposed issue: what the statements of a group ask for, refuse or say should be.

"to dredge the harbour" → "The harbour should be dredged"; where no statement says what should be, what those who
back such a thing want of it: "There should be a border wall".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.language.data.polarity import AGAINST
from index.language.data.topics import DEEDS, DONE_WITH, EXISTING, HELD, LIGHT, PLANS, WIDE
from index.language.naming import Name
from index.language.stages import CueClass
from index.language.subjects import Said
from index.language.wording import fits, head_of, is_definite, participle, sentence, with_article, written

if TYPE_CHECKING:
    from index.language.parsed import Doc, Token

_ASKING = frozenset((CueClass.REQUEST, CueClass.WANT))
_DOING = frozenset((CueClass.PROMISE, CueClass.DECIDE, CueClass.SUPPORT, CueClass.OPPOSE, CueClass.DENY, CueClass.WARN))
_SHOULD = ("should", "must", "ought", "shall")


@dataclass(frozen=True, slots=True)
class Wording:
    """A proposition: its text, and which way it points at its subject (-1: "The toll should be abolished").

    `stated` says that a statement says so, and not just that the statements are about it.
    """

    text: str
    sign: int
    stated: bool = True


def wording_of(doc: Doc, term: str, name: Name, members: list[Said]) -> Wording:
    """The proposition that the statements of a group bear out best; an empty text where there is none."""
    weights: dict[Wording, float] = {}
    for one in members:
        for weight, wording in _wordings(doc, term, name, one):
            if fits(wording.text):
                weights[wording] = weights.get(wording, 0.0) + weight
    if weights:
        return max(weights, key=lambda w: weights[w])
    sides = sum(one.takes_side(term) for one in members)
    noun = name.parts[-1] if name.parts else ""
    if len(name.parts) == 1 and sides > 1 and all(doc[one.terms[term][1].i].tag_ != "NNS" for one in members):
        if noun in DONE_WITH:
            return Wording(sentence("the", name.phrase, "should be", DONE_WITH[noun]), 1)
        if noun in EXISTING:
            return Wording(sentence("there should be", with_article("a", name.phrase)), 1)
    return Wording(_of_thing(doc, term, name, members), 1, stated=False)


def _of_thing(doc: Doc, term: str, name: Name, members: list[Said]) -> str:
    """What those who back a thing want of it, where nobody says so: that it is passed, held, there, or justified.

    Empty for a thing that nothing of the kind can be said of: "Hydrogen atmospheres".
    """
    noun = name.parts[-1] if name.parts else ""
    many = any(head_of(doc[one.terms[term][1].i]).tag_ in ("NNS", "NNPS") for one in members)
    owned = any(mark in name.phrase for mark in ("'s ", "’s "))
    text = ""
    if noun in DONE_WITH and not many:
        text = sentence(name.whole, "should be", DONE_WITH[noun])
    elif noun in HELD:
        text = sentence(name.whole, "should be held")
    elif noun in EXISTING and not owned and not many:
        text = sentence("there should be", with_article("a", name.phrase))
    elif noun in DEEDS or noun in EXISTING:
        text = sentence(name.whole, "are" if many else "is", "justified")
    return text if fits(text) else ""


def _wordings(doc: Doc, term: str, name: Name, one: Said) -> Iterator[tuple[float, Wording]]:
    for i in sorted(one.inside):
        token = doc[i]
        if one.keys.get(i) != term:
            continue
        if token.pos_ == "VERB":
            agent = _agent(doc, token, one)
            if agent:
                yield 3.0, Wording(sentence(agent, "should", str(token.lemma_)), 1)
            continue
        head = head_of(token)
        yield from _as_subject(head, name, one)
        yield from _as_object(doc, head, name, one)
        yield from _as_deed(head, name, one)
        if _is_top(head, one.inside) and one.attribution.cue_class in _ASKING and not one.attribution.negated:
            if name.parts[-1] in HELD and (head.tag_ == "NN" or name.parts[-1] not in ("ballot", "vote")):
                yield 2.0, Wording(sentence(name.whole, "should be held"), 1)
            elif name.article != "the" and head.lemma_.lower() not in DEEDS and _is_called_for(name, one):
                yield 1.5, Wording(sentence("there should be", name.whole), 1)


def _is_called_for(name: Name, one: Said) -> bool:
    """Whether a thing that is wanted is one that there should be: any that is asked for, of wishes only measures."""
    owned = any(mark in name.phrase for mark in ("'s ", "’s "))
    return not owned and (one.attribution.cue_class is CueClass.REQUEST or name.parts[-1] in WIDE)


def _as_subject(head: Token, name: Name, one: Said) -> Iterator[tuple[float, Wording]]:
    """ "the quarry should be opened", "the toll must go"."""
    verb = head.head
    if head.dep_ not in ("nsubj", "nsubjpass") or verb.i not in one.inside or not _is_should(verb, one):
        return
    if head.dep_ == "nsubjpass":
        done = " ".join([verb.lower_, *(_particles(verb))])
        yield 3.0, Wording(sentence(name.whole, "should be", done), _sign(verb))
    elif verb.pos_ == "VERB" and verb.lemma_.lower() not in LIGHT:
        rest = _object_text(verb, one.inside)
        if rest is not None:
            yield 2.5, Wording(sentence(name.whole, "should", str(verb.lemma_), *_particles(verb), rest), 1)
    elif verb.lemma_ == "go":
        yield 2.0, Wording(sentence(name.whole, "should", "go", *_particles(verb)), 1)


def _as_object(doc: Doc, head: Token, name: Name, one: Said) -> Iterator[tuple[float, Wording]]:
    """ "to dredge the harbour", "building a wall", "we should not pay for the wall"."""
    verb, preposition = head.head, ""
    if head.dep_ == "pobj" and head.head.dep_ == "prep":
        verb, preposition = head.head.head, head.head.lower_
        if verb.pos_ == "NOUN" or any(c.dep_ == "dobj" for c in verb.children) or preposition not in ("for", "from"):
            return
    elif head.dep_ != "dobj":
        return
    lemma = str(verb.lemma_).lower()
    if verb.i not in one.inside or verb.pos_ != "VERB" or lemma in LIGHT or not lemma.isalpha():
        return
    kind = one.attribution.cue_class
    asked = any(c.dep_ == "mark" and c.lower_ in ("whether", "if") for c in verb.lefts)
    if asked or one.attribution.lemma == "threaten":
        return
    wanted = _is_should(verb, one) or _is_planned(verb, one)
    infinitive = verb.tag_ in ("VB", "VBG") and _is_top(verb, one.inside) and _is_nonfinite(verb)
    if not (wanted or (infinitive and kind in _ASKING | _DOING)):
        return
    weight = 3.0 if wanted or kind in _ASKING else 2.6
    agent = _agent(doc, verb, one) if kind is CueClass.REQUEST or _is_should(verb, one) else ""
    particles = _particles(verb)
    if agent:
        owned = next((c.lower_ for c in head.lefts if c.dep_ == "poss" and c.lower_ in ("its", "their")), "")
        thing = f"{owned} {name.phrase}" if owned and "'s" not in name.phrase else name.whole
        text = sentence(agent, "should", lemma, *particles, preposition, thing)
        if fits(text):
            yield weight, Wording(text, _sign(verb))
            return
    yield weight, Wording(sentence(name.whole, "should be", participle(lemma), *particles, preposition), _sign(verb))


def _as_deed(head: Token, name: Name, one: Said) -> Iterator[tuple[float, Wording]]:
    """ "the closure of the quarry", "quarry closure", where that is what is wanted, backed or opposed."""
    deed = None
    if head.dep_ == "pobj" and head.head.lower_ in ("of", "to", "on"):
        deed = head.head.head
    elif head.dep_ == "compound":
        deed = head.head
    if deed is None or deed.i not in one.inside or deed.pos_ != "NOUN":
        return
    verb = DEEDS.get(deed.lemma_.lower())
    kind = one.attribution.cue_class
    if verb is None or kind not in _ASKING | _DOING | {CueClass.PRAISE} or not _is_top(deed, one.inside):
        return
    if verb in ("attack", "kill", "test", "reform", "cut") and head.head.lower_ != "of":
        return
    yield 2.5, Wording(sentence(name.whole, "should be", participle(verb)), -1 if verb in AGAINST else 1)


def _is_should(verb: Token, one: Said) -> bool:
    """Whether the verb says what should be: "should", "must", "has to", "needs to"."""
    if any(c.dep_ == "aux" and c.lower_ in _SHOULD and c.i in one.inside for c in verb.children):
        return True
    return verb.dep_ == "xcomp" and verb.head.lemma_ in ("have", "need", "ought") and verb.head.i in one.inside


def _is_planned(verb: Token, one: Said) -> bool:
    """Whether it stands under a noun for what is planned: the decision "to open the quarry"."""
    noun = verb.head
    if verb.dep_ in ("acl", "relcl") and noun.i in one.inside and noun.lemma_.lower() in PLANS:
        return _is_nonfinite(verb)
    return verb.dep_ == "pcomp" and noun.head.lemma_.lower() in PLANS and noun.head.i in one.inside


def _is_nonfinite(verb: Token) -> bool:
    if verb.tag_ == "VBG":
        return True
    return verb.tag_ == "VB" and not any(c.dep_ == "aux" and c.tag_ == "MD" for c in verb.children)


def _is_top(token: Token, inside: set[int]) -> bool:
    """Whether nothing of the content stands above it but prepositions and what is coordinated with it."""
    at = token
    for _ in range(6):
        if at.head.i == at.i or at.head.i not in inside:
            return True
        if at.dep_ not in ("conj", "pobj", "prep", "pcomp") or at.head.pos_ not in ("ADP", "SCONJ", "VERB"):
            return False
        if at.dep_ == "prep" and at.head.pos_ == "VERB":
            return False
        at = at.head
    return False


def _agent(doc: Doc, verb: Token, one: Said) -> str:
    """Who should do it, where the words name him: the verb's subject, or who was asked."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None and verb.dep_ == "xcomp":
        subject = next((c for c in verb.head.children if c.dep_ in ("nsubj", "dobj") and c.i in one.inside), None)
        if subject is not None and verb.head.i not in one.inside:
            subject = None
    if subject is None and one.attribution.addressee is not None and one.attribution.cue_class is CueClass.REQUEST:
        span = one.attribution.addressee
        tokens = list(doc.char_span(span.start, span.end) or ())
        subject = next((t for t in tokens if t.head.i not in {u.i for u in tokens}), None)
    if subject is None or subject.pos_ not in ("NOUN", "PROPN") or subject.lemma_.lower() in ("people", "one"):
        return ""
    before = [t for t in subject.lefts if t.dep_ in ("compound", "amod", "nmod")]
    named = written([*before, subject]) if len(before) <= 2 else subject.text
    if subject.pos_ == "PROPN":
        return with_article("the" if is_definite(subject) else "", named)
    plural = subject.tag_ == "NNS"
    loose = ("a", "an", "all", "any", "some", "other")
    before_it = [c.lower_ for c in subject.lefts if c.dep_ in ("det", "poss")]
    if any(word not in loose for word in before_it):
        return with_article("the", named)
    return with_article("" if plural or not before_it else "a", named)


def _particles(verb: Token) -> list[str]:
    return [c.lower_ for c in verb.rights if c.dep_ == "prt"]


def _object_text(verb: Token, inside: set[int]) -> str | None:
    """A short object behind an active verb; empty where it has none, None where it is too long to be said."""
    thing = next((c for c in verb.rights if c.dep_ in ("dobj", "attr")), None)
    if thing is None:
        return "" if not any(c.dep_ in ("ccomp", "xcomp", "prep") for c in verb.rights) else None
    words = [t for t in thing.subtree if t.i <= thing.i and t.i in inside]
    if thing.pos_ == "PRON" or len(words) > 4 or any(t.is_quote or t.is_punct for t in words):
        return None
    return written(words)


def _sign(verb: Token) -> int:
    return -1 if str(verb.lemma_).lower() in AGAINST else 1
