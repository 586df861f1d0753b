"""Nouns and adjectives that give an attribution: "his refusal to sign", "is confident that", "made a promise to"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from index.language.acts import DECIDERS
from index.language.clauses import WHEN
from index.language.cues import ADJECTIVES, NOUNS, Cue
from index.language.findings import Finding
from index.language.stages import CueClass
from index.language.syntax import (
    RELATIVES,
    child,
    is_negated,
    is_passive,
    noun_phrase,
    own_subject,
    subject,
    subtree,
    verb_group,
)

if TYPE_CHECKING:
    from index.language.parsed import Token

# Verbs that add little to the noun they govern: the doer is their subject.
LIGHT = frozenset(
    (
        "make take give have express voice issue offer raise launch repeat reiterate renew deliver show share "
        "announce air file lodge mount maintain abandon drop withdraw defend keep level hurl direct send "
        "hold harbor harbour reach back press release state convey cite add vent pile heap lavish shower "
        "feel reveal signal announce underline stress reaffirm emphasize emphasise declare"
    ).split()
)
COPULAS = frozenset(["be", "feel", "remain", "seem", "become", "sound", "appear", "look", "get", "grow", "stay"])
# Nouns that the subject of their clause is behind: "campaigned on pledges to", "left in the hope that".
_WITH = frozenset("hope plan pledge promise vow threat warning offer intention demand".split())
# Classes of nouns that a crowd can be behind, and the words before them by which no one is named.
_OPEN_CLASSES = frozenset((CueClass.REQUEST, CueClass.BELIEVE, CueClass.ACCUSE))
_OPEN_NOUNS = frozenset("complaint criticism outrage anger opposition resistance objection speculation".split())
_AMID = frozenset("amid amidst after following despite".split())
# "Their aim is to", "their demands include": what is wanted stands after the verb.
_EQUALS = frozenset(("be", "remain", "include"))
_LISTED = frozenset("demand request proposal plan aim goal recommendation priority promise pledge".split())
_EMPTY = frozenset(("it", "there", "this", "that", "what", "which"))


def noun_findings(words: Iterable[Token]) -> list[Finding]:
    """The attributions that hang on these nouns and adjectives."""
    found = []
    for token in words:
        finding = None
        if token.pos_ == "NOUN":
            cue = NOUNS.get(token.lemma_.lower())
            finding = _of_noun(token, cue) if cue is not None else None
        elif token.pos_ in ("ADJ", "VERB") and token.tag_ != "VB":
            cue = ADJECTIVES.get(token.lower_)
            finding = _of_adjective(token, cue) if cue is not None else None
        if finding is not None:
            found.append(finding)
    return found


def _of_noun(noun: Token, cue: Cue) -> Finding | None:
    content, rule, preposition = _noun_content(noun, cue)
    if not content:
        return None
    finding = Finding(noun, cue, rule, {noun.i}, content=content)
    if preposition is not None:
        finding.cue_tokens.add(preposition.i)
    _noun_source(finding)
    if finding.source_head is None and rule in ("noun-preposition", "noun-infinitive", "noun-clause"):
        if _is_at_large(noun, cue):
            finding.rule += "-open"
        elif rule == "noun-preposition":
            return None
    finding.content -= finding.cue_tokens | finding.source
    return finding


def _is_at_large(noun: Token, cue: Cue) -> bool:
    """Whether nobody in particular calls, fears or complains: "there were calls for", "amid fears that"."""
    if cue.cue_class not in _OPEN_CLASSES and cue.lemma not in _OPEN_NOUNS:
        return False
    if child(noun, "poss") is not None or noun.right_edge.lower_ == "comment":
        return False
    over = noun.head
    if over.lemma_.lower() == "be" and noun.dep_ in ("attr", "nsubj"):
        return any(c.lower_ == "there" for c in over.children)
    bare = noun.tag_ == "NNS" or not any(c.dep_ == "det" for c in noun.children)
    return bare and noun.dep_ == "pobj" and over.lower_ in _AMID


def _noun_content(noun: Token, cue: Cue) -> tuple[set[int], str, Token | None]:
    """The content of a noun, the rule and the preposition that is part of the cue."""
    equal = _equal(noun, cue)
    if equal:
        return equal, "noun-copula", noun.head
    for part in noun.children:
        if part.i < noun.i:
            continue
        marks = [c for c in part.children if c.dep_ in ("mark", "aux", "nsubj", "dobj") and c.i < part.i]
        if "that" in cue.frames and part.dep_ in ("acl", "ccomp", "relcl", "appos"):
            if any(c.dep_ == "mark" and c.lower_ in ("that", "whether") for c in marks):
                return subtree(part), "noun-clause", None
            that = part.left_edge
            relative = that.dep_ == "dobj" and part.lemma_.lower() in LIGHT
            if part.dep_ == "acl" and that.lower_ == "that" and that.dep_ == "dobj" and not relative:
                return subtree(part), "noun-clause", None
        if "that" in cue.frames and part.dep_ in ("acl", "relcl") and _is_whole_clause(part):
            return subtree(part), "noun-clause", None
        if "to" in cue.frames and part.dep_ in ("acl", "xcomp", "relcl") and any(c.tag_ == "TO" for c in marks):
            return subtree(part), "noun-infinitive", None
        if "for" in cue.prepositions and _is_for_infinitive(part):
            return subtree(part) - {part.left_edge.i}, "noun-infinitive", part.left_edge
        if part.dep_ == "prep" and part.lower_ in cue.prepositions:
            inner = child(part, "pobj", "pcomp")
            if inner is not None and part.i - noun.i <= 6 and inner.ent_type_ not in WHEN:
                return subtree(part) - {part.i}, "noun-preposition", part
    verb = noun.head
    if noun.dep_ == "nsubj" and verb.lemma_.lower() in ("be", "remain") and "that" in cue.frames:
        clause = child(verb, "ccomp")
        if clause is not None and clause.i > verb.i:
            return subtree(clause), "noun-copula", verb
    if noun.dep_ in ("dobj", "nsubjpass") and verb.i < noun.i and verb.lemma_.lower() in LIGHT:
        for part in verb.children:
            if part.i < noun.i:
                continue
            governs = part.dep_ in ("prep", "dative") and child(part, "pobj", "pcomp") is not None
            if governs and part.lower_ in cue.prepositions:
                return subtree(part) - {part.i}, "noun-preposition", part
            if part.dep_ in ("ccomp", "xcomp", "acl"):
                marks = [c for c in part.children if c.i < part.i]
                if "that" in cue.frames and any(c.dep_ == "mark" and c.lower_ == "that" for c in marks):
                    return subtree(part), "noun-clause", None
                if "to" in cue.frames and any(c.tag_ == "TO" for c in marks):
                    return subtree(part), "noun-infinitive", None
    return set(), "", None


def _is_for_infinitive(part: Token) -> bool:
    """Whether a clause after a noun says who is called on: "calls for him to resign"."""
    if part.dep_ not in ("advcl", "acl", "relcl") or part.left_edge.lower_ != "for":
        return False
    return part.left_edge.dep_ == "mark" and any(c.tag_ == "TO" for c in part.children)


def _equal(noun: Token, cue: Cue) -> set[int]:
    """What a noun is said to be or to include: "their aim is to ...", "their demands include ..."."""
    verb = noun.head
    if noun.dep_ != "nsubj" or "to" not in cue.frames or verb.lemma_.lower() not in _EQUALS:
        return set()
    if verb.lemma_.lower() == "include":
        thing = child(verb, "dobj", "xcomp") if noun.lemma_.lower() in _LISTED else None
        return set() if thing is None else set(range(thing.left_edge.i, verb.right_edge.i + 1))
    part = next((c for c in verb.children if c.i > verb.i and c.dep_ in ("xcomp", "ccomp", "advcl")), None)
    return subtree(part) if part is not None and part.left_edge.tag_ == "TO" else set()


def _is_whole_clause(part: Token) -> bool:
    """Whether a clause without "that" lacks nothing, as a relative one would: "claims they hid the study"."""
    first = part.left_edge
    if first.lower_ not in ("he", "she", "they", "there") or part.tag_ not in ("VBD", "VBZ", "VBP"):
        return False
    return child(part, "dobj", "xcomp", "acomp", "attr", "nsubjpass") is not None


def _noun_source(finding: Finding) -> None:
    noun = finding.anchor
    owner = child(noun, "poss")
    if owner is None:
        for part in noun.children:
            word = part.lower_
            if part.dep_ == "prep" and part.i > noun.i and part.i not in finding.cue_tokens and (
                word == "by" or (word in ("from", "among") or (word == "of" and finding.rule != "noun-preposition"))
            ):  # fmt: skip
                owner = child(part, "pobj")
                if owner is not None and owner.i in finding.content:
                    owner = None
                if owner is not None:
                    break
    if owner is None and noun.i >= noun.sent.start + 2 and noun.nbor(-1).text == "-":
        owner = child(noun.nbor(-2), "poss")  # "the port's counter-argument"
    mistagged = child(noun, "nsubj")
    if owner is None and mistagged is not None and finding.rule == "noun-infinitive" and mistagged.i < noun.i:
        # "Villagers plan to sue": a verb that was taken for a noun.
        finding.source_head, finding.source = mistagged, noun_phrase(mistagged)
        finding.rule = "verb-infinitive"
        return
    verb = noun.head
    said_again = noun.dep_ == "dobj" and verb.lemma_.lower() in LIGHT
    if owner is not None and not (said_again and owner.tag_ == "PRP$" and subject(verb) is not None):
        finding.source_head = owner
        finding.source = subtree(owner) - {c.i for c in owner.children if c.dep_ == "case"}
        return
    if noun.dep_ in ("dobj", "oprd", "pobj"):
        if noun.dep_ == "pobj":
            if verb.lower_ not in ("in", "with", "on") or verb.head.pos_ not in ("VERB", "AUX"):
                return
            verb = verb.head
            bare = noun.lemma_.lower() in _WITH and finding.rule != "noun-preposition"
            if verb.lemma_.lower() not in ("be", "respond", "come") and not bare:
                return
        elif verb.lemma_.lower() not in LIGHT:
            return
        finding.rule += "-light"
        finding.cue_tokens |= set(range(noun.left_edge.i, noun.i)) - finding.content
        finding.cue_tokens |= verb_group(verb)
        finding.negated = is_negated(verb) or any(c.lower_ == "no" for c in noun.children)
        head = subject(verb)
        if verb.lemma_.lower() in ("raise", "renew") and head is not None and _is_thing(head):
            return  # "the leak raised questions about ..." asks nothing
        if head is not None and head.lower_ not in _EMPTY:
            finding.source_head = head
            clause = subtree(verb) if head.left_edge.i <= verb.i <= head.right_edge.i else set()
            if clause and head.i in clause:
                clause = set(range(verb.left_edge.i, head.i)) | {verb.i}
            finding.source = noun_phrase(head, clause) - finding.cue_tokens - finding.content


def _is_thing(head: Token) -> bool:
    """Whether a subject is no person, people or body: a singular common noun that nobody is called by."""
    return head.pos_ == "NOUN" and head.tag_ == "NN" and head.lemma_.lower() not in DECIDERS


def _of_adjective(adjective: Token, cue: Cue) -> Finding | None:
    """Predicate adjectives and participles ("is worried that"), and those after their noun ("voters angry at")."""
    verb = adjective.head
    if adjective.lower_ == "opposed" and adjective.i > adjective.sent.start and adjective.nbor(-1).lower_ == "as":
        return None
    predicate = adjective.dep_ in ("acomp", "attr", "conj", "oprd") and verb.lemma_.lower() in COPULAS
    participle = adjective.tag_ in ("VBN", "VBD", "VBG") and is_passive(adjective)
    if adjective.dep_ == "conj" and verb.pos_ == "ADJ" and verb.dep_ == "acomp":
        predicate, verb = True, verb.head
    after_noun = adjective.dep_ in ("amod", "acl", "relcl") and adjective.head.i < adjective.i
    fronted = adjective.dep_ in ("advcl",)
    if not (predicate or participle or after_noun or fronted):
        return None
    content, preposition = _adjective_content(adjective, cue, verb if predicate else None)
    if not content:
        return None
    finding = Finding(adjective, cue, "adjective", {adjective.i}, content=content)
    finding.cue_tokens |= {c.i for c in adjective.children if c.dep_ == "advmod" and c.i < adjective.i}
    if preposition is not None:
        finding.cue_tokens.add(preposition.i)
    if predicate:
        finding.cue_tokens |= verb_group(verb)
        between = range(verb.i + 1, adjective.i)
        if all(adjective.doc[i].pos_ in ("ADV", "PART") for i in between):
            finding.cue_tokens |= set(between)
        finding.negated = is_negated(verb)
        head = subject(verb)
    elif participle:
        finding.cue_tokens |= verb_group(adjective)
        finding.negated = is_negated(adjective)
        head = own_subject(adjective, "nsubjpass", "nsubj")
        if head is None and adjective.dep_ in ("acl", "relcl"):
            head = adjective.head
        elif head is None and adjective.dep_ in ("conj", "advcl"):
            head = child(adjective.head, "nsubjpass", "nsubj")
    elif after_noun:
        head = adjective.head
    else:
        head = child(adjective.head, "nsubj")
    if head is not None and head.lower_ in RELATIVES and adjective.dep_ != "acomp":
        finding.source.add(head.i)
    if head is None or head.lower_ in _EMPTY - {"which", "that"}:
        return None
    if after_noun and adjective.lower_ in ("dedicated", "devoted") and _is_thing(head):
        return None  # "a book dedicated to her"
    finding.source_head = head
    cut = set(range(min(finding.cue_tokens), adjective.right_edge.i + 1)) if head.i < adjective.i else set()
    inside = cut and head.right_edge.i >= min(cut)
    finding.source |= noun_phrase(head, cut if inside else ()) - finding.cue_tokens
    finding.content -= finding.source | finding.cue_tokens
    return finding


def _adjective_content(adjective: Token, cue: Cue, verb: Token | None) -> tuple[set[int], Token | None]:
    parts = [*adjective.children, *(c for c in (verb.children if verb is not None else ()) if c.i > adjective.i)]
    for part in parts:
        if part.i < adjective.i:
            continue
        if part.dep_ in ("ccomp", "xcomp", "advcl", "acl", "relcl"):
            infinitive = any(c.tag_ == "TO" and c.i < part.i for c in part.children)
            if infinitive and "to" in cue.frames:
                return subtree(part), None
            if part.dep_ == "ccomp" and "that" in cue.frames and not infinitive:
                return subtree(part), None
        near = part.dep_ in ("prep", "agent") and part.i - adjective.i <= 3
        if near and part.lower_ in cue.prepositions and child(part, "pobj", "pcomp") is not None:
            return subtree(part) - {part.i}, part
    return set(), None
