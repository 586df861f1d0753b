"""The content of passives: "is expected to", "it was announced that", "was accused of", "was quoted as saying"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.language.clauses import mark_of
from index.language.findings import Finding
from index.language.stages import CueClass
from index.language.syntax import child, subtree

if TYPE_CHECKING:
    from index.language.parsed import Token

EMPTY_SUBJECTS = frozenset(("it", "there", "that", "this", "what", "these"))
CHARGES = frozenset(("of", "as", "for"))
# Verbs that report by what their object is, and only in the active: "put the toll at ten", "issued a warning".
BY_OBJECT = frozenset(("issue", "put", "place", "peg"))


def passive_complement(
    finding: Finding, finite: list[Token], infinitives: list[Token], objects: list[Token]
) -> tuple[set[int], str]:
    """Passives: "is expected to", "it was announced that", "was accused of", "was quoted as saying"."""
    verb, frames = finding.anchor, finding.cue.frames
    if finding.cue.lemma in BY_OBJECT:
        return set(), "passive-quote"
    patient = child(verb, "nsubjpass", "csubjpass", "nsubj")
    if patient is None and verb.dep_ == "conj":
        patient = child(verb.head, "nsubjpass", "nsubj")
    if "that" in frames and finite:
        if patient is not None and "whom" in frames:
            finding.addressee = patient
        return subtree(finite[-1]), "passive-clause"
    if finding.cue.cue_class is CueClass.ASK:
        asked = next((c for c in verb.children if c.i > verb.i and c.dep_ == "advcl"), None)
        if asked is not None and mark_of(asked) in ("if", "whether"):
            return subtree(asked), "passive-clause"
    if finding.cue.lemma in ("quote", "cite") and finding.source_head is not None:
        as_said = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "as"), None)
        if as_said is not None and child(as_said, "pcomp") is not None:
            return subtree(as_said), "quoted-as"
    if infinitives and ("objto" in frames or "to" in frames or "objas" in frames or "that" in frames):
        content = subtree(infinitives[0])
        if patient is not None and patient.i < verb.i and patient.lower_ not in EMPTY_SUBJECTS:
            content |= subtree(patient)
        return content, "passive-infinitive"
    charges = _charges(finding) if finding.source_head is None else ()
    if finding.source_head is None and not charges and not frames & {"obj", "objas"}:
        return set(), "passive-quote"
    if charges and patient is not None:
        charge = next((c for c in verb.children if c.dep_ == "prep" and c.i > verb.i and c.lower_ in charges), None)
        if charge is None or patient.lower_ in EMPTY_SUBJECTS or child(charge, "pobj", "pcomp") is None:
            return set(), "passive-quote"
        return subtree(patient) | subtree(charge), "passive-accused"
    if patient is not None and patient.lower_ not in EMPTY_SUBJECTS and ("obj" in frames or "objas" in frames):
        content = subtree(patient)
        called = [c for c in verb.children if c.i > verb.i and (c.dep_ == "oprd" or c.lower_ in ("as", "for", "of"))]
        if "obj" not in frames and not called and finding.cue.lemma in ("identify", "name", "classify"):
            return set(), "passive-quote"  # "was first named by the navy"
        for part in called:
            if part.dep_ in ("prep", "oprd") and part.lower_ in ("as", "for", "of"):
                content |= subtree(part)
        doer = finding.source_head
        if doer is not None and doer.dep_ == "pobj" and doer.head.lower_ == "by":
            content -= subtree(doer.head)
        return content, "passive-object"
    if verb.dep_ == "acl" and finding.source_head is not None and ("obj" in frames):
        return subtree(verb.head) - subtree(verb), "passive-object"
    return set(), "passive-quote"


def _charges(finding: Finding) -> Sequence[str]:
    """The words after which stands what somebody is accused of, blamed or praised for, or seen as.

    Told of somebody, that is a statement though nobody is named who made it.
    """
    if finding.cue.lemma in ("accuse", "suspect"):
        return ("of",)
    if finding.cue.cue_class in (CueClass.ACCUSE, CueClass.OPPOSE, CueClass.PRAISE) and not finding.cue.act:
        return ("for", "as")
    return ("as",) if "objas" in finding.cue.frames else ()
