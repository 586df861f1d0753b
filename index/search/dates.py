"""Dates as a query gives them: days, months, years, ranges of them, and "the last 30 days"."""

from __future__ import annotations

import re
from calendar import monthrange
from contextlib import suppress
from datetime import date, timedelta

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_AGO = re.compile(r"(\d{1,6})([dwmy])", re.ASCII)
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_LONGEST = 60
_LAST = re.compile(r"(?:the )?(?:last|past) (?:(\d{1,4}) )?(day|week|month|year)s?", re.ASCII)
_BRACKETED = re.compile(r"[\[{]\s*(\S+)\s+to\s+([^\s\]}]+)\s*[\]}]", re.IGNORECASE)
_JOINED = re.compile(r"(\S+)(?:\s*(?:\.{3,}|…|–|—|/|:)\s*|\s+(?:to|until|till|-)\s+)(\S+)", re.IGNORECASE)
_HYPHENED = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})-(\d{4}-\d{1,2}-\d{1,2})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})(?:[/.](\d{1,2}))?", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", re.ASCII)
_NAMED = re.compile(r"(?:(\d{1,2})\.? )?([a-z]{3,9})\.?(?: (\d{1,2}),?)? (\d{4})", re.ASCII)


class DateError(ValueError):
    """A date that cannot be understood; the message is a sentence's end that says why.

    `proposal` is a date that may have been meant.
    """

    def __init__(self, sentence: str, proposal: str | None = None) -> None:
        super().__init__(sentence)
        self.proposal = proposal


def _months_before(day: date, months: int) -> date:
    whole = day.year * 12 + day.month - 1 - months
    year, month = divmod(whole, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _single(text: str, today: date) -> tuple[date, date]:
    """The first and the last day of one date."""
    word = text.lower()
    if word == "today":
        return today, today
    if word == "yesterday":
        with suppress(OverflowError):
            return today - timedelta(days=1), today - timedelta(days=1)
    if ago := _AGO.fullmatch(word):
        number, unit = int(ago[1]), ago[2]
        try:
            if unit in "dw":
                return today - timedelta(days=number * (7 if unit == "w" else 1)), today
            return _months_before(today, number * (12 if unit == "y" else 1)), today
        except (OverflowError, ValueError):
            raise DateError(f"{text} reaches back before the year 1") from None
    match = _DATE.fullmatch(text)
    if match is None:
        raise DateError(
            f"'{text}' is no date: write 2022, 2022-03, 2022-03-04, a range such as 2022-03..2022-05, 30d or today"
        )
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    if year == 0:
        raise DateError("there is no year 0000")
    if match[2] is None:
        return date(year, 1, 1), date(year, 12, 31)
    if not 1 <= month <= 12:
        swapped = f"{year:04}-{day:02}-{month:02}" if 1 <= day <= 12 and 1 <= month <= 31 else None
        raise DateError(f"there is no month {match[2]}: write year-month-day, as in 2022-03-04", swapped)
    length = monthrange(year, month)[1]
    if match[3] is None:
        return date(year, month, 1), date(year, month, length)
    if not 1 <= day <= length:
        last = f"{year:04}-{month:02}-{length}" if day else None
        raise DateError(f"{_MONTHS[month - 1]} {year} has no day {match[3]}", last)
    return date(year, month, day), date(year, month, day)


def days(text: str, today: date) -> tuple[str | None, str | None]:
    """The first and the last day (YYYY-MM-DD, both included) of a date or a range; None for an open end.

    `30d`, `2w`, `6m` and `1y` reach back from `today`, as the start of a range too. Raises DateError.
    """
    try:
        return _days(text, today)
    except DateError as problem:
        if not _is_date(problem.proposal, today):
            problem.proposal = meant(text, today)
        raise


def _days(text: str, today: date) -> tuple[str | None, str | None]:
    if ".." not in text:
        first, last = _single(text, today)
        return first.isoformat(), last.isoformat()
    left, _, right = text.partition("..")
    if not left and not right:
        raise DateError("a range needs a date on one side at least: 2022-03.. or ..2022-03")
    begin = _end(left, today, text)[0] if left else None
    end: date | None = None
    if right:
        earliest, latest = _end(right, today, text)
        end = earliest if _AGO.fullmatch(right.lower()) else latest
    if begin is not None and end is not None and begin > end:
        raise DateError(
            f"the range ends ({end.isoformat()}) before it begins ({begin.isoformat()})", f"{right}..{left}"
        )
    return begin.isoformat() if begin else None, end.isoformat() if end else None


def _end(text: str, today: date, whole: str) -> tuple[date, date]:
    """One end of a range; what is proposed instead of it is a whole range."""
    try:
        return _single(text, today)
    except DateError as problem:
        if problem.proposal is not None:
            problem.proposal = whole.replace(text, problem.proposal, 1)
        raise


def _is_date(text: str | None, today: date) -> bool:
    if text is None:
        return False
    try:
        _days(text, today)
    except DateError:
        return False
    return True


def meant(text: str, today: date) -> str | None:
    """What a date in another notation is in this language: `[2022-01 TO 2022-03]`, `last 30 days`, `4 March 2022`."""
    if len(text) > _LONGEST:
        return None
    text = " ".join(text.split())
    low = text.lower()
    found: str | None = None
    if match := _LAST.fullmatch(low):
        found = f"{match[1] or 1}{match[2][0]}"
    elif (match := _BRACKETED.fullmatch(text)) or (match := _HYPHENED.fullmatch(text)):
        left, right = ("" if end == "*" else meant(end, today) or end for end in match.groups())
        found = f"{left}..{right}"
    elif match := _YEAR_FIRST.fullmatch(text):
        found = "-".join(part for part in match.groups() if part)
    elif match := _DAY_FIRST.fullmatch(text):
        found = f"{match[3]}-{match[2]}-{match[1]}"
    elif match := _NAMED.fullmatch(low):
        months = [i + 1 for i, month in enumerate(_MONTHS) if month.lower().startswith(match[2])]
        if len(months) == 1:
            day = match[1] or match[3]
            found = f"{match[4]}-{months[0]:02}" + (f"-{int(day):02}" if day else "")
    elif match := _JOINED.fullmatch(text):
        left, right = (meant(end, today) or end for end in match.groups())
        found = f"{left}..{right}"
    return found if _is_date(found, today) else None


def after(text: str, sign: str, today: date) -> str | None:
    """The range that `date>2022-03` and the like mean; None where `text` is no date."""
    try:
        first, last = _single(text, today)
        match sign:
            case ">":
                return f"{(last + timedelta(days=1)).isoformat()}.."
            case ">=":
                return f"{text}.."
            case "<":
                return f"..{(first - timedelta(days=1)).isoformat()}"
            case "<=":
                return f"..{text}"
            case _:
                return text
    except (DateError, OverflowError):
        return None
