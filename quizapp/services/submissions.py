"""Handing in: once, graded in the same transaction."""

import datetime as dt
from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, bindparam, insert, select, update

from quizapp.core.attempts import fold
from quizapp.core.deadlines import is_up
from quizapp.extensions import db
from quizapp.models.attempts import Attempt, AttemptEnd, AttemptItem, GradeEvent
from quizapp.models.base import UTCDateTime
from quizapp.models.regrades import Regrade
from quizapp.services.attempts import steps_of
from quizapp.services.clock import utc_now
from quizapp.services.errors import NotFound
from quizapp.services.guests import Taker
from quizapp.services.outcomes import Grader
from quizapp.services.published import quiz_content
from quizapp.services.rulings import RULING, lock_version, newest_regrade, ruling_of


def submit(public_id: str, taker: Taker) -> None:
    """Hand an attempt in and grade it; where its time is up, time has ended it. Handing in again changes nothing.

    Raises ``NotFound`` for somebody else's attempt. Seven statements, however many questions.
    """
    now, by_user = utc_now(), taker.user_id is not None
    mine = {"public_id": public_id, "taker": taker.user_id if by_user else taker.guest_id}
    row = db.session.connection().execute(_mine(by_user=by_user), mine).one_or_none()
    if row is None:
        raise NotFound("There is no such attempt under your name.")
    ended = is_up(row.due_at, now) and end_attempt(row.id, row.quiz_version_id, by=AttemptEnd.TIME, now=now)
    if not ended:  # in time, or its teacher has just given it more
        end_attempt(row.id, row.quiz_version_id, by=AttemptEnd.STUDENT, now=now)
    db.session.commit()


@cache
def _mine(*, by_user: bool) -> Any:
    """Built once, as the others here: building a statement costs more than running it."""
    taker = Attempt.user_id if by_user else Attempt.guest_id
    mine = (Attempt.public_id == bindparam("public_id"), taker == bindparam("taker"))
    return select(Attempt.id, Attempt.quiz_version_id, Attempt.due_at).where(*mine)


@cache
def _ending(by: AttemptEnd) -> Any:
    now = bindparam("now", type_=UTCDateTime)
    is_open = (Attempt.id == bindparam("attempt"), Attempt.submitted_at.is_(None))
    if by is AttemptEnd.TIME:  # it may have got more since it was looked at
        return update(Attempt).where(*is_open, Attempt.due_at <= now).values(submitted_at=Attempt.due_at, ended_by=by)
    return update(Attempt).where(*is_open).values(submitted_at=now, ended_by=by)


_ITEMS = (
    select(AttemptItem.id, AttemptItem.position, AttemptItem.item_version_id, Attempt.kind, *RULING)
    .join(Attempt, Attempt.id == AttemptItem.attempt_id)
    .outerjoin(Regrade, Regrade.id == newest_regrade(Attempt.quiz_version_id, AttemptItem.item_version_id))
    .where(AttemptItem.attempt_id == bindparam("attempt"))
    .order_by(AttemptItem.position)
)
SCORE = (
    update(AttemptItem)
    .where(AttemptItem.id == bindparam("item"))
    .values(score=bindparam("given"), is_left_out=bindparam("left_out"))
)
"""The score ``given`` to an ``item`` of an attempt, and whether it is ``left_out``: one statement for any number."""
_EVENT = insert(GradeEvent)


def end_attempt(
    attempt_id: int, quiz_version_id: int, *, by: AttemptEnd, now: dt.datetime, only: Sequence[ColumnElement[bool]] = ()
) -> bool:
    """End an attempt that is open and for which ``only`` holds, and grade it; whether it was. The caller commits.

    Of several that try at the same time one does it. What time has ended was handed in at its end.
    """
    lock_version(quiz_version_id)
    ending = _ending(by).where(*only) if only else _ending(by)
    if not db.session.connection().execute(ending, {"attempt": attempt_id, "now": now}).rowcount:
        return False
    _grade(attempt_id, quiz_version_id, now, "time was up" if by is AttemptEnd.TIME else "handed in")
    return True


def _grade(attempt_id: int, quiz_version_id: int, now: dt.datetime, reason: str) -> None:
    connection = db.session.connection()
    items = connection.execute(_ITEMS, {"attempt": attempt_id}).all()
    steps = steps_of([item.id for item in items])
    rulings = {item.item_version_id: ruling_of(item) for item in items if item.policy}
    grader = Grader(quiz_content(quiz_version_id), rulings)
    states = [fold(step for step, _ in steps.get(item.id, ())) for item in items]
    graded = [
        (item.id, grader.version_id(grader.quiz.question(item.position)), found)
        for item, found in zip(items, grader.outcomes(states, items[0].kind), strict=True)
    ]
    connection.execute(
        SCORE,
        [{"item": item_id, "given": found.score, "left_out": found.is_left_out} for item_id, _, found in graded],
    )
    connection.execute(
        _EVENT,
        [
            {
                "attempt_item_id": item_id,
                "item_version_id": version_id,
                "old_score": None,
                "new_score": found.score,
                "reason": reason,
                "graded_at": now,
            }
            for item_id, version_id, found in graded
        ],
    )
