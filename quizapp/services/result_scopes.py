"""Whose attempts are looked at: all at a teacher's quiz, or those of one class that was given it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select

from quizapp.core.windows import Window
from quizapp.extensions import db
from quizapp.models.attempts import Attempt, AttemptKind
from quizapp.models.classes import Accommodation, Assignment, Classroom, Enrolment
from quizapp.models.quizzes import Quiz, QuizVersion
from quizapp.services.classes import teaches
from quizapp.services.deadlines import window_of
from quizapp.services.errors import NotFound


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose attempts at which version of a quiz are looked at."""

    quiz_id: int
    title: str
    version_id: int
    number: int
    """Of the version."""
    versions: tuple[int, ...]
    """The numbers of all versions, the newest first."""
    conditions: tuple[ColumnElement[bool], ...]
    is_own: bool = True
    """Whether the quiz is this teacher's, so that its questions can be graded anew."""
    assignment_id: int | None = None
    class_id: int | None = None
    class_name: str = ""
    time_zone: str = ""
    """Of the class, in which its times are shown."""
    window: Window | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A student as a class knows them."""

    name: str
    student_number: str
    time_factor: float


def _finished(*which: ColumnElement[bool]) -> Any:
    """How many graded attempts at a version were handed in for which ``which`` holds: what its results are made of."""
    is_finished = (Attempt.submitted_at.is_not(None), Attempt.kind == AttemptKind.GRADED)
    counted = select(func.count(Attempt.id)).where(Attempt.quiz_version_id == QuizVersion.id, *is_finished, *which)
    return counted.correlate(QuizVersion)


def quiz_scope(quiz_id: int, *, teacher_id: int, version: int | None = None) -> Scope:
    """All attempts at a teacher's quiz but the teacher's own; at its newest version that has any results.

    ``version`` is the number of another. Raises ``NotFound`` for somebody else's, one that is not published, or no
    such version. One statement.
    """
    not_own = Attempt.user_id.is_distinct_from(teacher_id)
    versions = _versions(_finished(not_own)).where(Quiz.id == quiz_id, Quiz.owner_id == teacher_id)
    rows = db.session.execute(versions).all()
    row = _chosen(rows, version)
    return Scope(row.id, row.title, row.version_id, row.number, tuple(r.number for r in rows), (not_own,))


def assignment_scope(assignment_id: int, quiz_id: int, *, teacher_id: int, version: int | None = None) -> Scope:
    """The attempts of one class at what it was given, for any of its teachers. Raises as ``quiz_scope``. One statement."""
    of_class = Attempt.assignment_id == assignment_id
    rows = db.session.execute(
        _versions(_finished(of_class))
        .add_columns(Assignment, Classroom.id.label("class_id"), Classroom.name, Classroom.time_zone, Quiz.owner_id)
        .join(Assignment, Assignment.quiz_id == Quiz.id)
        .join(Classroom, Classroom.id == Assignment.classroom_id)
        .where(Assignment.id == assignment_id, Quiz.id == quiz_id, teaches(teacher_id))
    ).all()
    row = _chosen(rows, version)
    return Scope(
        row.id,
        row.title,
        row.version_id,
        row.number,
        tuple(r.number for r in rows),
        (of_class,),
        is_own=row.owner_id == teacher_id,
        assignment_id=assignment_id,
        class_id=row.class_id,
        class_name=row.name,
        time_zone=row.time_zone,
        window=window_of(row.Assignment),
    )


def _versions(finished: Any) -> Any:
    count = finished.scalar_subquery().label("finished")
    return (
        select(Quiz.id, QuizVersion.title, QuizVersion.id.label("version_id"), QuizVersion.number, count)
        .join(QuizVersion, QuizVersion.quiz_id == Quiz.id)
        .order_by(QuizVersion.number.desc())
    )


def _chosen(rows: Sequence[Any], version: int | None) -> Any:
    if not rows:
        raise NotFound("There is no such published quiz on your desk.")
    if version is None:
        return next((row for row in rows if row.finished), rows[0])
    row = next((row for row in rows if row.number == version), None)
    if row is None:
        raise NotFound("This quiz has no such version.")
    return row


def people_of(scope: Scope) -> dict[tuple[str, int], Person]:
    """The students of the class that is looked at; none where no class is. One statement at most."""
    if scope.class_id is None:
        return {}
    is_theirs = (Enrolment.user_id == Accommodation.user_id) | (Enrolment.guest_id == Accommodation.guest_id)
    rows: Sequence[Any] = db.session.execute(
        select(
            Enrolment.user_id, Enrolment.guest_id, Enrolment.name, Enrolment.student_number, Accommodation.time_factor
        )
        .outerjoin(Accommodation, is_theirs)
        .where(Enrolment.classroom_id == scope.class_id)
        .order_by(Enrolment.id)
    ).all()
    return {
        ("guest", row.guest_id) if row.user_id is None else ("user", row.user_id): Person(
            row.name, row.student_number, row.time_factor or 1.0
        )
        for row in rows
    }
