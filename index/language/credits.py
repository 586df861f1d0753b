"""Stretches of a text whose names nobody mentions: picture credits, bylines, the agency in a dateline."""

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
# "NORTHPORT, March 3 (Reuters) - ": the agency there is the sender.
_DATELINE = re.compile(r"(?:^|\n)[ ]*[A-Z][A-Za-z .,'/0-9-]{1,50}(\([A-Za-z' /-]{2,40}\)) ?[-–—]")


@lru_cache(maxsize=4)
def silent_spans(text: str) -> tuple[Span, ...]:
    """Stretches whose names are nobody's mention: picture credits, bylines, the agency in a dateline."""
    found = [
        Span(m.start(), m.end())
        for pattern, needles in zip(_CREDITS, _NEEDLES, strict=True)
        if any(needle in text for needle in needles)
        for m in pattern.finditer(text)
    ]
    found += [Span(m.start(1), m.end(1)) for m in _DATELINE.finditer(text)]
    return tuple(sorted(set(found)))
