"""What a statement says that its issue's codebook counts for the proposition or against it: the issue's indicators.

"It was a gas leak" speaks against "The blast was an attack", which no rule of English can tell: whoever writes the
codebook knows it. An indicator counts for its side where it is asserted. Where it is denied ("not a leak", "no
evidence of a leak", "denied that there was a leak") it counts for the other side, and less.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.language.data import words
from index.language.data.polarity import DOUBTING, NEGATIONS, SAYINGS
from index.language.stages import Attribution, CueClass
from index.language.targets import topmost

if TYPE_CHECKING:
    from index.language.issues import Indicator
    from index.language.parsed import Doc, Token

_LONGEST_WAY = 12
_MOST_TOLD = 3
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "expl"))
# A negation over these does not reach below them: what is said of a subject, in another clause, or about it.
_APART = _SUBJECTS | {"advcl", "relcl", "parataxis", "npadvmod", "appos", "agent"}
# What is denied together with these is none the less so: "cannot tolerate the noise", "must not ignore the danger".
_KEEPING = words("tolerate accept allow permit let stand ignore forget afford overlook know understand stop deny doubt")
_NO_DENIAL = words("only just merely simply necessarily wait")  # "not only", "can hardly wait"
_FEWER = words("less fewer little")
# Behind these words, and in these clauses, who opposes something says what he thinks of it: "opposed it as a danger".
_SAYING = words("as for over because")
_SAID = frozenset(("advcl", "acl", "relcl", "xcomp"))
# What stands in such a name is no word of the speaker's: "Flood Prevention Act".
_NAMES = frozenset(("ORG", "LAW", "WORK_OF_ART", "PERSON", "FAC", "EVENT", "PRODUCT"))
# What a clause of a noun says is less what the statement is about: "the plan, which some call a danger, goes on".
_OF_A_NOUN = frozenset(("relcl", "acl"))
_CENTRAL, _DENIED = 1, 3  # words from an indicator to the head of the content, at the most
_FEW = 4.0  # indicators, of both sides alike, that each article is taken to have besides its own
_SAYS, _DENIES, _BESIDE = "it says", "it denies", "beside it stands"


@dataclass(frozen=True, slots=True)
class Indicated:
    """What the indicators of its issue say of a statement; `side` and `taking` are the signs by which it is weighed.

    `found` are the words of the text, which side they speak for here (1 or -1), and how they stand there. `article`
    (-1 to 1) is what the other words of the article lean to, whoever says them.
    """

    side: dict[str, float] = field(default_factory=dict)
    taking: dict[str, float] = field(default_factory=dict)
    found: tuple[tuple[str, int, str], ...] = ()
    article: float = 0.0

    def told(self, side: int) -> str:
        """What speaks for a side, in words: "it says “gas leak”, which the codebook counts against it"; else empty."""
        for how in (_SAYS, _DENIES, _BESIDE):
            quoted = list(
                dict.fromkeys(f"“{text}”" for text, way, manner in self.found if (way, manner) == (side, how))
            )
            if quoted:
                *first, last = quoted[:_MOST_TOLD]
                for_it = (side > 0) != (how == _DENIES)
                what = f"{', '.join(first)} and {last}" if first else last
                return f"{how} {what}, which the codebook counts {'for' if for_it else 'against'} it"
        return ""


def indicated(attribution: Attribution, doc: Doc, content: Sequence[int], indicators: Sequence[Indicator]) -> Indicated:
    """What the indicators of an article, in order, say of one statement; `content` are the tokens of its content."""
    if not indicators or not content:
        return Indicated()
    inside = set(content)
    denies = _denies(attribution)
    head: Token | None = None
    asserted: dict[tuple[str, int], str] = {}
    denied: dict[tuple[str, int], str] = {}
    central: set[tuple[str, int]] = set()
    in_clause: set[tuple[str, int]] = set()
    for one, said in _in_content(indicators, doc, content):
        if _is_named(one, said):
            continue
        head = head or topmost([doc[i] for i in content if not doc[i].is_punct] or [doc[content[0]]])
        way = [word.dep_ for word in _way_up(said, head)]
        if _is_denied(said, inside) != (denies and not _is_aside(said, head)):
            if len(way) <= _DENIED:
                denied.setdefault((one.phrase, -one.side), one.text)
            continue
        asserted.setdefault((one.phrase, one.side), one.text)
        if len(way) <= _CENTRAL:
            central.add((one.phrase, one.side))
        if not _OF_A_NOUN.intersection(way):
            in_clause.add((one.phrase, one.side))
    not_done: dict[tuple[str, int], str] = {}  # "did not mourn"
    beside: dict[tuple[str, int], str] = {}
    for one in _beside(indicators, attribution, doc, content):
        if attribution.negated and _is_cue(one, attribution):
            not_done[one.phrase, -one.side] = one.text
        else:
            beside[one.phrase, one.side] = one.text
    found = [
        (text, side, how)
        for how, kept in ((_SAYS, asserted), (_DENIES, denied), (_DENIES, not_done), (_BESIDE, beside))
        for (_, side), text in kept.items()
    ]
    more, more_denied, more_beside, more_central, more_in_clause = (
        sum(side for _, side in kept) for kept in (asserted, denied, beside, central, in_clause)
    )
    ways = {
        "indicator": _way(more), "indicators": _way(more) if abs(more) > 1 else 0,
        "indicator central": _way(more_central), "indicator in clause": _way(more_in_clause),
        "indicator denied": _way(more_denied), "indicator beside": _way(more_beside),
        "indicator cue": _in_cue(indicators, attribution),
    }  # fmt: skip
    signs = {name: float(way) for name, way in ways.items() if way}
    taking = {f"{name} sided": 1.0 for name in signs if name != "indicator cue"}
    taking |= {"indicator": 1.0} if asserted or denied else {}
    taking |= {"indicator reported": 1.0} if more and attribution.cue_class is CueClass.REPORT else {}
    return Indicated(signs, taking, tuple(found), _leaning_around(indicators, doc, content))


def _leaning_around(indicators: Sequence[Indicator], doc: Doc, content: Sequence[int]) -> float:
    """What the indicators of an article outside the sentences of a content lean to together, from -1 to 1."""
    sentences = [doc[i].sent for i in (content[0], content[-1])]
    first = bisect_left(indicators, (min(one.start_char for one in sentences),))
    last = bisect_left(indicators, (max(one.end_char for one in sentences),))
    whole = indicators[-1].balance + indicators[-1].side
    until = indicators[last].balance if last < len(indicators) else whole
    inside = until - indicators[first].balance if first < last else 0
    return (whole - inside) / (len(indicators) - (last - first) + _FEW)


def _way(balance: int) -> int:
    return (balance > 0) - (balance < 0)


def _in_content(
    indicators: Sequence[Indicator], doc: Doc, content: Sequence[int]
) -> Iterator[tuple[Indicator, list[Token]]]:
    """The indicators that stand in the content as a whole, with their words."""
    starts = [doc[i].idx for i in content]
    end = _end(doc[content[-1]])
    for place in range(bisect_left(indicators, (starts[0],)), len(indicators)):
        one = indicators[place]
        if one.start >= end:
            return
        first = bisect_left(starts, one.start + 1) - 1  # it may begin inside of a word: "anti-dam"
        said = []
        for i in content[first:]:
            if doc[i].idx >= one.end:
                break
            said.append(doc[i])
        if said and _end(said[-1]) >= one.end > said[0].idx and said[-1].i - said[0].i == len(said) - 1:
            yield one, said


def _is_named(one: Indicator, said: Sequence[Token]) -> bool:
    """Whether a common word of the codebook is part of a name here."""
    return one.phrase[:1].islower() and said[0].text[:1].isupper() and all(word.ent_type_ in _NAMES for word in said)


def _in_cue(indicators: Sequence[Indicator], attribution: Attribution) -> int:
    """Which side the words speak for by which it is said: "mourned the weir", turned by "did not mourn"."""
    way = 0
    for cue in attribution.cue:
        first = max(bisect_left(indicators, (cue.start,)) - 1, 0)  # that before may reach into the cue: none overlap
        last = bisect_left(indicators, (cue.end,))
        way += sum(one.side for one in indicators[first:last] if cue.start < one.end)
    way = _way(way)
    return -way if attribution.negated else way


def _is_cue(one: Indicator, attribution: Attribution) -> bool:
    return any(one.start < cue.end and cue.start < one.end for cue in attribution.cue)


def _beside(
    indicators: Sequence[Indicator], attribution: Attribution, doc: Doc, content: Sequence[int]
) -> Iterator[Indicator]:
    """The indicators in the sentences of the content and its cue that do not stand in the content."""
    starts = [doc[i].idx for i in content]
    sentences = {doc[i].sent.start: doc[i].sent for i in content}
    for span in attribution.cue:
        cue = doc.char_span(span.start, span.end)
        if cue is not None:
            sentences |= {token.sent.start: token.sent for token in cue}
    for _, sentence in sorted(sentences.items()):
        for place in range(bisect_left(indicators, (sentence.start_char,)), len(indicators)):
            one = indicators[place]
            if one.start >= sentence.end_char:
                break
            last = bisect_left(starts, one.end) - 1  # the last word of the content that begins before its end
            if last < 0 or _end(doc[content[last]]) <= one.start:
                yield one


def _end(word: Token) -> int:
    return word.idx + len(word.text)


def _denies(attribution: Attribution) -> bool:
    """Whether who says it denies, doubts or opposes what the content says."""
    doubts = (attribution.lemma.split() or [""])[0] in DOUBTING
    against = attribution.cue_class in (CueClass.DENY, CueClass.OPPOSE) or doubts
    return against != attribution.negated


def _way_up(said: Sequence[Token], head: Token) -> Iterator[Token]:
    """The words from an indicator's own up to the head of the content, which is none of them."""
    at = topmost(list(said))
    for _ in range(_LONGEST_WAY):
        if at.i == head.i or at.head.i == at.i:
            return
        yield at
        at = at.head


def _is_aside(said: Sequence[Token], head: Token) -> bool:
    """Whether who opposes or denies something says these words himself, of it: "rejected the plan as a danger".

    The clause of a claim ("rejected the claim that it is a danger") is what is denied.
    """
    claim = head.lemma_.casefold() in SAYINGS
    return any(at.lower_ in _SAYING or (at.dep_ in _SAID and not claim) for at in _way_up(said, head))


def _is_denied(said: Sequence[Token], inside: Collection[int]) -> bool:
    """Whether an odd number of negations stands over an indicator, those in its own words aside."""
    own = {word.i for word in said}
    below = at = topmost(list(said))
    count = 0
    for _ in range(_LONGEST_WAY):
        circumstance = below.dep_ == "prep" and at.pos_ in ("VERB", "AUX")
        if not circumstance and at.lemma_ not in _KEEPING:
            count += sum(1 for c in at.children if c.i in inside and c.i not in own and _negates(c))
        if at.dep_ in _APART or at.head.i == at.i or at.head.i not in inside or _begins_anew(at):
            break
        below, at = at, at.head
    return count % 2 == 1


def _begins_anew(word: Token) -> bool:
    """Whether it is coordinated, and what is said before does not hold of it: "it is no virus but a punishment"."""
    if word.dep_ != "conj":
        return False
    other = word.pos_ in ("VERB", "AUX") and any(c.dep_ in _SUBJECTS for c in word.children)
    return other or any(c.lower_ == "but" for c in word.head.children)


def _negates(word: Token) -> bool:
    if word.dep_ == "neg" or (word.lower_ in NEGATIONS and word.dep_ in ("det", "advmod", "preconj", "nsubj")):
        after = word.doc[word.i + 1].lower_ if word.i + 1 < len(word.doc) else ""
        return after not in _NO_DENIAL and not _is_imperative(word.head)
    if word.lower_ == "longer":
        return any(c.lower_ == "no" for c in word.children)
    return word.lower_ in _FEWER and word.dep_ in ("amod", "advmod")


def _is_imperative(verb: Token) -> bool:
    """Whether it asks not to do something, which is being done or feared: "don't take our homes"."""
    helped = any(c.dep_ == "aux" and c.lower_ == "do" for c in verb.children)
    return helped and verb.tag_ == "VB" and verb.dep_ != "conj" and not any(c.dep_ in _SUBJECTS for c in verb.children)
