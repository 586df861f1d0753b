"""The stances that are suggested for the statements of one article, each with its reason in words.

What the rules say of each statement by itself (`stance.py`) is weighed together with the holder's other statements
(`weighing.py`). What is too seldom right is left unclear.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.language import weighing
from index.language.signs import Signs
from index.language.stages import Attribution
from index.language.stance import AGAINST, FAVOR, NONE, UNCLEAR, Judgement, judgement
from index.model import Suggestion

if TYPE_CHECKING:
    from index.language.issues import Match
    from index.language.parsed import Doc
    from index.language.targets import Target

METHOD = "rules 1"
_WORTH_SAYING = 0.15  # of a weight: what moves less is not told
_MOST_TOLD = 2


@dataclass(frozen=True, slots=True)
class Case:
    """A statement whose stance is asked for: `content` are the tokens of its content, `holder` names who holds it
    and `holder_id` is the same for one holder's statements (None where it is nobody's)."""

    attribution: Attribution
    content: Sequence[int]
    match: Match | None
    target: Target | None
    holder: str = ""
    holder_id: str | None = None


def suggestions(doc: Doc, cases: Sequence[Case]) -> list[Suggestion | None]:
    """The suggestion for each statement of an article, in order; None where there is nothing to say anything about."""
    judged = judgements(doc, cases)
    found = iter(weighing.weighed([*_weighable(cases, judged)]))
    return [
        None if one is None
        else _plain(one) if one.signs is None
        else _suggestion(one, next(found))
        for one in judged
    ]  # fmt: skip


def judgements(doc: Doc, cases: Sequence[Case]) -> list[Judgement | None]:
    """What the rules say of each statement by itself."""
    return [judgement(one.attribution, doc, one.content, one.match, one.target, one.holder) for one in cases]


def _weighable(cases: Sequence[Case], judged: Sequence[Judgement | None]) -> Iterator[tuple[Signs, str, str | None]]:
    for case, one in zip(cases, judged, strict=True):
        if one is not None and one.signs is not None and case.match is not None:
            yield one.signs, case.match.issue.id, case.holder_id


def _plain(judged: Judgement) -> Suggestion:
    return Suggestion(judged.stance, round(judged.confidence, 2), judged.why, METHOD)


def _suggestion(judged: Judgement, found: weighing.Weighed) -> Suggestion:
    """What is likely enough, with its reason; else what the rules left open, or unclear."""
    read, why = judged.stance, judged.why
    if found.is_enough:
        beside = [*_signs_told(judged, found), *_company_told(found)][:_MOST_TOLD]
        if read == found.stance:
            beside = [*_indicators_told(judged, found), *_company_told(found)][:_MOST_TOLD]
            return Suggestion(read, round(found.likely, 2), "; ".join((why, *beside)), METHOD)
        if beside:
            joined = f"{why}; yet {' and '.join(beside)} → {found.stance}"
            return Suggestion(found.stance, round(found.likely, 2), joined, METHOD)
    unsure = round(1 - found.likely, 2)
    told = "" if read == found.stance else next(_indicators_told(judged, found), "")
    if read in (UNCLEAR, NONE):
        return Suggestion(read, unsure, f"{why}; {told}; that is not enough" if told else why, METHOD)
    less = f"; yet {told}" if told else ", but what looks like that is too seldom right"
    return Suggestion(UNCLEAR, unsure, f"{why}{less}", METHOD)


def _weights(found: weighing.Weighed) -> weighing.Weights:
    return weighing.INDICATED if found.indicated else weighing.PLAIN


def _signs_told(judged: Judgement, found: weighing.Weighed) -> list[str]:
    """The signs that speak for a side, in words: what the codebook counts for it, then the weightiest first."""
    assert judged.signs is not None
    way = 1 if found.stance == FAVOR else -1
    weights = _weights(found).side
    moved = {name: weights.get(name, 0.0) * value * way for name, value in judged.signs.side.items()}
    told = dict.fromkeys(_indicators_told(judged, found))
    for name, by in sorted(moved.items(), key=lambda item: -item[1]):
        words = _told(name, judged.signs.side[name])
        if by >= _WORTH_SAYING and words:
            told[words] = None
    return list(told)


def _indicators_told(judged: Judgement, found: weighing.Weighed) -> Iterator[str]:
    """What the statement says that the codebook counts for the side that is suggested."""
    if judged.signs is not None and judged.signs.indicated is not None:
        told = judged.signs.indicated.told(1 if found.stance == FAVOR else -1)
        if told:
            yield told


def _told(name: str, value: float) -> str:
    """A sign in words; an empty text for those that the rule's own reason has told."""
    first = name.split()[0]
    if first == "tone":
        same = value > 0
        if name in ("tone thing", "tone norm"):
            return f"its tone is {'for' if same else 'against'} the issue"
        return f"its tone is {'that' if same else 'not that'} of the proposition"
    if first == "cue":
        return ""
    if first == "not":
        return "it denies something"
    if first == "opposed":
        return "it says an opposite"
    return "the issue names its holder" if first == "holder" else ""


def _company_told(found: weighing.Weighed) -> Iterator[str]:
    """Whose other statements lean the same way."""
    way = 1 if found.stance == FAVOR else -1
    side = FAVOR if way > 0 else AGAINST
    among = _weights(found).among
    if among["same"] * found.same * way >= _WORTH_SAYING:
        yield f"as in the other statements of the same holder ({side})"
    if among["others"] * found.others * way >= _WORTH_SAYING:
        yield f"as the others in the article lean ({side})"
    if among.get("article", 0.0) * found.article * way >= _WORTH_SAYING:
        yield f"as what the codebook counts leans in the rest of the article ({side})"
