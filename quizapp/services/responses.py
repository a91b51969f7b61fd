"""Saving and flagging: every step is one guarded statement, only ever added."""

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.exc import IntegrityError

from quizapp.core.deadlines import GRACE, is_up
from quizapp.core.grading import NotGradable, interaction
from quizapp.core.items import Json
from quizapp.extensions import db
from quizapp.models.attempts import Attempt, AttemptEnd, AttemptItem, Step, StepKind
from quizapp.models.quizzes import Quiz
from quizapp.services.attempts import Place, attempt_view, is_taker
from quizapp.services.clock import utc_now
from quizapp.services.direct import has_begun, store
from quizapp.services.errors import Conflict, Invalid, NotFound
from quizapp.services.guests import Taker
from quizapp.services.insertion import PAGE, SAID, insertion
from quizapp.services.published import quiz_content
from quizapp.services.refusals import BY_TIME, NotStored, Refusal
from quizapp.services.seats import seat_of
from quizapp.services.told import refuse_told, told_key


@dataclass(frozen=True, slots=True)
class Saved:
    """A step in the database: since when, and its number among those of its question."""

    at: dt.datetime
    sequence: int
    answered: bool


@dataclass(frozen=True, slots=True)
class Given:
    """What the form of a question holds, by whom, and what its page knew."""

    public_id: str
    """Of the attempt."""
    position: int
    fields: Mapping[str, Sequence[str]]
    taker: Taker
    idempotency_key: str | None = None
    seen: int | None = None
    """The newest step that the page knew of."""
    sureness: str | None = None
    """How sure they say they are; none where the form does not say."""


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
    """Store it only where nothing that counts is newer than this step, but for what came from the same page."""

    @property
    def page(self) -> str:
        """How the idempotency keys begin that were made of the same key: all that one page without a script sends."""
        return hashlib.sha256(self.key.encode()).hexdigest()[:PAGE]

    @property
    def identity(self) -> str:
        """The idempotency key as stored: of the key given, the question and the response.

        The same save has the same one. Another response under an old key (a page sent again after going
        back) has not, so it is never taken for stored already.
        """
        if self.kind not in SAID:
            return self.key
        parts = [self.public_id, self.position, self.kind.value, self.response]
        return self.page + hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[PAGE:]


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
    seat = seat_of(public_id, taker)
    content = quiz_content(seat.quiz_version_id).question(seat.in_quiz(position)).content
    try:
        response = interaction(content.interaction).parse(content, fields)
    except NotGradable as error:
        raise Invalid({"response": [str(error)]}) from error
    key = idempotency_key or str(uuid.uuid4())
    return append(NewStep(public_id, position, taker, StepKind.RESPOND, response, key, client_time, seen))


def is_changed(place: Place, fields: Mapping[str, Sequence[str]]) -> bool:
    """Whether the fields say something else than what stands, or nothing that can be taken."""
    content = place.question.content
    try:
        return interaction(content.interaction).parse(content, fields) != place.state.response
    except NotGradable:
        return True


def save_given(given: Given) -> Saved:
    """Store the response that a form holds. As ``save``, and raises as it does."""
    key, seen = given.idempotency_key, given.seen
    return save(given.public_id, given.position, given.fields, given.taker, idempotency_key=key, seen=seen)


def save_changed(given: Given, place: Place) -> None:
    """Store the response that a form holds where it is another than the one that stands. Raises as ``save`` does."""
    if is_changed(place, given.fields):
        save_given(given)


def save_with_flag(given: Given, *, flagged: bool) -> None:
    """Set a flag or take it away, and store the response beside it where that is another one. Raises as ``save`` does."""
    save_changed(given, attempt_view(given.public_id, given.taker).place(given.position))
    flag(given.public_id, given.position, given.taker, flagged=flagged)


def flag(public_id: str, position: int, taker: Taker, *, flagged: bool) -> None:
    """Flag a question to come back to, or take the flag away. Raises as ``save`` does."""
    add(NewStep(public_id, position, taker, StepKind.FLAG, flagged, str(uuid.uuid4())))


def hold(public_id: str, taker: Taker) -> None:
    """Keep other steps of this person's attempt waiting until the transaction ends.

    They so come one after the other and are numbered without gaps; on SQLite the whole transaction has that
    effect. Raises ``NotFound`` for somebody else's attempt.
    """
    mine = select(Attempt.id).where(Attempt.public_id == public_id, is_taker(taker))
    if db.session.scalar(mine.with_for_update()) is None:
        raise NotFound("There is no such attempt under your name.")


def add(step: NewStep) -> None:
    """Store a step of another use case, as guarded as the others. Raises as ``save`` does."""
    hold(step.public_id, step.taker)
    append(step)


def append(step: NewStep) -> Saved:
    """Store a step of an attempt whose other steps need not wait for it. Raises as ``save`` does."""
    try:
        stored = _insert_step(step)
    except IntegrityError:  # another save of this question took the same number: now one after the other
        db.session.rollback()
        hold(step.public_id, step.taker)
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
        "page": step.page,
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
    return Attempt.public_id == step.public_id, AttemptItem.shown_position == step.position, is_taker(step.taker)


def _stands(step: NewStep) -> Saved:
    """What stands where nothing was stored: this very save, or the same response from elsewhere; else why not.

    A save that is repeated after another response took its place is told so: what it holds does not stand.
    """
    steps = (
        select(Step.kind, Step.server_time, Step.sequence, Step.response, Step.idempotency_key)
        .join(AttemptItem, AttemptItem.id == Step.attempt_item_id)
        .join(Attempt, Attempt.id == AttemptItem.attempt_id)
        .where(*_here(step), Step.kind.in_([step.kind, *SAID]))
        .order_by(Step.sequence.desc())
    )
    found = db.session.execute(steps).all()
    same = [row for row in found if row.kind is step.kind]
    agrees = bool(same) and step.kind in SAID and same[0].response == step.response
    before = next((row for row in same if row.idempotency_key == step.identity), None)
    if before is None or not (agrees or step.kind not in SAID):
        refusal = _refusal(step, [row for row in found if row.kind in SAID])
        if not (refusal.is_behind and agrees):
            raise refusal
        before = same[0]
    return Saved(before.server_time, before.sequence, before.response is not None)


def _refusal(step: NewStep, said: Sequence[Any]) -> NotStored:
    """Why a step is refused, after what was ``said`` to its question, newest first.

    Raises ``NotFound`` for a question that is not there, ``Conflict`` where its answer was told or a sentence has none.
    """
    view = attempt_view(step.public_id, step.taker)
    place = view.place(step.position)
    if view.submitted_at is None:
        refuse_told(place)
    closes_at = db.session.scalar(
        select(Quiz.closes_at)
        .join(Attempt, Quiz.id == Attempt.quiz_id)
        .where(Attempt.public_id == step.public_id, Attempt.assignment_id.is_(None))
    )
    now = utc_now()
    over = BY_TIME[view.deadline.reason] if view.deadline else Refusal.OVER
    ends = [
        (over if view.ended_by is AttemptEnd.TIME else Refusal.HANDED_IN, view.submitted_at),
        (over, view.due_at if is_up(view.due_at, now) else None),
        (Refusal.CLOSED, closes_at if is_up(closes_at, now) else None),
        (Refusal.BEHIND, said[0].server_time if said else None),
    ]
    if step.kind is StepKind.PROOF and not any(at for _, at in ends):
        raise Conflict(f"Answer question {step.position} first. Then choose the sentence that proves it.")
    refusal, at = next(((refusal, at) for refusal, at in ends if at), (Refusal.OVER, view.due_at))
    is_sentence = step.kind is StepKind.PROOF
    return NotStored(refusal, at, kept=view.answered, questions=len(view.places), is_sentence=is_sentence)
