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
    the first where the way from the start is not, or given at a moment that is not in the attempt, or next after such a one.
    """
    moments, is_start_known = _in_order(started_at, saves)
    spent: dict[int, dt.timedelta] = {}
    unknown: set[int] = set()
    before, last = _NOTHING, None
    for since, place in moments:
        spell = since - before
        if min(since, before) < _NOTHING or (last is None and not is_start_known):
            unknown.add(place)
        elif last not in (None, place) and spell < TOGETHER:
            unknown.update((last, place))
        spent[place] = spent[place] + spell if place in spent else spell
        before, last = since, place
    return {place: spell.total_seconds() for place, spell in spent.items() if place not in unknown}


def _in_order(started_at: dt.datetime, saves: Sequence[Save]) -> tuple[list[tuple[dt.timedelta, int]], bool]:
    """How long after the start each was given by the server's clock, the earliest first; and whether the first came at once.

    Only differences are reckoned with: a device may say any year, and the moment meant may be in none.
    """
    lags = [stored - given for _, stored, given in saves if given is not None]
    if not lags:
        return sorted([(stored - started_at, place) for place, stored, _ in saves]), True
    least = min(lags)
    waited = [_NOTHING if given is None else stored - given - least for _, stored, given in saves]
    moments = [
        (stored - started_at - wait, place, wait) for (place, stored, _), wait in zip(saves, waited, strict=True)
    ]
    moments.sort()
    return [(since, place) for since, place, _ in moments], moments[0][2] <= PROMPT
