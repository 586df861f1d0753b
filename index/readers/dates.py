"""Dates as newspapers write them, turned into YYYY-MM-DD.

A date is taken as it is written: a time of day and its zone are dropped, never converted. What is
ambiguous (04/03/2022) or impossible (31 February) is no date, and "today" is never filled in.
"""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>[0-9]{4})"
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
_CLOCK = r"(?P<hour>[0-9]{1,2})[:.h](?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,][0-9]{1,9})?)?"
_ZONE = r"(?:z|[+-](?:0[0-9]|1[0-4]):?[0-5][0-9]|[a-z]{2,5}|\([a-z]{2,5}\))"
_TIME = (
    rf"(?:[\ ,|\-–—]*(?:\ at|\ t|t)?\ ?(?:{_CLOCK}|(?P<bare>[0-9]{{1,2}})(?=\ ?[ap]\.?m))"
    rf"(?:\ ?[ap]\.?m\.?)?(?:\ ?{_ZONE}){{0,2}})?"
)
_FORMS = tuple(
    re.compile(rf"(?:{_WEEKDAY}\.?,? )?(?:{form})(?:,? {_WEEKDAY})?{_TIME}", re.IGNORECASE | re.ASCII)
    for form in (
        r"(?P<year>[0-9]{4})-(?P<number>[0-9]{2})-(?P<day>[0-9]{2})",
        r"(?P<year>[0-9]{4})/(?P<number>[0-9]{1,2})/(?P<day>[0-9]{1,2})",
        rf"(?:the )?{_DAY}(?: of)?[ -]{_MONTH},?[ -]{_YEAR}",
        rf"{_MONTH} {_DAY},? {_YEAR}",
        r"(?P<day>[0-9]{1,2})\.(?P<number>[0-9]{1,2})\.(?P<year>[0-9]{4})",
        r"(?P<first>[0-9]{1,2})/(?P<second_number>[0-9]{1,2})/(?P<year>[0-9]{4})",
    )
)
_YEARS = re.compile(r"[0-9]{4}")
_SPACES = re.compile(r"\s+")
_LONGEST = 80


def parse(raw: str) -> str | None:
    """The day that `raw` names, as YYYY-MM-DD; None where it names none, or not for certain.

    ISO dates, "4 March 2022", "04 March, 2022", "March 4, 2022", "Fri, 4 Mar 2022 10:30:00 GMT",
    "4.3.2022" and the like, with or without a weekday and a time; years 1000 to 9999, ASCII digits.
    """
    if len(raw) > 4 * _LONGEST or _YEARS.search(raw) is None:
        return None
    plain = _SPACES.sub(" ", raw).strip()
    if len(plain) > _LONGEST:
        return None
    for form in _FORMS:
        match = form.fullmatch(plain)
        if match is not None:
            return _day(match.groupdict())
    return None


def _day(found: dict[str, str | None]) -> str | None:
    year, day = int(found["year"] or 0), int(found.get("day") or 0)
    if found.get("month"):
        month = _MONTHS.get((found["month"] or "").lower(), 0)
    elif found.get("first"):
        # Day and month change places between countries: only a number above 12 tells which is which.
        first, second = int(found["first"] or 0), int(found["second_number"] or 0)
        if first <= 12 and second <= 12 and first != second:
            return None
        day, month = (first, second) if second <= 12 else (second, first)
    else:
        month = int(found.get("number") or 0)
    if year < 1000 or not _is_time(found):
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _is_time(found: dict[str, str | None]) -> bool:
    hour = int(found.get("hour") or found.get("bare") or 0)
    return hour <= 24 and int(found.get("minute") or 0) <= 59 and int(found.get("second") or 0) <= 60
