"""What of an article's text two prints of it have in common: all but agency tags, bylines and boilerplate.

A reprint has another headline, another byline, its own agency's tag and its own notices round the same
sentences. They are left out before texts are compared, so that a short text is not made different, and two
short texts of one agency are not made alike, by what is no part of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.model import Span
from index.readers import vocabulary
from index.readers.bylines import read_byline
from index.text import blanked

_LONGEST_BYLINE = 140
_HEAD, _FOOT = 6, 4
"""Lines with words, from the beginning and from the end, that may be a byline or an agency's tag."""

_OPENING = 3
"""Lines with words that may begin with a dateline: a headline or a standfirst can stand before it."""

_AGENCY = "(?:" + "|".join(sorted(map(re.escape, vocabulary.AGENCIES), key=len, reverse=True)) + ")"
_DASH = r"(?:-{1,2}|–|—)"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
# "HARBOUR CITY, Sept 12 (Reuters) - ", "Meridian (AP) — ", "(AFP) - "
_DATELINE = re.compile(
    rf"\s*(?:[^\W\d_][\w.'’ ]{{1,40}}(?:, ?[^\W\d_][\w.'’ ]{{1,30}})?,? ?)?(?:{_MONTH} \d{{1,2}},? ?)?"
    rf"[(\[]{_AGENCY}[)\]] ?(?:{_DASH}|:)\s+"
)
# "LONDON — ", "HARBOUR CITY, Sept. 12 - ": without an agency only in capitals.
_PLACE = re.compile(rf"\s*[A-Z][A-Z.'’ ]{{2,40}}(?:, ?[\w.'’ ]{{2,30}})?(?:,? ?{_MONTH} \d{{1,2}},?)? ?{_DASH}\s+")
# A last line, or what ends it: "— AP", "(Reuters)", "[AFP]", "/dpa/".
_TAG = re.compile(rf"\s*(?:[(\[/]\s?{_AGENCY}\s?[)\]/]|{_DASH}\s?{_AGENCY})\.?\s*$")


def bare(text: str, masked: Sequence[tuple[int, int]] = (), title: Span | None = None) -> str:
    """`text` without its boilerplate (`masked`), the headline at `title`, bylines, datelines and agencies' tags."""
    left_out = [*masked]
    if title is not None:
        left_out.append((title.start, title.end))
    text = blanked(text, left_out) if left_out else text
    lines = [line for line in text.split("\n") if line and not line.isspace()]
    if not lines:
        return ""
    edges = {*range(min(_HEAD, len(lines))), *range(max(0, len(lines) - _FOOT), len(lines))}
    kept = [line for number, line in enumerate(lines) if number not in edges or not _is_byline(line)]
    for place, line in enumerate(kept[:_OPENING]):
        head = _DATELINE.match(line) or _PLACE.match(line)
        if head is not None:
            kept[place] = line[head.end() :]
            break
    if kept:
        kept[-1] = _TAG.sub("", kept[-1])
    return "\n".join(kept)


def _is_byline(line: str) -> bool:
    return len(line) <= _LONGEST_BYLINE and read_byline(line) is not None
