"""Saving and flagging: every step is one guarded statement, only ever added."""

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.exc import IntegrityError

from quizapp.core.deadlines import GRACE, EndReason
from quizapp.core.grading import NotGradable, interaction
from quizapp.core.items import Json
from quizapp.extensions import db
from quizapp.models.attempts import Attempt, AttemptEnd, AttemptItem, Step, StepKind
from quizapp.models.quizzes import Quiz
from quizapp.services.attempts import attempt_view, is_taker
from quizapp.services.clock import utc_now
from quizapp.services.direct import has_begun, store
from quizapp.services.errors import Conflict, Invalid, NotFound
from quizapp.services.guests import Taker
from quizapp.services.insertion import insertion
from quizapp.services.published import quiz_content
from quizapp.services.seats import seat_of
from quizapp.services.told import refuse_told, told_key


class Refusal(StrEnum):
    """Why a response was not stored though it could be read."""

    BEHIND = "behind"
    """Another response was stored since, by another tab or device."""
    HANDED_IN = "handed_in"
    OVER = "over"
    """The time of the attempt is over."""
    CLOSED = "closed"
    """The quiz closed by itself while the attempt was open."""
    BY_TEACHER = "by_teacher"
    """Its teacher closed the quiz while the attempt was open."""


_WHY = {
    Refusal.BEHIND: "Another answer to this question was saved elsewhere{when}, so this one was not.",
    Refusal.HANDED_IN: "This quiz was handed in already{when}, so this answer was not added. {kept}",
    Refusal.OVER: "The time for this quiz is over{when}, so this answer was not added. {kept}",
    Refusal.CLOSED: "This quiz is closed{when}, so this answer was not added. {kept}",
    Refusal.BY_TEACHER: "This quiz was closed by your teacher{when}, so this answer was not added. {kept}",
}

_BY_TIME = {
    EndReason.LIMIT: Refusal.OVER,
    EndReason.WINDOW: Refusal.CLOSED,
    EndReason.CLOSED: Refusal.BY_TEACHER,
}
"""What ended an attempt that nobody handed in, by the reason for its end."""


class NotStored(Conflict):
    """Nothing was stored: why, since when, and how many responses of the attempt stand."""

    def __init__(self, refusal: Refusal, at: dt.datetime | None, *, kept: int, questions: int) -> None:
        """Keep what there is to tell. Its text names no time: that is for the page, which knows the zone."""
        self.refusal, self.at, self.kept, self.questions = refusal, at, kept, questions
        super().__init__(self.words())

    def words(self, when: str = "") -> str:
        """What the student reads; ``when`` is the moment in words."""
        kept = f"{self.kept} of {self.questions} answers {'was' if self.kept == 1 else 'were'} kept."
        return _WHY[self.refusal].format(when=f" ({when})" if when else "", kept=kept)


@dataclass(frozen=True, slots=True)
class Saved:
    """A step in the database: since when, and its number among those of its question."""

    at: dt.datetime
    sequence: int
    answered: bool


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
    seen: int | None = None
    """Store it only where no response is newer than this step."""

    @property
    def identity(self) -> str:
        """The idempotency key as stored: of the key given, the question and the response.

        The same save has the same one. Another response under an old key (a page sent again after going
        back) has not, so it is never taken for stored already.
        """
        if self.kind not in {StepKind.RESPOND, StepKind.PROOF}:
            return self.key
        parts = [self.key, self.public_id, self.position, self.kind.value, self.response]
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def save(  # noqa: PLR0913
    public_id: str,
    position: int,
    fields: Mapping[str, Sequence[str]],
    taker: Taker,
    *,
    idempotency_key: str | None = None,
    client_time: dt.datetime | None = None,
    seen: int | None = None,
) -> Saved:
    """Store the response in a form's fields, once for each idempotency key. Two statements.

    ``seen`` is the newest step that the page knew of: where another response was stored since, this one is
    not. A repeated save answers as the first did. Raises ``NotFound`` for somebody else's attempt,
    ``NotStored`` where things have moved on, and ``Invalid`` (field ``response``) for a response that the
    question cannot take.
    """
    content = quiz_content(seat_of(public_id, taker).quiz_version_id).question(position).content
    try:
        response = interaction(content.interaction).parse(content, fields)
    except NotGradable as error:
        raise Invalid({"response": [str(error)]}) from error
    key = idempotency_key or str(uuid.uuid4())
    return append(NewStep(public_id, position, taker, StepKind.RESPOND, response, key, client_time, seen))


def flag(public_id: str, position: int, taker: Taker, *, flagged: bool) -> None:
    """Flag a question to come back to, or take the flag away. Raises as ``save`` does."""
    _locked_version(public_id, taker)
    append(NewStep(public_id, position, taker, StepKind.FLAG, flagged, str(uuid.uuid4())))


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


def add(step: NewStep) -> None:
    """Store a step of another use case, as guarded as the others. Raises as ``save`` does."""
    hold(step.public_id, step.taker)
    add_step(step)


def hold(public_id: str, taker: Taker) -> None:
    """Keep other steps of this person's attempt waiting until the transaction ends. Raises ``NotFound``."""
    _locked_version(public_id, taker)


def add_step(step: NewStep) -> None:
    """Store a step of an attempt that is held. Raises ``Conflict`` after it was handed in."""
    append(step)


def append(step: NewStep) -> Saved:
    """Store a step of an attempt whose other steps need not wait for it. Raises as ``save`` does."""
    try:
        stored = _insert_step(step)
    except IntegrityError:  # another save of this question took the same number: now one after the other
        db.session.rollback()
        _locked_version(step.public_id, step.taker)
        stored = _insert_step(step)
    return stored or _stands(step)


def _insert_step(step: NewStep) -> Saved | None:
    """One guarded statement: it stores only into this person's attempt while that is open."""
    by_user = step.taker.user_id is not None
    now = utc_now()
    values = {
        "public_id": step.public_id,
        "position": step.position,
        "taker": step.taker.user_id if by_user else step.taker.guest_id,
        "response": step.response,
        "client_time": step.client_time,
        "now": now,
        "since": now - GRACE,
        "key": step.identity,
        "told": told_key(step.public_id, step.position),
        "seen": step.seen,
    }
    statement = insertion(db.engine.dialect.name, step.kind, by_user=by_user)
    if not has_begun():
        number = next((row.sequence for row in store(statement, **values)), None)
    else:
        number = db.session.connection().execute(statement, values).scalar()
        db.session.commit()
    return None if number is None else Saved(now, number, step.response is not None)


def _here(step: NewStep) -> tuple[ColumnElement[bool], ...]:
    """The conditions that name this person's question."""
    return Attempt.public_id == step.public_id, AttemptItem.position == step.position, is_taker(step.taker)


def _stands(step: NewStep) -> Saved:
    """What stands where nothing was stored: this very save, or the same response from elsewhere; else why not."""
    steps = (
        select(Step.server_time, Step.sequence, Step.response, Step.idempotency_key)
        .join(AttemptItem, AttemptItem.id == Step.attempt_item_id)
        .join(Attempt, Attempt.id == AttemptItem.attempt_id)
        .where(*_here(step), Step.kind == step.kind)
        .order_by(Step.sequence.desc())
    )
    found = db.session.execute(steps).all()
    before = next((row for row in found if row.idempotency_key == step.identity), None)
    refusal = _refusal(step, found) if before is None else None
    if refusal and refusal.refusal is Refusal.BEHIND and found[0].response == step.response:
        before = found[0]
    if before is None:
        raise refusal or NotFound("This quiz has no such question.")
    return Saved(before.server_time, before.sequence, before.response is not None)


def _refusal(step: NewStep, found: Sequence[Any]) -> NotStored | None:
    """Why a step is refused. Raises ``NotFound`` for a question that is not there."""
    view = attempt_view(step.public_id, step.taker)
    view.place(step.position)
    if view.submitted_at is None:
        refuse_told(view.place(step.position))
    closes_at = db.session.scalar(
        select(Quiz.closes_at)
        .join(Attempt, Quiz.id == Attempt.quiz_id)
        .where(Attempt.public_id == step.public_id, Attempt.assignment_id.is_(None))
    )
    now = utc_now()
    over = _BY_TIME[view.deadline.reason] if view.deadline else Refusal.OVER
    ends = [
        (over if view.ended_by is AttemptEnd.TIME else Refusal.HANDED_IN, view.submitted_at),
        (over, view.due_at if view.due_at and view.due_at <= now else None),
        (Refusal.CLOSED, closes_at if closes_at and closes_at <= now else None),
        (Refusal.BEHIND, found[0].server_time if found else None),
    ]
    if step.kind is StepKind.PROOF and not any(at for _, at in ends):
        raise Conflict(f"Answer question {step.position} first. Then choose the sentence that proves it.")
    refusal, at = next(((refusal, at) for refusal, at in ends if at), (Refusal.OVER, view.due_at))
    return NotStored(refusal, at, kept=view.answered, questions=len(view.places))
