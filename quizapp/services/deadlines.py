"""Time that is up: the server ends attempts from what was saved, also with every browser closed."""

import datetime as dt
from collections.abc import Sequence

import structlog
from sqlalchemy import ColumnElement, func, select

from quizapp.core.deadlines import GRACE, deadline, stretched
from quizapp.core.settings import QuizSettings
from quizapp.core.windows import Window
from quizapp.extensions import db, only_reading
from quizapp.models.attempts import Attempt, AttemptEnd, AttemptKind
from quizapp.models.classes import Accommodation, Assignment, Enrolment
from quizapp.models.quizzes import Quiz, QuizVersion
from quizapp.services.attempts import is_taker
from quizapp.services.clock import utc_now
from quizapp.services.guests import Taker
from quizapp.services.submissions import end_attempt

log = structlog.get_logger("quizapp")
AT_ONCE = 1000
"""How many attempts one round ends; the next round takes the rest."""


def end_overdue(now: dt.datetime) -> int:
    """End every attempt whose time and grace were over at ``now``; how many this call ended.

    Each is graded from its saved responses in a transaction of its own, so that one that cannot be
    graded holds up no other. Safe beside other workers: an attempt is ended by one of them.
    """
    overdue = Attempt.due_at <= now - GRACE
    with only_reading():
        found = _open_attempts(overdue)
        db.session.rollback()  # lets go of the reading transaction: the next one writes
    ended = 0
    for attempt_id, version_id in found:
        try:
            ended += end_attempt(attempt_id, version_id, by=AttemptEnd.TIME, now=now, only=[overdue])
            db.session.commit()
        except Exception:  # the others must not wait for it
            db.session.rollback()
            log.exception("attempt not ended", attempt=attempt_id)
    return ended


def _open_attempts(*conditions: ColumnElement[bool]) -> list[tuple[int, int]]:
    rows = db.session.execute(
        select(Attempt.id, Attempt.quiz_version_id)
        .where(Attempt.submitted_at.is_(None), *conditions)
        .order_by(Attempt.due_at, Attempt.id)
        .limit(AT_ONCE)
    )
    return [(row.id, row.quiz_version_id) for row in rows]


def end_own(quiz_public_id: str, taker: Taker) -> str | None:
    """End this person's open attempt at a quiz by its link if its time is up; its public id, else ``None``."""
    quiz_id = select(Quiz.id).where(Quiz.public_id == quiz_public_id).scalar_subquery()
    return _end_mine(taker, Attempt.quiz_id == quiz_id, Attempt.assignment_id.is_(None))


def end_assigned(assignment_id: int, taker: Taker) -> str | None:
    """As ``end_own`` for this person's open attempt at an assignment."""
    return _end_mine(taker, Attempt.assignment_id == assignment_id)


def _end_mine(taker: Taker, *which: ColumnElement[bool]) -> str | None:
    now = utc_now()
    overdue = Attempt.due_at <= now
    ended = None
    for attempt_id, version_id in _open_attempts(overdue, is_taker(taker), *which):
        end_attempt(attempt_id, version_id, by=AttemptEnd.TIME, now=now, only=[overdue])
        ended = db.session.scalar(select(Attempt.public_id).where(Attempt.id == attempt_id))
    db.session.commit()
    return ended


def move_ends(quiz: Quiz) -> None:
    """Give a quiz's open attempts the end that its closing now means, by hand or by its time. The caller commits.

    Those of assignments go by their own window.
    """
    _move(Attempt.quiz_id == quiz.id, Attempt.assignment_id.is_(None))


def move_assigned(assignment_ids: Sequence[int]) -> None:
    """Give the open attempts of these assignments the end that their windows now mean. The caller commits."""
    _move(Attempt.assignment_id.in_(assignment_ids))


def move_own(taker: Taker) -> None:
    """Give a person's open attempts the end that their extra time now means. The caller commits."""
    _move(is_taker(taker))


def has_more_time(whose: type[Attempt | Enrolment]) -> ColumnElement[bool]:
    """The condition that extra time is that of whoever an attempt or an enrolment belongs to."""
    return (Accommodation.user_id == whose.user_id) | (Accommodation.guest_id == whose.guest_id)


def _move(*which: ColumnElement[bool]) -> None:
    rows = db.session.execute(
        select(Attempt, QuizVersion.settings, Quiz, Assignment, func.coalesce(Accommodation.time_factor, 1.0))
        .join(QuizVersion, QuizVersion.id == Attempt.quiz_version_id)
        .join(Quiz, Quiz.id == Attempt.quiz_id)
        .outerjoin(Assignment, Assignment.id == Attempt.assignment_id)
        .outerjoin(Accommodation, has_more_time(Attempt))
        .where(Attempt.submitted_at.is_(None), *which)
        .order_by(Attempt.id)
        .with_for_update(of=Attempt)
    )
    for attempt, settings, quiz, assignment, factor in rows:
        closes_at = window_of(assignment).ends_for(factor) if assignment else closing(quiz.closed_at, quiz.closes_at)
        set_end(attempt, QuizSettings.from_json(settings), closes_at, factor)


def closing(closed_at: dt.datetime | None, closes_at: dt.datetime | None) -> dt.datetime | None:
    """When a quiz closes for those who have its link: by hand or by its time, whichever comes first."""
    return min((at for at in (closed_at, closes_at) if at), default=None)


def set_end(attempt: Attempt, settings: QuizSettings, closes_at: dt.datetime | None, factor: float) -> None:
    """Give an attempt its end: its limit, stretched for its taker, or ``closes_at``. The caller commits."""
    limit = stretched(settings.limit(is_practice=attempt.kind is AttemptKind.PRACTICE), factor)
    end = deadline(attempt.started_at, time_limit=limit, closes_at=closes_at)
    attempt.due_at = end.at if end else None


def window_of(assignment: Assignment) -> Window:
    """The window of an assignment."""
    return Window(assignment.opens_at, assignment.closes_at, assignment.late_until, assignment.ended_at)
