"""When an assignment can be taken: its window, late hand-ins, and what extra time makes of them."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

LEAST_FACTOR = 1.0
MOST_FACTOR = 4.0
"""Bounds of an accommodation's time factor."""


class Stage(StrEnum):
    """Where a window stands at some moment."""

    UPCOMING = "upcoming"
    OPEN = "open"
    LATE = "late"
    """Closed, and taken all the same, marked as late."""
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Window:
    """From when to when an assignment is taken. A factor stretches everything from the opening on, but for an end by hand."""

    opens_at: dt.datetime
    closes_at: dt.datetime
    late_until: dt.datetime | None = None
    ended_at: dt.datetime | None = None
    """When a teacher ended it, for everybody."""

    def closes_for(self, factor: float) -> dt.datetime:
        """The moment after which a student with this time factor is late."""
        return self._cut(self._stretched(self.closes_at, factor))

    def ends_for(self, factor: float) -> dt.datetime:
        """The moment from which on nothing of such a student is taken, late or not."""
        return self._cut(self._stretched(self.late_until or self.closes_at, factor))

    def stage(self, now: dt.datetime, factor: float) -> Stage:
        """Where it stands for a student with this time factor."""
        if now >= self.ends_for(factor):
            return Stage.OVER
        if now < self.opens_at:
            return Stage.UPCOMING
        return Stage.LATE if now >= self.closes_for(factor) else Stage.OPEN

    def is_late(self, submitted_at: dt.datetime, factor: float) -> bool:
        """Whether what was handed in then came after the closing."""
        return submitted_at > self.closes_for(factor)

    def _stretched(self, end: dt.datetime, factor: float) -> dt.datetime:
        return self.opens_at + (end - self.opens_at) * factor

    def _cut(self, end: dt.datetime) -> dt.datetime:
        return end if self.ended_at is None else min(end, self.ended_at)
