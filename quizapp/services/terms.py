"""The terms of an assignment as a teacher writes them, and the window that they mean in the time zone of the class."""

import datetime as dt
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from quizapp.core.local_time import Sort, resolve
from quizapp.core.windows import Window
from quizapp.services.clock import utc_now
from quizapp.services.errors import Invalid

MOST_ATTEMPTS = 100
LONGEST = dt.timedelta(days=366 * 2)
"""From opening to the last late hand-in."""
_WALL = "%Y-%m-%d %H:%M"


@dataclass(frozen=True, slots=True)
class Terms:
    """What a teacher fills in. Times are naive, on the wall clock of the class; an opening of ``None`` is now."""

    opens_at: dt.datetime | None
    closes_at: dt.datetime
    late_until: dt.datetime | None = None
    """Until when late work is taken; ``None`` for not at all."""
    attempts_allowed: int | None = 1
    """``None`` for any number."""


@dataclass(slots=True)
class _Moments:
    """Wall clock times made into moments, with what there is to say about them."""

    zone: ZoneInfo
    problems: dict[str, list[str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def of(self, name: str, wall: dt.datetime | None, kept: dt.datetime | None, *, later: bool) -> dt.datetime | None:
        """The moment; ``kept`` where the form has sent back what stands, whose seconds it does not know."""
        if wall is None:
            return None
        if kept is not None and kept.astimezone(self.zone).replace(tzinfo=None, second=0, microsecond=0) == wall:
            return kept
        try:
            found = resolve(wall, self.zone, later=later)
        except OverflowError:
            self.problems[name] = ["Write a date of these years."]
            return None
        shown, place = f"{wall:{_WALL}}", self.zone.key
        if found.sort is Sort.SKIPPED:
            there = found.at.astimezone(self.zone)
            skipped = f"{shown} does not exist in {place}: the clocks are put forward then. Take {there:%H:%M}."
            self.problems[name] = [skipped]
        if found.sort is Sort.TWICE:
            which = "second" if later else "first"
            self.notes.append(f"{shown} comes twice in {place}, as the clocks are put back. The {which} one was taken.")
        return found.at


def window_meant(terms: Terms, time_zone: str, before: Window | None = None) -> tuple[Window, list[str]]:
    """The window that the terms mean in a time zone, and notes for the teacher about its times.

    ``before`` is the window that is changed: another closing time takes back that it was ended by hand.
    Raises ``Invalid`` by field: ``opens_at``, ``closes_at``, ``late_until``, ``attempts_allowed``.
    """
    moments = _Moments(ZoneInfo(time_zone))
    opens_at = moments.of("opens_at", terms.opens_at, before.opens_at if before else None, later=False) or utc_now()
    closes_at = moments.of("closes_at", terms.closes_at, before.closes_at if before else None, later=True)
    late_until = moments.of("late_until", terms.late_until, before.late_until if before else None, later=True)
    problems = moments.problems
    if closes_at is not None:
        _check(problems, Window(opens_at, closes_at, late_until), before)
    allowed = terms.attempts_allowed
    if allowed is not None and not 1 <= allowed <= MOST_ATTEMPTS:
        problems["attempts_allowed"] = [f"Write a number from 1 to {MOST_ATTEMPTS}, or leave it blank for any number."]
    if problems or closes_at is None:
        raise Invalid(problems)
    ended_at = before.ended_at if before and before.closes_at == closes_at else None
    return Window(opens_at, closes_at, late_until, ended_at), moments.notes


def _check(problems: dict[str, list[str]], meant: Window, before: Window | None) -> None:
    """What is wrong with a window as a whole, beside the problems that are known."""
    if meant.closes_at <= meant.opens_at:
        problems.setdefault("closes_at", ["It closes before it opens. Choose a later closing time."])
    elif meant.closes_at <= utc_now() and (before is None or meant.closes_at != before.closes_at):
        problems.setdefault("closes_at", ["This time is over. Choose a later one."])
    if meant.late_until is not None and meant.late_until < meant.closes_at:
        problems.setdefault("late_until", ["Late answers come after the closing. Choose a later time, or none."])
    if (meant.late_until or meant.closes_at) - meant.opens_at > LONGEST:
        problems.setdefault("closes_at", ["Choose a closing time within two years."])
