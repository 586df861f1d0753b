"""Whether words that are much alike say the same: numbers, and words that turn or take back what stands behind them.

One such word in a long quotation changes little of its letters and all of its sense. Only what clearly differs counts;
whoever labelled words that changed otherwise is asked to look again.
"""

from __future__ import annotations

import re
from collections import Counter

_WORDS = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+")

_NEGATIONS = frozenset(
    "not no never none nothing nobody nowhere neither nor without cannot t hardly scarcely barely unlikely un".split()
)

_NUMBERS = frozenset(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion"
    " half third quarter double twice triple dozen first second fourth fifth".split()
)

# Verbs of which what stands behind them is not so, was not done, or ends; whether it is so hangs on them as on "not".
_TURNING = (
    "fail refuse decline stop cease quit avoid forget neglect omit deny doubt prevent prohibit forbid ban bar block"
    " refrain abandon cancel drop scrap withdraw withhold reject veto oppose resist regret condemn reverse"
    " suspend postpone delay halt end"
)

# Words, and what is said in their place where the opposite is meant.
_OPPOSITES = (
    (
        "support back favour favor welcome approve accept endorse",
        "oppose reject condemn criticise criticize attack veto",
    ),
    (
        "rise increase grow raise gain higher more up above",
        "fall decrease shrink cut lower lose less fewer down below reduce",
    ),
    ("before until", "after since"),
    ("begin start open launch", "close shut end stop"),
    ("allow permit let enable", "forbid prohibit ban bar prevent block"),
    ("good better best", "bad worse worst"),
    ("right true", "wrong false"),
    ("win victory", "defeat loss lose"),
    ("government", "opposition"),
    ("strengthen", "weaken"),
    ("deepen widen", "fill narrow"),
)


def _forms(verb: str) -> set[str]:
    """A word as it is inflected, by the rule alone."""
    stem = verb[:-1] if verb.endswith("e") else verb
    doubled = verb + verb[-1] if verb[-1] in "tpnrmgb" else verb
    ied = {f"{verb[:-1]}ies", f"{verb[:-1]}ied"} if verb.endswith("y") else set()
    return {verb, f"{verb}s", f"{verb}es", f"{stem}ed", f"{stem}ing", f"{doubled}ed", f"{doubled}ing", *ied}


_IRREGULAR = {
    "forget": "forgot forgotten", "forbid": "forbade forbidden", "withdraw": "withdrew withdrawn withdrawal",
    "withhold": "withheld", "rise": "rose risen", "fall": "fell fallen", "grow": "grew grown", "begin": "began begun",
    "win": "won", "lose": "lost", "build": "built", "fail": "failure", "refuse": "refusal", "deny": "denial",
    "ban": "ban", "end": "ends", "quit": "quits",
}  # fmt: skip


def _all(words: str) -> frozenset[str]:
    found: set[str] = set()
    for one in words.split():
        found |= _forms(one) | set(_IRREGULAR.get(one, "").split())
    return frozenset(found)


_TURNED = {form: verb for verb in _TURNING.split() for form in (*_forms(verb), *_IRREGULAR.get(verb, "").split())}
_SIDES = tuple((_all(one), _all(other)) for one, other in _OPPOSITES)


def negations(text: str) -> Counter[str]:
    """The words of a text that deny, and how often each stands there."""
    return Counter(word for word in _WORDS.findall(text.lower()) if word in _NEGATIONS)


def is_turned(was: str, now: str) -> bool:
    """Whether words say clearly something else than they did: other denials or numbers, another word that turns what
    stands behind it, or a word gone in whose place stands one of another side."""
    old, new = _counted(was), _counted(now)
    if negations(was) != negations(now) or _numbers(old) != _numbers(new) or _turning(old) != _turning(new):
        return True
    gone, came = set(old - new), set(new - old)
    return any((gone & one and came & other) or (gone & other and came & one) for one, other in _SIDES)


def _counted(text: str) -> Counter[str]:
    return Counter(_WORDS.findall(text.lower().replace("’", "'")))


def _numbers(words: Counter[str]) -> Counter[str]:
    # "5,000" and "5000" are one number.
    return Counter(
        {word.replace(",", ""): number for word, number in words.items() if word[0].isdigit() or word in _NUMBERS}
    )


def _turning(words: Counter[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for word, number in words.items():
        if word in _TURNED:
            found[_TURNED[word]] += number
    return found
