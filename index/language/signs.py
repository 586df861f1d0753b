"""What a statement's stance is weighed by: signs of the side it takes, and of whether it takes one at all.

A sign of a side is positive where it speaks for the issue as worded, and negative where it speaks against it, so that
no sign prefers a side by itself. No word of any text is one, nor how an issue is worded alone: people word an issue
as they like.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.language.data.polarity import NEGATIONS
from index.language.indicators import Indicated, indicated
from index.language.stages import Attribution, CueClass
from index.language.targets import Kind, Target, stems_of
from index.language.tone import Tone, tone
from index.language.whole_cues import of_nobody

if TYPE_CHECKING:
    from index.language.issues import Match
    from index.language.parsed import Doc, Token

_FOR = frozenset(
    (CueClass.SUPPORT, CueClass.PRAISE, CueClass.PROMISE, CueClass.DECIDE, CueClass.WANT, CueClass.REQUEST)
)
_CONTRA = frozenset((CueClass.OPPOSE, CueClass.ACCUSE, CueClass.DENY))
_MUCH = 0.5  # of the proposition's words
_OWN = frozenset(("i", "we", "our", "my", "us"))
_WOULD = frozenset(("would", "could", "may", "might", "can"))
_SHOULD = frozenset(("should", "must", "need", "needs", "ought"))
_ASKING = frozenset(("if", "how", "what", "who", "why", "when"))
_SMALL = frozenset(("the", "and", "for", "who", "his", "her"))
_LONGEST, _FAR = 60, 30


@dataclass(frozen=True, slots=True)
class Signs:
    """`side` speaks for (positive) or against the issue, `taking` for there being a side at all; by name.

    `indicated` is what the issue's indicators say, None where it has none.
    """

    side: dict[str, float]
    taking: dict[str, float]
    indicated: Indicated | None = None


def signs_of(
    attribution: Attribution,
    doc: Doc,
    content: Sequence[int],
    match: Match,
    target: Target,
    word: Token | None,
    toward: int,
    stance: str,
    holder: str,
) -> Signs:
    """The signs of one statement.

    `word` is the word of the content that stands for the issue, if one does, `toward` (1, -1, 0) which way the
    proposition points at it, `stance` what the rules say, `holder` whose statement it is.
    """
    tokens = [doc[i] for i in content]
    named = word is not None and (target.names(word) or not target.stems)
    share = len(target.stems & stems_of(tokens)) / max(len(target.stems), 1)
    toned = tone(tokens)
    kind = "thing" if target.thing else target.kind.value
    read = (stance == "favor") - (stance == "against")
    toward = toward if target.kind is not Kind.VERDICT else target.verdict
    side: dict[str, float] = {}
    if read:
        side = {f"read {kind}": read, f"read {_doing(attribution)}": read}
        side |= {"read named": read} if named else {}
        side |= {"read much": read} if share >= _MUCH else {}
        side |= {"read against": read} if read < 0 else {}
    side |= dict(_of_tone(toned, target, kind, toward))
    side |= dict(_of_cue(attribution, target, kind, toward))
    lower = {token.lower_ for token in tokens}
    denied = any(token.dep_ == "neg" or token.lower_ in NEGATIONS for token in tokens)
    if denied and not read:
        side[f"not {kind}"] = -1
    if not read and any(target.opposed(token) for token in tokens):
        side[f"opposed {kind}"] = -1
    names = {name for name in holder.casefold().replace("'s", "").split() if len(name) > 2} - _SMALL
    if names & target.words:
        side["holder named"] = 1
    if names & target.owners:
        side["holder owns"] = 1
    taking = {
        f"kind {kind}": 1.0, f"read {stance}": 1.0, f"form {attribution.form.value}": 1.0,
        "does" if _doing(attribution) != "plain" else f"cue {attribution.cue_class.value}": 1.0,
        "tone": min(toned.well + toned.ill, 4) / 2, "length": min(len(tokens), _LONGEST) / _FAR,
        "phrases": min(len({hit.phrase for hit in match.hits}), 3), "share": round(share, 3),
    }  # fmt: skip
    holds = {
        "not": denied, "question": "?" in lower, "figures": any(token.like_num for token in tokens),
        "own": bool(lower & _OWN), "would": bool(lower & _WOULD), "should": bool(lower & _SHOULD),
        "beside": match.where != "content", "named": named, "nobody": not attribution.source,
        "hearsay": attribution.hedged, "according": attribution.lemma == "according to",
        "holder named": "holder named" in side,
    }  # fmt: skip
    taking |= {name: 1.0 for name, given in holds.items() if given}
    if not (match.issue.favor or match.issue.against):
        return Signs(side, taking)
    taking["names"] = min(sum(token.ent_iob_ == "B" for token in tokens), 4) / 2
    if (
        attribution.cue_class is CueClass.ASK
        or "whether" in lower
        or any(token.lower_ in _ASKING for token in tokens[:1])
    ):
        taking["asks"] = 1.0
    told = indicated(of_nobody(attribution, doc), doc, content, match.indicators)
    if told.side.get("indicator denied", 0) * read < 0:
        # "It was not a leak": the rules take for a denial of the attack what denies the leak.
        side = {name: value for name, value in side.items() if not name.startswith(("read", "not"))}
    return Signs(side | told.side, taking | told.taking, told)


def _doing(attribution: Attribution) -> str:
    if attribution.cue_class is CueClass.WARN:
        return "warn"
    return "for" if attribution.cue_class in _FOR else "contra" if attribution.cue_class in _CONTRA else "plain"


def _of_tone(told: Tone, target: Target, kind: str, toward: int) -> Iterator[tuple[str, float]]:
    """Who speaks well of what the proposition is for, or in the tone of the proposition, rather agrees."""
    if not told.balance:
        return
    if target.norm and target.kind is not Kind.VERDICT:
        yield f"tone {kind}", told.balance * toward
    if target.tone:
        of = "deed" if target.kind is Kind.NORM else "claim"
        yield f"tone {'good' if target.tone > 0 else 'bad'} {of}", told.balance * target.tone
        if told.strong:
            yield "tone strong", told.balance * target.tone


def _of_cue(attribution: Attribution, target: Target, kind: str, toward: int) -> Iterator[tuple[str, float]]:
    """Who asks for, backs or promises, and who opposes, accuses, denies or warns."""
    does = (attribution.cue_class in _FOR) - (attribution.cue_class in _CONTRA | {CueClass.WARN})
    does = -does if attribution.negated else does
    if not does:
        return
    yield "cue", does
    if target.kind is Kind.NORM:
        yield f"cue {kind}", does * toward
    if target.tone:
        yield "cue toned", does * target.tone
