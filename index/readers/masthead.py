"""What stands at the head of a news text: headline, byline, outlet, section, date line, dateline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from index.model import Span
from index.readers import boilerplate, dates, vocabulary
from index.readers.bylines import is_person, read_byline
from index.readers.fields import has_words, one_line
from index.readers.layout import Line, first_sentence, fold, lines

_HEAD = 15
_LONGEST_DATE_LINE = 150
_LONGEST_HEADLINE = 200
_DATE_PREFIX = re.compile(
    r"(?:(?:first |originally |last )?(?:published|updated|posted|modified)(?: on| at| date)?|(?:publication )?date)"
    r"\s?:?\s?\|?\s?",
    re.IGNORECASE,
)
_SECTION = re.compile(r"(?:news )?(?:section|category|rubric)\s?:\s?(?P<name>[^:]{2,60})", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*[|•·;]\s*|\s+[–—-]\s+")
_AGENCY = "|".join(map(re.escape, vocabulary.AGENCIES))
_DATELINE = re.compile(
    rf"""
    (?P<place> [A-Z][\w'’.\-]{{2,20}} (?:[\ /][A-Z][\w'’.\-]{{1,20}}){{0,3}} (?:,\ [A-Z][\w.\ ]{{1,25}}?)? )
    (?: ,?\ (?P<date> [A-Z][a-z]{{2,8}}\.?\ [0-9]{{1,2}} (?:,?\ [0-9]{{4}})?
                    | [0-9]{{1,2}}\ [A-Z][a-z]{{2,8}}\.? (?:,?\ [0-9]{{4}})? ) )?
    (?: ,?\ ?[(\[/] (?: (?P<agency> {_AGENCY} ) | (?P<initials> [A-Z]{{2,6}} ) ) [)\]/] )?
    \ ? (?P<dash> --|[–—]|(?<=\ )- ) \ ? (?=\S)
    """,
    re.VERBOSE,
)
_AGENCY_TAG = re.compile(rf"[(\[] (?P<agency> {_AGENCY} ) [)\]] (?:\ ?(?:--|[-–—]))? \ ? (?=\S)", re.VERBOSE)


@dataclass(slots=True)
class Masthead:
    """What was found; `masked` covers the boilerplate of the whole text, in no order, perhaps overlapping."""

    title: str
    title_span: Span | None = None
    date: str | None = None
    outlet: str | None = None
    author: str | None = None
    section: str | None = None
    masked: list[Span] = field(default_factory=list)


def read_masthead(text: str, *, start: int = 0, title: str | None = None) -> Masthead:
    """Read the head of a cleaned text from `start` on, and find its boilerplate.

    With a `title` (from a field of the source), the line near the beginning that repeats it is the
    headline. Without, the first line is the headline where a blank line (or a byline or a date) and more text follow
    it; else the title is the first sentence, and no span is given. A line that is a date or a button, or that names a
    section, is no headline.
    """
    # One line more than the head, to know whether text follows; a long text is never held as lines.
    rows = list(islice(lines(text, start), _HEAD + 1))
    headline = _repeated(rows, title) if title else _first(rows)
    found = Masthead(title or (one_line(headline.text) if headline else _opening(text, rows)))
    number = None
    if headline is not None:
        found.title_span, number = headline.span, headline.number
    head = [row for row in rows[:_HEAD] if row.number != number]
    for row in head:
        if len(row.text) <= _LONGEST_DATE_LINE and _is_known(row.text, found):
            found.masked.append(row.span)
    _dateline(head, found)
    repeated = found.title if headline is not None else None
    found.masked.extend(boilerplate.masks(lines(text, start), title=repeated, title_line=number, head=_HEAD))
    return found


def _repeated(rows: Sequence[Line], title: str) -> Line | None:
    wanted = fold(title)
    return next((row for row in rows[:_HEAD] if len(row.text) < 2_000 and fold(row.text) == wanted), None)


def _first(rows: Sequence[Line]) -> Line | None:
    place = next((place for place, row in enumerate(rows[:_HEAD]) if not _is_label(row.text)), None)
    if place is None or place + 1 >= len(rows):
        return None
    row, following = rows[place], rows[place + 1].text
    beside = len(row.text) <= _LONGEST_HEADLINE and (read_byline(following) or dates.parse(following))
    return row if row.followed_by_blank or beside else None


def _is_label(line: str) -> bool:
    """Whether the line stands above or below an article and is none of its own words."""
    if boilerplate.is_headline_of_a_kind(line):
        return False
    return boilerplate.is_boilerplate(line) or _SECTION.fullmatch(line.strip()) is not None


def _opening(text: str, rows: Sequence[Line]) -> str:
    row = next((row for row in rows if not _is_label(row.text)), rows[0] if rows else None)
    return one_line(first_sentence(text, row.start)) if row is not None else ""


def _date_line(line: str, found: Masthead) -> bool:
    """Whether the line is a date, perhaps with "Published", an update, a name or an outlet beside it."""
    days: list[tuple[bool, str]] = []
    others: list[str] = []
    for part in [line] if dates.parse(line) else _SEPARATOR.split(line):
        prefix = _DATE_PREFIX.match(part)
        day = dates.parse(part[prefix.end() :] if prefix else part)
        if day is not None:
            is_update = prefix is not None and prefix[0].lower().startswith(("updated", "last", "modified"))
            days.append((is_update, day))
        elif part.strip():
            others.append(part.strip())
    if not days or not all(read_byline(part) or is_person(part) or boilerplate.is_boilerplate(part) for part in others):
        return False
    found.date = found.date or min(days)[1]
    for part in others:
        if not _byline(part, found) and found.author is None and len(part.split()) > 1 and is_person(part):
            found.author = one_line(part)
    return True


def _is_known(line: str, found: Masthead) -> bool:
    """Whether the line says something about the article, which is noted."""
    return _date_line(line, found) or _byline(line, found) or _section(line, found)


def _section(line: str, found: Masthead) -> bool:
    """ "Section: Harbour and trade": the part of the outlet that the article stood in, where a line says so."""
    match = _SECTION.fullmatch(line.strip())
    if match is None or not has_words(match["name"]):
        return False
    found.section = found.section or one_line(match["name"]).rstrip(" .") or None
    return True


def _byline(line: str, found: Masthead) -> bool:
    byline = read_byline(line)
    if byline is None:
        return False
    found.author = found.author or byline.author
    found.outlet = found.outlet or byline.outlet
    return True


def _dateline(head: Sequence[Line], found: Masthead) -> None:
    """ "KYIV, March 4 (Reuters) -" before the first words of a paragraph: its agency, its date, a mask."""
    for row in head:
        if len(row.text) < 40:
            continue
        opening = row.text[:120].replace("\xa0", " ")
        dateline = _DATELINE.match(opening)
        match = dateline if dateline is not None and _is_dateline(dateline) else _AGENCY_TAG.match(opening)
        if match is None:
            continue
        agency = match["agency"] or (match["initials"] if match is dateline else None)
        found.outlet = found.outlet or one_line(agency or "") or None
        if found.date is None and match is dateline and match["date"]:
            found.date = dates.parse(match["date"])
        found.masked.append(Span(row.start, row.start + len(match[0].rstrip())))
        return


def _is_dateline(match: re.Match[str]) -> bool:
    """A dateline names an agency or a date, or begins with a city in capitals."""
    return bool(match["agency"] or match["date"]) or match["place"].split(",")[0].isupper()
