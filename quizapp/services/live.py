"""A running assignment as its teacher watches it: who has started, how much is saved, who has handed in."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Text, cast, func, select

from quizapp.core.class_lists import name_order
from quizapp.core.deadlines import seconds_left
from quizapp.extensions import db
from quizapp.models.attempts import Attempt, AttemptEnd, AttemptItem, Step, StepKind
from quizapp.models.classes import Accommodation, Enrolment
from quizapp.services.assignments import GivenView
from quizapp.services.clock import utc_now
from quizapp.services.deadlines import has_more_time


class Progress(StrEnum):
    """How far a student is, in the order in which a teacher looks for them."""

    AT_IT = "at it"
    NOT_STARTED = "not started"
    HANDED_IN = "handed in"


@dataclass(frozen=True, slots=True)
class LiveLine:
    """One student, by the newest attempt."""

    enrolment_id: int
    name: str
    progress: Progress
    number: int
    """Of the attempt; 0 where there is none."""
    saved: int
    """Questions with an answer."""
    questions: int
    started_at: dt.datetime | None
    submitted_at: dt.datetime | None
    by_time: bool
    """Whether time handed it in."""
    is_late: bool
    minutes_left: int | None
    """Whole minutes until it ends by itself, rounded up."""
    time_factor: float
    has_left: bool


@dataclass(frozen=True, slots=True)
class LiveView:
    """The whole class."""

    lines: tuple[LiveLine, ...]

    def count(self, progress: str) -> int:
        """How many students are so far."""
        return sum(line.progress == progress for line in self.lines)

    @property
    def started(self) -> int:
        """How many students have begun, whether they have handed in or not."""
        return len(self.lines) - self.count(Progress.NOT_STARTED)


def live_view(given: GivenView) -> LiveView:
    """How far each student of an assignment is: who is at it first, and all by name. Two statements for any class."""
    people = db.session.execute(
        select(
            Enrolment.id,
            Enrolment.name,
            Enrolment.user_id,
            Enrolment.guest_id,
            Enrolment.left_at,
            func.coalesce(Accommodation.time_factor, 1.0).label("time_factor"),
        )
        .outerjoin(Accommodation, has_more_time(Enrolment))
        .where(Enrolment.classroom_id == given.class_id)
        .order_by(Enrolment.id)
    ).all()
    newest = {(row.user_id, row.guest_id): row for row in _attempts(given.id)}
    in_order = sorted(people, key=lambda person: name_order(person.name))
    found = [(person, newest.get((person.user_id, person.guest_id))) for person in in_order]
    lines = [_line(given, person, attempt) for person, attempt in found if attempt or person.left_at is None]
    return LiveView(tuple(sorted(lines, key=lambda line: list(Progress).index(line.progress))))


def _attempts(assignment_id: int) -> list[Any]:
    """The attempts at an assignment with what is saved in them, a student's newest last. One statement."""
    at_it = Attempt.assignment_id == assignment_id
    last = (
        select(Step.attempt_item_id, func.max(Step.sequence).label("sequence"))
        .join(AttemptItem, AttemptItem.id == Step.attempt_item_id)
        .join(Attempt, Attempt.id == AttemptItem.attempt_id)
        .where(at_it, Step.kind == StepKind.RESPOND)
        .group_by(Step.attempt_item_id)
        .subquery()
    )
    stands = (Step.attempt_item_id == last.c.attempt_item_id) & (Step.sequence == last.c.sequence)
    answered = (
        select(Step.attempt_item_id)
        .join(last, stands)
        .where(cast(Step.response, Text) != "null")  # a response that was taken back is JSON's null
        .subquery()
    )
    return list(
        db.session.execute(
            select(
                Attempt.user_id,
                Attempt.guest_id,
                Attempt.number,
                Attempt.started_at,
                Attempt.due_at,
                Attempt.submitted_at,
                Attempt.ended_by,
                func.count(AttemptItem.id).label("questions"),
                func.count(answered.c.attempt_item_id).label("saved"),
            )
            .join(AttemptItem, AttemptItem.attempt_id == Attempt.id)
            .outerjoin(answered, answered.c.attempt_item_id == AttemptItem.id)
            .where(at_it)
            .group_by(Attempt.id)
            .order_by(Attempt.number, Attempt.id)
        )
    )


def _line(given: GivenView, person: Any, attempt: Any | None) -> LiveLine:
    if attempt is None:
        return LiveLine(
            person.id,
            person.name,
            Progress.NOT_STARTED,
            number=0,
            saved=0,
            questions=0,
            started_at=None,
            submitted_at=None,
            by_time=False,
            is_late=False,
            minutes_left=None,
            time_factor=person.time_factor,
            has_left=False,
        )
    left = seconds_left(attempt.due_at, utc_now()) if attempt.submitted_at is None and attempt.due_at else None
    return LiveLine(
        enrolment_id=person.id,
        name=person.name,
        progress=Progress.AT_IT if attempt.submitted_at is None else Progress.HANDED_IN,
        number=attempt.number,
        saved=attempt.saved,
        questions=attempt.questions,
        started_at=attempt.started_at,
        submitted_at=attempt.submitted_at,
        by_time=attempt.ended_by is AttemptEnd.TIME,
        is_late=given.window.is_late(attempt.submitted_at or utc_now(), person.time_factor),
        minutes_left=None if left is None else -(-left // 60),
        time_factor=person.time_factor,
        has_left=person.left_at is not None,
    )
