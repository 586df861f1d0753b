"""Verbs of saying that the parser made a part of what they report, found by what cannot be read otherwise.

"The chief, Anna Berg, announced on Friday there were suspects" has two subjects for one verb, "ruled the toll of
the port, is unlawful" a second verb that nothing joins to the first: each shows a reported clause without "that".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.language.syntax import child, children

if TYPE_CHECKING:
    from index.language.parsed import Token

_FINITE = ("VBD", "VBZ", "VBP", "MD")
_SUBJECTS = ("nsubj", "nsubjpass", "expl")


def taken_over(verb: Token) -> tuple[Token, set[int]] | None:
    """Who says what by a verb that the parser took for a participle, where the reported clause took its subject.

    "The chief, Anna Berg, announced there were suspects", "Berg, a judge, cautioned justice is slow".
    """
    if verb.tag_ not in ("VBN", "VBD") or child(verb, "aux", "auxpass", "agent", "nsubj", "nsubjpass", "mark"):
        return None
    if verb.dep_ == "acl":
        head = verb.head
        host = head.head
        if head.dep_ not in ("nsubj", "nsubjpass") or host.i < verb.i:
            return None
        second = next((c for c in children(host, *_SUBJECTS) if verb.i < c.i < host.i), None)
        if second is None:
            return None
        return head, set(range(second.left_edge.i, host.right_edge.i + 1))
    if verb.dep_ == "amod" and verb.i > verb.sent.start and verb.nbor(-1).text == ",":
        noun = verb.head
        head = noun.head
        host = head.head
        if noun.dep_ != "appos" or noun.i < verb.i or head.dep_ not in ("nsubj", "nsubjpass") or host.i < noun.i:
            return None
        return head, set(range(verb.i + 1, host.right_edge.i + 1))
    return None


def unjoined(verb: Token, thing: Token) -> set[int]:
    """A reported clause whose subject was taken for the object: "ruled the toll on boats, which is old, is unlawful".

    A finite verb after the object that has no subject, and that no "and" joins, can only be the object's.
    """
    for part in verb.children:
        if part.i < thing.i or child(part, *_SUBJECTS) is not None:
            continue
        if part.dep_ == "advcl" and part.i == thing.right_edge.i + 1 and part.tag_ in _FINITE and child(part, "dobj"):
            return set(range(thing.left_edge.i, part.right_edge.i + 1))  # "ruled the levy violated the charter"
        if part.dep_ != "conj":
            continue
        finite = part.tag_ in _FINITE or any(c.tag_ in _FINITE for c in part.children if c.dep_ in ("aux", "auxpass"))
        joined = any(c.dep_ in ("cc", "preconj") and thing.i < c.i < part.i for c in verb.children)
        between = [c for c in verb.children if thing.i < c.i < part.i]
        if finite and not joined and all(c.dep_ in ("punct", "prep", "advmod") for c in between):
            return set(range(thing.left_edge.i, part.right_edge.i + 1))
    return set()


def of_the_listener(person: Token) -> set[int]:
    """What somebody was told, where the parser hung it on him: "told the Courier, a local paper, that ..."."""
    for noun in (person, *children(person, "appos")):
        for part in children(noun, "relcl", "acl", "ccomp"):
            mark = child(part, "mark")
            if mark is not None and mark.lower_ == "that" and child(part, *_SUBJECTS) is not None:
                return set(range(part.left_edge.i, part.right_edge.i + 1))
    return set()


def subject_after_name(verb: Token, clause: Token, person: Token | None) -> tuple[Token, int] | None:
    """The listener and where the reported clause begins, where the parser made one noun phrase of both.

    "told the Harbour Post ferry fares were rising": who tells needs a listener and a clause its subject. None
    where the two stand apart.
    """
    if person is None:
        noun = child(clause, *_SUBJECTS)
        if noun is None or child(clause, "mark") is not None:
            return None
    else:
        noun = person
        if child(clause, *_SUBJECTS, "mark") is not None or noun.right_edge.i + 1 != clause.left_edge.i:
            return None
    doc, at = verb.doc, noun.left_edge.i
    if at != verb.i + 1 or noun.pos_ != "NOUN":
        return None
    at += doc[at].pos_ == "DET"
    first = at
    while at < noun.i and doc[at].pos_ == "PROPN":
        at += 1
    if at == first or any(t.pos_ not in ("NOUN", "ADJ") for t in doc[at : noun.i + 1]):
        return None
    return doc[at - 1], at


def after_the_day(verb: Token) -> Token | None:
    """The subject of a verb that the parser made one name with the day before it: "On Friday Harbour Motors said".

    None where the verb's sentence does not begin with a day.
    """
    first = next((c for c in verb.children if c.dep_ == "prep" and c.i < verb.i), None)
    if first is None or first.lower_ != "on" or child(verb, *_SUBJECTS) is not None or verb.tag_ not in _FINITE:
        return None
    noun = child(first, "pobj")
    if noun is None or noun.right_edge.i != verb.i - 1 or noun.pos_ not in ("PROPN", "NOUN"):
        return None
    return noun if day_of(noun) is not None and noun.left_edge.i < noun.i else None


def day_of(noun: Token) -> Token | None:
    """The weekday that a name begins with after "on": no part of the name."""
    first = noun.left_edge
    before = first.i > noun.sent.start and first.nbor(-1).lower_ == "on"
    named = first.lower_.endswith("day") and first.pos_ == "PROPN"
    return first if before and named and first.i < noun.i and first.head.i <= noun.i else None
