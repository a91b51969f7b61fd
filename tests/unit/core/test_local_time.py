"""Wall clock times in the nights when the clocks are changed."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from quizapp.core.local_time import Sort, resolve

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("wall", "later", "utc", "sort"),
    [
        ("2026-07-01T12:00", True, "2026-07-01T10:00", Sort.ONCE),
        ("2026-12-01T12:00", False, "2026-12-01T11:00", Sort.ONCE),
        ("2027-03-28T02:30", True, "2027-03-28T01:30", Sort.SKIPPED),
        ("2027-03-28T02:00", False, "2027-03-28T01:00", Sort.SKIPPED),
        ("2027-03-28T03:00", False, "2027-03-28T01:00", Sort.ONCE),
        ("2026-10-25T02:30", False, "2026-10-25T00:30", Sort.TWICE),
        ("2026-10-25T02:30", True, "2026-10-25T01:30", Sort.TWICE),
        ("2026-10-25T03:00", True, "2026-10-25T02:00", Sort.ONCE),
    ],
)
def test_a_wall_clock_time_means_one_moment(wall, later, utc, sort):
    found = resolve(dt.datetime.fromisoformat(wall), BERLIN, later=later)
    assert found.at == dt.datetime.fromisoformat(f"{utc}+00:00")
    assert found.sort is sort


def test_half_hours_are_skipped_too():
    found = resolve(dt.datetime(2026, 10, 4, 2, 15), ZoneInfo("Australia/Lord_Howe"), later=False)  # noqa: DTZ001
    assert found.sort is Sort.SKIPPED
