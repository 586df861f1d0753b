"""An issue as the stance sees it: what kind of proposition it is, and which way it points at its words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from index.language.data.opposites import OPPOSITES
from index.language.data.polarity import AGAINST, BAD, BECOMING, GOOD, LAUDED, LEAVING, NEGATIONS, NORMS, REVILED
from index.language.data.tone import ILL
from index.language.data.topics import DEEDS
from index.language.issues import Hit, Matcher
from index.language.plain import as_plain
from index.language.polarity import direction, is_exclusion, is_leaving
from index.language.tone import tone
from index.model import Issue
from index.search.stemming import stem

if TYPE_CHECKING:
    from spacy.language import Language

    from index.language.parsed import Doc, Token


_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_DESERVING = frozenset(("deserve", "merit", "warrant"))
_NEAR = ("close", "open", "clean", "help", "poor")  # adjectives that are no opposites of verbs
# Who is called so did something, or did not: that is a fact for a court.
_CHARGED = frozenset(("guilty", "innocent", "criminal", "murderer"))
_LACKING = frozenset(("unfit", "unable", "failed", "fails", "lacks", "lacked", "refuses", "refused"))


class Kind(Enum):
    """What a proposition says: that something should be, that something is good or bad, or that something is so."""

    NORM = "norm"
    VERDICT = "verdict"
    FACT = "fact"


@dataclass(frozen=True, slots=True)
class Target:
    """A proposition, read once.

    `sign` is which way it points at its words as a whole, `signs` at single ones (by their stems): "The toll should
    be abolished" is against "toll". A norm ("The line should reopen", "The border wall") is for something; a verdict
    calls something good or bad (`verdict` is 1 or -1); a fact is so or not ("The US puts pressure on Israel"), so
    that to assert it is to be in favour of it. `negated` says that the proposition denies something, `stems` are
    the stems of its words, `deed` that of the verb for what should be done ("be opened"), if there is one, `said` the
    dictionary forms of its predicate: verb, and what stands beside "be"; `subject` the names in its subject, in lower
    case. `thing` says that it only names something ("The border wall"), `tone` (1, -1, 0) whether it speaks well or ill
    of what it is about; `words` are its words in lower case, `owners` those of them that say whose something is.
    """

    issue: Issue
    sign: int = 1
    kind: Kind = Kind.NORM
    verdict: int = 0
    negated: bool = False
    signs: dict[str, int] = field(default_factory=dict)
    stems: frozenset[str] = frozenset()
    deed: str = ""
    said: frozenset[str] = frozenset()
    subject: frozenset[str] = frozenset()
    thing: bool = False
    tone: int = 0
    words: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()

    @property
    def norm(self) -> bool:
        """Whether it says what should be or what is good or bad, not only what is so."""
        return self.kind is not Kind.FACT

    def toward(self, word: Token) -> int:
        """1 or -1: whether the proposition is for or against what a word of another text stands for; 0: not known."""
        if self.kind is Kind.FACT:
            return 1
        lemma = str(word.lemma_).casefold()
        for form in (word.lower_, lemma):
            if stem(form) in self.signs:
                return self.signs[stem(form)]
        if self.opposed(word):
            return -1  # "to leave" is what "should stay" is against
        if self.sign < 0 and (lemma in AGAINST or is_leaving(word) or DEEDS.get(lemma) in AGAINST):
            return 1  # "restrictions" are what "should be limited" asks for, not what it is against
        return self.sign if self.kind is Kind.VERDICT or self.sign > 0 or not self.stems else 0

    def opposed(self, word: Token) -> bool:
        """Whether a word says the opposite of the predicate: "leave" of "should stay", "innocent" of "is guilty"."""
        if word.pos_ not in ("VERB", "NOUN", "PROPN", "ADJ") or (word.pos_ == "ADJ" and word.lower_ in _NEAR):
            return False
        lemma = str(word.lemma_).casefold()
        others = OPPOSITES["leave"] if is_leaving(word) else OPPOSITES.get(DEEDS.get(lemma, lemma), frozenset())
        return bool(others & self.said)

    def names(self, word: Token) -> bool:
        """Whether the proposition itself has the word, in whatever form."""
        return stem(word.lower_) in self.stems or stem(str(word.lemma_).casefold()) in self.stems


def target_of(issue: Issue, nlp: Language) -> Target:
    """Read an issue's proposition once."""
    doc = as_plain(nlp(issue.proposition))
    hits = Matcher(issue).hits(issue.proposition)
    named = [token for token in doc if any(h.start <= token.idx < h.end for h in hits)]
    verdict = _verdict(doc)
    kind = _kind(doc, verdict)
    stems = stems_of(doc)
    root = next((t for t in doc if t.dep_ == "ROOT"), None)
    if root is None:
        return Target(issue)
    inside = range(len(doc))
    known = _Wording(
        not any(c.dep_ in _SUBJECTS for c in root.children) and kind is Kind.NORM,
        verdict or tone(doc).balance,
        frozenset(t.lower_ for t in doc),
        frozenset(t.lower_ for t in doc if t.dep_ in ("poss", "compound")),
    )
    if kind is Kind.VERDICT:
        denied = any(c.dep_ == "neg" for c in root.children)
        signs = _signs(hits, doc, -verdict if denied else verdict)
        return Target(issue, verdict, kind, verdict, False, signs, stems, "", frozenset(), frozenset(), *known)
    said = frozenset(_predicate(root))
    negated = any(c.dep_ == "neg" or c.lower_ in ("nobody", "nothing", "none") for c in root.children)
    negated = negated or any(t.lower_ in _LACKING or _is_without(t) for t in doc)
    sign = direction(topmost(named), inside).sign if named else 1
    if known.thing and root.lemma_.casefold() in AGAINST | ILL:
        sign = 0  # what other words are to "trade barriers" cannot be told
    signs = _signs(hits, doc, 1)
    if root.pos_ == "VERB":
        # What stands for the whole subject and is no word of the proposition goes the way of its verb.
        turned = root.lemma_.casefold() in AGAINST | LEAVING or is_exclusion(root)
        sign = (-1 if turned else 1) * (-1 if negated else 1)
    deed = stem(root.lemma_.casefold()) if kind is Kind.NORM and root.pos_ == "VERB" else ""
    return Target(issue, sign, kind, 0, negated, signs, stems, deed, said, _subject(root), *known)


class _Wording(NamedTuple):
    """What is known of a proposition by its words alone: the last fields of a target."""

    thing: bool
    tone: int
    words: frozenset[str]
    owners: frozenset[str]


def _is_without(token: Token) -> bool:
    """Whether it says that something is not there: "no burden", "free of salt"."""
    if token.lower_ == "free":
        return any(c.lower_ in ("of", "from") for c in token.rights)
    return token.lower_ == "no" and token.dep_ == "det"


def _subject(root: Token) -> frozenset[str]:
    """The names in what a proposition is about, in lower case."""
    heads = (c for c in root.children if c.dep_ in _SUBJECTS)
    return frozenset(t.lower_ for head in heads for t in head.subtree if t.pos_ == "PROPN")


def _predicate(root: Token) -> set[str]:
    """The dictionary forms of what a proposition says of its subject."""
    beside = [c for c in root.children if c.dep_ in ("acomp", "attr", "oprd", "xcomp")]
    told = [root, *beside] if root.lemma_ != "be" else beside
    return {str(t.lemma_).casefold() for t in told}


def _signs(hits: Sequence[Hit], doc: Doc, verdict: int) -> dict[str, int]:
    """Which way the proposition points at each of its words."""
    signs = {}
    for word in doc:
        if word.pos_ in ("NOUN", "PROPN", "VERB") and not word.is_stop:
            deserved = any(above.lemma_ in _DESERVING for above in word.ancestors)
            sign = direction(word, range(len(doc))).sign
            signs[stem(word.lemma_.casefold())] = sign if deserved else sign * verdict
    for hit in hits:
        words = [t for t in doc if hit.start <= t.idx < hit.end]
        if words:
            head = topmost(words)
            known = signs.get(stem(head.lemma_.casefold()), direction(head, range(len(doc))).sign * verdict)
            signs[stem(head.lower_)] = known
    return signs


def target_for(issue: Issue, sign: int, word: Token) -> Target:
    """The target of a proposition whose kind is known: it is for (1) or against (-1) what `word` names."""
    return Target(issue, sign, Kind.NORM, 0, False, {stem(str(word.lemma_).casefold()): sign}, frozenset())


def _kind(doc: Doc, verdict: int) -> Kind:
    root = next((t for t in doc if t.dep_ == "ROOT"), None)
    asked = ("should", "must", "ought", "shall", "needs")
    if root is not None and any(c.lower_ in asked and c.head.i == root.i for c in doc):
        return Kind.NORM
    finite = root is not None and root.pos_ in ("VERB", "AUX") and any(c.dep_ in _SUBJECTS for c in root.children)
    if (not finite and any(t.lower_ in asked for t in doc)) or "to be" in doc.text:
        return Kind.NORM
    if not any(t.pos_ in ("VERB", "AUX") and t.dep_ == "ROOT" for t in doc) or _is_deed(doc, root):
        return Kind.NORM
    if any(t.lemma_ in NORMS and (t.dep_ == "ROOT" or t.head.dep_ == "ROOT") for t in doc):
        return Kind.NORM
    return Kind.VERDICT if verdict else Kind.FACT


def _is_deed(doc: Doc, root: Token | None) -> bool:
    """Whether a proposition only names a deed: "Felling old trees", "Talking about the dead"."""
    if root is None or root.tag_ != "VBG":
        return False
    return not any(c.dep_ in (*_SUBJECTS, "aux", "auxpass") for c in root.children) and doc[0].i == root.i


def _verdict(doc: Doc) -> int:
    """1 or -1 where the proposition's predicate calls its subject good or bad; 0 for any other."""
    root = next((t for t in doc if t.dep_ == "ROOT"), None)
    if root is None:
        return 0
    denied = any(c.dep_ == "neg" for c in root.children)
    if root.lemma_ not in BECOMING:
        # "was justified" and "acted properly" judge as "was lawful" does.
        passive = any(c.dep_ in ("auxpass", "aux") and c.lemma_ == "be" for c in root.children)
        by = [root] if passive and root.lower_ in BAD | GOOD else []
        by += [c for c in root.children if c.dep_ == "advmod" and c.lower_.endswith(("ly", "well"))]
        by += [c for c in root.children if root.lemma_ == "do" and c.lower_ in ("right", "wrong", "well")]
        told = next(filter(None, map(judged_word, by)), 0)
        return -told if denied else told
    judged = 0
    for child in root.children:
        if child.dep_ in ("acomp", "attr", "oprd") and child.lemma_ not in _CHARGED:
            judged = judged or judged_word(child) or next(filter(None, map(judged_word, _beside(child))), 0)
            denied = denied != any(c.dep_ == "det" and c.lower_ == "no" for c in child.children)
    return -judged if denied else judged


def _beside(told: Token) -> list[Token]:
    """What stands beside a judging word: "a senseless crime", "in good health", "as bad as"; no "criminal court"."""
    beside = [c for c in told.children if c.dep_ in ("amod", "conj", "advmod", "compound", "acomp")]
    if told.dep_ == "prep" or told.pos_ == "ADP":
        beside += [t for c in told.children if c.dep_ == "pobj" for t in (c, *c.children)]
    return beside


def judged_word(token: Token) -> int:
    """1 or -1 for a word that calls something good or bad."""
    words = {token.lower_, str(token.lemma_).casefold()}
    if words & (BAD | REVILED):
        return -1
    return 1 if words & (GOOD | LAUDED) else 0


def stems_of(tokens: Collection[Token] | Doc) -> frozenset[str]:
    """The stems of the words that say something: nouns, verbs, adjectives, names."""
    return frozenset(
        stem(str(t.lemma_).casefold())
        for t in tokens
        if t.pos_ == "NUM" or (t.pos_ in ("NOUN", "PROPN", "VERB", "ADJ") and not t.is_stop and len(t.text) > 2)
    )


def is_denied(words: Collection[str]) -> bool:
    """Whether words deny something."""
    return any(word in NEGATIONS for word in words)


def topmost(words: list[Token]) -> Token:
    """The word of a phrase that the others hang on."""
    inside = {w.i for w in words}
    return next((w for w in words if w.head.i not in inside or w.head.i == w.i), words[0])
