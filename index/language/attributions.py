"""Who said what: from a `Reading` to its attributions, each with source, cue and content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.language.according import phrase_findings
from index.language.acts import is_deed
from index.language.announcing import announcing_findings, quoted_after_colon
from index.language.candidates import Candidates, Kind
from index.language.complements import TAKING_SIDES
from index.language.confidence import confidence, signs
from index.language.cues import VERBS
from index.language.document import Reading
from index.language.feeling import feeling_findings
from index.language.findings import Finding
from index.language.headlines import headline_findings
from index.language.hearsay import hearsay_findings
from index.language.nesting import containers, prune
from index.language.nouns import noun_findings
from index.language.quoting import Quotes, join
from index.language.siding import siding_findings
from index.language.stages import Attribution, CueClass
from index.language.standing import colon_findings, floating_findings
from index.language.syntax import implicative, to_spans
from index.language.verbs import verb_findings
from index.model import Form, Span

if TYPE_CHECKING:
    from index.language.parsed import Token

# Subjects that say nothing: times, and what happens.
TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight morning afternoon "
    "evening night weekend day week month year decade century spring summer autumn winter".split()
)
MONTHS = frozenset("january february march april may june july august september october november december".split())
EVENTS = frozenset(
    "attack explosion blast bomb bombing fire blaze storm hurricane earthquake quake flood flooding tsunami tornado "
    "crash collision accident shooting killing murder violence fighting clash war battle riot disaster outbreak "
    "pandemic epidemic drought eruption landslide avalanche derailment collapse weather heat rain wind snow "
    "incident strike".split()
)
THINGS = frozenset("reason way time thing fact chance opportunity sign need everything odds".split())
# Nouns that name no person and no body, by their endings; those that do are listed.
_ABSTRACT = ("tion", "sion", "ment", "ness", "ity", "ance", "ence", "sm", "ship", "cy", "ing", "ure", "al")
_LONG = 7  # letters of a word that an ending makes abstract: a king is nobody's doing
_BODIES = frozenset(
    (
        "government parliament department authority community university majority minority committee city entity "
        "charity security facility alliance audience conference leadership membership partnership readership agency "
        "presidency constituency delegation administration organisation organization institution association "
        "commission coalition opposition federation foundation corporation union party population nation "
        "legislature judiciary electorate establishment management generation celebrity liberal radical official "
        "professional intellectual individual criminal rival general admiral cardinal principal hospital tribunal "
        "council capital federal national local intelligence congregation mission legation"
    ).split()
)
_MATTERS = frozenset(
    (
        "price cost plan bill law goal victory success policy issue case deal ballot result event system market change "
        "loss rise fall score truth fear history language theme strategy process problem situation trend crisis fact "
        "economy budget tax rate storm money idea book film song road job work project speech question answer"
    ).split()
)
# Constructions by which only somebody who thinks takes a stand.
JUDGED = frozenset(
    (
        "verb-object",
        "verb-preposition",
        "verb-infinitive",
        "verb-gerund",
        "verb-object-infinitive",
        "side",
        "passive-object",
    )
)
# Words that alone tell nobody what was said, unless it is what somebody asks for, denies, backs or opposes.
_POINTERS = frozenset("it this that these those".split())
# Words for people that alone are nothing one can be for or against.
_PEOPLE = frozenset("me us them".split())
TOLD = frozenset((CueClass.SAY, CueClass.REPORT, CueClass.ASK, CueClass.WARN))
REFERRING = frozenset("speak talk respond reply react answer refer write".split())
HEARSAY = frozenset(("reportedly allegedly apparently supposedly reputedly purportedly ostensibly evidently").split())


def attributions(reading: Reading) -> list[Attribution]:
    """All attributions of the text, in the order of their cues; `parent` is a place in this list."""
    quotes = Quotes(reading)
    found: list[Finding] = []
    words = Candidates(reading.doc)
    for sentence in reading.sentences:
        start, end = sentence.start, sentence.end
        nouns = noun_findings(words.of(Kind.NOUN, start, end))
        found += _without_light(verb_findings(words.of(Kind.VERB, start, end)), nouns)
        found += nouns
        found += phrase_findings(words.of(Kind.PHRASE, start, end), sentence)
        found += siding_findings(words.of(Kind.SIDE, start, end))
        found += feeling_findings(words.of(Kind.FELT, start, end))
    found += headline_findings(reading, found, quotes)
    found += join(found, quotes)
    found += hearsay_findings(words.of(Kind.HEARSAY, 0, len(reading.doc)), found)
    for colon in words.of(Kind.COLON, 0, len(reading.doc)):
        found += announcing_findings(colon, quotes)
    found += quoted_after_colon(quotes, found)
    found = [f for f in found if (f.source_head is not None or _is_open(f)) and _has_words(f) and _is_firm(f)]
    found += colon_findings(reading, quotes)
    found += floating_findings(found, quotes)
    kept = [f for f in prune(sorted(found, key=lambda f: f.anchor.i), quotes) if not _is_prompt(f)]
    parents = [outer[0] if outer else None for outer in containers(kept)]
    return [_attribution(reading, f, p, quotes) for f, p in zip(kept, parents, strict=True)]


def _without_light(verbs: list[Finding], nouns: list[Finding]) -> list[Finding]:
    """The verbs' findings without those that a noun tells better: "repeated her demand that ..." is a demand."""
    light = {n.anchor.head.i for n in nouns if n.rule.endswith("-light") and n.anchor.dep_ == "dobj" and n.source}
    if not light:
        return verbs
    saying = (CueClass.SAY, CueClass.REPORT, CueClass.WARN)
    return [v for v in verbs if v.rule != "verb-object" or v.cue_class not in saying or v.anchor.i not in light]


def _has_words(finding: Finding) -> bool:
    """Whether words that tell something are left to the content beside source and cue."""
    doc = finding.anchor.doc
    words = [doc[i] for i in finding.content - finding.cue_tokens - finding.source if doc[i].text[0].isalnum()]
    if len(words) == 1 and not finding.quoted and not is_deed(finding):
        only = words[0].lower_
        return only not in _PEOPLE and (only not in _POINTERS or finding.cue.cue_class in TAKING_SIDES)
    return bool(words)


def _is_firm(finding: Finding) -> bool:
    """Whether the construction is one that mostly reports: the ones left out were wrong more often than right."""
    head, anchor = finding.source_head, finding.anchor
    if head is not None and head.lower_ == "you" and not finding.quoted:
        return False
    if head is not None and head.pos_ != "PRON" and _is_no_speaker(head):
        return False
    if head is not None and finding.rule in JUDGED and finding.cue_class not in TOLD and _is_abstract(head):
        return False
    if finding.negated and finding.lemma.startswith("claim ") and head is not None and finding.rule != "verb-clause":
        return False  # "no group has claimed responsibility for the fire"
    if finding.rule == "verb-preposition" and not finding.quoted and _is_beside_another(finding):
        return False
    if finding.rule == "verb-infinitive" and anchor.dep_ == "ccomp":
        return anchor.tag_ == "VBN"
    if finding.rule == "verb-preposition" and anchor.dep_ in ("acl", "pcomp"):
        if anchor.dep_ == "acl" and anchor.tag_ == "VBG" and head is not None and head.i != anchor.head.i:
            return True  # "issued a statement speaking of a blockade": who issued it speaks
        return implicative(anchor) is not None
    return True


def _is_no_speaker(head: Token) -> bool:
    """Whether a subject is a time, an event or a mere thing: "Monday saw", "the attack promised"."""
    word = head.lower_
    if head.pos_ == "NOUN" and head.lemma_.lower() in THINGS:
        return True
    dated = head.ent_type_ in ("DATE", "TIME")
    if (word in TIMES and (dated or head.pos_ == "NOUN")) or (word in MONTHS and dated):
        return True
    return head.pos_ == "NOUN" and (word in EVENTS or head.lemma_.lower() in EVENTS)


def _is_beside_another(finding: Finding) -> bool:
    """Whether it only tells how another cue came about: "Speaking on the quay, she said"."""
    anchor = finding.anchor
    if anchor.dep_ != "advcl" or anchor.tag_ != "VBG":
        return False
    return finding.cue.lemma in REFERRING and anchor.head.lemma_.lower() in VERBS


def _is_abstract(head: Token) -> bool:
    """Whether a subject is a matter and nobody: "the price guarantees", "a policy that embraces"."""
    if head.pos_ != "NOUN" or head.ent_type_ in ("PERSON", "ORG", "NORP", "GPE"):
        return False
    lemma = head.lemma_.lower()
    return lemma in _MATTERS or (len(lemma) > _LONG and lemma.endswith(_ABSTRACT) and lemma not in _BODIES)


def _is_open(finding: Finding) -> bool:
    """Whether a finding without a source is worth showing: "is expected to", "the claim that"."""
    if finding.rule == "noun-clause":
        return finding.cue.cue_class in (CueClass.SAY, CueClass.ACCUSE) or finding.anchor.head.lemma_ == "be"
    if finding.rule == "passive-infinitive" and finding.cue.lemma == "know":
        return False  # "is known to sleep by day" is nobody's word
    open_rules = ("passive-infinitive", "passive-clause", "passive-accused", "hearsay")
    return finding.rule in open_rules or finding.rule.endswith("-open")


def _is_prompt(finding: Finding) -> bool:
    """Whether it is the reporter's own question before an answer: "Asked whether she would resign, Lind said"."""
    if finding.source_head is not None or finding.rule != "passive-clause" or finding.cue_class is not CueClass.ASK:
        return False
    return finding.anchor.dep_ == "advcl"


def _form(finding: Finding, content: set[int], quotes: Quotes) -> Form:
    """Direct where all words stand in quotation marks, mixed where some do."""
    if is_deed(finding):
        return Form.ACT
    words = [i for i in content if quotes.is_word[i]]
    quoted = sum(quotes.at(i) is not None for i in words)
    if quoted == 0:
        return Form.INDIRECT
    return Form.DIRECT if quoted == len(words) else Form.MIXED


def _is_hearsay(finding: Finding) -> bool:
    doc = finding.anchor.doc
    near = [*finding.anchor.children, *(doc[i] for i in finding.cue_tokens)]
    return any(token.lower_ in HEARSAY for token in near)


def _attribution(reading: Reading, f: Finding, parent: int | None, quotes: Quotes) -> Attribution:
    doc = reading.doc
    content = f.content - f.cue_tokens - f.source
    head = f.source_head
    known = signs(f, nested=parent is not None)
    return Attribution(
        source=to_spans(doc, f.source),
        cue=to_spans(doc, f.cue_tokens) or tuple(reading.cut(i, i) for i in f.cue_tokens),
        content=to_spans(doc, content),
        form=_form(f, content, quotes),
        lemma=f.lemma,
        cue_class=f.cue_class,
        rule=f.rule,
        confidence=confidence(known),
        signs=known,
        source_head=Span(head.idx, head.idx + len(head.text)) if head is not None else None,
        negated=f.negated and not f.leaves_open,
        hedged=_is_hearsay(f),
        addressee=None if f.addressee is None else Span(f.addressee.idx, f.addressee.idx + len(f.addressee.text)),
        parent=parent,
    )
