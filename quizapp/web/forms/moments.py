"""Times on the wall clock, as fields of kind ``datetime-local`` send and show them."""

import datetime as dt

_LOCAL = "%Y-%m-%dT%H:%M"
EXAMPLE = "2027-03-31 14:30"


def read_wall(words: str) -> dt.datetime:
    """The naive time that was written, also with a space for the T. Raises ``ValueError`` for anything else."""
    return dt.datetime.strptime(words[:16].replace(" ", "T"), _LOCAL)  # noqa: DTZ007 - its zone is the caller's


def written(moment: dt.datetime) -> str:
    """A time as the field holds it, in the zone that it has."""
    return moment.strftime(_LOCAL)
