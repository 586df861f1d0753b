"""Dates as newspapers write them."""

from __future__ import annotations

import calendar
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.readers.dates import parse


@pytest.mark.parametrize(
    "raw",
    [
        "2022-03-04",
        "2022-03-04T23:59:59Z",
        "2022-03-04T10:00:00.123+01:00",
        "2022/3/4",
        "04 March, 2022",
        "4 March 2022",
        "4th of March 2022",
        "March 4, 2022",
        "Mar. 4, 2022",
        "Friday, March 4, 2022\xa0",
        "Fri, 04 Mar 2022 10:30:00 GMT",
        "Fri, 04 Mar 2022 10:30:00 +0000",
        "March 4, 2022 Friday",
        "March 4, 2022 at 10:30 am ET",
        "4 March 2022 | 14:05",
        "4.3.2022",
    ],
)
def test_one_day_in_many_ways(raw: str) -> None:
    assert parse(raw) == "2022-03-04"


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "yesterday",
        "today",
        "now",
        "2022",
        "March 2022",
        "0000-00-00",
        "0999-01-01",
        "99999-01-01",
        "2024-02-30",
        "Tue, 31 Feb 2023 20:00:00 GMT",
        "Tue, 28 Feb 2023 25:61:00 GMT",
        "Mon, 01 Jan 1601 00:00:00 +9999",
        "-1",
        "1e400",
        "٢٠٢٣-٠١-٠١",
        "２０２３-０１-０１",
        "4 Marchember 2022",
        "She arrived on 4 March 2022",
        "4 March 2022 was a Friday",
        "03/04/2022",
        "2022-03-04" + " " * 100 + "x",
    ],
)
def test_what_is_no_day_for_certain(raw: str) -> None:
    assert parse(raw) is None


def test_a_number_above_twelve_tells_day_from_month() -> None:
    assert parse("13/03/2022") == "2022-03-13"
    assert parse("03/13/2022") == "2022-03-13"
    assert parse("05/05/2022") == "2022-05-05"


@given(st.dates(min_value=date(1000, 1, 1)))
@settings(max_examples=60)
def test_every_day_in_every_form(day: date) -> None:
    month, weekday = calendar.month_name[day.month], calendar.day_name[day.weekday()]
    year = f"{day.year:04}"
    for written in (
        day.isoformat(),
        f"{day.day:02} {month}, {year}",
        f"{day.day} {month[:3]} {year}",
        f"{weekday}, {month} {day.day}, {year}",
        f"{weekday[:3]}, {day.day:02} {month[:3]} {year} 07:08:09 +0200",
    ):
        assert parse(written) == day.isoformat()


@given(st.text(max_size=90))
@settings(max_examples=100)
def test_any_text_gives_a_real_day_or_none(raw: str) -> None:
    found = parse(raw)
    assert found is None or date.fromisoformat(found).year >= 1000
