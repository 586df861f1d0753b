"""Questions that the rules ask of a parsed sentence: who is the subject of this verb, what belongs to it.

Works on parsed tokens and the ClearNLP labels of spaCy's English models. Token sets are sets of
indices into the document; ranges of a subtree are read from its edges, never by recursion.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import TYPE_CHECKING

from index.model import Span

if TYPE_CHECKING:
    from index.language.parsed import Doc, Token

SUBJECTS = frozenset(("nsubj", "csubj", "expl"))
PASSIVE_SUBJECTS = frozenset(("nsubjpass", "csubjpass"))
AUXILIARIES = frozenset(("aux", "auxpass", "neg", "prt"))
QUOTATION_MARKS = frozenset(('"', "'", "''", "``"))
DOCUMENTS = frozenset(
    (
        "statement letter email e-mail tweet post memo note release message report article op-ed column brief ad "
        "advertisement commercial spot video leaflet notice communique document paper filing complaint"
    ).split()
)
ISSUING = frozenset(
    "issue release send write post publish make give deliver sign circulate put run air file hand".split()
)
DASHES = frozenset(("-", "--", "–", "—"))
DATELINE = DASHES | {"(", ","}  # what may follow the town of a dateline
RELATIVES = frozenset(("who", "which", "that", "whom"))
# An infinitive after these belongs to their object: "urged Russia to withdraw".
OBJECT_CONTROL = frozenset(
    (
        "urge ask tell beg implore request advise encourage persuade convince order command instruct invite "
        "want expect allow permit enable force require press pressure pressurise push prompt lead get help let "
        "make cause challenge dare remind warn teach train"
    ).split()
)
IMPLICATIVES_NEGATIVE = frozenset(["fail", "neglect", "avoid", "forget", "cease", "stop", "refrain", "omit"])
IMPLICATIVES_POSITIVE = frozenset(
    (
        "manage continue begin start go come keep proceed rush hasten hurry bother happen get end try attempt "
        "appear seem use have be need love like return rise step finish"
    ).split()
)
NEGATORS = frozenset(("no never not n't neither nor nobody none nothing hardly barely scarcely without").split())


def children(token: Token, *deps: str) -> list[Token]:
    """The token's children with one of these relations, in order."""
    return [child for child in token.children if child.dep_ in deps]


def child(token: Token, *deps: str) -> Token | None:
    """The first child with one of these relations."""
    for part in token.children:
        if part.dep_ in deps:
            return part
    return None


def subtree(token: Token) -> set[int]:
    """The indices of everything under the token, itself included."""
    return set(range(token.left_edge.i, token.right_edge.i + 1))


def way_up(token: Token, inside: Container[int]) -> Iterator[Token]:
    """The token, then what stands over it, the nearest first, as long as that is `inside`: indices of tokens."""
    yield token
    for above in token.ancestors:
        if above.i not in inside:
            return
        yield above


def is_passive(verb: Token) -> bool:
    """Whether the verb form is a passive."""
    has = child(verb, "auxpass") if verb.tag_ == "VBN" else None
    if has is not None and has.text in ("'s", "’s"):
        # "he's renounced most of them": the parser took "has" for "is".
        return child(verb, "agent") is not None or child(verb, "dobj", "xcomp") is None
    if child(verb, "auxpass", "nsubjpass", "csubjpass", "agent") is not None:
        return True
    if verb.dep_ == "advcl" and verb.tag_ in ("VBN", "VBD") and verb.i < verb.head.i:
        # "Asked whether ..., she said" and "When asked about it, ..."
        return not any(c.dep_ in ("nsubj", "aux") for c in verb.children) and verb.i - verb.sent.start <= 2
    if verb.dep_ in ("relcl", "advcl") and verb.tag_ == "VBN" and child(verb, "nsubj", "aux", "dobj", "mark") is None:
        return any(c.tag_ == "WRB" for c in verb.children)  # "said the envoy when asked about it"
    if verb.lemma_ == "ask" and verb.dep_ == "ccomp" and 0 < verb.i < verb.head.i and verb.nbor(-1).text == ",":
        return True  # "Berg, asked whether she would resign, said"
    if verb.lemma_ == "accuse" and child(verb, "dobj") is None:
        return any(c.dep_ == "prep" and c.lower_ == "of" for c in verb.children)  # "Mayor accused of lying"
    return verb.dep_ in ("acl", "amod") and verb.tag_ == "VBN"


def agent(verb: Token) -> Token | None:
    """The doer of a passive: the noun after "by"."""
    by = child(verb, "agent")
    if by is None:
        by = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "by"), None)
    if by is None:
        # "was hailed as a triumph by the union"
        inner = (n for c in verb.children if c.dep_ == "prep" and c.lower_ == "as" for n in c.children)
        by = next((p for n in inner for p in n.children if p.dep_ == "prep" and p.lower_ == "by"), None)
    return child(by, "pobj") if by is not None else None


def own_subject(verb: Token, *deps: str) -> Token | None:
    """The verb's own subject, also where the parser hung it on its auxiliary ("they are opposed to")."""
    found = child(verb, *deps)
    if found is not None:
        doc = verb.doc
        if found.pos_ == "PROPN" and found.i < verb.i and doc[found.i + 1].text in DATELINE:
            later = children(verb, *deps)[-1]
            dashed = later.i < verb.i and any(t.text in DASHES for t in doc[found.i + 1 : later.left_edge.i])
            if dashed and found.i == verb.sent.start:
                return later  # "NORTHPORT (CPA) - The mayor rejected": a town before a dash says nothing
        if not found.whitespace_ and found.i + 2 < verb.i and doc[found.i + 1].text == "-":
            # "co-host Mika Ward asked": the parser may take "co" for the subject.
            whole = doc[found.i + 2]
            while whole.head.i > whole.i and whole.head.i < verb.i:
                whole = whole.head
            return whole if whole.pos_ in ("NOUN", "PROPN") else found
        return found
    for part in verb.children:
        if part.i < verb.i and part.dep_ in ("aux", "auxpass"):
            found = child(part, "nsubj", "nsubjpass")
            if found is not None:
                return found
    return None


def subject(verb: Token) -> Token | None:
    """The head of the noun phrase that does what the verb says, looked for up the tree; None where it is unsaid."""
    at = verb
    for _ in range(8):
        if is_passive(at):
            if at.i != verb.i:
                by = agent(at) if at.i < verb.i and verb.tag_ == "VBG" and verb.dep_ == "advcl" else None
                if by is not None and by.i < verb.i and by.ent_type_ in ("PERSON", "ORG"):
                    return by  # "was called a triumph by Berg, saying ..."
                found = child(at, "nsubjpass") or child(at, "nsubj")
                if found is not None:
                    return _agreeing(found, at, verb)
            by = agent(at)
            if by is not None:
                return by
            if at.i == verb.i:
                return None
        else:
            found = own_subject(at, "nsubj", "nsubjpass")
            if found is not None and found.dep_ != "expl":
                return _agreeing(found, at, verb)
        if at.dep_ == "acl" and at.head.pos_ in ("NOUN", "PROPN", "PRON"):
            if any(c.tag_ == "TO" for c in at.children):
                # "was the first senator to oppose it", "has no reason to doubt it"
                if at.head.dep_ not in ("attr", "dobj") or at.head.head.pos_ not in ("VERB", "AUX"):
                    return None
                at = at.head.head
                continue
            author = _author(at.head) if at.tag_ == "VBG" else None
            return author if author is not None else at.head
        if at.dep_ == "relcl" and child(at, "nsubj", "nsubjpass") is None:
            return at.head
        if at.dep_ == "conj":
            at = at.head
            if at.pos_ in ("NOUN", "PROPN", "PRON"):
                return None
        elif at.dep_ in ("dobj", "advmod") and (at.tag_ == "VBG" or at.lower_ == "short"):
            at = at.head
        elif at.dep_ in ("xcomp", "advcl", "pcomp", "prep", "ccomp", "parataxis", "acomp", "attr", "dep", "amod"):
            head = at.head
            if at.dep_ == "pcomp" and head.lower_ == "as" and not is_passive(head.head):
                quoting = head.head.dep_ == "dobj" and head.head.head.lemma_.lower() in ("quote", "cite")
                described = head.head if quoting else child(head.head, "dobj")
                if described is not None:
                    return described
            if at.dep_ == "xcomp" and head.lemma_.lower() in OBJECT_CONTROL and not is_passive(head):
                controller = child(head, "dobj", "dative")
                if controller is not None and controller.i < at.i:
                    return controller
            if at.dep_ == "ccomp" and (child(at, "mark") is not None or at.tag_ not in ("VBG", "VBN", "VB")):
                return None
            if at.dep_ == "advcl" and at.i < head.i and is_passive(head) and at.tag_ != "VBG":
                return None
            if head.pos_ in ("NOUN", "PROPN", "PRON") and at.dep_ == "prep":
                owner = child(head, "poss")
                if owner is not None or head.dep_ not in ("dobj", "pobj"):
                    return owner
                head = head.head
                if head.pos_ == "ADP":
                    head = head.head
            at = head
        else:
            first = child(at, "ccomp")
            if first is not None and first.i < at.i and child(first, "mark") is None and not is_passive(at):
                # A row of verbs whose first one the parser took for a clause of the second.
                return child(first, "nsubj")
            return (_misplaced(verb) or _leading(verb)) if at.i == verb.i else None
    return None


def _author(noun: Token) -> Token | None:
    """Who issues a statement or letter that "says" something; None where that is not said."""
    if noun.dep_ == "pobj" and noun.head.lower_ in ("on", "in", "to") and noun.ent_type_ not in ("PERSON", "NORP"):
        # "posted a message on the portal blaming the ministry"
        over = noun.head.head
        said = child(over, "dobj") if over.pos_ == "VERB" else over
        noun = noun if said is None else said
    if noun.lemma_.lower() not in DOCUMENTS or noun.dep_ != "dobj" or noun.head.lemma_.lower() not in ISSUING:
        return None
    if child(noun, "poss") is not None:
        return None
    return subject(noun.head)


def _misplaced(verb: Token) -> Token | None:
    """The subject of a finite verb that the parser hung on the phrase before it, as an apposition.

    "In a letter to the port, its lawyer, Anna Berg, said ..."
    """
    if verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    at = verb.i - 1
    doc = verb.doc
    start = verb.sent.start
    while at > start and doc[at].pos_ in ("ADV", "AUX", "PART"):
        at -= 1
    closed = doc[at].text == ","
    token = doc[at - 1] if closed and at > start else doc[at]
    if token.pos_ not in ("NOUN", "PROPN", "NUM") or token.i < start:
        return None
    for _ in range(4):
        if (token.dep_ == "conj" and token.head.dep_ in ("appos", "conj")) or (closed and token.dep_ == "appos"):
            if token.head.pos_ not in ("NOUN", "PROPN") or token.head.dep_ == "pobj":
                break
            closed = closed and token.dep_ != "appos"
            token = token.head
        else:
            break
    return token if token.dep_ in ("appos", "conj", "dep", "npadvmod", "compound") else None


def _leading(verb: Token) -> Token | None:
    """The noun that the sentence begins with, where the parser gave its main verb no subject.

    "Many of the people interviewed for the report, among them two judges, worry about ..."
    """
    if verb.dep_ != "ROOT" or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    doc, at = verb.doc, verb.sent.start
    while at < verb.i and doc[at].dep_ in ("cc", "advmod", "punct"):
        at += 1
    first = doc[at]
    inside = ("det", "amod", "compound", "nummod", "poss")
    while first.head.i > first.i and first.head.i < verb.i and first.dep_ in inside:
        first = first.head
    named = first.pos_ in ("NOUN", "PROPN", "PRON", "ADJ", "DET") and first.dep_ not in ("pobj", "mark", "prep")
    return first if named and first.i < verb.i - 1 else None


def inner_subject(host: Token, verb: Token) -> Token | None:
    """The subject that a verb agrees with inside the clause that its coordinate governs.

    In "officials say that the ministry is wary, but expects help" the parser may hang "expects" on
    "say"; the singular verb shows that it belongs to the ministry.
    """
    if verb.tag_ != "VBZ":
        return None
    subjects = children(host, "nsubj", "nsubjpass")
    if not subjects or subjects[0].tag_ not in ("NNS", "NNPS"):
        return None
    for clause in children(host, "ccomp"):
        found = child(clause, "nsubj", "nsubjpass")
        if found is not None and clause.i < verb.i and found.tag_ in ("NN", "NNP"):
            return found
    return None


def _agreeing(found: Token, at: Token, verb: Token) -> Token:
    if at.i != verb.i and verb.dep_ == "conj":
        inner = inner_subject(at, verb)
        if inner is not None:
            return inner
    return antecedent(found, at)


def antecedent(found: Token, verb: Token) -> Token:
    """What a relative pronoun stands for, else the token itself."""
    if found.lower_ in RELATIVES and found.tag_ in ("WP", "WDT", "IN", "DT"):
        at = verb
        for _ in range(4):
            if at.dep_ == "relcl":
                return at.head
            if at.dep_ not in ("conj", "xcomp", "ccomp", "advcl", "acl"):
                break
            at = at.head
    return found


def noun_phrase(head: Token, without: Iterable[int] = ()) -> set[int]:
    """The whole noun phrase of a head, cut where it would reach into `without` (its own relative clause)."""
    found = subtree(head)
    for part in head.children:
        if part.i > head.i and part.dep_ in ("prep", "punct", "relcl", "advcl"):
            first = part.left_edge
            if (part.lower_ == "according" and part.dep_ in ("prep", "punct")) or (
                part.dep_ in ("relcl", "advcl") and first.lower_ in ("when", "while", "after", "as")
            ):
                found = {i for i in found if i < first.i}
    barrier = set(without)
    if barrier & found:
        after = [i for i in barrier if i > head.i]
        before = [i for i in barrier if i < head.i]
        low = max(before) + 1 if before else head.left_edge.i
        high = min(after) if after else head.right_edge.i + 1
        found = {i for i in found if low <= i < high}
    return found


def verb_group(verb: Token) -> set[int]:
    """The verb with its auxiliaries, negation, particles and the adverbs between them."""
    group = {verb.i} | {c.i for c in verb.children if c.dep_ in AUXILIARIES and abs(c.i - verb.i) < 8}
    for c in verb.children:
        if c.dep_ == "advmod" and (min(group) < c.i < verb.i or c.i == verb.i - 1) and c.left_edge.i == c.right_edge.i:
            group.add(c.i)
    return group


def is_negated(verb: Token) -> bool:
    """Whether the verb itself is negated ("did not say", "nobody said", "never said")."""
    for c in verb.children:
        if c.dep_ == "neg" or (c.dep_ in ("advmod", "preconj", "cc") and c.lower_ in NEGATORS and c.i < verb.i):
            return True
        if c.dep_ in ("nsubj", "nsubjpass") and _is_nobody(c):
            return True
    if verb.dep_ == "conj" and verb.head.i < verb.i:
        # "did not confirm or deny", "would neither confirm nor deny"
        joined = child(verb.head, "cc")
        own = child(verb, "aux", "auxpass", "nsubj", "nsubjpass")
        if joined is not None and joined.i < verb.i and own is None:
            return joined.lower_ == "nor" or (joined.lower_ == "or" and is_negated(verb.head))
    return verb.dep_ == "pcomp" and verb.head.lower_ == "without"


def _is_nobody(head: Token) -> bool:
    """Whether a subject stands for nobody: "neither group", "none of the firms", "not one of them"."""
    if head.lower_ in ("nobody", "none", "neither", "no-one"):
        return True
    first = head.left_edge
    return (
        first.lower_ in ("no", "neither")
        or (first.lower_ == "not" and first.i < head.i and first.nbor().lower_ in ("one", "a"))
        or any(c.lower_ in ("no", "neither") for c in head.children)
    )


def implicative(verb: Token) -> tuple[Token, bool] | None:
    """The outermost verb over this one that only says whether it happens, and whether the chain denies it.

    "failed to condemn", "refrained from naming", "went on to criticise"; None where there is none.
    """
    at, denied, outer = verb, False, None
    for _ in range(4):
        if at.dep_ == "pcomp" and at.head.pos_ == "ADP":
            over = at.head.head
            phrase = (over.lemma_.lower(), at.head.lower_)
            if phrase == ("refrain", "from") or phrase == ("short", "of") or phrase == ("stop", "of"):
                if over.lemma_.lower() == "short" and over.head.lemma_.lower() in ("stop", "fall", "come"):
                    over = over.head
                denied = not denied
            elif phrase not in (("end", "by"), ("begin", "by"), ("go", "by"), ("keep", "on"), ("respond", "by")):
                break
        elif at.dep_ in ("xcomp", "ccomp", "dobj") and child(at, "nsubj") is None:
            over = at.head
            lemma = over.lemma_.lower()
            if lemma in IMPLICATIVES_NEGATIVE:
                denied = not denied
            elif lemma not in IMPLICATIVES_POSITIVE or over.pos_ not in ("VERB", "AUX"):
                break
            elif any(c.lower_ == "yet" for c in over.children if c.dep_ == "advmod"):
                denied = not denied  # "has yet to comment"
        else:
            break
        if is_negated(over):
            denied = not denied
        outer = at = over
    return None if outer is None else (outer, denied)


def to_spans(doc: Doc, tokens: Iterable[int], *, join: int = 0) -> tuple[Span, ...]:
    """Offsets of a set of tokens: its runs, with spaces and loose punctuation at their edges cut off.

    Runs that at most `join` tokens lie between are one.
    """
    runs: list[list[int]] = []
    for i in sorted(tokens):
        if runs and i - runs[-1][1] <= 1 + join:
            runs[-1][1] = i
        else:
            runs.append([i, i])
    spans = []
    for first, last in runs:
        while first <= last and _loose(doc[first], opening=True):
            first += 1
        quoted = first <= last and doc[first].text in QUOTATION_MARKS
        while last >= first and _loose(doc[last], opening=False) and not (quoted and doc[last].text in (".", "?", "!")):
            last -= 1
        if first <= last:
            spans.append(Span(doc[first].idx, doc[last].idx + len(doc[last].text)))
    return tuple(spans)


def _loose(token: Token, *, opening: bool) -> bool:
    text = token.text
    if token.is_space or text in (",", ";", ":", ".", "-", "--", "—", "–", "?", "!", "…", "..."):
        return not (text in ("...", "…") and opening)
    return text in (")", "]") if opening else text in ("(", "[")
