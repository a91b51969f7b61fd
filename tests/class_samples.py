"""A class with a quiz to give to it, made by the services themselves."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select, update

from quizapp.core.settings import QuizSettings
from quizapp.extensions import db
from quizapp.models.attempts import Attempt
from quizapp.models.classes import Assignment
from quizapp.services import assignments, classes, enrolments, quiz_settings, quizzes, windows
from quizapp.services.clock import utc_now
from quizapp.services.guests import Taker, guest_taker
from quizapp.services.terms import Terms
from tests.samples import CHOICE, Published, make_quiz, make_teacher

HOUR = dt.timedelta(hours=1)
MINUTE = dt.timedelta(minutes=1)


@dataclass(frozen=True)
class Taught:
    """A teacher's class and quiz."""

    teacher_id: int
    class_id: int
    code: str
    quiz: Published


def make_taught(settings: QuizSettings | None = None, *, email: str = "vera@school.org") -> Taught:
    """A class in UTC and a published quiz of one question."""
    teacher_id = make_teacher(email).id
    quiz = make_quiz(teacher_id, (CHOICE,))
    if settings is not None:
        quiz_settings.keep_settings(quiz.quiz_id, settings, None, teacher_id=teacher_id)
        quizzes.publish(quiz.quiz_id, publisher_id=teacher_id)
    class_id = classes.create_class("7b", "UTC", teacher_id=teacher_id)
    return Taught(teacher_id, class_id, classes.class_view(class_id, teacher_id=teacher_id).join_code, quiz)


def enrol(taught: Taught, name: str = "Mia Lang") -> Taker:
    """A guest who joined the class."""
    joined = enrolments.join(taught.code, name, None, origin="here")
    taker = guest_taker(joined.guest or "")
    assert taker
    return taker


def enrolment_of(taught: Taught, name: str = "Mia Lang") -> int:
    """The id of the enrolment under this name."""
    return next(one.enrolment_id for one in enrolments.students(taught.class_id) if one.name == name)


def wall(moment: dt.datetime) -> dt.datetime:
    """A moment as a teacher in UTC would write it."""
    return moment.astimezone(dt.UTC).replace(tzinfo=None)


def give(taught: Taught, *, late: dt.timedelta | None = None, allowed: int | None = 1) -> tuple[int, str]:
    """The quiz given from now on for two hours; id and public id."""
    closes = utc_now() + 2 * HOUR
    terms = Terms(None, wall(closes), wall(closes + late) if late else None, allowed)
    given, _ = assignments.give(taught.quiz.quiz_id, taught.class_id, terms, teacher_id=taught.teacher_id)
    return given, assignments.assignment_view(given, teacher_id=taught.teacher_id).public_id


def put_back(assignment_id: int, ago: dt.timedelta) -> None:
    """Move an assignment with its attempts into the past."""
    given = db.session.get_one(Assignment, assignment_id)
    given.opens_at, given.closes_at = given.opens_at - ago, given.closes_at - ago
    given.late_until = given.late_until and given.late_until - ago
    for attempt in db.session.scalars(select(Attempt).where(Attempt.assignment_id == assignment_id)):
        attempt.started_at -= ago
    db.session.flush()
    windows.settle(Assignment.id == assignment_id)
    db.session.commit()


def stored(attempt: str) -> Attempt:
    """The attempt as it stands in the database."""
    db.session.rollback()
    return db.session.scalars(select(Attempt).where(Attempt.public_id == attempt)).one()


def given_row(assignment_id: int) -> Assignment:
    """The assignment as it stands in the database."""
    db.session.rollback()
    return db.session.get_one(Assignment, assignment_id)


def shift_zone(class_id: int, zone: str) -> None:
    """Put a class into another time zone."""
    db.session.execute(update(classes.Classroom).where(classes.Classroom.id == class_id).values(time_zone=zone))
    db.session.commit()
