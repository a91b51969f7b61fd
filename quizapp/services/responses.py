"""Saving and flagging: every step is one guarded statement, only ever added."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Integer, String, bindparam, func, literal, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from quizapp.core.grading import NotGradable, interaction
from quizapp.core.items import Json
from quizapp.extensions import db
from quizapp.models.attempts import Attempt, AttemptItem, Step, StepKind
from quizapp.models.base import JSONType, UTCDateTime
from quizapp.services.attempts import attempt_view, is_taker
from quizapp.services.clock import utc_now
from quizapp.services.errors import Conflict, Invalid, NotFound
from quizapp.services.guests import Taker
from quizapp.services.published import quiz_content
from quizapp.services.told import not_told, refuse_told, told_key

_KEY_LIMIT = 64


def save(  # noqa: PLR0913
    public_id: str,
    position: int,
    fields: Mapping[str, Sequence[str]],
    taker: Taker,
    *,
    idempotency_key: str | None = None,
    client_time: dt.datetime | None = None,
) -> None:
    """Store the response in a form's fields, once for each idempotency key.

    Raises ``NotFound`` for somebody else's attempt, ``Conflict`` after it was handed in, and
    ``Invalid`` (field ``response``) for a response that the question cannot take.
    """
    version_id = _version_of(str(db.engine.url), public_id, taker.user_id, taker.guest_id)
    content = quiz_content(version_id).question(position).content
    try:
        response = interaction(content.interaction).parse(content, fields)
    except NotGradable as error:
        raise Invalid({"response": [str(error)]}) from error
    key = idempotency_key or str(uuid.uuid4())
    _append(NewStep(public_id, position, taker, StepKind.RESPOND, response, key, client_time))


def flag(public_id: str, position: int, taker: Taker, *, flagged: bool) -> None:
    """Flag a question to come back to, or take the flag away. Raises as ``save`` does."""
    _locked_version(public_id, taker)
    _append(NewStep(public_id, position, taker, StepKind.FLAG, flagged, str(uuid.uuid4())))


@lru_cache(maxsize=8192)
def _version_of(_database: str, public_id: str, user_id: int | None, guest_id: int | None) -> int:
    """The quiz version of this person's attempt; neither ever changes. Raises ``NotFound`` as ``save`` does."""
    mine = select(Attempt.quiz_version_id).where(Attempt.public_id == public_id, is_taker(Taker(user_id, guest_id, "")))
    version_id = db.session.scalar(mine)
    if version_id is None:
        raise NotFound("There is no such attempt under your name.")
    return version_id


def _locked_version(public_id: str, taker: Taker) -> int:
    """The quiz version of this person's attempt, whose row is held until the step is stored.

    Saves of one attempt so come one after the other and number their steps without gaps; on SQLite the
    whole transaction has that effect. Raises ``NotFound`` for somebody else's attempt.
    """
    mine = select(Attempt.quiz_version_id).where(Attempt.public_id == public_id, is_taker(taker))
    version_id = db.session.scalar(mine.with_for_update())
    if version_id is None:
        raise NotFound("There is no such attempt under your name.")
    return version_id


@dataclass(frozen=True, slots=True)
class NewStep:
    """A step about to be stored: where, by whom and what."""

    public_id: str
    position: int
    taker: Taker
    kind: StepKind
    response: Json | bool | int | str | None
    key: str
    client_time: dt.datetime | None = None


def add(step: NewStep) -> None:
    """Store a step of another use case, as guarded as the others. Raises as ``save`` does."""
    _locked_version(step.public_id, step.taker)
    _append(step)


def _append(step: NewStep) -> None:
    if len(step.key) > _KEY_LIMIT:
        raise Invalid({"": ["This save carries a key that is too long."]})
    try:
        stored = _insert_step(step)
    except IntegrityError:  # another save of this question took the same number: now one after the other
        db.session.rollback()
        _locked_version(step.public_id, step.taker)
        stored = _insert_step(step)
    db.session.commit()
    if not stored:
        _explain(step)


def _insert_step(step: NewStep) -> bool:
    """One guarded statement: it stores only into this person's attempt while that is open."""
    by_user = step.taker.user_id is not None
    values = {
        "public_id": step.public_id,
        "position": step.position,
        "taker": step.taker.user_id if by_user else step.taker.guest_id,
        "response": step.response,
        "client_time": step.client_time,
        "now": utc_now(),
        "key": step.key,
        "told": told_key(step.public_id, step.position),
    }
    statement = _insertion(db.engine.dialect.name, step.kind, by_user=by_user)
    return db.session.connection().execute(statement, values).first() is not None


@cache
def _insertion(dialect: str, kind: StepKind, *, by_user: bool) -> Any:
    """The guarded statement for steps of a kind; built once, since building costs more than running it.

    On PostgreSQL it holds the attempt's row, so that nobody hands in between the look and the insertion.
    """
    taker, now = bindparam("taker", type_=Integer), bindparam("now", type_=UTCDateTime)
    sequence = select(func.coalesce(func.max(Step.sequence), 0) + 1).where(Step.attempt_item_id == AttemptItem.id)
    source = (
        select(
            AttemptItem.id,
            sequence.correlate(AttemptItem).scalar_subquery(),
            literal(kind, Step.kind.type),
            bindparam("response", type_=JSONType),
            bindparam("client_time", type_=UTCDateTime),
            now,
            bindparam("key", type_=String),
        )
        .join(Attempt, Attempt.id == AttemptItem.attempt_id)
        .where(
            Attempt.public_id == bindparam("public_id", type_=String),
            AttemptItem.position == bindparam("position", type_=Integer),
            (Attempt.user_id if by_user else Attempt.guest_id) == taker,
            Attempt.submitted_at.is_(None),
            Attempt.due_at.is_(None) | (Attempt.due_at > now),
            not_told(kind, bindparam("told", type_=String)),
        )
        .with_for_update(of=Attempt)
    )
    columns = ["attempt_item_id", "sequence", "kind", "response", "client_time", "server_time", "idempotency_key"]
    build = postgresql.insert if dialect == "postgresql" else sqlite.insert
    statement = build(Step).from_select(columns, source).on_conflict_do_nothing(index_elements=["idempotency_key"])
    return statement.returning(Step.id)


def _explain(step: NewStep) -> None:
    """Why nothing was stored: a replay is fine, anything else is told."""
    view = attempt_view(step.public_id, step.taker)
    view.place(step.position)
    if db.session.scalar(select(Step.id).where(Step.idempotency_key == step.key)) is not None:
        return
    if view.submitted_at is not None:
        raise Conflict(
            "This quiz was handed in already, so this answer was not added. "
            f"{view.answered} of {len(view.places)} answers were kept."
        )
    refuse_told(view.place(step.position))
    raise Conflict("The time for this quiz is over, so this answer was not added.")
