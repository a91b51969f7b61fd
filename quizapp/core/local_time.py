"""Times on the wall clock of a place, where one night a year an hour is missing and another night one comes twice."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo


class Sort(StrEnum):
    """What a time on the wall clock is."""

    ONCE = "once"
    SKIPPED = "skipped"
    """The clocks were put forward over it: it never comes."""
    TWICE = "twice"
    """The clocks were put back over it: it comes two times."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """The moment that a wall clock time means, in UTC."""

    at: dt.datetime
    sort: Sort


def resolve(wall: dt.datetime, zone: ZoneInfo, *, later: bool) -> Resolved:
    """The moment of a naive wall clock time in ``zone``; of one that comes twice the ``later`` or the earlier.

    One that is skipped means the moment that many minutes after the clocks were put forward (PEP 495: ``fold=0``).
    Raises ``OverflowError`` at the ends of the calendar.
    """
    first, second = (wall.replace(tzinfo=zone, fold=fold).astimezone(dt.UTC) for fold in (0, 1))
    if first == second:
        return Resolved(first, Sort.ONCE)
    comes_back = first.astimezone(zone).replace(tzinfo=None) == wall
    if not comes_back:
        return Resolved(first, Sort.SKIPPED)
    return Resolved(second if later else first, Sort.TWICE)
