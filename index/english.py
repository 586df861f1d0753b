"""Whether a text is English at all, which is what the analysis reads."""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.text import blanked

NOT_ENGLISH = "This does not look like English; Sayso reads English"

LEAST_WORDS = 40
"""A shorter text is not judged."""

LEAST_SHARE = 0.1
"""Of the words of English prose a quarter and more are in `_FUNCTION_WORDS`; elsewhere hardly one in thirty."""

# Words that hold an English sentence together, without those that are frequent words of a neighbour as well
# (in, is, was, so, me, on, an, he, we, do, no, a, at, for).
_FUNCTION_WORDS = frozenset(
    """
    the and of to that with from by which who would could should been were are have has had not but it its this
    these those they their them there his her she he's it's be will you your our us when what where while if than
    then about into over after before because between through against more other also said says as or
    """.split()
)

# Scripts that put no spaces between words: each of their characters counts as a word.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
_WORD = re.compile(rf"[{_UNSPACED}]|(?:(?![{_UNSPACED}])[^\W\d_])+(?:['’][a-z]+)?")
_ENOUGH = 2000


def is_plainly_not_english(text: str, masked: Iterable[tuple[int, int]] = ()) -> bool:
    """Whether a text of `LEAST_WORDS` words or more has next to none of the words that English cannot do without.

    `masked` are the spans (code points, end exclusive) that are boilerplate. The first words decide.
    """
    words = held = 0
    for match in _WORD.finditer(blanked(text, masked)):
        words += 1
        held += match[0].lower() in _FUNCTION_WORDS
        if words >= _ENOUGH:
            break
    return words >= LEAST_WORDS and held < LEAST_SHARE * words
