"""Schedules and seasons: values by date."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.schedule import Schedule, always
from engine.season import Season

RISE = Schedule(((10, 1.0), (20, 3.0), (30, 2.0)))
WAVE = Season(tuple(float(month) for month in range(1, 13)))


def test_a_schedule_is_even_between_its_dates_and_level_outside_them() -> None:
    assert [RISE.at(day) for day in (0, 10, 15, 20, 25, 30, 99)] == [1, 1, 2, 3, 2.5, 2, 2]
    assert always(7).at(123) == 7


@given(first=st.integers(-50, 60), count=st.integers(1, 60))
def test_many_days_at_once_are_the_days_one_by_one(first: int, count: int) -> None:
    assert RISE.over(first, count) == [RISE.at(day) for day in range(first, first + count)]


def test_a_month_s_figure_holds_at_its_middle_and_the_rest_lies_between() -> None:
    assert [WAVE.at(date(2016, month, 15).toordinal()) for month in range(1, 13)] == list(range(1, 13))
    assert WAVE.at(date(2016, 3, 1).toordinal()) == pytest.approx(2 + 15 / 29)
    assert WAVE.at(date(2016, 12, 31).toordinal()) == pytest.approx(12 - 11 * 16 / 31)
    assert WAVE.at(date(2017, 1, 1).toordinal()) == pytest.approx(12 - 11 * 17 / 31)


@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)))
def test_no_day_is_a_leap_from_the_one_before(day: date) -> None:
    assert abs(WAVE.at(day.toordinal()) - WAVE.at((day - timedelta(days=1)).toordinal())) < 0.5
