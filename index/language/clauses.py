"""What belongs to a reported clause, and what the parser hung on it although somebody else says it.

Number, tense and quotation marks show where a clause that is reported begins and ends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.language.cues import VERBS
from index.language.findings import Finding
from index.language.stages import CueClass
from index.language.syntax import QUOTATION_MARKS, child, inner_subject, own_subject

if TYPE_CHECKING:
    from index.language.parsed import Token

WHEN = frozenset(("DATE", "TIME"))
SUBORDINATORS = frozenset(
    ("because if when whenever although though while unless until since so where whereas before after once as").split()
)
# Participles after a comma by which the same speaker goes on.
ADDING = frozenset(
    (
        "add say note argue vow call accuse warn insist claim suggest stress tell urge cite describe echo repeat "
        "underscore highlight refer allude invoke quote reiterate remark observe joke mention recall"
    ).split()
)


def own_verbs(verb: Token, clause: Token) -> list[Token]:
    """Verbs inside a reported clause that belong beside its reporting verb.

    "said the plan is sound and praised the mayor", "said it would wait, adding that ...": the tense, or
    a participle that reports by itself, shows what the parser hung on the wrong verb.
    """
    found = []
    for part in clause.children:
        if part.i < clause.i or VERBS.get(part.lemma_.lower()) is None:
            continue
        if part.dep_ == "conj" and part.tag_ in ("VBD", "VBZ") and part.tag_ == verb.tag_:
            if child(part, "nsubj", "nsubjpass", "aux", "auxpass") is not None:
                continue
            first = next((c.tag_ for c in clause.children if c.dep_ == "aux"), clause.tag_)
            speaks = _speaks_on(clause, part) or child(clause, "expl") is not None  # "there" says nothing
            if (first != part.tag_ and first != "VBN") or speaks:
                found.append(part)
        elif part.dep_ == "conj" and _disagrees(verb, clause, part):
            found.append(part)
        elif part.dep_ == "advcl" and part.tag_ == "VBG" and part.lemma_.lower() in ADDING:
            after_comma = verb.doc[part.left_edge.i - 1].text == ","
            if after_comma and child(part, "nsubj", "mark") is None:
                found.append(part)
        elif part.dep_ == "advcl" and _reports_apart(part):
            found.append(part)
    return found


def _speaks_on(clause: Token, part: Token) -> bool:
    """Whether a coordinate past tense reports by itself: "had left, but implied that", 'was late and added, "..."'."""
    after = part.doc[part.i + 1 : part.i + 3]
    if len(after) == 2 and after[0].text in (",", ":") and after[1].text in QUOTATION_MARKS:
        return True
    perfect = any(c.dep_ == "aux" and c.lower_ in ("had", "'d") for c in clause.children)
    told = child(part, "ccomp")
    return perfect and told is not None and mark_of(told) == "that"


def _disagrees(verb: Token, clause: Token, part: Token) -> bool:
    """Whether a coordinate verb agrees in number with the reporting verb's subject alone.

    "Officials say the port is lost and admit that ...": a port does not "admit".
    """
    finite, outer = (child(v, "aux", "auxpass") or v for v in (part, verb))
    tags = {"VB": "VBP"}.get(finite.tag_, finite.tag_), outer.tag_
    if tags not in (("VBP", "VBP"), ("VBZ", "VBZ")) or child(part, "nsubj", "nsubjpass") is not None:
        return False
    inner = child(clause, "nsubj", "nsubjpass")
    if inner is None or child(inner, "conj") is not None:
        return False
    return inner.tag_ in (("NN", "NNP") if outer.tag_ == "VBP" else ("NNS", "NNPS"))


def without_own_verbs(verb: Token, clause: Token, content: set[int]) -> set[int]:
    for part in own_verbs(verb, clause):
        content = {i for i in content if i < part.left_edge.i}
        while content and (verb.doc[max(content)].is_punct or verb.doc[max(content)].dep_ == "cc"):
            content.remove(max(content))
    return content


def extended(verb: Token, content: set[int]) -> set[int]:
    """A clause with what follows it and was hung on the cue instead: subordinate clauses and phrases."""
    end = max(content)
    doc = verb.doc
    for part in verb.children:
        if part.i <= end:
            continue
        low = part.left_edge.i
        if any(not (doc[i].is_punct or doc[i].dep_ == "cc") for i in range(end + 1, low)):
            break
        mark = child(part, "mark", "advmod")
        clause = part.dep_ == "advcl" and mark is not None and mark.lower_ in SUBORDINATORS
        phrase = part.dep_ == "prep" and low == end + 1 and part.lower_ not in ("according",)
        stray = part.dep_ == "conj" and (
            inner_subject(verb, part) is not None or is_quoted_on(part) or _is_second_that(part)
        )
        if clause and _reports_apart(part):
            break
        if clause or phrase or stray:
            content = content | set(range(end + 1, part.right_edge.i + 1))
            end = part.right_edge.i
        elif part.dep_ not in ("punct", "cc"):
            break
    return content


def _is_second_that(part: Token) -> bool:
    """Whether a coordinate clause is a second one that is reported: "said it was old, but that it was safe"."""
    return mark_of(part) == "that" and child(part, "nsubj", "nsubjpass", "expl") is not None


def is_quoted_on(part: Token) -> bool:
    """Whether a coordinate clause goes on with what is reported: 'said it was late, but "nobody complained"'."""
    if part.lemma_.lower() in VERBS or child(part, "nsubj", "nsubjpass", "expl") is None:
        return False
    return any(t.text in QUOTATION_MARKS for t in part.doc[part.left_edge.i : part.right_edge.i + 1])


def _reports_apart(part: Token) -> bool:
    """Whether a subordinate clause tells what others said: "said it was late, while the union said ..."."""
    cue = VERBS.get(part.lemma_.lower())
    if cue is None or cue.cue_class not in (CueClass.SAY, CueClass.REPORT) or mark_of(part) not in ("while", "whereas"):
        return False
    return child(part, "nsubj") is not None and child(part, "ccomp") is not None


def with_all_before(finding: Finding, clause: set[int]) -> set[int]:
    """The reported clause before "he said" with all before it: "Prices fell, but sales rose, he said"."""
    verb = finding.anchor
    low = min(finding.cue_tokens | finding.source)
    start = verb.sent.start
    if verb.dep_ != "ROOT" or max(clause) + 2 < low or min(clause) == start:
        return clause
    if any(t.text in QUOTATION_MARKS for t in verb.doc[start : min(clause)]):
        return clause
    while verb.doc[start].dep_ in ("cc", "punct") and start < min(clause):
        start += 1
    return set(range(start, min(clause))) | clause


def goes_on(first: Token, clause: Token) -> bool:
    """Whether one clause follows another as its coordinate: "said it was old but it was not sold"."""
    between = range(first.right_edge.i + 1, clause.left_edge.i)
    return len(between) <= 2 and all(clause.doc[i].dep_ in ("cc", "punct", "mark") for i in between)


def day_before(clause: Token) -> set[int]:
    """ "on Tuesday" in "told parliament on Tuesday he would resign", which tells when it was said."""
    first = clause.left_edge
    noun = child(first, "pobj") if first.dep_ == "prep" and first.lower_ in ("on", "in", "at") else None
    if noun is None or noun.ent_type_ not in WHEN or first.i != clause.left_edge.i or clause.i < noun.i:
        return set()
    after = clause.doc[noun.right_edge.i + 1]
    return set() if after.is_punct else set(range(first.i, noun.right_edge.i + 1))


def has_finite(clause: Token) -> bool:
    """Whether a clause's verb or one of its auxiliaries is finite: "rose", "may have risen"."""
    verbs = (clause, *(c for c in clause.children if c.dep_ in ("aux", "auxpass")))
    return any(verb.tag_ in ("VBD", "VBZ", "VBP", "MD") for verb in verbs)


def has_no_subject(clause: Token) -> bool:
    """Whether a finite clause lacks a subject of its own."""
    return has_finite(clause) and own_subject(clause, "nsubj", "nsubjpass", "expl") is None


def is_done_by_object(clause: Token) -> bool:
    """Whether a clause lacks the subject that its form asks for: "warned the pier could fall", "asked he wait".

    Before "could" or a plain form without "to" stands who does it, whatever the parser took him for.
    """
    if child(clause, "nsubj", "nsubjpass", "csubj", "expl", "mark") is not None or clause.tag_ != "VB":
        return False
    first = clause.left_edge
    return first.tag_ == "MD" or (first.i == clause.i and child(clause, "aux") is None)


def mark_of(clause: Token) -> str:
    mark = child(clause, "mark")
    return "" if mark is None else mark.lower_
