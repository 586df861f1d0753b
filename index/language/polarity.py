"""Which way a clause points at a word in it: is "the attack" in "cease its attack" wanted or not?

The way from the word up the parse to the clause's head is read: negations, words that act against their
object, and "against" turn it about; "should", judging adjectives and effects are noted.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.language.data import words
from index.language.data.polarity import (
    AGAINST,
    AGAINST_PREPOSITIONS,
    BAD,
    COLD,
    CONDITIONS,
    EXCLUDING,
    GOOD,
    HARMS,
    HELPS,
    LAUDED,
    LEAVING,
    MODALS,
    NEGATIONS,
    REVILED,
    UNDOING,
    WITH,
    YIELDING,
)

if TYPE_CHECKING:
    from index.language.parsed import Doc, Token

LONGEST_WAY = 25
_SUBJECTS = words("nsubj csubj")
# Verbs that end their own subject where they have no object: "the strike must stop".
_ENDING = words("stop end cease halt finish disappear go leave collapse fail shut close")
_BEHIND = words("acl relcl xcomp ccomp advcl")
_BLAMING = words("criticise criticize condemn denounce slam decry deplore fight")
_GOING = words("go get come stand step pull move walk")
_PLACES = words(
    "region area country office post job union alliance club treaty pact league government board bloc island market"
)
_OF = words("of about with to towards toward on at")
_SEEING = words("see want have get like need wish leave")
_FEWER = words("fewer less lesser smaller reduced limited")
# To lower a thing to a level is not against the level.
_LOWERING = words("lower reduce cut trim shorten halve shrink lift")
_FAULTS = words("mistake mistaken wrong err fail")
_OVER = words(
    """
    about over on regarding concerning despite after before during since until amid because
    """
)


@dataclass(frozen=True, slots=True)
class Direction:
    """How a clause points at a word: `sign` 1 or -1, what it rests on, and `why`, the words that turned it.

    `normative` says that something should be, `judged` is 1 or -1 where the word is called good or bad (already
    with negations), 0 else; `loose` that the word hangs on the clause only by a circumstance ("about", "after"),
    `acts` that something is done to it, `threat` that the clause says what would follow without it ("without",
    "if it is not ..."), `torn` that the word is called good and bad in one breath.
    """

    sign: int
    normative: bool = False
    judged: int = 0
    loose: bool = False
    acts: bool = False
    threat: bool = False
    why: tuple[str, ...] = ()
    torn: bool = False


def direction(word: Token, inside: Collection[int]) -> Direction:
    """How the tokens `inside` point at one of them, `word`."""
    sign, judged = 1, 0
    normative = loose = acts = threat = torn = False
    first = min(inside, default=word.i)
    why: list[str] = []
    head = word.head if word.dep_ == "compound" and word.head.i in inside else word
    for child in (*word.children, *(c for c in head.children if head is not word and c.i != word.i)):
        lemma = child.lemma_.casefold()
        undone = child.dep_ == "amod" and child.tag_ == "VBN" and lemma in AGAINST and child.i in inside
        if undone or (child.dep_, child.lower_) in (("det", "no"), ("preconj", "neither")):
            sign, why = -sign, [*why, child.lower_]
        elif child.dep_ in ("amod", "compound") and child.i in inside:
            if child.lower_ in _FEWER:
                sign, why = -sign, [*why, child.lower_]
            elif lemma in BAD or child.lower_ in BAD:
                judged, why = -1, [*why, child.lower_]
            elif lemma in GOOD and lemma not in (
                "new",
                "good",
                "better",
                "best",
                "important",
                "great",
                "fine",
                "right",
            ):
                judged, why = 1, [*why, child.lower_]
    below, at = word, word
    for _ in range(LONGEST_WAY):
        if at is not word:
            turned, said = _step(below, at)
            if turned:
                sign, why = -sign, [*why, said]
                judged = -1 if said in _FAULTS else judged
            elif said:
                acts, why = True, [*why, said]
            loose = loose or (at.lemma_ == "rule" and any(c.lower_ == "out" for c in at.children))
            effect = _effect(below, at, inside)
            others = {_told(other, inside) for other in at.conjuncts if other.i in inside} - {0}
            if below.dep_ in _SUBJECTS and others and not effect and not judged:
                effect = others.pop() if len(others) == 1 else 0
            torn = torn or (below.dep_ in _SUBJECTS and bool(effect) and -effect in others)
            if effect:
                judged, why = effect * sign, [*why, _effect_word(at)]
            acts = acts or turned
            if at.lower_ == "than" and at.head.i in inside:
                judged, why = -_judgement(at.head), [*why, "than"]  # "better than the ferry"
            acted = _acted_on(at, inside)
            if acted is not None and acted.i != at.head.i:  # the parser hung it on the verb
                sign, why = -sign, [*why, acted.lower_]
            loose = loose or (at.dep_ == "prep" and at.lower_ in _OVER and at.i != first and acted is None)
        none = next((c.lower_ for c in at.children if c.dep_ == "det" and c.lower_ == "no"), None)
        if at is not word and none is not None and at.pos_ == "NOUN":
            sign, why = -sign, [none, *why]
        if at.pos_ == "ADJ" and at is not word and below.pos_ in ("VERB", "AUX") and _is_too(at):
            sign, normative, why = -sign, True, [*why, f"too {at.lower_}"]  # "too early to abolish the toll"
        if _is_negated(at):
            sign, judged, why = -sign, -judged, ["not", *why]
        normative = normative or _is_normative(at)
        threat = threat or _in_condition(at, inside)
        if at.head.i == at.i or at.head.i not in inside or (at.dep_ == "conj" and at.pos_ in ("VERB", "AUX")):
            break
        below, at = at, at.head
    done = _done_to(head, inside) if at is word or at is head else None
    if done is not None:
        turned = _lemma(done) in AGAINST or is_exclusion(done)
        sign, acts, why = (-sign if turned != _is_negated(done) else sign), True, [*why, _lemma(done)]
    return Direction(sign, normative, judged, loose, acts, threat, tuple(dict.fromkeys(why)), torn)


def _acted_on(preposition: Token, inside: Collection[int]) -> Token | None:
    """The noun right before it by which something is done against what follows: "the ban on the market"."""
    if preposition.lower_ != "on" or preposition.i == 0 or preposition.i - 1 not in inside:
        return None
    noun = preposition.doc[preposition.i - 1]
    return noun if noun.pos_ == "NOUN" and _lemma(noun) in AGAINST else None


def _done_to(word: Token, inside: Collection[int]) -> Token | None:
    """The infinitive behind it that says what is to be done to it: order "the quarry to be shut"."""
    behind: list[Token] = [*word.rights, *(word.head.rights if word.dep_ == "dobj" else ())]
    for verb in behind:
        if verb.i > word.i and verb.i in inside and verb.tag_ == "VBN" and verb.dep_ in _BEHIND:
            marks = {c.lower_ for c in verb.lefts}
            if {"to", "be"} <= marks:
                return verb
    return None


def _in_condition(at: Token, inside: Collection[int]) -> bool:
    """Whether the way goes through "without ..." or a negated "if ..." clause."""
    if at.dep_ in ("prep", "mark") and at.lower_ == "without":
        return True
    if at.dep_ != "advcl":
        return False
    marks = [c for c in at.children if c.dep_ == "mark" and c.i in inside]
    if any(m.lower_ == "unless" for m in marks):
        return True
    if not any(m.lower_ in ("if", "once") for m in marks):
        return False
    main = at.head
    yields = _lemma(main) in YIELDING and any(c.lower_ in ("would", "could", "might") for c in main.children)
    return yields or _is_negated(at)


def _lemma(token: Token) -> str:
    return str(token.lemma_).casefold()


def _step(below: Token, at: Token) -> tuple[bool, str]:
    """Whether `at` turns about what hangs on it by `below`, and the word that speaks for or against."""
    lemma = _lemma(at)
    if at.dep_ == "prep" and at.lower_ in AGAINST_PREPOSITIONS:
        return True, at.lower_
    ended = (
        below.dep_ in _SUBJECTS and lemma == "go" and not any(c.dep_ in ("advmod", "prt", "prep") for c in at.children)
    )
    if ended and at.pos_ == "VERB":
        return True, "go"
    if at.pos_ == "ADJ" and lemma in COLD and below.dep_ == "prep" and below.lower_ in _OF:
        return True, at.lower_
    # "see the school closed": what somebody sees, wants or has done is done to it.
    small = (
        at.tag_ == "VBN" and at.head.lemma_ in _SEEING and not any(c.dep_ in ("aux", "auxpass") for c in at.children)
    )
    if small and below.dep_ in _SUBJECTS and at.dep_ in ("ccomp", "xcomp", "oprd", "acl"):
        return lemma in AGAINST, lemma
    left = is_leaving(at) and not any(c.dep_ == "oprd" for c in at.children)
    if left and below.dep_ in ("nsubj", "dobj", "nsubjpass") and (below.dep_ != "dobj" or _is_left(below)):
        return True, lemma
    if left and lemma == "withdraw" and below.dep_ == "prep" and below.lower_ == "from":
        return True, lemma
    undone = lemma in UNDOING and any(c.lower_ in ("out", "down", "off", "away", "up") for c in at.children)
    undone = undone or is_exclusion(at)
    if at.pos_ in ("VERB", "NOUN", "ADJ") and (lemma in AGAINST or undone) and at.ent_type_ == "":
        if below.dep_ in _SUBJECTS:
            alone = not any(c.dep_ in ("dobj", "xcomp", "ccomp") for c in at.children)
            return (True, lemma) if lemma in _ENDING and alone else (False, "")
        if below.dep_ in ("advcl", "npadvmod", "advmod", "conj", "cc", "mark", "relcl", "appos"):
            return False, ""
        if below.dep_ == "prep" and below.lower_ in AGAINST_PREPOSITIONS:
            return False, ""  # "protests against": turned once
        if below.dep_ == "prep" and below.lower_ == "for" and lemma in _BLAMING:
            return False, ""
        if below.dep_ == "prep" and below.lower_ == "to" and lemma in _LOWERING:
            return False, ""
        if below.dep_ == "prep" and below.lower_ in ("by", "with", "during", "after", "before", "because", "at"):
            return False, ""
        if below.dep_ in ("poss", "nmod", "amod"):
            return False, ""
        return True, lemma
    if at.pos_ == "VERB" and lemma in WITH and below.dep_ not in _SUBJECTS and below.dep_ not in ("advcl", "conj"):
        return False, lemma
    return False, ""


def is_leaving(verb: Token) -> bool:
    """Whether it is to go away: "leave", "withdraw", "stand down", "pull out"."""
    if verb.pos_ not in ("VERB", "AUX"):
        return False
    out = any(c.lower_ in ("out", "down", "away", "aside") for c in verb.rights)
    return _lemma(verb) in LEAVING or (_lemma(verb) in _GOING and out)


def _is_left(thing: Token) -> bool:
    """Whether it is something that one can be in and leave: a body, a place, an office; no damage left behind."""
    return thing.ent_type_ in ("ORG", "GPE", "LOC", "NORP") or thing.pos_ == "PROPN" or _lemma(thing) in _PLACES


def is_exclusion(verb: Token) -> bool:
    """Whether it keeps or sends its object away: "kept out of the port"."""
    return _lemma(verb) in EXCLUDING and any(c.lower_ in ("out", "away", "off") for c in verb.children)


def _effect(below: Token, at: Token, inside: Collection[int]) -> int:
    """What is said of the word as a subject: that it is bad or good, harms or helps."""
    if below.dep_ not in ("nsubj", "nsubjpass", "csubj"):
        return 0
    lemma = _lemma(at)
    if lemma in ("be", "seem", "become", "appear", "remain", "look"):
        for child in at.children:
            if child.dep_ in ("acomp", "attr", "oprd", "xcomp") and child.i in inside:
                said = _judgement(child)
                if said:
                    return said
        return 0
    if lemma == "cost" and any(c.dep_ in ("dobj", "npadvmod", "attr") and _is_sum(c) for c in at.children):
        return 0  # what it costs is told, not that it costs anything dear
    if below.dep_ == "nsubj":
        return -1 if lemma in HARMS else 1 if lemma in HELPS else 0
    return -1 if at.lower_ in BAD else 1 if at.lower_ in GOOD else 0


def _is_sum(token: Token) -> bool:
    return token.ent_type_ in ("MONEY", "CARDINAL", "QUANTITY", "PERCENT") or any(
        c.pos_ == "NUM" for c in token.subtree
    )


def _told(verb: Token, inside: Collection[int]) -> int:
    """What a clause that goes on about the same thing says of it: "... and would poison the wells"."""
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if verb.pos_ not in ("VERB", "AUX") or (subject is not None and subject.lower_ not in ("it", "they", "this")):
        return 0
    told = 0
    if _lemma(verb) in ("be", "seem", "become", "remain"):
        told = next((_judgement(c) for c in verb.children if c.dep_ in ("acomp", "attr") and c.i in inside), 0)
    elif _lemma(verb) in HARMS:
        told = -1
    elif _lemma(verb) in HELPS:
        told = 1
    return -told if _is_negated(verb) else told


def _judgement(token: Token) -> int:
    for one in (token, *(c for c in token.children if c.dep_ in ("amod", "conj", "attr"))):
        if one.lower_ in BAD or _lemma(one) in BAD:
            return -1
        if one.lower_ in GOOD or _lemma(one) in GOOD:
            return 1
    return 0


def _effect_word(at: Token) -> str:
    for child in at.children:
        if child.dep_ in ("acomp", "attr", "oprd") and _judgement(child):
            return str(child.lower_)
    return _lemma(at)


def _is_negated(token: Token) -> bool:
    """Whether an odd number of negations stands on a verb or adjective ("not", "never", "no longer")."""
    count = sum(
        1
        for c in token.children
        if c.dep_ == "neg"
        or (c.dep_ in ("advmod", "det", "preconj") and c.lower_ in NEGATIONS and token.pos_ in ("VERB", "AUX", "ADJ"))
        or (c.dep_ in _SUBJECTS and _is_nobody(c))
    )
    return count % 2 == 1


def _is_nobody(token: Token) -> bool:
    """Whether it is nobody, nothing, no one."""
    return token.lower_ in ("nobody", "nothing", "none") or (
        token.lower_ == "one" and any(c.lower_ == "no" for c in token.children)
    )


def _is_too(adjective: Token) -> bool:
    """Whether it is too much so for something to be done ("too early to"); of what is too late nothing can be said."""
    return adjective.lower_ != "late" and any(c.lower_ == "too" for c in adjective.children)


def _is_normative(token: Token) -> bool:
    if any(
        (c.dep_ == "aux" and c.lemma_.casefold() in MODALS)
        or (c.lower_ in ("should", "must", "ought") and c.dep_ == "aux")
        for c in token.children
    ):
        return True
    return (_lemma(token) in ("need", "require") and token.pos_ == "VERB") or (
        token.dep_ == "xcomp"
        and token.head.lemma_ in ("have", "need", "ought")
        and any(c.lower_ == "to" for c in token.children)
    )


def condition_in(text: str) -> str | None:
    """The words by which a statement is made conditional; None where there are none."""
    plain = f" {' '.join(text.casefold().split())} "
    for phrase in CONDITIONS:
        if phrase in plain:
            return phrase
    for word in (" unless ", " if "):
        at = plain.find(word)
        if at >= 0 and not plain[:at].endswith((" as", " even", " ask", " asked", " whether or", " what")):
            return word.strip()
    return None


def condition_on(doc: Doc, content: Sequence[int], word: Token) -> str | None:
    """The words that make what is said of `word` conditional; None where there are none.

    A supposition that only introduces what should be ("if we want peace, the ferry must stay"), or that stands in
    another clause, is no condition.
    """
    plain = f" {' '.join(' '.join(doc[i].text for i in content).casefold().split())} "
    phrase = next((one for one in CONDITIONS if f" {one} " in plain), None)
    if phrase is not None:
        return phrase
    for i in content:
        mark = doc[i]
        if mark.lower_ not in ("if", "unless") or mark.dep_ != "mark" or mark.head.dep_ != "advcl":
            continue
        if mark.i and doc[mark.i - 1].lower_ in ("as", "even", "what"):
            continue
        main = mark.head.head
        if not _is_normative(main) and any(t.i == word.i for t in main.subtree):
            return mark.lower_
    return None


def judgement_in(words: Collection[str]) -> int:
    """Whether words call what they speak of good (1) or bad (-1); 0 for neither or both."""
    bad, good = any(w in BAD for w in words), any(w in GOOD for w in words)
    return (1 if good else 0) - (1 if bad else 0)


def called_in(words: Collection[str]) -> int:
    """The same of what somebody calls a thing: there any word for good or bad people and things will do."""
    return judgement_in(words) or any(w in LAUDED for w in words) - any(w in REVILED for w in words)
