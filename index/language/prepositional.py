"""Content in a phrase: "called for a vote", "called on Russia to withdraw", "spoke out against the tunnel"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from index.language.clauses import WHEN
from index.language.cues import VERBS
from index.language.findings import Finding
from index.language.stages import CueClass
from index.language.syntax import child, subtree

if TYPE_CHECKING:
    from index.language.parsed import Token

# What somebody is reminded or warned of is hung on him: "reminded the minister of his promise".
REMINDING = {
    "remind": "of about", "inform": "of about", "notify": "of about", "alert": "to", "warn": "of about against",
    "assure": "of", "ask": "about", "convince": "of", "persuade": "of", "brief": "on about",
}  # fmt: skip
# Answers that say nothing: "did not respond to a request for comment".
UNANSWERED = frozenset("request inquiry enquiry message call email e-mail question query letter".split())
ANSWERING = frozenset("respond reply react answer".split())
_PLACES = ("ORG", "FAC", "GPE")
# "on" before these tells where or how it was said, not of what.
_WHERE_SAID = frozenset(
    (
        "condition behalf program programme show television tv radio phone telephone record camera air twitter "
        "facebook instagram stage floor trail occasion anniversary podcast channel platform eve grounds basis"
    ).split()
)


def reminded(finding: Finding, person: Token) -> set[int]:
    """What a person was told of, where the parser hung it on the person."""
    human = person.ent_type_ in ("PERSON", "ORG", "GPE", "NORP") or person.pos_ == "PRON"
    for part in (*person.children, *(finding.anchor.children if human else ())):
        if part.dep_ == "prep" and part.i > person.i and part.lower_ in REMINDING[finding.cue.lemma].split():
            finding.addressee = person
            finding.cue_tokens.add(part.i)
            finding.lemma = with_preposition(finding.cue.lemma, part.lower_)
            return subtree(part) - {part.i}
    return set()


def prepositional(finding: Finding, parts: Sequence[Token], person: Token | None) -> set[int]:
    """Content in a prepositional phrase: "called for a vote", "called on Russia to withdraw"."""
    verb, cue = finding.anchor, finding.cue
    accepted = cue.prepositions
    for part in parts:
        if part.i < verb.i or part.dep_ not in ("prep", "prt", "agent"):
            continue
        word = part.lower_
        noun = child(part, "pobj", "pcomp")
        if f"@{word}>to" in cue.frames and noun is not None:
            around = [*verb.children, *noun.children, *part.children]
            later = [c for c in around if c.i > noun.i and c.dep_ in ("xcomp", "acl", "advcl", "relcl")]
            infinitive = next((c for c in later if any(d.tag_ == "TO" for d in c.children)), None)
            if infinitive is not None:
                finding.cue_tokens.add(part.i)
                finding.addressee = noun
                finding.lemma = with_preposition(cue.lemma, word)
                return subtree(noun) | subtree(infinitive)
        if cue.act and "@in-protest" in cue.frames and word == "in" and noun is not None and noun.lower_ == "protest":
            over = next((c for c in (*noun.children, *verb.children) if c.dep_ == "prep" and c.i > noun.i
                         and c.lower_ in ("over", "at", "against", "of")), None)  # fmt: skip
            if over is not None and child(over, "pobj", "pcomp") is not None:
                finding.cue_tokens |= {part.i, noun.i, over.i}
                finding.lemma = f"{cue.lemma} in protest"
                return subtree(over) - {over.i}
        favour = noun is not None and word == "in" and noun.lower_ in ("favor", "favour", "support")
        if noun is not None and favour and ("@in-favor" in cue.frames or "for" in accepted):
            of = child(noun, "prep")
            if of is not None and child(of, "pobj", "pcomp") is not None:
                finding.cue_tokens |= {part.i, noun.i, of.i}
                finding.lemma = with_preposition(cue.lemma, "for")
                _take_side(finding, "for")
                return subtree(of) - {of.i}
        if word in accepted and noun is not None:
            if word == "on" and (noun.lemma_.lower() in _WHERE_SAID or (cue.lemma == "say" and noun.ent_type_)):
                continue
            if cue.lemma == "admit" and noun.ent_type_ in _PLACES:
                continue  # "was admitted to the academy"
            if cue.lemma in ANSWERING and noun.lemma_.lower() in UNANSWERED:
                continue
            if cue.act and cue.lemma == "withdraw" and word == "from" and person is not None and person.i < part.i:
                finding.cue_tokens.add(part.i)
                return subtree(person) | subtree(part) - {part.i}
            has_object = person is not None and ("obj" in cue.frames or cue.act) and part.i > person.i
            if (has_object and cue.lemma != "threaten") or noun.ent_type_ in WHEN:
                continue
            finding.cue_tokens.add(part.i)
            finding.lemma = with_preposition(cue.lemma, word)
            _take_side(finding, word)
            content = subtree(part) - {part.i}
            doing = next((c for c in verb.children if c.left_edge.i == max(content) + 1), None)
            if doing is not None and doing.tag_ == "VBG" and doing.i == max(content) + 1 and doing.dep_ == "advcl":
                content |= subtree(doing)  # "spoke of Norland taking the lead"
            return content | _about(verb, content) if cue.act else content
    return set()


def _take_side(finding: Finding, preposition: str) -> None:
    """Let "for" and "against" say which side is taken, where the verb can go with both: "argued", "spoke out"."""
    cue = finding.cue
    both = "against" in cue.prepositions and "for" in cue.prepositions
    if both and preposition in ("for", "behind") and cue.cue_class is not CueClass.REQUEST:
        finding.cue = replace(cue, cue_class=CueClass.SUPPORT)
    elif both and preposition == "against":
        finding.cue = replace(cue, cue_class=CueClass.OPPOSE)


def _about(verb: Token, content: set[int]) -> set[int]:
    """What a vote is on, where the parser hung it on the verb: "abstained in the vote on the ferry"."""
    after = next((c for c in verb.children if c.left_edge.i == max(content) + 1), None)
    if after is None or after.dep_ != "prep" or after.lower_ not in ("on", "over", "about"):
        return set()
    noun = child(after, "pobj", "pcomp")
    return set() if noun is None or noun.ent_type_ in WHEN else subtree(after)


def with_preposition(lemma: str, preposition: str) -> str:
    return lemma if lemma.endswith(f" {preposition}") else f"{lemma} {preposition}"


def vote(verb: Token) -> set[int]:
    """What a vote did where no "for" or "against" says so: "voted ..., condemning the invasion".

    Or "voted in a referendum to leave", where the infinitive may be hung on the referendum.
    """
    for part in verb.children:
        noun = child(part, "pobj") if part.dep_ == "prep" and part.i > verb.i else None
        wanted = None if noun is None else child(noun, "acl", "relcl")
        if wanted is not None and wanted.left_edge.lower_ == "to" and wanted.tag_ == "VB":
            return subtree(wanted)
    for token in verb.doc[verb.i + 1 : verb.right_edge.i + 1]:
        cue = VERBS.get(token.lemma_.lower()) if token.tag_ == "VBG" else None
        if cue is not None and cue.cue_class in (CueClass.OPPOSE, CueClass.SUPPORT):
            return subtree(token)
    return set()
