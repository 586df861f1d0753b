"""What stands in a news text and is not the article: captions' credits, buttons, notices, source lists.

Everything here goes by the shape of a line, never by a single article. Spans are code points into the
cleaned text and cover the words of a line without the spaces around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from index.model import Span
from index.readers import dates, vocabulary
from index.readers.layout import Line, fold

_LONGEST_LINE = 300

_CREDIT_WORD = r"(?:[Pp]hoto(?:s|graphs?|graphy)?|[Ii]mages?|[Pp]ictures?|[Cc]redits?|[Ii]llustration|[Vv]ideo)"
_SOURCE = "(?:" + "|".join(map(re.escape, (*vocabulary.AGENCIES, *vocabulary.PICTURE_SOURCES))) + ")"
_NAME = r"[^\W\d_][\w.'’\-]*"
# "[Getty]", "(Jane Doe/AFP via Getty Images)", "(Image: CDCR)", "(AP Photo/Evan Doe)" at a line's end.
_BRACKET_CREDIT = re.compile(
    rf"[\[(](?:{_CREDIT_WORD}(?: credit)?(?: ?:| by| courtesy)[^\[\]()\n]{{1,90}}"
    rf"|(?:{_NAME}[ ,]{{1,2}}){{0,4}}(?:[\w.'’\-]{{1,30}} ?[/|–—-] ?|via |[Cc]ourtesy of |from )?(?:{_SOURCE})"
    rf"(?:(?: ?[/|,–—-] ?| via | from | and )[\w.'’ \-]{{1,40}}){{0,3}})[\])]$"
)
# The same without brackets: "Dakota, a deer. Image: Jane Doe."
_CREDIT_TAIL = re.compile(
    r"(?<![A-Z])(?:Photo(?:s|graphs?|graphy)?|Images?|Pictures?|Credits?|(?:Photo|Image|Picture) credits?|Illustration)"
    r"(?: ?: ?| by (?=[A-Z]))(?=[^\W\d_a-z])[^.!?\n\"“”]{1,60}"
    r"(?:\([\w .]{1,30}\)|\b[A-Z]\.[\w .]{0,20})?\.?$"
)
# In the head of an article a caption may end with somebody's name in square brackets.
_NAME_IN_BRACKETS = re.compile(r"(?<=[^\s.!?]) (?P<credit>\[[A-Z][\w.'’\-]*(?:[ /,&]{1,3}[A-Z][\w.'’\-]*){0,6}\])$")

_BUTTONS = frozenset(vocabulary.BUTTONS)
_NOTICES = re.compile(
    "|".join(
        f"(?:{pattern})"
        for pattern in (
            r"\d{1,3}[ -]?min(?:ute)?s?\.?(?: read| to read| of reading)?",
            r"(?:estimated )?(?:reading|read) time:? ?\d{1,3} ?min(?:ute)?s?\.?",
            r"(?:first |originally |last )?(?:published|updated|posted|modified)"
            r"(?=.{0,60}(?:\b[0-9]{4}\b|[0-9]{1,2}[:.][0-9]{2}|ago\b)).{0,90}",
            r"(?:publication date|date published|date)\s?:.{0,60}",
            r"(?:read more|read also|also read|see also|related|watch|listen|more|must read|don't miss|recommended"
            r"|opinion|gallery|in pictures|explainer|up next|further reading)\s?[:|>»→].{1,250}",
            r"(?:story|article|text) continues (?:below|after).{0,60}",
            r"(?:please )?(?:follow|like|join|find) (?:us|our|[\w ]{1,40}) on (?:twitter|facebook|instagram|x|telegram"
            r"|whatsapp|linkedin|youtube|threads|bluesky|mastodon|tiktok|google news)\b.{0,120}",
            r"follow (?:us|the [\w ]{1,30}|[\w ]{1,30} (?:at|on)) ?@.{1,80}",
            r"(?:please )?(?:sign up|subscribe|register)(?: here| now| today)? (?:for|to|and get|and receive) .{1,200}",
            r"(?:get|receive) (?:our|the|all the|more|breaking|daily|weekly|these|the latest|unlimited).{0,120}"
            r"(?:newsletter|inbox|app|alerts?|e-?mail|subscription)s?\b.{0,80}",
            r"(?:click|tap) (?:here|below|on the link|to) .{1,200}",
            r"download (?:our|the) .{0,40}app\b.{0,80}",
            r"(?:share|print|save|e-?mail|send) (?:this |the )?(?:article|story|post|page|news)\b.{0,60}",
            r"share (?:on|via) .{1,60}",
            r"\d{1,6} (?:comments?|shares?|views?|likes?|retweets?)",
            r"(?:©|\(c\)|copyright\b|&copy;).{0,250}",
            r".{0,200}\ball rights reserved\b.{0,100}",
            r"this (?:article|story|piece|post|report) (?:was )?(?:first|originally) (?:appeared|published|ran)\b"
            r".{0,200}",
            r"this (?:article|story|page) (?:was last (?:updated|modified)|requires|has been auto\w*)\b.{0,200}",
            r"(?:the )?(?:post|article) .{1,200} (?:first )?appeared first on .{1,80}",
            r"with (?:files|reporting|input|inputs|contributions) (?:from|by) .{1,150}",
            r"if you (?:are looking for|would like to|want to|enjoyed|liked) .{1,120}"
            r"\b(?:visit|subscribe|click|sign up)\b.{0,150}",
            r"\(?(?:additional |further )?(?:reporting|writing|editing|compiled|translated|edited|written|produced)"
            r"(?: and (?:reporting|writing|editing))? by (?-i:[A-Z]).{1,150}",
            r"(?:file|image|datei):.{1,120}\.(?:jpe?g|png|gif|svg|webp|tiff?)",
            r"(?:https?://|www\.)\S{1,300}",
            r"(?:support|help) (?:us|our|independent|quality) .{0,80}\b(?:donat|journalism|subscri|contribut).{0,120}",
            r"we use cookies\b.{0,200}",
            r"(?:disclaimer|fictional|fiction)\s?:.{1,250}",
            r"[█▇▆▅▄▃▂▁■▪●]{2,}\s?.{0,80}",
            r"[*\-–—_=~#•·. ]{2,}",
        )
    ),
    re.IGNORECASE,
)
_LIST_HEADINGS = re.compile(
    r"(?:sources?|references|external links|sister links|see also|related news|related articles|related stories"
    r"|further reading|footnotes|bibliography|citations)\s?:?",
    re.IGNORECASE,
)
_ENTRY = re.compile(r"https?:|www\.|\b(?:19|20)[0-9]{2}\b")
# "Opinion: Why the ferry must stay": what stands before a headline of that kind, and before a link to another article.
_KICKER = re.compile(r"(?:opinion|explainer|gallery|in pictures)\s?[:|]\s*(?:\S+\s+){2,}\S.*", re.IGNORECASE)
_PROSE_END = re.compile(r"[.!?][\"”’')]*$")


def is_boilerplate(line: str) -> bool:
    """Whether a whole line is a date, a button, a notice or a credit, and no sentence of the article."""
    if len(line) > _LONGEST_LINE:
        return False
    plain = " ".join(line.replace("’", "'").split())
    if plain.casefold().strip(" .:!?|>»→+-–—•·*[]()…") in _BUTTONS:
        return True
    return dates.parse(plain) is not None or _NOTICES.fullmatch(plain) is not None


def is_headline_of_a_kind(line: str) -> bool:
    """Whether a line that is a notice within an article would be a headline over it: it says of what kind it is."""
    return len(line) <= _LONGEST_LINE and _KICKER.fullmatch(line.strip()) is not None


def credit(line: str, *, head: bool) -> tuple[int, int] | None:
    """Where a picture's credit stands in a line that ends with one; `head`: near the article's beginning."""
    offset = max(len(line) - 180, 0)
    end = line[offset:]
    found = _last(_BRACKET_CREDIT, end) or _CREDIT_TAIL.search(end)
    if found is not None:
        return offset + found.start(), offset + found.end()
    if head and (named := _NAME_IN_BRACKETS.search(end)) is not None:
        return offset + named.start("credit"), offset + named.end("credit")
    return None


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The match that begins at the last opening bracket."""
    start = max(text.rfind("["), text.rfind("("))
    return pattern.match(text, start) if start >= 0 else None


def masks(lines: Iterable[Line], *, title: str | None, title_line: int | None, head: int = 15) -> Iterator[Span]:
    """The boilerplate among the lines of one text.

    `title_line` is the number of the line that is the headline and stays; each other line that repeats
    `title` is masked. `head` lines at the beginning count as the article's head.
    """
    headline = fold(title) if title else None
    in_list = False
    for line in lines:
        if line.number == title_line:
            continue
        if in_list and not _is_prose(line.text):
            yield line.span
            continue
        in_list = False
        if line.number > 2 and len(line.text) < 30 and _LIST_HEADINGS.fullmatch(line.text):
            in_list = True
            yield line.span
        elif (headline and _repeats(line.text, headline)) or is_boilerplate(line.text):
            yield line.span
        elif (place := credit(line.text, head=line.number < head)) is not None:
            yield Span(line.start + place[0], line.start + place[1])


def _repeats(line: str, headline: str) -> bool:
    return len(line) <= 2 * len(headline) + 40 and fold(line) == headline


def _is_prose(line: str) -> bool:
    """Whether a line under the heading of a list is a paragraph again, not an entry with an address or a year."""
    return (
        len(line.split()) >= 6
        and _PROSE_END.search(line) is not None
        and _ENTRY.search(line) is None
        and not line.startswith(("*", "-", "•", "·", "["))
    )


def merge(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans in order, each stretch once: empty ones dropped, overlapping ones joined."""
    merged: list[Span] = []
    for span in sorted(span for span in spans if span.end > span.start):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return tuple(merged)
