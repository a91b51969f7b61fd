"""How long a student spent on each question, as far as the moments of the saves tell. Pure."""

import datetime as dt
from collections.abc import Sequence

TOGETHER = dt.timedelta(seconds=1)
"""Saves of different questions that are nearer than this came from one page or one heap: how the time before them was
shared, nobody knows."""
PROMPT = dt.timedelta(seconds=5)
"""A save that took longer to arrive than the fastest of the attempt was kept on the device meanwhile."""
_NOTHING = dt.timedelta(0)


Save = tuple[int, dt.datetime, dt.datetime | None]
"""A response that was given: the place of its question, when it was stored by the server's clock, and when it was given
by the clock of the student's device, which may be wrong; ``None`` where no script told it. All in one time zone."""


def time_spent(started_at: dt.datetime, saves: Sequence[Save]) -> dict[int, float]:
    """The seconds spent on each question, by its place: all spells that ended in saving it, from the save before or the start.

    A response that was kept on the device counts when it was given, not when it came: the device's clock is set by the
    save that arrived fastest. A question is missing where its time cannot be known: saved together with another one,
    the first where the way from the start is not, or given at a moment that is not in the attempt.
    """
    moments, is_start_known = _in_order(saves)
    spent: dict[int, dt.timedelta] = {}
    unknown: set[int] = set()
    before, last = started_at, None
    for at, place in moments:
        spell = at - before
        if last is None:
            if not is_start_known or spell < _NOTHING:
                unknown.add(place)
        elif place != last and spell < TOGETHER:
            unknown.update((last, place))
        spent[place] = spent[place] + spell if place in spent else spell
        before, last = at, place
    return {place: spell.total_seconds() for place, spell in spent.items() if place not in unknown}


def _in_order(saves: Sequence[Save]) -> tuple[list[tuple[dt.datetime, int]], bool]:
    """When each was given by the server's clock, the earliest first; and whether the first came at once."""
    lags = [stored - given for _, stored, given in saves if given is not None]
    if not lags:
        return sorted([(stored, place) for place, stored, _ in saves]), True
    least = min(lags)
    moments = [(stored if given is None else given + least, place, stored) for place, stored, given in saves]
    moments.sort()
    at, _, stored = moments[0]
    return [(at, place) for at, place, _ in moments], stored - at <= PROMPT
