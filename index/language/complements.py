"""Where the content of a verb stands: its clause, its infinitive, its object, a prepositional phrase.

Each way has a rule name, which says how sure a finding is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.language.acts import CONFIRMING, decides, is_measure
from index.language.clauses import (
    WHEN,
    day_before,
    extended,
    goes_on,
    has_finite,
    has_no_subject,
    is_done_by_object,
    is_quoted_on,
    mark_of,
    with_all_before,
    without_own_verbs,
)
from index.language.cues import Cue
from index.language.findings import Finding
from index.language.inserted import inverted, is_apart, parenthetical
from index.language.misparsed import of_the_listener, subject_after_name, unjoined
from index.language.passives import BY_OBJECT, CHARGES, passive_complement
from index.language.prepositional import REMINDING, prepositional, reminded, vote, with_preposition
from index.language.stages import CueClass
from index.language.syntax import QUOTATION_MARKS, child, subtree

if TYPE_CHECKING:
    from index.language.parsed import Token

CLAUSES = ("ccomp", "xcomp")
OBJECTS = ("dobj", "dative", "oprd", "attr")
EMPTY_OBJECTS = frozenset(
    ("it so nothing anything something things thing way time itself himself herself themselves him").split()
)
# What one does to a claim or a plan, so that "it" is the content: "denied it", "demanded it".
TAKING_SIDES = frozenset(
    (CueClass.REQUEST, CueClass.DENY, CueClass.ADMIT, CueClass.SUPPORT, CueClass.PRAISE, CueClass.OPPOSE)
)
# Verbs that a reported clause follows only after whom it is told.
NEEDING_LISTENER = frozenset("tell inform notify assure remind convince persuade".split())
# What words do and weapons too, and who is armed.
BLOWS = frozenset("attack blast hammer assail hit assault bash savage".split())
_ARMED = frozenset(
    "assailant gunman gunmen attacker militant militia fighter insurgent rebel soldier troop army force jet "
    "warplane drone bomber raider mob robber thug dog shark bear wolf animal hacker terrorist jihadist".split()
)
# What is issued to warn.
_ALERTS = frozenset("warning alert advisory".split())
# "put the toll at twenty": an estimate, where what is put somewhere is a figure.
_FIGURES = frozenset(
    "toll count number figure cost total estimate price value rate risk chance probability odds damage loss epicentre "
    "epicenter age population size turnout share lead".split()
)
# What one seeks for oneself: no wish that others could be for or against.
_SOUGHT = frozenset(
    "nomination election proposal offer contract licence license permit text aid funding project right".split()
)
_AMOUNTS = frozenset(("QUANTITY", "MONEY", "PERCENT"))
# What a disaster claims.
_TOLL = frozenset("life live victim".split())
# Verbs of saying and thinking that a long noun phrase does not follow, unless the parser missed its verb.
CLAUSE_ONLY = frozenset("say think believe hope argue insist".split())
# What studies and documents do to their findings: "the poll shows Berg with a lead".
SHOWING = frozenset("show demonstrate illustrate find reveal indicate document".split())
# Those whose findings are what they say.
RESEARCHERS = frozenset("researcher scientist author economist team astronomer biologist auditor inspector".split())
STUDIES = frozenset(
    "report poll survey study review investigation inquiry audit analysis research data figure statistic record "
    "document letter email census paper assessment result finding number".split()
)


def complement(finding: Finding) -> tuple[set[int], str]:
    """The tokens of a verb's content and the rule that took them; no tokens where syntax shows none."""
    verb, cue = finding.anchor, finding.cue
    frames = cue.frames
    parts = list(verb.children)
    if finding.part is not None:
        parts = sorted([c for c in parts if c != finding.part] + list(finding.part.children), key=lambda c: c.i)
        if finding.part.dep_ == "prep":
            content = prepositional(finding, [finding.part], None)
            if content:
                return content, "verb-call-on" if finding.addressee is not None else "verb-preposition"
        else:
            clause = _clause_of_part(finding)
            if clause is not None:
                return subtree(clause), "verb-clause"
    objects = [c for c in parts if c.dep_ in OBJECTS and c.i > verb.i]
    clauses = [c for c in parts if c.dep_ in CLAUSES]
    later = [c for c in clauses if c.i > verb.i]
    finite = [c for c in later if not _is_bare_infinitive(c) and not _is_gerund(c)]
    infinitives = [c for c in later if _is_bare_infinitive(c)]
    person = objects[0] if objects else None
    if finding.passive:
        return passive_complement(finding, finite, infinitives, objects)
    if cue.lemma in ("quote", "cite"):
        saying = _quoted_saying(later, person)
        if saying is not None:
            return saying, "quoted-as"
    if "whom" in frames and person is not None and (finite or not infinitives):
        finding.addressee = person
    wanted = for_infinitive(verb) if "for" in cue.prepositions else None
    if wanted is not None:
        finding.cue_tokens.add(verb.i + 1)
        finding.lemma = with_preposition(cue.lemma, "for")
        return subtree(wanted) - {verb.i + 1}, "verb-for-infinitive"
    foremost = "to" in frames and infinitives and infinitives[0].left_edge.i == verb.i + 1
    if foremost and finite and child(finite[-1], "mark", "nsubj", "nsubjpass", "expl") is None:
        finite = []  # "threatens to strike over pay"
    if "that" in frames and finite and not ("objto" in frames and _is_infinitive_with_subject(finite[-1])):
        clause = finite[-1]
        if clause.pos_ not in ("VERB", "AUX"):
            clause = next((c for c in finite if c.pos_ in ("VERB", "AUX")), clause)
        first = next((c for c in finite if c.pos_ in ("VERB", "AUX") and c.i < clause.i), None)
        beginning = subtree(first) if first is not None and goes_on(first, clause) else set()
        content = without_own_verbs(verb, clause, extended(verb, _reported(clause))) - day_before(clause)
        if beginning:
            content |= set(range(min(beginning), min(content)))
        if cue.lemma in NEEDING_LISTENER and clause.pos_ in ("VERB", "AUX") and has_finite(clause):
            told = subject_after_name(verb, clause, person if person is not None and person.i < clause.i else None)
            if told is not None:
                finding.addressee, begin = told
                return {i for i in content | set(range(begin, min(content))) if i >= begin}, "verb-clause"
        lost = "whom" not in frames and clause.pos_ in ("VERB", "AUX") and has_no_subject(clause)
        lost = lost or is_done_by_object(clause)
        if person is not None and person.i < clause.i and ("objas" in frames or lost):
            content |= subtree(person)  # "added Norland wanted more": the parser may take Norland for an object
        return content, "verb-clause"
    if cue.cue_class is CueClass.ASK and "that" in frames:
        adverbial = [c for c in parts if c.i > verb.i and c.dep_ == "advcl"]
        condition = next((c for c in adverbial if mark_of(c) in ("if", "whether")), None)
        if condition is not None:
            return extended(verb, subtree(condition)), "verb-clause"
    if "objto" in frames:
        clause = next((c for c in later if _is_infinitive_with_subject(c) or _is_wanted_done(cue, c)), None)
        if clause is not None:
            finding.addressee = child(clause, "nsubj", "nsubjpass")
            return subtree(clause), "verb-object-infinitive"
    if not infinitives and cue.cue_class is CueClass.REQUEST and "objto" in frames and person is not None:
        # "advised the residents of the quay to leave": the parser took what is asked for a purpose.
        after = person.right_edge.i + 1
        infinitives = [c for c in parts if c.dep_ == "advcl" and c.left_edge.i == after and _is_plain_infinitive(c)]
    if infinitives:
        first = infinitives[0]
        if person is not None and person.i < first.i and "objto" in frames:
            finding.addressee = person
            return subtree(person) | subtree(first), "verb-object-infinitive"
        if "to" in frames and (person is None or person.i > first.i):
            return subtree(first), "verb-infinitive"
    if "to" in frames and person is None:
        # "vow to fight": the parser took what is vowed for the purpose.
        purpose = next((c for c in parts if c.dep_ == "advcl" and c.left_edge.i == verb.i + 1), None)
        if purpose is not None and purpose.left_edge.lower_ == "to" and _is_bare_infinitive(purpose):
            return subtree(purpose), "verb-infinitive"
    if "ing" in frames:
        gerund = next((c for c in later if _is_gerund(c)), None)
        if gerund is not None:
            return subtree(gerund), "verb-gerund"
    if cue.lemma in ("quote", "cite") and person is not None:
        as_said = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "as" and c.i > person.i), None)
        if as_said is not None and child(as_said, "pcomp") is not None:
            return subtree(person) | subtree(as_said), "quoted-as"
        if as_said is None:
            as_said = next((c for c in person.children if c.dep_ == "prep" and c.lower_ == "as"), None)
            if as_said is not None and child(as_said, "pcomp") is not None:
                return subtree(person), "quoted-as"
    content = inverted(finding, parts)
    if content:
        return content, "verb-after"
    if person is not None and cue.lemma in REMINDING:
        content = reminded(finding, person)
        if content:
            return content, "verb-preposition"
    content = prepositional(finding, parts, person)
    if content:
        return content, "verb-call-on" if finding.addressee is not None else "verb-preposition"
    if cue.lemma == "vote":
        content = vote(verb)
        if content:
            return content, "act"
    if person is not None and "whom" in frames and not later:
        content = of_the_listener(person)
        if content:
            return content, "verb-clause"
    if person is not None and "that" in frames and "whom" not in frames:
        content = unjoined(verb, person)
        if content:
            return content, "verb-clause"
    if person is not None and ("obj" in frames or "objas" in frames):
        content = _with_tail(verb, _without_absolute(person))
        if "obj" not in frames and not _is_characterised(verb, person):
            return set(), "verb-quote"
        if cue.lemma in BY_OBJECT and cue.lemma != "issue":
            return _estimate(verb, person)
        if cue.lemma == "issue" and person.lemma_.lower() not in _ALERTS:
            return set(), "verb-quote"
        if cue.lemma == "seek" and (person.lemma_.lower() in _SOUGHT or not is_measure(person)):
            return set(), "verb-quote"
        if cue.lemma in BLOWS and _fights(finding.source_head):
            return set(), "verb-quote"
        if cue.lemma in CONFIRMING and person.lower_ in ("him", "her", "them") and decides(finding.source_head):
            return content, "verb-object"
        empty = person.lower_ in EMPTY_OBJECTS and len(content) == 1 and "that" in frames
        empty = empty and not (person.lower_ == "it" and cue.cue_class in TAKING_SIDES)
        if "whom" in frames and person.ent_type_ == "PERSON":
            return set(), "verb-quote"
        counted = cue.lemma == "weigh" and child(person, "nummod") is not None
        reflexive = person.lower_.endswith(("self", "selves")) and any(c.lower_ == "from" for c in verb.children)
        if counted or (reflexive and cue.cue_class is CueClass.SUPPORT):
            return set(), "verb-quote"  # "defended themselves from the wolves"
        if person.ent_type_ in _AMOUNTS or (cue.lemma == "claim" and person.lemma_.lower() in _TOLL):
            return set(), "verb-quote"  # "weighed four kilos", "the storm claimed a dozen lives"
        if cue.lemma == "threaten" and not is_measure(person) and person.lemma_ not in ("action", "war", "strike"):
            return set(), "verb-quote"  # whom one threatens is no content
        if not empty:
            return content, "verb-object"
    if person is None and "obj" in frames and cue.lemma not in BY_OBJECT:
        free = next((c for c in finite if c.left_edge.tag_ == "WP"), None)
        content = subtree(free) if free is not None else _shared_object(verb) or _relative_object(verb, cue)
        if content:
            return content, "verb-object"
    shown = cue.lemma in SHOWING and _is_study(finding.source_head)
    shown = shown or (cue.lemma in SHOWING and _studies(finding.source_head))
    if person is not None and shown and person.lower_ not in EMPTY_OBJECTS:
        return _with_tail(verb, subtree(person)), "verb-object"
    if "that" in frames and person is not None and cue.lemma in CLAUSE_ONLY and len(subtree(person)) >= 4:
        return extended(verb, subtree(person)), "verb-garden-path"
    before = [c for c in clauses if c.i < verb.i and not is_apart(finding, c)]
    if "that" in frames and before and not (finding.source_head and finding.source_head.i in subtree(before[0])):
        content = with_all_before(finding, subtree(before[0]))
        for part in verb.children:
            if part.i > verb.i and part.dep_ == "conj" and is_quoted_on(part):
                content |= subtree(part)
        return content, "verb-after"
    if "that" in frames and not later and not objects and finding.source_head is not None:
        content = parenthetical(finding)
        if content:
            return content, "verb-parenthetical"
    return set(), "verb-quote"


def _clause_of_part(finding: Finding) -> Token | None:
    """The clause of a cue of two words: "made it clear that", "left no doubt that", "made the case that"."""
    part = finding.part
    if part is None or "that" not in finding.cue.frames:
        return None
    for clause in (*part.children, *finding.anchor.children):
        if clause.i < part.i or clause.dep_ not in ("advcl", "csubj", "ccomp", "acl", "relcl"):
            continue
        marked = any(c.i < clause.i and c.lower_ in ("that", "whether", "how", "why", "what") for c in clause.children)
        if marked:
            finding.cue_tokens.update(range(finding.anchor.i + 1, part.i))
            return clause
    return None


def _shared_object(verb: Token) -> set[int]:
    """The object that a verb shares with the one after it: "criticised and later rejected the offer"."""
    after = next((c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB"), None)
    if after is None or not 1 < after.i - verb.i <= 4 or child(after, "nsubj", "nsubjpass") is not None:
        return set()
    if any(t.pos_ not in ("CCONJ", "ADV", "AUX", "PART") for t in verb.doc[verb.i + 1 : after.i]):
        return set()
    thing = child(after, "dobj")
    return set() if thing is None else subtree(thing)


def _relative_object(verb: Token, cue: Cue) -> set[int]:
    """What a relative clause is about: "a plan for the march, which the police rejected"."""
    which = child(verb, "dobj")
    if which is None or which.i > verb.i or which.lower_ not in ("which", "that") or verb.dep_ != "relcl":
        return set()
    thing = verb.head
    while thing.dep_ == "pobj" and thing.head.lower_ in ("for", "of") and thing.head.head.pos_ == "NOUN":
        thing = thing.head.head  # the plan is what was rejected
    if cue.cue_class not in TAKING_SIDES or thing.pos_ not in ("NOUN", "PROPN"):
        return set()
    return set(range(thing.left_edge.i, verb.left_edge.i)) - {
        i for i in (verb.left_edge.i - 1,) if verb.doc[i].is_punct
    }


def _is_study(head: Token | None) -> bool:
    """Whether a subject is a study or a document."""
    return head is not None and head.lemma_.lower() in STUDIES


def _studies(head: Token | None) -> bool:
    """Whether a subject is one who studies things: what he finds is what he says."""
    return head is not None and head.lemma_.lower() in RESEARCHERS


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
            and mark_of(c) == "for"
            and _is_infinitive_with_subject(c, marked=True)
        ),
        None,
    )


def _is_infinitive_with_subject(token: Token, *, marked: bool = False) -> bool:
    """Whether a complement is an infinitive with a subject of its own: "wants the island to remain open".

    `marked` lets a word such as "for" stand before it.
    """
    return (
        any(c.dep_ == "aux" and c.tag_ == "TO" for c in token.children)
        and child(token, "nsubj", "nsubjpass") is not None
        and (marked or child(token, "mark") is None)
    )


def _is_wanted_done(cue: Cue, token: Token) -> bool:
    """Whether a complement is what is wanted to be done: "want it scrapped"."""
    return (
        cue.cue_class is CueClass.WANT
        and token.tag_ in ("VBN", "VBD")
        and child(token, "nsubj", "nsubjpass") is not None
        and child(token, "aux", "auxpass", "mark") is None
    )


def _is_gerund(token: Token) -> bool:
    """Whether a complement is a gerund without a subject of its own."""
    return token.tag_ == "VBG" and child(token, "nsubj", "nsubjpass", "mark", "aux", "auxpass", "expl") is None


def _is_bare_infinitive(token: Token) -> bool:
    """Whether a complement is an infinitive with "to" and without a subject of its own."""
    if token.dep_ == "ccomp" and child(token, "nsubj", "nsubjpass", "mark") is not None:
        return False
    return any(c.dep_ == "aux" and (c.tag_ == "TO" or c.lower_ == "to") for c in token.children)


def _fights(head: Token | None) -> bool:
    """Whether a subject attacks with more than words: "gunmen attacked the mayor"."""
    return head is not None and head.lemma_.lower() in _ARMED


def _estimate(verb: Token, thing: Token) -> tuple[set[int], str]:
    """What somebody estimates: "put the cost at a million"; nothing where no figure is put anywhere."""
    at = next((c for c in verb.children if c.dep_ in ("prep", "advmod") and c.i > thing.i), None)
    own = next((c for c in thing.children if c.dep_ == "prep" and c.lower_ == "at"), None)
    if thing.lemma_.lower() not in _FIGURES or (at is None and own is None):
        return set(), "verb-quote"
    if at is not None and at.lower_ not in ("at", "between", "above", "below", "around", "in", "near", "under", "over"):
        return set(), "verb-quote"
    return subtree(thing) | (set() if at is None else subtree(at)), "verb-object"


def _is_plain_infinitive(token: Token) -> bool:
    """Whether a clause is an infinitive that begins with its "to"."""
    return token.left_edge.lower_ == "to" and _is_bare_infinitive(token)


def _with_tail(verb: Token, content: set[int]) -> set[int]:
    """The object with what follows it under the same verb ("for its cost", "as reckless", "of lying")."""
    end = max(content)
    for part in sorted(verb.children, key=lambda c: c.i):
        if part.i <= end:
            continue
        if part.dep_ in ("npadvmod", "advmod") and part.left_edge.i == end + 1 and _is_cause_after(verb, part):
            end = part.right_edge.i
            continue
        if part.left_edge.i != end + 1:
            charge = part.lower_ in CHARGES and part.dep_ == "prep"
            if not (charge and all(t.is_punct for t in verb.doc[end + 1 : part.left_edge.i])):
                break
        tail = part.dep_ == "prep" and part.lower_ not in ("on", "at", "in", "during", "after", "before", "since")
        if part.dep_ == "prep" and not tail:
            noun = child(part, "pobj")
            tail = noun is not None and noun.ent_type_ not in WHEN
        if part.dep_ == "advcl" and mark_of(part) in ("as", "because", "if", "by", "for", "than"):
            tail = True
        if not tail and part.dep_ not in ("oprd", "xcomp", "acl", "ccomp", "acomp", "dobj"):
            break
        content |= subtree(part)
        end = part.right_edge.i
    return content


def _is_cause_after(verb: Token, day: Token) -> bool:
    """Whether a day is followed by what it was done for: "sanctioned Norland last week over the raid"."""
    last = day.right_edge
    near = last.ent_type_ in WHEN or day.ent_type_ in WHEN or day.lower_ in ("earlier", "later")
    after = next((c for c in verb.children if last.i < c.i <= last.i + 5 and c.dep_ == "prep"), None)
    return near and after is not None and after.lower_ in ("over", "for") and after.left_edge.i <= last.i + 5


def _reported(clause: Token) -> set[int]:
    """A clause; where a noun is its head ("considered it a failure, with ..."), without what others do beside it."""
    return subtree(clause) if clause.pos_ in ("VERB", "AUX") else _without_absolute(clause)


def _without_absolute(thing: Token) -> set[int]:
    """A noun phrase without ", with ..." that tells what somebody else does: ", with one critic calling it rash"."""
    for part in thing.children:
        after_comma = part.i > thing.i and part.lower_ == "with" and part.nbor(-1).text == ","
        doing = child(part, "pcomp") if after_comma else None
        if doing is not None and child(doing, "nsubj", "nsubjpass") is not None:
            return {i for i in subtree(thing) if i < part.i - 1}
    return subtree(thing)


def _is_characterised(verb: Token, person: Token) -> bool:
    """Whether the object is called or seen as something: "a liar", "as reckless", "unfair"."""
    if any(t.text in QUOTATION_MARKS for t in verb.doc[person.i + 1 : person.right_edge.i + 1]):
        return True  # "called the mayor's remarks about the toll 'racist'"
    if person.tag_ in ("JJ", "JJR", "JJS", "VBN"):
        # "called the quarry reckless": an adjective over a noun before it is what that noun is called.
        return any(c.i < person.i and c.pos_ in ("NOUN", "PROPN", "PRON") for c in person.children)
    if any(part.lower_ == "as" and part.i > person.i for part in person.children):
        return True
    return any(
        part.i > person.i and (part.dep_ in ("oprd", "acomp", "xcomp", "ccomp") or part.lower_ == "as")
        for part in verb.children
    )
