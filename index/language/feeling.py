"""Verbs whose object is who feels: in "The decision angered farmers" the farmers are against the decision."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from index.language.cues import FELT, Cue
from index.language.findings import Finding
from index.language.syntax import child, is_negated, is_passive, noun_phrase, own_subject, subtree, verb_group

if TYPE_CHECKING:
    from index.language.parsed import Token

_NOBODY = frozenset(("it", "this", "that", "what", "which", "who", "them", "you", "me", "i", "we", "he", "she", "they"))
_WHO = frozenset(("he", "she", "they", "we", "i"))
_PEOPLE = ("PERSON", "ORG", "NORP", "GPE")


def feeling_findings(verbs: Iterable[Token]) -> list[Finding]:
    """What these verbs say that somebody is angry, glad or worried about."""
    found = []
    for token in verbs:
        cue = FELT.get(token.lemma_.lower())
        if cue is None:
            continue
        finding = _of_passive(token, cue) if is_passive(token) else _of_verb(token, cue)
        if finding is not None:
            found.append(finding)
    return found


def _of_passive(verb: Token, cue: Cue) -> Finding | None:
    """ "Farmers were angered by the decision"."""
    person, by = own_subject(verb, "nsubjpass", "nsubj"), child(verb, "agent")
    if person is None or by is None or child(by, "pobj", "pcomp") is None or person.lower_ in _NOBODY - _WHO:
        return None
    finding = Finding(verb, cue, "felt", verb_group(verb) | {by.i}, content=subtree(by) - {by.i})
    finding.negated = is_negated(verb)
    finding.source_head = person
    finding.source = noun_phrase(person) - finding.cue_tokens
    return finding


def _of_verb(verb: Token, cue: Cue) -> Finding | None:
    cause, person = child(verb, "nsubj", "csubj"), child(verb, "dobj")
    if cause is None or person is None or person.i < verb.i or cause.lower_ in _NOBODY or person.lower_ in _NOBODY:
        return None
    if not (person.ent_type_ in _PEOPLE or person.tag_ in ("NNS", "NNPS") or person.pos_ == "PROPN"):
        return None
    finding = Finding(verb, cue, "felt", verb_group(verb), content=subtree(cause))
    finding.negated = is_negated(verb)
    finding.source_head = person
    finding.source = noun_phrase(person)
    return finding
