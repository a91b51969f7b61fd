"""What never changes of an attempt, kept in process for the person whose it is."""

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Engine, bindparam, select

from quizapp.extensions import db
from quizapp.models.attempts import Attempt, AttemptItem, AttemptKind
from quizapp.models.classes import Assignment, Classroom
from quizapp.models.quizzes import Quiz
from quizapp.services.direct import look_for_page
from quizapp.services.errors import NotFound
from quizapp.services.guests import Taker

NO_QUESTION = "This quiz has no such question."


@dataclass(frozen=True, slots=True)
class Seat:
    """An attempt but for what is done in it."""

    number: int
    quiz_version_id: int
    quiz_public_id: str
    kind: AttemptKind
    seed: int
    items: tuple[tuple[int, int, tuple[str, ...]], ...]
    """Of each question the id, the position in the quiz and the order of the options, as this person sees them."""
    assignment: str | None = None
    """The public id of the assignment that it was begun for."""
    time_zone: str = ""
    """Of the class that this was given to, as it was when it was first asked for; else blank."""

    def in_quiz(self, position: int) -> int:
        """Where in the quiz the question stands that this person sees at ``position``.

        Raises ``NotFound`` where there is none.
        """
        if not 1 <= position <= len(self.items):
            raise NotFound(NO_QUESTION)
        return self.items[position - 1][1]


def seat_of(public_id: str, taker: Taker) -> Seat:
    """The attempt of this person. Raises ``NotFound`` for somebody else's. One statement at most."""
    return _seat(db.engine, public_id, taker.user_id, taker.guest_id)


@lru_cache(maxsize=2048)
def _seat(_database: Engine, public_id: str, user_id: int | None, guest_id: int | None) -> Seat:
    by_user = user_id is not None
    rows = look_for_page(_statement(by_user=by_user), public_id=public_id, taker=user_id if by_user else guest_id)
    if not rows:
        raise NotFound("There is no such attempt under your name.")
    items = tuple((row.id, row.position, tuple(row.option_order)) for row in rows)
    head = rows[0]
    return Seat(
        head.number,
        head.quiz_version_id,
        head.public_id,
        head.kind,
        head.seed,
        items,
        head.assignment,
        head.time_zone or "",
    )


@cache
def _statement(*, by_user: bool) -> Any:
    """Built once, since building a statement costs more than running it."""
    return (
        select(
            Attempt.number,
            Attempt.quiz_version_id,
            Attempt.kind,
            Attempt.seed,
            Quiz.public_id,
            Assignment.public_id.label("assignment"),
            Classroom.time_zone,
            AttemptItem.id,
            AttemptItem.position,
            AttemptItem.option_order,
        )
        .join(AttemptItem, AttemptItem.attempt_id == Attempt.id)
        .join(Quiz, Quiz.id == Attempt.quiz_id)
        .outerjoin(Assignment, Assignment.id == Attempt.assignment_id)
        .outerjoin(Classroom, Classroom.id == Assignment.classroom_id)
        .where(
            Attempt.public_id == bindparam("public_id"),
            (Attempt.user_id if by_user else Attempt.guest_id) == bindparam("taker"),
        )
        .order_by(AttemptItem.shown_position)
    )
