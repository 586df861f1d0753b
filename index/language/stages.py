"""What passes between the stages of the analysis, each a module with a typed input and output.

    document    text -> Reading: sentences and tokens parsed by spaCy, boilerplate marked
    entities    Reading -> typed mentions of named things
    actors      mentions -> actors: the names, roles, pronouns and metonyms that stand for one actor
    attributions  Reading -> who said what: source, cue and content spans
    voices      attributions + actors -> statements' actor, voice, form, media it came through
    issues      statements -> the issue each is about
    stance      attribution + issue -> the suggested stance with its reason
    proposals   attributions about no known issue -> groups of them with a proposed issue
    pipeline    all of them, in order: text -> Analysis

Offsets are code points into the whole text that was given, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from index.model import Form, Span


class CueClass(StrEnum):
    """What an actor does by a cue: the first thing that decides the suggested stance."""

    SAY = "say"
    REPORT = "report"
    ASK = "ask"
    REQUEST = "request"
    BELIEVE = "believe"
    WANT = "want"
    SUPPORT = "support"
    OPPOSE = "oppose"
    ACCUSE = "accuse"
    DENY = "deny"
    PRAISE = "praise"
    PROMISE = "promise"
    DECIDE = "decide"
    ADMIT = "admit"
    WARN = "warn"
    ABSTAIN = "abstain"
    EVALUATE = "evaluate"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said what, before anybody asked who that is.

    `source` is the whole noun phrase (possibly empty: a passive without an agent, a quotation whose
    speaker is not named), `source_head` the word in it that agrees with the cue. `lemma` is the cue's
    dictionary form ("call on", "according to"). `negated` says that the cue itself is negated or sits
    under a negative implicative ("failed to condemn", "did not rule out" is negated twice and so not).
    `hedged` says that the reporter marks it as hearsay ("reportedly"). `addressee` is whom it was said
    to, where the text says so. `parent` is the place, in the list of attributions of the text, of the
    one whose content holds this one, or that reports it ("..., reported Reuters"); None at the top.
    `rule` names the rule that found it, `confidence` (0 to 1) says how often such a finding is right, and `signs`
    are what that was judged by.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    form: Form
    lemma: str
    cue_class: CueClass
    rule: str
    confidence: float
    source_head: Span | None = None
    negated: bool = False
    hedged: bool = False
    addressee: Span | None = None
    parent: int | None = None
    signs: tuple[str, ...] = ()
