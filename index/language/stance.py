"""The suggested stance: what the actor does by the cue, turned by negations and by what is said, towards the issue.

"called on Russia to cease its attack", issue "Russia's attack is justified": a request (for what is asked), to
cease (against the attack): against. Where the rules cannot tell, they say unclear; where a statement only speaks
of the subject, none. Sentiment is not stance: sad words do not count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.language.data import words
from index.language.data.polarity import AGAINST as NEGATING
from index.language.data.polarity import (
    CALLING,
    DOUBTING,
    FEARING,
    INTENDS,
    NEEDED,
    OPPOSING,
    OWN,
    SAYINGS,
    UNDECIDED,
    WITH,
)
from index.language.issues import Match, Matcher
from index.language.polarity import Direction, condition_in, direction, judgement_in
from index.language.shortfall import shortfall
from index.language.stages import Attribution, CueClass
from index.model import Form, Issue, Suggestion

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

METHOD = "rules 1"
FAVOR, AGAINST, MIXED, NEUTRAL, NONE, UNCLEAR = "favor", "against", "mixed", "neutral", "none", "unclear"

_NOUN = {
    CueClass.REQUEST: "request", CueClass.WANT: "wish", CueClass.PROMISE: "promise", CueClass.DECIDE: "decision",
    CueClass.SUPPORT: "support", CueClass.PRAISE: "praise", CueClass.OPPOSE: "opposition",
    CueClass.ACCUSE: "accusation",
    CueClass.DENY: "denial", CueClass.WARN: "warning", CueClass.ADMIT: "admission", CueClass.BELIEVE: "belief",
    CueClass.EVALUATE: "judgement", CueClass.ASK: "question", CueClass.REPORT: "report", CueClass.SAY: "statement",
    CueClass.ABSTAIN: "abstention",
}  # fmt: skip
# What the actor wants to happen is in the content; what he is against is.
_FOR = frozenset(
    (CueClass.REQUEST, CueClass.WANT, CueClass.PROMISE, CueClass.DECIDE, CueClass.SUPPORT, CueClass.PRAISE)
)
_CONTRA = frozenset((CueClass.OPPOSE, CueClass.ACCUSE))
_SILENT = words("comment respond answer reply discuss elaborate speculate")


@dataclass(frozen=True, slots=True)
class Target:
    """An issue as the stance sees it: which way its proposition points at its words, and whether it is a norm.

    A norm says what should be or is right ("the line should reopen"); the other kind says what is
    ("the US puts pressure on Israel"), so that to assert it is to be in favour of it.
    """

    issue: Issue
    sign: int
    norm: bool


def target_of(issue: Issue, nlp: Language) -> Target:
    """Read an issue's proposition once."""
    doc = nlp(issue.proposition)
    hits = Matcher(issue).hits(issue.proposition)
    words = [token for token in doc if any(h.start <= token.idx < h.end for h in hits)]
    inside = range(len(doc))
    lower = {t.lower_ for t in doc}
    norm = bool({"should", "must", "ought", "shall", "needs"} & lower) or "to be" in issue.proposition
    verbs = [t for t in doc if t.pos_ in ("VERB", "AUX") and t.dep_ == "ROOT"]
    norm = norm or not verbs or judgement_in({t.lower_ for t in doc} | {t.lemma_.casefold() for t in doc}) != 0
    if not words:
        return Target(issue, 1, norm)
    found = direction(_topmost(words), inside)
    sign = found.judged or found.sign
    return Target(issue, sign, norm)


def suggest(
    attribution: Attribution, doc: Doc, content: Sequence[int], match: Match | None, target: Target | None
) -> Suggestion | None:
    """The stance that the rules propose; None where there is nothing to say anything about.

    `content` are the tokens of the attribution's content in `doc`. Without an issue only what is plainly
    asked for, backed or opposed gets a suggestion, towards that itself.
    """
    text = " ".join(doc[i].text for i in content)
    attribution = _understood(attribution, doc, content)
    if _keeps_silent(attribution, doc, content):
        return _say(NEUTRAL, 0.85, f"{_cue(attribution)}: declines to comment or takes no side")
    if match is None or target is None:
        return _without_issue(attribution, text)
    about = f"issue “{_shorten(match.issue.proposition)}”"
    word = _word_for(match, doc, content)
    if word is None:
        return _say(UNCLEAR, 0.4, f"{_cue(attribution)}, but its words do not name the {about}")
    if _is_undecided(attribution, text):
        return _say(NEUTRAL, 0.75, f"{_cue(attribution)}: leaves it open; {about}")
    found = direction(word, set(content))
    if word.pos_ == "VERB" and word.lemma_ in NEGATING and any(" " in h.phrase for h in match.hits):
        found = replace(found, sign=-found.sign, why=(*found.why, word.lower_))
    if "?" in text and attribution.cue_class not in (CueClass.REQUEST, CueClass.OPPOSE, CueClass.SUPPORT):
        return _say(UNCLEAR, 0.5, f"a question about “{word.text}”; {about}")
    sign, confidence, reason = _position(attribution, doc, content, found, word, target)
    if sign is None:
        return _say(UNCLEAR, confidence, f"{reason}; {about}")
    if sign == 0:
        return _say(NONE, confidence, f"{reason}; {about}")
    condition = condition_in(text)
    turn = f", the proposition is against “{word.text}”" if target.sign < 0 else ""
    if condition is not None and not found.threat:
        return _say(MIXED, 0.65, f"{reason}, under a condition (“{condition}”); {about}")
    if found.loose:
        return _say(UNCLEAR, 0.4, f"{reason}, but “{word.text}” is only its circumstance; {about}")
    stance = FAVOR if sign * target.sign > 0 else AGAINST
    return _say(stance, confidence, f"{reason} + {about}{turn} → {stance}")


def _position(
    attribution: Attribution, doc: Doc, content: Sequence[int], found: Direction, word: Token, target: Target
) -> tuple[int | None, float, str]:
    """The sign towards the issue's words (None: cannot be told, 0: no position), how sure, and why."""
    kind, negated = attribution.cue_class, attribution.negated
    said = _said(attribution, found)
    first_word = (attribution.lemma.split() or [""])[0]
    if first_word in FEARING and not negated:
        clause = any(doc[i].tag_ in ("VBD", "VBZ", "VBP", "MD") for i in content)
        return (found.judged or -found.sign, 0.65, said) if clause and not found.loose else (None, 0.4, said)
    if first_word in DOUBTING and not negated:
        return -(found.judged or found.sign), 0.65, said
    if first_word == "threaten" and not found.acts:
        return None, 0.4, said
    if found.threat and kind not in _FOR | _CONTRA and not negated:
        return 1, 0.6, f"{said}: says what follows without it"
    if kind in _FOR:
        if not negated:
            return found.judged or found.sign, 0.85, said
        if kind in (CueClass.SUPPORT, CueClass.WANT):
            return -found.sign, 0.65, f"no {said}"
        return None, 0.4, f"no {said}"
    if kind in _CONTRA:
        if negated:
            return None, 0.55, f"{_cue(attribution)} is not done: neither for nor against"
        return -found.sign, 0.82, said
    if kind == CueClass.DENY:
        if negated:
            return None, 0.4, f"not denied: {said}"
        if target.norm and not found.normative and not found.judged:
            return None, 0.4, said
        return -(found.judged or found.sign), 0.7, said
    if kind == CueClass.WARN:
        if found.judged:
            return found.judged, 0.7, said
        if _is_infinitive(doc, content):
            return found.sign, 0.75, said
        return (
            (-found.sign, 0.6, said)
            if found.normative or found.acts or "against" in attribution.lemma
            else (None, 0.4, said)
        )
    if kind == CueClass.EVALUATE:
        judged = found.judged or judgement_in(
            {doc[i].lower_ for i in content} | {doc[i].lemma_.casefold() for i in content}
        )
        return (-judged if negated else judged, 0.7, said) if judged else (None, 0.4, said)
    if kind == CueClass.ASK:
        return None, 0.4, said
    return _assertion(attribution, doc, content, found, word, target, said)


def _assertion(
    attribution: Attribution, doc: Doc, content: Sequence[int], found: Direction, word: Token, target: Target, said: str
) -> tuple[int | None, float, str]:
    """What a plain statement or belief takes a position by: "should", a judgement, an intention, or the fact itself."""
    flip = -1 if attribution.negated else 1
    lack = None if attribution.negated else shortfall(doc, content, word)
    if lack is not None and target.norm:
        return lack.sign, 0.55, f"{said}: complains of too little ({lack.word})"
    if attribution.negated and attribution.cue_class != CueClass.BELIEVE:
        return None, 0.4, f"{_cue(attribution)} is negated"
    if found.judged:
        return flip * found.judged, 0.72, said
    if found.normative or _is_needed(attribution, doc, content):
        return flip * found.sign, 0.75, f"{said} (should)"
    leaning = _leaning(doc, content)
    if leaning is not None:
        if found.sign > 0 and "not" in found.why:
            return None, 0.5, f"{said}: not against it, which is not for it"
        return flip * found.sign, 0.7, f"{said} ({leaning})"
    intention = _intention(doc, content)
    if intention is not None:
        verb, will = intention
        sign = found.sign if verb in found.why or will > 0 else will * found.sign
        return flip * sign, 0.68, f"{said} ({verb})"
    if not target.norm:
        return flip * found.sign, 0.7, f"{said} that it is so" if flip * found.sign > 0 else f"{said} that it is not so"
    return 0, 0.6, f"{said}: speaks of it without taking a side"


def _intention(doc: Doc, content: Sequence[int]) -> tuple[str, int] | None:
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
        return token.lemma_ in NEGATING and any(c.lower_ in ("will", "would") for c in token.children)
    if subject.lower_ not in ("i", "we") or token.lemma_ not in NEGATING | WITH:
        return False
    return token.tag_ in ("VBP", "VB") and any(
        c.dep_ == "aux" and c.lower_ in ("will", "'ll", "shall", "must", "wo", "cannot", "can") for c in token.children
    )


def _leaning(doc: Doc, content: Sequence[int]) -> str | None:
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
        return verbs[0].tag_ == "VB" and not any(c.dep_ == "aux" for c in verbs[0].children)
    return False


def _votes(token: Token) -> bool:
    return token.lemma_ in ("vote", "stand", "fight", "push", "come", "speak") and any(
        c.dep_ == "prep" and c.lower_ in ("for", "against", "by", "out") for c in token.children
    )


def _is_undecided(attribution: Attribution, text: str) -> bool:
    plain = f" {' '.join(text.casefold().split())} "
    if attribution.cue_class in (CueClass.REQUEST, CueClass.WANT, CueClass.OPPOSE, CueClass.ACCUSE):
        return False
    return any(f" {phrase} " in plain or f" {phrase}," in plain or f" {phrase}." in plain for phrase in UNDECIDED)


def _understood(attribution: Attribution, doc: Doc, content: Sequence[int]) -> Attribution:
    """The attribution with the class that its whole cue has: "asked X to" requests, "voted against" opposes."""
    words = attribution.lemma.split() or [""]
    kind = attribution.cue_class
    first = [doc[i] for i in content[:12]]
    opening = " ".join(t.lower_ for t in first[:2])
    if kind in (CueClass.ASK, CueClass.SAY) and words[0] in ("ask", "call", "tell", "beg"):
        question = any(t.lower_ in ("whether", "if", "why", "what", "how", "who", "when", "where") for t in first[:2])
        top = _topmost([doc[i] for i in content if not doc[i].is_punct] or [doc[0]])
        infinitive = top.tag_ == "VB" and any(c.tag_ == "TO" for c in top.children)
        before = doc[content[0] - 1].lower_ if content and content[0] else ""
        if not question and words[0] != "call" and infinitive and "?" not in opening:
            return replace(attribution, cue_class=CueClass.REQUEST)
        if words[0] == "call" and (
            before in ("for", "on") or "for" in words or "on" in words or opening[:4] in ("for ", "on ")
        ):
            return replace(attribution, cue_class=CueClass.REQUEST)
        if words[0] == "ask" and (before == "for" or opening.startswith("for ")):
            return replace(attribution, cue_class=CueClass.REQUEST)
    calls = words[0] in CALLING and kind in (CueClass.SAY, CueClass.BELIEVE)
    if calls and judgement_in({doc[i].lower_ for i in content}):
        return replace(attribution, cue_class=CueClass.EVALUATE)
    if words[0] in ("refuse", "decline") and kind == CueClass.DENY and any(t.tag_ == "TO" for t in first[:2]):
        return replace(attribution, cue_class=CueClass.OPPOSE)
    if kind == CueClass.OPPOSE and any(t.lemma_ in SAYINGS and t.head.i not in set(content) for t in first):
        return replace(attribution, cue_class=CueClass.DENY)
    if words[0] in ("vote", "come", "speak", "campaign", "argue", "decide", "rule"):
        before = doc[content[0] - 1].lower_ if content and content[0] else ""
        if "against" in (before, *words) or opening.startswith("against"):
            return replace(attribution, cue_class=CueClass.OPPOSE)
    return attribution


def _keeps_silent(attribution: Attribution, doc: Doc, content: Sequence[int]) -> bool:
    if attribution.cue_class == CueClass.ABSTAIN:
        return not attribution.negated
    if attribution.lemma.startswith(("decline", "refuse")) and content:
        first = [doc[i].lemma_.casefold() for i in content[:2]]
        return any(word in _SILENT for word in first)
    return False


def _without_issue(attribution: Attribution, text: str) -> Suggestion | None:
    """Towards what is asked for or opposed itself, where no configured issue is in it."""
    kind = attribution.cue_class
    if attribution.negated or not text:
        return None
    if kind in (CueClass.REQUEST, CueClass.SUPPORT, CueClass.PRAISE):
        if condition_in(text) is not None:
            return _say(MIXED, 0.5, f"{_NOUN[kind]} under a condition, of what is said itself (no issue configured)")
        return _say(FAVOR, 0.55, f"{_NOUN[kind]}: for what is said itself (no issue configured)")
    if kind in _CONTRA:
        return _say(AGAINST, 0.55, f"{_NOUN[kind]}: against what is said itself (no issue configured)")
    return None


def _word_for(match: Match, doc: Doc, content: Sequence[int]) -> Token | None:
    """The word of the content that stands for the issue: the head of the weightiest phrase found in it."""
    if not match.hits:
        return None
    hit = max(match.hits, key=lambda h: h.weight)
    words = [doc[i] for i in content if hit.start <= doc[i].idx < hit.end]
    return _topmost(words) if words else None


def _topmost(words: Sequence[Token]) -> Token:
    inside = {w.i for w in words}
    return next((w for w in words if w.head.i not in inside or w.head.i == w.i), words[0])


def _is_infinitive(doc: Doc, content: Sequence[int]) -> bool:
    return any(doc[i].tag_ == "TO" for i in content[:6])


def _said(attribution: Attribution, found: Direction) -> str:
    noun = _NOUN[attribution.cue_class]
    return f"{noun} ({attribution.lemma}): {' '.join(found.why)}" if found.why else f"{noun} ({attribution.lemma})"


def _cue(attribution: Attribution) -> str:
    return f"“{attribution.lemma}”"


def _shorten(text: str, limit: int = 60) -> str:
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0] + "…"


def _say(stance: str, confidence: float, why: str) -> Suggestion:
    return Suggestion(stance, round(confidence, 2), why, METHOD)
