"""Verbs that give an attribution: which ones they are, who is their source, whether they are denied."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from index.language.acts import states_position
from index.language.clauses import own_verbs
from index.language.complements import complement, for_infinitive
from index.language.cues import VERBS, Cue
from index.language.findings import Finding
from index.language.misparsed import after_the_day, day_of, taken_over
from index.language.syntax import (
    RELATIVES,
    agent,
    child,
    implicative,
    is_negated,
    is_passive,
    noun_phrase,
    subject,
    subtree,
    verb_group,
)

if TYPE_CHECKING:
    from index.language.parsed import Token

EMPTY_SUBJECTS = frozenset(("it", "there", "that", "this", "what", "these"))
IDENTIFYING = frozenset(("identify", "name"))
NO_SOURCES = frozenset(("VERB", "AUX", "ADP", "ADV", "PUNCT", "SPACE"))


def verb_findings(verbs: Iterable[Token]) -> list[Finding]:
    """The attributions that hang on these verbs."""
    found = []
    for token in verbs:
        finding = _of_verb(token)
        if finding is not None:
            found.append(finding)
    return found


def _cue_of(verb: Token) -> tuple[Cue, Token | None] | None:
    """The lexicon's entry for a verb, and the particle or object that is part of it."""
    lemma = verb.lemma_.lower()
    for part in verb.children:
        if part.i > verb.i and part.dep_ in ("prt", "advmod", "prep", "dobj", "acomp", "ccomp", "oprd"):
            cue = VERBS.get(f"{lemma} {part.lemma_.lower()}") or VERBS.get(f"{lemma} {part.lower_}")
            if cue is not None and not (part.dep_ == "prep" and _is_when(part)):
                return cue, part
    clause = for_infinitive(verb)
    phrase = VERBS.get(f"{lemma} for")
    if clause is not None and phrase is not None:
        return phrase, None
    cue = VERBS.get(lemma)
    return None if cue is None else (cue, None)


def _identified(verb: Token, cue: Cue) -> Finding | None:
    """Who an unnamed person or thing was said to be: "the driver, later identified as Karl Ostrow"."""
    name = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "as" and c.i > verb.i), None)
    if cue.lemma not in IDENTIFYING or name is None or child(name, "pobj") is None:
        return None
    if verb.nbor(-1).text != "," and not (verb.i > 1 and verb.nbor(-2).text == ","):
        return None
    finding = Finding(verb, cue, "passive-accused", verb_group(verb) | {name.i}, passive=True)
    finding.content = subtree(name) - {name.i}
    return finding


def _is_when(preposition: Token) -> bool:
    """Whether a phrase tells a day: "signed on Friday" is no "sign on"."""
    noun = child(preposition, "pobj")
    return noun is not None and noun.ent_type_ in ("DATE", "TIME")


def _of_verb(verb: Token) -> Finding | None:
    """The finding of one verb, content empty where syntax shows none (a quotation may still join)."""
    entry = _cue_of(verb)
    if entry is None:
        return None
    cue, part = entry
    if cue.act and part is not None and part.dep_ == "dobj":
        part = None  # the ambassador who is recalled belongs to the content
    over = taken_over(verb) if "that" in cue.frames and not cue.act else None
    if over is not None:
        head, clause = over
        finding = Finding(verb, cue, "verb-clause", verb_group(verb), content=clause)
        finding.source_head = head
        finding.source = noun_phrase(head, [verb.i, *clause])
        return finding
    if verb.dep_ == "amod" or (verb.dep_ == "compound"):
        return None
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and agent(verb) is None and "that" not in cue.frames:
        return _identified(verb, cue)
    finding = Finding(verb, cue, "", verb_group(verb), part=part)
    if part is not None:
        finding.cue_tokens.update(range(part.left_edge.i, part.i + 1) if part.dep_ == "dobj" else (part.i,))
    finding.passive = is_passive(verb)
    _source(finding)
    content, rule = complement(finding)
    finding.rule = rule
    finding.content = content
    _modality(finding)
    if rule == "passive-object" and cue.lemma in ("quote", "cite") and finding.source_head is None:
        return None
    as_saying = verb.head.head if verb.dep_ == "pcomp" and verb.head.lower_ == "as" else None
    if as_saying is not None and is_passive(as_saying):
        finding.cue_tokens |= verb_group(as_saying) | {verb.head.i}
    if not finding.content and "that" not in cue.frames:
        return None
    if cue.act and not states_position(finding):
        return None
    finding.content -= finding.cue_tokens | finding.source
    return finding


def _source(finding: Finding) -> None:
    verb = finding.anchor
    head = after_the_day(verb) or subject(verb)
    clause = verb.head
    unsaid = child(verb, "nsubj", "nsubjpass") is None
    if verb.dep_ in ("conj", "advcl") and clause.dep_ == "ccomp" and unsaid and verb in own_verbs(clause.head, clause):
        head = subject(clause.head)
    if head is None or head.pos_ in NO_SOURCES:
        return
    if head.lower_ == "those" and head.right_edge.i == head.i:
        return
    if head.lower_ in EMPTY_SUBJECTS and (head.dep_ in ("nsubjpass", "expl") or head.lower_ != "it"):
        return
    own = subtree(verb) if head.left_edge.i <= verb.i <= head.right_edge.i else set()
    if own and head.i in own:
        own = set(range(verb.left_edge.i, head.i)) | {verb.i}
    if verb.dep_ == "pcomp":
        own = own | {verb.head.i}
    finding.source_head = head
    finding.source = noun_phrase(head, own) - finding.cue_tokens
    named = _named_after_titles(verb, head)
    if named is not None:
        finding.source_head = named
        finding.source |= set(range(head.left_edge.i, named.right_edge.i + 1)) - own
        head = named
    day = day_of(head)
    if day is not None:
        finding.source.discard(day.i)
    doc, low = verb.doc, head.left_edge.i
    while low in finding.source and low < head.i and doc[low].is_punct and doc[low].text not in ("(", "["):
        finding.source.discard(low)  # the marks that close what was said before
        low += 1
    while low >= 2 and doc[low - 1].text == "-" and not (doc[low - 1].whitespace_ or doc[low - 2].whitespace_):
        low -= 2  # "co-host", "ex-aide"
        finding.source |= {low, low + 1}
    relative = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and c.lower_ in RELATIVES), None)
    if relative is not None and relative != head:
        finding.source.add(relative.i)


def _named_after_titles(verb: Token, head: Token) -> Token | None:
    """Who two titles belong to: in "Party leader and Prime Minister Anna Berg said" the parser sees two subjects."""
    later = [c for c in verb.children if c.dep_ == "nsubj" and head.i < c.i < verb.i]
    if not later or head.tag_ != "NN" or head.dep_ != "nsubj" or later[-1].ent_type_ != "PERSON":
        return None
    joined = any(c.dep_ == "cc" for c in head.children) and child(head, "conj", "det") is None
    return later[-1] if joined else None


def _modality(finding: Finding) -> None:
    """Negation of the cue, and implicatives above it ("failed to condemn")."""
    verb = finding.anchor
    finding.negated = is_negated(verb)
    part = finding.part
    if part is not None and part.dep_ == "acomp" and is_negated(part):
        finding.negated = not finding.negated  # "pleaded not guilty"
        finding.cue_tokens |= {c.i for c in part.children if c.dep_ == "neg"}
    over = implicative(verb)
    if over is not None:
        outer, denied = over
        finding.negated ^= denied
        if outer.i < verb.i and verb.i - outer.i <= 6:
            finding.cue_tokens |= set(range(outer.i, verb.i + 1)) | verb_group(outer)
