"""Which parts of the feedback may be told of an attempt, as things stand now."""

import datetime as dt
from typing import Any

from sqlalchemy import Label

from quizapp.core.deadlines import GRACE
from quizapp.core.settings import QuizSettings
from quizapp.models.attempts import AttemptKind
from quizapp.services.clock import utc_now
from quizapp.services.closing import is_closed_for_good


def is_closed() -> Label[bool]:
    """The column ``is_closed`` that ``told_of`` reads, for a statement as ``is_closed_for_good`` needs it."""
    return is_closed_for_good(utc_now() - GRACE).label("is_closed")


def told(
    settings: QuizSettings, kind: AttemptKind, submitted_at: dt.datetime | None, *, is_closed: bool
) -> frozenset[str]:
    """The parts that may be told of an attempt of this kind, handed in or not, whose quiz may be closed for good."""
    is_practice, is_handed_in = kind is AttemptKind.PRACTICE, submitted_at is not None
    return settings.told(is_practice=is_practice, is_handed_in=is_handed_in, is_closed=is_closed)


def told_of(row: Any) -> frozenset[str]:
    """The same of a row with ``kind`` and ``submitted_at`` of an attempt, ``settings`` of its version, ``is_closed``."""
    settings = QuizSettings.from_json(row.settings)
    return told(settings, row.kind, row.submitted_at, is_closed=bool(row.is_closed))
