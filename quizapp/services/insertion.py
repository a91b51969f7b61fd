"""The one statement that stores a step: only into this person's open attempt, and nothing twice."""

from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, String, bindparam, exists, func, literal, select, true
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import aliased

from quizapp.models.attempts import Attempt, AttemptItem, Step, StepKind
from quizapp.models.base import JSONType, UTCDateTime
from quizapp.models.quizzes import Quiz
from quizapp.services.told import not_told

_COLUMNS = ["attempt_item_id", "sequence", "kind", "response", "client_time", "server_time", "idempotency_key"]


@cache
def insertion(dialect: str, kind: StepKind, *, by_user: bool) -> Any:
    """The guarded statement for steps of a kind; built once, since building costs more than running it.

    Its parameters: ``public_id``, ``position``, ``taker`` (of a user or a guest), ``response``, ``client_time``,
    ``now``, ``since`` (attempts that ended before it take nothing more), ``key``, ``told`` and ``seen`` (``None``,
    or the newest step that the page knew of). It returns the number of the step. On PostgreSQL it holds
    the attempt's row, so that nobody hands in between the look and the insertion.
    """
    taker, since = bindparam("taker", type_=Integer), bindparam("since", type_=UTCDateTime)
    sequence = select(func.coalesce(func.max(Step.sequence), 0) + 1).where(Step.attempt_item_id == AttemptItem.id)
    source = (
        select(
            AttemptItem.id,
            sequence.correlate(AttemptItem).scalar_subquery(),
            literal(kind, Step.kind.type),
            bindparam("response", type_=JSONType),
            bindparam("client_time", type_=UTCDateTime),
            bindparam("now", type_=UTCDateTime),
            bindparam("key", type_=String),
        )
        .join(Attempt, Attempt.id == AttemptItem.attempt_id)
        .join(Quiz, Quiz.id == Attempt.quiz_id)
        .where(
            Attempt.public_id == bindparam("public_id", type_=String),
            AttemptItem.position == bindparam("position", type_=Integer),
            (Attempt.user_id if by_user else Attempt.guest_id) == taker,
            Attempt.submitted_at.is_(None),
            Attempt.due_at.is_(None) | (Attempt.due_at > since),
            Attempt.assignment_id.is_not(None) | Quiz.closes_at.is_(None) | (Quiz.closes_at > since),
            not_told(kind, bindparam("told", type_=String)),
            _is_abreast(),
            _is_answered(kind),
        )
        .with_for_update(of=Attempt)
    )
    build = postgresql.insert if dialect == "postgresql" else sqlite.insert
    statement = build(Step).from_select(_COLUMNS, source).on_conflict_do_nothing(index_elements=["idempotency_key"])
    return statement.returning(Step.sequence)


def _is_abreast() -> ColumnElement[bool]:
    """The condition that no response is newer than the step that the page knew of, where it says so."""
    seen, newer = bindparam("seen", type_=Integer), aliased(Step)
    later = (newer.attempt_item_id == AttemptItem.id, newer.kind == StepKind.RESPOND, newer.sequence > seen)
    return seen.is_(None) | ~exists().where(*later).correlate(AttemptItem)


def _is_answered(kind: StepKind) -> ColumnElement[bool]:
    """The condition that a response is there to be proven; other steps need none."""
    if kind is not StepKind.PROOF:
        return true()
    earlier = aliased(Step)
    answers = (earlier.attempt_item_id == AttemptItem.id, earlier.kind == StepKind.RESPOND)
    return exists().where(*answers).correlate(AttemptItem)
