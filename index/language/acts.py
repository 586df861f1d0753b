"""Deeds that state a position: who votes, signs or boycotts something says what he thinks of it.

Most of these verbs have another use ("blocked the road", "signed the guest book", "passed the stadium"), so what
is done must be a measure: a law, a treaty, a decision.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.language.findings import Finding
from index.language.syntax import child

if TYPE_CHECKING:
    from index.language.parsed import Token

# What is decided on.
MEASURES = frozenset(
    (
        "bill law act legislation statute measure motion resolution amendment treaty agreement accord deal pact "
        "convention protocol charter declaration decree order directive ordinance regulation rule budget levy tax "
        "tariff toll fee fare ban embargo sanction curfew blockade moratorium restriction limit cap quota policy plan "
        "proposal scheme programme program reform strategy constitution referendum petition memorandum contract "
        "ceasefire truce nomination appointment confirmation candidacy bid merger takeover sale purchase acquisition "
        "project expansion closure extension request application permit licence license release extradition "
        "deportation move attempt effort mandate subsidy cut increase rise penalty fine sentence verdict ruling "
        "pardon waiver exemption clause provision requirement text draft compromise package offer decision right "
        "emergency lockdown session election vote result conviction aid funding arms export import "
        "lawsuit suit appeal challenge"
    ).split()
)
# What one walks out of, where that says something.
GATHERINGS = MEASURES | frozenset(
    (
        "talk negotiation meeting session summit conference coalition government cabinet alliance union bloc "
        "organisation organization council committee commission body ceremony speech debate event programme hearing "
        "consultation process boycott mission"
    ).split()
)
# Who decides by a vote or a ruling: what they reject they have rejected by a deed.
DECIDERS = frozenset(
    (
        "parliament senate house chamber congress assembly council cabinet government committee commission board "
        "court tribunal jury judge judges regulator authority voter voters electorate shareholder shareholders "
        "lawmaker lawmakers legislator legislators senator senators councillor councillors deputy deputies mp mps "
        "legislature synod caucus panel member members delegate delegates"
    ).split()
)
DECIDED = frozenset(("reject", "dismiss", "approve", "adopt", "endorse", "back", "oppose", "confirm"))
# What is done to somebody who is nominated.
CONFIRMING = frozenset(("confirm", "reject", "approve", "endorse"))
_SIGNED = frozenset(("sign", "pass", "adopt", "block", "lift", "scrap", "suspend", "shelve", "impose", "reinstate",
                     "rescind", "revoke", "overturn", "approve", "uphold", "authorize", "authorise"))  # fmt: skip
_LEFT = frozenset(("withdraw", "walk out", "pull out", "storm out"))


def states_position(finding: Finding) -> bool:
    """Whether what an act is done to is something that one can be for or against."""
    lemma = finding.cue.lemma
    if lemma in _SIGNED:
        thing = _object(finding.anchor)
        return thing is not None and is_measure(thing)
    if lemma in _LEFT and "over" not in finding.lemma and "protest" not in finding.lemma:
        doc = finding.anchor.doc
        heads = [doc[i] for i in sorted(finding.content) if doc[i].dep_ == "pobj" and doc[i].head.i not in
                 finding.content]  # fmt: skip
        gerund = any(doc[i].dep_ == "pcomp" and doc[i].head.i not in finding.content for i in finding.content)
        return gerund or any(t.lemma_.lower() in GATHERINGS or t.ent_type_ in ("ORG", "LAW", "EVENT") for t in heads)
    return True


def decides(head: Token | None) -> bool:
    """Whether a subject is a body or people who decide by a vote or a ruling."""
    return head is not None and head.lemma_.lower() in DECIDERS


def is_measure(thing: Token) -> bool:
    """Whether a noun is something that a body decides on."""
    if thing.lemma_.lower() in MEASURES or thing.lower_ in MEASURES or thing.ent_type_ == "LAW":
        return True
    return thing.tag_ == "VBG" and thing.dep_ == "xcomp"


def is_deed(finding: Finding) -> bool:
    """Whether a position was stated by a deed: a vote, a signature, a decision of those who decide."""
    if finding.cue.act:
        return True
    head = finding.source_head
    if finding.cue.lemma not in DECIDED or finding.rule != "verb-object" or head is None:
        return False
    thing = _object(finding.anchor)
    if not decides(head) or thing is None:
        return False
    chosen = thing.pos_ == "PRON" or thing.ent_type_ == "PERSON"
    return thing.lemma_.lower() in MEASURES or (finding.cue.lemma in CONFIRMING and chosen)


def _object(verb: Token) -> Token | None:
    """What is done something to, in the active or the passive."""
    thing = child(verb, "dobj") or child(verb, "nsubjpass")
    if thing is None and verb.dep_ == "acl":
        return verb.head
    if thing is None:
        # "rejected and later repealed the law": the verbs share their object.
        thing = next((o for c in verb.children if c.dep_ == "conj" for o in c.children if o.dep_ == "dobj"), None)
    return thing
