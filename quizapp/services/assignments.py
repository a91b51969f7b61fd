"""Assignments as teachers give them: a quiz to a class, from when to when, changed, ended early, opened again."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, exists, select

from quizapp.core.windows import Window
from quizapp.extensions import db
from quizapp.models.classes import Assignment, Classroom
from quizapp.models.quizzes import Quiz, QuizVersion
from quizapp.services import audit, quizzes, windows
from quizapp.services.classes import held_class, teaches
from quizapp.services.clock import utc_now
from quizapp.services.codes import LINK_SIGNS, new_code
from quizapp.services.deadlines import window_of
from quizapp.services.errors import Conflict, NotFound
from quizapp.services.terms import Terms, window_meant

_CODE_LENGTH = 12


@dataclass(frozen=True, slots=True)
class GivenView:
    """An assignment as the teachers of its class see it."""

    id: int
    public_id: str
    title: str
    quiz_id: int
    class_id: int
    class_name: str
    time_zone: str
    window: Window
    over_at: dt.datetime
    """When it is over for the student with the most extra time too."""
    attempts_allowed: int | None
    is_archived: bool
    """Whether its class is: nobody takes it then, whatever its times are."""

    @property
    def is_over(self) -> bool:
        """Whether it is over for everybody."""
        return self.over_at <= utc_now()

    @property
    def can_reopen(self) -> bool:
        """Whether it is over only because a teacher ended it."""
        return self.window.ended_at is not None and (self.window.late_until or self.window.closes_at) > utc_now()

    @property
    def is_upcoming(self) -> bool:
        """Whether it is not open yet."""
        return not self.is_over and self.window.opens_at > utc_now()


def give(quiz_id: int, class_id: int, terms: Terms, *, teacher_id: int) -> tuple[int, list[str]]:
    """Give a quiz to a class, publishing it first where nothing of it is published: the assignment's id, and notes.

    Raises ``NotFound`` for a quiz or class that is not on this desk, ``Invalid`` by field, ``Conflict`` where the class is
    archived, has this quiz already, or the quiz cannot be published.
    """
    found = held_class(class_id, teacher_id=teacher_id)
    if found.archived_at is not None:
        raise Conflict("This class is archived. Take it out of the archive first.")
    quiz = _quiz(quiz_id, teacher_id)
    window, notes = window_meant(terms, found.time_zone)
    same = Assignment.classroom_id == class_id, Assignment.quiz_id == quiz_id, Assignment.over_at > utc_now()
    if db.session.scalar(select(exists().where(*same))):
        raise Conflict(f"{found.name} has this quiz already. Change that assignment, or end it first.")
    if not db.session.scalar(select(exists().where(QuizVersion.quiz_id == quiz_id))):
        quizzes.add_version(quiz, publisher_id=teacher_id)
    given = Assignment(
        public_id=new_code(_CODE_LENGTH, LINK_SIGNS),
        classroom_id=class_id,
        quiz_id=quiz_id,
        opens_at=window.opens_at,
        closes_at=window.closes_at,
        late_until=window.late_until,
        over_at=window.ends_for(1),
        attempts_allowed=terms.attempts_allowed,
        created_by=teacher_id,
        created_at=utc_now(),
    )
    db.session.add(given)
    db.session.flush()
    assignment_id = given.id
    windows.settle(Assignment.id == assignment_id)
    audit.record("give", "assignment", assignment_id, teacher_id, **_words(given))
    db.session.commit()
    return assignment_id, notes


def _quiz(quiz_id: int, teacher_id: int) -> Quiz:
    mine = Quiz.owner_id.is_(None) | (Quiz.owner_id == teacher_id)
    quiz = db.session.scalar(select(Quiz).where(Quiz.id == quiz_id, mine))
    if quiz is None:
        raise NotFound("There is no such quiz on your desk.")
    return quiz


def _words(given: Assignment) -> Mapping[str, object]:
    """What stands, for the audit log."""
    names = ("opens_at", "closes_at", "late_until", "ended_at")
    moments = {name: getattr(given, name) for name in names}
    return {
        **{name: at and at.isoformat() for name, at in moments.items()},
        "attempts_allowed": given.attempts_allowed,
    }


def _held(assignment_id: int, teacher_id: int) -> tuple[Assignment, Classroom]:
    """An assignment of a teacher's class, held until the transaction ends; nobody begins it meanwhile."""
    row = db.session.execute(
        select(Assignment, Classroom)
        .join(Classroom, Classroom.id == Assignment.classroom_id)
        .where(Assignment.id == assignment_id, teaches(teacher_id))
        .with_for_update(of=Assignment)
    ).one_or_none()
    if row is None:
        raise NotFound("There is no such assignment on your desk.")
    return row[0], row[1]


def change(assignment_id: int, terms: Terms, *, teacher_id: int) -> list[str]:
    """Give an assignment other terms, at once also for those who are at it; notes about the times.

    Another closing time opens one again that was ended. Raises ``NotFound``, and ``Invalid`` by field.
    """
    given, classroom = _held(assignment_id, teacher_id)
    before = _words(given)
    window, notes = window_meant(terms, classroom.time_zone, window_of(given))
    given.opens_at, given.closes_at, given.late_until = window.opens_at, window.closes_at, window.late_until
    given.ended_at, given.attempts_allowed = window.ended_at, terms.attempts_allowed
    _keep(given, "change", teacher_id, before)
    return notes


def end(assignment_id: int, *, teacher_id: int) -> None:
    """End an assignment now, for everybody: what is open is handed in as saved. Raises ``NotFound``, ``Conflict``."""
    given, _ = _held(assignment_id, teacher_id)
    if given.over_at <= utc_now():
        raise Conflict("This assignment is over already.")
    before = _words(given)
    given.ended_at = utc_now()
    _keep(given, "end", teacher_id, before)


def reopen(assignment_id: int, *, teacher_id: int) -> None:
    """Take back that an assignment was ended by hand. What was handed in stays so.

    Raises ``NotFound``, ``Conflict`` where its closing time is over anyway.
    """
    given, _ = _held(assignment_id, teacher_id)
    if given.ended_at is None:
        raise Conflict("Nobody ended this assignment. Give it a later closing time to open it again.")
    if (given.late_until or given.closes_at) <= utc_now():
        raise Conflict("Its closing time is over, too. Give it a later one to open it again.")
    before = _words(given)
    given.ended_at = None
    _keep(given, "reopen", teacher_id, before)


def _keep(given: Assignment, action: str, teacher_id: int, before: Mapping[str, object]) -> None:
    db.session.flush()
    windows.settle(Assignment.id == given.id)
    audit.record(action, "assignment", given.id, teacher_id, before=before, after=_words(given))
    db.session.commit()


def _views(*which: ColumnElement[bool]) -> list[GivenView]:
    """Assignments with their newest published title, those that end last first. One statement."""
    newest = select(QuizVersion.title).where(QuizVersion.quiz_id == Quiz.id).order_by(QuizVersion.id.desc()).limit(1)
    rows = db.session.execute(
        select(Assignment, Classroom, newest.correlate(Quiz).scalar_subquery())
        .join(Classroom, Classroom.id == Assignment.classroom_id)
        .join(Quiz, Quiz.id == Assignment.quiz_id)
        .where(*which)
        .order_by(Assignment.over_at.desc(), Assignment.id.desc())
    )
    return [
        GivenView(
            id=given.id,
            public_id=given.public_id,
            title=title,
            quiz_id=given.quiz_id,
            class_id=given.classroom_id,
            class_name=classroom.name,
            time_zone=classroom.time_zone,
            window=window_of(given),
            over_at=given.over_at,
            attempts_allowed=given.attempts_allowed,
            is_archived=classroom.archived_at is not None,
        )
        for given, classroom, title in rows
    ]


def class_assignments(class_id: int, *, teacher_id: int) -> list[GivenView]:
    """What was given to a teacher's class. One statement."""
    return _views(Assignment.classroom_id == class_id, teaches(teacher_id))


def quiz_assignments(quiz_id: int, *, teacher_id: int) -> list[GivenView]:
    """To which of a teacher's classes a quiz was given. One statement."""
    return _views(Assignment.quiz_id == quiz_id, teaches(teacher_id))


def open_assignments(teacher_id: int) -> list[GivenView]:
    """What is open or still to come in a teacher's classes. One statement."""
    return _views(teaches(teacher_id), Classroom.archived_at.is_(None), Assignment.over_at > utc_now())


def assignment_view(assignment_id: int, *, teacher_id: int) -> GivenView:
    """An assignment of a teacher's class. Raises ``NotFound`` for any other. One statement."""
    found = _views(Assignment.id == assignment_id, teaches(teacher_id))
    if not found:
        raise NotFound("There is no such assignment on your desk.")
    return found[0]
