"""The window of an assignment: its stages, late hand-ins, extra time, an end by hand."""

import datetime as dt

import pytest

from quizapp.core.windows import Stage, Window

OPENS = dt.datetime(2026, 12, 1, 8, 0, tzinfo=dt.UTC)


def after(hours: float) -> dt.datetime:
    return OPENS + dt.timedelta(hours=hours)


PLAIN = Window(OPENS, after(10))
LATE = Window(OPENS, after(10), after(20))
ENDED = Window(OPENS, after(10), after(20), after(4))


@pytest.mark.parametrize(
    ("window", "factor", "hours", "stage"),
    [
        (PLAIN, 1, -0.1, Stage.UPCOMING),
        (PLAIN, 1, 0, Stage.OPEN),
        (PLAIN, 1, 9.9, Stage.OPEN),
        (PLAIN, 1, 10, Stage.OVER),
        (PLAIN, 1.5, 14.9, Stage.OPEN),
        (PLAIN, 1.5, 15, Stage.OVER),
        (LATE, 1, 10, Stage.LATE),
        (LATE, 1, 20, Stage.OVER),
        (LATE, 2, 19.9, Stage.OPEN),
        (LATE, 2, 39.9, Stage.LATE),
        (ENDED, 4, 3.9, Stage.OPEN),
        (ENDED, 4, 4, Stage.OVER),
        (Window(OPENS, after(10), ended_at=after(-1)), 1, -0.5, Stage.OVER),
    ],
)
def test_a_window_has_stages_that_extra_time_stretches_and_a_hand_ends(window, factor, hours, stage):
    assert window.stage(after(hours), factor) is stage


def test_late_is_what_comes_after_the_closing_and_not_at_it():
    assert not LATE.is_late(after(10), 1)
    assert LATE.is_late(after(10.1), 1)
    assert not LATE.is_late(after(10.1), 1.5)
    assert not ENDED.is_late(after(4), 1)
