"""The suggested stance: what the actor does by the cue, turned by negations and by what is said, towards the issue.

"called on Russia to cease its attack", issue "Russia's attack is justified": a request (for what is asked), to
cease (against the attack): against. Where the rules cannot tell, they say unclear; where a statement only speaks
of the subject, none. Sentiment is not stance: sad words do not count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.language.asserting import asserted, fact, intention, verdict
from index.language.data import words
from index.language.data.polarity import AGAINST as NEGATING
from index.language.data.polarity import (
    ANNOUNCING,
    ANSWERS,
    BAD,
    CALLING,
    DOUBTING,
    FEARING,
    NOBODY,
    SAYINGS,
    UNDECIDED,
)
from index.language.data.topics import BROAD, DEEDS, HELD, PLANS, WIDE
from index.language.issues import Match
from index.language.polarity import Direction, called_in, condition_in, condition_on, direction
from index.language.questions import rhetorical
from index.language.shortfall import shortfall
from index.language.signs import Signs, signs_of
from index.language.stages import Attribution, CueClass
from index.language.syntax import way_up
from index.language.targets import Kind, Target, topmost
from index.language.targets import target_for as target_for
from index.language.targets import target_of as target_of
from index.search.stemming import stem

if TYPE_CHECKING:
    from index.language.parsed import Doc, Token

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
_REFUSING = words("refuse decline fail stop")
_BLAMING = words("condemn criticise criticize denounce oppose reject deplore decry deny")
_UNWILLING = words("reluctant unwilling hesitant loath disinclined")
_PREFERRING = words("prefer favour favor")
LONGEST_PARTICLE = 3  # letters of "for", "out" and the like in a cue
_SUPPOSING = words("propose suggest")
_FINDING = words("agree rule find conclude determine")  # that something is so, or to do it
_CLAIMING = words("demand call urge insist ask plead appeal request")
_SCOFFING = words("scoff quip joke sneer jest deadpan mock wisecrack")
_SILENT = words("comment respond answer reply discuss elaborate speculate")
_TELLING = words("say tell reveal disclose state indicate specify explain confirm clarify commit know predict")
_ASKED = words("whether if how what who whom why when where which")
_COMPLAINING = words("complain grumble moan grouse whine")
_YET = words("but however although though yet only")
# What stands as the head of something one can be for or against where no proposition is given.
_WANTED = (
    words("end halt stop start return change increase rise cut access ban help aid control")
    | BROAD
    | WIDE
    | HELD
    | set(DEEDS)
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the rules make of a statement by itself, before it is weighed how often they are right.

    `signs` is what it is weighed by; None where nothing is to be weighed: no issue, or no side taken expressly.
    """

    stance: str
    confidence: float
    why: str
    signs: Signs | None = None


def judgement(
    attribution: Attribution, doc: Doc, content: Sequence[int], match: Match | None, target: Target | None,
    holder: str = "",
) -> Judgement | None:  # fmt: skip
    """What the rules say, unweighed; None where there is nothing to say anything about.

    `content` are the tokens of the attribution's content in `doc`, `holder` is whose it is, by name. Without an
    issue only what is plainly asked for, backed or opposed is judged, towards that itself.
    """
    judged = _judgement(attribution, doc, content, match, target)
    if judged is None or match is None or target is None or judged.stance in (NEUTRAL, MIXED):
        return judged
    word = _word_for(match, doc, content, target)
    toward = target.sign if word is None else _toward(target, word)
    done = _understood(attribution, doc, content)
    if done.negated and done.cue_class in _CONTRA:
        return judged  # who fails to condemn it says nothing for it, whatever others say
    return replace(
        judged,
        signs=signs_of(done, doc, content, match, target, word, toward, judged.stance, holder),
    )


def _judgement(
    attribution: Attribution, doc: Doc, content: Sequence[int], match: Match | None, target: Target | None
) -> Judgement | None:
    text = " ".join(doc[i].text for i in content)
    attribution = _of_nobody(_understood(attribution, doc, content), doc)
    if _keeps_silent(attribution, doc, content):
        if attribution.lemma == "rule out":
            return _say(NEUTRAL, 0.75, f"not {_cue(attribution)}: leaves the option open")
        return _say(NEUTRAL, 0.85, f"{_cue(attribution)}: declines to comment or takes no side")
    if match is None or target is None:
        return _without_issue(attribution, doc, content, text)
    about = f"issue “{_shorten(match.issue.proposition)}”"
    word = _word_for(match, doc, content, target)
    if word is None:
        done = _is_done_by_cue(attribution, target)
        if done:
            return _say(FAVOR, 0.6, f"{_cue(attribution)} is what the proposition names; {about} → {FAVOR}")
        return _say(UNCLEAR, 0.4, f"{_cue(attribution)}, but its words do not name the {about}")
    if _is_undecided(attribution, text):
        return _say(NEUTRAL, 0.75, f"{_cue(attribution)}: leaves it open; {about}")
    found = direction(word, set(content))
    if word.pos_ == "VERB" and word.lemma_ in NEGATING and any(" " in h.phrase for h in match.hits):
        found = replace(found, sign=-found.sign, why=(*found.why, word.lower_))
    asked = rhetorical(doc, content)
    if asked is not None and target.kind is Kind.NORM and word.i > content[0]:
        turned = -1 if asked.words == "why not" and "not" in found.why else 1  # it denies nothing
        stance = FAVOR if turned * asked.sign * found.sign * _toward(target, word) > 0 else AGAINST
        return _say(stance, 0.6, f"asks “{asked.words}”, which answers itself; {about} → {stance}")
    if "?" in text and attribution.cue_class not in (CueClass.REQUEST, CueClass.OPPOSE, CueClass.SUPPORT):
        return _say(UNCLEAR, 0.5, f"a question about “{word.text}”; {about}")
    if attribution.lemma in _SCOFFING and attribution.cue_class is CueClass.SAY:
        return _say(UNCLEAR, 0.5, f"{_cue(attribution)}: it may be meant otherwise than said; {about}")
    if _has_second_thought(found, doc, content):
        return _say(MIXED, 0.6, f"{_cue(attribution)}: not against it as such, yet against this one; {about}")
    sign, confidence, reason = _position(attribution, doc, content, found, word, target, match)
    if sign is None:
        return _say(UNCLEAR, confidence, f"{reason}; {about}")
    if sign == 0:
        return _say(NONE, confidence, f"{reason}; {about}")
    condition = condition_on(doc, content, word)
    toward = _toward(target, word)
    if toward == 0:
        return _say(UNCLEAR, 0.4, f"{reason}, but the proposition does not tell what “{word.text}” is to it; {about}")
    turn = f", the proposition is against “{word.text}”" if toward < 0 else ""
    if condition is not None and target.kind is Kind.FACT:
        return _say(UNCLEAR, 0.4, f"{reason}, under a condition (“{condition}”); {about}")
    if condition is not None and not found.threat:
        wants = attribution.cue_class in _FOR or intention(doc, content) is not None
        if not wants and " " not in condition:
            return _say(UNCLEAR, 0.4, f"{reason}, under a condition (“{condition}”); {about}")
        return _say(MIXED, 0.65, f"{reason}, under a condition (“{condition}”); {about}")
    if found.torn:
        return _say(MIXED, 0.5, f"{reason}: speaks for it and against it; {about}")
    if found.loose and target.kind is not Kind.FACT:
        return _say(UNCLEAR, 0.4, f"{reason}, but “{word.text}” is only its circumstance; {about}")
    stance = FAVOR if sign * toward > 0 else AGAINST
    return _say(stance, confidence, f"{reason} + {about}{turn} → {stance}")


def _position(
    attribution: Attribution,
    doc: Doc,
    content: Sequence[int],
    found: Direction,
    word: Token,
    target: Target,
    match: Match,
) -> tuple[int | None, float, str]:
    """The sign towards the issue's words (None: cannot be told, 0: no position), how sure, and why."""
    kind, negated = attribution.cue_class, attribution.negated
    said = _said(attribution, found)
    first_word = (attribution.lemma.split() or [""])[0]
    if target.kind is Kind.FACT:
        return fact(attribution, doc, content, found, word, target, match, said)
    if target.kind is Kind.VERDICT:
        called = verdict(attribution, doc, content, found, target, said)
        if called is not None:
            return called
        wanted = kind in (CueClass.REQUEST, CueClass.WANT)
        if wanted or (target.verdict < 0 and not target.names(word)):
            return None, 0.4, said
    if first_word in FEARING and not negated:
        clause = any(doc[i].tag_ in ("VBD", "VBZ", "VBP", "MD") for i in content)
        return (found.judged or -found.sign, 0.65, said) if clause and not found.loose else (None, 0.4, said)
    if first_word in DOUBTING and not negated:
        return -(found.judged or found.sign), 0.65, said
    if first_word == "threaten" and not found.acts:
        return None, 0.4, said
    if found.threat and kind not in _FOR | _CONTRA and not negated:
        return 1, 0.6, f"{said}: says what follows without it"
    if first_word in _PREFERRING and not negated and _is_second(word, content):
        return -1, 0.6, f"{said}: something else"
    if first_word == "thank" and _is_thing(doc, content) and topmost([doc[i] for i in content]).i == word.i:
        return None, 0.4, f"{said}: thanks somebody, whatever it is for"
    if kind in _FOR and not negated and first_word in _FINDING and _is_told(doc, content):
        return asserted(attribution, doc, content, found, word, target, said)
    if kind in _FOR:
        if not negated:
            return found.judged or found.sign, 0.85, said
        if kind in (CueClass.SUPPORT, CueClass.WANT):
            return -found.sign, 0.65, f"no {said}"
        return None, 0.4, f"no {said}"
    if kind in _CONTRA:
        if negated:
            return None, 0.55, f"{_cue(attribution)} is not done: neither for nor against"
        if first_word in _COMPLAINING:
            return _complaint(doc, content, found, word, said)
        if first_word in _REFUSING and _BLAMING & set(found.why):
            return None, 0.5, f"{said}: neither for nor against"
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
        judged = found.judged or called_in(
            {doc[i].lower_ for i in content} | {doc[i].lemma_.casefold() for i in content}
        )
        return (-judged if negated else judged, 0.7, said) if judged else (None, 0.4, said)
    if kind == CueClass.ASK:
        return None, 0.4, said
    if attribution.lemma.startswith("believe in"):
        sign = found.judged or found.sign
        return -sign if negated else sign, 0.7, said
    if first_word in ANNOUNCING and not negated and word.pos_ in ("NOUN", "PROPN", "VERB") and _is_thing(doc, content):
        return found.judged or found.sign, 0.65, f"{said} (puts it forward)"
    return asserted(attribution, doc, content, found, word, target, said)


def _complaint(
    doc: Doc, content: Sequence[int], found: Direction, word: Token, said: str
) -> tuple[int | None, float, str]:
    """A complaint of how a thing is done ("the ferry is late") says nothing of whether it should be."""
    lack = shortfall(doc, content, word)
    if lack is not None:
        return lack.sign, 0.6, f"{said}: complains of too little ({lack.word})"
    if found.judged or found.normative:
        return found.judged or found.sign, 0.65, said
    if _is_thing(doc, content) and topmost([doc[i] for i in content if not doc[i].is_punct]).i == word.i:
        return -found.sign, 0.6, said
    return None, 0.4, f"{said}: complains of how it is, not that it is"


def _has_second_thought(found: Direction, doc: Doc, content: Sequence[int]) -> bool:
    """Whether "not against it in principle" is followed by "but this one is wrong"."""
    if not content or "not" not in found.why or not {"against", "oppose", "opposed", "object"} & set(found.why):
        return False
    end = doc[content[-1]].sent.end
    said = [doc[i] for i in range(content[0], end)]
    at = next((n for n, t in enumerate(said) if t.lower_ in _YET and n), None)
    return at is not None and any(t.lower_ in BAD or t.lemma_.lower() in BAD for t in said[at:])


def _is_second(word: Token, content: Sequence[int]) -> bool:
    """Whether it is what something else is preferred to: "a bridge to the ferry"."""
    inside = set(content)
    return any(
        at.dep_ in ("prep", "dative") and at.lower_ in ("to", "over") and at.i != min(inside)
        for at in way_up(word, inside)
    )


def _is_thing(doc: Doc, content: Sequence[int]) -> bool:
    """Whether the content is a thing ("its plan to build a bridge") and no clause."""
    top = topmost([doc[i] for i in content if not doc[i].is_punct] or [doc[0]])
    return top.pos_ in ("NOUN", "PROPN") and not any(c.dep_ in ("nsubj", "cop", "aux") for c in top.children)


def _is_told(doc: Doc, content: Sequence[int]) -> bool:
    """Whether the content tells what is so ("that the judge erred"), not what is to be done."""
    top = topmost([doc[i] for i in content if not doc[i].is_punct] or [doc[0]])
    finite = top.tag_ in ("VBZ", "VBD", "VBP", "MD") or any(c.tag_ in ("VBZ", "VBD", "VBP", "MD") for c in top.children)
    return finite and any(c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") for c in top.children)


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
        top = topmost([doc[i] for i in content if not doc[i].is_punct] or [doc[0]])
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
    if calls and called_in({doc[i].lower_ for i in content}):
        return replace(attribution, cue_class=CueClass.EVALUATE)
    if words[0] in ("refuse", "decline") and kind == CueClass.DENY and any(t.tag_ == "TO" for t in first[:2]):
        return replace(attribution, cue_class=CueClass.OPPOSE)
    if words[0] in _UNWILLING and any(t.tag_ == "TO" for t in first[:2]):
        return replace(attribution, cue_class=CueClass.OPPOSE)
    if kind == CueClass.OPPOSE and any(t.lemma_ in SAYINGS and t.head.i not in set(content) for t in first):
        return replace(attribution, cue_class=CueClass.DENY)
    if words[0] in ("vote", "come", "speak", "campaign", "argue", "decide", "rule"):
        before = doc[content[0] - 1].lower_ if content and content[0] else ""
        if "against" in (before, *words) or opening.startswith("against"):
            return replace(attribution, cue_class=CueClass.OPPOSE)
    return attribution


def _of_nobody(attribution: Attribution, doc: Doc) -> Attribution:
    """The attribution, negated where it is said of nobody, or not of all: "not everyone agreed", "few support it"."""
    spans = (doc.char_span(s.start, s.end) for s in attribution.source)
    first = next((span for span in spans if span is not None), None)
    if first is None or len(first) == 0 or first[0].lower_ not in NOBODY:
        return attribution
    second = first[1] if len(first) > 1 else None
    if second is not None and (
        second.pos_ in ("NUM", "PROPN", "PUNCT") or (first[0].lower_, second.lower_) == ("not", "only")
    ):
        return attribution  # "No 10", "not only the mayor"
    return replace(attribution, negated=True)


def _toward(target: Target, word: Token) -> int:
    """1 or -1: which way the proposition points at what the word stands for here; 0: not known."""
    toward = target.toward(word)
    head = word
    while head.dep_ == "compound" and head.head.i != head.i:
        head = head.head
    answer = head is not word and head.lemma_.casefold() in ANSWERS
    if toward < 0 and target.kind is Kind.NORM and answer and not target.names(head):
        return -toward  # "climate action" is against what the climate does
    return toward


def _keeps_silent(attribution: Attribution, doc: Doc, content: Sequence[int]) -> bool:
    if attribution.cue_class == CueClass.ABSTAIN:
        return not attribution.negated
    first = [doc[i] for i in content[:4] if not doc[i].is_punct]
    verbs = [t.lemma_.casefold() for t in first[:2]]
    if attribution.lemma.startswith(("decline", "refuse")) and first:
        telling = any(verb in _TELLING for verb in verbs) and any(t.lower_ in _ASKED for t in first)
        drawn = [t.lower_ for t in first[:3]] == ["to", "be", "drawn"]
        return telling or drawn or any(verb in _SILENT for verb in verbs)
    cue = (attribution.lemma.split() or [""])[0]
    if not attribution.negated or attribution.cue_class is not CueClass.SAY or not first:
        return False
    return cue in _SILENT or (cue in _TELLING and first[0].lower_ in _ASKED)


def _without_issue(attribution: Attribution, doc: Doc, content: Sequence[int], text: str) -> Judgement | None:
    """Towards what is asked for or opposed itself, where no configured issue is in it and it could be one."""
    kind = attribution.cue_class
    if attribution.negated or not text or not _could_be_issue(attribution, doc, content):
        return None
    if kind in (CueClass.REQUEST, CueClass.SUPPORT, CueClass.PRAISE):
        if condition_in(text) is not None:
            return _say(MIXED, 0.5, f"{_NOUN[kind]} under a condition, of what is said itself (no issue configured)")
        return _say(FAVOR, 0.55, f"{_NOUN[kind]}: for what is said itself (no issue configured)")
    if kind in _CONTRA:
        return _say(AGAINST, 0.55, f"{_NOUN[kind]}: against what is said itself (no issue configured)")
    return None


def _is_done_by_cue(attribution: Attribution, target: Target) -> bool:
    """Whether the actor does by the cue itself what the proposition says should be done, or is the case."""
    if attribution.negated or target.negated or attribution.cue_class in (CueClass.SAY, CueClass.REPORT, CueClass.ASK):
        return False
    return any(stem(word) in target.stems for word in attribution.lemma.split() if len(word) > LONGEST_PARTICLE)


def _could_be_issue(attribution: Attribution, doc: Doc, content: Sequence[int]) -> bool:
    """Whether the content is something that could be or not be: a deed, a measure, a wish; no person, no thing."""
    tokens = [doc[i] for i in content if not doc[i].is_punct and not doc[i].is_space]
    if not tokens:
        return False
    top = topmost(tokens)
    if top.pos_ == "ADP":
        top = next((c for c in top.children if c.dep_ in ("pobj", "pcomp")), top)
    first_word = (attribution.lemma.split() or [""])[0]
    if top.pos_ in ("VERB", "AUX"):
        # An infinitive or a clause; criticism that tells of something, without "should", is none.
        infinitive = top.tag_ in ("VB", "VBG") or any(c.lower_ in ("should", "must") for c in top.children)
        return infinitive or (attribution.cue_class is CueClass.REQUEST and first_word not in _SUPPOSING)
    lemma = str(top.lemma_).lower()
    if attribution.cue_class is CueClass.REQUEST and first_word in _CLAIMING:
        return top.ent_type_ != "PERSON" and top.pos_ == "NOUN"
    return top.pos_ == "NOUN" and lemma in _WANTED | PLANS


def _word_for(match: Match, doc: Doc, content: Sequence[int], target: Target) -> Token | None:
    """The word of the content that stands for the issue: of the phrases found in it the head of the weightiest one.

    One that the proposition has itself comes first, as which way it points at others is less sure; then one of which
    is said that it should be, or that it is good or bad.
    """
    found = []
    for hit in sorted(match.hits, key=lambda h: -h.weight):
        words = [doc[i] for i in content if hit.start <= doc[i].idx < hit.end]
        found += [topmost(words)] if words else []
    inside = set(content)

    def rank(word: Token) -> tuple[bool, bool]:
        way = direction(word, inside)
        return not target.names(word), not (way.judged or way.normative)

    return min(found, key=rank, default=None)


def _is_infinitive(doc: Doc, content: Sequence[int]) -> bool:
    return any(doc[i].tag_ == "TO" for i in content[:6])


def _said(attribution: Attribution, found: Direction) -> str:
    noun = _NOUN[attribution.cue_class]
    return f"{noun} ({attribution.lemma}): {' '.join(found.why)}" if found.why else f"{noun} ({attribution.lemma})"


def _cue(attribution: Attribution) -> str:
    return f"“{attribution.lemma}”"


def _shorten(text: str, limit: int = 60) -> str:
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0] + "…"


def _say(stance: str, confidence: float, why: str) -> Judgement:
    return Judgement(stance, confidence, why)
