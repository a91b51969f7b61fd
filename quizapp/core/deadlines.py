"""When an attempt ends and why: its time limit or the closing of its quiz, whichever comes first."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

GRACE = dt.timedelta(seconds=10)
"""How long after the end a save still counts: it was sent in time and took its time on the way."""


class EndReason(StrEnum):
    """Why an attempt ends when it does."""

    LIMIT = "limit"
    """The minutes of the quiz are used up."""
    WINDOW = "window"
    """The quiz closes by itself."""
    CLOSED = "closed"
    """Its teacher closed the quiz."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """The end of an attempt and its reason."""

    at: dt.datetime
    reason: EndReason


def stretched(time_limit: int | None, factor: float) -> float | None:
    """A limit in minutes for somebody with more time, whose factor is 1.0 or more."""
    return None if time_limit is None else time_limit * factor


def deadline(started_at: dt.datetime, *, time_limit: float | None, closes_at: dt.datetime | None) -> Deadline | None:
    """The end of an attempt: the earlier of its limit (minutes) and its quiz's closing; ``None`` where neither is set.

    Where both fall together it is the closing, which nobody can move by starting anew.
    """
    limit = started_at + dt.timedelta(minutes=time_limit) if time_limit is not None else None
    if closes_at is not None and (limit is None or closes_at <= limit):
        return Deadline(closes_at, EndReason.WINDOW)
    return Deadline(limit, EndReason.LIMIT) if limit is not None else None


def kept(
    started_at: dt.datetime, due_at: dt.datetime, *, time_limit: float | None, closed_at: dt.datetime | None = None
) -> Deadline:
    """A stored end with its reason: only the limit ends an attempt exactly that long after its start.

    ``closed_at`` is when the teacher closed the quiz by hand: whatever ends at that very moment ends for that.
    """
    if due_at == closed_at:
        return Deadline(due_at, EndReason.CLOSED)
    limit = started_at + dt.timedelta(minutes=time_limit) if time_limit is not None else None
    return Deadline(due_at, EndReason.LIMIT if due_at == limit else EndReason.WINDOW)


def is_up(due_at: dt.datetime | None, now: dt.datetime) -> bool:
    """Whether the time is over, from the very moment of the end on."""
    return due_at is not None and now >= due_at


def takes_saves(due_at: dt.datetime | None, now: dt.datetime) -> bool:
    """Whether a save still counts: until the end and a little grace."""
    return due_at is None or now < due_at + GRACE


def seconds_left(due_at: dt.datetime, now: dt.datetime) -> int:
    """Whole seconds until the end, rounded down; 0 from the end on."""
    return max(0, int((due_at - now).total_seconds()))
