"""A person's own attempts: a line for each, and the rows that every such list is made of."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import select

from quizapp.core.attempts import Earned, Total, total
from quizapp.extensions import db
from quizapp.models.attempts import Attempt, AttemptItem, AttemptKind
from quizapp.models.classes import Assignment
from quizapp.models.quizzes import Quiz, QuizVersion
from quizapp.services.attempts import is_taker
from quizapp.services.guests import Taker
from quizapp.services.telling import is_closed, told_of


@dataclass(frozen=True, slots=True)
class OwnAttempt:
    """A line of a person's own attempts. ``right`` is ``None`` while it may not be told."""

    public_id: str
    quiz_public_id: str
    title: str
    number: int
    started_at: dt.datetime
    submitted_at: dt.datetime | None
    right: int | None
    questions: int
    is_practice: bool = False
    assignment: str | None = None
    """The public id of the assignment that it was begun for."""


def asked(taker: Taker, *more: Any) -> Any:
    """Every question that a person was asked, with its attempt, and ``more`` columns; to be joined and put in order.

    A row of it says what may be told: ``telling.told_of``.
    """
    return (
        select(
            Attempt.id,
            Attempt.public_id,
            Attempt.number,
            Attempt.kind,
            Attempt.started_at,
            Attempt.submitted_at,
            QuizVersion.title,
            QuizVersion.settings,
            is_closed(),
            AttemptItem.score,
            AttemptItem.marks,
            AttemptItem.is_left_out,
            *more,
        )
        .select_from(Attempt)
        .join(Quiz, Quiz.id == Attempt.quiz_id)
        .outerjoin(Assignment, Assignment.id == Attempt.assignment_id)
        .join(QuizVersion, QuizVersion.id == Attempt.quiz_version_id)
        .join(AttemptItem, AttemptItem.attempt_id == Attempt.id)
        .where(is_taker(taker))
    )


def by_attempt(statement: Any) -> list[list[Any]]:
    """The rows of a statement of ``asked``, which has those of an attempt one after the other, by attempt."""
    return [list(rows) for _, rows in groupby(db.session.execute(statement), key=lambda row: row.id)]


def result_of(rows: Sequence[Any]) -> Total:
    """The result of an attempt from its rows."""
    return total([Earned(row.score or 0.0, row.marks, row.is_left_out) for row in rows])


def right_of(rows: Sequence[Any]) -> int | None:
    """How many questions of an attempt were right, from its rows; ``None`` while that may not be told."""
    is_handed_in = rows[0].submitted_at is not None
    return result_of(rows).right if is_handed_in and "verdict" in told_of(rows[0]) else None


def own_attempts(taker: Taker) -> list[OwnAttempt]:
    """A person's attempts: open ones first, then the newest. One statement."""
    statement = asked(taker, Quiz.public_id.label("quiz_public_id"), Assignment.public_id.label("assignment"))
    in_order = statement.order_by(Attempt.submitted_at.is_not(None), Attempt.id.desc(), AttemptItem.position)
    return [_own_attempt(rows) for rows in by_attempt(in_order)]


def _own_attempt(rows: Sequence[Any]) -> OwnAttempt:
    head = rows[0]
    return OwnAttempt(
        public_id=head.public_id,
        quiz_public_id=head.quiz_public_id,
        title=head.title,
        number=head.number,
        started_at=head.started_at,
        submitted_at=head.submitted_at,
        right=right_of(rows),
        questions=result_of(rows).questions,
        is_practice=head.kind is AttemptKind.PRACTICE,
        assignment=head.assignment,
    )
