"""Stretches of a text whose names nobody mentions: credits, bylines, datelines; and notices about itself."""

from __future__ import annotations

import re
from functools import lru_cache

from index.model import Span

_CREDIT_WORDS = r"Getty|AFP|AP|Reuters|EPA|Images?|Photos?|Photograph|File|Shutterstock|Courtesy|Credit|Handout|Twitter"
_CREDITS = (
    re.compile(rf"[\[(](?:[^\[\]()\n]{{0,50}}\b)?(?:{_CREDIT_WORDS})\b[^\[\]()\n]{{0,50}}[\])]"),
    re.compile(r"\b(?:Images?|Photos?|Photograph|Pictures?|File photo|Credit)(?: credit)?: ?[^\n.\])]{1,80}[.\])]?"),
    re.compile(r"\b(?:Photo|Photograph|Photographs|Picture|Image)s? by [A-Z][^\n.\])]{1,60}"),
    re.compile(r"\b[Ff]ollow (?:[A-Z@][\w.'’@-]* ?){1,5}on (?:Twitter|Facebook|Instagram|X|Telegram)\b[^\n]{0,60}"),
    re.compile(
        r"(?:^|\n|(?<=[.;(]) ?|(?<=\) ))\(?(?:Additional )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|Compiled)"
        r"(?: and (?:writing|editing))? by [A-Z][^\n.);]{1,80}[.);]?"
    ),
    re.compile(r"(?:^|\n)[ ]*By [A-Z][^\n.!?]{2,80}(?=\n|$)"),
)
# What a text must hold for each of them to be looked for.
_NEEDLES = (
    ("(", "["),
    ("mage:", "mages:", "hoto:", "hotos:", "hotograph:", "icture:", "ictures:", "redit:"),
    ("hoto by ", "hotos by ", "hotograph by ", "hotographs by ", "icture by ", "ictures by ", "mage by ", "mages by "),
    ("ollow ",),
    ("eporting ", "riting ", "diting ", "ompiled "),
    ("By ",),
)  # fmt: skip
# "NORTHPORT, March 3 (Wire Press) - ": the place has sent the article, and the agency there is the sender.
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DATE = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?"
_AGENCY = r"\([A-Za-z][A-Za-z' /.-]{1,39}\)"
_CAPITALS = r"[A-Z][A-Z.'’-]*[A-Z](?: [A-Z][A-Z.'’-]*[A-Z]){0,3}"
_PLACE = r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}"
_DATELINE = re.compile(
    rf"(?:^|\n)[ ]*((?:{_CAPITALS}(?:, {_PLACE})?(?:,? {_DATE})?(?: {_AGENCY})?|{_PLACE}(?:, {_PLACE})?"
    rf"(?:,? {_DATE} {_AGENCY}|, {_DATE}| {_AGENCY}))[ ]?(?:--|[-–—])[ ])(?=[\"'“‘]?[A-Z0-9])"
)
# "CORRECTION: An earlier version of this article said that …": the article's word on itself, nobody's statement.
_NOTICE = re.compile(
    r"(?:^|\n)[^\S\n]*[*_>([]{0,4}((?:corrections?|clarifications?|editor['’]s note|note)[*_]{0,2} ?[:.—–-]"
    r"[^\n]{0,120}?\b(?:earlier|previous|this) (?:version|article|story)\b[^\n]*)",
    re.IGNORECASE,
)
_MOST_PLAIN = 3  # datelines of a text that may have neither a day nor an agency
_DASHES = ("- ", "– ", "— ")


@lru_cache(maxsize=4)
def datelines(text: str) -> tuple[Span, ...]:
    """Where paragraphs begin with the place, the day and the agency that the article is from, dash included."""
    if not any(dash in text for dash in _DASHES):
        return ()
    found = list(_DATELINE.finditer(text))
    if len(found) > _MOST_PLAIN:  # who speaks in a transcript
        found = [m for m in found if "(" in m.group() or any(map(str.isdigit, m.group()))]
    return tuple(Span(m.start(1), m.end(1)) for m in found)


@lru_cache(maxsize=4)
def notices(text: str) -> tuple[Span, ...]:
    """Lines in which the article corrects or explains itself ("CORRECTION: An earlier version …")."""
    return tuple(Span(m.start(1), m.end(1)) for m in _NOTICE.finditer(text))


@lru_cache(maxsize=4)
def silent_spans(text: str) -> tuple[Span, ...]:
    """Stretches whose names are nobody's mention: picture credits, bylines, datelines."""
    found = [
        Span(m.start(), m.end())
        for pattern, needles in zip(_CREDITS, _NEEDLES, strict=True)
        if any(needle in text for needle in needles)
        for m in pattern.finditer(text)
    ]
    lines = datelines(text)
    found = [s for s in found if not any(line.start <= s.start and s.end <= line.end for line in lines)]
    return tuple(sorted({*found, *lines}))
