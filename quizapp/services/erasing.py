"""Erasing a student: results stay, without the name and without any way back to the person."""

import secrets
import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import exists, select, update

from quizapp.extensions import db
from quizapp.models.attempts import Attempt, AttemptEnd, AttemptItem, ItemReport
from quizapp.models.classes import Assignment, Classroom, Enrolment
from quizapp.models.quizzes import Quiz
from quizapp.models.users import Guest, User, roles_users
from quizapp.services import audit, windows
from quizapp.services.attempts import is_taker
from quizapp.services.classes import held_enrolment, teaches
from quizapp.services.clock import utc_now
from quizapp.services.codes import new_code
from quizapp.services.enrolments import is_enrolled
from quizapp.services.errors import Conflict
from quizapp.services.guests import Taker
from quizapp.services.submissions import end_attempt

NOWHERE = "erased.invalid"
"""Of RFC 2606: no letter can ever reach an address there."""
_NAME_CODE_LENGTH = 4
"""So that a class can tell its erased students apart."""
_HAS_ROLE = (
    "This account belongs to somebody who teaches or manages people here, so it cannot be erased by itself: "
    "classes and quizzes hang on it. Ask whoever runs this quizapp."
)
_ELSEWHERE = (
    "This student has an account that is used outside of your classes too. "
    "Take them out of this class; they can erase themselves on their page “My data”, or a manager of people can."
)


def may_erase_self(taker: Taker) -> bool:
    """Whether this person is a student, and so can be erased."""
    return taker.user_id is None or not _has_role(taker.user_id)


def _has_role(user_id: int) -> bool:
    return bool(db.session.scalar(select(exists().where(roles_users.c.user_id == user_id))))


def erase_self(taker: Taker) -> None:
    """Erase the person who asks. Raises ``Conflict`` for whoever has a role."""
    erase(taker, actor_id=None, by="student")
    db.session.commit()


def erase_student(class_id: int, enrolment_id: int, *, teacher_id: int) -> None:
    """Erase a student of a teacher's class.

    Raises ``NotFound`` for any other, ``Conflict`` for an account that others have to do with: another teacher's
    class or quiz, or a role.
    """
    row = held_enrolment(class_id, enrolment_id, teacher_id=teacher_id)
    taker = Taker(row.user_id, row.guest_id, row.name)
    if _is_elsewhere(taker, teacher_id):
        raise Conflict(_ELSEWHERE)
    erase(taker, actor_id=teacher_id, by="teacher")
    db.session.commit()


def _is_elsewhere(taker: Taker, teacher_id: int) -> bool:
    """Whether somebody has been in a class, or taken a quiz by its link, that is another teacher's."""
    others = (
        select(Enrolment.id)
        .join(Classroom, Classroom.id == Enrolment.classroom_id)
        .where(is_enrolled(taker), ~teaches(teacher_id))
    )
    foreign = Quiz.owner_id.is_not(None) & (Quiz.owner_id != teacher_id)
    taken = select(Attempt.id).join(Quiz, Quiz.id == Attempt.quiz_id)
    taken = taken.where(is_taker(taker), Attempt.assignment_id.is_(None), foreign)
    return bool(db.session.scalar(select(others.exists() | taken.exists())))


def erase(taker: Taker, *, actor_id: int | None, by: str) -> bool:
    """Erase a student in the open transaction; whether they were there still. The caller commits.

    Raises ``Conflict`` for whoever has a role.

    What is open is handed in as it stands. Steps, grades and the audit log are never changed: they hold no name.
    """
    if not may_erase_self(taker):
        raise Conflict(_HAS_ROLE)
    enrolments = _enrolments(taker)  # in the order in which teachers hold a student, a window and its attempts
    person = _held(taker)
    if person.erased_at is not None:
        return False
    windows.hold(Assignment.classroom_id.in_([row.classroom_id for row in enrolments]))
    name = f"Erased student {new_code(_NAME_CODE_LENGTH)}"
    _hand_in(taker)
    _empty_reports(taker)
    _leave(taker, name)
    if isinstance(person, User):
        _empty_user(person)
    else:
        person.public_id, person.resume_code = str(uuid.uuid4()), None
    person.name, person.erased_at = name, utc_now()
    audit.record("erase", "user" if isinstance(person, User) else "guest", person.id, actor_id, by=by)
    return True


def _held(taker: Taker) -> User | Guest:
    """The row of a person, held until the transaction ends."""
    held: dict[str, Any] = {"with_for_update": True, "populate_existing": True}
    if taker.user_id is not None:
        return db.session.get_one(User, taker.user_id, **held)
    return db.session.get_one(Guest, taker.guest_id, **held)


def _enrolments(taker: Taker) -> Sequence[Enrolment]:
    """A person's places in classes, held until the transaction ends."""
    theirs = select(Enrolment).where(is_enrolled(taker)).order_by(Enrolment.id)
    return db.session.scalars(theirs.with_for_update(key_share=True)).all()


def _hand_in(taker: Taker) -> None:
    mine = select(Attempt.id, Attempt.quiz_version_id).where(is_taker(taker), Attempt.submitted_at.is_(None))
    for attempt_id, version_id in db.session.execute(mine.order_by(Attempt.quiz_version_id, Attempt.id)).all():
        end_attempt(attempt_id, version_id, by=AttemptEnd.STUDENT, now=utc_now())


def _empty_reports(taker: Taker) -> None:
    mine = select(AttemptItem.id).join(Attempt, Attempt.id == AttemptItem.attempt_id).where(is_taker(taker))
    theirs = update(ItemReport).where(ItemReport.attempt_item_id.in_(mine))
    options = {"synchronize_session": False}
    db.session.execute(theirs.values(words=""), execution_options=options)
    db.session.execute(theirs.where(ItemReport.reply.is_not(None)).values(reply=""), execution_options=options)


def _leave(taker: Taker, name: str) -> None:
    """Out of every class, in all of which the new name stands."""
    rows = _enrolments(taker)
    for row in rows:
        row.name, row.email, row.student_number = name, "", ""
        row.left_at = row.left_at or utc_now()
    db.session.flush()
    windows.settle(Assignment.classroom_id.in_([row.classroom_id for row in rows]))


def _empty_user(user: User) -> None:
    """Nobody signs in with the account any more, and every session of it is over."""
    user.email, user.active, user.signed_in_at = f"{uuid.uuid4()}@{NOWHERE}", False, None
    user.password = user.tf_primary_method = user.tf_totp_secret = user.mf_recovery_codes = None
    user.fs_uniquifier = secrets.token_hex(32)
