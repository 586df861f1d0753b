"""Dates as a query gives them: days, months, years, ranges of them, and "the last 30 days"."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_AGO = re.compile(r"(\d{1,6})([dwmy])", re.ASCII)
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class DateError(ValueError):
    """A date that cannot be understood; the message is a sentence's end that says why."""


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
        raise DateError(f"there is no month {match[2]}: write year-month-day, as in 2022-03-04")
    length = monthrange(year, month)[1]
    if match[3] is None:
        return date(year, month, 1), date(year, month, length)
    if not 1 <= day <= length:
        raise DateError(f"{_MONTHS[month - 1]} {year} has no day {match[3]}")
    return date(year, month, day), date(year, month, day)


def days(text: str, today: date) -> tuple[str | None, str | None]:
    """The first and the last day (YYYY-MM-DD, both included) of a date or a range; None for an open end.

    `30d`, `2w`, `6m` and `1y` reach back from `today`, as the start of a range too. Raises DateError.
    """
    if ".." not in text:
        first, last = _single(text, today)
        return first.isoformat(), last.isoformat()
    left, _, right = text.partition("..")
    if not left and not right:
        raise DateError("a range needs a date on one side at least: 2022-03.. or ..2022-03")
    begin = _single(left, today)[0] if left else None
    end: date | None = None
    if right:
        earliest, latest = _single(right, today)
        end = earliest if _AGO.fullmatch(right.lower()) else latest
    if begin is not None and end is not None and begin > end:
        raise DateError(f"the range ends ({end.isoformat()}) before it begins ({begin.isoformat()})")
    return begin.isoformat() if begin else None, end.isoformat() if end else None
