"""Time that is up: the server ends attempts from what was saved, also with every browser closed."""

import datetime as dt

import structlog
from sqlalchemy import ColumnElement, select

from quizapp.core.deadlines import GRACE, deadline
from quizapp.core.settings import QuizSettings
from quizapp.extensions import db, only_reading
from quizapp.models.attempts import Attempt, AttemptEnd, AttemptKind
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
    """End this person's open attempt at a quiz if its time is up; its public id, else ``None``."""
    now = utc_now()
    quiz_id = select(Quiz.id).where(Quiz.public_id == quiz_public_id).scalar_subquery()
    overdue = Attempt.due_at <= now
    mine = Attempt.quiz_id == quiz_id, is_taker(taker)
    ended = None
    for attempt_id, version_id in _open_attempts(overdue, *mine):
        end_attempt(attempt_id, version_id, by=AttemptEnd.TIME, now=now, only=[overdue])
        ended = db.session.scalar(select(Attempt.public_id).where(Attempt.id == attempt_id))
    db.session.commit()
    return ended


def move_ends(quiz: Quiz) -> None:
    """Give a quiz's open attempts the end that its closing now means, by hand or by its time. The caller commits."""
    closes_at = min((at for at in (quiz.closed_at, quiz.closes_at) if at), default=None)
    rows = db.session.execute(
        select(Attempt, QuizVersion.settings)
        .join(QuizVersion, QuizVersion.id == Attempt.quiz_version_id)
        .where(Attempt.quiz_id == quiz.id, Attempt.submitted_at.is_(None))
        .order_by(Attempt.id)
        .with_for_update(of=Attempt)
    )
    for attempt, settings in rows:
        limit = QuizSettings.from_json(settings).limit(is_practice=attempt.kind is AttemptKind.PRACTICE)
        end = deadline(attempt.started_at, time_limit=limit, closes_at=closes_at)
        attempt.due_at = end.at if end else None
