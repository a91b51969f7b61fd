"""Assignments as students have them: what is given to them, how it stands, and beginning an attempt at it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.exc import IntegrityError

from quizapp.core.deadlines import stretched
from quizapp.core.settings import QuizSettings
from quizapp.core.windows import Stage, Window
from quizapp.extensions import db
from quizapp.models.attempts import Attempt, AttemptKind
from quizapp.models.classes import Assignment, Classroom, Enrolment
from quizapp.models.quizzes import Quiz, QuizVersion
from quizapp.services import deadlines
from quizapp.services.accommodations import time_factor
from quizapp.services.attempts import is_taker
from quizapp.services.clock import utc_now
from quizapp.services.enrolments import is_student
from quizapp.services.errors import Conflict, NotFound
from quizapp.services.guests import Taker
from quizapp.services.published import published, quiz_content
from quizapp.services.starting import NOT_STARTED, TRIES, insert_attempt

_NOT_THERE = "There is no such assignment for you. Whoever gave you the link may tell you the code of the class."


@dataclass(frozen=True, slots=True)
class OwnClass:
    """A class that somebody is in."""

    id: int
    name: str
    is_archived: bool


@dataclass(frozen=True, slots=True)
class OwnTry:
    """An attempt of one's own at an assignment."""

    public_id: str
    number: int
    submitted_at: dt.datetime | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class Given:
    """An assignment as one student has it: with their extra time in it."""

    id: int
    public_id: str
    title: str
    quiz_public_id: str
    quiz_version_id: int
    class_id: int
    class_name: str
    time_zone: str
    is_archived: bool
    window: Window
    time_factor: float
    time_limit: float | None
    """Minutes, with the extra time."""
    attempts_allowed: int | None
    tries: tuple[OwnTry, ...]
    """The newest first."""

    @property
    def stage(self) -> Stage:
        """Where its window stands for this student now."""
        return Stage.OVER if self.is_archived else self.window.stage(utc_now(), self.time_factor)

    @property
    def closes_at(self) -> dt.datetime:
        """When it closes for this student; what comes later is late."""
        return self.window.closes_for(self.time_factor)

    @property
    def ends_at(self) -> dt.datetime:
        """From when on nothing of this student is taken."""
        return self.window.ends_for(self.time_factor)

    @property
    def open_try(self) -> OwnTry | None:
        """The attempt to go on with."""
        return next((own for own in self.tries if own.submitted_at is None), None)

    @property
    def attempts_left(self) -> int | None:
        """How many attempts may still be begun; ``None`` for any number."""
        return None if self.attempts_allowed is None else max(0, self.attempts_allowed - len(self.tries))

    @property
    def can_begin(self) -> bool:
        """Whether a new attempt may be begun now."""
        return self.stage in {Stage.OPEN, Stage.LATE} and self.open_try is None and self.attempts_left != 0


def own_classes(taker: Taker) -> list[OwnClass]:
    """The classes that somebody is in, archived ones last. One statement."""
    rows = db.session.execute(
        select(Classroom.id, Classroom.name, Classroom.archived_at.is_not(None))
        .join(Enrolment, Enrolment.classroom_id == Classroom.id)
        .where(is_student(taker))
        .order_by(Classroom.archived_at.is_not(None), Classroom.name, Classroom.id)
    )
    return [OwnClass(*row) for row in rows]


def own_class(class_id: int, taker: Taker) -> OwnClass:
    """A class that somebody is in. Raises ``NotFound`` for any other."""
    found = next((one for one in own_classes(taker) if one.id == class_id), None)
    if found is None:
        raise NotFound("You are in no such class.")
    return found


def to_do(taker: Taker) -> list[Given]:
    """What somebody can begin or go on with, and what opens later; what closes first stands first. Three statements."""
    found = [
        given
        for given in _given(taker, Assignment.over_at > utc_now(), Classroom.archived_at.is_(None))
        if given.open_try or given.can_begin or given.stage is Stage.UPCOMING
    ]
    return sorted(found, key=lambda given: (given.stage is Stage.UPCOMING, given.ends_at, given.id))


def in_class(class_id: int, taker: Taker) -> list[Given]:
    """All that was given to a class that somebody is in, what ends last first. Three statements."""
    return _given(taker, Assignment.classroom_id == class_id)


def given(public_id: str, taker: Taker) -> Given:
    """One assignment. Raises ``NotFound`` where it is not given to this person. Three statements."""
    found = _given(taker, Assignment.public_id == public_id)
    if not found:
        raise NotFound(_NOT_THERE)
    return found[0]


def _given(taker: Taker, *which: ColumnElement[bool]) -> list[Given]:
    newest = select(func.max(QuizVersion.id)).where(QuizVersion.quiz_id == Assignment.quiz_id).correlate(Assignment)
    rows = db.session.execute(
        select(Assignment, Classroom, Quiz.public_id, QuizVersion)
        .join(Classroom, Classroom.id == Assignment.classroom_id)
        .join(Enrolment, Enrolment.classroom_id == Classroom.id)
        .join(Quiz, Quiz.id == Assignment.quiz_id)
        .join(QuizVersion, QuizVersion.id == newest.scalar_subquery())
        .where(is_student(taker), *which)
        .order_by(Assignment.closes_at.desc(), Assignment.id.desc())
        .execution_options(populate_existing=True)
    ).all()
    if not rows:
        return []
    factor, tries = time_factor(taker), _tries(taker, [row[0].id for row in rows])
    return [_one(row, factor, tries.get(row[0].id, ())) for row in rows]


def _tries(taker: Taker, assignment_ids: Sequence[int]) -> dict[int, list[Any]]:
    rows = db.session.execute(
        select(Attempt.assignment_id, Attempt.public_id, Attempt.number, Attempt.submitted_at)
        .where(is_taker(taker), Attempt.assignment_id.in_(assignment_ids))
        .order_by(Attempt.number.desc())
    )
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.assignment_id, []).append(row)
    return found


def _one(row: Any, factor: float, tries: Sequence[Any]) -> Given:
    assignment, classroom, quiz_public_id, version = row
    window = deadlines.window_of(assignment)
    limit = QuizSettings.from_json(version.settings).limit(is_practice=False)
    return Given(
        id=assignment.id,
        public_id=assignment.public_id,
        title=version.title,
        quiz_public_id=quiz_public_id,
        quiz_version_id=version.id,
        class_id=classroom.id,
        class_name=classroom.name,
        time_zone=classroom.time_zone,
        is_archived=classroom.archived_at is not None,
        window=window,
        time_factor=factor,
        time_limit=stretched(limit, factor),
        attempts_allowed=assignment.attempts_allowed,
        tries=tuple(
            OwnTry(
                own.public_id,
                own.number,
                own.submitted_at,
                own.submitted_at is not None and window.is_late(own.submitted_at, factor),
            )
            for own in tries
        ),
    )


def start(public_id: str, taker: Taker) -> str:
    """Begin an attempt at an assignment, or find the open one; its public id. Two that begin at once get the same.

    Raises ``NotFound`` where it is not given to this person, ``Conflict`` outside of its window and where no
    attempt is left.
    """
    for _ in range(TRIES):
        before = given(public_id, taker)
        if before.open_try:
            return before.open_try.public_id
        _refuse(before)
        try:
            return _begin(before, taker)
        except IntegrityError:  # another tab was faster: its attempt is ours too
            db.session.rollback()
    raise Conflict(NOT_STARTED)


def _begin(before: Given, taker: Taker) -> str:
    """The number is that after the attempts that were seen: of two that begin at once, one has to give way."""
    quiz = published(before.quiz_public_id)
    attempt = insert_attempt(quiz, taker, AttemptKind.GRADED, len(before.tries) + 1, before.id)
    attempt_id = attempt.public_id
    now_as = given(before.public_id, taker)  # whoever changes it from now on finds this attempt
    others = tuple(own for own in now_as.tries if own.public_id != attempt_id)
    try:
        _refuse(replace(now_as, tries=others))
    except Conflict:
        db.session.rollback()
        raise
    settings = quiz_content(quiz.quiz_version_id).settings
    deadlines.set_end(attempt, settings, now_as.ends_at, now_as.time_factor)
    db.session.commit()
    return attempt_id


def _refuse(found: Given) -> None:
    """Raises ``Conflict`` where no attempt may be begun."""
    if found.is_archived:
        raise Conflict("This class is archived, so its quizzes cannot be taken any more.")
    if found.stage is Stage.UPCOMING:
        raise Conflict("This quiz is not open yet.")
    if found.stage is Stage.OVER:
        raise Conflict("This quiz is closed. Nobody can start it any more.")
    if found.attempts_left == 0:
        raise Conflict("You have used all attempts that you had.")
