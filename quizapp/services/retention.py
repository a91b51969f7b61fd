"""How long a school keeps students: whoever gave no sign of life for so many days is erased, results staying."""

import datetime as dt
from typing import Any

import structlog
from flask import current_app
from sqlalchemy import exists, select

from quizapp.extensions import db, only_reading
from quizapp.models.attempts import Attempt, AttemptItem, Step
from quizapp.models.classes import Assignment, Enrolment
from quizapp.models.users import Guest, User, roles_users
from quizapp.services import erasing
from quizapp.services.guests import Taker

log = structlog.get_logger("quizapp")
AT_ONCE = 200
"""How many students one round erases; the next round takes the rest."""


def days_kept() -> int:
    """After how many days without a sign of life students are erased; 0 where the school set none."""
    return int(current_app.config["RETENTION_DAYS"])


def overdue(now: dt.datetime, *, days: int, most: int | None = None) -> list[Taker]:
    """The students without a sign of life in the ``days`` before ``now``; none where ``days`` is 0. Two statements.

    Signs of life: the account or first visit, signing in, beginning, saving in or handing in an attempt, joining a
    class, and being in one whose quizzes were open since.
    """
    if days <= 0:
        return []
    before = now - dt.timedelta(days=days)
    signed_in = User.signed_in_at.is_(None) | (User.signed_in_at < before)
    has_role = exists().where(roles_users.c.user_id == User.id)
    users = _quiet(User, "user_id", before).where(signed_in, ~has_role).limit(most)
    guests = _quiet(Guest, "guest_id", before).limit(most)
    found = [Taker(row.id, None, row.name) for row in db.session.execute(users)]
    return [*found, *(Taker(None, row.id, row.name) for row in db.session.execute(guests))]


def _quiet(person: Any, column: str, before: dt.datetime) -> Any:
    attempts, enrolments = getattr(Attempt, column) == person.id, getattr(Enrolment, column) == person.id
    taken = exists().where(attempts, (Attempt.started_at >= before) | (Attempt.submitted_at >= before))
    saved = (
        select(Step.id)
        .join(AttemptItem, AttemptItem.id == Step.attempt_item_id)
        .join(Attempt, Attempt.id == AttemptItem.attempt_id)
        .where(attempts, Attempt.submitted_at.is_(None), Step.server_time >= before)
    )
    joined = exists().where(enrolments, Enrolment.enrolled_at >= before)
    given = (
        select(Assignment.id)
        .join(Enrolment, Enrolment.classroom_id == Assignment.classroom_id)
        .where(enrolments, Enrolment.left_at.is_(None), Assignment.over_at >= before)
    )
    return (
        select(person.id, person.name)
        .where(person.erased_at.is_(None), person.created_at < before)
        .where(~taken, ~saved.correlate(person).exists(), ~joined, ~given.correlate(person).exists())
        .order_by(person.id)
    )


def erase_overdue(now: dt.datetime) -> int:
    """Erase the students whose time is over; how many this call erased. One that fails holds up no other."""
    days, erased = days_kept(), 0
    if days <= 0:
        return 0
    with only_reading():
        found = overdue(now, days=days, most=AT_ONCE)
        db.session.rollback()  # lets go of the reading transaction: the next one writes
    for taker in found:
        try:
            erased += erasing.erase(taker, actor_id=None, by="retention")
            db.session.commit()
        except Exception:  # the others must not wait for it
            db.session.rollback()
            log.exception("student not erased", user=taker.user_id, guest=taker.guest_id)
    return erased
