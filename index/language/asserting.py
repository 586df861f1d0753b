"""What a plain statement takes a position by: "should", a judgement, a will or a deed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.language.data import words
from index.language.data.polarity import AGAINST as NEGATING
from index.language.data.polarity import (
    ANNOUNCING,
    BLAMING,
    COLD,
    DECIDING,
    HARMS,
    INTENDS,
    LAUDING,
    NEEDED,
    OPPOSING,
    OWN,
    PRESSING,
    WARM,
    WITH,
)
from index.language.data.topics import DEEDS, PLANS
from index.language.polarity import Direction
from index.language.shortfall import shortfall
from index.language.stages import Attribution, CueClass
from index.language.syntax import way_up
from index.language.targets import Target, judged_word
from index.model import Form
from index.search.stemming import stem

if TYPE_CHECKING:
    from index.language.parsed import Doc, Token

Position = tuple[int | None, float, str]
"""The sign towards the issue's words (None: cannot be told, 0: no position), how sure, and why."""

_UNSURE = ("could", "might", "may", "did", "can")
# What a speaker does by these is no deed for or against something.
_STATES = words(
    """
    be have say know think hear see feel believe understand remember mean seem hope want need like tell ask receive
    find learn read call expect get go come wonder realise realize hold become remain
    """
)
_BEGINNING = words("begin start open launch conduct hold order continue proceed")
_FRIENDS = words("friend fan supporter admirer believer lover advocate enthusiast backer proponent")
_REASONS = words("need reason point sense use case justification excuse cause merit value place room")
_SELF = words("i we he she they it")


def verdict(
    attribution: Attribution, doc: Doc, content: Sequence[int], found: Direction, target: Target, said: str
) -> Position | None:
    """Towards a proposition that calls something good or bad: what the content calls it, else None."""
    judged = found.judged
    if not judged:
        told = [(doc[i], mark) for i in content if (mark := _mark(doc[i]))]
        marks = {mark for _, mark in told}
        judged = marks.pop() if len(marks) == 1 else 0
        if judged > 0 > target.verdict:
            return None  # a good word somewhere does not contradict that something is bad
        if judged and any(_is_denied(token) for token, _ in told):
            return None, 0.4, f"{said}: a judgement that is denied"
    if not judged and attribution.cue_class is CueClass.WARN and target.verdict < 0 and not attribution.negated:
        return -1, 0.65, f"{said}: calls it bad"
    if not judged:
        return None
    if attribution.cue_class in (CueClass.OPPOSE, CueClass.DENY) or attribution.negated:
        judged = -judged if attribution.cue_class is CueClass.DENY or attribution.negated else -1
    called = "" if found.judged else f": calls it {'good' if judged > 0 else 'bad'}"
    return judged, 0.65, f"{said}{called}"


def _is_denied(token: Token) -> bool:
    """Whether a negation stands in the clause that a word belongs to, or above it."""
    return any(c.dep_ == "neg" for at in (token, *token.ancestors) for c in at.children)


def _mark(token: Token) -> int:
    """Whether a word calls something good or bad; a "criminal inquiry" is not called so."""
    if token.lemma_ in HARMS:
        return 0 if token.tag_ == "VBN" or (token.lemma_ == "cost" and token.pos_ != "VERB") else -1
    if token.pos_ == "VERB" and token.lemma_ in LAUDING | BLAMING:
        return 1 if token.lemma_ in LAUDING else -1
    if token.lower_ == "loved" and token.head.lemma_ == "one":
        return 0
    return 0 if token.lower_ == "criminal" and token.dep_ == "amod" else judged_word(token)


def asserted(
    attribution: Attribution, doc: Doc, content: Sequence[int], found: Direction, word: Token, target: Target, said: str
) -> Position:
    """Towards a proposition that says what should be: by which words a statement or a belief takes a side, if any."""
    flip = -1 if attribution.negated else 1
    lack = None if attribution.negated else shortfall(doc, content, word)
    if lack is not None and target.norm:
        return lack.sign, 0.55, f"{said}: complains of too little ({lack.word})"
    if attribution.negated and attribution.cue_class != CueClass.BELIEVE:
        return None, 0.4, f"“{attribution.lemma}” is negated"
    if found.judged:
        return flip * found.judged, 0.72, said
    if found.normative or _is_needed(attribution, doc, content):
        return flip * found.sign, 0.75, f"{said} (should)"
    if _is_unneeded(found, word, content):
        return flip * found.sign, 0.68, f"{said}: no need of it"
    leaning = _leaning(doc, content, word)
    if leaning is not None:
        if found.sign > 0 and "not" in found.why and leaning not in _FRIENDS | WARM:
            return None, 0.5, f"{said}: not against it, which is not for it"
        return flip * found.sign, 0.7, f"{said} ({leaning})"
    willed = intention(doc, content)
    if willed is not None:
        verb, will = willed
        sign = found.sign if verb in found.why or will > 0 else will * found.sign
        return flip * sign, 0.68, f"{said} ({verb})"
    if target.deed and _is_done(doc, content, word, target):
        return flip * target.toward(word), 0.55, f"{said}: it is or will be done"
    undone = first_of(attribution) in ANNOUNCING and _is_undone(doc, content, word, target)
    if undone:
        return -flip * target.toward(word), 0.6, f"{said}: the opposite is or will be done"
    deed = _deed(attribution, doc, content, word)
    if deed is not None and (target.names(word) or deed in DECIDING or deed == "have"):
        return flip * found.sign, 0.6, f"{said}: the speaker's own deed ({deed})"
    return 0, 0.6, f"{said}: speaks of it without taking a side"


def _is_done(doc: Doc, content: Sequence[int], word: Token, target: Target) -> bool:
    """Whether what the proposition asks for is said to be done, or to be going to be done."""
    inside = set(content)
    for i in content:
        verb = doc[i]
        if verb.pos_ == "NOUN" and stem(DEEDS.get(verb.lemma_, "")) == target.deed and _is_begun(verb):
            return True
        if verb.pos_ != "VERB" or (
            stem(verb.lemma_.casefold()) != target.deed and verb.lemma_.casefold() not in target.said
        ):
            continue
        named = verb.i == word.i or any(child.i == word.i for child in verb.subtree)
        loose = any(c.dep_ == "neg" or c.lower_ in (*_UNSURE, "if", "unless", "whether") for c in verb.children)
        main = verb.head.i == verb.i or verb.head.i not in inside or verb.dep_ in ("conj", "xcomp")
        finite = any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)
        if named and main and finite and not loose:
            return True
    return False


def _is_undone(doc: Doc, content: Sequence[int], word: Token, target: Target) -> bool:
    """Whether the opposite of what should be is said to be done: "the fair has been cancelled"."""
    for i in content:
        verb = doc[i]
        if verb.pos_ != "VERB" or not target.opposed(verb) or any(c.dep_ == "neg" for c in verb.children):
            continue
        if any(
            c.dep_ in ("nsubjpass", "dobj") and (c.i == word.i or word.i in {t.i for t in c.subtree})
            for c in verb.children
        ):
            return True
    return False


def first_of(attribution: Attribution) -> str:
    """The first word of a cue's dictionary form."""
    return (attribution.lemma.split() or [""])[0]


def _is_begun(noun: Token) -> bool:
    """Whether a deed is said to begin or to go on: "will open an investigation", "the inquiry is underway"."""
    verb = noun.head
    if any(c.dep_ == "neg" or c.lower_ in _UNSURE for c in verb.children):
        return False
    if noun.dep_ in ("dobj", "nsubjpass"):
        return verb.lemma_ in _BEGINNING
    going = verb.lemma_ == "be" and any(c.lower_ in ("underway", "ongoing") for c in verb.children)
    return noun.dep_ == "nsubj" and (verb.lemma_ in _BEGINNING or going)


def _deed(attribution: Attribution, doc: Doc, content: Sequence[int], word: Token) -> str | None:
    """The verb by which the speaker does, did or will do something to the issue's word; None where none does.

    "she was ending the strike", "we have prepared a law"; a verb of being, knowing or saying is no deed.
    """
    below = word
    for at in way_up(word, set(content)):
        # "he is to leave office": the infinitive is what he does.
        due = at.lemma_ == "be" and below is not at and below.dep_ == "xcomp" and below.tag_ == "VB"
        verb = at if at.pos_ == "VERB" or due else None
        if verb is not None:
            subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
            if subject is not None:
                own = subject.lower_ in _SELF or subject.lower_ in words_of(attribution, doc)
                if not own or (verb.lemma_ in _STATES and not due and not _plans(verb)):
                    return None
                held = any(c.dep_ == "aux" and c.lower_ in _UNSURE for c in verb.children)
                return None if held or subject.i == word.i else str((below if due else verb).lemma_)
        if at.dep_ in ("relcl", "advcl", "nsubj"):
            return None
        below = at
    return None


def words_of(attribution: Attribution, doc: Doc) -> set[str]:
    """The words of the source."""
    spans = (doc.char_span(s.start, s.end) for s in attribution.source)
    return {token.lower_ for span in spans if span is not None for token in span if token.pos_ in ("NOUN", "PROPN")}


def _plans(verb: Token) -> bool:
    return verb.lemma_ == "have" and any(c.dep_ == "dobj" and c.lemma_ in PLANS for c in verb.children)


def intention(doc: Doc, content: Sequence[int]) -> tuple[str, int] | None:
    """The verb by which a speaker's own words state a will ("he had sought to", "we support"), and -1 if not so."""
    inside = set(content)
    for i in content:
        token = doc[i]
        if token.pos_ != "VERB":
            continue
        subject = next((c for c in token.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if token.lemma_ not in INTENDS and not _votes(token) and not _will(token, subject):
            continue
        if subject is None and token.dep_ == "conj":
            subject = next((c for c in token.head.children if c.dep_ == "nsubj"), None)
        if subject is None or subject.i not in inside:
            if i == content[0] or (doc[i - 1].is_quote and i - 1 == content[0]):
                return str(token.lemma_), -1 if token.lemma_ in OPPOSING else 1
            continue
        if subject.lemma_.casefold() in OWN or subject.lower_ in OWN:
            return str(token.lemma_), -1 if token.lemma_ in OPPOSING else 1
    return None


def _will(token: Token, subject: Token | None) -> bool:
    """Whether I or we shall do it: "I will fight this"."""
    if subject is None:
        return False
    if subject.lemma_.casefold() in OWN and subject.lower_ not in ("i", "we"):
        firm = token.lemma_ in NEGATING | WITH | PRESSING
        return firm and any(c.lower_ in ("will", "would") for c in token.children)
    if subject.lower_ not in ("i", "we") or token.lemma_ not in NEGATING | WITH:
        return False
    return token.tag_ in ("VBP", "VB") and any(
        c.dep_ == "aux" and c.lower_ in ("will", "'ll", "shall", "must", "wo", "cannot", "can") for c in token.children
    )


def _leaning(doc: Doc, content: Sequence[int], word: Token) -> str | None:
    """ "she was against it", "we are in favour of it": the word that tells it, said of the speaker's own side."""
    inside = set(content)
    for i in content:
        token = doc[i]
        if token.lemma_ not in ("be", "remain", "stay") or token.pos_ not in ("AUX", "VERB"):
            continue
        subject = next((c for c in token.children if c.dep_ == "nsubj" and c.i in inside), None)
        if subject is None or (subject.lower_ not in OWN and subject.lemma_.casefold() not in OWN):
            continue
        for child in token.children:
            if (
                child.dep_ == "attr"
                and child.lemma_.lower() in _FRIENDS
                and any(c.lower_ == "of" for c in child.rights)
            ):
                return str(child.lower_)
            if child.dep_ == "acomp" and child.lower_ in WARM | COLD and _hangs(word, child):
                return str(child.lower_)
            if child.lower_ in ("against", "opposed") and child.dep_ in ("prep", "acomp", "advmod"):
                return str(child.lower_)
            if (
                child.dep_ == "prep"
                and child.lower_ == "in"
                and any(c.lower_ in ("favour", "favor", "support") for c in child.children)
            ):
                return "in favour"
        if token.lemma_ == "be" and any(c.lower_ == "opposed" for c in token.head.children):
            return "opposed"
    return None


def _hangs(word: Token, adjective: Token) -> bool:
    """Whether a word hangs on an adjective by a preposition, or by an infinitive: "wary of the plan"."""
    return any(c.dep_ in ("prep", "xcomp") and any(t.i == word.i for t in c.subtree) for c in adjective.rights)


def _is_unneeded(found: Direction, word: Token, content: Sequence[int]) -> bool:
    """Whether the content says that there is no need for it, no reason to do it: "sees no need for the toll"."""
    if not {"no", "not"} & set(found.why):
        return False
    for at in way_up(word, set(content)):
        if at is not word and at.pos_ == "NOUN" and at.lemma_.lower() in _REASONS:
            below = any(c.dep_ in ("prep", "acl", "relcl") and word.i in {t.i for t in c.subtree} for c in at.rights)
            return below and at.head.lemma_ in ("see", "be", "have", "find", "feel")
    return False


def _is_needed(attribution: Attribution, doc: Doc, content: Sequence[int]) -> bool:
    """Whether the content says what should be without "should": "it is time to ...", "Stop it"."""
    plain = " ".join(doc[i].lower_ for i in content[:40])
    if any(f" {phrase} " in f" {plain} " for phrase in NEEDED):
        return True
    verbs = [doc[i] for i in content if doc[i].pos_ in ("VERB", "AUX")]
    first = next((doc[i] for i in content if not doc[i].is_punct and not doc[i].is_space), None)
    if first is not None and first.tag_ == "VB" and attribution.form != Form.INDIRECT:
        return not any(c.dep_ == "nsubj" for c in first.children)
    if attribution.lemma in ("insist", "propose", "recommend", "suggest", "demand") and verbs:
        return _is_subjunctive(verbs[0])
    return False


def _is_subjunctive(verb: Token) -> bool:
    """Whether it says what should be by its form alone: "that the budget include a wall", "that it be built"."""
    if any(c.dep_ == "aux" for c in verb.children):
        return False
    if verb.tag_ == "VB" or verb.lower_ == "be":
        return True
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    single = subject is not None and (subject.tag_ in ("NN", "NNP") or subject.lower_ in ("he", "she", "it"))
    plural = subject is not None and any(c.dep_ in ("conj", "cc") for c in subject.children)
    return single and not plural and verb.tag_ == "VBP" and verb.lower_ == verb.lemma_


def _votes(token: Token) -> bool:
    if token.lemma_ == "believe":
        return any(c.dep_ == "prep" and c.lower_ == "in" for c in token.children)
    return token.lemma_ in ("vote", "stand", "fight", "push", "come", "speak") and any(
        c.dep_ == "prep" and c.lower_ in ("for", "against", "by", "out") for c in token.children
    )
