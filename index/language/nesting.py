"""Which findings inside another one's content are worth keeping, and who is whose parent."""

from __future__ import annotations

from collections.abc import Sequence

from index.language.findings import Finding
from index.language.quoting import Quoted, Quotes
from index.language.stages import CueClass

# What one actor can be reported to have done by another: words and deeds, not what goes on in a mind.
TOLD = frozenset(
    (CueClass.SAY, CueClass.REPORT, CueClass.ASK, CueClass.REQUEST, CueClass.ACCUSE, CueClass.DENY, CueClass.PROMISE,
     CueClass.ADMIT, CueClass.WARN, CueClass.SUPPORT, CueClass.OPPOSE, CueClass.PRAISE)
)  # fmt: skip
REPORTING = frozenset((CueClass.SAY, CueClass.REPORT))
# What goes on in a mind, and is told of its owner where it is said plainly: "the police believe", "has decided to".
MINDS = frozenset((CueClass.BELIEVE, CueClass.WANT, CueClass.DECIDE))
DEEDS = TOLD - REPORTING - {CueClass.ASK}
CLAUSAL = frozenset(
    (
        "verb-clause",
        "noun-clause",
        "verb-infinitive",
        "verb-call-on",
        "verb-for-infinitive",
        "verb-object-infinitive",
        "verb-after",
        "quote-before",
        "quote-after",
        "according",
        "speaker",
    )
)

# What is expected or wanted of others can be told of somebody else too.
AIMS = frozenset(("expect", "want", "demand"))
# What is announced is a deed more than words: a medium that tells of it only relays it.
ANNOUNCING = frozenset(("announce", "declare", "unveil"))
_THIRD = frozenset(("he", "she", "it", "they"))
_FUTURE = frozenset(("will", "would", "wo", "'ll", "'d", "’ll", "’d"))
SPEAKERS_OWN = frozenset(("i", "we", "you", "me", "us"))
# Rules whose finding may be no more than who reports what another finding holds.
WRAPPERS = frozenset(
    ("according", "verb-after", "verb-parenthetical", "headline", "quoted-as", "quote-within", "hearsay")
)


def containers(findings: Sequence[Finding]) -> list[list[int]]:
    """For each finding the places of those whose content holds its cue, the smallest first."""
    anchors: dict[int, list[int]] = {}
    for place, finding in enumerate(findings):
        anchors.setdefault(finding.anchor.i, []).append(place)
    result: list[list[int]] = [[] for _ in findings]
    for place, finding in enumerate(findings):
        for i in finding.content:
            for inner in anchors.get(i, ()):
                if inner != place and finding.anchor.i not in findings[inner].content:
                    result[inner].append(place)
    for places in result:
        places.sort(key=lambda p: len(findings[p].content))
    return result


def prune(findings: Sequence[Finding], quotes: Quotes) -> list[Finding]:
    """Leave out findings inside a quotation or another one's content that tell nothing of another actor."""
    holders = containers(findings)
    kept = []
    for finding, outer in zip(findings, holders, strict=True):
        if finding.rule == "floating":
            kept.append(finding)
            continue
        quote = quotes.at(finding.anchor.i)
        spoken = quote is not None and quote.speech
        if outer and not _worth(finding, findings[outer[0]], spoken=spoken):
            continue
        if quote is not None and spoken and not (_is_open_hearsay(finding) or _is_told_in(quote, finding)):
            continue
        kept.append(finding)
    return kept


def _is_told_in(quote: Quoted, finding: Finding) -> bool:
    """Whether a finding inside a quotation tells of another, in no more than its words."""
    return _of_another(finding) and quote.tokens >= finding.content


def _worth(inner: Finding, outer: Finding, *, spoken: bool) -> bool:
    """Whether a finding tells more than the one that holds it; `spoken` where it stands in somebody's quoted words."""
    head = inner.source_head
    if spoken and _is_open_hearsay(inner):
        return True
    if not spoken and (_is_own_mind(inner, outer) or _is_mind_of_another(inner)):
        return True
    if head is None or (head.pos_ == "PRON" and head.lower_ in SPEAKERS_OWN):
        return False
    if outer.rule == "quoted-as" and inner.anchor.dep_ == "pcomp":
        over = inner.anchor.head.head  # the verb, or whom it quotes
        if outer.anchor.i in (over.i, over.head.i):
            return True
    if outer.rule in WRAPPERS and not inner.source & outer.source:
        announced = inner.rule == "verb-object" and inner.cue.lemma in ANNOUNCING and inner.anchor.dep_ == "ROOT"
        return announced or inner.rule in CLAUSAL or inner.cue.cue_class not in (CueClass.SAY, CueClass.REPORT)
    if inner.source & outer.source or not (_of_another(inner) or _is_reported_deed(inner, outer)):
        return False
    return outer.source_head is None or head.lower_ != outer.source_head.lower_


def _is_open_hearsay(finding: Finding) -> bool:
    """Whether it is told of nobody: "It is forecast to be the worst storm in years"."""
    told = finding.cue.cue_class in (CueClass.SAY, CueClass.REPORT, CueClass.BELIEVE)
    modal = any(c.tag_ in ("MD", "VBG") for c in finding.anchor.children if c.dep_ in ("aux", "auxpass"))
    open_passive = finding.rule in ("passive-infinitive", "passive-accused")
    return finding.source_head is None and open_passive and told and not modal


def _is_own_mind(inner: Finding, outer: Finding) -> bool:
    """Whether somebody says what he or another thinks or wants: "said they believed the fire had been set"."""
    head, verb = inner.source_head, inner.anchor
    if head is None or head.lower_ not in _THIRD or inner.cue.cue_class not in (CueClass.BELIEVE, CueClass.WANT):
        return False
    told = inner.rule in ("verb-clause", "verb-object-infinitive") and outer.rule == "verb-clause"
    return told and verb.tag_ == "VBD" and verb.dep_ == "ccomp" and verb.head.i == outer.anchor.i


def _is_mind_of_another(inner: Finding) -> bool:
    """Whether it tells what somebody who is named or described thinks, wants or decided."""
    head = inner.source_head
    if head is None or head.pos_ not in ("NOUN", "PROPN") or not _is_told_as_fact(inner):
        return False
    return inner.rule in CLAUSAL and inner.cue.cue_class in MINDS and inner.anchor.dep_ != "relcl"


def _of_another(inner: Finding) -> bool:
    """Whether a finding tells, firmly enough, what somebody who is named or described said."""
    head = inner.source_head
    if head is None or head.pos_ not in ("NOUN", "PROPN") or not _is_told_as_fact(inner):
        return False
    return inner.rule in CLAUSAL and (inner.cue.cue_class in TOLD or inner.cue.lemma in AIMS)


def _is_reported_deed(inner: Finding, outer: Finding) -> bool:
    """Whether what is reported is itself that somebody promised or rejected a thing ("reported that X had ...")."""
    head = inner.source_head
    if head is None or head.pos_ not in ("NOUN", "PROPN") or inner.rule != "verb-object":
        return False
    reported = inner.anchor.dep_ == "ccomp" and inner.anchor.head.i == outer.anchor.i and _is_told_as_fact(inner)
    return reported and outer.cue.cue_class in REPORTING and inner.cue.cue_class in DEEDS


def _is_told_as_fact(finding: Finding) -> bool:
    """Whether the cue stands for something that was said: no "should ask", "had to admit", "a way to tell"."""
    verb = finding.anchor
    if verb.tag_ != "VB":
        return True
    helpers = {c.lemma_.lower() if c.lower_ not in _FUTURE else "will" for c in verb.children if c.dep_ == "aux"}
    # "said the council would ask the courts to": what is announced of it
    planned = helpers <= {"do", "will"} and verb.dep_ in ("ccomp", "conj") and finding.rule != "verb-clause"
    return helpers <= {"do"} or planned
