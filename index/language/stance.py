"""The suggested stance: what the actor does by the cue, turned by negations and by what is said, towards the issue.

"called on Russia to cease its attack", issue "Russia's attack is justified": a request (for what is asked), to
cease (against the attack): against. Where the rules cannot tell, they say unclear; where a statement only speaks
of the subject, none. Sentiment is not stance: sad words do not count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.language.asserting import intention
from index.language.data import words
from index.language.data.polarity import AGAINST as NEGATING
from index.language.data.topics import BROAD, DEEDS, HELD, PLANS, WIDE
from index.language.issue_words import is_done_by_cue, toward_of, word_for
from index.language.issues import Match
from index.language.polarity import condition_in, condition_on, direction
from index.language.positions import CONTRA, FOR, NOUN, has_second_thought, position
from index.language.questions import rhetorical
from index.language.signs import Signs, signs_of
from index.language.stages import Attribution, CueClass
from index.language.targets import Kind, Target, topmost
from index.language.whole_cues import is_undecided, keeps_silent, of_nobody, quoted_cue, understood

if TYPE_CHECKING:
    from index.language.parsed import Doc, Token

FAVOR, AGAINST, MIXED, NEUTRAL, NONE, UNCLEAR = "favor", "against", "mixed", "neutral", "none", "unclear"

_SUPPOSING = words("propose suggest")
_CLAIMING = words("demand call urge insist ask plead appeal request")
_SCOFFING = words("scoff quip joke sneer jest deadpan mock wisecrack")
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
    done = understood(attribution, doc, content)
    word = None if match is None or target is None else word_for(match, doc, content, target)
    judged = _judgement(of_nobody(done, doc), doc, content, match, target, word)
    if judged is None or match is None or target is None or judged.stance in (NEUTRAL, MIXED):
        return judged
    toward = target.sign if word is None else toward_of(target, word)
    if done.negated and done.cue_class in CONTRA:
        return judged  # who fails to condemn it says nothing for it, whatever others say
    return replace(
        judged,
        signs=signs_of(done, doc, content, match, target, word, toward, judged.stance, holder),
    )


def _judgement(
    attribution: Attribution, doc: Doc, content: Sequence[int], match: Match | None, target: Target | None,
    word: Token | None,
) -> Judgement | None:  # fmt: skip
    text = " ".join(doc[i].text for i in content)
    if keeps_silent(attribution, doc, content):
        if attribution.lemma == "rule out":
            return _say(NEUTRAL, 0.75, f"not {quoted_cue(attribution)}: leaves the option open")
        return _say(NEUTRAL, 0.85, f"{quoted_cue(attribution)}: declines to comment or takes no side")
    if match is None or target is None:
        return _without_issue(attribution, doc, content, text)
    about = f"issue “{_shorten(match.issue.proposition)}”"
    if word is None:
        done = is_done_by_cue(attribution, target)
        if done:
            return _say(FAVOR, 0.6, f"{quoted_cue(attribution)} is what the proposition names; {about} → {FAVOR}")
        return _say(UNCLEAR, 0.4, f"{quoted_cue(attribution)}, but its words do not name the {about}")
    if is_undecided(attribution, text):
        return _say(NEUTRAL, 0.75, f"{quoted_cue(attribution)}: leaves it open; {about}")
    found = direction(word, set(content))
    if word.pos_ == "VERB" and word.lemma_ in NEGATING and any(" " in h.phrase for h in match.hits):
        found = replace(found, sign=-found.sign, why=(*found.why, word.lower_))
    asked = rhetorical(doc, content)
    if asked is not None and target.kind is Kind.NORM and word.i > content[0]:
        turned = -1 if asked.words == "why not" and "not" in found.why else 1  # it denies nothing
        stance = FAVOR if turned * asked.sign * found.sign * toward_of(target, word) > 0 else AGAINST
        return _say(stance, 0.6, f"asks “{asked.words}”, which answers itself; {about} → {stance}")
    if "?" in text and attribution.cue_class not in (CueClass.REQUEST, CueClass.OPPOSE, CueClass.SUPPORT):
        return _say(UNCLEAR, 0.5, f"a question about “{word.text}”; {about}")
    if attribution.lemma in _SCOFFING and attribution.cue_class is CueClass.SAY:
        return _say(UNCLEAR, 0.5, f"{quoted_cue(attribution)}: it may be meant otherwise than said; {about}")
    if has_second_thought(found, doc, content):
        return _say(MIXED, 0.6, f"{quoted_cue(attribution)}: not against it as such, yet against this one; {about}")
    sign, confidence, reason = position(attribution, doc, content, found, word, target, match)
    if sign is None:
        return _say(UNCLEAR, confidence, f"{reason}; {about}")
    if sign == 0:
        return _say(NONE, confidence, f"{reason}; {about}")
    condition = condition_on(doc, content, word)
    toward = toward_of(target, word)
    if toward == 0:
        return _say(UNCLEAR, 0.4, f"{reason}, but the proposition does not tell what “{word.text}” is to it; {about}")
    turn = f", the proposition is against “{word.text}”" if toward < 0 else ""
    if condition is not None and target.kind is Kind.FACT:
        return _say(UNCLEAR, 0.4, f"{reason}, under a condition (“{condition}”); {about}")
    if condition is not None and not found.threat:
        wants = attribution.cue_class in FOR or intention(doc, content) is not None
        if not wants and " " not in condition:
            return _say(UNCLEAR, 0.4, f"{reason}, under a condition (“{condition}”); {about}")
        return _say(MIXED, 0.65, f"{reason}, under a condition (“{condition}”); {about}")
    if found.torn:
        return _say(MIXED, 0.5, f"{reason}: speaks for it and against it; {about}")
    if found.loose and target.kind is not Kind.FACT:
        return _say(UNCLEAR, 0.4, f"{reason}, but “{word.text}” is only its circumstance; {about}")
    stance = FAVOR if sign * toward > 0 else AGAINST
    return _say(stance, confidence, f"{reason} + {about}{turn} → {stance}")


def _without_issue(attribution: Attribution, doc: Doc, content: Sequence[int], text: str) -> Judgement | None:
    """Towards what is asked for or opposed itself, where no configured issue is in it and it could be one."""
    kind = attribution.cue_class
    if attribution.negated or not text or not _could_be_issue(attribution, doc, content):
        return None
    if kind in (CueClass.REQUEST, CueClass.SUPPORT, CueClass.PRAISE):
        if condition_in(text) is not None:
            return _say(MIXED, 0.5, f"{NOUN[kind]} under a condition, of what is said itself (no issue configured)")
        return _say(FAVOR, 0.55, f"{NOUN[kind]}: for what is said itself (no issue configured)")
    if kind in CONTRA:
        return _say(AGAINST, 0.55, f"{NOUN[kind]}: against what is said itself (no issue configured)")
    return None


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


def _shorten(text: str, limit: int = 60) -> str:
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0] + "…"


def _say(stance: str, confidence: float, why: str) -> Judgement:
    return Judgement(stance, confidence, why)
