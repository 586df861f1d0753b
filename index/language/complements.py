"""Where the content of a verb stands: its clause, its infinitive, its object, a prepositional phrase.

Each way has a rule name, which says how sure a finding is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.language.cues import VERBS
from index.language.findings import Finding
from index.language.inserted import inverted, parenthetical
from index.language.stages import CueClass
from index.language.syntax import (
    child,
    inner_subject,
    subtree,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

CLAUSES = ("ccomp", "xcomp")
OBJECTS = ("dobj", "dative", "oprd", "attr")
EMPTY_SUBJECTS = frozenset(("it", "there", "that", "this", "what", "these", "those"))
EMPTY_OBJECTS = frozenset(
    ("it so nothing anything something things thing way time itself himself herself themselves him").split()
)
SUBORDINATORS = frozenset(
    ("because if when whenever although though while unless until since so where whereas before after once as").split()
)
WHEN = frozenset(("DATE", "TIME"))
# Verbs of saying and thinking that a long noun phrase does not follow, unless the parser missed its verb.
CLAUSE_ONLY = frozenset("say think believe hope argue insist".split())
# Participles after a comma by which the same speaker goes on.
ADDING = frozenset(
    "add say note argue vow call accuse warn insist claim suggest stress tell urge cite describe".split()
)


def complement(finding: Finding) -> tuple[set[int], str]:
    """The tokens of a verb's content and the rule that took them; no tokens where syntax shows none."""
    verb, cue = finding.anchor, finding.cue
    frames = cue.frames
    parts = list(verb.children)
    if finding.part is not None:
        parts = sorted([c for c in parts if c != finding.part] + list(finding.part.children), key=lambda c: c.i)
        if finding.part.dep_ == "prep":
            content = _prepositional(finding, [finding.part], None)
            if content:
                return content, "verb-call-on" if finding.addressee is not None else "verb-preposition"
    objects = [c for c in parts if c.dep_ in OBJECTS and c.i > verb.i]
    clauses = [c for c in parts if c.dep_ in CLAUSES]
    later = [c for c in clauses if c.i > verb.i]
    finite = [c for c in later if not _is_bare_infinitive(c) and not _is_gerund(c)]
    infinitives = [c for c in later if _is_bare_infinitive(c)]
    person = objects[0] if objects else None
    if finding.passive:
        return _passive_complement(finding, finite, infinitives, objects)
    if cue.lemma in ("quote", "cite"):
        saying = _quoted_saying(later, person)
        if saying is not None:
            return saying, "quoted-as"
    if "whom" in frames and person is not None and (finite or not infinitives):
        finding.addressee = person
    wanted = for_infinitive(verb) if "for" in cue.prepositions else None
    if wanted is not None:
        finding.cue_tokens.add(verb.i + 1)
        finding.lemma = _with(cue.lemma, "for")
        return subtree(wanted) - {verb.i + 1}, "verb-for-infinitive"
    if "that" in frames and finite and not ("objto" in frames and _is_infinitive_with_subject(finite[-1])):
        content = _without_own_verbs(verb, finite[-1], _extended(verb, subtree(finite[-1])))
        if "objas" in frames and person is not None and person.i < finite[-1].i:
            content |= subtree(person)
        return content, "verb-clause"
    if cue.cue_class is CueClass.ASK and "that" in frames:
        adverbial = [c for c in parts if c.i > verb.i and c.dep_ == "advcl"]
        condition = next((c for c in adverbial if _mark(c) in ("if", "whether")), None)
        if condition is not None:
            return _extended(verb, subtree(condition)), "verb-clause"
    if "objto" in frames:
        clause = next((c for c in later if _is_infinitive_with_subject(c)), None)
        if clause is not None:
            finding.addressee = child(clause, "nsubj", "nsubjpass")
            return subtree(clause), "verb-object-infinitive"
    if infinitives:
        first = infinitives[0]
        if person is not None and person.i < first.i and "objto" in frames:
            finding.addressee = person
            return subtree(person) | subtree(first), "verb-object-infinitive"
        if "to" in frames and (person is None or person.i > first.i):
            return subtree(first), "verb-infinitive"
    if "ing" in frames:
        gerund = next((c for c in later if _is_gerund(c)), None)
        if gerund is not None:
            return subtree(gerund), "verb-gerund"
    if cue.lemma in ("quote", "cite") and person is not None:
        as_said = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "as" and c.i > person.i), None)
        if as_said is not None and child(as_said, "pcomp") is not None:
            return subtree(person) | subtree(as_said), "quoted-as"
    content = inverted(finding, parts)
    if content:
        return content, "verb-after"
    content = _prepositional(finding, parts, person)
    if content:
        return content, "verb-call-on" if finding.addressee is not None else "verb-preposition"
    if cue.act:
        content = _vote(verb)
        if content:
            return content, "act"
    if person is not None and ("obj" in frames or "objas" in frames):
        content = _with_tail(verb, subtree(person))
        if "obj" not in frames and not _is_characterised(verb, person):
            return set(), "verb-quote"
        empty = person.lower_ in EMPTY_OBJECTS and len(content) == 1 and "that" in frames
        if "whom" in frames and person.ent_type_ == "PERSON":
            return set(), "verb-quote"
        if not empty:
            return content, "verb-object"
    if "that" in frames and person is not None and cue.lemma in CLAUSE_ONLY and len(subtree(person)) >= 4:
        return _extended(verb, subtree(person)), "verb-garden-path"
    before = [c for c in clauses if c.i < verb.i]
    if "that" in frames and before and not (finding.source_head and finding.source_head.i in subtree(before[0])):
        return subtree(before[0]), "verb-after"
    if "that" in frames and not later and not objects and finding.source_head is not None:
        content = parenthetical(finding)
        if content:
            return content, "verb-parenthetical"
    return set(), "verb-quote"


def _quoted_saying(later: Sequence[Token], person: Token | None) -> set[int] | None:
    """The content of "quoted her saying that ...", of whom is quoted on; None where it is not that."""
    for clause in later:
        if clause.tag_ == "VBG" and child(clause, "nsubj") is not None:
            return subtree(clause)
    if person is not None and any(c.dep_ == "acl" and c.tag_ == "VBG" for c in person.children):
        return subtree(person)
    return None


def for_infinitive(verb: Token) -> Token | None:
    """The infinitive in "called for the toll to be lifted", which the parser takes for a clause of its own."""
    return next(
        (
            c
            for c in verb.children
            if c.dep_ in (*CLAUSES, "advcl")
            and c.left_edge.i == verb.i + 1
            and _mark(c) == "for"
            and _is_infinitive_with_subject(c, marked=True)
        ),
        None,
    )


def _mark(clause: Token) -> str:
    mark = child(clause, "mark")
    return "" if mark is None else mark.lower_


def _is_infinitive_with_subject(token: Token, *, marked: bool = False) -> bool:
    """Whether a complement is an infinitive with a subject of its own: "wants the island to remain open".

    `marked` lets a word such as "for" stand before it.
    """
    return (
        any(c.dep_ == "aux" and c.tag_ == "TO" for c in token.children)
        and child(token, "nsubj", "nsubjpass") is not None
        and (marked or child(token, "mark") is None)
    )


def _is_gerund(token: Token) -> bool:
    """Whether a complement is a gerund without a subject of its own."""
    return token.tag_ == "VBG" and child(token, "nsubj", "nsubjpass", "mark", "aux", "auxpass", "expl") is None


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
            if first != part.tag_ and first != "VBN":
                found.append(part)
        elif part.dep_ == "advcl" and part.tag_ == "VBG" and part.lemma_.lower() in ADDING:
            after_comma = verb.doc[part.left_edge.i - 1].text == ","
            if after_comma and child(part, "nsubj", "mark") is None:
                found.append(part)
    return found


def _without_own_verbs(verb: Token, clause: Token, content: set[int]) -> set[int]:
    for part in own_verbs(verb, clause):
        content = {i for i in content if i < part.left_edge.i}
        while content and (verb.doc[max(content)].is_punct or verb.doc[max(content)].dep_ == "cc"):
            content.remove(max(content))
    return content


def _extended(verb: Token, content: set[int]) -> set[int]:
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
        stray = part.dep_ == "conj" and inner_subject(verb, part) is not None
        if clause or phrase or stray:
            content = content | set(range(end + 1, part.right_edge.i + 1))
            end = part.right_edge.i
        elif part.dep_ not in ("punct", "cc"):
            break
    return content


def _is_bare_infinitive(token: Token) -> bool:
    """Whether a complement is an infinitive with "to" and without a subject of its own."""
    if token.dep_ == "ccomp" and child(token, "nsubj", "nsubjpass", "mark") is not None:
        return False
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in token.children)


def _passive_complement(
    finding: Finding, finite: list[Token], infinitives: list[Token], objects: list[Token]
) -> tuple[set[int], str]:
    """Passives: "is expected to", "it was announced that", "was accused of", "was quoted as saying"."""
    verb, frames = finding.anchor, finding.cue.frames
    patient = child(verb, "nsubjpass", "csubjpass", "nsubj")
    if patient is None and verb.dep_ == "conj":
        patient = child(verb.head, "nsubjpass", "nsubj")
    if "that" in frames and finite:
        if patient is not None and "whom" in frames:
            finding.addressee = patient
        return subtree(finite[-1]), "passive-clause"
    if infinitives and ("objto" in frames or "to" in frames or "objas" in frames or "that" in frames):
        content = subtree(infinitives[0])
        if patient is not None and patient.i < verb.i and patient.lower_ not in EMPTY_SUBJECTS:
            content |= subtree(patient)
        return content, "passive-infinitive"
    if finding.source_head is None and "obj" not in frames:
        return set(), "passive-quote"
    if patient is not None and patient.lower_ not in EMPTY_SUBJECTS and ("obj" in frames or "objas" in frames):
        content = subtree(patient)
        for part in verb.children:
            if part.i > verb.i and part.dep_ in ("prep", "oprd") and part.lower_ in ("as", "for", "of"):
                content |= subtree(part)
        return content, "passive-object"
    if verb.dep_ == "acl" and finding.source_head is not None and ("obj" in frames):
        return subtree(verb.head) - subtree(verb), "passive-object"
    return set(), "passive-quote"


def _prepositional(finding: Finding, parts: Sequence[Token], person: Token | None) -> set[int]:
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
                finding.lemma = _with(cue.lemma, word)
                return subtree(noun) | subtree(infinitive)
        if word in accepted and noun is not None:
            has_object = person is not None and ("obj" in cue.frames or cue.act) and part.i > person.i
            if has_object or noun.ent_type_ in WHEN:
                continue
            finding.cue_tokens.add(part.i)
            finding.lemma = _with(cue.lemma, word)
            content = subtree(part) - {part.i}
            return content | _about(verb, content) if cue.act else content
        if "@in-favor" in cue.frames and word == "in" and noun is not None and noun.lower_ in ("favor", "favour"):
            of = child(noun, "prep")
            if of is not None and child(of, "pobj", "pcomp") is not None:
                finding.cue_tokens |= {part.i, noun.i, of.i}
                finding.lemma = _with(cue.lemma, "for")
                return subtree(of) - {of.i}
    return set()


def _about(verb: Token, content: set[int]) -> set[int]:
    """What a vote is on, where the parser hung it on the verb: "abstained in the vote on the ferry"."""
    after = next((c for c in verb.children if c.left_edge.i == max(content) + 1), None)
    if after is None or after.dep_ != "prep" or after.lower_ not in ("on", "over", "about"):
        return set()
    noun = child(after, "pobj", "pcomp")
    return set() if noun is None or noun.ent_type_ in WHEN else subtree(after)


def _with(lemma: str, preposition: str) -> str:
    return lemma if lemma.endswith(f" {preposition}") else f"{lemma} {preposition}"


def _vote(verb: Token) -> set[int]:
    """What a vote did where no "for" or "against" says so: "voted ..., condemning the invasion"."""
    for token in verb.doc[verb.i + 1 : verb.right_edge.i + 1]:
        cue = VERBS.get(token.lemma_.lower()) if token.tag_ == "VBG" else None
        if cue is not None and cue.cue_class in (CueClass.OPPOSE, CueClass.SUPPORT):
            return subtree(token)
    return set()


def _with_tail(verb: Token, content: set[int]) -> set[int]:
    """The object with what follows it under the same verb ("for its cost", "as reckless", "of lying")."""
    end = max(content)
    for part in sorted(verb.children, key=lambda c: c.i):
        if part.i <= end:
            continue
        if part.left_edge.i != end + 1:
            break
        tail = part.dep_ == "prep" and part.lower_ not in ("on", "at", "in", "during", "after", "before", "since")
        if part.dep_ == "prep" and not tail:
            noun = child(part, "pobj")
            tail = noun is not None and noun.ent_type_ not in WHEN
        if part.dep_ == "advcl" and _mark(part) in ("as", "because", "if", "by", "for", "than"):
            tail = True
        if not tail and part.dep_ not in ("oprd", "xcomp", "acl", "ccomp", "acomp", "dobj"):
            break
        content |= subtree(part)
        end = part.right_edge.i
    return content


def _is_characterised(verb: Token, person: Token) -> bool:
    """Whether the object is called or seen as something: "a liar", "as reckless", "unfair"."""
    if person.tag_ in ("JJ", "JJR", "JJS", "VBN"):
        # "called the quarry reckless": an adjective over a noun before it is what that noun is called.
        return any(c.i < person.i and c.pos_ in ("NOUN", "PROPN", "PRON") for c in person.children)
    return any(
        part.i > person.i and (part.dep_ in ("oprd", "acomp", "xcomp", "ccomp") or part.lower_ == "as")
        for part in verb.children
    )
