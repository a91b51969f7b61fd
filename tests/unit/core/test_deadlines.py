"""When an attempt ends: the earlier of its limit and its quiz's closing, and which of the two it was."""

import datetime as dt

import pytest

from quizapp.core.deadlines import (
    Deadline,
    EndReason,
    deadline,
    is_closed,
    is_up,
    kept,
    seconds_left,
)

START = dt.datetime(2026, 3, 2, 10, 2, tzinfo=dt.UTC)


def later(minutes: float) -> dt.datetime:
    return START + dt.timedelta(minutes=minutes)


def test_without_limit_and_closing_it_never_ends() -> None:
    assert deadline(START, time_limit=None, closes_at=None) is None


@pytest.mark.parametrize(
    ("limit", "closes_after", "expected"),
    [
        (40, None, Deadline(later(40), EndReason.LIMIT)),
        (None, 40, Deadline(later(40), EndReason.WINDOW)),
        (40, 60, Deadline(later(40), EndReason.LIMIT)),
        (60, 40, Deadline(later(40), EndReason.WINDOW)),
        (40, 40, Deadline(later(40), EndReason.WINDOW)),
    ],
)
def test_the_earlier_of_limit_and_closing_ends_it(limit, closes_after, expected) -> None:
    closes_at = None if closes_after is None else later(closes_after)
    assert deadline(START, time_limit=limit, closes_at=closes_at) == expected


def test_a_stored_end_tells_its_reason() -> None:
    assert kept(START, later(40), time_limit=40).reason is EndReason.LIMIT
    assert kept(START, later(39), time_limit=40).reason is EndReason.WINDOW
    assert kept(START, later(40), time_limit=None).reason is EndReason.WINDOW
    assert kept(START, later(40), time_limit=40, closed_at=later(40)).reason is EndReason.CLOSED
    assert kept(START, later(40), time_limit=40, closed_at=later(50)).reason is EndReason.LIMIT


def test_time_is_up_at_the_very_moment() -> None:
    end, instant = later(40), dt.timedelta(microseconds=1)
    assert not is_up(end, end - instant)
    assert is_up(end, end)
    assert not is_up(None, end)


@pytest.mark.parametrize("by_hand", [True, False])
def test_a_quiz_is_closed_from_the_very_moment(by_hand) -> None:
    end, instant = later(40), dt.timedelta(microseconds=1)
    closing = (end, None) if by_hand else (None, end)
    assert is_closed(*closing, end)
    assert not is_closed(None, None, end)
    assert not is_closed(None, end, end - instant)


def test_seconds_left_are_whole_and_never_below_nothing() -> None:
    assert seconds_left(later(1), START) == 60
    assert seconds_left(later(1), START + dt.timedelta(milliseconds=1)) == 59
    assert seconds_left(START, later(1)) == 0
