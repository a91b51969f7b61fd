"""More time for a student: set once, and it holds in every class and quiz, also in one that is being taken."""

from sqlalchemy import ColumnElement, select

from quizapp.core.windows import LEAST_FACTOR, MOST_FACTOR
from quizapp.extensions import db
from quizapp.models.classes import Accommodation, Assignment, Enrolment
from quizapp.models.users import Guest, User
from quizapp.services import audit, deadlines, windows
from quizapp.services.classes import held_enrolment
from quizapp.services.clock import utc_now
from quizapp.services.enrolments import is_enrolled
from quizapp.services.errors import Invalid
from quizapp.services.guests import Taker


def time_factor(taker: Taker) -> float:
    """How much more time somebody has: 1.0 for as much as others. One statement."""
    return db.session.scalar(select(Accommodation.time_factor).where(is_time_of(taker))) or LEAST_FACTOR


def is_time_of(taker: Taker) -> ColumnElement[bool]:
    """The condition that extra time is this person's."""
    if taker.user_id is not None:
        return Accommodation.user_id == taker.user_id
    return Accommodation.guest_id == taker.guest_id


def set_time_factor(class_id: int, enrolment_id: int, factor: float, *, teacher_id: int) -> None:
    """Give a student of a class so much time as others, times ``factor`` (1.0 to 4.0).

    Time limits and windows of running attempts move at once. Raises ``NotFound`` for a student of nobody's class,
    ``Invalid`` (field ``time_factor``).
    """
    student = held_enrolment(class_id, enrolment_id, teacher_id=teacher_id)
    if not LEAST_FACTOR <= factor <= MOST_FACTOR:  # not a number neither
        raise Invalid({"time_factor": [f"Choose a factor from {LEAST_FACTOR:g} to {MOST_FACTOR:g}."]})
    taker = Taker(student.user_id, student.guest_id, student.name)
    _hold(taker)
    kept = db.session.scalar(select(Accommodation).where(is_time_of(taker)))
    before = kept.time_factor if kept else LEAST_FACTOR
    if kept is None:
        kept = Accommodation(user_id=student.user_id, guest_id=student.guest_id)
        db.session.add(kept)
    kept.time_factor, kept.set_by, kept.set_at = factor, teacher_id, utc_now()
    db.session.flush()
    windows.settle(Assignment.classroom_id.in_(_classes(taker)))
    deadlines.move_own(taker)
    audit.record("accommodate", "enrolment", student.id, teacher_id, before=before, after=factor)
    db.session.commit()


def _hold(taker: Taker) -> None:
    """Keep this person from beginning an attempt until the transaction ends: it would not know of its end."""
    row = (
        select(Guest.id).where(Guest.id == taker.guest_id)
        if taker.guest_id is not None
        else select(User.id).where(User.id == taker.user_id)
    )
    db.session.scalar(row.with_for_update())


def _classes(taker: Taker) -> list[int]:
    theirs = select(Enrolment.classroom_id).where(is_enrolled(taker)).order_by(Enrolment.classroom_id)
    return list(db.session.scalars(theirs))
